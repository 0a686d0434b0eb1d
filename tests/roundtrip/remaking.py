"""The documents of the trial dossier, made again with other texts in its fiche."""

from __future__ import annotations

import attrs
from tests.roundtrip.conftest import Desk, data_of
from tests.roundtrip.test_workbook import CONTRACT

from ppgp_docs.render.render import render
from ppgp_docs.workspace.find import find_workspace


def remade(desk: Desk, formats: tuple[str, ...], *changes: tuple[str, str]) -> Desk:
    """The desk with other texts in its trial fiche, and its documents made again."""
    folder = desk.root / "departments" / "2A-essai"
    [file] = (folder / "fiches").glob("*.yaml")
    text = file.read_text("utf-8")
    for right, wrong in changes:
        assert right in text
        text = text.replace(right, wrong, 1)
    file.write_text(text, "utf-8")
    (folder / "contrat.yaml").write_text(
        CONTRACT.replace("Contrat de prévention", '"Contrat *de prévention* [lié](https://a.fr)"')
    )
    [found] = [one for one in find_workspace(desk.root).folders() if one.path == folder]
    dossier = desk.session.read(found).dossier
    assert dossier is not None
    made = [one for name in formats for one in desk.session.plugins.format(name).documents(dossier)]
    files = {one.name: render(one, desk.session).data for one in made}
    return attrs.evolve(desk, files=files)


def fiche_of(desk: Desk) -> dict:
    return data_of(desk.root / "departments" / "2A-essai")["12-essai.yaml"]
