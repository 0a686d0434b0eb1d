"""What is printed of a plugin's block that no plugin draws: core blocks.

A plugin's block holds texts, core pieces, groups of fields and child blocks; nothing of it is
left out but names (of a file, of a figure) and short versions, which say again, for slides, what
the block says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, Final, TypeAlias

from ppgp_docs.model import blocs
from ppgp_docs.model.blocs import Bloc, BlocLibre
from ppgp_docs.model.passage import SHORT
from ppgp_docs.model.place import Champs, Groupe, Place, Renvoi
from ppgp_docs.model.prose import Line, Node, Paragraph, Prose, Run
from ppgp_docs.plugin.block_words import in_bold, words_of

Piece: TypeAlias = Node | Bloc
_TITLE: Final = "titre"


def in_core_blocs(bloc: BlocLibre) -> tuple[Bloc, ...]:
    """A plugin's block made of blocks that every format draws; its child blocks stay as they are.

    A titled block becomes a section, its texts paragraphs and lists, its pictures pictures, the
    figures, quotes and people that it names the blocks that show them.
    """
    return tuple(_titled(bloc.champs, bloc.place))


def _titled(champs: Champs, place: Place) -> Iterator[Bloc]:
    """A section under its title; without one, its content."""
    title = champs.get(_TITLE)
    others = Champs(champs.valeurs.delete(_TITLE), champs.en_clair) if title else champs
    content = tuple(_paragraphs(_pieces_of(others, place), place))
    if isinstance(title, Line) and title and content:
        yield blocs.Section(titre=title, blocs=content, place=place)
    elif isinstance(title, Line) and title:
        yield blocs.Paragraphe(texte=Prose((in_bold(title),)), place=place)
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
        yield from words_of(value)


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
        yield from words_of(values)


def _draws(value: Any) -> bool:
    """Whether a value holds more than texts."""
    if isinstance(value, Groupe):
        return any(map(_draws, value.champs.values()))
    if isinstance(value, tuple):
        return any(map(_draws, value))
    return isinstance(value, Bloc | Renvoi | blocs.Image | blocs.Volet) or type(value) in _LISTS


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
