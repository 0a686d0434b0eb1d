"""Which web pages a dossier makes, and what must be found in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppgp_docs.api import (
    CASE_STUDY,
    SHORT_VERSIONS,
    Context,
    ContractBudget,
    Document,
    contract_omissions,
    contract_refusal,
    dossier,
    fiche,
    outline,
    printed_fundings,
)
from ppgp_etude_de_cas.document.printed import printed_texts
from ppgp_page_web.subject import is_of_contract


class PageWeb:
    """The case study of a territory, its contract, its fiches, as pages that need nothing else."""

    id = "page-web"
    label = "Page web"
    suffix = ".html"
    media_type = "text/html"
    templates = ("page-web", "etude-de-cas")

    def documents(self, dossier: dossier.Dossier) -> Sequence[Document]:
        """The case study, the fiches, their contract; of a dossier that holds none, what it could
        be."""
        told = dossier.has_case_study or not dossier.fiches
        study = [_study(dossier)] if told else []
        summed = [_contract(dossier)] if dossier.contrat else []
        return [*study, *(_fiche(dossier, one) for one in dossier.fiches), *summed]

    def ignores(self, document: Document) -> tuple[str, ...]:
        """A fiche is of its contract, and prints nothing of the case study; nor the other way.

        Every page prints all acronyms; that of a case study ranks all its figures."""
        named = ("personnes", "citations", "notes")
        if is_of_contract(document):
            return (*CASE_STUDY, "chiffres", *named)
        if document.fiche:
            return (*CASE_STUDY, "fiches", "chiffres", *named)
        return ("contrat", "reunion", *SHORT_VERSIONS, "fiches", *named)

    def refusal(self, document: Document) -> str | None:
        """A dossier that tells no story has no page of it; nor has a contract without fiches."""
        if is_of_contract(document):
            return contract_refusal(document.dossier)
        return None if document.fiche else outline.untold(document.dossier)

    def render(self, document: Document, context: Context) -> bytes:
        """The page, in UTF-8. Raises HandledError for a picture or a template to mend."""
        from ppgp_page_web.page import make_page

        return make_page(document, context).encode()


def _study(dossier: dossier.Dossier) -> Document:
    return Document(
        format=PageWeb.id,
        name=f"etude-de-cas-{dossier.slug}",
        title=outline.cover_title(dossier),
        dossier=dossier,
        expected=outline.figures_in(tuple(printed_texts(dossier))),
        prints=outline.story(dossier),
    )


def _contract(study: dossier.Dossier) -> Document:
    """Called as the Word file that says the same."""
    from ppgp_page_web.contract import contract_amounts

    budget = ContractBudget(study)
    years = budget.contrat.periode.en_clair
    return Document(
        format=PageWeb.id,
        name=f"recapitulatif-contrat-{study.slug}",
        title=f"Récapitulatif du contrat {years} – {study.departement.nom}",
        dossier=study,
        expected=tuple(dict.fromkeys(contract_amounts(budget))),
        prints=(budget.contrat,),
        left_out=tuple(contract_omissions(budget.contrat)),
    )


def _fiche(dossier: dossier.Dossier, one: fiche.FicheAction) -> Document:
    return Document(
        format=PageWeb.id,
        name=f"fiche-action-{one.numero:02}-{dossier.slug}",
        title=f"Fiche action {one.numero} – {dossier.departement.nom}",
        dossier=dossier,
        fiche=one,
        expected=tuple(dict.fromkeys(_amounts(dossier, one))),
        prints=(one,),
    )


def _amounts(dossier: dossier.Dossier, one: fiche.FicheAction) -> Iterator[str]:
    from ppgp_page_web.budget import amendments, amounts

    if any(row.cle == "moyens" for row in one.rubriques):
        for funding in printed_fundings(dossier, one):
            yield from amounts(funding)
    groups = printed_fundings(dossier, one)
    if known := amendments(groups):
        yield from known.amounts()
    for table in groups[0].tables() if groups else ():
        yield from filter(None, table.texts())
