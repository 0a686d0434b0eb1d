"""Files of ours that somebody edited: manifests, settings."""

from __future__ import annotations

import json
import re

import pytest
from tests.cli.broken_world import (
    FICHE,
    World,
)

ARTIFACT = {
    **dict.fromkeys(("format", "dossier", "path", "title", "sha256", "key"), "x"),
    **dict.fromkeys(("bytes", "seconds", "warnings"), 1),
    "inputs": {},
    "versions": {},
}

MANIFESTS = {
    "une liste": "[]",
    "rien": "null",
    "profond": "[" * 100_000,
    "un texte": '{"documents": "abc"}',
    "des nombres": '{"documents": [1, 2]}',
    "un chemin qui est une liste": json.dumps({"documents": [{**ARTIFACT, "path": ["x"]}]}),
    "un chemin qui est un nombre": json.dumps({"documents": [{**ARTIFACT, "path": 3}]}),
    "des entrées en liste": json.dumps({"documents": [{**ARTIFACT, "inputs": []}]}),
    "une clé de trop": json.dumps({"documents": [{**ARTIFACT, "auteur": "x"}]}),
    "un nombre sans fin": '{"documents": [' + "9" * 5000 + "]}",
    "du latin-1": b'{"documents": ["\xe9"]}',
}


@pytest.mark.parametrize("shape", MANIFESTS)
@pytest.mark.campaign(share=3)
def test_a_manifest_of_another_shape_is_told_and_made_anew(world: World, shape: str) -> None:
    content = MANIFESTS[shape]
    (world.root / "sorties").mkdir()
    data = content if isinstance(content, bytes) else content.encode()
    (world.root / "sorties" / "manifest.json").write_bytes(data)
    done = world.run(*FICHE)
    assert done.returncode == 0
    assert "attention[W002]" in done.stderr
    again = json.loads((world.root / "sorties" / "manifest.json").read_text("utf-8"))
    assert len(again["documents"]) == 1


@pytest.mark.parametrize("place", ["x\0y", "../../../etc/passwd", "x\ud800", "/etc/passwd", ""])
@pytest.mark.campaign(share=3)
def test_a_manifest_that_names_strange_places_does_no_harm(world: World, place: str) -> None:
    document = {**ARTIFACT, "path": place, "dossier": "01-ain"}
    (world.root / "sorties").mkdir()
    manifest = world.root / "sorties" / "manifest.json"
    manifest.write_text(json.dumps({"documents": [document]}), encoding="utf-8")
    assert world.run(*FICHE).returncode == 0
    assert len(json.loads(manifest.read_text("utf-8"))["documents"]) == 2


SETTINGS = {
    "emboîtés": "a = " + "[" * 3000 + "]" * 3000,
    "accolades": "a = " + "{b = " * 3000 + "1" + "}" * 3000,
    "un nombre sans fin": "a = " + "9" * 5000,
    "une date fausse": "a = 2025-02-31",
    "pas fini": 'sorties = "',
    "du latin-1": b'sorties = "\xe9"',
    "un répertoire nul": 'plugins = ["a\\u0000b"]',
    "un nombre": "sorties = 12",
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_settings_that_cannot_be_read_are_told_in_french(world: World, kind: str) -> None:
    text = SETTINGS[kind]
    data = text if isinstance(text, bytes) else text.encode()
    (world.root / "ppgp.toml").write_bytes(data + b"\n")
    done = world.run("check")
    assert done.returncode == 1
    assert re.search(r"erreur\[F00[45]\]", done.stderr)
    assert world.reports() == []
