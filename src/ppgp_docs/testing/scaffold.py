"""A plugin ready to install: a format, a block, a check, their tests, CI, a README."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppgp_docs import __version__
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.plugin import hookspecs

if TYPE_CHECKING:
    from ppgp_docs.plugin.plugins import Plugins

SKELETON: Final = Path(__file__).parent / "skeleton"
_ENDING: Final = ".txt"
"""Files of the skeleton have it beside their own: none of them is code of ours."""
_LONGEST: Final = 40
"""Characters of a name, that files, fields and classes bear."""
_OURS: Final = ("ppgp_docs", "ppgp_dask")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def name_of(text: str) -> str:
    """What somebody calls the plugin, as a distribution, a format and a block may be called.

    Raises ValueError for a text that gives no name.
    """
    name = re.sub(r"[^a-z0-9]+", "-", sans_accents(text.strip()).lower()).strip("-")
    name = name.removeprefix("ppgp-")
    if not _NAME.fullmatch(name):
        raise ValueError(f"`{text}` ne donne pas de nom : des lettres, des chiffres, des tirets")
    if len(name) > _LONGEST:
        raise ValueError(f"`{name[:_LONGEST]}…` est trop long : {_LONGEST} signes au plus")
    return name


def refuse_taken(name: str, plugins: Plugins) -> None:
    """Raise ValueError for a name that is taken: ours, that of a plugin or of a package that is
    installed. What it would name then stands in the way of another, or is refused by the tool."""
    module = name.replace("-", "_")
    own, schemas = f"ppgp_{module}", plugins.schemas
    taken = {
        "un format": name in {each.id for each in plugins.formats},
        "un bloc": module in schemas.blocks,
        "un groupe de champs": module in schemas.named or f"ligne_{module}" in schemas.named,
        "un hook": own in vars(hookspecs),
        "une extension": bool({name, module, own} & {each.name for each in plugins.infos}),
        "l’outil lui-même": own in _OURS,
        "un module de Python": module in sys.stdlib_module_names,
        "un paquet installé": bool({module, own} & {*metadata.packages_distributions()}),
    }
    if kind := next((kind for kind, is_one in taken.items() if is_one), ""):
        raise ValueError(f"`{name}` est déjà pris par {kind} : choisissez un autre nom")


def skeleton(name: str, typed: str = "") -> dict[Path, str]:
    """The files of a new plugin, each by its place below the folder of the distribution.

    Its title is what was ``typed``, accents included, where that gives the same name.
    """
    module = name.replace("-", "_")
    words = " ".join(re.findall(r"\w+(?:[’']\w+)*", typed.removeprefix("ppgp-")))
    words = words.replace("_", " ").replace("'", "’") or name.replace("-", " ")
    known = {
        "__NOM__": name,
        "__MODULE__": module,
        "__TITRE__": words[0].upper() + words[1:],
        "__CLASSE__": "".join(part.capitalize() for part in name.split("-")),
        "__VERSION__": __version__,
    }
    files = sorted(file for file in SKELETON.rglob(f"*{_ENDING}"))
    return {
        Path(_filled(file.relative_to(SKELETON).as_posix().removesuffix(_ENDING), known)): _filled(
            file.read_text("utf-8"), known
        )
        for file in files
    }


def _filled(text: str, known: dict[str, str]) -> str:
    for mark, value in known.items():
        text = text.replace(mark, value)
    return text
