"""Texts cut between sentences, or else where a semicolon parts one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from attrs import evolve

from ppgp_diaporama.slides import TEXT, Para
from ppgp_docs.api import Run, debuts_de_phrases

ELLIPSIS: Final = "…"

_HEAD: Final = re.compile(r"\S+ \S[^,;:(]*?(?=,|[ \u00a0\u202f][;:(])")
"""The beginning of an item, of two words at least, that something parts from the rest."""

_SEMICOLON: Final = re.compile(r";\s+")


def sentences(para: Para) -> Iterator[Para]:
    """The sentences of a paragraph, in its style; the first keeps its number."""
    return _cut(para, debuts_de_phrases(para.plain))


def pieces(para: Para, fits: Callable[[Para], bool]) -> Iterator[Para]:
    """The sentences of a paragraph; one that does not fit, as what its semicolons part:
    « accueillir les parents ; suivre les enfants »."""
    for sentence in sentences(para):
        if fits(sentence):
            yield sentence
        else:
            ends = (match.end() for match in _SEMICOLON.finditer(sentence.plain))
            yield from _cut(sentence, (0, *ends))


def _cut(para: Para, starts: Sequence[int]) -> Iterator[Para]:
    for start, end in pairwise(_with_words(para.plain, starts)):
        runs = tuple(between(para.runs, start, end))
        if runs:
            yield evolve(para, runs=runs, number=0 if start else para.number)


def _with_words(text: str, starts: Sequence[int]) -> tuple[int, ...]:
    """Where pieces of a text begin, and its end; a sign alone, « » » at the end, is no piece."""
    kept = list(starts[:1])
    for start in starts[1:]:
        if any(map(str.isalnum, text[kept[-1] : start])):
            kept.append(start)
    if len(kept) > 1 and not any(map(str.isalnum, text[kept[-1] :])):
        kept.pop()
    return (*kept, len(text))


def between(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    """The part of the runs between two characters, without the space at its end."""
    at = 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if at >= end:
            text = text.rstrip(" ")
        if text:
            yield evolve(run, text=text)


def beginning(paras: Sequence[Para], most: int) -> tuple[Para, ...]:
    """The whole text when it has at most ``most`` characters, else its first sentence."""
    if not paras or sum(len(para.plain) for para in paras) <= most:
        return tuple(paras)
    return (next(sentences(paras[0]), paras[0]),)


def beginnings(paras: Sequence[Para]) -> Iterator[tuple[Para, ...]]:
    """What a text says first, less and less: all but its last sentence, and so on up to the first;
    no heading without a sentence."""
    pieces = [
        (rank, part)
        for rank, para in enumerate(paras)
        for part in (sentences(para) if para.level == TEXT else (para,))
    ]
    for end in range(len(pieces) - 1, 0, -1):
        if pieces[end - 1][1].level == TEXT:
            yield tuple(joined(pieces[:end]))


def joined(pieces: Iterable[tuple[int, Para]]) -> Iterator[Para]:
    """The sentences of one paragraph, of a same rank, as a paragraph again."""
    for _, group in groupby(pieces, key=lambda piece: piece[0]):
        first, *others = (para for _, para in group)
        runs = list(first.runs)
        for para in others:
            runs += [Run(" "), *para.runs]
        yield evolve(first, runs=tuple(runs))


def abridged(items: Sequence[Para]) -> tuple[Para, ...]:
    """The items of a list, each up to its first colon, bracket or comma; the same items unless all
    of them begin so, and are then told apart."""
    heads = [_HEAD.match(item.plain) for item in items]
    said = [head[0] for head in heads if head]
    if len(set(said)) < len(items):
        return tuple(items)
    ends = (len(text) for text in said)
    return tuple(
        evolve(item, runs=(*between(item.runs, 0, end), Run(ELLIPSIS)))
        for item, end in zip(items, ends, strict=True)
    )
