"""The report of accessibility: what it finds in files that break a rule, what it says of all."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from click.testing import CliRunner
from lxml import html
from tests.chromium import violations

from ppgp_docs.accessibility import office, pdf, rules, web
from ppgp_docs.accessibility.page import made as page_of
from ppgp_docs.accessibility.report import NAME, report
from ppgp_docs.accessibility.rules import FAILED, HELD, UNKNOWN, VOID, Checked
from ppgp_docs.accessibility.verapdf import NotRunError
from ppgp_docs.cli.main import ppgp
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace

ENGINE = "ppgp_docs.accessibility.report.failed_rules"


def found_nothing(files: list[Path]) -> dict[Path, tuple[str, ...]]:
    """veraPDF, that has its own tests with the PDF: here it says that all is well."""
    return dict.fromkeys(files, ())


def absent(files: list[Path]) -> dict[Path, tuple[str, ...]]:
    raise NotRunError("ni veraPDF ni Java ne sont sur cet ordinateur")


def audited(folder: Path, engine: Callable[..., Any] = found_nothing) -> Any:
    """What a report made again of a folder tells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ENGINE, engine)
        return report(folder)[1]


def noted(folder: Path) -> dict[str, dict[str, str]]:
    """What the manifest says of each document, by its path; tables of data have no look."""
    documents = json.loads((folder / "manifest.json").read_text("utf-8"))["documents"]
    noted = {each["path"]: each["accessibility"] for each in documents}
    data = {path for path in noted if path.endswith(".csv")}
    assert not any(noted[path] for path in data)
    return {path: results for path, results in noted.items() if path not in data}


