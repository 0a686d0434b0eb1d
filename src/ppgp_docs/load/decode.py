"""A file of a dossier as text: its size, its encoding, letters that another program spoilt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.reader import read_bytes

MAX_BYTES: Final = 2_000_000

_ILL_DECODED: Final = re.compile(
    "[ÃÂ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u2020-\u2026]|â€.|Å“|\ufffd"
)
"""What UTF-8 looks like when it was read as Windows-1252, and what stands for a lost letter."""


def read(file: Path, within: Path | None = None) -> tuple[str, Diagnostic | None]:
    """The text of a file, line ends and accents made the same; or what keeps it from being read.

    ``within`` is the folder that a link may not lead out of.
    """
    if not _is_text(f"{file.parent.name}/{file.name}"):
        return "", _misnamed(file)
    try:
        if file.stat().st_size > MAX_BYTES:
            return "", error("L003", "le fichier dépasse 2 Mo", Span(file))
        raw = read_bytes(file, most=MAX_BYTES, within=within)
    except OSError as problem:
        told = error("L001", f"le fichier ne peut pas être lu : {reason(problem)}", Span(file))
        return "", replace(told, transient=True)
    if kind := next((what for sign, what in _NO_TEXT if raw.startswith(sign)), ""):
        return "", _other_kind(file, kind)
    try:
        return decoded(raw), None
    except UnicodeDecodeError as problem:
        return "", _illegible(file, raw, problem)


def _is_text(name: str) -> bool:
    """Whether the name of a file is text: on Linux it may be any bytes."""
    return name.encode(errors="replace") == name.encode(errors="surrogatepass")


def _misnamed(file: Path) -> Diagnostic:
    return error(
        "L004",
        "le nom du fichier, ou de son répertoire, n’est pas en UTF-8",
        Span(file),
        "renommez-le : ses lettres accentuées viennent d’un autre système ou d’une archive",
    )


_NO_TEXT: Final = (
    (b"PK\x03\x04", "un document Word, un classeur ou une archive ZIP"),
    (b"\xd0\xcf\x11\xe0", "un document d’Office"),
    (b"{\\rtf", "un document RTF"),
    (b"%PDF-", "un PDF"),
    (b"\x89PNG\r\n", "une image"),
    (b"\xff\xd8\xff", "une image"),
)
"""How files begin that no editor of text wrote."""


def _other_kind(file: Path, kind: str) -> Diagnostic:
    return error(
        "L004",
        f"le fichier n’est pas du texte\u00a0: c’est {kind}",
        Span(file),
        "recopiez ce qu’il dit dans un fichier de texte brut, enregistré en UTF-8",
        "des notes de Word s’apportent par `ppgp import --new`",
    )


def decoded(raw: bytes, errors: str = "strict") -> str:
    """The text of a file, line ends and accents made the same; ``errors`` as ``bytes.decode``."""
    return typed(raw.decode(_encoding(raw), errors))


def typed(text: str) -> str:
    """The text as the engine reads it: without its mark, line ends and accents made the same."""
    return composed(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def _encoding(raw: bytes) -> str:
    """UTF-8, or one that Windows programs write: by its mark or by where its zeros stand.

    The table of YAML 1.2, § 5.2; an UTF-32 mark begins as that of UTF-16 does.
    """
    return next((name for sign, name in _ENCODINGS if sign.match(raw)), "utf-8-sig")


_ENCODINGS: Final = (
    (re.compile(rb"\xff\xfe\0\0|\0\0\xfe\xff"), "utf-32"),
    (re.compile(rb"\xff\xfe|\xfe\xff"), "utf-16"),
    (re.compile(rb"\0[^\0]"), "utf-16-be"),
    (re.compile(rb"[^\0]\0"), "utf-16-le"),
)


def _illegible(file: Path, raw: bytes, problem: UnicodeDecodeError) -> Diagnostic:
    """L004, at the letter that UTF-8 does not read; a file in another encoding is spoilt whole."""
    save = "dans votre éditeur, enregistrez le fichier avec l’encodage « UTF-8 »"
    if not problem.encoding.startswith("utf-8"):
        message = f"le fichier, en {problem.encoding[:6].upper()}, est abîmé ou incomplet"
        return error("L004", message, Span(file), f"repartez d’une copie saine ; {save}")
    before = raw[: problem.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
    message = f"le fichier n’est pas en UTF-8 : `{_probably(raw[problem.start])}` y est illisible"
    return error("L004", message, Span(file, line, column, line, column + 1), save)


def composed(text: str) -> str:
    """The text with one character for a letter and its accent (NFC), as nearly everybody types.

    macOS cuts them in two in the names of files, and in what is pasted from them.
    """
    return unicodedata.normalize("NFC", _UNLIKE_WORDS.sub(_without_excess, text))


_MOST_MARKS: Final = 30
"""Marks on one letter: the Stream-Safe Text Format of Unicode (UAX #15); no language has ten.

To put them in order takes the square of their number.
"""
_FAR_TOO_MANY: Final = 20
_UNLIKE_WORD: Final = r"[^\w\s!-/:-@\[-`{-~]"
_UNLIKE_WORDS: Final = re.compile(rf"{_UNLIKE_WORD}{_UNLIKE_WORD}{{{_FAR_TOO_MANY - 1},}}")


def _without_excess(signs: re.Match[str]) -> str:
    """The same signs, no letter under more marks than can be put in order; that is told (L011)."""
    kept, marks = [], 0
    for sign in signs[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        kept += [sign] if marks <= _MOST_MARKS else []
    return "".join(kept)


def overloaded(text: str, file: Path) -> Iterator[Diagnostic]:
    """L011: a letter under more marks than any has, as some web pages make them for fun."""
    for found in _UNLIKE_WORDS.finditer(text):
        if all(map(unicodedata.combining, found[0])):
            line = text.count("\n", 0, found.start()) + 1
            column = found.start() - text.rfind("\n", 0, found.start())
            yield error(
                "L011",
                f"une lettre porte plus de {_FAR_TOO_MANY} accents",
                Span(file, line, column, line, column + 1),
                "effacez-la et retapez le mot",
            )
            return


def _probably(byte: int) -> str:
    """The letter that the byte stands for in Windows-1252, in which old files are written."""
    letter = bytes([byte]).decode("cp1252", "replace")
    return letter if letter.isprintable() and letter != "\ufffd" else f"0x{byte:02X}"


def ill_decoded(text: str, file: Path) -> Iterator[Diagnostic]:
    """L016: letters that another program read in the wrong encoding; told once, at the first."""
    found = _ILL_DECODED.search(text)
    if found is None:
        return
    line = text.count("\n", 0, found.start()) + 1
    column = found.start() - text.rfind("\n", 0, found.start())
    yield error(
        "L016",
        f"`{found[0]}` est une lettre accentuée mal relue",
        Span(file, line, column, line, column + len(found[0])),
        "le texte a été enregistré ou collé dans un autre encodage : repartez d’une copie saine",
        "ou retapez les lettres abîmées, puis enregistrez le fichier avec l’encodage « UTF-8 »",
    )
