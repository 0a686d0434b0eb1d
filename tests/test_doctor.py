"""``ppgp doctor`` tells what is missing, what is lost, and what to type."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder

from ppgp_docs.doctor import Besoin, Systeme, besoins

BIBLIOTHEQUES = ("Pango", "PangoFT2", "HarfBuzz-Subset")


def par_nom(trouves: tuple[Besoin, ...]) -> dict[str, Besoin]:
    return {besoin.nom: besoin for besoin in trouves}


def cache_bibliotheques(monkeypatch: pytest.MonkeyPatch, mot: str) -> None:
    """Hide from the linker every library whose name holds that word."""
    ouvre = ctypes.CDLL

    def lieur(nom: str) -> ctypes.CDLL:
        if mot in nom:
            raise OSError(nom)
        return ouvre(nom)

    monkeypatch.setattr(ctypes, "CDLL", lieur)


def test_the_machine_that_runs_the_tests_has_all_that_is_vital() -> None:
    assert [besoin.nom for besoin in besoins() if not (besoin.present or besoin.facultatif)] == []


def test_without_pango_the_pdf_is_lost_and_the_two_other_formats_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache_bibliotheques(monkeypatch, "pango")
    trouves = par_nom(besoins())
    assert not trouves["Pango"].present
    assert not trouves["PangoFT2"].present
    assert trouves["HarfBuzz-Subset"].present
    assert trouves["Pango"].consequence.startswith("sans Pango, pas de PDF ; les diaporamas")


def test_pango_without_one_of_the_libraries_that_it_needs_is_not_usable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache_bibliotheques(monkeypatch, "fontconfig")
    assert not par_nom(besoins())["Pango"].present


def test_without_harfbuzz_subset_pdfs_are_made_but_slower_and_never_twice_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache_bibliotheques(monkeypatch, "harfbuzz-subset")
    trouves = par_nom(besoins())
    assert trouves["Pango"].present
    assert not trouves["HarfBuzz-Subset"].present
    assert "deux fois exactement le même fichier" in trouves["HarfBuzz-Subset"].consequence


@pytest.mark.parametrize(
    ("famille", "commande"),
    [
        (Systeme.DEBIAN, "`sudo apt-get install --no-install-recommends lib"),
        (Systeme.MACOS, "`brew install pango`"),
        (Systeme.MACOS, "docs/installer.md"),
        (Systeme.WINDOWS, "docs/installer.md"),
        (Systeme.LINUX, "votre distribution"),
    ],
)
def test_the_remedy_for_a_system_library_is_that_of_the_system(
    famille: Systeme, commande: str
) -> None:
    trouves = par_nom(besoins(famille=famille))
    assert all(commande in trouves[nom].remede for nom in BIBLIOTHEQUES)


@pytest.mark.parametrize("famille", Systeme)
def test_consequences_and_remedies_are_sentences_without_a_final_period(famille: Systeme) -> None:
    for besoin in besoins(famille=famille):
        assert besoin.consequence and besoin.remede, besoin
        assert not besoin.consequence.endswith(".") and not besoin.remede.endswith("."), besoin


def test_a_dependency_that_is_not_installed_is_named_and_those_of_extras_are_not(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    distribution = tmp_path / "ppgp_docs-0.1.0.dist-info"
    distribution.mkdir()
    (distribution / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: ppgp-docs\nVersion: 0.1.0\n"
        "Requires-Dist: click>=8\nRequires-Dist: bibliotheque-absente>=2; python_version > '3'\n"
        "Requires-Dist: outil-de-developpement; extra == 'dev'\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    trouves = par_nom(besoins())
    assert trouves["click"].present
    assert trouves["click"].detail.startswith("8.")
    assert not trouves["bibliotheque-absente"].present
    assert trouves["bibliotheque-absente"].remede == "`python -m pip install bibliotheque-absente`"
    assert "outil-de-developpement" not in trouves


@pytest.mark.parametrize(("caractere", "bonne"), [(0x202F, True), (0x41, False)])
def test_the_font_is_good_only_with_the_narrow_no_break_space(
    caractere: int, bonne: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paquet = tmp_path / "font_source_sans_pro"
    (paquet / "files").mkdir(parents=True)
    (paquet / "__init__.py").touch()
    police = FontBuilder(1000)
    police.setupGlyphOrder([".notdef", "signe"])
    police.setupCharacterMap({caractere: "signe"})
    police.save(paquet / "files" / "SourceSansPro-Regular.ttf")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "font_source_sans_pro", raising=False)
    assert par_nom(besoins())["Police Source Sans Pro"].present is bonne


def test_a_place_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    pas_un_dossier = tmp_path / "fichier"
    pas_un_dossier.touch()
    assert par_nom(besoins(tmp_path))["Droit d’écrire"].present
    assert not par_nom(besoins(pas_un_dossier))["Droit d’écrire"].present


def test_programs_for_looking_at_documents_are_not_vital(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    trouves = par_nom(besoins(famille=Systeme.DEBIAN))
    assert not trouves["Poppler"].present
    assert all(trouves[nom].facultatif for nom in ("LibreOffice", "Poppler"))
    assert not any(trouves[nom].facultatif for nom in BIBLIOTHEQUES)


def test_finding_out_imports_no_library_that_makes_documents() -> None:
    sonde = (
        "import sys; from ppgp_docs.doctor import besoins; besoins();"
        "print({'weasyprint', 'pptx', 'docx', 'PIL', 'lxml', 'babel'} & set(sys.modules))"
    )
    reponse = subprocess.run(
        [sys.executable, "-c", sonde],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert reponse.stdout == "set()\n"
