"""Odd dossiers render as well as the good ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ppgp_docs.api import blocs, dossier, parse_line, parse_prose
from ppgp_etude_de_cas.format import EtudeDeCas

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre


def test_forty_priorities_keep_their_order(rendre: Rendre, etude: dossier.Dossier) -> None:
    assert etude.et_apres
    [first, *_] = etude.et_apres.priorites
    titles = [f"Priorité numéro {rank}" for rank in range(1, 41)]
    many = tuple(evolve(first, titre=parse_line(title)) for title in titles)
    text = rendre(evolve(etude, et_apres=evolve(etude.et_apres, priorites=many))).texte()
    assert [text.index(f"{title}\n") for title in titles] == sorted(
        text.index(f"{title}\n") for title in titles
    )


def test_twelve_activities_are_all_in_the_contents(rendre: Rendre, etude: dossier.Dossier) -> None:
    many = tuple(
        evolve(etude.activites[0], titre=parse_line(f"Activité de rang {rank}"))
        for rank in range(1, 13)
    )
    contents = rendre(evolve(etude, activites=many)).pages()[1]
    assert all(f"Activité de rang {rank}" in contents for rank in range(1, 13))


def test_a_quote_of_two_pages_loses_no_word(rendre: Rendre, etude: dossier.Dossier) -> None:
    words = " ".join(f"mot{rank}" for rank in range(1400))
    quote = evolve(etude.citations["longue"], texte=parse_prose(f"{words}."))
    citations = etude.citations.update({"longue": quote})
    text = rendre(evolve(etude, citations=citations)).texte()
    assert [rank for rank in range(1400) if f"mot{rank}" not in text] == []


def test_a_title_of_three_hundred_characters_stays_on_the_cover(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    programme = "Petits pas et grands pas " * 12
    study = evolve(etude, demarche=evolve(etude.demarche, programme=programme.strip()))
    cover = " ".join(rendre(study).pages()[0].split())
    assert programme.strip() in cover
    assert cover.endswith("2022 – 2024")


def test_a_block_of_an_unknown_type_is_printed_as_prose(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    assert etude.contexte
    place = etude.contexte.place
    unknown = blocs.BlocLibre(
        kind="recette", champs={"texte": parse_prose("Une recette inconnue.")}, place=place
    )
    contexte = evolve(etude.contexte, blocs=(unknown,))
    assert "Une recette inconnue." in rendre(evolve(etude, contexte=contexte)).texte()


@pytest.mark.parametrize("absent", ["couverture", "chronologie", "contexte", "et_apres", "appel"])
def test_an_absent_part_leaves_no_trace(
    rendre: Rendre, etude: dossier.Dossier, absent: str
) -> None:
    rendered = rendre(evolve(etude, **{absent: None}))
    assert rendered.diagnostics == ()
    assert "La formation" in rendered.texte()


def test_a_dossier_with_nothing_to_tell_is_refused_with_a_reason(etude: dossier.Dossier) -> None:
    empty = evolve(etude, contexte=None, activites=())
    [document] = EtudeDeCas().documents(empty)
    assert "ni contexte ni activité" in (EtudeDeCas().refusal(document) or "")
