"""What the speaker says: the whole text of the dossier, with the source and base of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import frozen

from ppgp_diaporama.story.figures import Figure, figure
from ppgp_diaporama.story.quotes import short_quote, spoken_quote
from ppgp_diaporama.story.texts import element, told
from ppgp_docs.api import (
    Line,
    Prose,
    Run,
    as_prose,
    blocs,
    compter,
    dossier,
    drawn,
    enchainer,
    finir,
    outline,
)

Dossier = dossier.Dossier
SHORT: Final = "En bref"


@frozen
class Speaker:
    """Tells blocks in full.

    ``images`` and ``shown`` are the pictures and the blocks on the slides: a picture that is not
    there is described, the short version of a block that is not there is said too.
    """

    story: Dossier
    images: tuple[blocs.Image, ...] = ()
    shown: tuple[blocs.Bloc, ...] = ()

    def tells(self, all_blocs: Sequence[blocs.Bloc]) -> tuple[str, ...]:
        """The blocks in full, a paragraph a line, then the notes that they call."""
        found: list[str] = []
        for bloc in all_blocs:
            if not any(bloc is each for each in self.shown):
                found.append(self._in_short(bloc))
            found += _TELLERS.get(type(bloc), _prose)(self, bloc)
        return (*filter(None, found), *called_notes(self.story, *all_blocs))

    def _in_short(self, bloc: blocs.Bloc) -> str:
        if isinstance(bloc, blocs.Paragraphe):
            return in_short(bloc.version_courte)
        if isinstance(bloc, blocs.CitationPlacee):
            return told(SHORT, said) if (said := short_quote(self.story, bloc.citation)) else ""
        return ""

    def picture(self, image: blocs.Image | None, name: str = "Image") -> Iterator[str]:
        """What a picture shows and whose it is when no slide shows it; its long description."""
        if image is None:
            return
        if not any(image is each for each in self.images):  # one as equal may be shown elsewhere
            credit = f" (crédit\u00a0: {image.credit})" if image.credit else ""
            said = f"{image.alt}{credit}".strip()
            yield said if said.startswith(name) else told(name, said)
        if image.description:
            yield told(f"{name}, description", image.description.plain)


def in_short(line: Line) -> str:
    """A short version that no slide shows; empty when there is none."""
    return told(SHORT, line.plain) if line else ""


def lines_of(prose: Prose) -> list[str]:
    """A rich text, a paragraph or an item a line."""
    return list(filter(None, prose.plain.split("\n")))


def milestone(jalon: blocs.Jalon) -> str:
    """A milestone in full: when, what, and its text."""
    head = told(jalon.en_tete, jalon.titre.plain)
    return " ".join(filter(None, (f"{head}.", " ".join(lines_of(jalon.texte)))))


def counted(card: blocs.Carte | blocs.DocumentRetravaille) -> Line:
    """The title of a card, and how many documents it stands for."""
    count = getattr(card, "quantite", 1)
    if count < 2:
        return card.titre
    return Line((*card.titre.runs, Run(f" ({compter(count, 'document')})")))


def answers_line(resultats: blocs.Resultats) -> str:
    """A question with its answers, and how many people gave each."""
    question = resultats.question.plain
    answers = enchainer(element(answer).plain for answer in resultats.elements)
    if question and answers[:1].isupper() and not question.endswith(("?", "!")):
        return f"{question} – {answers}"  # sentences, which no colon announces
    return told(question, answers)


def called_notes(story: Dossier, *nodes: Any) -> tuple[str, ...]:
    """The notes that pieces of the model call, in order, then those that notes call, each once."""
    names = list(dict.fromkeys(name for node in nodes for name in _notes(story, node)))
    for name in names:  # grows as it goes
        called = story.notes[name].runs if name in story.notes else ()
        names += dict.fromkeys(run.note for run in called if run.note and run.note not in names)
    return tuple(told("Note", story.notes[name].plain) for name in names if name in story.notes)


def _notes(story: Dossier, node: Any) -> Iterator[str]:
    for text in outline.rich_texts_in(node, named=lambda part: _named(story, part)):
        runs = text.runs() if isinstance(text, Prose) else text.runs
        yield from (run.note for run in runs if run.note)


def _named(story: Dossier, part: Any) -> Any:
    """What a block shows that stands elsewhere in the dossier: a quote, figures."""
    if isinstance(part, blocs.CitationPlacee):
        return story.citations[part.citation]
    if isinstance(part, blocs.ChiffreCle | blocs.Graphique):
        names = part.named if isinstance(part, blocs.Graphique) else part.chiffres
        return (part.titre, *(story.chiffres[name] for name in names))
    return part


def _prose(_: Speaker, bloc: blocs.Bloc) -> Iterator[str]:
    yield from lines_of(as_prose(bloc))


def _paragraphe(_: Speaker, bloc: blocs.Paragraphe) -> Iterator[str]:
    yield from lines_of(bloc.texte)


def _liste(_: Speaker, bloc: blocs.Liste) -> Iterator[str]:
    yield bloc.titre.plain
    yield from (element(item).plain for item in bloc.elements)


def _citation(speaker: Speaker, bloc: blocs.CitationPlacee) -> Iterator[str]:
    yield spoken_quote(speaker.story, bloc.citation)


def _chiffres(speaker: Speaker, bloc: blocs.ChiffreCle | blocs.Graphique) -> Iterator[str]:
    yield bloc.titre.plain
    yield from (figure(speaker.story, name).spoken() for name in bloc.chiffres)


def _graphique(speaker: Speaker, bloc: blocs.Graphique) -> Iterator[str]:
    """What was before each figure is told before it."""
    if not bloc.avant:
        yield from _chiffres(speaker, bloc)
        return
    yield bloc.titre.plain
    for pair, change in zip(
        drawn.pairs(speaker.story.chiffres, bloc),
        drawn.compared(speaker.story.chiffres, bloc),
        strict=True,
    ):
        for name, one in zip(change.names, pair, strict=True):
            yield told(name, Figure(one.chiffre, one.base).spoken())


def _personnes(speaker: Speaker, bloc: blocs.Personnes) -> Iterator[str]:
    people = [speaker.story.personnes[name] for name in bloc.personnes]
    said = "\u202f; ".join(", ".join(filter(None, _known(person))) for person in people)
    yield f"{told(bloc.titre.plain or 'Personnes', said)}."
    for person in people:
        yield from speaker.picture(person.photo, "Portrait")


def _known(person: dossier.Personne) -> tuple[str, ...]:
    return person.nom, person.fonction, person.structure


def _documents(speaker: Speaker, bloc: blocs.Documents) -> Iterator[str]:
    yield bloc.titre.plain
    for each in bloc.documents:
        yield counted(each).plain
        yield from lines_of(each.texte)
        yield from speaker.picture(each.image)


def _cartes(speaker: Speaker, bloc: blocs.Cartes) -> Iterator[str]:
    yield bloc.titre.plain
    for each in bloc.cartes:
        yield each.titre.plain
        yield from lines_of(each.texte)
        yield from speaker.picture(each.picto, "Pictogramme")


def _etapes(_: Speaker, bloc: blocs.Etapes) -> Iterator[str]:
    yield bloc.titre.plain
    yield from map(milestone, bloc.etapes)


def _tableau(_: Speaker, bloc: blocs.Tableau) -> Iterator[str]:
    """Each row read with the headers of its cells, as a screen reader would."""
    yield bloc.titre.plain
    yield told("Colonnes", ", ".join(header.plain for header in bloc.colonnes if header))
    for row in bloc.lignes:
        pairs = zip(bloc.colonnes, row, strict=True)
        cells = [told(header.plain, cell.plain) for header, cell in pairs if cell]
        yield enchainer(cells)


def _pemat(_: Speaker, bloc: blocs.Pemat) -> Iterator[str]:
    """The scores in a sentence each, what was rated and by whom, then the grid, row by row."""
    yield bloc.titre.plain
    yield from (finir(drawn.said(change)) for change in drawn.pemat.changes(bloc))
    yield from (told(label, line.plain) for label, line in drawn.pemat.framing(bloc))
    for table in drawn.pemat.grids(bloc):
        yield table.titre.plain
        yield from (_row_of_grid(table, row) for row in table.lignes)
    yield drawn.pemat.below(bloc)


def _row_of_grid(table: blocs.Tableau, row: Sequence[Line]) -> str:
    """What stands before the first colon is what the others are about."""
    first, *others = row
    headed = zip(table.colonnes[1:], others, strict=True)
    said = "\u202f; ".join(told(header.plain, cell.plain) for header, cell in headed if cell)
    return told(first.plain, said)


def _image(speaker: Speaker, bloc: blocs.ImagePlacee) -> Iterator[str]:
    yield bloc.legende.plain
    yield from speaker.picture(bloc.image)
    yield from lines_of(bloc.texte)


def _galerie(speaker: Speaker, bloc: blocs.Galerie) -> Iterator[str]:
    yield bloc.titre.plain
    for vue in bloc.vues:
        yield vue.legende.plain
        yield from speaker.picture(vue.image)


def _enquete(speaker: Speaker, bloc: blocs.Enquete) -> Iterator[str]:
    """Each question with its answers, their counts, then the base that they share."""
    yield bloc.titre.plain
    yield from map(answers_line, bloc.resultats)
    if bloc.base:
        yield figure(speaker.story, bloc.base).spoken()


def _avant_apres(speaker: Speaker, bloc: blocs.AvantApres) -> Iterator[str]:
    yield bloc.titre.plain
    for name, side in (("Avant", bloc.avant), ("Après", bloc.apres)):
        yield from speaker.picture(side.image, f"{name}, l’image")
        for rank, mark in enumerate(side.reperes, start=1):
            yield told(f"{name}, repère {rank}", mark.texte.plain)
        if side.texte:
            yield told(name, side.texte.plain)
    yield from (line.plain for line in bloc.changements)


_Teller = Callable[[Speaker, Any], Iterator[str]]
_TELLERS: Final[dict[type[blocs.Bloc], _Teller]] = {
    blocs.Paragraphe: _paragraphe,
    blocs.Liste: _liste,
    blocs.CitationPlacee: _citation,
    blocs.ChiffreCle: _chiffres,
    blocs.Graphique: _graphique,
    blocs.Personnes: _personnes,
    blocs.Documents: _documents,
    blocs.Cartes: _cartes,
    blocs.Etapes: _etapes,
    blocs.Pemat: _pemat,
    blocs.Tableau: _tableau,
    blocs.ImagePlacee: _image,
    blocs.Galerie: _galerie,
    blocs.AvantApres: _avant_apres,
    blocs.Enquete: _enquete,
}
