"""Forms as files: what a dossier says, asked again field by field, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from ppgp_docs import __version__
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.edit.save import read_text
from ppgp_docs.form.entries import Entry, FormPart, Group, Repeated, entries, parts_of
from ppgp_docs.form.fiche_list import begun_fiche, contract_text
from ppgp_docs.form.withdrawn import people_left_out, without_withdrawn
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.roundtrip.stamp import EXCEL, stamped, stamped_form
from ppgp_docs.schema.forms import blank_contrat, blank_dossier
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import CONTRAT, DossierFolder

FORM: Final = "formulaire"
"""The format that the origin of a form names: no plugin has it."""

_HOW: Final = (
    "Tapez vos réponses à droite de chaque question, ou sous le titre de sa colonne. Laissez ce "
    "que vous ne savez pas : rien n’est obligatoire pour renvoyer ce formulaire.",
    "Pour ajouter une ligne à une liste, cliquez dans la dernière, puis sur le + qui apparaît à "
    "sa droite, ou copiez-la. Les images se joignent à part.",
)


@frozen
class Form:
    """A form of a dossier; ``fiche`` is the number of the fiche that it asks, else the contract
    with ``is_contract``, else the whole case study. ``is_budget`` asks money alone, in Excel."""

    territory: Departement
    folder: DossierFolder
    fiche: int | None = None
    is_budget: bool = False
    is_contract: bool = False

    @property
    def named(self) -> Departement:
        """The territory as the dossier names it; its own name where that does not read."""
        said: Data | None = None
        with suppress(OSError, NotEditableError):
            said = content(read_text(self.folder.dossier).text)
        held = said.get("grammaire") if isinstance(said, dict) else None
        told = held if isinstance(held, dict) else {}
        known = self.territory
        name, authority = (str(told.get(key) or "") for key in ("nom", "autorite"))
        return replace(known, nom=name or known.nom, autorite=authority or known.autorite)

    @property
    def file(self) -> str:
        """The file of the dossier that it asks, as addresses name it."""
        if self.fiche is not None:
            return f"fiche-{self.fiche}"
        return "contrat" if self.is_contract else "dossier"

    @property
    def path(self) -> Path:
        """That file, there or not yet."""
        if self.fiche is not None:
            return self.folder.fiche(self.fiche)
        return self.folder.path / CONTRAT if self.is_contract else self.folder.dossier

    @property
    def name(self) -> str:
        """The name of the file, without its suffix."""
        what = "-contrat" if self.is_contract else ""
        what = what if self.fiche is None else f"-fiche-{self.fiche:02d}"
        return f"{FORM}{'-budget' if self.is_budget else ''}{what}-{self.territory.slug}"

    def text(self, session: Session) -> str:
        """What the dossier says now: the text of its file, or that of a blank one."""
        if self.path.is_file():
            return read_text(self.path).text
        if self.fiche is not None:
            return begun_fiche(session.schemas, self.fiche, contract_text(self.folder))
        if self.is_contract:
            return blank_contrat(session.schemas)
        return blank_dossier(session.schemas, self.territory)


def content(text: str) -> Data:
    """What a YAML text holds; nothing for one that holds nothing."""
    root = nodes(text.removeprefix("\ufeff"))
    return data(root) if root is not None else {}


def word_form(form: Form, session: Session) -> bytes:
    """The Word form, the same for the same dossier. Raises NotEditableError, OSError."""
    from ppgp_docs.form.word import Heading, draw

    held = content(form.text(session))
    every = parts_of(session.schemas, form.file, held)
    asked = tuple(_inviting(without_withdrawn(every, form.file, held)))
    made = draw(
        Heading(_title(form), _HOW, form.named.autorite),
        asked,
        load_theme("neutre", session.resources),
    )
    return stamped_form(made, origin(form, session), fields(asked))


def excel_form(form: Form, session: Session) -> bytes:
    """The Excel form of the money of a fiche or of a contract, the same for the same file.

    Raises NotEditableError, OSError.
    """
    from ppgp_docs.form.sheet import draw_tables, table_fields
    from ppgp_docs.form.tables import BUDGET, CONTRACT

    held = content(form.text(session))
    what = "du contrat" if form.is_contract else f"de la fiche action {form.fiche}"
    title = f"Budget {what} : {form.named.nom}"
    theme = load_theme("neutre", session.resources)
    tables = CONTRACT if form.is_contract else BUDGET
    asked = table_fields(tables, form.file, held)
    made = draw_tables(tables, espacer(title), form.file, held, theme)
    said = origin(form, session)
    return stamped(made, EXCEL, said, {one.tag: one for one in asked})


def made(form: Form, session: Session) -> bytes:
    """The file of a form. Raises NotEditableError, OSError."""
    return (excel_form if form.is_budget else word_form)(form, session)


def left_out(form: Form, session: Session) -> int:
    """How many people who withdrew a consent the form says nothing of. Raises NotEditableError,
    OSError."""
    return 0 if form.is_budget else people_left_out(form.file, content(form.text(session)))


def fields(asked: tuple[FormPart, ...]) -> tuple[SentField, ...]:
    """The fields of a form."""
    return tuple(entry.field for entry in entries(asked))


def origin(form: Form, session: Session) -> Provenance:
    """What a form says of itself, its fields aside: its key changes when the dossier does.

    Raises NotEditableError, OSError.
    """
    said = repr((form.name, content(form.text(session))))
    key = sha256(said.encode()).hexdigest()[:32]
    return Provenance(__version__, FORM, form.territory.slug, form.name, key)


def _inviting(parts: Iterable[FormPart]) -> Iterator[FormPart]:
    """The same, each field saying that it invites to type."""
    for part in parts:
        if isinstance(part, Entry):
            yield evolve(part, field=evolve(part.field, invites=True))
        elif isinstance(part, Group):
            yield evolve(part, parts=tuple(_inviting(part.parts)))
        elif isinstance(part, Repeated):
            items = (evolve(one, parts=tuple(_inviting(one.parts))) for one in part.items)
            yield evolve(part, items=tuple(items))


def _title(form: Form) -> str:
    name = f"{form.named.nom} ({form.territory.code})"
    if form.is_contract:
        return f"Contrat départemental : {name}"
    if form.fiche is None:
        return f"Étude de cas PPGP : {name}"
    return f"Fiche action {form.fiche} : {name}"
