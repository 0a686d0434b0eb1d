"""A plugin's block brings its drawing: every format prints it as its own, nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from pptx import Presentation
from tests.lecteurs import descriptions, docx_paragraphs, pdf_text, pptx_paragraphs, squeezed
from tests.plugin.conftest import CARTE, DOSSIER, FICHE, HEAD, Trial, Try

from ppgp_docs.check import advise
from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import Bloc, Encart, Section, Tableau
from ppgp_docs.model.outline import texts_in
from ppgp_docs.model.place import Located
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.plugin.drawing import draw
from ppgp_docs.render.drafts import read_draft
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

TEXTS = (
    *("Où sont les familles", "Les familles de 62 communes.", "Bourg-en-Bresse", "41 248"),
    *("Oyonnax", "22 336", "Une remarque.", "Je prends du recul", "personnes formées"),
    *("Un paragraphe enfant.", "Une carte dans la carte", "Commune", "Habitants"),
)


def kinds(blocs: tuple[Bloc, ...]) -> list[str]:
    return [bloc.type for bloc in blocs]


def test_a_block_is_made_of_the_core_blocks_that_its_plugin_draws(trial: Try) -> None:
    (section,) = trial().blocs()
    assert isinstance(section, Section)
    assert kinds(section.blocs) == [
        *("image", "tableau", "paragraphe", "chiffre_cle", "citation", "encart"),
        *("paragraphe", "paragraphe"),
    ]


def test_texts_given_as_words_are_read_as_those_of_a_dossier(trial: Try) -> None:
    plugin = CARTE.replace('titre="Les communes"', 'titre="Les *trois* communes ; ici"')
    (section,) = trial(plugin).blocs()
    assert isinstance(section, Section)
    (table,) = (bloc for bloc in section.blocs if isinstance(bloc, Tableau))
    assert table.titre.plain == "Les trois communes\u202f; ici"
    assert [run.text for run in table.titre.runs if run.italic] == ["trois"]


def test_a_drawing_knows_the_documents_that_it_is_made_for(trial: Try) -> None:
    one = trial()
    for format, count in (("etude-de-cas", 1), ("diaporama", 0)):
        (section,) = one.blocs(format)
        assert isinstance(section, Section)
        assert sum(isinstance(bloc, Encart) for bloc in section.blocs) == count


def test_what_a_drawing_leaves_out_and_says_so_is_a_note(trial: Try) -> None:
    (told,) = trial().drawn("diaporama").diagnostics
    assert (told.code, told.severity) == ("P008", Severity.INFO)
    assert told.span and "texte" in DOSSIER.splitlines()[told.span.line - 1]


@pytest.mark.parametrize(
    ("format", "text_of", "but"),
    [
        ("etude-de-cas", pdf_text, ()),
        ("fiche-action", lambda file: "\n".join(docx_paragraphs(file)), ()),
        ("diaporama", lambda file: "\n".join(pptx_paragraphs(file)), TEXTS[1:2]),
    ],
)
def test_every_format_prints_the_drawing(
    trial: Try, tmp_path: Path, format: str, text_of: Callable[[Path], str], but: tuple[str, ...]
) -> None:
    rendered = trial(fiche=FICHE).made(format)
    assert rendered.data, rendered.diagnostics
    file = tmp_path / "document"
    file.write_bytes(rendered.data)
    printed = squeezed(text_of(file)).casefold()
    wanted = {squeezed(text).casefold() for text in TEXTS if text not in but}
    assert {text for text in wanted if text not in printed} == set()


def test_a_table_of_a_plugin_is_a_table_in_word_and_on_a_slide(trial: Try, tmp_path: Path) -> None:
    told = DOSSIER.replace("contexte:\n  titre: Le contexte\n", "activites:\n- titre: Une action\n")
    one = trial(dossier=told, fiche=FICHE)
    for format, tables_of in (("fiche-action", _word_tables), ("diaporama", _slide_tables)):
        rendered = one.made(format)
        assert rendered.data
        (tmp_path / format).write_bytes(rendered.data)
        assert ["Bourg-en-Bresse", "41 248"] in tables_of(tmp_path / format)


def _word_tables(file: Path) -> list[list[str]]:
    tables = list(Word(str(file)).element.body.iter(f"{{{_W}}}tbl"))
    rows = (row for table in tables for row in table.iter(f"{{{_W}}}tr"))
    return [[_words(cell, f"{{{_W}}}t") for cell in row.iter(f"{{{_W}}}tc")] for row in rows]


def _slide_tables(file: Path) -> list[list[str]]:
    shapes = (shape for slide in Presentation(str(file)).slides for shape in slide.shapes)
    rows = (row for shape in shapes if shape.has_table for row in shape.table.rows)
    return [[_plain(cell.text) for cell in row.cells] for row in rows]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _words(cell: Any, tag: str) -> str:
    return _plain("".join(part.text or "" for part in cell.iter(tag)))


def _plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_only_what_stands_in_the_dossier_has_an_address_in_the_file(trial: Try) -> None:
    """Whoever changes what a plugin made would change another text of the dossier."""
    (section,) = trial().blocs()
    assert isinstance(section, Section)
    addressed = [each.address() for each in iter_nodes(section, Located) if each.address()]
    assert addressed == [
        "dossier:contexte.blocs[1].carte",
        "dossier:contexte.blocs[1].blocs[1]",
    ]


def test_its_picture_keeps_its_alternative_text(trial: Try, tmp_path: Path) -> None:
    rendered = trial(fiche=FICHE).made("fiche-action")
    (tmp_path / "fiche").write_bytes(rendered.data or b"")
    assert "Les communes de l’Ain" in descriptions(tmp_path / "fiche", "word/")


def test_a_picture_of_a_block_is_asked_for_its_alternative_text(trial: Try) -> None:
    reading = trial(dossier=DOSSIER.replace(", alt: Les communes de l’Ain", "")).reading
    (told,) = (each for each in reading.diagnostics if each.code == "C109")
    assert told.span and told.span.line == 13


def test_a_picture_that_lacks_its_alternative_in_a_draft_is_no_fault_of_its_plugin(
    trial: Try,
) -> None:
    one = trial(dossier=DOSSIER.replace(", alt: Les communes de l’Ain", ""))
    drafted = read_draft(one.session, DossierFolder(one.folder)).reading.dossier
    assert drafted is not None
    drawn = draw(drafted, one.session.plugins.format("etude-de-cas"), one.session.plugins)
    assert [each.message for each in drawn.diagnostics if each.code == "F010"] == []


def test_a_name_that_a_field_designates_must_exist_at_its_own_place(trial: Try) -> None:
    text = DOSSIER.replace("parole: recul", "parole: recule").replace("[formes]", "[formees]")
    found = {each.code: each.span for each in trial(dossier=text).reading.diagnostics}
    assert text.splitlines()[_line(found["C101"])].strip() == "chiffres: [formees]"
    assert text.splitlines()[_line(found["C102"])].strip() == "parole: recule"


def _line(span: Any) -> int:
    line: int = span.line
    return line - 1


def test_a_check_of_a_plugin_speaks_at_the_line_of_a_nested_value(trial: Try) -> None:
    text = DOSSIER.replace("41 248", "0")
    (told,) = (each for each in trial(dossier=text).reading.diagnostics if each.code == "X101")
    assert "habitants: 0" in text.splitlines()[_line(told.span)]


def test_who_a_block_quotes_is_asked_for_a_consent(trial: Try) -> None:
    one = trial(fiche=FICHE)
    assert "C901" in {each.code for each in one.reading.diagnostics}
    for format in ("etude-de-cas", "fiche-action"):
        rendered = one.made(format)
        assert rendered.data, rendered.diagnostics
    lacks = [each for each in one.reading.diagnostics if each.code == "C901"]
    assert all(each.bars_publication for each in lacks)


def test_a_quote_that_is_withdrawn_leaves_the_block_that_names_it(trial: Try) -> None:
    consents = "consentements: [{objet: citation, date: 2023-01-01, retrait: 2024-01-01}]"
    text = DOSSIER.replace("puéricultrice}", f"puéricultrice, {consents}}}")
    (section,) = trial(dossier=text).blocs()
    assert isinstance(section, Section)
    assert "citation" not in kinds(section.blocs)


FORGETS = f"""{HEAD}
@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("note", {{
        "texte": {{"genre": "prose"}},
        "cout": {{"libelle": "Coût", "genre": "montant"}},
        "auteur": {{"genre": "mot"}},
    }})

