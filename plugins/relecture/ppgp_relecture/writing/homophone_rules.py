"""Which pairs of words leave no reading but another word that sounds the same."""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import Trait, pattern, traits
from ppgp_relecture.writing import determiner_rules
from ppgp_relecture.writing.neighbours import Meant, Rule, Words
from ppgp_relecture.writing.word_forms import (
    in_the_plural,
    is_infinitive,
    is_masculine_participle,
    is_participle,
    may_be,
    only,
    participle_of,
)

_AVOIR: Final = frozenset(
    ("a", "ai", "as", "aura", "auront", "avaient", "avait", "avez", "avoir", "avons", "ayant",
     "ont")
)  # fmt: skip
_MODALS: Final = frozenset(
    ("aller", "allons", "devaient", "devait", "devons", "devra", "devraient", "devrait", "devront",
     "doit", "doivent", "faut", "peut", "peuvent", "pourra", "pourraient", "pourrait", "pourront",
     "pouvons", "souhaite",
     "souhaitent", "va", "veulent", "veut", "vont")
)  # fmt: skip
_DETERMINERS: Final = frozenset(
    ("au", "aux", "ce", "ces", "cet", "cette", "chaque", "d’", "des", "du", "l’", "la", "le", "les",
     "leur", "leurs", "nos", "notre", "plusieurs", "sa", "ses", "son", "un", "une", "vos", "votre")
)  # fmt: skip
_ONE_SUBJECT: Final = frozenset(("il", "elle", "on", "qui", "cela", "qu’il", "qu’elle", "qu’on"))
_SUBJECTS: Final = frozenset(
    ("il", "elle", "ils", "elles", "on", "nous", "vous", "j’ai", "j’étais", "celui-ci", "celle-ci")
)
_NOTHINGS: Final = frozenset(("chose", "moins", "plupart", "plus", "point", "quoi", "rien"))
_AGREED: Final = pattern("ée?s?$")
_WAYS: Final = frozenset(("défaut", "destination", "distance", "domicile", "proximité", "temps"))
"""Said of how, never of what one has: « visites à domicile »."""

_AIMS: Final = frozenset(
    ("actions", "axes", "buts", "enjeux", "missions", "objectifs", "priorités")
)
_LOCUTIONS: Final = frozenset(
    ("conformément", "contrairement", "face", "grâce", "jusqu’", "quant", "relatif", "relative",
     "suite", "vis-à-vis")
)  # fmt: skip
_AFTER_A: Final = frozenset(("disposition", "jour", "partir", "travers"))
_MISE: Final = frozenset(("mise", "mises", "mis", "mettre", "met", "mettent", "remise", "remis"))
_PLACES: Final = frozenset(("là", "cas", "mesure", "moment", "moments", "époque"))
_OF_CE: Final = frozenset(
    ("sont", "sera", "seront", "serait", "seraient", "fut", "furent", "était", "étaient", "soit",
     "peut", "pourrait", "pourra", "doit", "devrait", "devra", "disant", "faisant", "fussent",
     "fût", "eût", "aurait", "soient", "dit")
)  # fmt: skip
"""Verbs that « ce » may be the subject of."""


_OF_A_RANGE: Final = 4
"""Longer numbers are names: of a file, of a person."""


def _a(w: Words) -> Meant:
    if past := _auxiliary(w) if w.after.endswith(("ais", "ait", "it", "çut")) else ():
        return past
    if w.after.isdigit():
        return (f"à {w.after}",) if _is_range(w.before, w.after) else ()
    if w.before in _LOCUTIONS or (w.before in _MISE and w.after in _AFTER_A):
        return (f"à {w.after}",)
    if w.after in _WAYS and may_be(w.before, Trait.NOM):
        return (f"à {w.after}",)
    if is_infinitive(w.after) and w.before != "y":
        participle = participle_of(w.after)
        return (f"à {w.after}", f"a {participle}") if participle else (f"à {w.after}",)
    return ()


def is_no_subject(word: str) -> bool:
    """Whether no verb has it for its subject: « aller a Grenoble », « il faut a la fois »."""
    return word == "faut" or is_infinitive(word)


