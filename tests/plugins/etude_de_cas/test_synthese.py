"""The case study on one page: what it holds, at any length, for any territory."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from attrs import evolve
from tests.plugins.etude_de_cas.conftest import DOSSIERS, REELLES, nu

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

Made = Callable[[str], tuple[Path, tuple[Diagnostic, ...]]]

POINT = 72 / 25.4
MAP_EDGE = 150 * POINT
"""Where the map begins, from the left edge."""


def summary(session: Session, folder: Path, out: Path) -> tuple[Path, tuple[Diagnostic, ...]]:
    """The page of a dossier, made and proved by step 7."""
    dossier = session.read(DossierFolder(folder)).dossier
    assert dossier is not None
    (document,) = session.plugins.format("synthese").documents(dossier)
    made = render(document, session)
    assert made.data is not None, made.diagnostics
    file = out / f"{document.name}.pdf"
    file.write_bytes(made.data)
    return file, made.diagnostics


@pytest.fixture
def made(session: Session, tmp_path: Path) -> Made:
    """The page of a dossier that is written here."""

    def run(text: str) -> tuple[Path, tuple[Diagnostic, ...]]:
        (tmp_path / "dossier.yaml").write_text(text, "utf-8")
        return summary(session, tmp_path, tmp_path)

    return run


@pytest.fixture(scope="module", params=REELLES)
def real(
    request: pytest.FixtureRequest, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    file, told = summary(session, DOSSIERS / request.param, tmp_path_factory.mktemp("real"))
    assert not told
    return file


def said(file: Path) -> str:
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def story(code: str = "60", findings: int = 3, longest: int = 40, figures: int = 4) -> str:
    """A dossier of so many activities, whose findings have about that many characters."""
    words = ("Les équipes écoutent davantage et diffèrent leurs conseils " * 6)[:longest].strip()
    activities = "".join(
        f"  - titre: Activité {rank}\n    version_courte: {words}\n"
        "    blocs: [{type: paragraphe, texte: Essai.}]\n"
        for rank in range(findings)
    )
    numbers = "".join(
        f"  f{rank}: {{valeur: {1234567 - rank}, libelle: {words[:118]}}}\n"
        for rank in range(figures)
    )
    return (
        f'departement: "{code}"\nchiffres:\n{numbers}'
        f"citations:\n  q: {{texte: {words[:230]}, attribution: une puéricultrice}}\n"
        "contexte:\n  titre: Le contexte\n  blocs:\n"
        f"    - {{type: chiffre_cle, chiffres: [{', '.join(f'f{n}' for n in range(figures))}]}}\n"
        "    - {type: citation, citation: q}\n"
        f"activites:\n{activities}"
        "appel:\n  accroche: Faites comme nous\n  contacts:\n"
        "    - {fonction: Direction des projets, courriel: contact@exemple.fr}\n"
    )


def test_a_summary_is_one_page_with_findings_figures_a_quote_and_a_contact(real: Path) -> None:
    with pypdfium2.PdfDocument(real) as pdf:
        assert len(pdf) == 1
    text = said(real)
    assert "Trois constats" in text
    assert "En chiffres" in text
    assert re.search(r"«.+»", text, re.DOTALL)
    assert re.search(r"\S+@\S+", text)


def test_its_titles_are_headings_and_its_findings_a_list(real: Path) -> None:
    done = subprocess.run(
        ["pdfinfo", "-struct", real], capture_output=True, text=True, check=True
    ).stdout
    assert done.count("H1 ") == 1
    assert done.count("H2 ") == 3
    assert done.count("LI ") >= 7  # findings and figures
    assert "Figure" in done  # the QR code, with its alternative text


def test_no_text_is_smaller_than_nine_points(real: Path) -> None:
    """The sizes of poppler, marks of typography (superscripts) apart."""
    xml = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", real],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert min(map(int, re.findall(r'<fontspec id="\d+" size="(\d+)"', xml))) >= 9


@pytest.mark.verapdf
def test_a_summary_keeps_to_pdf_ua(
    session: Session, tmp_path: Path, verapdf: Callable[[list[Path]], list[str]]
) -> None:
    files = [summary(session, DOSSIERS / name, tmp_path)[0] for name in REELLES]
    assert verapdf(files) == ["conforme", "conforme"]


@pytest.mark.parametrize(("findings", "longest", "figures"), [(1, 20, 0), (2, 90, 1), (3, 120, 6)])
def test_any_number_of_findings_and_figures_makes_a_page(
    made: Made, findings: int, longest: int, figures: int
) -> None:
    file, told = made(story("60", findings, longest, figures))
    assert not told
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1
    assert said(file).count("Activité") == findings


def test_the_quote_stays_out_and_that_is_told_where_the_longest_texts_fill_the_page(
    made: Made,
) -> None:
    file, told = made(story("60", 3, 139, 4))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 1
    quoted = "une puéricultrice" in said(file).casefold()
    assert quoted or any("n’a plus de place" in one.message for one in told)


@pytest.mark.parametrize("code", ["64", "974", "67", "04", "93", "2A", "69M", "75"])
def test_the_name_of_a_territory_keeps_clear_of_the_map(made: Made, code: str) -> None:
    """Read by PDFium: no sign of the title ends beyond the place of the map."""
    file, _ = made(story(code))
    with pypdfium2.PdfDocument(file) as pdf:
        page = pdf[0]
        text = page.get_textpage()
        top = page.get_height() - 45 * POINT
        boxes = [text.get_charbox(rank) for rank in range(text.count_chars())]
    title = [right for left, bottom, right, _ in boxes if bottom > top and right > left]
    assert title
    assert max(title) < MAP_EDGE


def test_a_dossier_whose_activities_state_no_finding_has_no_summary(
    session: Session, tmp_path: Path
) -> None:
    text = re.sub(r"    version_courte: .+\n", "", story())
    (tmp_path / "dossier.yaml").write_text(text, "utf-8")
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    format = session.plugins.format("synthese")
    (document,) = format.documents(dossier)
    assert "version_courte" in (format.refusal(document) or "")


def test_a_quote_under_a_name_without_consent_makes_the_summary_a_project(
    session: Session, tmp_path: Path
) -> None:
    text = (
        story()
        .replace("attribution: une puéricultrice", "personne: p")
        .replace(
            "citations:",
            "personnes:\n  p: {nom: Camille Martin, fonction: puéricultrice}\ncitations:",
        )
    )
    (tmp_path / "dossier.yaml").write_text(text, "utf-8")
    dossier = session.read(DossierFolder(tmp_path)).dossier
    assert dossier is not None
    (document,) = session.plugins.format("synthese").documents(dossier)
    rendered = render(document, session)
    assert rendered.data is not None, rendered.diagnostics
    file = tmp_path / "s.pdf"
    file.write_bytes(rendered.data)
    assert "PROJET" in said(file)
    assert nu("Accords à recueillir") in nu(said(file))


def test_the_same_dossier_gives_the_same_bytes(session: Session, tmp_path: Path) -> None:
    first, second = (summary(session, DOSSIERS / "60-oise", tmp_path)[0].read_bytes() for _ in "12")
    assert first == second


def test_for_a_printer_its_band_goes_beyond_the_edge(session: Session) -> None:
    """3 mm of bleed, in which nothing is white beside the band and its strip of picture."""
    dossier = session.read(DossierFolder(DOSSIERS / "60-oise")).dossier
    assert dossier is not None
    synthese = session.plugins.format("synthese")
    assert getattr(synthese, "presses", False)
    (document,) = synthese.documents(dossier)
    made = render(evolve(document, press=True), session)
    assert made.data is not None, made.diagnostics
    with pypdfium2.PdfDocument(made.data) as pdf:
        page = pdf[0]
        assert page.get_bleedbox() == pytest.approx((-8.5, -8.5, 603.78, 850.39), abs=0.1)
        pixels = page.render(scale=1).to_numpy()
    head = pixels[24:150, 24:27].astype(int)
    assert (head.max(axis=2) < 250).all()
