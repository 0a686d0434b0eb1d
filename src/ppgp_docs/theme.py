"""The look of the documents: a theme is data (``templates/themes/*.yaml``), neutral by default.

The State's design system and the Marianne typeface are forbidden to départements, so nothing here
imitates them. Every pair of colours that carries text is checked when the theme loads.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.diagnostics import HandledError, Span, error
from ppgp_docs.resources import Resources

COLOURS: Final = (
    "encre",
    "papier",
    "accent",
    "accent_clair",
    "second",
    "second_clair",
    "fond",
    "filet",
    "sur_accent",
)
"""What a theme names: text ink, paper, accent and its tint, second colour and its tint, quiet
background, rules, and the text that stands on the accent."""

_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")

MINIMUM_CONTRAST: Final = 4.5
"""WCAG 2.1, 1.4.3 (level AA), asked of public bodies by RGAA 4.1, criterion 3.2."""

_PAIRS: Final = (
    ("encre", "papier"),
    ("encre", "fond"),
    ("encre", "accent_clair"),
    ("encre", "second_clair"),
    ("accent", "papier"),
    ("accent", "fond"),
    ("accent", "accent_clair"),
    ("second", "papier"),
    ("second", "second_clair"),
    ("sur_accent", "accent"),
    ("sur_accent", "second"),
)


@frozen
class Theme:
    """Colours as ``#RRGGBB`` by the names of :data:`COLOURS`; ``font`` is a family name."""

    name: str
    label: str
    colours: immutabledict[str, str]
    font: str

    def colour(self, name: str) -> str:
        return self.colours[name]


def load_theme(name: str, resources: Resources) -> Theme:
    """The theme called ``name``. Raises HandledError when it is missing or illegible."""
    try:
        file = resources.find(f"themes/{name}.yaml")
    except (FileNotFoundError, ValueError):
        known = ", ".join(
            item.removeprefix("themes/").removesuffix(".yaml") for item in resources.names("themes")
        )
        raise HandledError(
            error("F006", f"le thème `{name}` n’existe pas", None, f"thèmes connus : {known}")
        ) from None
    theme = _theme(name, file)
    if faults := _faults(theme):
        raise HandledError(*(error("F007", fault, Span(file)) for fault in faults))
    return theme


def _theme(name: str, file: Path) -> Theme:
    try:
        data: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
        colours = {key: str(value) for key, value in data["couleurs"].items()}
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError):
        hint = "copiez un thème qui existe et changez ses couleurs"
        raise HandledError(
            error("F007", "le thème n’a pas de liste `couleurs` lisible", Span(file), hint)
        ) from None
    font = str(data.get("police", "Source Sans Pro"))
    return Theme(name, str(data.get("libelle", name)), immutabledict(colours), font)


def _faults(theme: Theme) -> list[str]:
    missing = [name for name in COLOURS if name not in theme.colours]
    if missing:
        return [f"le thème ne dit pas la couleur `{name}`" for name in missing]
    illegible = [name for name in COLOURS if not _COLOUR.fullmatch(theme.colour(name))]
    if illegible:
        return [
            f"`{name}` vaut `{theme.colour(name)}`, il faut la forme `#1F3A5F`"
            for name in illegible
        ]
    ratios = {pair: contrast(*map(theme.colour, pair)) for pair in _PAIRS}
    return [
        f"`{text}` sur `{ground}` contraste à {ratio:.1f} : 1, il faut au moins 4,5 : 1".replace(
            ".", ",", 1
        )
        for (text, ground), ratio in ratios.items()
        if ratio < MINIMUM_CONTRAST
    ]


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two ``#RRGGBB`` colours, from 1 to 21 (WCAG 2.1)."""
    darker, lighter = sorted(map(_luminance, (first, second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