def _is_range(first: str, last: str) -> bool:
    """Whether two numbers are a range: « de 0 a 6 ans », not « le lot 12 a 3 volets »."""
    short = max(len(first), len(last)) <= _OF_A_RANGE
    return short and first.isdigit() and int(first) < int(last)


def _a_grave(w: Words) -> Meant:
    if w.before in ("y", "n’y", "qu’y") or (
        w.before in _ONE_SUBJECT and is_masculine_participle(w.after)
    ):
        return (f"a {w.after}",)
    if w.after in ("été", "pu", "eu") and w.before != "jusqu’":
        return (f"a {w.after}",)
    if w.after == "lieu" and w.before != "lieu":
        return ("a lieu",)
    return _of_infinitive(w, also=f"a {w.after}")


def _of_infinitive(w: Words, also: str = "") -> Meant:
    """A participle cannot stand behind a preposition, but for those that are nouns."""
    if w.word == "d’" and w.after == "ou":
        return ("d’où",)
    if w.after.endswith("ez") and only(w.after, Trait.VERBE) and w.word in ("pour", "sans"):
        return (f"{w.word} {w.after[:-1]}r",)
    if not is_participle(w.after):
        return ()
    aim = w.word == "de" and w.before in ("afin", "est", "était", "permet", "sera")
    unsure = (w.word in ("de", "d’") and not aim) or may_be(w.after, Trait.NOM)
    if unsure and (w.next not in _DETERMINERS or w.before in _NOTHINGS):
        return ()
    gap = "" if w.word == "d’" else " "
    return tuple(filter(None, (f"{w.word}{gap}{w.after[:-1]}er", also)))


def _auxiliary(w: Words) -> Meant:
    participle = participle_of(w.after) if is_infinitive(w.after) and w.after.endswith("er") else ""
    if w.after in ("était", "étais", "étaient"):
        participle = "été"
    elif w.after.endswith("çut") and only(w.after, Trait.VERBE):
        participle = w.after[:-1]  # « il a reçut »
    elif w.after.endswith(("mit", "prit")) and only(w.after, Trait.VERBE):
        participle = f"{w.after[:-1]}s"  # « ça a permit »
    return (f"{w.word} {participle}",) if participle else ()


def _modal(w: Words) -> Meant:
    if w.after == "êtres":
        return (f"{w.word} être",)
    sure = not may_be(w.after, Trait.NOM) or w.next in _DETERMINERS
    stem = _AGREED.sub("é", w.after)  # « nous devons formés les agents »
    return (f"{w.word} {stem[:-1]}er",) if sure and is_participle(stem) else ()


def _peut(w: Words) -> Meant:
    """« Il y a peut de familles »: no verb stands between « a » and « de »."""
    few = w.after == "de" or w.after.startswith("d’")
    return (f"peu {w.after}",) if few and w.before in ("a", "ont", "si", "très", "trop") else ()


def _sont(w: Words) -> Meant:
    participle = _auxiliary(w)
    many = w.before in ("ils", "elles") or (in_the_plural(w.before) and w.before not in _AIMS)
    return (f"{participle[0]}s",) if participle and many else ()


def _ce(w: Words) -> Meant:
    if w.after == "sont" and (w.before in ("ils", "elles") or _are_agreed(w)):
        return ("se sont",)
    if is_infinitive(w.after) and w.after not in ("être", "faire"):
        return (f"se {w.after}",)
    verb = only(w.after, Trait.VERBE) and not is_infinitive(w.after) and w.after not in _OF_CE
    return (f"se {w.after}",) if verb else ()


def _are_agreed(w: Words) -> bool:
    """« Les parents ce sont mobilisés », but « les parents ce sont eux »."""
    agreed = w.next.endswith("s") and is_participle(_AGREED.sub("é", w.next))
    return agreed and in_the_plural(w.before)


def _se(w: Words) -> Meant:
    if w.after == "sont" and w.next in ("les", "des", "nos", "vos", "eux", "elles"):
        return ("ce sont",)
    masculine = Trait.MASCULIN | Trait.SINGULIER
    known = traits(w.after)
    noun = known and all(trait & Trait.NOM and trait & masculine == masculine for trait in known)
    return (f"ce {w.after}",) if noun else ()


