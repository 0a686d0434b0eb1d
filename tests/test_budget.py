"""The budget engine: what every total, share and table owes to the lines, to the cent."""

from collections.abc import Iterable
from dataclasses import FrozenInstanceError, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.budget import (
    CENTIME,
    Budget,
    Chemin,
    Ecart,
    a_l_etape,
    comparer,
    cout,
    libelle_financeur,
    repartir,
)


@dataclass(frozen=True)
class Ligne:
    financeur: str
    nature: Literal["propre", "transverse"]
    annee: int
    montant: Decimal
    statut: str = "propose"


# Seine-et-Marne, Fiche action 8, forecast budget; the lines stand in the order of no cut.
FICHE_8 = Budget(
    (
        Ligne("FIR", "transverse", 2021, Decimal(30542)),
        Ligne("FIR", "propre", 2021, Decimal(180500)),
        Ligne("CD", "transverse", 2021, Decimal(16497)),
    )
)

euros = st.decimals(-(10**9), 10**9, places=2)  # a correction may be negative
lignes = st.builds(
    Ligne,
    financeur=st.sampled_from(["autre:CAF", "ONDAM_MS", "CD", "autre:Ville", "BOP304", "FIR"]),
    nature=st.sampled_from(["transverse", "propre"]),
    annee=st.integers(2020, 2027),
    montant=euros,
)
budgets = st.lists(lignes, min_size=1, max_size=12).map(tuple).map(Budget)
cles_de_repartition = st.dictionaries(
    st.text(max_size=3), st.decimals(0, 10**6, places=3), min_size=1, max_size=9
).filter(lambda cles: any(cles.values()))


def somme(lignes: Iterable[Ligne]) -> Decimal:
    """Add up in whole cents: an oracle that shares no arithmetic with the engine."""
    return Decimal(sum(int(ligne.montant * 100) for ligne in lignes)) / 100


def exactes(montant: Decimal, cles: Iterable[Decimal]) -> list[Fraction]:
    poids = [Fraction(cle) for cle in cles]
    return [Fraction(montant) * cle / sum(poids) for cle in poids]


def test_fiche_8_gives_its_printed_amounts_and_the_total_that_it_never_printed() -> None:
    assert FICHE_8.par_financeur() == {"CD": 16497, "FIR": 211042}
    assert FICHE_8.par_nature() == {"propre": 180500, "transverse": 47039}
    assert FICHE_8.par_annee() == {2021: 227539}
    assert FICHE_8.total() == 227539


def test_fiche_8_is_a_tree_of_funders_natures_years_and_lines() -> None:
    transverse_fir, propre_fir, transverse_cd = FICHE_8.lignes
    arbre = [
        (financeur.cle, int(financeur.total), nature.cle, annee.cle, annee.lignes)
        for financeur in FICHE_8.arbre()
        for nature in financeur.branches
        for annee in nature.branches
    ]
    assert arbre == [
        ("CD", 16497, "transverse", 2021, (transverse_cd,)),
        ("FIR", 211042, "propre", 2021, (propre_fir,)),
        ("FIR", 211042, "transverse", 2021, (transverse_fir,)),
    ]


def test_fiche_8_costs_722_euros_of_its_own_for_each_of_250_people() -> None:
    assert FICHE_8.extrait("FIR", "propre").cout_par(250) == 722


@given(budgets)
def test_every_cut_adds_up_to_the_lines_to_the_cent(budget: Budget[Ligne]) -> None:
    attendu = somme(budget.lignes)
    tableau = budget.financeur_annee()
    assert budget.total() == attendu
    assert sum(budget.par_financeur().values()) == attendu
    assert sum(budget.par_nature().values()) == attendu
    assert sum(budget.par_annee().values()) == attendu
    assert {cle: sum(rangee.values()) for cle, rangee in tableau.items()} == budget.par_financeur()
    for annee, total in budget.par_annee().items():
        assert sum(rangee[annee] for rangee in tableau.values()) == total


@given(budgets)
def test_each_branch_of_the_tree_is_the_sum_of_those_below(budget: Budget[Ligne]) -> None:
    feuilles: list[Ligne] = []
    for financeur in budget.arbre():
        assert financeur.total == sum(nature.total for nature in financeur.branches)
        for nature in financeur.branches:
            assert nature.total == sum(annee.total for annee in nature.branches)
            for annee in nature.branches:
                assert annee.total == somme(annee.lignes)
                assert {(x.financeur, x.nature, x.annee) for x in annee.lignes} == {
                    (financeur.cle, nature.cle, annee.cle)
                }
                feuilles += annee.lignes
    assert sorted(feuilles, key=repr) == sorted(budget.lignes, key=repr)


@given(st.data(), budgets)
def test_no_amount_depends_on_the_order_of_the_lines(
    data: st.DataObject, budget: Budget[Ligne]
) -> None:
    melange = Budget(tuple(data.draw(st.permutations(budget.lignes))))
    assert melange.total() == budget.total()
    assert melange.par_financeur() == budget.par_financeur()
    assert melange.par_nature() == budget.par_nature()
    assert melange.par_annee() == budget.par_annee()
    assert melange.financeur_annee() == budget.financeur_annee()


