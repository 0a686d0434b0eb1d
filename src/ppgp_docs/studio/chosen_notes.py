"""The figures and the dates that people keep of their notes, as changes of the dossier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppgp_docs.edit.changes import Change, Insert, Set
from ppgp_docs.edit.nodes import Data
from ppgp_docs.importing.prose.drafting import DraftOfNotes
from ppgp_docs.importing.prose.figures import ProposedDate, ProposedFigure
from ppgp_docs.importing.prose.milestones import milestone
from ppgp_docs.studio.list_actions import free_name, slug
from ppgp_docs.studio.pointer import value_at

_FIGURES, _STORY, _MILESTONES = "chiffres", "chronologie", "jalons"


def chosen(
    draft: DraftOfNotes, fields: Mapping[str, str], root: Data, order: Sequence[str]
) -> Iterator[Change]:
    """What the boxes ``chiffre:NAME`` and ``date:RANK`` that were ticked put in the dossier."""
    figures = [each for each in draft.figures if f"chiffre:{each.name}" in fields]
    if figures:
        held = value_at(root, (_FIGURES,))
        yield from _figures(figures, fields, held if isinstance(held, dict) else {}, order)
    dates = [(n, each) for n, each in enumerate(draft.dates) if f"date:{n}" in fields]
    milestones: list[Data] = [_milestone(each, fields.get(f"titre:{n}", "")) for n, each in dates]
    if milestones:
        yield from _milestones(milestones, root, order)


def _figures(
    figures: Sequence[ProposedFigure],
    fields: Mapping[str, str],
    held: Mapping[str, Data],
    order: Sequence[str],
) -> Iterator[Change]:
    made: dict[str, Data] = dict(held)
    for each in figures:
        label = " ".join(fields.get(f"libelle:{each.name}", each.label).split())
        made[free_name(slug(label or each.name), made)] = _figure(each, label)
    yield Set((_FIGURES,), made, order)


def _figure(each: ProposedFigure, label: str) -> Data:
    if "%" in each.number:
        return {"libelle": label, "pourcentage": each.number}
    unit: dict[str, Data] = {"unite": each.unit} if each.unit else {}
    return {"libelle": label, "valeur": each.number, **unit}


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
