"""Which fiches and contracts become documents, and what must be found in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ppgp_docs.api import (
    BY_NAME,
    CASE_STUDY,
    ETAPES,
    Context,
    ContractAccounts,
    ContractBudget,
    Diagnostic,
    Document,
    Omission,
    PrintedAmendments,
    PrintedFunding,
    blocs,
    contract_omissions,
    contract_refusal,
    dossier,
    fiche,
    outline,
)

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_IGNORED = (*CASE_STUDY, *BY_NAME)


class FicheActionFormat:
    """One Word file per fiche of the dossier; see :class:`ppgp_docs.api.Format`."""

    id = "fiche-action"
    label = "Fiche action"
    suffix = ".docx"
    media_type = _DOCX
    template = "fiche-action/fiche.docx"
    templates = (template,)
    ignores = (*_IGNORED, "fiches")

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        return [_document(dossier, one) for one in dossier.fiches]

    def refusal(self, document: Document) -> str | None:
        return None if document.fiche else "ce document ne porte sur aucune fiche action"

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_fiche_action.render import render_fiche  # python-docx is heavy

        return render_fiche(document, context, self.template)

    def check_template(self, file: Path, data: bytes) -> Sequence[Diagnostic]:
        from ppgp_fiche_action.template import checking, known

        return checking.check(file, data, known.FICHE)

    def annotate_template(self, file: Path, data: bytes) -> bytes:
        from ppgp_fiche_action.template import checking, known

        return checking.annotated(file, data, known.FICHE)


class RecapitulatifFormat:
    """One Word file per contract: its fiches, its budget, its indicators."""

    id = "recapitulatif-contrat"
    label = "Récapitulatif du contrat"
    suffix = ".docx"
    media_type = _DOCX
    template = "fiche-action/recapitulatif.docx"
    templates = (template,)
    ignores = _IGNORED

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        if dossier.contrat is None:
            return ()
        period = dossier.contrat.periode
        years = "-".join(dict.fromkeys((str(period.debut), str(period.fin))))
        title = f"Récapitulatif du contrat {years} – {dossier.departement.nom}"
        expected = tuple(dict.fromkeys(_of_contract(ContractBudget(dossier))))
        return (
            Document(
                self.id,
                f"{self.id}-{dossier.slug}",
                title,
                dossier,
                expected=expected,
                prints=(dossier.contrat,),
                left_out=tuple(contract_omissions(dossier.contrat)),
            ),
        )

    def refusal(self, document: Document) -> str | None:
        return contract_refusal(document.dossier)

    def render(self, document: Document, context: Context) -> bytes:
        from ppgp_fiche_action.render import render_contract

        return render_contract(document, context, self.template)

    def check_template(self, file: Path, data: bytes) -> Sequence[Diagnostic]:
        from ppgp_fiche_action.template import checking, known

        return checking.check(file, data, known.RECAPITULATIF)

    def annotate_template(self, file: Path, data: bytes) -> bytes:
        from ppgp_fiche_action.template import checking, known

        return checking.annotated(file, data, known.RECAPITULATIF)


def _document(dossier: dossier.Dossier, one: fiche.FicheAction) -> Document:
    return Document(
        format=FicheActionFormat.id,
        name=f"fiche-action-{one.numero:02}-{dossier.slug}",
        title=f"Fiche action {one.numero} – {dossier.departement.nom}",
        dossier=dossier,
        fiche=one,
        expected=tuple(dict.fromkeys([*_amounts(dossier, one), *_figures(one)])),
        prints=(one,),
        left_out=tuple(_portraits(dossier, one)),
    )


def _portraits(dossier: dossier.Dossier, one: fiche.FicheAction) -> Iterator[Omission]:
    """The pictures of people: the form has no room for them."""
    shown = (name for rubrique in one.rubriques for name in _people(rubrique.blocs))
    for name in dict.fromkeys(shown):
        person = dossier.personnes.get(name)
        if person and person.photo:
            yield Omission(person.photo.at(), "une fiche action ne montre pas de portrait")


def _people(group: Iterable[blocs.Bloc]) -> Iterator[str]:
    for bloc in group:
        if isinstance(bloc, blocs.Personnes):
            yield from bloc.personnes
        elif isinstance(bloc, blocs.Section):
            yield from _people(bloc.blocs)


def _amounts(story: dossier.Dossier, one: fiche.FicheAction) -> Iterator[str]:
    """Every amount that the summary prints, and the breakdown where the fiche has its row."""
    if one.budget is None:
        return
    every = (*one.budget.montants, *one.budget.anciens)
    write = PrintedFunding(story, one, one.budget).write
    for budget in map(one.budget.a_l_etape, ETAPES):
        if budget.lignes:
            yield write(budget.total())
        for totals in (budget.par_annee(), budget.par_financeur(), budget.par_nature()):
            yield from map(write, totals.values())
    if known := PrintedAmendments.of_fiche(story, one, write):
        yield from known.amounts()
    for table in PrintedFunding(story, one, one.budget).tables():
        yield from filter(None, table.texts())
    if any(rubrique.cle == "moyens" for rubrique in one.rubriques):
        yield from (write(line.montant) for line in every)


def _of_contract(budget: ContractBudget) -> Iterator[str]:
    """Every amount that the tables of a contract print, but nothings: they are dashes there."""
    envelopes = budget.contrat.enveloppes
    listed = envelopes if any(one.annee for one in envelopes) else ()
    amounts: list[Decimal | None] = [one.montant for one in listed]
    if listed:
        amounts.append(budget.signed.promised)
    amounts += [budget.promised, *map(budget.envelope, budget.funders)]
    amounts += [budget.left_in_all, *map(budget.left, budget.funders)]
    for part in (*map(budget.at_stage, ETAPES), *map(budget.of, budget.fiches)):
        amounts += [part.total(), *part.par_annee().values(), *part.par_financeur().values()]
        amounts += (paid for by in part.financeur_annee().values() for paid in by.values())
    amounts += map(budget.reserve, budget.funders)
    if known := PrintedAmendments.of_contract(budget):
        yield from known.amounts()
    if accounts := ContractAccounts.of(budget):
        yield from accounts.amounts()
    yield from map(budget.write, filter(None, amounts))


def _figures(one: fiche.FicheAction) -> Iterator[str]:
    printed = (one.titre, one.objectif, *_computed(one))
    yield from outline.figures_in(printed)
    for rubrique in one.rubriques:
        yield from outline.figures_in((rubrique.libelle, *_printed(rubrique.blocs)))


def _computed(one: fiche.FicheAction) -> Iterator[object]:
    """What the rows that fill themselves print, where the fiche has these rows."""
    rows = {
        "moyens": one.budget and one.budget.lignes,
        "calendrier": one.calendrier,
        "indicateurs": one.indicateurs,
        "vigilance": one.points_de_vigilance,
    }
    present = {rubrique.cle for rubrique in one.rubriques}
    return (content for cle, content in rows.items() if cle in present)


def _printed(content: tuple[blocs.Bloc, ...]) -> Iterator[object]:
    """The parts of blocks that the sheet prints: short versions are for slides."""
    for bloc in content:
        if isinstance(bloc, blocs.Paragraphe):
            yield bloc.texte
        elif isinstance(bloc, blocs.Section):
            yield (bloc.titre, *_printed(bloc.blocs))
        elif isinstance(bloc, blocs.ImagePlacee):
            yield bloc.legende
        elif isinstance(bloc, blocs.Galerie):
            yield (bloc.titre, *(vue.legende for vue in bloc.vues))
        else:
            yield bloc
