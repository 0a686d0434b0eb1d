"""The typed blocks of a row, each in its own Word dress; unknown ones as plain prose."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from ppgp_docs.api import (
    NOTHING,
    Genre,
    Line,
    Located,
    PrintedFigure,
    SentField,
    as_prose,
    blocs,
    compter,
    dossier,
    drawn,
    entier,
)
from ppgp_fiche_action.fiche.funding import COLON
from ppgp_fiche_action.fiche.picture_blocks import before_after, cards, documents, gallery
from ppgp_fiche_action.word.column_widths import shared
from ppgp_fiche_action.word.fields import date, number, text, titled, typed, typed_line, typed_prose
from ppgp_fiche_action.word.images import image
from ppgp_fiche_action.word.ooxml import Element, paragraph, run
from ppgp_fiche_action.word.prose import bullets, numbered, prose, words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style
from ppgp_fiche_action.word.tables import Cell, Look, fit_of, plain_cells, table

_CELL_WIDTH: Final = 6900
"""What a table inside a row may take, in twips."""


def block(sheet: Sheet, bloc: blocs.Bloc, depth: int = 0) -> Iterator[Element]:
    """The paragraphs and tables of a block; ``depth`` counts the sections around it."""
    if isinstance(bloc, blocs.Section):
        yield titled(sheet, bloc, "titre", Style.TITRE_4 if depth else Style.TITRE_3)
        for child in bloc.blocs:
            yield from block(sheet, child, depth + 1)
    elif maker := _MAKERS.get(type(bloc)):
        yield from maker(sheet, bloc)
    else:
        yield from prose(sheet, as_prose(bloc))


def _subtitle(sheet: Sheet, bloc: Any) -> Iterator[Element]:
    if bloc.titre:
        yield titled(sheet, bloc, "titre", Style.INTERTITRE)


def _paragraphe(sheet: Sheet, bloc: blocs.Paragraphe) -> Iterator[Element]:
    return typed_prose(sheet, bloc, "texte", "Paragraphe")


def _liste(sheet: Sheet, bloc: blocs.Liste) -> Iterator[Element]:
    yield from _subtitle(sheet, bloc)
    items = [_element(sheet, element) for element in bloc.elements]
    yield from numbered(sheet, items) if bloc.numerotee else bullets(sheet, items)


def _element(sheet: Sheet, element: blocs.Element) -> list[Element]:
    said = [*text(sheet, element, "texte", "Élément"), *_count(sheet, element)]
    if element.detail:
        said += [run(" – "), *text(sheet, element, "detail", "Détail")]
    return said


def _count(sheet: Sheet, element: blocs.Element) -> list[Element]:
    """How many things an item stands for, how many people gave an answer."""
    counts = []
    if element.quantite > 1:
        field = SentField(element.address("quantite"), "Quantité")
        counts.append(number(sheet, field, entier(element.quantite)))
    if element.effectif is not None:
        said, _, unit = compter(element.effectif, "réponse").partition("\u00a0")
        field = SentField(element.address("effectif"), "Réponses")
        counted = number(sheet, field, said)
        counts.append([*counted, run(f"\u00a0{unit}")])
    if not counts:
        return []
    first, *others = counts
    rest = [each for one in others for each in (run("\u202f; "), *one)]
    return [run(" ("), *first, *rest, run(")")]


def _enquete(sheet: Sheet, bloc: blocs.Enquete) -> Iterator[Element]:
    """How many were asked, then each question with its answers."""
    yield from _subtitle(sheet, bloc)
    if base := sheet.figure(bloc.base):
        asked = "\u00a0".join(filter(None, (base.number, base.unit)))
        yield paragraph(sheet.styles[Style.CELLULE], run(asked))
    for each in bloc.resultats:
        yield _question(sheet, each)
        yield from bullets(sheet, [_element(sheet, answer) for answer in each.elements])
    yield from _sources(sheet, [base] if base else [])


def _question(sheet: Sheet, one: blocs.Resultats) -> Element:
    asked = titled(sheet, one, "titre", Style.INTERTITRE)
    if more := one.question.plain.removeprefix(one.titre.plain):
        asked.append(run(more))
    return asked


def _etapes(sheet: Sheet, bloc: blocs.Etapes) -> Iterator[Element]:
    """The steps as a list, each with its date or landmark, its text below."""
    yield from _subtitle(sheet, bloc)
    for step in bloc.etapes:
        yield from bullets(sheet, [[*_when(sheet, step), *text(sheet, step, "titre", "Étape")]])
        yield from typed_prose(sheet, step, "texte", "Étape", Style.SUITE)


def _when(sheet: Sheet, step: blocs.Jalon) -> list[Element]:
    """The landmark of a step, or its date."""
    strong = sheet.styles[Style.GRAS]
    if step.repere:
        head = run(step.en_tete, strong)
        said = typed(sheet, SentField(step.address("repere"), "Repère"), head)
    elif step.date:
        field = SentField(step.address("date"), "Date")
        said = date(sheet, field, step.date, step.en_tete, strong)
    else:
        return []
    return [*said, run(COLON, strong)]


def _encart(sheet: Sheet, bloc: blocs.Encart) -> Iterator[Element]:
    if bloc.titre:
        yield titled(sheet, bloc, "titre", Style.TITRE_ENCART)
    yield from typed_prose(sheet, bloc, "texte", "Encart", Style.ENCART)


def _tableau(sheet: Sheet, bloc: blocs.Tableau) -> Iterator[Element]:
    """A table, and the paragraph that Word wants after one that ends a cell.

    Where its words would be cut, or a row would fill half a page, it is told row by row.
    """
    yield titled(sheet, bloc, "titre", Style.LEGENDE_TABLEAU)
    header, rows = _cells(sheet, bloc)
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
        yield from _by_row(sheet, bloc, rows)


def _pemat(sheet: Sheet, bloc: blocs.Pemat) -> Iterator[Element]:
    """What was rated and by whom, the grid as tables with its scores, how they are counted."""
    yield titled(sheet, bloc, "titre", Style.INTERTITRE)
    for label, line in drawn.pemat.framing(bloc):
        said = [run(f"{label}{COLON}", sheet.styles[Style.GRAS]), *words(sheet, line)]
        yield paragraph(sheet.styles[Style.CELLULE], *said)
    for grid in drawn.pemat.grids(bloc):
        yield from _tableau(sheet, grid)
    yield paragraph(sheet.styles[Style.LEGENDE], run(drawn.pemat.below(bloc)))


def _cells(sheet: Sheet, bloc: blocs.Tableau) -> tuple[list[Cell], list[list[Cell]]]:
    """The headings and the cells, each in its control."""
    columns = range(len(bloc.colonnes))
    header = [text(sheet, bloc, f"colonnes.{rank}", "Colonne") for rank in columns]
    rows = [
        [text(sheet, bloc, f"lignes.{line}.{rank}", "Cellule") for rank in range(len(row))]
        for line, row in enumerate(bloc.lignes)
    ]
    return header, rows


def _by_row(sheet: Sheet, bloc: blocs.Tableau, rows: Iterable[Sequence[Cell]]) -> Iterator[Element]:
    """Each row on its own: the first cell as a title, the others as a list, after their column."""
    for row in rows:
        cells = zip(bloc.colonnes, row, strict=True)
        first, *rest = (_headed(sheet, column, cell) for column, cell in cells)
        yield paragraph(sheet.styles[Style.INTERTITRE], *first)
        yield from bullets(sheet, [cell for cell in rest if cell])


def _headed(sheet: Sheet, column: Line, cell: Cell) -> Cell:
    return [*words(sheet, column), run(COLON), *(cell or [run(NOTHING)])] if column else cell


def _citation(sheet: Sheet, bloc: blocs.CitationPlacee) -> Iterator[Element]:
    """The quote and who speaks: a function, or a name that the dossier may give."""
    known = sheet.document.dossier
    if not (quote := known.citations.get(bloc.citation)):
        return
    yield from typed_prose(sheet, quote, "texte", "Citation", Style.CITATION)
    person = known.personnes.get(quote.personne)
    speaker = _person(sheet, person) if person else _words_of(sheet, quote, "attribution")
    if speaker:
        yield paragraph(sheet.styles[Style.ATTRIBUTION], run("– "), *speaker)


def _person(sheet: Sheet, one: dossier.Personne) -> list[Element]:
    """A name, a function and an organisation, where they are told."""
    said = [_words_of(sheet, one, name) for name in ("nom", "fonction", "structure")]
    first, *others = [each for each in said if each] or [[]]
    return [*first, *(part for each in others for part in (run(", "), *each))]


def _words_of(sheet: Sheet, piece: Located, name: str) -> list[Element]:
    value = getattr(piece, name)
    field = SentField(piece.address(name), name.capitalize())
    return typed(sheet, field, run(value)) if value else []


def _personnes(sheet: Sheet, bloc: blocs.Personnes) -> Iterator[Element]:
    yield from _subtitle(sheet, bloc)
    people = sheet.document.dossier.personnes
    named = [people[name] for name in bloc.personnes if name in people]
    yield from bullets(sheet, [_person(sheet, one) for one in named])


def _figures(sheet: Sheet, bloc: blocs.ChiffreCle | blocs.Graphique) -> Iterator[Element]:
    """Figures as a list: a Word form is no place for a chart."""
    yield from _subtitle(sheet, bloc)
    named = ((rank, name, sheet.figure(name)) for rank, name in enumerate(bloc.chiffres))
    figures = [(bloc.address(f"chiffres.{rank}"), name, one) for rank, name, one in named if one]
    yield from bullets(sheet, [_figure(sheet, *each) for each in figures])
    yield from _sources(sheet, [one for _, _, one in figures])


def _graphique(sheet: Sheet, bloc: blocs.Graphique) -> Iterator[Element]:
    """Figures as a list; as a table beside what they were before, where the chart says it."""
    changes, pairs = drawn.compared(sheet.figures, bloc), drawn.pairs(sheet.figures, bloc)
    if not changes:
        yield from _figures(sheet, bloc)
        return
    yield from _subtitle(sheet, bloc)
    header = plain_cells("Mesure", *changes[0].names)
    rows = [[_label(sheet, after), *(_number(sheet, bloc, one) for one in (before, after))]
            for before, after in pairs]  # fmt: skip
    look = Look(
        title=bloc.titre.plain,
        description=f"Avant et après, {compter(len(rows), 'mesure')}",
        widths=shared(_CELL_WIDTH, [header, *rows], sheet.styles.size(Style.CELLULE)),
    )
    yield table(sheet, look, header, rows)
    yield from _sources(sheet, [one for pair in pairs for one in pair])


def _number(sheet: Sheet, bloc: blocs.Graphique, figure: PrintedFigure) -> Cell:
    name = figure.chiffre.cle
    field = "avant" if name in bloc.avant else "chiffres"
    where = bloc.address(f"{field}.{getattr(bloc, field).index(name)}")
    return _cited(sheet, where, name, figure, run(figure.beside_label))


def _sources(sheet: Sheet, figures: Iterable[PrintedFigure]) -> Iterator[Element]:
    """Where the figures come from, each source once."""
    sources = dict.fromkeys(figure.chiffre.source for figure in figures if figure.chiffre.source)
    if sources:
        said = "\u202f; ".join(sources)
        yield paragraph(sheet.styles[Style.LEGENDE], run(f"Source{COLON}{said}."))


def _figure(sheet: Sheet, where: str, name: str, figure: PrintedFigure) -> list[Element]:
    """« 62 personnes : gestionnaires formées », « 5 documents retravaillés »."""
    said = figure.chiffre.libelle_dit_l_unite
    goes_on = said and not (figure.on_base or figure.percentage)
    text = run(figure.beside_label if said else figure.alone, sheet.styles[Style.GRAS])
    printed = _cited(sheet, where, name, figure, text)
    if not figure.label:
        return printed
    return [*printed, run("\u00a0" if goes_on else COLON), *_label(sheet, figure)]


def _cited(sheet: Sheet, where: str, name: str, figure: PrintedFigure, text: Element) -> Cell:
    """A figure in its control; ``where`` is what names it."""
    field = SentField(where, "Chiffre", Genre.FIGURE, cites=((f"chiffres.{name}", figure.number),))
    return typed(sheet, field, text)


def _label(sheet: Sheet, figure: PrintedFigure) -> Cell:
    where = figure.chiffre.address("libelle")
    return typed_line(sheet, where, "Libellé du chiffre", figure.label)


_MAKERS: Final[dict[type[blocs.Bloc], Callable[[Sheet, Any], Iterator[Element]]]] = {
    blocs.Paragraphe: _paragraphe,
    blocs.Liste: _liste,
    blocs.Etapes: _etapes,
    blocs.Encart: _encart,
    blocs.Pemat: _pemat,
    blocs.Tableau: _tableau,
    blocs.CitationPlacee: _citation,
    blocs.Personnes: _personnes,
    blocs.ChiffreCle: _figures,
    blocs.Graphique: _graphique,
    blocs.ImagePlacee: image,
    blocs.Galerie: gallery,
    blocs.Enquete: _enquete,
    blocs.AvantApres: before_after,
    blocs.Cartes: cards,
    blocs.Documents: documents,
}
