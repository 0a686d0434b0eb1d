"""What the speaker says: the whole text of the dossier, with the source and base of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs

from ppgp_diaporama.story.figures import figure
from ppgp_diaporama.story.quotes import spoken_quote
from ppgp_diaporama.story.texts import element, told
from ppgp_docs.api import Line, Prose, as_prose, blocs, dossier

Dossier = dossier.Dossier


def spoken(story: Dossier, all_blocs: Iterable[blocs.Bloc]) -> tuple[str, ...]:
    """The blocks in full, a paragraph a line, then the notes that they call."""
    kept = tuple(all_blocs)
    lines = [line for bloc in kept for line in _bloc(story, bloc) if line]
    called = dict.fromkeys(name for bloc in kept for name in _notes(bloc))
    lines += [f"Note\u00a0: {story.notes[name].plain}" for name in called if name in story.notes]
    return tuple(lines)


def _bloc(story: Dossier, bloc: blocs.Bloc) -> Iterator[str]:
    teller = _TELLERS.get(type(bloc), _prose)
    yield from teller(story, bloc)


def _prose(_: Dossier, bloc: blocs.Bloc) -> Iterator[str]:
    yield from filter(None, as_prose(bloc).plain.split("\n"))


def _paragraphe(_: Dossier, bloc: Any) -> Iterator[str]:
    yield from filter(None, bloc.texte.plain.split("\n"))


def _section(story: Dossier, bloc: Any) -> Iterator[str]:
    yield bloc.titre.plain
    for child in bloc.blocs:
        yield from _bloc(story, child)


def _citation(story: Dossier, bloc: Any) -> Iterator[str]:
    yield spoken_quote(story, bloc.citation)


def _chiffres(story: Dossier, bloc: Any) -> Iterator[str]:
    yield from (figure(story, name).spoken() for name in bloc.chiffres)


def _personnes(story: Dossier, bloc: Any) -> Iterator[str]:
    people = [story.personnes[name] for name in bloc.personnes]
    said = ("\u202f; ").join(person.fonction for person in people)
    yield f"{bloc.titre.plain or 'Personnes'}\u00a0: {said}."


def _etapes(_: Dossier, bloc: Any) -> Iterator[str]:
    yield from (milestone(jalon) for jalon in bloc.etapes)


def _tableau(_: Dossier, bloc: Any) -> Iterator[str]:
    """Each row read with the headers of its cells, as a screen reader would."""
    yield bloc.titre.plain
    for row in bloc.lignes:
        pairs = zip(bloc.colonnes, row, strict=True)
        cells = [told(header.plain, cell.plain) for header, cell in pairs if cell]
        yield "\u202f; ".join(cells) + "."


def _enquete(story: Dossier, bloc: Any) -> Iterator[str]:
    """Each question with its answers, their counts, then the base that they share."""
    yield bloc.titre.plain
    for each in bloc.resultats:
        answers = "\u202f; ".join(element(answer).plain for answer in each.elements)
        yield told(each.question.plain, answers) + "."
    if bloc.base:
        yield figure(story, bloc.base).spoken()


def _avant_apres(_: Dossier, bloc: Any) -> Iterator[str]:
    yield bloc.titre.plain
    for name, side in (("Avant", bloc.avant), ("Après", bloc.apres)):
        if side.texte:
            yield told(name, side.texte.plain)
        if side.image and side.image.description:
            yield told(f"{name}, l’image", side.image.description.plain)
    yield from (line.plain for line in bloc.changements)


_Teller = Callable[[Dossier, Any], Iterator[str]]
_TELLERS: Final[dict[type[blocs.Bloc], _Teller]] = {
    blocs.Paragraphe: _paragraphe,
    blocs.Section: _section,
    blocs.CitationPlacee: _citation,
    blocs.ChiffreCle: _chiffres,
    blocs.Graphique: _chiffres,
    blocs.Personnes: _personnes,
    blocs.Etapes: _etapes,
    blocs.Tableau: _tableau,
    blocs.AvantApres: _avant_apres,
    blocs.Enquete: _enquete,
}


def milestone(jalon: blocs.Jalon) -> str:
    """A milestone in full: when, what, and its text."""
    head = "\u00a0: ".join(filter(None, (jalon.en_tete, jalon.titre.plain)))
    return " ".join(filter(None, (f"{head}.", " ".join(jalon.texte.plain.split("\n")))))


def _notes(node: Any) -> Iterator[str]:
    """The notes that a piece of the model calls, in order."""
    if isinstance(node, Prose):
        yield from (run.note for run in node.runs() if run.note)
    elif isinstance(node, Line):
        yield from (run.note for run in node.runs if run.note)
    elif isinstance(node, tuple):
        for child in node:
            yield from _notes(child)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            if field.name != "place":
                yield from _notes(getattr(node, field.name))
