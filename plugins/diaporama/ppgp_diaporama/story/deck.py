"""The whole story in order: the messages, why, what was done, what changed, what comes next, the
messages again, the call."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from attrs import evolve

from ppgp_diaporama.sentences import beginning
from ppgp_diaporama.slides import Panel, Para, Slide, Source, Title
from ppgp_diaporama.story.chapters import (
    LEAST_OF_THE_CONTEXT,
    MOST_OF_THE_CONTEXT,
    Chapter,
    slides_of,
    trimmed,
)
from ppgp_diaporama.story.charts import figure_panel
from ppgp_diaporama.story.chronology import chronology
from ppgp_diaporama.story.cues import with_cues
from ppgp_diaporama.story.figures import Figure, key_figures
from ppgp_diaporama.story.group import groups_of
from ppgp_diaporama.story.indicators import indicators
from ppgp_diaporama.story.messages import first_said, messages, said_again
from ppgp_diaporama.story.next_steps import what_next
from ppgp_diaporama.story.same_titles import told_apart
from ppgp_diaporama.story.speaker import Speaker, called_notes, lines_of
from ppgp_diaporama.story.summary import summary
from ppgp_diaporama.story.texts import (
    NBSP,
    balanced,
    heading,
    of_prose,
    panel,
    para,
    paras,
    told,
    words,
)
from ppgp_docs.api import Line, Run, Span, blocs, capitale, dossier, finir, outline, pattern

Dossier = dossier.Dossier


_DIVIDER: Final = "Intercalaire"

_INTRODUCES: Final = pattern(
    r"(?<= )(?:dans (?:l[ea]s? )?(?=\w)|(?:en|à|aux?|de la|d[ue]s?) (?=(?:l’)?[A-ZÉÎ]))"
)
"""What goes with the name of a territory, in a title."""

SHORT_NAME: Final = 12
"""Characters of a name that is never cut at the end of a line."""

PEOPLE: Final = "personnes"
"""The unit of figures whose label names who they are."""

HALF: Final = Decimal("0.5")
"""The part of its base from which a figure says more than a count."""

FEW: Final = 2
"""Figures that fill a slide."""

LONGEST_TITLE: Final = 80
"""Characters of a title on two lines."""


def tell(story: Dossier) -> tuple[Slide, ...]:
    """The slides of a dossier, each with a title of its own.

    Whatever a slide does not show is in the notes, which tell the whole case study.
    """
    kept = trimmed(tuple(chapters(story)))
    *slides, last = slides_of(kept)
    closed = evolve(last, further=(*last.further, *_imprint(story)))
    appended = (*summary(story), *_appendix(kept), *indicators(story))
    every = told_apart((*slides, closed, *appended))
    return tuple(map(balanced, with_cues(every)))


def _appendix(kept: Iterable[Chapter]) -> Iterator[Slide]:
    """The slides of long tables; of two with one title, each says of what it is a part: none goes
    on with the other."""
    groups = [group for chapter in kept for group in chapter.groups]
    every = [(slide, group) for group in groups for slide in group.appendix()]
    titles = Counter(slide.title.plain for slide, _ in every)
    for slide, group in every:
        part = Run(f" ({group.titles[-1].line.plain})")
        title = evolve(slide.title, runs=(*slide.title.runs, part))
        yield evolve(slide, title=title) if titles[slide.title.plain] > 1 else slide


def chapters(story: Dossier) -> Iterator[Chapter]:
    """All that could be shown, part after part, before it is cut down to what a room can follow."""
    yield Chapter("Ouverture", _cover(story))
    if messages(story):
        yield Chapter("Ouverture", first_said(story))
    parts = tuple(outline.parts(story))
    yield from (_chapter(story, part) for part in parts if part.kind in _FRAMING)
    if keys := key_figures(story):
        yield Chapter("Les chiffres", _figures(story, keys))
    yield from (_chapter(story, part) for part in parts if part.kind == "activites")
    yield from (_chapter(story, part) for part in parts if part.kind == "et_apres")
    if messages(story):
        yield Chapter("À retenir", said_again(story))
    yield from (_chapter(story, part) for part in parts if part.kind == "appel")


def _chapter(story: Dossier, part: outline.Part) -> Chapter:
    if maker := _SINGLE.get(part.kind):
        return Chapter(part.title.plain, maker(story, part))
    return _told_by_blocs(story, part)


def _told_by_blocs(story: Dossier, part: outline.Part) -> Chapter:
    opening = _divider(part, story) if part.activite else None
    groups = tuple(groups_of(story, part.blocs, (_title(story, part),), opened=bool(opening)))
    if part.activite:
        return Chapter(part.title.plain, opening, groups)
    most, least = MOST_OF_THE_CONTEXT, LEAST_OF_THE_CONTEXT
    return Chapter(part.title.plain, opening, groups, most, least)


def _title(story: Dossier, part: outline.Part) -> Title:
    """The title of the slides of a part; of an activity, the finding that it states, if any."""
    activite = part.activite
    if activite is None:
        return Title(part.title, Source("le titre de la partie", story.at(part.kind)))
    if activite.version_courte:
        source = Source("la version courte de l’activité", activite.at("version_courte"))
        return Title(activite.version_courte, source)
    source = Source("le titre de l’activité", activite.at("titre"), shortens=True)
    return Title(part.title, source)


def _imprint(story: Dossier) -> Iterator[str]:
    """What closes a case study: its acronyms, whose it is, who made it."""
    sigles = "\u202f; ".join(f"{name}, {meaning}" for name, meaning in sorted(story.sigles.items()))
    mentions = story.mentions
    holder = " ".join(filter(None, (str(mentions.annee or ""), mentions.titulaire)))
    if sigles:
        yield told("Sigles", f"{sigles}.")
    if holder:
        yield f"©{NBSP}{holder}."
    if mentions.credits:
        yield f"{mentions.credits.plain}."
    if mentions.licence:
        yield told("Licence", mentions.licence.plain)
    yield from called_notes(story, mentions.credits, mentions.licence)


def _cover(story: Dossier) -> Slide:
    source = Source("la couverture", story.at("couverture"))
    speaker = Speaker(story, (story.couverture,) if story.couverture else ())
    said = [told(title, text.plain) for title, text in outline.introduction(story) if text]
    said += called_notes(story, story.introduction)
    said.append(told("Cadre", story.demarche.cadre) if story.demarche.cadre else "")
    said += speaker.picture(story.couverture)
    under = (
        *_meeting(story.reunion),
        (story.demarche.periode, story.demarche.at("debut")),
        (_edition(story), story.at("edition")),
    )
    lines = [paras([words(text)], source=Source(source.name, at)) for text, at in under if text]
    return Slide(
        layout="Couverture",
        title=words(_held(outline.cover_title(story), story)),
        source=source,
        panels=(panel(source, *lines),),
        images=speaker.images,
        notes=tuple(filter(None, said)),
    )


def _held(title: str, story: Dossier) -> str:
    """A code in brackets is held to the name before it, as are the words of « Grands pas », of
    « Territoire de Belfort », and what introduces a name: « dans les »."""
    programme, name = story.demarche.programme, story.departement.nom
    title = title.replace(name, name.replace(" ", NBSP))
    title = _INTRODUCES.sub(lambda found: found[0].replace(" ", NBSP), title)
    parts = [
        part if len(part) > SHORT_NAME else part.replace(" ", NBSP)
        for part in programme.split(", ")
    ]
    return title.replace(programme, ", ".join(parts)).replace(" (", f"{NBSP}(")


def _meeting(meeting: dossier.Reunion | None) -> Iterator[tuple[str, Span | None]]:
    """Before whom, when and where, by whom: a line each, and where it was written."""
    if meeting:
        day = meeting.date.en_francais() if meeting.date else ""
        yield meeting.instance, meeting.at("instance")
        yield ", ".join(filter(None, (meeting.lieu, day))), meeting.at("lieu")
        by = f"Présenté par {meeting.intervenant}" if meeting.intervenant else ""
        yield by, meeting.at("intervenant")


def _edition(story: Dossier) -> str:
    return f"Édition\u00a0: {story.edition.en_francais()}" if story.edition else ""


def _figures(story: Dossier, keys: tuple[Figure, ...]) -> Slide:
    """The figures, under the first of them that makes a sentence, and does not stand there again
    where others fill the slide."""
    where = capitale(story.departement.locatif)
    ranks = sorted(range(len(keys)), key=lambda rank: -(keys[rank].ratio or 0) // HALF)
    said = {rank: title for rank in ranks if (title := _finding(where, keys[rank]))}
    rank = next(iter(said), len(keys))
    shown = [key for n, key in enumerate(keys) if n != rank] if len(keys) > FEW else keys
    return Slide(
        layout="Chiffres",
        title=words(said.get(rank) or _measured(where, len(keys))),
        source=Source("les chiffres", story.at("chiffres")),
        panels=tuple(map(figure_panel, shown)),
        notes=tuple(key.spoken() for key in keys),
    )


def _finding(where: str, key: Figure) -> str:
    """A figure as a title, with the territory where there is room; empty where its label does not
    say what it counts, or is long."""
    named = key.chiffre.libelle_dit_l_unite or key.unit in ("", PEOPLE)
    if not named or key.chiffre.valeur is None:
        return ""
    said = f"on compte {key.number} {key.label.plain}"
    if (key.ratio or 0) >= HALF and key.percentage:
        said += f", soit {key.percentage}"
    forms = (f"{where}, {said}", capitale(said))
    return next((form for form in forms if len(form) <= LONGEST_TITLE), "")


def _measured(where: str, count: int) -> str:
    """What figures say together when none of them makes a sentence."""
    in_words = (
        "un chiffre",
        *(f"{n} chiffres" for n in ("deux", "trois", "quatre", "cinq", "six")),
    )
    said = in_words[count - 1] if count <= len(in_words) else "quelques chiffres"
    return f"{where}, la démarche se mesure en {said}"


def _divider(part: outline.Part, story: Dossier) -> Slide:
    activite = part.activite
    assert activite is not None
    short = panel(Source("la version courte", activite.at()), paras([activite.version_courte]))
    plan = _plan(story, activite)
    step = next(n for n, each in enumerate(story.activites, start=1) if each is activite)
    numbered = story.presentation.activites == "numero"
    rank = capitale(part.kicker.plain) if numbered else f"Activité{NBSP}{step}"
    number = panel(Source("le numéro"), paras([words(rank)]))
    image = activite.image or _part_of_cover(story, step)
    return Slide(
        layout=_DIVIDER,
        title=part.title,
        source=Source("le titre de l’activité", activite.at("titre")),
        panels=(number, short, plan),
        images=(image,) if image else (),
        notes=(
            *_said_first(part.title, activite),
            *Speaker(story, (image,) if image else ()).picture(activite.image),
            *called_notes(story, part.title, activite.version_courte, activite.image),
        ),
        step=step,
        steps=len(story.activites),
    )


def _said_first(title: Line, activite: dossier.Activite) -> Iterator[str]:
    """How the speaker opens a part: what it found, else what it is called."""
    found = activite.version_courte.plain
    if found:
        yield f"Voici ce que cette partie établit{NBSP}: {finir(found)}"
    else:
        yield f"Une partie s’ouvre{NBSP}: {finir(title.plain)}"


def _part_of_cover(story: Dossier, step: int) -> blocs.Image | None:
    """The picture of the cover as an ornament, another part of it for each divider."""
    image = story.couverture
    return image and evolve(image, decoratif=True, foyer=_PARTS[step % len(_PARTS)])


def _plan(story: Dossier, current: dossier.Activite) -> Panel:
    """The names of the parts, that which begins in bold; nothing when they do not stand there."""
    runs: list[Run] = []
    for each in story.activites if len(story.activites) > 1 else ():
        runs += [Run("   ")] if runs else []
        runs.append(Run(each.titre.plain.replace(" ", NBSP), bold=each is current))
    named = (Para(tuple(runs)),) if runs else ()
    return Panel(named, Source("le plan"), ((),))


def _appel(story: Dossier, part: outline.Part) -> Slide:
    appel = story.appel
    assert appel is not None
    source = Source("l’appel", appel.at())
    text, link = of_prose(appel.texte, source), _link(appel)
    called = Panel((*text, *link), source, ((*beginning(text, 0), *link), link))
    return Slide(
        layout="Contact",
        title=part.title,
        source=source,
        panels=(called, *map(_contact, appel.contacts)),
        notes=(*lines_of(appel.texte), *called_notes(story, appel)),
    )


def _link(appel: dossier.Appel) -> tuple[Para, ...]:
    """The address that the call gives, under its text."""
    source = Source("le lien", appel.at("lien"))
    return (Para((Run(appel.lien, link=appel.lien),), source=source),) if appel.lien else ()


def _contact(contact: dossier.Contact) -> Panel:
    source = Source("le contact", contact.at())
    lines = [contact.fonction if contact.nom else "", contact.telephone]
    shown = [para(words(line)) for line in lines if line]
    if contact.courriel:
        shown.append(Para((Run(contact.courriel, link=f"mailto:{contact.courriel}"),)))
    return panel(source, heading(words(contact.nom or contact.fonction)), shown)


_PARTS: Final = ("droite", "bas", "haut", "gauche")
_FRAMING: Final = frozenset({"contexte", "chronologie"})
"""The parts that say why and when; the figures, which say how much, come before what was done."""

_SINGLE: Final[dict[str, Callable[[Dossier, outline.Part], Slide]]] = {
    "chronologie": chronology,
    "et_apres": what_next,
    "appel": _appel,
}
