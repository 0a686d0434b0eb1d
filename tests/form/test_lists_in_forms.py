"""Lists and texts that grow in a form: items, rows, paragraphs."""

from __future__ import annotations

import pytest
from lxml import etree
from tests.form.filling import PAIRS, W15, dossier, in_controls, rows_of, taken
from tests.roundtrip.word_hand import W, copied, edited, run, tag_of, type_over


def test_what_is_typed_under_contents_becomes_paragraphs_lists_and_sections(root, session, blank):
    tag = "dossier:activites[1].blocs"

    def change(body) -> None:
        [control] = [one for one in body.iter(f"{W}sdt") if tag_of(one) == tag]
        cell = next(control.iterancestors(f"{W}tc"))
        for text, style in (
            ("Ce qui a changé", "Heading4"), ("Un point", "ListBullet"), ("Un autre", "ListBullet"),
            ("Et la suite.", ""),
        ):  # fmt: skip
            look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
            cell.append(
                etree.fromstring(
                    f'<w:p xmlns:w="{W[1:-1]}">{look}<w:r><w:t>{text}</w:t></w:r></w:p>'
                )
            )

    data = in_controls(blank, {"dossier:activites[1].titre": "Les flyers", tag: "D’abord."})
    taken(root, session, edited(data, change))
    assert dossier(root)["activites"][0]["blocs"] == [
        "D’abord.",
        {"type": "section", "titre": "Ce qui a changé", "blocs": [
            {"type": "liste", "elements": ["Un point", "Un autre"]}, "Et la suite."]},
    ]  # fmt: skip


def test_an_item_added_with_the_plus_of_word_is_one_more(root, session, blank):
    data = in_controls(blank, {"dossier:activites[3].titre": "La troisième"})

    def change(body) -> None:
        [control] = [o for o in body.iter(f"{W}sdt") if tag_of(o) == "dossier:activites[3].titre"]
        item = next(
            one for one in control.iterancestors(f"{W}sdt")
            if one.find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None
        )  # fmt: skip
        new = copied(item)
        item.addnext(new)
        [words] = [
            text for one in new.iter(f"{W}sdt") for text in one.iter(f"{W}t")
            if tag_of(one) == "dossier:activites[3].titre"
        ]  # fmt: skip
        words.text = "La quatrième"

    taken(root, session, edited(data, change))
    assert [one["titre"] for one in dossier(root)["activites"]] == ["La troisième", "La quatrième"]


def test_a_row_typed_below_a_list_is_one_more_item(root, session, blank):
    """As the key Tab adds it in Word: no control, no bookmark."""

    def change(body) -> None:
        last = rows_of(body, "Sigles")[-1]
        for acronym, words in PAIRS[::-1]:
            new = copied(last)
            for control in list(new.iter(f"{W}sdt")):
                control.getparent().remove(control)
            last.addnext(new)
            for cell, text in zip(new.iter(f"{W}tc"), ("", acronym, words), strict=True):
                for word in list(cell.iter(f"{W}r")):
                    word.getparent().remove(word)
                next(cell.iter(f"{W}p")).append(run(text))

    found = taken(root, session, edited(blank, change))
    assert not found.left_over
    assert dossier(root)["sigles"] == dict(PAIRS)


def test_two_items_copied_together_are_two_more_items(root, session, blank):
    def change(body) -> None:
        rows = rows_of(body, "Sigles")[1:3]
        for row, (acronym, words) in zip(rows, PAIRS, strict=True):
            new = copied(row)
            rows_of(body, "Sigles")[-1].addnext(new)
            for control, text in zip(new.iter(f"{W}sdt"), (acronym, words), strict=True):
                type_over(control, text)

    taken(root, session, edited(blank, change))
    assert dossier(root)["sigles"] == dict(PAIRS)


def test_a_dash_typed_before_a_paragraph_makes_it_an_item(root, session, blank):
    answers = {
        "dossier:contexte.titre": "Le contexte",
        "dossier:contexte.blocs": "- douze centres",
        "dossier:et_apres.introduction": "• une priorité",
    }
    taken(root, session, in_controls(blank, answers))
    held = dossier(root)
    assert held["contexte"]["blocs"] == [{"type": "liste", "elements": ["douze centres"]}]
    assert held["et_apres"]["introduction"] == "- une priorité"


def test_paragraphs_typed_with_numbers_are_one_list(root, session, blank):
    tag = "dossier:contexte.blocs"

    def change(body) -> None:
        [control] = [one for one in body.iter(f"{W}sdt") if tag_of(one) == tag]
        cell = next(control.iterancestors(f"{W}tc"))
        for text in ("1) recruter", "2) former", "Et la suite."):
            cell.append(etree.fromstring(
                f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{text}</w:t></w:r></w:p>'
            ))  # fmt: skip

    taken(root, session, edited(in_controls(blank, {tag: "Deux étapes."}), change))
    assert dossier(root)["contexte"]["blocs"] == [
        "Deux étapes.",
        {"type": "liste", "numerotee": "oui", "elements": ["recruter", "former"]},
        "Et la suite.",
    ]


def test_items_added_between_two_stand_between_them(root, session, blank):
    tag = "dossier:activites[1].titre"

    def change(body) -> None:
        [control] = [one for one in body.iter(f"{W}sdt") if tag_of(one) == tag]
        item = next(
            one for one in control.iterancestors(f"{W}sdt")
            if one.find(f"{W}sdtPr/{W15}repeatingSectionItem") is not None
        )  # fmt: skip
        for title in ("La deuxième", "La première"):
            new = copied(item)
            item.addnext(new)
            [words] = [
                text for one in new.iter(f"{W}sdt") for text in one.iter(f"{W}t")
                if tag_of(one) == tag
            ]  # fmt: skip
            words.text = title

    answers = {tag: "Le début", "dossier:activites[2].titre": "La fin"}
    data = edited(in_controls(blank, answers), change)
    assert not taken(root, session, data).left_over
    titles = [one["titre"] for one in dossier(root)["activites"]]
    assert titles == ["Le début", "La première", "La deuxième", "La fin"]
    assert not taken(root, session, data).proposals


@pytest.mark.parametrize("twice", [False, True])
def test_a_form_that_comes_back_again_brings_no_block_twice(root, session, blank, twice):
    """Taken twice as it is; or, the second time, with one more paragraph alone."""
    tag = "dossier:activites[1].blocs"
    data = in_controls(blank, {"dossier:activites[1].titre": "Les enquêtes", tag: "Un texte."})
    taken(root, session, data)
    if twice:
        data = in_controls(blank, {"dossier:activites[1].titre": "Les enquêtes", tag: "Un autre."})
    found = taken(root, session, data)
    assert [one.back for one in found.proposals] == ["Un autre."] * twice
    said = ["Un texte.", "Un autre."] if twice else ["Un texte."]
    assert dossier(root)["activites"] == [{"titre": "Les enquêtes", "blocs": said}]


def test_a_form_that_comes_back_again_adds_no_item_twice(root, session, blank):
    data = in_controls(blank, {"dossier:activites[3].titre": "La troisième"})
    taken(root, session, data)
    assert not taken(root, session, data).proposals
