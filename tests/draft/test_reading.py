"""A draft can be seen whatever a dossier lacks, invents nothing, and lets no withdrawn name out."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppgp_docs.draft.reading import Draft, draft
from ppgp_docs.draft.remaining import to_do
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.render.drafts import as_drafts
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import picture
from ppgp_docs.workspace.folder import DossierFolder

SHIPPED = Path(__file__).parents[2] / "departments"
SEEDS = range(300 if os.environ.get("PPGP_FULL") else 25)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(None)


def folder_of(tmp_path: Path, text: str, fiche: str = "") -> DossierFolder:
    folder = tmp_path / "departments" / "01-ain"
    (folder / "fiches").mkdir(parents=True)
    (folder / "dossier.yaml").write_text(text, "utf-8")
    if fiche:
        (folder / "fiches" / "08.yaml").write_text(fiche, "utf-8")
    return DossierFolder(folder)


def printed(made: Draft) -> str:
    return repr(made.dossier)


def test_a_sound_dossier_is_its_own_draft(workspace: Path, session: Session) -> None:
    folder = DossierFolder(workspace / "departments" / "01-ain")
    assert draft(session, folder).dossier == session.read(folder).dossier


def test_an_amount_that_nobody_wrote_yet_leaves_a_gap_that_names_it(
    tmp_path: Path, session: Session
) -> None:
    fiche = (
        "numero: 8\ntitre: Action\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        "rubriques: [{cle: constat, blocs: ['Soit {{ budget.realise }} dépensés.']}]\n"
        "budget:\n  lignes: [{financeur: FIR, nature: propre, annee: 2021, montant: 9}]\n"
    )
    made = draft(session, folder_of(tmp_path, 'departement: "01"\n', fiche))
    assert made.dossier is not None
    (text,) = made.dossier.fiches[0].rubriques[0].blocs
    assert "[à compléter : montant réalisé] dépensés" in text.texte.plain.replace("\u00a0", " ")
    (fault,) = [one for one in made.diagnostics if one.code == "M001"]
    assert "statut: realise" in fault.hints[0]


def test_words_that_lack_leave_a_gap_that_names_them(tmp_path: Path, session: Session) -> None:
    made = draft(
        session, folder_of(tmp_path, 'departement: "01"\nactivites:\n- blocs: [Un texte]\n')
    )
    assert "[à compléter" in printed(made) and "Titre]" in printed(made)
    assert "Un texte" in printed(made)


PICTURE = "{type: image, image: {fichier: images/a.png%s}}"


@pytest.mark.parametrize("said", ["", ", alt: ''", ", decoratif: non"])
@pytest.mark.parametrize("beside", ["", "activites: [{}]\n"], ids=["alone", "beside a fault"])
def test_a_picture_that_says_nothing_has_a_gap_for_who_hears_it(
    tmp_path: Path, session: Session, said: str, beside: str
) -> None:
    text = f'departement: "01"\ncontexte: {{blocs: [{PICTURE % said}]}}\n{beside}'
    folder = folder_of(tmp_path, text)
    (folder.path / "images").mkdir()
    (folder.path / "images" / "a.png").write_bytes(picture())
    made = draft(session, folder)
    assert made.dossier
    (image,) = iter_nodes(made.dossier, Image)
    assert image.alt == "[à compléter\u00a0: Texte de remplacement]"
    remaining = [each.sentence for each in to_do(session, folder, made)]
    assert len([each for each in remaining if "exte de remplacement" in each]) == 1


def test_a_draft_of_such_a_picture_is_made_in_every_format(
    tmp_path: Path, session: Session
) -> None:
    text = f'departement: "01"\ncontexte: {{blocs: [{PICTURE % ""}]}}\n'
    folder = folder_of(tmp_path, text)
    (folder.path / "images").mkdir()
    (folder.path / "images" / "a.png").write_bytes(picture())
    made = draft(session, folder)
    assert made.dossier
    formats = frozenset({"page-web", "diaporama"})
    planned = plan(made.dossier, session.plugins, formats, archive=False).candidates
    for each in as_drafts(planned, to_do(session, folder, made)):
        rendered = render(each.document, session)
        assert rendered.data, rendered.diagnostics


def test_a_picture_that_only_decorates_has_no_gap(tmp_path: Path, session: Session) -> None:
    text = f'departement: "01"\ncontexte: {{blocs: [{PICTURE % ", decoratif: oui"}]}}\n'
    made = draft(session, folder_of(tmp_path, f"{text}activites: [{{}}]\n"))
    assert made.dossier
    assert "exte de remplacement" not in printed(made)


def test_a_figure_an_amount_or_a_date_is_never_invented(tmp_path: Path, session: Session) -> None:
    line = "{financeur: CD, nature: propre, annee: 2021}"
    fiche = f"numero: 8\ntitre: T\nbudget:\n  lignes:\n  - {line}\n"
    made = draft(session, folder_of(tmp_path, 'departement: "01"\n', fiche))
    assert made.dossier is not None and made.gaps
    (sheet,) = made.dossier.fiches
    assert sheet.budget is None
    assert str(sheet.objectif.numero) == "[numéro à compléter]"


def test_an_amount_that_cannot_be_read_takes_its_line_alone(
    tmp_path: Path, session: Session
) -> None:
    lines = "".join(
        f"  - {{financeur: CD, nature: propre, annee: 2021, montant: {amount}}}\n"
        for amount in ("100 €", "cent")
    )
    fiche = f"numero: 8\ntitre: T\nbudget:\n  lignes:\n{lines}"
    made = draft(session, folder_of(tmp_path, 'departement: "01"\n', fiche))
    assert made.dossier is not None
    (sheet,) = made.dossier.fiches
    assert sheet.budget is not None
    assert [str(line.montant) for line in sheet.budget.budget.lignes] == ["100.00"]


def test_a_block_that_cannot_be_drawn_leaves_a_gap_in_its_place(
    tmp_path: Path, session: Session
) -> None:
    text = (
        'departement: "01"\ncontexte:\n  blocs:\n  - Avant\n'
        "  - {type: citation, citation: absente}\n  - Après\n"
    )
    shown = printed(draft(session, folder_of(tmp_path, text)))
    assert shown.index("Avant") < shown.index("[bloc à compléter") < shown.index("Après")


def test_a_cell_too_many_is_not_lost(tmp_path: Path, session: Session) -> None:
    text = (
        'departement: "01"\ncontexte:\n  blocs:\n'
        "  - {type: tableau, titre: T, colonnes: [A, B], lignes: [[un, deux, trois], [quatre]]}\n"
    )
    shown = printed(draft(session, folder_of(tmp_path, text)))
    assert "trois" in shown and "[sans titre]" in shown


def test_the_code_that_the_folder_tells_serves_while_the_dossier_has_none(
    tmp_path: Path, session: Session
) -> None:
    made = draft(session, folder_of(tmp_path, "contexte:\n  blocs: [Un texte]\n"))
    assert made.dossier is not None
    assert made.dossier.departement.code == "01"


def test_a_withdrawn_name_does_not_stand_in_a_draft(tmp_path: Path, session: Session) -> None:
    text = (
        'departement: "01"\npersonnes:\n  p:\n'
        "    nom: Camille Martineau\n    fonction: sage-femme\n"
        "    consentements:\n    - {objet: nom, date: 2024-01-01, preuve: courriel, "
        "retrait: 2024-05-01}\n"
        "contexte:\n  blocs: [Camille Martineau était là]\nactivites:\n- blocs: [x]\n"
    )
    made = draft(session, folder_of(tmp_path, text))
    assert made.dossier is not None
    assert "Martineau" not in printed(made)
    assert "[nom retiré]" in printed(made)


@pytest.mark.parametrize("also", ["", "activites:\n- {titre: '', blocs: [x]}\n"])
def test_a_drawing_that_says_a_withdrawn_name_is_left_out_of_a_draft(
    tmp_path: Path, session: Session, also: str
) -> None:
    text = (
        'departement: "01"\npersonnes:\n  p:\n'
        "    nom: Camille Martineau\n    fonction: sage-femme\n"
        "    consentements:\n    - {objet: nom, date: 2024-01-01, preuve: courriel, "
        "retrait: 2024-05-01}\n"
        "contexte:\n  blocs:\n  - Avant\n"
        "  - {type: image, image: {fichier: plan.svg, alt: Un plan}}\n"
        "  - {type: image, image: {fichier: sain.svg, alt: Un autre}}\n"
    )
    folder = folder_of(tmp_path, text + also)
    for name, said in (("plan", "Camille Marti-</text><text>neau"), ("sain", "Une équipe")):
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>{said}</text></svg>'
        )
        (folder.path / f"{name}.svg").write_text(drawing, encoding="utf-8")
    made = draft(session, folder)
    assert made.dossier is not None
    assert [image.fichier for image in iter_nodes(made.dossier, Image)] == ["sain.svg"]
    assert printed(made).index("Avant") < printed(made).index("[bloc à compléter")


@pytest.mark.parametrize(
    "written",
    ["cmartineau@exemple.fr", "martineauc@exemple.fr", "https://exemple.fr/equipe/cmartineau",
     "MARTI­NEAU", "Martineau, Camille"],
)  # fmt: skip
def test_what_remains_says_no_withdrawn_name_however_a_text_writes_it(
    tmp_path: Path, session: Session, written: str
) -> None:
    text = (
        'departement: "01"\npersonnes:\n  p:\n'
        "    nom: Camille Martineau\n    fonction: sage-femme\n"
        "    consentements:\n    - {objet: nom, date: 2024-01-01, preuve: courriel, "
        f"retrait: 2024-05-01}}\ncontexte:\n  blocs: ['Écrire à {written} bientôt']\n"
    )
    folder = folder_of(tmp_path, text)
    sentences = [one.sentence for one in to_do(session, folder, draft(session, folder))]
    assert any("a retiré son accord" in one for one in sentences)
    assert not any("marti" in one.lower() for one in sentences)


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("La méthode d’intervention à domicile de", "Camille Martineau"),
        ("Les méthodes d’intervention avec", "Camille de Martineau"),
        ("La méthode d’intervention à domicile de", "Marie Claire Martineau"),
        ("La méthode d’intervention à domicile de", "Camille Martineau-Duchemin"),
    ],
)
def test_what_remains_quotes_no_name_that_an_excerpt_cuts(
    tmp_path: Path, session: Session, before: str, name: str
) -> None:
    text = (
        'departement: "01"\npersonnes:\n  p:\n'
        f"    nom: {name}\n    fonction: sage-femme\n"
        "    consentements:\n    - {objet: nom, date: 2024-01-01, preuve: courriel, "
        "retrait: 2024-05-01}\ncontexte:\n  blocs:\n"
        f"  - {{type: section, titre: {before} {name}, blocs: [{{type: liste, elements: []}}]}}\n"
    )
    folder = folder_of(tmp_path, text)
    sentences = [one.sentence for one in to_do(session, folder, draft(session, folder))]
    assert any("[nom retiré]" in one for one in sentences)
    assert not any(each in one for one in sentences for each in ("Cami", "Mari", "Marti"))


def test_what_is_wrong_is_found_as_it_is_without_a_draft(tmp_path: Path, session: Session) -> None:
    folder = folder_of(tmp_path, 'departement: "01"\nactivites:\n- {titre: "", blocs: [x]}\n')
    assert draft(session, folder).diagnostics == session.read(folder).diagnostics


def test_unsaved_text_is_what_a_draft_is_made_of(tmp_path: Path, session: Session) -> None:
    folder = folder_of(tmp_path, 'departement: "01"\n')
    unsaved = {folder.dossier: 'departement: "01"\nactivites:\n- blocs: [Tout neuf]\n'}
    assert "Tout neuf" in printed(draft(session, folder, unsaved))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.campaign(share=3)
def test_any_spoilt_dossier_has_a_draft_that_formats_can_draw(
    seed: int, tmp_path: Path, session: Session
) -> None:
    drawn = random.Random(seed)
    folder = spoilt(tmp_path, drawn)
    made = draft(session, folder)
    assert made.dossier is not None
    assert list(iter_nodes(made.dossier, type(made.dossier)))
    only = frozenset(("diaporama", "fiche-action", "plan-de-financement"))
    for candidate in plan(made.dossier, session.plugins, only, archive=False).candidates:
        if not candidate.reason:
            done = render(candidate.document, session)
            assert not {each.code for each in done.diagnostics} & {"R001", "P004"}, done.diagnostics


def spoilt(tmp_path: Path, drawn: random.Random) -> DossierFolder:
    """A shipped dossier with some of its values taken out or replaced at random."""
    name = drawn.choice(["01-ain", "60-oise", "77-seine-et-marne"])
    shutil.copytree(SHIPPED / name, tmp_path / "departments" / name)
    folder = DossierFolder(tmp_path / "departments" / name)
    for file in (folder.dossier, *folder.fiches):
        data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
        for _ in range(drawn.choice([0, 1, 1, 2, 5, 20])):
            _spoil(data, drawn)
        file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return folder


def _spoil(data: Any, drawn: random.Random) -> None:
    holder, key = drawn.choice(list(_places(data)))
    spoils: tuple[Any, ...] = (None, "n’importe quoi", "12", [], {})
    chosen = drawn.randrange(len(spoils) + 1)
    if chosen == len(spoils):
        del holder[key]
    else:
        holder[key] = spoils[chosen]


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, child in list(pairs):
        yield node, key
        if isinstance(child, dict | list):
            yield from _places(child)


_NAME = "Camille Martineau"
_GIVEN = "{objet: nom, date: 2024-01-01, retrait: 2024-05-01}"


@pytest.mark.parametrize(
    "consents",
    [
        f"[{_GIVEN.replace('2024-05-01', 'bientôt')}]",
        f"[{_GIVEN.replace('date: 2024-01-01, ', '')}]",
        f"[{_GIVEN.replace('nom', 'non')}]",
        f"[{_GIVEN.replace('retrait', 'retraite')}]",
        f"[{_GIVEN.replace('retrait', 'Retrait')}]",
        f"[{_GIVEN.replace('2024-05-01', '[2024-05-01]')}]",
        f"[{_GIVEN.replace('2024-05-01', '{date: 2024-05-01}')}]",
        f"[{_GIVEN.replace('retrait', 'date_retrait')}]",
        f"[{_GIVEN.replace('retrait', 'retiré le')}]",
        f"[{_GIVEN.replace('retrait', 'révoqué')}]",
        f"[{_GIVEN.replace('retrait', 'ne veut plus')}]",
        _GIVEN,
    ],
)
@pytest.mark.parametrize("key", ["consentements", "consentement"])
def test_a_withdrawal_that_cannot_be_read_holds_all_the_same(
    consents: str, key: str, tmp_path: Path, session: Session
) -> None:
    person = f"{{nom: {_NAME}, fonction: sage-femme, {key}: {consents}}}"
    text = f'departement: "01"\npersonnes:\n  p: {person}\ncontexte:\n  blocs: [{_NAME} était là]\n'
    made = draft(session, folder_of(tmp_path, text))
    assert made.dossier is not None
    assert "Martineau" not in printed(made)


@pytest.mark.parametrize(
    "people",
    [
        f"  Mme p: {{nom: {_NAME}, fonction: f, consentements: [{_GIVEN}]}}",
        f"- {{nom: {_NAME}, fonction: f, consentements: [{_GIVEN}]}}",
        f"  p: {{nom: {_NAME}, fonction: f, retrait: 2024-05-01}}",
        f"  p: {{nom: {_NAME}, fonction: f, date du retrait: 2024-05-01}}",
        f"  p: {{nom: {_NAME}, fonction: f, retiré: [2024-05-01]}}",
    ],
)
def test_who_withdrew_and_cannot_be_read_is_not_named_elsewhere(
    people: str, tmp_path: Path, session: Session
) -> None:
    text = f'departement: "01"\npersonnes:\n{people}\ncontexte:\n  blocs: [{_NAME} était là]\n'
    made = draft(session, folder_of(tmp_path, text))
    assert made.dossier is not None
    assert "Martineau" not in printed(made)


def test_a_file_that_lacks_what_may_be_a_withdrawal_has_no_draft(
    tmp_path: Path, session: Session
) -> None:
    person = f"  p: {{nom: {_NAME}, fonction: f, consentements: [{_GIVEN}]}}"
    twice = f'departement: "01"\npersonnes:\n{person}\npersonnes:\n  q: {{fonction: f}}\n'
    made = draft(session, folder_of(tmp_path, f"{twice}contexte:\n  blocs: [{_NAME}]\n"))
    assert made.dossier is None
    assert made.diagnostics


def test_a_key_that_only_looks_like_a_withdrawal_is_none(tmp_path: Path, session: Session) -> None:
    given = "{objet: nom, date: 2024-01-01}"
    person = f"{{nom: {_NAME}, fonction: f, portrait: dessin, consentements: [{given}]}}"
    made = draft(
        session,
        folder_of(tmp_path, f'departement: "01"\npersonnes:\n  p: {person}\nzut: 3\n'),
    )
    assert made.dossier is not None
    assert made.dossier.personnes["p"].nom == _NAME
