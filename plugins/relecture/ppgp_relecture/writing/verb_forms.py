"""A subject in the plural with any verb in the singular; a noun where the verb should be.

« Les sages-femmes visite les familles », « ils travail ensemble »: only what has no other reading
is told. Grevisse and Goosse, Le bon usage, § 926: the verb agrees in number with its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, PrintedText, Trait, note, pattern, printed_texts
from ppgp_relecture.parsing.clauses import BEGINNING, FULL_STOP
from ppgp_relecture.writing.agreement import OTHER_NUMBER
from ppgp_relecture.writing.word_forms import may_be, only

_WORD: Final = r"[^\W\d_]+(?:-[^\W\d_]+)*"
_CLAUSE: Final = re.compile(
    rf"{BEGINNING}(?P<subject>(?:(?:[Tt]ou(?:te)?s\s)?(?:[LlCcDdSs]es|[NnVv]os|[Ll]eurs)|[Pp]lusieurs|[Qq]uelques)"
    rf"\s(?P<noun>{_WORD}))\s(?:(?P<self>se\s|s[’'])|(?:ne\s|n[’']|y\s|en\s|leur\s))?(?P<verb>[^\W\d_]{{3,}}e)\s(?P<next>{_WORD}|[ld][’'])(?:\s?(?P<then>{_WORD}))?"
)
_PRONOUN: Final = re.compile(
    r"(?:(?:(?<![\w’'-])|(?<=qu[’']))(?P<he>[Ii]l|[Oo]n|[Ii]ls)"
    rf"|(?:^|{FULL_STOP}|qu[’'])(?P<she>[Ee]lles?))"
    r"\s(?P<word>[a-zà-ÿ]{4,})(?![\w’'-])"
)
_TIMES: Final = pattern(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|jour|semaine|week-end)s"
    r"|mois|ans|années|après-midis?|vacances"
)
"""Behind a noun used as an adjective: « les ateliers cuisine les mercredis »."""

_ENDS: Final = (("lent", "ent", "nent"), ("le", "e", "t", "ne"))
"""What a verb adds to a noun of its family, in the plural and in the singular."""


def verbs(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: the verb agrees with its subject, whatever the verb, and there is one."""
    for text in printed_texts(dossier):
        if not text.ecrit.cite:
            yield from _in_the_singular(text)
            yield from _nouns(text)


def _in_the_singular(text: PrintedText) -> Iterator[Diagnostic]:
    for match in _CLAUSE.finditer(text.text):
        noun, verb = match["noun"], match["verb"]
        many = may_be(noun, Trait.NOM | Trait.PLURIEL) and not may_be(noun, Trait.SINGULIER)
        if (
            many
            and verb not in OTHER_NUMBER  # told with its subject in the singular too
            and only(f"{verb}nt", Trait.VERBE)
            and (match["self"] or only(verb, Trait.VERBE) or _object(match))
        ):
            message = f"« {match['subject']} » est au pluriel, `{verb}` au singulier"
            yield note("C815", message, text.span(*match.span("verb")), f"écrivez `{verb}nt`")


def _object(match: re.Match[str]) -> bool:
    """Whether « les » and a noun follow, as behind a verb: « visite les familles »."""
    verb, then = match["verb"], match["then"] or ""
    known = may_be(verb, Trait.VERBE) and not may_be(verb, Trait.ADJECTIF)
    plural = may_be(then, Trait.NOM | Trait.PLURIEL) and not _TIMES.fullmatch(then)
    return known and match["next"] == "les" and plural


def _nouns(text: PrintedText) -> Iterator[Diagnostic]:
    for match in _PRONOUN.finditer(text.text):
        pronoun, word = match["he"] or match["she"], match["word"]
        if pronoun.endswith("s") and _lacks_its_end(word):
            message = f"`{pronoun}` est au pluriel, `{word}` au singulier"
            yield note("C815", message, text.span(*match.span("word")), f"écrivez `{word}nt`")
            continue
        if not only(word, Trait.NOM) or may_be(word, Trait.AUTRE) or may_be(word, Trait.VERBE):
            continue
        ends = _ENDS[0 if pronoun.endswith("s") else 1]
        if verb := next((word + end for end in ends if only(word + end, Trait.VERBE)), ""):
            message = f"`{pronoun} {word}` : le verbe s’écrit `{verb}`"
            yield note("C815", message, text.span(*match.span("word")))


def _lacks_its_end(word: str) -> bool:
    """Whether a word is but a verb in -e, in the singular: « ils attende »."""
    return word.endswith("e") and only(word, Trait.VERBE) and only(f"{word}nt", Trait.VERBE)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (verbs,)
