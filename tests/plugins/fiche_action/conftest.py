"""A fiche with every block and every case (``essai``), the shipped fiche 8, and a reader of Word.

The reader is lxml on the parts of the archive: python-docx sees nothing inside content controls.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from lxml import etree
from tests.contrat_synthetique import Contract

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.resources import Resources

HERE = Path(__file__).parent
SHIPPED = Path(__file__).parents[3] / "departments"
DATE = datetime(2020, 9, 24, 10, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@attrs.frozen
class Control:
    """A content control as it stands in the file."""

    tag: str
    text: str
    locked: bool


def with_the_tags_of_notes(xml: str) -> str:
    """A template that still has the tags of notes, from before they were Word's own."""
    told = ("{%p if notes %}", "{{p notes }}", "{%p endif %}")
    tags = "".join(f"<w:p><w:r><w:t>{one}</w:t></w:r></w:p>" for one in told)
    return xml.replace("<w:sectPr>", f"{tags}<w:sectPr>")


class Word:
    """A Word file read with zipfile and lxml."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.archive = zipfile.ZipFile(io.BytesIO(data))
        self.body = self.part("word/document.xml")
        has_notes = "word/footnotes.xml" in self.archive.namelist()
        notes = self.part("word/footnotes.xml") if has_notes else []
        self.notes = {one.get(f"{W}id"): one for one in notes if one.get(f"{W}type") is None}

    def part(self, name: str) -> Any:
        return etree.fromstring(self.archive.read(name))

    @property
    def text(self) -> str:
        return "\n".join(map(words, self.body.iter(f"{W}p")))

    @property
    def controls(self) -> dict[str, Control]:
        roots = (self.body, *self.notes.values())
        every = (_control(node) for root in roots for node in root.iter(f"{W}sdt"))
        found = [one for one in every if not one.tag.startswith(("renvoi:", "note:"))]
        assert len({control.tag for control in found}) == len(found), "two controls, one tag"
        return {control.tag: control for control in found}

    @property
    def tables(self) -> list[Any]:
        return list(self.body.iter(f"{W}tbl"))

    @property
    def outline(self) -> str:
        """Style and text of each paragraph, in order, a row beginning with a bar; plain spaces."""
        notes = (f"note {number}: {words(one)}" for number, one in self.notes.items())
        outline = "\n".join((*_outline(self.body[0]), *notes)) + "\n"
        return re.sub("[\u00a0\u202f]", " ", outline)


def words(node: Any) -> str:
    marks = {
        f"{W}t": lambda one: one.text or "",
        f"{W}tab": lambda _: "\t",
        f"{W}noBreakHyphen": lambda _: "-",
    }
    return "".join(marks[one.tag](one) for one in node.iter(*marks) if one.getparent().tag != TABS)


TABS = f"{W}tabs"


def _control(node: Any) -> Control:
    properties = node.find(f"{W}sdtPr")
    lock = properties.find(f"{W}lock")
    locked = lock is not None and lock.get(f"{W}val") == "sdtContentLocked"
    text = "\n".join(map(words, node.iter(f"{W}p"))) or words(node)
    return Control(properties.find(f"{W}tag").get(f"{W}val"), text, locked)


def _outline(parent: Any) -> Iterator[str]:
    for node in parent:
        if node.tag == f"{W}p":
            style = node.find(f"{W}pPr/{W}pStyle")
            drawn = " [image]" if next(node.iter(f"{W}drawing"), None) is not None else ""
            yield f"{style.get(f'{W}val') if style is not None else '-'}: {words(node)}{drawn}"
        elif node.tag == f"{W}tr":
            yield "|"
            yield from (f"  {line}" for line in _outline(node))
        elif node.tag in {f"{W}{tag}" for tag in ("tbl", "tc", "sdt", "sdtContent")}:
            yield from _outline(node)


@attrs.frozen
class Press:
    """Renders documents and keeps what they report; ``resources`` may hold other templates."""

    resources: Resources
    reported: list[Diagnostic] = attrs.field(factory=list)

    def bytes(self, document: Document, theme: str = "neutre") -> bytes:
        from ppgp_fiche_action.format import FicheActionFormat, RecapitulatifFormat

        look = load_theme(theme, self.resources)
        context = Context(self.resources, look, self.reported.append, DATE)
        recap = document.format == RecapitulatifFormat.id
        return (RecapitulatifFormat() if recap else FicheActionFormat()).render(document, context)

    def word(self, document: Document, theme: str = "neutre") -> Word:
        return Word(self.bytes(document, theme))


@pytest.fixture
def press(session: Session) -> Press:
    return Press(session.resources)


@pytest.fixture
def other_template(tmp_path: Path, session: Session) -> Callable[..., Press]:
    """A press whose template is ours with its document changed, as someone would in Word."""

    def change(
        edit: Callable[[str], str], part: str = "word/document.xml", name: str = "fiche.docx"
    ) -> Press:
        file = tmp_path / "templates" / "fiche-action" / name
        file.parent.mkdir(parents=True)
        file.write_bytes(edited(session.resources.bytes(f"fiche-action/{name}"), edit, part))
        return Press(Resources((tmp_path / "templates", *session.resources.roots)))

    return change


def edited(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """A Word file with one of its parts changed."""
    out = io.BytesIO()
    source = zipfile.ZipFile(io.BytesIO(data))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, edit(content.decode()) if name == part else content)
    return out.getvalue()


@pytest.fixture(scope="session")
def essai(session: Session) -> Document:
    return _document(session, HERE / "essai")


@pytest.fixture(scope="session")
def fiche_8(session: Session) -> Document:
    return _document(session, SHIPPED / "77-seine-et-marne")


@pytest.fixture(scope="session")
def recap_77(session: Session) -> Document:
    return _document(session, SHIPPED / "77-seine-et-marne", "recapitulatif-contrat")


@pytest.fixture(scope="session")
def contract() -> Contract:
    return Contract()


@pytest.fixture(scope="session")
def contract_folder(contract: Contract, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contract.write(tmp_path_factory.mktemp("contrat"))


@pytest.fixture(scope="session")
def recap_39(session: Session, contract_folder: Path) -> Document:
    """The recap of a contract of 39 fiches over 3 years and 5 funders."""
    return _document(session, contract_folder, "recapitulatif-contrat")


def _document(session: Session, folder: Path, format_id: str = "fiche-action") -> Document:
    dossier = session.read(DossierFolder(folder)).dossier
    assert dossier is not None
    [document] = session.plugins.format(format_id).documents(dossier)
    return document
