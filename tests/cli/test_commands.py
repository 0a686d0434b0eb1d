"""What each command answers: results on stdout, all else on stderr, the right exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from click import Context
from tests.commande import ppgp

from ppgp_docs.cli.main import COMMANDS
from ppgp_docs.cli.main import ppgp as command

ROOT = Path(__file__).parents[2]


def test_new_fills_in_what_is_known_of_the_territory(tmp_path: Path) -> None:
    done = ppgp("new", "2a", cwd=tmp_path)
    text = (tmp_path / "departments" / "2A-corse-du-sud" / "dossier.yaml").read_text("utf-8")
    assert done.returncode == 0
    assert 'departement: "2A"' in text
    assert "locatif: en Corse-du-Sud" in text
    assert "autorite: Collectivité de Corse" in text


def test_new_makes_a_dossier_of_which_check_only_says_that_it_is_blank(tmp_path: Path) -> None:
    ppgp("new", "974", cwd=tmp_path)
    done = ppgp("check", cwd=tmp_path)
    assert done.returncode == 0
    assert "[R007] le dossier `974-la-reunion` est encore vierge" in done.stdout
    assert done.stdout.strip().endswith("1\u00a0dossier\u00a0: 1\u00a0point d’attention")


def test_new_points_the_editor_at_a_schema_that_is_there(tmp_path: Path) -> None:
    ppgp("new", "77", "--fiche", 8, cwd=tmp_path)
    for file in (tmp_path / "departments").rglob("*.yaml"):
        modeline = file.read_text("utf-8").splitlines()[0]
        schema = modeline.partition("$schema=")[2]
        assert json.loads((file.parent / schema).read_text("utf-8"))["$schema"]


def test_new_never_overwrites_a_dossier(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    dossier = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    dossier.write_text("mon travail", "utf-8")
    done = ppgp("new", "01", cwd=tmp_path)
    assert done.returncode == 2
    assert "existe déjà" in done.stderr
    assert dossier.read_text("utf-8") == "mon travail"


def test_an_unknown_code_is_a_usage_error_that_says_what_codes_look_like(tmp_path: Path) -> None:
    done = ppgp("new", "100", cwd=tmp_path)
    assert done.returncode == 2
    assert "`100` ne désigne pas un territoire" in done.stderr
    assert not (tmp_path / "departments").exists()


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("La Réunion", "974-la-reunion"),
        ("69D", "69-rhone"),
        ("lyon", "69M-metropole-de-lyon"),
        ("Ain", "01-ain"),
    ],
)
def test_new_understands_what_people_call_a_territory(
    tmp_path: Path, typed: str, folder: str
) -> None:
    done = ppgp("new", typed, cwd=tmp_path)
    assert done.returncode == 0
    assert [each.name for each in (tmp_path / "departments").iterdir()] == [folder]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Alsace", "tapez `67` (Bas-Rhin) ou `68` (Haut-Rhin)"),
        ("6AE", "tapez `67` (Bas-Rhin) ou `68` (Haut-Rhin)"),
        ("20", "tapez `2A` (Corse-du-Sud) ou `2B` (Haute-Corse)"),
        ("975", "Saint-Pierre-et-Miquelon (975) n’est pas un département"),
        ("978", "Saint-Martin (978) n’est pas un département"),
    ],
)
def test_new_says_what_to_type_for_what_is_no_single_territory(
    tmp_path: Path, typed: str, told: str
) -> None:
    done = ppgp("new", typed, cwd=tmp_path)
    assert (done.returncode, told in done.stderr) == (2, True)
    assert not (tmp_path / "departments").exists()


def test_new_makes_no_second_fiche_of_a_number(tmp_path: Path) -> None:
    fiches = tmp_path / "departments" / "01-ain" / "fiches"
    fiches.mkdir(parents=True)
    (fiches.parent / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    (fiches / "08-visites.yml").write_text("# la nôtre\nnumero: 8\n", "utf-8")
    done = ppgp("new", "01", "--fiche", 8, cwd=tmp_path)
    assert (done.returncode, "`08-visites.yml` existe déjà" in done.stderr) == (2, True)
    assert [file.name for file in fiches.iterdir()] == ["08-visites.yml"]


def test_new_adds_a_fiche_to_the_folder_of_the_territory_whatever_its_name(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "departments" / "Ain"
    (folder / "Fiches").mkdir(parents=True)
    (folder / "Dossier.yml").write_text('departement: "01"\n', "utf-8")
    assert ppgp("new", "01", "--fiche", 9, cwd=tmp_path).returncode == 0
    assert (folder / "Fiches" / "09.yaml").is_file()
    assert not (folder / "dossier.yaml").exists()


def test_outside_a_workspace_check_says_where_to_go(tmp_path: Path) -> None:
    done = ppgp("check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "erreur[F001]" in done.stderr
    assert "ppgp new 01" in done.stderr


def test_a_target_that_designates_nothing_gets_the_nearest_name(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    done = ppgp("check", "01-ian", cwd=tmp_path)
    assert done.returncode == 2
    assert "vouliez-vous dire `01-ain`" in done.stderr


@pytest.mark.parametrize(
    "target", ["01", "01-ain", "departments/01-ain", "departments/01-ain/dossier.yaml"]
)
@pytest.mark.campaign(share=4)
def test_a_target_is_a_code_a_name_a_folder_or_a_file(tmp_path: Path, target: str) -> None:
    ppgp("new", "01", cwd=tmp_path)
    ppgp("new", "02", cwd=tmp_path)
    done = ppgp("check", target, cwd=tmp_path)
    assert "\n1\u00a0dossier\u00a0:" in done.stdout


def test_the_workspace_is_found_from_a_folder_below(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    done = ppgp("check", cwd=tmp_path / "departments" / "01-ain" / "images")
    assert done.returncode == 0


def test_strict_makes_an_error_of_a_warning() -> None:
    assert ppgp("check", "60", cwd=ROOT).returncode == 0
    assert ppgp("check", "60", "--strict", cwd=ROOT).returncode == 1


def test_the_samples_raise_the_known_warnings_and_no_other() -> None:
    done = ppgp("check", "--json", cwd=ROOT)
    found = json.loads(done.stdout)["diagnostics"]
    serious = [item["code"] for item in found if item["severity"] != "note"]
    assert done.returncode == 0
    assert serious == ["C207", "C402", "C403"]


def test_a_diagnostic_shows_the_line_with_the_fault_underlined(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    dossier = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    text = dossier.read_text("utf-8").replace("\nedition:\n", "\nedition: 31/02/2024\n")
    dossier.write_text(text, "utf-8")
    done = ppgp("check", cwd=tmp_path)
    lines = done.stdout.splitlines()
    shown = next(index for index, line in enumerate(lines) if "| edition: 31/02/2024" in line)
    start = lines[shown].index("31/02/2024")
    assert lines[shown + 1][start:].startswith("^" * len("31/02/2024"))
    assert done.returncode == 1


def test_a_very_long_line_is_cut_around_its_fault(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    dossier = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    dossier.write_text(f'departement: "01"\nmentions: {{titulaire: {"x" * 400}, anne: 1}}\n')
    shown = [line for line in ppgp("check", cwd=tmp_path).stdout.splitlines() if " | " in line]
    line, mark = next((a, b) for a, b in pairwise(shown) if "anne" in a)
    assert len(line) < 130
    assert line[mark.index("^") :].startswith("anne")


def test_the_short_form_gives_one_line_a_finding(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    dossier = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    dossier.write_text(dossier.read_text("utf-8") + "\nzzz: 1\nyyy: 2\n", "utf-8")
    done = ppgp("check", "--format", "court", cwd=tmp_path)
    *found, count = done.stdout.splitlines()
    assert [line.split(" ")[1] for line in found] == ["erreur[V002]"] * 2
    assert count == "1\u00a0dossier\u00a0: 2\u00a0erreurs"


def test_no_color_is_respected_on_a_terminal(tmp_path: Path) -> None:
    ppgp("new", "01", cwd=tmp_path)
    (tmp_path / "departments" / "01-ain" / "dossier.yaml").write_text("departement: [", "utf-8")
    assert "\x1b[3" in on_a_terminal("check", cwd=tmp_path)
    assert "\x1b[3" not in on_a_terminal("check", cwd=tmp_path, NO_COLOR="1")


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What the command prints when it believes that a person watches."""
    pty = pytest.importorskip("pty")
    try:
        leader, follower = pty.openpty()
    except OSError as problem:  # a chroot without /dev/pts
        pytest.skip(f"no terminal here: {problem}")
    command = [sys.executable, "-m", "ppgp_docs", *arguments]
    settings = {**os.environ, "TERM": "xterm-256color", **environment}
    with subprocess.Popen(
        command, cwd=cwd, env=settings, stdout=follower, stderr=follower
    ) as running:
        os.close(follower)
        printed = b""
        while chunk := _read(leader):
            printed += chunk
        running.wait()
    os.close(leader)
    return printed.decode("utf-8", "replace")


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says EIO when the other end is closed
        return b""


