"""What a plugin is told, and may prepare: its hooks, in the order of a build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.plugin.shop import FORMAT, HEAD, Shop

from ppgp_docs.api import Context, Document, Dossier, Registry
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.prepare import prepare
from ppgp_docs.workspace.folder import DossierFolder


def prepares(change: str, order: str = "") -> str:
    return (
        f"{HEAD}@hookimpl{order}\ndef ppgp_prepare(context, document):\n"
        f"    theme = context.theme\n    return evolve(context, theme=evolve(theme, {change}))\n"
    )


def test_plugins_prepare_one_after_the_other_in_the_order_of_pluggy(shop: Shop) -> None:
    shop.plugin("a", prepares("name='a', label=theme.label + ' a'"))
    shop.plugin("b", prepares("name='b', label=theme.label + ' b'"))
    shop.plugin("c", prepares("name='c', label=theme.label + ' c'", "(trylast=True)"))
    rendered, found = shop.made()
    assert found == []
    assert (rendered.data or b"").decode().split("|")[:2] == ["c", "Neutre b a c"]


def test_a_plugin_knows_the_document_that_it_prepares(shop: Shop) -> None:
    shop.plugin("a", prepares("label=document.name"))
    assert b"|temoin-ain|" in (shop.made()[0].data or b"")


def test_what_one_plugin_breaks_is_what_the_others_were_given(shop: Shop) -> None:
    shop.plugin("a", prepares("colours={}"))
    shop.plugin("b", prepares("label='b'"))
    session = shop.session()
    reading = session.read(DossierFolder(shop.dossier.parent))
    assert reading.dossier is not None
    document = session.plugins.format("temoin").documents(reading.dossier)[0]
    ready = prepare(Job.whole(document), session)
    assert ready.theme.label == "b"
    (told,) = ready.diagnostics
    assert (told.code, "`a`" in told.message) == ("F010", True)


AFTER_WRITE = f"""{HEAD}
import pathlib
@hookimpl
def ppgp_after_write(artifact, path, workspace):
    told = pathlib.Path(workspace) / "annonces.txt"
    with told.open("a", encoding="utf-8") as file:
        file.write(f"{{artifact.path}} {{path.read_bytes()[:6]!r}}\\n")
    if (workspace / "en-panne").exists():
        raise OSError("le serveur ne répond pas")
"""


def told(shop: Shop) -> list[str]:
    file = shop.root / "annonces.txt"
    return file.read_text("utf-8").splitlines() if file.exists() else []


def test_a_document_is_told_with_its_place_once_it_is_written(shop: Shop) -> None:
    shop.plugin("annonce", AFTER_WRITE)
    assert shop.build().returncode == 0
    assert told(shop) == ["01-ain/temoin-ain.txt b'neutre'"]
    assert shop.build().returncode == 0
    assert len(told(shop)) == 1


def test_a_document_is_told_again_as_long_as_that_fails(shop: Shop) -> None:
    shop.plugin("annonce", AFTER_WRITE)
    (shop.root / "en-panne").touch()
    for _ in range(2):
        done = shop.build()
        assert done.returncode == 3
        assert "l’extension `annonce` a échoué dans `ppgp_after_write`" in done.stderr
        assert "annonce.py" in done.stderr
    (shop.root / "en-panne").unlink()
    assert "déjà à jour" in shop.build().stdout
    assert len(told(shop)) == 3
    assert shop.build().returncode == 0
    assert len(told(shop)) == 3


TAKES_AWAY = f"""{HEAD}
import pathlib
@hookimpl
def ppgp_after_write(artifact, path):
    pathlib.Path(path).write_bytes(b"autre")
"""
TAKES_AWAY_LATER = f"""{HEAD}
@hookimpl
def ppgp_after_build(manifest):
    for each in manifest.artifacts:
        (manifest.folder / each.path).write_bytes(b"autre")
"""


def test_a_plugin_that_changes_a_document_once_it_is_proved_sees_it_put_back(shop: Shop) -> None:
    assert shop.build().returncode == 0
    place = shop.root / "sorties" / "01-ain" / "temoin-ain.txt"
    proved = place.read_bytes()
    shop.plugin("ruse", TAKES_AWAY)
    done = shop.build("--force")
    assert done.returncode == 3
    assert "`ruse`" in done.stderr
    assert "a changé après sa relecture" in done.stderr
    assert "il est remis tel qu’il était" in done.stderr
    assert place.read_bytes() == proved


def two_dossiers(shop: Shop) -> dict[Path, bytes]:
    """What the documents of two dossiers hold."""
    (shop.root / "departments" / "02-aisne").mkdir()
    text = (shop.root / "departments" / "01-ain" / "dossier.yaml").read_text("utf-8")
    other = text.replace("01", "02")
    (shop.root / "departments" / "02-aisne" / "dossier.yaml").write_text(other, "utf-8")
    assert shop.build().returncode == 0
    return {each: each.read_bytes() for each in (shop.root / "sorties").glob("*/temoin-*")}


OTHERS = f"""{HEAD}
@hookimpl
def ppgp_after_write(path):
    for other in path.parent.parent.glob("*/temoin-*"):
        if other != path:
            other.write_bytes(b"autre")
