"""Which years of a contract have a report, and what must be found in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from ppgp_docs.api import (
    BY_NAME,
    CASE_STUDY,
    Context,
    ContractBudget,
    Diagnostic,
    Document,
    Passage,
    PrintedYearReport,
    YearReport,
    contract_refusal,
    dossier,
    reported_years,
)

FORMAT: Final = "bilan-annuel"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_NO_YEAR = "aucune année de ce contrat n’a encore de montant réalisé, de résultat ni de bilan écrit"


class BilanAnnuelFormat:
    """One Word file for each year; see :class:`ppgp_docs.api.Format`."""

    id = FORMAT
    label = "Bilan annuel"
    suffix = ".docx"
    media_type = _DOCX
    template = "bilan-annuel/bilan.docx"
    templates = (template,)
    ignores = (*CASE_STUDY, *BY_NAME)

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        if dossier.contrat is None:
            return ()
        budget = ContractBudget(dossier)
        years = [_document(YearReport.of(budget, year)) for year in reported_years(budget)]
        return years or [Document(self.id, f"{self.id}-{dossier.slug}", self.label, dossier)]

    def refusal(self, document: Document) -> str | None:
        nothing = None if document.prints else _NO_YEAR
        return contract_refusal(document.dossier) or nothing

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_bilan_annuel.word import render_report  # python-docx is heavy

        return render_report(document, context, self.template)

    def check_template(self, file: Path, data: bytes) -> Sequence[Diagnostic]:
        from ppgp_bilan_annuel.known import BILAN
        from ppgp_fiche_action.template import checking

        return checking.check(file, data, BILAN)

    def annotate_template(self, file: Path, data: bytes) -> bytes:
        from ppgp_bilan_annuel.known import BILAN
        from ppgp_fiche_action.template import checking

        return checking.annotated(file, data, BILAN)


def _document(report: YearReport) -> Document:
    return Document(
        FORMAT,
        report.name,
        report.title,
        report.known.dossier,
        expected=tuple(dict.fromkeys(_expected(report))),
        prints=tuple(_printed(report)),
    )


def _expected(report: YearReport) -> Iterator[str]:
    """Every amount, then what the year aimed at and gave: its figures are those of fiches."""
    printed = PrintedYearReport(report)
    yield from (*printed.amounts(), *printed.measures())


def _printed(report: YearReport) -> Iterator[Any]:
    """What changed, and what the calendars say of the year."""
    yield report.amendments
    yield tuple(step for _, step, _ in report.lives())
    for one in report.budget.fiches:
        yield Passage((one.titre.plain,), one.at("titre"))
        yield (*report.phases(one), *report.texts(one))
