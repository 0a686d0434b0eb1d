"""A file that comes back: nothing is proposed of what nobody touched, and exactly what was."""

from __future__ import annotations

import random
import re
import shutil

import pytest
from tests.roundtrip.conftest import EDITS, SEED, desk_of, take_all, whole
from tests.roundtrip.word_hand import typed_over

from ppgp_docs.importing.proposals import ProposalKind
from ppgp_docs.importing.target import find_target
from ppgp_docs.roundtrip.fields import Genre
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.workspace.find import find_workspace

FICHES = ("fiche-action-08-seine-et-marne", "fiche-action-12-corse-du-sud")
NAMES = (*FICHES, "recapitulatif-contrat-seine-et-marne")
TEXTS = (
    "Un autre texte", "Un texte d’une autre main, 25 % plus long ; avec « des guillemets »",
    "a * b * c", "[crochets] et <chevrons>", "L’été : 12 000 visites", "deux  espaces",
    "C:\\dossier", "un_deux_trois", "- un tiret", "2. une année", "Éducation nationale",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_nobody_touched_changes_nothing(name, desk):
    found = desk.back(desk.files[name], desk.target(name))
    assert found.is_empty


OTHERS = {
    Genre.DATE: lambda _: ("12/03/2027", "mai 2027", "2028"),
    Genre.YEARS: lambda _: ("2020-2023", "2020 à 2024"),
}


def other_text(field, chance: random.Random) -> str:
    """Something else that the field may hold."""
    if field.genre is Genre.AMOUNT:
        return (
            f"{chance.randrange(1, 90)} {chance.randrange(100, 999)},{chance.randrange(10, 99)} €"
        )
    if field.genre is Genre.INTEGER:
        years = {"2021", "2022", "2023", "2024", "2025", "2026"} - {field.sent}
        other = "4" if field.sent == "3" else "3"
        return chance.choice(sorted(years)) if "annee" in field.addresses[0] else other
    if field.genre in OTHERS:
        return chance.choice(OTHERS[field.genre](field.sent))
    if field.genre is Genre.FIGURE:
        return (
            f"{chance.randrange(31, 39)} %" if "%" in field.sent and len(field.sent) < 7 else "299"
        )
    if field.genre is Genre.CHOICE:
        printed = [shown for _, shown in field.choices if shown.split() != field.sent.split()]
        return chance.choice(printed)
    return chance.choice(TEXTS)


def cases(seed: int, count: int, fields) -> list[tuple[str, object, str]]:
    chance = random.Random(seed)
    pairs = [(name, one) for name in fields for one in fields[name]]
    chosen = [chance.choice(pairs) for _ in range(count)] if count else pairs
    return [(name, one, other_text(one, chance)) for name, one in chosen]


FIXED = ("numero", "fiche")
"""What names the document itself: another file."""


def test_each_field_that_is_typed_over_is_proposed_alone_and_written_alone(tmp_path, session):
    """A share of the fields, drawn; a thousand edits with --full."""
    desk = desk_of(tmp_path / "sent", session)
    fields = {name: opened(desk.files[name]).origin.fields for name in NAMES}
    targets = {name: desk.target(name) for name in NAMES}
    missed, done = [], 0
    for name, field, text in cases(SEED, EDITS, fields):
        last = re.split("[.:]", field.addresses[0])[-1]
        if field.addresses[0].endswith((":numero", "objectif.numero")) or last in FIXED:
            continue
        long = field.genre is Genre.PROSE and "\n" in field.sent
        if long:
            continue  # other tests edit paragraphs one by one
        data = typed_over(desk.files[name], field.tag, text)
        found = desk.back(data, targets[name])
        problem = wrong(desk, targets[name], field, found)
        done += 1
        if problem:
            missed.append((name, field.addresses, text, problem))
    assert not missed, "\n".join(map(str, missed))
    assert done > 8


def wrong(desk, target, field, found) -> str:
    """What is wrong with what was proposed of one edit; nothing when all is right."""
    refused = [one for one in found.proposals if one.kind is ProposalKind.REFUSED]
    if refused and len(found.proposals) == 1 and refused[0].why:
        return "" if is_refused_well(field, refused[0].why) else f"refused: {refused[0].why}"
    if len(found.proposals) != 1 or found.left_over:
        return f"{len(found.proposals)} proposals, {found.left_over}"
    [one] = found.proposals
    if one.kind is not ProposalKind.CHANGED or not one.place:
        return f"{one.kind}"
    copy = desk.root.parent / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(desk.root, copy)
    origin = opened(desk.files[target.document]).origin
    take_all(find_target(desk.session, find_workspace(copy), origin), found)
    before, after = whole(desk.root), whole(copy)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if len(changed) != len(one.changes):
        return f"changed {changed}"
    if comments(desk.root) != comments(copy):
        return "a comment was lost"
    return ""


def is_refused_well(field, why: str) -> bool:
    """Refusals that are right: rules of the dossier, computed figures."""
    rules = ("autre chose", "se calcule", "n’est pas tapé", "écrit", "il en faut au plus")
    return any(rule in why for rule in rules)


def comments(root) -> list[str]:
    return [
        line.strip()
        for file in sorted(root.rglob("*.yaml"))
        for line in file.read_text("utf-8").split("\n")
        if line.lstrip().startswith("#")
    ]
