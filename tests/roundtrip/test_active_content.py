"""What an office file would run, fetch or open, in files built by hand."""

from __future__ import annotations

import io
import zipfile
from html import unescape
from pathlib import Path

import pytest
from tests.roundtrip import armed

from ppgp_docs.roundtrip.active_content import active_content, disarmed
from ppgp_docs.roundtrip.archive import Parts

TEMPLATES = Path(__file__).parents[2] / "templates"
WORD = (TEMPLATES / "fiche-action" / "fiche.docx").read_bytes()
DECK = (TEMPLATES / "diaporama" / "neutre.pptx").read_bytes()
DOCUMENT, SLIDE = "word/document.xml", "ppt/slideLayouts/slideLayout1.xml"
MIXED = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wx">{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>'
)


def found(data: bytes) -> list[str]:
    return [one.description for one in active_content(Parts(data)) if not one.dropped]


def dropped(data: bytes) -> list[str]:
    return [one.description for one in active_content(Parts(data)) if one.dropped]


@pytest.mark.parametrize("data", [WORD, DECK], ids=["Word", "PowerPoint"])
def test_nothing_is_active_in_what_we_ship_and_it_stays_as_it_is(data: bytes) -> None:
    assert disarmed(data) == (data, ())


FETCHING = (
    "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "INCLUDE", "DATABASE",
    "EMBED", "MACROBUTTON", "GOTOBUTTON", "ASK", "FILLIN", "AUTOTEXT", "RD", "CONTROL", "PRINT",
    "HTMLACTIVEX", "ADDRESSBLOCK", "BARCODE",
)  # fmt: skip


@pytest.mark.parametrize("word", FETCHING)
def test_a_field_that_does_more_than_show_the_file_is_found(word: str) -> None:
    code = f' {word} "c:\\\\windows\\\\system32\\\\cmd.exe" "/c calc" '
    assert found(armed.with_paragraph(WORD, armed.fielded(code))) == [f"un champ `{word}`"]


@pytest.mark.parametrize("word", ["ddeauto", " DDEAUTO", '"DDEAUTO"', "\\DDEAUTO", "DDEAUTO\t"])
def test_however_its_name_is_written(word: str) -> None:
    paragraph = armed.fielded(f"{word} c:\\\\x.exe")
    assert len(found(armed.with_paragraph(WORD, paragraph))) == 1


SIMPLE = '<w:p><w:fldSimple w:instr=" DDEAUTO x y "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'
UNOPENED = "<w:p><w:r><w:instrText>DDEAUTO x y</w:instrText></w:r></w:p>"
UNCLOSED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>DDEAUTO x y</w:instrText></w:r></w:p>"
)


@pytest.mark.parametrize("paragraph", [SIMPLE, UNOPENED, UNCLOSED])
def test_whatever_carries_it(paragraph: str) -> None:
    assert found(armed.with_paragraph(WORD, paragraph)) == ["un champ `DDEAUTO`"]


