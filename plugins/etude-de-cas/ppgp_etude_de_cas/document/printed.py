"""The texts that a case study prints, from the model alone.

Step 7 looks for their figures in the finished PDF; so nothing here looks at what was rendered.
Short versions are left out: only slides print them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import Line, Prose, blocs, dossier, outline, parse_line


def printed_texts(study: dossier.Dossier) -> Iterator[Line | Prose]:
    """Every rich text of the parts that the dossier asks for, and its key figures as lines."""
    parts = tuple(getattr(study, name) for name in study.presentation.ordre)
    yield from outline.rich_texts_in(parts, without="version_courte")
    for part in outline.parts(study):
        for bloc in dossier.walk(part.blocs):
            yield from _cited(bloc, study)


def _cited(bloc: blocs.Bloc, study: dossier.Dossier) -> Iterator[Line | Prose]:
    """What a block takes from elsewhere in the dossier: a quote, figures."""
    if isinstance(bloc, blocs.CitationPlacee):
        yield study.citations[bloc.citation].texte
    elif isinstance(bloc, blocs.ChiffreCle | blocs.Graphique):
        for name in _figures(bloc):
            yield parse_line(study.chiffres[name].en_chiffres)


def _figures(bloc: blocs.ChiffreCle | blocs.Graphique) -> tuple[str, ...]:
    return bloc.named if isinstance(bloc, blocs.Graphique) else bloc.chiffres
