"""What the tags of a template may name, in the words of the French guide.

The values that fill a template have this very shape (a test compares them), so that a tag which
passes the check never lacks its value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypeAlias

from attrs import frozen


class FieldKind(StrEnum):
    """What a field is: words inside a paragraph, paragraphs and tables of its own, a yes or no."""

    TEXT = "texte"
    BLOCK = "bloc"
    FLAG = "condition"


@frozen(eq=False)
class Group:
    """Fields by their name; an ``optional`` group is absent from some dossiers.

    Each is written once, and is itself: what was read for one is found again by it.
    """

    fields: Mapping[str, Known]
    optional: bool = False


@frozen(eq=False)
class Loop:
    """A list to walk through; ``name`` is what the guide calls one item."""

    name: str
    item: Group


Known: TypeAlias = FieldKind | Group | Loop

_TEXT, _BLOCK = FieldKind.TEXT, FieldKind.BLOCK


def _texts(*names: str) -> dict[str, Known]:
    return dict.fromkeys(names, _TEXT)


def leaves(group: Group, path: str = "") -> Iterator[tuple[str, FieldKind]]:
    """Every field that prints, by its path: ``fiche.titre``, ``rubrique.contenu``."""
    for name, known in group.fields.items():
        if isinstance(known, Group):
            yield from leaves(known, f"{path}{name}.")
        elif isinstance(known, Loop):
            yield from leaves(known.item, f"{known.name}.")
        else:
            yield f"{path}{name}", known


BUDGET_PARTS = (
    "annees",
    "statuts",
    "suivi",
    "avenants",
    "parties",
    "comptes",
    "autorisations",
    "chiffrage",
)
"""The tables that ``financement.tableau`` puts together."""

FICHE = Group(
    {
        "fiche": Group(
            {
                **_texts("chemin", "numero", "titre", "referent", "edition"),
                "objectif": Group(_texts("numero", "intitule")),
            }
        ),
        "departement": Group(_texts("code", "nom", "autorite")),
        "contrat": _TEXT,
        "tampon": Group(
            {
                "identifiant": _TEXT,
                "executoire": FieldKind.FLAG,
                "dates": Loop("date", Group(_texts("cle", "libelle", "valeur"))),
            },
            optional=True,
        ),
        "rubriques": Loop("rubrique", Group({**_texts("chemin", "libelle"), "contenu": _BLOCK})),
        "financement": Group({"synthese": _BLOCK, "tableau": _BLOCK}, optional=True),
        "budget": Group(dict.fromkeys(BUDGET_PARTS, _BLOCK)),
        "signatures": _BLOCK,
        "sigles": _BLOCK,
        "notes": _BLOCK,
    }
)
"""The fields of ``fiche.docx``."""

RECAPITULATIF = Group(
    {
        "departement": Group(_texts("code", "nom", "autorite")),
        "contrat": Group(
            {
                **_texts("intitule", "periode", "signature"),
                "signataires": _BLOCK,
                "textes": _BLOCK,
                "engagements": _BLOCK,
            }
        ),
        **dict.fromkeys(("synthese", "enveloppes", "fiches", "budget"), _BLOCK),
        **dict.fromkeys(("financeurs", "indicateurs", "signatures", "notes"), _BLOCK),
    }
)
"""The fields of ``recapitulatif.docx``."""

ESSENTIAL = frozenset({"rubrique.contenu"})
"""Fields without which a document says nothing of what its dossier holds."""

GUIDED_OUT = frozenset({"chemin", "cle", "executoire", "notes", "signatures", *BUDGET_PARTS})
"""Fields for the tags of controls and for conditions, the notes, which are Word's footnotes, the
signatures and the tables of « financement » each by itself: nobody misses them when they don't
print."""
