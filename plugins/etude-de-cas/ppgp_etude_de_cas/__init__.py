"""The format ``etude-de-cas``: the case study of a territory as a tagged PDF (WeasyPrint).

``format`` says which documents there are; ``pdf.make`` makes them, and is loaded only then:
WeasyPrint takes half a second and needs Pango.
"""

from __future__ import annotations

from ppgp_docs.api import Registry, hookimpl
from ppgp_etude_de_cas.format import EtudeDeCas
from ppgp_etude_de_cas.summary_format import Synthese


@hookimpl
def ppgp_register(registry: Registry) -> None:
    """Bring the case study as a PDF, and its summary on one page."""
    registry.add_format(EtudeDeCas())
    registry.add_format(Synthese())
