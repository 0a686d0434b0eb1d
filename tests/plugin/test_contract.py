"""What a plugin may do: prepare, hear of what is made, bring codes, templates, provers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ppgp_docs.api import Context, Document, Dossier, Registry
from ppgp_docs.diagnostics import Diagnostic, ExitCode
from ppgp_docs.plugin.plugins import Plugins
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.planning import plan
from ppgp_docs.render.prepare import prepare
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
        command = [sys.executable, "-m", "ppgp_docs", *arguments]
        return subprocess.run(
            command,
            cwd=self.root,
            capture_output=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "XDG_CONFIG_HOME": str(self.root / "config")},
        )

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        given = ("--plugins", "extensions", "--only", "temoin", "--jobs", "1")
        return self.run("build", *given, *arguments)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


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
    two_dossiers(shop)
    shop.plugin("ruse", OTHERS)
    done = shop.build("--force")
    assert done.returncode == 3
    assert "`ruse`" in done.stderr and "01-ain/temoin-ain.txt" in done.stderr
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


BRINGS = (
    HEAD
    + """
import pathlib
ROOT = pathlib.Path(__file__).parents[1]
@hookimpl
def ppgp_register(registry):
    registry.{}
"""
)
PAGE = "# X101 · Une commune a des habitants\n\n## Ce qui est vérifié\n\nUn nombre : au moins un.\n"
WARNS = "@hookimpl\ndef ppgp_check(dossier):\n    yield warning('X101', 'vide', dossier.at())\n"


def test_a_code_of_a_plugin_has_its_page_and_may_be_waived(shop: Shop) -> None:
    shop.page("X101", PAGE)
    shop.plugin("codes", BRINGS.format("add_codes(ROOT / 'pages')") + WARNS)
    done = shop.run("explain", "x101", "--plugins", "extensions")
    assert done.returncode == 0
    assert "X101 · Une commune a des habitants" in done.stdout
    assert "Un nombre\u00a0: au moins un." in done.stdout
    assert "X101" in shop.run("explain", "--plugins", "extensions").stdout
    checked = shop.run("check", "--plugins", "extensions")
    assert "attention[X101]" in checked.stdout
    shop.dossier.write_text(DOSSIER + "dispenses: {X101: Une île déserte}\n", encoding="utf-8")
    waived = shop.run("check", "--plugins", "extensions").stdout
    assert "C112" not in waived
    assert "attention[X101]" not in waived


@pytest.mark.parametrize(
    ("code", "text", "word"),
    [
        ("C205", "# C205 · Un titre\n", "une lettre autre que"),
        ("X1", "# X1 · Un titre\n", "trois chiffres"),
        ("X101", "Un titre\n", "ne commence pas par"),
        ("X101", "# X102 · Un autre\n", "ne commence pas par"),
    ],
)
def test_a_page_that_takes_a_code_of_the_tool_or_is_none_is_refused(
    shop: Shop, code: str, text: str, word: str
) -> None:
    shop.page(code, text)
    shop.plugin("codes", BRINGS.format("add_codes(ROOT / 'pages')"))
    assert word in fault_of(shop.session().plugins).message


def fault_of(plugins: Plugins) -> Diagnostic:
    (fault,) = plugins.diagnostics
    assert fault.code == "F010"
    return fault


def brings_theme(shop: Shop, name: str, old: str, new: str) -> None:
    """A plugin with a theme like ours, but for one thing."""
    shipped = Path(__file__).parents[2] / "templates" / "themes" / "neutre.yaml"
    (shop.root / "modeles" / "themes").mkdir(parents=True)
    text = shipped.read_text("utf-8").replace(old, new)
    (shop.root / "modeles" / "themes" / f"{name}.yaml").write_text(text, encoding="utf-8")
    shop.plugin("themes", BRINGS.format("add_templates(ROOT / 'modeles')"))


def test_a_theme_of_a_plugin_may_be_chosen_by_a_dossier(shop: Shop) -> None:
    brings_theme(shop, "marine", "libelle: Neutre", "libelle: Marine")
    shop.dossier.write_text(DOSSIER + "presentation: {theme: marine}\n", encoding="utf-8")
    assert (shop.made()[0].data or b"").startswith(b"marine|Marine|")


def test_a_theme_of_a_plugin_is_listed_and_judged_as_ours_are(shop: Shop) -> None:
    brings_theme(shop, "marine", "libelle: Neutre", "libelle: Marine")
    listed = shop.run("theme", "list", "--plugins", "extensions")
    assert "marine  Marine" in listed.stdout.splitlines()
    shown = shop.run("theme", "specimen", "marine", "--plugins", "extensions", "-o", "vu")
    assert shown.returncode == 0, shown.stderr
    assert list((shop.root / "vu").glob("*/etude-de-cas-*.pdf"))


@pytest.mark.parametrize(
    ("name", "colour", "word"),
    [("pale", '"#EEEEEE"', "contraste"), ("neutre", '"#1D1D28"', "déjà celui de l’outil")],
)
def test_a_theme_that_is_too_pale_or_has_the_name_of_one_of_ours_is_told_at_load(
    shop: Shop, name: str, colour: str, word: str
) -> None:
    brings_theme(shop, name, 'encre: "#1D1D28"', f"encre: {colour}")
    fault = fault_of(shop.session().plugins)
    assert word in fault.message
    assert (
        fault.span
        and "add_templates" in fault.span.file.read_text("utf-8").splitlines()[fault.span.line - 1]
    )


def test_a_template_of_a_plugin_never_replaces_one_of_the_tool(shop: Shop) -> None:
    (shop.root / "modeles" / "textes").mkdir(parents=True)
    stolen = shop.root / "modeles" / "textes" / "introduction.yaml"
    stolen.write_text("volé", encoding="utf-8")
    shop.plugin("themes", BRINGS.format("add_templates(ROOT / 'modeles')"))
    assert shop.session().resources.find("textes/introduction.yaml") != stolen


PROVES = """add_prover("application/x-temoin", read)

