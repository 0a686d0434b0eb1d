"""The draft of a dossier made of free notes: its files, the origin of each text, what is proposed.

The one door for the command and for the studio: :func:`draft_of` reads and makes, and writes
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.importing.prose import figures
from ppgp_docs.importing.prose.blocks import Builder
from ppgp_docs.importing.prose.figures import ProposedDate, ProposedFigure
from ppgp_docs.importing.prose.headings import with_titles
from ppgp_docs.importing.prose.items import Grid, Item, Notes, Picture, Role, Written
from ppgp_docs.importing.prose.markdown_pictures import Beside, nothing_beside
from ppgp_docs.importing.prose.notes import read
from ppgp_docs.importing.prose.parts import Sections, sort
from ppgp_docs.importing.prose.sourced import Sourced, every_text, ranks_of
from ppgp_docs.importing.prose.writing import numbers, written
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import address_of
from ppgp_docs.model.named_funders import names_of_department
from ppgp_docs.workspace.folder import DOSSIER, FICHES

DOSSIER_NAME: Final = "dossier"
"""The dossier in addresses."""

ORIGINS: Final = "notes-origine.md"
"""The list of where each paragraph went, beside the dossier."""

_ORDER: Final = (
    "departement", "citations", "notes", "introduction", "contexte", "chronologie", "activites",
    "et_apres", "appel", "a_classer",
)  # fmt: skip


@frozen
class Origin:
    """A paragraph of the notes and where it went: the addresses of the values that it made.

    ``why`` says what it is where it was set aside, or why it went nowhere.
    """

    rank: int
    text: str
    addresses: tuple[str, ...]
    why: str = ""


@frozen
class DraftOfNotes:
    """What notes become.

    ``files`` are those to write, by their path in the folder of the dossier. ``figures`` and
    ``dates`` are proposed: the dossier holds them as comments alone. ``unread`` says, in French,
    what could not be read of the notes.
    """

    files: dict[str, bytes]
    origins: tuple[Origin, ...]
    figures: tuple[ProposedFigure, ...]
    dates: tuple[ProposedDate, ...]
    unread: tuple[str, ...]

    @property
    def fiches(self) -> tuple[int, ...]:
        """The numbers of the fiches that were drafted too."""
        found = (Path(name) for name in self.files if name.startswith(f"{FICHES}/"))
        return tuple(int(each.stem) for each in found)

    @property
    def set_aside(self) -> int:
        """How many paragraphs wait for their place."""
        return sum(any("a_classer" in each for each in one.addresses) for one in self.origins)


def draft_of(
    name: str, content: bytes, territory: Departement, beside: Beside = nothing_beside
) -> DraftOfNotes:
    """Make the draft of a dossier of notes: the name of their file, its bytes, what is ``beside``.

    Raises UnreadableFileError, with what is wrong in a French sentence without a capital.
    """
    notes = read(name, content, beside)
    builder = Builder()
    sections = Sections(builder, names_of_department(territory))
    texts = [one for one in notes.items if not _is_contents(one)]
    sections.fill(sort(with_titles(texts)))
    dossier: dict[str, Data] = {"departement": Sourced(territory.code), **sections.dossier}
    if builder.citations:
        dossier["citations"] = builder.citations
    if notes.footnotes:
        dossier["notes"] = {
            key: Sourced(one.markdown, *_callers(key, notes))
            for key, one in notes.footnotes.items()
        }
    held = [dossier, *sections.fiches.values(), *builder.aside]
    lost = list(_lost(texts, held, builder.led))
    if builder.aside or lost:
        dossier["a_classer"] = {"blocs": sorted([*builder.aside, *lost], key=ranks_of)}
    dossier = {key: dossier[key] for key in _ORDER if key in dossier}
    files = {DOSSIER_NAME: dossier} | {f"fiche-{n}": each for n, each in sections.fiches.items()}
    return _made(name, notes, files, builder, territory)


def _made(
    name: str,
    notes: Notes,
    roots: dict[str, dict[str, Data]],
    builder: Builder,
    territory: Departement,
) -> DraftOfNotes:
    dossier, *fiches = roots.values()
    elsewhere = {rank for each in fiches for rank in ranks_of(each)}
    items = [one for one in notes.items if one.rank not in elsewhere]
    told = ranks_of(dossier.get("chronologie", {}))
    counts, days = figures.figures(items), figures.dates(items, told)
    proposed = counts[: figures.MOST], days[: figures.MOST]
    text = written(dossier, _head(name, territory), figures.figures_as_comments(*proposed))
    origins = tuple(_origins(notes.items, roots))
    beyond = [*_beyond("chiffres", counts), *_beyond("dates", days)]
    unread = (*notes.unread, *builder.unread, *beyond)
    files = {
        DOSSIER: text.encode(),
        **{file_of_fiche(each): written(each, _fiche_head(name), ()).encode() for each in fiches},
        ORIGINS: _as_text(name, origins, unread).encode(),
        **builder.pictures,
    }
    return DraftOfNotes(files, origins, *proposed, unread)


def _beyond(what: str, found: Sequence[ProposedFigure | ProposedDate]) -> Iterator[str]:
    """What is said of the proposals that are left out, with the paragraphs where they stand."""
    if left := found[figures.MOST :]:
        where = numbers(sorted({one.rank for one in left}))
        yield (
            f"le brouillon propose {figures.MOST} {what} en commentaire, sur un total de "
            f"{len(found)}\u00a0: voyez les autres aux paragraphes {where}"
        )


def _head(name: str, territory: Departement) -> Iterator[str]:
    yield "yaml-language-server: $schema=../../schemas/editeur/dossier.schema.json"
    yield f"Dossier PPGP : {territory.nom} ({territory.code}), {territory.autorite}."
    yield ""
    yield f"Brouillon tiré de « {Path(name).name} » : rien n’y est ajouté."
    yield f"« § 12 » est le 12e paragraphe de ce fichier ; `{ORIGINS}` dit où chacun est allé."
    yield "Ce qui n’a pas trouvé sa place est sous `a_classer`."
    yield f"Ce qui reste à faire : ppgp check {territory.code}"


def _fiche_head(name: str) -> Iterator[str]:
    yield "yaml-language-server: $schema=../../../schemas/editeur/fiche.schema.json"
    yield f"Fiche action, brouillon tiré de « {Path(name).name} »."
    yield "Les totaux du budget se calculent : n’écrivez que les lignes."


def file_of_fiche(fiche: Mapping[str, Data]) -> str:
    """Where the file of a fiche stands in the folder of its dossier."""
    return f"{FICHES}/{int(str(fiche['numero'])):02}.yaml"


def _is_contents(one: Item) -> bool:
    return isinstance(one, Written) and one.role is Role.CONTENTS


def _callers(key: str, notes: Notes) -> list[int]:
    return [
        one.rank for one in notes.items if isinstance(one, Written) and f"[^{key}]" in one.markdown
    ]


# --- nothing lost ----------------------------------------------------------------------------


def _lost(items: Sequence[Item], files: Sequence[Any], led: Mapping[int, str]) -> Iterator[Sourced]:
    """What was read and stands nowhere: it is set aside, word for word."""
    held = {rank: _words(text) for rank, text in led.items()}
    for _, said in every_text(list(files)):
        for rank in said.ranks:
            held.setdefault(rank, set()).update(_words(said))
    for one in items:
        for text in _texts(one):
            if not _words(text) <= held.get(one.rank, set()) | _SAID_OTHERWISE:
                yield Sourced(text, one.rank)


_SAID_OTHERWISE: Final = frozenset(
    {
        *("activite", "action", "partie", "chapitre", "n"),
        *("citation", "citations", "verbatim", "temoignage", "parole", "paroles", "d", "de"),
    }
)
"""What stood before the number of a title, or before a quotation: documents say it themselves."""


def _texts(one: Item) -> Iterator[str]:
    if isinstance(one, Grid):
        yield from (cell for row in one.rows for cell in row if cell)
    elif isinstance(one, Written):
        yield one.markdown


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", sans_accents(text.lower())))


# --- where each paragraph went ---------------------------------------------------------------


def _origins(items: Iterable[Item], roots: dict[str, dict[str, Data]]) -> Iterator[Origin]:
    places: dict[int, list[tuple[PathInTree, Sourced]]] = {}
    for path, said in every_text(roots):
        for rank in said.ranks:
            places.setdefault(rank, []).append((path, said))
    for one in items:
        found = places.get(one.rank, [])
        addresses = dict.fromkeys(_place(path, roots, one) for path, _ in found)
        why = next((said.why for _, said in found if said.why), "")
        text = f"[image] {one.alt}".strip() if isinstance(one, Picture) else one.plain
        yield Origin(
            one.rank, text, tuple(addresses), why or (_CONTENTS if _is_contents(one) else "")
        )


def _place(path: PathInTree, roots: dict[str, dict[str, Data]], one: Item) -> str:
    """The address of a value, ``path`` begun by its file; of a table, that of its block."""
    if isinstance(one, Grid):
        cut = next((n for n, step in enumerate(path) if step in ("colonnes", "lignes")), len(path))
        path = path[:cut]
    file = str(path[0])
    return str(address_of(file, path[1:], roots[file]))


_CONTENTS: Final = "sommaire : les documents font le leur"


def _as_text(name: str, origins: Iterable[Origin], unread: Sequence[str]) -> str:
    """The list that a person reads."""
    lines = [f"# Où est allé chaque paragraphe de « {Path(name).name} »", ""]
    for one in origins:
        where = ", ".join(f"`{each}`" for each in one.addresses) or "nulle part"
        why = f" ({one.why})" if one.why else ""
        lines += [
            f"**§ {one.rank}** → {where}{why}",
            "",
            *(f"> {line}" for line in one.text.split("\n")),
            "",
        ]
    if unread:
        lines += ["## Ce qui n’a pas pu être lu", "", *(f"- {each}" for each in unread), ""]
    return "\n".join(lines)
