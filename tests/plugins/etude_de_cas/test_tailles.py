"""Nothing is lost at a page break, whatever the block, its size, the length of its words.

WeasyPrint drops what it cannot lay out, without a word; so each page is read back, by PDFium and
by poppler, and looked at: every text once, in order, no page empty.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import yaml
from PIL import Image
from tests.plugins.etude_de_cas.tailles import KINDS, Dossier, bare, draw, faults

from ppgp_docs.api import dossier, parse_prose
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

SEEDS = 1
MM = 72 / 25.4
HEAD, FOOT = 21 * MM, 22 * MM
"""Where running titles end, and page numbers begin."""

Made = Callable[[Dossier], "Rendu"]


@pytest.fixture(scope="module")
def made(session: Session, rendre: Rendre, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The case study of a drawn dossier."""

    def make(one: Dossier) -> Rendu:
        folder = tmp_path_factory.mktemp("tailles")
        (folder / "images").mkdir()
        for name, size in {"carre": (90, 90), "haut": (60, 600), "large": (600, 60)}.items():
            Image.new("RGB", size, "teal").save(folder / "images" / f"{name}.png")
        return rendre(read(session, folder, one.fields))

    return make


def read(session: Session, folder: Path, fields: dict[str, Any]) -> dossier.Dossier:
    (folder / "dossier.yaml").write_text(
        yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    )
    reading = session.read(DossierFolder(folder))
    assert reading.dossier is not None, [found for found in reading.diagnostics if found.is_error]
    return reading.dossier


def by_pdfium(rendered: Rendu) -> list[str]:
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        sizes = [page.get_size() for page in pdf]
        texts = [page.get_textpage() for page in pdf]
        return [
            text.get_text_bounded(0, HEAD, width, height - FOOT)
            for text, (width, height) in zip(texts, sizes, strict=True)
        ]


def by_poppler(rendered: Rendu) -> list[str]:
    """In the order of the file; only between the running titles and the page numbers."""
    edges = ["-x", "0", "-y", str(int(HEAD)), "-W", "596", "-H", str(int(842 - HEAD - FOOT))]
    command = ["pdftotext", "-raw", *edges, str(rendered.fichier), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return said.split("\f")[:-1]


def empty_pages(rendered: Rendu) -> list[int]:
    """Numbers of the pages whose body has no ink."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        pixels = [page.render(scale=0.25).to_numpy().astype(int) for page in pdf]
    bodies = [page[len(page) * 22 // 297 : len(page) * 275 // 297] for page in pixels]
    return [rank for rank, body in enumerate(bodies, 1) if abs(body - body[:1, :1]).max() < 10]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.campaign(share=3)
def test_every_text_is_printed_once_and_in_order_at_any_size(
    made: Made, kind: str, request: pytest.FixtureRequest
) -> None:
    seeds = 20 if request.config.getoption("--full") else SEEDS
    for seed in range(seeds):
        one = draw(kind, seed)
        rendered = made(one)
        assert faults(one, by_pdfium(rendered)) == [], seed
        assert faults(one, by_poppler(rendered)) == [], seed
        assert empty_pages(rendered) == [], seed
        assert rendered.diagnostics == (), seed


@pytest.mark.parametrize(("questions", "answers"), [(1, 1), (2, 15), (3, 40), (4, 20), (9, 100)])
@pytest.mark.campaign(share=3)
def test_every_answer_of_a_survey_is_printed_once(made: Made, questions: int, answers: int) -> None:
    one = draw("notes", 0)
    said = "une phrase dite par une famille pendant la permanence du lundi"
    results = [
        {
            "titre": one.title(4),
            "elements": [{"texte": one.text(3), "detail": said} for _ in range(answers)],
        }
        for _ in range(questions)
    ]
    survey = {"type": "enquete", "public": "usagers", "resultats": results}
    one.fields["contexte"]["blocs"].append(survey)
    assert faults(one, by_pdfium(made(one))) == []


LONG = "https://www.exemple.fr/" + "/".join(f"dossier-{rank}-de-la-page" for rank in range(30))


@pytest.mark.parametrize(
    "text",
    [
        "þ" * 300,
        f"({'þ' * 300})",
        f"**Gras**{'þ' * 300}",
        LONG,
        f"(voir {LONG})",
        f"« {LONG} »",
        "jeanne." * 30 + "martin@exemple.fr",
        "- " * 3 + "þ" * 300,
    ],
)
def test_a_word_longer_than_its_line_is_whole_within_the_margins(made: Made, text: str) -> None:
    one = draw("notes", 0)
    one.fields["citations"] = {"longue": {"texte": text, "attribution": "une professionnelle"}}
    one.fields["contexte"]["blocs"] = [
        text,
        {"type": "citation", "citation": "longue"},
        {"type": "encart", "texte": text},
        {"type": "cartes", "cartes": [{"titre": "Une carte", "texte": text} for _ in range(3)]},
        {"type": "tableau", "titre": "T", "colonnes": ["A", "B"], "lignes": [["a", text]]},
    ]
    rendered = made(one)
    [plain] = {paragraph.plain for paragraph in parse_prose(text).nodes}
    assert unhyphened("".join(by_pdfium(rendered))).count(unhyphened(plain)) == 7
    assert rightmost(rendered) <= (210 - 25 + 0.5) * MM


def unhyphened(text: str) -> str:
    """Without quotation marks nor hyphens: at the end of a line, PDFium has a sign of its own."""
    return re.sub(r"[\x02«»“”-]", "", bare(text))


def rightmost(rendered: Rendu) -> float:
    """The right edge of the widest line after the cover, in points; read by poppler."""
    command = ["pdftotext", "-bbox", "-f", "2", str(rendered.fichier), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return max(float(edge) for edge in re.findall(r'xMax="([\d.]+)" yMax', said))


@pytest.mark.parametrize("across", [1, 2, 3, 6])
@pytest.mark.parametrize(
    "value", ["1117000", "28100000", "999999999", "123456789012", "12345678,25"]
)
@pytest.mark.campaign(share=4)
def test_a_number_shown_large_stands_on_one_line(
    value: str, across: int, session: Session, rendre: Rendre, tmp_path: Path
) -> None:
    figures = {f"f{n}": {"libelle": "visites", "valeur": value} for n in range(across)}
    fields = {
        "departement": "01",
        "chiffres": figures,
        "contexte": {"blocs": [{"type": "chiffre_cle", "chiffres": [*figures]}]},
    }
    rendered = rendre(read(session, tmp_path, fields))
    shown = re.sub(
        r"[\u00a0\u202f ]",
        "",
        subprocess.run(
            ["pdftotext", "-layout", rendered.fichier, "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout,
    )
    assert shown.count(value) == across
