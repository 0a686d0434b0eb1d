"""Figures drawn large or as bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ppgp_diaporama.slides import Bars, Panel, Source
from ppgp_diaporama.story.figures import Figure
from ppgp_diaporama.story.texts import heading, panel, paras, words
from ppgp_docs.api import Chiffre, Line, capitale


def figure_panel(key: Figure) -> Panel:
    """The number large, then what it counts, then its percentage and its base."""
    source = Source("le libellé du chiffre", key.chiffre.at("libelle"))
    return panel(source, heading(words(key.headline)), paras(map(words, key.reading)))


def base_and_source(keys: Sequence[Figure]) -> Iterator[str]:
    """The base or the unit that all bars share, and the source."""
    base = _shared(keys)
    units = {key.chiffre.unite for key in keys}
    texts = [f"Base\u00a0: {base.en_chiffres} {base.libelle.plain or base.unite}."] if base else []
    if not any(key.base for key in keys) and len(units) == 1 and units != {""}:
        texts.append(f"En {units.pop()}.")
    sources = dict.fromkeys(key.chiffre.source for key in keys if key.chiffre.source)
    texts += [f"Source\u00a0: {source}." for source in list(sources)[:1]]
    if texts:
        yield " ".join(texts)


def bars(keys: Sequence[Figure], title: Line, source: Source) -> Bars:
    """A bar for each figure; the end of the bar says the count and its percentage."""
    base = _shared(keys)
    names = tuple(capitale(key.chiffre.libelle.plain or key.chiffre.unite) for key in keys)
    pairs = zip(names, keys, strict=True)
    said = "\u202f; ".join(f"{name}\u00a0: {key.share}" for name, key in pairs)
    return Bars(
        names,
        tuple(key.value for key in keys),
        tuple(_label(key, base) for key in keys),
        source,
        base.valeur if base else None,
        f"Graphique en barres\u00a0: {title.plain}. {said}.",
    )


def _label(key: Figure, base: Chiffre | None) -> str:
    """On two lines; the caption says the base when all bars share it."""
    part = key.chiffre.en_pourcentage(key.base) if key.base else ""
    if key.base is None:
        return key.number
    if base is None or not part:
        return key.share.replace(" (", "\n(")
    return f"{key.headline}\n({part})"


def _shared(keys: Sequence[Figure]) -> Chiffre | None:
    """The base of all the figures, when it is the same."""
    first = keys[0].base
    return first if all(key.base == first for key in keys) else None
