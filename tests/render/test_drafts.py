"""``ppgp build --draft``: files of their own that say what remains to be done, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
from attrs import frozen
from tests.commande import ppgp
from tests.unfinished import DOSSIER, FICHE, SOUND, written

from ppgp_docs.draft.reading import draft
from ppgp_docs.draft.remaining import NOTHING, of_document, to_do
from ppgp_docs.prove import PROVERS
from ppgp_docs.prove.letters import letters
from ppgp_docs.render.drafts import as_drafts, read_draft
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

QUICK = ("--only", "fiche-action", "--only", "plan-de-financement")
WITHDRAWN = """\
personnes:
  p:
    fonction: sage-femme
    nom: Camille Martineau
    consentements:
    - {objet: nom, date: 2024-01-01, retrait: bientôt}
"""


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    return written(tmp_path)


@frozen
class Drafts:
    """A workspace whose drafts were made, and what was said then."""

    root: Path
    run: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Drafts:
    root = written(tmp_path_factory.mktemp("inachevé"))
    return Drafts(root, ppgp("build", "--draft", *QUICK, cwd=root))


def made(workspace: Path) -> list[str]:
    return sorted(
        file.name for file in (workspace / "sorties").rglob("*.*") if file.stem != "manifest"
    )


def text_of(file: Path) -> str:
    kinds = {".docx": "wordprocessingml", ".xlsx": "spreadsheetml", ".pptx": "presentationml"}
    kind = kinds.get(file.suffix, file.suffix[1:])
    module = next(module for media, module in PROVERS.items() if kind in media)
    return str(import_module(module).read(file.read_bytes()).text)


def test_an_unfinished_dossier_has_drafts_that_say_what_remains_and_a_failing_exit_code(
    drafts: Drafts,
) -> None:
    assert drafts.run.returncode == 1
    assert made(drafts.root) and all("-brouillon." in name for name in made(drafts.root))
    for file in (drafts.root / "sorties").rglob("*-brouillon.*"):
        text = text_of(file)
        assert "PROJET" in text
        assert "Ce qui reste à faire" in text
        assert letters("Montant : « cent » ne se lit pas comme un nombre") in letters(text)


def test_without_the_option_nothing_is_made_of_it(unfinished: Path) -> None:
    assert ppgp("build", *QUICK, cwd=unfinished).returncode == 1
    assert made(unfinished) == []


def test_documents_and_drafts_neither_replace_nor_remove_one_another(unfinished: Path) -> None:
    fiche = unfinished / "departments" / "77-essai" / "fiches" / "08.yaml"
    fiche.write_text(SOUND)
    assert ppgp("build", *QUICK, cwd=unfinished).returncode == 0
    finished = made(unfinished)
    fiche.write_text(FICHE)
    ppgp("build", "--draft", *QUICK, cwd=unfinished)
    both = made(unfinished)
    assert set(finished) < set(both)
    assert len(both) - len(finished) == len(set(finished) - {"index.html"})  # one index for both
    listed = json.loads((unfinished / "sorties" / "manifest.json").read_text())["documents"]
    drafts = {each["path"].partition("/")[2] for each in listed if each["draft"]}
    assert drafts == set(both) - set(finished)
    fiche.write_text(SOUND)
    again = ppgp("build", *QUICK, cwd=unfinished)
    assert again.returncode == 0, again.stderr
    assert "W006" not in again.stderr and made(unfinished) == both
    assert "déjà à jour" in again.stdout


def test_a_draft_that_is_up_to_date_is_not_made_again(drafts: Drafts) -> None:
    again = ppgp("build", "--draft", *QUICK, cwd=drafts.root)
    assert again.returncode == 1
    assert "✓" not in again.stdout and "déjà à jour" in again.stdout


def test_a_draft_of_a_sound_dossier_is_a_project_that_says_so(unfinished: Path) -> None:
    fiche = unfinished / "departments" / "77-essai" / "fiches" / "08.yaml"
    fiche.write_text(SOUND)
    run = ppgp("build", "--draft", "--only", "fiche-action", cwd=unfinished)
    assert run.returncode == 0, run.stderr
    (word,) = (unfinished / "sorties").rglob("fiche-*-brouillon.docx")
    assert "PROJET" in text_of(word)


def test_a_withdrawn_name_stands_in_no_draft_even_when_its_withdrawal_cannot_be_read(
    unfinished: Path,
) -> None:
    dossier = unfinished / "departments" / "77-essai" / "dossier.yaml"
    dossier.write_text(DOSSIER + WITHDRAWN, "utf-8")
    assert ppgp("build", "--draft", *QUICK, cwd=unfinished).returncode == 1
    texts = [text_of(file) for file in (unfinished / "sorties").rglob("*-brouillon.*")]
    assert texts and not any("Martineau" in text for text in texts)
    assert any("[nom retiré]" in text for text in texts)


@pytest.mark.parametrize("other", ["--publication", "--archive"])
def test_a_draft_is_neither_published_nor_archived(unfinished: Path, other: str) -> None:
    run = ppgp("build", "--draft", other, cwd=unfinished)
    assert run.returncode == 2
    assert "s’excluent" in run.stderr and not (unfinished / "sorties").exists()


PLUGIN = """\
from ppgp_docs.api import Document, hookimpl
class Plain:
    id, label, suffix, media_type = "muet", "Muet", ".txt", "text/plain"
    def documents(self, dossier):
        return [Document(self.id, "muet", "Muet", dossier, expected=("Muet",))]
    def refusal(self, document): return None
    def render(self, document, context): return b"Muet"
