"""A plugin's block brings its drawing: every format prints it as its own, nothing is forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from pptx import Presentation
from tests.lecteurs import descriptions, docx_paragraphs, pdf_text, pptx_paragraphs, squeezed
from tests.plugin.conftest import CARTE, DOSSIER, FICHE, Try

from ppgp_docs.diagnostics import Severity
from ppgp_docs.model.blocs import Bloc, Encart, Section, Tableau
from ppgp_docs.model.place import Located
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.plugin.drawing import draw
from ppgp_docs.render.drafts import read_draft
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
