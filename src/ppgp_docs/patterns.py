"""Regular expressions that are compiled when they are first used.

The rules of French and of what sentences state are hundreds of patterns; one dossier uses half of
them, and to compile them all took a twentieth of the time of one document.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


class _Pattern:
    """Stands for a ``re.Pattern``; once compiled, its methods are those of the pattern itself."""

    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)

    def __getattr__(self, name: str) -> Any:
        """Only asked for what is not there yet."""
        if name.startswith("__"):  # how a pattern is copied or pickled is not ours to say
            raise AttributeError(name)
        vars(self)[name] = asked = getattr(self._compiled, name)
        return asked


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern for its own methods and attributes; the functions of ``re`` do not take it.

    A faulty ``source`` raises ``re.error`` when the pattern is first used.
    """
    return cast("re.Pattern[str]", _Pattern(source, flags))
