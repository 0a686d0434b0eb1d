"""Signs that people type are in every document as they were typed, wherever a text may stand."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pikepdf
import pytest
from PIL import Image
from tests.commande import ppgp
from tests.lecteurs import docx_paragraphs, pdf_text, pptx_paragraphs, squeezed

from ppgp_docs.model.prose import typeset_words

SIGNS = [
    "2017. Une année de lancement",
    "5. Cinquième point",
    "1. Premier et seul point",
    "24. 05. 2024, jour du vote",
    "+ 12 % en un an",
    "- 5 points en un an",
    "* hors taxes, note au pied",
    "1) une étape",
    "un volume de 3*15*2 heures",
    "un tarif* et un seuil*",
    r"le dossier \\serveur\partage\a_b",
    r"le fichier C:\plans\*.txt",
    "# 3 au classement",
    "> 5 % des réponses",
    "~ 40 personnes",
    "le champ _a_b_ du tableau",
    "a < b, <3 et <b",
    "http://x_y_z/a*b*c",
    "renvoi [1], puis [2](3)",
    "(c) la Ville",
    "colonne | colonne",
    "code `x`",
    "(2+3)*4*(5+6)",
]
"""None of them is a mark, and French typesetting changes nothing but their spaces."""


_PIECES = [
    *("2017.", "5.", "24. 05. 2024", "1)", "3)", "3*15*2", "2**8", "tarif*", "(*)", "x_y_z", "_a_"),
    *("+ 12 %", "- 5 points", "# 3", "> 5 %", "~ 40", "<3", "a < b", "[1]", "[2](3)", "(c)", "|"),
    *(r"\\serveur\a_b", r"C:\plans\*.txt", r"a\b", "`x`", "===", "---", "&co", "{lang}", "=", "^2"),
    *("le lieu", "une équipe", "http://x_y/z", "a@b.fr", "n° 3", "12,5", "les 0-3 ans"),
]


def made_up(count: int) -> list[str]:
    """Texts of such pieces in any order, each with a number of its own at its end."""
    random = Random(2017)
    return [
        " ".join([*random.choices(_PIECES, k=random.randint(1, 5)), f"({rank})"])
        for rank in range(count)
    ]


MADE_UP = made_up(150)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("signes")
    home = root / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    texts = "".join(f"    - {quoted(text)}\n" for text in [*SIGNS, *MADE_UP])
    cells = "".join(f"        - [{quoted(text)}, {n}]\n" for n, text in enumerate(SIGNS))
    items = "".join(f"        - {quoted(text)}\n" for text in SIGNS)
    notes = "".join(f"  n{n}: {quoted(text + f' ({n})')}\n" for n, text in enumerate(SIGNS))
    pictures = "".join(
        f"    - {{type: image, image: {{fichier: images/{n}.png, alt: {quoted(text)}}}}}\n"
        for n, text in enumerate(SIGNS)
    )
    calls = "".join(f"[^n{n}]" for n in range(len(SIGNS)))
    (home / "dossier.yaml").write_text(
        'departement: "01"\nedition: 2025\n'
        f"notes:\n{notes}"
        f"contexte:\n  blocs:\n{texts}"
        f"    - Appels{calls}.\n"
        "    - type: liste\n      titre: La liste\n      elements:\n"
        + items
        + "    - type: tableau\n"
        "      titre: Le tableau\n      colonnes: [Texte, Rang]\n      lignes:\n"
        + cells
        + pictures,
        encoding="utf-8",
    )
    (home / "images").mkdir()
    for rank in range(len(SIGNS)):
        Image.new("RGB", (400, 300), (rank * 9, 90, 120)).save(home / "images" / f"{rank}.png")
    rows = "".join(f"      - {quoted(text)}\n" for text in [*SIGNS, *MADE_UP])
    (home / "fiches" / "08.yaml").write_text(
        "numero: 8\ntitre: Signes\nobjectif: {numero: 1, intitule: Un objectif}\nreferent: PMI\n"
        f"rubriques:\n  - cle: constat\n    blocs:\n{rows}",
        encoding="utf-8",
    )
    done = ppgp("build", "--output", root / "faits", cwd=root)
    assert done.returncode == 0, done.stderr
    return root / "faits" / "01-ain"


def missing(texts: list[str], read: str, times: int) -> list[str]:
    whole = squeezed(read)
    return [text for text in texts if whole.count(squeezed(text)) < times]


def test_the_case_study_prints_them_in_paragraphs_lists_cells_and_notes(outputs: Path) -> None:
    assert missing(SIGNS, pdf_text(outputs / "etude-de-cas-ain.pdf"), 4) == []


def test_the_deck_prints_or_speaks_them(outputs: Path) -> None:
    read = "\n".join(pptx_paragraphs(outputs / "diaporama-ain.pptx"))
    assert missing(SIGNS, read, 4) == []


def test_alternative_texts_say_them(outputs: Path) -> None:
    with pikepdf.open(outputs / "etude-de-cas-ain.pdf") as pdf:
        found = (entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary))
        said = {squeezed(str(entry.Alt)) for entry in found if "/Alt" in entry}
    assert [text for text in SIGNS if squeezed(text) not in said] == []


def test_the_fiche_prints_them(outputs: Path) -> None:
    read = {squeezed(text) for text in docx_paragraphs(outputs / "fiche-action-08-ain.docx")}
    assert [text for text in SIGNS if squeezed(text) not in read] == []


@pytest.mark.parametrize(
    "document", ["etude-de-cas-ain.pdf", "diaporama-ain.pptx", "fiche-action-08-ain.docx"]
)
def test_texts_of_such_signs_in_any_order_are_printed_as_typed(
    outputs: Path, document: str
) -> None:
    file = outputs / document
    readers = {
        ".pdf": pdf_text,
        ".pptx": lambda one: "\n".join(pptx_paragraphs(one)),
        ".docx": lambda one: "\n".join(docx_paragraphs(one)),
    }
    typeset = [typeset_words(text) for text in MADE_UP]
    assert missing(typeset, readers[file.suffix](file), 1) == []
