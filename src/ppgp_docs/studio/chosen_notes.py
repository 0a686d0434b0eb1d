"""The figures and the dates that people keep of their notes, as changes of the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppgp_docs.edit.changes import Change, Insert, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.prose.drafting import DraftOfNotes
from ppgp_docs.importing.prose.figures import ProposedDate
from ppgp_docs.importing.prose.milestones import milestone
from ppgp_docs.studio.kept_figures import Kept, cited
from ppgp_docs.studio.pointer import value_at

_FIGURES, _STORY, _MILESTONES = "chiffres", "chronologie", "jalons"


def chosen(
    draft: DraftOfNotes, fields: Mapping[str, str], root: Data, order: Sequence[str]
) -> Iterator[Change]:
    """What the boxes ``chiffre:NAME`` and ``date:RANK`` that were ticked put in the dossier."""
    figures = [each for each in draft.figures if f"chiffre:{each.name}" in fields]
    if figures:
        held = value_at(root, (_FIGURES,))
        kept = Kept(held if isinstance(held, dict) else {}, fields, draft.figures)
        for each in figures:
            kept.keep(each)
        yield Set((_FIGURES,), kept.made, order)
        yield from cited(kept.keys, draft, root)
    dates = [(n, each) for n, each in enumerate(draft.dates) if f"date:{n}" in fields]
    milestones: list[Data] = [_milestone(each, fields.get(f"titre:{n}", "")) for n, each in dates]
    if milestones:
        yield from _milestones(milestones, root, order)


def _milestone(each: ProposedDate, title: str) -> dict[str, Data]:
    """The sentence stays, but where date and title already say all of it."""
    said = " ".join(title.split())
    made: dict[str, Data] = {"date": each.date, "titre": said}
    return made if said == title_of(each) else {**made, "texte": each.sentence}


def title_of(each: ProposedDate) -> str:
    """What the sentence says behind a date that opens it: « septembre 2023 : lancement »."""
    found = milestone(each.sentence, each.rank)
    title = str(found.get("titre", ""))
    told = title if "date" in found and title != each.sentence and "texte" not in found else ""
    return f"{told[:1].upper()}{told[1:]}".rstrip(" .;")


def _milestones(made: list[Data], root: Data, order: Sequence[str]) -> Iterator[Change]:
    held = value_at(root, (_STORY, _MILESTONES))
    if isinstance(held, list) and held:
        for rank, each in enumerate(made, start=len(held)):
            yield Insert((_STORY, _MILESTONES), rank, each)
    elif isinstance(value_at(root, (_STORY,)), dict):
        yield Set((_STORY, _MILESTONES), made)
    else:
        yield Set((_STORY,), {_MILESTONES: made}, order)
