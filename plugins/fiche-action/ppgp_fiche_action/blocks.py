"""The typed blocks of a row, each in its own Word dress; unknown ones as plain prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from ppgp_docs.api import Line, PrintedFigure, as_prose, blocs, compter, core_blocs, entier
from ppgp_fiche_action.columns import shared
from ppgp_fiche_action.funding import COLON
from ppgp_fiche_action.images import image
from ppgp_fiche_action.ooxml import Element, paragraph, run
from ppgp_fiche_action.pictured import before_after, cards, documents
from ppgp_fiche_action.prose import bullets, line, numbered, prose, words
from ppgp_fiche_action.sheet import Sheet
from ppgp_fiche_action.styles import Style
from ppgp_fiche_action.tables import NOTHING, Look, fit_of, table

_CELL_WIDTH: Final = 6900
"""What a table inside a row may take, in twips."""


def block(sheet: Sheet, bloc: blocs.Bloc, depth: int = 0) -> Iterator[Element]:
    """The paragraphs and tables of a block; ``depth`` counts the sections around it."""
    if isinstance(bloc, blocs.Section):
        yield line(sheet, bloc.titre, Style.TITRE_4 if depth else Style.TITRE_3)
        for child in bloc.blocs:
            yield from block(sheet, child, depth + 1)
    elif maker := _MAKERS.get(type(bloc)):
        yield from maker(sheet, bloc)
    elif isinstance(bloc, blocs.BlocLibre):
        for known in core_blocs((bloc,)):
            yield from block(sheet, known, depth)
    else:
        yield from prose(sheet, as_prose(bloc))


def _subtitle(sheet: Sheet, title: Line) -> Iterator[Element]:
    if title:
        yield line(sheet, title, Style.INTERTITRE)


def _paragraphe(sheet: Sheet, bloc: blocs.Paragraphe) -> Iterator[Element]:
    return prose(sheet, bloc.texte)


def _liste(sheet: Sheet, bloc: blocs.Liste) -> Iterator[Element]:
    yield from _subtitle(sheet, bloc.titre)
    items = [_element(sheet, element) for element in bloc.elements]
    yield from numbered(sheet, items) if bloc.numerotee else bullets(sheet, items)


def _element(sheet: Sheet, element: blocs.Element) -> list[Element]:
    detail = [run(" – "), *words(sheet, element.detail)] if element.detail else []
    return [*words(sheet, element.texte), *_count(element), *detail]


def _count(element: blocs.Element) -> list[Element]:
    """How many things an item stands for, how many people gave an answer."""
    answers = "" if element.effectif is None else compter(element.effectif, "réponse")
    said = filter(None, (entier(element.quantite) if element.quantite > 1 else "", answers))
    text = "\u202f; ".join(said)
    return [run(f" ({text})")] if text else []


def _enquete(sheet: Sheet, bloc: blocs.Enquete) -> Iterator[Element]:
    """How many were asked, then each question with its answers."""
    yield from _subtitle(sheet, bloc.titre)
    if base := sheet.figure(bloc.base):
        asked = "\u00a0".join(filter(None, (base.number, base.unit)))
        yield paragraph(sheet.styles[Style.CELLULE], run(asked))
    for each in bloc.resultats:
        yield line(sheet, each.question, Style.INTERTITRE)
        yield from bullets(sheet, [_element(sheet, answer) for answer in each.elements])
    yield from _sources(sheet, [base] if base else [])


def _etapes(sheet: Sheet, bloc: blocs.Etapes) -> Iterator[Element]:
    """The steps as a list, each with its date or landmark, its text below."""
    yield from _subtitle(sheet, bloc.titre)
    for step in bloc.etapes:
        when = [run(f"{step.en_tete}{COLON}", sheet.styles[Style.GRAS])] if step.quand else []
        yield from bullets(sheet, [[*when, *words(sheet, step.titre)]])
        yield from prose(sheet, step.texte, Style.SUITE)


def _encart(sheet: Sheet, bloc: blocs.Encart) -> Iterator[Element]:
    if bloc.titre:
        yield line(sheet, bloc.titre, Style.TITRE_ENCART)
    yield from prose(sheet, bloc.texte, Style.ENCART)


def _tableau(sheet: Sheet, bloc: blocs.Tableau) -> Iterator[Element]:
    """A table, and the paragraph that Word wants after one that ends a cell.

    Where its words would be cut, or a row would fill half a page, it is told row by row.
    """
    yield line(sheet, bloc.titre, Style.LEGENDE_TABLEAU)
    header = [words(sheet, column) for column in bloc.colonnes]
    rows = [[words(sheet, cell) for cell in row] for row in bloc.lignes]
    look = Look(
        title=bloc.titre.plain,
        description=f"Tableau de {compter(len(header), 'colonne')} et "
        f"{compter(len(rows), 'ligne')}",
        widths=shared(_CELL_WIDTH, [header, *rows], sheet.styles.size(Style.CELLULE)),
    )
    if fit_of(sheet, look, header, rows).whole:
        yield table(sheet, look, header, rows)
        yield paragraph(sheet.styles[Style.CELLULE])
    else:
        yield from _by_row(sheet, bloc)


def _by_row(sheet: Sheet, bloc: blocs.Tableau) -> Iterator[Element]:
    """Each row on its own: the first cell as a title, the others as a list, after their column."""
    for row in bloc.lignes:
        cells = zip(bloc.colonnes, row, strict=True)
        first, *rest = (_headed(sheet, column, cell) for column, cell in cells)
        yield paragraph(sheet.styles[Style.INTERTITRE], *first)
        yield from bullets(sheet, [cell for cell in rest if cell])


def _headed(sheet: Sheet, column: Line, cell: Line) -> list[Element]:
    text = words(sheet, cell)
    return [*words(sheet, column), run(COLON), *(text or [run(NOTHING)])] if column else text


def _citation(sheet: Sheet, bloc: blocs.CitationPlacee) -> Iterator[Element]:
    """The quote and who speaks: a function, or a name that the dossier may give."""
    dossier = sheet.document.dossier
    if not (quote := dossier.citations.get(bloc.citation)):
        return
    yield from prose(sheet, quote.texte, Style.CITATION)
    person = dossier.personnes.get(quote.personne)
    names = (person.nom, person.fonction, person.structure) if person else (quote.attribution,)
    if speaker := ", ".join(filter(None, names)):
        yield paragraph(sheet.styles[Style.ATTRIBUTION], run(f"– {speaker}"))


def _personnes(sheet: Sheet, bloc: blocs.Personnes) -> Iterator[Element]:
    yield from _subtitle(sheet, bloc.titre)
    people = sheet.document.dossier.personnes
    named = [people[name] for name in bloc.personnes if name in people]
    texts = [", ".join(filter(None, (one.nom, one.fonction, one.structure))) for one in named]
    yield from bullets(sheet, [[run(text)] for text in texts])


def _figures(sheet: Sheet, bloc: blocs.ChiffreCle | blocs.Graphique) -> Iterator[Element]:
    """Figures as a list: a Word form is no place for a chart."""
    yield from _subtitle(sheet, bloc.titre)
    figures = [figure for name in bloc.chiffres if (figure := sheet.figure(name))]
    yield from bullets(sheet, [_figure(sheet, figure) for figure in figures])
    yield from _sources(sheet, figures)


def _sources(sheet: Sheet, figures: Iterable[PrintedFigure]) -> Iterator[Element]:
    """Where the figures come from, each source once."""
    sources = dict.fromkeys(figure.chiffre.source for figure in figures if figure.chiffre.source)
    if sources:
        said = "\u202f; ".join(sources)
        yield paragraph(sheet.styles[Style.LEGENDE], run(f"Source{COLON}{said}."))


def _figure(sheet: Sheet, figure: PrintedFigure) -> list[Element]:
    """« 62 personnes : gestionnaires formées », « 5 documents retravaillés »."""
    said = figure.chiffre.libelle_dit_l_unite
    goes_on = said and not (figure.on_base or figure.percentage)
    label = [run("\u00a0" if goes_on else COLON), *words(sheet, figure.label)]
    number = figure.beside_label if said else figure.alone
    return [run(number, sheet.styles[Style.GRAS]), *(label if figure.label else [])]


_MAKERS: Final[dict[type[blocs.Bloc], Callable[[Sheet, Any], Iterator[Element]]]] = {
    blocs.Paragraphe: _paragraphe,
    blocs.Liste: _liste,
    blocs.Etapes: _etapes,
    blocs.Encart: _encart,
    blocs.Tableau: _tableau,
    blocs.CitationPlacee: _citation,
    blocs.Personnes: _personnes,
    blocs.ChiffreCle: _figures,
    blocs.Graphique: _figures,
    blocs.ImagePlacee: image,
    blocs.Enquete: _enquete,
    blocs.AvantApres: before_after,
    blocs.Cartes: cards,
    blocs.Documents: documents,
}
