"""The format ``diaporama``: the story of a territory as native slides (python-pptx)."""

from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Registry, hookimpl


@hookimpl
def ppgp_register_formats(registry: Registry) -> None:
    """Add the slide deck."""
    registry.add(Diaporama())
