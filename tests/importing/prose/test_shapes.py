"""Two pages of notes, whatever the way they were set, become a draft where all is found again."""

from __future__ import annotations

import re
import shutil
from typing import Any

import pytest
import yaml
from tests.importing.prose import shapes

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.territoires import departement
from ppgp_docs.importing.prose.drafting import DraftOfNotes, draft_of
from ppgp_docs.model.address import Address

TEXTS = ("notes.md", "notes.txt")


def made(name: str, content: bytes) -> DraftOfNotes:
    return draft_of(name, content, departement("38"))


@pytest.fixture(scope="module")
def drafts() -> dict[str, DraftOfNotes]:
    return {name: made(name, write()) for name, write in shapes.MADE.items()}


def values(draft: DraftOfNotes) -> Any:
    """The dossier as another parser reads it, scalars left as text."""
    return yaml.load(draft.files["dossier.yaml"], yaml.BaseLoader)


def leaves(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    return [text for child in (node.values() if isinstance(node, dict) else node)
            for text in leaves(child)]  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"\w+", sans_accents(text.lower()))


def at(node: Any, address: str) -> Any:
    for step in Address.parse(address).path(node):
        node = node[step]
    return node


@pytest.mark.parametrize("name", shapes.MADE)
def test_every_sentence_stands_in_the_dossier(drafts, name):
    held = [word for text in leaves(values(drafts[name])) for word in words(text)]
    whole = " ".join(held)
    for sentence in shapes.sentences():
        if sentence != "Camille Martin, puéricultrice à Valmont":
            for part in re.split(r"(?<=\.) | : ", sentence):
                assert " ".join(words(part)) in whole, sentence
    assert {"camille", "martin"} <= set(held)


@pytest.mark.parametrize("name", shapes.MADE)
def test_every_paragraph_leads_to_what_was_made_of_it(drafts, name):
    draft = drafts[name]
    assert [one.rank for one in draft.origins] == list(range(1, len(draft.origins) + 1))
    for one in draft.origins:
        there = [word for each in one.addresses for text in leaves(at(values(draft), each))
                 for word in words(text)]  # fmt: skip
        typed = set(words(one.text.removeprefix("[image]")))
        assert one.addresses
        assert {word for word in typed - set(there) if not word.isdigit()} == set(), one


@pytest.mark.parametrize("name", shapes.MADE)
def test_each_title_finds_its_part_and_lists_theirs(drafts, name):
    held = values(drafts[name])
    titles = [sans_accents(each["titre"].lower()) for each in held["activites"]]
    assert [title for title in titles if title != "un territoire etendu"] == [
        "les enquetes",
        "la formation",
    ]
    assert [step.get("date", step.get("repere")) for step in held["chronologie"]["jalons"]] == [
        "13 mai 2022",
        "De septembre à décembre 2022",
        "Mars 2024",
    ]
    assert len(held["et_apres"]["priorites"]) == 2
    lists = [bloc for each in held["activites"] for bloc in each["blocs"] if "elements" in bloc]
    assert [len(each["elements"]) for each in lists] == [3, 3]


@pytest.mark.parametrize("name", shapes.MADE)
def test_who_speaks_is_told_by_a_function_and_nobody_is_given_a_consent(drafts, name):
    held = values(drafts[name])
    assert [quote["attribution"] for quote in held["citations"].values()] == [
        "une mère de deux enfants",
        "puéricultrice à Valmont",
    ]
    assert "personnes" not in held
    assert "consentement" not in drafts[name].files["dossier.yaml"].decode()
    aside = " ".join(leaves(held["a_classer"]))
    assert "Camille Martin" in aside


@pytest.mark.parametrize("name", [name for name in shapes.MADE if name not in TEXTS])
def test_pictures_and_tables_are_kept(drafts, name):
    draft = drafts[name]
    assert draft.files["images/notes-1.png"] == shapes.picture()
    images = [bloc["image"] for bloc in values(draft)["activites"][1]["blocs"] if "image" in bloc]
    assert images == [{"fichier": "images/notes-1.png", "alt": dict(shapes.STORY)[shapes.PICTURE]}]
    [section] = [bloc for bloc in values(draft)["contexte"]["blocs"] if "blocs" in bloc]
    [table] = [bloc for bloc in section["blocs"] if "lignes" in bloc]
    assert [table["colonnes"], *table["lignes"]] == dict(shapes.STORY)[shapes.TABLE]


