"""The format ``bilan-annuel``: a Word file for each year of a contract of which something was
spent or measured, with what the fiche action makes its Word files with."""

from ppgp_bilan_annuel.format import BilanAnnuelFormat
from ppgp_docs.api import Registry, hookimpl


@hookimpl
def ppgp_register(registry: Registry) -> None:
    registry.add_format(BilanAnnuelFormat())
