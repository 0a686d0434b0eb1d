"""What a format can always print of a block: its words, in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.prose import ListOfItems, Paragraph
from ppgp_docs.model.walk import rich_texts
from ppgp_docs.plugin.block_words import as_prose

Build = Callable[[str], Dossier]

BLOCKS = {
    "section": "{titre: Alpha, blocs: [Bravo, {type: liste, elements: [Charlie]}]}",
    "liste": "{titre: Alpha, elements: [{texte: Bravo, detail: Charlie}]}",
    "etapes": "{titre: Alpha, etapes: [{titre: Bravo, texte: Charlie, repere: avant}]}",
    "tableau": "{titre: Alpha, colonnes: [Bravo, Charlie], lignes: [[Delta, Écho]]}",
    "enquete": "{titre: Alpha, public: usagers, resultats: [{titre: Bravo, elements: [Charlie]}]}",
    "pemat": (
        "{titre: Alpha, evaluateurs: [Bravo], items: "
        "[{echelle: comprehensibilite, texte: Charlie, avant: [oui]}]}"
    ),
    "documents": "{titre: Alpha, documents: [{titre: Bravo, texte: Charlie}]}",
    "cartes": "{titre: Alpha, cartes: [{titre: Bravo, texte: Charlie}]}",
    "avant_apres": "{titre: Alpha, avant: {texte: Bravo}, apres: {texte: Charlie}}",
    "encart": "{titre: Alpha, texte: 'Bravo\n\n\n- Charlie'}",
}


def block(dossier: Build, kind: str, fields: str) -> Dossier:
    text = fields.replace("{", f"{{type: {kind}, ", 1)
    return dossier(f"contexte:\n  blocs:\n    - {text}\n".replace("\n\n\n", "\n\n\n      "))


def test_a_question_that_takes_several_answers_says_so(dossier: Build) -> None:
    results = "[{titre: Bravo, choix: multiple, elements: [Charlie]}]"
    (bloc,) = block(dossier, "enquete", f"{{public: usagers, resultats: {results}}}").blocs()
    assert "Bravo (plusieurs réponses possibles)" in as_prose(bloc).plain


@pytest.mark.parametrize("kind", BLOCKS)
def test_no_text_of_a_block_is_lost(dossier: Build, kind: str) -> None:
    (bloc, *_) = block(dossier, kind, BLOCKS[kind]).blocs()
    printed = as_prose(bloc).plain
    written = [text.plain for _, _, text in rich_texts(bloc) if text]
    assert written
    assert all(part in printed for text in written for part in text.split("\n"))


NAMED = """\
departement: "01"
chiffres:
  invites: {valeur: 9, libelle: familles invitées, source: Registre du service}
  venues: {valeur: 7, libelle: familles venues, base: invites, source: Registre du service}
personnes: {puericultrice: {fonction: puéricultrice, structure: Département}}
citations: {recul: {texte: "Je prends du recul.\\n\\nChaque jour.", personne: puericultrice}}
contexte:
  blocs:
    - {type: chiffre_cle, titre: Alpha, chiffres: [venues]}
    - {type: graphique, titre: Bravo, chiffres: [venues, invites]}
    - {type: personnes, titre: Charlie, personnes: [puericultrice]}
    - {type: citation, citation: recul}
    - {type: enquete, public: usagers, base: invites, resultats: [{titre: Q, elements: [R]}]}
"""
SAID = (
    "Alpha\nfamilles venues : 7 sur 9 (78 %)\nSource : Registre du service",
    "Bravo\nfamilles venues : 7 sur 9 (78 %)\nfamilles invitées : 9\nSource : Registre du service",
    "Charlie\npuéricultrice, Département",
    "« Je prends du recul.\nChaque jour. »\n– puéricultrice, Département",
    "Q\nR\nfamilles invitées : 9\nSource : Registre du service",
)


def test_what_a_block_names_is_said_where_the_dossier_is_given(dossier: Build) -> None:
    story = dossier(NAMED)
    said = [as_prose(bloc, story).plain.replace("\u00a0", " ") for bloc in story.blocs()]
    assert tuple(said) == SAID
    assert "78" not in as_prose(next(story.blocs())).plain


def test_a_title_comes_in_bold_and_a_list_as_a_list(dossier: Build) -> None:
    (bloc,) = block(dossier, "liste", "{elements: [Un, Deux], titre: Alpha}").blocs()
    prose = as_prose(bloc)
    title = next(node for node in prose.nodes if isinstance(node, Paragraph))
    assert [(run.text, run.bold) for run in title.runs] == [("Alpha", True)]
    (items,) = (node for node in prose.nodes if isinstance(node, ListOfItems))
    assert len(items.items) == 2


def test_the_title_of_a_block_comes_before_its_content(dossier: Build) -> None:
    (bloc,) = block(dossier, "encart", "{texte: Bravo, titre: Alpha}").blocs()
    assert as_prose(bloc).plain == "Alpha\nBravo"
