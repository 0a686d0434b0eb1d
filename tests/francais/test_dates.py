"""Dates that know their precision."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.francais.dates import ANNEES, DatePrecise, lire_date
from ppgp_docs.francais.typographie.composition import composer

_annees = st.integers(min_value=ANNEES[0], max_value=ANNEES[-1])
_moments = st.sampled_from(["début", "mi", "fin"])
_mois = st.integers(min_value=1, max_value=12)
DATES = (
    st.builds(DatePrecise, _annees)
    | st.builds(DatePrecise, _annees, trimestre=st.integers(min_value=1, max_value=4))
    | st.builds(DatePrecise, _annees, moment=_moments)
    | st.builds(DatePrecise, _annees, _mois)
    | st.builds(DatePrecise, _annees, _mois, moment=_moments)
    | st.dates(date(1900, 1, 1), date(2100, 12, 31)).map(
        lambda jour: DatePrecise(jour.year, jour.month, jour.day)
    )
)
_EXEMPLES = "`5 juillet 2022`, `2022-07`, `fin 2022` ou `T1 2023`"


@pytest.mark.parametrize(
    ("texte", "iso", "francais"),
    [
        ("2022", "2022", "2022"),
        ("2022-12", "2022-12", "décembre 2022"),
        ("2022-07-05", "2022-07-05", "5\u00a0juillet 2022"),
        ("05/07/2022", "2022-07-05", "5\u00a0juillet 2022"),
        ("03/2026", "2026-03", "mars 2026"),
        ("5 juillet 2022", "2022-07-05", "5\u00a0juillet 2022"),
        ("le 5\u00a0Juillet 2022", "2022-07-05", "5\u00a0juillet 2022"),
        ("fevrier 2022", "2022-02", "février 2022"),
        ("5 juil. 2022", "2022-07-05", "5\u00a0juillet 2022"),
        ("fin févr 2022", "2022-02-21/2022-02-28", "fin février 2022"),
        ("1er juillet 2023", "2023-07-01", "1er\u00a0juillet 2023"),
        ("début 2023", "2023-01-01/2023-04-30", "début 2023"),
        ("mi-2023", "2023-05-01/2023-08-31", "mi-2023"),
        ("fin 2022", "2022-09-01/2022-12-31", "fin 2022"),
        ("mi-juin 2022", "2022-06-11/2022-06-20", "mi-juin 2022"),
        ("fin février 2024", "2024-02-21/2024-02-29", "fin février 2024"),
        ("T1 2023", "2023-01-01/2023-03-31", "1er\u00a0trimestre 2023"),
        ("2ème trimestre 2023", "2023-04-01/2023-06-30", "2e\u00a0trimestre 2023"),
    ],
)
def test_a_date_is_read_with_the_precision_it_has(texte: str, iso: str, francais: str) -> None:
    lue = lire_date(texte)
    assert (lue.iso(), lue.en_francais()) == (iso, francais)


@pytest.mark.parametrize(
    ("texte", "remede"),
    [
        ("31/02/2022", "le 31\u00a0février 2022 n’existe pas, ce mois a 28 jours"),
        ("2022-13", "le mois 13 n’existe pas, les mois vont de 1 à 12"),
        ("T5 2023", "le trimestre 5 n’existe pas, les trimestres vont de 1 à 4"),
        ("1850", "l’année 1850 n’est pas entre 1900 et 2100"),
        ("28/08/20", "l’année prend quatre chiffres, par exemple `28/08/2020`"),
        ("août 22", "l’année prend quatre chiffres, par exemple `août 2022`"),
        ("05.07.2022", "écrivez `05/07/2022`"),
        ("juilet 2022", "écrivez peut-être `juillet 2022`"),
        ("5 juillet", "il manque l’année"),
        ("mardi 5 juillet 2022", "écrivez `5 juillet 2022`"),
        ("2er juillet 2023", "écrivez `2 juillet 2023`"),
        ("1-fevrier-2022", "écrivez `1er février 2022`"),
        ("mars-avril 2022", f"écrivez par exemple {_EXEMPLES}"),
        ("jui 2022", f"écrivez par exemple {_EXEMPLES}"),
        ("bientôt", f"écrivez par exemple {_EXEMPLES}"),
    ],
)
def test_what_is_no_date_is_refused_with_its_remedy(texte: str, remede: str) -> None:
    with pytest.raises(ValueError) as refus:
        lire_date(texte)
    assert str(refus.value).startswith(f"`{texte}` ")
    assert str(refus.value).endswith(f"\u00a0: {remede}")


@pytest.mark.parametrize(
    "parties",
    [
        {"jour": 5},
        {"mois": 2, "jour": 30},
        {"mois": 1, "trimestre": 1},
        {"trimestre": 1, "moment": "fin"},
        {"mois": 1, "jour": 1, "moment": "mi"},
    ],
)
def test_a_date_that_means_nothing_cannot_be_made(parties: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"n’a de sens|n’existe pas|se précise"):
        DatePrecise(2022, **parties)  # type: ignore[arg-type]


@given(DATES)
def test_a_date_written_in_french_reads_back_the_same(jour: DatePrecise) -> None:
    assert lire_date(jour.en_francais()) == lire_date(jour.en_francais(article=True)) == jour


@given(DATES)
def test_a_date_is_written_as_typesetting_wants_it(jour: DatePrecise) -> None:
    assert composer(jour.en_francais()) == jour.en_francais()


@given(DATES, DATES)
def test_dates_have_one_order_by_first_day_then_the_vaguer_first(
    une: DatePrecise, autre: DatePrecise
) -> None:
    assert (une < autre) + (une == autre) + (une > autre) == 1
    if une < autre:
        assert une.debut < autre.debut or (une.debut == autre.debut and une.fin > autre.fin)


@given(DATES)
def test_the_bounds_of_a_date_hold_it(jour: DatePrecise) -> None:
    annee = DatePrecise(jour.annee)
    assert annee.debut <= jour.debut <= jour.fin <= annee.fin


def test_the_article_is_said_only_where_french_has_one() -> None:
    assert DatePrecise(2022, 7, 5).en_francais(article=True) == "le 5\u00a0juillet 2022"
    assert DatePrecise(2022, 7).en_francais(article=True) == "juillet 2022"


def test_the_precision_is_the_unit_in_which_the_date_is_said() -> None:
    textes = ["2022", "fin 2022", "T1 2022", "mi-juin 2022", "5 juin 2022"]
    assert [lire_date(texte).precision for texte in textes] == [
        "année",
        "année",
        "trimestre",
        "mois",
        "jour",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "5.7.2022",
        "05-07-22",
        "13/7/22",
        "5 7 22",
        "5.7.22",
        "1er juillt 2022",
        "12 mars 22",
        "3-2022",
    ],
)
def test_a_date_that_is_proposed_is_one_that_is_read(typed: str) -> None:
    with pytest.raises(ValueError) as refused:
        lire_date(typed)
    proposed = re.findall(r"`([^`]+)`", str(refused.value))[1:]
    assert proposed
    assert all(lire_date(date) for date in proposed)
