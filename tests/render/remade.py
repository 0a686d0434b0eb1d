"""A workspace of three dossiers, its documents, and which of them a change remakes."""

from __future__ import annotations

import shutil
from pathlib import Path

from ppgp_docs.cache.digests import Digests
from ppgp_docs.render.fingerprint import Fingerprints
from ppgp_docs.render.survey import Wanted, survey
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

ROOT = Path(__file__).parents[2]

AIN, OISE, SEM = "01-ain/dossier.yaml", "60-oise/dossier.yaml", "77-seine-et-marne"

FICHE_8, FICHE_9 = f"{SEM}/fiches/08-visites-a-domicile.yaml", f"{SEM}/fiches/09.yaml"

AIN_DECK, OISE_DECK = "diaporama-ain.pptx", "diaporama-oise.pptx"

AIN_PAGE, OISE_PAGE = "synthese-ain.pdf", "synthese-oise.pdf"

AIN_TOLD = {"etude-de-cas-ain.pdf", "etude-de-cas-ain.html"}

OISE_TOLD = {"etude-de-cas-oise.pdf", "etude-de-cas-oise.html"}

EIGHT = {"fiche-action-08-seine-et-marne.docx", "fiche-action-08-seine-et-marne.html"}

NINE = {"fiche-action-09-seine-et-marne.docx", "fiche-action-09-seine-et-marne.html"}

RECAP = "recapitulatif-contrat-seine-et-marne.docx"

SUMMED = {RECAP, "recapitulatif-contrat-seine-et-marne.html"}

BUDGET = "plan-de-financement-seine-et-marne.xlsx"

DECKS = {AIN_DECK, OISE_DECK}

SUMMARIES = {AIN_PAGE, OISE_PAGE}

ALL = {*SUMMARIES, *AIN_TOLD, *OISE_TOLD, *DECKS, *EIGHT, *NINE, *SUMMED, BUDGET}

PAGES = {each for each in ALL if each.endswith(".html")}

STUDIES = {"etude-de-cas-ain.pdf", "etude-de-cas-oise.pdf"}

FICHES = {each for each in (*EIGHT, *NINE) if each.endswith(".docx")}

PLUGIN = """
from ppgp_docs.api import Document, hookimpl

class Liste:
    id, label, suffix, media_type = "liste", "Liste", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"liste-{dossier.slug}", "Liste", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b"une liste"

@hookimpl
def ppgp_register(registry):
    registry.add_format(Liste())
"""

LISTS = {"liste-ain.txt", "liste-oise.txt", "liste-seine-et-marne.txt"}


class World:
    """The shipped dossiers and a second fiche, to change; the keys of their documents."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.copytree(ROOT / "departments", root / "departments")
        text = self.file(FICHE_8).read_text("utf-8")
        self.file(FICHE_9).write_text(text.replace("numero: 8", "numero: 9", 1), "utf-8")
        self.plugins: tuple[Path, ...] = ()

    def file(self, name: str) -> Path:
        return self.root / "departments" / name

    def change(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text("utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), "utf-8")

    def template(self, name: str, data: bytes) -> None:
        file = self.root / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    def keys(self, digests: Digests | None = None, archive: bool = False) -> dict[str, str]:
        workspace = find_workspace(self.root)
        session = Session.start(workspace, self.plugins)
        assert session.plugins.diagnostics == ()
        fingerprints = Fingerprints(session, digests or Digests())
        wanted = Wanted(plan=True, archive=archive)
        surveys = [survey(each, session, fingerprints, wanted) for each in workspace.folders()]
        assert all(each.is_sound for each in surveys)
        planned = [each for found in surveys for each in found.planned if each.reason is None]
        return {each.file_name: each.key for each in planned}


def remade(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
