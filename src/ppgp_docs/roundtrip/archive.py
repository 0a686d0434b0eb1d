"""An office file from elsewhere, opened with care: nothing may grow beyond reason in memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeAlias

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.assets.zipfiles import inflated

Element: TypeAlias = Any
"""An lxml element: lxml has no types of its own."""

_APPLICATION: Final = f"{{{ooxml_names.EXTENDED_PROPERTIES}}}Application"

MOST_BYTES: Final = 50_000_000
"""What a file that comes back may weigh: ten times the heaviest of ours."""
_MOST_PARTS: Final = 2000
_MOST_INFLATED: Final = 128 * 2**20
_MOST_XML: Final = 24 * 2**20
_MOST_TAGS: Final = 800_000
"""Tags of an XML part that are still read: twenty times the longest document of ours."""
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What zipfile raises over an archive that was cut, locked or made by hand."""


_UNKNOWN: Final = "ce n’est pas un fichier Word, Excel ou PowerPoint, ou il est abîmé"
_OLD: Final = ("WordDocument", "Workbook", "PowerPoint Document")
"""The main streams of the formats of Office before 2007, by their names."""
_AGAIN: Final = (
    "enregistrez-le au format d’aujourd’hui (.docx, .xlsx) ; s’il est parti de cet outil, reprenez "
    "plutôt le document d’origine, qui seul dit d’où vient chaque texte"
)
_OTHERS: Final = (
    (re.compile(rb"\s*\Z"), "il est vide"),
    (re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0{4}|II\*|MM\0\*"), "c’est une image"),
    (re.compile(rb"\s*\{\\rtf"), f"c’est un fichier RTF ; {_AGAIN}"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype )?html", re.IGNORECASE),
     "c’est une page web, qui ne revient pas dans un dossier"),
    (re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml"),
     f"c’est un fichier XML, que Word sait aussi écrire ; {_AGAIN}"),
)  # fmt: skip
"""What else a file may be, by its first bytes."""

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The date of what is added to an archive: no clock reaches a document."""


def _compound(data: bytes) -> str:
    """What a file of the old container of Office is: locked, or of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "il est protégé par un mot de passe ; enregistrez-le sans mot de passe"
    if any(name.encode("utf-16-le") in data for name in _OLD):
        return f"il est dans un ancien format (.doc, .xls, .ppt) ; {_AGAIN}"
    return (
        "il est protégé par un mot de passe, ou dans un ancien format (.doc, .xls, .ppt) ; "
        "enregistrez-le sans mot de passe, au format d’aujourd’hui (.docx, .xlsx, .pptx)"
    )


class UnreadableFileError(ValueError):
    """A file that cannot be read back; its message is a French sentence without a capital."""


class DamagedPartError(UnreadableFileError):
    """A part that was cut, or changed on its way."""

    def __init__(self, name: str) -> None:
        super().__init__(f"la partie `{name}` est abîmée")


class Parts(Mapping[str, bytes]):
    """The parts of an office file by name, sizes looked at before anything is inflated.

    Raises UnreadableFileError.
    """

    def __init__(self, data: bytes) -> None:
        if data.startswith(_COMPOUND):
            raise UnreadableFileError(_compound(data))
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except _UNREADABLE as problem:
            told = next((told for sign, told in _OTHERS if sign.match(data)), _UNKNOWN)
            raise UnreadableFileError(told) from problem
        size = sum(entry.file_size for entry in entries)
        if len(entries) > _MOST_PARTS or size > _MOST_INFLATED:
            raise UnreadableFileError(
                f"une fois décompressé, il compte {len(entries)} parties et {size >> 20} Mo ; "
                f"la limite est de {_MOST_PARTS} parties et {_MOST_INFLATED >> 20} Mo"
            )
        self._sizes = {entry.filename: entry.file_size for entry in entries}
        self.mended: set[str] = set()
        """The XML parts whose tags overlap, and that were read all the same."""
        if len(self._sizes) < len(entries):
            raise UnreadableFileError("l’une de ses parties s’y trouve deux fois")

    def __getitem__(self, name: str) -> bytes:
        if self._sizes[name] > _MOST_XML and name.endswith((".xml", ".rels")):
            told = f"la partie `{name}` est trop grande ({self._sizes[name] >> 20} Mo)"
            raise UnreadableFileError(told)
        try:
            return inflated(self._archive, self._archive.getinfo(name))
        except _UNREADABLE as problem:
            raise DamagedPartError(name) from problem

    def prove(self) -> None:
        """Read each part once, for who hands the file to a library that trusts what it announces.

        Raises UnreadableFileError.
        """
        for name in self:
            self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sizes)

    def __len__(self) -> int:
        return len(self._sizes)

    def root(self, name: str) -> Element:
        """The root of an XML part; None where there is none. Raises UnreadableFileError."""
        if name not in self:
            return None
        data = self[name]
        if _DOCTYPE.search(data.replace(b"\0", b"")):
            told = (
                f"la partie `{name}` contient des définitions qu’aucun logiciel de bureau n’écrit"
            )
            raise UnreadableFileError(told)
        if (count := data.count(b"<")) > _MOST_TAGS:
            told = f"la partie `{name}` compte {count} balises ; la limite est de {_MOST_TAGS}"
            raise UnreadableFileError(told)
        try:
            return etree.fromstring(data, _parser())
        except etree.XMLSyntaxError as problem:
            root = _without_overlaps(data)
            if root is None:
                raise DamagedPartError(name) from problem
        self.mended.add(name)
        return root

    def program(self) -> str:
        """The program that saved the file last, as it names itself; nothing where it does not."""
        try:
            root = self.root("docProps/app.xml")
        except UnreadableFileError:
            return ""
        said = "" if root is None else str(root.findtext(_APPLICATION) or "")
        return said.replace("/", " ").partition("$")[0].strip()[:60]


def with_parts(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some parts replaced or added, everything else as it was and where it was."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        known = set(source.namelist())
        for entry in source.infolist():
            content = changed.get(entry.filename)
            target.writestr(entry, inflated(source, entry) if content is None else content)
        for name in (name for name in changed if name not in known):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(entry, changed[name])
    return out.getvalue()


def written(root: Element) -> bytes:
    """An XML part as bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _parser(**options: bool) -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, **options)


def _without_overlaps(data: bytes) -> Element:
    """The root of a part in which tags overlap and nothing else is wrong; None for any other fault.

    LibreOffice 7.4 writes a link that was emptied across the end of the control around it. Each
    closing tag then closes the last element that is open: no word is lost.
    """
    parser = _parser(recover=True)
    root = etree.fromstring(data, parser)
    faults = {fault.type for fault in parser.error_log}
    return root if faults == {etree.ErrorTypes.ERR_TAG_NAME_MISMATCH} else None
