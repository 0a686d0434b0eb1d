"""The accents that capitals lost in names of communes, and in words that hyphens join.

« Saint-Etienne », « EPINAL », « PROCES-VERBAL »: the lexicon and Insee's Code officiel géographique
have one such name, and none as it is typed. A single word may be the name of someone: it is a
commune where a place is said, « à Evreux », « 91000 Evry ».
"""

import re
from functools import lru_cache
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.lexique import Trait, accentues, est_connu, existe, traits
from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name
from ppgp_docs.patterns import pattern

_H: Final = HORIZONTALE
_LETTRES: Final = r"[^\W\d_]"
_DEBUT: Final = pattern(rf"(?:{_LETTRES}+-(?:[dDlL][’'])?)+$")
_FIN: Final = pattern(rf"(?:-(?:[dDlL][’'])?{_LETTRES}+)+")
_ABSENTS: Final = {"COTES-D’ARMOR": "Côtes-d’Armor"}
"""The one département that the lexicon lacks, by its bare capitals."""

_PORTEE: Final = 40
_LIEU: Final = pattern(
    rf"(?<!\w)(?:(?:à|a|de|vers|sur|villes?|communes?|\d{{5}}){_H}+|d[’'])"
    rf"(?:[A-ZÀ-Ý][\w’'-]+(?:,|{_H}(?:et|ou)){_H}+)*$",
    re.IGNORECASE,
)
"""Behind it a name is that of a place, or of nobody's family."""

_CIVILITE: Final = pattern(
    rf"(?<!\w)(?:MM?\.|M(?:me|lle|r|rs)s?\.?|Dre?\.?|Pre?\.?|Me|[mM]adame|[mM]onsieur|[dD]octeure?){_H}+$"
)
_LIENS: Final = frozenset(
    ("au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sous", "sur")
)
"""What stands in small letters between the words of a name."""


def accents_du_compose(texte: str, mot: re.Match[str]) -> str:
    """Return a word as the name that it is a part of writes it; empty when it is part of none."""
    if "-" not in (texte[mot.start() - 1 : mot.start()], texte[mot.end() : mot.end() + 1]):
        return _commune(texte, mot)
    debut = _DEBUT.search(texte, max(0, mot.start() - _PORTEE), mot.start())
    fin = _FIN.match(texte, mot.end())
    avant, apres = debut[0] if debut else "", fin[0] if fin else ""
    place = mot.start() - len(avant)
    juste = nom_juste((avant + mot[0] + apres).replace("'", "’"))
    if not juste or _CIVILITE.search(texte, max(0, place - _PORTEE), place):
        return ""
    partie = juste[len(avant) : len(avant) + len(mot[0])]
    return partie.upper() if mot[0].isupper() else partie


def _commune(texte: str, mot: re.Match[str]) -> str:
    """The same of a commune whose name is one word, where a place is said."""
    juste = nom_juste(mot[0])
    quelqu_un = juste and (is_first_name(juste) or is_family_name(juste))
    if not juste or quelqu_un:
        return ""
    if not _LIEU.search(texte, max(0, mot.start() - _PORTEE), mot.start()):
        return ""
    return juste.upper() if mot[0].isupper() else juste


@lru_cache(maxsize=4096)
def nom_juste(tape: str) -> str:
    """The one name that has these letters and more accents; empty when it is right, or unsure."""
    compose = "-" in tape
    if any(map(existe, _casses(tape))) or (not compose and est_connu(tape)):
        return ""
    formes = {forme for casse in _casses(tape) for forme in accentues(casse)}
    justes = [forme for forme in formes if _est_un_nom(forme, compose)]
    if not tape.isupper():
        justes = [forme for forme in justes if _capitales_seules(tape, forme)]
    if not justes and compose and tape.isupper():
        return _ABSENTS.get(tape, "")
    return justes[0] if len(justes) == 1 else ""


def _casses(tape: str) -> list[str]:
    """A word as the lexicon may write it: « SAINT-PRIEST-EN-JAREZ » small, or as a name."""
    if not tape.isupper():
        return [tape, tape[0].lower() + tape[1:]]
    parties = re.split("([-’])", tape.lower())
    nom = "".join(part if part in _LIENS else part.capitalize() for part in parties)
    return [tape.lower(), nom]


def _est_un_nom(forme: str, compose: bool) -> bool:
    natures = traits(forme)
    if any(trait & Trait.COMMUNE for trait in natures):
        return True
    return compose and bool(natures)


def _capitales_seules(tape: str, forme: str) -> bool:
    """Whether what differs are accents of capitals alone: others are for their author to mend."""
    return all(
        lettre == autre or lettre.isupper() for lettre, autre in zip(tape, forme, strict=True)
    )
