"""What the contents of a case study say a second time."""

from __future__ import annotations

from ppgp_docs.api import Context, dossier


def say_contents(study: dossier.Dossier, context: Context) -> None:
    """The contents print the titles of the parts once more."""
    for part in (study.contexte, study.chronologie, *study.activites, study.et_apres):
        if part:
            context.repeated(part, "titre")
    if study.appel:
        context.repeated(study.appel, "accroche")
