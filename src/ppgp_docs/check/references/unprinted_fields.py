"""Fields that only slides print, where no slide is made of what holds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, note
from ppgp_docs.model.blocs import CitationPlacee, Paragraphe, Section
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.walk import iter_nodes

_NO_SLIDE: Final = "seul le diaporama de l’étude de cas l’emploie, et une fiche n’y est pas"


def short_versions(dossier: Dossier) -> Iterator[Diagnostic]:
    """C124: a short version, or a place on slides, that no document of the dossier prints."""
    for fiche in dossier.fiches:
        holders: list[Paragraphe | Section]
        holders = [*iter_nodes(fiche, Paragraphe), *iter_nodes(fiche, Section)]
        for bloc in holders:
            if bloc.version_courte:
                message = "cette version courte n’est imprimée nulle part"
                hint = "enlevez-la : le texte, lui, s’imprime en entier"
                span = bloc.at("version_courte")
                yield note("C124", f"{message} : {_NO_SLIDE}", span, hint)
        for section in iter_nodes(fiche, Section):
            if section.diapo:
                message = f"`diapo` ne change rien ici : {_NO_SLIDE}"
                yield note("C124", message, section.at("diapo"), "enlevez ce champ")
    yield from _quotes(dossier)


def _quotes(dossier: Dossier) -> Iterator[Diagnostic]:
    placed = {id(bloc): bloc.citation for bloc in iter_nodes(dossier, CitationPlacee)}
    of_fiches = {placed.pop(id(bloc), "") for bloc in iter_nodes(dossier.fiches, CitationPlacee)}
    for name in sorted(dossier.citations.keys() & of_fiches - {*placed.values()}):
        if (quote := dossier.citations[name]).version_courte:
            message = "cette version courte n’est imprimée nulle part"
            why = "seul le diaporama de l’étude de cas l’emploie, et seule une fiche cite ces mots"
            span = quote.at("version_courte")
            yield note("C124", f"{message} : {why}", span, "enlevez-la, ou citez-les dans l’étude")


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (short_versions,)
