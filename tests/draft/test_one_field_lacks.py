"""Whatever field lacks, all that the others say is in the draft, and in each document of it; a
dossier that is read without an error has lost nothing without a word."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from ppgp_docs.draft.reading import draft
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.walk import described
from ppgp_docs.session import Session
from ppgp_docs.testing import exemplar
from ppgp_docs.workspace.folder import DossierFolder

_FILES: Final = {"dossier": "dossier.yaml", "fiche": "fiches/08.yaml", "contrat": "contrat.yaml"}
_PARTS: Final = ("introduction", "chronologie", "et_apres", "appel", "mentions")
_WRITTEN: Final = ("mot", "ligne", "prose")
_EMPTY: Final = {"removed": None, "nothing": "", "a space": " ", "a space that holds": "\u00a0"}
SCHEMAS: Final = shipped_schemas()


def every_field() -> dict[str, Any]:
    """The files of a dossier where each text is a word that stands nowhere else."""
    texts = exemplar.dossier_text, exemplar.fiche_text, exemplar.contrat_text
    made: dict[str, Any] = {
        schema: yaml.safe_load(text(SCHEMAS)) for schema, text in zip(_FILES, texts, strict=True)
    }
    fields = SCHEMAS.named["dossier"]
    for name in _PARTS:
        made["dossier"][name] = exemplar._value(SCHEMAS, name, fields[name], False, 0)
    for contact in made["dossier"]["appel"]["contacts"]:
        contact.pop("consentements", None)  # what lacks beside a withdrawal is no matter of words
    made = {**yaml.safe_load(exemplar.as_yaml(made))}  # nothing stands at two places
    said = 0
    for schema, root in made.items():
        for each in list(described(SCHEMAS, schema, root)):
            settled = {"allowed", "regex", "designe"} & each.field.keys()
            if each.field.get("genre") in _WRITTEN and not settled:
                said += 1
                put(root, each.path, f"Z{said:03}x")
    return made


def put(root: Any, path: Any, value: Any) -> None:
    for step in path[:-1]:
        root = root[step]
    if value is None and isinstance(root, dict):
        del root[path[-1]]
    else:
        root[path[-1]] = value


EVERY: Final = every_field()
PATHS: Final = [
    (schema, each.path)
    for schema, root in EVERY.items()
    for each in described(SCHEMAS, schema, root)
    if isinstance(each.path[-1], str)
]


REQUIRED: Final = {
    (schema, tuple(step for step in each.path if isinstance(step, str))): (schema, each.path)
    for schema, root in EVERY.items()
    for each in described(SCHEMAS, schema, root)
    if each.field.get("required") and isinstance(each.path[-1], str)
}
"""One of each required field, wherever it stands."""


def words(node: object) -> set[str]:
    return set(re.findall(r"Z\d{3}x", repr(node)))


def at(root: Any, path: Any) -> Any:
    for step in path:
        root = root[step]
    return root


def around(path: Any) -> Any:
    """The item that holds a field: what needs a figure, and lacks it, goes out of a draft."""
    ranks = [rank for rank, step in enumerate(path) if isinstance(step, int)]
    return path[: ranks[-1] + 1] if ranks else ()


def without(schema: str, path: Any, way: str, root: Path) -> DossierFolder:
    made = deepcopy(EVERY)
    put(made[schema], path, _EMPTY[way])
    folder = root / "departments" / "01-ain"
    (folder / "fiches").mkdir(parents=True)
    (folder / "images").mkdir()
    (folder / exemplar.PICTURE).write_bytes(exemplar.picture())
    for name, file in _FILES.items():
        (folder / file).write_text(exemplar.as_yaml(made[name]), "utf-8")
    return DossierFolder(folder)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(None)


def test_every_text_is_in_the_draft_when_nothing_lacks(session: Session, tmp_path: Path) -> None:
    made = draft(session, without("dossier", ("edition",), "removed", tmp_path))
    assert words(made.dossier) == words(EVERY)
    assert len(PATHS) > 250 and len(REQUIRED) > 60


@pytest.mark.campaign(share=24)
@pytest.mark.parametrize(
    "rank", range(len(PATHS)), ids=lambda rank: "-".join(map(str, PATHS[rank][1]))
)
def test_a_field_that_lacks_takes_no_other_words_away(
    session: Session, tmp_path: Path, rank: int
) -> None:
    schema, path = PATHS[rank]
    way = list(_EMPTY)[rank % len(_EMPTY)]
    made = draft(session, without(schema, path, way, tmp_path))
    lost = words(EVERY) - words(made.dossier) - words(at(EVERY[schema], path))
    if lost:
        assert at(EVERY[schema], path) not in words(EVERY), "a word that lacks took others away"
        assert lost <= words(at(EVERY[schema], around(path)))
        assert any(each.is_error for each in made.diagnostics)


@pytest.mark.campaign(share=20)
@pytest.mark.parametrize("case", REQUIRED, ids=lambda case: "-".join((case[0], *case[1])))
def test_each_document_of_a_draft_prints_all_that_does_not_lack(
    session: Session, tmp_path: Path, case: Any
) -> None:
    read = read_draft(session, without(*REQUIRED[case], "nothing", tmp_path))
    assert read.reading.dossier is not None
    planned = plan(read.reading.dossier, session.plugins, frozenset(), archive=False)
    for each in as_drafts(planned.candidates, read.remaining):
        if each.reason is None:
            made = render(each.document, session)
            assert made.data is not None, (each.file_name, made.diagnostics)
