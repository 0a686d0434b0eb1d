"""Rich text: a small Markdown, parsed once into a neutral tree that every format renders.

Bold, italic, lists, links (http, https, mailto), notes called by ``[^name]`` and foreign words
marked ``[words]{lang=en}``; every other sign is text, printed as typed (see ``paragraphs`` for
what makes a list, ``inline`` for the rest). Runs are flat, as Word and PowerPoint want them.
French typesetting happens here, after the parse, so that no link or e-mail is ever touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NewType, TypeAlias

from attrs import evolve, field, frozen

from ppgp_docs.francais.typographie.composition import composer, composer_runs
from ppgp_docs.francais.typographie.regles import FRANCE, Typographie
from ppgp_docs.model.inline import tokens
from ppgp_docs.model.paragraphs import Fragment, Items, cut

if TYPE_CHECKING:
    from markdown_it.token import Token


@frozen
class Cited:
    """What a reference printed: its place in the text of a run, and its name: ``chiffres.vus``."""

    start: int
    end: int
    name: str


@frozen
class Run:
    """A stretch of text in one style.

    ``link`` is its address, ``lang`` the language of foreign words (BCP 47), ``note`` the name
    of the note that it calls: such a run has no text of its own. ``cites`` tells which of its
    words come from a reference; two texts that read alike are equal whatever they cite.
    """

    text: str = ""
    bold: bool = False
    italic: bool = False
    link: str | None = None
    lang: str | None = None
    note: str | None = None
    cites: tuple[Cited, ...] = field(default=(), eq=False, repr=False)


@frozen
class Paragraph:
    """Runs that read as one paragraph."""

    runs: tuple[Run, ...]

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)


@frozen
class ListOfItems:
    """A list; each item is itself made of paragraphs and lists."""

    items: tuple[tuple[Node, ...], ...]
    ordered: bool = False

    @property
    def plain(self) -> str:
        return "\n".join(node.plain for item in self.items for node in item)


Node: TypeAlias = Paragraph | ListOfItems


@frozen
class Prose:
    """Paragraphs and lists, in order."""

    nodes: tuple[Node, ...] = ()

    @property
    def plain(self) -> str:
        """The text alone, a line a paragraph or item."""
        return "\n".join(node.plain for node in self.nodes)

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def runs(self) -> Iterator[Run]:
        """Every run in reading order."""
        for paragraph in _paragraphs(self.nodes):
            yield from paragraph.runs


@frozen
class Line:
    """One paragraph's runs: a title, an item."""

    runs: tuple[Run, ...] = ()

    @property
    def plain(self) -> str:
        return "".join(run.text for run in self.runs)

    def __bool__(self) -> bool:
        return bool(self.runs)


Words = NewType("Words", str)
"""A plain text that is printed: references expanded, typeset, without any Markdown."""

Quotation = NewType("Quotation", Prose)
"""Exact words that a format will print between guillemets: those inside are of level 2."""


def parse_prose(markdown: str, *, quoted: bool = False, typographie: Typographie = FRANCE) -> Prose:
    """Markdown as a tree, in French typesetting; ``quoted`` when it stands between guillemets."""
    nodes = map(_node, cut(str(markdown)))
    return Prose(tuple(_typeset_node(node, typographie, quoted) for node in nodes))


def parse_line(markdown: str, *, typographie: Typographie = FRANCE) -> Line:
    """Markdown of one paragraph; line breaks in the source are spaces."""
    joined = " ".join(str(markdown).split("\n")).strip()
    return Line(_typeset(_merged(_runs(tokens(joined))), typographie))


def runs_as_typed(markdown: str) -> tuple[Run, ...]:
    """The runs of one line as they are typed: nothing is typeset, references stay."""
    return tuple(_merged(_runs(tokens(markdown.strip()))))


def typeset_words(text: str, *, typographie: Typographie = FRANCE) -> Words:
    """A plain text in French typesetting, on one line."""
    return Words(composer(" ".join(text.split("\n")).strip(), typographie))


def notes_called(runs: Iterable[Run]) -> tuple[str, ...]:
    """The names of the notes that the runs call, in order."""
    return tuple(run.note for run in runs if run.note)


def _paragraphs(nodes: Iterable[Node]) -> Iterator[Paragraph]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for item in node.items:
                yield from _paragraphs(item)


def _node(part: Fragment) -> Node:
    if isinstance(part, Items):
        return ListOfItems(tuple(tuple(map(_node, item)) for item in part.items), part.ordered)
    return Paragraph(tuple(_merged(_runs(tokens(part)))))


def _runs(read: Iterable[Token]) -> Iterator[Run]:
    style = Run()
    for token in read:
        if token.type == "text" and not token.content:
            continue  # the parser leaves one before a mark
        if token.type == "text":
            yield Run(token.content, style.bold, style.italic, style.link, style.lang)
        elif token.type == "note":
            yield evolve(style, note=token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield evolve(style, text=" ")
        else:
            style = evolve(style, **_change(token))


def _change(token: Token) -> dict[str, Any]:
    """What an opening or closing mark changes in the style."""
    opens = token.nesting == 1
    kind = token.type.removesuffix("_open").removesuffix("_close")
    if kind == "strong":
        return {"bold": opens}
    if kind == "em":
        return {"italic": opens}
    if kind == "link":
        return {"link": str(token.attrs["href"]) if opens else None}
    if kind == "span":
        return {"lang": str(token.attrs.get("lang", "")) or None if opens else None}
    return {}


def _typeset_node(node: Node, typographie: Typographie, quoted: bool) -> Node:
    if isinstance(node, Paragraph):
        return Paragraph(_typeset(node.runs, typographie, quoted))
    items = tuple(
        tuple(_typeset_node(part, typographie, quoted) for part in item) for item in node.items
    )
    return evolve(node, items=items)


def _typeset(
    runs: Iterable[Run], typographie: Typographie, quoted: bool = False
) -> tuple[Run, ...]:
    """French typesetting over the whole paragraph, so that spaces at run borders are right.

    Foreign words and addresses shown as such keep their own typography. Inside a quotation the
    paragraph is set as it will be printed, between guillemets, which are then taken off.
    """
    kept = list(runs)
    texts = [run.text for run in kept]
    verbatim = {rank for rank, run in enumerate(kept) if run.lang or run.link == run.text}
    if quoted:
        shifted = {rank + 1 for rank in verbatim}
        texts = list(composer_runs(["«\u00a0", *texts, "\u00a0»"], shifted, typographie))[1:-1]
    else:
        texts = list(composer_runs(texts, verbatim, typographie))
    pairs = zip(kept, texts, strict=True)
    return tuple(run if run.text == text else evolve(run, text=text) for run, text in pairs)


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours of the same style as one run."""
    last: Run | None = None
    for run in runs:
        if last and not (last.note or run.note) and _style(last) == _style(run):
            last = evolve(last, text=last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _style(run: Run) -> tuple[object, ...]:
    return run.bold, run.italic, run.link, run.lang
