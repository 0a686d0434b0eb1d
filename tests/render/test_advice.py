"""Advice on a dossier: what plugins advise, what formats know beforehand they will not print."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from tests.conftest import Read
from tests.prove.test_prove import WORD, word

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.prove import ToldByFormat, prove
from ppgp_docs.render.advice import advise
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "plateau-besoins.png"

PORTRAIT = """\
personnes:
  anne:
    fonction: psychologue
    photo: {fichier: images/anne.png, alt: Un portrait, credit: Photo Untel}
    portrait: dessin
"""
FICHE = """\
numero: 8
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre les enfants}
referent: DPMI
rubriques:
  - cle: constat
    blocs: [{type: section, titre: Qui, blocs: [{type: personnes, personnes: [anne]}]}]
"""


def lines(found: tuple[Diagnostic, ...], code: str) -> list[int]:
    return [each.span.line for each in found if each.code == code and each.span]


@pytest.fixture
def with_portrait(read: Read, tmp_path: Path) -> Dossier:
    """A fiche that shows someone whose picture the dossier has."""
    images = tmp_path / "departments" / "essai" / "images"
    images.mkdir(parents=True)
    shutil.copy(PICTURE, images / "anne.png")
    reading = read(PORTRAIT, fiche=FICHE)
    assert reading.dossier, reading.diagnostics
    return reading.dossier


def test_what_a_fiche_leaves_out_is_told_before_it_is_made(
    with_portrait: Dossier, session: Session
) -> None:
    found = advise(with_portrait, session.plugins)
    assert lines(found, "P008") == [4]
    assert {each.severity for each in found} == {Severity.INFO}


def test_what_is_left_out_beforehand_is_no_loss(with_portrait: Dossier, session: Session) -> None:
    (candidate,) = [
        each
        for each in plan(with_portrait, session.plugins, frozenset(), archive=False).candidates
        if each.format.id == "fiche-action"
    ]
    rendered = render(candidate.document, session)
    assert rendered.data, rendered.diagnostics
    promised = evolve(candidate.document, left_out=())
    lost = prove(rendered.data, candidate.format.media_type, promised)
    assert [each.code for each in lost] == ["P004", "P004"]


def test_what_a_format_leaves_out_as_it_renders_is_told_in_a_note(
    dossier: Callable[[str], Dossier], session: Session
) -> None:
    told = dossier("contexte: {titre: Un, blocs: [Deux.]}\n")
    assert told.contexte
    context = Context(session.resources, None, lambda _: None)  # type: ignore[arg-type]
    context.left_out(told.contexte, "cette affiche ne dit pas le contexte")
    document = Document("essai", "essai", "Essai", told, prints=(told.contexte,))
    (found,) = prove(word("Rien"), WORD, document, ToldByFormat(context.omissions))
    assert (found.code, found.severity, found.document) == ("P008", Severity.INFO, "essai")
    assert "cette affiche ne dit pas le contexte" in found.message


def test_an_omission_without_a_reason_is_a_fault_of_the_format() -> None:
    context = Context(None, None, lambda _: None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="reason"):
        context.left_out(Omission, " ")  # type: ignore[arg-type]
