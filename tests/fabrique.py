"""Documents made in this process, as a worker makes them, for tests that only read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace


def write_contract(root: Path, contrat: str, fiches: Mapping[int, str]) -> None:
    """A workspace of one contract, that of the Ain, with the texts of its fiches by number."""
    home = root / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    (home / "dossier.yaml").write_text('departement: "01"\n', "utf-8")
    (home / "contrat.yaml").write_text(contrat, "utf-8")
    for number, text in fiches.items():
        (home / "fiches" / f"{number:02}.yaml").write_text(text, "utf-8")


def made(root: Path, session: Session, *only: str) -> Path:
    """Make, prove and write the documents of a workspace of one dossier; gives their folder."""
    (folder,) = find_workspace(root).folders()
    reading = session.read(folder)
    assert reading.dossier is not None, reading.diagnostics
    place = root / "faits" / folder.name
    place.mkdir(parents=True, exist_ok=True)
    planned = plan(reading.dossier, session.plugins, frozenset(only), archive=False)
    for each in planned.candidates:
        if each.reason is None:
            rendered = render(each.document, session)
            assert rendered.data is not None, rendered.diagnostics
            (place / each.file_name).write_bytes(rendered.data)
    return place
