"""The rules about figures: ordinals, signed and counted numbers, units, dates, hours, phones.

Sources: those of `regles`; BIPM, brochure sur le SI, 5.4.3 (a space between a number and its
unit, the minus sign); Arcep (numbers 08xx are said 0 8xx); Insee (SIRET: 3, 3, 3 and 5 digits).
"""

import re
from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE, INSECABLE
from ppgp_docs.francais.telephones import grouper_telephones
from ppgp_docs.francais.typographie.comptes import lier_comptes
from ppgp_docs.francais.typographie.jours import oter_zero_du_jour, premier_du_mois
from ppgp_docs.francais.typographie.mesures import (
    DECIMALES,
    EXPOSANTS,
    PRODUITS,
    oter_zero_du_compte,
)
from ppgp_docs.francais.typographie.milliers import (
    grouper_chiffres,
    lier_milliers,
    lier_romains,
    parter_points,
)
from ppgp_docs.francais.typographie.retouches import Famille, remplacer
from ppgp_docs.francais.typographie.vocabulaire import (
    A_NUMERO,
    COMPTABLES,
    COMPTES,
    MOIS,
    NUMEROS_COURTS,
    UNITES,
    UNITES_COLLEES,
)

CHIFFRES: Final = "0123456789"
_H: Final = HORIZONTALE

# A minus sign, not a dash: nothing can be set apart after a preposition or an opening sign, and
# what stands before an equals sign is a sum. After a colon, several dashes rather make a list.
_MESURE: Final = rf"{_H}*\d[\d.,\u00a0\u202f ]{{0,15}}(?:[%‰€]|[kKM]€|°C|points?(?!\w))"
MOINS: Final = Famille(
    "-–−±+",
    (
        remplacer(rf"(?:[(=]|(?<!\w)(?:à|de|entre|et|ou|par|soit)){_H}+([-–])(?={_MESURE})", "−"),
        remplacer(rf"[:,]{_H}+([-–])(?={_MESURE}(?![^\n]{{,160}}{_H}[-–]{_H}))", "−"),
        remplacer(
            rf"(?<![\w.,:/)»%€–-])(?<!\d{_H})(-)(?=\d[\d.,]*{_H}*(?:[%‰€]|°C|points?(?!\w)))", "−"
        ),
        remplacer(rf"\d{_H}+([-–])(?={_H}+\d[\d.,+×=−–\u00a0\u202f -]{{0,40}}=)", "−"),
        remplacer(rf"=[\d.,+×=−–\u00a0\u202f -]{{0,40}}?\d{_H}+([-–])(?={_H}+\d)", "−", indice="="),
        remplacer(rf"=[\d.,+×=−–\u00a0\u202f -]{{0,40}}\d{_H}+([-–])(?={_H}+\d)", "−", indice="="),
        # « Les - de 3 ans » are those of less.
        remplacer(rf"(?<!\w)(?i:les|des|aux){_H}+([-–])(?={_H}+de{_H}+\d)", "−"),
        # Last year: « N - 1 ».
        remplacer(rf"(?<!\w)[JN]{_H}([-–])(?={_H}\d{{1,2}}(?!\w))", "−"),
        remplacer(rf"(?<!\w)[JN]({_H})−{_H}\d", INSECABLE, indice="−"),
        remplacer(rf"(?<!\d{_H})[−±]({_H}+)(?=\d)", INSECABLE),
        remplacer(rf"(?<!\d{_H})\+({_H}+)(?=\d[\d.,]*{_H}*[%‰])", INSECABLE, indice="+"),
    ),
)

ORDINAUX: Final = Famille(
    CHIFFRES,
    (
        remplacer(rf"(?<![\w.,])1({_H}+)(?:er|ère)(?!\w)", ""),
        remplacer(r"(?<!\w)1(ier|I?ER)(?=[sS]?(?!\w))", "er"),
        remplacer(r"(?<!\w)\d+(i?[èée]me|I?[ÈÉE]ME)(?=[sS]?(?!\w))", "e"),
        remplacer(r"(?<!\w)(?:[2-9]|[1-9]\d+)(è)(?=s?(?!\w))", "e"),
        remplacer(rf"(?<![\w.,])[1-9]\d*({_H}+i?[èée]me)(?=s?(?!\w))", "e"),
        remplacer(rf"(?<![\w.,])(?:[2-9]|[1-9]\d+)({_H}+)e(?={_H}+\w)", ""),
        remplacer(rf"(?<![\w.,])2({_H}+)nde?s?(?={_H}+\w)", "", indice="nd"),
        oter_zero_du_jour,
        oter_zero_du_compte,
        premier_du_mois,
    ),
)

