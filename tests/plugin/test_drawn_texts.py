"""Every text of a plugin's block is drawn, or told; what a drawing says is read as a dossier is."""

from __future__ import annotations

import pytest
from tests.plugin.conftest import CARTE, HEAD, Try
from tests.plugin.forgetful import FORGETS, NOTE

from ppgp_docs.check import advise
from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import Tableau
from ppgp_docs.model.outline import texts_in


def test_a_text_that_a_drawing_forgets_is_told_at_its_line(trial: Try) -> None:
    told = trial(FORGETS, NOTE).drawn().diagnostics
    assert [each.span and each.span.line for each in told] == [6, 7]
    assert {(each.code, each.severity) for each in told} == {("R008", Severity.WARNING)}
    assert "`carte`" in told[0].message


IN_A_CELL = FORGETS.replace(
    'blocs.Paragraphe(texte=bloc.champs["texte"], place=bloc.place)',
    "blocs.Tableau(titre='T', colonnes=['A'], lignes=[[bloc.champs['texte']]], place=bloc.place)",
)


def test_a_text_of_one_paragraph_may_be_a_cell(trial: Try) -> None:
    drawn = trial(IN_A_CELL, NOTE.replace("qui compte", "qui *compte*")).drawn().dossier.contexte
    assert drawn is not None and isinstance(drawn.blocs[0], Tableau)
    [[cell]] = drawn.blocs[0].lignes
    assert [(run.text, run.italic) for run in cell.runs] == [
        ("Un texte qui ", False),
        ("compte", True),
        (".", False),
    ]


def test_a_text_of_several_paragraphs_is_no_cell(trial: Try) -> None:
    texte = NOTE.replace("Un texte qui compte.", '"Un.\\n\\nDeux."')
    told = trial(IN_A_CELL, texte).drawn().diagnostics[0]
    assert "`Tableau.lignes` tient en un paragraphe" in told.message


NAMES_A_FIGURE = f"""{HEAD}
@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("note", {{"chiffre": {{"genre": "cle", "designe": "chiffres"}}}})

@hookimpl
def ppgp_draw(bloc, medium):
    MAKES
"""
FIGURE = """\
departement: "01"
chiffres: {formes: {valeur: 62, libelle: personnes formées, unite: personnes}}
contexte: {blocs: [{type: note, chiffre: formes}]}
"""
DRAWS = "return blocs.Encart(texte={}, place=bloc.place)"
SAYS = "figure = medium.figure(bloc.champs['chiffre']); " + DRAWS.format(
    "f'{figure.beside_label}, {figure.label.plain}'"
)
CITES = DRAWS.format("'{{ departement.locatif_capitale }}, {{ chiffres.formes }} de plus.'")
LEAVES = "medium.left_out(bloc, 'la colonne le dit', 'chiffre'); " + CITES


def names_a_figure(makes: str) -> str:
    return NAMES_A_FIGURE.replace("MAKES", makes)


def test_a_figure_that_a_field_names_is_said_in_a_text(trial: Try) -> None:
    one = trial(names_a_figure(SAYS), FIGURE)
    assert "62, personnes formées" in repr(one.blocs())
    assert one.drawn().diagnostics == ()


def test_a_text_of_a_drawing_cites_as_those_of_a_dossier(trial: Try) -> None:
    one = trial(names_a_figure(CITES), FIGURE)
    assert "Dans l’Ain, 62 de plus." in repr(one.blocs()).replace("\\xa0", " ")
    (told,) = one.drawn().diagnostics
    assert (told.code, "personnes formées" in told.message) == ("R008", True)


def test_what_a_drawing_leaves_of_a_named_figure_is_told_of_its_name(trial: Try) -> None:
    (told,) = trial(names_a_figure(LEAVES), FIGURE).drawn().diagnostics
    assert (told.code, told.span and told.span.line) == ("P008", 3)


@pytest.mark.parametrize(
    "makes", [DRAWS.format("'{{ chiffres.formees }}'"), "medium.figure('formees')"]
)
def test_a_figure_that_is_not_there_is_the_fault_of_who_draws(trial: Try, makes: str) -> None:
    (told,) = trial(names_a_figure(makes), FIGURE).drawn().diagnostics
    assert told.code == "F010"
    assert "formees" in told.message
    assert told.span and told.span.file.name == "carte.py"


def test_what_goes_to_the_notes_of_a_deck_is_told_of_the_blocks_that_were_drawn(
    trial: Try,
) -> None:
    one = trial()
    assert one.reading.dossier
    advice = advise(one.reading.dossier, one.session.plugins)
    told = [each.message for each in advice if each.code == "C857"]
    assert any("le tableau « Les communes »" in each.replace("\u00a0", " ") for each in told)


def test_a_block_that_nobody_draws_is_told_with_its_format_and_how_to_draw_it(trial: Try) -> None:
    undrawn, _, _ = CARTE.partition("@hookimpl\ndef ppgp_draw")
    one = trial(undrawn)
    for name in ("etude-de-cas", "diaporama", "page-web"):
        told = [each for each in one.drawn(name).diagnostics if each.code == "R009"]
        assert told
        assert told[0].severity is Severity.INFO
        assert "`carte_du_territoire`" in told[0].message
        assert f"`{name}`" in told[0].message
        assert "ppgp_draw" in told[0].hints[0]


def test_a_value_drawn_without_its_label_is_drawn(trial: Try) -> None:
    plugin = FORGETS.replace(
        'texte=bloc.champs["texte"]',
        "texte=f\"{bloc.champs['texte'].plain} {bloc.champs.en_clair['cout'].value}, Zoé\"",
    )
    drawn = trial(plugin, NOTE).drawn()
    assert drawn.diagnostics == ()
    assert "Un texte qui compte. 12\u202f500\u00a0€, Zoé" in set(texts_in(drawn.dossier.contexte))
