"""A plugin that prints without end: as much is shown as somebody reads, the build goes on."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from ppgp_docs.plugin.printed import MOST, TOO_MUCH

from .world import SECONDS, Stranger

pytestmark = [
    pytest.mark.hostile,
    pytest.mark.skipif(os.name == "nt", reason="shown whole there"),
]
MEGABYTES = 200

PLUGIN = """import os
from ppgp_docs.api import Document, hookimpl
class F:
    id, label, suffix, media_type = "bavard", "Bavard", ".txt", "text/plain"
    def documents(self, dossier):
        print("a" * 3_000_000)
        return [Document(self.id, "bavard", "Bavard", dossier)]
    def refusal(self, document): return None
    def render(self, document, context):
        for _ in range(MEGABYTES): os.write(1, b"b" * 999_999 + b"\\n")
        return b"fait"
@hookimpl
def ppgp_register(registry): registry.add_format(F())
"""


def test_of_what_a_plugin_prints_a_part_is_shown_and_its_document_is_made(tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    (tmp_path / "ext").mkdir()
    plugin = PLUGIN.replace("MEGABYTES", str(MEGABYTES))
    (tmp_path / "ext" / "bavarde.py").write_text(plugin, "utf-8")
    done = stranger.run("build", "--only", "bavard", "--plugins", str(tmp_path / "ext"))
    assert len(done.stderr) < 3 * MOST
    assert done.stderr.count("la suite de ce qu’affiche cette extension n’est pas montrée") == 2
    told = done.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert f"l’extension `bavarde` a échoué dans `render` : {TOO_MUCH}" in told
    assert (stranger.root / "sorties" / "01-ain" / "bavard.txt").read_bytes() == b"fait"
    assert done.returncode == 3


@pytest.mark.parametrize(
    "prints", ["os.write(1, b'b' * 1_000_000)", "print('b' * 1_000_000)", "os.system('yes >&2')"]
)
def test_a_plugin_that_never_stops_printing_is_no_longer_read(tmp_path: Path, prints: str) -> None:
    stranger = Stranger(tmp_path / "espace")
    (tmp_path / "ext").mkdir()
    plugin = PLUGIN.replace("for _ in range(MEGABYTES):", "while True:")
    plugin = plugin.replace('os.write(1, b"b" * 999_999 + b"\\n")', prints)
    assert prints in plugin
    if "yes" in prints:
        plugin = plugin.replace("while True: ", "")
    (tmp_path / "ext" / "bavarde.py").write_text(plugin, "utf-8")
    started = time.monotonic()
    done = stranger.run("build", "--only", "bavard", "--plugins", str(tmp_path / "ext"))
    assert time.monotonic() - started < 2 * SECONDS
    assert len(done.stderr) < 3 * MOST
    assert done.returncode == 3
    told = done.stderr.replace("\u00a0", " ").replace("\u202f", " ")
    assert TOO_MUCH in told or "a échoué dans `render`" in told


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="what others count is slower")
def test_a_plugin_that_fills_the_memory_is_stopped_at_a_gigabyte(tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    (tmp_path / "ext").mkdir()
    filled = "kept = [b'a' * 20_000_000 for _ in range(110)]"
    plugin = PLUGIN.replace('print("a" * 3_000_000)', filled)
    (tmp_path / "ext" / "bavarde.py").write_text(plugin.replace("MEGABYTES", "1"), "utf-8")
    done = stranger.run("build", "--only", "bavard", "--plugins", str(tmp_path / "ext"))
    assert done.returncode == 3
    told = (done.stdout + done.stderr).replace("\u202f", " ")
    assert "a demandé plus de 1 000\u00a0Mo de mémoire dans `documents`" in told
