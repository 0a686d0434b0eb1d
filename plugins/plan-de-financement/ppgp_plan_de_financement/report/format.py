"""One workbook for each year that has a report, and what must be found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from ppgp_docs.api import (
    BY_NAME,
    CASE_STUDY,
    PREVU,
    Context,
    ContractAccounts,
    ContractBudget,
    Document,
    Passage,
    YearReport,
    contract_refusal,
    dossier,
    reported_years,
)

FORMAT: Final = "bilan-annuel-classeur"


class BilanAnnuelClasseurFormat:
    """Beside the Word file of the same name; see :class:`ppgp_docs.api.Format`."""

    id = FORMAT
    label = "Bilan annuel, en classeur"
    suffix = ".xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ignores = (*CASE_STUDY, *BY_NAME)

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """One for each year; where there is none, the Word file says why, once for both."""
        if dossier.contrat is None:
            return ()
        budget = ContractBudget(dossier)
        return [_document(YearReport.of(budget, year)) for year in reported_years(budget)]

    def refusal(self, document: Document) -> str | None:
        return contract_refusal(document.dossier)

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_plan_de_financement.report.workbook import render  # XlsxWriter is heavy

        return render(document, context)


def _document(report: YearReport) -> Document:
    amounts = map(report.budget.write, filter(None, _amounts(report)))  # nothing is a dash
    accounts = ContractAccounts.of(report.budget, report.year)
    by_account = accounts.amounts() if accounts else ()
    return Document(
        FORMAT,
        report.name,
        report.title,
        report.known.dossier,
        expected=tuple(dict.fromkeys((*amounts, *by_account, *_said(report)))),
        prints=tuple(_printed(report)),
    )


def _amounts(report: YearReport) -> Iterator[Decimal]:
    """Every amount and every sum of what was spent and of what is asked."""
    for row in (*report.rows, *report.by_funder(), report.total):
        yield from (*(row.amounts[stage] for stage in report.stages), *[row.gap] * row.told)
    for row in (*report.next.rows, report.next.total):
        if row.funder or not row.fiche:
            yield from (row.asked, row.granted, row.amounts[PREVU])


def _said(report: YearReport) -> Iterator[str]:
    """What the year gave, in words, and where it comes from."""
    for _, _, year in report.indicators():
        yield from (each.text for each in year.details() if each.label != "cible") if year else ()


def _printed(report: YearReport) -> Iterator[Any]:
    """What fiches and their calendars say of the year, then what changed."""
    for one in report.budget.fiches:
        yield Passage((one.titre.plain,), one.at("titre"))
        yield (*report.phases(one), *report.texts(one))
    yield report.amendments
    yield tuple(step for _, step, _ in report.lives())
