"""The rules about civilities: M., Mme, Dr, how they are written and held to their name.

Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
"""

from typing import Final

from ppgp_docs.francais.espaces import HORIZONTALE, INSECABLE
from ppgp_docs.francais.typographie.retouches import Famille, remplacer

_H: Final = HORIZONTALE
_LETTRE: Final = r"[^\W\d_]"
_NOM_PROPRE: Final = r"[A-ZÀ-Ý]"

TITRES: Final = Famille(
    "MDP",
    (
        remplacer(
            rf"\b(Mr\.?)(?={_H}+(?:{_NOM_PROPRE}|l[ae]{_H}|l[’']|et{_H}+M))", "M.", indice="Mr"
        ),
        # Of several, « Mrs » is no Englishwoman.
        remplacer(
            rf"\b(Mrs)(?={_H}+(?:les{_H}|{_NOM_PROPRE}[\w-]*(?:,{_H}{_NOM_PROPRE}[\w-]*)*{_H}+et{_H}+{_NOM_PROPRE}))",
            "MM.",
            indice="Mrs",
        ),
        remplacer(rf"(?<![\w.])(M)(?={_H}+(?:et|ou){_H}+(?:Mme|Mlle|Madame))", "M."),
        remplacer(
            rf"(?:\A|[\n(:,;«]{_H}?|(?<!\w)(?:à|avec|chez|de|et|par|pour|que|selon){_H}+)(M)"
            rf"(?={_H}+(?:{_NOM_PROPRE}[a-zà-ÿ’'-]{{2,}}|l[ae]{_H}+{_NOM_PROPRE}))",
            "M.",
            indice="M",
        ),
        remplacer(rf"(?<![\w.])(MM)(?={_H}+{_NOM_PROPRE}[a-zà-ÿ’'-]{{2,}})", "MM.", indice="MM"),
        remplacer(rf"(?<!à{_H})(?<!de{_H})\bM(e)lles?(?={_H}+{_NOM_PROPRE})", "", indice="Mell"),
        remplacer(
            rf"(?<![\w.])MM?\.()(?={_NOM_PROPRE}[a-zà-ÿ]{{2,}}|l[ae]{_H}{_NOM_PROPRE})",
            INSECABLE,
            indice="M.",
        ),
        remplacer(
            rf"\b(?:Dre?|Pre?|Mmes?|Mlles?)(\.)(?={_NOM_PROPRE}[a-zà-ÿ]{{2,}})",
            INSECABLE,
            indice=".",
        ),
        remplacer(
            rf"\b(?:Dre?|Pre?|Mes?|Mmes?|Mlles?)(\.)(?={_H}+(?:{_NOM_PROPRE}|l[ae]{_H}))",
            "",
            indice=".",
        ),
        remplacer(rf"\b(?:MM?\.|Mmes?|Mlles?)({_H}+)(?!(?:et|ou){_H}){_LETTRE}", INSECABLE),
        remplacer(rf"\b(?:(?:Dr|Pr|Mr)s?\.?|Dre|Mes?|Mgr)({_H}+){_NOM_PROPRE}", INSECABLE),
        remplacer(
            rf"\b(?:M\.|Mme|Mlle|Dr|Pr|Me){_H}[A-Z]\.(?:-?[A-Z]\.)?({_H}+){_NOM_PROPRE}",
            INSECABLE,
            indice=".",
        ),
    ),
)
