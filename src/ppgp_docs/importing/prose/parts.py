"""The titles of notes as parts of a dossier, and what each part is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from attrs import define, field, frozen

from ppgp_docs.edit.nodes import Data
from ppgp_docs.francais.lettres import sans_accents
from ppgp_docs.importing.prose.blocks import Builder, is_item, item_text, of_title, paragraph
from ppgp_docs.importing.prose.fiches import FicheReader, number_in
from ppgp_docs.importing.prose.headings import Part, Title, parts_under
from ppgp_docs.importing.prose.items import Grid, Written
from ppgp_docs.importing.prose.milestones import date_in, dated_rows, entitled, milestone
from ppgp_docs.importing.prose.sourced import Sourced

_NAMES: Final = (
    ("contexte", r".*\bcontexte|.*\betat des lieux|.*\bdiagnostic|.*\bterritoire\b"),
    (
        "chronologie",
        r".*\bchronologi|.*\bcalendrier|.*\bdates cles|.*\bhistorique|.*\bjalons"
        r"|(?:grandes |principales )?(?:etapes|dates)(?: cles)?(?: d[eu] .*)?$",
    ),
    (
        "et_apres",
        r"et (?:apres|ensuite|maintenant)|.*\bperspectives|.*\bla suite\b|suites"
        r"|.*\bprochaines etapes|.*\bpriorites",
    ),
    ("introduction", r"introduction|preambule|avant-propos|(?:le )?cadre\b"),
    ("appel", r"(?:l')?appel a l'action|faites comme"),
    (
        "",
        r"conclusion|remerciement|annexe|bibliograph|sources?$|(?:nos |vos )?contacts?\b"
        r"|present|excus|ordre du jour|sommaire|table des matieres|(?:autres )?notes|divers"
        r"|questions",
    ),
)
"""What a title is about, by how it begins, without accents; the last have no part of their own."""


@frozen
class NotesByPart:
    """The notes cut into parts: ``aside`` are those of no part."""

    parts: dict[str, tuple[Title | None, list[Part]]]
    activities: list[tuple[Title, list[Part]]]
    aside: list[Part]
    fiches: dict[int, tuple[Title, list[Part]]] = field(factory=dict)


def sort(parts: Sequence[Part]) -> NotesByPart:
    """Give each title its part of the dossier; without any title, all is the context."""
    if not any(isinstance(one, Title) for one in parts):
        return NotesByPart({"contexte": (None, list(parts))}, [], [])
    aside, parts = _without_name(parts)
    found = NotesByPart({}, [], aside)
    for title, held in parts_under(parts, _top(parts)):
        name = part_named(title.text) if title else ""
        number = number_in(title.text) if title else None
        if title and number and number not in found.fiches:
            found.fiches[number] = (title, held)
        elif title is None:
            found.aside.extend(held)
        elif name in found.parts or name is None:
            found.activities.append((title, held))
        elif name:
            found.parts[name] = (title, held)
        else:
            found.aside.extend([title, *held])
    return found


def _top(parts: Sequence[Part]) -> int:
    return min(one.level for one in parts if isinstance(one, Title))


def _without_name(parts: Sequence[Part]) -> tuple[list[Part], Sequence[Part]]:
    """The one title that stands over all the others is the name of the file, of no part."""
    top = _top(parts)
    highest = [
        rank for rank, one in enumerate(parts) if isinstance(one, Title) and one.level == top
    ]
    first = parts[highest[0]]
    below = any(isinstance(one, Title) and one.level > top for one in parts[highest[0] :])
    assert isinstance(first, Title)
    if len(highest) > 1 or not below or part_named(first.text):
        return [], parts
    return [*parts[: highest[0]], first.item], parts[highest[0] + 1 :]


def part_named(title: str) -> str | None:
    """The part that a title is about: empty for none, None when it does not say."""
    bare = sans_accents(title.lower()).replace("’", "'")
    bare = re.sub(r"^(?:(?:les?|la|notre|nos|une?)\s+|l'\s?)", "", bare)
    return next((name for name, pattern in _NAMES if re.match(pattern, bare)), None)


@define
class Sections:
    """The parts of a dossier being filled in."""

    builder: Builder
    department: Sequence[str] = ()
    dossier: dict[str, Data] = field(factory=dict)
    fiches: dict[int, dict[str, Data]] = field(factory=dict)

    def fill(self, found: NotesByPart) -> None:
        for name, (title, held) in found.parts.items():
            getattr(self, f"_{name}")(title, held)
        made: list[Data] = [
            {
                "titre": of_title(title),
                "blocs": [*self.builder.blocks(held, title.level, under=title)],
            }
            for title, held in found.activities
        ]
        if made:
            self.dossier["activites"] = made
        for number, (title, held) in found.fiches.items():
            self.fiches[number] = FicheReader(self.builder, self.department).read(title, held)
        self._set_aside(found.aside)

    def _set_aside(self, parts: Sequence[Part]) -> None:
        self.builder.aside += self.builder.blocks(parts, 0)

    def _contexte(self, title: Title | None, held: list[Part]) -> None:
        part: dict[str, Data] = {"titre": of_title(title)} if title else {}
        self.dossier["contexte"] = part | {"blocs": [*self.builder.blocks(held, 1, under=title)]}

    def _introduction(self, title: Title, held: list[Part]) -> None:
        texts, others = _texts(held)
        if texts:
            self.dossier["introduction"] = {"ici": paragraph(texts)}
        self._set_aside([title, *others] if others or not texts else [title.item])

    def _appel(self, title: Title, held: list[Part]) -> None:
        texts, others = _texts(held)
        part: dict[str, Data] = {"accroche": of_title(title)}
        self.dossier["appel"] = part | ({"texte": paragraph(texts)} if texts else {})
        self._set_aside(others)

    def _chronologie(self, title: Title, held: list[Part]) -> None:
        steps: list[Data] = []
        before: list[Written] = []
        for one in held:
            if isinstance(one, Grid) and (dated := list(dated_rows(one))):
                steps += dated
            elif isinstance(one, Title):
                steps.append(milestone(one.text, one.item.rank))
            elif not isinstance(one, Written) or one.aside:
                self._set_aside([one])
            elif is_item(one) or date_in(one.plain):
                steps.append(milestone(item_text(one), one.rank))
            elif steps:
                _go_on(steps[-1], one)
            else:
                before.append(one)
        part: dict[str, Data] = {"titre": of_title(title)}
        part |= {"introduction": paragraph(before)} if before else {}
        self.dossier["chronologie"] = part | {"jalons": steps}

    def _et_apres(self, title: Title, held: list[Part]) -> None:
        wanted: list[Data] = []
        before: list[Written] = []
        above: Part = title
        for one in held:
            if isinstance(one, Title):
                wanted.append({"titre": of_title(one)})
                above = one
            elif not isinstance(one, Written) or one.aside:
                self._set_aside([one])
            elif is_item(one):
                wanted.append(entitled(item_text(one), one.rank))
                above = one
            elif not wanted:
                before.append(one)
            elif isinstance(above, Title):
                _go_on(wanted[-1], one)
            else:
                self._set_aside([one])  # below a list, it is about none of its items
        part: dict[str, Data] = {"titre": of_title(title)}
        part |= {"introduction": paragraph(before)} if before else {}
        self.dossier["et_apres"] = part | {"priorites": wanted}


def _texts(held: Sequence[Part]) -> tuple[list[Written], list[Part]]:
    """The texts, and all that is none."""
    texts = [one for one in held if isinstance(one, Written) and not one.aside]
    return texts, [one for one in held if one not in texts]


def _go_on(last: Data, one: Written) -> None:
    assert isinstance(last, dict)
    before = last.get("texte")
    if isinstance(before, Sourced):
        text = f"{before}\n\n{paragraph([one])}"
        last["texte"] = Sourced(text, *before.ranks, one.rank)
    else:
        last["texte"] = paragraph([one])
