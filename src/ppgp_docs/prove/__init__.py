"""Step 7, prove: read the bytes back with another library than the one that wrote them.

A file opens, says its language and its title, is tagged where its kind can be, holds no leftover
of a template, carries every figure that it was made to carry and every text that it owes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.model.outline import texts_in
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.plugin.formats import Document
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove.completeness import incomplete, unprinted
from ppgp_docs.prove.project import unmarked, unsearchable
from ppgp_docs.prove.seen import hidden_by

PROVERS: Final = {
    "application/pdf": "ppgp_docs.prove.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        "ppgp_docs.prove.ooxml"
    ),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": (
        "ppgp_docs.prove.ooxml"
    ),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "ppgp_docs.prove.xlsx",
    "text/html": "ppgp_docs.prove.html",
    "application/xhtml+xml": "ppgp_docs.prove.html",
    "application/epub+zip": "ppgp_docs.prove.book",
}
"""For each media type, the module whose ``read`` gives back a file's text and faults."""

Prover: TypeAlias = Callable[[bytes], Reading]

_TEMPLATE_MARKS: Final = ("{{", "}}", "{%", "%}")
_SPACES: Final = re.compile(r"\s+")


@frozen
class ToldByFormat:
    """What is known of a document beside its file: the ``omissions`` and ``repeats`` that its
    format told the context, the consents that it ``lacks``, whatever its format was given."""

    omissions: Sequence[Omission] = ()
    repeats: Sequence[Span] = ()
    lacks: Sequence[str] = ()


NOTHING_TOLD: Final = ToldByFormat()


def prove(
    data: bytes,
    kind: str | Prover,
    document: Document,
    told: ToldByFormat = NOTHING_TOLD,
) -> tuple[Diagnostic, ...]:
    """What is wrong with a finished file; a kind of file that nothing reads must only not be empty.

    ``kind`` is its media type, or what a plugin reads it back with. What is left out is told in
    notes.
    """
    if not data:
        return (_fault("P001", "le fichier est vide", document),)
    left_out = (*document.left_out, *told.omissions)
    kind = kind.partition(";")[0].strip() if isinstance(kind, str) else kind
    promised = bool(document.expected or document.prints or document.remaining or told.lacks)
    read = _prover(kind, promised) if isinstance(kind, str) else kind
    if read is None:
        unproved = unsearchable(data, document, told.lacks)
        return (*unproved, *(unprinted(document, each) for each in left_out))
    reading = read(data)
    filled, opened = kind in PROVERS, reading.pages or not reading.faults
    hides = partial(hidden_by, data, kind) if isinstance(kind, str) else _hides_nothing
    return (
        *(_fault("P002", fault, document) for fault in reading.faults),
        *(_leftovers(reading.text, document) if filled else ()),
        *_missing(reading.text, document),
        *(unmarked(reading.text, document, told.lacks, _texts(document), hides) if opened else ()),
        *(incomplete(document, reading, left_out, told.repeats) if reading.pages else ()),
        *(unprinted(document, each) for each in left_out),
    )


def _hides_nothing(_word: str) -> None:
    """What is taken of a file that a plugin reads: nothing here knows its looks."""


def _prover(media_type: str, promised: bool) -> Prover | None:
    """What reads a kind of file back, if anything does.

    A text may be anything, from a calendar to a table: it is read for what it promised alone.
    """
    plain = "ppgp_docs.prove.plain_text" if media_type.startswith("text/") and promised else ""
    module = PROVERS.get(media_type, plain)
    read: Prover | None = import_module(module).read if module else None
    return read


def _leftovers(text: str, document: Document) -> Iterator[Diagnostic]:
    """What a template left undone; a mark that the dossier itself writes is no leftover."""
    marks = [mark for mark in _TEMPLATE_MARKS if mark in text]
    # A draft quotes, of what remains to be done, the references that designate nothing.
    written = "\n".join((*_texts(document), *map(str, document.remaining))) if marks else ""
    marks = [mark for mark in marks if mark not in written]
    before = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        found = [line.find(mark) for mark in marks if mark in line]
        if found:
            start = max(min(found) - _AROUND, 0)
            after = f", après « {_ending(before)} »" if before and not start else ""
            shown = line[start : start + 60].strip()
            message = f"une balise du modèle est restée : « {shown} »{after}"
            yield _fault("P002", message, document)
        before = line


def _texts(document: Document) -> Iterator[str]:
    """What the dossier writes of a document, rich texts and plain ones."""
    dossier = document.dossier
    parts = (dossier, *dossier.notes.values(), *dossier.citations.values(), document.fiche)
    yield from texts_in(parts)
    yield from (one.text for one in passages(document.prints, dossier, document.fiche))


def _ending(line: str) -> str:
    """The last words of a line."""
    if len(line) <= _AROUND:
        return line
    return line[-_AROUND:].partition(" ")[2] or line[-_AROUND:]


_AROUND: Final = 30
"""Signs of the words around a leftover that are quoted, to find it."""


def _missing(text: str, document: Document) -> Iterator[Diagnostic]:
    """Spaces do not count: a reader may give back U+202F as it likes."""
    squeezed = _SPACES.sub("", text)
    for expected in document.expected:
        if _SPACES.sub("", expected) not in squeezed:
            message = f"« {expected} » ne se retrouve pas dans le document"
            yield _fault("P003", message + _read_in(expected, document), document)


def _read_in(expected: str, document: Document) -> str:
    """The words around a text where the dossier writes it; nothing for what is computed."""
    for text in texts_in((document.dossier, document.fiche)):
        place = text.find(expected)
        if place >= 0 and text != expected:
            start, end = max(place - _AROUND, 0), place + len(expected) + _AROUND
            said = " ".join(text[start:end].split(" ")[start > 0 : -1 if end < len(text) else None])
            return f" ; le dossier l’écrit dans « {said} »"
    return ""


def _fault(code: str, message: str, document: Document) -> Diagnostic:
    return replace(error(code, message, document.dossier.place.span), document=document.name)
