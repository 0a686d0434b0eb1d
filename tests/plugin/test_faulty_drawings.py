"""A drawing that fails, or that is not its plugin's, is told; the block is printed all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.plugin.conftest import Trial, Try
from tests.plugin.forgetful import FORGETS, NOTE

from ppgp_docs.model.blocs import Encart, Liste, Section
from ppgp_docs.model.prose import Line
from ppgp_docs.session import Session

BAD = {
    "un nombre": ("return 3", "`int`"),
    "une phrase": ("return ['une phrase']", "`str`"),
    "un nombre pour un texte": ("return blocs.Encart(texte=3, place=bloc.place)", "`Encart.texte`"),
    "une phrase pour des cellules": (
        "return blocs.Tableau(titre='T', colonnes=['A'], lignes='abc', place=bloc.place)",
        "`Tableau.lignes`",
    ),
    "sans place": ("return blocs.Encart(texte='T', place=None)", "place"),
    "une image d’ailleurs": (
        "return blocs.ImagePlacee(image=blocs.Image(fichier='x.png', alt='X', place=bloc.place),"
        " place=bloc.place)",
        "`x.png`",
    ),
    "un chiffre inconnu": ("return blocs.ChiffreCle(chiffres=['zz'], place=bloc.place)", "`zz`"),
    "une personne de plus": (
        "return blocs.Personnes(personnes=['camille'], place=bloc.place)",
        "`camille`",
    ),
    "une citation de plus": (
        "return blocs.CitationPlacee(citation='recul', place=bloc.place)",
        "`recul`",
    ),
    "un tableau bancal": (
        "return blocs.Tableau(titre='T', colonnes=['A'], lignes=[['1', '2']], place=bloc.place)",
        "`Tableau.lignes`",
    ),
    "une liste vide": ("return blocs.Liste(elements=[], place=bloc.place)", "`Liste.elements`"),
    "une largeur inconnue": (
        "return blocs.AvantApres(titre='T', avant=3, apres=4, place=bloc.place)",
        "`AvantApres.avant`",
    ),
    "un choix inconnu": (
        "return blocs.Enquete(public='tous', resultats=[blocs.Resultats(titre='T', elements="
        "[blocs.Element(texte='A', place=bloc.place)], place=bloc.place)], place=bloc.place)",
        "`Enquete.public`",
    ),
    "lui-même": ("return [bloc]", "`note`"),
    "échoue": ("raise KeyError('hélas')", "hélas"),
    "échoue en chemin": ("yield blocs.Encart(texte='T', place=bloc.place); 1 / 0", "ZeroDivision"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_drawing_is_told_at_its_own_line_and_the_block_is_printed_all_the_same(
    trial: Try, fault: str
) -> None:
    body, word = BAD[fault]
    head, _, _ = FORGETS.partition("    return [blocs")
    plugin = f"{head}    {body}\n"
    one = trial(plugin, NOTE)
    drawn = one.drawn()
    (told,) = drawn.diagnostics
    assert told.code == "F010"
    assert "l’extension `carte` a échoué dans `ppgp_draw`" in told.message
    assert word in told.message
    assert told.span and told.span.file.name == "carte.py"
    assert told.span.line >= plugin[: plugin.index("def ppgp_draw")].count("\n")
    contexte = drawn.dossier.contexte
    assert contexte is not None
    assert "Un texte qui compte." in repr(contexte.blocs)


def test_a_field_that_a_drawing_gives_as_none_is_not_said(trial: Try) -> None:
    head, _, _ = FORGETS.partition("    return [blocs")
    item = "blocs.Element(texte=bloc.champs['texte'], detail=None, quantite=None, place=bloc.place)"
    body = f"    return blocs.Liste(titre=None, elements=[{item}], place=bloc.place)\n"
    (liste,) = trial(head + body, NOTE).blocs()
    assert isinstance(liste, Liste)
    (only,) = liste.elements
    assert (only.detail, only.quantite, liste.titre) == (Line(), 1, Line())


def test_a_field_that_must_be_said_is_not_given_as_none(trial: Try) -> None:
    head, _, _ = FORGETS.partition("    return [blocs")
    one = trial(f"{head}    return blocs.Encart(texte=None, place=bloc.place)\n", NOTE)
    (told,) = one.drawn().diagnostics
    assert "`Encart.texte` attend un texte, et non `NoneType`" in told.message


def beside(trial: Trial, root: Path, other: str) -> Trial:
    """The same, with another plugin that draws, which comes last: pluggy asks it first."""
    (root / "extensions" / "voisine.py").write_text(other, encoding="utf-8")
    trial.session = Session.start(None, [root / "extensions"])
    return trial


def draws(texte: str) -> str:
    """A plugin that takes every block for its own."""
    return FORGETS.partition("@hookimpl\ndef ppgp_extend")[0] + (
        "@hookimpl(tryfirst=True)\ndef ppgp_draw(bloc):\n"
        f"    return blocs.Encart(texte={texte!r}, place=bloc.place)\n"
    )


WHOLE = "Un texte qui compte. 12 500 € Zoé"


def test_a_block_is_drawn_by_the_plugin_that_brought_it(trial: Try, tmp_path: Path) -> None:
    one = beside(trial(), tmp_path, draws("Rien de ce bloc."))
    (drawn,) = one.blocs()
    assert isinstance(drawn, Section)
    assert one.drawn().diagnostics == ()


def test_a_plugin_that_gives_way_lets_another_draw_its_block(tmp_path: Path) -> None:
    last = FORGETS.replace("@hookimpl\ndef ppgp_draw", "@hookimpl(trylast=True)\ndef ppgp_draw")
    (drawn,) = beside(Trial(tmp_path, last, NOTE, ""), tmp_path, draws(WHOLE)).blocs()
    assert isinstance(drawn, Encart)


def test_a_drawing_that_takes_from_the_block_of_another_plugin_is_told_and_left(
    tmp_path: Path,
) -> None:
    undrawn = FORGETS.partition("@hookimpl\ndef ppgp_draw")[0]
    one = beside(Trial(tmp_path, undrawn, NOTE, ""), tmp_path, draws("Rien de ce bloc."))
    (told,) = one.drawn().diagnostics
    assert told.code == "F010"
    assert "`voisine`" in told.message
    assert told.span and told.span.file.name == "voisine.py"
    assert "Un texte qui compte." in repr(one.blocs())
