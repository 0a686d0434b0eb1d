"""The rules of French typesetting, in the order in which they apply.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (spaces, quotation
marks, ordinals, dates, hours, accents on capitals; « un nombre en chiffres ne sera jamais séparé
du nom qui le précède ou qui le suit »); CGPM 1948 and AFNOR (thousands); Unicode CLDR, locale fr
(% and €); Code de rédaction interinstitutionnel of the European Union, 6.4 (its own spacing).

A rule reads a text in which hidden characters are `MASQUE`, and answers with its edits.
"""

import re
from typing import Final, Literal, NamedTuple, TypeAlias

from ppgp_docs.francais.espaces import FINE, HORIZONTALE, INSECABLE
from ppgp_docs.francais.guillemets import MARQUES, accorder_guillemets
from ppgp_docs.francais.lettres import accentuer, lier_oe
from ppgp_docs.francais.quantites import grouper_chiffres, premier_du_mois
from ppgp_docs.francais.retouches import Regle, remplacer
from ppgp_docs.francais.vocabulaire import A_NUMERO, COMPTES, MOIS

Typographie: TypeAlias = Literal["imprimerie_nationale", "union_europeenne"]
"""Whose rules of spacing: those of France, or those of the institutions of the Union."""

FRANCE: Final[Typographie] = "imprimerie_nationale"
"""The rules when nobody asks for others."""

MASQUE: Final = "\ue000"
"""Stands for a hidden character: no rule knows it, whatever it hides."""


class Famille(NamedTuple):
    """Rules that only a text with one of these signs may need; any text when there is no sign."""

    signes: str
    regles: tuple[Regle, ...]

    def concerne(self, texte: str) -> bool:
        """Whether the text holds one of the signs: it spares most rules most texts."""
        return not self.signes or any(signe in texte for signe in self.signes)


_CHIFFRES: Final = "0123456789"
_H: Final = HORIZONTALE
_LETTRE: Final = r"[^\W\d_]"
_NOM_PROPRE: Final = r"[A-ZÀ-Ý]"

_APOSTROPHES: Final = Famille(
    "'",
    (
        remplacer(rf"(?<={_LETTRE})(')(?=\w)", "’"),
        remplacer(rf"(?<=[\d_])(')(?={_LETTRE})", "’"),
        # What is left around a word is a pair of single quotation marks.
        remplacer(r"(?<!\w)(')(?=[^\s'])[^'\"«»“”\n]*(?<=[^\s'])(')(?!\w)", '"'),
        remplacer(rf"(?<={_LETTRE})(')", "’"),
        remplacer(rf"(')(?={_LETTRE})", "’"),
    ),
)

_LETTRES: Final = Famille("", (accentuer, lier_oe))

_POINTS: Final = Famille(
    ".…",
    (
        remplacer(rf"\betc({_H}*(?:\.{{2,}}|\.?…)[.…]*)", ".", re.IGNORECASE),
        remplacer(r"(?<!\.)(\.\.\.)(?!\.)", "…"),
    ),
)
_TIRETS: Final = Famille("-", (remplacer(rf"[^\s–—«“-]{_H}+(--?)(?={_H}+[^\s–—»”;:!?-])", "–"),))

_ORDINAUX: Final = Famille(
    _CHIFFRES + "IVX",
    (
        remplacer(r"(?<!\w)(?:1|I)(i?[èe]re|I?[ÈE]RE)(?=[sS]?(?!\w))", "re"),
        remplacer(r"(?<!\w)1(ier|I?ER)(?=[sS]?(?!\w))", "er"),
        remplacer(r"(?<!\w)\d+(i?[èée]me|I?[ÈÉE]ME)(?=[sS]?(?!\w))", "e"),
        remplacer(r"(?<!\w)[IVX]+(i?ème|I?ÈME)(?=[sS]?(?!\w))", "e"),
        premier_du_mois,
    ),
)