def test_a_terminal_gets_a_progress_bar_and_a_pipe_does_not(tmp_path: Path) -> None:
    arguments = ("build", "77", "--force", "--output", str(tmp_path))
    assert "━" in on_a_terminal(*arguments, cwd=ROOT)
    piped = ppgp(*arguments, cwd=ROOT)
    assert "━" not in piped.stdout + piped.stderr


@pytest.mark.parametrize("command", ["check", "plugins", "doctor"])
def test_a_command_that_lists_things_has_a_versioned_json(command: str) -> None:
    done = ppgp(command, "--json", cwd=ROOT)
    assert json.loads(done.stdout)["version"] == 1


def test_a_build_that_makes_nothing_says_so_before_what_it_found(tmp_path: Path) -> None:
    """The sample tells no act to publish as open data."""
    name = "77-seine-et-marne"
    shutil.copytree(ROOT / "departments" / name, tmp_path / "departments" / name)
    done = ppgp("build", "77", "--only", "donnees-ouvertes", cwd=tmp_path)
    said = done.stdout.replace("\u00a0", " ").strip()
    assert said.startswith("aucun document à faire, 2 points d’attention → ")


def test_doctor_says_where_the_templates_are_that_the_guides_ask_to_copy(tmp_path: Path) -> None:
    needs = json.loads(ppgp("doctor", "--json", cwd=tmp_path).stdout)["besoins"]
    (place,) = [Path(need["detail"]) for need in needs if need["nom"] == "Modèles livrés"]
    guides = [ROOT / "docs" / name for name in ("modifier-le-modele-word.md", "themes.md")]
    for file in ("fiche-action/fiche.docx", "bilan-annuel/bilan.docx", "themes/neutre.yaml"):
        assert (place / file).is_file()
        assert any(f"`{file}`" in guide.read_text("utf-8") for guide in guides)