def _c_est(w: Words) -> Meant:
    subject = w.before in ("il", "elle", "on", "qu’il", "qu’elle", "qu’on")
    # « L’équipe c’est agrandie »: what « ce » is cannot be a feminine.
    noun = w.before.rpartition("’")[2]
    woman = w.after.endswith("e") and may_be(noun, Trait.NOM | Trait.FEMININ)
    woman = woman and only(w.after, Trait.ADJECTIF) and may_be(w.after, Trait.FEMININ)
    if woman and not (may_be(noun, Trait.MASCULIN) or may_be(w.after, Trait.MASCULIN)):
        return (f"s’est {w.after}",)
    if not w.before and in_the_plural(w.after) and only(w.after, Trait.NOM):
        return (f"ces {w.after}",)
    return (f"s’est {w.after}",) if subject and is_participle(w.after.removesuffix("e")) else ()


def _s_est(w: Words) -> Meant:
    if w.before in _ONE_SUBJECT or w.next in ("peu", "plus", "mieux", "moins", "fois"):
        return ()
    return (f"c’est {w.after}",) if w.after in ("un", "une", "le", "la", "des", "pourquoi") else ()


def _on(w: Words) -> Meant:
    participle = is_participle(w.after) and not may_be(w.after, Trait.NOM)
    if w.after in ("étaient", "avaient", "sont", "peuvent", "doivent", "font", "vont"):
        return (f"ils {w.after}", "ont été") if w.after == "étaient" else (f"ils {w.after}",)
    sure = (
        participle
        or w.after in ("été", "pu", "eu", "dû", "reçu", "besoin", "accès", "lieu", "droit")
        or (may_be(w.before, Trait.NOM | Trait.PLURIEL) and _names_alone(w.after))
    )
    return (f"ont {w.after}",) if sure else ()


def _names_alone(word: str) -> bool:
    return only(word, Trait.NOM) and not may_be(word, Trait.ADJECTIF)


_NOUNS_OF: Final = {
    "accueille": "accueil", "appelle": "appel", "appuie": "appui", "conseille": "conseil",
    "diagnostique": "diagnostic", "emploie": "emploi", "entretient": "entretien",
    "envoie": "envoi", "essaie": "essai", "éveille": "éveil", "maintient": "maintien",
    "publique": "public", "recueille": "recueil", "réveille": "réveil", "soutient": "soutien",
    "soutiens": "soutien", "suivit": "suivi", "travaille": "travail",
}  # fmt: skip


def _noun_of(w: Words) -> Meant:
    """« Un soutient », « le diagnostique »: the verb, or the adjective, for the noun."""
    noun = _NOUNS_OF.get(w.after, "")
    if w.word == "le" and w.before and w.after not in ("diagnostique", "publique"):
        return ()  # « il le soutient »
    return (f"{w.word} {noun}",) if noun else ()


def _est(w: Words) -> Meant:
    participle = participle_of(w.after) if is_infinitive(w.after) and w.next == "par" else ""
    return (f"{w.word} {participle}",) if participle else ()


def _et(w: Words) -> Meant:
    """« Les parents est les enfants »: neither noun is one."""
    nouns = in_the_plural(w.before) and only(w.before, Trait.NOM) and in_the_plural(w.next)
    return (f"et {w.after}",) if nouns and w.after in ("leurs", "les", "nos", "vos") else ()


def _ont(w: Words) -> Meant:
    if w.after in ("a", "est", "peut", "doit", "va", "voit", "ne", "se"):
        return (f"on {w.after}",)
    return _auxiliary(w)


def _ou(w: Words) -> Meant:
    if w.before == "la" and w.after in ("le", "les") and _masculine(w.next):
        return (f"là où {w.after}",)
    there_is = w.after == "il" and w.next in ("y", "n’y") and may_be(w.before, Trait.NOM)
    place = w.before in _PLACES and w.after in _SUBJECTS
    place = place or (w.before == "moment" and w.after in ("le", "la", "les", "des"))
    return (f"où {w.after}",) if place or there_is else ()


