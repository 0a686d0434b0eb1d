"""The story of a case study, the same for every format."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.outline import cover_title, figures_in, introduction, parts

Build = Callable[[str], Dossier]

STORY = """\
contexte: {titre: Le service, blocs: [Un texte]}
activites:
  - {titre: Les enquêtes, blocs: [Un texte]}
  - {titre: La formation, blocs: [Un texte]}
chronologie: {jalons: [{date: 2022, titre: Lancement}]}
"""


def test_parts_come_in_the_order_that_the_dossier_asks_for(dossier: Build) -> None:
    order = "presentation: {ordre: [activites, contexte, introduction]}\n"
    assert [part.kind for part in parts(dossier(STORY + order))] == [
        "activites",
        "activites",
        "contexte",
        "introduction",
    ]


def test_an_absent_part_is_left_out(dossier: Build) -> None:
    kinds = [part.kind for part in parts(dossier(STORY))]
    assert kinds == ["introduction", "contexte", "chronologie", "activites", "activites"]


def test_every_part_has_an_anchor_of_its_own(dossier: Build) -> None:
    ids = [part.id for part in parts(dossier(STORY))]
    assert ids[-2:] == ["activite-1", "activite-2"]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("form", "kickers"),
    [("numero", ["n°\u00a01", "n°\u00a02"]), ("ordinal", ["1re activité", "2e activité"])],
)
def test_activities_are_numbered_as_the_dossier_asks(
    dossier: Build, form: str, kickers: list[str]
) -> None:
    text = STORY + f"presentation: {{activites: {form}}}\n"
    found = [part.kicker.plain for part in parts(dossier(text)) if part.kind == "activites"]
    assert found == kickers


@pytest.mark.parametrize(
    ("code", "form", "title"),
    [
        ("01", "locatif", "Petits pas, Grands pas dans l’Ain"),
        ("01", "de", "Petits pas, Grands pas dans le département de l’Ain (01)"),
        ("75", "locatif", "Petits pas, Grands pas à Paris"),
        ("69M", "de", "Petits pas, Grands pas dans la Métropole de Lyon (69M)"),
        ("77", "locatif", "Petits pas, Grands pas en Seine-et-Marne"),
    ],
)
def test_the_cover_names_the_territory_in_correct_french(
    dossier: Build, code: str, form: str, title: str
) -> None:
    text = f'departement: "{code}"\npresentation: {{titre_forme: {form}}}\n'
    assert cover_title(dossier(text)).replace("\u00a0", " ") == title


def test_the_introduction_has_its_three_standing_texts(dossier: Build) -> None:
    told = introduction(dossier(STORY))
    assert simplifier(told[2][0]) == "Petits pas, Grands pas dans l’Ain"
    assert all(text for _, text in told)


def test_figures_are_found_as_they_are_printed_once_each(dossier: Build) -> None:
    text = (
        "chiffres: {vad: {valeur: 6957}, taux: {valeur: 7, base: n}, n: {valeur: 9}}\n"
        "contexte:\n  blocs:\n    - '{{ chiffres.vad }} visites, {{ chiffres.taux.pct }}, en 2018,"
        " 7,25 %, encore 2018'\n"
    )
    found = figures_in(dossier(text).contexte)
    assert found == ("6\u202f957", "78", "2018", "7,25")
