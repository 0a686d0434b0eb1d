"""What a tag says, read against the known fields: Jinja parses, an allow-list judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from attrs import field, frozen
from jinja2 import TemplateSyntaxError, nodes

from ppgp_fiche_action.template.faults import suggestion
from ppgp_fiche_action.template.known import FieldKind, Group, Known, Loop
from ppgp_fiche_action.template.sandbox import EXPRESSIONS, FILTERS, LOOP, Sandbox

_NOTHING_ELSE: Final = (
    "une balise ne contient que des champs et des conditions : ni calcul ni appel"
)
_LOOP_FIELDS: Final = Group(dict.fromkeys(LOOP, FieldKind.TEXT))

Names: TypeAlias = Mapping[str, tuple[str, Known]]
"""What may be named at a place: by name, its path in the guide's words and what it is."""


class ExpressionError(Exception):
    """What is wrong with an expression: the code, a French message, hints."""

    def __init__(self, code: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hints = code, message, hints


@frozen
class Scope:
    """The names at a place of the template.

    ``loops`` are the variables of all loops of the template, ``guarded`` the optional groups that
    a condition around makes sure of.
    """

    names: Names
    loops: frozenset[str] = frozenset()
    guarded: frozenset[str] = frozenset()
    used: set[str] = field(factory=set)

    def judge(self, text: str) -> Known:
        """What an expression gives. Raises ExpressionError."""
        return self._judge(parse(text))

    def _judge(self, node: nodes.Node) -> Known:
        if not isinstance(node, EXPRESSIONS):
            raise ExpressionError("R313", _NOTHING_ELSE)
        if isinstance(node, nodes.Name):
            return self._name(node.name)
        if isinstance(node, nodes.Getattr):
            if not isinstance(node.node, nodes.Name | nodes.Getattr):
                raise ExpressionError("R313", _NOTHING_ELSE)
            return self._field(self._judge(node.node), node)
        if isinstance(node, nodes.Filter):
            _known_filter(node)
        for child in node.iter_child_nodes():
            self._judge(child)
        return FieldKind.TEXT

    def _name(self, name: str) -> Known:
        if name not in self.names:
            raise self._unknown(name)
        path, known = self.names[name]
        self.used.add(path)
        return known

    def _unknown(self, name: str) -> ExpressionError:
        if name in self.loops or name == "loop":
            message = f"`{name}` n’existe que dans sa boucle"
            return ExpressionError(
                "R311", message, "placez la balise entre le `for` et le `endfor`"
            )
        return ExpressionError(
            "R310", f"`{name}` ne désigne rien", *suggestion(name, sorted(self.names))
        )

    def _field(self, group: Known, node: nodes.Getattr) -> Known:
        path = self._path(node.node)
        if not isinstance(group, Group):
            message = f"`{path}` n’a pas de champ `{node.attr}`"
            raise ExpressionError("R310", message, *self._elsewhere(node.attr))
        if node.attr not in group.fields:
            near = suggestion(node.attr, list(group.fields), f"{path}.")
            hints = self._elsewhere(node.attr) or near
            raise ExpressionError("R310", f"`{path}` n’a pas de champ `{node.attr}`", *hints)
        if group.optional and path not in self.guarded:
            hint = f"placez la balise entre un `if {path}` et un `endif`"
            raise ExpressionError("R311", f"`{path}` manque dans certains dossiers", hint)
        self.used.add(f"{path}.{node.attr}")
        return group.fields[node.attr]

    def _elsewhere(self, name: str) -> tuple[str, ...]:
        """A field that stands by itself, written as if it belonged to another."""
        return (f"écrivez `{name}` seul, sans rien devant",) if name in self.names else ()

    def _path(self, node: nodes.Node) -> str:
        if isinstance(node, nodes.Getattr):
            return f"{self._path(node.node)}.{node.attr}"
        return self.names[node.name][0] if isinstance(node, nodes.Name) else ""

    def inside(self, variable: str, loop: Loop) -> Names:
        """The names inside a loop."""
        own: Names = {variable: (loop.name, loop.item), "loop": ("loop", _LOOP_FIELDS)}
        return {**self.names, **own}


def roots(group: Group) -> Names:
    """The names outside any loop."""
    return {name: (name, known) for name, known in group.fields.items()}


def optional_names(text: str) -> frozenset[str]:
    """The names that a condition makes sure of: those it asks for, as long as it denies nothing."""
    tree = parse(text)
    if next(tree.find_all((nodes.Not, nodes.Or, nodes.Compare)), None) is not None:
        return frozenset()
    return frozenset(_plain_names(tree))


def _plain_names(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.And):
        for child in node.iter_child_nodes():
            yield from _plain_names(child)


def parse(text: str) -> nodes.Expr:
    """The expression that a text is. Raises ExpressionError."""
    try:
        [output] = Sandbox().parse(f"{{{{ {text} }}}}").body
        [expression] = output.nodes if isinstance(output, nodes.Output) else []
    except (TemplateSyntaxError, ValueError, RecursionError) as problem:
        raise ExpressionError("R313", "ces mots ne forment pas une balise") from problem
    return expression


def _known_filter(node: nodes.Filter) -> None:
    if node.name in FILTERS and (node.args or node.kwargs):
        raise ExpressionError("R313", f"le filtre `{node.name}` ne prend rien entre parenthèses")
    if node.name not in FILTERS:
        allowed = ", ".join(f"`{name}`" for name in FILTERS)
        raise ExpressionError(
            "R313", f"le filtre `{node.name}` n’est pas permis", f"filtres permis : {allowed}"
        )
