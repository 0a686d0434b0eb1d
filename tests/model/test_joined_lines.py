"""Lines pasted from Word, one below the other, that would be printed as one paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.load.tree import Text
from ppgp_docs.model.joined_lines import joined_lines


def told(typed: str, *, one_line: bool = False) -> list[Diagnostic]:
    text = Text(typed, Span(Path("dossier.yaml"), 1, 1, 1, 1), typed)
    found = list(joined_lines(text, one_line=one_line))
    assert {each.code for each in found} <= {"M003"}
    return found


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("n° 1 accueillir\nn° 2 orienter", "`n° 1`, `n° 2`"),
        ("N°1 : accueillir\nN°2 : orienter", "`N°1`, `N°2`"),
        ("nº\u00a01 accueillir\nnº\u00a02 orienter", "`nº"),
        ("№ 1 accueillir\n№ 2 orienter", "`№ 1`, `№ 2`"),
        ("Article 1 – Objet\nArticle 2 – Durée", "`Article 1`, `Article 2`"),
        ("Article 1er : Objet\nLe contrat lie.\nArticle 2 : Durée", "`Article 1er`, `Article 2`"),
        ("Article premier. Objet\nArticle 2. Durée", "`Article premier`, `Article 2`"),
        ("Art. 3 Objet\nArt. 4 Durée", "`Art. 3`, `Art. 4`"),
        ("Axe 1\nAxe 2", "`Axe 1`, `Axe 2`"),
        ("Q1 : oui\nQ2 : non", "`Q1`, `Q2`"),
        ("1.1 Accueillir\n1.2 Orienter", "`1.1`, `1.2`"),
        ("1.1. Accueillir\n1.2. Orienter", "`1.1`, `1.2`"),
        ("2.1.3 accueillir\n2.1.4 orienter", "`2.1.3`, `2.1.4`"),
        ("1.1 Accueillir\n1.1.1 Écouter", "`1.1`, `1.1.1`"),
        ("1.2 Accueillir\n2.1 Écouter\n2.2 Dire", "`2.1`, `2.2`"),
        ("I. Accueillir\nII. Orienter", "`I.`, `II.`"),
        ("I) Accueillir\nII) Orienter", "`I)`, `II)`"),
        ("IV - Accueillir\nV - Orienter", "`IV -`, `V -`"),
        ("i. accueillir\nii. orienter", "`i.`, `ii.`"),
        ("(i) accueillir\n(ii) orienter", "`(i)`, `(ii)`"),
        ("iii) accueillir\niv) orienter", "`iii)`, `iv)`"),
        ("1 : accueillir\n2 : orienter", "`1 :`, `2 :`"),
        ("1.Accueillir\n2.Orienter", "`1.`, `2.`"),
        ("1°Accueillir\n2°Orienter", "`1°`, `2°`"),
        ("1er axe : accueillir\n2e axe : orienter", "`1er axe`, `2e axe`"),
        ("① accueillir\n② orienter", "`①`, `②`"),
        ("o Accueillir\no Orienter", "`o`"),
        ("■ accueillir\n■ orienter", "`■`"),
        ("\uf0b7\taccueillir\n\uf0b7\torienter", "\uf0b7"),
        ("-Accueillir\n-Orienter", "`-`"),
        ("•Accueillir\n•Orienter", "`•`"),
        ("accueillir les familles ;\norienter les familles ;\nsuivre.", "`;`"),
        ("Lieu\tPart\nBourg\t2 %", "tableau"),
        ("Lieu\tPart\tReste\nBourg\t2 %\t\nNantua\t3 %\t1", "tableau"),
        ("Lieu | Part\n--- | ---\nBourg | 2 %", "tableau"),
        ("Lieu | Part\n---|---\nBourg | 2 %", "tableau"),
        ("Lieu | Part\nBourg | 2 %", "tableau"),
        ("| Lieu | Part |\n| Bourg | 2 % |", "tableau"),
        ("Lieu     Part\nBourg    2 %", "tableau"),
        ("• Accueillir • Orienter • Suivre", "`•`"),
        ("▪ accueillir ▪ orienter", "`▪`"),
    ],
)
def test_lines_that_were_meant_one_below_the_other_are_told(typed: str, mark: str) -> None:
    (found,) = told(typed)
    assert mark in found.message


@pytest.mark.parametrize(
    "typed",
    [
        "Selon l’article 1\ndu décret, tout va bien.",
        "Le texte de\nl’article 2 et de\nl’article 3 du code",
        "article 5 du décret\narticle 3 de la loi",
        "1.1 million d’euros\n1.2 million ensuite",
        "Il y a 3\n1.5 fois plus",
        "I. Bernard\nJ. Martin",
        "A. Bernard\nB. Martin\nC. Roux",
        "mars 2020\nmars 2021",
        "24.05.2024 Bourg\n25.05.2024 Nantua",
        "2017. Une année\n2018. Une autre",
        "1. accueillir\n2. orienter",
        "1) accueillir\n2) orienter",
        "- accueillir ;\n- orienter ;\n- suivre.",
        "Il reste à dire ;\nc’est tout.",
        "On vient ; on repart ;\nc’est tout ;\non verra bien si l’on\nrevient.",
        "-5 points en un an\n-3 points",
        "2°C en mars\n3°C en avril",
        "On ouvre à 10 : 30\n11 : 30 le mardi",
        "Article 1\n\nArticle 2",
        "La maison | le parc\nouvrent",
        "Un texte   espacé\nsur deux lignes",
        "à la maison\nà la crèche\nà l’école",
        "o ou la\no suite",
        "3 femmes et\n4 hommes",
        "Phase 1 puis\nphase 3",
        "vie\nIII. Un titre",
        "une phrase seule",
        "Bourg • Oyonnax • Belley",
        "• Bourg",
    ],
)
def test_prose_is_left_alone(typed: str) -> None:
    assert told(typed) == []


@pytest.mark.parametrize(
    "typed",
    ["- un\n- deux", "1. un\n2. deux", "* un\n* deux", "1) un\n2) deux", "Article 1\nArticle 2"],
)
def test_a_field_of_one_line_reads_no_list(typed: str) -> None:
    (found,) = told(typed, one_line=True)
    assert "une seule ligne" in found.hints[0]


@pytest.mark.parametrize(
    ("raw", "value", "told_at"),
    [
        ("Article 1 x\n    Article 2 y", "Article 1 x Article 2 y", 2),
        ("1. un\n    2. deux\n", "1. un 2. deux\n", 2),
        ('"1.1 Un\n   1.2 Deux"', "1.1 Un 1.2 Deux", 2),
        ("Lieu | Part\n    Bourg | 3", "Lieu | Part Bourg | 3", 1),
        ("| Lieu | Part |\n    | Bourg | 3 |\n", "| Lieu | Part | | Bourg | 3 |", 1),
    ],
)
def test_lines_that_yaml_itself_folds_are_told_where_they_were_typed(
    raw: str, value: str, told_at: int
) -> None:
    text = Text(value, Span(Path("dossier.yaml"), 1, 5, 9, 1), raw)
    (found,) = joined_lines(text)
    assert found.span is not None and found.span.line == told_at


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("|\n    1. un\n    2. deux\n", "1. un\n2. deux\n"),
        ("On vient puis\n    on repart", "On vient puis on repart"),
        (">\n    Article 1\n\n    Article 2\n", "Article 1\nArticle 2\n"),
    ],
)
def test_lines_that_yaml_keeps_or_that_are_prose_are_left_alone(raw: str, value: str) -> None:
    text = Text(value, Span(Path("dossier.yaml"), 1, 5, 9, 1), raw)
    assert [*joined_lines(text)] == []
