"""Programs that nobody here wrote find every amount and every measure of the report."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.readers.matrix import MATRIX, Reader, letters

from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.render import render
from ppgp_docs.session import Session

pytestmark = [pytest.mark.readers, pytest.mark.browser, pytest.mark.office]
WORD = [reader for reader in MATRIX if reader.suffix == ".docx"]


@pytest.fixture(scope="module")
def file(bilan: Document, session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = render(bilan, session).data
    assert data is not None
    place: Path = tmp_path_factory.mktemp("bilan") / f"{bilan.name}.docx"
    place.write_bytes(data)
    return place


@pytest.mark.parametrize("reader", WORD, ids=lambda reader: reader.name)
@pytest.mark.campaign(share=3)
def test_a_reader_finds_every_amount_and_every_measure(
    reader: Reader, file: Path, bilan: Document
) -> None:
    found = letters(reader.read(file))
    assert len(bilan.expected) > 40
    assert [text for text in bilan.expected if letters(text) not in found] == []
