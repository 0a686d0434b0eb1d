"""The rules of French typesetting, in the order in which they apply.

Sources: Lexique des règles typographiques en usage à l'Imprimerie nationale (spaces, quotation
marks, ordinals, dates, hours, accents on capitals; « un nombre en chiffres ne sera jamais séparé
du nom qui le précède ou qui le suit »); CGPM 1948 and AFNOR (thousands); Unicode CLDR, locale fr
(% and €); Code de rédaction interinstitutionnel of the European Union, 6.4 (its own spacing).

A rule reads a text in which hidden characters are `MASQUE`, and answers with its edits.
"""

import re
from typing import Final, Literal, TypeAlias

from ppgp_docs.francais.espaces import FINE, HORIZONTALE, INSECABLE
from ppgp_docs.francais.lettres import COMBINANTS, accentuer, lier_oe, recomposer
from ppgp_docs.francais.typographie.chiffres import (
    CHIFFRES,
    MOINS,
    NOMBRES,
    NUMEROS,
    ORDINAUX,
    ORDINAUX_ROMAINS,
    POURCENTS,
    TELEPHONES,
    UNITES_LIEES,
)
from ppgp_docs.francais.typographie.guillemets import MARQUES, accorder_guillemets
from ppgp_docs.francais.typographie.mots import (
    accorder_sigles,
    baisser_calendrier,
    oter_points,
    parter_deux_points,
)
from ppgp_docs.francais.typographie.retouches import Famille, remplacer
from ppgp_docs.francais.typographie.titres import TITRES
from ppgp_docs.francais.typographie.vocabulaire import A_NUMERO, MOIS_ENTIERS

Typographie: TypeAlias = Literal["imprimerie_nationale", "union_europeenne"]
"""Whose rules of spacing: those of France, or those of the institutions of the Union."""

FRANCE: Final[Typographie] = "imprimerie_nationale"
"""The rules when nobody asks for others."""

MASQUE: Final = "\ue000"
"""Stands for a hidden character: no rule knows it, whatever it hides."""


_H: Final = HORIZONTALE
_LETTRE: Final = r"[^\W\d_]"
_NOM_PROPRE: Final = r"[A-ZÀ-Ý]"

_APOSTROPHES: Final = Famille(
    "'‘´`ʼ′",
    (
        # Accents and quotation marks typed, or pasted, for an apostrophe.
        remplacer(rf"(?<={_LETTRE})([‘´`ʼ′])(?=\w)", "’"),
        remplacer(r"(?<!\w)(‘‘)(?=[^\s‘])[^‘\n]*?(?<=[^\s’])(’’)(?![\w’])", '"', indice="‘‘"),
        remplacer(r"(?<!\w)(‘)(?=\S)[^‘\n]*(?<=\S)(’)(?!\w)", '"', indice="‘"),
        remplacer(rf"(?<={_LETTRE})(')(?=\w)", "’"),
        remplacer(rf"(?<=[\d_])(')(?={_LETTRE})", "’"),
        # What is left around a word is a pair of single quotation marks, alone or doubled.
        remplacer(
            r"(?<![^\s(])('')(?=[^\s'])(?:[^'\n]|(?<=\w)'(?=\w))*(?<=[^\s'])('')(?![^\s.,;:!?)])",
            '"',
        ),
        remplacer(r"(?<!\w)(')(?=[^\s'])[^'\"«»“”\n]*(?<=[^\s'])(')(?!\w)", '"'),
        remplacer(rf"(?<={_LETTRE})(')", "’"),
        remplacer(rf"(')(?={_LETTRE})", "’"),
    ),
)

_RECOMPOSITION: Final = Famille(COMBINANTS, (recomposer,))
_LETTRES: Final = Famille("", (accentuer, lier_oe))

