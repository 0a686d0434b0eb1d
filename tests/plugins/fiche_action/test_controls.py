"""Each field of the fiche stands in a content control whose tag leads back to the dossier."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import attrs
import pytest

from ppgp_docs.budget import Budget
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.address import Address, ItemId, Rank
from ppgp_docs.model.prose import Line, Prose, Run
from ppgp_docs.roundtrip.fields import bookmark_of, tag_of
from ppgp_docs.workspace.folder import DossierFolder

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIMIT = 64
"""Word takes no longer tag."""


def follow(fiche: Any, address: Address) -> Any:
    """The value of a fiche that an address names."""
    value = fiche
    for step in address.steps:
        if isinstance(step, ItemId):
            [value] = [row for row in value if step.name in (getattr(row, "cle", ""), row.id)]
        elif isinstance(step, Rank):
            value = value[step.number - 1]
        else:
            value = getattr(value, step)
    return value


def printed(value: Any) -> str:
    """A value of the model as the sheet prints it."""
    if isinstance(value, Line | Prose):
        return value.plain
    if isinstance(value, Decimal):
        return euros(value)
    return value.en_chiffres() if hasattr(value, "debut") else str(value)


CHOSEN = ("statut", "financeur", "nature", "reference", "cible")
"""What a list or a figure prints in other words than the dossier's."""


def test_the_value_of_each_open_control_is_the_one_that_its_tag_names(press, fiche_8):
    fiche = fiche_8.fiche
    controls = press.word(fiche_8).controls
    simple = {
        tag.removeprefix("fiche-8:"): control.text
        for tag, control in controls.items()
        if tag.startswith("fiche-8:") and "#" not in tag and not tag.endswith(CHOSEN)
    }
    for name in simple.keys() - {"indicateurs[1].echeance"}:
        if "rubriques" not in name and "sigles" not in name:
            value = printed(follow(fiche, Address.parse(f"fiche-8:{name}")))
            assert simple[name] == value, name
    assert {"titre", "objectif.intitule", "referent", "tampon.reception"} <= simple.keys()
    assert {"budget.lignes[2].montant", "budget.lignes[2].prestations[4]"} <= simple.keys()
    assert {"budget.lignes[1].annee", "budget.lignes[2].piece.date"} <= simple.keys()
    assert {"calendrier[1].annee", "sigles.VAD"} <= simple.keys()


def test_a_line_with_an_id_keeps_its_tag_when_another_comes_first(press, dossier_of):
    """What comes back from Word is found again, whatever was added meanwhile."""
    lines = "{financeur: CD, nature: propre, annee: 2021, montant: 10}"
    mine = "{id: la-mienne, financeur: FIR, nature: propre, annee: 2021, montant: 20}"
    for before in ([], [lines]):
        listed = ", ".join([*before, mine])
        tags = press.word(dossier_of(listed)).controls
        assert tags["fiche-12:budget.lignes[la-mienne].montant"].text == "20\u00a0€"


