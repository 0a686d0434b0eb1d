"""What was not taken of a file that came back, kept beside it: a text, and the pictures in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from ppgp_docs.cli.import_shown import commented, lines_of, quoted
from ppgp_docs.importing.brought_pictures import BroughtPicture, keep_pictures
from ppgp_docs.importing.file_comparison import FileComparison
from ppgp_docs.importing.proposals import LeftOver, Proposal
from ppgp_docs.importing.remark_places import PlacedComment
from ppgp_docs.importing.replaced_pictures import former_of
from ppgp_docs.importing.target import Target
from ppgp_docs.workspace.disk import replace_file


@frozen
class KeptAside:
    """The ``text`` beside the file, None where nothing is left; the ``pictures`` by their parts."""

    text: Path | None = None
    pictures: Mapping[str, BroughtPicture] = field(factory=dict)
    target: Target | None = field(default=None, repr=False)

    @property
    def files(self) -> list[str]:
        """The names of the files of the pictures, each once."""
        return list(dict.fromkeys(one.file.name for one in self.pictures.values() if one.file))

    @property
    def lost(self) -> list[str]:
        """Why the others are not kept, in French."""
        return list(dict.fromkeys(one.why for one in self.pictures.values() if not one.file))

    def as_data(self) -> dict[str, Any]:
        """The names of the files that were written."""
        return {"garde_dans": self.text.name if self.text else "", "images": self.files}

    def told(self, one: LeftOver) -> str:
        """What has no place, with where its pictures are."""
        found = (self.pictures[name] for name in one.pictures if name in self.pictures)
        where = (f"`{each.file.name}`" if each.file else each.why for each in found)
        former = former_of(self.target, one) if self.target else None
        kept = ", ".join(where)
        if former and kept:
            kept += f", à mettre à la place de `{former.name}` dans `{former.file}`"
        return " → ".join((quoted(one), *filter(None, (kept,))))


def keep_aside(
    found: FileComparison,
    left: Sequence[Proposal],
    comments: Sequence[PlacedComment],
    file: Path,
) -> KeptAside:
    """Both texts of a conflict, what has no place, the comments; pictures as files of their own.

    Raises OSError.
    """
    kept = KeptAside(None, keep_pictures(file, found.comparison.left_over), found.target)
    lines = [
        line
        for one in left
        for line in (f"## {one.place} ({one.kind.value})", "", *lines_of(one, whole=True), "")
    ]
    for title, items in (
        ("Commentaires", [commented(one) for one in comments]),
        ("Sans place dans le dossier", [kept.told(one) for one in found.comparison.left_over]),
    ):
        if items:
            lines += [f"## {title}", "", *(f"- {one}" for one in items), ""]
    if not lines:
        return kept
    text = _free(file)
    replace_file(text, "\n".join([f"# À classer : {file.name}", "", *lines]).encode())
    return evolve(kept, text=text)


def _free(file: Path) -> Path:
    """A name beside the file that nothing bears."""
    ranks = (f"-{rank}" if rank > 1 else "" for rank in range(1, 1000))
    names = (file.with_name(f"{file.stem}-a-classer{rank}.md") for rank in ranks)
    return next(name for name in names if not (name.is_symlink() or name.exists()))
