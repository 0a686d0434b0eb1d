"""Plugins: whatever one does wrong, it is named, set aside, and the others go on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin.formats import Document, Format
from ppgp_docs.plugin.loading import Plugins, load_plugins
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.workspace.folder import DossierFolder

FIRST_PARTY = {format.id for format in load_plugins(shipped_schemas()).formats}

FORMAT = """\
from ppgp_docs.api import Document, hookimpl

class Texte:
    id, label, suffix, media_type = "{id}", "Texte", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, f"texte-{{dossier.slug}}", dossier.departement.nom, dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return document.title.encode()

@hookimpl
def ppgp_register(registry):
    registry.add_format(Texte())
"""

FAULTY = {
    "syntaxe": ("def (", "F010", "SyntaxError"),
    "import": ("import une_bibliotheque_absente", "F010", "une_bibliotheque_absente"),
    "sortie": ("raise SystemExit(0)", "F010", "SystemExit"),
    "enregistrement": (
        "from ppgp_docs.api import hookimpl\n"
        "@hookimpl\ndef ppgp_register(registry):\n    raise RuntimeError('hélas')\n",
        "F010",
        "hélas",
    ),
    "faute_de_frappe": (
        "from ppgp_docs.api import hookimpl\n@hookimpl\ndef ppgp_chekc(dossier):\n    return ()\n",
        "F012",
        "ppgp_chekc",
    ),
    "argument_inconnu": (
        "from ppgp_docs.api import hookimpl\n@hookimpl\ndef ppgp_check(dosier):\n    return ()\n",
        "F012",
        "dosier",
    ),
    "sans_decorateur": ("def ppgp_check(dossier):\n    return ()\n", "F012", "`ppgp_check`"),
    "autre_contrat": ("PPGP_CONTRACT = 99\n" + FORMAT.format(id="neuf"), "F011", "99"),
    "schema_pris": (
        "from ppgp_docs.api import hookimpl\n"
        "@hookimpl\ndef ppgp_extend_schema(schemas):\n    schemas.add_block('encart', {})\n",
        "F010",
        "`encart`",
    ),
    "format_pris": (FORMAT.format(id="etude-de-cas"), "F010", "`etude-de-cas`"),
}


@pytest.fixture
def schemas() -> Schemas:
    return shipped_schemas()


@pytest.fixture
def loaded(tmp_path: Path, schemas: Schemas) -> Callable[..., Plugins]:
    """Load a folder with these modules; ``temoin`` always comes last and must always work."""

    def run(**modules: str) -> Plugins:
        for name, code in {**modules, "temoin": FORMAT.format(id="temoin")}.items():
            (tmp_path / f"{name}.py").write_text(code, encoding="utf-8")
        return load_plugins(schemas, [tmp_path])

    return run


def ids(plugins: Plugins) -> set[str]:
    return {format.id for format in plugins.formats} - FIRST_PARTY


def test_our_own_formats_come_in_by_the_door_of_strangers(schemas: Schemas) -> None:
    plugins = load_plugins(schemas)
    assert plugins.diagnostics == ()
    assert {"etude-de-cas", "diaporama", "fiche-action"} <= {f.id for f in plugins.formats}
    assert all(isinstance(format, Format) for format in plugins.formats)


def test_a_folder_brings_its_modules_and_its_packages(
    loaded: Callable[..., Plugins], tmp_path: Path
) -> None:
    (tmp_path / "paquet").mkdir()
    (tmp_path / "paquet" / "__init__.py").write_text(FORMAT.format(id="paquet"))
    plugins = loaded()
    assert ids(plugins) == {"paquet", "temoin"}
    info = next(info for info in plugins.infos if info.name == "paquet")
    assert (info.origin, info.formats) == (str(tmp_path), ("paquet",))
    assert info.hooks == ("ppgp_register",)


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_plugin_is_named_and_set_aside_and_the_others_go_on(
    loaded: Callable[..., Plugins], name: str
) -> None:
    code, told, word = FAULTY[name]
    plugins = loaded(**{name: code})
    (fault,) = plugins.diagnostics
    assert fault.code == told
    assert f"`{name}" in fault.message
    assert word in fault.message
    assert fault.is_error
    assert ids(plugins) == {"temoin"}
    assert name not in {info.name for info in plugins.infos}


def test_of_two_plugins_with_one_format_both_are_named(loaded: Callable[..., Plugins]) -> None:
    plugins = loaded(autre=FORMAT.format(id="temoin"))
    (fault,) = plugins.diagnostics
    assert "`temoin (" in fault.message
    assert "le format `temoin` vient déjà de `autre" in fault.message
    assert ids(plugins) == {"temoin"}


def test_the_checks_of_the_core_come_by_the_hook_of_all_plugins(
    loaded: Callable[..., Plugins], workspace: Path
) -> None:
    from ppgp_docs.check import check as check_all
    from ppgp_docs.session import Session

    plugins = loaded()
    dossier = Session.start(None).read(DossierFolder(workspace / "departments/60-oise")).dossier
    assert dossier is not None
    assert {"C207", "C217"} <= {finding.code for finding in check_all(dossier, plugins)}
    plugins.manager.unregister(name="controles")
    found = check_all(dossier, plugins)
    (lost,) = [finding for finding in found if finding.code == "F017"]
    assert "les contrôles livrés avec l’outil" in lost.message
    assert "C217" in {finding.code for finding in found}
    plugins.manager.unregister(name="relecture")
    assert [finding.code for finding in check_all(dossier, plugins)] == ["F017", "F017"]


def test_a_hook_that_raises_does_not_silence_the_others(
    loaded: Callable[..., Plugins], workspace: Path
) -> None:
    check = "from ppgp_docs.api import hookimpl, warning\n@hookimpl\ndef ppgp_check(dossier):\n"
    plugins = loaded(
        a=check + "    raise KeyError('x')\n",
        b=check + "    return [warning('X001', 'vu')]\n",
        c=check + "    yield warning('X002', 'vu aussi')\n    raise KeyError('y')\n",
    )
    from ppgp_docs.check import check as check_all
    from ppgp_docs.session import Session

    dossier = Session.start(None).read(DossierFolder(workspace / "departments/60-oise")).dossier
    assert dossier is not None
    found: list[Diagnostic] = [
        finding for finding in check_all(dossier, plugins) if finding.code[0] in "XF"
    ]
    failures = [finding.message for finding in found if finding.code == "F010"]
    assert "X001" in {finding.code for finding in found}
    assert len(failures) == 2
    assert all("dans `ppgp_check`" in failure for failure in failures)


def test_a_plugin_gives_advice_beside_the_others_and_within_its_own_guard(
    loaded: Callable[..., Plugins], workspace: Path
) -> None:
    head = "from ppgp_docs.api import hookimpl, note\n@hookimpl\ndef ppgp_advise(dossier):\n"
    plugins = loaded(
        a=head + "    yield note('X001', dossier.departement.nom)\n",
        b=head + "    raise KeyError('x')\n",
    )
    from ppgp_docs.check import advise
    from ppgp_docs.session import Session

    dossier = Session.start(None).read(DossierFolder(workspace / "departments/60-oise")).dossier
    assert dossier is not None
    found = advise(dossier, plugins)
    assert [each.message for each in found if each.code == "X001"] == ["Oise"]
    assert [each.code for each in found if each.code == "F010"] == ["F010"]
    assert {"C855", "C857"} <= {each.code for each in found}


def test_an_implementation_may_take_fewer_arguments_than_the_hook_has(
    loaded: Callable[..., Plugins],
) -> None:
    head = "from ppgp_docs.api import hookimpl\n@hookimpl\n"
    code = f"{head}def ppgp_after_write():\n    return ['vu']\n"
    results, failures = loaded(sobre=code).call("ppgp_after_write", artifact=None)
    assert (results, failures) == ([["vu"]], [])


def test_a_plugin_installed_by_a_stranger_is_found_through_its_entry_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schemas: Schemas
) -> None:
    (tmp_path / "ppgp_affiche.py").write_text(FORMAT.format(id="affiche"))
    info = tmp_path / "ppgp_affiche-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ppgp-affiche\nVersion: 1.2.3\n")
    (info / "entry_points.txt").write_text("[ppgp_docs]\naffiche = ppgp_affiche\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    plugins = load_plugins(schemas)
    monkeypatch.delitem(sys.modules, "ppgp_affiche")
    (affiche,) = (info for info in plugins.infos if info.name == "affiche")
    assert (affiche.origin, affiche.version, affiche.formats) == (
        "ppgp-affiche",
        "1.2.3",
        ("affiche",),
    )
    assert plugins.diagnostics == ()


def test_a_block_of_a_plugin_reaches_the_model_with_its_rich_text(
    tmp_path: Path, workspace: Path
) -> None:
    from ppgp_docs.model.blocs import BlocLibre
    from ppgp_docs.model.prose import Line, Prose
    from ppgp_docs.session import Session
    from ppgp_docs.workspace.find import find_workspace

    code = """