# Romans are few: the rules about figures alone are spared most texts.
ORDINAUX_ROMAINS: Final = Famille(
    CHIFFRES + "IVX",
    (
        remplacer(r"(?<!\w)(?:1|I)(i?[èe]re|I?[ÈE]RE)(?=[sS]?(?!\w))", "re"),
        remplacer(r"(?<!\w)[IVX]+(i?[èe]me|I?[ÈE]ME|è)(?=[sS]?(?!\w))", "e"),
        remplacer(rf"(?<!\w)[IVX]+({_H}+i?[èée]me)(?=s?(?!\w))", "e"),
        remplacer(rf"(?<!\w)[IVX]+({_H}?[°º])(?={_H}+(?:siècle|République|arrond))", "e"),
        remplacer(rf"(?<!\w)[IVX]+({_H}+)e(?={_H}+(?:siècle|République|arrond))", ""),
        remplacer(rf"(?<!\w)\d(?:er|nd|e){_H}+(T)rimestre", "t", indice="Tri"),
        remplacer(rf"(?<!\w)\d(?:er|nd|e){_H}+(S)emestre", "s", indice="Sem"),
        remplacer(rf"(?<!\w)[IVX]+e{_H}+(S)iècle", "s", indice="Siècle"),
        remplacer(
            rf"(?<!\w)(?:\d+|[IVX]+)(?:er|re|e|nde?)({_H}+)"
            r"(?:trimestre|trim\.|semestre|sem\.|siècle|République|arrondissement|phase|vague|année)",
            INSECABLE,
        ),
        lier_romains,
    ),
)

_AUTRE_BOUT: Final = rf"(?:(?:{_H}+(?:à|et|ou){_H}+|{_H}?[-–]{_H}?)\d+(?:[.,]\d{{1,2}})?)?"
"""The other end of a range, which alone bears the unit: « 4.5 à 6.2 % »."""

