"""Findings that come back from the cache."""

from __future__ import annotations

from pathlib import Path

from ppgp_docs.cache import findings
from ppgp_docs.diagnostics import Span, warning


def test_findings_of_one_file_share_its_path() -> None:
    """A hundred thousand of them took four seconds, most of it to make as many paths."""
    found = [
        warning("L006", "un", Span(Path("/a/dossier.yaml"), line, 1, line, 2)) for line in (1, 2)
    ]
    back = findings.unpacked(findings.packed(found))
    assert [*back] == found
    assert len({id(each.span.file) for each in back if each.span}) == 1
