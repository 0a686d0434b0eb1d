"""A name is changed at its key and wherever something refers to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.campagne import drawn

from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.edit.renaming import OpenFile, Renaming, rename
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder, find_workspace

SHIPPED = Path(__file__).parents[2] / "departments"
FOLDERS = find_workspace(SHIPPED).folders()


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(None)


def opened(folder: DossierFolder) -> dict[Path, OpenFile]:
    fiches = {file: OpenFile(file.read_text("utf-8"), "fiche") for file in folder.fiches}
    return {folder.dossier: OpenFile(folder.dossier.read_text("utf-8"), "dossier"), **fiches}


def figures(session: Session) -> list[tuple[DossierFolder, Path, str]]:
    found = []
    for folder in FOLDERS:
        dossier = session.read(folder).dossier
        assert dossier is not None
        found += [(folder, folder.dossier, name) for name in dossier.chiffres]
        found += [
            (folder, fiche.at().file, name) for fiche in dossier.fiches for name in fiche.chiffres
        ]
    return found


def test_every_figure_of_the_samples_can_take_another_name(session: Session) -> None:
    """The documents would be the same: no reference is left behind, nothing else is said."""
    for folder, owner, name in drawn("renamed figures", figures(session), 4):
        changed = rename(
            opened(folder), owner, Renaming("chiffres", name, "autre_nom"), session.schemas
        )
        overlay = {file: edited.text for file, edited in changed.items()}
        before, after = session.read(folder), session.read(folder, overlay)
        told = [finding.code for finding in before.diagnostics]
        assert [finding.code for finding in after.diagnostics] == told, name
        assert owner in changed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("notes", "notes: {vieux: N}\ncontexte: {blocs: ['Un texte[^vieux].']}\n"),
        ("citations", "citations: {vieux: {texte: A}}\n"
         "contexte: {blocs: [{type: citation, citation: vieux}]}\n"),
        ("personnes", "personnes: {vieux: {fonction: PMI}}\n"
         "contexte: {blocs: [{type: personnes, personnes: [vieux]}]}\n"),
        ("chiffres", "chiffres: {vieux: {valeur: 2}, x: {valeur: 1, base: vieux}}\n"
         "contexte: {blocs: ['{{ chiffres.vieux }} sur {{chiffres.vieux.pct}}']}\n"),
    ],
)  # fmt: skip
def test_each_kind_of_name_is_changed_where_it_is_cited(
    session: Session, kind: str, text: str
) -> None:
    file = Path("dossier.yaml")
    files = {file: OpenFile(text, "dossier")}
    changed = rename(files, file, Renaming(kind, "vieux", "neuf"), session.schemas)
    assert changed[file].text == text.replace("vieux", "neuf")


def test_a_fiche_keeps_the_figure_that_is_its_own(session: Session) -> None:
    dossier, fiche = Path("dossier.yaml"), Path("fiches/1.yaml")
    own = OpenFile("chiffres: {n: {valeur: 1}}\ntitre: '{{ chiffres.n }}'\n", "fiche")
    files = {dossier: OpenFile("chiffres: {n: {valeur: 2}}\n", "dossier"), fiche: own}
    assert set(rename(files, dossier, Renaming("chiffres", "n", "m"), session.schemas)) == {dossier}


def test_a_name_that_another_file_already_gives_is_refused(session: Session) -> None:
    dossier, fiche = Path("dossier.yaml"), Path("fiches/1.yaml")
    other = OpenFile("chiffres: {m: {valeur: 1}}\ntitre: '{{ chiffres.n }}'\n", "fiche")
    files = {dossier: OpenFile("chiffres: {n: {valeur: 2}}\n", "dossier"), fiche: other}
    with pytest.raises(NotEditableError, match="déjà `m`"):
        rename(files, dossier, Renaming("chiffres", "n", "m"), session.schemas)
