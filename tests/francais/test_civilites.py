"""Names that a civility tells, however both are typed; titles and trades, that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.civilites import _CIVIL, _CLUE, _SMALL
from ppgp_docs.francais.personnes_nommees import people_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Merci à Me Roux.", "Me Roux"),
        ("Merci à mme durand.", "mme durand"),
        ("Merci à M DURAND.", "M DURAND"),
        ("Merci à M Durand.", "M Durand"),
        ("Merci à Mlle Durand.", "Mlle Durand"),
        ("Merci à Dr Durand.", "Dr Durand"),
        ("Merci à Pr Durand.", "Pr Durand"),
        ("Merci à Maître Roux.", "Maître Roux"),
        ("Merci à monsieur le docteur Untel.", "monsieur le docteur Untel"),
        ("Merci à Mme. Durand.", "Mme. Durand"),
        ("Merci à M.Durand.", "M.Durand"),
        ("Merci à MME DURAND.", "MME DURAND"),
        ("Merci à Madame DURAND", "Madame DURAND"),
        ("MADAME DURAND", "MADAME DURAND"),
        ("Merci à Mr Durand", "Mr Durand"),
        ("Merci à mr. durand", "mr. durand"),
        ("Merci à dr durand", "dr durand"),
        ("Merci à Dr. Durand", "Dr. Durand"),
        ("Merci à madame durand", "madame durand"),
        ("Merci à monsieur lefebvre", "monsieur lefebvre"),
        ("Merci à Mme Le Goff", "Mme Le Goff"),
        ("Merci à M. Le Goff", "M. Le Goff"),
        ("MME LE GOFF", "MME LE GOFF"),
        ("Merci à M. de La Tour", "M. de La Tour"),
        ("Merci à Mme d’Ormesson", "Mme d’Ormesson"),
        ("Merci à Mmes Durand et Martin", "Mmes Durand"),
        ("MM. Durand et Petit", "MM. Durand"),
        ("Merci à M. et Mme Durand", "Mme Durand"),
        ("Merci à mlle zephyrin", "mlle zephyrin"),
        ("Merci à m. dupont", "m. dupont"),
        ("Merci à M. le préfet Durand", "M. le préfet Durand"),
        ("Merci à Mme la professeure Untel", "Mme la professeure Untel"),
        ("Merci à Mme N’Diaye.", "Mme N’Diaye"),
        ("M. O'Connor vient", "M. O'Connor"),
        ("Madame L’Hermitte", "Madame L’Hermitte"),
        ("Merci à Mme Durand-Martin", "Mme Durand-Martin"),
        ("Merci à mme durand-martin", "mme durand-martin"),
        ("Merci à prof. Untel", "prof. Untel"),
        ("Merci à la Dre Untel", "Dre Untel"),
        ("Merci à maître Untel", "maître Untel"),
        ("Merci à Melle Durand", "Melle Durand"),
        ("Mme  Untel", "Mme Untel"),
        ("Mme Ben Ali", "Mme Ben Ali"),
        ("Mme El Amrani", "Mme El Amrani"),
        ("M. van der Meer", "M. van der Meer"),
        ("le professeur Untel", "professeur Untel"),
        ("Merci à Docteur Untel", "Docteur Untel"),
        ("M. Jean Dupont", "M. Jean Dupont"),
        ("Mme Anne-Marie DURAND", "Mme Anne-Marie DURAND"),
        ("mme camille martin", "mme camille martin"),
    ],
)
def test_a_civility_and_a_name_name_someone_however_they_are_typed(text: str, named: str) -> None:
    assert [each.words for each in people_in(text) if each.civil] == [named]


@pytest.mark.parametrize(
    "text",
    [
        "Mme la présidente du Conseil départemental",
        "Madame, Monsieur,",
        "M. le préfet de Région",
        "M. le Préfet",
        "MADAME LA PRÉSIDENTE",
        "MESDAMES, MESSIEURS",
        "M. le maire",
        "Madame la Directrice générale",
        "Mme la Ministre",
        "M. le procureur de la République",
        "Mme la vice-présidente",
        "Mme la Vice-Présidente",
        "Monsieur le sous-préfet",
        "Mme Présidente",
        "docteur en médecine",
        "docteur ès sciences",
        "Docteur de l’Université Lyon 2",
        "maître d’ouvrage",
        "Maître d’Ouvrage",
        "maître d’œuvre",
        "maîtres de stage",
        "professeur de Français",
        "professeur des écoles",
        "professeur d’Histoire",
        "Mme XX",
        "M. XXX",
        "Mme D. et M. B.",
        "200 m. Le parc est clos",
        "12 m. carrés",
        "à 200 M. Le",
        "mme souhaite un rendez-vous",
        "Madame vit seule",
        "monsieur est suivi",
        "Mme travaille",
        "Madame souhaite",
        "Il me Roux",
        "Il me voit. Me voici",
        "1,2 M Euros",
        "2 M€",
        "Mme ou M.",
        "les médecins et docteurs",
        "la DR Occitanie",
        "le PR Ain",
        "MM. les préfets",
        "Mesdames et Messieurs les élus",
        "Mme l’Ambassadrice",
        "M. l’Inspecteur d’académie",
        "mme la maire",
        "Madame la référente PMI",
        "Mme la Défenseure des droits",
        "monsieur tout le monde",
        "une madame gentille",
        "docteur qui suit",
        "dr en pharmacie",
        "Mme Secrétaire générale",
        "pour un docteur ou une infirmière",
        "Mme et M.",
        "Madame Monsieur",
        "Mme de PMI",
        "M. le Directeur de l’ARS",
        "Pr de pédiatrie",
        "chef de service",
        "Mme la Conseillère départementale",
        "Monsieur le Président du Département",
        "la crèche Docteur Martin",
        "rue du Docteur Roux",
        "école Maître Roux",
        "bonjour madame",
        "Mme, 32 ans",
        "Monsieur le Maire de Beauvais",
    ],
)
def test_a_title_a_trade_or_a_verb_behind_a_civility_names_nobody(text: str) -> None:
    assert list(people_in(text)) == []


@given(st.sampled_from([_CIVIL, _SMALL]).flatmap(st.from_regex))
def test_whatever_a_civility_and_a_name_are_found_in_bears_the_clue(text: str) -> None:
    assert _CLUE.search(text)


@pytest.mark.parametrize(
    "text", ["Les professionnels de la PMI", "Un premier mois, puis des dons", "même prix, merci"]
)
def test_a_text_without_a_civility_is_spared_the_rules(text: str) -> None:
    assert not _CLUE.search(text)
