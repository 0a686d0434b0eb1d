"""What the author of a template does not see in Word is told, each where it stands, in words."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from ppgp_docs.diagnostics import Diagnostic, Severity

FILE = Path("fiche.docx")
Check = Callable[[Callable[[Any], object]], list[Diagnostic]]


@pytest.fixture(scope="session")
def check(session) -> Check:
    """What is found in our template once python-docx has changed it."""
    ours = session.resources.bytes("fiche-action/fiche.docx")
    format = session.plugins.format("fiche-action")

    def run(edit: Callable[[Any], object]) -> list[Diagnostic]:
        document = docx.Document(io.BytesIO(ours))
        edit(document)
        out = io.BytesIO()
        document.save(out)
        return list(format.check_template(FILE, out.getvalue()))

    return run


def png() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "PNG")
    out.seek(0)
    return out


LOOK_ALIKES = [
    ("{ { fiche.titre } }", "{{ fiche.titre }}"),
    ("{ {fiche.titre} }", "{{ fiche.titre }}"),
    ("{\u00a0{\u00a0fiche.titre\u00a0}\u00a0}", "{{ fiche.titre }}"),
    ("{ { inconnu } }", "{{ inconnu }}"),
    ("{fiche.titre}", "{{ fiche.titre }}"),
    ("{ titre }", "{{ fiche.titre }}"),
    ("{p rubrique.contenu}", "{{p rubrique.contenu }}"),
    ("«titre»", "{{ fiche.titre }}"),
    ("«fiche.titre»", "{{ fiche.titre }}"),
    ("«\u00a0fiche.titre\u00a0»", "{{ fiche.titre }}"),
    ("<<titre>>", "{{ fiche.titre }}"),
    ("[[fiche.titre]]", "{{ fiche.titre }}"),
    ("[fiche.titre]", "{{ fiche.titre }}"),
    ("${fiche.titre}", "{{ fiche.titre }}"),
    ("((titre))", "{{ fiche.titre }}"),
    ("%fiche.titre%", "{{ fiche.titre }}"),
    ("{ % for rubrique in rubriques % }", "{% for rubrique in rubriques %}"),
    ("{endfor}", "{% endfor %}"),
    ("｛｛ fiche.titre ｝｝", "{{ fiche.titre }}"),
]


@pytest.mark.parametrize(("typed", "meant"), LOOK_ALIKES)
def test_what_looks_like_a_tag_is_told_once_with_the_tag_that_was_meant(
    check: Check, typed: str, meant: str
) -> None:
    (fault,) = check(lambda document: document.add_paragraph(f"Titre de l’action : {typed}."))
    assert (fault.code, fault.severity) == ("R321", Severity.ERROR)
    assert fault.message.startswith("paragraphe 22, «\u00a0Titre de l’action\u00a0:")
    assert fault.hints == (f"écrivez `{meant}`",)


@pytest.mark.parametrize(
    "typed",
    ["{{ fiche.titre}", "{fiche.titre }}", "{% for rubrique in rubriques", "{{ fiche.titre } }"],
)
def test_half_a_tag_is_told_once_as_such(check: Check, typed: str) -> None:
    (fault,) = check(lambda document: document.add_paragraph(typed))
    assert fault.code == "R312"


@pytest.mark.parametrize(
    "text",
    [
        "« titre »",
        "« contrat »",
        "la {petite} note",
        "100 % des fiches, 50 % du budget",
        "[notes] (sigles)",
        "15 $ l’unité",
        "f(x) = { y }",
        "le « fait maison »",
    ],
)
def test_what_is_no_tag_is_left_alone(check: Check, text: str) -> None:
    assert check(lambda document: document.add_paragraph(text)) == []


@pytest.mark.parametrize("simple", [True, False])
def test_a_field_of_a_mailing_is_told(check: Check, simple: bool) -> None:
    def edit(document: Any) -> None:
        paragraph = document.add_paragraph("Réf. ")._p
        field = OxmlElement("w:fldSimple" if simple else "w:instrText")
        if simple:
            field.set(qn("w:instr"), " MERGEFIELD titre ")
            paragraph.append(field)
        else:
            field.text = " MERGEFIELD titre "
            run = OxmlElement("w:r")
            run.append(field)
            paragraph.append(run)

    (fault,) = check(edit)
    assert fault.code == "R321"
    assert "publipostage" in fault.message


def in_body(document: Any) -> None:
    document.add_paragraph("Le logo :")
    document.add_picture(png(), Mm(10))


def in_header(document: Any) -> None:
    document.sections[0].header.paragraphs[0].add_run().add_picture(png(), Mm(10))


def in_footer(document: Any) -> None:
    document.sections[0].footer.paragraphs[0].add_run().add_picture(png(), Mm(10))


def in_table(document: Any) -> None:
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run().add_picture(png(), Mm(10))


def in_control(document: Any) -> None:
    in_body(document)
    picture = document.paragraphs[-1]._p
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    picture.addprevious(control)
    control.append(content)
    content.append(picture)


@pytest.mark.parametrize("put", [in_body, in_header, in_footer, in_table, in_control])
def test_a_picture_that_says_nothing_is_told_wherever_it_stands(
    check: Check, put: Callable[[Any], None]
) -> None:
    (fault,) = check(put)
    assert (fault.code, fault.severity) == ("R319", Severity.ERROR)
    assert "« Picture 1 » n’a pas de texte de remplacement" in fault.message.replace("\u00a0", " ")
    assert "« Afficher le texte de remplacement »" in fault.hints[0].replace("\u00a0", " ")


@pytest.mark.parametrize("said", ["  ", "f.jpg", "Image 3", "Picture 1", "IMG_2041", "logo"])
def test_a_picture_whose_text_says_nothing_of_it_is_told(check: Check, said: str) -> None:
    def edit(document: Any) -> None:
        in_body(document)
        for properties in document.element.body.iter("{*}docPr", "{*}cNvPr"):
            properties.set("descr", said)

    (fault,) = check(edit)
    assert (fault.code, fault.severity) == ("R319", Severity.ERROR)
    assert not said.strip() or f"`{said}`" in fault.message


@pytest.mark.parametrize("how", ["descr", "decorative"])
def test_a_picture_that_is_described_or_decorative_is_sound(check: Check, how: str) -> None:
    def edit(document: Any) -> None:
        in_body(document)
        properties = next(document.element.body.iter("{*}docPr"))
        if how == "descr":
            properties.set("descr", "Logo du conseil départemental")
        else:
            name = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
            properties.append(properties.makeelement(name, {"val": "1"}))

    assert check(edit) == []


def test_a_table_without_a_header_row_is_told_with_its_words(check: Check) -> None:
    def edit(document: Any) -> None:
        document.add_table(3, 2).cell(0, 0).text = "Année"

    (fault,) = check(edit)
    assert (fault.code, fault.severity) == ("R320", Severity.WARNING)
    assert fault.message.startswith("tableau 2, «\u00a0Année\u00a0»")


@pytest.mark.parametrize(
    ("rows", "columns", "header"), [(1, 4, False), (4, 1, False), (3, 2, True)]
)
def test_a_frame_or_a_table_with_its_header_is_sound(
    check: Check, rows: int, columns: int, header: bool
) -> None:
    def edit(document: Any) -> None:
        table = document.add_table(rows, columns)
        if header:
            properties = table.rows[0]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:tblHeader"))

    assert check(edit) == []


def test_a_header_row_that_was_unset_is_told(check: Check) -> None:
    def edit(document: Any) -> None:
        mark = next(document.element.body.iter(qn("w:tblHeader")))
        mark.set(qn("w:val"), "0")

    assert [each.code for each in check(edit)] == ["R320"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Heading 3", "Titre 3"),
        ("Quote", "Citation"),
        ("List Bullet", "Liste à puces"),
        ("Caption", "Légende"),
        ("Fiche - total", "Fiche - total"),
    ],
)
def test_a_style_that_is_gone_is_named_as_word_shows_it(
    check: Check, name: str, shown: str
) -> None:
    def edit(document: Any) -> None:
        element = document.styles[name].element
        element.getparent().remove(element)

    found = [each for each in check(edit) if "tous les styles" in each.message]
    assert [(each.code, each.severity) for each in found] == [("R301", Severity.WARNING)]
    assert f"« {shown} »" in found[0].message.replace("\u00a0", " ")


def test_a_style_that_is_asked_for_and_gone_is_told_at_its_words(check: Check) -> None:
    def edit(document: Any) -> None:
        paragraph = document.add_paragraph("Un mot")
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), "Disparu")
        paragraph._p.get_or_add_pPr().insert(0, style)

    (fault,) = check(edit)
    assert (fault.code, fault.severity) == ("R301", Severity.WARNING)
    assert fault.message.startswith("paragraphe 22, «\u00a0Un mot\u00a0»")


def test_a_template_that_prints_no_content_is_refused(check: Check) -> None:
    def edit(document: Any) -> None:
        for text in document.element.body.iter(qn("w:t")):
            text.text = (text.text or "").replace("{{p rubrique.contenu }}", "")

    (fault,) = check(edit)
    assert (fault.code, fault.severity) == ("R318", Severity.ERROR)
    assert "`{{p rubrique.contenu }}`" in fault.hints[0]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["Un paragraphe.", "Réf. {{ x }} suite"], "«\u00a0Réf. suite\u00a0»"),
        (["Un paragraphe.", "{{ x }}"], "après «\u00a0Un paragraphe.\u00a0»"),
        (["Un paragraphe.", "", "", "{{ x }}"], "après «\u00a0Un paragraphe.\u00a0»"),
        (["{{ fiche.titre }}", "{{ x }}"], "après «\u00a0Sigles\u00a0»"),
        (["Mot " * 40 + "{{ x }}"], "«\u00a0" + "Mot " * 10 + "…\u00a0»"),
    ],
)
def test_a_place_quotes_the_words_that_stand_there(
    check: Check, texts: list[str], words: str
) -> None:
    def edit(document: Any) -> None:
        for text in texts:
            document.add_paragraph(text)

    (fault,) = [each for each in check(edit) if each.code == "R310"]
    assert words in fault.message
