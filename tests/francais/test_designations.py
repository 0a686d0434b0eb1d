"""What a person types for a territory leads to it, or to what should be typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.designations import designes, proches, que_taper
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.territoires import departements


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("01", "01"),
        ("1", "01"),
        ("2a", "2A"),
        ("2 b", "2B"),
        ("69m", "69M"),
        ("69 M", "69M"),
        ("69-M", "69M"),
        ("69D", "69"),
        ("69d", "69"),
        ("La Réunion", "974"),
        ("LA REUNION", "974"),
        ("Réunion", "974"),
        ("reunion", "974"),
        ("Rhône", "69"),
        ("RHONE", "69"),
        ("Lyon", "69M"),
        ("Grand Lyon", "69M"),
        ("métropole de lyon", "69M"),
        ("Haute-Corse", "2B"),
        ("corse du sud", "2A"),
        ("l’Ain", "01"),
        ("l'ain", "01"),
        ("dans l’Ain", "01"),
        ("Ain (01)", "01"),
        ("01 - Ain", "01"),
        ("1-ain", "01"),
        ("Conseil départemental de l’Ain", "01"),
        ("département de Seine et Marne", "77"),
        ("Val\u2011d’Oise", "95"),
        ("Seine-St-Denis", "93"),
        ("Belfort", "90"),
        ("Ville de Paris", "75"),
        ("Loir-et-Cher", "41"),
        ("côtes d´armor", "22"),
    ],
)
def test_a_code_or_a_name_leads_to_its_territory(typed: str, code: str) -> None:
    assert [each.code for each in designes(typed)] == [code]


@pytest.mark.parametrize("typed", ["20", "Corse", "CORSE", "Collectivité de Corse", "la Corse"])
def test_corse_is_two_territories(typed: str) -> None:
    assert [each.code for each in designes(typed)] == ["2A", "2B"]
    assert que_taper(typed).endswith("tapez `2A` (Corse-du-Sud) ou `2B` (Haute-Corse)")


@pytest.mark.parametrize(
    "typed", ["6AE", "6ae", "Alsace", "l’Alsace", "Collectivité européenne d'Alsace"]
)
def test_alsace_is_two_territories(typed: str) -> None:
    assert [each.code for each in designes(typed)] == ["67", "68"]
    assert que_taper(typed).endswith("tapez `67` (Bas-Rhin) ou `68` (Haut-Rhin)")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("975", "Saint-Pierre-et-Miquelon (975) n’est pas un département"),
        ("977", "Saint-Barthélemy (977) n’est pas"),
        ("978", "Saint-Martin (978) n’est pas"),
        ("saint martin", "Saint-Martin (978) n’est pas"),
        ("Nouvelle Calédonie", "La Nouvelle-Calédonie (988) n’est pas"),
        ("987", "La Polynésie française (987) n’est pas"),
    ],
)
def test_a_collectivite_that_is_no_departement_is_named_with_what_is_known(
    typed: str, told: str
) -> None:
    assert designes(typed) == ()
    assert que_taper(typed).startswith(told)
    assert "971 à 974, 976" in que_taper(typed)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("075", ["75"]),
        ("077", ["77"]),
        ("Oize", ["60"]),
        ("Bouche-du-Rhone", ["13"]),
        ("Eure et Loire", ["28", "37", "71"]),
        ("seine", ["76", "77", "92"]),
        ("02-ain", ["02", "01"]),
        ("Aisne (01)", ["01", "02"]),
        ("01000", ["01"]),
        ("20090", ["2A", "2B"]),
        ("97400", ["974"]),
        ("99", []),
        ("", []),
        ("l’", []),
    ],
)
def test_a_wrong_code_or_name_brings_the_ones_it_may_mean(typed: str, codes: list[str]) -> None:
    assert designes(typed) == ()
    assert proches(typed) == codes
    assert all(f"`{code}`" in que_taper(typed) for code in codes)
    assert "tapez" in que_taper(typed)


@given(st.sampled_from(departements()), st.sampled_from((str.upper, str.lower, sans_accents)))
def test_every_form_that_the_engine_prints_of_a_territory_leads_to_it(each, change) -> None:  # type: ignore[no-untyped-def]
    forms = (each.code.lower(), each.nom, each.de, each.locatif, each.avec_article, each.slug)
    for form in (*forms, f"{each.code}-{each.slug}"):
        assert designes(change(form)) == (each,)


@given(st.text())
def test_whatever_is_typed_something_is_said(typed: str) -> None:
    assert designes(typed) or que_taper(typed)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("PMI de l’Ain", "01"),
        ("CD de la Haute-Loire", "43"),
        ("CD01", "01"),
        ("CD 01", "01"),
        ("01/Ain", "01"),
        ("2A004", "2A"),
        ("97411", "974"),
        ("Lyon 69", "69"),
    ],
)
def test_a_territory_that_longer_words_name_is_advised(typed: str, code: str) -> None:
    assert f"`{code}` (" in que_taper(typed)


@pytest.mark.parametrize("typed", ["Bretagne", "2025", "99", "1,01", "le 105"])
def test_words_that_name_no_territory_advise_none(typed: str) -> None:
    assert "tapez un code" in que_taper(typed)
