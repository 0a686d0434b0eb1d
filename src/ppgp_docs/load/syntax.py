"""What the YAML parser complains of, in words for someone who has never seen a parser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import yaml

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.load.bullets import misplaced
from ppgp_docs.load.traps import AFTER_COLON, AFTER_DASH, ODD_SPACES, odd_indent


def complaint(file: Path, source: str, problem: yaml.YAMLError, before: int = 0) -> Diagnostic:
    """A syntax error of ``source`` as a diagnostic ``L009``, placed where it is to be mended.

    ``before`` is how many lines of the file stand before ``source``.
    """
    context = str(getattr(problem, "context", None) or "")
    words = f"{context} {getattr(problem, 'problem', None) or problem}"
    case = next((case for case in _CASES if case.clue in words), _ANYTHING_ELSE)
    lines = source.split("\n")
    line, column = _place(source, problem, case.at_start)
    line = min(line, len(lines) - 1)  # libyaml may point behind the last line
    if _EMPTY.clue in words and lines[line][column : column + 1] == ",":
        case = _EMPTY
    if place := _open_quote(lines, line, column):
        case, (line, column) = _OPEN_QUOTE, place
    elif bullet := misplaced(lines, line):
        case, line, column = _Case("", bullet.message, bullet.hint), bullet.line, bullet.column
    else:
        if case.clue in _LATE:
            case, line, column = _earlier(case, lines, line, column)
        case, column = _shown(case, lines[line], column)
    span = Span(file, before + line + 1, column + 1, before + line + 1, column + 2)
    return error("L009", case.message, span, case.hint)


def sections(source: str) -> Iterator[tuple[int, str]]:
    """The parts of a text that begin with a key at the margin, each with the rank of its line."""
    lines = source.split("\n")
    starts = [rank for rank, line in enumerate(lines) if _AT_MARGIN.match(line)]
    for start, end in pairwise([*starts, len(lines)]):
        yield start, "\n".join(lines[start:end])


def _place(source: str, problem: yaml.YAMLError, at_start: bool) -> tuple[int, int]:
    """Line and column from 0: of what the parser was reading, or of where it stopped."""
    marks = [getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)]
    for mark in reversed(marks) if at_start else marks:
        if mark is not None:
            return mark.line, mark.column
    invisible = yaml.reader.Reader.NON_PRINTABLE.search(source)
    before = source[: invisible.start() if invisible else 0]
    return before.count("\n"), len(before) - before.rfind("\n") - 1


def _open_quote(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    """A quote left open above, which the next one of the file closes, however far."""
    quoted = [rank for rank in range(line) if '"' in lines[rank]]
    if quoted and '"' in lines[line][: column + 1] and lines[quoted[-1]].count('"') % 2:
        return quoted[-1], lines[quoted[-1]].rfind('"')
    return None


def _earlier(case: _Case, lines: list[str], line: int, column: int) -> tuple[_Case, int, int]:
    """The slip above the line where the parser noticed something: a lost colon, a wide indent."""
    rank = next((rank for rank in reversed(range(line)) if lines[rank].strip()), 0)
    above = lines[rank] if rank < line else ""
    if _ODD_INDENT.match(above):
        return case, rank, 0
    if cut := _cut(above, _indent(lines[line])):
        return cut[0], rank, cut[1]
    if odd := _odd_dash(lines, line, rank):
        return odd[0], odd[1], _indent(lines[odd[1]])
    if found := _NO_SPACE.match(above) or _NO_SPACE_AFTER_DASH.match(above):
        return case, rank, found.end()
    if _NO_KEY.match(above) and _indent(above) == _indent(lines[line]):
        return _NO_COLON, rank, len(above.rstrip())
    return case, line, column


def _odd_dash(lines: list[str], line: int, above: int) -> tuple[_Case, int] | None:
    """A line that lacks the dash of its neighbours, or alone has one, and which line it is."""
    for rank in (line, above):
        if _begins_list_without_dash(lines, rank):
            return _NO_DASH, rank
    if neighbour := _neighbour(lines, line):
        dashes = lines[line].lstrip()[:1] == "-", neighbour.lstrip()[0] == "-"
        if dashes != (True, True) and any(dashes):
            return (_ODD_DASH if dashes[0] else _NO_DASH), line
    return None


def _begins_list_without_dash(lines: list[str], line: int) -> bool:
    """Whether several words without a colon stand where the items that follow have a dash."""
    below = next((each for each in lines[line + 1 :] if each.strip()), "")
    words = _NO_KEY.match(lines[line]) and " " in lines[line].strip()
    return bool(words) and _ITEM.match(below) is not None and _indent(below) == _indent(lines[line])


def _cut(above: str, indent: int) -> tuple[_Case, int] | None:
    """What cuts the line above, of which a line with that indent is the next one, and where."""
    if found := _ODD_COLON.match(above):
        return _not_a_colon(above[found.end()]), found.end()
    if found := _ODD_AFTER_COLON.match(above):
        return _Case("", *odd_indent(above[found.end() + 1], AFTER_COLON)), found.end()
    if found := _ODD_AFTER_DASH.match(above):
        return _Case("", *odd_indent(above[found.end()], AFTER_DASH)), found.end()
    if (found := _CUT_BY_REMARK.match(above)) and _indent(above) < indent:
        return _REMARK, found.end()
    return (_CUT, found.end()) if (found := _CUT_ITEM.match(above)) else None


def _neighbour(lines: list[str], line: int) -> str:
    """The line above that has the same indent, nothing between them having less; not at margin."""
    depth = _indent(lines[line])
    for above in reversed(lines[:line]) if depth else ():
        if above.strip() and _indent(above) <= depth:
            return above if _indent(above) == depth else ""
    return ""


def _shown(case: _Case, line: str, column: int) -> tuple[_Case, int]:
    """What the line itself shows, where the parser only guesses."""
    if found := _ODD_INDENT.match(line):
        return _Case("", *odd_indent(line[found.end()])), found.end()
    if found := _ODD_COLON.match(line):
        return _not_a_colon(line[found.end()]), found.end()
    if found := _ODD_AFTER_COLON.match(line):
        return _Case("", *odd_indent(line[found.end() + 1], AFTER_COLON)), found.end()
    for pattern, message, hint in _SHOWN:
        if found := pattern.match(line):
            return _Case("", message, hint), found.end()
    return case, column


def _not_a_colon(sign: str) -> _Case:
    message = f"le signe `{sign}` n’est pas le deux-points du clavier, que YAML attend ici"
    return _Case("", message, "effacez-le et tapez `:` suivi d’une espace")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Case(NamedTuple):
    """``clue`` is part of libyaml's English; ``at_start`` where what was being read begins."""

    clue: str
    message: str
    hint: str
    at_start: bool = False


