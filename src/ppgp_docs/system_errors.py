"""What the system answers when it refuses a file, in French: ``strerror`` speaks English. Paths
that it cannot follow."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

REASONS: Final = {
    errno.EACCES: "l’accès est refusé",
    errno.EPERM: "l’accès est refusé",
    errno.ENOENT: "il n’existe pas",
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
    """Why the system refused, as a French clause; its own words when the reason is a rare one.

    What the system did not refuse says itself why.
    """
    if isinstance(problem, RefusedFileError) or not isinstance(problem, OSError):
        return str(problem)
    own = f"le système répond « {problem.strerror or problem} »"
    return REASONS.get(problem.errno or 0, own)
