"""A file of a dossier as text: its size, its encoding, letters that another program spoilt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error

MAX_BYTES: Final = 2_000_000

_ILL_DECODED: Final = re.compile(
    "[ÃÂ][\x80-\xbf\u0152\u0153\u0160\u0161\u0178\u017d\u2020-\u2026]|â€.|Å“|\ufffd"
)
"""What UTF-8 looks like when it was read as Windows-1252, and what stands for a lost letter."""


def read(file: Path) -> tuple[str, Diagnostic | None]:
    """The text of a file, line ends and accents made the same; or what keeps it from being read."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return "", error("L003", "le fichier dépasse 2 Mo", Span(file))
        raw = file.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        return "", error("L001", f"le fichier ne peut pas être lu ({reason})", Span(file))
    return _decode(raw, file)


def _decode(raw: bytes, file: Path) -> tuple[str, Diagnostic | None]:
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as problem:
        before = raw[: problem.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        return "", error(
            "L004",
            f"le fichier n’est pas en UTF-8 : `{_probably(raw[problem.start])}` y est illisible",
            Span(file, line, column, line, column + 1),
            "dans votre éditeur, enregistrez le fichier avec l’encodage « UTF-8 »",
        )
    return typed(text), None


def typed(text: str) -> str:
    """The text as the engine reads it: line ends and accents made the same."""
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))


def composed(text: str) -> str:
    """The text with one character for a letter and its accent (NFC), as nearly everybody types.

    macOS cuts them in two in the names of files, and in what is pasted from them.
    """
    return unicodedata.normalize("NFC", text)


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
