"""The real command in a process of its own, as a shell starts it, in a world to spoil."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.commande import COMMAND, answered

posix = pytest.mark.skipif(os.name == "nt", reason="names, rights, links and signals of POSIX")

FICHE = ("build", "--only", "fiche-action", "--jobs", "1")

DOSSIER = 'departement: "01"\ncontexte: {blocs: [Un texte.]}\n'

CONTENT = """\
numero: 8
titre: Une action
objectif: {numero: 1, intitule: Aider}
referent: PMI
rubriques: [{cle: constat, blocs: [Un constat.]}]
"""

REPORT = re.compile(r"le détail est dans `(?P<file>.+?)`")


class World:
    """A workspace with one small dossier, and the command in it."""

    def __init__(self, tmp_path: Path) -> None:
        self.root, self.cache = tmp_path / "espace", tmp_path / "cache"
        self.ain = self.root / "departments" / "01-ain"
        (self.ain / "fiches").mkdir(parents=True)
        (self.ain / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
        (self.ain / "fiches" / "08.yaml").write_text(CONTENT, encoding="utf-8")
        self.environment = {**os.environ, "XDG_CACHE_HOME": str(self.cache)}

    def run(
        self, *arguments: str, before: Sequence[str] = (), **environment: str | None
    ) -> subprocess.CompletedProcess[str]:
        """Run the command; a variable that is None is taken away. It shows no trace, ever."""
        given = {**self.environment, **environment}
        wanted = {name: value for name, value in given.items() if value is not None}
        if not before:
            return sound(answered(arguments, self.root, wanted, timeout=120))
        done = subprocess.run(
            [*before, *COMMAND, *arguments],
            cwd=self.root,
            env=wanted,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return sound(done)

    def shell(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a line of shell in which ``$PPGP`` is the command; it answers with its own code."""
        environment = {**self.environment, "PPGP": " ".join(COMMAND)}
        command = ["bash", "-c", script]
        done = subprocess.run(
            command,
            cwd=self.root,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
        )
        return sound(done)

    def reports(self) -> list[Path]:
        return sorted(self.cache.rglob("*.txt"))


def sound(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    for said in (done.stdout, done.stderr):
        assert "Traceback" not in said
        assert "Exception ignored" not in said
        assert '.py", line' not in said
    return done
