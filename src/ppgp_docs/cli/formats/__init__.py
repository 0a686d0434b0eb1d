"""Findings for programs: a module a format, each with ``render(diagnostics) -> str``.

What people read (``texte``, ``court``) is in :mod:`ppgp_docs.cli.show`. Everything here goes to
standard output, where a program expects it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ppgp_docs.cli.formats import github, json_findings, sarif
from ppgp_docs.diagnostics import Diagnostic

PROGRAMS: Final[Mapping[str, Callable[[Iterable[Diagnostic]], str]]] = {
    "json": json_findings.render,
    "sarif": sarif.render,
    "github": github.render,
}
"""What ``--format`` may ask for beside the forms that people read."""
