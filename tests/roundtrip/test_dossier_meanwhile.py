"""A dossier that changed, or went wrong, while its file was away."""

from __future__ import annotations

import codecs

import attrs
import pytest
from tests.roundtrip.conftest import take_all
from tests.roundtrip.word_hand import (
    FICHE,
    W,
    controls,
    returned,
    type_over,
    typed,
    typed_over,
    yaml_of,
)

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.target import find_target
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import Candidate
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace


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


UNREAD = ("montant: 16 497 €\n      statut: acquis", "montant: environ 16 k€\n      statut: acquis")


def test_a_line_that_cannot_be_read_moves_no_change_to_another_one(own_desk):
    """A draft leaves it out: ranks in what it prints are not those of the file."""
    dossier_says(own_desk, *UNREAD, "08*.yaml")
    amount = typed("fiche-8:budget.lignes[2].montant", "190 000 €")
    target, found = returned(own_desk, FICHE, amount)
    [one] = found.proposals
    assert one.address == "fiche-8:budget.lignes[2].montant"
    take_all(target, found)
    amounts = [line["montant"] for line in yaml_of(own_desk, "08")["budget"]["lignes"]]
    assert amounts == ["environ 16 k€", "190 000 €", "30 542 €"]


def test_what_cannot_be_read_in_the_dossier_is_mended_by_the_file(own_desk):
    dossier_says(own_desk, *UNREAD, "08*.yaml")
    _, found = returned(own_desk, FICHE, typed("fiche-8:budget.lignes[1].montant", "16 500 €"))
    [one] = found.proposals
    assert (one.kind, one.now) == (ProposalKind.CONFLICT, "environ 16 k€")
    [change] = one.changes
    assert change.change.path == ("budget", "lignes", 0, "montant")


def test_a_draft_that_left_a_line_out_changes_the_line_that_it_shows(own_desk, session):
    dossier_says(own_desk, *UNREAD, "08*.yaml")
    folder = own_desk.target(FICHE).folder
    read = read_draft(session, folder)
    format = session.plugins.format("fiche-action")
    [document] = format.documents(read.reading.dossier)
    [candidate] = as_drafts([Candidate(format, document, None)], read.remaining)
    data = render(candidate.document, session).data
    data = typed_over(data, "fiche-8:budget.lignes[1].montant", "190 000 €")
    target = find_target(session, find_workspace(own_desk.root), opened(data).origin)
    [one] = own_desk.back(data, target).proposals
    [change] = one.changes
    assert change.change.path == ("budget", "lignes", 1, "montant")


def test_a_file_that_begins_with_a_mark_takes_what_comes_back_and_keeps_it(own_desk):
    """What Windows writes at the head of a text in UTF-8."""
    [file] = (own_desk.root / "departments" / "77-seine-et-marne" / "fiches").glob("*.yaml")
    file.write_bytes(codecs.BOM_UTF8 + file.read_bytes())
    target, found = returned(own_desk, FICHE, typed("fiche-8:referent", "Service de PMI"))
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.CHANGED, True)
    take_all(target, found)
    written = file.read_bytes()
    assert written.startswith(codecs.BOM_UTF8)
    assert written.count(codecs.BOM_UTF8) == 1


@pytest.mark.parametrize("text", ["7 100 environ", "sept mille"])
def test_words_that_no_figure_holds_are_written_in_that_text_alone(own_desk, text):
    _, found = returned(own_desk, FICHE, figure_typed(text))
    [one] = found.proposals
    assert (one.kind, one.is_sure) == (ProposalKind.FIGURE, False)
    assert "ce texte seul" in one.why
    [here] = one.changes
    assert here.change.value.startswith(f"Le Département a réalisé {text} visites")


def test_two_texts_of_one_file_that_change_a_figure_otherwise_are_told_so(own_desk):
    cited = "Préparer {{ chiffres.vad }} visites"
    dossier_says(own_desk, "Préparation du projet", cited, "08*.yaml")
    folder = own_desk.target(FICHE).folder
    dossier = own_desk.session.read(folder).dossier
    [document] = own_desk.session.plugins.format("fiche-action").documents(dossier)
    sent = render(document, own_desk.session).data
    desk = attrs.evolve(own_desk, files={**own_desk.files, FICHE: sent})

    def twice(first: str, second: str):
        def change(root) -> None:
            places = controls(root, "renvoi:chiffres.vad")
            for control, text in zip(places, (first, second), strict=True):
                type_over(control, text)

        return returned(desk, FICHE, change)[1].proposals

    rivals = twice("7 000", "7 200")
    assert [one.kind for one in rivals] == [ProposalKind.RIVAL] * 2
    assert ["« 7 200 »" in rivals[0].why, "« 7 000 »" in rivals[1].why] == [True, True]
    assert not any(one.is_sure for one in rivals)
    assert {one.kind for one in twice("7 000", "7 000")} == {ProposalKind.FIGURE}


def test_a_file_of_the_dossier_that_cannot_be_read_is_named_with_its_line(own_desk):
    dossier_says(own_desk, "\nbudget:", "\nbudget: [", "08*.yaml")
    with pytest.raises(UnreadableFileError) as refused:
        own_desk.target(FICHE)
    assert "`08-visites-a-domicile.yaml` du dossier ne se lit pas, ligne " in str(refused.value)
    assert "ppgp" not in str(refused.value)


def said_otherwise(before: str, after: str):
    """Someone types other words in a paragraph of the Word file."""

    def change(root) -> None:
        [text] = [each for each in root.iter(f"{W}t") if before in (each.text or "")]
        text.text = text.text.replace(before, after)

    return change


def test_two_people_who_change_two_paragraphs_of_one_text_both_keep_theirs(own_desk):
    dossier_says(own_desk, "Pour l’offre médicale", "Pour l’offre de soins", "08*.yaml")
    edit = said_otherwise("Pour l’essentiel, une VAD", "Le plus souvent, une VAD")
    target, found = returned(own_desk, FICHE, edit)
    [one] = found.proposals
    assert one.is_sure
    assert "d’autres paragraphes de ce texte ont changé" in one.why
    take_all(target, found)
    text = yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    assert "Pour l’offre de soins" in text
    assert "Le plus souvent, une VAD" in text
    assert "{{ chiffres.vad }}" in text


def test_two_people_who_change_one_paragraph_are_asked_to_choose(own_desk):
    dossier_says(own_desk, "Pour l’essentiel, une VAD", "D’ordinaire, une VAD", "08*.yaml")
    edit = said_otherwise("Pour l’essentiel, une VAD", "Le plus souvent, une VAD")
    _, found = returned(own_desk, FICHE, edit)
    [one] = found.proposals
    assert one.kind is ProposalKind.CONFLICT


def test_a_paragraph_changed_in_the_file_follows_one_that_the_dossier_put_before_it(own_desk):
    added = "Un paragraphe de plus, venu depuis.\n\n          Pour l’offre médicale"
    dossier_says(own_desk, "Pour l’offre médicale", added, "08*.yaml")
    edit = said_otherwise("Pour l’essentiel, une VAD", "Le plus souvent, une VAD")
    target, found = returned(own_desk, FICHE, edit)
    take_all(target, found)
    text = yaml_of(own_desk, "08")["rubriques"][0]["blocs"][0]["texte"]
    assert "Un paragraphe de plus, venu depuis." in text
    assert "Le plus souvent, une VAD" in text
