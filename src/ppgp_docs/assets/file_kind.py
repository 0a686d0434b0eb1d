"""What a file is, by its content: its name tells what it was called, not what it holds.

Signatures: the registries of file formats (PRONOM, the ``file`` command's magic), the
specifications of PNG, JPEG, TIFF, GIF, RIFF, ISO base media files (ISO/IEC 14496-12) and ZIP.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

DRAWING: Final = "dessin"
PAGE: Final = "page"
HEIF: Final = "HEIF"

_READ: Final = (
    (rb"\x89PNG\r\n\x1a\n", "PNG"),
    (rb"\xff\xd8\xff", "JPEG"),
    (rb"GIF8[79]a", "GIF"),
    (rb"RIFF.{4}WEBP", "WEBP"),
    (rb"(?:II[*+]\x00|MM\x00[*+])(?!.{4}CR)", "TIFF"),
    (rb"BM.{4}\x00{4}", "BMP"),
    (rb".{4}ftyp(?:avi[fs]|(?:mif1|msf1).{4}(?:.{4}){0,9}?avi[fs])", "AVIF"),
    (rb".{4}ftyp(?:hei[cfmsx]|hev[cmx]|mif1|msf1)", HEIF),
    (rb"%PDF-", PAGE),
)
"""What is read, with the name of its format."""

_SVG: Final = re.compile(rb"<(?:\w+:)?svg[\s>/]", re.IGNORECASE)
_WEB: Final = re.compile(rb"<!doctype html|<html[\s>]", re.IGNORECASE)
_HEAD: Final = 8192


class UnreadableKind(NamedTuple):
    """What cannot be printed as a picture: what it is in French, and what to do about it."""

    what: str
    remedy: str


_AGAIN: Final = "réenregistrez l’image en PNG ou en JPEG"
_AS_PAGE: Final = "exportez-le en PDF : sa première page sera imprimée"
_COPY: Final = "copiez-la de nouveau depuis l’original"
_FROM_ARCHIVE: Final = "ouvrez-la et copiez ici l’image qu’elle contient"
_TEXT: Final = UnreadableKind("un texte", _COPY)
_UNREADABLE: Final = tuple(
    (pattern, UnreadableKind(what, remedy))
    for pattern, what, remedy in (
        (rb"PK\x03\x04.*?word/", "un document Word", _AS_PAGE),
        (rb"PK\x03\x04.*?ppt/", "une présentation PowerPoint", _AS_PAGE),
        (rb"PK\x03\x04.*?xl/", "un classeur Excel", _AS_PAGE),
        (rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", "un document LibreOffice", _AS_PAGE),
        (rb"PK\x03\x04", "une archive ZIP", _FROM_ARCHIVE),
        (rb"Rar!\x1a\x07", "une archive RAR", _FROM_ARCHIVE),
        (rb"7z\xbc\xaf\x27\x1c", "une archive 7z", _FROM_ARCHIVE),
        (rb"\xfd7zXZ\0|BZh[1-9]1AY&SY|\x28\xb5\x2f\xfd", "une archive", _FROM_ARCHIVE),
        (rb".{257}ustar", "une archive TAR", _FROM_ARCHIVE),
        (rb"MSCF\0\0\0\0", "une archive CAB", _FROM_ARCHIVE),
        (rb"\xd0\xcf\x11\xe0.*?W\0o\0r\0d\0D\0o", "un document Word", _AS_PAGE),
        (rb"\xd0\xcf\x11\xe0.*?P\0o\0w\0e\0r\0P\0o", "une présentation PowerPoint", _AS_PAGE),
        (rb"\xd0\xcf\x11\xe0.*?W\0o\0r\0k\0b\0o\0o\0k", "un classeur Excel", _AS_PAGE),
        (rb"\xd0\xcf\x11\xe0", "un document d’Office ou d’Outlook", _AS_PAGE),
        (rb"\{\\rtf", "un document RTF", _AS_PAGE),
        (rb"8BPS", "un fichier Photoshop", _AGAIN),
        (rb"%!PS|\xc5\xd0\xd3\xc6", "un dessin PostScript (EPS)", _AGAIN),
        (rb"\x01\0\0\0.{36} EMF", "un dessin de Windows (EMF)", _AGAIN),
        (rb"\xd7\xcd\xc6\x9a|\x01\0\x09\0\0\x03", "un dessin de Windows (WMF)", _AGAIN),
        (rb"\0\0\x01\0", "une icône", _AGAIN),
        (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "un fichier JPEG 2000", _AGAIN),
        (rb"\0\0\0\x0cJXL |\xff\x0a", "un fichier JPEG XL", _AGAIN),
        (rb"II\*\0.{4}CR|.{4}ftypcrx|FUJIFILMCCD", "une photo brute d’appareil (RAW)", _AGAIN),
        (rb"\x1f\x8b", "un fichier compressé (SVGZ ?)", "enregistrez-le en « SVG simple »"),
        (rb".{4}ftyp|\x1aE\xdf\xa3|RIFF.{4}AVI ", "une vidéo", "choisissez-en une image fixe"),
        (rb"RIFF.{4}WAVE|ID3|OggS|fLaC", "un enregistrement sonore", _COPY),
        (rb"L\0\0\0\x01\x14\x02\0", "un raccourci Windows", "copiez le fichier qu’il désigne"),
        (rb"\[InternetShortcut\]", "un raccourci", "copiez le fichier qu’il désigne"),
        (
            rb"version https://git-lfs",
            "un renvoi de Git (LFS)",
            "téléchargez l’image : `git lfs pull`",
        ),
    )
)


def format_of(data: bytes, name: str) -> str:
    """The format that a file is read as: a bitmap's, ``DRAWING``, ``PAGE``; empty for none."""
    for signature, kind in _READ:
        if re.match(signature, data, re.DOTALL):
            return kind
    if _is_svg(data):
        return DRAWING
    may_be = name.lower().endswith(".svg") and unreadable_kind(data) in (None, _TEXT)
    return DRAWING if may_be else ""


def unreadable_kind(data: bytes) -> UnreadableKind | None:
    """What a file that is no picture is; None when nothing tells."""
    if not data.strip(b"\0\r\n\t "):
        return UnreadableKind("un fichier vide", "la copie n’a pas abouti : copiez-le de nouveau")
    for signature, found in _UNREADABLE:
        if re.match(signature, data, re.DOTALL):
            return found
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _WEB.match(head):
        remedy = "ouvrez l’adresse dans un navigateur et enregistrez l’image elle-même"
        return UnreadableKind("une page web", remedy)
    return _TEXT if _is_text(head) else None


def _is_svg(data: bytes) -> bool:
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head.startswith(b"<") and not _WEB.match(head) and bool(_SVG.search(head))


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8", "strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char.isspace() for char in text)
