"""The whole story in order: cover, figures, context, chronology, activities, what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import Panel, Para, Slide, Source, Timeline, Title
from ppgp_diaporama.story.chapters import (
    LEAST_OF_THE_CONTEXT,
    MOST_OF_THE_CONTEXT,
    Chapter,
    groups_of,
    trimmed,
)
from ppgp_diaporama.story.charts import figure_panel
from ppgp_diaporama.story.drafts import pictos, step
from ppgp_diaporama.story.figures import Figure, key_figures
from ppgp_diaporama.story.speaker import milestone
from ppgp_diaporama.story.texts import (
    NBSP,
    heading,
    of_prose,
    panel,
    para,
    paras,
    told,
    words,
)
from ppgp_docs.api import Line, Run, capitale, core_blocs, dossier, outline

Dossier = dossier.Dossier


_DIVIDER: Final = "Intercalaire"

FEW: Final = 2
SHORT_NAME: Final = 12
"""Characters of a name that is never cut at the end of a line."""

SHORT_TITLE: Final = 30
"""Characters of a title that leave room for what the slide shows."""


def tell(story: Dossier) -> tuple[Slide, ...]:
    """The slides of a dossier, each with a title of its own."""
    slides = (slide for each in trimmed(tuple(_chapters(story))) for slide in each.slides())
    return _unique(map(_credited, slides))


def _chapters(story: Dossier) -> Iterator[Chapter]:
    yield Chapter("Ouverture", _cover(story))
    if keys := key_figures(story):
        yield Chapter("Ouverture", _figures(story, keys))
    for part in outline.parts(story):
        if part.kind in ("contexte", "activites"):
            yield _told_by_blocs(story, part)
        elif maker := _SINGLE.get(part.kind):
            yield Chapter(part.title.plain, maker(story, part))


def _told_by_blocs(story: Dossier, part: outline.Part) -> Chapter:
    opening = _divider(part) if part.activite else None
    span = part.activite.at("titre") if part.activite else story.at(part.kind)
    title = Title(part.title, Source("le titre de la partie", span))
    groups = tuple(groups_of(story, core_blocs(part.blocs), (title,)))
    if part.activite:
        return Chapter(part.title.plain, opening, groups)
    most, least = MOST_OF_THE_CONTEXT, LEAST_OF_THE_CONTEXT
    return Chapter(part.title.plain, opening, groups, most, least)


def _credited(slide: Slide) -> Slide:
    """The credits of the pictures, at the end of the notes."""
    credits = dict.fromkeys(image.credit for image in slide.images if image.credit)
    return evolve(slide, notes=(*slide.notes, *(f"Crédit\u00a0: {each}." for each in credits)))


def _unique(slides: Iterator[Slide]) -> tuple[Slide, ...]:
    """Titles told apart, as a screen reader's list of slides needs."""
    seen: Counter[str] = Counter()
    announced: set[str] = set()
    out = []
    for slide in slides:
        key = slide.title.plain
        seen[key] += 1
        mark = _mark(seen[key], key in announced)
        out.append(evolve(slide, title=words(key + mark)) if mark else slide)
        if slide.layout == _DIVIDER:
            announced.add(key)
    return tuple(out)


def _mark(rank: int, announced: bool) -> str:
    """What tells the slides of one title apart; the first after its divider continues nothing."""
    if announced and rank == 2:
        return ", en bref"
    later = rank - announced
    return {1: "", 2: " (suite)"}.get(later, f" (suite {later - 1})")


def _cover(story: Dossier) -> Slide:
    source = Source("la couverture", story.at("couverture"))
    said = [told(title, text.plain) for title, text in outline.introduction(story) if text]
    under = [words(text) for text in (story.demarche.periode, _edition(story)) if text]
    return Slide(
        layout="Couverture",
        title=words(_held(outline.cover_title(story), story.demarche.programme)),
        source=source,
        panels=(panel(source, paras(under)),),
        images=(story.couverture,) if story.couverture else (),
        notes=tuple(said),
    )


def _held(title: str, programme: str) -> str:
    """A code in brackets is held to the name before it, as are the words of « Grands pas »."""
    parts = [
        part if len(part) > SHORT_NAME else part.replace(" ", NBSP)
        for part in programme.split(", ")
    ]
    return title.replace(programme, ", ".join(parts)).replace(" (", f"{NBSP}(")


def _edition(story: Dossier) -> str:
    return f"Édition\u00a0: {story.edition.en_francais()}" if story.edition else ""