def nested(inner: str, rest: str) -> str:
    """A field whose code begins with another field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    begin, end = mark.format("begin"), mark.format("end")
    return f"<w:p>{begin}{begin}{code.format(inner)}{end}{code.format(rest)}{end}</w:p>"


def test_a_name_that_another_field_makes_up_is_no_name() -> None:
    paragraph = nested("QUOTE 68 68 69 65 85 84 79", ' "c:\\x.exe"')
    assert found(armed.with_paragraph(WORD, paragraph)) == ["un champ dont le nom est caché"]
    joined = nested("QUOTE 84 79", "AUTO").replace(
        "<w:r><w:fldChar", "<w:r><w:instrText/></w:r><w:r><w:fldChar", 1
    )
    assert len(found(armed.with_paragraph(WORD, joined))) == 1


@pytest.mark.parametrize("branches", [("{}", "<w:p/>"), ("<w:p/>", "{}")])
def test_no_branch_hides_a_field(branches: tuple[str, str]) -> None:
    field = armed.fielded("DDEAUTO x y")
    xml = MIXED.format(*(branch.format(field) for branch in branches))
    assert found(armed.with_paragraph(WORD, xml)) == ["un champ `DDEAUTO`"]


SHOWING = (
    "PAGE", " NUMPAGES \\* MERGEFORMAT ", 'TOC \\o "1-3" \\h \\z \\u', "PAGEREF _Toc12 \\h",
    'DATE \\@ "dd/MM/yyyy"', "REF signet \\h", 'HYPERLINK "https://exemple.fr/a"',
    'HYPERLINK \\l "signet"', "HYPERLINK mailto:pmi@exemple.fr", "= 1 + 2", "STYLEREF Titre",
    "SEQ Tableau \\* ARABIC", 'IF 1 = 1 "a" "b"', "AUTHOR",
)  # fmt: skip


@pytest.mark.parametrize("code", SHOWING)
def test_what_shows_the_file_alone_stays(code: str) -> None:
    assert disarmed(armed.with_paragraph(WORD, armed.fielded(code)))[1] == ()


LINKS = (
    "file:///c:/x.exe", "javascript:alert(1)", "JAVA&#10;SCRIPT:alert(1)", " vbscript:x",
    "\\\\serveur\\partage\\x.docm", "x.docm", "../x.docm", "ms-word:ofe|u|https://exemple.fr/x",
    "search-ms:query=x", "data:text/html,x", "ftp://exemple.fr/x", "c:\\x.exe",
    "java&#8203;script:alert(1)",
)  # fmt: skip
GOOD = ("https://exemple.fr", "HTTP://exemple.fr/", "mailto:a@exemple.fr", "tel:+33474322020", "#a")


@pytest.mark.parametrize("data, holder", [(WORD, DOCUMENT), (DECK, SLIDE)], ids=["Word", "Deck"])
@pytest.mark.parametrize("link", LINKS)
def test_a_link_to_a_file_or_a_program_is_found(data: bytes, holder: str, link: str) -> None:
    kind = f"{armed.OFFICE}/hyperlink"
    [said] = found(armed.related(data, holder, kind, link, outside=True))
    assert said.startswith("un lien vers autre chose qu’une page (`")


@pytest.mark.parametrize("link", LINKS)
def test_so_is_that_of_a_field_and_of_a_shape(link: str) -> None:
    path = unescape(link).replace("\\", "\\\\")
    in_field = armed.fielded(f'HYPERLINK "{path}"')
    shape = f'<w:p><w:r><w:pict><v:rect xmlns:v="urn:v" href="{link}"/></w:pict></w:r></w:p>'
    assert len(found(armed.with_paragraph(WORD, in_field))) == 1
    assert len(found(armed.with_paragraph(WORD, shape))) == 1


@pytest.mark.parametrize("link", GOOD)
def test_a_link_to_a_page_or_a_person_stays(link: str) -> None:
    data = armed.related(WORD, DOCUMENT, f"{armed.OFFICE}/hyperlink", link, outside=True)
    assert disarmed(data) == (data, ())


@pytest.mark.parametrize(
    "kind", ["image", "oleObject", "frame", "subDocument", "video", "audio", "transform", "inconnu"]
)
@pytest.mark.parametrize("base", [armed.OFFICE, armed.STRICT])
def test_nothing_is_fetched_from_outside_the_file(kind: str, base: str) -> None:
    for target in ("https://exemple.fr/x", "file:///x", "\\\\serveur\\x"):
        data = armed.related(WORD, DOCUMENT, f"{base}/{kind}", target, outside=True)
        assert len(found(data)) == 1
    unsaid = armed.related(WORD, DOCUMENT, f"{base}/{kind}", "https://exemple.fr/x")
    assert len(found(unsaid)) == 1  # Office follows an address, whatever its mode says


RUNNING = {
    "vbaProject": (armed.MICROSOFT, "word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
    "renamed": (armed.MICROSOFT, "word/x.bin", "application/vnd.ms-office.vbaProject"),
    "keyMapCustomizations": (armed.MICROSOFT, "word/customizations.xml", "application/x"),
    "control": (armed.OFFICE, "word/activeX/activeX1.xml", "application/vnd.ms-office.activeX+xml"),
    "oleObject": (armed.OFFICE, "word/embeddings/o.bin", "application/vnd.oasis.oleObject"),
    "package": (armed.OFFICE, "word/embeddings/a.xlsx", "application/x"),
    "aFChunk": (armed.OFFICE, "word/afchunk.htm", "text/html"),
    "webextension": (armed.OFFICE, "word/webextensions/w.xml", "application/x"),
    "attachedToolbars": (armed.MICROSOFT, "word/attachedToolbars.bin", "application/x"),
}


@pytest.mark.parametrize("kind", RUNNING)
def test_a_part_that_runs_is_found(kind: str) -> None:
    base, part, media_type = RUNNING[kind]
    data = armed.embedded(WORD, DOCUMENT, part, f"{base}/{kind}", media_type)
    assert found(data)


def test_a_macro_that_nothing_leads_to_is_found() -> None:
    data = armed.holding(WORD, "word/vbaProject.bin", b"x", "application/octet-stream")
    assert found(data) == ["une macro"]


def test_a_ribbon_of_the_whole_file_is_found() -> None:
    kind = f"{armed.MICROSOFT}/ui/extensibility"
    data = armed.related(WORD, "", kind, "customUI/customUI.xml")
    assert found(data) == ["un ruban qui lance des macros"]


ELEMENTS = {
    "<w:altChunk xmlns:r='r' r:id='rIdX'/>": "un morceau d’un autre document",
    "<w:p><w:r><w:object><o:OLEObject xmlns:o='o' Type='Link'/></w:object></w:r></w:p>":
        "un objet incorporé (OLE)",
    "<w:p><w:r><w:control w:name='x'/></w:r></w:p>": "un contrôle ActiveX",
    "<w:subDoc xmlns:r='r' r:id='rIdX'/>": "un sous-document",
    "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:entryMacro w:val='x'/></w:ffData>"
    "</w:fldChar></w:r><w:r><w:instrText>FORMTEXT</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>": "une macro de formulaire",
}  # fmt: skip


@pytest.mark.parametrize("xml", ELEMENTS)
def test_an_element_that_runs_is_found(xml: str) -> None:
    assert found(armed.with_paragraph(WORD, xml)) == [ELEMENTS[xml]]
    hidden = MIXED.format("<w:p/>", xml)
    assert found(armed.with_paragraph(WORD, hidden)) == [ELEMENTS[xml]]


def test_an_instruction_of_processing_is_found() -> None:
    data = armed.changed(
        WORD, DOCUMENT, lambda xml: xml.replace("<w:body>", "<w:body><?xml-stylesheet href='x'?>")
    )
    assert found(data) == ["une instruction de traitement (`xml-stylesheet`)"]


def clicked(xml: str) -> bytes:
    """A deck whose first layout does something when it is clicked."""
    before, after = '<p:cNvPr id="1" name=""/>', f'<p:cNvPr id="1" name="">{xml}</p:cNvPr>'
    return armed.changed(DECK, SLIDE, lambda text: text.replace(before, after, 1))


@pytest.mark.parametrize("action", ["program", "macro?name=x", "hlinkfile", "hlinkpres", "ole"])
def test_an_action_on_a_slide_is_found(action: str) -> None:
    click = f'<a:hlinkClick xmlns:r="r" r:id="" action="ppaction://{action}"/>'
    data = clicked(click)
    assert found(data) == [f"une action sur un clic (`ppaction://{action}`)"]


def test_an_action_that_turns_slides_stays() -> None:
    click = '<a:hlinkClick xmlns:r="r" r:id="" action="ppaction://hlinkshowjump?jump=nextslide"/>'
    data = clicked(click)
    assert disarmed(data) == (data, ())


def attached(data: bytes) -> bytes:
    """Word notes where the template of a document is: it opens it again, from anywhere."""
    kind, target = f"{armed.OFFICE}/attachedTemplate", "https://exemple.fr/x.dotm"
    named = armed.related(data, "word/settings.xml", kind, target, outside=True)
    element = '<w:attachedTemplate xmlns:r="r" r:id="rIdX"/><w:zoom'
    return armed.changed(named, "word/settings.xml", lambda xml: xml.replace("<w:zoom", element, 1))


def bound(data: bytes) -> bytes:
    """A control whose text Word takes from hidden data when it opens the file."""
    kind = f"{armed.OFFICE}/customXml"
    item = armed.related(data, DOCUMENT, kind, "../customXml/item9.xml")
    control = (
        "<w:p><w:sdt><w:sdtPr><w:dataBinding w:xpath='/a' w:storeItemID='{{1}}'/></w:sdtPr>"
        "<w:sdtContent><w:r><w:t>Ce que dit le modèle</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    )
    data = armed.with_paragraph(item, control)
    return armed.holding(data, "customXml/item9.xml", b"<a>Autre</a>", "application/xml")


@pytest.mark.parametrize(
    "arm, said, word",
    [
        (
            attached,
            "le lien vers son propre modèle (`https://exemple.fr/x.dotm`)",
            b"attachedTempl",
        ),
        (bound, "des données cachées (XML personnalisé)", b"dataBinding"),
    ],
)
def test_what_nobody_sees_is_taken_out_and_told(arm, said: str, word: bytes) -> None:
    data = arm(WORD)
    assert dropped(data) == [said]
    clean, told = disarmed(data)
    assert [one.description for one in told] == [said]
    assert disarmed(clean) == (clean, ())
    parts = Parts(clean)
    assert not any(word in parts[name] for name in parts)


def test_of_a_bound_control_the_words_of_the_template_stay() -> None:
    clean, _ = disarmed(bound(WORD))
    assert "Ce que dit le modèle" in Parts(clean)[DOCUMENT].decode()


@pytest.mark.parametrize("active", [False, True], ids=["sound", "with a macro"])
def test_the_workbook_of_a_chart_stays_unless_it_is_active(active: bool) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        if active:
            book.writestr("xl/vbaProject.bin", "x")
    chart, part = "word/charts/chart9.xml", "word/embeddings/c.xlsx"
    held = armed.holding(WORD, chart, b"<c/>", "application/x")
    held = armed.related(held, chart, f"{armed.OFFICE}/package", "../embeddings/c.xlsx")
    held = armed.holding(held, part, out.getvalue(), "application/x")
    assert found(held) == (["un fichier incorporé"] if active else [])
