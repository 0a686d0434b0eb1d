"""What is worth knowing of a dossier before its documents are made, for who asks: notes alone."""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs import check
from ppgp_docs.diagnostics import Diagnostic, Severity, warning
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.plugins import Plugins


def advise(dossier: Dossier, plugins: Plugins) -> tuple[Diagnostic, ...]:
    """What plugins advise, then what formats know that they will not print."""
    return (*check.advise(dossier, plugins), *_left_out(dossier, plugins))


def without_document(dossier: Dossier, plugins: Plugins) -> Iterator[Diagnostic]:
    """R007: a dossier of which no format makes anything yet, and what would be needed."""
    if dossier.has_case_study or dossier.fiches:
        return
    from ppgp_docs.render.planning import plan

    candidates = plan(dossier, plugins, frozenset(), archive=False).candidates
    if all(candidate.reason for candidate in candidates):
        name, code = dossier.dossier_dir.name, dossier.departement.code
        yield warning(
            "R007",
            f"le dossier `{name}` est encore vierge : aucun document n’en est fait",
            dossier.at("departement"),
            "remplissez une partie de l’étude de cas : `contexte` ou `activites`",
            f"ou ajoutez une fiche action : `ppgp new {code} --fiche 8`",
        )


def _left_out(dossier: Dossier, plugins: Plugins) -> Iterator[Diagnostic]:
    from ppgp_docs.prove.completeness import unprinted
    from ppgp_docs.render.planning import plan

    planned = plan(dossier, plugins, frozenset(), archive=False)
    yield from (each for each in planned.diagnostics if each.severity < Severity.ERROR)
    for candidate in planned.candidates:
        if candidate.reason is None:
            for omission in candidate.document.left_out:
                yield unprinted(candidate.document, omission)
