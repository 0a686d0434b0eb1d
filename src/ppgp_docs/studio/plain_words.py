"""What the checks quote between backticks (a key, a line of YAML, a reference, a file), in the
words of the forms: nobody who fills in a form types any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ppgp_docs.codes import codes, page
from ppgp_docs.francais.dates import lire_date
from ppgp_docs.model.named_funders import funder_in_words
from ppgp_docs.schema.places import KNOWN_BY
from ppgp_docs.schema.schemas import Fields, Schemas
from ppgp_docs.studio.block_kinds import kinds
from ppgp_docs.studio.field_words import QUOTED

_REFERENCE: Final = re.compile(r"\{\{ ?([a-z_]+)\.([\w.-]+?)(?:\.([a-z_]+))? ?\}\}")
_PAIR: Final = re.compile(r"([a-z][a-z0-9_]*): ?(.*)")
_NOTE: Final = re.compile(r"\[\^(\w+)\]")
_FICHE: Final = re.compile(r"(?:fiches/)?0*(\d+)[\w-]*\.yaml")
_DAY: Final = re.compile(r"\d{4}-\d\d(?:-\d\d)?")
_FUNDER: Final = re.compile(r"CD|FIR|autre:.+")
_CODE: Final = re.compile(r"[A-Z]\d{3}")
_WAIVER: Final = re.compile(r"écartez [A-Z]\d{3} avec cette raison, sous `dispenses`")
_WAIVED: Final = "écartez ce point dans «\u00a0Vérifications\u00a0», avec cette raison"
_REWORDED: Final = (
    (_WAIVER, _WAIVED),
    (re.compile(r"`[A-Z]\d{3}`, (?=«)"), ""),
    (re.compile(r"\bdans un texte\s: `\[\^\w+\]`"), "avec le bouton «\u00a0Note\u00a0» d’un texte"),
    (
        re.compile(r"collez-les aux mots.*`\*\*mot\*\*`"),
        "effacez-les, choisissez les mots, puis le bouton «\u00a0Gras\u00a0»",
    ),
    (
        re.compile(r"une mise en italique va.*`\*mot\*`"),
        "effacez-les, choisissez des mots entiers, puis le bouton «\u00a0Italique\u00a0»",
    ),
    (
        re.compile(r"le gras s’écrit `\*\*mot\*\*`, l’italique `\*mot\*`"),
        "le gras et l’italique ont leurs boutons",
    ),
    (
        re.compile(r"un nom de note n’a que.*`\[\^nom\]`"),
        "effacez-le, puis choisissez la note avec le bouton «\u00a0Note\u00a0»",
    ),
    (re.compile(r", puis effacez `a_classer`"), ""),
    (re.compile(r"(?<=`), ligne \d+(?! de `)"), ""),
    (re.compile(r"(?<=`), ligne \d+ de (?=`)"), ", dans "),
    (
        re.compile(r"\b(écrivez|citez) (?=`\{\{ ?chiffres\.)"),
        "avec le bouton «\u00a0Chiffre\u00a0», \\1 ",
    ),
)
_FIGURES: Final = "chiffres"
_NAMED: Final = (_FIGURES, "citations", "personnes")
"""What a dossier gives names to, that its sentences then go by."""

_SHOWN: Final = 60
_FILES: Final = {"contrat.yaml": "Le contrat", "dossier.yaml": "L’étude de cas"}
_FORMS: Final = {
    "lettres": "en lettres",
    "lettres_capitale": "en lettres",
    "unite": "son unité",
    "pct": "en pourcentage",
    "base": "sa base",
    "sur": "avec sa base",
}


class PlainWords:
    """What the keys, the choices and the blocks of the schemas are called."""

    def __init__(self, schemas: Schemas) -> None:
        self._labels: dict[str, str] = {}
        self._choices: dict[tuple[str, str], str] = {}
        for name, field in _fields((*schemas.named.values(), *schemas.blocks.values())):
            labels = filter(None, (self._labels.get(name), str(field.get("libelle") or "")))
            self._labels[name] = min(labels, key=len, default="")
            for value, label in field.get("libelles", {}).items():
                self._choices.setdefault((name, str(value)), str(label))
        self._kinds = {name: kind.libelle for name, kind in kinds(schemas).items()}

    def told(self, sentence: str, root: Any = None) -> str:
        """The sentence with every line of YAML in words; bare keys keep their backticks.

        ``root`` is the tree of the file, whose figures are told by what people call them.
        """
        for typed, said in _REWORDED:
            sentence = typed.sub(said, sentence)
        return QUOTED.sub(lambda found: self._quoted(found, root), sentence)

    def _quoted(self, found: re.Match[str], root: Any) -> str:
        typed = found[1]
        said = self._said(typed.removeprefix("- ").strip('"'), root)
        return found[0] if said is None else f"«\u00a0{said}\u00a0»"

    def _said(self, typed: str, root: Any) -> str | None:
        if reference := _REFERENCE.fullmatch(typed):
            return self._reference(reference, root)
        if typed.startswith("{") and typed.endswith("}"):
            pairs = (self._pair(each.strip(), root) for each in typed[1:-1].split(","))
            return ", ".join(filter(None, pairs)) or None
        return _alone(typed) or self._pair(typed, root) or self._bare(typed, root)

    def _pair(self, typed: str, root: Any) -> str | None:
        pair = _PAIR.fullmatch(typed)
        if pair is None or not (pair[1] == "type" or self._labels.get(pair[1])):
            return None
        name, value = pair.groups()
        if name == "type":
            return self._kinds.get(value, value.replace("_", " "))
        if value in ("", "…"):
            return self._labels[name]
        chosen = self._choices.get((name, value))
        said = f"{chosen[:1].lower()}{chosen[1:]}" if chosen else _known(root, value)
        return f"{self._labels[name]}\u00a0: {said or _spaced(value)}"

    def _bare(self, typed: str, root: Any) -> str | None:
        """A name that a file gives to a thing, as people know it; None for a key of the schemas."""
        if self._labels.get(typed):
            return None
        is_name = re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", typed)
        return _known(root, typed) or (_spaced(typed) if is_name else None)

    def _reference(self, found: re.Match[str], root: Any) -> str:
        kind, name, form = found.groups()
        if kind != _FIGURES:
            steps = (kind, name, form)
            return " › ".join(self._labels.get(each) or _spaced(each) for each in steps if each)
        asked = f" ({_FORMS.get(form, _spaced(form))})" if form else ""
        return f"{_known(root, name) or _spaced(name)}{asked}"


def _fields(groups: tuple[Fields, ...]) -> Iterator[tuple[str, Any]]:
    for fields in groups:
        yield from fields.items()


def _alone(typed: str) -> str | None:
    """What says all by itself what it is: a note, a file, a code, a day."""
    if note := _NOTE.fullmatch(typed):
        return f"note {_spaced(note[1])}"
    if fiche := _FICHE.fullmatch(typed):
        return f"Fiche {fiche[1]}"
    if _CODE.fullmatch(typed) and typed in codes():
        return page(typed).title
    if _FUNDER.fullmatch(typed):
        return funder_in_words(typed)
    return lire_date(typed).en_francais() if _DAY.fullmatch(typed) else _FILES.get(typed)


def _known(root: Any, name: str) -> str:
    """What people call what a file gives that name to; empty for nothing."""
    for kind in _NAMED:
        held = root.get(kind) if isinstance(root, Mapping) else None
        value = held.get(name) if isinstance(held, Mapping) else None
        if isinstance(value, Mapping):
            said = next((str(value[key]) for key in KNOWN_BY if value.get(key)), "")
            return said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1]}…"
    return ""


def _spaced(name: str) -> str:
    return name.replace("_", " ")
