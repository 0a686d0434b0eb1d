"""Blocks that a plugin made, held to the types and the rules that formats draw by.

Nothing else checks what stands in a class of the model: a text where rich text is meant would
break a format, which is not at fault. Texts and lists are taken for what they are meant to be.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import evolve, frozen

from ppgp_docs.francais.typographie.regles import Typographie
from ppgp_docs.model.blocs import BLOCS, Bloc, BlocLibre, Section, Tableau
from ppgp_docs.model.champs import schema_of
from ppgp_docs.model.place import Champs, Located, Place
from ppgp_docs.model.prose import (
    Line,
    Paragraph,
    Prose,
    Words,
    parse_line,
    parse_prose,
    typeset_words,
)
from ppgp_docs.model.references import References
from ppgp_docs.schema.schemas import Fields, Schemas

_NONE: Final = References({})


@frozen
class BlockValidator:
    """Reads what a plugin made by the types of the model and the rules of the schemas.

    Texts may cite what ``references`` know, as those of a dossier do.
    """

    schemas: Schemas
    typographie: Typographie
    references: References = _NONE

    def bloc(self, value: Any) -> Bloc:
        """A core block, or a plugin's own, which is drawn in its turn. Raises TypeError."""
        if isinstance(value, BlocLibre):
            return value
        bloc: Bloc = self._value(value, Bloc, "`ppgp_draw`")
        return bloc

    def _value(self, value: Any, hint: Any, told: str) -> Any:
        """``value`` as the type ``hint`` asks; ``told`` names it in what is raised."""
        if isinstance(value, str) and hint in (Prose, Line, Words):
            return _MAKERS[hint](self._cited(value, told), typographie=self.typographie)
        if hint in (Prose, Line) and isinstance(value, Prose | Line):
            return _as_text(value, hint, told)
        hint = str if hint is Words else hint
        if isinstance(hint, type) and issubclass(hint, Located):
            return self._piece(value, hint, told)
        if get_origin(hint) is tuple:
            return self._several(value, get_args(hint)[0], told)
        if get_origin(hint) in (Union, UnionType):
            (kind, *_) = (each for each in get_args(hint) if each is not NoneType)
            return None if value is None else self._value(value, kind, told)
        if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
            name = type(value).__name__
            if hint in (Prose, Line):
                said = "`champs.en_clair` dit une valeur comme on la lit"
                raise TypeError(f"{told} attend un texte, et non `{name}` : {said}")
            raise TypeError(f"{told} attend `{hint.__name__}`, et non `{name}`")
        return value

    def _cited(self, text: str, told: str) -> str:
        """A text with what it cites. Raises ValueError for a reference that is not known."""
        said, found = self.references.expand(text)
        if found:
            raise ValueError(f"{told} : {found[0].message}")
        return said

    def _several(self, value: Any, kind: Any, told: str) -> tuple[Any, ...]:
        """Every list of the model is a tuple of one kind of things, of any length."""
        if isinstance(value, str) or not isinstance(value, Iterable):
            raise TypeError(f"{told} attend une liste, et non `{type(value).__name__}`")
        if kind is Bloc:
            return tuple(map(self.bloc, value))
        return tuple(self._value(each, kind, told) for each in value)

    def _piece(self, value: Any, hint: type[Located], told: str) -> Any:
        name = type(value).__name__
        if not isinstance(value, hint) or (hint is Bloc and type(value) not in BLOCS):
            wanted = "un bloc de l’outil" if hint is Bloc else f"un `{hint.__name__}`"
            raise TypeError(f"{told} attend {wanted}, et non `{name}`")
        if not isinstance(value.place, Place) or not isinstance(value.extensions, Champs):
            raise TypeError(f"`{name}` attend la place du bloc : `place=bloc.place`")
        cls: Any = type(value)  # mypy takes a class for one of its instances here
        rules = self._rules(cls)
        made = {}
        for field, kind, unsaid in _fields(cls):
            told, given = f"`{name}.{field}`", getattr(value, field)
            made[field] = self._value(unsaid if given is None else given, kind, told)
            _obey(made[field], rules.get(field, {}), told)
        if cls is Tableau and any(len(row) != len(made["colonnes"]) for row in made["lignes"]):
            raise ValueError("`Tableau.lignes` n’a pas autant de cases que `colonnes`")
        return evolve(value, **made)

    def _rules(self, cls: Any) -> Fields:
        if issubclass(cls, Bloc):
            return {} if cls is Section else self.schemas.blocks[cls.type]  # it may be left empty
        return self.schemas.named.get(schema_of(cls), {})


def _as_text(value: Prose | Line, hint: type, told: str) -> Prose | Line:
    """A line is a text of one paragraph, and back. Raises TypeError for one of several."""
    if type(value) is hint:
        return value
    if isinstance(value, Line):
        return Prose((Paragraph(value.runs),) if value.runs else ())
    paragraphs = [node for node in value.nodes if isinstance(node, Paragraph)]
    if len(value.nodes) > 1 or len(paragraphs) < len(value.nodes):
        raise TypeError(f"{told} tient en un paragraphe, et le texte en a plusieurs, ou une liste")
    return Line(paragraphs[0].runs if paragraphs else ())


def _obey(value: Any, rules: dict[str, Any], told: str) -> None:
    """What the schema asks of a value that somebody gave. Raises ValueError."""
    if isinstance(value, str) and value and value not in rules.get("allowed", (value,)):
        raise ValueError(f"{told} vaut `{value}`, il faut {', '.join(rules['allowed'])}")
    if not isinstance(value, tuple) or not (value or rules.get("required")):
        return
    least, most = rules.get("minlength", 0), rules.get("maxlength", len(value))
    if not least <= len(value) <= most:
        limit = f"au moins {least}" if len(value) < least else f"au plus {most}"
        raise ValueError(f"{told} tient {len(value)} éléments, il en faut {limit}")


_MAKERS: Final[dict[Any, Any]] = {Prose: parse_prose, Line: parse_line, Words: typeset_words}


@cache
def _fields(cls: Any) -> tuple[tuple[str, Any, Any], ...]:
    """The fields of a class, their types and what they hold where nothing is said, but those that
    all pieces have."""
    hints = get_type_hints(cls)
    every = (field for field in attrs.fields(cls) if field.name not in ("place", "extensions"))
    return tuple((each.name, hints[each.name], _unsaid(each.default)) for each in every)


def _unsaid(default: Any) -> Any:
    return None if default is attrs.NOTHING else default
