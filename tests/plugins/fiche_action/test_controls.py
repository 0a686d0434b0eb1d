"""Each field of the fiche stands in a content control whose tag leads back to the dossier."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from ppgp_docs.budget import Budget
from ppgp_docs.francais.nombres import euros
from ppgp_docs.model.prose import Line, Prose, Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LIMIT = 64
"""Word takes no longer tag."""


def follow(fiche: Any, steps: list[str]) -> Any:
    """The value of a fiche that a path names: rows by their key, other lists from 1."""
    value = fiche
    for step in steps:
        if isinstance(value, tuple) and not step.isdigit():
            [value] = [row for row in value if row.cle == step]
        else:
            value = value[int(step) - 1] if step.isdigit() else getattr(value, step)
    return value


def printed(value: Any) -> str:
    """A value of the model as the sheet prints it."""
    if isinstance(value, Line | Prose):
        return value.plain
    if isinstance(value, Decimal):
        return euros(value)
    return f"{value.debut:%d/%m/%Y}" if hasattr(value, "debut") else str(value)


def test_the_value_of_each_open_control_is_the_one_that_its_tag_names(press, fiche_8):
    fiche = fiche_8.fiche
    controls = [one for one in press.word(fiche_8).controls.values() if not one.locked]
    simple = [one for one in controls if not is_row(one.tag) and "/libelle" not in one.tag[-8:]]
    for control in simple:
        value = printed(follow(fiche, control.tag.split("/")[2:]))
        assert control.text == value, control.tag
    named = {control.tag.removeprefix("fiches/8/") for control in simple}
    assert {"titre", "objectif/intitule", "referent", "tampon/reception"} <= named
    assert {"budget/lignes/2/montant", "budget/lignes/2/prestations/4"} <= named


def is_row(tag: str) -> bool:
    return tag.split("/")[2] == "rubriques"


def test_the_control_of_a_row_holds_its_blocks_and_nothing_that_is_computed(press, essai):
    control = press.word(essai).controls["fiches/12/rubriques/moyens"]
    assert control.text == "Les montants s’entendent toutes taxes comprises."


def test_each_total_of_the_tree_is_computed_and_locked(press, fiche_8):
    budget: Budget[Any] = fiche_8.fiche.budget.budget
    totals = {
        tag.removeprefix("fiches/8/budget/total").strip("/"): control
        for tag, control in press.word(fiche_8).controls.items()
        if tag.startswith("fiches/8/budget/total")
    }
    assert set(totals) == {"", "CD", "CD/transverse", "FIR", "FIR/propre", "FIR/propre/2021"} | {
        "FIR/transverse"
    }
    for path, control in totals.items():
        steps = [int(step) if step.isdigit() else step for step in path.split("/") if step]
        assert control.text == euros(budget.extrait(*steps).total())
        assert control.locked


def test_only_what_is_computed_is_locked(press, essai):
    locked = [tag for tag, control in press.word(essai).controls.items() if control.locked]
    computed = ("budget/total", "budget/synthese", "budget/recapitulatif", "budget/realise")
    assert all(tag.removeprefix("fiches/12/").startswith(computed) for tag in locked)


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
    assert word.controls["fiches/12/titre"].text == titre.plain