@hookimpl
def ppgp_draw(bloc, medium):
    return [blocs.Paragraphe(texte=bloc.champs["texte"], place=bloc.place)]
"""
NOTE = """\
departement: "01"
contexte:
  blocs:
    - type: note
      texte: Un texte qui compte.
      cout: 12 500 €
      auteur: Zoé
"""


def test_a_text_that_a_drawing_forgets_is_told_at_its_line(trial: Try) -> None:
    told = trial(FORGETS, NOTE).drawn().diagnostics
    assert [each.span and each.span.line for each in told] == [6, 7]
    assert {(each.code, each.severity) for each in told} == {("R008", Severity.WARNING)}
    assert "`carte`" in told[0].message


IN_A_CELL = FORGETS.replace(
    'blocs.Paragraphe(texte=bloc.champs["texte"], place=bloc.place)',
    "blocs.Tableau(titre='T', colonnes=['A'], lignes=[[bloc.champs['texte']]], place=bloc.place)",
)


def test_a_text_of_one_paragraph_may_be_a_cell(trial: Try) -> None:
    drawn = trial(IN_A_CELL, NOTE.replace("qui compte", "qui *compte*")).drawn().dossier.contexte
    assert drawn is not None and isinstance(drawn.blocs[0], Tableau)
    [[cell]] = drawn.blocs[0].lignes
    assert [(run.text, run.italic) for run in cell.runs] == [
        ("Un texte qui ", False),
        ("compte", True),
        (".", False),
    ]


def test_a_text_of_several_paragraphs_is_no_cell(trial: Try) -> None:
    texte = NOTE.replace("Un texte qui compte.", '"Un.\\n\\nDeux."')
    told = trial(IN_A_CELL, texte).drawn().diagnostics[0]
    assert "`Tableau.lignes` tient en un paragraphe" in told.message


NAMES_A_FIGURE = f"""{HEAD}
@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("note", {{"chiffre": {{"genre": "cle", "designe": "chiffres"}}}})

