"""What a withdrawal must leave: absence alone would be kept by a blank document too."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commande import ppgp
from tests.lecteurs import docx_paragraphs, pdf_text, pptx_paragraphs, squeezed

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.blocs import CitationPlacee, Liste, Paragraphe, Personnes, Section
from ppgp_docs.model.dossier import Dossier, walk
from ppgp_docs.model.place import Groupe, Renvoi
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

PICTURE = Path(__file__).parents[2] / "departments" / "01-ain" / "images" / "couverture.png"
OTHER = PICTURE.with_name("plateau-besoins.png")
GIVEN = "{objet: %s, date: 12/01/2024}"
GONE = "{objet: %s, date: 12/01/2024, retrait: 03/05/2024}"
AGAIN = "{objet: %s, date: 04/05/2024}"


def consents(form: str, *objets: str) -> str:
    return ", ".join(form % objet for objet in objets)


DOSSIER = """\
departement: "01"
edition: 2024-12
personnes:
  camille:
    nom: Camille Martineau
    fonction: formatrice
    photo: {{fichier: images/camille.png, alt: La formatrice}}
    consentements: [{camille}]
  anne:
    nom: Anne Durand
    fonction: sage-femme
    photo: {{fichier: images/anne.png, alt: La sage-femme}}
    consentements: [{anne}]
citations:
  bilan: {{texte: Le bilan de la formatrice, personne: camille}}
  suite: {{texte: La suite de la formatrice, personne: camille}}
  recul: {{texte: Le recul de la sage-femme, personne: anne}}
  parent: {{texte: Les mots d’un parent, attribution: un parent}}
contexte:
  blocs:
    - Le début du contexte.
    - type: section
      titre: Les retours
      blocs:
        - Avant les citations.
        - {{type: citation, citation: bilan}}
        - {{type: citation, citation: recul}}
        - {{type: liste, elements: [Le premier point, Le second point]}}
        - type: section
          titre: La suite des retours
          blocs:
            - {{type: citation, citation: suite}}
            - {{type: citation, citation: parent}}
            - Après les citations.
    - {{type: section, titre: Rien d’autre, blocs: [{{type: citation, citation: bilan}}]}}
    - {{type: personnes, titre: L’équipe, personnes: [camille, anne]}}
activites:
  - {{titre: La formation, blocs: [Le récit, {{type: citation, citation: suite}}]}}
  - {{titre: Le bilan seul, blocs: [{{type: citation, citation: bilan}}]}}
appel:
  accroche: Parlons-en
  contacts:
    - nom: Camille Martineau
      fonction: formation
      courriel: camille.martineau@exemple.fr
      consentements: [{contact}]
    - {{fonction: accueil, courriel: accueil@exemple.fr}}
"""
"""Two people quoted, shown and reached."""


def dossier_text(camille: str, anne: str = "", contact: str = "") -> str:
    """The same with the consents of Camille, of Anne, of Camille's contact."""
    anne = anne or consents(GIVEN, "citation", "photo", "nom")
    contact = contact or consents(GIVEN, "coordonnees")
    return DOSSIER.format(camille=camille, anne=anne, contact=contact)


FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: Le service de PMI
rubriques:
  - cle: constat
    blocs:
      - Avant dans la fiche.
      - {type: citation, citation: suite}
      - {type: citation, citation: recul}
      - Après dans la fiche.
  - {cle: public_cible, blocs: [{type: citation, citation: bilan}]}
