"""Step 5, check: facts that must agree.

Checks come by the hook ``ppgp_check``, the core's own (the plugin ``controles``, in ``facts``) as
a stranger's. A dossier may set a warning aside with a written reason (``dispenses``, in
``waivers``), a missing consent excepted. Advice comes by ``ppgp_advise``, for those who ask.
"""

from __future__ import annotations

from typing import Final

from ppgp_docs.check import waivers
from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.loading import Plugins

CORE: Final = "controles"
"""The entry point of the core's own checks."""


def check(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """Everything that the plugins find in a dossier, waivers applied.

    F017 when the core's own plugin is lost: a dossier that nobody checked would look sound.
    """
    results, failures = plugins.call("ppgp_check", answers.diagnostics, dossier=dossier)
    found = [diagnostic for result in results for diagnostic in result]
    if not plugins.manager.has_plugin(CORE):
        failures.append(
            error(
                "F017",
                "les contrôles livrés avec l’outil ne sont pas installés",
                None,
                "réinstallez l’outil : `python3 bootstrap.py setup`",
            )
        )
    return (*waivers.apply(dossier, found), *failures)


def advise(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """What the plugins find that could be better in a dossier."""
    results, failures = plugins.call("ppgp_advise", answers.diagnostics, dossier=dossier)
    return (*(advice for result in results for advice in result), *failures)
