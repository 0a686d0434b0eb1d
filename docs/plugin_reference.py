"""Write the references of authors from the code: hooks in ``docs/plugins.md``, blocks, the
context of a format and the public API in ``docs/plugins-reference.md``.

    python docs/plugin_reference.py

A test holds that the pages say what the code does, and runs each example.
"""

from __future__ import annotations

import ast
import collections.abc
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Final, get_args, get_type_hints

import attrs

from ppgp_docs import api, francais, model
from ppgp_docs.francais.nombres import lire_pourcentage
from ppgp_docs.load import tree
from ppgp_docs.model import blocs as blocs_module
from ppgp_docs.model.blocs import BLOCS, Bloc
from ppgp_docs.model.place import Located
from ppgp_docs.plugin import hookspecs
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.testing import exemplar

HERE: Final = Path(__file__).parent
_ROLE: Final = re.compile(r":\w+:`[~.]*(?:[\w.]+\.)?(\w+)`")


def hooks() -> Iterator[str]:
    """Each hook with its arguments, what its docstring says, and a whole plugin that uses it."""
    for name, hook in vars(hookspecs).items():
        if name.startswith("ppgp_"):
            arguments = ", ".join(inspect.signature(hook).parameters)
            code = (HERE / "examples" / f"{name}.py").read_text("utf-8")
            yield f"### `{name}({arguments})`\n\n{_plain(inspect.getdoc(hook) or '')}\n"
            yield f"```python\n# examples/{name}.py\n{code}```\n"


def blocs() -> Iterator[str]:
    """Each core block, its fields, and what they are for; those that must be given in bold."""
    schemas = shipped_schemas().blocks
    yield "| class | block | fields |\n|---|---|---|"
    for cls in BLOCS:
        fields = [each for each in attrs.fields(cls) if each.name not in ("place", "extensions")]
        told = ", ".join(_field(each, schemas[cls.type]) for each in fields)
        yield f"| `{cls.__name__}` | `{cls.type}` | {told} |"


def examples() -> Iterator[str]:
    """Each core block as one types it, and as a drawing makes it."""
    schemas = shipped_schemas()
    for cls in BLOCS:
        typed = _shorter(exemplar.block(schemas, cls.type))
        text = exemplar.as_yaml([typed])
        yield f"### `{cls.type}`\n\n```yaml\n{text}```\n"
        yield f"```python\n{_made(cls, typed)}\n```\n"


def names() -> Iterator[str]:
    """Each name of the public API, with its arguments and the first sentence of its docstring."""
    yield "| name | what it is |\n|---|---|"
    for name in sorted(api.__all__, key=str.lower):
        value = getattr(api, name)
        yield f"| `{name}{_arguments(value)}` | {_first_sentence(name, value)} |"
        if isinstance(value, ModuleType):
            for each, one in _within(name, value):
                if _is_function(one):
                    yield f"| `{each}{_arguments(one)}` | {_first_sentence(each, one)} |"


def types() -> Iterator[str]:
    """Each class of the public API, those of its modules too: how it is made, what it tells; then
    those that these give, though one imports them from nowhere."""
    yield "| type | what it tells |\n|---|---|"
    rows = [*_offered_types()]
    yield from rows
    listed = set(re.findall(r"^\| `(?:\w+\.)*(\w+)", "\n".join(rows), re.MULTILINE))
    while given := {
        name: cls
        for name, cls in _own_classes().items()
        if name not in listed and _names(rows, name)
    }:
        rows = [_type(name, cls) for name, cls in sorted(given.items())]
        yield from rows
        listed |= set(given)


def _names(rows: list[str], name: str) -> bool:
    return any(re.search(rf"(?<![\w.]){name}\b(?!:)", row) for row in rows)


def _own_classes() -> dict[str, type]:
    """The classes of the model and of the public API's own modules, by their names."""
    modules = {
        f"{package.__name__}.{each.name}"
        for package in (model, francais)
        for each in pkgutil.iter_modules(package.__path__)
    }
    modules |= {getattr(getattr(api, name), "__module__", "builtins") for name in api.__all__}
    found: dict[str, type] = {}
    for module in sorted({*modules, tree.__name__} - {"builtins"}):
        for name, value in vars(importlib.import_module(module)).items():
            if inspect.isclass(value) and value.__module__ == module and name[0].isupper():
                found.setdefault(name, value)
    return {name: cls for name, cls in found.items() if not hasattr(collections.abc, name)}


