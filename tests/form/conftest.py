"""Forms that are blank, filled, or saved by LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.form.filling import ANSWERS, HANDS, KNOWN, MANNERS, by_libreoffice, form_of
from tests.roundtrip.conftest import SHIPPED


@pytest.fixture
def root(tmp_path) -> Path:
    (tmp_path / "departments").mkdir()
    return tmp_path


@pytest.fixture(scope="module")
def blank(session, tmp_path_factory) -> bytes:
    root = tmp_path_factory.mktemp("vide")
    return form_of(root, session, "38")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """The shipped dossiers, one of which says more than it did; to read."""
    root = tmp_path_factory.mktemp("livres")
    shutil.copytree(SHIPPED, root / "departments")
    file = root / "departments" / "60-oise" / "dossier.yaml"
    text = file.read_text("utf-8")
    link = "[oise.fr](https://www.oise.fr)"
    assert link in text
    file.write_text(text.replace(link, f"{link} {MANNERS}"), "utf-8")
    return root


@pytest.fixture(scope="module")
def resaved(session, blank, shelf, tmp_path_factory) -> dict[str, bytes]:
    known = {
        name: form_of(shelf, session, code, fiche, is_contract=is_contract)
        for name, (code, fiche, is_contract) in KNOWN.items()
    }
    hands = {hand.__name__: hand(blank, ANSWERS) for hand in HANDS}
    return by_libreoffice(tmp_path_factory.mktemp("bureau"), {"vide": blank, **hands, **known})


@pytest.fixture
def known(root) -> Path:
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    return root


@pytest.fixture
def shipped(root) -> Path:
    """The shipped contract and its fiche."""
    shutil.copytree(SHIPPED / "77-seine-et-marne", root / "departments" / "77-seine-et-marne")
    return root
