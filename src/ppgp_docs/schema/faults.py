"""The faults of a validation in French, each with its place and what mends it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.francais.accords import compter, enumerer
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.francais.nombres import decimal
from ppgp_docs.load.bullets import unmarked
from ppgp_docs.load.traps import ODD_SPACES
from ppgp_docs.load.tree import PathInTree, Tree, is_blank
from ppgp_docs.load.wording import quoted, shortened, to_type
from ppgp_docs.patterns import pattern
from ppgp_docs.schema.schemas import Field, Fields

_FEW: Final = 12
_ALIKE: Final = 0.75
_ODD: Final = pattern(f"[{ODD_SPACES}]")
_ANY_EXAMPLE: Final = re.compile(r"[\s\u00a0]*: écri(?:vez|re) par exemple .*$")
_KINDS: Final = {
    "string": "un texte",
    "integer": "un nombre entier",
    "decimal": "un nombre",
    "date_precise": "une date",
    "boolean": "oui ou non",
    "list": "une liste (une ligne par élément, qui commence par un tiret)",
    "dict": "une rubrique (des lignes `clé: valeur` en retrait)",
}

MISSING: Final = "V001"
"""The code of what is required and is not there."""


@dataclass(frozen=True)
class Fault:
    """A leaf error of Cerberus: where, which rule, what it wanted, what it found.

    ``of_key`` when the name is at fault and not what it holds.
    """

    path: PathInTree
    rule: str
    constraint: Any
    value: Any
    info: tuple[Any, ...] = ()
    of_key: bool = False


def french(
    fault: Fault, tree: Tree, field: Field, siblings: Fields, keys: Iterable[str] = ()
) -> Diagnostic:
    """One fault as a diagnostic; ``field`` and ``siblings`` describe what stands at its path,
    ``keys`` are those of a field that is a group of them."""
    name = _name(fault.path, field, tree)
    if fault.rule in ("required", "unknown"):
        return _about_key(fault, tree, name, siblings)
    if fault.of_key:
        return _about_name(fault, tree)
    code, message, hints = _about_value(fault, name, tree.node(fault.path))
    if fault.rule == "type" and fault.constraint == "dict" and isinstance(fault.value, str):
        hints = (*hints, *_keyed(fault.value, tuple(keys)))
    if example := field.get("exemple"):
        message = _ANY_EXAMPLE.sub("", message)  # that of the field is nearer
    if fault.rule == "coerce" and fault.path[-1] == "date" and _is_landmark(fault, siblings):
        hints = (*hints, f"une date moins précise s’écrit ainsi : `repere: {fault.value}`")
    elif example:
        hints = (*hints, f"exemple : `{example}`")
    return error(code, message, tree.span(fault.path), *hints)


def _is_landmark(fault: Fault, siblings: Fields) -> bool:
    """Whether what is no date could stand beside it in words: « automne 2023 »."""
    return "repere" in siblings and any(map(str.isalpha, str(fault.value)))


def misspelt(fault: Fault, siblings: Fields) -> PathInTree | None:
    """The path that an unknown key was probably meant for."""
    near = _near(str(fault.path[-1]), tuple(siblings)) if fault.rule == "unknown" else None
    return (*fault.path[:-1], near) if near else None


def unknown_block(
    kind: Any, tree: Tree, path: PathInTree, known: Mapping[str, Fields]
) -> Diagnostic:
    """A block whose type is absent or not among the ``known`` ones."""
    if kind is None:
        return _untyped(tree, path, known)
    hint = _suggestion(str(kind), tuple(known)) or _types(known)
    if kind in ("lien", "liens", "url"):
        hint = "un lien s’écrit dans un texte : `[mots](https://exemple.fr)`"
    return error("V009", f"le type de bloc `{kind}` n’existe pas", tree.span((*path, "type")), hint)


def _types(known: Iterable[str]) -> str:
    return f"choisissez un type parmi {', '.join(sorted(known))}"


def _untyped(tree: Tree, path: PathInTree, known: Mapping[str, Fields]) -> Diagnostic:
    """A block without a type: a text that its colon cuts, `typ` for `type`, or none at all."""
    node = tree.node(path)
    keys = list(node) if isinstance(node, dict) else []
    fields = {name for each in known.values() for name in each}
    if keys and keys[0] not in fields:
        is_type = get_close_matches(keys[0].strip().lower(), ["type"], n=1, cutoff=_ALIKE)
        hint = "vouliez-vous dire `type` ?" if is_type else _quoted(keys[0], node[keys[0]])
        if keys[0] != "type" and _ODD.sub("", keys[0]).strip() == "type":
            hint = _touched("type")
        if is_type or len(keys) == 1 or _is_words(keys[0]):
            message = f"la clé `{keys[0].strip()}` n’existe pas à cet endroit"
            return error("V002", message, tree.span((*path, keys[0]), of_key=True), hint)
    fitting = [kind for kind, each in known.items() if keys and each.keys() >= set(keys)]
    return error(
        "V008",
        "un bloc n’a pas de `type`",
        tree.span(path),
        f"commencez-le par `- type: {fitting[0] if len(fitting) == 1 else 'paragraphe'}`, "
        "ou écrivez seulement un texte",
        _types(known),
    )


def _name(path: PathInTree, field: Field, tree: Tree) -> str:
    if not path:
        return "le fichier"
    if isinstance(path[-1], int):
        return _item_name(path, tree)
    if path[-2:-1] == ("dispenses",):
        return f"la raison donnée pour `{path[-1]}`"
    label = field.get("libelle")
    return f"`{path[-1]}` ({label})" if label else f"`{path[-1]}`"


def _item_name(path: PathInTree, tree: Tree) -> str:
    """What an item of a list is called: « la case « Mardi » de la ligne n° 2 » in a table."""
    *above, rank = path
    if not above:
        return "l’élément"
    if not isinstance(above[-1], int):
        kind = "la ligne" if above[-1] == "lignes" else "l’élément"
        return f"{kind} n° {int(rank) + 1} de `{above[-1]}`"
    heading = _heading(path, tree)
    named = f"« {shortened(heading)} »" if heading else f"n° {int(rank) + 1}"
    return f"la case {named} de la ligne n° {above[-1] + 1}"


def _heading(path: PathInTree, tree: Tree) -> str:
    """The heading of the column in which a cell stands; empty where it has none."""
    table: Any = tree.root
    for step in path[:-3]:
        table = table[step]
    headings = table.get("colonnes") if isinstance(table, dict) else None
    rank = path[-1]
    if not isinstance(headings, list) or not isinstance(rank, int) or rank >= len(headings):
        return ""
    return headings[rank] if isinstance(headings[rank], str) else ""


def _about_key(fault: Fault, tree: Tree, name: str, siblings: Fields) -> Diagnostic:
    if fault.rule == "required":
        if _is_blank(tree, fault.path):
            span, hint = tree.span(fault.path, of_key=True), _FILL[_shape(fault.path, siblings)]
            return error(MISSING, f"{name} est vide", span, hint)
        span, hint = start(tree.span(fault.path[:-1])), f"ajoutez une ligne `{fault.path[-1]}: …`"
        found = error(MISSING, f"il manque {name}", span, hint)
        return replace(found, missing=str(fault.path[-1]))
    span = tree.span(fault.path, of_key=True)
    hints = _instead(fault, siblings)
    return error("V002", f"la clé {name} n’existe pas à cet endroit", span, *hints)


def is_cut(fault: Fault) -> bool:
    """Whether an unknown key begins a text that a colon cuts: `- Soutien : à la parentalité`."""
    return fault.rule == "unknown" and bool(fault.path) and _is_words(str(fault.path[-1]))


def _is_words(key: str) -> bool:
    """Whether a key is written as a text is: no key of ours has a space or a capital."""
    return " " in key.strip() or key[:1].isupper()


def _instead(fault: Fault, siblings: Fields) -> Iterator[str]:
    """What was meant by a key that does not exist."""
    key = str(fault.path[-1])
    known = [name for name, field in siblings.items() if "libelle" in field]
    bare = _ODD.sub("", key).strip()
    if bare != key and bare in (*siblings, "type"):
        yield _touched(bare)
    elif bare and (key[:1].isspace() or _ODD.match(key)):
        yield "une espace insécable fait le retrait : retapez-le avec la barre d’espace"
    elif near := _near(key, tuple(siblings)):
        label = str(siblings[near].get("libelle", ""))
        says_more = sans_accents(label.lower()) != near.replace("_", " ")
        yield f"vouliez-vous dire `{near}`{f', « {label} »' if label and says_more else ''} ?"
    elif is_cut(fault):
        yield _quoted(key, fault.value)
    elif 0 < len(known) <= _FEW:
        yield f"clés possibles ici : {enumerer((f'`{name}`' for name in known), 'ou')}"


def _touched(key: str) -> str:
    return f"une espace, insécable ou invisible, touche `{key}` : effacez-la"


_FILL: Final = {
    "dict": "remplissez les lignes en retrait, au-dessous",
    "list": "ajoutez au-dessous une ligne qui commence par un tiret : `- …`",
    "": "écrivez-le après les deux-points",
}


def _shape(path: PathInTree, siblings: Fields) -> str:
    """Whether what is wanted at a path is a section, a list, or something on the same line."""
    kind = siblings.get(str(path[-1]), {}).get("type")
    return kind if kind in _FILL else ""


def _quoted(key: str, value: Any) -> str:
    text = f"{key.strip()} : {value if isinstance(value, str) else '…'}"
    return f"si les deux-points coupent un texte, mettez-le entre guillemets : `{quoted(text)}`"


def start(span: Span) -> Span:
    """Only the first character: underlining a whole section would say nothing."""
    return replace(span, end_line=span.line, end_column=span.column + 1)


def _is_blank(tree: Tree, path: PathInTree) -> bool:
    parent: Any = tree.root
    for step in path[:-1]:
        parent = parent[step]
    return isinstance(parent, dict) and path[-1] in parent and is_blank(parent[path[-1]])


def _near(word: str, known: Sequence[str]) -> str | None:
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def _suggestion(word: str, known: Sequence[str]) -> str | None:
    near = _near(word, known)
    return f"vouliez-vous dire `{near}` ?" if near else None


def _about_name(fault: Fault, tree: Tree) -> Diagnostic:
    """A name that the user chose for a figure, a person, a waiver…"""
    name, span = f"le nom `{fault.value}`", tree.span(fault.path, of_key=True)
    if fault.rule != "regex":
        return error("V007", _out_of_limits(fault.rule, name, fault.constraint, fault.value), span)
    better = _renamed(str(fault.value), fault.constraint)
    hints = (f"écrivez par exemple `{better}`",) if better else ()
    return error("V006", f"{name} n’a pas la forme attendue", span, *hints)


def _renamed(name: str, pattern: str) -> str | None:
    """The name without capitals, accents or spaces, or in capitals, whichever fits."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"\W+", "_", plain).strip("_")
    return next(
        (case for case in (slug.lower(), slug.upper()) if re.fullmatch(pattern, case)), None
    )


