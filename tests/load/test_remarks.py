"""What stands behind a `#`: the end of a text, which would be lost, or a remark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[[str], list[Diagnostic]]
HEAD = 'departement: "01"\n'
PART = f"{HEAD}contexte:\n  blocs:\n"

LOST = {
    "- C#est un # dièse": "# dièse",
    "- Un texte # avec un dièse": "# avec un dièse",
    "- Le lot # 3 est livré": "# 3 est livré",
    "- Une salle de bains # Une cuisine": "# Une cuisine",
    "- Une première phrase. # Une seconde phrase.": "# Une seconde phrase.",
    "- Les parents # (et les enfants) viennent": "# (et les enfants) viennent",
    "- {type: section, titre: Les mots # les choses\n      , blocs: [Un.]}": "# les choses",
    "- type: encart\n      texte: Le titre du livre # deux": "# deux",
    "- un texte #perdu": "#perdu",
}


@pytest.mark.parametrize("line", LOST)
def test_the_end_of_a_text_behind_a_hash_is_told_where_it_is_lost(found: Found, line: str) -> None:
    told = [each for each in found(f"{PART}    {line}\n") if each.code == "L014"]
    (fault,) = told
    rank, typed = next((rank, each) for rank, each in enumerate(line.split("\n")) if "#" in each)
    assert fault.span is not None
    assert fault.message == f"`{LOST[line]}` est lu comme un commentaire, et ne sera pas imprimé"
    column = typed.index(LOST[line]) + 1 + (0 if rank else 4)
    assert (fault.span.line, fault.span.column) == (4 + rank, column)
    assert "entre guillemets" in fault.hints[0]


SOUND = [
    "- Un texte. # relu par Anne",
    "- Un texte # à relire avec Anne",
    "- Un texte # relu",
    "- Un texte # vérifier le chiffre",
    "- Un texte # source : enquête de 2024",
    "- Un texte # Anne : c’est bon",
    "- Un texte # TODO deux phrases",
    "- Un texte # cf. le bilan",
    "- Un texte # en attente de l’accord",
    "- Un texte # est-ce bien cela ?",
    "- Un texte # comparer avec l’Oise",
    "- Un texte # compare aux autres départements",
    "- {type: section, titre: Les visites # titre à garder\n      , blocs: [Un.]}",
    "- {type: section, titre: Les visites # raccourcir\n      , blocs: [Un.]}",
    "- Un texte # repris de la fiche 8",
    "- Un texte # choisi en comité",
    "- Un texte #### ",
    "- Un texte # ----",
    '- "Un texte # entier"',
    "- Un texte#collé",
    "- |\n      Un texte # entier",
    "- >\n      Un texte # entier",
]


@pytest.mark.parametrize("line", SOUND)
def test_a_remark_behind_a_text_is_left_alone(found: Found, line: str) -> None:
    assert found(f"{PART}    {line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "edition: 2025 # mars en fait",
        "langue: fr # la seule",
        "chiffres: # les nôtres",
        "mentions: {annee: 2025}   # deux lignes",
        "demarche:\n  debut: 5 juillet 2022 # la réunion",
    ],
)
def test_a_remark_behind_a_figure_a_date_or_a_code_is_left_alone(found: Found, line: str) -> None:
    assert found(f"{HEAD}{line}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "    - Un texte # une remarque\n      et sa suite.\n",
        "    - type: encart\n      texte: Un texte # une remarque\n        et sa suite.\n",
    ],
)
def test_a_text_that_goes_on_behind_a_remark_is_told_at_the_hash(found: Found, text: str) -> None:
    (fault,) = found(PART + text)
    assert fault.span is not None
    assert fault.message.startswith("ce `#` coupe le texte")
    line = next(rank for rank, each in enumerate((PART + text).split("\n"), 1) if "#" in each)
    assert fault.span.line == line