_UNITES: Final = "km²|km|kg|m²|mm|cm|m|g|ha|°C|h|min|Mo|Go|[kM]?€|Md€"
_POURCENTS: Final = Famille(
    "%‰€",
    (
        remplacer(rf"(?<=[^\s«“])({_H}+)(?=[%‰€])", INSECABLE),
        remplacer(r"(?<=\d)()(?=[%‰€])", INSECABLE),
    ),
)
_UNITES_LIEES: Final = Famille(
    _CHIFFRES + "IVX",
    (
        remplacer(rf"\d({_H}+)(?:{_UNITES})(?![\w'’])", INSECABLE),
        remplacer(r"\d()(?:km²|km|kg|m²|mm|cm|°C|min|Mo|Go|[kM]€|Md€)(?!\w)", INSECABLE),
        remplacer(rf"\d({_H}+)(?:{COMPTES})(?!\w)", INSECABLE, re.IGNORECASE),
        remplacer(
            rf"(?<!\w)(?:\d+|[IVX]+)(?:er|re|e)({_H}+)(?:trimestre|semestre|siècle)", INSECABLE
        ),
    ),
)

_NUMEROS: Final = Famille(
    _CHIFFRES,
    (
        remplacer(rf"\b(?:[pP]{{1,2}}|[aA]rt|[fF]ig|[cC]hap|[vV]ol|[aA]l)\.({_H}*)\d", INSECABLE),
        remplacer(rf"\b[LRD]\.({_H}*)\d", INSECABLE),
        remplacer(rf"[§©]({_H}*)(?=\d)", INSECABLE),
        remplacer(
            rf"(?<!\w)(?:{A_NUMERO})({_H}+)\d{{1,3}}(?!\d|{_H}?[%‰€])", INSECABLE, re.IGNORECASE
        ),
        remplacer(rf"(?<!\w)(?:[12]?\d|3[01]|1er)({_H}+)(?:{MOIS})\b", INSECABLE, re.IGNORECASE),
    ),
)
_ABREVIATIONS: Final = Famille(
    ".",
    (
        remplacer(rf"\b[aA]rt\.({_H}*)[LRD]\.", INSECABLE),
        remplacer(rf"\b[cC]f\.({_H}+)\w", INSECABLE),
        remplacer(rf"(?<=[^\s«“])({_H}+)etc\.", INSECABLE),
        remplacer(rf"(?<![\w.-])[A-Z]\.-[A-Z]\.({_H}+){_NOM_PROPRE}", INSECABLE),
    ),
)
_TITRES: Final = Famille(
    "°MDP",
    (
        remplacer(rf"\b[nN]°s?({_H}*)(?=[\dA-Z])", INSECABLE),
        remplacer(rf"\b(?:MM?\.|Mmes?|Mlles?)({_H}+){_LETTRE}", INSECABLE),
        remplacer(rf"\b(?:Drs?|Dre|Prs?|Mes?|Mgr)({_H}+){_NOM_PROPRE}", INSECABLE),
    ),
)

