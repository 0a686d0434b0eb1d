"""French typesetting of plain text, the same for every format.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (spaces, quotation
marks, ordinals, hours); CGPM 1948 and AFNOR (thousands); Unicode CLDR, locale fr (% and €).

The rules only mend typing: they choose spaces, signs, the endings of ordinals and the h of hours.
No letter of the author's words and no digit ever changes. Addresses, e-mails and identifiers are
hidden from the rules, so are the runs that the caller names; a form blank or a time such as 9:30
matches none. Setting a text twice changes nothing more.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ppgp_docs.francais.espaces import FINE, HORIZONTALE, INSECABLE
from ppgp_docs.francais.guillemets import accorder_guillemets
from ppgp_docs.francais.retouches import Paragraphe, Regle, Retouche, remplacer

_H: Final = HORIZONTALE
_LETTRE: Final = r"[^\W\d_]"
_MOIS: Final = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
)

# Stands for a hidden character: no rule knows it, whatever it hides.
_MASQUE: Final = "\ue000"
_INTOUCHABLE: Final = re.compile(
    r"""
      (?: https?:// | www\. ) [^\s«»“”"<>]* [^\s«»“”"<>.,;:!?…)\]'’]    # web address
    | (?<! [\w+-] ) [\w+-] [\w.+-]{,63} @ [\w-]+ (?: \. [\w-]+ )+       # e-mail
    | (?<! [\w@.-] ) (?: [\w-]+ \. )+ [a-z]{2,} / (?: [^\s«»“”"<>]* [^\s«»“”"<>.,;:!?…)\]'’] )?
    | (?<! [\w-] ) (?= [\w-]* \d{5} ) \w+ (?: - \w+ ){2,} (?! [\w-] )   # identifier of an act
    """,
    re.VERBOSE,
)

_ORDINAL: Final = re.compile(
    r"(?<!\w)(?:(?:1|I)(ers?|res?)|(?:\d+|[IVX]+)(es?)|2(nde?s?|ds?|des?))(?!\w)"
)

_REFERENCE_AVANT: Final = re.compile(
    rf"(?:n[°º]s?|\b(?:réf(?:érence)?|dossier|code|postal|BP|CS|TSA|SIREN|SIRET|INSEE|tél)\b\.?)"
    rf"{_H}*:?{_H}*$",
    re.IGNORECASE,
)
_PORTEE_REFERENCE: Final = 20
_CHIFFRES_COLLES: Final = re.compile(r"(?<![\w.,/:@#-])[1-9]\d{3,11}(?!\w|[./:-]\w)")
_MONTANT_APRES: Final = re.compile(rf"(?:,\d+)?{_H}*(?:k|M|Md)?€")
_NOM_PROPRE_APRES: Final = re.compile(rf"{_H}+[A-ZÀ-Ý]")


def composer(texte: str) -> str:
    """Return a plain text set the French way (see the module for what is never touched)."""
    return "".join(composer_runs((texte,)))


def composer_runs(runs: Sequence[str], verbatim: Collection[int] = ()) -> tuple[str, ...]:
    """Set a paragraph that is cut into runs as the one text it is, and cut it again.

    `verbatim` holds the indexes of the runs to hand back untouched (code, for instance). A space
    that is added joins the run of the sign that asks for it.
    """
    if not runs:
        return ()
    paragraphe = Paragraphe.de_runs(runs)
    visible = _masquer(paragraphe, verbatim)
    for regle in _REGLES:
        if retouches := tuple(regle(visible)):
            paragraphe = paragraphe.retoucher(retouches)
            visible = _masquer(paragraphe, verbatim)
    return paragraphe.runs()


def exposants(texte: str) -> list[tuple[str, bool]]:
    """Split a text into `(piece, is_superscript)`: the endings of 1er, 2e, XXIe, 2des rise."""
    morceaux: list[tuple[str, bool]] = []
    position = 0
    for trouve in _ORDINAL.finditer(_masquer(Paragraphe(texte))):
        debut, fin = trouve.span(trouve.lastindex or 0)
        morceaux += (texte[position:debut], False), (texte[debut:fin], True)
        position = fin
    morceaux.append((texte[position:], False))
    return [morceau for morceau in morceaux if morceau[0]]


def _masquer(paragraphe: Paragraphe, verbatim: Collection[int] = ()) -> str:
    """Return the text with the characters that no rule may see replaced, one for one."""
    visibles = (
        _MASQUE * len(run) if index in verbatim else run
        for index, run in enumerate(paragraphe.runs())
    )
    return _INTOUCHABLE.sub(lambda trouve: _MASQUE * len(trouve[0]), "".join(visibles))


def _grouper_chiffres(texte: str) -> Iterator[Retouche]:
    """Part the thousands of a quantity: any amount in euros, else from 10 000 on."""
    for trouve in _CHIFFRES_COLLES.finditer(texte):
        if _est_quantite(texte, trouve):
            premier = trouve.start() + (len(trouve[0]) - 1) % 3 + 1
            for place in range(premier, trouve.end(), 3):
                yield Retouche(place, place, FINE)


def _est_quantite(texte: str, nombre: re.Match[str]) -> bool:
    """Tell a quantity from a year, a post code or a reference."""
    if _MONTANT_APRES.match(texte, nombre.end()):
        return True
    avant = texte[max(0, nombre.start() - _PORTEE_REFERENCE) : nombre.start()]
    if not 5 <= len(nombre[0]) <= 7 or _REFERENCE_AVANT.search(avant):
        return False
    return len(nombre[0]) > 5 or not _NOM_PROPRE_APRES.match(texte, nombre.end())


_APOSTROPHES: Final[tuple[Regle, ...]] = (
    remplacer(rf"(?<={_LETTRE})(')(?=\w)", "’"),
    remplacer(rf"(?<=[\d_])(')(?={_LETTRE})", "’"),
    # What is left around a word is a pair of single quotation marks.
    remplacer(r"(?<!\w)(')(?=[^\s'])[^'\"«»“”\n]*(?<=[^\s'])(')(?!\w)", '"'),
    remplacer(rf"(?<={_LETTRE})(')", "’"),
    remplacer(rf"(')(?={_LETTRE})", "’"),
)

_POINTS_ET_TIRETS: Final[tuple[Regle, ...]] = (
    remplacer(rf"\betc({_H}*(?:\.{{2,}}|\.?…)[.…]*)", ".", re.IGNORECASE),
    remplacer(r"(?<!\.)(\.\.\.)(?!\.)", "…"),
    remplacer(rf"[^\s–—«“-]{_H}+(--?)(?={_H}+[^\s–—»”;:!?-])", "–"),
)

_GUILLEMETS: Final[tuple[Regle, ...]] = (
    accorder_guillemets,
    # The space goes with its mark, whatever the run beside it (bold, italic).
    remplacer(rf"(«{_H}*)(?=\S)", f"«{INSECABLE}"),
    remplacer(rf"(?<=\S)({_H}*»)", f"{INSECABLE}»"),
    remplacer(rf"“({_H}+)(?=\S)", ""),
    remplacer(rf"(?<=\S)({_H}+)”", ""),
)

_ORDINAUX: Final[tuple[Regle, ...]] = (
    remplacer(r"(?<!\w)(?:1|I)(i?[èe]re|I?[ÈE]RE)(?=[sS]?(?!\w))", "re"),
    remplacer(r"(?<!\w)1(ier|I?ER)(?=[sS]?(?!\w))", "er"),
    remplacer(r"(?<!\w)\d+(i?[èée]me|I?[ÈÉE]ME)(?=[sS]?(?!\w))", "e"),
    remplacer(r"(?<!\w)[IVX]+(i?ème|I?ÈME)(?=[sS]?(?!\w))", "e"),
)

_UNITES: Final = "km²|km|kg|m²|mm|cm|m|g|ha|°C|h|min|Mo|Go|[kM]?€|Md€"
_INSECABLES: Final[tuple[Regle, ...]] = (
    remplacer(rf"(?<=[^\s«“])({_H}+)(?=[%‰€])", INSECABLE),
    remplacer(r"(?<=\d)()(?=[%‰€])", INSECABLE),
    remplacer(rf"\d({_H}+)(?:{_UNITES})(?![\w'’])", INSECABLE),
    remplacer(r"\d()(?:km²|km|kg|m²|mm|cm|°C|min|Mo|Go|[kM]€|Md€)(?!\w)", INSECABLE),
    remplacer(rf"\b[nN]°s?({_H}*)(?=[\dA-Z])", INSECABLE),
    remplacer(rf"\b(?:[pP]{{1,2}}|[aA]rt|[fF]ig|[cC]hap|[vV]ol)\.({_H}*)\d", INSECABLE),
    remplacer(rf"\b[aA]rt\.({_H}*)[LRD]\.", INSECABLE),
    remplacer(rf"\b[LRD]\.({_H}*)\d", INSECABLE),
    remplacer(rf"\b(?:MM?\.|Mmes?|Mlles?|Dr|Pr)({_H}+)[A-ZÀ-Ý]", INSECABLE),
    remplacer(rf"(?<!\w)(?:[12]?\d|3[01]|1er)({_H}+)(?:{_MOIS})\b", INSECABLE, re.IGNORECASE),
)

_PAIRE: Final = rf"((?:{_H}|[.-])?)\d\d"
_FIN_PAIRES: Final = rf"(?!{_LETTRE}|(?:{_H}|[.-])?\d)"
_NOMBRES: Final[tuple[Regle, ...]] = (
    remplacer(rf"(?<![\w.,])(?:[01]?\d|2[0-4]){_H}*(H){_H}*[0-5]\d(?!\w)", "h"),
    remplacer(rf"(?<![\w.,])(?:[01]?\d|2[0-4])({_H}*)h({_H}*)[0-5]\d(?!\w)", INSECABLE),
    remplacer(rf"(?<![\w.,])(?:[01]?\d|2[0-4])({_H}*)h(?!\w)", INSECABLE),
    remplacer(rf"(?<![\w.+-])(?<!\d{_H})0[1-9]{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
    remplacer(rf"(?<!\w)\+33({_H}?)[1-9]{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
    remplacer(
        rf"(?<!\w)0({_H})8\d\d({_H})\d{{2,3}}({_H})\d{{2,3}}(?:({_H})\d\d)?(?!\d)", INSECABLE
    ),
    _grouper_chiffres,
    remplacer(
        rf"(?<![\w.,/])(?<!\b0{_H})[1-9]\d{{0,2}}({_H})\d{{3}}"
        + rf"(?:({_H})\d{{3}})?" * 3
        + rf"(?!\d|{_H}\d{{1,3}}(?!\d))",
        FINE,
    ),
)

_PONCTUATION: Final[tuple[Regle, ...]] = (
    remplacer(rf"(?<=[^\s«“])({_H}+)(?=[;!?])", FINE),
    # Between two letters or digits (a;b) a sign belongs to a code, not to a sentence.
    remplacer(r"(?<=[^\s;!?«“(\[])(?<!\w(?=[;!?]\w))()(?=[;!?])", FINE),
    remplacer(rf"(?<=[^\s«“])({_H}+)(?=:)", INSECABLE),
    remplacer(r"(?<=[^\s:«“(\[])()(?=:(?:[\s«“]|$))", INSECABLE),
)

_REGLES: Final[tuple[Regle, ...]] = (
    *_APOSTROPHES,
    *_POINTS_ET_TIRETS,
    *_GUILLEMETS,
    *_ORDINAUX,
    # A unit typed against its number is parted from it before thousands are looked for.
    *_INSECABLES,
    *_NOMBRES,
    *_PONCTUATION,
)