def _about_value(fault: Fault, name: str, node: Any) -> tuple[str, str, tuple[str, ...]]:
    """``node`` is what was typed: Cerberus may have coerced the value of the fault."""
    limit, value = fault.constraint, fault.value
    if fault.rule == "coerce":
        return "V003", f"{name} : {fault.info[-1]}", ()
    if fault.rule == "type":
        return (
            "V004",
            f"{name} devrait être {_KINDS.get(str(limit), limit)}",
            _rewritten(fault, node),
        )
    if fault.rule == "allowed":
        choices = enumerer((f"`{choice}`" for choice in limit), "ou")
        hint = _suggestion(str(value), tuple(map(str, limit)))
        return "V005", f"{name} vaut `{value}`, il faut {choices}", (hint,) if hint else ()
    if fault.rule == "regex":
        told = f"{name} vaut `{value}`, qui n’a pas la forme attendue"
        return "V006", told, _choices(limit, value)
    if fault.rule == "empty":
        return "V001", f"{name} est vide", ()
    return "V007", _out_of_limits(fault.rule, name, limit, value), ()


def _rewritten(fault: Fault, node: Any) -> tuple[str, ...]:
    """How to mend what has the wrong kind: `formes: 62`, a text that a colon cuts, a lost dash."""
    if fault.constraint == "list" and isinstance(node, str | dict) and node:
        typed = getattr(node, "raw", "").split("\n")[0] if isinstance(node, str) else ""
        first = typed or f"{next(iter(node))}: …"
        return (f"commencez cette ligne par un tiret : `- {to_type(unmarked(first))}`",)
    value = fault.value
    if fault.path[-2:-1] == ("chiffres",) and isinstance(value, str):
        said = to_type(value, within_braces=True)
        return (f"écrivez `{fault.path[-1]}: {{valeur: {said}}}`",)
    if fault.constraint == "string" and isinstance(value, dict) and len(value) == 1:
        key, text = next(iter(value.items()))
        return (_quoted(key, text),) if _is_words(key) else ()
    return ()


