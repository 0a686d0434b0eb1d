"""Which words name a person, and which only look so."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.personnes.noms_inconnus import (
    children_in,
    is_personal,
    people_in,
    person_in_function,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Merci à Camille Martin.", {"Camille Martin": False}),
        ("Merci à CAMILLE MARTIN.", {}),  # all capitals: nothing to tell a name by
        ("Merci à Camille MARTIN.", {"Camille MARTIN": False}),
        ("Camille Martin, psychologue, conclut.", {"Camille Martin": True}),
        ("La puéricultrice Camille Martin conclut.", {"Camille Martin": True}),
        ("Capucine Houzé, psychologue, et Marie-France Coyen, puéricultrice", None),
        ("Jean-Baptiste de La Tour", {"Jean-Baptiste de La Tour": False}),
        ("Madame LE SOLLEUZ, coordinatrice", {"Madame LE SOLLEUZ": True}),
        ("le docteur Martin et Mme Bernard", {"docteur Martin": True, "Mme Bernard": True}),
        ("Camille Martin et Mme Bernard", {"Camille Martin": False, "Mme Bernard": True}),
        ("Le Dr de la PMI et le centre hospitalier Docteur Martin", {}),
        ("Claire Et Simple est le nom du guide", {}),
        ("M. le maire, Mme la Présidente, Madame la directrice", {}),
        ("Madame […], coordinatrice de la démarche", {}),
        ("14 rue Claude Mermet, puis 2 place Marie Curie", {}),
        ("La crèche Anne Frank et le CMP Jean Moulin", {}),
        ("Marie-Thérèse et Marie Thérèse ne sont pas la même personne.", {}),
        ("À Saint-Genis-Pouilly, au Pays de Gex, à Pont d’Ain", {}),
        ("Petits pas, Grands pas, l’agence Kalía et Santé publique France", {}),
        ("Le Conseil Départemental, la Maison des Solidarités, le Pacte Santé 77", {}),
        ("Écrire à Camille.Martin@exemple.fr", {}),
        ("avec la directrice Durand", {"la directrice Durand": True}),
        ("Le médecin Durand reçoit", {"Le médecin Durand": True}),
        ("avec le directeur KAYA", {"le directeur KAYA": False}),
        ("selon la directrice de Villiers", {"la directrice de Villiers": False}),
        ("selon l’infirmière d’Ornano", {"l’infirmière d’Ornano": False}),
        ("La directrice de Meximieux, le maire de Villiers, la directrice Petit", {}),
        ("La directrice CAMSP, le responsable SIG, la présidente BEAUVAIS, l’élue ADJOINTE", {}),
    ],
)
def test_a_name_begins_with_a_first_name_or_a_civility(
    text: str, names: dict[str, bool] | None
) -> None:
    found = {named.words: named.sure for named in people_in(text)}
    assert found == (
        names if names is not None else {"Capucine Houzé": True, "Marie-France Coyen": True}
    )


def test_a_name_is_where_it_says() -> None:
    text = "Merci à Camille  Martin, puéricultrice."
    (named,) = people_in(text)
    assert text[named.start : named.end] == "Camille  Martin"
    assert named.words == "Camille Martin"


@pytest.mark.parametrize(
    ("function", "name"),
    [
        ("Marie Dupont, puéricultrice à Bourg", "Marie Dupont"),
        ("une puéricultrice, Marie Dupont", "Marie Dupont"),
        ("Marie D., puéricultrice", "Marie D."),
        ("Zéphyrine Aubertin, puéricultrice", "Zéphyrine Aubertin"),
        ("Mme Dupont", "Mme Dupont"),
        ("une puéricultrice du Pays de Gex", ""),
        ("Camille, 32 ans", ""),  # a first name alone, often changed
        ("Infirmière Puéricultrice, formatrice", ""),
        ("Haut Bugey, puéricultrice", ""),
        ("Val Serine, responsable de secteur", ""),
        ("Conseil Départemental, cadre de la PMI", ""),
        ("une psychologue du CMP Jean Moulin", ""),
        ("une sage-femme de Saint-Denis-lès-Bourg", ""),
        ("Direction des projets", ""),
        ("équipe Petits pas, Grands pas", ""),
        ("", ""),
    ],
)
def test_where_a_function_should_stand_less_is_enough(function: str, name: str) -> None:
    assert person_in_function(function) == name


@pytest.mark.parametrize(
    ("address", "personal"),
    [
        ("camille.martin@exemple.fr", True),
        ("martin_helene@exemple.fr", True),
        ("pmi.bourg@exemple.fr", False),
        ("c.martin@exemple.fr", False),
        ("jean-moulin@exemple.fr", False),
        ("contact@exemple.fr", False),
        ("", False),
    ],
)
def test_an_address_made_of_a_first_name_and_another_is_someone(
    address: str, personal: bool
) -> None:
    assert is_personal(address) is personal


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("Mon fils Enzo dort mieux.", [("Enzo", "Mon fils")]),
        ("Ma fille Léa avait peur.", [("Léa", "Ma fille")]),
        ("Elle vient avec son bébé Noé.", [("Noé", "son bébé")]),
        ("La petite Inès sourit.", [("Inès", "La petite")]),
        ("Notre petit garçon Jean-Baptiste", [("Jean-Baptiste", "Notre petit garçon")]),
        ("une maman de Léa", [("Léa", "maman")]),
        ("Léa, ma fille, dormait.", [("Léa", "ma fille")]),
        ("Mon fils dort mieux.", []),
        ("Martine, ma fille va mieux, merci.", []),
        ("Avec mon fils, Martine a pris son temps.", []),
        ("La petite Camargue, le petit Bourg et la petite enfance", []),
        ("Ils ont lu Le petit Nicolas à la crèche La petite Inès.", []),
        ("la crèche « La petite Inès »", []),
        ("la mère de Marie Curie", []),
        ("Le pédiatre Enzo nous a dit que son enfant allait bien.", []),
    ],
)
def test_a_child_is_told_by_the_words_of_its_parents(
    text: str, children: list[tuple[str, str]]
) -> None:
    assert [(child.first, child.who) for child in children_in(text)] == children
    assert all(text[each.start : each.end] == each.first for each in children_in(text))
