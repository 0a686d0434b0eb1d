"""What is printed of a plugin's block that no plugin draws: core blocks; and any block's words.

A plugin's block holds texts, core pieces, groups of fields and child blocks; nothing of it is
left out but names (of a file, of a figure) and short versions, which say again, for slides, what
the block says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, TypeAlias

from attrs import evolve

from ppgp_docs.francais.accords import compter
from ppgp_docs.model import blocs, pemat
from ppgp_docs.model.blocs import Bloc, BlocLibre
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.passage import SHORT, printed_fields
from ppgp_docs.model.place import Champs, Groupe, Located, Place, Renvoi
from ppgp_docs.model.prose import Line, ListOfItems, Node, Paragraph, Prose, Run

Piece: TypeAlias = Node | Bloc
_TITLE: Final = "titre"


def in_core_blocs(bloc: BlocLibre) -> tuple[Bloc, ...]:
    """A plugin's block made of blocks that every format draws; its child blocks stay as they are.

    A titled block becomes a section, its texts paragraphs and lists, its pictures pictures, the
    figures, quotes and people that it names the blocks that show them.
    """
    return tuple(_titled(bloc.champs, bloc.place))


def as_prose(bloc: Bloc) -> Prose:
    """A block reduced to paragraphs and lists: its title in bold, then its other fields."""
    return Prose(tuple(_nodes(bloc)))


def _titled(champs: Champs, place: Place) -> Iterator[Bloc]:
    """A section under its title; without one, its content."""
    title = champs.get(_TITLE)
    others = Champs(champs.valeurs.delete(_TITLE), champs.en_clair) if title else champs
    content = tuple(_paragraphs(_pieces_of(others, place), place))
    if isinstance(title, Line) and title and content:
        yield blocs.Section(titre=title, blocs=content, place=place)
    elif isinstance(title, Line) and title:
        yield blocs.Paragraphe(texte=Prose((_bold(title),)), place=place)
    else:
        yield from content


def _paragraphs(pieces: Iterable[Piece], place: Place) -> Iterator[Bloc]:
    """Texts that follow one another as one block."""
    for text, group in groupby(pieces, lambda piece: not isinstance(piece, Bloc)):
        if text:
            nodes = tuple(piece for piece in group if not isinstance(piece, Bloc))
            yield blocs.Paragraphe(texte=Prose(nodes), place=place)
        else:
            yield from (piece for piece in group if isinstance(piece, Bloc))


def _pieces_of(champs: Champs, place: Place) -> Iterator[Piece]:
    for name, value in champs.items():
        if said := champs.en_clair.get(name):
            yield Paragraph((Run(str(said)),))
        elif name != SHORT:
            yield from _pieces(value, place)


def _pieces(value: Any, place: Place) -> Iterator[Piece]:
    """What a field holds, as texts and blocks."""
    if isinstance(value, Bloc):
        yield value
    elif isinstance(value, Renvoi):
        yield from filter(None, (blocs.shown(value),))
    elif isinstance(value, blocs.Image):
        yield blocs.ImagePlacee(image=value, place=value.place)
    elif isinstance(value, blocs.Volet):
        yield from _pieces(value.image, value.place)
        yield from value.texte.nodes
    elif isinstance(value, Groupe):
        titled = _TITLE in value.champs
        yield from (_titled if titled else _pieces_of)(value.champs, value.place)
    elif maker := _LISTS.get(type(value)):
        yield maker((value,), value.place)
    elif isinstance(value, tuple) and value:
        yield from _several(value, place)
    else:
        yield from _nodes(value)


def _several(values: tuple[Any, ...], place: Place) -> Iterator[Piece]:
    """A list of texts is a list; of core pieces, the block that they make; else one by one."""
    (kind, *others) = {type(value) for value in values}
    if not others and (maker := _LISTS.get(kind)):
        yield maker(values, place)
    elif not others and kind is Renvoi and values[0].vers in _TOGETHER:
        yield from filter(None, (blocs.shown(*values),))
    elif any(_draws(value) for value in values):
        for value in values:
            yield from _pieces(value, place)
    else:
        yield from _nodes(values)


def _draws(value: Any) -> bool:
    """Whether a value holds more than texts."""
    if isinstance(value, Groupe):
        return any(map(_draws, value.champs.values()))
    if isinstance(value, tuple):
        return any(map(_draws, value))
    return isinstance(value, Bloc | Renvoi | blocs.Image | blocs.Volet) or type(value) in _LISTS


def _nodes(value: Any, bold: bool = False) -> Iterator[Node]:
    """The words of anything: a text, a list, a piece of the model."""
    if isinstance(value, Prose):
        yield from value.nodes
    elif isinstance(value, Line):
        if value:
            yield _bold(value) if bold else Paragraph(value.runs)
    elif isinstance(value, tuple):
        items = (tuple(_nodes(item)) for item in value)
        if kept := tuple(item for item in items if item):
            yield ListOfItems(kept)
    elif isinstance(value, BlocLibre | Groupe):
        yield from _nodes_of(value.champs)
    elif isinstance(value, blocs.Pemat):
        yield from _nodes_of_grid(value)
    elif isinstance(value, Located):
        if isinstance(value, Chiffre):
            yield Paragraph((Run(value.en_chiffres),))
        yield from _nodes_of_core(value)


def _nodes_of(champs: Champs) -> Iterator[Node]:
    for name, value in sorted(champs.items(), key=lambda field: field[0] != _TITLE):
        if said := champs.en_clair.get(name):
            yield Paragraph((Run(str(said)),))
        elif name != SHORT:
            yield from _nodes(value, bold=name == _TITLE)


def _nodes_of_core(part: Located) -> Iterator[Node]:
    for name, plain in printed_fields(part):
        value = _field_text(part, name)
        if plain:
            value = _line_of(value)
        yield from _nodes(value, bold=name == _TITLE)


def _line_of(value: str | tuple[str, ...]) -> Line | tuple[Line, ...]:
    """Plain words, or a list of them, as texts."""
    if isinstance(value, tuple):
        return tuple(Line((Run(each),)) for each in value if each)
    return Line((Run(value),)) if value else Line()


def _nodes_of_grid(bloc: blocs.Pemat) -> Iterator[Node]:
    """Who rated what, then each table of the grid, then how scores are counted."""
    yield _bold(bloc.titre)
    for label, line in pemat.framing(bloc):
        yield Paragraph((Run(f"{label}\u00a0: "), *line.runs))
    for table in pemat.grids(bloc):
        yield from _nodes(table)
    yield Paragraph((Run(pemat.below(bloc)),))


def _field_text(part: Located, name: str) -> Any:
    """What a field says: a question whether several answers could be given, an answer its count,
    a step its date where it has no landmark."""
    if isinstance(part, blocs.Resultats) and name == _TITLE:
        return part.question
    if isinstance(part, blocs.Jalon) and name == "repere":
        return part.en_tete
    if isinstance(part, blocs.Element) and name == "texte" and part.effectif is not None:
        return Line((*part.texte.runs, Run(f" ({compter(part.effectif, 'réponse')})")))
    return getattr(part, name)


def _bold(line: Line) -> Paragraph:
    return Paragraph(tuple(evolve(run, bold=True) for run in line.runs))


_TOGETHER: Final = ("chiffres", "personnes")
"""What a block shows several of."""

_LISTS: Final[dict[type[Any], Callable[[tuple[Any, ...], Place], Bloc]]] = {
    blocs.Element: lambda items, place: blocs.Liste(elements=items, place=place),
    blocs.Jalon: lambda items, place: blocs.Etapes(etapes=items, place=place),
    blocs.Carte: lambda items, place: blocs.Cartes(cartes=items, place=place),
    blocs.DocumentRetravaille: lambda items, place: blocs.Documents(documents=items, place=place),
    blocs.Resultats: lambda items, place: blocs.Enquete(
        public="usagers", resultats=items, place=place
    ),
}
"""The block that pieces of each kind make together."""
