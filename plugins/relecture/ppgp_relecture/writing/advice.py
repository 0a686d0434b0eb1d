"""Advice about style, on demand (``ppgp check --conseils``): notes, never warnings.

At most one note of each kind in each part of the case study and each row of a fiche.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from attrs import frozen

from ppgp_docs.api import (
    Diagnostic,
    Dossier,
    Located,
    Prose,
    Span,
    note,
    relire,
    rich_texts,
    span_in,
)
from ppgp_relecture.writing import lisibilite

_EXTRACT: Final = 60
_ECHELLE: Final = ((30, "très difficile"), (50, "difficile"), (60, "assez difficile"),
                   (70, "courante"), (101, "facile"))  # fmt: skip


@frozen
class DocumentPart:
    """A part of a document: its title, its texts with their places, the sigles it may use."""

    title: str
    span: Span
    texts: tuple[tuple[str, Span], ...]
    prose: str
    sigles: frozenset[str]
    whole: str


def advise(dossier: Dossier) -> tuple[Diagnostic, ...]:
    """Every advice about the writing of a dossier."""
    found = [advice for part in parts(dossier) for rule in _RULES for advice in rule(part)]
    return (*found, *changed_words(dossier))


def parts(dossier: Dossier) -> Iterator[DocumentPart]:
    """The parts of the case study, then the rows of the fiches."""
    introduction = dossier.introduction if "introduction" in dossier.place.fields else None
    nodes: list[tuple[str, Located | None]] = [
        # The standing texts are not of this dossier's writing.
        ("Introduction", introduction),
        ("Contexte", dossier.contexte),
        ("Chronologie", dossier.chronologie),
        *((activite.titre.plain, activite) for activite in dossier.activites),
        ("Et après ?", dossier.et_apres),
    ]
    whole = "\n".join(ecrit.texte for ecrit in dossier.textes)
    for title, node in nodes:
        if node is not None:
            yield _part(title, node, frozenset(dossier.sigles), whole)
    for fiche in dossier.fiches:
        known = frozenset((*dossier.sigles, *fiche.sigles))
        for rubrique in fiche.rubriques:
            yield _part(f"Fiche {fiche.numero}, {rubrique.intitule}", rubrique, known, whole)


def _part(title: str, node: Located, sigles: frozenset[str], whole: str) -> DocumentPart:
    texts = [(owner.at(field), text) for owner, field, text in rich_texts(node)]
    prose = "\n".join(text.plain for _, text in texts if isinstance(text, Prose))
    return DocumentPart(
        title, node.at(), tuple((text.plain, span) for span, text in texts), prose, sigles, whole
    )


def long_sentences(part: DocumentPart) -> Iterator[Diagnostic]:
    """C851: a sentence of more than 35 words asks to be read twice."""
    for text, span in part.texts:
        for sentence in lisibilite.phrases_longues(text):
            count = lisibilite.nombre_de_mots(sentence)
            message = f"phrase de {count} mots : « {_extract(sentence)} »"
            yield note("C851", message, span, "coupez-la : une idée par phrase")
            return


def obscure_sigles(part: DocumentPart) -> Iterator[Diagnostic]:
    """C852: a sigle is spelled out once, or stands in the list of sigles."""
    for text, span in part.texts:
        if sigles := lisibilite.sigles_obscurs(text, part.sigles, part.whole):
            names = ", ".join(f"`{sigle}`" for sigle in sigles)
            message = f"sigle jamais développé : {names}"
            yield note("C852", message, span, "ajoutez-le sous `sigles`, avec son développement")
            return


def jargon(part: DocumentPart) -> Iterator[Diagnostic]:
    """C853: a word that only the office uses has a plain one."""
    for text, span in part.texts:
        for word, plain in islice(lisibilite.jargon(text), 1):
            yield note("C853", f"« {word} » est du jargon", span, f"plutôt : {plain}")
            return


def passives(part: DocumentPart) -> Iterator[Diagnostic]:
    """C854: passives in a row hide who does what."""
    for text, span in part.texts:
        for sentence in lisibilite.passifs_en_chaine(text):
            message = f"plusieurs passifs dans une phrase : « {_extract(sentence)} »"
            yield note("C854", message, span, "dites qui agit : « le service forme les équipes »")
            return


def reading_ease(part: DocumentPart) -> Iterator[Diagnostic]:
    """C855: the readability of each part that is long enough to be measured."""
    score = lisibilite.lisibilite(part.prose)
    if score is not None:
        level = next(name for limit, name in _ECHELLE if score < limit)
        message = f"« {part.title} » : lisibilité {score} sur 100, lecture {level}"
        yield note("C855", message, part.span)


def changed_words(dossier: Dossier) -> Iterator[Diagnostic]:
    """C856: typesetting prints a word otherwise than it was typed."""
    for ecrit in dossier.textes:
        for remarque in relire(ecrit.texte):
            if remarque.genre == "corrigé":
                span = span_in(ecrit.texte, remarque.debut, remarque.fin)
                yield note("C856", remarque.message, span)


def _extract(sentence: str) -> str:
    """The beginning of a sentence, cut between two words."""
    if len(sentence) <= _EXTRACT:
        return sentence
    return f"{sentence[:_EXTRACT].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


_RULES: Final[tuple[Callable[[DocumentPart], Iterator[Diagnostic]], ...]] = (
    long_sentences,
    obscure_sigles,
    jargon,
    passives,
    reading_ease,
)
