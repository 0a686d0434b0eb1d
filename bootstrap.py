"""Prépare cette machine, puis fabrique les documents des départements.

  python3 bootstrap.py                  prépare tout, puis fabrique les documents
  python3 bootstrap.py build [OPTIONS]  de même, avec les options de « ppgp build »
  python3 bootstrap.py test [OPTIONS]   prépare tout, puis passe les tests (options de pytest ;
                                        --full : aussi ceux qui prennent des heures)
  python3 bootstrap.py setup            prépare seulement

Il faut Python 3.11 ou plus récent, et rien d’autre : les bibliothèques vont dans le dossier
« .venv » ; sur Debian et Ubuntu, les paquets du système qui manquent sont installés, ou la
commande à taper est affichée.
"""

# Standard library only: this file runs before anything is installed.
import sys

if sys.version_info < (3, 11):  # noqa: UP036  # the whole file must parse on Python 3.6
    sys.stderr.write(
        f"Il faut Python 3.11 ou plus récent, celui-ci est le {sys.version.split()[0]}.\n"
        f"Lancez ce programme avec un autre, par exemple : python3.12 bootstrap.py\n"
    )
    sys.exit(5)

import ctypes
import hashlib
import importlib
import importlib.util
import os
import shutil
import subprocess
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "ppgp-stamp"
CONSTRAINTS = ROOT / "constraints.txt"
READERS = ROOT / "tests" / "readers.json"
"""Readers of our files that are written for Node: only the tests use them."""
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

USAGE, MACHINE, INTERRUPTED = 2, 5, 130

IN_PARALLEL = (
    *("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"),
    *("--max-worker-restart", "0"),
)
"""A file of tests shares the documents that it renders, so it stays on one processor; the longest
begin (``tests/conftest.py``). A process that dies ends the run and names its test: xdist gives the
one that replaces it a single file at a time, and waits for ever where that file holds one test."""

Probe = Callable[[], bool]


class SetupError(Exception):
    """An expected failure: told in French, without a trace, then ``code`` is the exit code."""

    def __init__(self, message: str, code: int = MACHINE) -> None:
        super().__init__(message)
        self.code = code


def say(message: str) -> None:
    """Tell what is being done; results alone go to the standard output."""
    print(message, file=sys.stderr, flush=True)


# --- packages of the system (Debian and Ubuntu) -------------------------------------------


def loads(library: str) -> Probe:
    """A probe: can the dynamic linker find this library?"""

    def probe() -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return probe


def command(name: str) -> Probe:
    """A probe: can this command be run?"""
    return lambda: shutil.which(name) is not None


def makes_venvs() -> bool:
    """Whether this Python can install pip; Debian ships that part in a package of its own."""
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


VENV_PACKAGE = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
OFFICE = "/usr/lib/libreoffice/program"

# We look for what a package brings, never for the package: asking apt for LibreOffice without
# its windows would remove the one with windows that the user may have.
TO_BUILD: dict[str, Probe] = {
    VENV_PACKAGE: makes_venvs,
    "libpango-1.0-0": loads("libpango-1.0.so.0"),
    "libpangoft2-1.0-0": loads("libpangoft2-1.0.so.0"),
    "libharfbuzz-subset0": loads("libharfbuzz-subset.so.0"),
}
TO_TEST: dict[str, Probe] = {
    "libreoffice-writer-nogui": Path(OFFICE, "libswlo.so").exists,
    "libreoffice-impress-nogui": Path(OFFICE, "libsdlo.so").exists,
    "libreoffice-calc-nogui": Path(OFFICE, "libsclo.so").exists,
    "poppler-utils": command("pdftotext"),
    "default-jre-headless": command("java"),
    "libjaxb-java": Path("/usr/share/java/jaxb-api.jar").exists,
    "chromium-headless-shell": command("chromium-headless-shell"),
    "fontconfig": command("fc-list"),
    "git": command("git"),
    "gnumeric": command("ssconvert"),
    "nodejs": command("node"),
    "npm": command("npm"),
    "pandoc": command("pandoc"),
}


def missing(packages: dict[str, Probe]) -> list[str]:
    """The packages whose content is not on this machine."""
    return [name for name, present in packages.items() if not present()]


def root_prefix() -> list[str] | None:
    """How to become root without asking anything; None when that cannot be."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and not quiet_run([*sudo, "true"]).returncode:
        return sudo
    return None


def quiet_run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command whose chatter interests nobody unless it fails."""
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )


def apt(packages: list[str]) -> None:
    """Install packages, if we may; what is still missing afterwards is the caller's affair."""
    prefix = root_prefix()
    if prefix is None:
        return
    say(f"Installation des paquets du système (quelques minutes) : {', '.join(packages)}")
    apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    quiet_run([*apt_get, "update"])
    done = quiet_run([*apt_get, "install", "-y", "--no-install-recommends", *packages])
    if done.returncode:
        say(done.stderr)