def _figures(story: Dossier, keys: tuple[Figure, ...]) -> Slide:
    where = capitale(story.departement.locatif)
    return Slide(
        layout="Chiffres",
        title=words(f"{where}, la démarche en chiffres"),
        source=Source("les chiffres", story.at("chiffres")),
        panels=tuple(map(figure_panel, keys)),
        notes=tuple(key.spoken() for key in keys),
    )


def _chronologie(story: Dossier, part: outline.Part) -> Slide:
    chronologie = story.chronologie
    assert chronologie is not None  # outline.parts yields this part only then
    source = Source("la chronologie", chronologie.at())
    said = [each.plain for each in of_prose(chronologie.introduction)]
    return Slide(
        layout="Chronologie",
        title=_span(chronologie, part.title),
        source=source,
        drawing=Timeline(tuple(map(step, chronologie.jalons)), source),
        notes=(*said, *map(milestone, chronologie.jalons)),
    )


def _span(chronologie: dossier.Chronologie, title: Line) -> Line:
    """What the milestones show together: their number, and the years that they go through."""
    jalons = chronologie.jalons
    if len(jalons) < FEW or len(title.plain) > SHORT_TITLE:
        return title
    years = sorted({jalon.date.annee for jalon in jalons if jalon.date})
    when = f" de {years[0]} à {years[-1]}" if len(years) > 1 else ""
    return Line((*title.runs, Run(f"{NBSP}: {len(jalons)} étapes{when}")))


def _divider(part: outline.Part) -> Slide:
    activite = part.activite
    assert activite is not None
    number = panel(Source("le numéro"), paras([words(capitale(part.kicker.plain))]))
    short = panel(Source("la version courte", activite.at()), paras([activite.version_courte]))
    return Slide(
        layout=_DIVIDER,
        title=part.title,
        source=Source("le titre de l’activité", activite.at("titre")),
        panels=(number, short) if short.paras else (number,),
    )


def _et_apres(story: Dossier, part: outline.Part) -> Slide:
    after = story.et_apres
    assert after is not None
    source = Source("les priorités", after.at())
    said = [each.plain for each in of_prose(after.introduction)]
    said += [told(each.titre.plain, each.texte.plain) for each in after.priorites]
    panels = tuple(_priorite(rank, each) for rank, each in enumerate(after.priorites, start=1))
    return Slide(
        layout="Cases",
        title=_counted(part.title, len(panels)),
        source=source,
        panels=panels,
        images=pictos(after.priorites),
        notes=tuple(said),
    )


def _counted(title: Line, count: int) -> Line:
    """The question and its answer in short, when the title is a question."""
    if count < FEW or not title.plain.endswith("?"):
        return title
    return Line((*title.runs, Run(f" {count} priorités")))


def _priorite(rank: int, priorite: dossier.Priorite) -> Panel:
    source = Source("la priorité", priorite.at())
    title = Line((*words(f"{rank}.{NBSP}").runs, *priorite.titre.runs))
    text = paras([priorite.version_courte]) or of_prose(priorite.texte)
    return panel(source, heading(title), text)


def _appel(story: Dossier, part: outline.Part) -> Slide:
    appel = story.appel
    assert appel is not None
    source = Source("l’appel", appel.at())
    text = panel(source, of_prose(appel.texte))
    *others, last = [*map(_contact, appel.contacts)] or [panel(source)]
    linked = evolve(last, paras=(*last.paras, *_link(appel.lien)))
    return Slide(
        layout="Contact",
        title=part.title,
        source=source,
        panels=(text, *others, linked),
        notes=tuple(each.plain for each in text.paras),
    )


def _link(address: str) -> tuple[Para, ...]:
    """The address of the agency, on the last card."""
    return (Para((Run(address, link=address),)),) if address else ()


def _contact(contact: dossier.Contact) -> Panel:
    source = Source("le contact", contact.at())
    lines = [contact.fonction if contact.nom else "", contact.telephone]
    shown = [para(words(line)) for line in lines if line]
    if contact.courriel:
        shown.append(Para((Run(contact.courriel, link=f"mailto:{contact.courriel}"),)))
    return panel(source, heading(words(contact.nom or contact.fonction)), shown)


_SINGLE: Final[dict[str, Callable[[Dossier, outline.Part], Slide]]] = {
    "chronologie": _chronologie,
    "et_apres": _et_apres,
    "appel": _appel,
}
