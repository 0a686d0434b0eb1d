"""What plugins bring to a dossier, blocks and fields, is printed whole or told; never dropped."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.lecteurs import docx_paragraphs, pdf_text, pptx_paragraphs, squeezed
from tests.plugin.conftest import beside_ours

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.blocs import Bloc, BlocLibre, Element, Image, Paragraphe, Section
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Groupe
from ppgp_docs.model.prose import Line, Prose
from ppgp_docs.plugin.block_words import as_prose
from ppgp_docs.plugin.drawing import draw
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import Rendered, render
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

PLUGIN = """
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_schema("ingredient", {
        "nom": {"genre": "ligne"},
        "prix": {"libelle": "Prix", "genre": "montant"},
        "variantes": {"type": "list", "schema": {"genre": "ligne"}},
    })
    schemas.add_block("recette", {
        "titre": {"genre": "ligne"},
        "version_courte": {"genre": "ligne"},
        "chapeau": {"genre": "prose"},
        "lieu": {"libelle": "Lieu", "genre": "mot"},
        "duree": {"libelle": "Durée en minutes", "genre": "entier"},
        "jour": {"genre": "date"},
        "saisons": {"libelle": "Saisons", "type": "list", "schema": {"genre": "mot"}},
        "horaires": {
            "libelle": "Horaires",
            "type": "list", "schema": {"type": "list", "schema": {"genre": "mot"}},
        },
        "parts": {"type": "list", "schema": {"type": "list", "schema": {"genre": "entier"}}},
        "rayon": {"type": "string"},
        "stands": {"type": "list", "schema": {"type": "string"}},
        "mesure": {"genre": "mot", "allowed": ["petite", "grande"], "default": "petite"},
        "conseils": {"type": "list", "schema": {"genre": "prose"}},
        "ingredients": {"type": "list", "schema": {"type": "dict", "schema": "ingredient"}},
        "bilan": {"type": "dict", "schema": {
            "points": {"type": "list", "schema": {"type": "list", "schema": {"genre": "ligne"}}},
        }},
        "remarques": {"type": "dict", "valuesrules": {"genre": "ligne"}},
        "vue": {"type": "dict", "schema": "image"},
        "gestes": {"type": "list", "schema": {"type": "dict", "schema": "jalon"}},
        "epices": {
            "type": "list", "schema": {"type": "dict", "coerce": "element", "schema": "element"},
        },
        "blocs": {"type": "list"},
    })
    schemas.add_field("priorite", "porteur", {"libelle": "Porteur", "genre": "ligne"})
    schemas.add_field("dossier", "slogan", {"libelle": "Slogan", "genre": "ligne"})
    schemas.add_field("fiche", "budget_ecrit", {"libelle": "Budget écrit", "genre": "montant"})
    schemas.blocks["section"]["ambiance"] = {"libelle": "Ambiance", "genre": "prose"}
"""

RECIPE = """\
      type: recette
      titre: La soupe de **l’équipe**
      version_courte: Une soupe
      chapeau: |
        Un texte, puis une liste :

        - premier point
          - un sous-point
      lieu: Bourg-en-Bresse
      duree: 45
      jour: 5 juillet 2022
      saisons: [automne, hiver]
      horaires: [[lundi, 9 h], [mardi, 10 h]]
      parts: [[4], [1250, 6]]
      rayon: Primeurs
      stands: [nord, sud]
      conseils: ["Laver les mains.", "Chanter *ensemble*."]
      ingredients:
        - {nom: Carottes, prix: 2 €, variantes: [Panais, Navets]}
        - {nom: Poireaux, prix: "3,50 €"}
      bilan:
        points: [[Alpha un, Alpha deux], [Bêta un]]
      remarques: {une: Première remarque, deux: Seconde remarque}
      vue: {fichier: images/carte.png, alt: Une soupière fumante, credit: Photo Untel}
      gestes: [{titre: Éplucher, date: 2022-07}, {titre: Cuire, texte: Longtemps.}]
      epices: [Sel, {texte: Poivre, detail: du moulin}]
      blocs:
        - Un paragraphe enfant.
        - {type: citation, citation: recul}
        - {type: chiffre_cle, titre: En chiffres, chiffres: [formes]}
        - {type: recette, titre: Une recette dans la recette, lieu: Oyonnax}