from ppgp_docs.api import hookimpl
@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("temoignage", {"titre": {"genre": "ligne"}, "texte": {"genre": "prose"}})
    schemas.add_field("dossier", "habitants", {"genre": "entier"})
"""
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "temoignages.py").write_text(code)
    folder = workspace / "departments" / "01-ain"
    (folder / "dossier.yaml").write_text(
        'departement: "01"\nhabitants: 680 000\ncontexte:\n  blocs:\n'
        "    - {type: temoignage, titre: Un **mot**, texte: Deux mots}\n"
    )
    session = Session.start(find_workspace(workspace), [tmp_path / "extensions"])
    dossier = session.read(DossierFolder(folder)).dossier
    assert dossier is not None
    assert dossier.extensions == {"habitants": 680000}
    (bloc,) = dossier.blocs()
    assert isinstance(bloc, BlocLibre)
    assert bloc.kind == "temoignage"
    assert isinstance(bloc.champs["titre"], Line)
    assert isinstance(bloc.champs["texte"], Prose)


def test_the_smallest_plugin_of_the_documentation_makes_a_document(
    loaded: Callable[..., Plugins], workspace: Path
) -> None:
    from ppgp_docs import api
    from ppgp_docs.session import Session

    assert api.__doc__
    example = api.__doc__.split("::", 1)[1]
    code = "\n".join(line.removeprefix("    ") for line in example.splitlines())
    format = loaded(exemple=code).format("texte")
    dossier = Session.start(None).read(DossierFolder(workspace / "departments/60-oise")).dossier
    assert dossier is not None
    (document,) = format.documents(dossier)
    assert isinstance(document, Document)
    assert document.name == "texte-oise"