def _keyed(typed: str, known: Sequence[str]) -> Iterator[str]:
    """How to write a group of keys where a text stands: `titre Un été`, that lost its colon."""
    first, _, rest = typed.partition("\n")[0].partition(" ")
    if first in known:
        said = to_type(rest.strip()) or "…"
        yield f"il manque « : » après `{first}` : écrivez `{first}: {said}`"
    elif known:
        yield f"allez à la ligne, puis écrivez en retrait ses clés, par exemple `{known[0]}: …`"


def _choices(pattern: Any, value: Any) -> tuple[str, ...]:
    """What a pattern made of plain words accepts, the value itself behind the word that takes any:
    `CD|FIR|autre:.+`."""
    choices = str(pattern).split("|")
    if len(choices) < 2 or not all(re.fullmatch(r"\w+(:\.\+)?", choice) for choice in choices):
        return ()
    shown = (f"`{choice.replace('.+', str(value) or 'NOM')}`" for choice in choices)
    return (f"écrivez {enumerer(shown, 'ou')}",)


def _out_of_limits(rule: str, name: str, limit: Any, value: Any) -> str:
    if rule in ("min", "max"):
        side = "au moins" if rule == "min" else "au plus"
        said = decimal(value) if isinstance(value, Decimal) else value
        return f"{name} vaut {said}, il faut {side} {limit}"
    found = compter(len(value), "caractère" if isinstance(value, str) else "élément")
    side = "au moins" if rule == "minlength" else "au plus"
    return f"{name} compte {found}, il en faut {side} {limit}"