"""
TEXTS = [
    *("La soupe de l’équipe", "Un texte, puis une liste", "premier point", "un sous-point"),
    *("Lieu : Bourg-en-Bresse", "Durée en minutes : 45", "Jour : 5 juillet 2022"),
    *("Saisons : automne, hiver"),
    *("Horaires : lundi, 9 h ; mardi, 10 h", "Parts : 4 ; 1 250, 6"),
    *("Rayon : Primeurs", "Stands : nord, sud", "Laver les mains.", "Chanter ensemble."),
    *("Carottes", "Prix : 2 €", "Panais", "Navets", "Poireaux", "Prix : 3,50 €"),
    *("Alpha un", "Alpha deux", "Bêta un", "Première remarque", "Seconde remarque"),
    *("Photo Untel", "Juillet 2022", "Éplucher", "Cuire", "Longtemps."),
    *("Sel", "Poivre", "du moulin", "Un paragraphe enfant.", "Je prends du recul"),
    *("une puéricultrice", "En chiffres", "62", "personnes formées"),
    *("Une recette dans la recette", "Lieu : Oyonnax"),
]

DOSSIER = f"""\
departement: "01"
chiffres:
  formes: {{valeur: 62, libelle: personnes formées, unite: personnes}}
citations:
  recul: {{texte: Je prends du recul., attribution: une puéricultrice}}
