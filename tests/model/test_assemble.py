"""From validated files to the immutable dossier, every text expanded and typeset once."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from decimal import Decimal

import attrs
import pytest
from tests.conftest import Read

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.blocs import Liste, Paragraphe, Section
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.outline import cover_title

Build = Callable[[str], Dossier]
Found = Callable[..., list[Diagnostic]]


def paragraph(text: str, rest: str = "") -> str:
    return f"contexte:\n  blocs:\n    - {text}\n{rest}"


def plain(dossier: Dossier) -> str:
    (bloc,) = dossier.blocs()
    assert isinstance(bloc, Paragraphe)
    return bloc.texte.plain.replace("\u00a0", " ").replace("\u202f", " ")


FIGURES = (
    "chiffres:\n  evolution: {valeur: 7, base: repondants, unite: répondants}\n"
    "  repondants: {valeur: 9}\n  vad: {valeur: 6957}\n  cible: {pourcentage: 15 %, source: x}\n"
)


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("chiffres.vad", "6 957"),
        ("chiffres.evolution", "7"),
        ("chiffres.evolution.pct", "78 %"),
        ("chiffres.evolution.base", "9"),
        ("chiffres.evolution.sur", "7 sur 9"),
        ("chiffres.evolution.lettres", "sept"),
        ("chiffres.evolution.lettres_capitale", "Sept"),
        ("chiffres.evolution.unite", "répondants"),
        ("chiffres.cible.pct", "15 %"),
        ("departement.nom", "Ain"),
        ("departement.de", "de l’Ain"),
        ("departement.locatif_capitale", "Dans l’Ain"),
        ("departement.autorite_capitale", "Le Conseil départemental de l’Ain"),
        ("departement.autorite", "Conseil départemental de l’Ain"),
        ("demarche.debut", "13 mai 2022"),
    ],
)
def test_a_text_cites_what_is_typed_elsewhere(dossier: Build, reference: str, printed: str) -> None:
    text = paragraph(f"'{{{{ {reference} }}}}'", FIGURES + "demarche: {debut: 13/05/2022}\n")
    assert plain(dossier(text)) == printed


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("'Ils sont {{ chiffres.formé }} ici'", (3, 17)),
        ("Ils sont {{ chiffres.formé }} ici", (3, 16)),
        ("|\n      Un texte\n      {{ chiffres.formé }}", (5, 7)),
        (">-\n      Un texte\n      {{ chiffres.formé }}", (5, 7)),
    ],
)
def test_a_reference_to_nothing_is_told_at_its_place_with_the_likeliest(
    found: Found, text: str, where: tuple[int, int]
) -> None:
    (fault,) = found(paragraph(text, "chiffres: {formes: {valeur: 62}}\n"))
    assert fault.code == "M001"
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == where
    assert fault.hints == (
        "vouliez-vous dire `{{ chiffres.formes }}`, qui s’imprime «\u00a062\u00a0»\u202f?",
    )


def test_no_far_name_is_suggested_for_a_reference_to_nothing(found: Found) -> None:
    figures = "chiffres: {a: {valeur: 1}, n: {valeur: 9}, inscrits: {valeur: 4}}\n"
    (fault,) = found(paragraph("Soit {{ chiffres.evolution }}", figures))
    assert (fault.code, fault.hints) == ("M001", ())


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("41", "Le Département de Loir-et-Cher finance."),
        ("47", "Le Département de Lot-et-Garonne finance."),
        ("82", "Le Département de Tarn-et-Garonne finance."),
        ("84", "Le Département de Vaucluse finance."),
        ("77", "Le Département de Seine-et-Marne finance."),
    ],
)
def test_a_territory_has_the_name_by_which_it_signs(
    dossier: Build, code: str, printed: str
) -> None:
    text = paragraph("Le Département {{ departement.de }} finance.", f'departement: "{code}"\n')
    assert plain(dossier(text)) == printed


@pytest.mark.parametrize(("typed", "meant"), [("6O", "`60`, Oise"), ("O1", "`01`, Ain")])
def test_a_letter_for_a_digit_of_the_code_is_told(found: Found, typed: str, meant: str) -> None:
    (fault,) = found(f'departement: "{typed}"\n')
    assert fault.code == "M002"
    assert meant in fault.hints[0]


def test_a_link_that_is_taken_for_a_block_is_shown_as_it_is_written(found: Found) -> None:
    (fault,) = found("contexte: {blocs: [{type: lien, texte: x}]}\n")
    assert fault.code == "V009"
    assert "`[mots](https://" in fault.hints[0]


def test_what_is_announced_in_the_sentence_before_is_no_list(found: Found) -> None:
    assert found("contexte: {blocs: ['Deux temps : les voici.']}\n") == []


CITED = "'Soit {{ chiffres.x.%s }}.'"
OF_ZERO = "la base de `x`, `n`, vaut 0, aucune part ne s’en calcule"


@pytest.mark.parametrize(
    ("figures", "part", "why", "remedy"),
    [
        ("x: {valeur: 0, base: n}, n: {valeur: 0}", "pct", OF_ZERO, "`{{ chiffres.x }}`"),
        ("x: {valeur: 7, base: n}, n: {valeur: 0}", "pct", OF_ZERO, "`{{ chiffres.x }}`"),
        ("x: {valeur: 7, base: n}, n: {valeur: '0,0'}", "pct", OF_ZERO, "`{{ chiffres.x }}`"),
        ("x: {pourcentage: 5 %, base: n}, n: {valeur: 0}", "pct", OF_ZERO, "la valeur de la base"),
        ("x: {valeur: 7}", "pct", "`x` n’a pas de `base`", "ajoutez sous `x` la `base`"),
        ("x: {valeur: 7}", "sur", "`x` n’a pas de `base`", "ajoutez sous `x` la `base`"),
        ("x: {valeur: 7}", "base", "`x` n’a pas de `base`", "ajoutez sous `x` la `base`"),
        ("x: {valeur: 7}", "unite", "`x` n’a pas d’`unite`", "complétez ce chiffre"),
        (
            "x: {valeur: 7, base: n}, n: {pourcentage: 5 %, source: s}",
            "pct",
            "`n` n’a pas de `valeur`",
            "complétez ce chiffre",
        ),
    ],
)
def test_a_known_name_that_prints_nothing_is_told_why_and_no_other_is_advised(
    found: Found, figures: str, part: str, why: str, remedy: str
) -> None:
    other = "y: {valeur: 3, base: m, unite: agents}, m: {valeur: 9}"
    text = paragraph(CITED % part, f"chiffres: {{{figures}, {other}}}\n")
    (fault,) = [each for each in found(text) if each.code == "M001"]
    assert fault.message.replace("\u00a0", " ") == (
        f"la référence `{{{{ chiffres.x.{part} }}}}` n’a rien à imprimer : {why}"
    )
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (3, 13)
    (hint,) = fault.hints
    assert remedy in hint
    assert "chiffres.y" not in hint


@pytest.mark.parametrize(
    ("base", "own", "due"),
    [
        ("9", "", ["7 sur 9", "78 %"]),
        ("9", ", n: {valeur: 14}", ["7 sur 14", "50 %"]),
        ("0", ", n: {valeur: 14}", ["7 sur 14", "50 %"]),
    ],
)
def test_a_figure_of_a_fiche_is_a_part_of_one_of_its_dossier(
    read: Read, base: str, own: str, due: list[str]
) -> None:
    cited = "{{ chiffres.x.sur }}, {{ chiffres.x.pct }}"
    fiche = (
        "numero: 8\ntitre: Des visites\nobjectif: {numero: 4, intitule: Un objectif}\n"
        f"referent: DPMIPE\nchiffres: {{x: {{valeur: 7, base: n}}{own}}}\n"
        f'rubriques: [{{cle: moyens, blocs: ["{cited}"]}}]\n'
    )
    reading = read(f"chiffres: {{n: {{valeur: {base}}}}}\n", fiche=fiche)
    assert reading.dossier is not None, reading.diagnostics
    (bloc,) = reading.dossier.fiches[0].rubriques[0].blocs
    assert isinstance(bloc, Paragraphe)
    assert bloc.texte.plain.replace("\u00a0", " ").split(", ") == due


@pytest.mark.parametrize("code", ["1", "20", "ain", "99", "02A"])
def test_a_code_of_no_territory_is_told_at_its_place(found: Found, code: str) -> None:
    (fault,) = found(f'departement: "{code}"\n')
    assert fault.code == "M002"
    assert str(fault.span).endswith("dossier.yaml:1:14")


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("La Réunion", "tapez `974` (La Réunion)"),
        ("2a", "tapez `2A` (Corse-du-Sud)"),
        ("69D", "tapez `69` (Rhône)"),
        ("6AE", "tapez `67` (Bas-Rhin) ou `68` (Haut-Rhin)"),
        ("Lyon", "tapez `69M` (Métropole de Lyon)"),
        ("977", "Saint-Barthélemy (977) n’est pas un département"),
    ],
)
def test_a_name_in_place_of_the_code_is_told_with_the_code_to_type(
    found: Found, typed: str, hint: str
) -> None:
    (fault,) = found(f'departement: "{typed}"\n')
    assert hint in fault.hints[0]


def test_a_reference_is_a_name_and_never_an_expression(found: Found) -> None:
    hostile = "{{ chiffres.vad.__class__ }} {{ 7*7 }} {% for a in b %}"
    told = found(paragraph(f"'{hostile}'", FIGURES))
    assert [fault.code for fault in told] == ["M001", "M001"]


def test_the_grammar_of_a_dossier_overrides_what_is_known(dossier: Build) -> None:
    text = 'departement: "26"\ngrammaire: {de: de Drôme, locatif: en Drôme}\n'
    territory = dossier(text).departement
    assert (territory.de, territory.locatif, territory.nom) == (
        "de Drôme",
        "en Drôme",
        "Drôme",
    )
    assert territory.territoire == "département de Drôme"


@pytest.mark.parametrize(
    ("edition", "code", "title"),
    [
        ("2023", "976", "dans le département de Mayotte (976)"),
        ("2025-12", "976", "dans le département de Mayotte (976)"),
        ("2026-01", "976", "dans le Département-Région de Mayotte (976)"),
        ("", "976", "dans le Département-Région de Mayotte (976)"),
        ("2018", "75", "dans le département de Paris (75)"),
        ("2019", "75", "dans la Ville\u00a0de\u00a0Paris (75)"),
        ("2023", "972", "dans la Collectivité territoriale de Martinique (972)"),
        ("2023", "69M", "dans la Métropole\u00a0de\u00a0Lyon (69M)"),
        ("2023", "67", "dans le département du Bas-Rhin (67)"),
        ("2023", "84", "dans le département de Vaucluse (84)"),
        ("2023", "01", "dans le département de l’Ain (01)"),
        ("2023", "90", "dans le département du Territoire\u00a0de\u00a0Belfort (90)"),
        ("2023", "974", "dans le département de La\u00a0Réunion (974)"),
    ],
)
def test_a_territory_is_what_it_was_at_the_date_of_the_document(
    dossier: Build, edition: str, code: str, title: str
) -> None:
    text = f'departement: "{code}"\nedition: {edition}\npresentation: {{titre_forme: de}}\n'
    assert cover_title(dossier(text)).endswith(title)


@pytest.mark.parametrize(
    ("edition", "agency"), [("2022-12", "ANISS"), ("2023-07", "Kalía"), ("", "Kalía")]
)
def test_the_standing_texts_are_those_in_force_at_the_date_of_the_document(
    dossier: Build, edition: str, agency: str
) -> None:
    assert agency in dossier(f"edition: {edition}\n").introduction.ppgp.plain


def test_a_dossier_replaces_a_standing_text_and_keeps_the_others(dossier: Build) -> None:
    introduction = dossier("introduction: {ici: Chez nous}\n").introduction
    assert introduction.ici.plain == "Chez nous"
    assert introduction.objectif


def test_money_is_decimal_and_numbers_keep_their_decimals(dossier: Build) -> None:
    figure = dossier("chiffres: {cout: {valeur: '722,50'}}\n").chiffres["cout"]
    assert figure.valeur == Decimal("722.50")
    assert isinstance(figure.valeur, Decimal)


def test_a_dossier_cannot_be_changed(dossier: Build) -> None:
    made = dossier(paragraph("Un texte", FIGURES))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.langue = "en"  # type: ignore[misc]
    with pytest.raises(TypeError):
        made.chiffres["x"] = made.chiffres["vad"]  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.departement.nom = "x"  # type: ignore[misc]


def test_everything_keeps_its_place(dossier: Build) -> None:
    text = paragraph("{type: liste, elements: [un, {texte: deux}]}")
    made = dossier(text)
    (bloc,) = made.blocs()
    assert isinstance(bloc, Liste)
    places = [bloc.at(), bloc.at("elements"), *(element.at() for element in bloc.elements)]
    assert [(span.line, span.column) for span in places] == [(3, 7), (3, 31), (3, 32), (3, 36)]


def test_each_cell_of_a_table_knows_its_line_and_column(dossier: Build) -> None:
    story = dossier(
        "contexte:\n  blocs:\n    - type: tableau\n      titre: Les permanences\n"
        "      colonnes: [Lieu, Jour]\n      lignes:\n"
        "        - [Bourg, mardi]\n        - [Belley, jeudi]\n"
    )
    (bloc,) = story.blocs()
    cell, header = bloc.at("lignes.1.1"), bloc.at("colonnes.0")
    assert (cell.line, cell.column) == (8, 20)
    assert (header.line, header.column) == (5, 18)


def test_two_equal_facts_are_equal_wherever_they_stand(dossier: Build) -> None:
    first = dossier("notes: {n: Une note}\n" + paragraph("'a[^n]'"))
    second = dossier(paragraph("'a[^n]'") + "\nnotes: {n: Une note}\n")
    assert first.notes == second.notes
    assert first.contexte == second.contexte


def test_blocks_are_met_in_reading_order_sections_included(dossier: Build) -> None:
    text = """\
