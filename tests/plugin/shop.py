"""A workspace with one dossier and plugins to write."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.commande import ppgp

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import Rendered, render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

HEAD = "from attrs import evolve\nfrom ppgp_docs.api import *\n"
FORMAT = (
    HEAD
    + """
class Temoin:
    id, label, suffix, media_type = "temoin", "Témoin", ".txt", "application/x-temoin"

    def documents(self, dossier):
        return [Document(self.id, f"temoin-{dossier.slug}", "Témoin", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return f"{context.theme.name}|{context.theme.label}|{document.title}".encode()

@hookimpl
def ppgp_register(registry):
    registry.add_format(Temoin())
"""
)
DOSSIER = 'departement: "01"\nedition: 2024-03\ncontexte: {blocs: [Un texte]}\n'


class Shop:
    """A workspace with one dossier and plugins to write; a session, or the real command, in it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dossier = root / "departments" / "01-ain" / "dossier.yaml"
        self.dossier.parent.mkdir(parents=True)
        self.dossier.write_text(DOSSIER, encoding="utf-8")
        (root / "extensions").mkdir()
        self.plugin("temoin", FORMAT)

    def plugin(self, name: str, code: str) -> None:
        (self.root / "extensions" / f"{name}.py").write_text(code, encoding="utf-8")

    def page(self, code: str, text: str) -> None:
        (self.root / "pages").mkdir(exist_ok=True)
        (self.root / "pages" / f"{code}.md").write_text(text, encoding="utf-8")

    def session(self) -> Session:
        return Session.start(None, [self.root / "extensions"])

    def made(self) -> tuple[Rendered, list[Diagnostic]]:
        session = self.session()
        assert session.plugins.diagnostics == ()
        reading = session.read(DossierFolder(self.dossier.parent))
        assert reading.dossier is not None, reading.diagnostics
        planned = plan(reading.dossier, session.plugins, frozenset({"temoin"}), archive=False)
        (candidate,) = planned.candidates
        rendered = render(candidate.document, session)
        return rendered, [*planned.diagnostics, *rendered.diagnostics]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return ppgp(*arguments, cwd=self.root, XDG_CONFIG_HOME=str(self.root / "config"))

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        given = ("--plugins", "extensions", "--only", "temoin", "--jobs", "1")
        return self.run("build", *given, *arguments)