def test_what_three_people_left_is_set_aside_with_who_and_when(drafts):
    held, text = values(drafts["relu.docx"]), drafts["relu.docx"].files["dossier.yaml"].decode()
    aside = " ".join(leaves(held["a_classer"]))
    assert all(each in aside for each in (shapes.REMARK, shapes.STRUCK, shapes.MARGIN))
    assert "supprimé par Paul Essai, le 03/05/2026" in text
    assert "commentaire de Jeanne Essai" in text and f"sur « {shapes.STORY[1][1]} »" in text
    assert "Les routes ferment l’hiver." in str(held["contexte"])
    assert shapes.STRUCK not in str(held["activites"])


def test_figures_and_dates_are_proposed_and_written_as_comments_alone(drafts):
    draft = drafts["styles.docx"]
    assert {(one.number, one.unit) for one in draft.figures} >= {
        ("84", "professionnelles"),
        ("12", "lieux"),
        ("23", "familles"),
        ("18 500", "€"),
    }
    assert not {one.number for one in draft.figures} & {"2022", "13", "2024"}
    assert [one.date for one in draft.dates] == ["juillet 2022"]
    assert "chiffres" not in values(draft)


def test_proposed_figures_are_data_once_their_marks_are_taken_away(drafts):
    lines = drafts["styles.docx"].files["dossier.yaml"].decode().split("\n")
    start = lines.index("# chiffres:")
    end = next(rank for rank in range(start, len(lines)) if not lines[rank].startswith("#  "[:2]))
    block = [line.removeprefix("# ") for line in lines[start:end]]
    held = yaml.load("\n".join(line for line in block if "Dates lues" not in line and not
                               line.startswith("§")), yaml.BaseLoader)  # fmt: skip
    assert held["chiffres"]["familles"] == {
        "libelle": "familles", "valeur": "23", "unite": "familles"
    }  # fmt: skip


def test_the_same_notes_give_the_same_bytes():
    content = shapes.marked_up()
    assert made("a.docx", content).files == made("a.docx", content).files


@pytest.mark.office
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_notes_saved_by_libreoffice_become_the_same_dossier(drafts, tmp_path, suffix):
    names = [name for name in shapes.MADE if name not in TEXTS]
    sent = {name: shapes.MADE[name]() for name in names}
    for name, content in shapes.saved_by_libreoffice(tmp_path, sent, suffix).items():
        held, before = values(made(f"notes.{suffix}", content)), values(drafts[name])
        assert {key: held[key] for key in held if key != "a_classer"} == {
            key: before[key] for key in before if key != "a_classer"
        }, name
        assert sorted(words(" ".join(leaves(held["a_classer"])))) == sorted(
            words(" ".join(leaves(before["a_classer"])))
        ), name


@pytest.mark.parametrize(
    ("behind", "who"),
    [
        (", dit une puéricultrice de Voiron.", "une puéricultrice de Voiron"),
        (", dit une puéricultrice. Depuis, les équipes appellent avant.", None),
        (" — une mère de Vienne. La suite viendra.", None),
    ],
)
def test_who_speaks_is_said_in_one_sentence_what_follows_is_no_part_of_it(behind, who):
    draft = made(
        "notes.txt", f"Contexte\n\n« Nous arrivions souvent trop tard »{behind}\n".encode()
    )
    held = values(draft).get("citations", {})
    said = [one.get("attribution") for one in held.values()] if held else [None]
    assert said == [who]
    assert "arrivions souvent trop tard" in draft.files["dossier.yaml"].decode()


def test_what_is_written_below_a_list_is_about_none_of_its_items():
    text = "# Le contexte\n\nUn territoire.\n\n# Et après\n\n- Former\n- Évaluer\n\nNB : écrire.\n"
    held = values(made("notes.md", text.encode()))
    assert [each["titre"] for each in held["et_apres"]["priorites"]] == ["Former", "Évaluer"]
    assert not any("texte" in each for each in held["et_apres"]["priorites"])
    assert "NB : écrire." in leaves(held["a_classer"])