def read(data):
    return Reading((data.decode(),), faults={})
"""


@pytest.mark.parametrize(("faults", "found"), [("()", []), ("('il est vide',)", ["P002"])])
def test_what_a_prover_of_a_plugin_finds_is_a_fault_of_the_document(
    shop: Shop, faults: str, found: list[str]
) -> None:
    shop.plugin("preuve", BRINGS.format(PROVES.format(faults)))
    rendered, said = shop.made()
    assert [each.code for each in said] == found
    assert (rendered.data is None) is bool(found)


def test_a_text_that_is_promised_is_looked_for_by_the_prover_of_a_plugin(shop: Shop) -> None:
    shop.plugin(
        "temoin", FORMAT.replace('"Témoin", dossier)', '"T", dossier, prints=(dossier.contexte,))')
    )
    shop.plugin("preuve", BRINGS.format(PROVES.format("()")))
    _, said = shop.made()
    assert {each.code for each in said} == {"P004"}


@pytest.mark.parametrize("answer", ["None", "Reading('abc')", "Reading((1,))", "1 / 0"])
def test_a_prover_that_answers_nothing_readable_proves_nothing_and_is_told_itself(
    shop: Shop, answer: str
) -> None:
    proves = PROVES.format("()").replace("Reading((data.decode(),), faults=())", answer)
    shop.plugin("preuve", code := BRINGS.format(proves))
    rendered, (told,) = shop.made()
    assert rendered.data is None
    assert rendered.exit_code is ExitCode.RENDER_FAILED
    assert told.code == "F010"
    assert "l’extension `preuve` a échoué dans `add_prover`" in told.message
    assert told.span and told.span.file.name == "preuve.py"
    line = code.splitlines()[told.span.line - 1]
    assert line == ("    return 1 / 0" if answer == "1 / 0" else "def read(data):")


@pytest.mark.parametrize(
    "brought",
    ["partial(read)", "Reader()", "lambda data: read(data)", "print"],
)
def test_whatever_a_prover_is_it_is_told_in_its_own_file(shop: Shop, brought: str) -> None:
    reads = "from functools import partial\ndef read(data):\n    return None\n"
    reads += "class Reader:\n    def __call__(self, data):\n        return None\n"
    code = BRINGS.format(f"add_prover('application/x-temoin', {brought})")
    shop.plugin("preuve", code + reads)
    _, (told,) = shop.made()
    assert told.span and told.span.file.name == "preuve.py"


@pytest.mark.parametrize(
    ("fault", "code"), [("os._exit(0)", "R004"), ("time.sleep(60)", "R005")], ids=["dies", "hangs"]
)
def test_a_prover_that_ends_or_holds_its_process_is_told_at_its_own_line(
    shop: Shop, fault: str, code: str
) -> None:
    proves = PROVES.format("()").replace("return Reading", f"import os, time; {fault}; Reading")
    (shop.root / "lecteurs").mkdir()
    (shop.root / "lecteurs" / "preuve.py").write_text(BRINGS.format(proves), encoding="utf-8")
    done = shop.build("--plugins", "lecteurs", "--time-limit", "3")
    assert done.returncode == 3
    assert re.search(rf"erreur\[{code}\].*\n.* lecteurs/preuve\.py:\d+:", done.stderr), done


def test_another_library_opens_an_archive_that_the_helper_made(tmp_path: Path) -> None:
    import zipfile

    from ppgp_docs.api import zip_of

    data = zip_of({"META-INF/container.xml": "<a/>", "mimetype": "application/epub+zip"})
    assert data == zip_of({"mimetype": b"application/epub+zip", "META-INF/container.xml": "<a/>"})
    (tmp_path / "livre.epub").write_bytes(data)
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(tmp_path / "livre.epub") as archive:
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
    for path in ("/absolu", "../dehors", "a\\b", ""):
        with pytest.raises(ValueError, match="chemin"):
            zip_of({path: ""})


def test_the_list_of_plugins_says_what_each_brings_and_where(shop: Shop) -> None:
    shop.page("X101", PAGE)
    shop.plugin("codes", BRINGS.format("add_codes(ROOT / 'pages')") + WARNS)
    shop.plugin("fautif", "import absente")
    done = shop.run("plugins", "list", "--plugins", "extensions", "--json")
    assert [each["code"] for each in json.loads(done.stdout)["faults"]] == ["F010"]
    (info,) = (each for each in json.loads(done.stdout)["plugins"] if each["name"] == "codes")
    assert (info["codes"], info["hooks"]) == (["X101"], ["ppgp_check", "ppgp_register"])
    assert info["path"].endswith("codes.py")


def test_the_list_of_plugins_says_the_fields_and_the_themes_that_each_adds(shop: Shop) -> None:
    brings_theme(shop, "marine", "libelle: Neutre", "libelle: Marine")
    shop.plugin(
        "champs",
        f"{HEAD}@hookimpl\ndef ppgp_extend_schema(schemas):\n"
        "    schemas.add_field('fiche', 'relu_par', {'genre': 'mot'})\n"
        "    schemas.add_field_of_block('encart', 'public', {'genre': 'ligne'})\n",
    )
    done = shop.run("plugins", "list", "--plugins", "extensions", "--json")
    found = {each["name"]: each for each in json.loads(done.stdout)["plugins"]}
    assert found["champs"]["fields"] == ["encart.public", "fiche.relu_par"]
    assert found["themes"]["themes"] == ["marine"]
    assert found["themes"]["templates"] == [str(shop.root / "modeles")]


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
