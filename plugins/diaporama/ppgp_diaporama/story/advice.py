"""What slides do not show of a dossier, for who asks: the notes tell it, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ppgp_diaporama.slides import DETAILED, Panel, Title
from ppgp_diaporama.story.chapters import trimmed
from ppgp_diaporama.story.deck import chapters
from ppgp_diaporama.story.draft import READ, SlideDraft
from ppgp_diaporama.story.figures import key_figures
from ppgp_diaporama.story.group import Group
from ppgp_diaporama.story.next_steps import idle
from ppgp_diaporama.words import concise, left_under
from ppgp_docs.api import Diagnostic, Line, Span, blocs, compter, dossier, note, outline, phrases

_NAMES: Final = {
    "avant_apres": "l’avant/après",
    "cartes": "les cartes",
    "chiffre_cle": "les chiffres clés",
    "citation": "la citation",
    "documents": "les documents",
    "encart": "l’encart",
    "enquete": "l’enquête",
    "etapes": "les étapes",
    "galerie": "la galerie",
    "graphique": "le graphique",
    "image": "l’image",
    "liste": "la liste",
    "pemat": "la grille",
    "personnes": "les personnes",
    "tableau": "le tableau",
}
_SHOW: Final = (
    "rien n’est perdu\u202f; pour le montrer, placez-le dans une section à part, avec `diapo: oui`"
    "\u202f; pour en rester là, `diapo: non`"
)
_SHORTEN: Final = "rien n’est perdu\u202f; pour montrer autre chose, raccourcissez le texte"
_WRITE: Final = (
    "rien n’est perdu\u202f; pour choisir ce qu’elle montre, écrivez une `version_courte`"
)
_ASK: Final = "rien n’est perdu\u202f; pour tout montrer, `diapo: oui`, sur autant de diapositives"
_FEWER: Final = f"rien n’est perdu\u202f; jusqu’à {DETAILED} étapes, la frise les montre"
_IDLE: Final = "les notes la disent\u202f; enlevez-la, ou placez le texte dans une section à part"


_TOGETHER: Final = {"Cases": 6, "Deux colonnes": 2}
"""Texts on a slide of these layouts."""


def advise(story: dossier.Dossier) -> Iterator[Diagnostic]:
    """C857 for what no slide shows, C858 for the short versions among it."""
    if outline.untold(story):
        return
    if story.chronologie:
        yield from _bare_steps(story.chronologie.jalons)
    yield from _idle_priorities(story)
    for chapter in trimmed(tuple(chapters(story))):
        for group in chapter.groups:
            if group.diapo != "non":
                yield from _of_group(story, group)


def _of_group(story: dossier.Dossier, group: Group) -> Iterator[Diagnostic]:
    bare = [bloc for bloc in group.unshown() if not _is_known(story, bloc)]
    yield from map(_idle_title, group.idle_titles())
    if not group.drafts:
        title = group.titles[-1]
        if bare:
            told = f"le contenu de {_quoted(title.line)}{', hors annexe' if group.appended else ''}"
            yield _unshown(told, title.source.span)
        return
    for bloc in bare:
        if not isinstance(bloc, blocs.Paragraphe):
            yield _unshown(_named(bloc), bloc.at())
        if short := _short(story, bloc):
            yield _idle(short)
    for draft, title in group.titled():
        yield from _begun(draft, left_under(title.line))
        yield from map(_no_room, draft.left_out)
        yield from _cut(draft, left_under(title.line))


def _is_known(story: dossier.Dossier, bloc: blocs.Bloc) -> bool:
    """Figures that the slide of key figures shows."""
    if not isinstance(bloc, blocs.ChiffreCle):
        return False
    known = [key.chiffre for key in key_figures(story)]
    return all(story.chiffres[name] in known for name in bloc.chiffres)


def _named(bloc: blocs.Bloc) -> str:
    title: Line = getattr(bloc, "titre", Line())
    return " ".join(
        filter(None, (_NAMES.get(bloc.type, "le bloc"), _quoted(title) if title else ""))
    )


def _quoted(title: Line) -> str:
    inner = title.plain.replace("«\u00a0", "“").replace("\u00a0»", "”")
    return f"«\u00a0{inner}\u00a0»"


def _short(story: dossier.Dossier, bloc: blocs.Bloc) -> Span | None:
    """Where the short version of a block stands, if it has one."""
    holder: blocs.Paragraphe | dossier.Citation
    if isinstance(bloc, blocs.CitationPlacee):
        holder = story.citations[bloc.citation]
    elif isinstance(bloc, blocs.Paragraphe):
        holder = bloc
    else:
        return None
    return holder.at("version_courte") if holder.version_courte else None


def _idle_priorities(story: dossier.Dossier) -> Iterator[Diagnostic]:
    for part in outline.parts(story):
        if part.kind == "et_apres" and story.et_apres:
            for each in idle(story, story.et_apres, part.title):
                yield _idle(each.at("version_courte"))


def _no_room(panel: Panel) -> Diagnostic:
    message = f"pas de place sur la diapositive pour {_quoted(Line(panel.paras[0].runs))}"
    return _left_to_notes(message, panel.source.span, _ASK)


def _begun(draft: SlideDraft, words: int) -> Iterator[Diagnostic]:
    """Texts without a short version, whose end no slide shows."""
    if len(draft.panels) != 1 or draft.layout not in READ:
        return
    [chosen] = concise(draft.panels, words, 1)
    if chosen.paras == draft.panels[0].paras:
        return
    shown = " ".join(each.plain for each in chosen.paras)
    for bloc in draft.shows:
        if isinstance(bloc, blocs.Paragraphe | blocs.Encart | blocs.ImagePlacee):
            last = [*phrases(bloc.texte.plain)][-1:]
            if last and last[0].strip() not in shown and not getattr(bloc, "version_courte", None):
                message = "la diapositive ne montre que le début de ce texte"
                yield _left_to_notes(message, bloc.at("texte"), _WRITE)


def _cut(draft: SlideDraft, words: int) -> Iterator[Diagnostic]:
    """Texts of which a slide shows the beginning, or none."""
    chosen = concise(draft.panels, words, _TOGETHER.get(draft.layout, 1))
    for bloc in draft.shows:
        if isinstance(bloc, blocs.Etapes):
            yield from _bare_steps(bloc.etapes)
        elif isinstance(bloc, blocs.Cartes):
            yield from _cut_cards(bloc.cartes, chosen)
        elif isinstance(bloc, blocs.Documents):
            yield from _cut_cards(bloc.documents, chosen)
        elif isinstance(bloc, blocs.Liste) and chosen != tuple(
            panel.version(0) for panel in draft.panels
        ):
            message = "la diapositive ne montre pas les détails de la liste"
            yield _left_to_notes(message, bloc.at(), _SHORTEN)


def _cut_cards(
    cards: Iterable[blocs.Carte | blocs.DocumentRetravaille], chosen: Iterable[Panel]
) -> Iterator[Diagnostic]:
    for card, panel in zip(cards, chosen, strict=True):
        shown = " ".join(para.plain for para in panel.paras[1:])
        if len(shown) < len(card.texte.plain):
            seen = "la première phrase de ce texte" if shown else "le titre de cette carte"
            message = f"la diapositive ne montre que {seen}"
            yield _left_to_notes(message, card.at("texte"), _SHORTEN)


def _bare_steps(steps: Sequence[blocs.Jalon]) -> Iterator[Diagnostic]:
    first = next((step for step in steps if step.texte), None)
    if first and len(steps) > DETAILED:
        message = f"une frise de {compter(len(steps), 'étape')} ne montre pas leurs textes"
        yield _left_to_notes(message, first.at("texte"), _FEWER)


def _left_to_notes(message: str, span: Span | None, hint: str) -> Diagnostic:
    return note("C857", f"{message}\u00a0: tout est dans les notes", span, hint)


def _unshown(name: str, span: Span | None) -> Diagnostic:
    return _left_to_notes(f"pas de diapositive pour {name}", span, _SHOW)


def _idle_title(title: Title) -> Diagnostic:
    return _idle(title.source.span)


def _idle(span: Span | None) -> Diagnostic:
    return note("C858", "cette version courte n’est sur aucune diapositive", span, _IDLE)