_STAR: Final = (
    "le texte commence par `*`, que YAML lit comme un renvoi",
    "mettez tout le texte entre guillemets",
)
_ODD_INDENT: Final = re.compile(rf" *(?=[{ODD_SPACES}])")
_CUT_ITEM: Final = re.compile(
    r" *- (?=[^:]* [^:]|[A-ZÀ-ÖØ-Ý])[^\s:#\"'&*!|>%@`\[{-][^:#]*(?=:( |$))"
)
"""`- Deux étapes :`, whose colon makes a key of the beginning of a text."""

_ODD_COLON: Final = re.compile(r"[ -]*[a-z_]+[ \u00a0\u202f]?(?=[：﹕꞉∶ː︓︰׃](?!.*: ))")
"""`contexte：`: a colon of another script, or a sign that looks like one."""

_CUT_BY_REMARK: Final = re.compile(r"[^'\"#]*[^\s'\"#:|>-] +(?=#)")
_NO_SPACE: Final = re.compile(r"[ -]*[a-z_]+(?=:[^ /])")
_ODD_AFTER_COLON: Final = re.compile(rf"[ -]*[a-z_]+[ {ODD_SPACES}]*(?=:[{ODD_SPACES}])")
_NO_SPACE_AFTER_DASH: Final = re.compile(r" *-(?=[a-z_]+: )")
_ODD_AFTER_DASH: Final = re.compile(rf" *-(?=[{ODD_SPACES}])")
_NO_KEY: Final = re.compile(r" *(?![-# ])(?!.*:( |$))\S")
"""A line that is no remark, no item of a list and has no colon, or no space behind it."""

