"""The budget of a fiche as tables: one for each funder, its natures, its years, its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ppgp_docs.api import (
    LIBELLES_NATURES,
    Branche,
    Line,
    PrintedAmendments,
    PrintedFunding,
    PrintedProgress,
    Progress,
    capitale,
    common_status,
    fiche,
    former_remarks,
    status_remark,
)


@frozen
class Row:
    """An amount: of a line, or a sum (``total``) of those above it."""

    amount: str
    year: str = ""
    label: Line | None = None
    nature: str = ""
    remarks: str = ""
    services: tuple[Line, ...] = ()
    total: str = ""
    address: str = ""


@frozen
class Funder:
    """What one funder pays, in the order of the form: by nature, then by year."""

    title: str
    rows: tuple[Row, ...]


def funders(funding: PrintedFunding) -> list[Funder]:
    """Every funder of a budget, in its order."""
    return [
        Funder(
            funding.kind(str(branch.cle), branch.lignes),
            tuple(_rows(funding, branch)),
        )
        for branch in funding.budget.arbre()
    ]


def _rows(funding: PrintedFunding, funder: Branche[fiche.LigneBudget]) -> Iterator[Row]:
    """The lines of each nature, then their sum where there is one to make."""
    mixed = not common_status(funder.lignes)
    for nature in funder.branches:
        for year in nature.branches:
            yield from (_line(funding, line, mixed) for line in year.lignes)
        if len(nature.lignes) > 1:
            label = f"Total des {LIBELLES_NATURES[str(nature.cle)]}"
            yield Row(funding.write(nature.total), total=label)
    if len(funder.branches) > 1:
        yield Row(funding.write(funder.total), total="Total de ce financeur")


def _line(funding: PrintedFunding, line: fiche.LigneBudget, mixed: bool) -> Row:
    """A line, with its paper and, where those of the funder differ, its status."""
    said = [line.piece.en_clair] if line.piece else []
    said += filter(None, [status_remark(line, mixed)])
    said += former_remarks(line, funding.write)
    said += _parts(funding, line)
    return Row(
        amount=funding.write(line.montant),
        year=str(line.annee),
        label=line.libelle or None,
        nature=capitale(LIBELLES_NATURES[line.nature]),
        remarks=capitale(", ".join(said)),
        services=line.prestations,
        address=line.address(),
    )


def _parts(funding: PrintedFunding, line: fiche.LigneBudget) -> Iterator[str]:
    """« investissement », « sous-action 8.1 », where the fiche says so."""
    if funding.financement.a_deux_sections:
        yield line.section
    if line.sous_action:
        yield f"sous-action\u00a0{line.sous_action}"


def amounts(funding: PrintedFunding) -> Iterator[str]:
    """Every amount that the page prints: step 7 looks for each."""
    budget = funding.budget
    yield funding.write(budget.total())
    for totals in (budget.par_annee(), budget.par_financeur(), budget.par_nature()):
        yield from map(funding.write, totals.values())
    yield from (funding.write(line.montant) for line in budget.lignes)


def amendments(fundings: Sequence[PrintedFunding]) -> PrintedAmendments | None:
    """What amendments gave and took; None where they moved nothing of this fiche."""
    if not fundings:
        return None
    one = fundings[0]
    return PrintedAmendments.of_fiche(one.dossier, one.fiche, one.write)


def progress(fundings: Sequence[PrintedFunding]) -> PrintedProgress | None:
    """What was foreseen beside what became of it; None where nothing did."""
    known = Progress.of(fundings[0].financement.a_l_etape) if fundings else None
    return PrintedProgress(known, fundings[0].funder, fundings[0].write) if known else None
