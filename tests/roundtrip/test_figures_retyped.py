"""Figures retyped in Word with all that is said of them: « 312 enfants sur 1 040 (30 %) »."""

from __future__ import annotations

import attrs
import pytest
from tests.roundtrip.conftest import data_of, take_all
from tests.roundtrip.word_hand import ESSAI, FICHE, typed_over, yaml_of

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.render.render import render
from ppgp_docs.workspace.find import find_workspace

START = "fiche-12:indicateurs[1].reference"
TARGET = "fiche-12:indicateurs[1].cible"


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def retyped(desk, tag, text, name=ESSAI):
    """The one proposal that a figure retyped makes."""
    target = desk.target(name)
    [one] = desk.back(typed_over(desk.files[name], tag, text), target).proposals
    return target, one


def figures(desk) -> dict[str, dict[str, str]]:
    return yaml_of(desk, "12-")["chiffres"]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("325 enfants sur 1 040 (31 %)", {"suivis": {"valeur": "325"}}),
        ("325 enfants sur 1\u202f040 (31,3\u00a0%)", {"suivis": {"valeur": "325"}}),
        ("325 enfants sur 1 040", {"suivis": {"valeur": "325"}}),
        ("325 enfants", {"suivis": {"valeur": "325"}}),
        ("325", {"suivis": {"valeur": "325"}}),
        ("1 enfant sur 1 040 (0,1 %)", {"suivis": {"valeur": "1"}}),
        ("325 enfants sur 1 100 (30 %)",
         {"suivis": {"valeur": "325"}, "enfants": {"valeur": "1100"}}),
        ("312 nourrissons sur 1 040 (30 %)", {"suivis": {"unite": "nourrissons"}}),
    ],
)  # fmt: skip
def test_a_figure_that_adds_up_is_taken_with_all_that_was_typed_of_it(own_desk, text, changed):
    before = figures(own_desk)
    target, one = retyped(own_desk, START, text)
    assert one.kind is ProposalKind.CHANGED, one.why
    take_all(target, _alone(one))
    for name, fields in changed.items():
        before[name] |= fields
    assert figures(own_desk) == before


def _alone(one):
    class Comparison:
        proposals = (one,)

    return Comparison


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("325 enfants sur 1 040 (40 %)",
         "325 sur 1 040 font 31 %, et non 40 % : corrigez l’un des deux nombres"),
        ("325 enfants, à confirmer (voir Paul)", "n’a pas de place dans un chiffre"),
        ("beaucoup", "« beaucoup » ne commence pas par un nombre"),
    ],
)  # fmt: skip
def test_a_figure_that_does_not_add_up_is_refused_with_what_to_do(desk, text, why):
    _, one = retyped(desk, START, text)
    assert one.kind is ProposalKind.REFUSED
    assert why in spaced(one.why)


def test_a_share_that_was_left_as_it_was_follows_its_numbers(desk):
    _, one = retyped(desk, START, "520 enfants sur 1 040 (30 %)")
    assert one.kind is ProposalKind.CHANGED
    assert "le pourcentage se calcule : 520 sur 1 040 font 50 %" in spaced(one.why)


def test_a_total_that_changed_says_that_it_changes_everywhere(desk):
    _, one = retyped(desk, START, "312 enfants sur 1 100 (28 %)")
    assert "le total « enfants » (1 040) devient 1 100, partout où il est cité" in spaced(one.why)


def test_a_share_that_the_dossier_works_out_says_of_what(own_desk):
    """The share is all that a reference prints."""
    [file] = (own_desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    told = "      - Les familles de Corse"
    assert told in text
    cited = "      - Part suivie {{ chiffres.suivis.pct }}.\n"
    file.write_text(text.replace(told, cited + told), "utf-8")
    folder = next(one for one in find_workspace(own_desk.root).folders() if "2A" in one.name)
    dossier = own_desk.session.read(folder).dossier
    [document] = own_desk.session.plugins.format("fiche-action").documents(dossier)
    made = {ESSAI: render(document, own_desk.session).data}
    _, one = retyped(attrs.evolve(own_desk, files=made), "renvoi:chiffres.suivis.pct", "16 %")
    assert one.kind is ProposalKind.REFUSED
    assert (
        "« 16 % » ne se tape pas : ce pourcentage se calcule, « enfants suivis » (312) sur "
        "« enfants » (1 040) font 30 % ; changez l’un de ces deux nombres" in spaced(one.why)
    )


@pytest.mark.parametrize(("text", "value"), [("30 %", "30 %"), ("30,5%", "30,5 %")])
def test_a_share_that_the_source_gave_is_typed_over(own_desk, text, value):
    target, one = retyped(own_desk, TARGET, text)
    take_all(target, _alone(one))
    assert figures(own_desk)["cible"]["pourcentage"] == value


def test_a_share_without_its_sign_is_told_how_it_is_written(desk):
    _, one = retyped(desk, TARGET, "30")
    assert "ce chiffre est un pourcentage : écrivez « 30 % »" in one.why


@pytest.fixture
def with_target(own_desk):
    """The shipped fiche with a target that counts people; the summary of its contract prints it."""
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    told = "    population: enfants de 0 à 6 ans\n"
    assert text.count(told) == 1
    text = text.replace(told, f"{told}    cible: vises\n")
    text = text.replace(
        "chiffres:\n", "chiffres:\n  vises: {valeur: 45, libelle: personnes visées}\n", 1
    )
    file.write_text(text.replace('    unite: "%"\n', "    unite: personnes\n", 1), "utf-8")
    folder = next(one for one in find_workspace(own_desk.root).folders() if "77" in one.name)
    dossier = own_desk.session.read(folder).dossier
    made = {
        document.name: render(document, own_desk.session).data
        for name in ("fiche-action", "recapitulatif-contrat")
        for document in own_desk.session.plugins.format(name).documents(dossier)
    }
    return attrs.evolve(own_desk, files=made)


@pytest.mark.parametrize("name", [FICHE, "recapitulatif-contrat-seine-et-marne"])
@pytest.mark.parametrize("text", ["50 personnes", "50"])
def test_a_target_is_retyped_with_its_unit_in_the_fiche_and_in_the_summary(with_target, name, text):
    target, one = retyped(with_target, "fiche-8:indicateurs[1].cible", text, name)
    assert one.kind is ProposalKind.CHANGED, one.why
    take_all(target, _alone(one))
    [fiche] = [data for file, data in data_of(with_target.root).items() if file.startswith("08-")]
    assert fiche["chiffres"]["vises"] == {"valeur": "50", "libelle": "personnes visées"}
