"""Word templates that run, fetch or open something: refused, or made without it, and told."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from tests.roundtrip import armed
from tests.roundtrip.test_active_content import attached, bound

from ppgp_docs.diagnostics import Diagnostic, HandledError, Severity
from ppgp_docs.plugin.formats import Document
from ppgp_docs.roundtrip.active_content import active_content
from ppgp_docs.roundtrip.archive import Parts
from ppgp_docs.session import Session
from ppgp_docs.workspace.resources import Resources

from .conftest import Press

Arm = Callable[[bytes], bytes]


def fetching(data: bytes) -> bytes:
    return armed.with_paragraph(data, armed.fielded('INCLUDETEXT "c:\\\\secret.docx"'))


def in_a_header(data: bytes) -> bytes:
    name = next(part for part in Parts(data) if part.startswith("word/header"))
    field = armed.fielded("DDEAUTO x y")
    return armed.changed(data, name, lambda xml: xml.replace("</w:hdr>", f"{field}</w:hdr>"))


def with_a_macro(data: bytes) -> bytes:
    kind, part = f"{armed.MICROSOFT}/vbaProject", "word/vbaProject.bin"
    return armed.embedded(
        data, "word/document.xml", part, kind, "application/vnd.ms-office.vbaProject"
    )


def with_an_outside_logo(data: bytes) -> bytes:
    kind, target = f"{armed.OFFICE}/image", "https://exemple.fr/logo.png"
    return armed.related(data, "word/document.xml", kind, target, outside=True)


REFUSED: dict[Arm, tuple[str, str]] = {
    fetching: ("un champ `INCLUDETEXT`", "«\u00a0Avant Un champ\u00a0»\u00a0: le modèle"),
    in_a_header: ("un champ `DDEAUTO`", "en-tête, paragraphe"),
    with_a_macro: ("une macro (partie `word/vbaProject.bin`)", ""),
    with_an_outside_logo: ("(`https://exemple.fr/logo.png`)", ""),
}


@pytest.fixture
def press_of(tmp_path: Path, session: Session) -> Callable[[Arm], Press]:
    """A press whose template is ours, armed."""

    def made(arm: Arm) -> Press:
        folder = tmp_path / "templates" / "fiche-action"
        folder.mkdir(parents=True)
        ours = session.resources.bytes("fiche-action/fiche.docx")
        (folder / "fiche.docx").write_bytes(arm(ours))
        return Press(Resources((folder.parent, *session.resources.roots)))

    return made


@pytest.mark.parametrize("arm", REFUSED)
def test_it_is_refused_at_its_place_whoever_reads_it(
    arm: Arm, press_of: Callable[[Arm], Press], essai: Document, session: Session
) -> None:
    what, where = REFUSED[arm]
    press = press_of(arm)
    with pytest.raises(HandledError) as raised:
        press.bytes(essai)
    format = session.plugins.format("fiche-action")
    data = press.resources.bytes(format.template)
    checked = format.check_template(Path("fiche.docx"), data)
    for diagnostics in (raised.value.diagnostics, checked):
        [told] = [each for each in diagnostics if each.code == "R322"]
        assert told.severity is Severity.ERROR
        assert what in told.message and where in told.message
        assert told.hints


def test_the_comment_of_a_field_stands_at_its_paragraph(session: Session) -> None:
    format = session.plugins.format("fiche-action")
    data = fetching(session.resources.bytes(format.template))
    noted = docx.Document(io.BytesIO(format.annotate_template(Path("fiche.docx"), data)))
    [comment] = [each for each in noted.comments if "[R322]" in each.text]
    [paragraph] = [each for each in noted.paragraphs if "Avant" in each.text]
    assert f'w:id="{comment.comment_id}"' in paragraph._p.xml


@pytest.mark.parametrize("arm", [attached, bound])
def test_what_nobody_sees_is_left_out_of_the_fiche_and_told(
    arm: Arm, press_of: Callable[[Arm], Press], essai: Document
) -> None:
    press = press_of(arm)
    data = press.bytes(essai)
    [told] = [each for each in press.reported if each.code == "R323"]
    assert told.severity is Severity.WARNING and isinstance(told, Diagnostic)
    assert active_content(Parts(data)) == ()
    assert not any(name.startswith("customXml/item9") for name in Parts(data))
