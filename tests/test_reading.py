"""Steps 2 to 5 together: whatever a person types, a reading and never a trace."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.campagne import whole

from ppgp_docs.diagnostics import Severity, has_errors
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[1] / "departments"
FILES = sorted(SHIPPED.glob("*/*.yaml")) + sorted(SHIPPED.glob("*/fiches/*.yaml"))


def contents(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every node below the root."""
    children = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    for step, child in children:
        yield (*path, step)
        yield from paths(child, (*path, step))


def spoilt(content: Any, path: tuple[Any, ...], junk: Any) -> Any:
    copy = deepcopy(content)
    parent = copy
    for step in path[:-1]:
        parent = parent[step]
    parent[path[-1]] = junk
    return copy


def folder_of(file: Path) -> str:
    return file.relative_to(SHIPPED).parts[0]


words = st.sampled_from(["", "oui", "x", "-3", "2022-02-30", "1 000", "{{ a }}", "[^n]", "é" * 400])
junk = st.recursive(
    words,
    lambda node: (
        st.lists(node, max_size=2)
        | st.dictionaries(
            st.sampled_from(["type", "titre", "blocs", "valeur", "x"]), node, max_size=3
        )
    ),
    max_leaves=5,
)
PLACES = [(file, path) for file in FILES for path in paths(contents(file))]


@pytest.mark.parametrize("name", ["01-ain", "60-oise", "77-seine-et-marne"])
def test_the_shipped_dossiers_have_no_error(session: Session, name: str) -> None:
    reading = session.read(DossierFolder(SHIPPED / name))
    assert reading.dossier is not None
    assert not has_errors(reading.diagnostics)


def test_the_shipped_warnings_are_the_ones_that_the_sources_deserve(session: Session) -> None:
    """The headcount of the Oise, the unpaid year and the shifting ages of the fiche."""
    folders = find_workspace(SHIPPED).folders()
    found = [finding for folder in folders for finding in session.read(folder).diagnostics]
    told = [finding.code for finding in found if finding.severity is Severity.WARNING]
    assert sorted(told) == ["C207", "C402", "C403"]


def test_a_reading_names_every_yaml_file_of_the_folder(session: Session) -> None:
    folder = DossierFolder(SHIPPED / "77-seine-et-marne")
    assert set(session.read(folder).files) >= set(folder.path.rglob("*.yaml"))


def test_the_faults_of_all_the_files_of_a_folder_are_told_at_once(
    session: Session, workspace: Path
) -> None:
    folder = DossierFolder(workspace / "departments" / "77-seine-et-marne")
    for file in (folder.dossier, folder.contrat, *folder.fiches):
        assert file is not None
        file.write_text(file.read_text(encoding="utf-8") + "xyz: 1\n", encoding="utf-8")
    reading = session.read(folder)
    assert reading.dossier is None
    assert [each.code for each in reading.diagnostics if each.is_error] == ["V002"] * 3
    assert len({finding.span.file for finding in reading.diagnostics if finding.span}) == 3


@pytest.mark.parametrize(
    ("right", "wrong", "codes"),
    [
        ("  titre_forme: locatif\n", "  titre_forme: en\n", ["V005", "C207"]),
        ("edition: 2025\n", "edition: 2025-13\n", ["V003"]),
        ("    - date: 2025", "    - date: automne 2025", ["V003", "C207"]),
        ("    valeur: 13\n", "    valeur: treize\n", ["V003"]),
        ("    - date: 2025", "    - dat: 2025", ["V002", "C207"]),
        ("          elements:\n", "          elements:\n            - detail: seul\n", ["V001"]),
    ],
    ids=["choice", "edition", "date", "figure", "key", "item"],
)
def test_a_word_that_cannot_be_read_hides_no_other_fault_and_makes_none(
    session: Session, workspace: Path, right: str, wrong: str, codes: list[str]
) -> None:
    folder = DossierFolder(workspace / "departments" / "60-oise")
    text = folder.dossier.read_text(encoding="utf-8")
    folder.dossier.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    reading = session.read(folder)
    assert reading.dossier is None
    grave = [each.code for each in reading.diagnostics if each.severity > Severity.INFO]
    assert grave == codes


@settings(
    max_examples=40 if whole() else 15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(where=(SHIPPED / "77-seine-et-marne/contrat.yaml", ("fiches", 0)), junk="")
@example(where=(SHIPPED / "01-ain/dossier.yaml", ("contexte", "blocs", 0, "type")), junk=["oui"])
@example(where=(SHIPPED / "01-ain/dossier.yaml", ("demarche",)), junk=["oui"])
@given(where=st.sampled_from(PLACES), junk=junk)
def test_a_dossier_spoilt_anywhere_is_read_or_told_and_raises_nothing(
    session: Session, workspace: Path, where: tuple[Path, tuple[Any, ...]], junk: Any
) -> None:
    source, path = where
    file = workspace / "departments" / source.relative_to(SHIPPED)
    text = yaml.safe_dump(spoilt(contents(source), path, junk), allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    reading = session.read(DossierFolder(workspace / "departments" / folder_of(source)))
    file.write_bytes(source.read_bytes())
    assert (reading.dossier is None) == has_errors(reading.diagnostics)
    assert all(finding.span for finding in reading.diagnostics)
