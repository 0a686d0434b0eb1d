"""Whatever optional key is told alone, or is alone missing: every document is made, or a check says
at its line what lacks; no text is lost and nothing crashes."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.generated_keys import Case, cases

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

ASKED = {"C109", "C604", "C616", "C626"}
"""What asks for a key that another one needs: all other cases are sound."""


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, marks=pytest.mark.campaign(share=60), id=str(case)) for case in cases()],
)
def test_each_document_prints_a_key_whatever_stands_beside_it(
    case: Case, session: Session, tmp_path: Path
) -> None:
    reading = session.read(DossierFolder(case.write(tmp_path)))
    if reading.dossier is None:
        told = [found for found in reading.diagnostics if found.is_error]
        assert {found.code for found in told} <= ASKED
        assert all(found.span for found in told)
        return
    planned = plan(reading.dossier, session.plugins, frozenset(), archive=False)
    assert planned.diagnostics == ()
    for candidate in planned.candidates:
        if not candidate.reason:
            rendered = render(candidate.document, session)
            grave = [found for found in rendered.diagnostics if found.is_error]
            unheard = candidate.format.id == "donnees-ouvertes" and lacks_consent(grave)
            assert rendered.data or unheard, (candidate.file_name, grave, rendered.trace)
            assert unheard or grave == [], candidate.file_name


def lacks_consent(grave: list[Diagnostic]) -> bool:
    """Nothing is published of a dossier that shows somebody who did not agree to it."""
    return [found.code for found in grave] == ["P009"]
