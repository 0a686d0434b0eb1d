"""An answer that its field cannot receive: told with its place, the others of its list taken."""

from __future__ import annotations

from tests.form.filling import back, dossier, in_controls, taken
from tests.roundtrip.word_hand import controls, edited, paragraph, paragraph_of, table

from ppgp_docs.importing import form_judging
from ppgp_docs.importing.proposals import ProposalKind

FIGURES = {
    "dossier:chiffres[1].cle": "Formés",
    "dossier:chiffres[1].valeur": "62",
    "dossier:chiffres[1].pourcentage": "beaucoup",
    "dossier:chiffres[2].cle": "Familles",
    "dossier:chiffres[2].valeur": "23",
    "dossier:chiffres[2].source": "enquête",
}


def test_one_refused_answer_of_a_list_leaves_the_others_taken(root, session, blank):
    taken(root, session, in_controls(blank, FIGURES))
    assert dossier(root)["chiffres"] == {
        "formes": {"valeur": "62"}, "familles": {"valeur": "23", "source": "enquête"},
    }  # fmt: skip


def test_it_is_told_with_its_place_and_the_name_of_its_field(root, session, blank):
    found = back(root, session, in_controls(blank, FIGURES)).comparison
    [one] = [each for each in found.proposals if each.kind is ProposalKind.REFUSED]
    assert one.back == "beaucoup"
    assert one.place.startswith("Dossier › Chiffres")
    assert one.place.endswith("Pourcentage")
    assert "`" not in one.why.split("beaucoup")[0]


def test_many_answers_are_judged_in_few_readings(root, session, blank, monkeypatch):
    """Each reading is of the whole dossier with all that was taken before."""
    readings: list[int] = []
    read = form_judging._faults

    def counted(target, changes):
        readings.append(len(changes))
        return read(target, changes)

    monkeypatch.setattr(form_judging, "_faults", counted)
    titles = {
        f"dossier:{part}.titre": "Une partie" for part in ("contexte", "chronologie", "et_apres")
    }
    back(root, session, in_controls(blank, FIGURES | titles))
    assert len(readings) < 20


def test_a_table_put_in_a_form_is_a_block_among_what_was_typed_around_it(root, session, blank):
    data = in_controls(blank, {"dossier:contexte.blocs": "Le service compte 45 agents."})

    def change(body):
        [control] = controls(body, "dossier:contexte.blocs")
        near = paragraph_of(control)
        near.addnext(paragraph("Et voilà."))
        near.addnext(table([("Site", "Familles"), ("Valence", "310")]))
        near.addnext(paragraph("Il couvre deux bassins."))

    found = taken(root, session, edited(data, change))
    assert found.left_over == ()
    assert dossier(root)["contexte"]["blocs"] == [
        "Le service compte 45 agents.",
        "Il couvre deux bassins.",
        {
            "type": "tableau",
            "titre": "[à compléter]",
            "colonnes": ["Site", "Familles"],
            "lignes": [["Valence", "310"]],
        },
        "Et voilà.",
    ]