def _offered_types() -> Iterator[str]:
    for name in sorted(api.__all__, key=str.lower):
        value = getattr(api, name)
        if isinstance(value, ModuleType):
            held = _within(name, value)
            yield from (_type(each, one) for each, one in held if inspect.isclass(one))
        elif inspect.isclass(value):
            yield _type(name, value)


def _type(name: str, cls: type) -> str:
    told = ", ".join(f"`{each}`" for each in _told(cls)).replace("|", "\\|")
    return f"| `{name}{_made_of(cls)}` | {told} |".replace("|  |", "| |")


def _made_of(cls: type) -> str:
    """How one is made: « (pages: tuple[str, ...], heard: tuple[str, ...] = …) »."""
    if issubclass(cls, Enum) or getattr(cls, "_is_protocol", False):
        return ""
    try:
        parameters = inspect.signature(cls).parameters.values()
    except ValueError:  # an exception as Python's own
        return "(message: str)"
    return f"({', '.join(map(_parameter, parameters))})".replace("|", "\\|")


def _parameter(one: inspect.Parameter) -> str:
    hint = "" if one.annotation is one.empty else f": {_hint(one.annotation)}"
    mark = "*" if one.kind is one.VAR_POSITIONAL else ""
    return f"{mark}{one.name}{hint}{'' if one.default is one.empty else ' = …'}"


def _hint(value: Any) -> str:
    value = getattr(value, "__forward_arg__", value)  # a type known by its name alone
    return value if isinstance(value, str) else getattr(value, "__name__", str(value))


def _told(cls: type) -> Iterator[str]:
    """What one reads of it beside what it is made of: members, properties, methods."""
    if issubclass(cls, Enum):
        yield from cls.__members__
        return
    own = {
        name: each
        for base in reversed(cls.__mro__)
        if base.__module__.startswith("ppgp_docs.") and (base is not Located or cls is Located)
        for name, each in vars(base).items()
        if not name.startswith("_")
    }
    if getattr(cls, "_is_protocol", False):
        yield from (f"{name}: {_hint(each)}" for name, each in vars(cls)["__annotations__"].items())
    for name, each in own.items():
        if isinstance(each, property | functools.cached_property):
            held = each.fget if isinstance(each, property) else each.func
            yield f"{name}: {_hint(inspect.signature(held).return_annotation)}"
        elif inspect.isfunction(each):
            signature = inspect.signature(each)
            given = ", ".join(_parameter(one) for one in [*signature.parameters.values()][1:])
            yield f"{name}({given}) → {_hint(signature.return_annotation)}"


def context() -> Iterator[str]:
    """Each method and property of what a format is given."""
    yield "| name | what it does |\n|---|---|"
    for name, value in sorted(vars(api.Context).items()):
        held = value.fget if isinstance(value, property) else value
        if inspect.isfunction(held) and not name.startswith("_"):
            told = _arguments(held).replace("(self, ", "(").replace("(self)", "()")
            arguments = "" if isinstance(value, property) else told
            yield f"| `context.{name}{arguments}` | {_first_sentence(name, held)} |"


def _shorter(value: Any) -> Any:
    """The same, one piece instead of several that are alike."""
    if isinstance(value, dict):
        return {name: _shorter(each) for name, each in value.items()}
    if isinstance(value, list) and isinstance(value[0], dict):
        return [_shorter(value[0])]
    return value


def _arguments(value: Any) -> str:
    if not inspect.isfunction(value):
        return ""
    told = ", ".join(
        f"{each.name}=…" if each.default is not each.empty else each.name
        for each in inspect.signature(value).parameters.values()
    )
    return f"({told})"


