"""One-cent slips in three kinds of sheets: a scheme's with two amendments and a fiche that ended, a
subsidy's on the frame of CERFA 12156, an action plan's.

Each is named at its own line, or, where one amount contradicts another and nothing else speaks,
told of both without choosing; nothing else is blamed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

SHEETS = Path(__file__).parent / "three_sheets"
_AMOUNT = re.compile(r"-?\d{1,3}(?: \d{3})*(?:,\d\d)? €")
_UNSTATED = re.compile(r"cout_unitaire|compte:")
"""What nothing else says: a price, both sides of a budget by account."""
NEITHER = ("rien d’autre ne dit lequel", "dont une est sans doute fausse", "corrigez l’un d’eux")
"""How a message says that it does not choose."""
SEEDS = (2028, 2029)
SHARE, ALL = 8, 60


@frozen
class Slip:
    """An amount typed a cent wrong in the row ``number``."""

    file: Path
    number: int
    start: int
    right: str
    wrong: str


def amounts(root: Path) -> Iterator[tuple[Path, int, re.Match[str]]]:
    for file in sorted(root.rglob("*.yaml")):
        for number, row in enumerate(file.read_text("utf-8").split("\n"), start=1):
            for found in _AMOUNT.finditer(row):
                if not _UNSTATED.search(row) or "statut: re" in row[: found.start()]:
                    yield file, number, found


def typed(amount: Decimal) -> str:
    return f"{amount:,.2f} €".replace(",", " ").replace(".", ",")


def drawn(root: Path, seed: int, count: int) -> list[Slip]:
    random, slips = Random(seed), []
    for file, number, found in random.sample([*amounts(root)], count):
        right = Decimal(re.sub(r"[ €]", "", found[0]).replace(",", "."))
        wrong = typed(right + random.choice((Decimal("0.01"), Decimal("-0.01"))))
        slips.append(Slip(file, number, found.start(), found[0], wrong))
    return slips


def with_slip(slip: Slip, text: str) -> str:
    rows = text.split("\n")
    row = rows[slip.number - 1]
    head, tail = row[: slip.start], row[slip.start + len(slip.right) :]
    bare = "{" in head and head.count('"') % 2 == 0
    rows[slip.number - 1] = head + (f'"{slip.wrong}"' if bare else slip.wrong) + tail
    return "\n".join(rows)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fiches") / "w"
    shutil.copytree(SHEETS, folder)
    return folder


def read(session: Session, root: Path, file: Path) -> list[Diagnostic]:
    (folder,) = (one for one in find_workspace(root).folders() if one.path in file.parents)
    assert isinstance(folder, DossierFolder)
    return list(session.read(folder).diagnostics)


Key = tuple[str, Path, int]


def place(one: Diagnostic) -> Key:
    assert one.span
    return one.code, one.span.file, one.span.line


def named(found: list[Diagnostic], sound: list[Diagnostic], slip: Slip) -> str:
    """« sure », « neither », or what is wrong with the way in which the slip is told."""
    known, here = {place(one) for one in sound}, (slip.file, slip.number)
    changed = [one for one in found if one not in sound]
    elsewhere = [one for one in changed if place(one)[1:] != here and place(one) not in known]
    if not elsewhere:
        return "sure" if any(place(one)[1:] == here for one in changed) else "not told"
    (one, *more) = elsewhere
    beside = [(span.file, span.line) for _, span in one.related]
    fair = any(words in hint for words in NEITHER for hint in one.hints)
    return "neither" if fair and not more and here in beside else f"blames {elsewhere}"


def test_they_are_sound(session: Session, root: Path) -> None:
    for folder in find_workspace(root).folders():
        codes = {one.code for one in session.read(folder).diagnostics}
        assert codes <= {"C305", "C614"}, codes


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cent_is_named_and_nothing_innocent_is_blamed(
    seed: int, session: Session, root: Path, request: pytest.FixtureRequest
) -> None:
    slips = drawn(root, seed, ALL if request.config.getoption("--full") else SHARE)
    told: dict[str, list[Slip]] = {}
    sound: dict[Path, list[Diagnostic]] = {}
    for slip in slips:
        folder = next(one for one in slip.file.parents if one.parent.name == "departments")
        if folder not in sound:
            sound[folder] = read(session, root, slip.file)
        text = slip.file.read_text("utf-8")
        slip.file.write_text(with_slip(slip, text), "utf-8")
        try:
            found = read(session, root, slip.file)
        finally:
            slip.file.write_text(text, "utf-8")
        told.setdefault(named(found, sound[folder], slip), []).append(slip)
    unsaid = {how: those for how, those in told.items() if how not in ("sure", "neither")}
    assert not unsaid, unsaid
    assert len(told["sure"]) > len(slips) * 0.7, told
