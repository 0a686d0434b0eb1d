"""The format ``donnees-ouvertes``: the acts of a contract as rows of SCDL (CSV)."""

from ppgp_docs.api import Registry, hookimpl
from ppgp_donnees_ouvertes.format import DonneesOuvertesFormat


@hookimpl
def ppgp_register(registry: Registry) -> None:
    registry.add_format(DonneesOuvertesFormat())