@pytest.fixture
def dossier_of(essai, tmp_path, session):
    """The fiche of the tests with these lines of budget."""

    def make(lines: str):
        folder = tmp_path / "departments" / "01-ain"
        (folder / "fiches").mkdir(parents=True, exist_ok=True)
        (folder / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
        (folder / "fiches" / "12.yaml").write_text(
            "numero: 12\ntitre: Une action\nobjectif: {numero: 1, intitule: Aider}\n"
            "referent: PMI\nrubriques: [{cle: constat, blocs: [Un constat.]}, {cle: moyens}]\n"
            f"budget: {{lignes: [{lines}]}}\n",
            "utf-8",
        )
        study = session.read(DossierFolder(folder)).dossier
        return attrs.evolve(essai, dossier=study, fiche=study.fiches[0])

    return make


def test_each_block_of_a_row_has_a_control_of_its_own(press, essai):
    controls = press.word(essai).controls
    row = "fiche-12:rubriques[partenaires].blocs"
    within = f"{row}[1].blocs[1].elements[2]"
    assert controls[tag_of(f"{within}.texte")].text == "La maternité"
    assert controls[tag_of(f"{within}.detail")].text == "à Ajaccio"
    assert controls[f"{row}[3].lignes[2][1]"].text == "Sartène"
    assert controls[f"{row}[2].texte#2"].text == "Elle dure une heure."
    assert controls["dossier:notes.source"].text
    assert controls["fiche-12:budget.lignes[1].piece.reference"].text == "C-12"


def test_no_control_holds_a_whole_paragraph(press, essai, recap_77):
    """Several readers lose the words of one that does."""
    for document in (essai, recap_77):
        word = press.word(document)
        for control in word.body.iter(f"{W}sdt"):
            assert not any(True for _ in control.iter(f"{W}p"))
            assert control.getparent().tag in (f"{W}p", f"{W}sdtContent", f"{W}hyperlink")


def test_what_a_reference_printed_stands_in_a_control_within_the_text(press, fiche_8):
    word = press.word(fiche_8)
    [cited] = [
        one
        for one in word.body.iter(f"{W}sdt")
        if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "renvoi:chiffres.enfants_vus.pct"
    ]
    assert "".join(cited.itertext()) == "4\u00a0%"
    outer = next(cited.iterancestors(f"{W}sdt"))
    assert outer.find(f"{W}sdtPr/{W}tag").get(f"{W}val").startswith("fiche-8:rubriques[constat]")


def test_the_ending_of_an_ordinal_rises_beside_a_figure(press, fiche_8):
    runs = [*press.word(fiche_8).body.iter(f"{W}r")]
    [rank] = [r for r in runs if "".join(r.itertext()) == "97"]
    after = runs[runs.index(rank) + 1]
    assert "".join(after.itertext()) == "e"
    assert after.find(f"{W}rPr/{W}vertAlign").get(f"{W}val") == "superscript"


def test_each_field_is_within_a_bookmark_of_its_own(press, essai):
    word = press.word(essai)
    names = [mark.get(f"{W}name") for mark in word.body.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"ppgp_\w{1,35}", name) for name in names)
    for tag in ("fiche-12:titre", "fiche-12:budget.lignes[1].montant"):
        assert bookmark_of(tag) in names


def test_the_date_of_the_edition_stands_in_the_footer_under_its_tag(press, fiche_8):
    [control] = press.word(fiche_8).part("word/footer1.xml").iter(f"{W}sdt")
    assert control.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == "fiche-8:edition"
    assert "".join(control.itertext()) == "24\u00a0septembre 2020"


def test_each_total_of_the_tree_is_computed_and_locked(press, fiche_8):
    budget: Budget[Any] = fiche_8.fiche.budget.budget
    totals = {
        tag.removeprefix("calcul:fiche-8/total").strip("/"): control
        for tag, control in press.word(fiche_8).controls.items()
        if tag.startswith("calcul:fiche-8/total")
    }
    assert set(totals) == {"", "CD", "FIR", "FIR/propre", "FIR/propre/2021", "FIR/transverse"}, (
        "CD has one nature and one year, whose line bears the amount"
    )
    for path, control in totals.items():
        steps = [int(step) if step.isdigit() else step for step in path.split("/") if step]
        assert control.text == euros(budget.extrait(*steps).total())
        assert control.locked


def test_only_what_is_computed_is_locked(press, essai):
    locked = [tag for tag, control in press.word(essai).controls.items() if control.locked]
    assert locked
    assert all(tag.startswith("calcul:fiche-12/") for tag in locked)


def test_a_tag_is_never_longer_than_word_allows_even_for_a_long_funder(press, essai):
    tags = press.word(essai).controls
    assert any("~" in tag for tag in tags)
    assert max(map(len, tags)) <= LIMIT


def test_bold_words_alone_in_a_row_keep_their_style_inside_the_control(press, fiche_8):
    """LibreOffice drops the style of words when a control holds one whole paragraph."""
    word = press.word(fiche_8)
    bold = next(run for run in word.body.iter(f"{W}r") if "0-12" in "".join(run.itertext()))
    assert bold.find(f"{W}rPr/{W}rStyle").get(f"{W}val") == "Strong"
    control = next(bold.iterancestors(f"{W}sdt"))
    assert control.getparent().tag == f"{W}p"


def test_markup_in_a_title_is_text_like_any_other(press, essai):
    titre = Line((Run("R&D <w:p> &amp; {{ fiche.numero }} {% if %} ]]>"),))
    fiche = attrs.evolve(essai.fiche, titre=titre)
    word = press.word(attrs.evolve(essai, fiche=fiche))
    assert word.controls["fiche-12:titre"].text == titre.plain
