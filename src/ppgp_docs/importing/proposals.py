"""What a file that came back would change in the dossier, one proposal for each field or line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import Enum

from attrs import field, frozen

from ppgp_docs.edit.changes import Change
from ppgp_docs.roundtrip.returned import Tracked
from ppgp_docs.roundtrip.word.paragraphs import Revision


class ProposalKind(Enum):
    """What a proposal is about, as people say it."""

    CHANGED = "modifié"
    ADDED = "ajouté"
    REMOVED = "retiré"
    MOVED = "déplacé"
    CONFLICT = "modifié des deux côtés"
    RIVAL = "donné de plusieurs façons"
    FIGURE = "chiffre modifié"
    REFUSED = "ne peut pas être repris"


@frozen
class FileChange:
    """A change of one file of the dossier, named as addresses name it: ``fiche-8``."""

    file: str
    change: Change


@frozen
class Proposal:
    """``place`` says in words where; ``sent``, ``back`` and ``now`` are the three texts.

    ``changes`` are what taking it does; ``why`` tells what a person must know before. ``revisions``
    are the tracked changes that make it, ``tracked`` what each does, ``with_tracked`` what taking
    some of them does. ``instead`` is the other way of taking a figure: to change
    the text alone. With ``is_guess``, a part of it was said nowhere. Of what a form begins, which
    holds many answers, ``sifted`` parts those that the dossier cannot hold from the others, by what
    a change would be refused for.
    """

    kind: ProposalKind
    place: str
    address: str
    sent: str = ""
    back: str = ""
    now: str = ""
    changes: tuple[FileChange, ...] = ()
    why: str = ""
    revisions: tuple[Revision, ...] = ()
    instead: tuple[FileChange, ...] = ()
    tracked: tuple[Tracked, ...] = ()
    with_tracked: Callable[[Collection[int]], tuple[FileChange, ...]] | None = field(
        default=None, eq=False, repr=False
    )
    is_guess: bool = False
    sifted: Callable[[Callable[[FileChange], str]], Sequence[Proposal]] | None = field(
        default=None, eq=False, repr=False
    )

    @property
    def is_sure(self) -> bool:
        """Whether it may be taken without a choice."""
        kinds = (ProposalKind.CHANGED, ProposalKind.ADDED, ProposalKind.REMOVED, ProposalKind.MOVED)
        return self.kind in kinds and bool(self.changes) and not self.is_guess


@frozen
class LeftOver:
    """A paragraph or a remark; ``near`` is the field beside it, ``address`` what it is about; of a
    remark, ``about`` says whom it answers, whether it is done; of an image, ``pictures`` are the
    names of its parts of the file, empty for one that is in another file."""

    text: str
    near: str = ""
    author: str = ""
    date: str = ""
    address: str = ""
    about: str = ""
    pictures: tuple[str, ...] = ()


@frozen
class Comparison:
    """All that came back."""

    proposals: tuple[Proposal, ...]
    left_over: tuple[LeftOver, ...]
    remarks: tuple[LeftOver, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.proposals or self.left_over or self.remarks)
