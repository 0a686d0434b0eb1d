"""Whether a plugin holds the contract: tried twice, elsewhere, at another hour, and compared.

Python's own order of sets, the hour, the time zone and the folder differ between the two trials: a
document that depends on one of them has other bytes.
"""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, frozen

from ppgp_docs.codes import STEPS
from ppgp_docs.diagnostics import OF_PLUGINS, Diagnostic, Severity, Span, error, warning
from ppgp_docs.francais.accords import compter
from ppgp_docs.plugin.alterations import ALTERED
from ppgp_docs.plugin.candidates import candidates
from ppgp_docs.plugin.drawing import UNDRAWN
from ppgp_docs.plugin.isolation import IsolatedProcess
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.temporary import temporary_folder
from ppgp_docs.testing.exemplar import FOLDERS
from ppgp_docs.testing.private_imports import private_imports
from ppgp_docs.testing.trial import WORKSPACE, Made, Trial, TriedPlugin
from ppgp_docs.workspace.installed import plugin_entries
from ppgp_docs.workspace.resources import GROUP

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import PluginInfo

CRITERIA: Final = {
    "contrat": "se charge et respecte le contrat",
    "dossiers": "supporte un dossier vide et un dossier fautif",
    "octets": "rend deux fois les mêmes octets",
    "disque": "ne touche pas au disque",
    "réseau": "ne demande ni le réseau, ni un autre programme",
    "affichage": "n’affiche rien",
    "temps": "répond à temps",
    "programme": "ne change rien au programme qui la charge",
}
"""What is looked at, in the order of the report, as a French sentence about the plugin."""

PATIENCE: Final = 60
_STARTING: Final = 300
"""Seconds that a trial may take in all, on a computer that does other things too."""
_ZONES: Final = ("Etc/GMT+12", "Pacific/Kiritimati")
"""Where it is never the same day."""
_LINE: Final = re.compile(r'File "(.+)", line (\d+)')


class UnknownPluginError(LookupError):
    """No plugin of that name is installed, and no folder is called so."""


@frozen
class Verdict:
    """What two trials of a plugin showed: each finding with the criterion that it fails."""

    infos: tuple[PluginInfo, ...]
    documents: tuple[Made, ...]
    findings: tuple[tuple[str, Diagnostic], ...]
    seconds: float

    @property
    def failed(self) -> frozenset[str]:
        """The criteria that are not held."""
        return frozenset(name for name, each in self.findings if each.is_error)

    @property
    def untried(self) -> frozenset[str]:
        """The criteria that nothing was there to try: of a plugin that did not load or brings
        nothing, all but the first; of one without a document, its bytes."""
        if not any(each for info in self.infos for each in info.brings):
            return frozenset({*CRITERIA} - {"contrat"} - self.failed)
        return frozenset({"octets"} - self.failed) if not self.documents else frozenset()

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(dict.fromkeys(each for _, each in self.findings))


def try_plugin(target: str | Path, seconds: int = PATIENCE) -> Verdict:
    """Try the plugin of that name, or those of a folder, each answer within so many seconds.

    Raises :class:`UnknownPluginError`.
    """
    asked = _asked(target, seconds)
    with temporary_folder() as folder:
        roots = (folder.resolve() / str(rank) for rank in range(len(_ZONES)))
        begun = [_begun(evolve(asked, root=root), rank) for rank, root in enumerate(roots)]
        trials = [_ended(each, process) for each, process in begun]
    first = trials[0][0]
    every = [each for trial, told in trials for each in (told or _faults(trial))]
    found = list(dict.fromkeys((*every, *_of_each(asked))))
    found += _differences(*(trial.documents for trial, _ in trials))
    slowest = max((*first.seconds.values(), *(each.seconds for each in first.documents)), default=0)
    return Verdict(first.infos, tuple(first.documents), tuple(found), slowest)


