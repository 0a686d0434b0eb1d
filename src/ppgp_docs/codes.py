"""The pages of the codes: what each finding means, why it matters, a fault and its mending.

One Markdown file a code, ``docs/codes/C205.md``, shipped in the wheel. A page shows its examples
as blocks of YAML that name their file (```` ```yaml dossier.yaml ````): what they leave out is
sound. Tests hold that the first group fails with this code and that the second does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.patterns import pattern
from ppgp_docs.workspace.resources import shipped

STEPS: Final = {
    "F": "Trouver les dossiers, les thèmes, les extensions",
    "L": "Lire le fichier YAML",
    "V": "Valider la forme",
    "M": "Assembler le dossier",
    "C": "Contrôler les faits",
    "R": "Fabriquer les documents",
    "P": "Relire les documents",
    "W": "Écrire les fichiers",
}
"""The first letter of a code, and the step that speaks."""

_FOLDER: Final = "docs/codes"
_TITLE: Final = pattern(r"# (?P<code>[A-Z]\d{3}) · (?P<title>.+)")
_MODULE: Final = re.compile(r"\[`([^`]+)`\]")
_CODE_BLOCK: Final = re.compile(r"(^```.*?^```$)", re.MULTILINE | re.DOTALL)


class Page(NamedTuple):
    """The page of a code; ``text`` is its Markdown, in French spacing, without the title.

    ``modules`` are those that emit the code, from the root of the project: for who reads the code,
    so ``ppgp explain`` leaves them out.
    """

    code: str
    title: str
    text: str
    modules: tuple[str, ...] = ()


@cache
def codes() -> tuple[str, ...]:
    """Every code that has a page, in the order of the steps."""
    found = (file.stem for file in shipped(_FOLDER).glob("[A-Z][0-9][0-9][0-9].md"))
    return tuple(sorted(found, key=lambda code: ("".join(STEPS).find(code[0]), code)))


def page(code: str) -> Page:
    """The page of a code. Raises KeyError for a code that has none."""
    if code not in codes():
        raise KeyError(code)
    found = read_page(shipped(_FOLDER) / f"{code}.md")
    if found is None:
        raise KeyError(code)
    return found


def read_page(file: Path) -> Page | None:
    """The page that a file holds; None when its first line does not say ``# C205 · Titre``.

    Raises OSError, UnicodeDecodeError.
    """
    first, _, rest = file.read_text(encoding="utf-8").partition("\n")
    title = _TITLE.fullmatch(first.strip())
    if title is None or title["code"] != file.stem:
        return None
    body, _, foot = rest.partition("\nDans le code : ")
    modules = tuple(_MODULE.findall(foot))
    return Page(file.stem, espacer(title["title"]), _spaced(body.strip()), modules)


def meant(code: str, also: Iterable[str] = ()) -> str:
    """A hint, in French, for a code that does not exist: the one meant and what it is about.

    ``also`` are the codes of plugins.
    """
    begun = [each for each in (*codes(), *also) if len(code) > 1 and each.startswith(code)]
    if begun:
        return f"les codes qui commencent ainsi : {', '.join(f'`{each}`' for each in begun)}"
    near = nearest(code, also)
    if near is None:
        return "`ppgp explain` donne tous les codes"
    about = f", « {page(near).title} »" if near in codes() else ""
    return f"vouliez-vous dire `{near}`{about} ?"


def nearest(code: str, also: Iterable[str] = ()) -> str | None:
    """The code that was probably meant: of the same family when there is one, its digits first.

    None when two signs differ: « C906 » says nothing to who typed « C999 ».
    """
    every = (*codes(), *also)
    kin = [each for each in every if each[:2] == code[:2]] or list(every)
    swapped = [each for each in kin if sorted(each) == sorted(code)]
    return next(iter(swapped or get_close_matches(code, kin, n=1, cutoff=0.7)), None)


def _spaced(markdown: str) -> str:
    """French spacing, but in the examples."""
    parts = _CODE_BLOCK.split(markdown)
    return "".join(part if rank % 2 else espacer(part) for rank, part in enumerate(parts))
