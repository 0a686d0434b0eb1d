"""The figures that texts cite: where the dossier holds them, what their references print now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.paths import FilePlace, spot
from ppgp_docs.importing.proposals import FileChange
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.values import figure_meant
from ppgp_docs.model.address import AddressError
from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.markdown import untypeset

_NUMBER: Final = re.compile(r"[-+]?\d[\d ]*(?:,\d+)?")
_PARTS: Final = {"": ("valeur", "pourcentage"), "pct": ("pourcentage",), "unite": ("unite",)}
"""What a reference prints of a figure, by the last word of its name."""


class NotANumberError(UntypableError):
    """Words that no figure holds, though a text may."""


@frozen
class Figures:
    """``places`` are the addresses now of those that were sent."""

    target: Target
    places: Mapping[str, str]

    def change(self, name: str, text: str, sent: str) -> FileChange:
        """The value of a figure of the fiche, or of the dossier that holds it; ``sent`` is what
        its reference printed.

        Raises NotANumberError, UntypableError, AddressError.
        """
        place, kind = self._place(name)
        return place.set(_typed(text, kind, str(place.value), sent))

    def printed(self, name: str, field: SentField | None, sent: str) -> str:
        """What a reference prints now: in its field, or wherever the document still has it; what
        the dossier holds where it is printed no longer."""
        for one in filter(None, (field, *self.target.fields.values())):
            for cited, printed in one.cites:
                if cited == name:
                    return printed
        try:
            held = str(self._place(name)[0].value)
        except (UntypableError, AddressError):
            return sent
        number = _NUMBER.match(untypeset(sent))
        same = {figure_meant(one) for one in (sent, number[0] if number else "")}
        return sent if figure_meant(held).removesuffix("%").strip() in same else held

    def _place(self, name: str) -> tuple[FilePlace, str]:
        """Where a figure is written, and which of its parts a reference prints."""
        head, _, rest = name.partition(".")
        key, _, part = rest.partition(".")
        if head != "chiffres" or part not in _PARTS:
            raise UntypableError(f"`{name}` est calculé : changez les valeurs dont il dépend")
        own = next((each.partition(":")[0] for each in self.places.values()), "dossier")
        for file in dict.fromkeys((own, "dossier")):
            for kind in _PARTS[part] if self._has(file, key) else ():
                place = spot(self.target, f"{file}:chiffres.{key}.{kind}")
                if place.value is not None:
                    return place, kind
        raise UntypableError(f"le chiffre `{key}` se calcule, ou n’est plus dans le dossier")

    def _has(self, file: str, key: str) -> bool:
        source = self.target.sources.get(file)
        content = source.content if source else ""
        figures = content.get("chiffres") if isinstance(content, dict) else None
        return isinstance(figures, dict) and isinstance(figures.get(key), dict)


def _typed(text: str, kind: str, before: str, sent: str) -> str:
    """The number of a text, as a figure is typed; a unit as it is."""
    plain = untypeset(text)
    if kind == "unite":
        return plain
    found = _NUMBER.match(plain)
    if found is None or (kind == "pourcentage" and "%" not in plain[found.end() :]):
        raise NotANumberError(f"« {plain} » ne commence pas par un nombre")
    beside, was = plain[found.end() :].strip(), _NUMBER.sub("", untypeset(sent), count=1).strip()
    if beside not in ("", "%", was):
        raise NotANumberError(f"« {beside} » n’a pas de place dans un chiffre")
    number = found[0].replace(" ", "")
    if number == before.replace(" ", "").removesuffix("%"):
        raise UntypableError(
            "le nombre n’a pas changé : le reste se calcule, ou se corrige ailleurs dans le dossier"
        )
    return f"{number} %" if kind == "pourcentage" else number
