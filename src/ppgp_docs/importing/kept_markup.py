"""What a dossier says of a line and its file does not print: bold, a link, a reference.

A title is printed in the look of its template, a cell of a workbook in none. Words changed in one
part of such a line leave what the dossier says of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, TypeAlias

from attrs import frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.line_words import UntypableError
from ppgp_docs.importing.values import as_written, typed
from ppgp_docs.model.prose import Run, runs_as_typed
from ppgp_docs.roundtrip.fields import Genre, SentField
from ppgp_docs.roundtrip.markdown import dressed, untypeset

_TOKEN: Final = re.compile(
    r"\\?\{\{[^{}]*\}\}|\[\^\w+\]|\\[*\[\]<]|\d+(?: \d{3}\b)*(?:,\d+)?|\w+|[^\w\s]"
)
_MARKS: Final = frozenset("*[]<")
_REFERENCE: Final = "{{"

_Look: TypeAlias = tuple[bool, bool, str, str]
_BARE: Final[_Look] = (False, False, "", "")


@frozen
class _Token:
    """A word or a sign: where it stands, ``says`` how it is compared; the look that nothing prints,
    and what the dossier has in the place of all its ``block``."""

    start: int
    end: int
    says: str
    look: _Look = _BARE
    block: int = -1


class DroppedMarkupError(UntypableError):
    """Words that bear what their file does not print were changed too much to know what stays."""

    def __init__(self) -> None:
        super().__init__(
            "le dossier a dans ces mots des marques (gras, lien, renvoi) que ce fichier n’imprime "
            "pas\u00a0: le texte du fichier les effacerait"
        )


def rewritten(one: SentField, now: SentField | None, said: Data, value: Data | None) -> Data:
    """What to write of a text that came back, as it is ``said`` in a dossier, in the place of
    ``value``; ``now`` is what the file would print of this. Raises DroppedMarkupError."""
    before = value if isinstance(value, str) else ""
    shown = typed(one, now.sent, before) if now and one.genre in _UNSHOWN else None
    if isinstance(shown, list) and isinstance(said, list) and isinstance(value, list):
        return _items(shown, said, value)
    if isinstance(shown, str) and isinstance(said, str):
        return with_markup(before, shown, said)
    return as_written(said, before)


_UNSHOWN: Final = (Genre.LINE, Genre.LINES)
"""What a file may print without its marks: longer texts are printed with theirs."""


def _items(shown: list[Data], back: list[Data], before: list[Data]) -> Data:
    """The items of a list, each with what it had of marks."""
    if len(shown) != len(before):
        return back
    made = list[Data]()
    for kind, a, a_end, b, b_end in SequenceMatcher(None, shown, back, False).get_opcodes():
        same = kind == "equal" or a_end - a == b_end - b
        pairs = zip(before[a:a_end], shown[a:a_end], back[b:b_end], strict=True) if same else ()
        made += [with_markup(*map(str, each)) for each in pairs] or back[b:b_end]
    return made


def with_markup(before: str, shown: str, back: str) -> str:
    """``back`` with what ``before`` has and ``shown``, which the file prints of it, does not.

    Raises DroppedMarkupError.
    """
    source = _looked(before, shown)
    printed, blocks = _annotated(source, shown)
    if all(one.look == _BARE and one.block < 0 for one in printed):
        return back
    return "".join(_written(back, _carried(printed, _tokens(back)), blocks))


def _tokens(text: str) -> list[_Token]:
    return [_Token(*one.span(), one[0].removeprefix("\\")) for one in _TOKEN.finditer(text)]


def _looked(before: str, shown: str) -> list[_Token]:
    """The tokens of what is typed, each with the part of its look that is not printed."""
    printed = list(_of_runs(runs_as_typed(shown)))
    typed = list(_of_runs(runs_as_typed(untypeset(" ".join(before.split())))))
    matcher = SequenceMatcher(None, _words(typed), _words(printed), autojunk=False)
    seen: dict[int, list[_Look]] = {}
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            there = printed[block.b + step].look
            seen.setdefault(typed[block.a + step].block, []).append(there)
    return [
        _Token(one.start, one.end, one.says, _hidden(one.look, seen.get(one.block, ())))
        for one in typed
    ]


def _hidden(look: _Look, seen: Sequence[_Look]) -> _Look:
    """What of a look no word of its stretch has in the file."""
    bold, italic, link, lang = (
        None if any(one[rank] for one in seen) else said for rank, said in enumerate(look)
    )
    return bool(bold), bool(italic), str(link or ""), str(lang or "")


def _of_runs(runs: Sequence[Run]) -> Iterator[_Token]:
    """The tokens of runs, with the rank of their run as their block."""
    for rank, run in enumerate(runs):
        link = "" if run.link in (None, run.text) else str(run.link)
        look = (run.bold, run.italic, link, run.lang or "")
        text = f"[^{run.note}]" if run.note else run.text.replace("'", "’")
        for one in _TOKEN.finditer(text):
            yield _Token(*one.span(), one[0].removeprefix("\\"), look, rank)


def _words(tokens: Sequence[_Token]) -> list[str]:
    return [one.says for one in tokens]


def _annotated(source: Sequence[_Token], shown: str) -> tuple[list[_Token], list[str]]:
    """The tokens of what is printed with the look that lacks there, those that a reference printed
    in a block of their own; what the dossier says of each block."""
    printed, blocks = _tokens(shown), list[str]()
    matcher = SequenceMatcher(None, _words(source), _words(printed), autojunk=False)
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        typed = source[a:a_end]
        if kind == "equal":
            looks, number = [one.look for one in typed], -1
        elif kind == "replace" and any(one.says.startswith(_REFERENCE) for one in typed):
            looks, number = [typed[0].look] * (b_end - b), len(blocks)
            blocks.append(" ".join(one.says for one in typed))
        else:
            continue
        for rank, look in zip(range(b, b_end), looks, strict=True):
            one = printed[rank]
            printed[rank] = _Token(one.start, one.end, one.says, look, number)
    return printed, blocks


def _carried(printed: Sequence[_Token], back: list[_Token]) -> list[_Token]:
    """The tokens that came back, each with what those that it stands for lack."""
    matcher = SequenceMatcher(None, _words(printed), _words(back), autojunk=False)
    kept: dict[int, int] = {}
    for kind, a, a_end, b, b_end in matcher.get_opcodes():
        gone = printed[a:a_end]
        if kind == "equal":
            marks = [(one.look, one.block) for one in gone]
            for one in gone:
                kept[one.block] = kept.get(one.block, 0) + 1
        else:
            marks = [(_look_of(printed, a, a_end), -1)] * (b_end - b) if b < b_end else []
        for rank, (look, block) in zip(range(b, b_end), marks, strict=True):
            one = back[rank]
            back[rank] = _Token(one.start, one.end, one.says, look, block)
    for block in {one.block for one in printed} - {-1}:
        whole = sum(one.block == block for one in printed)
        if kept.get(block, 0) not in (0, whole):
            raise DroppedMarkupError
    if _is_cut(back) or _is_retyped(printed, matcher):
        raise DroppedMarkupError
    return back


def _is_cut(back: Sequence[_Token]) -> bool:
    """Whether other words came within what a reference printed."""
    runs = [block for block, _ in groupby(one.block for one in back) if block >= 0]
    return len(runs) != len(set(runs))


def _is_retyped(printed: Sequence[_Token], matcher: SequenceMatcher[str]) -> bool:
    """Whether other words stand in the place of what a reference printed."""
    return any(
        kind == "replace" and any(one.block >= 0 for one in printed[a:a_end])
        for kind, a, a_end, _, _ in matcher.get_opcodes()
    )


def _look_of(printed: Sequence[_Token], start: int, end: int) -> _Look:
    """The look of words that were typed in the place of others, or between two of one look."""
    around = printed[start:end] or printed[max(start - 1, 0) : start + 1]
    looks = {one.look for one in around}
    if start == end:
        within = len(around) > 1 or len({one.look for one in printed}) == 1
        return looks.pop() if within and len(looks) == 1 else _BARE
    if len(looks) > 1:
        raise DroppedMarkupError
    return looks.pop()


def _written(back: str, tokens: Sequence[_Token], blocks: Sequence[str]) -> Iterator[str]:
    end = 0
    for look, group in groupby(tokens, lambda one: one.look):
        held = list(group)
        if look != _BARE and any(one.says in _MARKS and one.end - one.start == 1 for one in held):
            raise DroppedMarkupError  # marks of the file's own within those
        yield back[end : held[0].start]
        text = "".join(_said(back, held, blocks))
        bold, italic, link, lang = look
        yield dressed(text, bold=bold, italic=italic, link=link, lang=lang)
        end = held[-1].end
    yield back[end:]


def _said(back: str, tokens: Sequence[_Token], blocks: Sequence[str]) -> Iterator[str]:
    end = tokens[0].start
    for block, group in groupby(tokens, lambda one: one.block):
        held = list(group)
        yield back[end : held[0].start]
        yield blocks[block] if block >= 0 else back[held[0].start : held[-1].end]
        end = held[-1].end
