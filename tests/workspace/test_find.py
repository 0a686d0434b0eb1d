"""Step 1: the workspace, its settings, the dossiers that a person means."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import ExitCode, HandledError
from ppgp_docs.workspace.find import (
    Workspace,
    find_workspace,
    select,
    select_one,
    workspace_diagnostics,
)
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.unread_files import unread_files


def make(root: Path, *names: str) -> Workspace:
    for name in names:
        folder = root / "departments" / name
        folder.mkdir(parents=True)
        (folder / "dossier.yaml").touch()
    return find_workspace(root)


def selected(workspace: Workspace, *targets: str) -> list[str]:
    return [folder.name for folder in select(workspace, targets)]


def codes(stopped: pytest.ExceptionInfo[HandledError]) -> list[str]:
    return [diagnostic.code for diagnostic in stopped.value.diagnostics]


def test_the_workspace_is_the_nearest_folder_above_that_holds_departments(tmp_path: Path) -> None:
    make(tmp_path, "01-ain")
    inside = tmp_path / "departments" / "01-ain"
    assert find_workspace(inside).root == find_workspace(tmp_path).root == tmp_path.resolve()


def test_without_a_workspace_the_person_is_told_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HandledError) as stopped:
        find_workspace(tmp_path)
    assert codes(stopped) == ["F001"]
    assert stopped.value.exit_code is ExitCode.USAGE
    assert "ppgp new" in stopped.value.diagnostics[0].hints[0]


@pytest.mark.parametrize("name", ["Departments", "départements", "DEPARTEMENTS"])
def test_a_folder_that_says_departments_otherwise_is_told_with_its_name(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(HandledError) as stopped:
        find_workspace(tmp_path)
    assert stopped.value.diagnostics[0].hints == (f"renommez `{name}` en `departments`",)


def test_dossiers_come_in_the_official_order_and_strangers_last(tmp_path: Path) -> None:
    names = ["971-guadeloupe", "2A-corse-du-sud", "01-ain", "69M-lyon", "69-rhone", "essai"]
    workspace = make(tmp_path, *names)
    in_order = ["01-ain", "2A-corse-du-sud", "69-rhone", "69M-lyon", "971-guadeloupe", "essai"]
    assert [folder.name for folder in workspace.folders()] == in_order


def test_a_folder_without_a_dossier_is_not_one(tmp_path: Path) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "departments" / "brouillons").mkdir()
    assert selected(find_workspace(tmp_path)) == ["01-ain"]


@pytest.mark.parametrize(
    "target",
    [
        "01",
        "1",
        "01-ain",
        "01-AIN",
        "Ain",
        "l’Ain",
        "departments/01-ain",
        "departments/01-ain/dossier.yaml",
        "01-ain/images",
    ],
)
def test_a_target_is_a_code_a_name_a_folder_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    workspace = make(tmp_path, "01-ain", "60-oise")
    (tmp_path / "departments" / "01-ain" / "images").mkdir()
    monkeypatch.chdir(tmp_path)
    assert selected(workspace, target) == ["01-ain"]


@pytest.mark.parametrize("target", [".", "departments", "departments/", "departments/01-ain/.."])
def test_the_folder_that_holds_every_dossier_means_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    workspace = make(tmp_path, "01-ain", "60-oise")
    monkeypatch.chdir(tmp_path)
    assert selected(workspace, target) == ["01-ain", "60-oise"]


def test_a_dot_typed_in_the_folder_of_a_dossier_means_that_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make(tmp_path, "01-ain", "60-oise")
    monkeypatch.chdir(tmp_path / "departments" / "60-oise")
    assert selected(workspace, ".") == ["60-oise"]


def test_who_needs_one_dossier_and_names_several_is_told_which(tmp_path: Path) -> None:
    workspace = make(tmp_path, "2A-corse-du-sud", "2B-haute-corse")
    assert select_one(workspace, "2A").name == "2A-corse-du-sud"
    with pytest.raises(HandledError) as stopped:
        select_one(workspace, "Corse")
    assert codes(stopped) == ["F003"]
    assert "2A-corse-du-sud ou 2B-haute-corse" in stopped.value.diagnostics[0].hints[0]


@pytest.mark.parametrize(
    ("target", "folders"),
    [
        ("La Réunion", ["974-la-reunion"]),
        ("Rhône", ["69-rhone"]),
        ("69D", ["69-rhone"]),
        ("Lyon", ["69M-lyon"]),
        ("Corse", ["2A-corse-du-sud", "2B-haute-corse"]),
        ("20", ["2A-corse-du-sud", "2B-haute-corse"]),
        ("2a", ["2A-corse-du-sud"]),
        ("Alsace", ["68"]),
        ("6AE", ["68"]),
    ],
)
def test_a_target_may_be_what_people_call_a_territory(
    tmp_path: Path, target: str, folders: list[str]
) -> None:
    names = ("974-la-reunion", "69-rhone", "69M-lyon", "2A-corse-du-sud", "2B-haute-corse", "68")
    assert selected(make(tmp_path, *names), target) == folders


def test_a_target_finds_a_folder_whose_accents_are_cut_in_two(tmp_path: Path) -> None:
    assert selected(make(tmp_path, "26-dro\u0302me"), "26-drôme") == ["26-dro\u0302me"]


def test_a_folder_without_a_code_is_of_the_territory_that_its_dossier_states(
    tmp_path: Path,
) -> None:
    workspace = make(tmp_path, "60-oise", "notre-dossier")
    stated = tmp_path / "departments" / "notre-dossier" / "dossier.yaml"
    stated.write_text("# à relire\ndepartement: '01'  # l’Ain\n", "utf-8")
    assert selected(workspace, "01") == ["notre-dossier"]
    assert selected(workspace) == ["notre-dossier", "60-oise"]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("La Réunion", "La Réunion (974) n’a pas encore de dossier\u00a0: `ppgp new 974`"),
        ("69d", "Rhône (69) n’a pas encore de dossier\u00a0: `ppgp new 69`"),
        ("02", "Aisne (02) n’a pas encore de dossier\u00a0: `ppgp new 02`"),
    ],
)
def test_a_territory_without_a_dossier_is_told_with_what_makes_one(
    tmp_path: Path, target: str, hint: str
) -> None:
    with pytest.raises(HandledError) as stopped:
        select(make(tmp_path, "01-ain"), [target])
    assert stopped.value.diagnostics[0].hints == (hint,)


@pytest.mark.parametrize(
    "copy",
    [
        "01-ain - Copie",
        "01-ain - Copie (2)",
        "01-ain (1)",
        "Copie de 01-ain",
        "copy of 01-ain",
        "01-ain (Copie en conflit de PC-12)",
        "01-ain copie",
    ],
)
def test_a_copied_folder_is_told_and_never_taken_for_its_original(
    tmp_path: Path, copy: str
) -> None:
    workspace = make(tmp_path, "01-ain", copy)
    (told,) = workspace_diagnostics(workspace)
    assert told.code == "F016"
    assert told.hints[0].startswith(f"`{copy}` a l’air d’une copie")
    assert selected(workspace, "01") == ["01-ain"]


def test_two_folders_whose_dossiers_state_one_territory_are_told(tmp_path: Path) -> None:
    workspace = make(tmp_path, "ancien", "nouveau")
    for name in ("ancien", "nouveau"):
        file = tmp_path / "departments" / name / "dossier.yaml"
        file.write_text('departement: "60"\n', "utf-8")
    (told,) = workspace_diagnostics(workspace)
    assert (told.code, "`ancien` et `nouveau`" in told.message) == ("F016", True)


@pytest.mark.parametrize("name", [".git", "._01-ain", "__MACOSX", "$RECYCLE.BIN", "@eaDir"])
def test_a_folder_that_a_system_leaves_is_passed_over(tmp_path: Path, name: str) -> None:
    assert selected(make(tmp_path, "01-ain", name)) == ["01-ain"]


def test_a_dossier_named_twice_is_selected_once(tmp_path: Path) -> None:
    workspace = make(tmp_path, "01-ain", "60-oise")
    assert selected(workspace, "60", "60-oise", "01") == ["01-ain", "60-oise"]


def test_a_code_that_is_suggested_is_named(tmp_path: Path) -> None:
    workspace = make(tmp_path, "13-bouches-du-rhone", "60-oise")
    with pytest.raises(HandledError) as stopped:
        select(workspace, ["133"])
    (fault,) = stopped.value.diagnostics
    assert fault.hints == ("vouliez-vous dire `13`, Bouches-du-Rhône\u202f?",)


def test_all_unknown_targets_are_told_each_with_what_is_nearest(tmp_path: Path) -> None:
    workspace = make(tmp_path, "01-ain", "60-oise")
    with pytest.raises(HandledError) as stopped:
        select(workspace, ["60-oisse", "01", "xyz", "../.."])
    first, second, third = stopped.value.diagnostics
    assert "`60-oisse`" in first.message
    assert first.hints == ("vouliez-vous dire `60-oise`\u202f?",)
    assert second.hints == ("choisissez 01-ain ou 60-oise",)
    assert "`../..`" in third.message


def test_an_empty_workspace_is_told(tmp_path: Path) -> None:
    (tmp_path / "departments").mkdir()
    with pytest.raises(HandledError) as stopped:
        select(find_workspace(tmp_path), [])
    assert codes(stopped) == ["F002"]


def test_a_lone_dossier_whose_file_has_another_name_is_not_said_to_be_absent(
    tmp_path: Path,
) -> None:
    lost = tmp_path / "departments" / "60-oise"
    lost.mkdir(parents=True)
    (lost / "dossier.yaml.txt").touch()
    with pytest.raises(HandledError) as stopped:
        select(find_workspace(tmp_path), [])
    assert codes(stopped) == ["F002", "F015"]
    absent, misnamed = stopped.value.diagnostics
    assert absent.message == "aucun répertoire de `departments` n’a de fichier `dossier.yaml`"
    assert "`dossier.yaml.txt`" in misnamed.message


UNREADABLE = "`ppgp.toml` est illisible\u00a0:"


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("sorties = \n", "`ppgp.toml` est illisible à la ligne 1, colonne 11"),
        ("sorties = [", "`ppgp.toml` est illisible"),
        ('sorties = "a"\nsorties = "b"\n', f"{UNREADABLE} un réglage y est deux fois"),
        ("[a]\n[a]\n", f"{UNREADABLE} un réglage y est deux fois"),
        (f"a = {'[' * 2000}", f"{UNREADABLE} trop de crochets"),
        (f"sorties = {'9' * 5000}", f"{UNREADABLE} un nombre y est trop long"),
    ],
)
def test_settings_that_cannot_be_read_are_told_in_french(
    tmp_path: Path, settings: str, told: str
) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "ppgp.toml").write_text(settings)
    with pytest.raises(HandledError) as stopped:
        find_workspace(tmp_path)
    (fault,) = stopped.value.diagnostics
    assert fault.message.startswith(told)
    assert "nvalid" not in fault.message


def test_the_settings_name_the_outputs_and_the_folders_of_code(tmp_path: Path) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "plugins").mkdir()
    (tmp_path / "ppgp.toml").write_text('\ufeffsorties = "publie"\nplugins = ["plugins"]\n')
    workspace = find_workspace(tmp_path)
    assert workspace.outputs == tmp_path.resolve() / "publie"
    assert workspace.plugins == (tmp_path.resolve() / "plugins",)


@pytest.mark.parametrize(
    "setting",
    [
        'sorties = ""',
        'sorties = "departments/60-oise"',
        'sorties = "../ailleurs"',
        'sorties = "/tmp"',
        'sorties = "a\\u0000b"',
        'plugins = ["nulle-part"]',
    ],
)
def test_a_setting_that_leads_out_of_the_workspace_or_nowhere_is_refused(
    tmp_path: Path, setting: str
) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "ppgp.toml").write_text(setting)
    with pytest.raises(HandledError) as refused:
        find_workspace(tmp_path)
    assert [fault.code for fault in refused.value.diagnostics] == ["F005"]


def test_a_folder_that_misnames_its_dossier_and_a_code_used_twice_are_told(tmp_path: Path) -> None:
    make(tmp_path, "60-oise")
    make(tmp_path, "60-copie")
    lost = tmp_path / "departments" / "02-aisne"
    lost.mkdir()
    (lost / "aisne.yml").touch()
    found = workspace_diagnostics(find_workspace(tmp_path))
    assert [fault.code for fault in found] == ["F015", "F016"]


def test_no_code_of_a_workspace_is_allowed_unless_its_settings_say_so(tmp_path: Path) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "plugins").mkdir()
    assert find_workspace(tmp_path).plugins == ()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("sorties = ", ["F004"]),
        ('sortie = "x"\nplugins = "x"\n', ["F005", "F005"]),
        ("plugins = [1]\n", ["F005"]),
        ("sorties = 1\n", ["F005"]),
    ],
)
def test_settings_to_mend_are_told_all_at_once(
    tmp_path: Path, settings: str, told: list[str]
) -> None:
    make(tmp_path, "01-ain")
    (tmp_path / "ppgp.toml").write_text(settings)
    with pytest.raises(HandledError) as stopped:
        find_workspace(tmp_path)
    assert codes(stopped) == told


@pytest.mark.parametrize(
    "names",
    [
        ("01-ain", "01-Ain"),
        ("Ardèche", "Arde\u0300che"),
        ("atelier-été", "atelier-e\u0301te\u0301"),
        ("Atelier", "atelier"),
        ("essai-1", "essai\u20111"),
    ],
)
def test_two_dossiers_whose_names_only_one_system_tells_apart_are_told(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    (told,) = workspace_diagnostics(make(tmp_path, *names))
    assert told.code == "F016"


@pytest.mark.parametrize("name", ["dossier.ymal", "dossier.yam", "dossier.yaml.txt", "dossieryaml"])
def test_a_dossier_under_a_slip_of_its_name_is_told_how_to_name_it(
    tmp_path: Path, name: str
) -> None:
    workspace = make(tmp_path, "01-ain")
    (tmp_path / "departments" / "02-aisne").mkdir()
    (tmp_path / "departments" / "02-aisne" / name).touch()
    (told,) = workspace_diagnostics(workspace)
    assert told.code == "F015"
    assert told.hints[0].startswith(f"renommez `{name}` en `dossier.yaml`")


def test_a_folder_that_bears_the_name_of_a_file_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    (folder / "dossier.yaml").mkdir(parents=True)
    (folder / "dossier.yaml" / "ain.yaml").touch()
    (told,) = workspace_diagnostics(Workspace(tmp_path, tmp_path / "sorties"))
    assert told.code == "F015"
    assert told.span is not None
    assert told.span.file == folder / "dossier.yaml"
    assert "est un répertoire" in told.message
    assert "`ain.yaml`" in told.hints[0]
    (folder / "contrat.yaml").mkdir()
    *_, told = unread_files(DossierFolder(folder))
    assert (told.code, told.is_error) == ("F019", True)


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")
@pytest.mark.parametrize(
    ("make_it", "what"),
    [
        (os.mkfifo, "un tube nommé"),
        (lambda place: place.symlink_to("ailleurs"), "un lien qui ne mène nulle part"),
    ],
)
def test_what_bears_the_name_of_a_dossier_and_is_no_file_is_told_as_it_is(
    tmp_path: Path, make_it: Callable[[Path], None], what: str
) -> None:
    place = tmp_path / "departments" / "01-ain" / "dossier.yaml"
    place.parent.mkdir(parents=True)
    make_it(place)
    (told,) = workspace_diagnostics(Workspace(tmp_path, tmp_path / "sorties"))
    assert told.code == "F015"
    assert told.message.startswith(f"`dossier.yaml` est {what}, et non un fichier")
    assert told.hints == ("mettez à sa place le fichier du département",)
