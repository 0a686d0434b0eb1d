"""A plural subject with a verb in the singular: « Les familles a rempli ».

A small grammar of what cannot be read otherwise: a determiner that begins a clause, one or two
words that are nouns or adjectives in one number alone, an auxiliary in the other. Grevisse and
Goosse, Le bon usage, § 926: the verb agrees in number with its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.api import Diagnostic, Dossier, Trait, note, pattern, printed_texts, traits
from ppgp_relecture.parsing.clauses import BEGINNING, FULL_STOP, LINE

_SINGULAR: Final = (
    *("a", "est", "était", "avait", "sera", "aura", "va", "doit", "peut", "fait", "reçoit"),
    *("participe", "bénéficie", "souhaite"),
)
_PLURAL: Final = (
    *("ont", "sont", "étaient", "avaient", "seront", "auront", "vont", "doivent", "peuvent"),
    *("font", "reçoivent", "participent", "bénéficient", "souhaitent"),
)
OTHER_NUMBER: Final = {
    **dict(zip(_SINGULAR, _PLURAL, strict=True)),
    **dict(zip(_PLURAL, _SINGULAR, strict=True)),
}
_MANY: Final = r"(?:[Ll]|[CcDdMmSs])es|[Nn]os|[Vv]os|[Ll]eurs|[Pp]lusieurs|[Qq]uelques"
_ONE: Final = r"[Ll][ea]|[Cc](?:et(?:te)?|e)|[Uu]ne?|[Nn]otre|[Vv]otre|[Cc]haque"
_CLAUSE: Final = re.compile(
    rf"{BEGINNING}(?P<subject>(?:[Tt]ou(?:te)?s\s)?(?:(?P<many>{_MANY})\s|(?P<one>{_ONE})\s|[Ll][’'])"
    r"(?P<words>(?:\d+\s)?[^\W\d_]+(?:\s(?!qui\s)[^\W\d_]+)?))"
    rf"\s(?:qui\s)?(?P<verb>{'|'.join(OTHER_NUMBER)})(?![\w’'-])"
)
_ATTRIBUTE: Final = re.compile(
    rf"(?:^|{FULL_STOP}|{LINE}|(?P<joint>,\s|\b(?:et|ou|ni)\s)"
    r"|\b(?:que|qu’|qu'|où|car|mais|dont)\s?)\s*"
    rf"(?P<subject>(?P<pronoun>[Ee]lles?|[Ii]ls)|(?:(?P<many>{_MANY})\s|(?P<one>{_ONE})\s|[Ll][’'])"
    r"(?P<words>(?:\d+\s)?[^\W\d_]+))"
    r"\s(?:(?P<plural>(?:so|sero|étaie)nt|(?:o|auro|avaie)nt\sété)"
    r"|est|sera|était|(?:a|aura|avait)\sété)"
    r"\s(?:(?:aussi|bien|déjà|désormais|ensuite|également|régulièrement|souvent|toujours|très)\s)?"
    r"(?P<attribute>(?!partie\b)[^\W\d_]+(?:é|i|u|is|its?|ites?|ises?|ée|és|ées|ie|ies|ue|ues|us|ifs?|ives?|bles?|antes?|ants?|ières?|iers?|elles?|els?|euses?|ales?))(?![\w’'·•‧∙⋅.(-]\w|\w)",
)
"""A subject of one noun, « être », a participle: what stands between may be the true subject."""

_OF_MANY: Final = re.compile(r"(?:ière|ier|elle|el|euse|ale)$")
"""How adjectives end, that are nouns too, but not behind « sont »: « sont régulière »."""

_COLLECTIVES: Final = frozenset(
    (
        *("couple", "dizaine", "quinzaine", "vingtaine", "trentaine", "centaine"),
        *("douzaine", "cinquantaine", "quarantaine", "soixantaine", "millier", "ensemble"),
        *("foule", "majorité", "minorité", "moitié", "multitude", "nombre", "part", "partie"),
        *("plupart", "poignée", "quart", "tiers", "total", "totalité", "cinquième", "dixième"),
    )
)
"""Nouns in the singular that a verb in the plural may follow (Le bon usage, § 431)."""

_NUMBER_OF: Final = pattern(
    rf"(?:^|{FULL_STOP}|{LINE}|\s(?:car|mais|que)\s)\s*"
    r"[Ll]e\snombre\sd(?:es?\s|[’'])(?P<rest>[^.,;:!?()«»\n]{3,90})"
)
"""« Le nombre de » commands the singular (Le bon usage, § 431)."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LINKS: Final = frozenset(("qui", "que", "qu", "dont", "où", "et", "ou", "ni", "lesquels"))
"""They bring another verb or another subject."""