_PAIRE: Final = rf"((?:{_H}|[.-])?)\d\d"
_FIN_PAIRES: Final = rf"(?!{_LETTRE}|(?:{_H}|[.-])?\d)"
_HEURE: Final = r"(?<![\w.,])(?:[01]?\d|2[0-4])"
_NOMBRES: Final = Famille(
    _CHIFFRES,
    (
        remplacer(rf"{_HEURE}{_H}*(H){_H}*[0-5]\d(?!\w)", "h"),
        remplacer(rf"{_HEURE}({_H}*)h({_H}*)[0-5]\d(?!\w)", INSECABLE),
        remplacer(rf"{_HEURE}({_H}*)h(?!\w)", INSECABLE),
        remplacer(rf"(?<![\w.+-])(?<!\d{_H})0[1-9]{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
        remplacer(rf"(?<!\w)\+33({_H}?)[1-9]{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
        remplacer(
            rf"(?<!\w)0({_H})8\d\d({_H})\d{{2,3}}({_H})\d{{2,3}}(?:({_H})\d\d)?(?!\d)", INSECABLE
        ),
        grouper_chiffres,
        remplacer(
            rf"(?<![\w.,/])(?<!\b0{_H})[1-9]\d{{0,2}}({_H})\d{{3}}"
            + rf"(?:({_H})\d{{3}})?" * 3
            + rf"(?!\d|{_H}\d{{1,3}}(?!\d))",
            FINE,
        ),
    ),
)

# Inside an aside its dashes hold to what they enclose; a dash alone is left as it is.
_INCISE: Final = r"(?:[^–—.!?…;\n]|\.(?![ \t]|$)){1,160}?"
_INCISES: Final = Famille(
    "–",
    (remplacer(rf"\S{_H}–({_H}+)(?=\S){_INCISE}(?<=\S)({_H}+)–(?={_H}|[,.:)»]|$)", INSECABLE),),
)

_PONCTUATION: Final = Famille(
    ";:!?",
    (
        remplacer(rf"(?<=[^\s«“])({_H}+)(?=[;!?])", FINE),
        # Between two letters or digits (a;b) a sign belongs to a code, not to a sentence.
        remplacer(r"(?<=[^\s;!?«“(\[])(?<!\w(?=[;!?]\w))()(?=[;!?])", FINE),
        remplacer(rf"(?<=[^\s«“])({_H}+)(?=:)", INSECABLE),
        remplacer(r"(?<=[^\s:«“(\[])()(?=:(?:[\s«“]|$))", INSECABLE),
    ),
)
_PONCTUATION_EUROPEENNE: Final = Famille(
    ";:!?",
    (
        # Against an address the sign would be read as part of it.
        remplacer(rf"(?<={MASQUE})({_H}+)(?=[;:!?])", INSECABLE),
        remplacer(rf"(?<=[^\s«“{MASQUE}])({_H}+)(?=[;:!?])", ""),
    ),
)

# The space goes with its mark, whatever the run beside it (bold, italic).
_CHEVRONS: Final = Famille(
    "«»",
    (
        remplacer(rf"(«{_H}*)(?=\S)", f"«{INSECABLE}"),
        remplacer(rf"(?<=\S)({_H}*»)", f"{INSECABLE}»"),
    ),
)
_CHEVRONS_EUROPEENS: Final = Famille(
    "«»",
    (
        remplacer(rf"(«{_H}+)(?=\S)", "«"),
        remplacer(rf"(?<=\S)({_H}+»)", "»"),
    ),
)
_VIRGULES: Final = Famille(
    "“”",
    (
        remplacer(rf"“({_H}+)(?=\S)", ""),
        remplacer(rf"(?<=\S)({_H}+)”", ""),
    ),
)


def _profil(chevrons: Famille, ponctuation: Famille) -> tuple[Famille, ...]:
    """Put in order what all profiles share and what is one's own."""
    return (
        _APOSTROPHES,
        _LETTRES,
        _POINTS,
        _TIRETS,
        Famille(MARQUES, (accorder_guillemets,)),
        chevrons,
        _VIRGULES,
        _ORDINAUX,
        # A unit typed against its number is parted from it before thousands are looked for.
        _POURCENTS,
        _UNITES_LIEES,
        _NUMEROS,
        _ABREVIATIONS,
        _TITRES,
        _NOMBRES,
        _INCISES,
        ponctuation,
    )


REGLES: Final[dict[Typographie, tuple[Famille, ...]]] = {
    FRANCE: _profil(_CHEVRONS, _PONCTUATION),
    "union_europeenne": _profil(_CHEVRONS_EUROPEENS, _PONCTUATION_EUROPEENNE),
}
"""The rules of each profile; each is applied in turn to what the former made."""