@pytest.mark.parametrize(("base", "attendu"), [(2, "0.01"), (3, "0")], ids=["half", "third"])
def test_a_cost_per_person_is_rounded_half_up_to_the_cent(base: int, attendu: str) -> None:
    un_centime = Budget((Ligne("CD", "propre", 2021, Decimal("0.01")),))
    assert un_centime.cout_par(base) == Decimal(attendu)


@pytest.mark.parametrize(
    ("quantite", "unitaire", "mois", "attendu"),
    [
        ("0.5", "0.01", None, "0.01"),
        ("1.5", "0.01", None, "0.02"),
        ("2.5", "0.01", None, "0.03"),
        ("4.5", "0.01", None, "0.05"),
        ("333", "0.0345", None, "11.49"),
        ("1", "0.06", "1", "0.01"),
        ("1", "0.30", "1", "0.03"),
        ("-2.5", "0.01", None, "-0.02"),
    ],
)
def test_a_cost_that_is_half_a_cent_away_goes_up(
    quantite: str, unitaire: str, mois: str | None, attendu: str
) -> None:
    found = cout(Decimal(quantite), Decimal(unitaire), None if mois is None else Decimal(mois))
    assert found == Decimal(attendu)


def test_a_cost_per_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="doit être positif, `0` trouvé"):
        FICHE_8.cout_par(0)
    with pytest.raises(ValueError, match="doit être positif, `-3` trouvé"):
        FICHE_8.cout_par(-3)


def test_the_total_of_each_status_is_that_of_its_lines_alone() -> None:
    lignes = [
        replace(Ligne("CD", "propre", 2021, Decimal(montant)), statut="".join(statut))
        for montant, statut in ((5, "acquis"), (7, "propose"), (11, "acquis"))
    ]
    assert Budget(tuple(lignes)).par_statut() == {"propose": Decimal(7), "acquis": Decimal(16)}


def test_a_status_of_which_nothing_is_left_is_told_where_there_is_nothing_else() -> None:
    lignes = [Ligne("CD", "propre", 2021, Decimal(montant), statut="acquis") for montant in (5, -5)]
    nothing = Budget(tuple(lignes))
    assert nothing.par_statut() == {"acquis": Decimal(0)}
    other = Ligne("CD", "propre", 2021, Decimal(7), statut="propose")
    assert Budget((*lignes, other)).par_statut() == {"propose": Decimal(7)}


def test_nothing_changes_a_budget_nor_a_branch_once_it_is_made() -> None:
    (branche, *_) = FICHE_8.arbre()
    for frozen, name in ((FICHE_8, "lignes"), (branche, "total")):
        with pytest.raises(FrozenInstanceError):
            setattr(frozen, name, ())


def test_funders_natures_and_years_come_in_the_stated_order() -> None:
    budget = Budget(
        tuple(
            Ligne(financeur, nature, annee, Decimal(1))
            for annee in (2022, 2020)
            for financeur in ("autre:Ville", "ONDAM_MS", "autre:CAF", "BOP304", "FIR", "CD")
            for nature in ("transverse", "propre")
        )
    )
    financeurs = ["CD", "FIR", "BOP304", "ONDAM_MS", "autre:Ville", "autre:CAF"]
    arbre = budget.arbre()
    assert [branche.cle for branche in arbre] == financeurs
    assert [branche.cle for branche in arbre[0].branches] == ["propre", "transverse"]
    assert [branche.cle for branche in arbre[0].branches[0].branches] == [2020, 2022]
    assert list(budget.financeur_annee()) == financeurs


@given(st.lists(lignes, min_size=1), st.data())
def test_what_was_spent_is_never_added_to_what_is_planned(
    toutes: list[Ligne], data: st.DataObject
) -> None:
    statuts = st.sampled_from(["propose", "acquis", "notifie", "realise"])
    dites = [replace(ligne, statut=data.draw(statuts)) for ligne in toutes]
    depensees = [ligne for ligne in dites if ligne.statut == "realise"]
    prevues = [ligne for ligne in dites if ligne.statut != "realise"]
    assert a_l_etape(dites, "prevu").total() == somme(prevues)
    assert a_l_etape(dites, "realise").total() == somme(depensees)
    if depensees and prevues:
        with pytest.raises(ValueError, match="réalisé"):
            Budget(tuple(dites))


@given(euros, cles_de_repartition)
def test_an_allocation_adds_up_to_the_amount_each_part_within_a_cent(
    montant: Decimal, cles: dict[str, Decimal]
) -> None:
    parts = repartir(montant, cles)
    assert list(parts) == list(cles)
    assert sum(parts.values()) == montant
    for part, exacte in zip(parts.values(), exactes(montant, cles.values()), strict=True):
        assert abs(Fraction(part) - exacte) < Fraction(1, 100)


