"""Blocks as drafts of slides: what each could show, and how much it deserves a slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from ppgp_diaporama.sentences import beginning
from ppgp_diaporama.slides import NOTHING, Bars, Drawing, Panel, Source, Step, Table, Timeline
from ppgp_diaporama.story.before_after import before_after
from ppgp_diaporama.story.charts import bars, figure_panel, reading
from ppgp_diaporama.story.claims import of_panels
from ppgp_diaporama.story.draft import Blocs, SlideDraft, columns
from ppgp_diaporama.story.figures import Figure, answers, figure, is_counted, key_figures
from ppgp_diaporama.story.gathered import of_lists, of_quotes, of_texts, paragraphs, short_texts
from ppgp_diaporama.story.grids import grid, slopes
from ppgp_diaporama.story.speaker import answers_line, counted
from ppgp_diaporama.story.texts import (
    bare,
    element,
    heading,
    of_prose,
    panel,
    paras,
    short_title,
    words,
)
from ppgp_diaporama.words import MOST, count
from ppgp_docs.api import Line, blocs, capitale, dossier, drawn

Dossier = dossier.Dossier

ACROSS: Final = ("pleine_page", "bandeau")
"""The widths of a picture that has a slide of its own, above its title alone; the first one is
always shown."""

SMALL: Final = "petite"
"""The width of a picture that is not to be enlarged."""

TITLE: Final = 10
"""Words of the title over a table, for it to stand among the slides."""

FEW_ROWS: Final = 8
CONSULTED: Final = 4500
"""Rows, and characters, of a table that a few slides hold after the deck; a longer one is left to
the notes, and to the case study."""

CARD: Final = 200
"""Characters that a card shows; of a longer text it shows the first sentence, the rest is said."""


def drafts(story: Dossier, all_blocs: Blocs) -> list[SlideDraft]:
    """The drafts of the blocks of one section, in the order of the blocks."""
    found: list[tuple[int, SlideDraft]] = []
    for rank, bloc in enumerate(all_blocs):
        maker = _MAKERS.get(type(bloc))
        if maker:
            found += [(rank, draft) for draft in maker(story, bloc, all_blocs)]
    found += of_lists(all_blocs)
    found += of_quotes(story, all_blocs)
    if not found:
        return of_texts(all_blocs)
    return [draft for _, draft in sorted(found, key=lambda pair: pair[0])]


def parted(
    found: Sequence[SlideDraft], all_blocs: Blocs
) -> tuple[tuple[SlideDraft, ...], tuple[SlideDraft, ...]]:
    """The drafts to present, and the tables of more words than a slide bears, for the appendix,
    unless they are longer still; a section that has nothing else shows its texts."""
    long = tuple(draft for draft in found if draft.consulted or _is_long(draft.drawing))
    shown = tuple(draft for draft in found if draft not in long)
    short = tuple(draft for draft in long if not _is_endless(draft.drawing))
    return shown or tuple(of_texts(all_blocs) if long else ()), short


def _is_endless(drawing: Drawing | None) -> bool:
    """Whether a table has more rows and signs than a few slides hold."""
    if not isinstance(drawing, Table) or len(drawing.rows) <= FEW_ROWS:
        return False
    return sum(len(cell.plain) for cell in drawing.cells) > CONSULTED


def _is_long(drawing: Drawing | None) -> bool:
    most = MOST - TITLE
    return isinstance(drawing, Table) and sum(count(cell.plain) for cell in drawing.cells) > most


def _chiffre_cle(story: Dossier, bloc: blocs.ChiffreCle, _: Blocs) -> Iterator[SlideDraft]:
    """Only figures that the slide of key figures does not show already."""
    known = {key.chiffre for key in key_figures(story)}
    keys = [figure(story, name) for name in bloc.chiffres]
    if all(key.chiffre in known for key in keys):
        return
    source = Source("les chiffres clés", bloc.at())
    yield SlideDraft(
        weight=60,
        layout="Chiffres",
        source=source,
        shows=(bloc,),
        panels=tuple(map(figure_panel, keys)),
        fallback=bloc.titre,
    )


def _etapes(story: Dossier, bloc: blocs.Etapes, _: Blocs) -> Iterator[SlideDraft]:
    """Steps; worth less when the chronology already shows their dates."""
    source = Source("les étapes", bloc.at())
    drawing = Timeline(tuple(map(step, bloc.etapes)), source)
    known = {jalon.quand for jalon in story.chronologie.jalons} if story.chronologie else set()
    again = all(etape.quand and etape.quand in known for etape in bloc.etapes)
    yield SlideDraft(
        weight=60 if again else 75,
        layout="Chronologie",
        source=source,
        shows=(bloc,),
        drawing=drawing,
        fallback=bloc.titre,
    )


def step(jalon: blocs.Jalon) -> Step:
    """A milestone and its detail."""
    source = Source("l’étape", jalon.at())
    day = jalon.date.debut.toordinal() if jalon.date else None
    return Step(jalon.en_tete, jalon.titre, of_prose(jalon.texte, source), source, day)


def _personnes(story: Dossier, bloc: blocs.Personnes, _: Blocs) -> Iterator[SlideDraft]:
    people = [story.personnes[name] for name in bloc.personnes]
    photos = tuple(person.photo for person in people if person.photo)
    pictured = len(photos) == len(people)
    yield SlideDraft(
        weight=50,
        layout="Personnes" if pictured else "Cases",
        source=Source("les personnes", bloc.at()),
        shows=(bloc,),
        images=photos if pictured else (),
        panels=tuple(map(_person, people)),
        fallback=bloc.titre,
    )


def _person(person: dossier.Personne) -> Panel:
    under = (person.fonction if person.nom else "", person.structure)
    return panel(
        Source("la personne", person.at()),
        heading(words(capitale(person.nom or person.fonction))),
        paras([words(capitale(text)) for text in under if text]),
    )


def _documents(_: Dossier, bloc: blocs.Documents, __: Blocs) -> Iterator[SlideDraft]:
    panels = tuple(_card(each, "le document") for each in bloc.documents)
    yield columns(72, Source("les documents", bloc.at()), panels, bloc.titre, (bloc,))


def _cartes(_: Dossier, bloc: blocs.Cartes, __: Blocs) -> Iterator[SlideDraft]:
    source = Source("les cartes", bloc.at())
    panels = tuple(_card(each, "la carte") for each in bloc.cartes)
    images = pictos(bloc.cartes)
    if images:
        yield SlideDraft(
            weight=78,
            layout="Cases",
            source=source,
            shows=(bloc,),
            panels=panels,
            images=images,
            fallback=bloc.titre,
        )
    else:
        says = any(len(each.paras) > 1 for each in panels)
        yield columns(75 if says else 55, source, panels, bloc.titre, (bloc,))


def _card(card: blocs.Carte | blocs.DocumentRetravaille, name: str) -> Panel:
    text, title = of_prose(card.texte, Source(name, card.at("texte"))), heading(counted(card))
    versions = dict.fromkeys((beginning(text, CARD), beginning(text, 0), ()))
    full, *shorter = ((*title, *version) for version in versions)
    return Panel(full, Source(name, card.at()), tuple(shorter))


def pictos(bearers: Sequence[blocs.Carte | dossier.Priorite]) -> tuple[blocs.Image, ...]:
    """The pictograms of cards when each of them has one, else none."""
    found = tuple(each.picto for each in bearers if each.picto)
    return found if len(found) == len(bearers) else ()


def _enquete(story: Dossier, bloc: blocs.Enquete, _: Blocs) -> Iterator[SlideDraft]:
    """The answers that are counted as charts, then the others side by side.

    The first chart takes the finding of the section as its title, the next ones their question
    unless it is long; a question that is not the title stands under the bars.
    """
    counted = [each for each in bloc.resultats if is_counted(each)]
    others = [each for each in bloc.resultats if not is_counted(each)]
    for rank, each in enumerate(counted):
        keys, source = answers(story, bloc, each), Source("les réponses", each.at())
        title = short_title(each.question) if rank else NOTHING
        chart = _chart(keys, each.question, source, bloc, title)
        if each.degrees and isinstance(chart.drawing, Bars):
            chart = evolve(chart, drawing=evolve(chart.drawing, degrees=True))
        yield evolve(chart, notes=(answers_line(each),))
    if others:
        source, panels = Source("l’enquête", bloc.at()), tuple(map(_answers, others))
        listed = evolve(columns(95, source, panels, bloc.titre, (bloc,)), best_first=True)
        yield evolve(listed, notes=tuple(map(answers_line, others)))


def _answers(resultats: blocs.Resultats) -> Panel:
    source = Source("les réponses", resultats.at())
    question, items = heading(resultats.question), resultats.elements
    shorter = ((*question, *map(bare, items)),)
    return Panel((*question, *map(element, items)), source, shorter)


def _graphique(story: Dossier, bloc: blocs.Graphique, _: Blocs) -> Iterator[SlideDraft]:
    keys = [figure(story, name) for name in bloc.named]
    source = Source("le graphique", bloc.at())
    chart = _chart(keys, bloc.titre, source, bloc, short_title(bloc.titre))
    if bloc.avant:
        changes = drawn.compared(story.chiffres, bloc)
        chart = evolve(chart, drawing=slopes(bloc.titre, changes, source))
    yield chart


def _chart(
    keys: Sequence[Figure], question: Line, source: Source, bloc: blocs.Bloc, title: Line
) -> SlideDraft:
    """Bars, and under them the question, unless it is the title, with the base and the source."""
    field = "la réponse" if isinstance(bloc, blocs.Enquete) else "le libellé du chiffre"
    return SlideDraft(
        weight=95,
        layout="Graphique",
        source=source,
        shows=(bloc,),
        title=title,
        fallback=question,
        panels=(reading(keys, NOTHING if title else question, source),),
        drawing=bars(keys, question, field),
    )


def _tableau(_: Dossier, bloc: blocs.Tableau, __: Blocs) -> Iterator[SlideDraft]:
    source = Source("le tableau", bloc.at())
    yield SlideDraft(
        weight=45,
        layout="Tableau",
        source=source,
        shows=(bloc,),
        fallback=bloc.titre,
        drawing=Table(bloc.colonnes, bloc.lignes, tuple(_places(bloc))),
    )


def _places(bloc: blocs.Tableau) -> Iterator[tuple[Source, ...]]:
    columns = range(len(bloc.colonnes))
    yield tuple(Source("l’en-tête de colonne", bloc.at(f"colonnes.{n}")) for n in columns)
    for rank in range(len(bloc.lignes)):
        name = f"ligne {rank + 1} du tableau"
        yield tuple(Source(name, bloc.at(f"lignes.{rank}.{n}")) for n in columns)


def _image(_: Dossier, bloc: blocs.ImagePlacee, all_blocs: Blocs) -> Iterator[SlideDraft]:
    source = Source("l’image", bloc.at())
    first = next(other for other in all_blocs if isinstance(other, blocs.ImagePlacee)) is bloc
    lead = paragraphs(all_blocs) if first else ()
    said = (*paras([bloc.legende]), *of_prose(bloc.texte))
    alone = SlideDraft(
        weight=80 if first else 55,
        layout="Texte et image",
        source=source,
        shows=(bloc,),
        panels=(panel(source, said),),
        images=(bloc.image,),
        fallback=bloc.legende,
        small=bloc.largeur == SMALL,
    )
    if bloc.largeur in ACROSS:
        yield evolve(alone, layout="Image", asked=bloc.largeur == ACROSS[0])
        return
    led = (panel(source, short_texts(lead)),)
    finding = of_panels(led)[0]
    with_text = evolve(alone, panels=led, shows=(*lead, bloc), lighter=alone, claim=finding)
    yield with_text if lead else alone


def _galerie(_: Dossier, bloc: blocs.Galerie, __: Blocs) -> Iterator[SlideDraft]:
    """The pictures alone; the speaker tells their captions."""
    yield SlideDraft(
        weight=76,
        layout="Galerie",
        source=Source("la galerie", bloc.at()),
        shows=(bloc,),
        images=tuple(vue.image for vue in bloc.vues),
        fallback=bloc.titre,
    )


_Maker = Callable[[Dossier, Any, Blocs], Iterator[SlideDraft]]
_MAKERS: Final[dict[type[blocs.Bloc], _Maker]] = {
    blocs.ChiffreCle: _chiffre_cle,
    blocs.AvantApres: before_after,
    blocs.Etapes: _etapes,
    blocs.Personnes: _personnes,
    blocs.Documents: _documents,
    blocs.Cartes: _cartes,
    blocs.Enquete: _enquete,
    blocs.Graphique: _graphique,
    blocs.Pemat: grid,
    blocs.Tableau: _tableau,
    blocs.ImagePlacee: _image,
    blocs.Galerie: _galerie,
}
