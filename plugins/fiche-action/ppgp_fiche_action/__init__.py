"""The format ``fiche-action``: the grant sheet of the State contract as a Word file (docxtpl)."""

from ppgp_docs.api import Registry, hookimpl
from ppgp_fiche_action.format import FicheActionFormat


@hookimpl
def ppgp_register_formats(registry: Registry) -> None:
    registry.add(FicheActionFormat())
