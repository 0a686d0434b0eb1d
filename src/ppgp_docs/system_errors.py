"""What the system answers when it refuses a file, in French: ``strerror`` speaks English. Paths
that it cannot follow."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

REASONS: Final = {
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.ENOENT: "il n’existe pas",
    errno.EEXIST: "un autre fichier de ce nom est à sa place",
    errno.ENOTEMPTY: "le répertoire n’est pas vide",
    errno.EBUSY: "un autre programme s’en sert",
    errno.ETXTBSY: "un autre programme s’en sert",
    errno.EFBIG: "le fichier serait trop grand pour ce disque",
    errno.EIO: "le disque ou sa liaison est en panne",
    errno.ENXIO: "le matériel ne répond pas",
    errno.ENODEV: "le matériel ne répond pas",
    errno.EINVAL: "le disque n’admet pas ce nom ou cette opération",
    errno.EILSEQ: "le disque n’admet pas ce nom",
    errno.EXDEV: "il est sur un autre disque",
    errno.EMLINK: "il a trop de liens",
    errno.ENOTSUP: "ce disque ne le permet pas",
    errno.ENOSYS: "ce système ne le permet pas",
    errno.ENOLCK: "ce disque ne garde aucun verrou",
    errno.EAGAIN: "le système est à bout de ressources",
    errno.EPIPE: "le programme qui lisait est parti",
    errno.ECONNREFUSED: "personne n’y répond",
    errno.ECONNRESET: "la liaison a été coupée",
    errno.EISDIR: "c’est un répertoire",
    errno.ENOTDIR: "une partie de son chemin est un fichier, pas un répertoire",
    errno.ELOOP: "ses liens tournent en rond",
    errno.ENAMETOOLONG: "le chemin est trop long",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "le disque est plein",
    errno.EROFS: "le disque est en lecture seule",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENOMEM: "la mémoire manque",
    errno.ETIMEDOUT: "le disque du réseau ne répond plus",
    errno.EADDRINUSE: "un autre programme s’en sert déjà",
    errno.EADDRNOTAVAIL: "cette machine n’a pas cette adresse",
    errno.ESTALE: "le disque du réseau ne répond plus",
}
"""Why a file cannot be read or written, by the number that POSIX gives to the reason."""


def kind_of(place: Path) -> str:
    """What stands where a file is expected, links followed: « un tube nommé »; nothing when it is
    a regular file."""
    link = place.is_symlink()
    try:
        mode = place.stat().st_mode
    except OSError as problem:
        if not link:
            return "un fichier que le système ne montre pas"
        looped = problem.errno == errno.ELOOP
        return "un lien qui tourne en rond" if looped else "un lien qui ne mène nulle part"
    kind = kind_of_mode(mode)
    return f"un lien vers {kind}" if link and kind else kind


def kind_of_mode(mode: int) -> str:
    """The same, by what the system says of it."""
    return next((words for is_one, words in _KINDS if is_one(mode)), "")


_KINDS: Final = (
    (stat.S_ISDIR, "un répertoire"),
    (stat.S_ISFIFO, "un tube nommé"),
    (stat.S_ISSOCK, "une prise de communication"),
    (stat.S_ISCHR, "un périphérique"),
    (stat.S_ISBLK, "un disque"),
)


def real_path(path: Path) -> Path:
    """A path with its links followed; one that leads to itself stays, and is refused when it is
    opened. ``Path.resolve`` raises RuntimeError there before Python 3.13."""
    return Path(os.path.realpath(path))


class RefusedFileError(OSError):
    """A file that is there and that we do not read; its message is a French clause."""


_LASTING: Final = frozenset(
    {
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EACCES,
        errno.EPERM,
        errno.ELOOP,
        errno.ENAMETOOLONG,
        errno.EINVAL,
        errno.EILSEQ,
    }
)
"""What a file or its rights answer for; the others are the machine's, at that moment."""


def is_of_the_moment(problem: OSError) -> bool:
    """Whether the machine refused, short of memory or of a disk, and not the file: the same call
    may succeed the next time, though nothing was mended."""
    return not isinstance(problem, RefusedFileError) and problem.errno not in _LASTING


def reason(problem: Exception) -> str:
    """Why the system refused, as a French clause; the symbol of a reason that is rare.

    What the system did not refuse says itself why.
    """
    if isinstance(problem, RefusedFileError) or not isinstance(problem, OSError):
        return str(problem)
    symbol = errno.errorcode.get(problem.errno or 0, "")
    rare = f"le système le refuse (erreur `{symbol}`)" if symbol else "le système le refuse"
    return REASONS.get(problem.errno or 0, rare)
