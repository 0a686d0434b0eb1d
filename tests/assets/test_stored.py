"""Pictures that are put among those of a dossier."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ppgp_docs.assets.stored import is_stored, store
from ppgp_docs.workspace.folder import DossierFolder

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "couverture.png"


@pytest.fixture
def folder(tmp_path: Path) -> DossierFolder:
    (tmp_path / "01-ain" / "images").mkdir(parents=True)
    return DossierFolder(tmp_path / "01-ain")


def test_the_same_picture_is_stored_once(folder: DossierFolder) -> None:
    data = PICTURE.read_bytes()
    first = store(folder, "Une vue.png", data)
    assert store(folder, "Une vue.png", data) == first
    assert is_stored(folder, first, data)


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_pipe_of_that_name_is_left_alone_and_never_read(folder: DossierFolder) -> None:
    data = PICTURE.read_bytes()
    suffix = Path(store(folder, "vue.png", data)).suffix
    pipe = folder.path / "images" / f"plan{suffix}"
    os.mkfifo(pipe)
    assert not is_stored(folder, f"images/plan{suffix}", data)
    assert store(folder, "plan.png", data) == f"images/plan-2{suffix}"
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_that_leads_nowhere_is_not_replaced(folder: DossierFolder) -> None:
    data = PICTURE.read_bytes()
    suffix = Path(store(folder, "vue.png", data)).suffix
    link = folder.path / "images" / f"plan{suffix}"
    link.symlink_to("ailleurs")
    assert store(folder, "plan.png", data) == f"images/plan-2{suffix}"
    assert link.is_symlink()
