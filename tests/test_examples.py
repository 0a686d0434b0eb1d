"""What the README and the guide show is what the tool does: their examples are run."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from tests.commande import ppgp

from ppgp_docs.load.tree import parse
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.validate import SchemaValidator
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
REFERENCE = re.compile(r"^\| `(\{\{ [\w.]+ \}\})` \| (.+?) \|", re.MULTILINE)


def blocks(text: str, kind: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [body for each, body in found if each == kind]


def commands(text: str) -> list[list[str]]:
    lines = [line for block in blocks(text, "sh") for line in block.splitlines()]
    found = (shlex.split(line, comments=True) for line in lines)
    return [words[1:] for words in found if words[:1] == ["ppgp"]]


def test_the_commands_of_the_readme_run_one_after_the_other(tmp_path: Path) -> None:
    """A territory that is new, then the whole: nothing fails but what has to."""
    shutil.copytree(ROOT / "departments" / "60-oise", tmp_path / "departments" / "60-oise")
    shutil.copy(ROOT / "templates" / "fiche-action" / "fiche.docx", tmp_path / "fiche.docx")
    assert len(commands(README)) >= 7
    for words in commands(README):
        only = ["--only", "diaporama"] if words[0] == "build" else []
        done = ppgp(*words, *only, cwd=tmp_path)
        assert done.returncode in (0, 1), f"ppgp {' '.join(words)}\n{done.stderr}"
        assert "Traceback" not in done.stderr
    assert (tmp_path / "departments" / "38-isere" / "dossier.yaml").is_file()
    assert list(tmp_path.glob("sorties/60-oise/*.pptx"))


def test_the_message_that_the_readme_shows_is_the_one_that_people_read(tmp_path: Path) -> None:
    """The list of the Oise announces four documents of five."""
    folder = tmp_path / "departments" / "60-oise"
    shutil.copytree(ROOT / "departments" / "60-oise", folder)
    (shown,) = [block for block in blocks(README, "") if "erreur[C205]" in block]
    line = int(re.search(r":(\d+):", shown)[1])  # type: ignore[index]
    dossier = folder / "dossier.yaml"
    text = dossier.read_text("utf-8")
    assert text.splitlines()[line - 1].strip() == "nombre_annonce: 5"
    dossier.write_text(text.replace("quantite: 2", "quantite: 1"), "utf-8")
    said = ppgp("check", "60", cwd=tmp_path).stdout.replace("\u00a0", " ")
    assert shown.strip() in said


@pytest.mark.parametrize("example", blocks(GUIDE, "yaml"), ids=lambda text: text.split(":")[0])
def test_an_example_of_the_guide_is_a_sound_piece_of_a_dossier(example: str) -> None:
    """Where it is pasted, in a file of one of the three kinds; what it refers to, and what the rest
    of an entry says, stand elsewhere."""
    assert [] in [wrong_in(kind, f"{start}{example}") for kind, start in STARTS.items()]


STARTS = {
    "dossier": 'departement: "01"\n',
    "fiche": "numero: 8\ntitre: T\nobjectif: {numero: 2, intitule: O}\nreferent: R\n"
    "rubriques: [{cle: constat, blocs: [Un texte.]}]\n",
    "contrat": "intitule: I\nperiode: {debut: 2025, fin: 2027}\n",
}


def wrong_in(kind: str, text: str) -> list[str]:
    tree = parse(Path(f"{kind}.yaml"), text).tree
    assert tree is not None, text
    found = SchemaValidator(shipped_schemas()).validate(tree, kind).diagnostics
    return [each.message for each in found if not each.message.startswith("il manque")]


def test_what_the_guide_says_of_references_is_what_is_printed(tmp_path: Path) -> None:
    shown = [row for row in REFERENCE.findall(GUIDE) if "budget" not in row[0]]  # of fiches alone
    assert len(shown) >= 10
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    texts = "".join(f"    - 'Ici {reference} là'\n" for reference, _ in shown)
    (folder / "dossier.yaml").write_text(
        'departement: "01"\ndemarche: {debut: 13/05/2022, fin: 11/03/2024}\n'
        "chiffres:\n  formes: {valeur: 62, unite: professionnels, libelle: formés}\n"
        "  repondants: {valeur: 9, base: formes, libelle: ont répondu, unite: réponses}\n"
        "  evolution: {valeur: 7, base: repondants, libelle: changent, unite: personnes}\n"
        f"contexte:\n  blocs:\n{texts}",
        "utf-8",
    )
    dossier = Session.start(None).read(DossierFolder(folder)).dossier
    assert dossier is not None
    printed = [bloc.texte.plain for bloc in dossier.contexte.blocs]  # type: ignore[attr-defined]
    wanted = [f"Ici {re.sub('[`*]', '', text)} là" for _, text in shown]
    assert [_plain(text) for text in printed] == [_plain(text) for text in wanted]


def _plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)
