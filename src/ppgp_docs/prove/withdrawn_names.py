"""A finished file holds no name that was withdrawn, were it in its template or a drawing.

The dossier that formats are given no longer names the person: what is looked for here comes from
elsewhere, and may stand in a header, a property, an alternative text, a drawing.
"""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from ppgp_docs.assets.drawn_words import texts_of
from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.publication.redaction import Names
from ppgp_docs.publication.unprinted_names import read_as_words

_XML: Final = (".xml", ".rels", ".svg", ".vml")
_ARCHIVES: Final = (".docx", ".xlsx", ".pptx")
_WHOLE: Final = ("p", "si", "is", "text")
"""Elements whose text is read as one, however it is cut: paragraphs, cells, lines of drawings."""

_DRAWING: Final = "svg"
_BLOCKS: Final = (
    "title", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td", "caption",
    "figcaption", "blockquote", "div", "script", "style",
)  # fmt: skip
"""The same of a web page."""

_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
"""What begins a page, behind a mark of its encoding and remarks."""

_DATA: Final = re.compile(r"data:([\w/+.-]+)(?:;[\w=-]+)*;base64,([\w+/=]*)", re.ASCII)
"""What a page carries in letters that mean nothing: any short name stands there by chance."""

_ADDRESS: Final = re.compile(r"[\w-]*:?[\w.-]+\[[\w.\[\]-]+|chiffres\.[\w.-]+")
"""Of a field, as files bear them that come back: « fiche-8:budget.lignes[visites].montant »."""

_AROUND: Final = 30


def withdrawn_names(
    data: bytes, names: Names, document: str, typed: Mapping[str, Span], place: Span | None
) -> Iterator[Diagnostic]:
    """P007: each withdrawn name that a file holds, told once, with the words around it.

    ``document`` is its name, ``place`` that of its dossier; ``typed`` says where a name still
    stands in it, in what is not meant to be printed.
    """
    if not names.people:
        return
    told = set()
    for text in map(names.as_read, _readings(_strings(data))):
        for person, (start, end) in names.mentions(text):
            if person.name not in told:
                told.add(person.name)
                words, where = _around(text, start, end), typed.get(person.name)
                told_of = f"`{document}` nomme encore `{person.name}`, qui a retiré son accord"
                hint = _TYPED if where else _FROM_ELSEWHERE
                finding = error("P007", f"{told_of} : « {words} »", where or place, hint)
                yield replace(finding, document=document)


_FROM_ELSEWHERE: Final = (
    "ces mots ne viennent pas du dossier, mais d’un modèle, d’un dessin ou d’une extension : "
    "ôtez-y le nom"
)
_TYPED: Final = (
    "ôtez le nom d’ici, s’il n’est pas dans un modèle ou un dessin : une clé, un identifiant "
    "changent de nom là aussi où ils sont cités"
)


def _readings(texts: Iterable[str]) -> Iterator[str]:
    """Texts, and what the addresses among them say."""
    for text in texts:
        yield text
        if _ADDRESS.fullmatch(text):
            yield read_as_words(text)


def _around(text: str, start: int, end: int) -> str:
    return " ".join(text[max(0, start - _AROUND) : end + _AROUND].split())


def _strings(data: bytes) -> Iterator[str]:
    """All that a file says, shown or not, as far as its kind is known."""
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif zipfile.is_zipfile(io.BytesIO(data)):
        yield from _of_archive(data)
    elif _PAGE.match(data):
        yield from _of_page(data)
    else:
        yield data.decode("utf-8", "replace")


def _of_page(data: bytes) -> Iterator[str]:
    """The texts of a web page, whatever cuts them, its attributes, the drawings that it carries."""
    from lxml import html

    page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    for node in page.iter():
        if node.tag == _DRAWING:
            yield from texts_of(node)
        if node.tag in _BLOCKS:
            yield from _of_text("".join(node.itertext()))
        elif not isinstance(node.tag, str):
            yield from _of_text(node.text or "")
        elif node.tail and node.tail.strip():
            yield from _of_text(node.tail)
        for value in node.attrib.values():
            yield from _of_text(str(value))


def _of_text(text: str) -> Iterator[str]:
    """A text without the files that it carries, and what those that are drawings say."""
    yield _DATA.sub(" ", text)
    for found in _DATA.finditer(text):
        if found[1].endswith("xml"):
            yield from _of_xml(b64decode(found[2]))


def _of_archive(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name
            if name.endswith(_XML):
                yield from _of_xml(archive.read(name))
            elif name.endswith(_ARCHIVES):
                yield from _of_archive(archive.read(name))


def _of_xml(content: bytes) -> Iterator[str]:
    from lxml import etree

    if not content.strip():
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(content, parser)
    if root is None:
        return
    if etree.QName(root).localname == _DRAWING:
        yield from texts_of(root)
    for node in root.iter("*"):
        if etree.QName(node).localname in _WHOLE:
            yield "".join(node.itertext())
        elif node.text and node.text.strip():
            yield node.text
        yield from map(str, node.attrib.values())


def _of_pdf(data: bytes) -> Iterator[str]:
    import pikepdf
    import pypdfium2

    pages = pypdfium2.PdfDocument(data)
    try:
        yield from (page.get_textpage().get_text_bounded() for page in pages)
    finally:
        pages.close()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _of_object(item)
            if isinstance(item, pikepdf.Stream) and item.get("/Type") == "/Metadata":
                yield from _of_xml(item.read_bytes())


def _of_object(item: Any) -> Iterator[str]:
    """The strings of a PDF object, without those of the objects that it only points at."""
    import pikepdf

    parts: list[Any] = []
    if isinstance(item, pikepdf.String):
        yield str(item)
    elif isinstance(item, pikepdf.Array):
        parts = list(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        parts = [item[key] for key in item.keys()]  # noqa: SIM118 - it iterates over nothing else
    for part in parts:
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            yield from _of_object(part)