contexte:
  titre: Le contexte
  blocs:
    -
{RECIPE}"""

FICHE = f"""\
numero: 8
titre: Visites à domicile
objectif: {{numero: 4, intitule: Suivre les enfants}}
referent: DPMI
rubriques:
- cle: constat
  blocs:
    -
{RECIPE}"""

Read = Callable[..., tuple[Session, Dossier]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """A dossier, and perhaps a fiche, read with the plugin at hand."""

    def run(dossier: str, fiche: str = "") -> tuple[Session, Dossier]:
        session, folder = beside_ours(tmp_path, PLUGIN, dossier, fiche)
        reading = session.read(DossierFolder(folder))
        assert reading.dossier is not None, reading.diagnostics
        return session, reading.dossier

    return run


def made(session: Session, dossier: Dossier, format: str) -> Rendered:
    planned = plan(dossier, session.plugins, frozenset({format}), archive=False)
    assert {each.code for each in planned.diagnostics} <= {"R009"}  # a block that nobody draws
    (rendered,) = [render(each.document, session) for each in planned.candidates]
    return rendered


def drawn(session: Session, dossier: Dossier) -> tuple[Bloc, ...]:
    """The blocks of the context as the case study is given them."""
    contexte = draw(
        dossier, session.plugins.format("etude-de-cas"), session.plugins
    ).dossier.contexte
    assert contexte is not None
    return contexte.blocs


def recipe(dossier: Dossier) -> BlocLibre:
    bloc = next(dossier.blocs())
    assert isinstance(bloc, BlocLibre)
    return bloc


def test_a_field_is_typed_by_its_schema_all_the_way_down(read: Read) -> None:
    champs = recipe(read(DOSSIER)[1]).champs
    assert isinstance(champs["titre"], Line)
    assert [type(each) for each in champs["conseils"]] == [Prose, Prose]
    (first, _) = champs["ingredients"]
    assert isinstance(first, Groupe)
    assert isinstance(first.champs["nom"], Line)
    assert isinstance(champs["vue"], Image)
    assert [type(each) for each in champs["epices"]] == [Element, Element]
    assert [type(each) for each in champs["blocs"][:1]] == [Paragraphe]


def test_a_piece_of_a_field_knows_its_line(read: Read) -> None:
    champs = recipe(read(DOSSIER)[1]).champs
    lines = DOSSIER.splitlines()
    for group in champs["ingredients"]:
        assert group.champs["nom"].plain in lines[group.at("nom").line - 1]


def test_a_value_that_nobody_typed_is_not_said(read: Read) -> None:
    champs = recipe(read(DOSSIER)[1]).champs
    assert champs["mesure"] == "petite"
    assert "mesure" not in champs.en_clair


def test_a_block_in_core_blocks_is_a_section_that_keeps_its_children(read: Read) -> None:
    (section,) = drawn(*read(DOSSIER))
    assert isinstance(section, Section)
    assert section.titre.plain == "La soupe de l’équipe"
    kinds = [type(bloc).__name__ for bloc in section.blocs]
    assert kinds == [
        *("Paragraphe", "ImagePlacee", "Etapes", "Liste"),
        *("Paragraphe", "CitationPlacee", "ChiffreCle", "Section"),
    ]


def test_a_block_without_a_title_is_its_content(read: Read) -> None:
    text = DOSSIER.replace("      titre: La soupe de **l’équipe**\n", "")
    (first, *_, last) = drawn(*read(text))
    assert isinstance(first, Paragraphe)
    assert isinstance(last, Section)
    assert last.titre.plain == "Une recette dans la recette"


def test_a_block_reduced_to_prose_keeps_its_words(read: Read) -> None:
    words = squeezed(as_prose(recipe(read(DOSSIER)[1])).plain)
    cited = {"Je prends du recul", "une puéricultrice", "62", "personnes formées"}
    lost = [each for each in TEXTS if squeezed(each) not in words and each not in cited]
    assert lost == []
    assert "Unesoupe" not in words


@pytest.mark.parametrize(
    ("format", "text_of"),
    [
        ("etude-de-cas", pdf_text),
        ("fiche-action", lambda file: "\n".join(docx_paragraphs(file))),
        ("diaporama", lambda file: "\n".join(pptx_paragraphs(file))),
    ],
)
def test_every_text_of_a_block_is_printed_by_each_format(
    read: Read, tmp_path: Path, format: str, text_of: Callable[[Path], str]
) -> None:
    rendered = made(*read(DOSSIER, FICHE), format)
    assert rendered.data, rendered.diagnostics
    file = tmp_path / "document"
    file.write_bytes(rendered.data)
    printed = squeezed(text_of(file)).casefold()
    assert [text for text in TEXTS if squeezed(text).casefold() not in printed] == []


def told(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[int, str]]:
    """The line and the field of each warning about a field that a plugin added."""
    found = (each for each in diagnostics if each.code == "P006")
    return [(each.span.line, re.findall("`(.*?)`", each.message)[0]) for each in found if each.span]


def test_a_field_added_to_a_core_block_that_is_not_printed_is_told_at_its_line(read: Read) -> None:
    fiche = """\
numero: 8
titre: Visites à domicile
objectif: {numero: 4, intitule: Suivre les enfants}
referent: DPMI
rubriques:
  - cle: constat
    blocs:
      - type: section
        titre: Une section
        ambiance: Une ambiance chaleureuse.
        blocs: [Du texte.]
"""
    rendered = made(*read('departement: "01"\n', fiche), "fiche-action")
    assert rendered.data, rendered.diagnostics
    assert told(rendered.diagnostics) == [(10, "ambiance")]


def test_a_value_added_to_a_fiche_that_is_not_printed_is_told_too(read: Read) -> None:
    fiche = FICHE.partition("    -\n")[0] + "    - Un constat.\nbudget_ecrit: 1 250 €\n"
    rendered = made(*read('departement: "01"\n', fiche), "fiche-action")
    (finding,) = [each for each in rendered.diagnostics if each.code == "P006"]
    assert "Budget écrit\u00a0: 1\u202f250\u00a0€" in finding.message
