"""What is to be mended in a template, in French: Jinja tells it in English."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from ppgp_docs.api import Diagnostic, Span, error

_FIELDS: Final = (
    "un modèle n’imprime que ce que l’étude de cas lui donne : ôtez cette expression, ou prenez "
    "le nom d’un champ"
)
_SPELLING: Final = "vérifiez l’orthographe du nom, ou ôtez l’expression"
_TAGS: Final = "les modèles livrés, dans `templates/etude-de-cas`, montrent comment l’écrire"

_KNOWN: Final = tuple(
    (re.compile(told), words, hint)
    for told, words, hint in (
        (
            r"access to attribute '(?P<name>.+?)' of .+ is unsafe",
            "il demande `{name}`, qui est du programme et non du dossier",
            _FIELDS,
        ),
        (r".+ is not safely callable", "il appelle ce qui ne s’appelle pas", _FIELDS),
        (r"'(?P<name>.+)' is undefined", "`{name}` n’y désigne rien", _SPELLING),
        (
            r".+ has no attribute '(?P<name>.+)'",
            "`{name}` n’est pas un champ de ce qui le précède",
            _SPELLING,
        ),
        (
            r".+ has no element (?P<name>.+)",
            "l’élément `{name}` qu’il demande n’est pas dans la liste",
            "entourez-le d’une condition (`{{% if … %}}`), ou ôtez-le",
        ),
        (
            r"No (?:filter|test) named '(?P<name>.+)'",
            "ni filtre ni test ne s’appelle `{name}`",
            _SPELLING,
        ),
        (
            r"Encountered unknown tag '(?P<name>.+?)'",
            "l’instruction `{name}` n’existe pas, ou rien ne l’ouvre",
            _TAGS,
        ),
        (
            r"Unexpected end of template.*to be closed is '(?P<name>.+)'",
            "l’instruction `{name}` n’est pas fermée",
            "ajoutez `{{% end{name} %}}` où elle s’arrête",
        ),
        (
            r"block '(?P<name>.+)' defined twice",
            "le bloc `{name}` y est deux fois",
            "renommez l’un des deux",
        ),
        (
            r"Missing end of (?P<name>comment) tag",
            "un commentaire n’est pas fermé",
            "ajoutez `#}}` où il s’arrête",
        ),
    )
)
"""What Jinja tells, as it begins; the same in French; how it is mended."""


def template_fault(problem: Exception) -> Diagnostic:
    """A fault in a template, at its line where Jinja knows it."""
    why, hint = _in_french(problem)
    message = f"le modèle de l’étude de cas ne peut pas être rempli : {why}"
    return error("R003", message, _place(problem), hint)


def _in_french(problem: Exception) -> tuple[str, str]:
    if isinstance(problem, TemplateNotFound):
        missing = f"le modèle `{problem.name}` qu’il demande est introuvable"
        return missing, "placez-le auprès des autres, ou corrigez son nom"
    said = str(problem.message or "") if isinstance(problem, TemplateError) else ""
    for told, words, hint in _KNOWN:
        if found := told.match(said):
            return words.format(**found.groupdict()), hint.format(**found.groupdict())
    if isinstance(problem, TemplateSyntaxError):
        return "une balise y est mal écrite", _TAGS
    return "ce qui s’y calcule est impossible, ou n’en finirait pas", "corrigez ou ôtez ce calcul"


_SUFFIXES: Final = (".html", ".svg")


def is_computed(problem: Exception) -> bool:
    """Whether an expression of a template failed by itself, rather than what we do for it."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [frame for frame in frames if "jinja2" not in Path(frame.filename).parts]
    return ours[-1].filename.endswith(_SUFFIXES)


def _place(problem: Exception) -> Span | None:
    """The line of the template: syntax errors know it, others left it in the trace."""
    if isinstance(problem, TemplateSyntaxError) and problem.filename:
        return Span(Path(problem.filename), problem.lineno, 1, problem.lineno, 1)
    for frame in reversed(traceback.extract_tb(problem.__traceback__)):
        if frame.filename.endswith(_SUFFIXES) and frame.lineno:
            return Span(Path(frame.filename), frame.lineno, 1, frame.lineno, 1)
    return None