def _of_each(asked: TriedPlugin) -> Iterator[tuple[str, Diagnostic]]:
    """What is wrong with each plugin alone: what it imports that is not public, what it changes of
    the program that loads it (F042)."""
    for candidate in candidates((asked.folder,) if asked.folder else ()):
        mine = candidate.origin == str(asked.folder) or candidate.name in asked.names
        if mine and not candidate.is_ours:
            yield from (("contrat", each) for each in private_imports(candidate))
            process = IsolatedProcess(candidate, shipped_schemas(), asked.seconds, None)
            for each in process.description.faults:
                if each.code == ALTERED:
                    yield "programme", replace(each, severity=Severity.ERROR)


def _asked(target: str | Path, seconds: int) -> TriedPlugin:
    """Which plugins are meant; those of a folder that are installed from there by their names."""
    folder = Path(target).resolve()
    entries = plugin_entries()
    names = tuple(each.name for each in entries if target in (each.name, _of(each)))
    if not names and folder.is_dir():
        names = installed_from(folder)
        if not names:
            return TriedPlugin((), folder, (str(folder),), seconds, folder)
    if not names:
        raise UnknownPluginError(str(target))
    code = tuple(str(_home(each)) for each in entries if each.name in names)
    return TriedPlugin(names, None, code, seconds, folder)


def is_installed(name: str) -> bool:
    """Whether a plugin or its distribution is installed under that name."""
    return any(name in (each.name, _of(each)) for each in plugin_entries())


def installed_from(folder: Path) -> tuple[str, ...]:
    """The names of the plugins that are installed and whose code lies in a folder."""
    place = folder.resolve()
    return tuple(each.name for each in plugin_entries() if _home(each).is_relative_to(place))


def folder_named(name: str, folders: Iterable[Path]) -> Path | None:
    """The folder of a plugin that is not installed: by the name of its module, by those that its
    distribution would give it."""
    return next((each for each in folders if name in {*_names_in(each)}), None)


def _names_in(folder: Path) -> Iterator[str]:
    yield from (each.name for each in candidates((folder,)) if each.origin == str(folder))
    with suppress(OSError, ValueError, AttributeError):
        project = tomllib.loads((folder / "pyproject.toml").read_text("utf-8")).get("project", {})
        yield project.get("name", "")
        yield from project.get("entry-points", {}).get(GROUP, {})


def _of(entry: metadata.EntryPoint) -> str:
    return entry.dist.name if entry.dist else ""


def _home(entry: metadata.EntryPoint) -> Path:
    """Where the code of an installed plugin lies: its whole package, or its one file."""
    top = entry.module.split(".")[0]
    name = entry.module if top == __package__.split(".")[0] else top
    try:
        spec = find_spec(name)
    except (ImportError, ValueError):
        spec = None
    if spec is None or not spec.origin:
        return Path("/nulle-part")
    file = Path(spec.origin).resolve()
    return file.parent if file.name == "__init__.py" or name != top else file


def _begun(asked: TriedPlugin, rank: int) -> tuple[TriedPlugin, subprocess.Popen[bytes]]:
    """Start one trial; both go on at the same time."""
    asked.root.mkdir()
    order = asked.root / "demande"
    order.write_bytes(pickle.dumps(asked))
    environment = {
        **os.environ,
        "PYTHONHASHSEED": str(rank + 1),
        "TZ": _ZONES[rank],
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),  # whoever added to it
    }
    command = [sys.executable, "-c", _RUN, str(order)]
    with (asked.root / "affiche").open("wb") as told:
        process = subprocess.Popen(
            command, cwd=asked.root, env=environment, stdout=told, stderr=subprocess.STDOUT
        )
    return asked, process


_RUN: Final = "import sys; from ppgp_docs.testing.trial import main; main(sys.argv[1])"