_ITEM: Final = re.compile(r" *- ")
_AT_MARGIN: Final = re.compile(r"[^\s#-]")
_CONTROL: Final = (
    "le fichier contient un caractère de contrôle invisible",
    "retapez la ligne, ou effacez le caractère",
)
_ONE_DOCUMENT: Final = (
    "le fichier contient deux documents séparés par `---`",
    "gardez-en un seul par fichier",
)

_OPEN_QUOTE: Final = _Case(
    "scanning a quoted scalar",
    "un guillemet est ouvert ici et n’est jamais refermé",
    "refermez-le à la fin du texte qu’il entoure",
    at_start=True,
)
_NO_COLON: Final = _Case(
    "could not find expected ':'",
    "il manque un « : » à cette ligne",
    "écrivez-le après la clé, ou alignez la suite d’un texte sur son début",
    at_start=True,
)
_CUT: Final = _Case(
    "",
    "un « : » coupe ce texte, qui n’est pas entre guillemets",
    'mettez tout le texte entre guillemets : `"…"`',
)
_REMARK: Final = _Case(
    "",
    "ce `#` coupe le texte : YAML lit un commentaire jusqu’au bout de la ligne",
    "mettez tout le texte entre guillemets, ou le commentaire seul sur la ligne d’au-dessus",
)
_ODD_DASH: Final = _Case(
    "",
    "cette ligne commence par un tiret, ses voisines non",
    "mettez un tiret devant chaque élément, ou alignez la ligne sur le texte qu’elle continue",
)
_NO_DASH: Final = _Case(
    "",
    "il manque un tiret au début de cette ligne, que ses voisines ont",
    "commencez-la par `- `, ou alignez-la sur le début du texte qu’elle continue",
)
_EMPTY: Final = _Case(
    "did not find expected node content",
    "il n’y a rien devant cette virgule",
    'ôtez-la si elle est de trop ; pour une case vide, écrivez `""`',
)
_TAB: Final = ("une tabulation sert de retrait", "remplacez la tabulation par des espaces")
_ALL_QUOTED: Final = "mettez tout le texte entre apostrophes : `'…'`"
_START: Final = r"[ -]*(?:[^\s:#\"']+: +|- +)"
_SHOWN: Final = (
    (re.compile(r"[ -]*(?:[^\s:#]+: +)?(?=\*)"), *_STAR),
    (re.compile(r" *(?=\t)"), *_TAB),
    (
        re.compile(r" *- *(?=\t)"),
        "une tabulation suit le tiret",
        "remplacez la tabulation par une espace",
    ),
    (
        re.compile(_START + r"(?=\{\{)"),
        "le texte commence par `{{`, que YAML lit comme une accolade ouverte",
        'mettez tout le texte entre guillemets : `"{{ chiffres.nom }} …"`',
    ),
    (
        re.compile(_START + r"(?=\{[^{}]*\} *[^\s,:#\]}])"),
        "le texte commence par une accolade, que YAML lit comme un groupe de clés",
        _ALL_QUOTED,
    ),
    *(
        (
            re.compile(rf"{_START}(?={sign})"),
            f"le texte commence par {named}, que YAML se réserve",
            "mettez tout le texte entre guillemets",
        )
        for sign, named in (
            ("@", "`@`"),
            ("%", "`%`"),
            ("`", "un accent grave"),
            ("&", "`&`"),
            ("!", "`!`"),
            (r"\?(?:\s|$)", "`?`"),
        )
    ),
    (
        re.compile(r"[^'\"#]*[:-] +'[^']*(?='\w)"),
        "cette apostrophe ferme le texte, qui commence aussi par une apostrophe",
        'entourez le texte de guillemets droits : `"…"`',
    ),
    (
        re.compile(_START + r'"[^"]*" *(?=[^\s,:#\]}])'),
        "ce texte continue après le guillemet qui le ferme",
        "remplacez les guillemets intérieurs par « », ou mettez tout le texte entre apostrophes",
    ),
    (
        re.compile(_START + r"\[[^\]]*\] *(?=[^\s,:#\]}])"),
        "le texte commence par un crochet, que YAML lit comme une liste",
        _ALL_QUOTED,
    ),
    (
        re.compile(_START + r"(?=[>|][+-]? +[^\s#])"),
        "le texte commence par `>` ou `|`, que YAML lit comme une marque",
        _ALL_QUOTED,
    ),
    (
        _NO_SPACE_AFTER_DASH,
        "il manque une espace après le tiret",
        "écrivez `- `, avec une espace, devant chaque élément de la liste",
    ),
    (
        _NO_SPACE,
        "il manque une espace après les deux-points",
        "écrivez `clé: valeur`, avec une espace",
    ),
)
"""What a line may show, ``pattern`` ending where it surprises, its message and its hint."""

