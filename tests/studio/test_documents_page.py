"""What the page of documents says of those that were made, once the dossier has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.studio.build_jobs import Job, Listed
from ppgp_docs.studio.pages import renderer
from ppgp_docs.workspace.folder import DossierFolder

OLDER = "plus ancien que le dossier"


def shown(job: Job, *states: str) -> str:
    listed = tuple(Listed("Titre", "PDF", "a.pdf", "/a", "1 Ko", 1.0, state) for state in states)
    fill = renderer(guide=lambda: None, types={})
    return fill(
        "documents",
        folder=DossierFolder(Path("01-ain")),
        job=job,
        listed=listed,
        unsaved=False,
        outputs=Path("sorties"),
        closed=False,
    )


@pytest.mark.parametrize(
    ("states", "told", "gone"),
    [
        (("", ""), 'class="bilan"><p>2 documents à jour.', "à refaire"),
        ((OLDER, ""), 'class="avis"><p>Depuis la dernière fabrication, 1 document est', "à jour."),
        ((OLDER, OLDER), "fabrication, 2 documents sont à refaire", "à jour."),
    ],
)
def test_no_document_is_said_up_to_date_above_a_line_that_says_otherwise(
    states: tuple[str, ...], told: str, gone: str
) -> None:
    page = " ".join(shown(Job(over=True, made=["un", "deux"]), *states).split())
    page = page.replace("> <", "><").replace("\u00a0", " ")
    assert told in page and gone not in page


def test_what_failed_is_told_before_what_is_older() -> None:
    page = shown(Job(over=True, made=["un"], failed=["Présentation"]), OLDER)
    assert 'class="bilan echec"' in page and "Pas fait" in page and "à jour." not in page


def test_a_build_that_made_nothing_says_why_and_what_to_do() -> None:
    page = " ".join(shown(Job(over=True)).split()).replace("\u00a0", " ")
    assert "Aucun document n’a été fait." in page and "Remplir le dossier" in page
    assert "0 document" not in page and 'class="bilan"' not in page