# A row of points is a blank to fill in; brackets around nothing are one too.
_ESPACES: Final = Famille(
    " ",
    (
        remplacer(r"(?<=\S)(  +)(?=\S)", " ", indice="  "),
        remplacer(r"(?:(?<=[\w»”)%€])|(?<=\S\"))( )(?=,(?:\s|$))", "", indice=" ,"),
        remplacer(r"(?:(?<=[\w»”)%€])|(?<=\S\"))( )(?=\.(?:\s+[^\s.]|\s*$))", "", indice=" ."),
        remplacer(r"\(( )(?=[^\s)])", "", indice="( "),
        remplacer(r"(?<=[^\s(])( )\)", "", indice=" )"),
    ),
)
_ESPACES_OMISES: Final = (
    Famille(
        ",",
        (remplacer(r"(?<=[a-zà-ÿ]{2}),()(?=[a-zà-ÿ]{2})", " ", indice=","),),
    ),
    Famille(
        ".",
        (
            remplacer(
                rf"(?<=[a-zà-ÿ]{{3}})\.()(?={_NOM_PROPRE}[a-zà-ÿ]*(?:{_H}|['’])[a-zà-ÿ]{{2}})",
                " ",
            ),
        ),
    ),
    Famille(
        "?!",
        (remplacer(rf"(?<=[a-zà-ÿ]{{2}})[?!]()(?={_NOM_PROPRE}[a-zà-ÿ]*(?:{_H}|['’]))", " "),),
    ),
    Famille(":;", (parter_deux_points, remplacer(r"\dh\d{0,2};()(?=\d)", " ", indice=";"))),
    Famille("/", (remplacer(rf"(?<!\w)et({_H}+)/({_H}+)ou(?!\w)", "", indice="/"),)),
    Famille(
        ")",
        (remplacer(r"\([^()]*[\d\s][^()]*\)()(?=[a-zà-ÿ]{3})", " ", indice=")"),),
    ),
    Famille(
        "(",
        (
            remplacer(
                # « professionnel(le)s », « note(1) » are one word.
                rf"[a-zà-ÿ]{{2}}()\((?=\d{{2}}|\d{_H}|[A-ZÀ-Ý]{{2,}}(?:{_H}|[,)’])"
                rf"|(?:cf|des|dont|en|ex|l[ae]s?|par|soit|une?|voir)(?:{_H}|\.))",
                " ",
                indice="(",
            ),
        ),
    ),
)
_DOUBLES_CHEVRONS: Final = Famille("<", (remplacer(r"(<<)[^<>\n]{1,300}(>>)", '"', indice=">>"),))
_POINTS: Final = Famille(
    ".…",
    (
        remplacer(rf"\betc({_H}*(?:\.{{2,}}|\.?…)[.…]*)", ".", re.IGNORECASE),
        remplacer(r"(?<!\.)(\.\.\.)(?!\.)", "…", indice="..."),
        # Alone between two words it may stand for what was cut.
        remplacer(
            rf"(?<=[\w»”!?\"])({_H}+)…(?={_H}*(?:$|[»”)\]\n\"])|{_H}+{_NOM_PROPRE})", "", indice="…"
        ),
    ),
)
_TIRETS: Final = Famille(
    "-",
    (
        remplacer(rf"[^\s–—«“-]{_H}+(--?)(?={_H}+[^\s–—»”;:!?-])", "–"),
        # The second dash of an aside that ends its sentence; a hyphen there may be a bullet.
        remplacer(rf"(?<=[^\s–—-]){_H}+(--)(?={_H}*(?:$|[.,;!?)\n]))", "–", indice="--"),
    ),
)

_ABREVIATIONS: Final = Famille(
    ".",
    (
        remplacer(rf"\b[aA]rt\.({_H}*)[LRD]\.", INSECABLE, indice="rt."),
        remplacer(rf"\b[cC]f\.({_H}*)\w", INSECABLE, indice="f."),
        remplacer(rf"(?<=[^\s«“])({_H}+)etc\.", INSECABLE, indice="etc."),
        remplacer(rf"(?<![\w.-])[A-Z]\.-[A-Z]\.({_H}+){_NOM_PROPRE}", INSECABLE, indice=".-"),
    ),
)
_SIGLES: Final = (Famille(".", (oter_points,)), Famille("s", (accorder_sigles,)))
_MOTS: Final = (
    Famille(
        "f",
        (
            remplacer(rf"(?<![\w.-])[cC](f)(?={_H}+(?:[a-zà-ÿ]|[A-Z]\.))", "f.", indice="f "),
            remplacer(rf"(?<![\w.-])[cC]f\.({_H})(?=\w)", INSECABLE, indice="f."),
        ),
    ),
    Famille(
        "m", (remplacer(rf"(?<!\w)[mM]i({_H}+)(?=(?i:{MOIS_ENTIERS})(?!\w))", "-", indice="i "),)
    ),
    Famille(
        "’",
        (
            remplacer(
                rf"(?<!\w)[cC]’est({_H}+|-)à({_H}+|-)dire(?!\w|{_H}+vrai)", "-", indice="’est"
            ),
            remplacer(r"\w-t(’)(?=(?:ils?|elles?|on)(?!\w))", "-", indice="-t’"),
            # « d’ une part », « D’ ACTIONS »: an elision parts nothing.
            remplacer(
                rf"(?<![\w’])(?i:[cdjlmnst]|(?:jus|lors|puis|quoi)?qu)({_H}*)’({_H}+)(?=(?i:[aeiouyhàâéèêëîïôœ]))",
                "",
                indice="’",
            ),
        ),
    ),
    Famille(
        "t",
        (
            remplacer(r"(?<=[aecA])( )t([ ’])(?=(?:ils?|elles?|on)(?!\w))", "-", indice=" t"),
            remplacer(r"(?<=[aecA])( )t-(?=(?:ils?|elles?|on)(?!\w))", "-", indice=" t-"),
            remplacer(r"(?<=[aecA])-t( )(?=(?:ils?|elles?|on)(?!\w))", "-", indice="-t "),
        ),
    ),
    Famille("JFMASONDLV", (baisser_calendrier,)),
    # Names that no line may cut; those with hyphens are the formats' business.
    Famille(
        "pPLTMV",
        (
            remplacer(
                rf"\b[pP]etits({_H}+)[pP]as,({_H}+)[gG]rands({_H}+)[pP]as\b",
                INSECABLE,
                indice="as,",
            ),
            remplacer(r"\bPETITS( )PAS,( )GRANDS( )PAS\b", INSECABLE, indice="PAS,"),
            remplacer(r"\b(?:La|LA)( )(?:Réunion|RÉUNION)\b", INSECABLE, indice="R"),
            remplacer(
                r"\b(?:Territoire( )de( )Belfort|TERRITOIRE( )DE( )BELFORT)\b",
                INSECABLE,
                indice="T",
            ),
            remplacer(
                r"\b(?:[mM]étropole( )de( )Lyon|MÉTROPOLE( )DE( )LYON)\b", INSECABLE, indice="L"
            ),
            remplacer(r"\b(?:[vV]ille( )de( )Paris|VILLE( )DE( )PARIS)\b", INSECABLE, indice="P"),
        ),
    ),
)
# Typed as it is read, without the sign.
_NO: Final = Famille(
    CHIFFRES,
    (
        remplacer(rf"(?<![\w’'-])[nN](o)(?={_H}+\d)", "°", indice="o "),
        remplacer(
            rf"(?<!\w)(?:{A_NUMERO}|arrêtés?){_H}+n(o)s(?={_H}+\d+(?:,|{_H}+(?:et|à)))",
            "°",
            indice="nos ",
        ),
    ),
)
_N_O: Final = Famille(
    "°º",
    (
        remplacer(rf"\b[nN]{_H}?(º)(?=s?{_H}*\d)", "°"),
        remplacer(rf"\b[nN]({_H}+)°(?={_H}*\d)", ""),
        remplacer(rf"\b[nN]°(?:s(?={_H}))?({_H}*)(?=[\dA-Z{MASQUE}])", INSECABLE),
    ),
)

