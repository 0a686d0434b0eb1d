"""click speaks French, whatever the session's language."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ppgp_docs.cli import francais

ESSAI = Path(__file__).with_name("essai.py")
CATALOGUE = Path(francais.__file__).parents[1] / "locale/fr/LC_MESSAGES"
SESSIONS = ["C", "en_US.UTF-8"]
ANGLAIS = re.compile(
    r"\b(the|for|is|are|not|must|with|from|usage|error|show|try|no such|missing|invalid|choose"
    r"|commands?|arguments? required|requires?|path|file|directory|text|integer|default)\b",
    re.IGNORECASE,
)


def lance(langue: str, *mots: str) -> subprocess.CompletedProcess[str]:
    """What the small program answers in a session of that language."""
    environ = {k: v for k, v in os.environ.items() if k not in ("LANGUAGE", "LC_ALL")}
    environ |= {"LANG": langue, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    commande = [sys.executable, str(ESSAI), *mots]
    return subprocess.run(commande, env=environ, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("langue", SESSIONS)
@pytest.mark.parametrize("mots", [["--help"], ["faire", "--help"]], ids=" ".join)
def test_the_help_holds_no_english(langue: str, mots: list[str]) -> None:
    aide = lance(langue, *mots).stdout
    assert "Utilisation : essai" in aide
    assert "Options :" in aide
    assert not ANGLAIS.findall(aide)


def test_the_list_of_commands_keeps_the_no_break_spaces_of_their_help() -> None:
    assert "faire  Faire : un document !" in lance("C", "--help").stdout


@pytest.mark.parametrize("langue", SESSIONS)
@pytest.mark.parametrize(
    ("mots", "attendu"),
    [
        ("fair", "la commande `fair` n’existe pas (vouliez-vous dire `faire` ?)"),
        (
            "faire 01 --formats x",
            "l’option `--formats` n’existe pas (vouliez-vous dire `--format` ?)",
        ),
        ("faire --cle x", "il manque l’argument `CODE`"),
        ("faire 01", "il manque l’option `--cle`"),
        ("faire 01 02 --cle x", "argument en trop : 02"),
        (
            "faire 01 --cle x --format odt",
            "valeur refusée pour `--format` : `odt` est inconnu, "
            "les choix possibles sont `pdf`, `docx`",
        ),
        (
            "faire 01 --cle x --depuis nulle/part",
            "valeur refusée pour `--depuis` : `nulle/part` n’existe pas",
        ),
        (
            "faire 01 --cle x --taches 0",
            "valeur refusée pour `--taches` : `0` ne convient pas, il faut un nombre "
            "entier de 1 à 8",
        ),
    ],
)
def test_a_fault_in_the_command_line_is_told_in_french(
    langue: str, mots: str, attendu: str
) -> None:
    reponse = lance(langue, *mots.split())
    assert reponse.returncode == 2
    assert reponse.stderr.splitlines()[-1] == f"erreur : {attendu}"
    assert "Pour obtenir de l’aide : essai" in reponse.stderr
    assert not ANGLAIS.findall(reponse.stderr)


@pytest.mark.parametrize("width", range(30, 100, 3))
def test_no_line_of_a_help_begins_with_a_sign_that_french_ties_to_the_word_before(
    width: int,
) -> None:
    told = "Fait ceci : un port (par défaut : libre) ; « un titre » ? oui ! puis « cela »."
    aide = francais.Commande("essai", params=[click.Option(["--port"], help=told)], help=told)
    with francais.Commande.context_class(
        aide, max_content_width=width, terminal_width=width
    ) as ctx:
        lignes = aide.get_help(ctx).splitlines()
    assert not [ligne for ligne in lignes if ligne.strip()[:1] in set(":;?!»")]
    assert not [ligne for ligne in lignes if ligne.endswith("«")]


def test_a_group_that_is_given_no_command_shows_its_help_and_no_error() -> None:
    reponse = lance("C")
    assert reponse.returncode == 2
    assert "Commandes\u00a0:" in reponse.stderr and "erreur" not in reponse.stderr
    assert reponse.stderr.count("Utilisation") == 1


def test_our_own_faults_in_the_command_line_are_typeset(capsys: pytest.CaptureFixture[str]) -> None:
    francais.montrer(click.UsageError("choisissez : --fiche ou --contrat ?"))
    assert "choisissez\u00a0: --fiche ou --contrat\u202f?" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "taken"), [("o\n", True), ("n\n", False), ("y\nn\n", False)])
def test_a_question_is_answered_by_o_or_n(
    monkeypatch: pytest.MonkeyPatch, typed: str, taken: bool
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert francais.demander("Effacer\u202f?") is taken


def formes(phrase: str | Iterable[str] | None) -> tuple[str, ...]:
    """A message in its one or two forms, singular first."""
    return (phrase,) if isinstance(phrase, str) else tuple(phrase or ())


def phrases_de_click() -> set[tuple[str, ...]]:
    """Every message that the installed click hands to gettext."""
    source = str(Path(click.__file__).parent)
    trouvees = extract_from_dir(source, [("**.py", "python")])
    return {formes(message)[:2] for _, _, message, *_ in trouvees}


def traductions() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The catalogue that people read; fuzzy entries are no translations."""
    with (CATALOGUE / "messages.po").open("rb") as po:
        entrees = [entree for entree in read_po(po, locale="fr") if entree.id and not entree.fuzzy]
    return {formes(entree.id): formes(entree.string) for entree in entrees}


def test_every_sentence_of_click_is_translated_and_nothing_else() -> None:
    assert traductions().keys() == phrases_de_click()
    assert all(all(francaises) for francaises in traductions().values())


def test_a_translation_names_no_field_that_click_does_not_fill() -> None:
    champs = re.compile(r"\{(\w+)").findall
    for anglaises, francaises in traductions().items():
        assert set(champs("".join(francaises))) <= set(champs("".join(anglaises))), anglaises


def test_a_translation_has_french_spaces_and_apostrophes() -> None:
    faute = re.compile(r"[^ ]:|[^ ][;?]|[^ ]!(?!r)|\w'\w|\.\.\.")
    for francaises in traductions().values():
        assert not any(map(faute.search, francaises)), francaises


def test_the_compiled_catalogue_is_the_readable_one() -> None:
    compile_ = io.BytesIO()
    with (CATALOGUE / "messages.po").open("rb") as po:
        write_mo(compile_, read_po(po, locale="fr"))
    assert (CATALOGUE / "messages.mo").read_bytes() == compile_.getvalue()


def test_speaking_french_loads_no_translation_library() -> None:
    sonde = (
        "import sys; import ppgp_docs.cli.francais as f; f.parler_francais(); "
        "print('babel' in sys.modules)"
    )
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    reponse = subprocess.run(
        [sys.executable, "-c", sonde], env=environ, capture_output=True, text=True, check=True
    )
    assert reponse.stdout == "False\n"
