"""Slides of few words fill their place: rows, large pictograms, tall pictures, drawn shares."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from itertools import combinations, cycle, pairwise

import pytest
from PIL import Image
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Pt
from tests.plugins.diaporama.lecteur import A

from ppgp_diaporama.fit.fit import pages
from ppgp_diaporama.fit.frames import Box
from ppgp_diaporama.fit.grid import around
from ppgp_diaporama.fit.measure import line_ends, width
from ppgp_diaporama.fit.titles import held
from ppgp_diaporama.slides import Para
from ppgp_diaporama.story.deck import tell
from ppgp_docs.francais.espaces import simplifier

HEAD = 'departement: "971"\ncontexte:\n  titre: Un accueil refait avec les familles\n  blocs:\n'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}"><rect/></svg>'


def slide_of(make: Callable, story: object) -> object:
    """The slide after the cover."""
    return list(make(story).deck.slides)[1]


def bodies(slide) -> list:
    return [each for each in slide.placeholders if 11 <= each.placeholder_format.idx < 20]


def listed(items: list[str], numbered: bool = False, title: str = "Ce qui est demandé") -> str:
    written = "".join(f"        - {item}\n" for item in items)
    ordered = "      numerotee: oui\n" if numbered else ""
    return f"{HEAD}    - type: liste\n      titre: {title}\n{ordered}      elements:\n{written}"


def test_a_short_list_has_a_row_of_the_width_of_the_slide_for_each_item(make, read_text) -> None:
    items = ["Des horaires du soir", "Un lieu pour jouer", "Un nom sur la porte", "Un guide"]
    slide = slide_of(make, read_text(listed(items)))
    head, *rows = bodies(slide)
    assert head.text_frame.text == "Ce qui est demandé"
    assert [row.text_frame.text for row in rows] == items
    assert {(row.left, row.width) for row in rows} == {(Pt(56), Pt(848))}
    assert {row.text_frame.vertical_anchor for row in rows} == {MSO_ANCHOR.MIDDLE}
    assert rows[-1].top + rows[-1].height >= Pt(480)


def test_the_items_of_an_ordered_list_keep_their_numbers(make, read_text) -> None:
    items = ["Écouter", "Essayer", "Garder", "Dire"]
    slide = slide_of(make, read_text(listed(items, numbered=True)))
    starts = slide._element.xpath(".//a:buAutoNum/@startAt")
    assert starts == ["1", "2", "3", "4"]


def test_the_items_of_a_list_told_by_their_number_bear_theirs(make, read_text) -> None:
    items = ["Un lieu", "Des horaires", "Un nom", "Un guide"]
    for title, starts in (("Quatre demandes", ["1", "2", "3", "4"]), ("Deux demandes", [])):
        slide = slide_of(make, read_text(listed(items, title=title)))
        assert slide._element.xpath(".//a:buAutoNum/@startAt") == starts


def test_only_rows_and_no_heading_have_a_rule(make, read_text) -> None:
    slide = slide_of(make, read_text(listed(["Un lieu", "Des heures", "Un nom", "Un"])))
    assert len([shape for shape in slide.shapes if shape.name == "Filet"]) == 4


def test_a_lone_quote_stands_on_the_accent_nearer_to_its_title_than_to_the_foot(made) -> None:
    quotes = [each for each in made.deck.slides if each.slide_layout.name == "Citation"]
    for slide in filter(bodies, quotes):
        [text] = bodies(slide)
        assert text.text_frame.vertical_anchor == MSO_ANCHOR.MIDDLE
        ground = slide.slide_layout._element.xpath("./p:cSld/p:bg//a:schemeClr/@val")
        assert ground == ["accent1"]
        [rule] = [shape for shape in slide.shapes if shape.name == "Filet"]
        title = slide.shapes.title
        assert rule.top - title.top - title.height < Pt(490) - rule.top - rule.height


def test_a_long_list_or_long_items_stay_a_list(make, read_text) -> None:
    for items in (["Un mot"] * 5, ["Un mot", "mot " * 15]):
        slide = slide_of(
            make, read_text(listed([f"{item.strip()} {n}" for n, item in enumerate(items)]))
        )
        assert slide.slide_layout.name == "Liste"


def test_the_messages_are_numbered_rows_of_equal_weight(made) -> None:
    """Said after the cover, and again before the call."""
    said = [simplifier(each.version_courte.plain) for each in made.document.dossier.activites]
    titled = [each for each in made.deck.slides if "constats" in each.shapes.title.text]
    assert len(titled) == 2
    for slide in titled:
        rows = bodies(slide)
        assert [simplifier(row.text_frame.text) for row in rows] == said
        assert len({(row.left, row.width, row.height) for row in rows}) == 1
        numbers = [node.get("startAt") for node in slide._element.iter(f"{A}buAutoNum")]
        assert numbers == [str(rank) for rank in range(1, len(rows) + 1)]


def test_two_or_three_short_items_stand_under_bars_of_two_colours(make, read_text) -> None:
    slide = slide_of(make, read_text(listed(["Un lieu", "Des horaires", "Un nom"])))
    head, *texts = bodies(slide)
    assert head.text_frame.text == "Ce qui est demandé"
    assert {text.top for text in texts} == {texts[0].top}
    bars = [shape for shape in slide.shapes if shape.name == "Filet épais"]
    assert [(bar.left, bar.width) for bar in bars] == [(text.left, text.width) for text in texts]
    assert all(head.top + head.height < bar.top < texts[0].top for bar in bars)
    colours = [str(bar.fill.fore_color.theme_color) for bar in bars]
    assert colours[0] == colours[2] != colours[1]
    assert not [text for text in texts if text._element.spPr.find(f"{A}solidFill") is not None]


def test_columns_follow_a_title_of_one_line_and_keep_off_their_heading(make, read_text) -> None:
    """A line that « (2/2) » would fill asks for the room of one line where there is one slide."""
    title = "L’accueil et la proximité font la force du service"
    text = listed(["Un lieu", "Des horaires"]).replace("Un accueil refait avec les familles", title)
    slide = slide_of(make, read_text(text))
    head, *texts = bodies(slide)
    assert head.top < Pt(100)
    assert texts[0].top >= head.top + head.height + Pt(8)


@pytest.mark.parametrize(
    ("name", "word"), [("01-ain", "N°"), ("60-oise", "Activité")], ids=["numero", "ordinal"]
)
def test_an_activity_opens_on_its_number_as_the_dossier_asks(decks, name, word) -> None:
    slides = decks(name).deck.slides
    openers = [each for each in slides if each.slide_layout.name == "Intercalaire"]
    said = [bodies(slide)[0].text_frame.text for slide in openers]
    assert said == [f"{word}\u00a0{step}" for step in range(1, len(said) + 1)]
    assert len(said) > 1


def test_a_lone_contact_has_a_card_no_wider_than_those_of_two(decks) -> None:
    for name, count in (("01-ain", 2), ("60-oise", 1)):
        slides = decks(name).deck.slides
        call = next(each for each in slides if each.slide_layout.name == "Contact")
        cards = [each for each in call.placeholders if each.name.startswith("Contact")]
        assert [card.width for card in cards] == [Pt(402)] * count


def test_a_list_that_its_title_says_whole_is_shown(make, read_text) -> None:
    """A title alone would leave the evidence to the notes."""
    text = HEAD.replace("Un accueil refait avec les familles", "Écouter, essayer, garder")
    items = "".join(f"        - {item}\n" for item in ("Écouter", "Essayer", "Garder"))
    slide = slide_of(make, read_text(f"{text}    - type: liste\n      elements:\n{items}"))
    assert [each.text_frame.text for each in bodies(slide)] == ["Écouter", "Essayer", "Garder"]


def test_steps_that_their_title_says_are_drawn(make, read_text) -> None:
    text = HEAD.replace("Un accueil refait avec les familles", "Recenser, choisir, tester")
    long = "Les équipes relisent ensemble chaque document avec les familles du territoire. "
    steps = "".join(
        f"        - {{titre: {name}, texte: '{long * 2}'}}\n"
        for name in ("Recenser", "Choisir", "Tester")
    )
    slide = slide_of(make, read_text(f"{text}    - type: etapes\n      etapes:\n{steps}"))
    assert slide.slide_layout.name == "Chronologie"
    assert [group for group in slide.shapes if group.shape_type == 6]


def test_titles_begin_at_one_height(made) -> None:
    left_out = ("Couverture", "Intercalaire", "Image")
    tops = {
        round(slide.shapes.title.top / 36000)
        for slide in made.deck.slides
        if slide.slide_layout.name not in left_out and not _is_statement(slide)
    }
    assert tops == {15}


def _is_statement(slide) -> bool:
    return slide.slide_layout.name == "Citation" and not bodies(slide)


def test_upright_pictures_before_and_after_are_as_tall_as_the_slide(made) -> None:
    pairs = [each for each in made.deck.slides if each.slide_layout.name == "Avant-après"]
    assert pairs
    for slide in pairs:
        pictures = [each for each in slide.shapes if hasattr(each, "crop_left")]
        assert all(picture.height >= Pt(420) for picture in pictures)


CARD = (
    "        - titre: {}\n          picto: {{fichier: dessin.svg, decoratif: oui}}\n"
    "          texte: {}\n"
)


def test_a_title_of_several_lines_ends_on_two_words_at_least(made) -> None:
    titles = [each.shapes.title.text for each in made.deck.slides]
    long = [title for title in titles if len(title) > 40 and not title.startswith("Annexe")]
    assert any("\u00a0" in title[-20:] for title in long)


def test_titles_alone_stand_under_large_pictograms(make, read_text) -> None:
    """Their texts are the notes': together they have more words than a slide bears."""
    names = ("Écouter", "Jouer", "Dire")
    cards = "".join(CARD.format(name, "mot " * 40) for name in names)
    text = f"{HEAD}    - type: cartes\n      cartes:\n{cards}"
    slide = slide_of(make, read_text(text, drawing=DRAWING.format(10, 10)))
    pictures = [each for each in slide.shapes if hasattr(each, "crop_left")]
    titles = bodies(slide)
    assert [each.text_frame.text for each in titles] == list(names)
    assert [picture.left for picture in pictures] == [title.left for title in titles]
    for picture, title in zip(pictures, titles, strict=True):
        assert min(picture.width, picture.height) >= Pt(100)
        assert picture.top + picture.height < title.top


