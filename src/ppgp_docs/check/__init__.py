"""Step 5, check: facts that must agree.

Checks come by the hook ``ppgp_check``, the tool's own (``controles``, in ``plugin``, and
``relecture``, which reads prose) as a stranger's. A dossier may set a warning aside with a written
reason (``dispenses``, in ``waivers``), a missing consent excepted. Amounts that several plugins
state of the same lines (``ppgp_state_amounts``) are compared at once, in ``money/agreement``.
Advice comes by ``ppgp_advise``, for those who ask.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import chain
from typing import Final

from ppgp_docs.check import waivers
from ppgp_docs.check.money.agreement import amounts_agree
from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.drawing import draw
from ppgp_docs.plugin.plugins import Plugins

OWN: Final = {
    "controles": "les contrôles livrés avec l’outil ne sont pas installés",
    "relecture": "la relecture des textes, livrée avec l’outil, n’est pas installée",
}
"""The entry points of the tool's own checks, with what is told when one is lost."""


def check(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """Everything that the plugins find in a dossier, waivers applied.

    F017 when a plugin of the tool's own is lost: a dossier that nobody checked would look sound.
    """
    home = answers.home_of(dossier)
    results: list[tuple[Diagnostic, ...]] = []
    failures: list[Diagnostic] = []
    for each in plugins.implementations("ppgp_check"):
        ours = plugins.is_ours(each.plugin_name)
        read = answers.diagnostics if ours else partial(answers.findings, home)
        answer, fault = plugins.ask_one(each, read, dossier=dossier)
        results.append(answer or ())
        failures += [fault] if fault else []
    stated, lost_statements = plugins.call(
        "ppgp_state_amounts", partial(answers.statements, home), dossier=dossier
    )
    failures += lost_statements
    found = chain.from_iterable((*results, amounts_agree(chain.from_iterable(stated))))
    lost = [tell for name, tell in OWN.items() if not plugins.manager.has_plugin(name)]
    hint = "réinstallez l’outil : `python3 bootstrap.py setup`"
    failures += [error("F017", tell, None, hint) for tell in lost]
    return (*waivers.apply(dossier, found, plugins.pages), *failures)


def check_at(dossier: Dossier, as_of: date) -> tuple[Diagnostic, ...]:
    """What is only wrong at a date that somebody gives, waivers applied."""
    from ppgp_docs.check.contract.late_reports import late_reports

    return tuple(waivers.applied(dossier, late_reports(dossier, as_of)))


def advise(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """What the plugins find that could be better in a dossier."""
    found: list[Diagnostic] = []
    for one in plugins.implementations("ppgp_advise"):
        told = _as_drawn(dossier, one.plugin_name, plugins)
        ours = plugins.is_ours(one.plugin_name)
        read = partial(answers.advice, None if ours else answers.home_of(dossier))
        answer, fault = plugins.ask_one(one, read, dossier=told)
        found += (fault,) if fault else answer
    return tuple(found)


def _as_drawn(dossier: Dossier, name: str, plugins: Plugins) -> Dossier:
    """A format of ours advises on what it would be given: strangers' blocks as they are drawn."""
    own = [each for each in plugins.formats if plugins.owner(each.id).name == name]
    is_one = plugins.is_ours(name) and len(own) == 1
    return draw(dossier, own[0], plugins).dossier if is_one else dossier
