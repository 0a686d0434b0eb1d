"""Write the reference of ``docs/plugins.md`` from the code: the hooks, the core blocks.

    python docs/plugin_reference.py

A test holds that the page says what the code does.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from ppgp_docs.model.blocs import BLOCS
from ppgp_docs.plugin import hookspecs
from ppgp_docs.schema.schemas import shipped_schemas

PAGE: Final = Path(__file__).parent / "plugins.md"
_ROLE: Final = re.compile(r":\w+:`[~.]*(?:[\w.]+\.)?(\w+)`")


def hooks() -> Iterator[str]:
    """Each hook with its arguments, and what its docstring says."""
    for name, hook in vars(hookspecs).items():
        if name.startswith("ppgp_"):
            arguments = ", ".join(inspect.signature(hook).parameters)
            said = _ROLE.sub(r"`\1`", inspect.getdoc(hook) or "").replace("``", "`")
            yield f"### `{name}({arguments})`\n\n{said}\n"


def blocs() -> Iterator[str]:
    """Each core block, its fields, and what they are for; those that must be given in bold."""
    schemas = shipped_schemas().blocks
    yield "| class | block | fields |\n|---|---|---|"
    for cls in BLOCS:
        fields = [each for each in attrs.fields(cls) if each.name not in ("place", "extensions")]
        told = ", ".join(_field(each, schemas[cls.type]) for each in fields)
        yield f"| `{cls.__name__}` | `{cls.type}` | {told} |"


def _field(each: Any, schema: dict[str, Any]) -> str:
    name = f"`{each.name}`"
    label = schema.get(each.name, {}).get("libelle", "")
    bold = f"**{name}**" if each.default is attrs.NOTHING else name
    return f"{bold} ({label.lower()})" if label else bold


SECTIONS: Final[dict[str, Callable[[], Iterator[str]]]] = {"hooks": hooks, "blocs": blocs}


def written(text: str) -> str:
    """The page with its generated parts as the code has them now."""
    for name, make in SECTIONS.items():
        start, end = f"<!-- {name}: generated -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = "\n".join((f"{before}{start}\n", *make(), f"\n{end}{after}"))
    return text


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text("utf-8")), "utf-8")
