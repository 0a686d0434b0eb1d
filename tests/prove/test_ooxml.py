"""Office files made by hand, read back: their text in its order, what their pictures say."""

from __future__ import annotations

import io
import zipfile

import pytest

from ppgp_docs import ooxml_names as ns
from ppgp_docs.prove.ooxml import read

CORE = f'<cp xmlns:dc="{ns.DUBLIN_CORE}"><dc:title>Titre</dc:title></cp>'
WORD = f'xmlns:w="{ns.WORD}" xmlns:a="{ns.DRAWING}" xmlns:wp="{ns.PLACED_IN_WORD}" '
WORD += f'xmlns:adec="{ns.DECORATIVE}" xmlns:pic="pic"'


def archive(**parts: str) -> bytes:
    """An office file: `word__document` for `word/document.xml`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("docProps/core.xml", CORE)
        for name, content in parts.items():
            target.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def document(body: str) -> bytes:
    return archive(word__document=f"<w:document {WORD}><w:body>{body}</w:body></w:document>")


def test_a_paragraph_is_read_as_one_however_it_is_cut() -> None:
    runs = "<w:r><w:t>15</w:t></w:r><w:r><w:noBreakHyphen/><w:t>18 ans</w:t></w:r>"
    reading = read(document(f"<w:p>{runs}</w:p><w:p><w:r><w:t>Fin</w:t></w:r></w:p>"))
    assert reading.pages == ("15-18 ans\nFin",)
    assert reading.faults == ()


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ("<w:rPr><w:vanish/></w:rPr>", "Vu, fin"),
        ('<w:rPr><w:b/><w:vanish w:val="1"/></w:rPr>', "Vu, fin"),
        ('<w:rPr><w:vanish w:val="0"/></w:rPr>', "VuCaché, fin"),
        ("<w:rPr><w:b/></w:rPr>", "VuCaché, fin"),
    ],
)
def test_a_hidden_run_is_read_by_nobody(properties: str, said: str) -> None:
    runs = f"<w:r><w:t>Vu</w:t></w:r><w:r>{properties}<w:t>Caché</w:t></w:r>"
    runs += "<w:r><w:t>, fin</w:t></w:r>"
    assert read(document(f"<w:p>{runs}</w:p>")).pages == (said,)


def test_a_hidden_slide_is_read_by_nobody() -> None:
    seen, hidden = slide("Vue"), slide("Cachée").replace("<p ", '<p show="0" ', 1)
    pages = read(archive(ppt__slides__slide1=seen, ppt__slides__slide2=hidden)).pages
    assert "Vue" in pages[0] and "Cachée" not in pages[1]


def test_the_body_comes_before_the_other_parts() -> None:
    said = f"<w:x {WORD}><w:p><w:t>{{}}</w:t></w:p></w:x>"
    others = {"word__comments": said.format("a"), "word__footer1": said.format("c")}
    data = archive(**others, word__document=said.format("b"))
    assert read(data).pages == ("b", "a", "c")


def picture(properties: str, around: str = "") -> str:
    inside = f"<pic:pic><pic:nvPicPr>{properties}</pic:nvPicPr></pic:pic>"
    return f"<w:p><wp:inline>{around}<a:graphic>{inside}</a:graphic></wp:inline></w:p>"


DECORATIVE = "<pic:cNvPr id='1'><a:extLst><adec:decorative val='1'/></a:extLst></pic:cNvPr>"
BARE = "<pic:cNvPr id='1'/>"


@pytest.mark.parametrize(
    ("drawn", "faults"),
    [
        (picture("<pic:cNvPr id='1' descr='Un pont'/>"), 0),
        (picture(BARE, "<wp:docPr id='1' descr='Un pont'/>"), 0),
        (picture(DECORATIVE), 0),
        (picture(BARE), 1),
        (picture("<!-- --><pic:cNvPr id='1' descr=''/>", "<wp:docPr id='1'/>"), 1),
        (picture(BARE) + picture("<pic:cNvPr id='1' descr='Un pont'/>") + picture(BARE), 2),
    ],
)
def test_each_picture_says_what_it_shows_or_that_it_is_decorative(drawn: str, faults: int) -> None:
    told = read(document(drawn)).faults
    assert told == ("une image sans texte de remplacement dans `word/document.xml`",) * faults


def test_parts_that_are_no_content_are_passed_over_and_the_next_ones_read() -> None:
    bare = f"<w:x {WORD}>{picture(BARE)}</w:x>"
    data = archive(other__part=bare, word__document=bare, word__header1=bare)
    assert len(read(data).faults) == 2


def test_what_is_heard_of_pictures_is_read() -> None:
    drawn = picture("<pic:cNvPr id='1' descr='Un pont'/>", "<wp:docPr id='2' descr='Une rivière'/>")
    assert read(document(drawn + picture(BARE))).heard == ("Une rivière", "Un pont")


def slide(text: str) -> str:
    return f'<p xmlns:a="{ns.DRAWING}"><a:p><a:t>{text}</a:t></a:p></p>'


def related(target: str) -> str:
    return f'<Relationships><Relationship Id="1" Target="{target}"/></Relationships>'


def test_slides_come_in_the_order_of_their_numbers_each_with_its_chart_then_its_notes() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("docProps/core.xml", CORE)
        for rank in (10, 2, 1):
            target.writestr(f"ppt/slides/slide{rank}.xml", slide(f"D{rank}"))
        target.writestr("ppt/notesSlides/notesSlide7.xml", slide("notes de 2"))
        chart = f'<c xmlns:c="{ns.CHART}"><c:v>42</c:v></c>'
        target.writestr("ppt/charts/chart3.xml", chart)
        both = related("../notesSlides/notesSlide7.xml").replace(
            "</Rel", '<Relationship Id="2" Target="../charts/chart3.xml"/></Rel', 1
        )
        target.writestr("ppt/slides/_rels/slide2.xml.rels", both)
    assert read(out.getvalue()).pages == ("D1", "D2\n42\nnotes de 2", "D10")


@pytest.mark.parametrize("core", ["<cp/>", CORE.replace("Titre", "")])
def test_a_file_without_a_title_is_told(core: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("docProps/core.xml", core)
    assert read(out.getvalue()).faults == ("le fichier n’a pas de titre",)


def test_a_part_that_is_damaged_is_named() -> None:
    data = document("<w:p/>")
    spoilt = data.replace(b"<w:p/>", b"<w:q/>", 1)
    assert read(spoilt).faults == ("la partie `word/document.xml` du fichier est abîmée",)
    assert read(data[:40]).faults[0].startswith("le fichier ne s’ouvre pas (")
    [told] = read(document("<w:p>")).faults
    assert told.startswith("le fichier ne s’ouvre pas (")