_ENDS: Final = re.compile(r"[.;:!?\n]")
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
                hint = f"écrivez `{OTHER_NUMBER[match['verb']]}`, ou le sujet au {other}"
                yield note("C815", message, text.span(*match.span("verb")), hint)


def numbers_of(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: « le nombre d’enfants augmente », whatever completes it."""
    for text in printed_texts(dossier):
        counted = "e nombre d" in text.text and not text.ecrit.cite
        for match in _NUMBER_OF.finditer(text.text) if counted else ():
            if verb := _verb_in_the_plural(match):
                one = OTHER_NUMBER.get(verb[0], verb[0][:-2])
                written = f"`{one}`" if traits(one) else "le verbe au singulier"
                message = f"« le nombre » est au singulier, `{verb[0]}` au pluriel"
                yield note("C815", message, text.span(*verb.span()), f"écrivez {written}")


def attributes(dossier: Dossier) -> Iterator[Diagnostic]:
    """C815: a participle behind « être » takes the gender and number of the subject."""
    for text in printed_texts(dossier):
        for match in _ATTRIBUTE.finditer(text.text) if not text.ecrit.cite else ():
            if due := _due(match):
                message = f"`{match['attribute']}` ne s’accorde pas avec « {match['subject']} »"
                place = text.span(*match.span("attribute"))
                yield note("C815", message, place, f"écrivez {due}")


def _due(match: re.Match[str]) -> str:
    """What the participle should be; empty when it is right, or when the subject is not sure."""
    written = match["attribute"]
    noun = Trait(0) if match["plural"] and _OF_MANY.search(written) else Trait.NOM
    known = [each for each in traits(written) if each & Trait.ADJECTIF and not each & noun]
    own = _subject(match)
    verb_alone = not match["pronoun"] and bool(match["plural"]) != bool(own & Trait.PLURIEL)
    if (
        not own
        or verb_alone  # told of the verb
        or not known
        or _is_joined(match)
        or any(trait & own == own for trait in traits(written))
    ):
        return ""
    stem = re.sub("s?$" if re.search("bles?$", written) else "e?s?$", "", written)
    feminine, plural = bool(own & Trait.FEMININ), bool(own & Trait.PLURIEL)
    ends = "e" * (feminine and stem[-1] != "e") + "s" * (plural and stem[-1] != "s")
    forms = [f"{stem}{ends}"]
    if not own & (Trait.MASCULIN | Trait.FEMININ):
        forms.append(f"{stem}es" if plural else f"{stem}e")
    return " ou ".join(f"`{form}`" for form in forms if traits(form))


def _is_joined(match: re.Match[str]) -> bool:
    """Whether the noun is but the last of several subjects: « la mère et le père sont venus ».

    Behind a verb of its own, « et » joins two clauses, where subject and verb agree.
    """
    joint, pronoun = match["joint"], match["pronoun"]
    if not joint or pronoun:
        return False
    one = not (match["many"] or match["words"].split()[0].isdigit())
    if one and match["plural"]:
        return True
    clause = _ENDS.split(match.string[: match.start("joint")])[-1]
    return not joint.startswith(",") and not any(
        word in OTHER_NUMBER or set(traits(word)) == {Trait.VERBE} for word in _WORD.findall(clause)
    )


def _subject(match: re.Match[str]) -> Trait:
    """The number of the subject, with its gender where that is sure; nothing when neither is."""
    if pronoun := match["pronoun"]:
        gender = Trait.FEMININ if pronoun.lower().startswith("elle") else Trait(0)
        return gender | (Trait.PLURIEL if pronoun.endswith("s") else Trait.SINGULIER)
    plural = match["many"] is not None or match["words"].split()[0].isdigit()
    noun = match["words"].split()[-1]
    if not _is(noun, plural) or noun.endswith("x"):
        return Trait(0)
    told = Trait(0)
    for trait in traits(noun):
        told |= trait & (Trait.MASCULIN | Trait.FEMININ)
    both = told == Trait.MASCULIN | Trait.FEMININ
    return (Trait(0) if both else told) | (Trait.PLURIEL if plural else Trait.SINGULIER)


def _verb_in_the_plural(match: re.Match[str]) -> re.Match[str] | None:
    """Return the first verb behind the noun, if it is in the plural."""
    for word in _WORD.finditer(match.string, *match.span("rest")):
        if word[0] in _LINKS or word[0] in _SINGULAR:
            return None
        known = traits(word[0])
        verb = word[0].endswith("ent") and known and all(trait == Trait.VERBE for trait in known)
        if word[0] in _PLURAL or verb:
            return word
    return None


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


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    subjects,
    numbers_of,
    attributes,
)
