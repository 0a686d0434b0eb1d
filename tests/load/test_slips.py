"""What a tired person types, told by its cause, once, where it stands, with what mends it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[[str], list[Diagnostic]]
HEAD = 'departement: "01"\n'
PART = f"{HEAD}contexte:\n  blocs:\n"

OURS = "<<<<<<< HEAD\n{}=======\n{}>>>>>>> relecture\n"
RIVALS = {
    "en tête": (OURS.format(HEAD, 'departement: "02"\n'), 1, 5),
    "à la fin": (
        f"{HEAD}edition: 2025\n" + OURS.format("langue: fr\n", "langue: it\n"),
        3,
        7,
    ),
    "d’un côté rien": (HEAD + OURS.format("", "edition: 2024\n"), 2, 5),
    "entre des éléments": (
        PART + OURS.format("    - Un.\n", "    - Deux.\n") + "    - Fin.\n",
        4,
        8,
    ),
    "dans un texte replié": (
        PART + "    - >\n      Un texte\n" + OURS.format("      long.\n", "      court.\n"),
        6,
        10,
    ),
    "dans un texte aux lignes gardées, en retrait": (
        PART + "    - |\n      Un\n      <<<<<<< HEAD\n      a\n      =======\n      b\n"
        "      >>>>>>> relecture\n      c\n",
        6,
        10,
    ),
    "en retrait, à trois versions": (
        PART + "    - >-\n      Un\n        <<<<<<< nous\n      a\n      ||||||| avant\n      b\n"
        "      =======\n      c\n      >>>>>>> eux\n",
        6,
        12,
    ),
    "dans un texte entre guillemets": (
        PART + '    - "Un\n' + OURS.format("a\n", "b\n") + '      c"\n',
        5,
        9,
    ),
    "à trois versions": (
        f"{HEAD}<<<<<<< nous\nedition: 2025\n||||||| avant\nedition: 2023\n=======\n"
        "edition: 2024\n>>>>>>> eux\n",
        2,
        8,
    ),
    "sans nom de branche": (
        f"{HEAD}<<<<<<<\nedition: 2025\n=======\nedition: 2024\n>>>>>>>\n",
        2,
        6,
    ),
    "fins de ligne de Windows": (
        (HEAD + OURS.format("edition: 2025\n", "edition: 2024\n")).replace("\n", "\r\n"),
        2,
        6,
    ),
}


@pytest.mark.parametrize("where", RIVALS)
def test_two_versions_left_to_choose_from_are_told_once_with_their_lines(
    found: Found, where: str
) -> None:
    text, first, last = RIVALS[where]
    (fault,) = found(text)
    assert (fault.code, fault.span and fault.span.line) == ("L017", first)
    assert fault.message == (
        f"deux versions du fichier ont été fusionnées sans choisir, lignes {first} à {last}"
    )
    assert "gardez une version" in fault.hints[0]


def test_each_choice_is_told_and_so_are_the_other_faults_of_the_file(found: Found) -> None:
    one = OURS.format("edition: 2025\n", "edition: 2024\n")
    two = OURS.format("mentions: {annee: 2025}\n", "mentions: {annee: 2024}\n")
    told = found(f"{HEAD}{one}contextes: x\n{two}")
    assert sorted((each.span.line, each.code) for each in told if each.span) == [
        (2, "L017"),
        (7, "V002"),
        (8, "L017"),
    ]


def test_an_opening_mark_left_alone_in_a_text_is_told(found: Found) -> None:
    (fault,) = found(f"{PART}    - |\n      Un\n      <<<<<<< HEAD\n      deux\n")
    assert (fault.code, fault.span and fault.span.line) == ("L017", 6)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> relecture", "||||||| base"])
def test_a_mark_left_alone_is_told_as_such(found: Found, mark: str) -> None:
    (fault,) = found(f"{HEAD}{mark}\nedition: 2025\n")
    assert (fault.code, fault.message) == (
        "L017",
        "une marque de fusion est restée seule à cette ligne",
    )


@pytest.mark.parametrize(
    "text",
    [
        "|\n      Titre\n      =======\n      Texte",
        "|\n      >>>>>>> suite",
        '"======="',
        "a >>>>>>> b",
    ],
)
def test_signs_that_only_look_like_marks_are_left_alone(found: Found, text: str) -> None:
    assert [each.code for each in found(f"{PART}    - {text}\n")] == []


REFERENCES = [
    "{{ chiffres.formes }} personnes formées.",
    "{{chiffres.formes}} personnes",
    "{{ chiffres.formes }}",
    "{{ chiffres.formes }} et {{ chiffres.formes }}",
    "{{ chiffres.formes }} % des familles",
    "{{ chiffres.formes }}, puis rien.",
    "{{ chiffres.formes }} : une suite",
]


@pytest.mark.parametrize("place", ["contexte:\n  blocs:\n    - {}\n", "contexte:\n  titre: {}\n"])
@pytest.mark.parametrize("text", REFERENCES)
def test_a_text_that_begins_with_a_reference_is_asked_between_quotes(
    found: Found, text: str, place: str
) -> None:
    figures = "chiffres: {formes: {valeur: 62}}\n"
    (fault,) = found(HEAD + figures + place.format(text))
    assert fault.code in ("L008", "L009")
    assert fault.message == "le texte commence par `{{`, que YAML lit comme une accolade ouverte"
    assert fault.hints[0].startswith("mettez tout le texte entre guillemets\u00a0: `")
    assert fault.span is not None
    shown = (HEAD + figures + place.format(text)).split("\n")[fault.span.line - 1]
    assert shown[fault.span.column - 1 :] == text


CUT = [
    "Soutien : à la parentalité",
    "Objectif : aider",
    "objectif: aider",
    "soutien à la parentalité : un enjeu",
    "À retenir : le projet avance. Il dure.",
    "Trois axes : un, deux et trois",
    "2024 : une année",
    "la PMI : un service",
    "Deux étapes :\n      la première",
    "Un texte : sa suite\n      sur deux lignes",
    "Le projet : une suite : encore",
]


@pytest.mark.parametrize("text", CUT)
def test_a_text_that_its_colon_cuts_is_asked_between_quotes(found: Found, text: str) -> None:
    (fault,) = found(f"{PART}    - {text}\n")
    assert fault.code in ("V002", "L009")
    assert "entre guillemets" in fault.hints[0]
    assert fault.span is not None
    assert fault.span.line == 4


@pytest.mark.parametrize(
    ("block", "told"),
    [
        ("typ: encart", "vouliez-vous dire `type`"),
        ("Type: encart", "vouliez-vous dire `type`"),
        ("type : encart", None),
        ("titre: Un titre\n      blocs: [Un.]", "`- type: section`"),
        ("texte: Un texte", "`- type: paragraphe`"),
    ],
)
def test_a_block_without_a_type_is_not_taken_for_a_cut_text(
    found: Found, block: str, told: str | None
) -> None:
    faults = found(f"{PART}    - {block}\n")
    assert all("guillemets" not in hint for fault in faults for hint in fault.hints)
    assert told is None or told in " ".join(faults[0].hints)


LOST_DASHES = [
    ("    - Un.\n    Deux.\n    - Trois.\n", 5, "il manque un tiret"),
    ("    - type: liste\n      elements:\n        - Un\n        Deux\n", 7, "il manque un tiret"),
    ("    - Un.\n    type: encart\n    texte: Deux.\n", 5, "il manque un tiret"),
    ("    type: encart\n    texte: Un.\n    - Deux.\n", 6, "cette ligne commence par un tiret"),
    ("    Un texte.\n", 4, "`blocs`"),
    ("    type: encart\n    texte: Un.\n", 4, "`blocs`"),
    ("    - type: liste\n      elements:\n        Un\n        Deux\n", 6, "`elements`"),
]


@pytest.mark.parametrize(("text", "line", "told"), LOST_DASHES)
def test_a_lost_dash_is_told_where_it_is_to_be_typed(
    found: Found, text: str, line: int, told: str
) -> None:
    (fault,) = found(PART + text)
    assert fault.span is not None
    assert fault.span.line == line
    assert told in fault.message
    assert "tiret" in fault.hints[0] or "`- `" in fault.hints[0]


ODD = {
    "U+00A0": "\u00a0",
    "U+202F": "\u202f",
    "U+2003": "\u2003",
    "U+2007": "\u2007",
    "U+3000": "\u3000",
    "U+200B": "\u200b",
    "U+FEFF": "\ufeff",
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize(
    "text",
    [
        "contexte:\n  blocs:\n{0}{0}{0}{0}- Un.\n",
        "contexte:\n  blocs:\n  {0}{0}- Un.\n",
        "demarche:\n  debut: 2024\n {0}fin: 2025\n",
        "contexte:\n  blocs:\n    - >\n      Un\n{0}{0}{0}{0}{0}{0}deux.\n",
        "contexte:\n{0}{0}titre: Un\n",
        "contexte:\n {0}titre: Un\n  blocs: [Un texte]\n",
        "contexte:\n  {0}titre: Un\n  blocs: [Un texte]\n",
        "{0}edition: 2024\n",
        "demarche:\n  {0}debut: 2024\n",
        "contexte:\n  blocs:\n    - type: liste\n      {0}elements: [Un]\n",
    ],
)
def test_an_indent_that_is_not_made_of_spaces_is_told_with_its_sign(
    found: Found, text: str, name: str
) -> None:
    (fault,) = found(HEAD + text.format(ODD[name]))
    assert fault.message.startswith("le retrait de cette ligne contient")
    assert name in fault.message
    assert fault.hints == ("effacez-le et retapez-le avec la barre d’espace",)


@pytest.mark.parametrize("name", [name for name, sign in ODD.items() if sign.isspace()])
def test_an_odd_space_beside_a_key_is_not_answered_by_the_same_word(
    found: Found, name: str
) -> None:
    (fault,) = found(f"{HEAD}demarche:\n  debut{ODD[name]}: 2024\n")
    assert "touche `debut`" in fault.hints[0]


@pytest.mark.parametrize("name", [name for name, sign in ODD.items() if sign.isspace()])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("contexte:\n  blocs:\n    -{0}Un texte.\n", 4),
        ("contexte:\n  blocs:{0}\n    - Un.\n", 3),
        ("contexte:\n  blocs:\n    - Un.\n    -{0}Deux.\n", 5),
        ("activites:\n  -{0}titre: Un\n    blocs: [Un]\n", 3),
        ("activites:\n  - {0}titre: Un\n    blocs: [Un]\n", 3),
    ],
)
def test_an_odd_space_behind_a_dash_or_a_colon_is_told_at_its_line(
    found: Found, text: str, line: int, name: str
) -> None:
    faults = found(HEAD + text.format(ODD[name]))
    assert [each.span.line for each in faults if each.span] == [line]


@pytest.mark.parametrize("name", ["U+00A0", "U+202F", "U+3000"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("contexte:\n  titre:{0}Un\n  blocs: [Un.]\n", 3),
        ("contexte:\n  titre :{0}Un\n  blocs: [Un.]\n", 3),
        ("contexte:\n  titre{0}:{0}Un\n  blocs: [Un.]\n", 3),
        ("contexte:\n  blocs:\n  - type:{0}paragraphe\n    texte: Un.\n", 4),
        ("contexte:\n  blocs:\n  - {{type:{0}paragraphe, texte: Un.}}\n", 4),
        ("contexte:\n  blocs:\n  - {{type: paragraphe, texte{0}:{0}Un.}}\n", 4),
        ("presentation:{0}{{sommaire: oui}}\n", 2),
    ],
)
def test_an_odd_space_between_a_colon_and_its_value_is_named_with_its_remedy(
    found: Found, text: str, line: int, name: str
) -> None:
    faults = found(HEAD + text.format(ODD[name]))
    (told,) = [each for each in faults if name in each.message]
    assert told.span is not None and (told.code, told.span.line) in {("L009", line), ("L013", line)}
    assert told.message.startswith("le blanc après les deux-points")


@pytest.mark.parametrize("name", ["U+00A0", "U+202F", "U+200B"])
@pytest.mark.parametrize(
    "text",
    [
        "  - type{0}: paragraphe\n    texte: Un.\n",
        "  - {{type{0}: paragraphe, texte: Un.}}\n",
        "  - type: paragraphe\n    texte{0}: Un.\n",
        "  - {{type: paragraphe, texte{0}: Un.}}\n",
    ],
)
def test_an_odd_space_between_a_key_and_its_colon_is_told_as_what_it_is(
    found: Found, text: str, name: str
) -> None:
    faults = found(f"{HEAD}contexte:\n  blocs:\n{text.format(ODD[name])}")
    hints = [hint for each in faults for hint in each.hints]
    assert any("touche `type`" in each or "touche `texte`" in each for each in hints) or not faults


@pytest.mark.parametrize(
    "text",
    [
        "contexte:\n\tblocs: [Un.]\n",
        "contexte:\n  blocs:\n\t- Un.\n",
        "contexte:\n  blocs:\n  \t- Un.\n",
        "contexte:\n  blocs:\n    -\tUn : deux\n",
        "contexte:\n  blocs:\n    - >\n      Un\n\tdeux.\n",
    ],
)
def test_a_tab_is_named(found: Found, text: str) -> None:
    (fault,) = found(HEAD + text)
    assert "une tabulation" in fault.message
    assert "remplacez la tabulation" in fault.hints[0]


BLANK = {
    "rien": "",
    "des lignes vides": "\n \n\n",
    "des remarques": "# à faire\n\n# demain\n",
    "une marque": "\ufeff",
    "des tirets": "---\n",
    "un document fini": "---\n...\n",
    "des accolades": "{}\n",
    "des crochets": "[]\n",
    "un texte vide": '""\n',
    "un tilde": "~\n",
    "rien de rempli": "departement:\nedition:\ncontexte:\n  blocs:\n    -\n",
    "des listes vides": "departement: \nactivites: []\nchiffres: {}\n",
}


@pytest.mark.parametrize("kind", BLANK)
def test_a_blank_dossier_is_said_to_be_blank_with_what_to_do(
    engine_read: Callable[[bytes], list[Diagnostic]], kind: str
) -> None:
    (fault,) = engine_read(BLANK[kind].encode())
    assert fault.code == "L002"
    assert fault.message.startswith("le fichier est vide")
    assert "`ppgp new 01`" in " ".join(fault.hints)


@pytest.fixture
def engine_read(session: object, tmp_path: Path) -> Callable[[bytes], list[Diagnostic]]:
    """What is found in a dossier of these bytes, nothing added."""
    from ppgp_docs.workspace.find import DossierFolder

    def run(data: bytes) -> list[Diagnostic]:
        folder = tmp_path / "01-ain"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "dossier.yaml").write_bytes(data)
        return list(session.read(DossierFolder(folder)).diagnostics)  # type: ignore[attr-defined]

    return run


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", ""),
        ("utf-8", "\ufeff"),
        ("utf-16-le", ""),
        ("utf-16-le", "\ufeff"),
        ("utf-16-be", ""),
        ("utf-16-be", "\ufeff"),
        ("utf-32-le", "\ufeff"),
    ],
)
def test_a_file_of_windows_is_read_and_shown_in_its_own_letters(
    engine_read: Callable[[bytes], list[Diagnostic]],
    capsys: pytest.CaptureFixture[str],
    encoding: str,
    mark: str,
) -> None:
    from ppgp_docs.cli.show import show

    (fault,) = engine_read(f"{mark}{HEAD}clé: œuvre\n".encode(encoding))
    assert fault.code == "V002"
    show([fault])
    assert "2 | clé: œuvre" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_file_of_windows_cut_short_is_said_so(
    engine_read: Callable[[bytes], list[Diagnostic]], encoding: str
) -> None:
    (fault,) = engine_read(HEAD.encode(encoding)[:-1])
    assert fault.code == "L004"
    assert f"en {encoding.upper()}, est abîmé" in fault.message
