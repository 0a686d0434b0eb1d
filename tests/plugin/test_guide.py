"""The guide of authors: its examples run, its reference says what the code does."""

from __future__ import annotations

import re
import runpy
import shutil
from decimal import Decimal
from pathlib import Path
from textwrap import indent

import pytest
from tests.commande import ppgp

from ppgp_docs import api
from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import BLOCS, Section, Tableau
from ppgp_docs.plugin.block_validation import BlockValidator
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import write_workspace
from ppgp_docs.workspace.folder import DossierFolder

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```python\n# (\w+\.py)\n(.*?)```", GUIDE, re.DOTALL))
DOSSIER = """\
departement: "01"
edition: 2024-03
chiffres: {formes: {valeur: 62, libelle: professionnels formés, source: bilan de 2023}}
citations: {recul: {texte: Je prends du recul., attribution: une puéricultrice}}
contexte:
  titre: Le contexte
  blocs:
    - type: carte_du_territoire
      titre: Où sont les familles
      texte: Un texte.
      carte: {fichier: images/carte.png, alt: Les communes}
      communes: [{nom: Oyonnax, habitants: 22 336, chiffre: formes}, {nom: Rien, habitants: 0}]
      parole: recul
"""


def test_the_reference_of_the_guide_is_that_of_the_code() -> None:
    """`python docs/plugin_reference.py` writes it."""
    generator = runpy.run_path(str(ROOT / "docs" / "plugin_reference.py"))
    for page in generator["PAGES"]:
        assert generator["written"](page) == page.read_text("utf-8")


@pytest.mark.parametrize(
    "said",
    [
        "| `fiche.Tampon(place: Place",  # passed on by the module that an author imports
        "| `fiche.Autorisation(place: Place",
        "| `outline.parts(dossier)` | The parts",
        "| `drawn.pemat.mean(scores)` |",
        "| `Departement(code: str",  # given by `dossier.departement`, imported from nowhere
    ],
)
def test_the_reference_lists_what_the_modules_of_the_api_offer_and_give(said: str) -> None:
    assert said in (ROOT / "docs" / "plugins-reference.md").read_text("utf-8")


def test_the_plugins_of_the_guide_work_as_they_are(tmp_path: Path) -> None:
    assert set(EXAMPLES) == {"ppgp_texte.py", "ppgp_carte.py"}
    folder = tmp_path / "01-ain"
    (folder / "images").mkdir(parents=True)
    picture = ROOT / "departments" / "01-ain" / "images" / "flyer-avant.png"
    shutil.copy(picture, folder / "images" / "carte.png")
    (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    (tmp_path / "extensions").mkdir()
    for name, code in EXAMPLES.items():
        (tmp_path / "extensions" / name).write_text(code, encoding="utf-8")
    session = Session.start(None, [tmp_path / "extensions"])
    assert session.plugins.diagnostics == ()
    reading = session.read(DossierFolder(folder))
    (told,) = (each for each in reading.diagnostics if each.code == "X101")
    assert told.span and told.span.line == 12
    assert reading.dossier is not None
    planned = plan(reading.dossier, session.plugins, frozenset({"texte", "diaporama"}), False)
    assert {each.severity for each in planned.diagnostics} <= {Severity.INFO}
    made = {each.document.format: render(each.document, session) for each in planned.candidates}
    assert b"Le contexte" in (made["texte"].data or b"")
    assert made["diaporama"].data, made["diaporama"].diagnostics
    contexte = planned.candidates[0].document.dossier.contexte
    assert contexte is not None
    (section,) = contexte.blocs
    assert isinstance(section, Section)
    assert [bloc.type for bloc in section.blocs[:3]] == ["image", "tableau", "citation"]
    table = next(bloc for bloc in section.blocs if isinstance(bloc, Tableau))
    assert (
        table.lignes[0][2].plain == "professionnels formés\u00a0: 62, source\u00a0: bilan de 2023"
    )


REFERENCE = (ROOT / "docs" / "plugins-reference.md").read_text("utf-8")
BLOCKS = re.findall(
    r"### `(\w+)`\n\n```yaml\n(.*?)```\n\n```python\n(.*?)```", REFERENCE, re.DOTALL
)


def test_each_block_of_the_reference_can_be_typed_and_drawn_as_it_says(
    session: Session, tmp_path: Path
) -> None:
    assert {kind for kind, _, _ in BLOCKS} == {cls.type for cls in BLOCS}
    base = write_workspace(tmp_path, session.schemas)["complet"]
    head = (base / "dossier.yaml").read_text("utf-8").partition("contexte:")[0]
    typed = indent("".join(text for _, text, _ in BLOCKS), "  ")
    (base / "dossier.yaml").write_text(f"{head}contexte:\n  blocs:\n{typed}", encoding="utf-8")
    reading = session.read(DossierFolder(base))
    assert reading.dossier is not None, reading.diagnostics
    assert reading.dossier.contexte is not None
    known = {"Decimal": Decimal, **{name: getattr(api, name) for name in api.__all__}}
    validator = BlockValidator(session.schemas, reading.dossier.redaction.typographie)
    for bloc, (kind, _, code) in zip(reading.dossier.contexte.blocs, BLOCKS, strict=True):
        assert bloc.type == kind
        assert validator.bloc(eval(code, {**known, "bloc": bloc})) == bloc


HOOKS = ROOT / "docs" / "examples"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace where every example of a hook is a plugin."""
    root = tmp_path_factory.mktemp("exemples")
    folder = write_workspace(root, Session.start(None, [HOOKS]).schemas)["complet"]
    for other in (root / "departments").iterdir():
        if other != folder:
            shutil.rmtree(other)
    dossier = folder / "dossier.yaml"
    dossier.write_text(
        dossier.read_text("utf-8").replace("Je prends du recul.", "Je prends du recul. " * 20, 1),
        "utf-8",
    )
    return root


def test_the_example_of_each_hook_does_what_it_says(shop: Path) -> None:
    build = ("build", "--plugins", HOOKS, "--jobs", 1, "--only", "chiffres", "--only", "page-web")
    done = ppgp(*build, cwd=shop)
    assert done.returncode == 1
    assert "X203" in done.stderr  # the amount that was voted is not the one of the budget
    mended = (shop / "departments/01-ain/fiches/08.yaml").read_text("utf-8")
    mended = mended.replace("12 500 €", "11 503 €").replace("12 500\u00a0€", "11 503 €")
    (shop / "departments/01-ain/fiches/08.yaml").write_text(mended, encoding="utf-8")
    (shop / "departments/01-ain/contrat.yaml").unlink()
    done = ppgp(*build, cwd=shop)
    assert done.returncode == 0, done.stderr
    assert "X201" in done.stderr
    made = shop / "sorties" / "01-ain"
    assert (made / "chiffres-ain.csv").read_text("utf-8") == "nom;valeur\nformes;62"
    fiche = (made / "fiche-action-08-ain.html").read_text("utf-8")
    assert "Le centre ferme en août." in fiche
    assert "À savoir" in fiche
    assert "`relu_par`, ajouté par une extension, n’est pas imprimé" in done.stderr
    assert len((shop / "journal.csv").read_text("utf-8").splitlines()) == 3
    assert "01-ain/chiffres-ain.csv" in (shop / "sorties" / "liste.txt").read_text("utf-8")
