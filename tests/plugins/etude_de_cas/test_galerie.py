"""Long, short and odd dossiers, in both themes: each is set like the good ones, or refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from attrs import evolve
from tests.plugins.etude_de_cas.test_mise_en_page import depth

from ppgp_docs.api import blocs, dossier, parse_line, parse_prose

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu, VeraPdf

Study = dossier.Dossier
LONG_TITLE = "Un titre qui dit beaucoup de choses à la fois et ne sait pas finir. " * 5
GREEK = "Le mot « παιδεία » se lit."


def as_it_is(study: Study) -> Study:
    return study


def twelve_activities(study: Study) -> Study:
    ranks = range(1, 13)
    some = (study.activites[rank % len(study.activites)] for rank in ranks)
    named = (evolve(one, titre=parse_line(f"Rang {n}")) for n, one in zip(ranks, some, strict=True))
    return evolve(study, activites=tuple(named))


PICTURED = ("image", "galerie", "avant_apres")


def no_pictures(study: Study) -> Study:
    kept = tuple(
        evolve(one, blocs=tuple(b for b in one.blocs if b.type not in PICTURED))
        for one in study.activites
    )
    people = study.personnes.update(
        {name: evolve(person, photo=None) for name, person in study.personnes.items()}
    )
    return evolve(study, activites=kept, personnes=people, couverture=None)


def forty_priorities(study: Study) -> Study:
    assert study.et_apres
    [first, *_] = study.et_apres.priorites
    many = tuple(evolve(first, titre=parse_line(f"Priorité {rank}.")) for rank in range(1, 41))
    return evolve(study, et_apres=evolve(study.et_apres, priorites=many))


def twenty_milestones(study: Study) -> Study:
    assert study.chronologie
    story = study.chronologie
    many = tuple(
        evolve(story.jalons[rank % 2], titre=parse_line(f"Jalon {rank}.")) for rank in range(20)
    )
    return evolve(study, chronologie=evolve(story, jalons=many))


def long_titles(study: Study) -> Study:
    activities = tuple(evolve(one, titre=parse_line(LONG_TITLE)) for one in study.activites)
    programme = LONG_TITLE[:250].strip()
    return evolve(study, activites=activities, demarche=evolve(study.demarche, programme=programme))


def quote_of_two_pages(study: Study) -> Study:
    paragraphs = "\n\n".join(
        " ".join(f"mot{rank}" for rank in range(start, start + 70)) + "."
        for start in range(0, 1400, 70)
    )
    quote = evolve(study.citations["longue"], texte=parse_prose(paragraphs))
    return evolve(study, citations=study.citations.update({"longue": quote}))


def greek(study: Study) -> Study:
    return evolve(study, introduction=evolve(study.introduction, ppgp=parse_prose(GREEK)))


def empty_texts(study: Study) -> Study:
    assert study.et_apres
    assert study.appel
    return evolve(
        study,
        introduction=evolve(study.introduction, ici=parse_prose("")),
        et_apres=evolve(study.et_apres, introduction=parse_prose("")),
        appel=evolve(study.appel, texte=parse_prose(""), contacts=(), lien=""),
        sigles=type(study.sigles)(),
    )


def only_pictures(study: Study) -> Study:
    """Sections of a picture each, of every width, and galleries of two to nine."""
    image = next(b.image for one in study.activites for b in one.blocs if b.type == "image")
    widths = ("pleine", "bandeau", "moyenne", "pleine_page", "petite")
    shown = [blocs.ImagePlacee(image=image, largeur=width, place=study.place) for width in widths]
    vue = blocs.Vue(image=image, legende=parse_line("Une vue"), place=study.place)
    shown += [blocs.Galerie(vues=(vue,) * count, place=study.place) for count in range(2, 10)]
    sections = tuple(
        blocs.Section(titre=parse_line(f"Vue {rank}"), blocs=(one,), place=study.place)
        for rank, one in enumerate(shown, start=1)
    )
    return evolve(study, activites=(evolve(study.activites[0], blocs=sections),))


def a_table_of_a_page(study: Study) -> Study:
    """Six columns and twenty-five rows, behind a few lines."""
    rows = tuple(
        tuple(parse_line(f"Case {rank}, {column}") for column in range(6)) for rank in range(25)
    )
    table = blocs.Tableau(
        titre=parse_line("Un tableau"), colonnes=rows[0], lignes=rows, place=study.place
    )
    first, *others = study.activites
    return evolve(study, activites=(evolve(first, blocs=(*first.blocs, table)), *others))


def a_few_words(study: Study) -> Study:
    first = study.activites[0]
    text = blocs.Paragraphe(texte=parse_prose("Une phrase."), place=study.place)
    return evolve(study, activites=(evolve(first, blocs=(text,)),), et_apres=None, contexte=None)


ODD: dict[str, Callable[[Study], Study]] = {
    make.__name__: make
    for make in (
        as_it_is,
        twelve_activities,
        no_pictures,
        forty_priorities,
        twenty_milestones,
        long_titles,
        quote_of_two_pages,
        greek,
        empty_texts,
        only_pictures,
        a_table_of_a_page,
        a_few_words,
    )
}
SAID = {
    "twelve_activities": [f"rang{rank}" for rank in range(1, 13)],
    "forty_priorities": [f"{rank}priorité{rank}." for rank in range(1, 41)],
    "twenty_milestones": [f"jalon{rank}." for rank in range(20)],
    "quote_of_two_pages": [f"mot{rank}" for rank in range(1400)],
    "long_titles": [re.sub(r"\s", "", LONG_TITLE).casefold()] * 3,
    "greek": ["παιδεία"],
}
"""What a voice must say of each, in this order."""


@pytest.fixture(scope="session", params=ODD)
def odd(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def gallery(etude: Study, rendre: Rendre) -> dict[str, Rendu]:
    """Every odd dossier, the themes taking turns."""
    turns = zip(ODD.items(), cycle(("neutre", "rivage", "atelier")), strict=False)
    return {name: rendre(make(etude), theme=theme) for (name, make), theme in turns}


@pytest.fixture
def drawn(odd: str, gallery: dict[str, Rendu]) -> Rendu:
    return gallery[odd]


@pytest.mark.verapdf
def test_every_odd_dossier_complies_with_pdf_ua(
    gallery: dict[str, Rendu], verapdf: VeraPdf
) -> None:
    said = verapdf(rendered.fichier for rendered in gallery.values())
    assert dict(zip(gallery, said, strict=True)) == dict.fromkeys(gallery, "conforme")


def test_nothing_is_lost_nor_moved(odd: str, drawn: Rendu) -> None:
    said, place = drawn.dit(), 0
    for text in SAID.get(odd, []):
        place = said.find(text, place)
        assert place >= 0, text
        place += len(text)


def test_no_page_of_an_odd_dossier_is_filled_under_three_fifths(odd: str, drawn: Rendu) -> None:
    """But covers, openers, full pictures and what they follow, the last page of a part."""
    ends, full = drawn.fins_de_partie(), full_pictures(drawn)
    aside = ends | {rank + 1 for rank in ends} | full | {rank - 1 for rank in full}
    kinds = set(range(1, len(drawn.pages()))) - aside
    filled = {rank + 1: round(depth(drawn, rank), 2) for rank in kinds}
    assert {rank: ink for rank, ink in filled.items() if ink < 0.6} == {}


def test_the_title_of_a_full_picture_stands_on_its_page(gallery: dict[str, Rendu]) -> None:
    drawn = gallery["only_pictures"]
    [full] = full_pictures(drawn) - {len(drawn.pages()) - 1}
    assert drawn.pages()[full].split()[:2] == ["Vue", "4"]


def test_the_pictures_of_a_gallery_fill_their_rows(gallery: dict[str, Rendu]) -> None:
    """Those of a row have one height; each says what it shows."""
    drawn = gallery["only_pictures"]
    with drawn.ouvrir() as pdf:
        alternatives = [str(node.Alt) for node in figures(pdf.Root.StructTreeRoot.K)]
    assert alternatives.count("Le plateau") >= sum(range(2, 10))
    assert "" not in alternatives


def figures(node: Any) -> Iterator[Any]:
    """The figures of a tag tree."""
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from figures(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        if node.S == "/Figure":
            yield node
        yield from figures(node.get("/K", []))


def full_pictures(rendered: Rendu) -> set[int]:
    """The pages that have no number at their foot, covers aside."""
    feet = enumerate((page.split() or [""])[-1] for page in rendered.pages())
    return {rank for rank, foot in feet if foot != f"{rank + 1}"} - {0}


def test_headings_never_skip_a_level_in_odd_dossiers(drawn: Rendu) -> None:
    levels = [int(tag[1]) for tag, _ in drawn.balises() if re.fullmatch(r"H\d", tag)]
    assert max(after - before for before, after in pairwise(levels)) == 1


def test_no_heading_is_left_alone_at_the_foot_of_a_page(drawn: Rendu, reelle: Rendu) -> None:
    assert [*alone(drawn), *alone(reelle)] == []


def test_real_case_studies_leave_no_more_than_two_fifths_of_a_page_blank(reelle: Rendu) -> None:
    assert max(reelle.blancs()) < 2 / 5


def test_a_dossier_of_the_second_theme_says_the_same(
    etudes: dict[str, Study], reelles: dict[str, Rendu], rendre: Rendre
) -> None:
    ain = rendre(etudes["01-ain"], theme="rivage")
    assert ain.diagnostics == ()
    assert ain.lecture() == reelles["01-ain"].lecture()
    assert ain.octets != reelles["01-ain"].octets


def alone(rendered: Rendu) -> list[str]:
    """Headings whose next element stands on another page."""
    tags = [(tag, page) for tag, page in rendered.balises() if tag not in ("Note", "Link")]
    return [
        f"{tag}, page {page + 1}"
        for (tag, page), (_, following) in pairwise(tags)
        if re.fullmatch(r"H\d", tag) and page != following
    ]


def test_a_paragraph_cut_by_a_page_leaves_two_lines_on_each_side(
    drawn: Rendu, reelle: Rendu
) -> None:
    assert [*widows(drawn), *widows(reelle)] == []


def widows(rendered: Rendu) -> list[str]:
    """Paragraphs that a page cuts off after one line, or that go on for one line only."""
    return [
        f"{foot[-1]} | {head[0]}"
        for foot, head in rendered.coupures()
        if head[0][0].islower()
        and not foot[-1].endswith((".", ":", ";"))
        and 1 in map(len, (foot, head))
    ]
