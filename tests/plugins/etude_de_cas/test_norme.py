"""The PDF against PDF/UA-1 (ISO 14289-1), by readers that are not ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from ppgp_docs.api import dossier
from ppgp_docs.francais.espaces import simplifier

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu, VeraPdf


@pytest.fixture(scope="session")
def archives(etudes: dict[str, dossier.Dossier], rendre: Rendre) -> dict[str, Rendu]:
    """The archival variants."""
    return {name: rendre(study, archive=True) for name, study in etudes.items()}


@pytest.fixture(scope="session")
def verdicts(
    reelles: dict[str, Rendu],
    archives: dict[str, Rendu],
    exemple: Rendu,
    verapdf: VeraPdf,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, str]:
    """What veraPDF says of good files and of files broken on purpose: failed rules, or conforme."""
    files = {name: rendered.fichier for name, rendered in reelles.items()}
    files["exemple"] = exemple.fichier
    files |= {f"{name}, archive": rendered.fichier for name, rendered in archives.items()}
    for name, breakage in BREAKAGES.items():
        files[name] = tmp_path_factory.mktemp("casses") / f"{name}.pdf"
        with exemple.ouvrir() as pdf:
            breakage(pdf)
            pdf.save(files[name])
    return dict(zip(files, verapdf(files.values()), strict=True))


@pytest.mark.verapdf
class TestVeraPdf:
    @pytest.mark.parametrize("name", ["01-ain", "60-oise", "exemple"])
    def test_case_studies_comply(self, verdicts: dict[str, str], name: str) -> None:
        assert verdicts[name] == "conforme"

    @pytest.mark.parametrize("name", ["01-ain", "60-oise", "exemple"])
    def test_their_archival_variants_comply_with_pdf_a(
        self, verdicts: dict[str, str], name: str
    ) -> None:
        assert verdicts[f"{name}, archive"] == "conforme"

    @pytest.mark.parametrize(
        ("name", "rule"),
        [("alt", "7.3-1"), ("title", "7.1-9"), ("level", "7.4.2-1"), ("note", "7.9-1")],
    )
    def test_a_file_broken_on_purpose_fails(
        self, verdicts: dict[str, str], name: str, rule: str
    ) -> None:
        assert rule in verdicts[name].split()


@pytest.mark.skipif(not find_spec("outloud"), reason="outloud is not installed")
class TestOutloud:
    def test_real_case_studies_have_no_error(self, reelle: Rendu) -> None:
        assert self._status(reelle.fichier) == 0

    def test_every_block_type_has_no_error(self, exemple: Rendu) -> None:
        assert self._status(exemple.fichier) == 0

    def test_a_picture_without_text_is_an_error(self, exemple: Rendu, tmp_path: Path) -> None:
        broken = tmp_path / "casse.pdf"
        with exemple.ouvrir() as pdf:
            _remove_alt(pdf)
            pdf.save(broken)
        assert self._status(broken) != 0

    def _status(self, file: Path) -> int:
        program = Path(sys.executable).with_name("outloud")
        command = [str(program), "-q", str(file)]
        return subprocess.run(command, capture_output=True, check=False).returncode


def test_an_archive_holds_the_same_words_and_says_what_it_is(
    archives: dict[str, Rendu], exemple: Rendu
) -> None:
    archive = archives["exemple"]
    assert archive.lecture() == exemple.lecture()
    with archive.ouvrir() as pdf, pdf.open_metadata() as metadata:
        assert metadata.pdfa_status == "2A"
        assert simplifier(metadata["dc:title"]) == "Petits pas, Grands pas dans l’Oise"
        assert metadata["dc:creator"] == ["Exemple"]


def test_the_file_is_well_formed(exemple: Rendu) -> None:
    with exemple.ouvrir() as pdf:
        assert pdf.check_pdf_syntax() == []


def test_links_print_and_say_where_they_lead(exemple: Rendu) -> None:
    with exemple.ouvrir() as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert {int(link.F) for link in links} == {4}
        said = {str(link.Contents) for link in links}
    assert {"Note 1", "Les enquêtes", "Écrire à projets@exemple.fr"} <= said


ORDINALS = {"premier"}


def test_foreign_words_acronyms_and_ordinals_are_said_as_such(exemple: Rendu) -> None:
    with exemple.ouvrir() as pdf:
        elements = _elements(pdf)
        assert {str(element.Lang) for element in elements if "/Lang" in element} == {"en"}
        expansions = {str(element.E) for element in elements if "/E" in element}
    assert expansions == {"protection maternelle et infantile", *ORDINALS}


def test_a_chart_is_told_with_its_values(exemple: Rendu) -> None:
    with exemple.ouvrir() as pdf:
        texts = [str(element.Alt) for element in _elements(pdf) if "/Alt" in element]
    charts = [text for text in texts if text.startswith("Graphique")]
    told = "voient leur pratique changer\N{NO-BREAK SPACE}: 7 sur\N{NO-BREAK SPACE}9"
    assert [told in chart for chart in charts].count(True) == 1


def test_running_titles_are_read_by_no_voice(exemple: Rendu) -> None:
    for title in ("La communication", "Petits pas, Grands pas dans l’Oise"):
        assert exemple.texte().count(title) > exemple.lecture().count(title)


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    found = (entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary))
    return [entry for entry in found if entry.get("/Type") == pikepdf.Name.StructElem]


def _remove_alt(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf):
        if "/Alt" in element:
            del element.Alt


def _remove_title(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["dc:title"]


def _skip_level(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf):
        if element.S == "/H2":
            element.S = pikepdf.Name("/H5")


def _forget_note(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf):
        if element.S == "/Note":
            del element.ID


BREAKAGES: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "alt": _remove_alt,
    "title": _remove_title,
    "level": _skip_level,
    "note": _forget_note,
}