_LATE: Final = (
    "mapping values are not allowed",
    "did not find expected",
    "could not find expected ':'",
)
"""What the parser complains of when it may have gone on too far."""

_CASES: Final[tuple[_Case, ...]] = (
    _Case(
        "deeper than",
        "trop de niveaux d’imbrication",
        "un fichier n’en demande qu’une dizaine : cherchez un retrait de trop",
    ),
    _Case("undefined alias", *_STAR, at_start=True),
    _Case("scanning an alias", *_STAR, at_start=True),
    _Case(
        "scanning an anchor",
        "le texte commence par `&`, que YAML lit comme un renvoi",
        "mettez tout le texte entre guillemets",
        at_start=True,
    ),
    _Case(
        "unknown escape character",
        "une barre oblique inversée se trouve entre guillemets droits",
        "dans un chemin, écrivez `/` ; ailleurs, doublez-la",
    ),
    _OPEN_QUOTE,
    _Case(
        "parsing a flow",
        "un crochet ou une accolade est ouvert ici et n’est pas refermé",
        "refermez-le, ou mettez le texte entre guillemets",
        at_start=True,
    ),
    _Case("tab character", *_TAB),
    _Case(
        "cannot start any token",
        "un caractère ne peut pas se trouver là (tabulation, `@`, `%` ou accent grave)",
        "remplacez une tabulation par des espaces, mettez un texte entre guillemets",
    ),
    _Case(
        "mapping values are not allowed",
        "un « : » se trouve dans un texte sans guillemets, ou le retrait de la ligne est faux",
        "mettez le texte entre guillemets, ou alignez la ligne sur ses voisines",
    ),
    _NO_COLON,
    _Case(
        "sequence entries are not allowed",
        "une liste ne peut pas commencer sur la ligne de sa clé",
        "allez à la ligne avant le premier tiret",
    ),
    _Case(
        "did not find expected",
        "cette ligne n’est pas alignée sur ses voisines, ou un guillemet y ferme le texte trop tôt",
        "alignez-la ; dans un texte entre guillemets droits, remplacez ceux de l’intérieur par « »",
    ),
    _Case("found another document", *_ONE_DOCUMENT),
    _Case("control characters", *_CONTROL),
    _Case("special characters are not allowed", *_CONTROL),
)

_ANYTHING_ELSE: Final = _Case(
    "",
    "la structure YAML est rompue à cet endroit",
    "vérifiez le retrait de la ligne, les deux-points et les guillemets autour",
)
