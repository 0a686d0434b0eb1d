"""Step 1, find: the workspace, its configuration, the dossiers that were asked for."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, ExitCode, HandledError, Span, error
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.designations import designes
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.pliage import plier
from ppgp_docs.francais.territoires import departements
from ppgp_docs.system_errors import real_path, reason
from ppgp_docs.workspace.files import entries, original
from ppgp_docs.workspace.folder import DOSSIER, DossierFolder, dossier_folders
from ppgp_docs.workspace.reader import read_bytes
from ppgp_docs.workspace.unread_files import unread_around
from ppgp_docs.workspace.unread_templates import unread_templates

_CONFIG_MOST: Final = 100_000

CONFIG: Final = "ppgp.toml"
DEPARTMENTS: Final = "departments"
OUTPUTS: Final = "sorties"


@frozen
class Workspace:
    """A folder with ``departments``; ``plugins`` are folders of code that its config allows."""

    root: Path
    outputs: Path
    plugins: tuple[Path, ...] = ()

    @property
    def departments(self) -> Path:
        return self.root / DEPARTMENTS

    def folders(self) -> tuple[DossierFolder, ...]:
        """Every dossier of the workspace, in the official order of territories."""
        folders = dossier_folders(self.departments)
        found = [folder for folder in folders if folder.dossier.is_file()]
        return tuple(sorted(found, key=_official_order))


def workspace_diagnostics(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """What looks like a dossier or a template and is none, territories that two folders share."""
    return (*unread_around(workspace.departments), *unread_templates(workspace.root))


def find_workspace(start: Path) -> Workspace:
    """The workspace of ``start``: this folder, or the nearest parent that holds ``departments``.

    Raises HandledError when there is none, or when its ``ppgp.toml`` needs mending.
    """
    start = real_path(start)
    for root in (start, *start.parents):
        if (root / DEPARTMENTS).is_dir():
            return _configured(root)
    raise HandledError(
        error(
            "F001",
            f"aucun répertoire `{DEPARTMENTS}` ici ni au-dessus",
            Span(start),
            _renamed(start) or _ELSEWHERE,
        ),
        exit_code=ExitCode.USAGE,
    )


_ELSEWHERE: Final = "placez-vous dans votre espace de travail, ou créez-en un : `ppgp new 01`"


def _renamed(start: Path) -> str:
    """What to do about a folder whose name says `departments` in French, or in capitals."""
    for entry in entries(start):
        if entry.is_dir() and sans_accents(plier(entry.name)) in _MEANT:
            return f"renommez `{entry.name}` en `{DEPARTMENTS}`"
    return ""


_MEANT: Final = ("department", "departments", "departement", "departements")


def select(workspace: Workspace, targets: Sequence[str]) -> tuple[DossierFolder, ...]:
    """The dossiers that the targets name: a code, a folder, a file; all of them without targets.

    Raises HandledError naming every target that designates nothing.
    """
    folders = workspace.folders()
    if not folders:
        raise _usage(*_no_dossiers(workspace))
    if not targets:
        return folders
    found = {target: _matching(target, folders, workspace) for target in targets}
    unknown = [target for target, matching in found.items() if not matching]
    if unknown:
        raise _usage(*(_no_such_target(target, folders) for target in unknown))
    chosen = {folder.path for matching in found.values() for folder in matching}
    return tuple(folder for folder in folders if folder.path in chosen)


def select_one(workspace: Workspace, target: str) -> DossierFolder:
    """The only dossier that a target names. Raises HandledError for none, and for several."""
    folders = select(workspace, (target,))
    if len(folders) > 1:
        hint = f"choisissez {enumerer([folder.name for folder in folders], 'ou')}"
        raise _usage(error("F003", f"`{target}` désigne plusieurs dossiers", None, hint))
    return folders[0]


def _no_dossiers(workspace: Workspace) -> Iterator[Diagnostic]:
    """An empty workspace, or one whose only dossiers have a file of the wrong name."""
    if told := workspace_diagnostics(workspace):
        message = f"aucun répertoire de `{DEPARTMENTS}` n’a de fichier `{DOSSIER}`"
        yield error("F002", message, None)
        yield from told
    else:
        hint = "créez un premier dossier : `ppgp new 01`"
        yield error("F002", f"`{DEPARTMENTS}` ne contient aucun dossier", None, hint)


def _usage(*diagnostics: Diagnostic) -> HandledError:
    return HandledError(*diagnostics, exit_code=ExitCode.USAGE)


def _matching(
    target: str, folders: Iterable[DossierFolder], workspace: Workspace
) -> list[DossierFolder]:
    """The folders of a target: by its name, by a path in it, or by the territory that it is of.

    A name of two territories (Corse, Alsace) means both, the workspace or the folder of dossiers
    all of them; a copy comes behind its original.
    """
    if named := [each for each in folders if plier(each.name) == plier(target)]:
        return named[:1]
    if target and real_path(Path.cwd() / target) in map(real_path, _wholes(workspace)):
        return list(folders)
    paths = [real_path(base / target) for base in (Path.cwd(), workspace.departments)]
    for folder in folders:
        here = real_path(folder.path)
        if any(path == here or (here in path.parents and path.exists()) for path in paths):
            return [folder]
    by_code: dict[str, DossierFolder] = {}
    for folder in sorted(folders, key=lambda each: bool(original(each.name))):
        if folder.territory in designes(target):
            by_code.setdefault(_code(folder), folder)
    return list(by_code.values())


def _wholes(workspace: Workspace) -> tuple[Path, ...]:
    """The folders that hold every dossier: who names one of them means them all."""
    return workspace.root, workspace.departments


def _no_such_target(target: str, folders: Iterable[DossierFolder]) -> Diagnostic:
    names = [folder.name for folder in folders]
    meant = designes(target)
    near = get_close_matches(target, [*names, *map(_code, folders)], n=1)
    if len(meant) == 1:
        code, name = meant[0].code, meant[0].nom
        hint = f"{name} ({code}) n’a pas encore de dossier : `ppgp new {code}`"
    elif near:
        named = {_code(each): f", {each.territory.nom}" for each in folders if each.territory}
        hint = f"vouliez-vous dire `{near[0]}`{named.get(near[0], '')} ?"
    else:
        hint = f"choisissez {enumerer(names, 'ou')}" if names else "aucun dossier n’est là"
    return error("F003", f"`{target}` ne désigne aucun dossier", None, hint)


def _code(folder: DossierFolder) -> str:
    return folder.territory.code if folder.territory else ""


def _official_order(folder: DossierFolder) -> tuple[Any, ...]:
    if folder.territory:
        return (0, folder.territory.cle_de_tri, folder.name)
    return (1, (len(departements()), ""), folder.name)


def _configured(root: Path) -> Workspace:
    file = root / CONFIG
    settings = _settings(file)
    outputs = settings.get("sorties", OUTPUTS)
    plugins = tuple(root / folder for folder in settings.get("plugins", ()))
    faults = [*_outputs_misplaced(outputs, file), *_plugins_missing(plugins, file)]
    if faults:
        raise HandledError(*faults)
    return Workspace(root, root / outputs, plugins)


def _outputs_misplaced(outputs: str, file: Path) -> Iterator[Diagnostic]:
    """Documents go in a folder of their own, inside the workspace; elsewhere, with a flag."""
    path = PurePosixPath(outputs.replace("\\", "/"))
    inside = path.parts and not path.is_absolute() and ".." not in path.parts
    if not inside or path.parts[0] == DEPARTMENTS or not outputs.isprintable():
        message = f"`sorties` vaut `{outputs}`, qui n’est pas un répertoire de l’espace de travail"
        hint = 'écrivez par exemple `sorties = "documents"`, ou choisissez avec `--output`'
        yield error("F005", message, Span(file), hint)


def _plugins_missing(plugins: Iterable[Path], file: Path) -> Iterator[Diagnostic]:
    for folder in plugins:
        if not _is_inside(folder, file.parent):
            message = f"le répertoire d’extensions `{folder.name}` est hors de l’espace de travail"
            hint = "pour s’en servir une fois : `--plugins RÉPERTOIRE` ; sinon effacez ce réglage"
            yield error("F005", message, Span(file), hint)
        elif not folder.is_dir():
            message = f"le répertoire d’extensions `{folder.name}` n’existe pas"
            yield error("F005", message, Span(file), "corrigez `plugins`, ou effacez-le")


def _is_inside(folder: Path, root: Path) -> bool:
    """Whether a folder is in another once links are followed; no folder has NUL in its name."""
    return "\0" in str(folder) or real_path(folder).is_relative_to(real_path(root))


def _settings(file: Path) -> dict[str, Any]:
    if not os.path.lexists(file):
        return {}
    try:
        settings = tomllib.loads(
            read_bytes(file, most=_CONFIG_MOST, within=file.parent).decode("utf-8-sig")
        )
    except OSError as problem:
        raise HandledError(_unreadable(file, f" : {reason(problem)}")) from problem
    except UnicodeDecodeError as problem:
        raise HandledError(_unreadable(file, " : ce n’est pas un texte en UTF-8")) from problem
    except (ValueError, RecursionError) as problem:
        raise HandledError(_unreadable(file, _where(problem))) from problem
    told = "le réglage `{}` n’existe pas ou n’a pas la bonne forme"
    faults = [
        error("F005", told.format(key), Span(file), _KNOWN)
        for key, value in settings.items()
        if not _is_well_formed(key, value)
    ]
    if faults:
        raise HandledError(*faults)
    return settings


_KNOWN: Final = 'écrivez `sorties = "documents"`, `plugins = ["extensions"]`, ou effacez ce réglage'


def _unreadable(file: Path, why: str) -> Diagnostic:
    hint = 'chaque ligne s’écrit `nom = "valeur"`, le texte entre guillemets droits'
    return error("F004", f"`{CONFIG}` est illisible{why}", Span(file), hint)


def _where(problem: ValueError | RecursionError) -> str:
    """The place in what the TOML reader says, in English: the rest is of no use here.

    It reads as deep as brackets go, and lets Python refuse an endless number.
    """
    if isinstance(problem, RecursionError):
        return " : trop de crochets ou d’accolades s’y emboîtent"
    if not isinstance(problem, tomllib.TOMLDecodeError):
        return " : un nombre y est trop long"
    if re.search("overwrite|declare|mutate", str(problem)):
        return " : un réglage y est deux fois"
    place = re.search(r"line (\d+), column (\d+)", str(problem))
    return f" à la ligne {place[1]}, colonne {place[2]}" if place else " : il finit trop tôt"


def _is_well_formed(key: str, value: object) -> bool:
    if isinstance(value, list):
        return key == "plugins" and all(isinstance(item, str) for item in value)
    return key == "sorties" and isinstance(value, str)
