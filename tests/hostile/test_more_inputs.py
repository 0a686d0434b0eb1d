"""YAML, workbooks and office files that a few kilobytes make endless, brought to the real command:
each is refused or read within ten seconds and a gigabyte, and nothing is written of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from ppgp_docs.workspace.resources import shipped

from .test_archives import DEFLATED, announcing, repeated, with_part
from .test_files import BOMB
from .world import Stranger

pytestmark = pytest.mark.hostile

YAML: Final[dict[str, Callable[[], str]]] = {
    "aliases": lambda: BOMB + "contexte: *j\n",
    "an alias in itself": lambda: "contexte: &a [*a]\n",
    "merge keys": lambda: (
        "a0: &a0 {x: 1, y: 2}\n"
        + "".join(
            f"a{rank}: &a{rank} {{<<: [{', '.join([f'*a{rank - 1}'] * 50)}]}}\n"
            for rank in range(1, 21)
        )
    ),
    "lists in lists": lambda: "contexte: " + "[" * 100_000 + "]" * 100_000 + "\n",
    "blocks in blocks": lambda: (
        "contexte:\n" + "".join(" " * rank + "- \n" for rank in range(1500))
    ),
    "one text": lambda: "contexte: {blocs: [" + "mot " * 2_400_000 + "]}\n",
    "quotes": lambda: 'contexte: {blocs: ["' + '\\"' * 100_000 + '"]}\n',
    "keys": lambda: "".join(f"cle{rank}: 1\n" for rank in range(200_000)),
    "one key twice": lambda: "sigles: {A: b}\n" * 12_500,
    "tags": lambda: "contexte: " + "!!python/object/apply:os.system [id] \n" * 5_000,
    "anchors": lambda: "contexte: [" + ", ".join(f"&a{rank} b" for rank in range(200_000)) + "]\n",
    "digits": lambda: "chiffres: [{cle: a, valeur: " + "9" * 2_000_000 + "}]\n",
    "folds": lambda: "contexte: >\n" + "  a\n\n" * 500_000,
}


@pytest.mark.campaign(share=30)
@pytest.mark.parametrize("kind", YAML)
def test_a_dossier_that_yaml_makes_endless_is_told(kind: str, tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    stranger.dossier.write_text('departement: "01"\n' + YAML[kind](), "utf-8")
    done = stranger.run("check")
    assert done.returncode == 1
    assert "dossier.yaml" in done.stdout
    assert len(done.stdout) < 300_000


def office(name: str, content: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, content)
    return out.getvalue()


def template(name: str) -> bytes:
    return (shipped("templates") / name).read_bytes()


def gigabyte(data: bytes) -> bytes:
    """The same with a part of a gigabyte."""
    return with_part(data, "ppt/theme/theme9.xml", DEFLATED, 1000)


LIES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "a gigabyte": gigabyte,
    "less than it holds": lambda data: announcing(
        with_part(data, "a/image01.png", DEFLATED, 60), 9
    ),
    "one part a thousand times": lambda data: repeated(
        with_part(data, "a/image01.png", DEFLATED, 1), 1000
    ),
}


@pytest.mark.campaign(share=30)
@pytest.mark.parametrize("kind", LIES)
def test_the_template_of_a_deck_that_lies_makes_no_deck(kind: str, tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    file = stranger.root / "templates" / "diaporama" / "neutre.pptx"
    file.parent.mkdir(parents=True)
    file.write_bytes(LIES[kind](template("diaporama/neutre.pptx")))
    done = stranger.run("build", "--only", "diaporama")
    assert done.returncode == 3
    assert file.name in done.stderr
    assert stranger.documents() == set()


SHEET: Final = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)


def workbook(rows: str, strings: str = "") -> bytes:
    """A workbook of one sheet, of these rows."""
    import openpyxl

    made, out, source = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    made.active.append(["numero", "titre"])
    made.save(source)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w", DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = SHEET.format(rows).encode()
            elif name == "xl/sharedStrings.xml" and strings:
                data = strings.encode()
            new.writestr(name, data)
    return out.getvalue()


CELL: Final = '<c r="{}" t="inlineStr"><is><t>{}</t></is></c>'
HEAD: Final = f'<row r="1">{CELL.format("A1", "numero")}{CELL.format("B1", "titre")}</row>'

WORKBOOKS: Final[dict[str, Callable[[], bytes]]] = {
    "a cell at the end": lambda: workbook(
        HEAD + f'<row r="1048576">{CELL.format("XFD1048576", "a")}</row>'
    ),
    "a million rows": lambda: workbook(HEAD + '<row><c t="n"><v>1</v></c></row>' * 1_000_000),
    "a wide row": lambda: workbook(f'<row r="1">{"<c><v>1</v></c>" * 16_384}</row>' * 60),
    "one text": lambda: workbook(HEAD + f"<row>{CELL.format('A2', 'a' * 50_000_000)}</row>"),
    "entities": lambda: (
        workbook(HEAD).replace(b"", b"")
        and office(
            "xl/workbook.xml",
            '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
            + "".join(
                f'<!ENTITY {y} "{f"&{x};" * 10}">'
                for x, y in zip("abcdefgh", "bcdefghi", strict=True)
            )
            + "]><workbook>&i;</workbook>",
        )
    ),
    "a gigabyte": lambda: gigabyte(workbook(HEAD)),
    "deep elements": lambda: office("xl/workbook.xml", "<a>" * 500_000 + "</a>" * 500_000),
}
DOCUMENT: Final = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body>{}</w:body></w:document>"
)
WORDS: Final[dict[str, Callable[[], bytes]]] = {
    "paragraphs": lambda: office(
        "word/document.xml", DOCUMENT.format("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 1_000_000)
    ),
    "tables in tables": lambda: office(
        "word/document.xml",
        DOCUMENT.format("<w:tbl><w:tr><w:tc>" * 20_000 + "</w:tc></w:tr></w:tbl>" * 20_000),
    ),
    "a gigabyte": lambda: gigabyte(template("fiche-action/fiche.docx")),
}


@pytest.mark.campaign(share=30)
@pytest.mark.parametrize("kind", WORKBOOKS)
@pytest.mark.parametrize("command", [("import",), ("new", "01", "--contrat", "--liste")])
def test_a_workbook_that_is_brought_is_answered(
    kind: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    answered(tmp_path, "liste.xlsx", WORKBOOKS[kind](), command)


@pytest.mark.campaign(share=30)
@pytest.mark.parametrize("kind", WORDS)
def test_a_word_file_that_is_brought_is_answered(kind: str, tmp_path: Path) -> None:
    answered(tmp_path, "fiche.docx", WORDS[kind](), ("import",))


def answered(place: Path, name: str, data: bytes, command: tuple[str, ...]) -> None:
    """The command says what is wrong, and changes nothing of the dossier."""
    stranger = Stranger(place / "espace")
    before = stranger.dossier.read_bytes()
    (stranger.root / name).write_bytes(data)
    done = stranger.run(*command, name)
    assert done.returncode in (0, 1, 2)
    assert name in done.stdout + done.stderr
    assert "signalez-la" not in done.stderr
    assert stranger.dossier.read_bytes() == before