def _first_sentence(name: str, value: Any) -> str:
    if isinstance(value, functools._lru_cache_wrapper):
        value = value.__wrapped__
    if isinstance(value, ModuleType):
        told = [each for each, held in _held(value).items() if not _is_function(held)]
        text = _plain(inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ")
        return f"module: {', '.join(f'`{each}`' for each in told)}" if told else text
    if not (inspect.isfunction(value) or inspect.isclass(value)):
        return f"`{type(value).__name__}`"
    text = _plain(inspect.getdoc(value) or "").split("\n\n")[0].replace("\n", " ")
    return text.replace("|", "\\|")


def _within(name: str, module: ModuleType) -> Iterator[tuple[str, Any]]:
    """What a module offers, and its own modules, by what one writes to reach it."""
    for each, one in _held(module).items():
        if isinstance(one, ModuleType):
            yield from _within(f"{name}.{each}", one)
        else:
            yield f"{name}.{each}", one


def _held(module: ModuleType) -> dict[str, Any]:
    """What a module says that it offers (``__all__``), or what it defines and what it passes on
    (``import X as X``)."""
    if said := getattr(module, "__all__", None):
        return {name: getattr(module, name) for name in said}
    tree = ast.parse(inspect.getsource(module))
    passed = {
        each.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for each in node.names
        if each.asname == each.name
    }
    defined = {
        name.id
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for name in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(name, ast.Name)
    }
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (
            name in passed | defined
            or (
                (_is_function(value) or inspect.isclass(value))
                and value.__module__ == module.__name__
            )
        )
    }


def _is_function(value: Any) -> bool:
    return inspect.isfunction(value) or isinstance(value, functools._lru_cache_wrapper)


def _plain(text: str) -> str:
    return _ROLE.sub(r"`\1`", text).replace("``", "`")


def _field(each: Any, schema: dict[str, Any]) -> str:
    name = f"`{each.name}`"
    label = schema.get(each.name, {}).get("libelle", "")
    bold = f"**{name}**" if each.default is attrs.NOTHING else name
    return f"{bold} ({label.lower()})" if label else bold


def _made(cls: Any, typed: dict[str, Any], depth: int = 1) -> str:
    """The expression that makes a piece of the model of what somebody would type."""
    hints, indent = get_type_hints(cls), "    " * depth
    given = [
        f"{indent}{name}={_expression(hints[name], value, depth)},"
        for name, value in typed.items()
        if name in hints and name != "type"
    ]
    home = "blocs" if cls.__module__ == blocs_module.__name__ else "dossier"
    return "\n".join(
        (f"{home}.{cls.__name__}(", *given, f"{indent}place=bloc.place,", f"{indent[4:]})")
    )


def _expression(hint: Any, value: Any, depth: int) -> str:
    kinds = [each for each in (hint, *get_args(hint)) if inspect.isclass(each)]
    if isinstance(value, list):
        return _list([_expression(get_args(hint)[0], one, depth + 1) for one in value], depth)
    if Bloc in kinds:
        return f'blocs.Paragraphe(texte="{value}", place=bloc.place)'
    if isinstance(value, dict):
        piece = next(each for each in kinds if issubclass(each, Located))
        return _made(piece, value, depth + 1)
    return _scalar(kinds, value)


def _scalar(kinds: list[Any], value: str) -> str:
    if bool in kinds:
        return str(value == "oui")
    if int in kinds:
        return str(int(value))
    if Decimal in kinds:
        return f'Decimal("{lire_pourcentage(value)}")'
    if any(each.__name__ == "DatePrecise" for each in kinds):
        return f"DatePrecise({', '.join(str(int(part)) for part in value.split('-'))})"
    return repr(value).replace("'", '"') if '"' not in value else repr(value)


def _list(items: list[str], depth: int) -> str:
    """On one line, unless an item has several: as the formatter writes it."""
    if not any("\n" in each for each in items):
        return f"[{', '.join(items)}]"
    indent = "    " * depth
    return "\n".join(("[", *(f"{indent}    {each}," for each in items), f"{indent}]"))


PAGES: Final[dict[Path, dict[str, Callable[[], Iterator[str]]]]] = {
    HERE / "plugins.md": {"hooks": hooks, "blocs": blocs},
    HERE / "plugins-reference.md": {
        "examples": examples,
        "context": context,
        "names": names,
        "types": types,
    },
}


def written(page: Path) -> str:
    """A page with its generated parts as the code has them now."""
    text = page.read_text("utf-8")
    for name, make in PAGES[page].items():
        start, end = f"<!-- {name}: generated -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = "\n".join((f"{before}{start}\n", *make(), f"\n{end}{after}"))
    return text


if __name__ == "__main__":
    for _page in PAGES:
        _page.write_text(written(_page), "utf-8")
