"""A Word file as it came back: the paragraphs of all its parts, its remarks, its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from textwrap import shorten
from typing import Final

from attrs import evolve, field, frozen

from ppgp_docs.roundtrip.archive import DamagedPartError, Element, Parts, UnreadableFileError
from ppgp_docs.roundtrip.fields import CITED, LABEL, NOTE, bookmark_of, part_tag
from ppgp_docs.roundtrip.markdown import untypeset
from ppgp_docs.roundtrip.provenance import AlteredFileError, LaterFileError, Provenance, from_xml
from ppgp_docs.roundtrip.word.displaced_marks import put_back
from ppgp_docs.roundtrip.word.ooxml import Meanings, W, attribute
from ppgp_docs.roundtrip.word.paragraphs import Paragraph, Story

BODY: Final = "word/document.xml"
_STORIES: Final = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_CALLED: Final = {
    "/header": "en-tête de page",
    "/footer": "pied de page",
    "/footnotes": "note de bas de page",
    "/endnotes": "note de fin",
}
"""What people call the parts of a file that are not its body."""
_ORIGINS: Final = re.compile(r"(customXml|docProps)/[\w.-]+\.xml")
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15: Final = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_MOST_PARTS_OF_TEXT: Final = 200
_COPY: Final = re.compile(r"_Copy_\d+$")
_SHOWN: Final = 60
_MOST_TIMES: Final = 60
"""How often a reference or a note is looked for by its bookmark."""


@frozen
class Remark:
    """A comment: its text, who made it and when; ``where`` it stands when no field says it; whose
    comment it ``answers``; whether someone marked it as ``done``."""

    author: str
    date: str
    text: str
    where: str = ""
    answers: str = ""
    done: bool = False


@frozen
class WordFile:
    """What was read of a Word file; ``pictures`` are digests of those that it shows, by the names
    of their parts."""

    paragraphs: tuple[Paragraph, ...]
    remarks: dict[str, Remark]
    pictures: Mapping[str, str] = field(factory=dict)


def origin_of(parts: Parts) -> Provenance | None:
    """The origin that an office file carries, if any. Raises UnreadableFileError, for a file too
    that may have lost it to damage."""
    damaged: DamagedPartError | None = None
    for name in filter(_ORIGINS.fullmatch, parts):
        try:
            if origin := from_xml(parts.root(name)):
                return origin
        except (AlteredFileError, LaterFileError):
            raise
        except DamagedPartError as problem:
            damaged = problem
        except UnreadableFileError:
            continue  # a part of another program, in its own manner
    if damaged:
        raise damaged
    return None


def read_word(parts: Parts, origin: Provenance | None) -> WordFile:
    """Read a Word file with the bookmarks that its origin announces. Raises UnreadableFileError."""
    if BODY not in parts:
        raise UnreadableFileError("ce n’est pas un document Word (.docx)")
    bookmarks = _bookmarks(origin) if origin else {}
    with_new_notes = origin is not None and not any(one.invites for one in origin.fields)
    stories = [BODY, *sorted(filter(_STORIES.fullmatch, parts))]
    bookmarks |= _renamed(map(parts.root, stories), bookmarks)
    paragraphs: list[Paragraph] = []
    for name in stories:
        root = parts.root(name)
        body = root.find(f"{W}body") if name == BODY else root
        if body is None:
            raise UnreadableFileError("il n’a pas de texte")
        put_back(body, bookmarks)
        called = next((said for head, said in _CALLED.items() if head in name), "")
        story = Story(Meanings.of(parts, name), bookmarks, True, called, with_new_notes)
        paragraphs += story.paragraphs(body)
    shown = {name for one in paragraphs for name in one.pictures if name in parts}
    pictures = {name: sha256(parts[name]).hexdigest()[:16] for name in sorted(shown)}
    return WordFile(tuple(paragraphs), dict(_near(remarks_of(parts), paragraphs)), pictures)


def _near(
    remarks: Mapping[str, Remark], paragraphs: Iterable[Paragraph]
) -> Iterator[tuple[str, Remark]]:
    """The comments, each with the first words of the paragraph that it is on."""
    said: dict[str, str] = {}
    for one in paragraphs:
        words = untypeset("".join(piece.words.text for piece in one.pieces))
        for rank in (rank for piece in one.pieces for rank in piece.remarks):
            said.setdefault(rank, f"«\u00a0{shorten(words, _SHOWN, placeholder='…')}\u00a0»")
    for rank, remark in remarks.items():
        yield rank, evolve(remark, where=remark.where or said.get(rank, ""))


def _bookmarks(origin: Provenance) -> dict[str, str]:
    """The tags by the names of their bookmarks, those of each paragraph of a long text too."""
    tags: dict[str, int] = {}
    for one in origin.fields:
        lines = one.sent.count("\n") + 1
        tags |= {part_tag(one.tag, rank): 1 for rank in range(lines)}
        tags |= {f"{LABEL}{one.tag}": 1} if one.invites else {}
        tags |= {f"{CITED}{name}"[:64]: _MOST_TIMES for name, _ in one.cites}
        tags |= {f"{NOTE}{name}"[:64]: _MOST_TIMES for name in re.findall(r"\[\^(\w+)\]", one.sent)}
    return {bookmark_of(tag, time + 1): tag for tag, times in tags.items() for time in range(times)}


def _renamed(roots: Iterable[Element], bookmarks: Mapping[str, str]) -> dict[str, str]:
    """Those that LibreOffice calls copies while nothing bears their names: of a note that stands
    behind one that was added."""
    names = [attribute(one, "name") for root in roots for one in root.iter(f"{W}bookmarkStart")]
    copies = {_COPY.sub("", name): name for name in reversed(names) if _COPY.search(name)}
    held = bookmarks.keys() & copies.keys() - set(names)
    return {copies[name]: bookmarks[name] for name in held}


def remarks_of(parts: Parts) -> dict[str, Remark]:
    """The comments of a Word file, by their number. Raises UnreadableFileError."""
    return dict(_remarks(parts.root("word/comments.xml"), _threads(parts)))


def _threads(parts: Parts) -> dict[str, tuple[str, bool]]:
    """Of each comment, by the id of its last paragraph: that of the one that it answers, whether it
    is done (MS-DOCX, 2.5.1.36, ``commentsExtended``)."""
    root = parts.root("word/commentsExtended.xml")
    return {
        one.get(f"{_W15}paraId", ""): (
            one.get(f"{_W15}paraIdParent", ""),
            one.get(f"{_W15}done") in ("1", "true"),
        )
        for one in ([] if root is None else root.iter(f"{_W15}commentEx"))
    }


def _remarks(
    root: Element, threads: Mapping[str, tuple[str, bool]]
) -> Iterator[tuple[str, Remark]]:
    authors: dict[str, str] = {}
    for one in [] if root is None else root.iter(f"{W}comment"):
        paragraphs = list(one.iter(f"{W}p"))
        lines = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in paragraphs)
        text = "\n".join(filter(None, lines))
        author = attribute(one, "author")
        known_by = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
        authors[known_by] = author
        above, done = threads.get(known_by, ("", False))
        answers = authors.get(above, "") if above else ""
        remark = Remark(author, attribute(one, "date"), text, answers=answers, done=done)
        yield attribute(one, "id"), remark
