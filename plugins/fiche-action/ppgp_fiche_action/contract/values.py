"""What the tags of ``recapitulatif.docx`` may name; see ``template.known.RECAPITULATIF``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from ppgp_docs.api import (
    LIBELLES_NATURES,
    SHARES_ROUNDED,
    ContractBudget,
    Genre,
    SentField,
    contrat,
    enumerer,
    envelopes_sentence,
)
from ppgp_fiche_action.contract.tables import STAGES, ContractTables
from ppgp_fiche_action.fiche.funding import COLON
from ppgp_fiche_action.fiche.values import departement, notes
from ppgp_fiche_action.word.fields import cited, declare, text
from ppgp_fiche_action.word.ooxml import Element, markup, paragraph, run
from ppgp_fiche_action.word.prose import bullets, words
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style


def contract_values(sheet: Sheet) -> dict[str, Any]:
    """All the values; the notes come last, once all calls are numbered."""
    budget = ContractBudget(sheet.document.dossier)
    tables = ContractTables(sheet, budget)
    filled = {
        "departement": departement(sheet),
        "contrat": _contrat(sheet, budget.contrat),
        "synthese": markup([paragraph(sheet.styles[Style.ANNONCE], run(_summary(budget)))]),
        "enveloppes": _block(tables.envelopes()),
        "fiches": _block(tables.fiches()),
        "budget": _block(tables.crossed()),
        "financeurs": _funders(sheet, tables, envelopes_sentence(budget)),
        "indicateurs": _block(tables.indicators()),
    }
    return {**filled, "notes": notes(sheet)}


def _block(table: Element | None) -> Markup:
    return markup([] if table is None else [table])


def _funders(sheet: Sheet, tables: ContractTables, beside: str) -> Markup:
    """Who pays what, how shares are rounded, which payments are ``beside`` the envelopes, then the
    stages side by side, or the one there is."""
    paid, style = tables.funders(), sheet.styles
    told = filter(None, (SHARES_ROUNDED, beside))
    notes = [paragraph(style[Style.NOTE], run(each)) for each in told]
    elements = [] if paid is None else [paid, *notes]
    for title, table in tables.stages():
        elements += [paragraph(style[Style.ANNONCE], run(f"{title}{COLON.rstrip()}")), table]
    return markup(elements)


def _contrat(sheet: Sheet, one: contrat.Contrat) -> dict[str, Any]:
    years = dict.fromkeys((str(one.periode.debut), str(one.periode.fin)))
    national = one.referentiel.engagements if one.referentiel else ()
    engagements = [_engagement(sheet, each) for each in (*one.engagements, *national)]
    _declare_head(sheet, one)
    return {
        "intitule": one.intitule.plain,
        "periode": "-".join(years),
        "signature": one.signature.en_francais() if one.signature else "",
        "signataires": ", ".join(one.signataires),
        "textes": _references(sheet, one),
        "engagements": _list(sheet, engagements),
    }


def _declare_head(sheet: Sheet, one: contrat.Contrat) -> None:
    """The fields whose controls stand in the template itself."""
    where = one.address("intitule")
    declare(sheet, SentField(where, "Intitulé", Genre.LINE, cites=cited(one.intitule)))
    declare(sheet, SentField(one.address("signature"), "Date de signature", Genre.DATE))


def _engagement(sheet: Sheet, one: contrat.Engagement) -> list[Element]:
    number = [run(f"{one.numero}{COLON}")] if one.numero else []
    if one.address().startswith("contrat:"):
        return [*number, *text(sheet, one, "intitule", "Engagement")]
    return [*number, *words(sheet, one.intitule)]  # the State's own words


def _references(sheet: Sheet, one: contrat.Contrat) -> Markup:
    """The texts that the contract stands on."""
    ranks = range(len(one.textes))
    return _list(sheet, [text(sheet, one, f"textes.{rank}", "Texte") for rank in ranks])


def _list(sheet: Sheet, items: Iterable[list[Element]]) -> Markup:
    return markup(bullets(sheet, items))


def _summary(budget: ContractBudget) -> str:
    """How much the fiches carry in all, of what nature, and which are not counted."""
    whole, write = budget.whole, budget.write
    natures = [
        f"{write(total)} de {LIBELLES_NATURES[nature]}"
        for nature, total in whole.par_nature().items()
    ]
    detail = f"{COLON}{' et '.join(natures)}" if len(natures) > 1 else ""
    many = len(budget.fiches) > 1
    counted = f"Les {len(budget.fiches)} fiches action" if many else "La fiche action"
    verb = "portent" if many else "porte"
    said = f"{counted} de ce récapitulatif {verb} {write(whole.total())}{detail}."
    for stage, what in STAGES.items():
        if done := budget.at_stage(stage).total():
            counted = "comptées" if what.startswith("Dépenses") else "comptés"
            said += f" Les {what.lower()}, {counted} à part, s’élèvent à {write(done)}."
    return said + _absent(tuple(one.numero for one in budget.absent))


def _absent(numbers: tuple[int, ...]) -> str:
    if not numbers:
        return ""
    listed = enumerer(numbers)
    if len(numbers) == 1:
        return f" La fiche {listed} du contrat n’est pas dans ce dossier et n’est pas comptée ici."
    return f" Les fiches {listed} du contrat, absentes de ce dossier, ne sont pas comptées ici."
