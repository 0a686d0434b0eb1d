"""Which tables a contract has, and what must be found in each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from ppgp_docs.api import BY_NAME, CASE_STUDY, Context, Document, Dossier
from ppgp_donnees_ouvertes import rows

_NO_AUTHORITY: Final = (
    "il manque au contrat le SIRET de la collectivité : ajoutez `collectivite`, avec son `siret`"
)


class Table(NamedTuple):
    """One of the published tables: its name, its columns, its rows."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: Callable[[Dossier], Iterable[rows.Row]]


TABLES: Final = (
    Table("deliberations", "Délibérations", rows.DELIBERATIONS, rows.deliberations),
    Table("subventions", "Subventions", rows.SUBVENTIONS, rows.subventions),
)


class DonneesOuvertesFormat:
    """One file for each table that has a row; see :class:`ppgp_docs.api.Format`."""

    id = "donnees-ouvertes"
    label = "Données ouvertes"
    suffix = ".csv"
    media_type = "text/csv"
    no_draft = "un brouillon ou un projet ne se publie pas en données ouvertes"
    ignores = (*CASE_STUDY, *BY_NAME, "fiches")

    def documents(self, dossier: Dossier) -> Sequence[Document]:
        return tuple(
            Document(
                self.id,
                f"{table.name}-{dossier.slug}",
                f"{table.title} – {dossier.departement.nom}",
                dossier,
                expected=tuple(dict.fromkeys(_cells(table.rows(dossier)))),
            )
            for table in TABLES
            if any(table.rows(dossier))
        )

    def refusal(self, document: Document) -> str | None:
        contrat = document.dossier.contrat
        if contrat is None or contrat.collectivite is None:
            return _NO_AUTHORITY
        return None

    def render(self, document: Document, context: Context) -> bytes:
        """UTF-8, commas, a header: what the schemas and RFC 4180 ask for."""
        table = next(one for one in TABLES if document.name.startswith(one.name))
        written = io.StringIO()
        writer = csv.DictWriter(written, table.columns, restval="")
        writer.writeheader()
        writer.writerows(table.rows(document.dossier))
        return written.getvalue().encode()


def _cells(written: Iterable[rows.Row]) -> Iterator[str]:
    """What is written, but what a table doubles: quotation marks."""
    for row in written:
        yield from (cell for cell in row.values() if cell and '"' not in cell)
