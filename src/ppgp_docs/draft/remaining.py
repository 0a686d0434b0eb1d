"""What remains to be done on a dossier: all that is wrong and all that lacks, each in one French
sentence that says where, in words, and names no key.

Consents are told apart: a document lists those that it lacks itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from ppgp_docs.diagnostics import Diagnostic, Severity, Span
from ppgp_docs.draft.reading import Draft, Gap, loaded_of
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree, child, is_blank
from ppgp_docs.model.address import Addresses, address_of, below, file_name
from ppgp_docs.publication.requirements import lacks_consent
from ppgp_docs.schema.places import Labels
from ppgp_docs.session import NOTHING_OVER, Session
from ppgp_docs.workspace.folder import DossierFolder, number_of


@frozen
class ToDo:
    """``sentence`` begins with its place and has a final period; ``file`` is None for what has no
    place. ``is_error`` tells an error from what should be looked at, ``is_missing`` what is not
    there yet; ``path`` leads to it in its file, ``address`` names it in files that are sent."""

    sentence: str
    file: Path | None = None
    is_error: bool = False
    is_missing: bool = False
    path: PathInTree = ()
    address: str = ""


def to_do(
    session: Session,
    folder: DossierFolder,
    draft: Draft,
    overlay: Mapping[Path, str] = NOTHING_OVER,
) -> tuple[ToDo, ...]:
    """What remains to be done, in the order of the files, errors first in each; withdrawn names are
    not in it."""
    files = _Files(session, folder, overlay, draft)
    found = [_unwritten(each) for each in draft.diagnostics if _is_told(each)]
    told = [files.finding(each) for each in found]
    known = {(each.file, path) for each, (path, _) in zip(_spans(found), told, strict=True)}
    gaps = [files.gap(gap) for gap in draft.gaps if not _is_known(gap, known)]
    every = dict.fromkeys([*(each for _, each in told), *gaps])
    kept = (_as_shown(each, draft) for each in every)
    return tuple(sorted(kept, key=lambda each: (files.rank(each.file), not each.is_error)))


def of_document(every: Iterable[ToDo], fiche: Path | None) -> tuple[str, ...]:
    """What a document lists of what remains: all of it, or what is about its own fiche.

    Never empty: a draft of a dossier where nothing remains says so.
    """
    every = tuple(every)
    mine = [each for each in every if fiche is None or each.file == fiche]
    sentences = [each.sentence for each in mine]
    if others := len(every) - len(mine):
        point = "autre point" if others == 1 else "autres points"
        sentences.append(f"Le reste du dossier a {others} {point} à régler.")
    return tuple(map(espacer, sentences)) or (NOTHING,)


def remarks_of(every: Iterable[ToDo]) -> tuple[tuple[str, str], ...]:
    """What can be remarked at its place in a file: addresses, each with its sentence."""
    return tuple((each.address, espacer(each.sentence)) for each in every if each.address)


NOTHING: Final = "Aucune erreur, aucun point d’attention."


def _is_told(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity > Severity.INFO and not lacks_consent(diagnostic)


def _unwritten(found: Diagnostic) -> Diagnostic:
    """What may be printed of a finding: not the withdrawn name in the form that a text gives it."""
    return replace(found, message=found.printable or found.message)


def _spans(found: Iterable[Diagnostic]) -> Iterator[Span]:
    return (each.span or Span(Path()) for each in found)


def _is_known(gap: Gap, known: set[tuple[Path, PathInTree]]) -> bool:
    """Whether a finding already tells of what lacks: there, within it, or around it; what a picture
    says is asked where its file is named (C109)."""
    *around, last = gap.path or ("",)
    place = (*around, "fichier") if last == "alt" else gap.path
    return any(file == gap.file and path and _meet(path, place) for file, path in known)


def _meet(one: PathInTree, other: PathInTree) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def _as_shown(one: ToDo, draft: Draft) -> ToDo:
    sentence = draft.withdrawn.removed_from(one.sentence)
    address = draft.moved.in_draft(one.address) if one.address else ""
    return evolve(one, sentence=sentence, address=address)


_QUOTES: Final = ("citations",)


class _Files:
    """The files of a dossier as sentences name them."""

    def __init__(
        self, session: Session, folder: DossierFolder, overlay: Mapping[Path, str], draft: Draft
    ) -> None:
        self._quotes = draft.dossier.citations if draft.dossier else {}
        self._overlay = overlay
        self._labels = Labels(session.schemas)
        contrat = (folder.contrat,) if folder.contrat else ()
        self._schemas = dict.fromkeys((*folder.fiches, *overlay), "fiche")
        self._schemas |= dict.fromkeys(contrat, "contrat") | {folder.dossier: "dossier"}
        self._order = [folder.dossier, *contrat, *folder.fiches]
        self._trees: dict[Path, tuple[Any, Addresses]] = {}
        self._root = folder.path.parent.parent

    def rank(self, file: Path | None) -> int:
        return self._order.index(file) if file in self._order else len(self._order)

    def finding(self, found: Diagnostic) -> tuple[PathInTree, ToDo]:
        """A finding with the path of what it is about."""
        said, span = self._labels.told(found.message), found.span
        if span is None or span.file not in self._schemas:
            name = (span.file.name,) if span else ()
            return (), ToDo(_sentence(name, said), None, found.is_error)
        root, addresses = self._tree(span.file)
        path = addresses.of(found)
        where = self._where(span.file, path, root)
        missing = found.is_error and _is_empty(root, path)
        sentence, address = _sentence(where, said), _address(span.file, path, root)
        return path, ToDo(sentence, span.file, found.is_error, missing, path, address)

    def gap(self, gap: Gap) -> ToDo:
        where = self._where(gap.file, gap.path, gap.root)
        sentence, address = _sentence(where, "à compléter"), _address(gap.file, gap.path, gap.root)
        return ToDo(sentence, gap.file, True, True, gap.path, address)

    def _where(self, file: Path, path: PathInTree, root: Any) -> tuple[str, ...]:
        schema = self._schemas[file]
        if path[:1] == _QUOTES and path[1:2] and path[1] not in self._quotes:
            path = _QUOTES  # a quote that a withdrawal takes out is not told by its words
        return called(file, schema), *self._labels.place(schema, path, root)

    def _tree(self, file: Path) -> tuple[Any, Addresses]:
        if file not in self._trees:
            tree = loaded_of(file, self._overlay, self._root).tree
            root: Any = tree.root if tree else {}
            self._trees[file] = root, Addresses("", root)
        return self._trees[file]


def _address(file: Path, path: PathInTree, root: Any) -> str:
    """The address of a place, were nothing there yet; empty in a file that none can name."""
    name = file_name(file, root)
    if not name:
        return ""
    there = path
    while _child_at(root, there) is None and there:
        there = there[:-1]
    address = str(address_of(name, there, root))
    for step in path[len(there) :]:
        address = below(address, step) if isinstance(step, str) else address
    return address


def _child_at(root: Any, path: PathInTree) -> Any:
    node = root
    for step in path:
        node = child(node, step)
    return node


def _is_empty(root: Any, path: PathInTree) -> bool:
    """Whether nothing stands at a path that leads to something."""
    node = _child_at(root, path)
    return bool(path) and (node is None or is_blank(node))


def called(file: Path, schema: str) -> str:
    """What a file of a dossier is to people."""
    if schema != "fiche":
        return {"dossier": "Étude de cas", "contrat": "Contrat"}[schema]
    number = number_of(file)
    return f"Fiche action {number}" if number else f"Fiche action « {file.stem} »"


def _sentence(where: Sequence[str], said: str) -> str:
    """A sentence behind its place, which does not say again what the sentence names."""
    named = f"«\u00a0{where[-1]}\u00a0»" if where else ""
    if named and said.startswith(f"{named}\u00a0: "):
        said = said[len(named) + 3 :]
    elif named and (named in said or where[-1] in said):
        where = where[:-1]
    end = "" if said.endswith(("…", "?", "!", ".")) else "."
    place = ", ".join(where)
    return espacer(f"{place} : {said}{end}") if place else capitale(f"{said}{end}")
