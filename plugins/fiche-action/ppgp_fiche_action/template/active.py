"""What a template would run, fetch or open at the readers of what it makes: refused, at its place.

What nobody sees of it and can be taken out is, and told: the file came without.
"""

from __future__ import annotations

from collections.abc import Iterator

from ppgp_docs.api import ActiveContent, Severity
from ppgp_fiche_action.template.archive import WordFile
from ppgp_fiche_action.template.faults import Fault
from ppgp_fiche_action.template.places import spots, stories
from ppgp_fiche_action.word.ooxml import Element, qn


def active_faults(word: WordFile) -> Iterator[Fault]:
    """R322: what is refused; R323: what was taken out."""
    places = _places(word)
    for one in word.active:
        if one.dropped:
            message = f"le modèle contenait {one.description} ; les documents sont faits sans"
            yield Fault("R323", message, severity=Severity.WARNING)
        else:
            place, paragraph = places.get((one.part, one.paragraph), ("", None))
            yield Fault("R322", _message(one, place), (one.remedy,), place, paragraph)


def _message(one: ActiveContent, place: str) -> str:
    where = "" if place else f" (partie `{one.part}`)"
    what = f"le modèle contient {one.description}{where}"
    return f"{what}, que Word lancerait ou irait chercher chez chaque lecteur"


def _places(word: WordFile) -> dict[tuple[str, int], tuple[str, Element]]:
    """The paragraphs by part and rank, with their places in words."""
    found: dict[tuple[str, int], tuple[str, Element]] = {}
    for story in stories(word.document):
        named = {spot.paragraph: spot.place for spot in spots(story.root, story.label)}
        part = str(story.part.partname).lstrip("/")
        for rank, paragraph in enumerate(story.root.iter(qn("p"))):
            if paragraph in named:
                found[part, rank] = (named[paragraph], paragraph)
    return found
