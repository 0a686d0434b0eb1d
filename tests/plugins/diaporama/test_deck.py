"""The deck of a shipped dossier, read back by others than the library that wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from lxml import etree
from pptx import Presentation

from ppgp_diaporama.format import Diaporama
from ppgp_docs.api import Context, Diagnostic, Document, HandledError, blocs
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.workspace.resources import Resources

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def parts(data: bytes, pattern: str) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if re.fullmatch(pattern, name)]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def test_a_shipped_story_takes_16_to_22_slides_before_its_appendix(made) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in made.deck.slides]
    assert 16 <= sum(not title.startswith("Annexe") for title in titles) <= 22


def test_each_slide_has_a_title_of_its_own_in_a_placeholder(made) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in made.deck.slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_the_key_figures_are_on_the_slides_not_only_in_the_notes(made) -> None:
    shown = made.shown()
    assert made.document.expected
    assert [figure for figure in made.document.expected if figure not in shown] == []


def test_nothing_told_in_the_dossier_is_lost(made) -> None:
    """Every paragraph and every quote is on a slide or in the notes, to the last sentence."""
    told = re.sub(r"[«»“”\s]", "", made.shown() + made.spoken())
    story = made.document.dossier
    texts = [bloc.texte.plain for bloc in story.blocs() if isinstance(bloc, blocs.Paragraphe)]
    texts += [
        story.citations[bloc.citation].texte.plain
        for bloc in story.blocs()
        if isinstance(bloc, blocs.CitationPlacee)
    ]
    lost = [text for text in texts if re.sub(r"[«»“”\s]", "", text) not in told]
    assert lost == []


def test_the_bars_of_a_chart_are_the_figures_of_the_dossier(made) -> None:
    story = made.document.dossier
    graphiques = [bloc for bloc in story.blocs() if isinstance(bloc, blocs.Graphique)]
    wanted = [[float(story.chiffres[name].valeur) for name in bloc.chiffres] for bloc in graphiques]
    charts = [s.chart for slide in made.deck.slides for s in slide.shapes if s.has_chart]
    assert [list(chart.plots[0].series[0].values) for chart in charts] == wanted


def test_every_run_says_its_language(made) -> None:
    for name, root in parts(made.data, r"ppt/(slides|notesSlides)/[^/]+\.xml").items():
        silent = [run for run in root.iter(f"{A}r") if not run.find(f"{A}rPr").get("lang")]
        assert silent == [], name


def test_every_picture_chart_table_and_group_is_described_or_decorative(made) -> None:
    for name, root in parts(made.data, r"ppt/slides/[^/]+\.xml").items():
        for kind in ("pic", "graphicFrame", "grpSp"):
            for shape in root.iter(f"{P}{kind}"):
                properties = next(shape.iter(f"{P}cNvPr"))
                decorative = b"decorative" in etree.tostring(properties)
                assert properties.get("descr") or decorative, (name, properties.get("name"))


def test_every_table_has_a_header_row(made) -> None:
    slides = parts(made.data, r"ppt/slides/[^/]+\.xml").values()
    tables = [properties for root in slides for properties in root.iter(f"{A}tblPr")]
    assert tables
    assert {properties.get("firstRow") for properties in tables} == {"1"}


def test_the_sections_hold_every_slide_once_and_in_order(made) -> None:
    (root,) = parts(made.data, r"ppt/presentation\.xml").values()
    shown = [node.get("id") for node in root.iter(f"{P}sldId")]
    grouped = [node.get("id") for node in root.iter() if node.tag.endswith("2010/main}sldId")]
    assert grouped == shown


def test_the_file_says_its_title_its_language_and_no_date_of_today(made, context: Context) -> None:
    core = made.deck.core_properties
    assert (core.title, core.language) == (made.document.title, "fr-FR")
    assert core.created.year == core.modified.year == context.date.year


def test_the_same_dossier_gives_the_same_bytes(made, context: Context) -> None:
    assert Diaporama().render(made.document, context) == made.data


def test_no_word_of_the_template_is_left_on_a_slide(made) -> None:
    assert "Le constat, en une phrase" not in made.shown()


def test_a_dossier_with_nothing_to_tell_makes_no_deck_and_says_why(dossier: Callable) -> None:
    (document,) = Diaporama().documents(dossier(""))
    assert "ni contexte ni activité" in (Diaporama().refusal(document) or "")


def test_a_template_without_a_layout_is_an_error_that_names_it(
    made, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "diaporama" / "neutre.pptx"
    file.parent.mkdir()
    spoilt = Presentation(io.BytesIO(context.resources.bytes("diaporama/neutre.pptx")))
    next(each for each in spoilt.slide_layouts if each.name == "Citation").name = "Quote"
    spoilt.save(file)
    own = Context(Resources((tmp_path, *context.resources.roots)), context.theme, print)
    with pytest.raises(HandledError) as caught:
        Diaporama().render(made.document, own)
    assert [found.code for found in caught.value.diagnostics] == ["R201"]
    assert "`Citation`" in caught.value.diagnostics[0].message


def test_a_layout_without_room_for_its_picture_is_an_error_that_says_so(
    made, context: Context, tmp_path: Path
) -> None:
    file = tmp_path / "diaporama" / "neutre.pptx"
    file.parent.mkdir()
    spoilt = Presentation(io.BytesIO(context.resources.bytes("diaporama/neutre.pptx")))
    layout = next(each for each in spoilt.slide_layouts if each.name == "Texte et image")
    picture = next(each for each in layout.placeholders if each.placeholder_format.idx == 12)
    picture._element.getparent().remove(picture._element)
    spoilt.save(file)
    own = Context(Resources((tmp_path, *context.resources.roots)), context.theme, print)
    with pytest.raises(HandledError) as caught:
        Diaporama().render(made.document, own)
    assert caught.value.diagnostics[0].code == "R202"
    assert "1\u00a0zone d’image" in caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("place", "told"), [("themes/prune/diaporama.pptx", []), ("diaporama/prune.pptx", ["R206"])]
)
def test_the_template_of_a_theme_lies_with_its_other_files_or_says_where_it_should(
    made, context: Context, tmp_path: Path, place: str, told: list[str]
) -> None:
    own = Presentation(io.BytesIO(context.resources.bytes("diaporama/neutre.pptx")))
    own.core_properties.category = "modèle de prune"
    (tmp_path / place).parent.mkdir(parents=True)
    own.save(tmp_path / place)
    said: list[Diagnostic] = []
    roots = Resources((tmp_path, *context.resources.roots))
    theme = evolve(context.theme, name="prune")
    data = Diaporama().render(made.document, Context(roots, theme, said.append))
    assert Presentation(io.BytesIO(data)).core_properties.category == "modèle de prune"
    assert [found.code for found in said] == told


def test_another_theme_gives_its_colours_to_the_template(
    made, context: Context, tmp_path: Path
) -> None:
    neutral = context.resources.bytes("themes/neutre.yaml").decode()
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "prune.yaml").write_text(
        neutral.replace("#1F3A5F", "#5B1F4F"), encoding="utf-8"
    )
    resources = Resources((tmp_path, *context.resources.roots))
    own = Context(resources, load_theme("prune", resources), print)
    (root,) = parts(Diaporama().render(made.document, own), r"ppt/theme/theme1\.xml").values()
    assert root.find(f".//{A}accent1/{A}srgbClr").get("val") == "5B1F4F"


def test_the_shipped_template_wears_the_colours_of_the_neutral_theme(context: Context) -> None:
    data = context.resources.bytes("diaporama/neutre.pptx")
    (root,) = parts(data, r"ppt/theme/theme1\.xml").values()
    for slot, name in (("dk1", "encre"), ("accent1", "accent"), ("accent2", "second")):
        value = root.find(f".//{A}{slot}/{A}srgbClr").get("val")
        assert f"#{value}" == context.theme.colour(name).upper()


def test_a_document_is_named_after_its_territory(made) -> None:
    document: Document = made.document
    assert document.name == f"diaporama-{document.dossier.slug}"