def _masculine(word: str) -> bool:
    """Whether a noun is a masculine for sure: « la ou les besoins » are no choice."""
    known = [trait for trait in traits(word) if trait & Trait.NOM]
    return bool(known) and not any(trait & Trait.FEMININ for trait in known)


def _ou_grave(w: Words) -> Meant:
    numbers = w.before.isdigit() and w.after.isdigit()
    return (
        (f"ou {w.after}",) if numbers or (w.after in ("bien", "encore") and w.next != "des") else ()
    )


def _son(w: Words) -> Meant:
    if in_the_plural(w.after) and not may_be(w.after, Trait.SINGULIER):
        return (f"sont {w.after}",)  # « son » is of one: « les enfants son vus »
    many = may_be(w.before, Trait.NOM | Trait.PLURIEL) or w.before in ("ils", "elles")
    participle = is_masculine_participle(w.after) and not may_be(w.after, Trait.NOM)
    if not (many and participle):
        return ()
    women = not may_be(w.before, Trait.MASCULIN) and w.before != "ils"
    end = "es" if women else "" if w.after.endswith("s") else "s"
    return (f"sont {w.after}{end}",)


def _la(w: Words) -> Meant:
    """« La PMI la formé »: a participle in the masculine follows no article."""
    masculine = (
        is_participle(w.after)
        and not may_be(w.after, Trait.NOM)
        and not may_be(w.after, Trait.FEMININ)
    )
    return (f"l’a {w.after}",) if masculine and w.before else ()


def _quand(w: Words) -> Meant:
    known = w.next in (*_DETERMINERS, "lui", "elle", "elles", "eux", "nous")
    to = w.after == "aux" or (w.after == "à" and (known or w.next.startswith("l’")))
    return (f"quant {w.after}",) if to else ()


def _peu(w: Words) -> Meant:
    return (
        (f"peut {w.after}",) if w.before in ("il", "elle", "on") and is_infinitive(w.after) else ()
    )


def _un(w: Words) -> Meant:
    return ("un peu",) if w.after == "peut" and w.next in ("de", "plus", "moins") else ()


def _pres(w: Words) -> Meant:
    return ("prêt à",) if w.after == "à" and is_infinitive(w.next) else ()


def _ceux(w: Words) -> Meant:
    return ("ce sont",) if w.after == "sont" else ()


def _des(w: Words) -> Meant:
    """« Des la rentrée »: no article stands before another."""
    return (f"dès {w.after}",) if w.after in ("le", "la", "que", "lors") else ()


def _d_avantage(w: Words) -> Meant:
    none = w.before in ("pas", "plus", "point", "peu", "aucun", "guère")
    return (f"davantage {w.after}",) if w.after in ("de", "que", "et") and not none else ()


RULES: Final[dict[str, tuple[Rule, ...]]] = {
    **determiner_rules.RULES,
    **dict.fromkeys(_AVOIR, (_auxiliary,)),
    **dict.fromkeys(_MODALS, (_modal,)),
    "a": (_a,),
    "à": (_a_grave,),
    **dict.fromkeys(("de", "d’", "pour", "sans"), (_of_infinitive,)),
    **dict.fromkeys(("été", "être"), (_auxiliary,)),
    "peut": (_peut, _modal),
    **dict.fromkeys(("sont", "étaient", "seront"), (_sont,)),
    "ce": (_noun_of, _ce, *determiner_rules.RULES["ce"]),
    "se": (_se,),
    "c’est": (_c_est,),
    "s’est": (_s_est,),
    "ceux": (_ceux,),
    "on": (_on,),
    "ont": (_ont,),
    "ou": (_ou,),
    "des": (_des,),
    **dict.fromkeys(("au", "du", "le"), (_noun_of,)),
    "est": (_est, _et),
    **dict.fromkeys(("était", "sera"), (_est,)),
    "où": (_ou_grave,),
    "son": (_son,),
    "la": (_la,),
    "quand": (_quand,),
    "peu": (_peu,),
    "un": (_un, _noun_of),
    "près": (_pres,),
    "d’avantage": (_d_avantage,),
}
"""The rules of each word that may be written for another."""
