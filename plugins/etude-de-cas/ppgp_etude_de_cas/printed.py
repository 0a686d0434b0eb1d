"""The texts that a case study prints, from the model alone.

Step 7 looks for their figures in the finished PDF; so nothing here looks at what was rendered.
Short versions are left out: only slides print them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from ppgp_docs.api import Line, Prose, blocs, dossier, parse_line


def printed_texts(study: dossier.Dossier) -> Iterator[Line | Prose]:
    """Every rich text of the case study, and its key figures as lines."""
    parts = (
        study.introduction,
        study.contexte,
        study.chronologie,
        study.activites,
        study.et_apres,
        study.appel,
    )
    yield from _texts(parts)
    for bloc in study.blocs():
        yield from _cited(bloc, study)


def _texts(node: Any) -> Iterator[Line | Prose]:
    if isinstance(node, Line | Prose):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _texts(child)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            if field.name not in ("place", "version_courte"):
                yield from _texts(getattr(node, field.name))


def _cited(bloc: blocs.Bloc, study: dossier.Dossier) -> Iterator[Line | Prose]:
    """What a block takes from elsewhere in the dossier: a quote, figures."""
    if isinstance(bloc, blocs.CitationPlacee):
        yield study.citations[bloc.citation].texte
    elif isinstance(bloc, blocs.ChiffreCle | blocs.Graphique):
        for name in bloc.chiffres:
            yield parse_line(study.chiffres[name].en_chiffres)
