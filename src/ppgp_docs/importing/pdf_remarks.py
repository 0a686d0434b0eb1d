"""The remarks of a PDF that came back, each with the place of the dossier that it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any, Final, TypeAlias

from attrs import evolve, frozen

from ppgp_docs.diagnostics import Span
from ppgp_docs.draft.reading import draft, loaded_of
from ppgp_docs.draft.remaining import called
from ppgp_docs.importing.target import folder_of
from ppgp_docs.load.tree import Text
from ppgp_docs.model.address import Addresses, file_name
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove.letters import letters
from ppgp_docs.render.drafts import SUFFIX
from ppgp_docs.roundtrip.pdf import edited, origin_of
from ppgp_docs.roundtrip.pdf_remarks import PdfRemark, remarks_of
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.schema.places import Labels
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder

_FEWEST: Final = 8
"""Letters from which words tell their place by themselves."""
_LINE: Final = 30
_MOST_NAMED: Final = 3
_MOST_LETTERS: Final = 200
"""Letters of some words among which those that a text holds are looked for."""
_MARKS: Final = re.compile(r"\*+|\[\^\w+\]")
"""What our Markdown writes and no document prints."""

_DIGITS: Final = re.compile(r"\d+")

_Written: TypeAlias = tuple[str, Span]
"""The letters of a text, and where it is written."""


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
    folder = folder_of(session, workspace, origin) if origin else None
    document = _document(session, folder, origin) if origin and folder else None
    if folder is None or document is None:
        return tuple(PlacedRemark(one) for one in found if not one.is_ours)
    printed = passages(document.prints, document.dossier, document.fiche)
    places = _Places(session, workspace, folder, printed)
    made: dict[int, PlacedRemark] = {}
    for one in found:
        if not one.is_ours:
            first = _first_of(one, found)
            if first.number not in made:
                made[first.number] = places.of(first)
            made[one.number] = evolve(made[first.number], remark=one)
    return tuple(made[one.number] for one in found if not one.is_ours)


def _first_of(one: PdfRemark, found: Sequence[PdfRemark]) -> PdfRemark:
    """The remark that a reply leads to, from one to another; itself for one that is no reply."""
    met: set[int] = set()
    while one.reply_to and one.number not in met:
        met.add(one.number)
        one = found[one.reply_to - 1]
    return one


def _document(session: Session, folder: DossierFolder, origin: Provenance) -> Document | None:
    dossier = draft(session, folder).dossier
    made = session.plugins.documents(origin.format, dossier) if dossier else ()
    return next((one for one in made if one.name == origin.document.removesuffix(SUFFIX)), None)


class _Places:
    """Where a dossier holds the words of a document."""

    def __init__(
        self,
        session: Session,
        workspace: Workspace,
        folder: DossierFolder,
        printed: Iterable[Passage],
    ) -> None:
        self._root, self._labels, self._folder = workspace.root, Labels(session.schemas), folder
        self._trees: dict[Path, Any] = {}
        self._printed = [(letters(one.text), one.span) for one in printed]

    def of(self, one: PdfRemark) -> PlacedRemark:
        held = self._likeliest(one)
        if not held:
            return PlacedRemark(one)
        if len(spans := dict.fromkeys(span for _, span in held)) > 1:
            names = dict.fromkeys(self._at(one, each).place for each in [*spans][:_MOST_NAMED])
            return PlacedRemark(one, f"à plusieurs endroits : {' ; '.join(names)}")
        return self._at(one, held[0][1])

    def _likeliest(self, one: PdfRemark) -> list[_Written]:
        """The texts that hold the words of a remark and most of those around them: what the
        document prints, else what its dossier says elsewhere (a title in short), else those that
        hold most of these words (the number of a step, the call of a note stand in none)."""
        words, before, after = map(letters, (one.on, one.before, one.after))
        found = self._best(self._printed, words, before, after)
        found = found or self._best(self._elsewhere, words, before, after)
        if found or len(words) < _FEWEST:
            return found
        words, before, after = (_DIGITS.sub("", said) for said in (words, before, after))
        texts = [(_DIGITS.sub("", said), span) for said, span in self._printed]
        start, end = _longest(words, "\0".join(said for said, _ in texts))
        if end - start < _most_of(words):
            return []
        sides = before + words[:start], words[end:] + after
        return self._best(texts, words[start:end], *sides)

    def _best(
        self, texts: Sequence[_Written], words: str, before: str, after: str
    ) -> list[_Written]:
        ranked = [(_shared(one[0], words, before, after), one) for one in _holding(texts, words)]
        if len(words) < _FEWEST:  # a figure, a word: what is around them tells which one
            ranked = [(score, one) for score, one in ranked if score >= _FEWEST]
        most = max((score for score, _ in ranked), default=0)
        return [one for score, one in ranked if score == most]

    @cached_property
    def _elsewhere(self) -> list[_Written]:
        """All that is written in the files of the dossier."""
        files = (self._folder.dossier, self._folder.contrat, *self._folder.fiches)
        texts = (text for file in files if file for text in _texts(self._tree(file)))
        return [(letters(_MARKS.sub("", text)), text.span) for text in texts]

    def _at(self, one: PdfRemark, span: Span) -> PlacedRemark:
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


def _holding(texts: Sequence[_Written], words: str) -> Iterator[_Written]:
    """The texts that hold some words, else those that are most of these."""
    if len(words) < _FEWEST:
        yield from (one for one in texts if words and words in one[0])
        return
    held = [one for one in texts if words in one[0]]
    yield from held or (one for one in texts if len(one[0]) >= _most_of(words) and one[0] in words)


def _most_of(words: str) -> float:
    """How many letters of some words tell the place of all: half of them, a line of a text."""
    return max(_FEWEST, min(len(words) / 2, _LINE))


def _longest(words: str, text: str) -> tuple[int, int]:
    """Where the most letters in a row stand, among the first of some words, that a text holds."""
    best, start = (0, 0), 0
    for end in range(1, min(len(words), _MOST_LETTERS) + 1):
        while words[start:end] not in text:
            start += 1
        if end - start > best[1] - best[0]:
            best = start, end
    return best


def _texts(node: Any) -> Iterator[Text]:
    """The texts of a tree."""
    if isinstance(node, Text):
        yield node
    elif isinstance(node, dict | list):
        for one in node.values() if isinstance(node, dict) else node:
            yield from _texts(one)


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
