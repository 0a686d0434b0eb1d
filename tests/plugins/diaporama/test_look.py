"""How decks look: themes, contrast, colour blindness, a designer's own template."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt
from tests.plugins.diaporama.vision import EYES, distance

from ppgp_diaporama.draw.theming import SLOTS, recolour
from ppgp_diaporama.draw.vector import rasterised
from ppgp_docs.api import Context, Theme
from ppgp_docs.assets.theme import LARGE_CONTRAST, MINIMUM_CONTRAST, contrast, load_theme
from ppgp_docs.workspace.resources import Resources

THEMES = ("neutre", "rivage", "atelier")
LARGE = 18
"""Points from which a text is large (WCAG 2.1, 1.4.3: 18 points, or 14 in bold)."""

WRITTEN = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.BODY)
MAPPED = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


@pytest.fixture(scope="session", params=THEMES)
def theme(request: pytest.FixtureRequest, context: Context) -> Theme:
    return load_theme(request.param, context.resources)


@pytest.fixture
def template(theme: Theme, context: Context) -> Any:
    """The template of a theme, or the standard one in its colours."""
    if f"diaporama/{theme.name}.pptx" in context.resources.names("diaporama"):
        return Presentation(io.BytesIO(context.resources.bytes(f"diaporama/{theme.name}.pptx")))
    presentation = Presentation(io.BytesIO(context.resources.bytes("diaporama/neutre.pptx")))
    recolour(presentation, theme)
    return presentation


def texts(layout: Any, theme: Theme) -> Iterator[tuple[str, str, str, float]]:
    """Each level of each text, and its links: name, colour, ground, least contrast."""
    mapping = layout._element.find("{*}clrMapOvr/{*}overrideClrMapping")
    link = mapping.get("hlink") if mapping is not None else "hlink"
    for holder in layout.placeholders:
        if holder.placeholder_format.type not in WRITTEN:
            continue
        ground = _colour(_ground(layout, holder), theme)
        for look in holder._element.iterfind(".//{*}lstStyle/*/{*}defRPr"):
            large = int(look.get("sz")) >= LARGE * 100
            least = LARGE_CONTRAST if large else MINIMUM_CONTRAST
            own = look.find("{*}solidFill/{*}schemeClr").get("val")
            yield holder.name, _colour(own, theme), ground, least
            yield f"{holder.name}, lien", _colour(link, theme), ground, least


def _ground(layout: Any, holder: Any) -> str:
    """The colour under a text: its own, that of the band that holds it, that of the slide."""
    own = holder._element.find("{*}spPr/{*}solidFill/{*}schemeClr")
    if own is not None:
        return own.get("val")
    for shape in layout.shapes:
        if not shape.is_placeholder and _holds(shape, holder):
            return shape._element.find("{*}spPr/{*}solidFill/{*}schemeClr").get("val")
    return layout._element.find("{*}cSld/{*}bg//{*}schemeClr").get("val")


def _holds(shape: Any, holder: Any) -> bool:
    return (
        shape.left <= holder.left
        and shape.top <= holder.top
        and holder.left + holder.width <= shape.left + shape.width
        and holder.top + holder.height <= shape.top + shape.height
    )


def _colour(name: str, theme: Theme) -> str:
    return theme.colour(SLOTS[MAPPED.get(name, name)])


def test_every_text_and_every_link_stands_out_from_its_ground(template, theme) -> None:
    pale = [
        (layout.name, name, ink, ground)
        for layout in template.slide_layouts
        for name, ink, ground, least in texts(layout, theme)
        if contrast(ink, ground) < least
    ]
    assert pale == []


@pytest.mark.parametrize("eye", EYES)
def test_the_colours_of_drawings_stay_apart_for_colour_blind_readers(theme, eye: str) -> None:
    assert distance(theme.colour("accent"), theme.colour("papier"), eye) > 50
    assert distance(theme.colour("accent"), theme.colour("second"), eye) > 15


def test_a_chart_says_nothing_by_colour_alone(any_deck) -> None:
    """One colour for all bars, and each one labelled."""
    charts = [s.chart for slide in any_deck.deck.slides for s in slide.shapes if s.has_chart]
    for chart in charts:
        bars, track, place = chart.plots[0].series
        assert [list(series._element.iter("{*}dPt")) for series in (bars, track)] == [[], []]
        labels = [label for label in place._element.iter("{*}dLbl") if list(label.iter("{*}t"))]
        assert len(labels) == len(tuple(bars.values))


def test_a_light_cover_has_the_accent_on_paper(template, theme) -> None:
    cover = next(each for each in template.slide_layouts if each.name == "Couverture")
    assert (_ground(cover, cover.placeholders.get(0)) == "bg1") == (theme.cover == "claire")


@pytest.fixture
def own(context: Context, tmp_path: Path) -> Callable[..., Context]:
    """A workspace with its own theme, ``prune``, and a template that a designer restyled."""

    def make(restyle: Callable[[Any], None]) -> Context:
        colours, file = tmp_path / "themes" / "prune.yaml", tmp_path / "diaporama" / "prune.pptx"
        for folder in (colours.parent, file.parent):
            folder.mkdir()
        colours.write_bytes(context.resources.bytes("themes/neutre.yaml"))
        designed = Presentation(io.BytesIO(context.resources.bytes("diaporama/neutre.pptx")))
        restyle(designed)
        designed.save(file)
        resources = Resources((tmp_path, *context.resources.roots))
        return evolve(context, resources=resources, theme=load_theme("prune", resources))

    return make


def layout_of(presentation: Any, name: str) -> Any:
    return next(each for each in presentation.slide_layouts if each.name == name)


def test_a_template_restyled_by_a_designer_is_followed(made, own) -> None:
    """A narrower text zone, moved, in smaller type: the text is measured again and still fits."""

    def restyle(designed: Any) -> None:
        zone = layout_of(designed, "Citation").placeholders[1]
        zone.left, zone.top, zone.width, zone.height = Pt(500), Pt(150), Pt(400), Pt(330)

    deck = made.rendered(own(restyle))
    named = [slide for slide in deck.slides if slide.slide_layout.name == "Citation"]
    quotes = [slide for slide in named if len(list(slide.placeholders)) > 3]
    assert quotes
    for slide in quotes:
        assert slide.placeholders[11].left == Pt(500)
        assert slide.placeholders[11].width == Pt(400)


def test_a_template_without_places_for_pictograms_or_logo_still_works(made, own) -> None:
    def restyle(designed: Any) -> None:
        for name, optional in (("Cases", range(21, 27)), ("Couverture", (13,))):
            for holder in list(layout_of(designed, name).placeholders):
                if holder.placeholder_format.idx in optional:
                    holder._element.getparent().remove(holder._element)

    deck = made.rendered(own(restyle))
    assert len(deck.slides) == len(made.deck.slides)


def named(slide: Any, name: str) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name == name]


def test_each_text_of_a_row_stands_under_a_rule_of_its_width(made) -> None:
    seen = 0
    for slide in made.deck.slides:
        if slide.slide_layout.name not in ("Cases", "Deux colonnes", "Chiffres"):
            continue
        texts = [each for each in slide.placeholders if 11 <= each.placeholder_format.idx < 20]
        rules = named(slide, "Filet")
        if not rules:
            continue  # each text has a ground of its own
        heading, texts = texts[: len(texts) - len(rules)], texts[len(texts) - len(rules) :]
        assert len(heading) <= 1
        assert all(each.height < Pt(60) for each in heading)
        assert [(each.left, each.width) for each in rules] == [
            (each.left, each.width) for each in texts
        ]
        assert all(
            rule.top + rule.height == text.top for rule, text in zip(rules, texts, strict=True)
        )
        seen += len(rules)
    assert seen


def test_dividers_show_how_far_the_parts_have_come(made) -> None:
    dividers = [each for each in made.deck.slides if each.slide_layout.name == "Intercalaire"]
    assert dividers
    for rank, slide in enumerate(dividers, start=1):
        steps = [bool(each._element.xpath(".//a:alpha")) for each in named(slide, "Avancement")]
        assert steps == [False] * rank + [True] * (len(dividers) - rank), "those to come are faint"


def test_a_template_without_rules_nor_progress_still_works(made, own) -> None:
    def restyle(designed: Any) -> None:
        for layout in designed.slide_layouts:
            for shape in list(layout.shapes):
                if shape.name in ("Filet", "Avancement"):
                    shape._element.getparent().remove(shape._element)

    deck = made.rendered(own(restyle))
    assert not [each for slide in deck.slides for each in named(slide, "Filet")]
    assert len(deck.slides) == len(made.deck.slides)


def test_the_logo_of_a_theme_is_on_the_cover_and_described(
    made, context: Context, tmp_path: Path
) -> None:
    drawing = '<rect width="9" height="3"/></svg>'
    head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3">'
    (tmp_path / "logo.svg").write_text(head + drawing, encoding="utf-8")
    theme = evolve(context.theme, logo="logo.svg", logo_alt="Logo du Département")
    resources = Resources((tmp_path, *context.resources.roots))
    cover = made.rendered(evolve(context, theme=theme, resources=resources)).slides[0]
    (logo,) = [shape for shape in cover.shapes if shape.name == "Logo"]
    assert logo._element.find("{*}nvPicPr/{*}cNvPr").get("descr") == "Logo du Département"
    assert logo.width == pytest.approx(logo.height * 3, rel=0.01)


@pytest.mark.parametrize("unit", ["", "px", "mm", "cm", "in", "pt"])
def test_a_drawing_in_any_unit_is_drawn_for_programs_that_show_none(unit: str) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect fill="red" {}/></svg>'
    shape = f'width="9{unit}" height="9{unit}"'
    shown = Image.open(io.BytesIO(rasterised(svg.format(shape).encode(), 10)))
    assert shown.convert("RGBA").getcolors() == [(100, (255, 0, 0, 255))]


def test_only_a_part_that_begins_fades_in(made) -> None:
    for slide in made.deck.slides:
        begins = slide.slide_layout.name == "Intercalaire"
        assert len(slide._element.xpath("./p:transition/p:fade")) == begins
        assert not slide._element.xpath("./p:timing")


def test_a_full_picture_stands_above_its_title(make, read_text) -> None:
    story = read_text(
        'departement: "971"\ncontexte:\n  titre: La salle d’attente\n  blocs:\n'
        "    - type: image\n      largeur: pleine_page\n      legende: Une salle\n"
        "      image: {fichier: dessin.svg, alt: Une salle d’attente}\n",
        drawing='<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><rect/></svg>',
    )
    _, slide = make(story).deck.slides
    picture = next(shape for shape in slide.shapes if hasattr(shape, "crop_left"))
    assert (picture.left, picture.width) == (0, Pt(960))
    assert picture.top + picture.height <= slide.shapes.title.top
    assert "Une salle" in slide.notes_slide.notes_text_frame.text
