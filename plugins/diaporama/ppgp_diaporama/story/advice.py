"""What slides do not show of a dossier, for who asks: the notes tell it, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ppgp_diaporama.slides import Title
from ppgp_diaporama.story.chapters import trimmed
from ppgp_diaporama.story.deck import chapters
from ppgp_diaporama.story.drafts import CARD
from ppgp_diaporama.story.figures import key_figures
from ppgp_diaporama.story.group import Group
from ppgp_docs.api import Diagnostic, Line, Span, blocs, dossier, note, outline

_NAMES: Final = {
    "avant_apres": "l’avant/après",
    "cartes": "les cartes",
    "chiffre_cle": "les chiffres clés",
    "citation": "la citation",
    "documents": "les documents",
    "encart": "l’encart",
    "enquete": "l’enquête",
    "etapes": "les étapes",
    "graphique": "le graphique",
    "image": "l’image",
    "liste": "la liste",
    "personnes": "les personnes",
    "tableau": "le tableau",
}
_SHOW: Final = (
    "rien n’est perdu\u00a0; pour le montrer, donnez-lui sa section ou allégez la partie, "
    "qui a au plus quatre diapositives"
)
_SHORTEN: Final = "rien n’est perdu\u00a0; pour montrer autre chose, raccourcissez le texte"
_IDLE: Final = "les notes la disent\u00a0; enlevez-la, ou donnez au texte sa section"


def advise(story: dossier.Dossier) -> Iterator[Diagnostic]:
    """C857 for what no slide shows, C858 for the short versions among it."""
    if outline.untold(story):
        return
    for chapter in trimmed(tuple(chapters(story))):
        for group in chapter.groups:
            yield from _of_group(story, group)


def _of_group(story: dossier.Dossier, group: Group) -> Iterator[Diagnostic]:
    bare = [bloc for bloc in group.unshown() if not _is_known(story, bloc)]
    yield from map(_idle_title, group.idle_titles())
    if not group.drafts:
        title = group.titles[-1]
        if bare:
            yield _unshown(f"le contenu de {_quoted(title.line)}", title.source.span)
        return
    for bloc in bare:
        if not isinstance(bloc, blocs.Paragraphe):
            yield _unshown(_named(bloc), bloc.at())
        if short := _short(story, bloc):
            yield _idle(short)
    for draft in group.drafts:
        yield from _cut(draft.shows)


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


def _cut(shown: Iterable[blocs.Bloc]) -> Iterator[Diagnostic]:
    """Cards of which a slide shows the beginning."""
    for bloc in shown:
        cards: Iterable[blocs.Carte | blocs.DocumentRetravaille] = ()
        if isinstance(bloc, blocs.Cartes):
            cards = bloc.cartes
        elif isinstance(bloc, blocs.Documents):
            cards = bloc.documents
        for card in cards:
            if len(card.texte.plain) > CARD:
                message = "la diapositive ne montre que la première phrase de ce texte"
                yield note("C857", f"{message}\u00a0: tout est dans les notes",
                           card.at("texte"), _SHORTEN)  # fmt: skip


def _unshown(name: str, span: Span | None) -> Diagnostic:
    message = f"pas de diapositive pour {name}\u00a0: tout est dans les notes"
    return note("C857", message, span, _SHOW)


def _idle_title(title: Title) -> Diagnostic:
    return _idle(title.source.span)


def _idle(span: Span | None) -> Diagnostic:
    return note("C858", "cette version courte n’est sur aucune diapositive", span, _IDLE)
