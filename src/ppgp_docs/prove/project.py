"""A document that lacks consents, or is a draft, calls itself PROJET and says what it lacks.

No plugin and no template takes that away: a file that was read back without the word is not
written. One that nothing reads back is searched as it is, and told when the word is not in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from ppgp_docs.assets.fonts import printable
from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove.letters import letters, written
from ppgp_docs.prove.page_mark import WORD

MARK: Final = WORD
_ENCODED: Final = (MARK.encode(), MARK.encode("utf-16-le"), MARK.encode("utf-16-be"))
_MOST: Final = 50_000_000
"""Bytes of a part of an archive that is searched."""

_GATHER: Final = (
    "recueillez les accords que `ppgp check` demande : le document ne sera plus un PROJET"
)
_TO_SHOW: Final = (
    f"pour l’auteur du format : {MARK} ne compte que là où l’œil le voit sans script, sur tout "
    "écran et sur papier, d’une couleur qui tranche sur un fond uni"
)
_IN_CHECK: Final = "`ppgp check` le donne ; signalez-le à l’auteur du format (`Context.remaining`)"
_TO_LIST: Final = "`ppgp check` les donne ; signalez-le à l’auteur du format (`Context.draft`)"


def unmarked(
    text: str,
    document: Document,
    lacks: Sequence[str],
    own: Iterable[str],
    hidden_by: Callable[[str], str | None] = lambda _: None,
) -> Iterator[Diagnostic]:
    """What a file that was read back does not say of what it lacks.

    ``lacks`` are sentences, each a consent; ``own`` the texts of the dossier, which may hold the
    word too; ``hidden_by`` says what hides a word, None when it is shown. A draft, whose name says
    what it is, has its file and a warning.
    """
    if not (lacks or document.remaining):
        return
    is_said = _calls_itself_project(text, own)
    hidden = hidden_by(MARK) if is_said else ""
    if hidden is not None:
        yield _without_mark(document, is_said, hidden)
        if not document.remaining:
            return
    said = letters(text)
    unsaid = _unsaid(document.remaining, said)
    if unsaid:
        message = f"{_format(document)} n’écrit pas, dans son brouillon, tout ce qui reste à faire"
        yield _warned(f"{message} : il manque {unsaid}", document, _IN_CHECK)
    elif not document.remaining and (unsaid := _unsaid(lacks, said)):
        message = f"{_format(document)} n’écrit pas tous les accords qui manquent"
        yield _warned(f"{message} : il manque {unsaid}", document, _TO_LIST)


def unsearchable(data: bytes, document: Document, lacks: Sequence[str]) -> Iterator[Diagnostic]:
    """What is told of a file that nothing reads back: its words may be drawn."""
    if (lacks or document.remaining) and not any(map(_holds_mark, _contents(data))):
        message = f"rien ne relit ce genre de fichier, et le mot {MARK} ne s’y trouve pas"
        asked = f"ouvrez-le : {_format(document)} doit y écrire {MARK} tant qu’un accord manque"
        author = "pour l’auteur du format : un lecteur (`registry.add_prover`) le prouvera"
        yield _warned(message, document, asked, author)


def _calls_itself_project(text: str, own: Iterable[str]) -> bool:
    """Whether a line says the word in capitals, and is not one that the dossier writes: a title
    that a style sets in capitals, cut anywhere."""
    typed = [letters(each) for each in own if MARK.casefold() in each.casefold()]
    lines = [line for line in text.splitlines() if line.strip()]
    return any(
        written(MARK).search(line) and not _is_typed(line, before, after, typed)
        for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False)
    )


def _is_typed(line: str, before: str, after: str, typed: Sequence[str]) -> bool:
    whole = letters(line)
    if whole != letters(MARK):
        return any(whole in each for each in typed)
    joined = [letters(each) for each in (before + line, line + after)]
    return any(said in each for said in joined if said != whole for each in typed)


def _unsaid(due: Sequence[str], said: str) -> str:
    """How many of the sentences are not said, and of how many; nothing when all are. One that
    quotes signs which the font lacks may be said without them."""
    lost = [
        each for each in due if letters(each) not in said and letters(printable(each)) not in said
    ]
    return f"{len(lost)} sur {len(due)}" if lost else ""


def _without_mark(document: Document, is_said: bool, hidden: str) -> Diagnostic:
    lacks = f"écrit le mot {MARK} sans le montrer" if is_said else f"ne porte pas le mot {MARK}"
    why = f" ({hidden})" if hidden else ""
    if document.remaining:
        told = f"{_format(document)} {lacks} dans son brouillon{why}"
        return _warned(told, document, _IN_CHECK, *((_TO_SHOW,) if is_said else ()))
    message = (
        f"il manque des accords écrits, et {_format(document)} {lacks}{why} : "
        "le document n’est pas fait"
    )
    span = document.dossier.place.span
    return replace(error("P009", message, span, _GATHER, _TO_SHOW), document=document.name)


def _warned(message: str, document: Document, *hints: str) -> Diagnostic:
    return replace(
        warning("P009", message, document.dossier.place.span, *hints), document=document.name
    )


def _format(document: Document) -> str:
    return f"le format `{document.format}`"


def _contents(data: bytes) -> Iterator[bytes]:
    """The file, and the parts of an archive."""
    yield data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(one) for one in archive.infolist() if one.file_size < _MOST)


def _holds_mark(data: bytes) -> bool:
    return any(mark in data for mark in _ENCODED)
