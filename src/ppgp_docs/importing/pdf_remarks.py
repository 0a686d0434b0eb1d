"""The remarks of a PDF that came back, each with the place of the dossier that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from ppgp_docs.draft.reading import draft, loaded_of
from ppgp_docs.draft.remaining import called
from ppgp_docs.importing.target import folder_of
from ppgp_docs.model.address import Addresses, file_name
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove.letters import letters
from ppgp_docs.render.drafts import SUFFIX
from ppgp_docs.roundtrip.fields import TOOL
from ppgp_docs.roundtrip.pdf import edited, origin_of
from ppgp_docs.roundtrip.pdf_remarks import PdfRemark, remarks_of
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.schema.places import Labels
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace

_FEWEST: Final = 8
"""Letters from which words tell their place by themselves."""
_MOST_NAMED: Final = 3


@frozen
class PlacedRemark:
    """``place`` says in words where the dossier holds what a remark stands on, ``address`` names
    it, ``file`` and ``line`` lead to it; empty where nothing tells."""

    remark: PdfRemark
    place: str = ""
    address: str = ""
    file: Path | None = None
    line: int = 0


def told_of(data: bytes) -> str:
    """A French sentence on a PDF whose words are no longer those that were sent; nothing of others.
    Raises UnreadableFileError."""
    origin = origin_of(data)
    pages = edited(data, origin) if origin else ()
    if not pages:
        return ""
    return (
        f"le texte n’est plus celui qui a été envoyé ({', '.join(pages)}) : rien n’en revient ; "
        "reportez ce qui a changé dans le dossier"
    )


def placed_remarks(data: bytes, session: Session, workspace: Workspace) -> tuple[PlacedRemark, ...]:
    """The remarks of a PDF; those of one that is not ours have no place. Raises
    UnreadableFileError."""
    found = remarks_of(data)
    origin = origin_of(data)
    document = _document(session, workspace, origin) if origin else None
    if document is None:
        return tuple(PlacedRemark(one) for one in found if one.author != TOOL)
    printed = passages(document.prints, document.dossier, document.fiche)
    places = _Places(session, workspace, printed)
    made: dict[int, PlacedRemark] = {}
    for one in found:
        answered = made.get(one.reply_to)
        made[one.number] = places.of_reply(one, answered) if answered else places.of(one)
    return tuple(one for one in made.values() if one.remark.author != TOOL)


def _document(session: Session, workspace: Workspace, origin: Provenance) -> Document | None:
    folder = folder_of(session, workspace, origin)
    dossier = draft(session, folder).dossier if folder else None
    made = session.plugins.documents(origin.format, dossier) if dossier else ()
    return next((one for one in made if one.name == origin.document.removesuffix(SUFFIX)), None)


class _Places:
    """Where a dossier holds the words of a document."""

    def __init__(self, session: Session, workspace: Workspace, printed: Sequence[Passage]) -> None:
        self._root, self._labels = workspace.root, Labels(session.schemas)
        self._trees: dict[Path, Any] = {}
        self._printed = [(letters(one.text), one) for one in printed]

    def of_reply(self, one: PdfRemark, answered: PlacedRemark) -> PlacedRemark:
        where = answered.place, answered.address, answered.file, answered.line
        return PlacedRemark(one, *where)

    def of(self, one: PdfRemark) -> PlacedRemark:
        held = self._likeliest(one)
        if not held:
            return PlacedRemark(one)
        if len({each.span for each in held}) > 1:
            names = dict.fromkeys(self._at(one, each).place for each in held[:_MOST_NAMED])
            return PlacedRemark(one, f"à plusieurs endroits : {' ; '.join(names)}")
        return self._at(one, held[0])

    def _likeliest(self, one: PdfRemark) -> list[Passage]:
        """The passages that hold the words of a remark and most of those around them."""
        words, before, after = map(letters, (one.on, one.before, one.after))
        ranked = [
            (_shared(said, words, before, after), passage) for said, passage in self._holding(words)
        ]
        if len(words) < _FEWEST:  # a figure, a word: what is around them tells which one
            ranked = [(score, one) for score, one in ranked if score >= _FEWEST]
        most = max((score for score, _ in ranked), default=0)
        return [passage for score, passage in ranked if score == most]

    def _at(self, one: PdfRemark, passage: Passage) -> PlacedRemark:
        span = passage.span
        root = self._tree(span.file)
        name = file_name(span.file, root)
        if name is None:
            return PlacedRemark(one, span.file.name, "", span.file, span.line)
        addresses = Addresses(name, root)
        schema = "fiche" if name.startswith("fiche-") else name
        steps = self._labels.place(schema, addresses.path(span), root)
        place = ", ".join((called(span.file, schema), *steps))
        return PlacedRemark(one, place, str(addresses.at(span)), span.file, span.line)

    def _tree(self, file: Path) -> Any:
        """What a file holds, read once for all remarks."""
        if file not in self._trees:
            tree = loaded_of(file, {}, self._root).tree
            self._trees[file] = tree.root if tree else {}
        return self._trees[file]

    def _holding(self, words: str) -> Iterator[tuple[str, Passage]]:
        """The passages that hold some words, else those that they hold."""
        if len(words) < _FEWEST:
            yield from ((said, one) for said, one in self._printed if words and words in said)
            return
        held = [(said, one) for said, one in self._printed if words in said]
        yield from held or (
            (said, one) for said, one in self._printed if len(said) >= _FEWEST and said in words
        )


def _shared(said: str, words: str, before: str, after: str) -> int:
    """How many letters around some words are those around them on the page: the best place; of a
    passage that they hold whole, all of its own."""
    if said in words:
        return len(said)
    places = (found.start() for found in re.finditer(re.escape(words), said))
    return max(
        _same(said[:place][::-1], before[::-1]) + _same(said[place + len(words) :], after)
        for place in places
    )


def _same(one: str, other: str) -> int:
    """How many letters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