# Inside an aside its dashes hold to what they enclose; a dash alone is left as it is.
_INCISE: Final = rf"(?:[^–—.!?…;\n]|\.(?![ \t]|{INSECABLE}:|$)){{1,160}}?"
_INCISES: Final = Famille(
    "–—",
    (
        *(
            remplacer(
                rf"\S{_H}{tiret}({_H}+)(?=\S){_INCISE}(?<=\S)({_H}+){tiret}(?={_H}|[,.:)»]|$)",
                INSECABLE,
            )
            for tiret in "–—"
        ),
        # The dash that begins a line gives someone the floor.
        remplacer(rf"(?:\A|\n)—({_H}+)(?=\S)", INSECABLE),
    ),
)

_PONCTUATION: Final = (
    Famille(
        ";!?",
        (
            remplacer(rf"(?<=[^\s«“])({_H}+)(?=[;!?])", FINE),
            # Between two letters or digits (a;b) a sign belongs to a code, not to a sentence.
            remplacer(r"(?<=[^\s;!?«“(\[])(?<!\w(?=[;!?]\w))()(?=[;!?])", FINE),
        ),
    ),
    Famille(
        ":",
        (
            remplacer(rf"(?<=[^\s«“])({_H}+)(?=:)", INSECABLE),
            remplacer(r"(?<=[^\s:«“(\[])()(?=:(?:[\s«“]|$))", INSECABLE),
        ),
    ),
)
_PONCTUATION_EUROPEENNE: Final = (
    Famille(
        ";:!?",
        (
            # Against an address the sign would be read as part of it.
            remplacer(rf"(?<={MASQUE})({_H}+)(?=[;:!?])", INSECABLE),
            remplacer(rf"(?<=[^\s«“{MASQUE}])({_H}+)(?=[;:!?])", ""),
        ),
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


def _profil(chevrons: Famille, ponctuation: tuple[Famille, ...]) -> tuple[Famille, ...]:
    """Put in order what all profiles share and what is one's own."""
    return (
        _RECOMPOSITION,
        _ESPACES,
        *_ESPACES_OMISES,
        _DOUBLES_CHEVRONS,
        *_SIGLES,
        _APOSTROPHES,
        _LETTRES,
        _POINTS,
        # A minus is told from a dash by what stands around it, so before dashes are set.
        MOINS,
        _TIRETS,
        Famille(MARQUES, (accorder_guillemets,)),
        chevrons,
        _VIRGULES,
        ORDINAUX,
        ORDINAUX_ROMAINS,
        TELEPHONES,
        # A unit typed against its number is parted from it before thousands are looked for.
        POURCENTS,
        UNITES_LIEES,
        NUMEROS,
        _ABREVIATIONS,
        _NO,
        _N_O,
        *_MOTS,
        TITRES,
        NOMBRES,
        _INCISES,
        *ponctuation,
    )


REGLES: Final[dict[Typographie, tuple[Famille, ...]]] = {
    FRANCE: _profil(_CHEVRONS, _PONCTUATION),
    "union_europeenne": _profil(_CHEVRONS_EUROPEENS, _PONCTUATION_EUROPEENNE),
}
"""The rules of each profile; each is applied in turn to what the former made."""
