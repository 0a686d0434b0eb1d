"""Who is to be forgotten, and what stays of files that named them: each byte that is not theirs."""

from __future__ import annotations

import pytest

from ppgp_docs.publication.erasure import (
    Erased,
    Eraser,
    person_called,
    without_picture,
    without_record,
)

RECORD = {
    "nom": "Claude Testard",
    "courriel": "c.testard@ain.fr",
    "telephone": "04 74 32 20 20",
    "photo": {"fichier": "images/claude.png", "alt": "Portrait"},
    "consentements": [{"objet": "photo", "date": "2024-01-10", "retrait": "2026-01-05"}],
}
ERASED = Erased(
    "Claude Testard", "claude_testard", ("c.testard@ain.fr", "04 74 32 20 20"), "images/claude.png"
)


@pytest.mark.parametrize("said", ["claude_testard", "Claude Testard", "  Claude   Testard "])
def test_a_person_is_known_by_key_or_name_with_all_that_reaches_them(said: str) -> None:
    assert person_called({"personnes": {"claude_testard": RECORD}}, said) == ERASED


def test_a_contact_of_the_last_page_is_a_person_without_a_key() -> None:
    root = {"appel": {"contacts": ["un texte", {"nom": "Autre"}, RECORD]}}
    found = person_called(root, "Claude Testard")
    assert found == Erased("Claude Testard", "", ERASED.reached_by, ERASED.picture)
    assert found.may_be_erased


@pytest.mark.parametrize(
    "root", [None, [], "x", {"personnes": []}, {"appel": []}, {"appel": {"contacts": "x"}}]
)
def test_who_is_not_declared_is_looked_for_by_the_name_alone(root: object) -> None:
    found = person_called(root, "Claude  Testard")
    assert found == Erased("Claude Testard") and found.may_be_erased


def test_who_still_agrees_to_something_may_not_be_erased() -> None:
    standing = {**RECORD, "consentements": [*RECORD["consentements"], {"objet": "nom"}]}
    assert not person_called({"personnes": {"a": standing}}, "a").may_be_erased
    assert person_called({"personnes": {"a": {**RECORD, "consentements": 3}}}, "a").may_be_erased


def test_a_text_keeps_all_but_the_name_and_what_reaches_the_person() -> None:
    said = "Claude Testard (c.testard@ain.fr, 04 74 32 20 20) et Paul Martin"
    assert Eraser(ERASED).text(said) == "[nom retiré] ([nom retiré], [nom retiré]) et Paul Martin"


FILES = {
    "images/claude-testard.jpg": b"1",
    "images/claude.png": b"2",
    "images/autre.png": b"3",
    "notes.txt": "Vu Claude Testard".encode("cp1252") + " à l’été".encode("cp1252"),
    "lisez.md": "# Claude Testard\n- à voir : [x]\n".encode(),
    "donnees.bin": b"Claude Testard",
    "dossier.yaml": b"a: 'Claude Testard, oui'  # Claude Testard\nb: reste\n",
}


def test_files_lose_the_person_and_nothing_else() -> None:
    kept = Eraser(ERASED).files(FILES)
    assert kept == {
        "images/autre.png": b"3",
        "notes.txt": "Vu [nom retiré] à l’été".encode(),
        "lisez.md": "# [nom retiré]\n- à voir : [x]\n".encode(),
        "donnees.bin": b"Claude Testard",
        "dossier.yaml": "a: '[nom retiré], oui'  # nom retiré\nb: reste\n".encode(),
    }


def test_a_mark_at_the_head_of_a_file_stays_with_all_that_follows() -> None:
    text = "\ufeffa: 1\nclaude_testard: Claude Testard\nliste: [un, Claude Testard]\n"
    kept = Eraser(ERASED).files({"d.yaml": text.encode()})["d.yaml"].decode()
    assert kept.startswith("\ufeffa: 1\npersonne_retiree: ")
    assert "Testard" not in kept and "testard" not in kept
    assert kept.count("nom retiré") == 2


def test_a_file_that_is_no_yaml_loses_the_name_all_the_same() -> None:
    kept = Eraser(ERASED).files({"d.yaml": b"a: [\n  Claude Testard\nb: 'x\n"})["d.yaml"].decode()
    assert kept == "a: [\n  nom retiré\nb: 'x\n"


