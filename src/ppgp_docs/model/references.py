"""What a text may cite between ``{{ }}``: figures, the territory, the dates, indicators.

A plain look-up by name, no expression: nothing in a dossier can run. Amounts: `money_references`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.load.tree import Text
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.printed_figure import printed_figure
from ppgp_docs.patterns import pattern

_CITED: Final = r"\{\{\s*(?P<cited>[^{}]*?)\s*\}\}"
_FAMILIES: Final = r"(?:budget|chiffres|contrat|demarche|departement|fiches|indicateurs)"
_CLUE: Final = re.compile(rf"\{{\{{|{_FAMILIES}\.\w")
"""What a text with a reference, or with what looks like one, bears, and few others."""
_NAME: Final = rf"{_FAMILIES}(?:\.\w+(?:-\w+)*){{1,4}}(?![\w.-]*@)"
_FREE: Final = r"(?<![\w@./\\-])(?<!(?<!\w)[A-Za-z]:)"
_ALMOST: Final = rf"(?P<marks>[\[{{(]{{1,2}}\s*|{_FREE})(?P<name>{_NAME})(?:\s*[\]}})]{{1,2}})?"
"""A reference without its braces, or with other ones."""
_STEP: Final = r"[^\s*\[\](){}<>\\]"
_PATH: Final = rf"(?<!\w)(?:\\\\[\w.-]+\\|[A-Za-z]:\\){_STEP}(?:{_STEP}|\\(?={_STEP}))*"
"""The path of a file, which is never a reference."""
_BRACES: Final = r"\{\{(?:[ \t]*[\w.-]*[ \t]*\}\})?"
_REFERENCE: Final = re.compile(
    rf"(?P<path>{_PATH})|\\(?P<braces>{_BRACES})|(?<![\w\\])(?P<run>\\*)\\(?P<hidden>{_NAME})"
    rf"|{_CITED}|{_ALMOST}"
)
"""A reference, or what looks like one; what a backslash makes plain words of."""
_WORDS: Final = pattern(
    rf"(?P<path>{_PATH})|(?P<braces>{_BRACES})"
    rf"|(?:{_FREE}|(?<!\w)(?<!\\)(?P<run>\\+))(?P<name>{_NAME})"
)
"""What of plain words would be read otherwise."""

FIRST: Final = "\ue000"
LAST: Final = "\ue001"
NAMES: Final = 0xE100
"""Marks around what a reference prints, and the first of those that say which: signs that no text
has, since Unicode leaves them to private use."""
_MOST_NAMES: Final = 0x700
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")


@frozen
class Unprintable:
    """Why a known name prints nothing, and what to do: the share of a base of zero.

    ``lacks`` is what is to be filled in: a draft shows its ``gap`` where the name is cited.
    """

    why: str
    remedy: str
    lacks: str = ""

    @property
    def gap(self) -> str:
        """« [à compléter : montant réalisé] »."""
        return f"[à compléter\u00a0: {self.lacks}]" if self.lacks else "[à compléter]"


Names: TypeAlias = "Mapping[str, str | Unprintable]"
"""The names that a text may cite, and what each prints."""


@frozen(eq=False)
class Chained(Mapping[str, "str | Unprintable"]):
    """Several names as one, the first to know one says what it prints; nothing is copied."""

    maps: tuple[Names, ...]

    def __getitem__(self, name: str) -> str | Unprintable:
        for one in self.maps:
            with suppress(KeyError):
                return one[name]
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(name for one in self.maps for name in one))

    def __len__(self) -> int:
        return len({*self})


_NEAR: Final = 0.6
_NEARER: Final = 0.75
"""How alike what is behind the name of a family must be, or a whole name where there is none."""


@frozen
class References:
    """Names and what they print."""

    values: Names

    def expand(self, text: str) -> tuple[str, tuple[Diagnostic, ...]]:
        """``text`` with each reference replaced; an unknown one is reported and left, one that has
        nothing to print is reported and leaves a gap, which a draft alone shows."""
        if not _CLUE.search(text):
            return text, ()
        found: list[Diagnostic] = []

        def replace(match: re.Match[str]) -> str:
            if match["cited"] is None:
                found.extend(self._ill_written(match, text))
                return _shown(match)
            value = self.values.get(match["cited"])
            if not isinstance(value, str):
                found.append(self._unprinted(value, match, text))
                return value.gap if value else match[0]
            found.extend(_said_twice(value, match, text))
            return value

        return _REFERENCE.sub(replace, text), tuple(found)

    def marked(self, text: str) -> tuple[str, list[str]]:
        """``text`` with each reference replaced between marks, and their names in order.

        No name where there is none, or where the text itself holds signs of private use.
        """
        names = [name for match in _REFERENCE.finditer(text) if (name := self._known(match))]
        if not names or _PRIVATE.search(text) or len(names) > _MOST_NAMES:
            return text, []
        ranks = iter(range(len(names)))

        def replace(match: re.Match[str]) -> str:
            if name := self._known(match):
                return f"{FIRST}{chr(NAMES + next(ranks))}{_printed(self.values[name])}{LAST}"
            return _shown(match)

        return _REFERENCE.sub(replace, text), names

    def _known(self, match: re.Match[str]) -> str:
        """The name of a reference that prints something, be it a gap; empty for any other."""
        name = match["cited"] or ""
        return name if self.values.get(name) is not None else ""

    def _ill_written(self, match: re.Match[str], text: str) -> Iterator[Diagnostic]:
        """M001: names that are known, or stand in some brackets, but not between ``{{ }}``."""
        name = match["name"]
        if name and (match["marks"] or name in self.values):
            span = span_in(text, *match.span())
            message = f"la référence `{match[0]}` est mal écrite, et serait imprimée telle quelle"
            yield error("M001", message, span, f"écrivez `{{{{ {name} }}}}`")

    def _unprinted(self, value: Unprintable | None, match: re.Match[str], text: str) -> Diagnostic:
        """M001: a name that prints nothing, for a reason or because it is not known."""
        span = span_in(text, match.start(), match.end())
        if value:
            message = f"la référence `{match[0]}` n’a rien à imprimer : {value.why}"
            return error("M001", message, span, value.remedy)
        wanted = match["cited"]
        own, names = self._printed_like(wanted)
        # What all begin with makes none near: `chiffres.n` is not `chiffres.evolution`.
        tails = {name[len(own) :].casefold(): name for name in names}
        near = get_close_matches(
            wanted[len(own) :].casefold(), tails, n=1, cutoff=_NEAR if own else _NEARER
        )
        hints = [self._meant(tails[near[0]])] if near else []
        return error("M001", f"la référence `{match[0]}` ne désigne rien", span, *hints)

    def _meant(self, name: str) -> str:
        """The name that was meant, with what it prints: a name alone says little."""
        return f"vouliez-vous dire `{{{{ {name} }}}}`, qui s’imprime « {self.values[name]} » ?"

    def _printed_like(self, wanted: str) -> tuple[str, list[str]]:
        """The names that may have been meant: those of its family, behind what they begin with,
        where it has one, or all.

        A contract of many fiches has thousands: of another fiche, its total is enough.
        """
        steps = wanted.split(".")
        own = ".".join(steps[: 2 if steps[0] == "fiches" else 1]) + "."
        names = [name for name in self.values if name.startswith(own)]
        if not names:
            own = ""
            others = (name for name in self.values if name.startswith("fiches."))
            details = {name for name in others if not name.endswith(".total")}
            names = [name for name in self.values if name not in details]
        return own, [name for name in names if isinstance(self.values[name], str)]


def _printed(value: str | Unprintable) -> str:
    return value if isinstance(value, str) else value.gap


def hidden(text: str) -> str:
    """Plain words as they are typed in a dossier, so that none of them is a reference."""
    return _WORDS.sub(_hidden, text)


def _hidden(match: re.Match[str]) -> str:
    return (
        match[0] if match["path"] else f"{match['run'] or ''}\\{match['braces'] or match['name']}"
    )


def unhidden(text: str) -> str:
    """A text in which what was typed between ``{{ }}`` is a reference: forms show them so."""

    def shown(match: re.Match[str]) -> str:
        braces = match["braces"] or ""
        return braces if braces.endswith("}}") else match[0]

    return _REFERENCE.sub(shown, text)


def cites(text: str) -> bool:
    """Whether a text holds a reference."""
    return any(match["cited"] is not None for match in _REFERENCE.finditer(text))


def _shown(match: re.Match[str]) -> str:
    """What is printed of what is no reference: all but the backslash that says so."""
    if match["hidden"]:
        return f"{match['run']}{match['hidden']}"
    return match["braces"] or match[0]


def _said_twice(value: str, match: re.Match[str], text: str) -> Iterator[Diagnostic]:
    """M004: a reference that prints % or € is not followed by the same sign."""
    sign = value[-1:]
    after = re.compile(rf"\s*{re.escape(sign)}").match(text, match.end())
    if sign in ("%", "€") and after:
        message = f"le signe {sign} serait imprimé deux fois"
        span = span_in(text, match.start(), after.end())
        yield error("M004", message, span, f"effacez-le : `{match[0]}` l’imprime déjà")


def span_in(text: str, start: int, end: int) -> Span | None:
    """The place of ``text[start:end]`` in its file; None for a text that was not read in one."""
    return text.at(start, end) if isinstance(text, Text) else None


def of_departement(departement: Departement) -> dict[str, str]:
    """``departement.nom``, ``departement.locatif``…"""
    names = ("code", "nom", "avec_article", "de", "de_institution", "locatif", "territoire",
             "autorite", "autorite_avec_article")  # fmt: skip
    values = {f"departement.{name}": getattr(departement, name) for name in names}
    # One name in a document, the one by which it signs: « Département de Tarn-et-Garonne ».
    values["departement.de"] = departement.de_institution
    values["departement.locatif_capitale"] = capitale(departement.locatif)
    values["departement.autorite_capitale"] = capitale(departement.autorite_avec_article)
    return values


def of_dates(demarche: Mapping[str, object]) -> dict[str, str]:
    """``demarche.debut`` and ``demarche.fin``, where they are known."""
    return {
        f"demarche.{name}": date.en_francais()
        for name, date in demarche.items()
        if isinstance(date, DatePrecise)
    }


def of_chiffres(chiffres: Mapping[str, Chiffre]) -> dict[str, str | Unprintable]:
    """``chiffres.NOM``, and ``.lettres``, ``.unite``, ``.pct``, ``.base``, ``.sur`` ("7 sur 9")."""
    return {
        f"chiffres.{name}{suffix}": value
        for name, chiffre in chiffres.items()
        for suffix, value in _parts(name, chiffre, chiffres.get(chiffre.base))
    }


def _parts(
    name: str, chiffre: Chiffre, base: Chiffre | None
) -> Iterator[tuple[str, str | Unprintable]]:
    yield "", chiffre.en_chiffres
    said = chiffre.en_lettres or Unprintable(
        f"`{name}` n’est pas un nombre entier de zéro à vingt", f"citez `{{{{ chiffres.{name} }}}}`"
    )
    yield ".lettres", said
    yield ".lettres_capitale", capitale(said) if isinstance(said, str) else said
    yield ".unite", chiffre.unite or Unprintable(f"`{name}` n’a pas d’`unite`", _FILL_IN)
    yield ".pct", chiffre.en_pourcentage(base) or _without_share(name, chiffre, base)
    if base is None:
        none = _without_base(name, chiffre)
        yield from ((".base", none), (".sur", none))
    else:
        yield ".base", base.en_chiffres
        yield ".sur", f"{chiffre.en_chiffres} sur {base.en_chiffres}"


def _without_share(name: str, chiffre: Chiffre, base: Chiffre | None) -> Unprintable:
    """Why a figure has no percentage: nothing is a share of none."""
    if base is None:
        return _without_base(name, chiffre)
    if base.valeur == 0:
        why = f"la base de `{name}`, `{chiffre.base}`, vaut 0, aucune part ne s’en calcule"
        alone = "" if chiffre.valeur is None else f"{_ALONE} `{{{{ chiffres.{name} }}}}`"
        return Unprintable(why, f"corrigez la valeur de la base{alone}")
    missing = name if chiffre.valeur is None else chiffre.base
    return Unprintable(f"`{missing}` n’a pas de `valeur`", _FILL_IN)


def _without_base(name: str, chiffre: Chiffre) -> Unprintable:
    if chiffre.base:
        why = f"la base de `{name}`, `{chiffre.base}`, n’est pas un chiffre du dossier"
        return Unprintable(why, "corrigez `base`, ou déclarez ce chiffre sous `chiffres`")
    remedy = f"ajoutez sous `{name}` la `base` dont ce chiffre est une part"
    return Unprintable(f"`{name}` n’a pas de `base`", remedy)


def of_indicators(
    indicators: Iterable[Mapping[str, Any]], figures: Mapping[str, Chiffre]
) -> dict[str, str | Unprintable]:
    """``indicateurs.ID.reference``, ``.cible``, ``.echeance``, then ``.resultat.2021`` and
    ``.cible.2021`` of each year, of the indicators with an `id`."""
    return {
        f"indicateurs.{one['id']}.{field}": said
        for one in indicators
        if one.get("id")
        for field, said in _of_indicator(one, figures)
    }


def _of_indicator(
    one: Mapping[str, Any], figures: Mapping[str, Chiffre]
) -> Iterator[tuple[str, str | Unprintable]]:
    for field_name in ("reference", "cible"):
        name = one.get(field_name, "")
        missing = Unprintable(f"cet indicateur n’a pas de `{field_name}`", _NAME_A_FIGURE)
        yield field_name, printed_figure(figures, name).alone if name in figures else missing
    due = one.get("echeance")
    none = Unprintable(
        "cet indicateur n’a pas d’`echeance`", "ajoutez sa date, ou retirez-la d’ici"
    )
    yield "echeance", due.en_francais() if due else none
    for year in one.get("suivi", ()):
        for field_name in ("resultat", "cible"):
            name = year.get(field_name, "")
            missing = Unprintable(
                f"{year['annee']} n’a pas de `{field_name}` pour cet indicateur", _NAME_A_FIGURE
            )
            said = printed_figure(figures, name).alone if name in figures else missing
            yield f"{field_name}.{year['annee']}", said


_NAME_A_FIGURE: Final = "nommez-y un chiffre de la fiche, ou retirez la référence"
_FILL_IN: Final = "complétez ce chiffre, ou retirez la référence"
_ALONE: Final = " ; si elle est vraiment nulle, citez le nombre seul :"
