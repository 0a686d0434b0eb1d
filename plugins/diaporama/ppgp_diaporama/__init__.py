"""The format ``diaporama``: the story of a territory as native slides (python-pptx)."""

from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Diagnostic, Registry, dossier, hookimpl


@hookimpl
def ppgp_register(registry: Registry) -> None:
    """Add the slide deck."""
    registry.add_format(Diaporama())


@hookimpl
def ppgp_advise(dossier: dossier.Dossier) -> tuple[Diagnostic, ...]:
    """What slides do not show, and the notes tell."""
    from ppgp_diaporama.story.advice import advise

    return tuple(advise(dossier))
