"""What people put in a Word file beside its text: text boxes, equations, pictures, struck words."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.roundtrip.test_comment_situations import with_part
from tests.roundtrip.word_hand import (
    FICHE,
    W,
    controls,
    edited,
    paragraph,
    paragraph_of,
    returned,
)

from ppgp_docs import ooxml_names

TAG = "fiche-8:rubriques[constat].blocs[1].texte#2"
ITEM = "fiche-8:rubriques[acteurs].blocs[1].elements[3].texte"
NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W[1:-1],
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
BOX = "<w:txbxContent><w:p><w:r><w:t>Avis du siège</w:t></w:r></w:p></w:txbxContent>"
DRAWN = (
    '<w:drawing><wp:anchor><wp:docPr id="9" name="Zone 9"/><a:graphic><a:graphicData><wps:wsp>'
    f"<wps:txbx>{BOX}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
SHAPE = f"<w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict>"
TWICE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps">{DRAWN}</mc:Choice>'
    f"<mc:Fallback>{SHAPE}</mc:Fallback></mc:AlternateContent>"
)
BLIP = (
    '<w:drawing><wp:inline><wp:docPr id="9" name="Image 9" descr="Plan d’accès"/><a:graphic>'
    "<a:graphicData><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing>"
)
SUM = "<m:oMath><m:r><m:t>x=</m:t></m:r><m:r><m:t>42</m:t></m:r></m:oMath>"


def xml(text: str):
    return etree.fromstring(f"<w:r {NAMES}>{text}</w:r>")


def in_the_paragraph(root, made) -> None:
    paragraph_of(controls(root, TAG)[0]).append(made)


def in_the_field(root, made) -> None:
    controls(root, TAG)[0].find(f"{W}sdtContent").append(made)


def in_a_paragraph_of_its_own(root, made) -> None:
    own = paragraph("")
    own.append(made)
    paragraph_of(controls(root, TAG)[0]).addnext(own)


@pytest.mark.parametrize("where", [in_the_paragraph, in_the_field, in_a_paragraph_of_its_own])
@pytest.mark.parametrize(
    ("what", "text", "kind"),
    [
        pytest.param(TWICE, "Avis du siège", "zone de texte", id="text box of Word"),
        pytest.param(DRAWN, "Avis du siège", "zone de texte", id="text box of LibreOffice"),
        pytest.param(SHAPE, "Avis du siège", "zone de texte", id="text box of Word 2007"),
        pytest.param(SUM, "x=42", "équation", id="equation"),
        pytest.param(BLIP, "Plan d’accès", "image", id="picture"),
        pytest.param("<w:pict><v:line/></w:pict>", "dessin", "dessin", id="drawing"),
        pytest.param("<w:object/>", "objet inséré", "objet inséré", id="embedded object"),
        pytest.param(
            '<w:sym w:font="Wingdings" w:char="F021"/>',
            "Wingdings, F021",
            "signe d’une police de symboles",
            id="symbol",
        ),
    ],
)
@pytest.mark.campaign(share=3)
def test_what_stands_beside_the_text_is_told_once_near_its_field(desk, where, what, text, kind):
    _, back = returned(desk, FICHE, lambda root: where(root, xml(what)))
    assert back.proposals == ()
    [left] = back.left_over
    assert left.text == text
    assert left.near.startswith(f"{kind}, ")


def test_a_text_box_that_was_taken_out_under_tracked_changes_is_no_news(desk):
    def change(root) -> None:
        in_the_paragraph(root, xml(f"<w:del>{SHAPE}</w:del>"))

    _, back = returned(desk, FICHE, change)
    assert back.is_empty


def test_a_field_that_was_put_in_a_text_box_is_still_read(desk):
    def change(root) -> None:
        control = controls(root, "fiche-8:referent")[0]
        made = xml(SHAPE)
        control.getparent().append(made)
        made.find(f".//{W}txbxContent/{W}p").append(control)

    _, back = returned(desk, FICHE, change)
    assert back.proposals == ()


def test_the_arrow_that_word_makes_of_two_dashes_is_an_arrow(desk):
    arrow = xml('<w:sym w:font="Wingdings" w:char="F0E0"/>')
    _, back = returned(desk, FICHE, lambda root: in_the_field(root, arrow))
    [one] = back.proposals
    assert "en sont exclus.→" in one.back


@pytest.mark.parametrize(
    ("look", "told"),
    [
        ("strike", "barré à la main"),
        ("dstrike", "barré à la main"),
        ("highlight", "surligné à la main"),
    ],
)
def test_words_crossed_by_hand_are_told_and_stay(desk, look, told):
    def change(root) -> None:
        for node in controls(root, ITEM)[0].iter(f"{W}r"):
            properties = node.find(f"{W}rPr")
            if properties is None:
                properties = etree.Element(f"{W}rPr")
                node.insert(0, properties)
            etree.SubElement(properties, f"{W}{look}", {f"{W}val": "yellow"})

    _, back = returned(desk, FICHE, change)
    assert back.proposals == ()
    [left] = back.left_over
    assert left.near.startswith(told)
    assert left.text == "Maternités"


def test_a_paragraph_typed_at_the_head_of_a_text_keeps_what_stands_beside_it_told(desk):
    def change(root) -> None:
        own = paragraph("Tout premier paragraphe.")
        own.append(xml(TWICE))
        paragraph_of(controls(root, TAG.partition("#")[0])[0]).addprevious(own)

    _, back = returned(desk, FICHE, change)
    assert [one.text for one in back.left_over] == ["Avis du siège"]
    [one] = back.proposals
    assert one.back.startswith("Tout premier paragraphe.")


@pytest.mark.parametrize(
    ("name", "told"),
    [("altChunk", "un morceau d’un autre document"), ("subDoc", "un sous-document")],
)
def test_what_stands_in_another_file_is_told_and_how_to_read_it(desk, name, told):
    def change(root) -> None:
        next(root.iter(f"{W}tbl")).addnext(etree.Element(f"{W}{name}"))

    _, back = returned(desk, FICHE, change)
    [left] = back.left_over
    assert left.text == told
    assert "enregistrez-le" in left.near


DATA = f"""<dgm:dataModel xmlns:dgm="{ooxml_names.DIAGRAM}" xmlns:a="{ooxml_names.DRAWING}">
<dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>Direc</a:t></a:r><a:r><a:t>tion</a:t></a:r></a:p></dgm:t>
</dgm:pt><dgm:pt/><dgm:pt><dgm:t><a:p><a:r><a:t>PMI</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>
</dgm:dataModel>"""


def test_the_words_of_a_diagram_are_told(desk):
    """SmartArt: they stand in a part of their own."""

    def change(root) -> None:
        drawn = f"""<w:drawing xmlns:dgm="{ooxml_names.DIAGRAM}" xmlns:r="{ooxml_names.RELATIONS}">
            <wp:inline><wp:docPr id="9" name="Schéma"/><a:graphic><a:graphicData>
            <dgm:relIds r:dm="rIdDM"/></a:graphicData></a:graphic></wp:inline></w:drawing>"""
        in_the_paragraph(root, xml(drawn))

    def related(root) -> None:
        named = {"Id": "rIdDM", "Type": "…/diagramData", "Target": "diagrams/data1.xml"}
        etree.SubElement(root, f"{root.tag[:-1]}", named)

    data = edited(desk.files[FICHE], change)
    data = edited(data, related, "word/_rels/document.xml.rels")
    data = with_part(data, "word/diagrams/data1.xml", DATA.encode())
    [left] = desk.back(data, desk.target(FICHE)).left_over
    assert left.text == "Direction · PMI"
    assert left.near.startswith("schéma, ")


def test_what_is_typed_at_the_head_or_foot_of_the_pages_says_so(desk):
    data = edited(
        desk.files[FICHE], lambda root: root.append(paragraph("À relire")), "word/footer1.xml"
    )
    [left] = desk.back(data, desk.target(FICHE)).left_over
    assert (left.text, left.near) == ("À relire", "pied de page")


def test_a_row_that_is_typed_says_what_it_stands_below(desk):
    def change(root) -> None:
        row = next(paragraph_of(controls(root, "fiche-8:referent")[0]).iterancestors(f"{W}body"))
        cell = etree.SubElement(etree.SubElement(etree.Element(f"{W}tbl"), f"{W}tr"), f"{W}tc")
        cell.append(paragraph("Meaux"))
        table = next(iter(row.iter(f"{W}tbl")))
        table.addnext(next(cell.iterancestors(f"{W}tbl")))

    _, back = returned(desk, FICHE, change)
    [left] = back.left_over
    assert left.text == "| Meaux |"
    assert left.near.startswith("après ")
