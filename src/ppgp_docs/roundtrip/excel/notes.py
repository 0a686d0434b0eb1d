"""The notes on the cells of a workbook: those that we put there, those that people answer.

A note is a comment of ECMA-376-1, 18.7, and the VML shape that draws it, which Excel asks for; it
bears no date. Threaded comments of Excel 365 ([MS-XLSX], 2.4.1157) are read too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.model.address import parent_of
from ppgp_docs.roundtrip.archive import Element, Parts, with_parts, written
from ppgp_docs.roundtrip.excel.cells import Row, Sheet, column_name, place_in, sheets
from ppgp_docs.roundtrip.excel.hidden_sheet import origin_in
from ppgp_docs.roundtrip.excel.tables import Line, Table, lines_of, table_of
from ppgp_docs.roundtrip.fields import TOOL
from ppgp_docs.roundtrip.word.file import Remark

_MAIN: Final = f"{{{ooxml_names.SPREADSHEET}}}"
_LINKS: Final = f"{{{ooxml_names.PACKAGE_RELATIONS}}}"
_TYPES: Final = f"{{{ooxml_names.CONTENT_TYPES}}}"
_R: Final = f"{{{ooxml_names.RELATIONS}}}"
_KINDS: Final = f"{ooxml_names.RELATIONS}/"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_BEHIND: Final = ("legacyDrawingHF", "picture", "oleObjects", "controls", "tableParts", "extLst")
"""What stands behind the drawing of notes in a sheet (ECMA-376-1, 18.3.1.99)."""
_Place: TypeAlias = tuple[int, int]
"""A row, from 1, and a column, from 0."""
_Said: TypeAlias = tuple[str, str, str]
"""Who made a note, when, what it says."""
_OURS: Final = f"{TOOL}\u00a0:\n"
_ANSWER: Final = "\nVotre réponse, sous cette ligne\u00a0:\n"


def key_of(sheet: str, row: int, column: int) -> str:
    """What a note is called: where it stands."""
    return f"{sheet}!{column_name(column)}{row}"


def notes_of(parts: Parts, read: Iterable[Sheet]) -> dict[str, Remark]:
    """The notes of all sheets by their key; of ours, what somebody answered under them."""
    people = _people(parts)
    found = {}
    for sheet in read:
        for place, note in _of_sheet(parts, sheet.part, people).items():
            row, column = place
            where = f"feuille « {sheet.name} », ligne {row}"
            found[key_of(sheet.name, row, column)] = Remark(*note, where)
    return found


def _of_sheet(parts: Parts, part: str, people: Mapping[str, str]) -> dict[_Place, _Said]:
    """What each note of a sheet says; a thread stands for the note that older programs see."""
    plain: dict[_Place, _Said] = {}
    threads: dict[_Place, _Said] = {}
    for kind, name in sorted(_related_parts(parts, part)):
        root = parts.root(name)
        if root is not None and kind.endswith("/comments"):
            plain |= _plain_notes(root)
        elif root is not None and kind.endswith("/threadedComment"):
            threads |= _threads(root, people)
    return plain | threads


def _plain_notes(root: Element) -> dict[_Place, _Said]:
    authors = dict(enumerate(one.text or "" for one in root.iter("{*}author")))
    found = {}
    for one in root.iter("{*}comment"):
        rank, place = one.get("authorId", ""), place_in(one.get("ref", ""))
        author = authors.get(int(rank), "") if rank.isdecimal() else ""
        text = _answer("".join(t.text or "" for t in one.iter("{*}t")))
        if text and place:
            found[place] = ("" if author == TOOL else author, "", text)
    return found


def _threads(root: Element, people: Mapping[str, str]) -> dict[_Place, _Said]:
    """The words of all who speak in a thread, under the name and the date of the first; another
    one is named before his own."""
    found: dict[_Place, _Said] = {}
    for one in root.iter("{*}threadedComment"):
        place, said = place_in(one.get("ref", "")), (one.findtext("{*}text") or "").strip()
        if not place or not said:
            continue
        who = people.get(one.get("personId", ""), "")
        author, date, before = found.get(place, (who, one.get("dT", ""), ""))
        named = said if who == author else f"{who or 'auteur inconnu'} : {said}"
        found[place] = author, date, "\n".join(filter(None, (before, named)))
    return found


def _answer(text: str) -> str:
    """What somebody said in a note: under ours, if it is one."""
    said = text.replace("\r\n", "\n")
    if not said.startswith(TOOL):
        return said.strip()
    _, mark, answer = said.partition(_ANSWER.strip())
    return answer.strip() if mark else ""


def _people(parts: Parts) -> dict[str, str]:
    names = [name for name in parts if name.startswith("xl/persons/") and name.endswith(".xml")]
    return {
        one.get("id", ""): one.get("displayName", "")
        for name in names
        for one in parts.root(name).iter("{*}person")
    }


def _related_parts(parts: Parts, part: str) -> Iterator[tuple[str, str]]:
    root = parts.root(_rels(part))
    folder = posixpath.dirname(part)
    for one in [] if root is None else root:
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", "")))
        yield one.get("Type", ""), target.lstrip("/")


def noted(data: bytes, remarks: Iterable[tuple[str, str]]) -> bytes:
    """A workbook with a note for each remark: the address of what it is about, its sentence.

    What is about something else than its lines is in the list that a draft prints. The same
    workbook and remarks give the same bytes.
    """
    parts = Parts(data)
    read = sheets(parts)
    origin = origin_in(read)
    if origin is None:
        return data
    places = dict(_places(read, lines_of(origin.by_tag())))
    held: dict[str, dict[tuple[int, int], list[str]]] = {}
    for address, sentence in remarks:
        if there := _nearest(address, places):
            part, row, column = there
            held.setdefault(part, {}).setdefault((row, column), []).append(sentence)
    free = {part: notes for part, notes in held.items() if _is_free(parts, part)}
    return with_parts(data, dict(_changes(parts, free))) if free else data


def _places(
    read: Iterable[Sheet], lines: Mapping[str, Line]
) -> Iterator[tuple[str, tuple[str, int, int]]]:
    """The part, row and column of each field, by its address."""
    for sheet in read:
        table = table_of(sheet, lines)
        for row in sheet.rows if table else ():
            yield from _of_line(sheet.part, table, row, lines)


def _of_line(
    part: str, table: Table | None, row: Row, lines: Mapping[str, Line]
) -> Iterator[tuple[str, tuple[str, int, int]]]:
    assert table is not None
    for title, one in lines.get(row.text(table.address), {}).items():
        if title in table.columns:
            yield one.addresses[0], (part, row.number, table.columns[title])


def _nearest(
    address: str, places: Mapping[str, tuple[str, int, int]]
) -> tuple[str, int, int] | None:
    """The cell of an address, or the first one of the smallest piece around it, short of a file."""
    while address and not address.endswith(":"):
        within = (f"{address}.", f"{address}[")
        if found := places.get(address):
            return found
        for place, cell in places.items():
            if place.startswith(within):
                return cell
        address = parent_of(address)
    return None


def _is_free(parts: Parts, part: str) -> bool:
    root = parts.root(part)
    return root is not None and root.find(f"{_MAIN}legacyDrawing") is None


def _changes(
    parts: Parts, held: Mapping[str, Mapping[tuple[int, int], Sequence[str]]]
) -> Iterator[tuple[str, bytes]]:
    types = parts.root("[Content_Types].xml")
    for rank, (part, notes) in enumerate(held.items(), start=1):
        comments, drawing = f"xl/ppgpNotes{rank}.xml", f"xl/drawings/ppgpNotes{rank}.vml"
        yield comments, written(_comments(notes))
        yield drawing, _shapes(notes, rank).encode()
        links = parts.root(_rels(part))
        links = etree.Element(f"{_LINKS}Relationships") if links is None else links
        _link(links, "ppgpNotes", "comments", f"/{comments}")
        _link(links, "ppgpNotesDessin", "vmlDrawing", f"/{drawing}")
        yield _rels(part), written(links)
        root = parts.root(part)
        behind = (root.find(f"{_MAIN}{name}") for name in _BEHIND)
        drawn = etree.Element(f"{_MAIN}legacyDrawing", {f"{_R}id": "ppgpNotesDessin"})
        first = next((one for one in behind if one is not None), None)
        root.append(drawn) if first is None else first.addprevious(drawn)
        yield part, written(root)
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{comments}", ContentType=_TYPE)
    kind = "application/vnd.openxmlformats-officedocument.vmlDrawing"
    if not any(one.get("Extension") == "vml" for one in types):
        types.insert(0, etree.Element(f"{_TYPES}Default", Extension="vml", ContentType=kind))
    yield "[Content_Types].xml", written(types)


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _link(root: Element, name: str, kind: str, target: str) -> None:
    said = {"Id": name, "Type": f"{_KINDS}{kind}", "Target": target}
    etree.SubElement(root, f"{_LINKS}Relationship", said)


def _comments(notes: Mapping[tuple[int, int], Sequence[str]]) -> Element:
    root = etree.Element(f"{_MAIN}comments", nsmap={None: _MAIN[1:-1]})
    etree.SubElement(etree.SubElement(root, f"{_MAIN}authors"), f"{_MAIN}author").text = TOOL
    listed = etree.SubElement(root, f"{_MAIN}commentList")
    for row, column in sorted(notes):
        ref = f"{column_name(column)}{row}"
        comment = etree.SubElement(listed, f"{_MAIN}comment", ref=ref, authorId="0")
        run = etree.SubElement(etree.SubElement(comment, f"{_MAIN}text"), f"{_MAIN}r")
        said = etree.SubElement(run, f"{_MAIN}t")
        text = f"{_OURS}{chr(10).join(notes[row, column])}{_ANSWER}"
        said.text = "".join(sign for sign in text if sign >= " " or sign == "\n")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return root


def _shapes(notes: Mapping[tuple[int, int], Sequence[str]], rank: int) -> str:
    """The boxes of the notes, hidden until one points at a cell, at its right, tall enough."""
    shapes = []
    for number, (row, column) in enumerate(sorted(notes), start=1):
        lines = 5 + sum(1 + len(text) // 38 for text in notes[row, column])
        anchor = f"{column + 1}, 12, {row - 1}, 4, {column + 4}, 40, {row + lines}, 4"
        shapes.append(
            f'<v:shape id="_x0000_s{rank * 1024 + number}" type="#_x0000_t202" '
            'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
            f'<x:ClientData ObjectType="Note"><x:Anchor>{anchor}</x:Anchor>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column>"
            "</x:ClientData></v:shape>"
        )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
        f'<o:idmap v:ext="edit" data="{rank}"/></o:shapelayout><v:shapetype id="_x0000_t202" '
        'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
        '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/>'
        f"</v:shapetype>{''.join(shapes)}</xml>"
    )