PLACED = (
    "    - type: image\n      largeur: {}\n      texte: Un mot\n"
    "      image: {{fichier: {}, alt: Une vue}}\n"
)


@pytest.mark.parametrize(("wide", "high"), [(70, 100), (100, 100)])
def test_an_upright_picture_is_as_tall_as_the_slide(make, read_text, wide: int, high: int) -> None:
    text = HEAD + PLACED.format("moyenne", "dessin.svg")
    slide = slide_of(make, read_text(text, drawing=DRAWING.format(wide, high)))
    [picture] = [each for each in slide.shapes if hasattr(each, "crop_left")]
    assert picture.height >= Pt(460)
    for text in (slide.shapes.title, *bodies(slide)):
        if text.has_text_frame:
            assert text.left + text.width <= picture.left


def test_a_picture_asked_small_stays_small(make, read_text) -> None:
    text = HEAD + PLACED.format("petite", "dessin.svg")
    slide = slide_of(make, read_text(text, drawing=DRAWING.format(100, 100)))
    [picture] = [each for each in slide.shapes if hasattr(each, "crop_left")]
    assert picture.width <= Pt(848 / 4) + 1


def test_a_picture_of_few_points_is_not_blurred(make, read_text) -> None:
    story = read_text(HEAD + PLACED.format("moyenne", "dessin.svg"), drawing=DRAWING.format(1, 1))
    data = io.BytesIO()
    Image.effect_noise((200, 300), 40).save(data, "PNG")
    (story.dossier_dir / "dessin.svg").write_bytes(data.getvalue())
    slide = slide_of(make, story)
    [picture] = [each for each in slide.shapes if hasattr(each, "crop_left")]
    assert 200 / (picture.width / 914400) >= 90


