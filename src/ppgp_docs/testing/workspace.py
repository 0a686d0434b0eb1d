"""A workspace of one dossier to try a plugin in, as its users would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ppgp_docs.diagnostics import Diagnostic, has_errors
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.testing import exemplar
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.resources import PLUGINS


class TrialWorkspace:
    """A workspace with one dossier; ``session`` reads it with the plugins that are tried, those of
    ``folders`` among them."""

    def __init__(self, root: Path, session: Session, folders: Sequence[Path] = ()) -> None:
        self.root, self.session, self.folders = root, session, folders
        self.folder = root / "departments" / exemplar.FOLDERS["complet"]
        self.write(f'departement: "{exemplar.CODE}"\n')

    def write(self, dossier: str, *, fiche: str = "", contrat: str = "") -> None:
        """Write the dossier; ``departement`` is added to a text that does not say it.

        ``images/exemple.png`` is there for its pictures.
        """
        head = "" if "departement:" in dossier else f'departement: "{exemplar.CODE}"\n'
        texts = {
            "dossier.yaml": dossier + ("" if dossier.endswith("\n") else "\n") + head,
            "fiches/08.yaml": fiche,
            "contrat.yaml": contrat,
        }
        for name, text in texts.items():
            if text:
                (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / name).write_text(text, encoding="utf-8")
        (self.folder / "images").mkdir(exist_ok=True)
        (self.folder / exemplar.PICTURE).write_bytes(exemplar.picture())

    def write_blocks(self, blocks: str) -> None:
        """Write a dossier and a fiche, each with these blocks, typed as in a list (``- type: …``).

        A figure ``formes``, a person ``puericultrice``, a quote ``recul`` and a note ``grille`` are
        there for them to name.
        """
        dossier, fiche = exemplar.around(blocks)
        self.write(dossier, fiche=fiche)

    def fill(self) -> None:
        """Make it hold one of every block, whole and with what must be given alone."""
        exemplar.write_workspace(self.root, self.session.schemas)

    def read(self) -> DossierReading:
        """What steps 2 to 5 make of the dossier, and all that they find."""
        return self.session.read(DossierFolder(self.folder))

    def dossier(self) -> Dossier:
        """The dossier. Raises AssertionError with its errors when it has any."""
        reading = self.read()
        if reading.dossier is None:
            raise AssertionError(_listing(reading.diagnostics))
        return reading.dossier

    def found(self, code: str) -> list[Diagnostic]:
        """What is found of that code, in the order of the files."""
        return [each for each in self.read().diagnostics if each.code == code]

    def lines(self, code: str) -> list[str]:
        """The lines, as they are typed, that findings of that code point at."""
        spans = [each.span for each in self.found(code) if each.span]
        return [
            span.file.read_text(encoding="utf-8").splitlines()[span.line - 1].strip()
            for span in spans
        ]

    def documents(self, format_id: str) -> dict[str, bytes]:
        """The documents of a format by their file names, proved as a build proves them.

        Raises AssertionError with what is wrong with one of them, or with a drawing.
        """
        planned = plan(self.dossier(), self.session.plugins, frozenset({format_id}), False)
        found, made = [*planned.diagnostics], {}
        for each in planned.candidates:
            if each.reason is None:
                rendered = render(each.document, self.session)
                found += rendered.diagnostics
                made[each.file_name] = rendered.data or b""
        if has_errors(found):
            raise AssertionError(_listing(found))
        return made

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The real command ``ppgp`` in the workspace, nobody's settings in its way, with the
        plugins that the session has."""
        command = [sys.executable, "-m", "ppgp_docs", *arguments]
        home = {
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "PYTHONUTF8": "1",
            PLUGINS: os.pathsep.join(map(os.path.abspath, self.folders)),
        }
        return subprocess.run(
            command,
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, **home},
        )


def _listing(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> str:
    return "\n".join(f"{each.span or ''} {each.code} {each.message}" for each in found)
