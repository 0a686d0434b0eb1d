"""A dossier that changed, or went wrong, while its file was away."""

from __future__ import annotations

import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import FICHE, controls, returned, type_over, typed, yaml_of

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.roundtrip.archive import UnreadableFileError


def dossier_says(desk, before: str, after: str, name: str = "dossier.yaml") -> None:
    """Someone changes the dossier while its file is away."""
    [file] = (desk.root / "departments" / "77-seine-et-marne").rglob(name)
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")


def figure_of(desk) -> str:
    """The file where the figure of the visits stands, as it was shipped."""
    folder = desk.root / "departments" / "77-seine-et-marne"
    [file] = [one for one in folder.rglob("*.yaml") if "valeur: 6957" in one.read_text("utf-8")]
    return file.name


def figure_typed(text: str):
    return lambda root: type_over(controls(root, "renvoi:chiffres.vad")[0], text)


@pytest.mark.parametrize(
    ("now", "back", "kind"),
    [
        ("7000", "7\u202f100", ProposalKind.CONFLICT),
        ("7000", "7\u202f000", None),
        ("7000", "7000", None),
        ("7000", "6 957", None),
        ("7000", "6957", None),
        ("6957", "7 100", ProposalKind.FIGURE),
        ("6957", "6957", None),
    ],
)
def test_a_cited_figure_that_changed_on_both_sides_is_a_conflict(own_desk, now, back, kind):
    dossier_says(own_desk, "valeur: 6957", f"valeur: {now}", figure_of(own_desk))
    _, found = returned(own_desk, FICHE, figure_typed(back))
    assert [one.kind for one in found.proposals] == [kind] * (kind is not None)
    for one in found.proposals:
        said = (one.sent, one.back, one.now.replace(" ", ""))
        assert said == ("6 957", "7 100", now)
        assert one.instead


def test_a_cited_figure_that_the_dossier_no_longer_prints_is_compared_with_what_it_holds(own_desk):
    dossier_says(own_desk, "valeur: 6957", "valeur: 7000", figure_of(own_desk))
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    file.write_text(text.replace("{{ chiffres.vad }}", "beaucoup de"), "utf-8")
    _, found = returned(own_desk, FICHE, figure_typed("7 100"))
    [one] = [each for each in found.proposals if "renvoi" in each.place or each.back == "7 100"]
    assert (one.kind, one.now, one.instead) == (ProposalKind.CONFLICT, "7000", ())


def test_to_change_a_figure_in_one_text_keeps_what_the_dossier_made_of_this_text(own_desk):
    dossier_says(own_desk, "Le Département a réalisé", "Le Département a mené", "08*.yaml")
    _, found = returned(own_desk, FICHE, figure_typed("7 100"))
    [one] = found.proposals
    [here] = one.instead
    assert here.change.value.startswith("Le Département a mené 7 100 visites")


def test_the_second_file_is_read_when_the_first_one_put_a_stated_total_at_odds(own_desk):
    amount = typed("fiche-8:budget.lignes[1].montant", "16 500 €")
    target, found = returned(own_desk, FICHE, amount)
    take_all(target, found)
    reading = own_desk.session.read(target.folder)
    assert reading.dossier is None, "a total that the fiche states is no longer that of its lines"
    target, found = returned(own_desk, FICHE, typed("fiche-8:referent", "Service de PMI"))
    [one] = found.proposals
    assert (one.kind, one.is_sure, one.why) == (ProposalKind.CHANGED, True, "")
    take_all(target, found)
    assert yaml_of(own_desk, "08")["referent"] == "Service de PMI"


def test_a_file_of_the_dossier_that_cannot_be_read_is_named_with_its_line(own_desk):
    dossier_says(own_desk, "\nbudget:", "\nbudget: [", "08*.yaml")
    with pytest.raises(UnreadableFileError) as refused:
        own_desk.target(FICHE)
    assert "`08-visites-a-domicile.yaml` du dossier ne se lit pas, ligne " in str(refused.value)
    assert "ppgp" not in str(refused.value)