def test_a_gallery_is_a_slide_of_pictures_in_their_shapes(make, read_text) -> None:
    """Their captions are the speaker's; each picture says what it shows."""
    view = "        - image: {{fichier: dessin.svg, alt: Vue {}}}\n          legende: Légende {}\n"
    views = "".join(view.format(rank, rank) for rank in range(1, 6))
    text = f"{HEAD}    - type: galerie\n      titre: Cinq vues\n      vues:\n{views}"
    slide = slide_of(make, read_text(text, drawing=DRAWING.format(150, 100)))
    pictures = [each for each in slide.shapes if hasattr(each, "crop_left")]
    assert len(pictures) == 5
    heard = [each._element.nvPicPr.cNvPr.get("descr") for each in pictures]
    assert heard == [f"Vue {rank}" for rank in range(1, 6)]
    for each in pictures:
        assert each.width / each.height == pytest.approx(1.5, abs=0.01)
        assert each.top >= slide.shapes.title.top + Pt(40)
        assert each.left + each.width <= Pt(905)
    assert "Légende 5" in slide.notes_slide.notes_text_frame.text


def test_a_share_is_drawn_under_the_number_that_says_it(made) -> None:
    [slide] = [each for each in made.deck.slides if each.slide_layout.name == "Chiffres"]
    rests = [each for each in slide.shapes if each.name == "Reste"]
    parts = [each for each in slide.shapes if each.name == "Part"]
    story = made.document.dossier
    whole = {"01-ain": (9, 62), "60-oise": (13, 180)}[story.dossier_dir.name]
    part, rest = parts[0], rests[0]
    assert part.left + part.width == pytest.approx(rest.left, abs=2)
    drawn = part.width / (part.width + rest.width)
    assert drawn == pytest.approx(whole[0] / whole[1], abs=0.001)