def ensure_packages(wanted: dict[str, Probe], *, all_needed: bool) -> None:
    """Install what is missing; stop when something that cannot be done without still is.

    To build, only :data:`VENV_PACKAGE` is vital: without Pango, decks and sheets are still made.
    """
    if not shutil.which("apt-get"):
        return  # Windows, macOS, other Linux: `ppgp doctor` says what is missing
    absent = missing(wanted)
    if absent:
        apt(absent)
        absent = missing(wanted)
    if not absent:
        return
    sudo = "sudo " if shutil.which("sudo") else ""
    message = (
        "Il manque des paquets du système. En administrateur (root), tapez cette commande :\n"
        f"  {sudo}apt-get update && {sudo}apt-get install -y --no-install-recommends "
        f"{' '.join(absent)}\n"
    )
    if all_needed or VENV_PACKAGE in absent:
        raise SetupError(f"{message}Puis recommencez.")
    say(f"{message}La suite se fait sans eux : « ppgp doctor » dit ce qui manque aux documents.")


# --- the virtual environment --------------------------------------------------------------


def base() -> str:
    """What an environment can never change: its Python, and its folder."""
    return digest(f"{sys.version}\n{sys.base_prefix}\n{ROOT}".encode())


def recipe() -> str:
    """What is to be installed in it."""
    paths = [ROOT / "pyproject.toml", CONSTRAINTS]
    return digest(b"\0".join(path.read_bytes() for path in paths if path.exists()))


def digest(content: bytes) -> str:
    """A short name for a content."""
    return hashlib.sha256(content).hexdigest()[:16]


def read_stamp() -> list[str]:
    """The base, the recipe and the extra of the finished environment; empty when there is none."""
    finished = STAMP.exists() and PYTHON.exists()
    return STAMP.read_text("utf-8").split("\n") if finished else []


def ensure_venv(extra: str) -> None:
    """Make ``.venv``, or bring it up to date.

    The stamp goes first and comes back last: an environment left half-made by an interruption
    has none, and is made anew from nothing.
    """
    stamp = read_stamp()
    if stamp in ([base(), recipe(), extra], [base(), recipe(), "dev"]):
        return
    say("Préparation de l’environnement Python (.venv), une à trois minutes…")
    STAMP.unlink(missing_ok=True)
    if stamp[:1] != [base()]:
        create_venv()
    pip_install(f"{ROOT}[{extra}]" if extra else str(ROOT))
    STAMP.write_text("\n".join([base(), recipe(), extra]), "utf-8")


def create_venv() -> None:
    """An empty environment with pip, in the place of whatever was there."""
    if not makes_venvs():
        raise SetupError(
            "Ce Python ne peut pas créer d’environnement, le module ensurepip lui manque."
        )
    try:
        venv.create(VENV, clear=True, symlinks=os.name != "nt", with_pip=True)
    except (OSError, subprocess.CalledProcessError) as failure:
        raise SetupError(f"L’environnement .venv n’a pas pu être créé : {failure}") from failure


def pip_install(project: str) -> None:
    """Install the project, editable, with the pinned versions of what it needs."""
    pinned = ["-c", str(CONSTRAINTS)] if CONSTRAINTS.exists() else []
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = quiet_run([*pip, *pinned, "-e", project])
    if done.returncode:
        say(done.stderr)
        raise SetupError("Les bibliothèques Python n’ont pas pu être installées, voir ci-dessus.")


def ensure_readers() -> None:
    """The readers of :data:`READERS`, beside the environment that the tests run in."""
    folder = VENV / "readers"
    wanted = READERS.read_bytes()
    stamp = folder / "installed.json"
    if stamp.exists() and stamp.read_bytes() == wanted:
        return
    folder.mkdir(exist_ok=True)
    (folder / "package.json").write_bytes(wanted)
    npm = [str(shutil.which("npm")), "install", "--ignore-scripts", "--no-package-lock"]
    done = quiet_run([*npm, "--no-audit", "--no-fund", "--prefix", str(folder)])
    if done.returncode:
        say(done.stderr)
        raise SetupError("Les lecteurs écrits pour Node n’ont pas pu être installés.")
    stamp.write_bytes(wanted)


# --- the three actions --------------------------------------------------------------------


def run(*command: str) -> int:
    """Run a Python module of the environment from the root of the project."""
    return subprocess.run([str(PYTHON), "-m", *command], cwd=ROOT, check=False).returncode


def setup(_arguments: list[str]) -> int:
    """Prepare this machine to build documents."""
    ensure_packages(TO_BUILD, all_needed=False)
    ensure_venv("")
    return 0


def build(arguments: list[str]) -> int:
    """Prepare this machine and build the documents."""
    setup([])
    return run("ppgp_docs", "build", *arguments)


def test(arguments: list[str]) -> int:
    """Prepare this machine and pass every check; the first failure gives the exit code."""
    ensure_packages(TO_BUILD | TO_TEST, all_needed=True)
    ensure_venv("dev")
    ensure_readers()
    codes = [
        run("ruff", "check", "."),
        run("ruff", "format", "--check", "."),
        run("mypy"),
        run("pytest", *IN_PARALLEL, *arguments),
    ]
    return next(filter(None, codes), 0)


ACTIONS = {"build": build, "test": test, "setup": setup}


def main(arguments: list[str]) -> int:
    """Do what is asked and give the exit code."""
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    action, *rest = arguments or ["build"]
    if action not in ACTIONS:
        raise SetupError(
            f"« {action} » est inconnu ; les choix sont : {', '.join(ACTIONS)}.", USAGE
        )
    return ACTIONS[action](rest)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as stop:
        say(str(stop))
        sys.exit(stop.code)
    except KeyboardInterrupt:
        say("Interrompu.")
        sys.exit(INTERRUPTED)
