"""The look of the documents: a theme is data (``templates/themes/*.yaml``), neutral by default.

The State's design system and the Marianne typeface are forbidden to départements, so nothing here
imitates them. Every pair of colours that carries text is checked when the theme loads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, Final

import yaml
from attrs import frozen
from immutabledict import immutabledict

from ppgp_docs.assets.colours import contrast, degrees
from ppgp_docs.assets.fonts import FAMILY
from ppgp_docs.diagnostics import Diagnostic, HandledError, Span, error
from ppgp_docs.load.safe_yaml import load_yaml
from ppgp_docs.workspace.resources import Resources

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

LARGE_CONTRAST: Final = 3.0
"""The same for large text (18 pt, or 14 pt bold) and for drawings (WCAG 2.1, 1.4.3 and 1.4.11)."""

_ANSWERS: Final = {"oui": True, "True": True, "non": False, "False": False}

COVERS: Final = ("pleine", "claire")
"""Cover styles: the title on the accent, or in the accent on paper."""

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
    ("second", "fond"),
)

_LARGE_PAIRS: Final = (("second", "accent_clair"),)
"""Never small text: the bar of a share on its ground."""


@frozen
class Theme:
    """Colours as ``#RRGGBB`` by the names of :data:`COLOURS`; ``font`` is a family name.

    ``cover`` is one of :data:`COVERS`; ``logo`` the name of a template (``themes/logo.svg``), or
    empty, and ``logo_alt`` the text that stands for it. ``tinted`` when pictures that only adorn
    take its colours; ``embeds_font`` when decks carry the font.
    """

    name: str
    label: str
    colours: immutabledict[str, str]
    font: str
    cover: str = "pleine"
    logo: str = ""
    logo_alt: str = ""
    tinted: bool = False
    embeds_font: bool = False

    @property
    def tint(self) -> tuple[str, ...]:
        """What the darkest and the lightest of a picture that only adorns become, if anything."""
        return (self.colour("accent"), self.colour("fond")) if self.tinted else ()

    def colour(self, name: str) -> str:
        return self.colours[name]

    def degrees(self, count: int) -> tuple[str, ...]:
        """The colours of ``count`` degrees of a scale, from its first answer to its last."""
        names = ("accent", "second", "encre", "papier")
        return degrees(count, *(self.colour(name) for name in names))

    def own(self, name: str, resources: Resources) -> str:
        """The template by which the theme goes further than its colours: ``themes/rivage/NAME``.

        Empty where it has none of that name. A drawing of its own for the covers (``motif.svg``),
        rules that come after ours (``etude-de-cas.css``, ``page-web.css``).
        """
        own = f"themes/{self.name}/{name}"
        return own if _exists(own, resources) else ""


def load_theme(name: str, resources: Resources) -> Theme:
    """The theme called ``name``. Raises HandledError when it is missing or illegible."""
    if fault := unknown_theme(name, resources):
        raise HandledError(fault)
    file = resources.find(_file(name))
    theme = _theme(name, file)
    if faults := theme_faults(theme, resources):
        raise HandledError(*(error("F007", fault, Span(file)) for fault in faults))
    return theme


def unknown_theme(name: str, resources: Resources, span: Span | None = None) -> Diagnostic | None:
    """F006 when no theme has this name, with the one that is near or all of them."""
    if _exists(_file(name), resources):
        return None
    names = theme_names(resources)
    near = get_close_matches(name, names, n=1)
    listed = f"choisissez un thème parmi {', '.join(f'`{each}`' for each in names)}"
    hint = f"vouliez-vous dire `{near[0]}` ?" if near else listed
    return error("F006", f"le thème `{name}` n’existe pas", span, hint)


def _file(name: str) -> str:
    return f"themes/{name}.yaml"


def theme_names(resources: Resources) -> list[str]:
    """The themes that a dossier may choose; folders hold what some of them bring."""
    files = map(PurePosixPath, resources.names("themes"))
    return [file.stem for file in files if file.suffix == ".yaml" and len(file.parts) == 2]


def theme_faults(theme: Theme, resources: Resources) -> list[str]:
    """What is wrong with a theme, a French sentence each."""
    return [*_colour_faults(theme), *_odd_parts(theme, resources)]


def _theme(name: str, file: Path) -> Theme:
    try:
        data: Any = load_yaml(file)
        colours = {key: str(value) for key, value in data["couleurs"].items()}
    except (yaml.YAMLError, OSError, UnicodeDecodeError, AttributeError, KeyError, TypeError):
        hint = "copiez un thème qui existe et changez ses couleurs"
        raise HandledError(
            error("F007", "le thème n’a pas de liste `couleurs` lisible", Span(file), hint)
        ) from None
    texts = {key: str(value) for key, value in data.items() if value is not None}
    tint, embeds = (_answer(texts, field, file) for field in ("teinte", "police_incorporee"))
    return Theme(
        name,
        texts.get("libelle", name),
        immutabledict(colours),
        texts.get("police", FAMILY),
        texts.get("couverture", "pleine"),
        texts.get("logo", ""),
        texts.get("logo_texte", ""),
        tint,
        embeds,
    )


def _answer(texts: dict[str, str], field: str, file: Path) -> bool:
    """What a theme answers by yes or no; no where it says nothing."""
    if (said := texts.get(field, "non")) not in _ANSWERS:
        told = f"`{field}` vaut `{said}`, il faut `oui` ou `non`"
        raise HandledError(error("F007", told, Span(file)))
    return _ANSWERS[said]


def _odd_parts(theme: Theme, resources: Resources) -> Iterator[str]:
    """What is wrong beside the colours: only the family that comes with the tool can be embedded
    in every format and measured."""
    if theme.font != FAMILY:
        yield f"la police `{theme.font}` n’est pas livrée avec l’outil, il faut `{FAMILY}`"
    if theme.cover not in COVERS:
        known = " ou ".join(f"`{cover}`" for cover in COVERS)
        yield f"`couverture` vaut `{theme.cover}`, il faut {known}"
    if theme.logo and not _exists(theme.logo, resources):
        yield f"le logo `{theme.logo}` est introuvable parmi les modèles"
    if theme.logo and not theme.logo_alt:
        yield "le logo n’a pas de texte de remplacement, il faut `logo_texte`"


def _exists(name: str, resources: Resources) -> bool:
    try:
        return resources.find(name).is_file()
    except (FileNotFoundError, ValueError):
        return False


def _colour_faults(theme: Theme) -> list[str]:
    missing = [name for name in COLOURS if name not in theme.colours]
    if missing:
        return [f"le thème n’indique pas la couleur `{name}`" for name in missing]
    illegible = [name for name in COLOURS if not _COLOUR.fullmatch(theme.colour(name))]
    if illegible:
        return [
            f"`{name}` vaut `{theme.colour(name)}`, il faut la forme `#1F3A5F`"
            for name in illegible
        ]
    return [*_faint(theme, _PAIRS, MINIMUM_CONTRAST), *_faint(theme, _LARGE_PAIRS, LARGE_CONTRAST)]


def _faint(theme: Theme, pairs: Iterable[tuple[str, str]], minimum: float) -> Iterator[str]:
    for text, ground in pairs:
        ratio = contrast(theme.colour(text), theme.colour(ground))
        if ratio < minimum:
            found, wanted = (f"{value:.1f}".replace(".", ",") for value in (ratio, minimum))
            yield f"`{text}` sur `{ground}` n’a qu’un contraste de {found} pour 1, il faut {wanted}"
