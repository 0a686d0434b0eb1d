"""Made-up dossiers of any size: no crash, and every text and figure read back by other libraries.

A few in each run, three hundred with ``--full``. The oracle is the generator, which knows the words
that it wrote; the readers are poppler, lxml and openpyxl, which wrote none of the documents.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from attrs import frozen
from tests.generated import Generated
from tests.lecteurs import descriptions, docx_paragraphs, pdf_text, pptx_paragraphs, squeezed

from ppgp_docs.diagnostics import Severity
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

FIRST = int(os.environ.get("PPGP_SEED", "0"))
FEW, MANY = (0, 83), range(FIRST, FIRST + 300)
"""Another ``PPGP_SEED`` draws three hundred others. 83 has a note whose call is pushed to the next
page: it stood at the foot of two pages."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        seeds = MANY if metafunc.config.getoption("--full") else FEW
        metafunc.parametrize("seed", seeds, scope="module")


@frozen
class Made:
    """A generated dossier and the files of its documents, by format."""

    source: Generated
    files: dict[str, Path]


@pytest.fixture(scope="module")
def made(seed: int, session: Session, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Every document of the dossier of that seed; step 7 finds nothing to say of them."""
    folder = tmp_path_factory.mktemp(f"seed{seed}-")
    source = Generated(seed)
    reading = session.read(DossierFolder(source.write(folder)))
    assert reading.dossier, reading.diagnostics
    files = {}
    planned = plan(reading.dossier, session.plugins, frozenset(), archive=False)
    for candidate in (each for each in planned.candidates if not each.reason):
        rendered = render(candidate.document, session)
        grave = [each for each in rendered.diagnostics if each.severity is Severity.ERROR]
        assert rendered.data, (seed, candidate.file_name, grave, rendered.trace)
        file = folder / candidate.file_name
        file.write_bytes(rendered.data)
        files[candidate.format.id] = file
    return Made(source, files)


def absent(words: set[str], text: str) -> list[str]:
    folded = text.casefold()
    return sorted(word for word in words if word not in folded)


def uncut(text: str) -> str:
    """Without the hyphens of a word cut at the end of a line: words that are made up have none."""
    return squeezed(text).replace("-", "")


def test_a_case_study_says_every_word_and_every_figure(made: Made) -> None:
    text = squeezed(pdf_text(made.files["etude-de-cas"]))
    assert absent(made.source.story.words, uncut(text)) == []
    assert absent(made.source.story.figures, text) == []


def test_a_case_study_says_no_text_twice(made: Made) -> None:
    """But titles, which contents and notes name, headers of a table cut by a page, and figures."""
    text = uncut(pdf_text(made.files["etude-de-cas"])).casefold()
    once = made.source.story.words - made.source.titles
    assert sorted(word for word in once if text.count(word) > 1) == []


def test_a_case_study_tells_a_voice_what_each_picture_shows(made: Made) -> None:
    with pikepdf.open(made.files["etude-de-cas"]) as pdf:
        dictionaries = (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary))
        heard = " ".join(str(each.Alt) for each in dictionaries if "/Alt" in each)
    assert absent(made.source.story.spoken, squeezed(heard)) == []


def test_a_deck_says_every_word_short_versions_and_pictures_included(made: Made) -> None:
    file = made.files["diaporama"]
    said = squeezed("\n".join([*pptx_paragraphs(file), *descriptions(file, "ppt/")]))
    story = made.source.story
    assert absent(story.words | story.short | story.spoken, said) == []
    assert absent(made.source.story.figures, said) == []


def test_a_fiche_says_every_word_and_every_amount(made: Made) -> None:
    file = made.files["fiche-action"]
    said = squeezed("\n".join([*docx_paragraphs(file), *descriptions(file, "word/")]))
    assert absent(made.source.in_fiche | made.source.sheet.spoken, said) == []
    assert absent(made.source.sheet.figures, said) == []


def test_a_yearly_report_says_every_word_of_its_year(made: Made) -> None:
    said = squeezed("\n".join(docx_paragraphs(made.files["bilan-annuel"])))
    assert absent(made.source.report.words, said) == []


def test_a_workbook_holds_every_amount(made: Made) -> None:
    book = openpyxl.load_workbook(made.files["plan-de-financement"], data_only=True)
    numbers = Counter(
        cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
    )
    assert [amount for amount in made.source.amounts if amount not in numbers] == []


def test_a_list_of_answers_is_read_in_its_order(made: Made) -> None:
    """Within an item too: the words of a text follow one another, whatever page they are on."""
    text = pdf_text(made.files["etude-de-cas"]).casefold()
    ranks = [text.find(word) for word in _answers(made.source)]
    assert ranks == sorted(ranks)


def _answers(source: Generated) -> Iterator[str]:
    """The first word of each answer of the first survey of the dossier."""
    for bloc in source.blocks():
        if bloc.get("type") == "enquete":
            for question in bloc["resultats"]:
                for answer in question["elements"]:
                    yield answer["texte"].split()[0].casefold()
            return
