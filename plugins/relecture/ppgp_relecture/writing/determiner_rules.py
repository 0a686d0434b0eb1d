"""Which determiners and pronouns leave no reading but one that sounds the same: ses and ces, sa
and ça, leur and leurs, quelle and qu’elle.

« Ses enfants » and « ces enfants » are both right as a rule: only what stands beside tells.
Source: Grevisse and Goosse, Le bon usage, § 609 to 618, 672 and 690.
"""

from __future__ import annotations

from typing import Final

from ppgp_docs.api import Trait
from ppgp_relecture.writing.neighbours import Meant, Rule, Words
from ppgp_relecture.writing.word_forms import (
    in_the_plural,
    is_masculine_participle,
    is_participle,
    may_be,
    only,
)

_ONE: Final = frozenset(("il", "elle", "on", "qu’il", "qu’elle", "qu’on"))
_ARTICLES: Final = frozenset(("un", "une", "le", "la", "pourquoi"))
_HAVE_OR_ARE: Final = frozenset(("a", "ont", "avait", "avaient", "aura", "auront", "est", "était"))
_OF_SEVERAL: Final = frozenset(
    ("avaient", "doivent", "étaient", "font", "ont", "peuvent", "seront", "sont", "souhaitent",
     "veulent", "viennent", "vont")
)  # fmt: skip


def _reflexive(w: Words) -> Meant:
    """« Il ses engagé »: behind a subject, with a participle."""
    stem = w.after.removesuffix("e")
    participle = is_participle(stem) or is_masculine_participle(stem)
    return (f"s’est {w.after}",) if w.before in _ONE and participle else ()


def _ces(w: Words) -> Meant:
    return (f"c’est {w.after}",) if w.after in _ARTICLES else _reflexive(w)


def _ses(w: Words) -> Meant:
    shown = w.after.endswith(("-ci", "-là"))
    # « Ses derniers sont venus »: of whom one has just spoken.
    just_named = w.after in ("derniers", "dernières") and w.next in _OF_SEVERAL
    return (f"ces {w.after}",) if shown or just_named else _ces(w)


def _sa(w: Words) -> Meant:
    denied = w.after == "ne" or w.after.startswith("n’")
    return (f"ça {w.after}",) if denied or only(w.after, Trait.VERBE) else ()


def _ca(w: Words) -> Meant:
    """« Ça mission »: no noun follows the pronoun."""
    feminine = Trait.NOM | Trait.FEMININ | Trait.SINGULIER
    noun = only(w.after, Trait.NOM) and may_be(w.after, feminine)
    alone = noun and not may_be(w.after, Trait.MASCULIN) and w.before not in ("comme", "tout")
    vowel = w.after.startswith(tuple("aeiouyhéèêâîôœ"))
    return (f"sa {w.after}",) if alone and not vowel else ()


def _leur(w: Words) -> Meant:
    return (f"leurs {w.after}",) if in_the_plural(w.after) else ()


def _leurs(w: Words) -> Meant:
    verb = only(w.after, Trait.VERBE) and not w.after.endswith("s")
    return (f"leur {w.after}",) if verb or w.after in _HAVE_OR_ARE else ()


def _ce_qui(w: Words) -> Meant:
    """« Ce qui sont formés »: of several, « ceux »."""
    many = w.after == "qui" and w.next in _OF_SEVERAL and w.before != "tout"
    return ("ceux qui",) if many else ()


_QUEL: Final = {"qu’il": "quel", "qu’elle": "quelle", "qu’elles": "quelles"}


def _qu_elle(w: Words) -> Meant:
    """« Qu’elle que soit la demande »."""
    # Behind « elles » a verb would end otherwise.
    many = w.word == "qu’elles" and may_be(w.after, Trait.NOM | Trait.PLURIEL)
    if many and w.after.endswith("s"):
        return (f"quelles {w.after}",)
    return (f"{_QUEL[w.word]} que",) if w.after == "que" and w.next in ("soit", "soient") else ()


def _quelle(w: Words) -> Meant:
    """« Ce quelle propose »."""
    return (f"qu’elle {w.after}",) if w.before == "ce" and may_be(w.after, Trait.VERBE) else ()


def _certain(w: Words) -> Meant:
    """« Certain parents »: before its noun it takes the s of a plural."""
    many = in_the_plural(w.after) and not may_be(w.after, Trait.SINGULIER)
    return (f"{w.word}s {w.after}",) if many and w.before not in _DETERMINERS else ()


_DETERMINERS: Final = frozenset(
    ("au", "ce", "cet", "cette", "d’", "du", "l’", "la", "le", "leur", "notre", "sa", "son", "un",
     "une", "votre")
)  # fmt: skip


def _tout(w: Words) -> Meant:
    if w.word == "tous":
        one = (
            w.after in ("le", "la") and may_be(w.next, Trait.NOM) and w.next not in ("dit", "fait")
        )
        if one:
            return (f"tout {w.after}" if w.after == "le" else f"toute {w.after}",)
        # « Tous les familles »
        women = may_be(w.next, Trait.NOM | Trait.FEMININ) and only(w.next, Trait.NOM)
        many = w.after in ("les", "ces", "nos", "leurs") and in_the_plural(w.next)
        masculine = may_be(w.next, Trait.MASCULIN)
        return (f"toutes {w.after}",) if many and women and not masculine else ()
    plural = Trait.NOM | Trait.PLURIEL
    many = w.after in ("les", "ces", "nos", "leurs") and may_be(w.next, plural)
    if not many:
        return ()
    women = w.word == "toute" or not may_be(w.next, Trait.NOM | Trait.MASCULIN)
    return (f"toutes {w.after}",) if women else (f"tous {w.after}",)


def _nombreux(w: Words) -> Meant:
    """« De nombreux familles », « de nombreuse familles »."""
    women = only(w.after, Trait.NOM) and not may_be(w.after, Trait.MASCULIN)
    many = in_the_plural(w.after) and (women or w.word == "nombreuse")
    return (f"nombreuses {w.after}",) if many else ()


def _quelque(w: Words) -> Meant:
    if w.word == "quelque" and in_the_plural(w.after):
        return (f"quelques {w.after}",)
    return {"soit": ("quel que soit", "quelle que soit"), "soient": ("quels que soient",)}.get(
        w.after, ()
    )


RULES: Final[dict[str, tuple[Rule, ...]]] = {
    **dict.fromkeys(("quelque", "quelques"), (_quelque,)),
    **dict.fromkeys(("tous", "tout", "toute"), (_tout,)),
    **dict.fromkeys(("certain", "certaine"), (_certain,)),
    **dict.fromkeys(_QUEL, (_qu_elle,)),
    **dict.fromkeys(("nombreux", "nombreuse"), (_nombreux,)),
    "ce": (_ce_qui,),
    "ces": (_ces,),
    "ses": (_ses,),
    "sa": (_sa,),
    "ça": (_ca,),
    "leur": (_leur,),
    "leurs": (_leurs,),
    "quelle": (_quelle,),
}
"""The rules of each word that may be written for another."""
