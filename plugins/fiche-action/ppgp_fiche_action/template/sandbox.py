"""The Jinja environment of the templates: it prints what it is given and can do nothing else.

The check of a template tells people what to mend and where; this is what protects the machine,
whatever a file hides from that check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from types import CodeType
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

FILTERS: Final = ("upper", "lower", "trim", "length")
"""The filters that a tag may use."""
LOOP: Final = ("first", "last", "index", "length")
"""What a tag may ask of ``loop``."""
EXPRESSIONS: Final = (
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.CondExpr,
    nodes.Concat,
    nodes.Filter,
)
"""What an expression may be made of: nothing that computes, nothing that calls."""

_STATEMENTS: Final = (nodes.Output, nodes.TemplateData, nodes.If, nodes.For)
NOT_ALLOWED: Final = "construction non permise"

_DEEPEST: Final = 3
"""Loops inside loops; the lists of a dossier are short, a tower of them is not."""


class Sandbox(SandboxedEnvironment):
    """No globals, no call, no attribute but the fields that we hand over and those of ``loop``."""

    def __init__(self, finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=finalize)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field by its name; nothing of Python's own."""
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Brackets find nothing: the guide knows only dots."""
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing in a template can be called."""
        return False

    def from_string(self, source: Any, globals: Any = None, template_class: Any = None) -> Template:
        """A template of that source, compiled once for all the documents that it makes."""
        code = _compiled(source, self.finalize)
        return Template.from_code(self, code, self.make_globals(globals))

    def refuse_unknown(self, source: str) -> None:
        """Raise TemplateSyntaxError unless a whole template keeps to these few constructs."""
        _refuse(self.parse(source).body, _DEEPEST)


@lru_cache(maxsize=16)
def _compiled(source: str, finalize: Callable[[Any], Any] | None) -> CodeType:
    return Sandbox(finalize).compile(source)


def _refuse(found: Iterable[nodes.Node], loops: int) -> None:
    for node in found:
        loop = isinstance(node, nodes.For)
        if not isinstance(node, EXPRESSIONS + _STATEMENTS) or (loop and not loops):
            name = type(node).__name__
            raise TemplateSyntaxError(f"{NOT_ALLOWED} : {name}", node.lineno)
        _refuse(node.iter_child_nodes(), loops - loop)