def test_words_that_stand_beside_a_rule_begin_where_it_does(make, read_text) -> None:
    """Short quotes one under the other stand at mid-height, each with its rule."""
    said = "".join(
        f"  c{n}: {{texte: Un mot de plus., attribution: Une personne}}\n" for n in "123"
    )
    quotes = "".join(f"    - {{type: citation, citation: c{n}}}\n" for n in "123")
    slide = slide_of(make, read_text(f"citations:\n{said}{HEAD}{quotes}"))
    assert slide.slide_layout.name == "Paroles"
    rules = [shape for shape in slide.shapes if shape.name == "Filet"]
    for text, rule in zip(bodies(slide), rules, strict=True):
        assert text.text_frame.vertical_anchor == MSO_ANCHOR.MIDDLE
        middles = [each.top + each.height / 2 for each in (text, rule)]
        assert abs(middles[0] - middles[1]) <= Pt(1)


def test_the_whole_case_study_stands_on_one_slide_after_the_call(made) -> None:
    """Findings, figures, a quote, who to write to: to leave, not to present."""
    slides = list(made.deck.slides)
    [rank] = [n for n, each in enumerate(slides) if "en une page" in each.shapes.title.text]
    assert slides[rank - 1].slide_layout.name == "Contact"
    story = made.document.dossier
    findings, closing, *figures = bodies(slides[rank])
    lines = [each.version_courte.plain for each in story.activites]
    said = findings.text_frame.text.split("\n")
    assert [*map(simplifier, said)] == [*map(simplifier, lines)]
    assert "«" in closing.text_frame.text
    assert story.appel.contacts[0].courriel in closing.text_frame.text
    assert 3 <= len(figures) <= 4


def test_a_dossier_without_findings_has_no_summary(make, read_text) -> None:
    titles = [
        each.shapes.title.text for each in make(read_text(listed(["Un", "Deux"]))).deck.slides
    ]
    assert not any("en une page" in title for title in titles)


def test_a_picture_whose_one_paragraph_is_the_title_of_its_slide_stands_under_it(
    make, read_text
) -> None:
    story = (
        'departement: "971"\ncontexte:\n  blocs:\n    - Les familles ont refait leur accueil.\n'
        "    - {type: image, image: {fichier: dessin.svg, alt: Un accueil}}\n"
    )
    slide = slide_of(make, read_text(story, DRAWING.format(1200, 800)))
    assert slide.shapes.title.text_frame.text == "Les familles ont refait leur accueil"
    assert slide._element.xpath(".//p:pic")


def laid(read_text, standard, text: str, *shapes: float) -> list:
    """The pages of a context of one block, its pictures having these shapes in turn."""
    ratios = cycle(shapes or (1.0,))
    made = pages(
        tell(read_text(text, DRAWING.format(9, 9))), standard, pytest.fail, lambda _: next(ratios)
    )
    return made[1:]


def shown(page) -> list[Box]:
    return [each.frame.box for each in page.body.pictures]


PEOPLE = (
    'departement: "971"\npersonnes:\n{}contexte:\n  blocs:\n'
    "    - {{type: personnes, titre: Une formatrice anime, personnes: [{}]}}\n"
)


def people(count: int) -> str:
    each = "".join(
        f"  p{n}: {{fonction: Puéricultrice, photo: {{fichier: dessin.svg, alt: Un}}}}\n"
        for n in range(count)
    )
    return PEOPLE.format(each, ", ".join(f"p{n}" for n in range(count)))


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_portrait_is_never_cut_to_a_strip(count: int, read_text, standard) -> None:
    [page] = laid(read_text, standard, people(count), *[0.7] * count)
    for box in shown(page):
        assert box.w / box.h == pytest.approx(0.7)
    if count == 1:
        [box], [text] = shown(page), page.body.texts
        assert box.h > 300
        assert text.frame.box.x > box.x + box.w


