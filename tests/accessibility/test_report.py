"""The report of accessibility: what it finds in files that break a rule, what it says of all."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

from ppgp_docs.accessibility import office, pdf, rules, web
from ppgp_docs.accessibility.report import NAME, report
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.cli.main import ppgp
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of every block in all formats, with its report."""
    root = tmp_path_factory.mktemp("espace")
    folders = write_workspace(root, Session.start(None).schemas)
    command = ["-C", str(root), "build", str(folders["complet"]), "--accessibility"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ppgp_docs.accessibility.report.failed_rules", lambda files: None)
        done = CliRunner().invoke(ppgp, command)
    assert done.exit_code == 0, done.output
    assert NAME in done.stdout
    return root / "sorties"


def made(outputs: Path, suffix: str) -> bytes:
    return next(outputs.glob(f"01-ain/*{suffix}")).read_bytes()


def faulty(found: Any) -> dict[rules.Rule, tuple[str, ...]]:
    checks: list[Checked] = list(found)
    return {check.rule: check.faults for check in checks if check.faults}


def test_every_document_is_checked_and_none_is_at_fault(outputs: Path) -> None:
    documents = json.loads((outputs / "manifest.json").read_text("utf-8"))["documents"]
    assert {each["format"] for each in documents} >= {"etude-de-cas", "diaporama", "page-web"}
    for each in documents:
        assert each["accessibility"], each["path"]
        assert set(each["accessibility"].values()) == {"conforme"}, each["path"]


def test_the_page_says_each_rule_of_each_document_and_is_accessible_itself(outputs: Path) -> None:
    data = (outputs / NAME).read_bytes()
    assert faulty(web.checked(data)) == {}
    text = data.decode()
    assert text.count("<caption>") == len(re.findall(r"<h3>", text))
    for norm in ("PDF/UA-1 7.5", "RGAA 13.3", "WCAG 1.3.1", "EN 301 549 10.1.3.1", "RGAA 13.4"):
        assert norm in text
    assert "Ce qu’une personne doit encore regarder" in text


def test_a_report_made_again_of_the_same_files_is_the_same(outputs: Path) -> None:
    before = (outputs / NAME).read_bytes(), (outputs / "manifest.json").read_bytes()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ppgp_docs.accessibility.report.failed_rules", lambda files: None)
        report(outputs)
    assert ((outputs / NAME).read_bytes(), (outputs / "manifest.json").read_bytes()) == before


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def without_title(file: pikepdf.Pdf) -> None:
    del file.Root.ViewerPreferences


def without_alternatives(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
            del each.Alt


def without_headers(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH":
            each.S = pikepdf.Name("/TD")


def without_items(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/LI":
            each.S = pikepdf.Name("/P")


def without_fonts(file: pikepdf.Pdf) -> None:
    for each in file.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor":
            for name in ("/FontFile", "/FontFile2", "/FontFile3"):
                if name in each:
                    del each[name]


@pytest.mark.parametrize(
    ("spoil", "rule"),
    [
        (without_language, rules.LANGUAGE),
        (without_title, rules.TITLE),
        (without_alternatives, rules.PICTURES),
        (without_headers, rules.TABLES),
        (without_items, rules.LISTS),
        (without_fonts, rules.FONTS),
    ],
)
def test_a_pdf_that_breaks_a_rule_is_told_by_that_rule(
    outputs: Path, spoil: Callable[[pikepdf.Pdf], None], rule: rules.Rule
) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(outputs, ".pdf"))) as file:
        spoil(file)
        file.save(buffer)
    assert set(faulty(pdf.checked(buffer.getvalue()))) == {rule}


TALL = "<p style='height: 24cm'>Une ligne.</p>" * 2


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><th scope=row>A</th><td>{TALL}</td></tr>",
        f"<thead><tr><th><p style='height: 5cm'>A</p></th></tr></thead><tr><td>{TALL}</td></tr>",
    ],
)
def test_the_rest_of_a_row_taller_than_a_page_has_no_header(rows: str) -> None:
    import weasyprint

    text = f"<html lang=fr><title>T</title><h1>T</h1><table>{rows}</table>"
    data = weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
    assert "un tableau sans en-tête, page 3" in faulty(pdf.checked(data))[rules.TABLES]


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('<html lang="fr"', "<html", rules.LANGUAGE),
        ("<title>", "<title></title><desc>", rules.TITLE),
        ('alt="', 'data-alt="', rules.PICTURES),
        ("<main", "<div", rules.MAIN),
        ("<h2", "<h4", rules.HEADINGS),
        ("<th ", "<td ", rules.TABLES),
        ("width=device-width", "user-scalable=no", rules.ZOOM),
    ],
)
def test_a_page_that_breaks_a_rule_is_told_by_that_rule(
    outputs: Path, before: str, after: str, rule: rules.Rule
) -> None:
    data = made(outputs, "etude-de-cas-ain.html").decode()
    assert before in data
    assert rule in faulty(web.checked(data.replace(before, after).encode()))


def spoilt(data: bytes, part: str, before: str, after: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if re.fullmatch(part, name):
                text = re.sub(before.encode(), after.encode(), text)
            new.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("place", "before", "after", "rule"),
    [
        ((".docx", r"docProps/core\.xml"), "<dc:title>[^<]*<", "<dc:title><", rules.TITLE),
        ((".docx", r"word/styles\.xml"), "<w:lang [^>]*>", "", rules.LANGUAGE),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' descr="[^"]*"', "", rules.PICTURES),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' lang="[^"]*"', "", rules.LANGUAGE),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' type="(ctrT|t)itle"', "", rules.HEADINGS),
    ],
)
def test_an_office_file_that_breaks_a_rule_is_told_by_that_rule(
    outputs: Path, place: tuple[str, str], before: str, after: str, rule: rules.Rule
) -> None:
    suffix, part = place
    data = spoilt(made(outputs, suffix), part, before, after)
    assert rule in faulty(office.checked(data))


def test_a_file_that_cannot_be_read_is_at_fault_and_the_others_are_checked(
    outputs: Path, tmp_path: Path
) -> None:
    import shutil

    folder = tmp_path / "sorties"
    shutil.copytree(outputs, folder)
    next(folder.glob("01-ain/*.docx")).write_bytes(b"rien")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ppgp_docs.accessibility.report.failed_rules", lambda files: None)
        _, found = report(folder)
    assert [each.code for each in found if "ne se lit pas" in each.message] == ["P010"]