@hookimpl
def ppgp_draw(bloc, medium):
    MAKES
"""
FIGURE = """\
departement: "01"
chiffres: {formes: {valeur: 62, libelle: personnes formées, unite: personnes}}
contexte: {blocs: [{type: note, chiffre: formes}]}
"""
DRAWS = "return blocs.Encart(texte={}, place=bloc.place)"
SAYS = "figure = medium.figure(bloc.champs['chiffre']); " + DRAWS.format(
    "f'{figure.beside_label}, {figure.label.plain}'"
)
CITES = DRAWS.format("'Ici, {{ chiffres.formes }} de plus.'")
LEAVES = "medium.left_out(bloc, 'la colonne le dit', 'chiffre'); " + CITES


def names_a_figure(makes: str) -> str:
    return NAMES_A_FIGURE.replace("MAKES", makes)


def test_a_figure_that_a_field_names_is_said_in_a_text(trial: Try) -> None:
    one = trial(names_a_figure(SAYS), FIGURE)
    assert "62, personnes formées" in repr(one.blocs())
    assert one.drawn().diagnostics == ()


def test_a_text_of_a_drawing_cites_as_those_of_a_dossier(trial: Try) -> None:
    one = trial(names_a_figure(CITES), FIGURE)
    assert "Ici, 62 de plus." in repr(one.blocs())
    (told,) = one.drawn().diagnostics
    assert (told.code, "personnes formées" in told.message) == ("R008", True)


def test_what_a_drawing_leaves_of_a_named_figure_is_told_of_its_name(trial: Try) -> None:
    (told,) = trial(names_a_figure(LEAVES), FIGURE).drawn().diagnostics
    assert (told.code, told.span and told.span.line) == ("P008", 3)


@pytest.mark.parametrize(
    "makes", [DRAWS.format("'{{ chiffres.formees }}'"), "medium.figure('formees')"]
)
def test_a_figure_that_is_not_there_is_the_fault_of_who_draws(trial: Try, makes: str) -> None:
    (told,) = trial(names_a_figure(makes), FIGURE).drawn().diagnostics
    assert told.code == "F010"
    assert "formees" in told.message
    assert told.span and told.span.file.name == "carte.py"


def test_what_goes_to_the_notes_of_a_deck_is_told_of_the_blocks_that_were_drawn(
    trial: Try,
) -> None:
    one = trial()
    assert one.reading.dossier
    advice = advise(one.reading.dossier, one.session.plugins)
    told = [each.message for each in advice if each.code == "C857"]
    assert any("le tableau « Les communes »" in each.replace("\u00a0", " ") for each in told)


def test_a_block_that_nobody_draws_is_told_with_its_format_and_how_to_draw_it(trial: Try) -> None:
    undrawn, _, _ = CARTE.partition("@hookimpl\ndef ppgp_draw")
    one = trial(undrawn)
    for name in ("etude-de-cas", "diaporama", "page-web"):
        told = [each for each in one.drawn(name).diagnostics if each.code == "R009"]
        assert told
        assert told[0].severity is Severity.INFO
        assert "`carte_du_territoire`" in told[0].message
        assert f"`{name}`" in told[0].message
        assert "ppgp_draw" in told[0].hints[0]


def test_a_value_drawn_without_its_label_is_drawn(trial: Try) -> None:
    plugin = FORGETS.replace(
        'texte=bloc.champs["texte"]',
        "texte=f\"{bloc.champs['texte'].plain} {bloc.champs.en_clair['cout'].value}, Zoé\"",
    )
    drawn = trial(plugin, NOTE).drawn()
    assert drawn.diagnostics == ()
    assert "Un texte qui compte. 12\u202f500\u00a0€, Zoé" in set(texts_in(drawn.dossier.contexte))


BAD = {
    "un nombre": ("return 3", "`int`"),
    "une phrase": ("return ['une phrase']", "`str`"),
    "un nombre pour un texte": ("return blocs.Encart(texte=3, place=bloc.place)", "`Encart.texte`"),
    "une phrase pour des cellules": (
        "return blocs.Tableau(titre='T', colonnes=['A'], lignes='abc', place=bloc.place)",
        "`Tableau.lignes`",
    ),
    "sans place": ("return blocs.Encart(texte='T', place=None)", "place"),
    "une image d’ailleurs": (
        "return blocs.ImagePlacee(image=blocs.Image(fichier='x.png', alt='X', place=bloc.place),"
        " place=bloc.place)",
        "`x.png`",
    ),
    "un chiffre inconnu": ("return blocs.ChiffreCle(chiffres=['zz'], place=bloc.place)", "`zz`"),
    "une personne de plus": (
        "return blocs.Personnes(personnes=['camille'], place=bloc.place)",
        "`camille`",
    ),
    "une citation de plus": (
        "return blocs.CitationPlacee(citation='recul', place=bloc.place)",
        "`recul`",
    ),
    "un tableau bancal": (
        "return blocs.Tableau(titre='T', colonnes=['A'], lignes=[['1', '2']], place=bloc.place)",
        "`Tableau.lignes`",
    ),
    "une liste vide": ("return blocs.Liste(elements=[], place=bloc.place)", "`Liste.elements`"),
    "une largeur inconnue": (
        "return blocs.AvantApres(titre='T', avant=3, apres=4, place=bloc.place)",
        "`AvantApres.avant`",
    ),
    "un choix inconnu": (
        "return blocs.Enquete(public='tous', resultats=[blocs.Resultats(titre='T', elements="
        "[blocs.Element(texte='A', place=bloc.place)], place=bloc.place)], place=bloc.place)",
        "`Enquete.public`",
    ),
    "lui-même": ("return [bloc]", "`note`"),
    "échoue": ("raise KeyError('hélas')", "hélas"),
    "échoue en chemin": ("yield blocs.Encart(texte='T', place=bloc.place); 1 / 0", "ZeroDivision"),
}


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_drawing_is_told_at_its_own_line_and_the_block_is_printed_all_the_same(
    trial: Try, fault: str
) -> None:
    body, word = BAD[fault]
    head, _, _ = FORGETS.partition("    return [blocs")
    plugin = f"{head}    {body}\n"
    one = trial(plugin, NOTE)
    drawn = one.drawn()
    (told,) = drawn.diagnostics
    assert told.code == "F010"
    assert "l’extension `carte` a échoué dans `ppgp_draw`" in told.message
    assert word in told.message
    assert told.span and told.span.file.name == "carte.py"
    assert told.span.line >= plugin[: plugin.index("def ppgp_draw")].count("\n")
    contexte = drawn.dossier.contexte
    assert contexte is not None
    assert "Un texte qui compte." in repr(contexte.blocs)


def beside(trial: Trial, root: Path, other: str) -> Trial:
    """The same, with another plugin that draws, which comes last: pluggy asks it first."""
    (root / "extensions" / "voisine.py").write_text(other, encoding="utf-8")
    trial.session = Session.start(None, [root / "extensions"])
    return trial


def draws(texte: str) -> str:
    """A plugin that takes every block for its own."""
    return FORGETS.partition("@hookimpl\ndef ppgp_extend")[0] + (
        "@hookimpl(tryfirst=True)\ndef ppgp_draw(bloc):\n"
        f"    return blocs.Encart(texte={texte!r}, place=bloc.place)\n"
    )


WHOLE = "Un texte qui compte. 12 500 € Zoé"


def test_a_block_is_drawn_by_the_plugin_that_brought_it(trial: Try, tmp_path: Path) -> None:
    one = beside(trial(), tmp_path, draws("Rien de ce bloc."))
    (drawn,) = one.blocs()
    assert isinstance(drawn, Section)
    assert one.drawn().diagnostics == ()


def test_a_plugin_that_gives_way_lets_another_draw_its_block(tmp_path: Path) -> None:
    last = FORGETS.replace("@hookimpl\ndef ppgp_draw", "@hookimpl(trylast=True)\ndef ppgp_draw")
    (drawn,) = beside(Trial(tmp_path, last, NOTE, ""), tmp_path, draws(WHOLE)).blocs()
    assert isinstance(drawn, Encart)


def test_a_drawing_that_takes_from_the_block_of_another_plugin_is_told_and_left(
    tmp_path: Path,
) -> None:
    undrawn = FORGETS.partition("@hookimpl\ndef ppgp_draw")[0]
    one = beside(Trial(tmp_path, undrawn, NOTE, ""), tmp_path, draws("Rien de ce bloc."))
    (told,) = one.drawn().diagnostics
    assert told.code == "F010"
    assert "`voisine`" in told.message
    assert told.span and told.span.file.name == "voisine.py"
    assert "Un texte qui compte." in repr(one.blocs())
