"""What the tags of the Word template may name, in the words of the French guide.

Plain texts, and :class:`markupsafe.Markup` for what is already Word: nothing else reaches the
template, so that no tag can do more than print.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from markupsafe import Markup

from ppgp_docs.api import Genre, SentField, below, fiche
from ppgp_fiche_action.amendments import life_step
from ppgp_fiche_action.fiche.frame import above, sub_actions
from ppgp_fiche_action.fiche.funding import COLON, fundings
from ppgp_fiche_action.fiche.recapitulatif import TEXT_WIDTH, budget_parts, sentence, summaries
from ppgp_fiche_action.fiche.rows import content
from ppgp_fiche_action.signatures import signature_block
from ppgp_fiche_action.template.known import BUDGET_PARTS
from ppgp_fiche_action.word.fields import cited, declare, typed
from ppgp_fiche_action.word.footnotes import write_notes
from ppgp_fiche_action.word.heads import pieces
from ppgp_fiche_action.word.ooxml import Element, markup, paragraph, run
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Style

Values: TypeAlias = dict[str, Any]


def values(sheet: Sheet) -> Values:
    """All the values of a sheet; the notes come last, once all calls are numbered."""
    _declare_head(sheet)
    filled = {
        "fiche": _fiche(sheet),
        "departement": departement(sheet),
        "contrat": _contrat(sheet),
        "tampon": _tampon(sheet, sheet.fiche.tampon),
        "rubriques": [*_life(sheet), *above(sheet), *_rows(sheet)],
        "financement": _financement(sheet),
        "budget": _budget(sheet),
        "signatures": _signatures(sheet),
        "sigles": _sigles(sheet),
    }
    return {**filled, "notes": notes(sheet)}


def _declare_head(sheet: Sheet) -> None:
    """The fields whose controls stand in the template itself."""
    one = sheet.fiche
    for name, label, value in (
        ("titre", "Titre", one.titre),
        ("objectif.intitule", "Objectif", one.objectif.intitule),
    ):
        tag = declare(sheet, SentField(one.address(name), label, Genre.LINE, cites=cited(value)))
        sheet.heads[tag] = pieces(sheet, value)
    for name, label, genre in (
        ("numero", "Numéro", Genre.INTEGER),
        ("objectif.numero", "Numéro de l’objectif", Genre.INTEGER),
        ("referent", "Référent", Genre.WORDS),
        ("edition", "Date d’édition", Genre.DATE),
    ):
        declare(sheet, SentField(one.address(name), label, genre))


def _fiche(sheet: Sheet) -> Values:
    one = sheet.fiche
    return {
        "chemin": one.address(),
        "numero": str(one.numero),
        "titre": one.titre.plain,
        "objectif": {
            "numero": str(one.objectif.numero),
            "intitule": one.objectif.intitule.plain,
        },
        "referent": one.referent,
        "edition": one.edition.en_francais() if one.edition else "",
    }


def departement(sheet: Sheet) -> Values:
    """The territory and the authority that it depends on."""
    territory = sheet.document.dossier.departement
    return {"code": territory.code, "nom": territory.nom, "autorite": territory.autorite}


def _contrat(sheet: Sheet) -> str:
    contract = sheet.document.dossier.contrat
    if contract is None:
        return ""
    return f"{contract.intitule.plain}, {contract.periode.en_clair}"


def _tampon(sheet: Sheet, stamp: fiche.Tampon | None) -> Values | None:
    """The stamp as supplied."""
    if stamp is None:
        return None
    declare(sheet, SentField(stamp.address("identifiant"), "Identifiant"))
    for key, label, _ in stamp.dates:
        declare(sheet, SentField(stamp.address(key), label, Genre.DATE))
    declare(sheet, SentField(stamp.address("recueil"), "Recueil"))
    return {
        "identifiant": stamp.identifiant,
        "executoire": stamp.executoire,
        "dates": [
            {"cle": key, "libelle": label, "valeur": said} for key, label, said in stamp.precisions
        ],
    }


def _life(sheet: Sheet) -> Iterator[Values]:
    """What the fiche became, above its own rows; nothing for one that is simply active."""
    if steps := sheet.fiche.vie:
        listed = bullets(sheet, [life_step(sheet, each) for each in steps])
        path = sheet.fiche.address("vie")
        yield {"chemin": path, "libelle": "Vie de la fiche", "contenu": markup(listed)}


def _rows(sheet: Sheet) -> Iterator[Values]:
    """The rows of the fiche; its sub-actions stand above the one that says what pays for them."""
    parts = [*sub_actions(sheet)]
    for row in sheet.fiche.rubriques:
        if row.cle == "moyens":
            yield from parts
            parts = []
        yield _rubrique(sheet, row)
    yield from parts


def _rubrique(sheet: Sheet, rubrique: fiche.Rubrique) -> Values:
    where = rubrique.address("libelle")
    declare(sheet, SentField(where, "Rubrique", Genre.LINE, cites=cited(rubrique.libelle)))
    return {
        "chemin": rubrique.address(),
        "libelle": rubrique.intitule,
        "contenu": markup(content(sheet, rubrique)),
    }


def _financement(sheet: Sheet) -> Values | None:
    if sheet.fiche.budget is None:
        return None
    groups = fundings(sheet)
    return {"synthese": markup([sentence(groups)]), "tableau": markup([*summaries(groups)])}


def _budget(sheet: Sheet) -> Values:
    """The tables of « financement », each by itself; nothing where a fiche does not use one."""
    parts = budget_parts(fundings(sheet)) if sheet.fiche.budget else {}
    return {name: markup(parts.get(name, [])) for name in BUDGET_PARTS}


def _signatures(sheet: Sheet) -> Markup:
    where = f"fiche-{sheet.fiche.numero}/signatures"
    return markup(signature_block(sheet, sheet.document.dossier.contrat, TEXT_WIDTH, where))


def _sigles(sheet: Sheet) -> Markup:
    """The acronyms in alphabetical order, in one paragraph."""
    strong = sheet.styles[Style.GRAS]
    pairs = sorted(sheet.fiche.sigles.items())
    where = sheet.fiche.address("sigles")
    runs: list[Element] = []
    for rank, (short, full) in enumerate(pairs, start=1):
        end = "." if rank == len(pairs) else "\u202f; "
        field = SentField(below(where, short), f"Sigle {short}")
        meaning = typed(sheet, field, run(full))
        runs += [run(short, strong), run(COLON), *meaning, run(end)]
    return markup([paragraph(sheet.styles[Style.NOTE], *runs)] if runs else [])


def notes(sheet: Sheet) -> Markup:
    """Nothing at the place of the notes: they are Word's own, at the foot of the page."""
    write_notes(sheet)
    return Markup("")
