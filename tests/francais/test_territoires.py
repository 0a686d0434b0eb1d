"""The 102 territories and their grammar."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ppgp_docs.francais.territoires import a_la_date, departement, departements
from ppgp_docs.model.references import References, of_departement


def test_there_are_101_departements_and_the_metropole_de_lyon() -> None:
    codes = [d.code for d in departements()]
    assert len(codes) == len(set(codes)) == 102
    assert sum(d.tncc is not None for d in departements()) == 101


def test_territories_come_in_official_order() -> None:
    codes = [d.code for d in departements()]
    assert codes[18:22] == ["19", "2A", "2B", "21"]
    assert codes[codes.index("69") :][:3] == ["69", "69M", "70"]
    assert codes[-5:] == ["971", "972", "973", "974", "976"]


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("01", "L’Ain : dans l’Ain, département de l’Ain, Conseil départemental de l’Ain"),
        (
            "77",
            "La Seine-et-Marne : en Seine-et-Marne, département de Seine-et-Marne, "
            "Conseil départemental de Seine-et-Marne",
        ),
        (
            "41",
            "Le Loir-et-Cher : en Loir-et-Cher, département de Loir-et-Cher, "
            "Conseil départemental de Loir-et-Cher",
        ),
        ("2A", "La Corse-du-Sud : en Corse-du-Sud, département de la Corse-du-Sud, "
               "Collectivité de Corse"),
        ("69M", "La Métropole de Lyon : dans la Métropole de Lyon, Métropole de Lyon, "
                "Métropole de Lyon"),
        ("47", "Le Lot-et-Garonne : en Lot-et-Garonne, département de Lot-et-Garonne, "
               "Conseil départemental de Lot-et-Garonne"),
        ("82", "Le Tarn-et-Garonne : en Tarn-et-Garonne, département de Tarn-et-Garonne, "
               "Conseil départemental de Tarn-et-Garonne"),
        ("84", "Le Vaucluse : dans le Vaucluse, département de Vaucluse, "
               "Conseil départemental de Vaucluse"),
        ("75", "Paris : à Paris, Ville de Paris, Ville de Paris"),
        ("972", "La Martinique : en Martinique, Collectivité territoriale de Martinique, "
                "Collectivité territoriale de Martinique"),
        ("973", "La Guyane : en Guyane, Collectivité territoriale de Guyane, "
                "Collectivité territoriale de Guyane"),
        ("971", "La Guadeloupe : en Guadeloupe, département de la Guadeloupe, "
                "Conseil départemental de la Guadeloupe"),
        ("974", "La Réunion : à La Réunion, département de La Réunion, "
                "Conseil départemental de La Réunion"),
        ("976", "Mayotte : à Mayotte, Département-Région de Mayotte, "
                "Département-Région de Mayotte"),
    ],
)  # fmt: skip
def test_a_territory_is_named_with_its_grammar(code: str, phrase: str) -> None:
    d = departement(code)
    sujet = d.avec_article[0].upper() + d.avec_article[1:]
    assert f"{sujet} : {d.locatif}, {d.territoire}, {d.autorite}" == phrase


@pytest.mark.parametrize(
    ("code", "last_day", "before", "since"),
    [
        ("976", "2025-12-31", "Conseil départemental de Mayotte", "Département-Région de Mayotte"),
        ("75", "2018-12-31", "Département de Paris", "Ville de Paris"),
        ("67", "2020-12-31", "Conseil départemental du Bas-Rhin",
         "Collectivité européenne d’Alsace"),
        ("2B", "2017-12-31", "Conseil départemental de la Haute-Corse", "Collectivité de Corse"),
        ("973", "2015-12-31", "Conseil départemental de la Guyane",
         "Collectivité territoriale de Guyane"),
    ],
)  # fmt: skip
def test_an_authority_is_the_one_of_the_day(
    code: str, last_day: str, before: str, since: str
) -> None:
    day, known = date.fromisoformat(last_day), departement(code)
    assert a_la_date(known, day).autorite == before
    assert a_la_date(known, day).territoire == f"département {known.de_institution}"
    assert a_la_date(known, day).collectivite == "Département"
    assert a_la_date(known, day + timedelta(days=1)).autorite == since


def test_most_territories_never_changed_authority() -> None:
    changed = {d.code for d in departements() if a_la_date(d, date(2015, 6, 1)) != d}
    assert changed == {"2A", "2B", "67", "68", "75", "972", "973", "976"}


def test_only_a_departement_is_called_departement_in_a_budget() -> None:
    others = {d.code for d in departements() if d.collectivite != "Département"}
    assert others == {"2A", "2B", "67", "68", "69M", "75", "972", "973", "976"}
    assert departement("69M").collectivite == "Métropole de Lyon"
    assert departement("2B").collectivite == "Collectivité de Corse"


def test_the_authority_takes_the_article_of_its_gender() -> None:
    assert departement("01").autorite_avec_article == "le Conseil départemental de l’Ain"
    assert departement("67").autorite_avec_article == "la Collectivité européenne d’Alsace"
    assert departement("976").autorite_avec_article == "le Département-Région de Mayotte"


def test_the_names_of_all_territories_agree_with_one_another() -> None:
    liaison = {"le": "du ", "la": "de la ", "les": "des "}
    for d in departements():
        assert d.de.endswith(d.nom) and d.de_institution.endswith(d.nom)
        article, _, _ = d.avec_article.partition(" ")
        if d.tncc in (2, 3, 4):
            assert d.de == f"{liaison[article]}{d.nom}"
        elif d.tncc == 5:
            assert (d.de, d.avec_article) == (f"de l’{d.nom}", f"l’{d.nom}")


def test_a_sentence_with_each_territory_reads_as_french() -> None:
    """The file was read by eye, line by line; a change there is to be read again."""
    phrase = (
        "{{ departement.code }} : {{ departement.locatif_capitale }}, "
        "{{ departement.autorite_avec_article }} écrit aux familles {{ departement.de }} pour "
        "présenter {{ departement.avec_article }} ({{ departement.territoire }})."
    )
    relues = Path(__file__).with_name("territoires.txt").read_text("utf-8").splitlines()
    ecrites = [References(of_departement(d)).expand(phrase) for d in departements()]
    assert [texte for texte, _ in ecrites] == relues
    assert not any(inconnues for _, inconnues in ecrites)


def test_no_straight_apostrophe_is_ever_printed() -> None:
    for d in departements():
        assert "'" not in d.nom + d.de + d.de_institution + d.locatif + d.autorite


def test_slugs_are_ascii_and_tell_territories_apart() -> None:
    slugs = [d.slug for d in departements()]
    assert len(set(slugs)) == 102
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", slug) for slug in slugs)
    assert departement("21").slug == "cote-d-or"
    assert departement("69M").slug == "metropole-de-lyon"


@pytest.mark.parametrize("code", ["1", "2a", "20", "Ain", ""])
def test_a_code_is_taken_only_as_insee_writes_it(code: str) -> None:
    with pytest.raises(KeyError):
        departement(code)
