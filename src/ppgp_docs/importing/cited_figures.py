"""The figures that texts cite: where the dossier holds them, what their references print now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.changes import Set
from ppgp_docs.francais.nombres import decimal, dire_part, lire_decimal
from ppgp_docs.importing.figure_words import (
    FigureWords,
    is_share_of,
    is_unit,
    read_figure,
    same_unit,
)
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import spot
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.values import figure_meant
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_NUMBER: Final = re.compile(r"[-+]?\d[\d ]*(?:,\d+)?")
_PARTS: Final = ("", "sur", "base", "pct", "unite")
"""What a reference prints of a figure that may be typed over, by the last word of its name."""


class NotANumberError(UntypableError):
    """Words that no figure holds, though a text may."""


@frozen
class FigureChange:
    """What a figure becomes; ``told`` says, in French, what else changes with it."""

    changes: tuple[FileChange, ...]
    told: str = ""


@frozen
class Figures:
    """``places`` are the addresses now of those that were sent."""

    target: Target
    places: Mapping[str, str]

    def change(
        self, name: str, text: str, sent: str, address: str, *, whole: bool = False
    ) -> FigureChange:
        """What is typed of a figure of the fiche whose field of an ``address`` cites it, or of the
        dossier that holds it; ``sent`` is what its reference printed. With ``whole``, it is all
        that stands in the field: what the figure counts may be typed behind it.

        Raises NotANumberError, UntypableError.
        """
        one, part = self._named(name, address)
        if part == "unite":
            return one.set("unite", untypeset(text))
        if part == "base":
            if one.base is None:
                raise UntypableError(f"`{name}` n’a pas de base dans le dossier")
            one = one.base
        before = read_figure(sent) or FigureWords("")
        beside = self._unit_beside(address) if whole else None
        return _Typed(one, _read(text), before, part, beside).change()

    def _unit_beside(self, address: str) -> str:
        """The unit of the indicator that names a figure there; nothing for others."""
        try:
            place = spot(self.target, self.places.get(address, address))
            parent = spot(self.target, f"{address.rpartition('.')[0]}.unite")
        except AddressError:
            return ""
        is_beside = place.file == parent.file and place.path[:-1] == parent.path[:-1]
        return str(parent.value or "") if is_beside else ""

    def printed(self, name: str, field: SentField | None, sent: str, address: str) -> str:
        """What a reference prints now: in its field, or wherever the document still has it; what
        the dossier holds where it is printed no longer."""
        own = address.partition(":")[0]
        others = (one for place, one in self.target.fields.items() if place.startswith(f"{own}:"))
        for one in filter(None, (field, *others)):
            for cited, printed in one.cites:
                if cited == name:
                    return printed
        try:
            found, part = self._named(name, address)
        except UntypableError:
            return sent
        held = str(found.held.get({"pct": "pourcentage"}.get(part, part) or "valeur") or sent)
        number = _NUMBER.match(untypeset(sent))
        same = {figure_meant(one) for one in (sent, number[0] if number else "")}
        return sent if figure_meant(held).removesuffix("%").strip() in same else held

    def _named(self, name: str, address: str) -> tuple[_Figure, str]:
        """The figure of a reference, and which of its parts it prints."""
        head, _, rest = name.partition(".")
        key, _, part = rest.partition(".")
        if head != "chiffres" or part not in _PARTS:
            raise UntypableError(f"`{name}` est calculé : changez les valeurs dont il dépend")
        found = self._figure(key, address.partition(":")[0])
        if found is None:
            raise UntypableError(f"le chiffre `{key}` n’est plus dans le dossier")
        return found, part

    def _figure(self, key: str, own: str) -> _Figure | None:
        for file in dict.fromkeys((own, "dossier")):
            source = self.target.sources.get(file)
            content = source.content if source else ""
            figures = content.get("chiffres") if isinstance(content, dict) else None
            held = figures.get(key) if isinstance(figures, dict) else None
            if isinstance(held, dict):
                base = str(held.get("base") or "")
                return _Figure(file, key, held, self._figure(base, own) if base != key else None)
        return None


@frozen
class _Figure:
    """A figure as its file has it, beside the one that it is a part of, if any."""

    file: str
    key: str
    held: Mapping[str, Any]
    base: _Figure | None = None

    def set(self, field: str, value: str) -> FigureChange:
        order = () if field in self.held else (*self.held, field)
        change = Set(("chiffres", self.key, field), value, order)
        return FigureChange((FileChange(self.file, change),))

    @property
    def number(self) -> Decimal | None:
        try:
            return lire_decimal(str(self.held.get("valeur") or ""))
        except ValueError:
            return None

    @property
    def told(self) -> str:
        """« enfants suivis » (312)."""
        said = untypeset(str(self.held.get("libelle") or self.held.get("unite") or self.key))
        return f"« {said} » ({decimal(self.number)})" if self.number is not None else f"« {said} »"


@frozen
class _Typed:
    """A figure, what was typed in its place and what was printed there; ``part`` is which of its
    parts a reference prints, ``beside`` the unit that stands beside it, None within a text."""

    figure: _Figure
    now: FigureWords
    before: FigureWords
    part: str
    beside: str | None

    def change(self) -> FigureChange:
        parts = [*self._number(), *self._base(), *self._share(), *self._unit()]
        if not parts:
            raise UntypableError(
                "le nombre n’a pas changé : le reste se calcule, ou se corrige ailleurs dans le "
                "dossier"
            )
        changes = tuple(change for one in parts for change in one.changes)
        return FigureChange(changes, " ; ".join(one.told for one in parts if one.told))

    @property
    def _is_share(self) -> bool:
        """Whether the number is a percentage: « 15 % »."""
        return self.part == "pct" or self.figure.number is None

    def _number(self) -> Iterator[FigureChange]:
        said, is_share = self.now.number, self._is_share
        if is_share != self.now.is_share:
            of = f"ce chiffre est un pourcentage : écrivez « {_spaced(said)} % »"
            raise NotANumberError(of if is_share else f"« {_spaced(said)} % » n’est pas un nombre")
        if said == self.before.number:
            return
        if is_share:
            self._hold_to_its_base(f"{said}%")
            yield self.figure.set("pourcentage", f"{said} %")
        else:
            yield self.figure.set("valeur", said)

    def _hold_to_its_base(self, share: str) -> None:
        """Refuse to type a percentage that is worked out of two numbers."""
        part, base = self.figure.number, self.figure.base
        if base is None or part is None or not base.number:
            return
        due = untypeset(dire_part(part, base.number))
        raise UntypableError(
            f"« {_shown(share)} » ne se tape pas : ce pourcentage se calcule, "
            f"{self.figure.told} sur {base.told} font {due} ; changez l’un de ces deux nombres, le "
            "pourcentage suivra"
        )

    def _base(self) -> Iterator[FigureChange]:
        said, base = self.now.base, self.figure.base
        if not said or said == self.before.base:
            return
        if base is None:
            raise NotANumberError(f"« sur {_spaced(said)} » : ce chiffre n’a pas de base")
        told = f"le total {base.told} devient {_spaced(said)}, partout où il est cité"
        yield FigureChange(base.set("valeur", said).changes, told)

    def _share(self) -> Iterator[FigureChange]:
        """The share that was typed must be that of the two numbers; one that was left as it was
        follows them."""
        said, base = self.now.share, self.figure.base
        if not said:
            return
        if base is None:
            if said != self.before.share:
                yield self.figure.set("pourcentage", _shown(said))
            return
        part = lire_decimal(self.now.number)
        whole = lire_decimal(self.now.base) if self.now.base else base.number
        if not whole or is_share_of(said, part, whole):
            return
        due = untypeset(dire_part(part, whole))
        sum_told = f"{decimal(part)} sur {decimal(whole)} font {due}"
        if said != self.before.share:
            raise UntypableError(
                f"{sum_told}, et non {_shown(said)} : corrigez l’un des deux nombres, le "
                "pourcentage se calcule"
            )
        yield FigureChange((), f"le pourcentage se calcule : {sum_told}")

    def _unit(self) -> Iterator[FigureChange]:
        said, known = self.now.unit, str(self.figure.held.get("unite") or "")
        names = (self.before.unit, self.beside or "", known if self.beside is not None else "")
        if not said or any(same_unit(said, one) for one in names if one):
            return
        is_free = self.before.unit or (self.beside is not None and not known)
        if not (is_free and is_unit(said)):
            raise NotANumberError(f"« {said} » n’a pas de place dans un chiffre")
        told = f"l’unité du chiffre devient « {said} »"
        yield FigureChange(self.figure.set("unite", said).changes, told)


def _read(text: str) -> FigureWords:
    if found := read_figure(text):
        return found
    plain = untypeset(text)
    if not _NUMBER.match(plain):
        raise NotANumberError(f"« {plain} » ne commence pas par un nombre")
    raise NotANumberError(
        f"« {plain} » dit autre chose qu’un chiffre : un nombre, ce qu’il compte, « sur » un "
        "total, un pourcentage entre parenthèses"
    )


def _spaced(number: str) -> str:
    """The number with its thousands apart."""
    try:
        return untypeset(decimal(lire_decimal(number)))
    except ValueError:
        return number


def _shown(share: str) -> str:
    return f"{_spaced(share.removesuffix('%'))} %"
