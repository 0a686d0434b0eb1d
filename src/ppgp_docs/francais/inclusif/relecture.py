"""Proofreading of inclusive writing: what cannot be written out, and what was left in one gender.

What the lexicon knows needs nobody; the rest is printed as it was typed, so it is told.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE
from ppgp_docs.francais.inclusif.genres import chercher, suggerer
from ppgp_docs.francais.inclusif.groupes import FIN_DE_FEMININ, cacher, est_inclusive, notations
from ppgp_docs.francais.inclusif.notation import (
    accords_douteux,
    complements_sans_fin,
    determinants_seuls,
)
from ppgp_docs.francais.relecture import Remarque
from ppgp_docs.patterns import pattern

_MEDIANS: Final = "·•‧∙⋅"
_SIGNES: Final = f"{_MEDIANS}./("
_H: Final = HORIZONTALE
_MAL_FORMEE: Final = pattern(
    rf"(?<![\w·-])[^\W\d_]{{2,}}+(?:"
    rf"(?:{_H}+·|·{_H}+|··){FIN_DE_FEMININ}(?:·?s)?(?![\w·])"  # élu ·e, élu··e
    rf"|(?:·{FIN_DE_FEMININ})(?:·s)?·(?!\w)"  # élu·e·s·
    rf"|-(?:{FIN_DE_FEMININ}-s|e)(?![\w’'-]))",  # salarié-e-s
    re.IGNORECASE,
)
_CAPITALE: Final = pattern(r"(?<![\w·-])([^\W\d_]+[a-zà-ÿ])E(S|s)?(?!\w)")  # étudiantEs
_SANS_POINT: Final = pattern(
    r"(?<![\w·-])[^\W\d_]{2,}-(?:e|[nst]e|t?rice|ice|i?ère|euse|ive|ve|ale)s(?![\w’'-])",
    re.IGNORECASE,
)
"""« les agents-es », « les éducateurs-trices »; « dites-les » is none."""

# What every malformed form holds: it spares most texts.
_SIGNE_PERDU: Final = pattern(r"[·-](?:(?<=·)|[es](?!\w)|[^\W\d_]{1,5}s(?!\w))", re.IGNORECASE)
_TROP: Final = pattern(rf"(?:{_H}|·)+|-")
_EPICENE: Final = pattern(r"(\w+e)·s")


def relire_inclusif(texte: str, *, en_doublet: bool = True) -> tuple[Remarque, ...]:
    """Return what an author must mend: forms malformed or unknown, determiners in one gender.

    Where forms are printed as doublets, also those that may agree with two nouns.
    """
    remarques = [*_mal_formees(texte), *_en_capitale(texte)]
    if trouvees := tuple(notations(texte)):
        remarques += (*_inconnues(trouvees), *_seuls(texte))
        remarques += _douteux(texte) if en_doublet else ()
    return tuple(sorted(remarques))


def signe_inclusif(notation: str) -> str:
    """Return the sign that an inclusive form uses: `·`, `.`, `(` or `/`."""
    signe = next(signe for signe in notation if signe in _SIGNES)
    return "·" if signe in _MEDIANS else signe


def _inconnues(trouvees: Iterable[re.Match[str]]) -> Iterator[Remarque]:
    for trouve in trouvees:
        if not chercher(trouve[0]) and est_inclusive(trouve[0]):
            yield Remarque(*trouve.span(), "inclusif", _sur_la_forme(trouve[0]))


def _mal_formees(texte: str) -> Iterator[Remarque]:
    if not _SIGNE_PERDU.search(texte):
        return
    for trouve in _MAL_FORMEE.finditer(cacher(texte)):
        forme = _TROP.sub("·", trouve[0]).strip("·")
        if not chercher(trouve[0]):
            message = f"la forme `{trouve[0]}` s’écrit `{forme}`"
            yield Remarque(*trouve.span(), "inclusif", message)
    for trouve in _SANS_POINT.finditer(cacher(texte)):
        if connue := chercher(trouve[0].replace("-", "·")):
            message = f"la forme `{trouve[0]}` s’écrit `{connue.abregee('·')}`"
            yield Remarque(*trouve.span(), "inclusif", message)


def _en_capitale(texte: str) -> Iterator[Remarque]:
    for trouve in _CAPITALE.finditer(texte):
        forme = f"{trouve[1]}·e{'·s' if trouve[2] else ''}"
        if chercher(forme):
            message = f"la forme `{trouve[0]}` s’écrit `{forme}`"
            yield Remarque(*trouve.span(), "inclusif", message)


def _seuls(texte: str) -> Iterator[Remarque]:
    for seul, suivante in determinants_seuls(texte):
        mot = texte[seul.debut : seul.fin]
        forme = texte[suivante.debut : suivante.fin]
        message = f"devant `{forme}`, `{mot}` s’écrit `{seul.forme.abregee('·')}`"
        yield Remarque(seul.debut, seul.fin, "inclusif", message)


def _douteux(texte: str) -> Iterator[Remarque]:
    for debut, fin, _ in accords_douteux(texte):
        message = f"on ne sait avec quel nom `{texte[debut:fin]}` s’accorde"
        yield Remarque(debut, fin, "inclusif", message)
    for debut, fin, _ in complements_sans_fin(texte):
        message = f"ce qui suit `{texte[debut:fin]}` est trop long pour s’écrire deux fois"
        yield Remarque(debut, fin, "inclusif", message)


def _sur_la_forme(notation: str) -> str:
    if forme := suggerer(notation):
        return f"la forme `{notation}` s’écrit `{forme.abregee('·')}`"
    if epicene := _EPICENE.fullmatch(notation):
        return f"la forme `{notation}` s’écrit `{epicene[1]}s`, le même mot dans les deux genres"
    return f"`{notation}` n’est pas au lexique de l’écriture inclusive"