"""


def test_a_plugin_that_is_told_of_a_document_changes_no_other(shop: Shop) -> None:
    made = two_dossiers(shop)
    shop.plugin("ruse", OTHERS)
    done = shop.build("--force")
    assert done.returncode == 3
    # The first one placed is the one that is spoilt, and either may be the first.
    first = [each for each in made if f"{each.parent.name}/{each.name}" in done.stderr]
    assert len(first) == 1 and "`ruse`" in done.stderr
    assert "supprimez-le et refaites-le sans cette extension" in done.stderr


LATER = f"""{HEAD}
import threading
@hookimpl
def ppgp_after_write(path):
    threading.Timer(0.5, path.write_bytes, (b"autre",)).start()
@hookimpl
def ppgp_after_build(manifest):
    import time
    time.sleep(1)
"""


def test_what_a_plugin_leaves_running_changes_no_document(shop: Shop) -> None:
    proved = two_dossiers(shop)
    shop.plugin("ruse", LATER)
    done = shop.build("--force")
    assert done.returncode == 3
    assert "un fil d’exécution qu’elle a lancé tournait encore" in done.stderr
    assert {each: each.read_bytes() for each in proved} == proved


def test_documents_that_a_plugin_changes_at_the_end_are_put_back(shop: Shop) -> None:
    proved = two_dossiers(shop)
    shop.plugin("ruse", TAKES_AWAY_LATER)
    done = shop.build("--force")
    assert done.returncode == 3
    assert done.stderr.count("a changé après sa relecture") == 2
    assert done.stderr.count("il est remis tel qu’il était") == 2
    assert {each: each.read_bytes() for each in proved} == proved


def test_the_end_of_a_build_is_told_with_all_documents(shop: Shop) -> None:
    shop.plugin(
        "fin",
        f"{HEAD}@hookimpl\ndef ppgp_after_build(manifest):\n"
        "    names = [each.path for each in manifest.artifacts]\n"
        "    (manifest.folder / 'liste.txt').write_text(f'{names} {manifest.path.exists()}')\n",
    )
    assert shop.build().returncode == 0
    assert (shop.root / "sorties" / "liste.txt").read_text() == "['01-ain/temoin-ain.txt'] True"


def test_a_failure_at_the_end_of_a_build_is_an_error(shop: Shop) -> None:
    shop.plugin("fin", f"{HEAD}@hookimpl\ndef ppgp_after_build(manifest):\n    1 / 0\n")
    done = shop.build()
    assert done.returncode == 3
    assert "dans `ppgp_after_build`" in done.stderr


FORMER = "PPGP_CONTRACT = 1\n" + FORMAT


def test_a_plugin_of_the_former_contract_is_refused_with_what_to_do(
    tmp_path: Path, shop: Shop
) -> None:
    shop.plugin("vieux", FORMER)
    (told,) = shop.session().plugins.diagnostics
    assert told.code == "F011"
    assert "suit la version 1" in told.message
    assert "la version 2" in told.message
    assert any("docs/plugins.md" in hint for hint in told.hints)


def test_a_hook_that_changed_its_name_is_told_with_the_new_one(shop: Shop) -> None:
    shop.plugin("vieux", FORMAT.replace("ppgp_register", "ppgp_register_formats"))
    (told,) = shop.session().plugins.diagnostics
    assert told.code == "F012"
    assert "écrivez `ppgp_register`" in told.hints


SEVERAL = """
class Plusieurs:
    id, label, suffix, media_type = "plusieurs", "Plusieurs", ".txt", "application/x-temoin"

    def documents(self, dossier):
        return [Document(self.id, f"n{n}-{dossier.slug}", "Témoin", dossier) for n in range(3)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b"fait"

@hookimpl
def ppgp_register(registry):
    registry.add_format(Plusieurs())

@hookimpl
def ppgp_prepare(context, document):
    ANSWER
"""


@pytest.mark.parametrize("answer", ["return 3", "1 / 0"])
def test_what_goes_wrong_before_each_document_is_told_once(shop: Shop, answer: str) -> None:
    shop.plugin("plusieurs", HEAD + SEVERAL.replace("ANSWER", answer))
    done = shop.run("build", "--plugins", "extensions", "--only", "plusieurs")
    assert done.returncode == 3
    assert done.stderr.count("erreur[F010]") == 1, done.stderr
    assert len([*(shop.root / "sorties" / "01-ain").iterdir()]) == 3


@pytest.mark.parametrize(
    ("suffix", "media_type", "wanted"),
    [
        (".html", "text/plain", "text/html"),  # its styles would hide PROJET where nothing reads it
        (".fiche.htm", "application/x-temoin", "text/html"),
        (".xhtml", "text/html", "application/xhtml+xml"),
        (".pdf", "application/octet-stream", "application/pdf"),
        (".epub", "application/zip", "application/epub+zip"),
    ],
)
def test_a_file_is_called_what_it_is_opened_as(suffix: str, media_type: str, wanted: str) -> None:
    registry, format = Registry(), _Named(suffix, media_type)
    with pytest.raises(ValueError, match=f"il faut `{re.escape(wanted)}`"):
        registry.add_format(format)
    format.media_type = f"{wanted}; charset=utf-8"
    registry.add_format(format)


class _Named:
    id, label = "temoin", "Témoin"

    def __init__(self, suffix: str, media_type: str) -> None:
        self.suffix, self.media_type = suffix, media_type

    def documents(self, dossier: Dossier) -> list[Document]:
        return []

    def refusal(self, document: Document) -> str | None:
        return None

    def render(self, document: Document, context: Context) -> bytes:
        return b""
