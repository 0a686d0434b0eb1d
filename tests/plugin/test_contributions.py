"""What a plugin may bring: codes and their pages, themes, templates, provers, and their list."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.plugin.shop import DOSSIER, FORMAT, HEAD, Shop

from ppgp_docs.diagnostics import Diagnostic, ExitCode
from ppgp_docs.plugin.plugins import Plugins

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
