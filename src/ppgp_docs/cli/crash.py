"""What stops the command against all expectation: one French line, the rest in a report.

Nothing but the standard library: what is told may be that a package is missing.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata
from pathlib import Path
from typing import Final

from ppgp_docs import __version__
from ppgp_docs.diagnostics import ExitCode
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.system_errors import reason

_DISTRIBUTION: Final = "ppgp-docs"
_INTERRUPTED: Final = "interrompu : ce qui est fait est gardé, rien n’est écrit à moitié"


def leave(problem: BaseException) -> object:
    """Tell what stopped the command, unless it chose to stop; its exit code.

    Nothing is left in the streams that could fail, with a trace, once we are gone.
    """
    if isinstance(problem, SystemExit):
        code = problem.code
    elif isinstance(problem, KeyboardInterrupt):
        _say(f"\n{espacer(_INTERRUPTED)}")
        code = ExitCode.INTERRUPTED
    else:
        sentence, code = _explained(problem)
        report = _report(problem)
        where = f"le détail est dans `{report}`" if report else "aucun détail n’a pu être gardé"
        _say(espacer(f"erreur : {sentence} ; {where}"))
    return code if _settled() else code or ExitCode.MACHINE


def _explained(problem: BaseException) -> tuple[str, ExitCode]:
    """What happened, in words for who cannot mend it, and whose fault it is."""
    match problem:
        case MemoryError():
            return "la mémoire de cet ordinateur n’a pas suffi", ExitCode.MACHINE
        case ImportError(name=name):
            lack = f"`{name}` lui manque" if name else "un de ses composants ne se lit pas"
            return f"ppgp est mal installé, {lack}", ExitCode.MACHINE
        case OSError(filename=None):
            return f"ppgp ne peut pas continuer, {reason(problem)}", ExitCode.MACHINE
        case OSError(filename=name):
            about = os.fsdecode(name) if isinstance(name, str | bytes) else name
            return f"ppgp ne peut pas se servir de `{about}`, {reason(problem)}", ExitCode.MACHINE
        case _:
            return "une panne imprévue a arrêté ppgp, signalez-la", ExitCode.BROKEN


def _say(line: str) -> None:
    """A stream that is closed or full has nobody to tell."""
    with suppress(OSError, ValueError):
        print(line, file=sys.stderr, flush=True)


def _settled() -> bool:
    """Whether all that was said went out; what did not is let go of."""
    sound = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            sound = False
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return sound


def _report(problem: BaseException) -> Path | None:
    """Write what a maintainer needs to know, for this user's eyes only; where it stands."""
    content = "\n".join((*_circumstances(), "", *traceback.format_exception(problem)))
    for folder in _folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(".txt", time.strftime("ppgp-%Y%m%d-%H%M%S-"), folder)
            os.close(number)
            file = Path(name)
            file.write_text(content, encoding="utf-8", errors="backslashreplace")
            return file
    return None


def _folders() -> Iterator[Path]:
    """The user's cache, else the temporary folder; never the folder where one works.

    Without a home the cache is a relative path, and Python's last temporary folder is this one.
    """
    with suppress(ImportError):
        from platformdirs import user_cache_path

        if (cache := user_cache_path(_DISTRIBUTION, appauthor=False)).is_absolute():
            yield cache / "rapports"
    with suppress(OSError):
        temporary = Path(tempfile.gettempdir())
        if temporary != Path.cwd():
            yield temporary


def _circumstances() -> Iterator[str]:
    """All versions; nothing of the command but what the trace shows: the rest names files."""
    yield "Rapport à joindre à un signalement : il ne contient pas vos dossiers."
    yield f"ppgp-docs {__version__}, Python {platform.python_version()}, {platform.platform()}"
    with suppress(Exception):  # a broken package must not hide what it broke
        found = {f"{each.name} {each.version}" for each in metadata.distributions()}
        yield ", ".join(sorted(found))
