"""Figures drawn large or as bars."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from ppgp_diaporama.slides import Bar, Bars, Panel, Source
from ppgp_diaporama.story.figures import Figure
from ppgp_diaporama.story.texts import NBSP, heading, panel, paras, told, words
from ppgp_docs.api import Chiffre, Line, capitale


def figure_panel(key: Figure) -> Panel:
    """The number large, then what it counts, then its percentage and its base; its share drawn."""
    source = Source("le libellé du chiffre", key.chiffre.at("libelle"))
    said = panel(source, heading(words(key.headline)), paras(map(words, key.reading)))
    return evolve(said, share=key.ratio)


def reading(keys: Sequence[Figure], question: Line, source: Source) -> Panel:
    """What stands under the bars: the question that was asked, then the base and the source.

    The source goes to the notes when there is no room: who was asked what never does.
    """
    base, origin = _base(keys), _source(keys)
    versions = dict.fromkeys((f"{base} {origin}".strip(), base))
    asked = paras([question])
    full, *shorter = (asked + paras([words(text)] if text else []) for text in versions)
    return Panel(full, source, tuple(shorter))


def _base(keys: Sequence[Figure]) -> str:
    """The base or the unit that all bars share."""
    base = _shared(keys)
    units = {key.unit for key in keys}
    if base:
        return f"Base\u00a0: {base.en_chiffres} {base.libelle.plain or base.unite}."
    if not any(key.base for key in keys) and len(units) == 1 and units != {""}:
        return f"En {units.pop()}."
    return ""


def _source(keys: Sequence[Figure]) -> str:
    """The sources of the bars, each once."""
    sources = dict.fromkeys(key.chiffre.source for key in keys if key.chiffre.source)
    return told("Source", "\u202f; ".join(sources)) + "." if sources else ""


def bars(keys: Sequence[Figure], title: Line, field: str) -> Bars:
    """A bar for each figure; the end of the bar says the count and its percentage.

    ``field`` is what the name of a bar is in the dossier.
    """
    base = _shared(keys)
    rows = tuple(
        Bar(
            name=capitale(key.chiffre.libelle.plain or key.chiffre.unite),
            value=key.value,
            label=_label(key, base),
            said=key.beside_label,
            source=Source(field, key.chiffre.at("libelle")),
            base=key.base.valeur if key.base else None,
        )
        for key in keys
    )
    return Bars(title, rows, base.valeur if base else None)


def _label(key: Figure, base: Chiffre | None) -> str:
    """The caption says the base when all bars share it."""
    rate = f"{NBSP}({key.percentage})" if key.percentage else ""
    if key.base is None:
        return f"{key.number}{rate}"
    return f"{key.headline if base else key.counted}{rate}".replace(" ", NBSP)


def _shared(keys: Sequence[Figure]) -> Chiffre | None:
    """The base of all the figures, when it is the same."""
    first = keys[0].base
    return first if all(key.base == first for key in keys) else None
