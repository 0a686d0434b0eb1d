"""A template read from end to end: every fault at once, with its place; what can be is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve, field, frozen

from ppgp_docs.api import Severity
from ppgp_fiche_action.template.expressions import (
    ExpressionError,
    Scope,
    optional_names,
    roots,
)
from ppgp_fiche_action.template.faults import Fault, suggestion
from ppgp_fiche_action.template.known import (
    ESSENTIAL,
    GUIDED_OUT,
    FieldKind,
    Group,
    Known,
    Loop,
    leaves,
)
from ppgp_fiche_action.template.looks import looks
from ppgp_fiche_action.template.places import PlacedParagraph, spots, stories
from ppgp_fiche_action.template.tags import Tag, read_tags
from ppgp_fiche_action.word.ooxml import Element, qn

_FOR: Final = re.compile(r"for\s+(\w+)\s+in\s+(.+)", re.DOTALL)
_WORDS: Final = ("if", "elif", "else", "endif", "for", "endfor")
_CLOSES: Final = {"endif": "if", "endfor": "for"}
_CARRIERS: Final = {"p": "son paragraphe", "tr": "sa ligne de tableau"}


UNPRINTED: Final = "R317"
"""The code of what a template leaves out, told wherever it serves."""

_LEFT_OUT: Final = "si c’est voulu, laissez : rien d’autre n’est exigé de ces documents"


@frozen
class Inspected:
    """What was found in a template, and the fields that no tag of it prints, by their path."""

    faults: tuple[Fault, ...]
    unprinted: tuple[str, ...]


def inspect(document: Any, known: Group) -> Inspected:
    """Mend the tags of a python-docx document and tell all that is wrong with them."""
    faults: list[Fault] = []
    printed: set[str] = set()
    seen = [*looks(document, known)]
    read = [(story, [*_read(story.root, story.label, faults)]) for story in stories(document)]
    tags = [tag for _, found in read for tag in found]
    loops = frozenset(match[1] for tag in tags if (match := _FOR.fullmatch(tag.says)))
    for story, found in read:
        reader = _Reader(Scope(roots(known), loops), faults, printed)
        reader.read(found)
        story.save()
    left = tuple(path for path, _ in leaves(known) if path not in printed)
    return Inspected((*faults, *seen, *_unused(left)), left)


def _read(root: Element, label: str, faults: list[Fault]) -> Iterator[Tag]:
    for spot in spots(root, label):
        found = read_tags(spot)
        faults += found.faults
        faults += (_mended(said, spot) for said in found.mends)
        yield from found.tags


def _mended(said: str, spot: PlacedParagraph) -> Fault:
    return Fault("R316", f"balise {said}", (), spot.place, spot.paragraph, Severity.INFO)


def _unused(left: Sequence[str]) -> Iterator[Fault]:
    unused = [path for path in left if path.rpartition(".")[2] not in GUIDED_OUT]
    for path in ESSENTIAL.intersection(unused):
        message = f"le modèle n’imprime pas `{path}` : ce que dit la fiche n’y paraîtrait pas"
        hint = f"ajoutez `{{{{p {path} }}}}`, seule dans son paragraphe, à l’intérieur de la boucle"
        yield Fault("R318", message, (hint,))
    if named := [f"`{path}`" for path in unused if path not in ESSENTIAL]:
        message = f"ces champs existent et le modèle ne les imprime pas : {', '.join(named)}"
        yield Fault(UNPRINTED, message, (_LEFT_OUT,), severity=Severity.WARNING)


@frozen
class _Block:
    """An ``if`` or ``for`` that waits for its end; ``scope`` is the one around it."""

    word: str
    tag: Tag
    scope: Scope
    walked: str = ""


@frozen(eq=False)
class _Reader:
    """Reads the tags of one story in order, keeping the open blocks.

    ``printed`` takes the paths of the fields that its tags print; a condition prints nothing.
    """

    outer: Scope
    faults: list[Fault]
    printed: set[str]
    open: list[_Block] = field(factory=list)
    scopes: list[Scope] = field(factory=list)

    @property
    def scope(self) -> Scope:
        return self.scopes[-1] if self.scopes else self.outer

    def read(self, tags: list[Tag]) -> None:
        for tag in tags:
            try:
                self._one(tag)
            except ExpressionError as problem:
                self.faults.append(tag.fault(problem.code, problem.message, *problem.hints))
        for block in self.open:
            missing = f"le `{block.word}` n’a pas de `end{block.word}`"
            self.faults.append(block.tag.fault("R312", missing))

    def _one(self, tag: Tag) -> None:
        self._check_mark(tag)
        if tag.prints:
            printing = evolve(self.scope, used=self.printed)
            self._print(tag, printing.judge(tag.says))
            return
        word, _, rest = tag.says.partition(" ")
        if word not in _WORDS:
            hints = suggestion(word, list(_WORDS))
            raise ExpressionError("R313", f"le mot `{word}` n’est pas permis ici", *hints)
        if word in ("if", "for"):
            self._begin(word, rest.strip(), tag)
        elif word in _CLOSES:
            self._end(_CLOSES[word], tag)
        else:
            self._branch(word, rest.strip(), tag)

    def _check_mark(self, tag: Tag) -> None:
        if tag.mark in ("tc", "r"):
            raise ExpressionError("R313", f"la lettre `{tag.mark}` n’est pas permise")
        if tag.attribute and tag.mark:
            raise ExpressionError("R314", "une balise de contrôle s’écrit sans lettre")
        if tag.mark and not _is_alone(tag):
            raise ExpressionError("R314", f"la balise doit être seule dans {_CARRIERS[tag.mark]}")

    def _print(self, tag: Tag, known: Known) -> None:
        if isinstance(known, Group | Loop):
            fields = known.fields if isinstance(known, Group) else ()
            hints = [f"choisissez l’un de ses champs : {', '.join(fields)}"] if fields else []
            raise ExpressionError(
                "R313", "c’est un ensemble de champs, qui ne s’imprime pas", *hints
            )
        if known is FieldKind.FLAG:
            raise ExpressionError("R313", "ce champ ne sert que dans une condition `if`")
        if (known is FieldKind.BLOCK) != (tag.mark == "p"):
            kind = "des paragraphes entiers" if known is FieldKind.BLOCK else "de simples mots"
            right = (
                f"{{{{p {tag.says} }}}}" if known is FieldKind.BLOCK else f"{{{{ {tag.says} }}}}"
            )
            raise ExpressionError("R314", f"le champ donne {kind}", f"écrivez `{right}`")

    def _begin(self, word: str, rest: str, tag: Tag) -> None:
        """Open the block whatever its fault, so that its end finds it."""
        around = self.scope
        self.open.append(_Block(word, tag, around, rest.partition(" in ")[2].strip()))
        self.scopes.append(around)
        self.scopes[-1] = self._inside_for(tag) if word == "for" else self._inside_if(rest)

    def _inside_if(self, condition: str) -> Scope:
        certain = optional_names(condition)
        guarded = evolve(self.scope, guarded=self.scope.guarded | certain)
        guarded.judge(condition)
        return guarded

    def _inside_for(self, tag: Tag) -> Scope:
        match = _FOR.fullmatch(tag.says)
        if match is None:
            raise ExpressionError("R313", "une boucle s’écrit `for rubrique in rubriques`")
        loop = self.scope.judge(match[2])
        if not isinstance(loop, Loop):
            raise ExpressionError("R313", f"`{match[2].strip()}` n’est pas une liste")
        if match[2].strip() in [block.walked for block in self.open[:-1]]:
            raise ExpressionError("R313", "cette boucle est déjà dans une boucle sur la même liste")
        return evolve(self.scope, names=self.scope.inside(match[1], loop))

    def _branch(self, word: str, rest: str, tag: Tag) -> None:
        if not self.open or self.open[-1].word != "if":
            raise ExpressionError("R312", f"le `{word}` n’a pas de `if` avant lui")
        self._check_level(tag)
        self.scopes[-1] = self.open[-1].scope
        if word == "elif":
            self.scopes[-1] = self._inside_if(rest)

    def _end(self, word: str, tag: Tag) -> None:
        if not self.open or self.open[-1].word != word:
            raise ExpressionError("R312", f"le `end{word}` n’a pas de `{word}` avant lui")
        self._check_level(tag)
        self.open.pop()
        self.scopes.pop()

    def _check_level(self, tag: Tag) -> None:
        """Both ends of a block stand for things of the same container, or XML would break."""
        start = self.open[-1].tag
        if start.mark != tag.mark or _container(start) is not _container(tag):
            self.open.pop()
            self.scopes.pop()
            message = (
                f"la balise n’est pas au même niveau que `{start.source}` ({start.spot.place})"
            )
            raise ExpressionError("R312", message, _LEVEL_HINT)


_LEVEL_HINT: Final = (
    "mettez les deux dans le même paragraphe, ou toutes deux seules dans leur paragraphe (`{%p`) "
    "ou dans leur ligne (`{%tr`)"
)


def _row(tag: Tag) -> Element:
    return next(tag.spot.paragraph.iterancestors(qn("tr")), None)


def _is_alone(tag: Tag) -> bool:
    if tag.mark == "p":
        return tag.alone
    row = _row(tag)
    if row is None:
        return False
    texts = (node.text or "" for node in row.iter(qn("t")))
    return "".join(texts).strip() == tag.source


def _container(tag: Tag) -> Element:
    if not tag.mark:
        return tag.holder
    if tag.mark == "p":
        return tag.spot.paragraph.getparent()
    row = _row(tag)
    return None if row is None else row.getparent()
