"""Sentences of everyday administrative French, as each document prints them.

One build makes them all; readers that are not ours give them back to the last space. In the table,
~ stands for U+202F and _ for U+00A0.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from lxml import html as html_parser
from tests.commande import ppgp
from tests.lecteurs import docx_paragraphs, pptx_paragraphs

from ppgp_docs.francais.territoires import departements

TABLE = Path(__file__).with_name("phrases_administratives.tsv")
SENTENCES = list(
    csv.DictReader(TABLE.read_text("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
)
PRINTED = [
    each["attendu"].replace("~", "\N{NARROW NO-BREAK SPACE}").replace("_", "\N{NO-BREAK SPACE}")
    for each in SENTENCES
]
NAMES = [each.nom.replace("'", "’") for each in departements() if set(" -") & set(each.nom)]
TITLE = "Aller vers les familles en Seine-Saint-Denis et en Corse-du-Sud"
PARAGRAPHS = "\n\n\n"
"""Between two paragraphs of a text in quotes, where YAML folds lines."""

SHORT = 3
"""How many sentences are the findings of activities: the summary has room for three."""

REPEATED = 8
"""How often each name stands in its paragraph, behind words of every length: at line ends too."""


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _names_at_every_place() -> Iterator[str]:
    for name in NAMES:
        yield " ".join(f"{'x' * (rank * 5 % 13 + 1)} {name}" for rank in range(REPEATED)) + "."


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every document of a dossier whose texts are the sentences, then the names."""
    root = tmp_path_factory.mktemp("phrases")
    home = root / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    typed = [each["tapé"] for each in SENTENCES]
    texts = "".join(f"    - {_quoted(text)}\n" for text in [*typed, *_names_at_every_place()])
    short = "".join(
        f"  - {{titre: Une activité, version_courte: {_quoted(text)}, blocs: [Un texte.]}}\n"
        for text in typed[:SHORT]
    )
    (home / "dossier.yaml").write_text(
        'departement: "01"\nedition: 2025\ndispenses: {C906: les noms sont inventés}\n'
        f"contexte:\n  blocs:\n{texts}activites:\n{short}",
        encoding="utf-8",
    )
    references = "".join(f"  - {_quoted(text)}\n" for text in typed)
    acts = "".join(
        f"  - {{reference: A-{rank}, date: 24/09/2024, matiere: 8.2, objet: {_quoted(text)}}}\n"
        for rank, text in enumerate(typed)
    )
    (home / "contrat.yaml").write_text(
        "intitule: Contrat\nperiode: {debut: 2024, fin: 2024}\nsignature: 2024-02-01\n"
        f"textes:\n{references}collectivite: {{siret: 227 700 010 00019}}\n"
        f"deliberations:\n{acts}"
        f"enveloppes:\n  - {{financeur: CD, montant: '{100 * len(typed)}'}}\n",
        encoding="utf-8",
    )
    rows = texts.replace("    - ", "      - ")
    lines = "".join(
        "    - {financeur: CD, nature: propre, annee: 2024, montant: '100', "
        f"libelle: {_quoted(text)}}}\n"
        for text in typed
    )
    (home / "fiches" / "08.yaml").write_text(
        f"titre: {TITLE}\n"
        "numero: 8\nobjectif: {numero: 1, intitule: Un objectif}\nreferent: PMI\n"
        f"rubriques:\n  - cle: constat\n    blocs:\n{rows}budget:\n  lignes:\n{lines}"
        f"bilans:\n  - annee: 2024\n    texte: {_quoted(PARAGRAPHS.join(typed))}\n",
        encoding="utf-8",
    )
    done = ppgp("build", "--output", root / "faits", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "faits" / "01-ain"


def _missing(read: str) -> list[str]:
    return [sentence for sentence in PRINTED if sentence not in read]


def _pdf_lines(file: Path) -> list[str]:
    """PDFium is the reader that tells one space from another."""
    with pypdfium2.PdfDocument(file) as pdf:
        return [
            line.rstrip(" ")
            for page in pdf
            for line in page.get_textpage().get_text_range().splitlines()
        ]


def _not_on_paper(file: Path, sentences: list[str]) -> list[str]:
    """On paper a line ends where a plain space stood, and the last two words of a paragraph hold
    together."""
    read = re.sub("-\n", "-", "\n".join(_pdf_lines(file))).replace("\n", " ")
    held = [re.sub(" (?=[^ ]*$)", "\N{NO-BREAK SPACE}", sentence) for sentence in sentences]
    pairs = zip(sentences, held, strict=True)
    return [one for one, other in pairs if one not in read and other not in read]


def test_the_case_study_prints_each_sentence(outputs: Path) -> None:
    assert _not_on_paper(outputs / "etude-de-cas-ain.pdf", PRINTED) == []


def test_the_summary_prints_its_findings(outputs: Path) -> None:
    assert _not_on_paper(outputs / "synthese-ain.pdf", PRINTED[:SHORT]) == []


@pytest.mark.parametrize(
    "page",
    ["etude-de-cas-ain.html", "fiche-action-08-ain.html", "recapitulatif-contrat-ain.html"],
)
def test_the_pages_print_each_sentence(outputs: Path, page: str) -> None:
    tree = html_parser.fromstring((outputs / page).read_text("utf-8"))
    assert _missing("\n".join(each.text_content() for each in tree.iter("p", "li", "td"))) == []


def test_the_deck_says_each_sentence(outputs: Path) -> None:
    read = "\n".join(pptx_paragraphs(outputs / "diaporama-ain.pptx"))
    assert _missing(read) == []


def test_the_fiche_prints_each_sentence(outputs: Path) -> None:
    assert _missing("\n".join(docx_paragraphs(outputs / "fiche-action-08-ain.docx"))) == []


@pytest.mark.parametrize(
    "document", ["recapitulatif-contrat-ain.docx", "bilan-annuel-2024-ain.docx"]
)
def test_the_documents_of_the_contract_print_each_sentence(outputs: Path, document: str) -> None:
    assert _missing("\n".join(docx_paragraphs(outputs / document))) == []


def test_the_open_data_hold_each_sentence_with_plain_spaces(outputs: Path) -> None:
    """Programs read them: no sign there is a no-break space."""
    (file,) = outputs.glob("deliberations*.csv")
    rows = csv.DictReader(file.read_text("utf-8-sig").splitlines())
    read = [row["DELIB_OBJET"] for row in rows]
    assert read == [" ".join(each.split()) for each in PRINTED]


def test_no_line_of_a_title_of_the_fiche_cuts_the_name_of_a_territory(outputs: Path) -> None:
    fiche = outputs / "fiche-action-08-ain.docx"
    held = re.sub(r"(?<=[a-z])-(?=[A-Zd])|-(?=Sud)", "\N{NON-BREAKING HYPHEN}", TITLE)
    assert held in docx_paragraphs(fiche, hyphen="\N{NON-BREAKING HYPHEN}")
    assert _missing("\n".join(docx_paragraphs(fiche, hyphen="\N{NON-BREAKING HYPHEN}"))) == []


def test_a_fiche_whose_title_names_a_territory_comes_back_unchanged(outputs: Path) -> None:
    done = ppgp("import", outputs / "fiche-action-08-ain.docx", cwd=outputs.parents[1])
    assert (done.returncode, done.stderr) == (0, "")
    assert "rien n’y a changé" in done.stdout


def test_the_workbook_prints_each_sentence(outputs: Path) -> None:
    book = openpyxl.load_workbook(outputs / "plan-de-financement-ain.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert _missing("\n".join(cells)) == []


def test_no_line_of_the_case_study_cuts_the_name_of_a_territory(outputs: Path) -> None:
    lines = _pdf_lines(outputs / "etude-de-cas-ain.pdf")
    parts = {name[: cut.end()] for name in NAMES for cut in re.finditer("[- ]", name)}
    cut = re.compile(rf"(?<![\w’-])(?:{'|'.join(sorted(parts, key=len, reverse=True))})$")
    ends = [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines]
    assert sum(line.endswith(tuple(NAMES)) for line in ends) >= 10
    assert [line for line in ends if cut.search(line)] == []


def test_no_page_lets_a_line_cut_the_name_of_a_territory(outputs: Path) -> None:
    page = (outputs / "etude-de-cas-ain.html").read_text("utf-8")
    tree = html_parser.fromstring(page)
    held = [each.text for each in tree.iter("span") if each.get("class") == "insecable"]
    hyphened = [name for name in NAMES if "-" in name]
    assert [name for name in hyphened if held.count(name) < REPEATED] == []
    assert re.search(r"\.insecable \{ white-space: nowrap \}", page)
