"""How what a plugin raised is told."""

from __future__ import annotations

import errno

import pytest

from ppgp_docs.plugin.failures import words


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "le disque est plein"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/a/liste.csv"),
            "le disque est plein (`liste.csv`)",
        ),
        (FileNotFoundError(errno.ENOENT, "No such file", "x.ini"), "il n’existe pas (`x.ini`)"),
        (ValueError("une valeur"), "ValueError: une valeur"),
        (OSError("le serveur ne répond pas"), "OSError: le serveur ne répond pas"),
    ],
)
def test_what_the_system_refused_is_told_in_french(problem: Exception, told: str) -> None:
    assert words(problem) == told