def test_plugins_lists_the_first_party_formats_and_where_they_come_from() -> None:
    done = ppgp("plugins", "--json", cwd=ROOT)
    found = {item["name"]: item for item in json.loads(done.stdout)["plugins"]}
    for name in ("etude-de-cas", "diaporama", "fiche-action"):
        assert name in found[name]["formats"]
        assert found[name]["origin"] == "ppgp-docs"


def test_an_unknown_format_is_a_usage_error_that_lists_the_known_ones() -> None:
    done = ppgp("build", "--only", "pdf", cwd=ROOT)
    assert done.returncode == 2
    assert "etude-de-cas" in done.stderr


def test_the_reference_is_printed_as_markdown_and_as_json_schema() -> None:
    assert ppgp("schema", cwd=ROOT).stdout.startswith("# Ce que contient un dossier")
    json_schema = json.loads(ppgp("schema", "fiche", "--format", "json", cwd=ROOT).stdout)
    assert json_schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


BLANK = {
    "le code seul": "",
    "des remarques": "# à remplir\n",
    "des parties vides": "contexte:\n  blocs:\nactivites:\nchiffres:\n",
    "une date": "edition: 2025\n",
    "des mentions": "mentions: {annee: 2025}\n",
}


@pytest.mark.parametrize("what", BLANK)
def test_check_says_that_a_blank_dossier_makes_no_document(tmp_path: Path, what: str) -> None:
    home = tmp_path / "departments" / "01-ain"
    home.mkdir(parents=True)
    (home / "dossier.yaml").write_text(f'departement: "01"\n{BLANK[what]}', "utf-8")
    done = ppgp("check", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.count("[R007]") == 1
    assert "rien à corriger" not in done.stdout


def test_the_list_of_commands_says_of_each_what_its_own_help_says_first() -> None:
    context = Context(command)
    told = {name: command.get_command(context, name) for name in command.list_commands(context)}
    assert {name: each and each.get_short_help_str() for name, each in told.items()} == COMMANDS


def test_help_imports_no_command_and_none_of_the_steps() -> None:
    code = (
        "import sys; from ppgp_docs.cli.main import ppgp\n"
        "ppgp.main(['--help'], standalone_mode=False)\n"
        "print(*(name for name in sys.modules if name.startswith('ppgp_docs.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) == {
        f"ppgp_docs.{name}"
        for name in (
            "cli",
            "cli.main",
            "cli.francais",
            "diagnostics",
            "francais",
            "francais.espaces",
        )
    }


def test_a_misspelt_command_gets_the_nearest_one(tmp_path: Path) -> None:
    done = ppgp("chek", cwd=tmp_path)
    assert done.returncode == 2
    assert "la commande `chek` n’existe pas" in done.stderr
    assert "`check`" in done.stderr
