"""What looks like a file of a dossier and is not read, told with what to do about it.

Nothing of a contract goes missing without a word: a fiche that Windows saved as `09.yaml.txt`, a
contract in the wrong folder, a dossier copied beside its original.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, error, note, warning
from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.francais.pliage import plier
from ppgp_docs.system_errors import kind_of, reason
from ppgp_docs.workspace.files import entries, hidden_yaml, is_yaml, original, yaml_in, yaml_named
from ppgp_docs.workspace.folder import (
    CONTRAT,
    DOSSIER,
    FICHES,
    OWN_TEMPLATES,
    DossierFolder,
    dossier_folders,
    number_of,
)
from ppgp_docs.workspace.unread_templates import not_taken

_EXTENSIONS: Final = (
    "sous Windows, cochez d’abord « Extensions de noms de fichiers » dans le menu Affichage"
)


def unread_around(departments: Path) -> Iterator[Diagnostic]:
    """What is told of ``departments`` as a whole.

    F015: a folder without a dossier. F016: two dossiers of one territory. F018: a file that
    belongs in a folder. F019: a folder that does not open.
    """
    for place in (departments, *filter(_may_be_opened, entries(departments))):
        yield from _closed(place)
    for file in entries(departments):
        if file.is_file() and (is_yaml(file.name) or hidden_yaml(file.name)):
            hint = f"placez-le dans le répertoire de son territoire : `01-ain/{DOSSIER}`"
            yield warning("F018", f"`{file.name}` n’est pas lu", Span(file), hint)
    folders = dossier_folders(departments)
    for folder in folders:
        if not folder.dossier.is_file() and (names := list(_file_names(folder))):
            yield _no_dossier(folder, names)
    yield from _same_territory([each for each in folders if each.dossier.is_file()])


def _may_be_opened(entry: Path) -> bool:
    """Whether an entry is a folder, or a link that should lead to one."""
    return entry.is_dir() or entry.is_symlink()


def _closed(place: Path) -> Iterator[Diagnostic]:
    """F019: what stands for a folder and does not open, so that nothing in it is seen."""
    if not os.path.lexists(place):
        return
    try:
        os.scandir(place).close()
    except NotADirectoryError:
        yield _not_opened(place, "c’est un fichier, il faut un répertoire", "renommez-le")
    except OSError as problem:
        rights = "demandez le droit de le lire à qui administre l’ordinateur"
        refused = isinstance(problem, PermissionError)
        yield _not_opened(place, reason(problem), rights if refused else "effacez ce lien")


def _not_opened(place: Path, why: str, hint: str) -> Diagnostic:
    return error("F019", f"`{place.name}` ne peut pas être ouvert : {why}", Span(place), hint)


def _file_names(folder: DossierFolder) -> Iterator[str]:
    """The names of files that a dossier would make read."""
    for place in (folder.path, folder.fiches_folder):
        for entry in entries(place):
            if is_yaml(entry.name) or hidden_yaml(entry.name) or _bears_its_name(entry):
                yield entry.relative_to(folder.path).as_posix()


def _meant(file: Path) -> str:
    """The name of YAML that a file should bear: `dossier.yaml` for `dossier.txt`."""
    return hidden_yaml(file.name) or (f"{file.stem}.yaml" if _bears_its_name(file) else "")


def _bears_its_name(file: Path) -> bool:
    """Whether a file has the name of a dossier, a contract or a fiche but for its extension."""
    if plier(file.suffix) not in _OF_TEXTS or not file.is_file():
        return False
    in_fiches = plier(file.parent.name) == FICHES
    return bool(_NUMBER.fullmatch(file.stem)) if in_fiches else plier(file.stem) in _STEMS


_SHORTCUTS: Final = (".lnk", ".url", ".webloc")
_OFFICE: Final = (".doc", ".docx", ".odt", ".pdf", ".xls", ".xlsx", ".ods")
"""Files that hold no YAML, whatever they are renamed."""
_OF_TEXTS: Final = ("", ".txt", ".text", ".json", *_SHORTCUTS)
_NUMBER: Final = re.compile(r"(?:fiche[ _-]?)?\d{1,2}", re.IGNORECASE)
_STEMS: Final = frozenset(Path(name).stem for name in (DOSSIER, CONTRAT))


def _no_dossier(folder: DossierFolder, names: list[str]) -> Diagnostic:
    if (place := folder.path / DOSSIER).is_dir():
        told = (
            f"`{DOSSIER}` est un répertoire, et non un fichier : rien n’est lu dans `{folder.name}`"
        )
        inside = [f"`{file.name}`" for file in yaml_in(place)]
        out = f"sortez-en {enumerer(inside)}, " if inside else ""
        hint = f"{out}effacez ce répertoire, et donnez son nom au fichier du département"
        return warning("F015", told, Span(place), hint)
    if os.path.lexists(place) and (kind := kind_of(place)):
        told = f"`{DOSSIER}` est {kind}, et non un fichier : rien n’est lu dans `{folder.name}`"
        return warning("F015", told, Span(place), "mettez à sa place le fichier du département")
    meant = next((name for name in names if _meant(folder.path / name).lower() == DOSSIER), "")
    renamed = f"renommez `{meant}` en `{DOSSIER}` ; {_EXTENSIONS}" if meant else ""
    return warning(
        "F015",
        f"`{folder.name}` n’a pas de fichier `{DOSSIER}` : rien n’y est lu "
        f"({enumerer(f'`{name}`' for name in names)})",
        Span(folder.path),
        renamed or f"nommez le fichier du département `{DOSSIER}`",
    )


def _same_territory(folders: list[DossierFolder]) -> Iterator[Diagnostic]:
    by_code: dict[str, DossierFolder] = {}
    for folder in folders:
        code = folder.territory.code if folder.territory else plier(folder.name)
        first = by_code.setdefault(code, folder)
        if first != folder:
            kept, copy = (folder, first) if original(first.name) else (first, folder)
            told = f"`{kept.name}` et `{copy.name}` sont deux dossiers du même territoire"
            yield warning("F016", told, Span(copy.path), _one_dossier(copy))


def _one_dossier(folder: DossierFolder) -> str:
    if original(folder.name):
        return f"`{folder.name}` a l’air d’une copie : effacez-la, ou sortez-la de `departments`"
    return "gardez un seul dossier par territoire, sinon leurs documents se confondent"


def unread_files(folder: DossierFolder) -> Iterator[Diagnostic]:
    """What a dossier's folder holds and nobody reads.

    F018: what looks like one of its files, or a template of its own that is none. F019: a folder of
    fiches that does not open, a file that is none.
    """
    yield from _closed(folder.fiches_folder)
    yield from not_taken(folder.path / OWN_TEMPLATES, folder.path)
    read = {folder.dossier, folder.contrat}
    for entry in entries(folder.path):
        if entry.is_dir() and is_yaml(entry.name):
            told = f"`{entry.name}` est un répertoire, et non un fichier : rien n’y est lu"
            yield error("F019", told, Span(entry), "remplacez-le par le fichier, ou effacez-le")
        elif entry.is_dir():
            yield from _in_folder(folder, entry)
        elif (is_yaml(entry.name) and entry not in read) or _meant(entry):
            yield _beside(folder, entry)


def _in_folder(folder: DossierFolder, place: Path) -> Iterator[Diagnostic]:
    """The folder of the fiches is read, those that it holds and all others are not."""
    if place == folder.fiches_folder:
        for entry in entries(place):
            if entry.is_dir() and any(yaml_in(entry)):
                hint = f"sortez ses fiches dans `{place.name}`"
                yield _unread_folder(entry, hint + _taken(folder, yaml_in(entry)))
            elif not is_yaml(entry.name) and _looks_like_a_fiche(entry):
                yield _misnamed(entry)
    elif any(yaml_in(place)):
        meant = plier(place.name).startswith("fiche")
        hint = f"placez ses fiches dans `{FICHES}`" + _taken(folder, yaml_in(place))
        yield _unread_folder(place, hint if meant else "")


def _looks_like_a_fiche(file: Path) -> bool:
    """By its name, or by the number that it gives itself at its head, whatever its extension."""
    named = hidden_yaml(file.name) or _bears_its_name(file)
    return bool(named) or (file.is_file() and number_of(file) is not None)


def _taken(folder: DossierFolder, files: Iterable[Path]) -> str:
    """What to heed when files are moved among the fiches: names, numbers that are there already."""
    read = {plier(file.name): file.name for file in folder.fiches}
    numbers = {number_of(file): file.name for file in folder.fiches}
    there = [read.get(plier(file.name)) or numbers.get(number_of(file)) for file in files]
    names = [f"`{name}`" for name in dict.fromkeys(filter(None, there))]
    return f" ; {enumerer(names)} y est déjà : gardez la bonne version" if names else ""


def _unread_folder(place: Path, hint: str) -> Diagnostic:
    count = len(list(yaml_in(place)))
    told = f"`{place.name}` contient {compter(count, 'fichier')} YAML, que l’outil ne lit pas"
    return warning("F018", told, Span(place), hint) if hint else note("F018", told, Span(place))


def _beside(folder: DossierFolder, file: Path) -> Diagnostic:
    """A YAML file of a dossier that is neither its dossier, nor its contract, nor a fiche."""
    if _meant(file):
        return _misnamed(file)
    if not file.is_file():
        told = f"`{file.name}` ne peut pas être lu : c’est {kind_of(file)}"
        return error("F019", told, Span(file), "remplacez-le par le fichier, ou effacez-le")
    told = f"`{file.name}` n’est pas lu"
    if number_of(file) is not None:
        hint = f"placez cette fiche dans `{FICHES}`" + _taken(folder, [file])
        return warning("F018", told, Span(file), hint)
    stem = _stem(file)
    only = "" if stem == _original_stem(file) else f" : seuls {_ONLY} le sont"
    if not stem:
        hint = f"est-ce une fiche ? placez-la dans `{FICHES}`"
    elif read := {DOSSIER: folder.dossier, CONTRAT: folder.contrat}[f"{stem}.yaml"]:
        hint = f"`{read.name}` est déjà lu à cette place : {_ONE}"
    else:
        hint = _rivals(file, f"{stem}.yaml") or f"renommez-le `{stem}.yaml`"
    return warning("F018", told + only, Span(file), hint)


def _stem(file: Path) -> str:
    """The stem, folded, that a file beside its dossier should have; empty when nothing tells."""
    if not is_yaml(file.name):
        return plier(Path(_meant(file)).stem)
    near = get_close_matches(_original_stem(file), _STEMS, n=1, cutoff=0.7)
    return near[0] if near else ""


def _original_stem(file: Path) -> str:
    return Path(original(file.name) or plier(file.name)).stem


def _rivals(file: Path, meant: str) -> str:
    """What to do where several files that are not read should bear one name; empty for one."""
    stem = plier(Path(meant).stem)
    in_fiches = file.parent.name == FICHES  # where any YAML file is read
    rivals = [
        each.name
        for each in entries(file.parent)
        if not (in_fiches and is_yaml(each.name))
        and plier(each.suffix) not in _SHORTCUTS
        and _stem(each) == stem
    ]
    if len(rivals) < _SEVERAL:
        return ""
    named = enumerer(f"`{name}`" for name in rivals)
    return f"{named} prendraient tous le nom `{meant}` : {_ONE}"


_SEVERAL: Final = 2


_ONLY: Final = f"`{DOSSIER}`, `{CONTRAT}` et `{FICHES}`"
_ONE: Final = "gardez sous ce nom la bonne version, sortez l’autre d’ici"


def _misnamed(file: Path) -> Diagnostic:
    if plier(file.suffix) in _SHORTCUTS:
        told = f"`{file.name}` n’est pas lu : c’est un raccourci, qui ne contient rien"
        return warning("F018", told, Span(file), "copiez ici le fichier qu’il désigne")
    meant = hidden_yaml(file.name) or f"{file.stem}.yaml"
    told = f"`{file.name}` n’est pas lu : le nom d’une fiche finit par `.yaml`"
    if plier(file.suffix) in _OFFICE and not hidden_yaml(file.name):
        return warning("F018", told, Span(file), "apportez-en le contenu par `ppgp import`")
    if file.parent.name != FICHES:
        ends = (
            f"son nom finit par `{file.suffix}`" if file.suffix else "son nom n’a pas d’extension"
        )
        told = f"`{file.name}` n’est pas lu : {ends}"
    if there := yaml_named(file.parent, Path(meant).stem):
        return warning("F018", told, Span(file), f"`{there[0].name}` existe déjà : {_ONE}")
    if hint := _rivals(file, meant):
        return warning("F018", told, Span(file), hint)
    return warning("F018", told, Span(file), f"renommez-le `{meant}`", _EXTENSIONS)
