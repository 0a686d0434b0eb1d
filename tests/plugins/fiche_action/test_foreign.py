"""Templates that came through other hands: date pickers, LibreOffice, archives cut by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit.validator import OpenXmlValidator
from tests.commande import ppgp

from ppgp_docs.diagnostics import HandledError

from .conftest import W, Word

SHIPPED = Path(__file__).parents[3] / "departments"
PICKER = (
    "<w:sdt><w:sdtPr><w:id w:val='-1524247'/><w:placeholder><w:docPart w:val='DefaultPlaceholder'/>"
    "</w:placeholder><w:showingPlcHdr/><w:date><w:dateFormat w:val='dd/MM/yyyy'/>"
    "<w:lid w:val='fr-FR'/></w:date></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
)
RUN = "<w:r><w:t>Cliquez pour entrer une date.</w:t></w:r>"
PARAGRAPH = f"<w:p>{RUN}</w:p>"
CELL = f"<w:tc><w:tcPr><w:tcW w:w='900' w:type='dxa'/></w:tcPr>{PARAGRAPH}</w:tc>"
TABLE = (
    "<w:tbl><w:tblPr><w:tblW w:w='900' w:type='dxa'/></w:tblPr>"
    "<w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>{}</w:tbl>"
)
NESTINGS = {
    "dans un paragraphe": f"<w:p>{PICKER.format(RUN)}</w:p>",
    "autour d’un paragraphe": PICKER.format(PARAGRAPH),
    "autour d’un tableau": PICKER.format(TABLE.format(f"<w:tr>{CELL}</w:tr>")) + "<w:p/>",
    "autour d’une ligne": TABLE.format(PICKER.format(f"<w:tr>{CELL}</w:tr>")) + "<w:p/>",
    "autour d’une cellule": TABLE.format(f"<w:tr>{PICKER.format(CELL)}</w:tr>") + "<w:p/>",
    "l’un dans l’autre": PICKER.format(PICKER.format(PARAGRAPH)),
}


@pytest.mark.parametrize("nesting", NESTINGS)
def test_a_date_picker_of_word_is_kept_and_the_fiche_is_made(
    nesting: str, other_template, essai, tmp_path: Path
) -> None:
    edit = NESTINGS[nesting]
    press = other_template(lambda xml: xml.replace("<w:sectPr>", f"{edit}<w:sectPr>"))
    data = press.bytes(essai)
    word = Word(data)
    assert "Cliquez pour entrer une date." in word.text
    ids = [node.get(f"{W}val") for node in word.body.iter(f"{W}id")]
    assert len(set(ids)) == len([*word.body.iter(f"{W}sdtPr")]) == len(ids)
    file = tmp_path / "fiche.docx"
    file.write_bytes(data)
    assert [e.description for e in OpenXmlValidator().validate(str(file)).errors] == []


def test_controls_that_libreoffice_stripped_of_everything_are_no_obstacle(
    other_template, essai
) -> None:
    def strip(xml: str) -> str:
        return re.sub(r"<w:(tag|alias|lock|id) [^>]*/>", "", xml)

    word = other_template(strip).word(essai)
    assert essai.fiche.titre.plain in word.text


def archive(data: bytes, *extra: tuple[str, bytes], without: str = "", **changed: bytes) -> bytes:
    """The archive with parts added again, taken away or changed (`word__styles` for a name)."""
    named = {name.replace("__", "/") + ".xml": content for name, content in changed.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, named.get(name, source.read(name)))
        for name, content in extra:
            target.writestr(name, content)
    return out.getvalue()


@pytest.fixture
def refused(session) -> Callable[[Callable[[bytes], bytes]], str]:
    """Why a spoilt copy of our template is refused: checked, annotated and rendered alike."""
    format = session.plugins.format("fiche-action")
    ours = session.resources.bytes(format.template)

    def run(spoil: Callable[[bytes], bytes]) -> str:
        data = spoil(ours)
        (fault,) = format.check_template(Path("fiche.docx"), data)
        with pytest.raises(HandledError) as raised:
            format.annotate_template(Path("fiche.docx"), data)
        assert [each.message for each in raised.value.diagnostics] == [fault.message]
        assert fault.code == "R300"
        return str(fault.message)

    return run


SPOILT: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "deux fois le texte": (
        lambda data: archive(data, ("word/document.xml", b"<a/>")),
        "`word/document.xml` s’y trouve deux fois",
    ),
    "deux fois, à la casse près": (
        lambda data: archive(data, ("word/Styles.XML", b"<a/>")),
        "`word/styles.xml` s’y trouve deux fois",
    ),
    "deux fois les types": (
        lambda data: archive(data, ("[Content_Types].xml", b"<a/>")),
        "deux fois",
    ),
    "sans en-tête": (
        lambda data: archive(data, without="word/header1.xml"),
        "il lui manque la partie `word/header1.xml`",
    ),
    "sans styles": (
        lambda data: archive(data, without="word/styles.xml"),
        "il lui manque la partie `word/styles.xml`",
    ),
    "sans texte": (
        lambda data: archive(data, without="word/document.xml"),
        "il lui manque la partie `word/document.xml`",
    ),
    "styles d’autre chose": (
        lambda data: archive(data, word__styles=b"<a/>"),
        "`word/styles.xml` n’est pas ce que son nom annonce",
    ),
    "texte d’autre chose": (
        lambda data: archive(data, word__document=b"<a/>"),
        "il n’a pas de texte",
    ),
    "thème abîmé": (
        lambda data: archive(data, word__theme__theme1=b"<a"),
        "`word/theme/theme1.xml` est abîmée",
    ),
    "polices abîmées": (
        lambda data: archive(data, word__fontTable=b""),
        "`word/fontTable.xml` est abîmée",
    ),
    "coupé": (lambda data: data[: len(data) // 2], "ce n’est pas un document Word"),
    "vide": (lambda data: b"", "ce n’est pas un document Word"),
    "un ancien .doc": (
        lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "protégé par un mot de passe",
    ),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", SPOILT)
def test_an_archive_that_is_no_sound_word_file_is_refused_with_what_is_wrong(
    refused: Callable[[Callable[[bytes], bytes]], str], kind: str
) -> None:
    spoil, said = SPOILT[kind]
    assert said in refused(spoil)


def test_a_template_without_a_paragraph_is_told_in_a_paragraph_of_its_own(session) -> None:
    format = session.plugins.format("fiche-action")

    def emptied(data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            root = etree.fromstring(source.read("word/document.xml"))
        for node in [*root[0]][:-1]:
            root[0].remove(node)
        return archive(data, word__document=etree.tostring(root))

    data = emptied(session.resources.bytes(format.template))
    annotated = zipfile.ZipFile(io.BytesIO(format.annotate_template(Path("fiche.docx"), data)))
    assert "R318" in annotated.read("word/comments.xml").decode()


OTHER = """\
numero: 9
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: Le service de PMI
rubriques: [{cle: constat, blocs: [Les familles attendent.]}]
"""


@pytest.mark.parametrize("left", ["{{p financement.synthese }}", "{{ rubrique.libelle }}"])
def test_what_a_template_leaves_out_is_told_in_the_template(
    session, tmp_path: Path, left: str
) -> None:
    folder = tmp_path / "departments" / "77-x"
    (folder / "fiches").mkdir(parents=True)
    for name in ("dossier.yaml", "contrat.yaml"):
        (folder / name).write_bytes((SHIPPED / "77-seine-et-marne" / name).read_bytes())
    for file in (SHIPPED / "77-seine-et-marne" / "fiches").glob("*.yaml"):
        (folder / "fiches" / file.name).write_bytes(file.read_bytes())
    (folder / "fiches" / "09.yaml").write_text(OTHER, encoding="utf-8")
    (folder / "modeles").mkdir()
    ours = session.resources.bytes("fiche-action/fiche.docx")
    with zipfile.ZipFile(io.BytesIO(ours)) as source:
        xml = source.read("word/document.xml").decode()
    (folder / "modeles" / "fiche.docx").write_bytes(
        archive(ours, word__document=xml.replace(left, "").encode())
    )
    done = ppgp("build", "77", "--only", "fiche-action", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("attention[R317]") == 1
    assert f"`{left.strip('{p} ')}`" in done.stderr
    assert "departments/77-x/modeles/fiche.docx" in done.stderr
    made = sorted(file.stem for file in tmp_path.glob("*/*/fiche-*.docx"))
    assert len(made) == 2
    (told,) = (line for line in done.stderr.splitlines() if "modeles/fiche.docx" in line)
    assert [name for name in made if name not in told] == []
