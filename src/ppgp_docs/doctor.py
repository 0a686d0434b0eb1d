"""What this machine must have, and what is lost without it: the matter of ``ppgp doctor``.

Nothing is imported here to find out: versions come from the packages' metadata, system libraries
are looked for as WeasyPrint and cffi look for them; a trial page is made in another process. Each
need carries, in French, the consequence of its absence and the remedy on this very system.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from importlib import metadata, util
from itertools import chain
from pathlib import Path
from typing import Final

from ppgp_docs import pdf_libraries

PYTHON_MINIMAL = (3, 11)
_FINE_INSECABLE = 0x202F


class Systeme(Enum):
    """A family of systems that share their remedies."""

    DEBIAN = "Debian ou Ubuntu"
    LINUX = "Linux"
    MACOS = "macOS"
    WINDOWS = "Windows"


@dataclass(frozen=True)
class Besoin:
    """One thing that documents need.

    ``detail`` is the version or the place found; ``consequence`` and ``remede`` are sentences
    without a final period, true when ``present`` is not. A need that is ``facultatif`` does not
    make the machine unfit.
    """

    nom: str
    present: bool
    consequence: str
    remede: str
    detail: str = ""
    facultatif: bool = False


# A library under its names on Windows, Linux and macOS, then the bare one that is looked for in
# the usual folders; the list is WeasyPrint's (weasyprint/text/ffi.py). Pango brings the others.
_PANGO = (
    (
        "libgobject-2.0-0.dll",
        "gobject-2.0-0",
        "libgobject-2.0.so.0",
        "libgobject-2.0.0.dylib",
        "gobject-2.0",
    ),
    (
        "libpango-1.0-0.dll",
        "pango-1.0-0",
        "libpango-1.0.so.0",
        "libpango-1.0.dylib",
        "pango-1.0",
    ),
    ("libharfbuzz-0.dll", "libharfbuzz.so.0", "libharfbuzz.0.dylib", "harfbuzz"),
    (
        "libfontconfig-1.dll",
        "fontconfig-1",
        "libfontconfig.so.1",
        "libfontconfig.1.dylib",
        "fontconfig",
    ),
)
_PANGOFT2 = (
    (
        "libpangoft2-1.0-0.dll",
        "pangoft2-1.0-0",
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "pangoft2-1.0",
    ),
)
_HARFBUZZ_SUBSET = (
    (
        "libharfbuzz-subset-0.dll",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "harfbuzz-subset",
    ),
)
_SANS_PANGO = "sans Pango, pas de PDF ; les diaporamas et les fiches Word restent possibles"
_AVEC_PYTHON = (
    "réinstallez ppgp-docs\u00a0: son installation apporte Pango par le paquet `gstreamer-libs` "
    "(docs/installer.md)"
)
_MACOS_PANGO = (
    f"{_AVEC_PYTHON}\u202f; à défaut, `brew install pango`, et s’il reste introuvable, "
    '`export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"`'
)
_WINDOWS_PANGO = (
    f"{_AVEC_PYTHON}\u202f; sur un Windows pour processeur ARM, où ce paquet n’existe pas, les PDF "
    "se font sur un autre ordinateur"
)


def systeme() -> Systeme:
    """The family of this machine."""
    if sys.platform == "win32":
        return Systeme.WINDOWS
    if sys.platform == "darwin":
        return Systeme.MACOS
    return Systeme.DEBIAN if shutil.which("apt-get") else Systeme.LINUX


def besoins(
    dossier: Path | None = None, famille: Systeme | None = None, *, essai: bool = False
) -> tuple[Besoin, ...]:
    """Everything that documents need, present or not, the vital first.

    ``dossier`` is the folder that will be written into, the current one by default;
    ``famille`` the system whose remedies are wanted, this one by default; with ``essai``, a page
    is made and read back, which takes a second.
    """
    famille = famille or systeme()
    return (
        _python(),
        *_bibliotheques_python(),
        _police(),
        *_bibliotheques_systeme(famille),
        *((_essai(),) if essai else ()),
        _ecriture(dossier or Path.cwd()),
        *_outils(famille),
    )


def _python() -> Besoin:
    return Besoin(
        nom="Python",
        present=sys.version_info >= PYTHON_MINIMAL,
        consequence="avec un Python plus ancien, rien ne fonctionne",
        remede="installez Python 3.11 ou plus récent",
        detail=sys.version.split()[0],
    )


def _bibliotheques_python() -> Iterator[Besoin]:
    """One need for each dependency that the installed distribution declares."""
    for nom in _dependances():
        version = _version(nom)
        yield Besoin(
            nom=nom,
            present=version is not None,
            consequence="l’installation de ppgp-docs est incomplète",
            remede=f"`python -m pip install {nom}`",
            detail=version or "",
        )


def _dependances() -> tuple[str, ...]:
    """Names of the dependencies, extras and those of some systems left aside.

    ppgp-docs run from its sources, without being installed, declares none.
    """
    try:
        exigences = metadata.requires("ppgp-docs") or []
    except metadata.PackageNotFoundError:
        return ()
    ailleurs = ("extra ==", "sys_platform")  # what brings Pango is judged by Pango
    noms = (
        re.match(r"[\w.-]+", exigence)
        for exigence in exigences
        if not any(mot in exigence for mot in ailleurs)
    )
    return tuple(sorted(nom[0] for nom in noms if nom))


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _police() -> Besoin:
    """The embedded font must own the narrow no-break space, or French prints boxes."""
    return Besoin(
        nom="Police Source Sans Pro",
        present=_police_a_la_fine(),
        consequence="les documents n’auraient ni leur police, ni l’espace fine insécable",
        remede="`python -m pip install --force-reinstall font-source-sans-pro`",
    )


def _police_a_la_fine() -> bool:
    paquet = util.find_spec("font_source_sans_pro")
    if paquet is None or paquet.origin is None or util.find_spec("fontTools") is None:
        return False
    fichier = Path(paquet.origin).parent / "files" / "SourceSansPro-Regular.ttf"
    if not fichier.exists():
        return False
    from fontTools.ttLib import TTFont  # heavy, and only needed here

    with TTFont(fichier, lazy=True) as police:
        return _FINE_INSECABLE in police.getBestCmap()


def _bibliotheques_systeme(famille: Systeme) -> Iterator[Besoin]:
    pdf_libraries.expose()
    _ouvre_dossiers_dll()
    yield Besoin(
        nom="Pango",
        present=all(map(_se_charge, _PANGO)),
        consequence=_SANS_PANGO,
        remede=_remede_pango(famille, "libpango-1.0-0"),
    )
    yield Besoin(
        nom="PangoFT2",
        present=all(map(_se_charge, _PANGOFT2)),
        consequence=_SANS_PANGO,
        remede=_remede_pango(famille, "libpangoft2-1.0-0"),
    )
    yield Besoin(
        nom="HarfBuzz-Subset",
        present=all(map(_se_charge, _HARFBUZZ_SUBSET)),
        consequence="les PDF se font, mais presque deux fois plus lentement, "
        "et un même dossier ne donne pas deux fois exactement le même fichier",
        remede=_remede_pango(famille, "libharfbuzz-subset0"),
    )


def _essai() -> Besoin:
    """A page made and read back: names that are found prove less."""
    from ppgp_docs.pdf_trial import trial

    echec = trial()
    return Besoin(
        nom="PDF d’essai",
        present=not echec,
        consequence=_SANS_PANGO,
        remede="remédiez d’abord à ce qui manque ci-dessus\u202f; s’il ne manque rien, envoyez ce "
        f"message à qui vous aide\u00a0: {echec or 'rien à signaler'}",
        detail="" if echec else "une page faite, et relue",
    )


def _remede_pango(famille: Systeme, paquet_debian: str) -> str:
    """How to get a library of Pango's family; elsewhere than on Debian one package has all."""
    return {
        Systeme.DEBIAN: f"`{_apt(paquet_debian)}`",
        Systeme.LINUX: "installez les paquets Pango et HarfBuzz de votre distribution",
        Systeme.MACOS: _MACOS_PANGO,
        Systeme.WINDOWS: _WINDOWS_PANGO,
    }[famille]


