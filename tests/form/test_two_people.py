"""Two copies of one form, filled by two people and brought in turn: both are kept."""

from __future__ import annotations

import yaml
from tests.form.filling import back, dossier, form_of, in_controls, taken

from ppgp_docs.importing.applying import write
from ppgp_docs.importing.proposals import ProposalKind


def figure(rank: int, **said: str) -> dict[str, str]:
    return {f"dossier:chiffres[{rank}].{name}": text for name, text in said.items()}


def test_two_people_who_add_other_acronyms_and_figures_lose_neither(root, session, blank):
    for name, text, key in (("PMI", "protection maternelle", "Formés"), ("CAF", "caisse", "Vus")):
        answers = {"dossier:sigles[1].cle": name, "dossier:sigles[1].valeur": text}
        taken(root, session, in_controls(blank, answers | figure(1, cle=key, valeur="62")))
    assert dossier(root)["sigles"] == {"PMI": "protection maternelle", "CAF": "caisse"}
    assert list(dossier(root)["chiffres"]) == ["formes", "vus"]


def test_one_name_that_two_people_give_to_two_things_is_a_conflict(root, session, blank):
    """The second one would have taken the place of the first without a word."""
    taken(root, session, in_controls(blank, figure(1, cle="Formés", valeur="62", unite="agents")))
    said = dossier(root)["chiffres"]
    found = back(root, session, in_controls(blank, figure(2, cle="Formés", valeur="70")))
    [one] = found.comparison.proposals
    assert (one.kind, one.now, one.back) == (ProposalKind.CONFLICT, "62", "70")
    assert not one.is_sure
    assert one.place.startswith("Dossier › Chiffres")
    write(found.target, one.changes)
    assert dossier(root)["chiffres"] == {"formes": said["formes"] | {"valeur": "70"}}


def test_what_the_second_person_says_more_of_the_same_figure_is_added_to_it(root, session, blank):
    taken(root, session, in_controls(blank, figure(1, cle="Formés", valeur="62")))
    again = in_controls(blank, figure(1, cle="Formés", valeur="62", source="enquête"))
    [one] = taken(root, session, again).proposals
    assert (one.kind, one.back) == (ProposalKind.ADDED, "enquête")
    assert dossier(root)["chiffres"] == {"formes": {"valeur": "62", "source": "enquête"}}


def test_one_name_given_twice_in_one_form_keeps_both(root, session, blank):
    answers = figure(1, cle="Formés", valeur="62") | figure(2, cle="Formés", valeur="70")
    taken(root, session, in_controls(blank, answers))
    assert dossier(root)["chiffres"] == {"formes": {"valeur": "62"}, "formes_2": {"valeur": "70"}}


def test_entries_that_were_there_are_changed_in_their_place(root, session, blank):
    figures = figure(1, cle="Formés", valeur="62") | figure(2, cle="Vus", valeur="40")
    taken(root, session, in_controls(blank, figures))
    answers = {"dossier:chiffres.formes.valeur": "63", "dossier:chiffres[3].cle": "Orientés"}
    answers |= {"dossier:chiffres[3].valeur": "9"}
    taken(root, session, in_controls(form_of(root, session, "38"), answers))
    text = (root / "departments" / "38-isere" / "dossier.yaml").read_text("utf-8")
    values = {key: one["valeur"] for key, one in yaml.safe_load(text)["chiffres"].items()}
    assert values == {"formes": 63, "vus": 40, "orientes": 9}
    assert list(values) == ["formes", "vus", "orientes"]
