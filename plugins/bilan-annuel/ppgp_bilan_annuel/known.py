"""What the tags of ``bilan.docx`` may name, in the words of the French guide."""

from __future__ import annotations

from typing import Final

from ppgp_fiche_action.template.known import FieldKind, Group

_TEXT: Final = FieldKind.TEXT
_SECTIONS: Final = (
    "synthese",
    "actions",
    "depenses",
    "financeurs",
    "indicateurs",
    "changements",
    "demandes",
    "signatures",
)

BILAN = Group(
    {
        "departement": Group(dict.fromkeys(("code", "nom", "autorite"), _TEXT)),
        "contrat": Group(
            {
                **dict.fromkeys(("intitule", "periode", "signature"), _TEXT),
                "signataires": FieldKind.BLOCK,
            }
        ),
        "bilan": Group(dict.fromkeys(("annee", "suivante", "edition"), _TEXT)),
        **dict.fromkeys(_SECTIONS, FieldKind.BLOCK),
    }
)
"""The fields of ``bilan.docx``."""