@given(euros, cles_de_repartition)
def test_the_steps_left_over_go_to_the_largest_remainders_then_to_the_first(
    montant: Decimal, cles: dict[str, Decimal]
) -> None:
    parts = list(repartir(montant, cles).values())
    justes = exactes(montant, cles.values())
    merite = sorted(range(len(parts)), key=lambda rang: (-(justes[rang] % Fraction(CENTIME)), rang))
    servis = {rang for rang, part in enumerate(parts) if Fraction(part) > justes[rang]}
    assert servis == set(merite[: len(servis)])


def test_a_tie_goes_to_the_first_key_and_a_zero_key_gets_nothing() -> None:
    cles = {"vide": Decimal(0), "Meaux": Decimal(1), "Melun": Decimal(1)}
    parts = repartir(Decimal("0.03"), cles)
    assert parts == {"vide": 0, "Meaux": Decimal("0.02"), "Melun": Decimal("0.01")}


def test_an_allocation_can_be_made_in_whole_euros() -> None:
    parts = repartir(Decimal(100), dict.fromkeys("abc", Decimal(1)), pas=Decimal(1))
    assert list(parts.values()) == [34, 33, 33]


@pytest.mark.parametrize(
    ("montant", "cles", "message"),
    [
        (
            "10",
            {"Meaux": "-1.5", "Melun": "3"},
            "la clé de répartition `Meaux` ne peut valoir `-1,5`",
        ),
        ("10", {"Meaux": "NaN"}, "la clé de répartition `Meaux` ne peut valoir `NaN`"),
        ("10", {"Meaux": "0"}, "au moins une clé de répartition doit être supérieure à zéro"),
        ("10", {}, "au moins une clé de répartition doit être supérieure à zéro"),
        ("0.005", {"Meaux": "1"}, "`0,005` n’est pas un multiple de `0,01`"),
    ],
    ids=["negative", "not a number", "all zero", "none", "below the cent"],
)
def test_an_allocation_that_cannot_be_exact_says_why_in_french(
    montant: str, cles: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError) as refus:
        repartir(Decimal(montant), {nom: Decimal(cle) for nom, cle in cles.items()})
    assert str(refus.value) == message


@given(budgets)
def test_announcing_what_the_lines_give_raises_nothing(budget: Budget[Ligne]) -> None:
    annonces: dict[Chemin, Decimal] = {
        (): budget.total(),
        **{(cle,): total for cle, total in budget.par_financeur().items()},
        **{("nature", cle): total for cle, total in budget.par_nature().items()},
        **{("annee", annee): total for annee, total in budget.par_annee().items()},
        **{
            (cle, annee): montant
            for cle, rangee in budget.financeur_annee().items()
            for annee, montant in rangee.items()
        },
    }
    assert comparer(budget, annonces) == ()


ANNONCES_JUSTES: dict[Chemin, tuple[int, str]] = {
    (): (227539, "total"),
    ("FIR",): (211042, "Fonds d’intervention régional (FIR)"),
    ("FIR", 2021): (211042, "Fonds d’intervention régional (FIR), année 2021"),
    ("CD", "transverse"): (16497, "Département, montants transverses affectés à l’action"),
    ("CD", "transverse", 2021): (
        16497,
        "Département, montants transverses affectés à l’action, année 2021",
    ),
    ("nature", "propre"): (180500, "montants propres à l’action"),
    ("annee", 2021): (227539, "année 2021"),
}


@pytest.mark.parametrize("chemin", ANNONCES_JUSTES, ids=str)
@pytest.mark.parametrize("erreur", [Decimal("0.01"), Decimal("-0.01")], ids=str)
def test_one_cent_is_seen_in_any_part_and_the_part_is_named(
    chemin: Chemin, erreur: Decimal
) -> None:
    annonces = {ou: Decimal(juste) for ou, (juste, _) in ANNONCES_JUSTES.items()}
    juste, libelle = ANNONCES_JUSTES[chemin]
    (ecart,) = comparer(FICHE_8, {**annonces, chemin: juste + erreur})
    assert ecart == Ecart(libelle, juste + erreur, Decimal(juste), chemin)
    assert ecart.difference == erreur


def test_a_part_without_a_line_is_computed_as_zero() -> None:
    annonces: dict[Chemin, Decimal] = {("BOP304",): Decimal(5), ("annee", 2022): Decimal(0)}
    attendu = Ecart("État, programme 304", Decimal(5), Decimal(0), ("BOP304",))
    assert comparer(FICHE_8, annonces) == (attendu,)


@pytest.mark.parametrize(
    ("cle", "libelle"),
    [
        ("CD", "Département"),
        ("ONDAM_MS", "ONDAM médico-social"),
        ("autre:CAF", "CAF"),
        ("autre: Fondation de l’enfance", "Fondation de l’enfance"),
        ("FEDER", "FEDER"),
    ],
)
def test_a_funder_is_printed_by_its_name_or_by_its_own_key(cle: str, libelle: str) -> None:
    assert libelle_financeur(cle) == libelle


def test_where_no_departement_pays_its_funder_has_another_name() -> None:
    assert libelle_financeur("CD", "Métropole de Lyon") == "Métropole de Lyon"
    (ecart,) = comparer(FICHE_8, {("CD", 2021): Decimal(1)}, "Métropole de Lyon")
    assert ecart.libelle == "Métropole de Lyon, année 2021"
