"""The pages of the codes: every code has its own, and every example does what its page says.

What an example leaves out is sound: the rest of its file, the contract, a picture to show. The
examples of the L codes, which are about the file itself, are whole files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs.check import advise, check_at
from ppgp_docs.check.waivers import DATED
from ppgp_docs.codes import STEPS, codes, page
from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "departments" / "01-ain" / "images" / "couverture.png"
SECTIONS = ["Ce qui est vérifié", "Pourquoi", "Exemple fautif", "Exemple corrigé"]
WITHOUT_EXAMPLE = {"L001", "L003", "L004", "L018", "C114", "C855"}
"""A file that cannot be opened, is too heavy or badly encoded; a text of forty pages; a folder; a
measure, no fault."""

AS_OF = date(2021, 7, 1)
"""The date that the pages of what is only told at a date give."""

LACKING = {
    "dossier.yaml": {"departement": '"77"'},
    "contrat.yaml": {"intitule": "Contrat", "periode": "{debut: 2020, fin: 2022}"},
    "fiches": {
        "numero": "8",
        "titre": "Visites à domicile",
        "objectif": "{numero: 4, intitule: Suivre les enfants}",
        "referent": "PMI",
        "rubriques": "[{cle: moyens}, {cle: calendrier}, {cle: indicateurs}, {cle: vigilance}]",
    },
}
OF_A_PAGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" '
    'fill="var(--site)"/></svg>'
)
Found = Callable[[str, str], list[Diagnostic]]


@pytest.fixture
def found(session: Session, tmp_path: Path) -> Found:
    """Everything, advice included, that is found in the example of a page under that heading."""

    def run(code: str, heading: str) -> list[Diagnostic]:
        (tmp_path / "images").mkdir()
        (tmp_path / "fiches").mkdir()
        shutil.copy(PICTURE, tmp_path / "images" / "dessin.png")
        small, pages = Image.new("RGB", (180, 120)), [Image.new("RGB", (2000, 1000))]
        small.save(tmp_path / "images" / "vignette.png")
        Image.new("RGB", (900, 600), "white").save(tmp_path / "images" / "vide.png")
        (tmp_path / "images" / "de-site.svg").write_text(OF_A_PAGE, encoding="utf-8")
        pages[0].save(tmp_path / "images" / "plan.pdf", save_all=True, append_images=pages)
        for name, text in {"dossier.yaml": "", **examples(code, heading)}.items():
            whole = text if code.startswith("L") else completed(name, text)
            (tmp_path / name).write_text(whole, encoding="utf-8")
        reading = session.read(DossierFolder(tmp_path))
        if reading.dossier is None:
            return [*reading.diagnostics]
        late = check_at(reading.dossier, AS_OF) if code in DATED else ()
        return [*reading.diagnostics, *advise(reading.dossier, session.plugins), *late]

    return run


def examples(code: str, heading: str) -> dict[str, str]:
    """The files that a page shows under a heading."""
    section = page(code).text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^```yaml (\S+\.yaml)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL))


def completed(name: str, text: str) -> str:
    lacking = LACKING[name.partition("/")[0]]
    known = re.findall(r"^(\w+):", text, re.MULTILINE)
    return text + "".join(f"{key}: {value}\n" for key, value in lacking.items() if key not in known)


EXECUTABLE = [code for code in codes() if code[0] in "LVMC" and code not in WITHOUT_EXAMPLE]


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    literals = (re.findall(r'"([FLVMCRPW]\d{3})"', file.read_text("utf-8")) for file in sources)
    assert {code for found in literals for code in found} == set(codes())


@pytest.mark.parametrize("code", codes())
def test_a_page_says_what_why_and_shows_both_examples_on_one_screen(code: str) -> None:
    shown = page(code)
    assert re.findall(r"^## (.+)$", shown.text, re.MULTILINE) == SECTIONS
    assert all(part.strip() for part in re.split(r"^## .+$", shown.text, flags=re.MULTILINE)[1:])
    assert code[0] in STEPS
    assert not shown.title.endswith(".")
    assert shown.text.count("\n") < 60


@pytest.mark.parametrize("code", codes())
def test_a_page_is_in_french_typesetting(code: str) -> None:
    shown = page(code)
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", shown.text, flags=re.MULTILINE | re.DOTALL)
    assert "'" not in prose + shown.title
    assert not re.search(r" [;:!?%»]|« ", prose + shown.title)
    assert espacer(shown.title) == shown.title


@pytest.mark.parametrize("code", codes())
def test_a_page_names_its_modules_on_its_last_line_alone(code: str) -> None:
    lines = (ROOT / "docs" / "codes" / f"{code}.md").read_text("utf-8").splitlines()
    named = [line for line in lines if line.startswith("Dans le code")]
    assert len(named) == 1 and named == lines[-1:]
    assert ".py`](" in named[0]


@pytest.mark.parametrize("code", ["C901", "C902", "C905"])
def test_what_the_rgpd_does_not_ask_of_a_consent_is_called_our_rule(code: str) -> None:
    """It asks for proof (art. 7, 1): neither writing nor an end stands in it."""
    text = " ".join(page(code).text.split())
    assert "règle de cet outil" in text
    assert not re.search(r"(accord écrit|limité dans le temps) \(RGPD", text)


@pytest.mark.parametrize("code", ["C109", "F007"])
def test_the_law_the_norm_and_the_threshold_are_told_apart(code: str) -> None:
    text = " ".join(page(code).text.split())
    assert "n° 2005-102, article 47" in text and "en ligne" in text
    assert "WCAG 2.1" in text and "que reprend le RGAA 4.1" in text


@pytest.mark.parametrize("code", EXECUTABLE)
def test_the_failing_example_of_a_page_fails_with_its_code(code: str, found: Found) -> None:
    assert code in [each.code for each in found(code, "Exemple fautif")]


@pytest.mark.parametrize("code", EXECUTABLE)
def test_the_mended_example_of_a_page_has_nothing_left_to_mend(code: str, found: Found) -> None:
    left = found(code, "Exemple corrigé")
    assert [each for each in left if each.severity > Severity.INFO] == []
    assert code not in [each.code for each in left]