@hookimpl
def ppgp_register(registry): registry.add_format(Plain())
"""


def test_a_format_that_shows_nothing_of_what_remains_has_its_draft_and_a_warning(
    unfinished: Path,
) -> None:
    plugins = unfinished / "greffons"
    plugins.mkdir()
    (plugins / "muet.py").write_text(PLUGIN, "utf-8")
    run = ppgp("build", "--draft", "--plugins", plugins, "--only", "muet", cwd=unfinished)
    assert made(unfinished) == ["muet-brouillon.txt"], run.stderr
    assert "P009" in run.stderr


def test_every_finding_is_one_sentence_that_says_where_and_names_no_key(
    unfinished: Path, session: Session
) -> None:
    folder = DossierFolder(unfinished / "departments" / "77-essai")
    made = draft(session, folder)
    sentences = of_document(to_do(session, folder, made), None)
    assert any(each.startswith("Fiche action 8, Budget, ") for each in sentences), sentences
    for each in sentences:
        assert "`" not in each and each.endswith((".", "…")) and "\n" not in each
        assert not re.search(r" [;!?:»]", each), each


@pytest.mark.parametrize(("withdrawal", "quoted"), [("", True), (", retrait: 2024-06-01", False)])
def test_a_withdrawn_quote_is_not_told_by_its_words(
    unfinished: Path, session: Session, withdrawal: str, quoted: bool
) -> None:
    consent = f"{{objet: citation, date: 2024-01-12{withdrawal}}}"
    person = f"personnes:\n  p: {{fonction: sage-femme, consentements: [{consent}]}}\n"
    quote = "citations:\n  q: {texte: Un vrai changement, personne: p, inconnu: oui}\n"
    folder = DossierFolder(unfinished / "departments" / "77-essai")
    folder.dossier.write_text(DOSSIER + person + quote, "utf-8")
    (told,) = (
        each.sentence
        for each in to_do(session, folder, draft(session, folder))
        if "inconnu" in each.sentence
    )
    assert ("changement" in told) is quoted


def test_a_fiche_lists_its_own_and_counts_the_others(unfinished: Path, session: Session) -> None:
    folder = DossierFolder(unfinished / "departments" / "77-essai")
    folder.dossier.write_text(DOSSIER + "zut: 3\n", "utf-8")
    every = to_do(session, folder, draft(session, folder))
    mine = of_document(every, folder.fiches[0])
    assert not any("zut" in each for each in mine)
    assert mine[-1] == "Le reste du dossier a 1 autre point à régler."
    assert of_document((), None) == (NOTHING,)


def test_a_deck_lists_any_number_of_findings_and_draws_figures_without_a_value(
    workspace: Path, session: Session
) -> None:
    folder = DossierFolder(workspace / "departments" / "01-ain")
    text = folder.dossier.read_text("utf-8")
    text = re.sub(r"(?m)^(\s+)titre: .*$", r"\1titre:", text)
    text = re.sub(r"(?m)^(\s+)valeur: .*$", r"\1valeur: un nombre écrit en toutes lettres", text)
    folder.dossier.write_text(text, "utf-8")
    read = read_draft(session, folder)
    assert read.reading.dossier is not None
    planned = plan(read.reading.dossier, session.plugins, frozenset({"diaporama"}), archive=False)
    (deck,) = as_drafts(planned.candidates, read.remaining)
    made = render(deck.document, session)
    assert made.data is not None, made.diagnostics
    assert len(deck.document.remaining) > 20
    assert not {each.code for each in made.diagnostics} & {"R001", "P009"}


STRANGE = """\
departement: "77"
edition: 2025
personnes:
  p:
    fonction: sage-femme
    nom: Éloïse Le Goff-Duval
    consentements:
    - {objet: nom, date: 2024-01-01, retrait: 2024-05-03}
contexte:
  blocs:
  - Merci à ℰloïse Le Goff-Duval.
  - Le livret existe en 中文 ➜ demandez-le.
"""


@pytest.mark.parametrize("name", ["etude-de-cas", "diaporama", "page-web"])
def test_what_remains_may_quote_signs_that_the_font_lacks(
    unfinished: Path, session: Session, name: str
) -> None:
    folder = DossierFolder(unfinished / "departments" / "77-essai")
    folder.dossier.write_text(STRANGE, "utf-8")
    for file in (*folder.fiches, folder.path / "contrat.yaml"):
        file.unlink()
    read = read_draft(session, folder)
    assert read.reading.dossier is not None
    planned = plan(read.reading.dossier, session.plugins, frozenset({name}), archive=False)
    (wanted,) = as_drafts(planned.candidates, read.remaining)
    assert set("".join(wanted.document.remaining)) >= set("ℰ中文")
    made = render(wanted.document, session)
    assert made.data is not None, made.diagnostics
    assert not {each.code for each in made.diagnostics} & {"R106", "R107", "P009"}