"""
ALL = ("citation", "photo", "nom")
WITHDRAWN = dossier_text(consents(GONE, *ALL), contact=consents(GONE, "coordonnees"))


@pytest.fixture
def read_all(
    read: Callable[..., DossierReading], tmp_path: Path
) -> Callable[[str], DossierReading]:
    def run(text: str) -> DossierReading:
        images = tmp_path / "departments" / "essai" / "images"
        images.mkdir(parents=True, exist_ok=True)
        shutil.copy(PICTURE, images / "camille.png")
        shutil.copy(OTHER, images / "anne.png")  # the same picture would still show Camille
        return read(text, fiche=FICHE)

    return run


@pytest.fixture
def left(read_all: Callable[[str], DossierReading]) -> Dossier:
    """The dossier after Camille withdrew everything."""
    dossier = read_all(WITHDRAWN).dossier
    assert dossier is not None
    return dossier


def outline(blocs: tuple[object, ...]) -> list[object]:
    """Blocks as their words: a text, the name of a quote, a section with what it holds."""
    told: list[object] = []
    for bloc in blocs:
        if isinstance(bloc, Paragraphe):
            told.append(bloc.texte.plain)
        elif isinstance(bloc, CitationPlacee):
            told.append(bloc.citation)
        elif isinstance(bloc, Section):
            told.append((bloc.titre.plain, outline(bloc.blocs)))
        elif isinstance(bloc, Liste):
            told.append([element.texte.plain for element in bloc.elements])
        elif isinstance(bloc, Personnes):
            told.append(set(bloc.personnes))
    return told


def test_a_section_keeps_everything_but_the_quote(left: Dossier) -> None:
    assert left.contexte is not None
    deeper = ("La suite des retours", ["parent", "Après les citations."])
    assert outline(left.contexte.blocs) == [
        "Le début du contexte.",
        (
            "Les retours",
            ["Avant les citations.", "recul", ["Le premier point", "Le second point"], deeper],
        ),
        {"camille", "anne"},
    ]


def test_an_activity_keeps_the_rest_and_goes_only_when_nothing_is_left(left: Dossier) -> None:
    assert [(each.titre.plain, outline(each.blocs)) for each in left.activites] == [
        ("La formation", ["Le récit"])
    ]


def test_the_quotes_the_photo_and_the_name_of_others_stand(left: Dossier) -> None:
    assert set(left.citations) == {"recul", "parent"}
    anne, camille = left.personnes["anne"], left.personnes["camille"]
    assert (anne.nom, anne.fonction, len(anne.consentements)) == ("Anne Durand", "sage-femme", 3)
    assert anne.photo is not None
    assert anne.photo.fichier == "images/anne.png"
    assert (camille.nom, camille.photo, camille.fonction) == ("", None, "formatrice")


def test_a_fiche_keeps_its_rows_its_texts_and_the_quotes_of_others(left: Dossier) -> None:
    (fiche,) = left.fiches
    assert [(row.cle, outline(row.blocs)) for row in fiche.rubriques] == [
        ("constat", ["Avant dans la fiche.", "recul", "Après dans la fiche."]),
        ("public_cible", []),
    ]


def test_the_call_keeps_its_words_and_its_other_contacts(left: Dossier) -> None:
    assert left.appel is not None
    assert left.appel.accroche.plain == "Parlons-en"
    assert [contact.fonction for contact in left.appel.contacts] == ["accueil"]


def test_the_texts_that_are_left_are_those_that_are_still_printed(left: Dossier) -> None:
    typed = {str(each.texte) for each in left.textes}
    assert {"Le début du contexte.", "Le second point", "Après dans la fiche."} <= typed
    assert {"Le recul de la sage-femme", "Les mots d’un parent", "Anne Durand"} <= typed
    assert not any("Martineau" in text or "de la formatrice" in text for text in typed)


@pytest.mark.parametrize("objet", ALL)
def test_withdrawing_one_consent_leaves_what_the_others_allow(
    read_all: Callable[[str], DossierReading], objet: str
) -> None:
    others = [each for each in ALL if each != objet]
    dossier = read_all(dossier_text(f"{consents(GIVEN, *others)}, {GONE % objet}")).dossier
    assert dossier is not None
    camille = dossier.personnes["camille"]
    assert ("bilan" in dossier.citations) is (objet != "citation")
    assert (camille.photo is not None) is (objet != "photo")
    assert bool(camille.nom) is (objet != "nom")


def test_a_name_goes_when_only_a_photo_is_still_agreed(
    read_all: Callable[[str], DossierReading],
) -> None:
    gone = consents(GONE, "citation", "nom")
    reading = read_all(dossier_text(f"{gone}, {GIVEN % 'photo'}"))
    assert reading.dossier is not None
    camille = reading.dossier.personnes["camille"]
    assert camille.nom == ""
    assert camille.photo is not None


def test_a_consent_given_again_brings_everything_back(
    read_all: Callable[[str], DossierReading],
) -> None:
    whole = read_all(dossier_text(consents(GIVEN, *ALL)))
    again = read_all(
        dossier_text(
            f"{consents(GONE, *ALL)}, {consents(AGAIN, *ALL)}",
            contact=f"{GONE % 'coordonnees'}, {AGAIN % 'coordonnees'}",
        )
    )
    assert again.diagnostics == whole.diagnostics
    assert whole.dossier is not None
    assert again.dossier is not None
    assert again.dossier.citations == whole.dossier.citations
    assert again.dossier.contexte == whole.dossier.contexte
    assert again.dossier.fiches == whole.dossier.fiches
    camille = again.dossier.personnes["camille"]
    assert (camille.nom, camille.photo is not None) == ("Camille Martineau", True)
    assert len(list(walk(again.dossier.activites[1].blocs))) == 1


def test_a_consent_given_again_on_the_day_of_the_withdrawal_does_not_count(
    read_all: Callable[[str], DossierReading],
) -> None:
    same = AGAIN.replace("04/05", "03/05")
    dossier = read_all(dossier_text(f"{consents(GONE, *ALL)}, {consents(same, *ALL)}")).dossier
    assert dossier is not None
    assert "bilan" not in dossier.citations


def of_withdrawals(reading: DossierReading) -> list[tuple[str, int]]:
    found = [each for each in reading.diagnostics if each.code == "C903"]
    return [(each.message.partition(" n’est")[0], line_of(each)) for each in found]


def line_of(finding: Diagnostic) -> int:
    return finding.span.line if finding.span else 0


def test_the_list_of_what_goes_is_exact(read_all: Callable[[str], DossierReading]) -> None:
    reading = read_all(WITHDRAWN)
    assert of_withdrawals(reading) == [
        ("la citation `bilan`", 8),
        ("la citation `suite`", 8),
        ("la photo", 8),
        ("le nom", 8),
        ("le contact", 46),
    ]
    assert [each.code for each in reading.diagnostics] == ["C903"] * 5
    end = " n’est plus dans les documents : accord retiré (3 mai 2024)"
    assert all(" ".join(each.message.split()).endswith(end) for each in reading.diagnostics)


@pytest.mark.parametrize(
    ("objets", "told"),
    [
        (("citation",), ["la citation `bilan`", "la citation `suite`"]),
        (("photo",), ["la photo"]),
        (("nom",), ["le nom"]),
        (("citation", "nom"), ["la citation `bilan`", "la citation `suite`", "le nom"]),
    ],
)
def test_only_what_goes_is_told(
    read_all: Callable[[str], DossierReading], objets: tuple[str, ...], told: list[str]
) -> None:
    kept = [each for each in ALL if each not in objets]
    given = ", ".join(filter(None, (consents(GIVEN, *kept), consents(GONE, *objets))))
    reading = read_all(dossier_text(given))
    assert [what for what, _ in of_withdrawals(reading)] == told


SURVIVORS = (
    "Le début du contexte",
    "Avant les citations",
    "Le recul de la sage-femme",
    "Le second point",
    "Les mots d’un parent",
    "Après les citations",
    "Le récit",
    "Anne Durand",
    "Parlons-en",
)
IN_THE_FICHE = ("Avant dans la fiche", "Le recul de la sage-femme", "Après dans la fiche")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not there")
def test_the_documents_hold_all_that_stands_and_nothing_that_went(tmp_path: Path) -> None:
    home = tmp_path / "departments" / "01-ain"
    (home / "fiches").mkdir(parents=True)
    (home / "images").mkdir()
    shutil.copy(PICTURE, home / "images" / "camille.png")
    shutil.copy(OTHER, home / "images" / "anne.png")
    (home / "dossier.yaml").write_text(WITHDRAWN, encoding="utf-8")
    (home / "fiches" / "08.yaml").write_text(FICHE, encoding="utf-8")
    done = ppgp("build", "01", "-o", "faits", "--publication", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "faits" / "01-ain"
    texts = {
        "pdf": squeezed(pdf_text(made / "etude-de-cas-ain.pdf")),
        "pptx": squeezed("\n".join(pptx_paragraphs(made / "diaporama-ain.pptx"))),
        "docx": squeezed("\n".join(docx_paragraphs(made / "fiche-action-08-ain.docx"))),
    }
    for kind, text in texts.items():
        for words in IN_THE_FICHE if kind == "docx" else SURVIVORS:
            assert squeezed(words) in text, (kind, words)
        for words in ("martineau", "delaformatrice"):
            assert words not in text.lower(), (kind, words)


PLUGIN = """
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    quote = {"genre": "cle", "designe": "citations"}
    group = {"type": "dict", "schema": {"titre": {"genre": "ligne"}, "parole": quote,
        "paroles": {"type": "list", "schema": quote}, "blocs": {"type": "list"}}}
    schemas.add_block("recueil", {"avant": group, "tous": {"type": "list", "schema": group},
        "rang": {"type": "dict", "schema": {"titre": {"genre": "ligne"}, "dedans": group}}})
