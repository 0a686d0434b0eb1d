"""A field that people may fill in and that no format prints is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ppgp_docs.schema.files import shipped_schemas

ROOT = Path(__file__).parents[2]

NEVER_PRINTED: Final = {
    "compared with other figures": {
        "chiffre.distinct", "chiffre.par_groupe", "chiffre.sessions", "resultats.nombre_annonce",
        "et_apres.nombre_annonce", "liste.nombre_annonce", "etapes.nombre_annonce",
        "documents.nombre_annonce", "cartes.nombre_annonce", "pemat.scores_annonces",
        "budget.totaux_annonces", "phase.budgetee", "objectif.engagement",
    },
    "says how to print, share or check the others": {
        "dossier.grammaire", "dossier.redaction", "redaction.inclusif", "dossier.dispenses",
        "fiche.dispenses", "budget.devise", "contrat.millesime", "cout_transverse.parts_egales",
        "cout_transverse.arrondi", "objectif_connu.a_confirmer", "fiche_declaree.a_venir",
        "item_pemat.sans_objet_admis",
    },
    "named by fiches, which print what it says": {"contrat.couts_transverses"},
    "says what may be printed of whom": {
        "consentement.portee", "consentement.retrait",
    },
}  # fmt: skip
"""Fields that no format has a use for, by the reason; a new field is printed until it stands
here."""

_PRINTERS: Final = (
    "plugins/*/ppgp_*/**/*.py",
    "templates/**/*.html",
    "templates/**/*.svg",
    "src/ppgp_docs/model/passage*.py",
    "src/ppgp_docs/model/printed_*.py",
    "src/ppgp_docs/model/outline.py",
    "src/ppgp_docs/model/pemat.py",
    "src/ppgp_docs/model/amendments.py",
    "src/ppgp_docs/model/actes.py",
    "src/ppgp_docs/model/stamp.py",
)


def printers() -> str:
    """All that formats are made of, and what the model says for them."""
    files = [file for pattern in _PRINTERS for file in ROOT.glob(pattern)]
    found = [file.read_text("utf-8") for file in files if "ppgp_relecture" not in file.parts]
    assert len(found) > 150
    return "\n".join(found)


def fields_of(fields: dict[str, Any], owner: str) -> Iterator[tuple[str, str]]:
    for name, field in fields.items():
        yield owner, name
        for inner in (field.get("schema"), field.get("valuesrules")):
            nested = inner.get("schema", inner) if isinstance(inner, dict) else None
            is_group = isinstance(nested, dict) and "genre" not in nested and "type" not in nested
            if is_group or (isinstance(nested, dict) and isinstance(nested.get("type"), dict)):
                yield from fields_of(nested, name)


def unprinted(groups: dict[str, Any], printed: str) -> set[str]:
    return {
        f"{owner}.{name}"
        for group, fields in groups.items()
        for owner, name in fields_of(fields, group)
        if not re.search(rf"\.{name}\b|['\"]{name}['\"]", printed)
    }


def test_each_field_of_the_schemas_is_printed_by_a_format_or_said_not_to_be() -> None:
    schemas = shipped_schemas()
    groups = {**schemas.named, **schemas.blocks}
    assert unprinted(groups, printers()) == set().union(*NEVER_PRINTED.values())


def test_a_field_that_is_added_and_printed_nowhere_is_named() -> None:
    added = {"jalon": {"titre": {"genre": "ligne"}, "budget_prevu": {"genre": "montant"}}}
    assert unprinted(added, printers()) == {"jalon.budget_prevu"}
