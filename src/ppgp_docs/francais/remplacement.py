"""Alternative texts that tell nothing: a file's name, what a program wrote by itself.

RGAA 4.1, criterion 1.3: the alternative of a picture says what it conveys.
"""

import re
from typing import Final

from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.patterns import pattern

_FICHIER: Final = pattern(
    r"(?:.*[/\\])?[^/\\]{1,80}"
    r"\.(?:jpe?g|jfif|png|gif|bmp|tiff?|webp|svg|heic|avif|emf|wmf|pdf|eps|psd)"
)
_APPAREIL: Final = pattern(
    r"(?:img|dsc[fn]?|pict?|p|wp|pxl|vid|mvi|cimg|gopr|scan|capture)[-_ ]?\d[\d _()-]*"
)
_GENRE: Final = pattern(
    r"(?:(?:une?|l[ea]|des|the) |l['’])?"
    r"(?:images?|picture|photo(?:graphie)?s?|img|pic|graphi(?:que|c)s?|chart|dessin|drawing"
    r"|illustrations?|figures?|logos?|capture(?: d['’]ecran)?|screenshot|formes?|shape|obje(?:c?t)"
    r"|diagramm?e?s?|schema|visuel|vignette|icones?|icon|picto(?:gramme)?s?|zone de texte|text ?box"
    r"|espace reserve.*|.*placeholder|groupe?|rectangle|sans (?:titre|nom)|untitled|alt"
    r"|texte (?:de remplacement|alternatif)|alternative text|description|a completer|todo|xxx*)"
    r"[\s_:.#°n-]*\d*(?:\s?\(\d+\))?"
)
_AUTOMATIQUE: Final = pattern(
    r"description generee automatiquement|le contenu genere par l['’]ia peut etre incorrect"
    r"|description automatically generated|ai-generated content may be incorrect"
)


def ne_dit_rien(texte: str) -> bool:
    """Whether an alternative text says nothing of its picture: blank, signs alone, « f.jpg »,
    « Image 3 », « Picture 1 », « IMG_2041 », or written by a program."""
    plie = " ".join(sans_accents(texte.casefold()).split()).strip(" .:;,-–—_")
    if not re.search(r"[^\W_]", plie) or plie.isdecimal():
        return True
    dit = _FICHIER.fullmatch(plie) or _APPAREIL.fullmatch(plie) or _GENRE.fullmatch(plie)
    return bool(dit or _AUTOMATIQUE.search(plie))
