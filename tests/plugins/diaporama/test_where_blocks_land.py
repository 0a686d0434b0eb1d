"""Where each block lands in a deck, as the reference of plugins says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ppgp_diaporama.story.blocks import drafts, parted
from ppgp_docs.model.blocs import Bloc, Section
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace
from ppgp_docs.workspace.folder import DossierFolder

REFERENCE = Path(__file__).parents[3] / "docs" / "plugins-reference.md"
ROW = re.compile(r"^\| (`.+`) \| (.+) \| (\d+) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """A dossier that holds one of every block."""
    session = Session.start(None)
    folders = write_workspace(tmp_path_factory.mktemp("espace"), session.schemas)
    dossier = session.read(DossierFolder(folders["complet"])).dossier
    assert dossier
    return dossier


def test_the_reference_says_the_slide_of_every_block_and_what_it_is_worth(story: Dossier) -> None:
    told = {
        kind: (layouts, int(worth))
        for kinds, layouts, worth in ROW.findall(REFERENCE.read_text("utf-8"))
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    held: dict[str, Bloc] = {bloc.type: bloc for bloc in [*story.blocs()][::-1]}  # the whole ones
    del held["section"]
    assert set(told) == set(held)
    for kind, bloc in held.items():
        layouts, worth = told[kind]
        for draft in parted(drafts(story, (bloc,)), (bloc,))[0]:
            assert draft.layout in layouts, kind
            assert draft.weight == worth, kind


def test_a_section_that_is_to_be_shown_has_its_slides_and_one_that_is_not_has_none(
    story: Dossier,
) -> None:
    from attrs import evolve

    from ppgp_diaporama.slides import NOTHING, Source, Title
    from ppgp_diaporama.story.group import groups_of

    section = next(bloc for bloc in story.blocs() if isinstance(bloc, Section))
    title = (Title(NOTHING, Source("", None)),)
    for diapo, asked in (("oui", True), ("", False)):
        groups = groups_of(story, (evolve(section, diapo=diapo),), title)
        assert {draft.asked for group in groups for draft in group.drafts} == {asked}
    hidden = groups_of(story, (evolve(section, diapo="non"),), title)
    assert not any(group.drafts or group.appended for group in hidden)
