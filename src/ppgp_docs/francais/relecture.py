"""Proofreading of a typed text: what typesetting changes in its words, what it cannot mend alone.

Changes of spaces, quotation marks, apostrophes and dashes go without saying: they are typing, not
writing. A change of letters or of the grouping of digits is told, for it may be a mistake.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias
from unicodedata import normalize

from ppgp_docs.francais.espaces import FINE, HORIZONTALE
from ppgp_docs.francais.typographie.composition import composer_runs, masquer
from ppgp_docs.francais.typographie.guillemets import MARQUES, apparier
from ppgp_docs.francais.typographie.plages import precede_un_pluriel
from ppgp_docs.patterns import pattern

Genre: TypeAlias = Literal["corrigé", "guillemet", "apostrophe", "inclusif"]


class Remarque(NamedTuple):
    """A finding about `texte[debut:fin]` of the source; `message` is French, without a period."""

    debut: int
    fin: int
    genre: Genre
    message: str


_MOT: Final = pattern(r"\S+")
_ESSENTIEL: Final = pattern(r"[^\W_]|(?<=\d)\s(?=\d)")
_POUCES: Final = pattern(r'(?<=\d)"')
_APOSTROPHE: Final = pattern(rf"['’](?:{HORIZONTALE}+|(?<={HORIZONTALE}.))(?=[\w«“\"])")
_MOT_AVANT: Final = pattern(rf"(?<!\w)(\w{{1,6}}){HORIZONTALE}*$")
_PORTEE: Final = 9
"""How far back the word that an apostrophe ends is looked for, in characters."""

_Y_A: Final = pattern(r"(?<!\w)y['’]a(?!\w)", re.IGNORECASE)

_SUITE: Final = pattern(r"«[^»]*?\n[ \t]*\n\s*«")

_Y_A_INDICE: Final = pattern("[yY]['’]")
_ELISIONS: Final = frozenset(
    ("c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "puisqu", "lorsqu", "presqu", "quoiqu")
)


class NombreRecompose(NamedTuple):
    """A number of `texte[debut:fin]` that a point or a comma parts as in English.

    ``imprime`` is how documents print it. It is ``double`` when its only mark, before three
    figures, may part thousands or decimals.
    """

    debut: int
    fin: int
    imprime: str
    double: bool


_POINTE: Final = pattern(r"(?<![\w.,/])(?:\d+\.\d{1,2}|[1-9]\d{0,2}(?:\.\d{3})+)(?!\d|[.,]\d)")
_MILLIERS_ANGLAIS: Final = pattern(r"(?<![\w.,/])[1-9]\d{0,2}(?:,\d{3})+(?!\d|[.,]\d)")
_TAUX: Final = pattern(rf"{HORIZONTALE}+\w+{HORIZONTALE}+(?:par|pour){HORIZONTALE}")
_TROIS: Final = pattern(r"[1-9]\d{0,2}[.,]\d{3}")


def nombres_recomposes(texte: str) -> tuple[NombreRecompose, ...]:
    """Return the numbers of a typed text that are not written as in French: those whose point
    typesetting changes (« 1.5 point », « 10.000 visites »), those whose comma it leaves (« 10,000
    visites »), in reading order."""
    visible, trouves = masquer(texte), []
    if _POINTE.search(visible):
        composes = composer_runs(tuple(texte))
        for trouve in _POINTE.finditer(visible):
            imprime = "".join(composes[slice(*trouve.span())]).strip()
            if "." not in imprime:
                trouves.append((trouve, imprime))
    for trouve in _MILLIERS_ANGLAIS.finditer(visible):
        if precede_un_pluriel(texte, trouve.end()) and not _TAUX.match(texte, trouve.end()):
            trouves.append((trouve, trouve[0].replace(",", FINE)))
    return tuple(
        NombreRecompose(*trouve.span(), imprime, _TROIS.fullmatch(trouve[0]) is not None)
        for trouve, imprime in sorted(trouves, key=lambda paire: paire[0].start())
    )


def relire(texte: str) -> tuple[Remarque, ...]:
    """Return what is worth telling about a typed text, in reading order."""
    return tuple(sorted((*_corriges(texte), *a_reprendre(texte))))


def a_reprendre(texte: str) -> tuple[Remarque, ...]:
    """Return only what its author must mend: lone quotation marks, misplaced apostrophes."""
    visible = masquer(texte)
    return tuple(sorted((*_guillemets(visible), *_apostrophes(visible))))


def _corriges(texte: str) -> Iterator[Remarque]:
    """Tell each word whose letters, or digits' grouping, typesetting changes."""
    # Each character is a run of its own, so that what it becomes is known.
    composes = composer_runs(tuple(texte))
    for trouve in _MOT.finditer(texte):
        compose = "".join(composes[trouve.start() : trouve.end()]).strip()
        if _essentiel(compose) != _essentiel(trouve[0]):
            message = f"`{trouve[0]}` s’imprime `{compose}`"
            yield Remarque(*trouve.span(), "corrigé", message)


def _essentiel(mot: str) -> str:
    return "".join(_ESSENTIEL.findall(normalize("NFC", mot)))


def _guillemets(texte: str) -> Iterator[Remarque]:
    """Tell the quotation marks that no other answers; those of inches are none."""
    if not any(signe in texte for signe in MARQUES):
        return
    nu = _POUCES.sub("\N{DOUBLE PRIME}", texte)
    paires = {place for paire in apparier(nu) for place in paire}
    if nu != texte:
        paires |= {place for paire in apparier(texte) for place in paire}
    for place, signe in enumerate(nu):
        if signe in MARQUES and place not in paires and not _reprend(texte, place):
            message = f"ce guillemet `{signe}` n’a pas son pendant"
            yield Remarque(place, place + 1, "guillemet", message)


def _reprend(texte: str, place: int) -> bool:
    """Tell whether a mark opens a paragraph of a quotation that the next one takes up again.

    A quotation of several paragraphs bears « at the head of each, and » at its end only.
    """
    return _en_tete(texte, place) and bool(_SUITE.match(texte, place))


def _en_tete(texte: str, place: int) -> bool:
    """Tell whether nothing, or a blank line, stands before a place."""
    debut = place
    while debut and texte[debut - 1].isspace():
        debut -= 1
    return debut == 0 or texte.count("\n", debut, place) > 1


def _apostrophes(texte: str) -> Iterator[Remarque]:
    for trouve in _APOSTROPHE.finditer(texte):
        avant = _MOT_AVANT.search(texte, max(0, trouve.start() - _PORTEE), trouve.start())
        if avant and avant[1].lower() in _ELISIONS:
            tape = texte[avant.start() : trouve.end()]
            message = f"l’apostrophe de `{tape.strip()}` se colle au mot suivant"
            yield Remarque(avant.start(), trouve.end(), "apostrophe", message)
    for trouve in _Y_A.finditer(texte) if _Y_A_INDICE.search(texte) else ():
        message = f"`{trouve[0]}` s’écrit `y a`, sans apostrophe"
        yield Remarque(*trouve.span(), "apostrophe", message)
