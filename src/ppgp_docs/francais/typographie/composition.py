"""French typesetting of plain text, the same for every format (the rules are in `regles`).

The rules mend typing: spaces, signs, the endings of ordinals, the h of hours, ligatures and the
accents of a few capitals. No word of the author and no digit ever changes. Addresses, e-mails,
names of files, identifiers and codes of web pages are hidden from the rules, so are the runs that
the caller names; a form blank or a time such as 9:30 matches none. Setting a text twice changes
nothing more.
"""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Final

from ppgp_docs.francais.typographie.regles import FRANCE, MASQUE, REGLES, Typographie
from ppgp_docs.francais.typographie.retouches import Paragraphe, Regle

_FICHIERS: Final = "pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|ya?ml|zip|jpe?g|png|svg|html?"

_INTOUCHABLE: Final = re.compile(
    rf"""
      (?: (?: https? | s?ftp | file ):// | mailto: | www\. )            # web address
      (?: [^\s«»“”"<>] | (?<==) "[^"\s]*" )*
      (?: [^\s«»“”"<>.,;:!?…)\]'’] | (?<==) "[^"\s]*" )
    | (?<! [\w+-] )                                                   # e-mail
      (?: (?: [\w+-]{{1,40}}+ \. [\w.+-]{{,40}}+ | [oO] ) ['’] )?         # n.d'almeida, no l'agent
      [\w+-] [\w.+-]{{,63}}+ @ [\w-]+ (?: \. [\w-]+ )+
    | (?<! [\w@.-] ) (?: [\w-]+ \. )+ [a-z]{{2,}} / (?: [^\s«»“”"<>]* [^\s«»“”"<>.,;:!?…)\]'’] )?
    | (?<! \w ) (?: [A-Za-z]: | \\ ) \\ [^\s«»“”"<>|]+                    # file on Windows
    | (?<! [^\W\d_] ) ` [^`\n]* `                                     # code, no apostrophe
    | & (?: \#\d+ | \#[xX][\da-fA-F]+ | (?= \w* [a-z] ) [a-zA-Z][a-zA-Z\d]{{1,8}} ) ;   # web code
    | (?<! [\w-] ) (?= [\w-]* \d{{5}} ) \w+ (?: - \w+ ){{2,}} (?! [\w-] )   # identifier of an act
    | (?<! [\w@.-] ) \w [\w.-]{{,80}} \. (?: {_FICHIERS} ) (?! [\w-] )    # name of a file
    """,
    re.VERBOSE,
)

# A set of signs comes first in the pattern: it is what the search jumps to.
_INDICE: Final = re.compile(
    r"[@/`&.:\d\\](?:(?<=[@/`&\\])|(?<=www\.)|(?<=mailto:)|(?<=\d)\d{4}"
    rf"|(?<=\.)(?:{_FICHIERS})(?!\w))"
)
"""What any of them holds: looked for first, since few texts do."""


def composer(texte: str, profil: Typographie = FRANCE) -> str:
    """Return a plain text set the French way (see the module for what is never touched)."""
    return "".join(composer_runs((texte,), profil=profil))


def composer_runs(
    runs: Sequence[str],
    verbatim: Collection[int] = (),
    profil: Typographie = FRANCE,
) -> tuple[str, ...]:
    """Set a paragraph that is cut into runs as the one text it is, and cut it again.

    `verbatim` holds the indexes of the runs to hand back untouched (code, for instance). A space
    that is added joins the run of the sign that asks for it.
    """
    return _composes(tuple(runs), frozenset(verbatim), profil) if runs else ()


@lru_cache(maxsize=4096)
def _composes(
    runs: tuple[str, ...], verbatim: frozenset[int], profil: Typographie
) -> tuple[str, ...]:
    """A paragraph set once: those around the one that is typed in come back at each key."""
    paragraphe = Paragraphe.de_runs(runs)
    visible = _visible(paragraphe, verbatim)
    utiles = _utiles(profil, _SIGNES.intersection(visible))
    for rang in range(len(utiles)):
        for regle in utiles[rang]:
            if retouches := tuple(regle(visible)):
                paragraphe = paragraphe.retoucher(retouches)
                visible = _visible(paragraphe, verbatim)
                utiles = _utiles(profil, _SIGNES.intersection(visible))
    return paragraphe.runs()


_SIGNES: Final = frozenset(
    signe for familles in REGLES.values() for famille in familles for signe in famille.signes
)


@lru_cache(maxsize=1024)
def _utiles(profil: Typographie, signes: frozenset[str]) -> tuple[tuple[Regle, ...], ...]:
    """The rules of each family that a text with these signs may need: few, for most texts."""
    return tuple(
        () if famille.signes and signes.isdisjoint(famille.signes) else famille.regles
        for famille in REGLES[profil]
    )


def masquer(texte: str) -> str:
    """Return the text with addresses, e-mails and identifiers replaced, one sign for one."""
    if not _INDICE.search(texte):
        return texte
    return _INTOUCHABLE.sub(lambda trouve: MASQUE * len(trouve[0]), texte)


def _visible(paragraphe: Paragraphe, verbatim: Collection[int]) -> str:
    """Return the text that rules may see: verbatim runs are hidden too."""
    if not verbatim:
        return masquer(paragraphe.texte)
    visibles = (
        MASQUE * len(run) if index in verbatim else run
        for index, run in enumerate(paragraphe.runs())
    )
    return masquer("".join(visibles))
