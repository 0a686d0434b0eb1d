"""Blocks as drafts of slides: what each could show, and how much it deserves a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from ppgp_diaporama.slides import (
    ITEM,
    Panel,
    Source,
    Step,
    Table,
    Timeline,
)
from ppgp_diaporama.story.charts import bars, base_and_source, figure_panel
from ppgp_diaporama.story.draft import Blocs, Draft, columns
from ppgp_diaporama.story.figures import figure, key_figures
from ppgp_diaporama.story.gathered import of_lists, of_quotes, of_texts, short_texts
from ppgp_diaporama.story.texts import (
    capital,
    element,
    heading,
    of_prose,
    panel,
    para,
    paras,
    words,
)
from ppgp_docs.api import Line, Run, blocs, dossier

Dossier = dossier.Dossier

SVG: Final = ".svg"


def drafts(story: Dossier, all_blocs: Blocs) -> list[Draft]:
    """The drafts of the blocks of one section, in the order of the blocks."""
    found: list[tuple[int, Draft]] = []
    for rank, bloc in enumerate(all_blocs):
        maker = _MAKERS.get(type(bloc))
        if maker:
            found += [(rank, draft) for draft in maker(story, bloc, all_blocs)]
    alone = not found
    found += of_lists(all_blocs)
    found += of_quotes(story, all_blocs, alone)
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


def _avant_apres(_: Dossier, bloc: blocs.AvantApres, __: Blocs) -> Iterator[Draft]:
    source = Source("l’avant/après", bloc.at())
    sides = ((words("Avant"), bloc.avant), (words("Après"), bloc.apres))
    images = tuple(side.image for _, side in sides if side.image)
    texts = tuple(panel(source, heading(name), of_prose(side.texte)) for name, side in sides)
    if len(images) == 2 and not any(image.fichier.endswith(SVG) for image in images):
        captions = tuple(panel(source, [para(name)]) for name, _ in sides)
        compared = Panel(tuple(each for text in texts for each in text.paras), source)
        yield Draft(
            weight=100,
            layout="Avant-après",
            source=source,
            images=images,
            panels=(*captions, compared, texts[1]),
            fallback=bloc.titre,
        )
    else:
        yield columns(100, source, texts, bloc.titre)
    if bloc.changements:
        title = Line((*bloc.titre.runs, Run("\u00a0: ce qui a\u00a0changé")))
        changes = panel(source, paras(bloc.changements, ITEM))
        yield Draft(
            weight=90,
            layout="Liste",
            source=source,
            title=title,
            panels=(changes,),
            notes=tuple(each.plain for each in changes.paras),
        )


def _etapes(_: Dossier, bloc: blocs.Etapes, __: Blocs) -> Iterator[Draft]:
    source = Source("les étapes", bloc.at())
    drawing = Timeline(tuple(map(step, bloc.etapes)), source)
    yield Draft(
        weight=75, layout="Chronologie", source=source, drawing=drawing, fallback=bloc.titre
    )


def step(jalon: blocs.Jalon) -> Step:
    """A milestone and its detail."""
    return Step(capital(jalon.quand), jalon.titre, of_prose(jalon.texte))


def _personnes(story: Dossier, bloc: blocs.Personnes, _: Blocs) -> Iterator[Draft]:
    people = [story.personnes[name] for name in bloc.personnes]
    source = Source("les personnes", bloc.at())
    photos = tuple(person.photo for person in people if person.photo)
    panels = tuple(
        panel(
            source,
            paras([words(capital(person.nom or person.fonction))], 1),
            paras([words(capital(text)) for text in _under(person) if text]),
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
        panel(Source("le document", each.at()), heading(each.titre), of_prose(each.texte))
        for each in bloc.documents
    )
    yield columns(72, source, panels, bloc.titre)


def _cartes(_: Dossier, bloc: blocs.Cartes, __: Blocs) -> Iterator[Draft]:
    source = Source("les cartes", bloc.at())
    panels = tuple(
        panel(Source("la carte", each.at()), heading(each.titre), of_prose(each.texte))
        for each in bloc.cartes
    )
    yield columns(75, source, panels, bloc.titre)


def _enquete(_: Dossier, bloc: blocs.Enquete, __: Blocs) -> Iterator[Draft]:
    source = Source("l’enquête", bloc.at())
    panels = tuple(
        panel(Source("les réponses", each.at()), heading(each.titre), map(element, each.elements))
        for each in bloc.resultats
    )
    yield columns(95, source, panels, bloc.titre)


def _graphique(story: Dossier, bloc: blocs.Graphique, _: Blocs) -> Iterator[Draft]:
    keys = [figure(story, name) for name in bloc.chiffres]
    source = Source("le graphique", bloc.at())
    reading = panel(source, paras(map(words, base_and_source(keys))))
    yield Draft(
        weight=95,
        layout="Graphique",
        source=source,
        title=bloc.titre,
        panels=(reading,) if reading.paras else (),
        drawing=bars(keys, bloc.titre, source),
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
    if bloc.image.fichier.lower().endswith(SVG):
        return
    source = Source("l’image", bloc.at())
    first = next(other for other in all_blocs if isinstance(other, blocs.ImagePlacee)) is bloc
    text = short_texts(all_blocs) if first else ()
    shown = panel(source, text or ([para(bloc.legende)] if bloc.legende else []))
    yield Draft(
        weight=70 if first else 55,
        layout="Texte et image",
        source=source,
        panels=(shown,),
        images=(bloc.image,),
        fallback=bloc.legende,
    )


_Maker = Callable[[Dossier, Any, Blocs], Iterator[Draft]]
_MAKERS: Final[dict[type[blocs.Bloc], _Maker]] = {
    blocs.ChiffreCle: _chiffre_cle,
    blocs.AvantApres: _avant_apres,
    blocs.Etapes: _etapes,
    blocs.Personnes: _personnes,
    blocs.Documents: _documents,
    blocs.Cartes: _cartes,
    blocs.Enquete: _enquete,
    blocs.Graphique: _graphique,
    blocs.Tableau: _tableau,
    blocs.ImagePlacee: _image,
}
