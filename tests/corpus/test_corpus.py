"""Every slip of the corpus is caught, with the right code, on the right line; nothing else is."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import indent

import pytest
from tests.corpus import sentences, sound
from tests.corpus.mutations import MUTATIONS, Mutation

from ppgp_docs.diagnostics import Severity
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

SAMPLES = Path(__file__).parents[2] / "departments"
RELECTURE = Path(__file__).parents[2] / "plugins" / "relecture"
CODE = re.compile(r"\"(C\d{3})\"")


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, to be spoilt one file at a time."""
    return Path(shutil.copytree(SAMPLES, tmp_path_factory.mktemp("corpus") / "departments"))


@pytest.fixture(scope="module")
def usual(session: Session, samples: Path) -> dict[Path, set[tuple[str, str]]]:
    """What each sample raises as it is."""
    folders = {folder_of(samples, file) for file in sentences.BEFORE}
    return {folder: told(session, folder) for folder in folders}


def folder_of(samples: Path, file: str) -> Path:
    return samples / file.partition("/")[0]


def told(session: Session, folder: Path) -> set[tuple[str, str]]:
    return {(each.code, each.message) for each in session.read(DossierFolder(folder)).diagnostics}


@contextmanager
def saying(file: Path, text: str) -> Iterator[None]:
    """Make a sample say something else for a while; what it said comes back whatever happens."""
    original = file.read_bytes()
    try:
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        yield
    finally:
        file.write_bytes(original)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: f"{m.code} {m.replace.strip()[:30]}")
@pytest.mark.campaign(share=3)
def test_one_slip_is_caught_with_its_code_on_its_line(
    session: Session, samples: Path, mutation: Mutation
) -> None:
    file, original = samples / mutation.file, (SAMPLES / mutation.file).read_text("utf-8")
    assert mutation.find in original, "the sample no longer says this"
    spoilt = original.replace(mutation.find, mutation.replace, 1)
    with saying(file, spoilt):
        found = session.read(DossierFolder(folder_of(samples, mutation.file))).diagnostics
    places = [(d.code, d.span.file, d.span.line) for d in found if d.span]
    other = samples / (mutation.told_in or mutation.file)
    text = spoilt if other == file else other.read_text("utf-8")
    assert (mutation.code, other, expected_line(mutation, original, text)) in places


def expected_line(mutation: Mutation, original: str, spoilt: str) -> int:
    if mutation.at:
        place = spoilt.index(mutation.at) + len(mutation.at)
        return spoilt[:place].rstrip("\n").count("\n") + 1
    pairs = zip(original, spoilt, strict=False)
    same = next((rank for rank, (old, new) in enumerate(pairs) if old != new), len(original))
    return spoilt[:same].count("\n") + 1


def test_the_corpus_is_large_and_spreads_over_all_families() -> None:
    families = Counter(mutation.code[0] for mutation in MUTATIONS)
    assert len(MUTATIONS) >= 120
    assert set(families) == set("LVMC")
    assert len({mutation.code for mutation in MUTATIONS}) >= 70


def test_each_code_of_the_plugin_that_reads_sentences_has_its_slip() -> None:
    """Reading prose is guessing: a rule that no slip tries is not kept. Advice is asked for."""
    modules = [file for file in RELECTURE.rglob("*.py") if file.name != "advice.py"]
    emitted = {code for file in modules for code in CODE.findall(file.read_text("utf-8"))}
    assert len(emitted) > 15
    assert emitted - {mutation.code for mutation in MUTATIONS} == set()


def test_the_samples_raise_the_three_warnings_that_their_sources_deserve(session: Session) -> None:
    folders = sorted(file.parent for file in SAMPLES.glob("*/dossier.yaml"))
    found = [each for folder in folders for each in session.read(DossierFolder(folder)).diagnostics]
    grave = [each.code for each in found if each.severity > Severity.INFO]
    assert sorted(grave) == ["C207", "C402", "C403"]


@pytest.mark.parametrize("rank", range(len(sound.CODES)))
def test_a_sound_dossier_raises_nothing(session: Session, tmp_path: Path, rank: int) -> None:
    sound.write(rank, tmp_path)
    reading = session.read(DossierFolder(tmp_path))
    assert reading.diagnostics == ()
    assert reading.dossier is not None
    assert len(reading.dossier.fiches) == (1 + rank % 3 if rank % 2 else 0)


PARAGRAPHS = [(file, f"|\n{indent(text, 10 * ' ')}") for file, text in sentences.SENTENCES]
BLOCKS = [(sentences.AIN, block) for block in sentences.BLOCKS]


@pytest.mark.parametrize(
    ("file", "block"), PARAGRAPHS + BLOCKS, ids=lambda each: each.strip("| \n")
)
@pytest.mark.campaign(share=3)
def test_a_sound_sentence_raises_no_alarm(
    session: Session,
    samples: Path,
    usual: dict[Path, set[tuple[str, str]]],
    file: str,
    block: str,
) -> None:
    original, anchor = (samples / file).read_text("utf-8"), sentences.BEFORE[file]
    assert anchor in original
    place = "      - " if file == sentences.FICHE else "    - "
    folder = folder_of(samples, file)
    with saying(samples / file, original.replace(anchor, f"{place}{block}\n{anchor}", 1)):
        found = told(session, folder)
    assert {code for code, _ in found - usual[folder]} <= {"C210"}
