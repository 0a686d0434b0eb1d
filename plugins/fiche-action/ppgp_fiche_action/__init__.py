"""Two formats in Word (docxtpl): ``fiche-action``, the grant sheet of the State contract, and
``recapitulatif-contrat``, which sums up the fiches of a contract."""

from collections.abc import Iterator

from ppgp_docs.api import Diagnostic, Registry, dossier, hookimpl
from ppgp_fiche_action.fiche import blank_rows, outside_rows
from ppgp_fiche_action.format import FicheActionFormat, RecapitulatifFormat


@hookimpl
def ppgp_register(registry: Registry) -> None:
    registry.add_format(FicheActionFormat())
    registry.add_format(RecapitulatifFormat())


@hookimpl
def ppgp_check(dossier: dossier.Dossier) -> Iterator[Diagnostic]:
    return outside_rows.check(dossier)


@hookimpl
def ppgp_advise(dossier: dossier.Dossier) -> Iterator[Diagnostic]:
    return blank_rows.advise(dossier)
