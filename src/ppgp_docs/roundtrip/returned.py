"""What a file that came back says of each field, whatever program made it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from attrs import evolve, field, frozen

from ppgp_docs.roundtrip.fields import SentField
from ppgp_docs.roundtrip.word.paragraphs import Revision


@frozen
class Tracked:
    """A change that Word tracks: words taken out and words put in their place, who did it, when."""

    author: str
    date: str
    removed: str
    added: str


@frozen
class Value:
    """What a field holds: rich text in Markdown, anything else as plain words.

    ``before`` is what it held before the changes that Word tracks, all of them taken for made in
    ``text``; ``with_tracked`` gives the text in which some of them are, by their rank from 0.
    ``cites`` are its references, each with the words that stand for it.
    """

    text: str
    before: str
    cites: tuple[tuple[str, str], ...] = ()
    revisions: tuple[Revision, ...] = ()
    remarks: tuple[str, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    with_tracked: Callable[[Collection[int]], str] | None = field(
        default=None, eq=False, repr=False
    )


@frozen
class Typed:
    """A paragraph or a row that stands in no field: its Markdown, the field that ends just above,
    ``where`` it stands when no field says it; of one on top of a cell, the field just ``below``.

    ``beside`` says in French what it is where it is no part of the text: « zone de texte »; of an
    image, ``pictures`` are the names of its parts, empty for one that is in another file;
    ``after`` is the last field above it, in another cell or paragraph; ``row`` numbers the row of a
    table that was typed below that field's, ``column`` its cell, from 0. ``over`` is what the tool
    had worked out where it was typed, empty where nobody knows it any more; ``cell`` the address of
    the cell, of a table of the dossier, that was blank there. ``is_table`` tells a whole table, a
    row a line.
    """

    text: str
    above: str = ""
    remarks: tuple[str, ...] = ()
    where: str = ""
    below: str = ""
    beside: str = ""
    after: str = ""
    revisions: tuple[Revision, ...] = ()
    row: int = 0
    column: int = 0
    pictures: tuple[str, ...] = ()
    over: str | None = None
    cell: str = ""
    is_table: bool = False

    def near(self, label: str) -> str:
        """What to say of its place, by the ``label`` of the field beside it."""
        return ", ".join(filter(None, (self.beside, self.where or label)))


@frozen
class Copied:
    """Fields that stand in the file once more, side by side, as after a copy of their lines.

    With ``is_whole`` it is a row that someone typed below others, by the fields of those. ``after``
    is the last field above them that is no copy.
    """

    values: tuple[tuple[str, Value], ...]
    is_whole: bool = False
    after: str = ""


@frozen
class NewLine:
    """A line that was typed in a table: the address of its list, what it says by the name of each
    field (with a field of its kind), the address of the line above it in that list, or of the one
    below where none is; ``where`` says where the file has it."""

    list_address: str
    values: tuple[tuple[str, SentField, str], ...]
    above: str = ""
    below: str = ""
    where: str = ""


@frozen
class Moved:
    """A line that was given to another file of the dossier: ``fiche-9``."""

    address: str
    file: str


@frozen
class Returned:
    """``frames`` are the paragraphs or rows, each field in them by its tag between braces;
    ``order`` the tags as they come; ``warnings`` French sentences on the file; ``movers`` who put
    fields elsewhere while Word tracked it, by tag; ``notes`` the texts of the notes that people
    added, by the name of their calls; ``counted`` whether the fields that are items of a list have
    a number, by tag."""

    values: Mapping[str, Value]
    copies: tuple[Copied, ...]
    typed: tuple[Typed, ...]
    frames: tuple[str, ...]
    order: tuple[str, ...]
    new: tuple[NewLine, ...] = ()
    moved: tuple[Moved, ...] = ()
    warnings: tuple[str, ...] = ()
    movers: Mapping[str, Revision] = field(factory=dict)
    notes: Mapping[str, str] = field(factory=dict)
    counted: Mapping[str, bool] = field(factory=dict)


def with_values(fields: Mapping[str, SentField], found: Returned) -> tuple[SentField, ...]:
    """The fields that a file prints, with what a reader finds in each, in the order of the file."""
    return tuple(evolve(fields[tag], sent=found.values[tag].text) for tag in found.order)
