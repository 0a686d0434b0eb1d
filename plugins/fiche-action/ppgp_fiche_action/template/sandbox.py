"""The Jinja environment of the templates: it prints what it is given and can do nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from jinja2 import StrictUndefined
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

FILTERS: Final = ("upper", "lower", "trim", "length")
"""The filters that a tag may use."""
LOOP: Final = ("first", "last", "index", "length")
"""What a tag may ask of ``loop``."""


class Sandbox(SandboxedEnvironment):
    """No globals, no call, no attribute but the fields that we hand over and those of ``loop``."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
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
