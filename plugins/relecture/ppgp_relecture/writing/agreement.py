"""A plural subject with a verb in the singular: « Les familles a rempli ».

A small grammar of what cannot be read otherwise: a determiner that begins a clause, one or two
words that are nouns or adjectives in one number alone, an auxiliary in the other. Grevisse and
Goosse, Le bon usage, § 926: the verb agrees in number with its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, Trait, note, printed_texts, traits

_SINGULAR: Final = (
    *("a", "est", "était", "avait", "sera", "aura", "va", "doit", "peut", "fait", "reçoit"),
    *("participe", "bénéficie", "souhaite"),
)
_PLURAL: Final = (
    *("ont", "sont", "étaient", "avaient", "seront", "auront", "vont", "doivent", "peuvent"),
    *("font", "reçoivent", "participent", "bénéficient", "souhaitent"),
)
_OTHER: Final = {
    **dict(zip(_SINGULAR, _PLURAL, strict=True)),
    **dict(zip(_PLURAL, _SINGULAR, strict=True)),
}
_MANY: Final = r"(?:[Ll]|[CcDdMmSs])es|[Nn]os|[Vv]os|[Ll]eurs|[Pp]lusieurs|[Qq]uelques"
_ONE: Final = r"[Ll][ea]|[Cc](?:et(?:te)?|e)|[Uu]ne?|[Nn]otre|[Vv]otre|[Cc]haque"
_CLAUSE: Final = re.compile(
    r"(?:^|[.!?…;]\s|\n\s*(?:[-•]\s)?)\s*"
    rf"(?P<subject>(?:[Tt]ou(?:te)?s\s)?(?:(?P<many>{_MANY})\s|(?P<one>{_ONE})\s|[Ll][’'])"
    r"(?P<words>(?:\d+\s)?[^\W\d_]+(?:\s[^\W\d_]+)?))"
    rf"\s(?P<verb>{'|'.join(_OTHER)})(?![\w’'-])"
)
_COLLECTIVES: Final = frozenset(
    (
        *("couple", "dizaine", "quinzaine", "vingtaine", "trentaine", "centaine"),
        *("douzaine", "cinquantaine", "quarantaine", "soixantaine", "millier", "ensemble"),
        *("foule", "majorité", "minorité", "moitié", "multitude", "nombre", "part", "partie"),
        *("plupart", "poignée", "quart", "tiers", "total", "totalité", "cinquième", "dixième"),
    )
)
"""Nouns in the singular that a verb in the plural may follow (Le bon usage, § 431)."""

_NOUN: Final = Trait.NOM | Trait.ADJECTIF


def subjects(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: the verb agrees with its subject."""
    for text in printed_texts(dossier):
        for match in _CLAUSE.finditer(text.text) if not text.ecrit.cite else ():
            plural = match["many"] is not None
            words = match["words"].split()
            if (match["verb"] in _PLURAL) != plural and all(_is(word, plural) for word in words):
                number, other = ("pluriel", "singulier") if plural else ("singulier", "pluriel")
                message = f"« {match['subject']} » est au {number}, `{match['verb']}` au {other}"
                hint = f"écrivez `{_OTHER[match['verb']]}`, ou le sujet au {other}"
                yield note("C815", message, text.span(*match.span("verb")), hint)


def _is(word: str, plural: bool) -> bool:
    """Whether a word is a noun or an adjective in this number, and may be nothing else."""
    if word.isdigit():
        return plural
    # Behind a determiner a conjugated verb would want its own subject.
    known = [trait for trait in traits(word) if trait != Trait.VERBE]
    own, other = (Trait.PLURIEL, Trait.SINGULIER) if plural else (Trait.SINGULIER, Trait.PLURIEL)
    if not plural and word in _COLLECTIVES:
        return False
    return bool(known) and all(
        trait & _NOUN and trait & own and not trait & other for trait in known
    )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (subjects,)