def _ended(
    asked: TriedPlugin, process: subprocess.Popen[bytes]
) -> tuple[Trial, list[tuple[str, Diagnostic]]]:
    """What a trial showed, and what is told of one that did not come to its end."""
    try:
        process.wait(_STARTING + asked.seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if asked.result.is_file():
        trial: Trial = pickle.loads(asked.result.read_bytes())
        return trial, []
    return Trial(), [_stopped(asked)]


def _stopped(asked: TriedPlugin) -> tuple[str, Diagnostic]:
    """A process that a plugin ended, or that did not answer in time, with the line where it was."""
    step = asked.step.read_text("utf-8") if asked.step.is_file() else "chargement"
    stack = asked.stuck.read_text("utf-8", "replace") if asked.stuck.is_file() else ""
    lines = [Span(Path(file), int(line), 1) for file, line in _LINE.findall(stack)]
    place = next((each for each in lines if str(each.file).startswith(asked.code)), None)
    late = f"n’a pas répondu en {compter(asked.seconds, 'seconde')}"
    told = late if stack else "a arrêté brutalement l’essai"
    return "temps" if stack else "contrat", _fault(f"l’extension {told} ({step})", place)


def _faults(trial: Trial) -> Iterator[tuple[str, Diagnostic]]:
    """What one trial found, each with its criterion."""
    yield from (("contrat", each) for each in trial.loading if each.is_error)
    if not trial.infos and not any(each.is_error for each in trial.loading):
        yield "contrat", _fault("aucune extension n’a été trouvée là", None)
    for info in trial.infos:
        if not any(info.brings) and not any(each.is_error for each in trial.loading):
            told = f"l’extension `{info.name}` n’apporte rien"
            yield (
                "contrat",
                _fault(told, None, "écrivez une fonction `@hookimpl` (docs/plugins.md)"),
            )
    for dossier, each in trial.found:
        if _is_of_plugins(each) or (each.code[0] in "RP" and each.severity > Severity.INFO):
            yield "contrat" if dossier == "complet" else "dossiers", _said_of(dossier, each)
        elif each.code == UNDRAWN:
            yield "contrat", replace(each, span=None)
        elif each.code[0] not in STEPS and each.code not in trial.pages:
            yield "contrat", _without_page(each)
    for deed in trial.deeds:
        yield deed.kind, _fault(f"l’extension {deed.told}", deed.place, _REMEDIES[deed.kind])


def _said_of(dossier: str, found: Diagnostic) -> Diagnostic:
    """What was found in a dossier that is made up, that nobody can open any more; a plugin's own
    line can be."""
    folder, name = f"(dossier {FOLDERS[dossier]})", f"(dossier {dossier})"
    told = found.message.replace(folder, name)
    message = told if name in told else f"{told} {name}"
    hidden = found.span is not None and WORKSPACE in found.span.file.parts
    return replace(found, span=None if hidden else found.span, message=message)


def _is_of_plugins(found: Diagnostic) -> bool:
    return found.code in OF_PLUGINS


def _without_page(found: Diagnostic) -> Diagnostic:
    told = f"le code `{found.code}` n’a pas de page : personne ne peut l’expliquer ni l’écarter"
    return warning(
        "F041", told, None, f"écrivez `{found.code}.md`, et `registry.add_codes(répertoire)`"
    )


def _differences(first: Sequence[Made], second: Sequence[Made]) -> Iterator[tuple[str, Diagnostic]]:
    """The documents that have other bytes the second time, one for each format."""
    again = {(each.dossier, each.format, each.name): each.digest for each in second}
    told: set[str] = set()
    for each in first:
        other = again.get((each.dossier, each.format, each.name))
        if other not in (None, each.digest) and each.format not in told:
            told.add(each.format)
            place = Span(Path(each.place), each.line, 1) if each.place else None
            message = f"le format `{each.format}` rend d’autres octets la seconde fois"
            yield "octets", _fault(f"{message} (`{each.name}`)", place, _REMEDIES["octets"])


def _fault(message: str, place: Span | None, *hints: str) -> Diagnostic:
    return error("F041", message, place, *hints)


_REMEDIES: Final[dict[str, Any]] = {
    "octets": "ni horloge, ni hasard, ni ordre d’un ensemble, ni chemin de l’ordinateur : "
    "`context.date`, `sorted(…)`, `normalised_zip`",
    "disque": "images, modèles, thème : `context.picture`, `context.resources`, `context.theme`",
    "réseau": "ce qui change ailleurs ne se retrouve pas : mettez-le dans le dossier",
    "affichage": "dites-le par `context.report(warning(…))`, ou par ce que rend `ppgp_check`",
}
"""What to write instead."""