@pytest.mark.parametrize("record", ["claude_testard: {nom: Autre,", "x: {nom: Claude Testard,"])
def test_a_picture_that_any_file_names_for_them_goes(record: str) -> None:
    held = {
        "0.txt": b"rien",
        "1.yaml": b"\xff\xfe\xff",
        "2.yaml": b"a: [",
        "3.yaml": f"\ufeffpersonnes:\n  {record} photo: {{fichier: images/p.png}}}}\n".encode(),
        "4.yaml": b"personnes:\n  y: {nom: Paul, photo: {fichier: images/q.png}}\n",
        "images/p.png": b"1",
        "images/q.png": b"2",
    }
    kept = Eraser(ERASED).files(held)
    assert "images/p.png" not in kept and kept["images/q.png"] == b"2"


GALLERY = """contexte:
  blocs:
    - Un texte.
    - type: galerie
      vues:
        - {image: {fichier: images/claude.png, alt: Claude}, legende: Une séance}
        - image: {fichier: images/salle.png, alt: La salle}
"""


def test_a_gallery_loses_the_picture_of_who_is_forgotten_and_its_caption() -> None:
    left = without_picture(GALLERY, "images/claude.png")
    assert "claude" not in left
    assert "Une séance" not in left
    assert "{fichier: images/salle.png, alt: La salle}" in left


def test_a_gallery_of_that_picture_alone_goes_whole() -> None:
    alone = "\n".join(line for line in GALLERY.splitlines() if "salle" not in line) + "\n"
    left = without_picture(alone, "images/claude.png")
    assert "galerie" not in left
    assert "Un texte." in left


SHOWN = "{type: image, image: {fichier: elle.png, alt: Elle}}"


@pytest.mark.parametrize(
    ("blocs", "left"),
    [
        (f"[{SHOWN}]", ""),
        (f"[{SHOWN}, Un texte]", "[Un texte]"),
        (f"[{{type: section, titre: S, blocs: [{SHOWN}]}}, Un texte]",
         "[{type: section, titre: S, blocs: ''}, Un texte]"),
    ],
)  # fmt: skip
def test_a_list_whose_only_block_is_the_picture_is_left_empty(blocs: str, left: str) -> None:
    text = f"contexte:\n  titre: Un\n  blocs: {blocs}\n"
    assert without_picture(text, "elle.png") == f"contexte:\n  titre: Un\n  blocs: {left}\n"


def test_a_quote_within_a_section_goes_and_the_section_stays() -> None:
    text = (
        "citations: {q: {texte: Je doute, personne: claude_testard}}\n"
        "contexte:\n  blocs:\n    - type: section\n      titre: Une section\n"
        "      blocs:\n        - Un texte\n        - {type: citation, citation: q}\n"
    )
    kept = Eraser(ERASED).files({"dossier.yaml": text.encode()})["dossier.yaml"].decode()
    assert "citation" not in kept and "Je doute" not in kept
    assert kept.endswith("      titre: Une section\n      blocs:\n        - Un texte\n")


@pytest.mark.parametrize(
    ("blocs", "left"),
    [
        (f"[{SHOWN}, Un texte]", "[Un texte]"),
        ("[{type: autre, texte: Un, image: {fichier: elle.png, alt: Elle}}, Deux]",
         "[{type: autre, texte: Un}, Deux]"),
    ],
    ids=["nothing else", "words of its own"],
)  # fmt: skip
def test_a_block_of_a_fiche_goes_with_its_picture_where_it_shows_nothing_else(
    blocs: str, left: str
) -> None:
    text = f"numero: 4\nrubriques:\n  - cle: constat\n    blocs: {blocs}\n"
    kept = without_picture(text, "elle.png")
    assert kept == f"numero: 4\nrubriques:\n  - cle: constat\n    blocs: {left}\n"


def test_a_list_whose_only_block_is_their_quote_is_left_empty() -> None:
    text = (
        "citations:\n  a: {personne: claude_testard, texte: Oui}\n  b: {texte: Non}\n"
        "contexte:\n  blocs: [{type: citation, citation: a}]\n"
        "annexe:\n  blocs: [{type: citation, citation: a}, {type: citation, citation: b}]\n"
    )
    kept = Eraser(ERASED).files({"dossier.yaml": text.encode()})["dossier.yaml"].decode()
    assert kept == (
        "citations:\n  b: {texte: Non}\n"
        "contexte:\n  blocs: \n"
        "annexe:\n  blocs: [{type: citation, citation: b}]\n"
    )


def test_a_record_known_by_its_key_is_emptied_whatever_its_name_is_there() -> None:
    text = "personnes:\n  claude_testard: {nom: C. T., fonction: sage-femme}\n  y: {nom: Paul}\n"
    kept = without_record(text, ERASED)
    assert "C. T." not in kept and "y: {nom: Paul}" in kept