def _apt(*paquets: str) -> str:
    return f"sudo apt-get install --no-install-recommends {' '.join(paquets)}"


def _ouvre_dossiers_dll() -> None:
    """On Windows, let the linker look where WeasyPrint will."""
    ouvre: Callable[[str], object] | None = getattr(os, "add_dll_directory", None)
    if ouvre is None:
        return
    for dossier in os.getenv("WEASYPRINT_DLL_DIRECTORIES", pdf_libraries.USUAL).split(";"):
        with suppress(OSError):
            ouvre(dossier)


def _se_charge(noms: tuple[str, ...]) -> bool:
    """Whether the linker finds a library under one of its names, as cffi would ask it."""
    trouves = filter(None, map(ctypes.util.find_library, noms))
    return any(map(_ouvre_bibliotheque, chain(noms, trouves)))


def _ouvre_bibliotheque(nom: str) -> bool:
    try:
        ctypes.CDLL(nom)
    except OSError:
        return False
    return True


def _ecriture(dossier: Path) -> Besoin:
    """Whether a file can be made in the folder; permissions alone do not tell on Windows."""
    try:
        with tempfile.TemporaryFile(dir=dossier):
            present = True
    except OSError:
        present = False
    return Besoin(
        nom="Droit d’écrire",
        present=present,
        consequence="les documents ne peuvent pas être enregistrés dans ce répertoire",
        remede="placez-vous dans un répertoire à vous, ou donnez-en un par `--output`",
        detail=str(dossier),
    )


_LIBREOFFICE: Final = (
    "soffice",
    "libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)


def find_libreoffice() -> str | None:
    """The program of LibreOffice, where there is one."""
    return next(filter(None, map(shutil.which, _LIBREOFFICE)), None)


def _outils(famille: Systeme) -> Iterator[Besoin]:
    """Programs that we never call to make a document."""
    yield _outil(
        "LibreOffice",
        _LIBREOFFICE,
        "utile pour regarder les diaporamas et les fiches",
        {
            Systeme.DEBIAN: f"`{_apt('libreoffice-writer', 'libreoffice-impress')}`",
            Systeme.MACOS: "`brew install --cask libreoffice`",
        }.get(famille, "installez-le depuis https://fr.libreoffice.org"),
    )
    yield _outil(
        "Poppler",
        ("pdftotext",),
        "utile pour regarder le texte et les pages des PDF",
        {
            Systeme.DEBIAN: f"`{_apt('poppler-utils')}`",
            Systeme.LINUX: "installez le paquet Poppler de votre distribution",
            Systeme.MACOS: "`brew install poppler`",
            Systeme.WINDOWS: "dans MSYS2, tapez `pacman -S mingw-w64-ucrt-x86_64-poppler`",
        }[famille],
    )


def _outil(nom: str, commandes: tuple[str, ...], utilite: str, remede: str) -> Besoin:
    trouve = next(filter(None, map(shutil.which, commandes)), None)
    return Besoin(nom, trouve is not None, utilite, remede, trouve or "", facultatif=True)