"""
GROUP = (
    "{titre: Les mots, parole: bilan, paroles: [bilan, recul], "
    "blocs: [Un texte, {type: citation, citation: bilan}, {type: citation, citation: recul}]}"
)


@pytest.mark.parametrize(
    "field",
    [f"avant: {GROUP}", f"tous: [{GROUP}]", f"rang: {{titre: Un rang, dedans: {GROUP}}}"],
)
def test_a_quote_goes_from_the_groups_of_a_plugins_block_too(tmp_path: Path, field: str) -> None:
    (tmp_path / "extensions").mkdir()
    (tmp_path / "extensions" / "recueil.py").write_text(PLUGIN, "utf-8")
    text = (
        'departement: "01"\nedition: 2024-12\npersonnes:\n'
        "  camille: {nom: Camille Martineau, fonction: formatrice, "
        f"consentements: [{GONE % 'citation'}]}}\n"
        "citations: {bilan: {texte: Le bilan, personne: camille}, "
        "recul: {texte: Le recul, attribution: un parent}}\n"
        f"contexte: {{blocs: [{{type: recueil, {field}}}]}}\n"
    )
    (tmp_path / "dossier.yaml").write_text(text, "utf-8")
    reading = Session.start(None, (tmp_path / "extensions",)).read(DossierFolder(tmp_path))
    assert reading.dossier, reading.diagnostics
    placed = [*iter_nodes(reading.dossier, CitationPlacee)]
    named = [*iter_nodes(reading.dossier, Renvoi)]
    assert [each.citation for each in placed] == ["recul"]
    assert [each.nom for each in named] == ["recul"]
    titles = [each.champs["titre"].plain for each in iter_nodes(reading.dossier, Groupe)]
    assert titles[-1] == "Les mots"
