"""Blocks as drafts of slides: what each could show, and how much it deserves a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from ppgp_diaporama.sentences import beginning
from ppgp_diaporama.slides import NOTHING, Panel, Para, Source, Step, Table, Timeline
from ppgp_diaporama.story.before_after import before_after
from ppgp_diaporama.story.charts import bars, base_and_source, figure_panel
from ppgp_diaporama.story.draft import Blocs, Draft, columns
from ppgp_diaporama.story.figures import Figure, answers, figure, is_counted, key_figures
from ppgp_diaporama.story.gathered import of_lists, of_quotes, of_texts, short_texts
from ppgp_diaporama.story.texts import (
    element,
    heading,
    of_prose,
    panel,
    para,
    paras,
    words,
)
from ppgp_docs.api import Line, Prose, blocs, capitale, dossier

Dossier = dossier.Dossier

CARD: Final = 200
"""Characters that a card shows; of a longer text it shows the first sentence, the rest is said."""


def drafts(story: Dossier, all_blocs: Blocs) -> list[Draft]:
    """The drafts of the blocks of one section, in the order of the blocks."""
    found: list[tuple[int, Draft]] = []
    for rank, bloc in enumerate(all_blocs):
        maker = _MAKERS.get(type(bloc))
        if maker:
            found += [(rank, draft) for draft in maker(story, bloc, all_blocs)]
    found += of_lists(all_blocs)
    found += of_quotes(story, all_blocs)
    if not found:
        return of_texts(all_blocs)
    return [draft for _, draft in sorted(found, key=lambda pair: pair[0])]


def _chiffre_cle(story: Dossier, bloc: blocs.ChiffreCle, _: Blocs) -> Iterator[Draft]:
    """Only figures that the slide of key figures does not show already."""
    known = {key.chiffre for key in key_figures(story)}
    keys = [figure(story, name) for name in bloc.chiffres]
    if all(key.chiffre in known for key in keys):
        return
    source = Source("les chiffres clés", bloc.at())
    panels = tuple(figure_panel(key) for key in keys)
    yield Draft(weight=60, layout="Chiffres", source=source, panels=panels, fallback=bloc.titre)


def _etapes(story: Dossier, bloc: blocs.Etapes, _: Blocs) -> Iterator[Draft]:
    """Steps; worth less when the chronology already shows their dates."""
    source = Source("les étapes", bloc.at())
    drawing = Timeline(tuple(map(step, bloc.etapes)), source)
    known = {jalon.quand for jalon in story.chronologie.jalons} if story.chronologie else set()
    again = all(etape.quand and etape.quand in known for etape in bloc.etapes)
    yield Draft(
        weight=60 if again else 75,
        layout="Chronologie",
        source=source,
        drawing=drawing,
        fallback=bloc.titre,
    )


def step(jalon: blocs.Jalon) -> Step:
    """A milestone and its detail."""
    return Step(jalon.en_tete, jalon.titre, of_prose(jalon.texte))


def _personnes(story: Dossier, bloc: blocs.Personnes, _: Blocs) -> Iterator[Draft]:
    people = [story.personnes[name] for name in bloc.personnes]
    source = Source("les personnes", bloc.at())
    photos = tuple(person.photo for person in people if person.photo)
    panels = tuple(
        panel(
            source,
            paras([words(capitale(person.nom or person.fonction))], 1),
            paras([words(capitale(text)) for text in _under(person) if text]),
        )
        for person in people
    )
    pictured = len(photos) == len(people) and len(people) <= 4
    yield Draft(
        weight=50,
        layout="Personnes" if pictured else "Cases",
        source=source,
        images=photos if pictured else (),
        panels=panels,
        fallback=bloc.titre,
    )


def _under(person: dossier.Personne) -> tuple[str, ...]:
    return (person.fonction if person.nom else "", person.structure)


def _documents(_: Dossier, bloc: blocs.Documents, __: Blocs) -> Iterator[Draft]:
    source = Source("les documents", bloc.at())
    panels = tuple(
        panel(Source("le document", each.at()), heading(each.titre), _short(each.texte))
        for each in bloc.documents
    )
    yield columns(72, source, panels, bloc.titre)


def _cartes(_: Dossier, bloc: blocs.Cartes, __: Blocs) -> Iterator[Draft]:
    source = Source("les cartes", bloc.at())
    panels = tuple(
        panel(Source("la carte", each.at()), heading(each.titre), _short(each.texte))
        for each in bloc.cartes
    )
    images = pictos(bloc.cartes)
    if images:
        yield Draft(
            weight=78,
            layout="Cases",
            source=source,
            panels=panels,
            images=images,
            fallback=bloc.titre,
        )
    else:
        says = any(len(each.paras) > 1 for each in panels)
        yield columns(75 if says else 55, source, panels, bloc.titre)


def _short(prose: Prose) -> tuple[Para, ...]:
    return beginning(of_prose(prose), CARD)


def pictos(bearers: Sequence[blocs.Carte | dossier.Priorite]) -> tuple[blocs.Image, ...]:
    """The pictograms of cards when each of them has one, else none."""
    found = tuple(each.picto for each in bearers if each.picto)
    return found if len(found) == len(bearers) else ()


def _enquete(story: Dossier, bloc: blocs.Enquete, _: Blocs) -> Iterator[Draft]:
    """The answers that are counted as charts, then the others side by side.

    The first chart takes the finding of the section as its title, the next ones their question.
    """
    counted = [each for each in bloc.resultats if is_counted(each)]
    others = [each for each in bloc.resultats if not is_counted(each)]
    for rank, each in enumerate(counted):
        source = Source("les réponses", each.at())
        title = each.question if rank else NOTHING
        yield _chart(answers(story, bloc, each), title, each.question, source)
    if others:
        yield columns(95, Source("l’enquête", bloc.at()), tuple(map(_answers, others)), bloc.titre)


def _answers(resultats: blocs.Resultats) -> Panel:
    source = Source("les réponses", resultats.at())
    return panel(source, heading(resultats.question), map(element, resultats.elements))


def _graphique(story: Dossier, bloc: blocs.Graphique, _: Blocs) -> Iterator[Draft]:
    keys = [figure(story, name) for name in bloc.chiffres]
    yield _chart(keys, bloc.titre, bloc.titre, Source("le graphique", bloc.at()))


def _chart(keys: Sequence[Figure], title: Line, question: Line, source: Source) -> Draft:
    reading = panel(source, paras(map(words, base_and_source(keys))))
    return Draft(
        weight=95,
        layout="Graphique",
        source=source,
        title=title,
        fallback=question,
        panels=(reading,) if reading.paras else (),
        drawing=bars(keys, question, source),
    )


def _tableau(_: Dossier, bloc: blocs.Tableau, __: Blocs) -> Iterator[Draft]:
    source = Source("le tableau", bloc.at())
    yield Draft(
        weight=45,
        layout="Tableau",
        source=source,
        fallback=bloc.titre,
        drawing=Table(bloc.colonnes, bloc.lignes, source),
    )


def _image(_: Dossier, bloc: blocs.ImagePlacee, all_blocs: Blocs) -> Iterator[Draft]:
    source = Source("l’image", bloc.at())
    first = next(other for other in all_blocs if isinstance(other, blocs.ImagePlacee)) is bloc
    text = short_texts(all_blocs) if first else ()
    shown = panel(source, text or ([para(bloc.legende)] if bloc.legende else []))
    yield Draft(
        weight=80 if first else 55,
        layout="Texte et image",
        source=source,
        panels=(shown,),
        images=(bloc.image,),
        fallback=bloc.legende,
    )


_Maker = Callable[[Dossier, Any, Blocs], Iterator[Draft]]
_MAKERS: Final[dict[type[blocs.Bloc], _Maker]] = {
    blocs.ChiffreCle: _chiffre_cle,
    blocs.AvantApres: before_after,
    blocs.Etapes: _etapes,
    blocs.Personnes: _personnes,
    blocs.Documents: _documents,
    blocs.Cartes: _cartes,
    blocs.Enquete: _enquete,
    blocs.Graphique: _graphique,
    blocs.Tableau: _tableau,
    blocs.ImagePlacee: _image,
}