@pytest.fixture
def copied(outputs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(outputs, tmp_path / "sorties"))


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier of every block in all formats, with its report."""
    root = tmp_path_factory.mktemp("espace")
    folders = write_workspace(root, Session.start(None).schemas)
    command = ["-C", str(root), "build", str(folders["complet"]), "--accessibility", "--archive"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ENGINE, found_nothing)
        done = CliRunner().invoke(ppgp, command)
    assert done.exit_code == 0, done.output
    assert NAME in done.stdout
    return root / "sorties"


def made(outputs: Path, suffix: str) -> bytes:
    name = "etude-de-cas*" if suffix.endswith(".pdf") else "*"
    return next(outputs.glob(f"01-ain/{name}{suffix}")).read_bytes()


def faulty(found: Any) -> dict[rules.Rule, tuple[str, ...]]:
    checks: list[Checked] = list(found)
    return {check.rule: check.faults for check in checks if check.faults}


def test_every_document_is_checked_and_none_is_at_fault(outputs: Path) -> None:
    said = noted(outputs)
    assert {Path(each).suffix for each in said} >= {".pdf", ".html", ".docx", ".pptx"}
    assert any(each.endswith("-archive.pdf") for each in said)
    for path, results in said.items():
        assert results, path
        assert set(results.values()) <= {HELD, VOID}, path
        assert HELD in results.values(), path


def test_what_a_document_has_none_of_is_said_to_be_without_object(outputs: Path) -> None:
    year = next(each for path, each in noted(outputs).items() if "bilan" in path)
    assert year[rules.PICTURES.told] == VOID


def test_the_page_says_each_rule_of_each_document_and_is_accessible_itself(outputs: Path) -> None:
    data = (outputs / NAME).read_bytes()
    assert faulty(web.checked(data)) == {}
    text = data.decode().replace("\u00a0", " ")
    assert text.count("<caption>") == 1 + len(noted(outputs))  # all of them, then each
    for norm in ("PDF/UA-1 7.5", "RGAA 13.3", "WCAG 1.3.1", "EN 301 549 10.1.3.1", "RGAA 13.4"):
        assert norm in text
    assert "Ce qu’une personne doit encore regarder" in text


def test_each_table_of_the_page_says_what_it_holds(outputs: Path) -> None:
    """RGAA 4.1, 5.4."""
    page = html.document_fromstring((outputs / "accessibilite.html").read_bytes())
    assert all(table.xpath("normalize-space(./caption)") for table in page.iter("table"))


def test_a_report_of_no_document_says_that_none_was_made() -> None:
    page = html.document_fromstring(page_of([]))
    assert "Aucun document n’a été fait" in page.text_content().replace("\u00a0", " ")
    assert "aucune faute" not in page.text_content()
    assert list(page.iter("table")) == []


def test_the_home_page_of_the_folder_leads_to_the_report(outputs: Path) -> None:
    page: Any = html.fromstring((outputs / "index.html").read_bytes())
    assert NAME in {link.get("href") for link in page.iter("a")}


def test_each_link_of_the_page_leads_to_a_document_or_a_part_of_it(outputs: Path) -> None:
    page: Any = html.fromstring((outputs / NAME).read_bytes())
    for link in page.iter("a"):
        href = unquote(link.get("href"))
        there = page.get_element_by_id(href[1:], None) is not None if href[0] == "#" else None
        assert there or (outputs / href).is_file(), href


@pytest.mark.browser
def test_axe_finds_nothing_in_the_page(outputs: Path, browser: Any) -> None:
    for width, scheme in ((320, "light"), (320, "dark"), (1280, "light"), (1280, "dark")):
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page = context.new_page()
        page.goto((outputs / NAME).as_uri())
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()


def test_a_report_made_again_of_the_same_files_is_the_same(outputs: Path) -> None:
    before = (outputs / NAME).read_bytes(), (outputs / "manifest.json").read_bytes()
    audited(outputs)
    assert ((outputs / NAME).read_bytes(), (outputs / "manifest.json").read_bytes()) == before


def test_where_vera_pdf_is_not_its_rule_is_said_to_be_unchecked(copied: Path) -> None:
    assert audited(copied, absent) == ()
    said = {path: each for path, each in noted(copied).items() if path.endswith(".pdf")}
    assert said
    assert {each[rules.ENGINE.told] for each in said.values()} == {UNKNOWN}
    assert "ni veraPDF ni Java" in (copied / NAME).read_text("utf-8")


def test_what_vera_pdf_finds_is_told_of_the_file_by_its_rule(copied: Path) -> None:
    told = audited(copied, lambda files: dict.fromkeys(files, ("7.5-1",)))
    assert {each.message.partition(" (")[0].replace("\u00a0", " ") for each in told} == {
        "la règle « veraPDF ne trouve aucune faute » n’est pas respectée : règle 7.5-1"
    }
    assert any("(PDF/A-2a)" in each.message for each in told)
    assert any("(PDF/UA-1)" in each.message for each in told)


def without_language(file: pikepdf.Pdf) -> None:
    del file.Root.Lang


def in_english(file: pikepdf.Pdf) -> None:
    file.Root.Lang = pikepdf.String("en-GB")


def without_title(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as metadata:
        del metadata["dc:title"]


def with_its_title_hidden(file: pikepdf.Pdf) -> None:
    del file.Root.ViewerPreferences


def without_claim(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as metadata:
        del metadata["pdfuaid:part"]


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
        (in_english, rules.LANGUAGE),
        (without_title, rules.TITLE),
        (with_its_title_hidden, rules.TITLE),
        (without_claim, rules.CLAIMED),
        (without_alternatives, rules.PICTURES),
        (without_headers, rules.TABLES_ON_PAGES),
        (without_items, rules.LISTS_ON_PAGES),
        (without_fonts, rules.FONTS),
    ],
)
def test_a_pdf_that_breaks_a_rule_is_told_by_that_rule(
    outputs: Path, spoil: Callable[[pikepdf.Pdf], None], rule: rules.Rule
) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(made(outputs, "ain.pdf"))) as file:
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
    assert "un tableau sans en-tête, page 3" in faulty(pdf.checked(data))[rules.TABLES_ON_PAGES]


def test_the_lists_of_a_pdf_are_counted_without_their_items() -> None:
    import weasyprint

    text = "<html lang=fr><title>T</title><ul><li>a<li>b<ul><li>c</ul></ul><ol><li>d</ol>"
    data = weasyprint.HTML(string=text).write_pdf(pdf_variant="pdf/ua-1")
    [lists] = (each for each in pdf.checked(data) if each.rule is rules.LISTS_ON_PAGES)
    assert (lists.faults, lists.seen) == ((), "3\u00a0listes")


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('<html lang="fr"', "<html", rules.LANGUAGE),
        ('<html lang="fr"', '<html lang="en"', rules.LANGUAGE),
        ("<title>", "<title></title><desc>", rules.TITLE),
        ('alt="', 'data-alt="', rules.PICTURES),
        ("<main", "<div", rules.MAIN),
        ("<h2", "<h4", rules.HEADINGS),
        ("<h1", "<h2", rules.HEADINGS),
        ("<th ", "<td ", rules.TABLES),
        ("</h1>", "</h1><ul><p>Un élément</p></ul>", rules.LISTS),
        ("</h1>", "</h1><div><li>Un élément</li></div>", rules.LISTS),
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


GONE, DEEP = '<w:outlineLvl w:val="9"', '<w:outlineLvl w:val="4"'
HEADLESS = '<table headerRowCount="0" '


@pytest.mark.parametrize(
    ("place", "before", "after", "rule"),
    [
        ((".docx", r"docProps/core\.xml"), "<dc:title>[^<]*<", "<dc:title><", rules.TITLE),
        ((".docx", r"word/styles\.xml"), "<w:lang [^>]*>", "", rules.LANGUAGE),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' descr="[^"]*"', "", rules.PICTURES),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' lang="[^"]*"', "", rules.LANGUAGE),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' type="(ctrT|t)itle"', "", rules.SLIDES),
        ((".pptx", r"ppt/slides/slide\d+\.xml"), ' lang="fr[^"]*"', ' lang="en"', rules.LANGUAGE),
        ((".docx", r"word/styles\.xml"), '<w:outlineLvl w:val="0"', GONE, rules.HEADINGS),
        ((".docx", r"word/styles\.xml"), '<w:outlineLvl w:val="1"', DEEP, rules.HEADINGS),
        ((".xlsx", r"xl/drawings/drawing\d+\.xml"), ' descr="[^"]*"', "", rules.PICTURES),
        ((".xlsx", r"xl/tables/table\d+\.xml"), "<table ", HEADLESS, rules.TABLES),
    ],
)
def test_an_office_file_that_breaks_a_rule_is_told_by_that_rule(
    outputs: Path, place: tuple[str, str], before: str, after: str, rule: rules.Rule
) -> None:
    suffix, part = place
    data = spoilt(made(outputs, suffix), part, before, after)
    assert rule in faulty(office.checked(data))


def test_a_file_that_cannot_be_read_is_at_fault_and_the_others_are_checked(copied: Path) -> None:
    next(copied.glob("01-ain/*.docx")).write_bytes(b"rien")
    found = audited(copied)
    assert [each.code for each in found if "ne se lit pas" in each.message] == ["P010"]
    assert sum(FAILED in each.values() for each in noted(copied).values()) == 1