GALLERY = HEAD + "    - type: galerie\n      titre: Ici\n      vues:\n{}"
VIEW = "        - {image: {fichier: dessin.svg, alt: Une salle}, legende: Une salle}\n"


@pytest.mark.parametrize(
    "shapes",
    [(1.5, 4.2, 1.3), (1.5, 1.5), (1.5, 0.7, 4.2, 1.3, 0.9, 0.3, 1.5, 0.7, 1.5), (0.7,) * 4],
)
def test_pictures_fill_the_width_or_the_height_of_their_slide(
    shapes: tuple[float, ...], read_text, standard
) -> None:
    ratios = cycle(shapes)
    text = GALLERY.format(VIEW * len(shapes))
    story = read_text(text, DRAWING.format(9, 9))
    _, page = pages(tell(story), standard, pytest.fail, lambda _: next(ratios))
    boxes = shown(page)
    for box, shape in zip(boxes, shapes, strict=True):
        assert box.w / box.h == pytest.approx(shape)
    whole = around(boxes)
    assert whole.w > 800 or whole.h > 320
    for one, other in combinations(boxes, 2):
        across = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
        down = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
        assert across <= 0.1 or down <= 0.1


def test_two_wide_pictures_take_the_halves_of_the_slide_over_what_changes(
    read_text, standard
) -> None:
    side = "{image: {fichier: dessin.svg, alt: Une salle}}"
    text = (
        f"{HEAD}    - type: avant_apres\n      titre: La salle\n      avant: {side}\n"
        f"      apres: {side}\n"
        "      changements: [Une table basse]\n"
    )
    [page] = laid(read_text, standard, text, 1.5, 1.5)
    before, after = shown(page)
    assert before.w == after.w > 400
    change = page.body.texts[-1]
    assert change.frame.box.y > before.y + before.h
    assert change.frame.box.w > 800


@pytest.mark.parametrize("count", [100, 120, 140])
def test_a_long_title_is_never_smaller_than_the_text_under_it(
    count: int, read_text, standard
) -> None:
    long = "Repenser avec les familles et les équipes les supports du service. " * 4
    text = HEAD.replace("Un accueil refait avec les familles", long[:count].strip())
    [page] = laid(read_text, standard, f"{text}    - Un texte.\n")
    assert page.title[0].size == 28
    assert all(placed.styles[0].size <= 28 for placed in page.body.texts)


def test_an_address_stands_whole_on_a_card_as_wide_as_it_needs(read_text, standard) -> None:
    long = "une-adresse-tres-longue-pour-un-service@collectivite-exemple.fr"
    text = (
        f"{HEAD}    - Un texte.\nappel:\n  accroche: Faites de même\n"
        f"  contacts: [{{fonction: Direction, courriel: {long}}}]\n"
    )
    page = laid(read_text, standard, text)[-1]
    card = page.body.texts[-1]
    address = card.panel.paras[-1]
    wide = width(address.plain, card.styles[address.level].size)
    assert wide <= card.frame.room.w


@pytest.mark.parametrize("code", ["04", "06", "64", "73", "90", "974", "2A", "93", "01"])
@pytest.mark.parametrize("form", ["locatif", "de"])
def test_what_introduces_a_territory_is_never_alone_on_a_line_of_a_cover(
    code: str, form: str, read_text, standard
) -> None:
    text = f'departement: "{code}"\npresentation: {{titre_forme: {form}}}\n'
    story = read_text(text + "contexte: {blocs: [Un texte.]}\n")
    page = pages(tell(story), standard, pytest.fail)[0]
    style, room = page.title[0], page.layout.title.room.w
    para = held(Para(page.slide.title.runs), style, room)
    ends = [at for at, _ in line_ends(para.runs, style, room)]
    lines = [para.plain[a:b].strip() for a, b in pairwise((0, *ends, len(para.plain)))]
    assert "Petits\u00a0pas,\u00a0Grands\u00a0pas" in lines[0]
    assert not {"dans", "dans les", "dans la", "dans le", "en", "à", "du", "de"} & {
        line.replace("\u00a0", " ") for line in lines
    }
    assert not [line for line in lines if re.search(r"-$|[ \u00a0](?:du|des|de|la|les?)$", line)]
