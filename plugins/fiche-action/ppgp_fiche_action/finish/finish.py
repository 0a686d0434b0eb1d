"""The last touch on a filled Word file: ids, rows that hold together, properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final, cast

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter
from lxml import etree

from ppgp_docs.api import COMPUTED, Document, bookmark_of, fiche, zip_of
from ppgp_fiche_action.finish.direct_formatting import say_styles
from ppgp_fiche_action.finish.palette import repaint
from ppgp_fiche_action.finish.titles import hold_names
from ppgp_fiche_action.word.footnotes import placed_notes, save_notes
from ppgp_fiche_action.word.heads import name_labels, put_calls
from ppgp_fiche_action.word.ooxml import Element, qn, w
from ppgp_fiche_action.word.ordinals import raise_ordinals
from ppgp_fiche_action.word.sheet import Sheet

_BEFORE_ID: Final = tuple(map(qn, ("rPr", "alias", "tag")))

_INLINE: Final = frozenset(map(qn, ("p", "sdtContent", "hyperlink")))
"""What holds words, and so takes a bookmark."""

SHORT_ROW: Final = 600
"""Characters under which a row never breaks over two pages: about a tenth of one."""
_LABEL: Final = 200
"""Characters of the name of a row, at most."""
_SMALL: Final = 60 * 36_000
"""How high the drawings of a row that never breaks may be, in English metric units."""
SHORT_TABLE: Final = 1200
"""Characters under which a table of short rows never breaks either: it moves to the next page."""


def finish(word: Any, sheet: Sheet) -> bytes:
    """The bytes of a filled python-docx document, the same on any day."""
    body = word.element.body
    put_calls(body, sheet)
    name_labels(body, sheet)
    notes = placed_notes(sheet)
    texts = [body] if notes is None else [body, notes]
    roots = [*texts, *_footers(word.part)]
    _number_controls(roots)
    _bookmark_controls(roots)
    for text in texts:
        raise_ordinals(text)
        hold_names(text, word.part.styles.element)
        say_styles(text, word.part.styles.element)
    save_notes(sheet, notes)
    _hold_short_rows(body)
    _hold_short_tables(body)
    etree.cleanup_namespaces(body)
    repaint(word.part, sheet.context.theme)
    _describe(word.core_properties, sheet)
    return _saved(word.part.package)


def _saved(package: Any) -> bytes:
    """The file of a package; its parts, which python-docx would deflate first, are not."""
    for part in package.parts:
        part.before_marshal()
    parts, writer = _Parts(), cast("Any", PackageWriter)
    writer._write_content_types_stream(parts, package.parts)
    writer._write_pkg_rels(parts, package.rels)
    writer._write_parts(parts, package.parts)
    return zip_of(parts, deflated=False)


class _Parts(dict[str, bytes]):
    """What python-docx writes, by its name in the archive."""

    def write(self, place: PackURI, data: bytes) -> None:
        self[place.membername] = data


def _footers(part: Any) -> Iterator[Element]:
    """The headers and footers as they were filled: python-docx still holds the former ones."""
    for relation in part.rels.values():
        if relation.reltype in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
            yield relation.target_part.element


def _number_controls(roots: Sequence[Element]) -> None:
    """Ids must be unique, and a row of the template is repeated with its controls.

    None is one of plain words alone: LibreOffice drops there what is tracked, so that old and new
    words come back as one, and writes the words under a remark twice.

    The schema wants them behind the look, the title and the tag: a date picker of Word has none of
    them, nor has any control of a file that LibreOffice saved.
    """
    every = (properties for root in roots for properties in root.iter(qn("sdtPr")))
    for number, properties in enumerate(every, start=1):
        for old in (*properties.findall(qn("id")), *properties.findall(qn("text"))):
            properties.remove(old)
        before = [child for child in properties if child.tag in _BEFORE_ID]
        properties.insert(len(before), w("id", val=str(number)))


def _bookmark_controls(roots: Sequence[Element]) -> None:
    """A bookmark around each field: LibreOffice forgets the tag of a control and keeps that."""
    times: Counter[str] = Counter()
    tagged = [(root, control) for root in roots for control in root.iter(qn("sdt"))]
    for number, (_, control) in enumerate(tagged, start=1):
        tag = control.find(f"{qn('sdtPr')}/{qn('tag')}")
        name = "" if tag is None else tag.get(qn("val"), "")
        if not name or name.startswith(COMPUTED) or control.getparent().tag not in _INLINE:
            continue
        times[name] += 1
        mark = bookmark_of(name, times[name])
        control.addprevious(w("bookmarkStart", id=str(number), name=mark))
        control.addnext(w("bookmarkEnd", id=str(number)))


def _hold_short_rows(body: Element) -> None:
    """The row, or of one that may break what names it, in its first cell."""
    for row in body.iter(qn("tr")):
        if not _is_short(row):
            _hold_label(row)
        if _is_short(row) or _is_drawn_small(row):
            properties = row.find(qn("trPr"))
            if properties is None:
                properties = w("trPr")
                row.insert(0, properties)
            if properties.find(qn("cantSplit")) is None:
                properties.insert(0, w("cantSplit"))


def _hold_label(row: Element) -> None:
    """A long row has a short label: LibreOffice would cut it at the end of a page."""
    cells = row.findall(qn("tc"))
    if len(cells) > 1 and _length(cells[0]) < _LABEL:
        for paragraph in cells[0].findall(qn("p")):
            _say(paragraph, "keepLines", behind=("pStyle", "keepNext"))


def _hold_short_tables(body: Element) -> None:
    """A short table stays on one page: each row but the last asks for the next one beside it."""
    for table in body.iter(qn("tbl")):
        rows = table.findall(qn("tr"))
        if all(map(_is_short, rows)) and _length(table) < SHORT_TABLE:
            for row in rows[:-1]:
                for paragraph in row.iter(qn("p")):
                    _keep_next(paragraph)


def _keep_next(paragraph: Element) -> None:
    """Asks for the next paragraph on the same page."""
    _say(paragraph, "keepNext", behind=("pStyle",))


def _say(paragraph: Element, name: str, behind: Sequence[str]) -> None:
    properties = paragraph.find(qn("pPr"))
    if properties is None:
        properties = w("pPr")
        paragraph.insert(0, properties)
    if properties.find(qn(name)) is None:
        before = [one for one in behind if properties.find(qn(one)) is not None]
        properties.insert(len(before), w(name))


def _is_drawn_small(row: Element) -> bool:
    """Few words beside a small drawing, as the trend of an indicator."""
    high = sum(int(one.get("cy", "0")) for one in row.iter(qn("wp:extent")))
    tables = next(row.iter(qn("tbl")), None)
    return 0 < high < _SMALL and tables is None and _length(row) < SHORT_ROW


def _is_short(row: Element) -> bool:
    """Few words, no picture, no table inside."""
    tall = any(next(row.iter(qn(tag)), None) is not None for tag in ("drawing", "tbl"))
    return not tall and _length(row) < SHORT_ROW


def _length(element: Element) -> int:
    """Characters of all its text."""
    return sum(len(node.text or "") for node in element.iter(qn("t")))


def _describe(properties: Any, sheet: Sheet) -> None:
    """The file's card: what it is, whose it is, its language, a date that does not move."""
    authority = sheet.document.dossier.departement.autorite
    properties.title = sheet.document.title
    properties.subject = _subject(sheet.document)[:255]  # the most that python-docx takes
    properties.author = properties.last_modified_by = authority
    properties.language = "fr-FR"
    properties.created = properties.modified = sheet.context.date.replace(tzinfo=None)
    properties.revision = 1


def _subject(document: Document) -> str:
    """What the file is about: the action, or the contract."""
    about = document.fiche or document.dossier.contrat
    if about is None:
        return ""
    return (about.titre if isinstance(about, fiche.FicheAction) else about.intitule).plain