contexte: {blocs: [Un, {type: section, titre: Deux, blocs: [Trois]}]}
activites: [{titre: Quatre, blocs: [Cinq]}]
"""
    kinds = [type(bloc) for bloc in dossier(text).blocs()]
    assert kinds == [Paragraphe, Section, Paragraphe, Paragraphe]


def test_a_fiche_cites_its_own_figures_and_its_computed_totals(
    read: Callable[..., object],
) -> None:
    from ppgp_docs.session import DossierReading

    fiche = """\
numero: 8
titre: Une action à {{ budget.total }}
objectif: {numero: 4, intitule: Un objectif}
referent: "{{ chiffres.n }} personnes"
rubriques: [{cle: constat, blocs: ["{{ budget.FIR }}"]}]
chiffres: {n: {valeur: 250}}
budget:
  lignes:
    - {financeur: CD, nature: transverse, annee: 2021, montant: 16 497 €}
    - {financeur: FIR, nature: propre, annee: 2021, montant: 211 042 €}
"""
    reading = read("", fiche=fiche)
    assert isinstance(reading, DossierReading)
    assert reading.dossier is not None, reading.diagnostics
    (made,) = reading.dossier.fiches
    assert made.titre.plain == "Une action à 227\u202f539\u00a0€"
    assert made.referent == "250\u00a0personnes"
    assert made.budget is not None
    assert made.budget.budget.total() == 227539


def test_a_dossier_with_only_fiches_has_no_case_study(dossier: Build) -> None:
    assert not dossier("").has_case_study
    assert dossier(paragraph("Un texte")).has_case_study


@pytest.mark.parametrize(
    ("edition", "said", "ended"),
    [
        ("2018", "avec le service de PMI", False),
        ("2020-01", "s’inscrit dans la stratégie", False),
        ("2022-12-31", "s’inscrit dans la stratégie", False),
        ("2023-01", "prolonge la stratégie", True),
        ("2026", "prolonge la stratégie", True),
        ("", "prolonge la stratégie", True),
    ],
)
def test_the_strategy_of_2020_2022_is_in_force_in_its_years_alone(
    dossier: Build, edition: str, said: str, ended: bool
) -> None:
    here = dossier(f"edition: {edition}\n").introduction.ici.plain
    assert said in here
    assert ("2020-2022" in here, "s’inscrit" in here) == (ended, "s’inscrit" in said)