_PAIRE: Final = rf"((?:{_H}|[.-])?)\d\d"
# A no-break space holds the last digits to a unit: they are no phone's.
_FIN_PAIRES: Final = rf"(?!\u00a0?[^\W\d_]|(?:{_H}|[.-])?\d)"
TELEPHONES: Final = Famille(
    "0+",
    (
        remplacer(
            rf"(?<![\w+-])(?<!\d{_H})(?<!\d\.)0({_H}?)8\d\d({_H})"
            rf"(?:\d{{3}}({_H})\d{{3}}|\d\d({_H})\d\d({_H})\d\d){_FIN_PAIRES}",
            INSECABLE,
        ),
        grouper_telephones,
        remplacer(rf"(?<![\w+-])(?<!\d{_H})(?<!\d\.)08{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
        # Saint-Pierre-et-Miquelon, Wallis-et-Futuna, Nouvelle-Calédonie; Polynésie française.
        remplacer(rf"(?<!\w)\+(?:508|681|687){_PAIRE * 3}{_FIN_PAIRES}", INSECABLE, indice="+"),
        remplacer(rf"(?<!\w)\+689{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE, indice="+"),
        remplacer(rf"(?<!\w)\+33({_H}?)(?:\(0\)({_H}?))?[1-9]{_PAIRE * 4}{_FIN_PAIRES}", INSECABLE),
    ),
)

POURCENTS: Final = Famille(
    "%‰€$£",
    (
        remplacer(rf"(?<=[^\s«“])({_H}+)(?=[%‰€])", INSECABLE),
        remplacer(r"(?<=\d)()(?=[%‰€](?!\d))", INSECABLE),
        remplacer(r"\d\u00a0%()(?=[a-zà-ÿ]{2})", " "),
        remplacer(r"\d\u00a0€()(?=[a-zà-ÿ]{2})", " ", indice="€"),
        remplacer(rf"€({_H}*)(?=(?:HT|TTC)(?!\w))", INSECABLE, indice="€"),
        remplacer(rf"(?<=\d)({_H}+)(?=[$£](?!\w))", INSECABLE),
    ),
)
UNITES_LIEES: Final = Famille(
    CHIFFRES,
    (
        remplacer(rf"\d{_H}*°({_H}+)C(?!\w)", "", indice="°"),
        remplacer(rf"\d{_H}*(mn)(?![\w°])", "min", indice="mn"),
        remplacer(rf"\d{_H}*(K)[gm](?!\w)", "k", indice="K"),
        # A symbol takes no s: « 20 kgs ».
        remplacer(rf"\d{_H}*k[gm](s)(?!\w)", "", indice="k"),
        remplacer(rf"\d{_H}*(E)uros?(?!\w)", "e", indice="Euro"),
        remplacer(rf"\d{_H}*(etp)(?!\w)", "ETP", indice="etp"),
        *EXPOSANTS,
        *DECIMALES,
        # A decimal point, before what is measured; three digits may be thousands.
        remplacer(
            rf"(?<![\w.,/])\d+(\.)(?=\d{{1,2}}{_AUTRE_BOUT}{_H}*(?:[%‰]|{UNITES}|{COMPTES}|j)(?![\w'’]|\.\w|\u00a0\d))",
            ",",
            indice=".",
        ),
        remplacer(
            rf"(?<![\w.,/])\d(\.)(?=\d{{1,2}}(?:{_H}?/{_H}?|{_H}+sur{_H}+)(?:5|10|20)(?![\w/]|[.,]\w))",
            ",",
            indice=".",
        ),
        remplacer(rf"\d({_H}+)(?:{UNITES})(?![\w'’])", INSECABLE),
        remplacer(rf"\d()(?:{UNITES_COLLEES})(?!\w)", INSECABLE),
        # Hours of a year: no clock has four digits before its h.
        remplacer(rf"(?<![\w.,/-])[1-9]\d{{3}}({_H}*)h(?!\w)", INSECABLE, indice="h"),
        # A network is no weight: 4g.
        remplacer(r"(?<![\w.,/-])(?![2-6]g)\d+(?:,\d+)?()(?:g|ha|[lL]|m)(?![\w’'])", INSECABLE),
        remplacer(r"(?<![\w.,/-])\d()m()(?=\d\d(?!\w))", INSECABLE, indice="m"),
        remplacer(rf"\d({_H}*)j(?=/(?:\d|an|mois|semaine))", INSECABLE, indice="j/"),
        # A part and its whole: « 13 sur 17 ».
        remplacer(
            rf"(?<![\w.,/–-])(?<!\d{_H})\d{{1,3}}(?:,\d\d?)?({_H}+)sur({_H}+)(?=\d+(?![\w/]|\.\w))",
            INSECABLE,
            indice="sur",
        ),
        remplacer(rf"\d({_H}*)(?:{COMPTES})(?!\w)", INSECABLE, re.IGNORECASE),
        remplacer(rf"\d({_H}+)×({_H}+)(?=\d)", INSECABLE, indice="×"),
        *PRODUITS,
    ),
)

_MILLIERS_APRES: Final = rf"{_H}\d{{3}}(?!\d)"
NUMEROS: Final = Famille(
    CHIFFRES,
    (
        remplacer(
            rf"\b(?:[pP]{{1,2}}|[aA]rt|[fF]ig|[cC]hap|[vV]ol|[aA]l)\.({_H}*)\d",
            INSECABLE,
            indice=".",
        ),
        remplacer(rf"\b(?:[tT]|[éÉ]d)\.({_H}+)\d", INSECABLE, indice="."),
        remplacer(rf"\b(?:[eE]nv|[mM]ax|[mM]in|[aA]pprox)\.({_H}+)\d", INSECABLE, indice="."),
        remplacer(rf"\b[LRD]\.({_H}*)\d", INSECABLE, indice="."),
        remplacer(rf"\b[aA]rt\.({_H})[LRD]\.?{_H}*\d", INSECABLE, indice="rt."),
        remplacer(rf"\b[aA]rt(?:icles?|\.)?{_H}+[LRD]({_H})\d", INSECABLE, indice="rt"),
        remplacer(rf"\b[pP]age({_H}+)\d{{4}}(?!\d)", INSECABLE, indice="age"),
        remplacer(rf"[§©]({_H}*)(?=\d)", INSECABLE),
        remplacer(rf"(?<![-=<>])(>=)(?={_H}*\d)", "≥", indice=">="),
        remplacer(rf"(?<![-=<>])(<=)(?={_H}*\d)", "≤", indice="<="),
        remplacer(rf"(?<![-=<>])[<>≤≥≈]({_H}+)(?=\d)", INSECABLE),
        remplacer(
            rf"(?<!\w)(?:le|au|du|numéro|appelez|composez){_H}+(?:{NUMEROS_COURTS})"
            rf"(?!\w|{_H}?[%‰€]|{_H}\d)",
            INSECABLE,
            re.IGNORECASE,
        ),
        remplacer(rf"(?<![\w.-])[tT](e)l(?=\.?{_H}*:?{_H}*[+0(]\d)", "é", indice="el"),
        remplacer(rf"\b(?:[tT]él|[rR]éf)\.({_H}+)(?=[\d+])", INSECABLE, indice="."),
        remplacer(r"(?<![\w-])(?:BP|CS)()(?=\d{2,5}(?!\w))", INSECABLE),
        remplacer(rf"\b[cC](?:edex|EDEX)({_H}+)(?=\d)", INSECABLE, indice="e"),
        remplacer(rf"(?<![\w-])(?:BP|CS|TSA)({_H}+)(?=\d)", INSECABLE),
        remplacer(rf"(?<!\w)(?:{COMPTABLES})({_H}+)(?=\d{{4}})", INSECABLE, re.IGNORECASE),
        lier_comptes,
        remplacer(rf"\b[nN]uméros?({_H}+)(?=\d)", INSECABLE, indice="uméro"),
        remplacer(
            rf"(?<!\w)(?:{A_NUMERO})({_H}+)\d{{1,3}}(?!\d|{_H}?[%‰€]|{_MILLIERS_APRES})",
            INSECABLE,
            re.IGNORECASE,
        ),
        # The minutes of « 9 h 30 mai » are no day of the month.
        remplacer(
            rf"(?<!\w)(?<!h{_H})(?:0?[1-9]|[12]\d|3[01]|1er)({_H}+)(?:{MOIS})(?!\w)",
            INSECABLE,
            re.IGNORECASE,
        ),
        remplacer(
            rf"\bSIRE[NT]\b\W{{0,4}}\d{{3}}({_H})\d{{3}}({_H})\d{{3}}(?:({_H})\d{{5}})?(?!\d)",
            INSECABLE,
            indice="SIRE",
        ),
    ),
)

_HEURE: Final = r"(?<![\w.,])(?:[01]?\d|2[0-4])"
_DUREE: Final = r"(?<![\w.])(?<!\d\u202f)\d{1,3}"
# Minutes are no number, nor hours, of their own: « 14 h 15 000 », « 14 h 15 h ».
_MINUTES: Final = rf"[0-5]\d(?!\w|{_MILLIERS_APRES}|{_H}?h(?!\w))"
NOMBRES: Final = Famille(
    CHIFFRES,
    (
        # The zero before one digit is a clock's, not a sentence's.
        remplacer(rf"(?<![\w.,:/])(0)\d{_H}*[hH](?:{_H}*[0-5]\d)?(?!\w)", ""),
        remplacer(rf"{_HEURE}{_H}*(H){_H}*{_MINUTES}", "h", indice="H"),
        remplacer(rf"{_HEURE}(H)(?!\w)", "h", indice="H"),
        remplacer(rf"{_DUREE}({_H}*)h({_H}*){_MINUTES}", INSECABLE, indice="h"),
        remplacer(rf"{_DUREE}({_H}*)h(?!\w)", INSECABLE, indice="h"),
        # A range that lost one of its spaces: « 9h30 -11h », « 0 -2 ans ».
        remplacer(rf"{_HEURE}{_H}?h(?:{_H}?\d\d)?({_H}+)-(?=\d\d?{_H}?h)", "", indice="-"),
        remplacer(rf"{_HEURE}{_H}?h(?:{_H}?\d\d)?-({_H}+)(?=\d\d?{_H}?h)", "", indice="- "),
        remplacer(rf"(?<![\w.,/–-])\d\d?({_H}+)-(?=\d\d?{_H}?(?:ans|mois)(?!\w))", "", indice="-"),
        remplacer(rf"(?<![\w.,/–-])\d\d?-({_H}+)(?=\d\d?{_H}?(?:ans|mois)(?!\w))", "", indice="- "),
        # Both ends of a range: « 9 h – 12 h ».
        remplacer(
            rf"{_HEURE}{_H}?h(?:{_H}?\d\d)?({_H}+)–({_H}+)(?=\d\d?{_H}?h)", INSECABLE, indice="–"
        ),
        parter_points,
        grouper_chiffres,
        lier_milliers,
        # Both ends of a range: « 0 – 6 ans ».
        remplacer(
            rf"(?<![\w.,/–-])(?<![\d–-]{_H})\d{{1,3}}({_H}+)–({_H}+)"
            rf"(?=\d{{1,3}}(?:,\d+)?{_H}*(?:[%‰]|{UNITES}|{COMPTES})(?![\w'’]))",
            INSECABLE,
            indice="–",
        ),
    ),
)
