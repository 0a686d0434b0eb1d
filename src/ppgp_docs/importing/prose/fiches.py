"""A part of notes that drafts a fiche action: its fields, by the words that lead them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from attrs import define, field

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.prose.blocks import Builder, table
from ppgp_docs.importing.prose.budgets import amount_in, budget_in
from ppgp_docs.importing.prose.headings import Part, Title
from ppgp_docs.importing.prose.items import Grid, Written
from ppgp_docs.importing.prose.sourced import Sourced
from ppgp_docs.schema.rubriques import LIBELLES_RUBRIQUES, RUBRIQUES_CALCULEES

_TITLE: Final = re.compile(
    r"fiche[ -]action\s*(?:n[°ºo]?\s*)?(?P<number>[1-9]\d{0,2})\b\s*[:.–—-]?\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LED: Final = re.compile(r"\**(?P<label>[^:*]{3,60}?)\**\s*:\**\s*(?P<text>.*)", re.DOTALL)
_KEYS: Final[Mapping[str, str]] = {
    "referent": r"referente?s?(?: \(.*\))?|pilote|porteur",
    "objectif": r"objectif (?:n[°o]? ?)?(?P<number>\d{1,2})(?: du contrat)?",
    "objectif_operationnel": r"objectifs? operationnels?",
    "constat": r"constats?(?: du diagnostic)?|diagnostic",
    "public_cible": r"publics?(?: cibles?| vises?)?|beneficiaires",
    "description": r"description(?: de l'action)?|contenu|action",
    "acteurs": r"(?:identification des )?acteurs(?: a mobiliser)?|partenaires",
    "calendrier": r"calendrier(?: previsionnel)?",
    "indicateurs": r"indicateurs?(?: de .*)?",
    "vigilance": r"points? de vigilance",
    "moyens": r"budget(?: .*)?|moyens(?: financiers.*)?|financements?|plan de financement",
}
"""How notes call the fields of a fiche, without capitals and accents."""

_PHASE: Final = re.compile(r"(?:en )?(?P<year>(?:19|20)\d\d)\s*[:,–—-]?\s+(?P<what>.+)", re.DOTALL)
_TOTAL: Final = re.compile(r"(?:sous-)?(?:total|somme)\b[^:]*:\s*(?P<amount>.+)", re.IGNORECASE)

Said: TypeAlias = "dict[str, list[Sourced]]"


def number_in(title: str) -> int | None:
    """The number of the fiche that a title opens; None when it opens none."""
    found = _TITLE.fullmatch(title)
    return int(found["number"]) if found else None


@define
class FicheReader:
    """Reads the paragraphs of one; what has no place in a fiche goes aside in ``builder``."""

    builder: Builder
    department: Sequence[str]
    said: Said = field(factory=dict)
    lines: list[Data] = field(factory=list)
    totals: list[Data] = field(factory=list)
    _key: str = ""

    def read(self, title: Title, held: Sequence[Part]) -> dict[str, Data]:
        """What the file of the fiche holds."""
        found = _TITLE.fullmatch(title.text)
        assert found is not None
        self.builder.led[title.item.rank] = title.text[: found.start("title")]
        for one in held:
            self._take(one)
        head: dict[str, Data] = {"numero": Sourced(found["number"], title.item.rank)}
        if found["title"]:
            head["titre"] = Sourced(found["title"], title.item.rank)
        return head | dict(self._fields())

    def _take(self, one: Part) -> None:
        if isinstance(one, Grid):
            self._grid(one)
        elif isinstance(one, Title) and (key := _key_of(one.text)):
            self._key, self.builder.led[one.item.rank] = key, one.text
        elif isinstance(one, Written) and not one.aside:
            self._text(one)
        else:
            self.builder.aside += self.builder.blocks([one], 0)

    def _text(self, one: Written) -> None:
        led = _LED.fullmatch(one.markdown)
        key = _key_of(led["label"]) if led else ""
        text = one.markdown
        if led and key:
            self._key, text, self.builder.led[one.rank] = key, led["text"], led["label"]
        if key == "objectif" and led:
            text = f"{''.join(filter(str.isdigit, led['label']))} {text}"
        total = _TOTAL.fullmatch(one.plain) if self._key == "moyens" else None
        if total and (amount := amount_in(total["amount"])):
            self.totals.append({"montant": Sourced(amount, one.rank)})
            self.builder.led[one.rank] = one.plain
        elif self._key in ("", "moyens") and text:
            self.builder.aside.append(Sourced(text, one.rank))
        elif text:
            self.said.setdefault(self._key, []).append(Sourced(text, one.rank))

    def _grid(self, one: Grid) -> None:
        budget = budget_in(one, self.department)
        if budget is None:
            self.builder.aside.append(table(one, None))
            return
        self.lines += budget.lines
        self.totals += budget.totals
        self.builder.led[one.rank] = one.plain

    def _fields(self) -> Iterator[tuple[str, Data]]:
        for text in self.said.get("objectif", [])[:1]:
            number, _, words = text.partition(" ")
            said = {"numero": number, "intitule": words}
            yield "objectif", {key: Sourced(value, *text.ranks) for key, value in said.items()}
        for text in self.said.get("referent", [])[:1]:
            yield "referent", Sourced(text.rstrip(" ."), *text.ranks)
        yield "rubriques", [*map(self._row, LIBELLES_RUBRIQUES)]
        if self.lines or self.totals:
            budget: dict[str, Data] = {"lignes": self.lines}
            yield "budget", budget | ({"totaux_annonces": self.totals} if self.totals else {})
        if phases := [_phase(each) for each in self._pieces("calendrier")]:
            yield "calendrier", [*phases]
        indicators: list[Data] = [{"libelle": each} for each in self._pieces("indicateurs")]
        if indicators:
            yield "indicateurs", indicators
        if texts := self.said.get("vigilance"):
            ranks = (rank for each in texts for rank in each.ranks)
            yield "points_de_vigilance", Sourced("\n\n".join(map(_capital, texts)), *ranks)

    def _row(self, key: str) -> Data:
        texts = [] if key in RUBRIQUES_CALCULEES else self.said.get(key, [])
        row: dict[str, Data] = {"cle": key}
        blocks = [Sourced(_capital(each), *each.ranks) for each in texts]
        return row | ({"blocs": [*blocks]} if blocks else {})

    def _pieces(self, key: str) -> Iterator[Sourced]:
        """The things that texts list, between semicolons."""
        for text in self.said.get(key, []):
            for each in re.split(r"\s*;\s*", text):
                if each.strip(" ."):
                    yield Sourced(_capital(each.strip(" .")), *text.ranks)


def _phase(text: Sourced) -> Data:
    found = _PHASE.fullmatch(text)
    if found is None:
        return {"texte": text}
    said = {"annee": found["year"], "texte": _capital(found["what"])}
    return {key: Sourced(value, *text.ranks) for key, value in said.items()}


def _key_of(label: str) -> str:
    bare = sans_accents(" ".join(label.split()).lower()).replace("’", "'").rstrip(" :")
    return next((key for key, called in _KEYS.items() if re.fullmatch(called, bare)), "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
