"""The page on its own: whole, inert, in order, the same each time, told apart by its addresses."""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest
import yaml
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from immutabledict import immutabledict
from tests.plugins.page_web.conftest import FOLDERS, Made, Make, plain, with_person, words

from ppgp_docs.api import Dossier, blocs, contrast
from ppgp_docs.assets.theme import Theme, load_theme
from ppgp_docs.model.address import Address
from ppgp_docs.prove import ToldByFormat, prove
from ppgp_docs.session import Session
from ppgp_page_web.format import PageWeb
from ppgp_page_web.ordinals import finish_text
from ppgp_page_web.palette import dark

INTERACTIVE = ("a", "button", "input", "select", "textarea")


def test_every_page_is_sound_html_for_the_parser_of_browsers(pages: dict[str, Made]) -> None:
    for made in pages.values():
        parser = html5lib.HTMLParser()
        parser.parse(made.html)
        assert parser.errors == []


def test_figures_before_and_after_are_a_table_with_the_way_between_them(
    make: Make, read: Callable[[str], Dossier]
) -> None:
    story = read("exemple")
    [chart] = (bloc for bloc in story.blocs() if isinstance(bloc, blocs.Graphique))
    activity = evolve(story.activites[0], blocs=(evolve(chart, avant=("formes", "formes")),))
    made = make(evolve(story, activites=(activity,)))
    (table,) = [each for each in made.all("table") if each.get("class") == "pentes-table"]
    assert words(table).startswith("Graphique avant-après. La plupart changent")
    heads = [words(each) for each in table.iter("th")]
    assert heads == ["Mesure", "Avant", "Après", "Voient leur pratique changer", "Réponses reçues"]
    assert "7 sur 9" in {words(each).replace("\u00a0", " ") for each in table.iter("span")}


def test_lists_hold_items_alone(pages: dict[str, Made]) -> None:
    for made in pages.values():
        for each in made.all("ul", "ol"):
            assert {child.tag for child in each} == {"li"}


def test_nothing_runs_and_nothing_is_fetched(pages: dict[str, Made]) -> None:
    for made in pages.values():
        assert made.all("script", "iframe", "object", "embed", "form") == []
        for element in made.tree.iter():
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
            if element.tag != "a":
                addresses = (element.get("src", "data:"), element.get("href", "data:"))
                assert all(address.startswith("data:") for address in addresses)
        (style,) = made.all("style")
        assert re.findall(r"url\((?!data:)|@import", style.text or "") == []


def test_the_policy_of_the_page_allows_its_own_style_and_no_other(page: Made) -> None:
    (policy,) = [each for each in page.all("meta") if each.get("http-equiv")]
    (style,) = page.all("style")
    digest = b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policy.get("content") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_outline_has_one_head_and_skips_no_level(pages: dict[str, Made]) -> None:
    for made in pages.values():
        levels = [int(each.tag[1]) for each in made.all("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))


def test_each_anchor_stands_once_and_each_link_leads_somewhere(pages: dict[str, Made]) -> None:
    for made in pages.values():
        names = Counter(each.get("id") for each in made.tree.iter() if each.get("id"))
        assert [name for name, times in names.items() if times > 1] == []
        for link in made.all("a"):
            target = link.get("href", "")
            assert target[1:] in names if target.startswith("#") else target.startswith(SCHEMES)


SCHEMES = ("https://", "http://", "mailto:", "tel:")


def test_the_contents_lead_to_each_part_by_its_title(page: Made) -> None:
    (nav,) = page.all("nav")
    heads = {each.get("id"): words(each) for each in page.all("h2")}
    for link in nav.iter("a"):
        assert words(link) == heads[link.get("href", "")[1:]]


def test_each_note_is_called_and_leads_back_to_its_call(pages: dict[str, Made]) -> None:
    notes = [each for each in pages["01-ain"].all("li") if each.get("id", "").startswith("note-")]
    assert len(notes) == 3
    for made in pages.values():
        calls = {each.get("id"): each for each in made.all("a") if each.get("class") == "appel"}
        for note in made.all("li"):
            if (name := note.get("id", "")).startswith("note-"):
                back = [link.get("href", "")[1:] for link in note.iter("a")][-1]
                assert calls[back].get("href") == f"#{name}"


def test_long_texts_of_pictures_are_read_whole_and_lead_back(pages: dict[str, Made]) -> None:
    made = pages["01-ain"]
    heads = [each for each in made.all("h3") if each.get("id", "").startswith("texte-")]
    assert [words(each) for each in heads] == [
        "Le flyer de la PMI d’Ambérieu-en-Bugey – avant",
        "Le flyer de la PMI d’Ambérieu-en-Bugey – après",
    ]
    targets = {link.get("href") for link in made.all("a")}
    assert {f"#{each.get('id')}" for each in heads} <= targets
    assert {f"#appel-{each.get('id')}" for each in heads} <= targets


def test_pictures_have_their_alternative_and_keep_their_place(pages: dict[str, Made]) -> None:
    for made in pages.values():
        for picture in made.all("img"):
            assert picture.get("alt") is not None
            assert int(picture.get("width", 0)) > 0
            assert int(picture.get("height", 0)) > 0


def test_no_picture_is_heavier_than_a_screen_needs(pages: dict[str, Made]) -> None:
    for made in pages.values():
        assert len(made.html) < 2_000_000
        for picture in made.all("img"):
            data = b64decode(picture.get("src", "").partition("base64,")[2])
            assert len(data) < 400_000


def test_charts_are_tables_of_what_they_show(pages: dict[str, Made]) -> None:
    (table,) = [
        each for each in pages["01-ain"].all("table") if each.get("class") == "graphique-table"
    ]
    rows = [[words(cell) for cell in row] for row in table.iter("tr")]
    assert next(words(each) for each in table.iter("caption")).startswith("Graphique en barres. ")
    assert [row[1] for row in rows] == ["Valeur", "9 sur 9 (100 %)", "7 sur 9 (78 %)"]
    assert all(svg.get("aria-hidden") == "true" for svg in table.iter("svg"))


def test_the_bar_of_a_share_is_as_long_as_the_share(pages: dict[str, Made]) -> None:
    bars = [each for each in pages["01-ain"].all("rect") if each.get("class") == "barre-part"]
    assert [each.get("width") for each in bars] == ["100.00%", "77.78%"]


def test_dates_are_read_by_machines_as_precisely_as_they_are_known(pages: dict[str, Made]) -> None:
    dates = {words(each): each.get("datetime") for each in pages["01-ain"].all("time")}
    assert dates["5 juillet 2022"] == "2022-07-05"
    assert dates["Février 2023"] == "2023-02"
    assert "Début 2023" not in dates
    assert "Début 2023" in words(pages["01-ain"].tree)


def test_mail_addresses_and_telephone_numbers_are_links(pages: dict[str, Made]) -> None:
    links = {link.get("href"): words(link) for link in pages["01-ain"].all("a")}
    assert links["mailto:contact@exemple.fr"] == "contact@exemple.fr"
    assert links["tel:0199001234"] == "01 99 00 12 34"


def test_acronyms_and_foreign_words_say_what_they_are(pages: dict[str, Made]) -> None:
    acronyms = {words(each): each.get("title") for each in pages["01-ain"].all("abbr")}
    assert acronyms["PMI"] == "protection maternelle et infantile"
    assert [each.get("lang") for each in pages["exemple"].all("span") if each.get("lang")]


def test_quotes_are_quotes_with_who_speaks_beside_them(pages: dict[str, Made]) -> None:
    for quote in pages["01-ain"].all("blockquote"):
        assert words(quote)
    captions = [words(each) for each in pages["01-ain"].all("figcaption")]
    assert "Puéricultrice et formatrice, agence Kalía" in captions


def test_a_page_that_may_be_published_tells_no_address(pages: dict[str, Made]) -> None:
    assert [addresses(made) for made in pages.values()] == [[] for _ in pages]


def test_each_piece_of_a_preview_bears_the_address_at_which_it_was_typed(
    previews: dict[str, Made],
) -> None:
    for name, made in previews.items():
        files = {
            "dossier": FOLDERS[name] / "dossier.yaml",
            **{f"fiche-{number}": file for number, file in fiches(FOLDERS[name])},
        }
        trees = {key: yaml.safe_load(file.read_text("utf-8")) for key, file in files.items()}
        found = addresses(made)
        assert len(found) >= 5
        for text in found:
            address = Address.parse(text)
            address.path(trees[address.file])


def addresses(made: Made) -> list[str]:
    return [text for each in made.tree.iter() if (text := each.get("data-address", ""))]


def fiches(folder: Path) -> list[tuple[int, Path]]:
    files = sorted((folder / "fiches").glob("*.yaml"))
    return [(yaml.safe_load(file.read_text("utf-8"))["numero"], file) for file in files]


def test_the_blocks_of_the_story_are_addressed_in_its_order(previews: dict[str, Made]) -> None:
    found = addresses(previews["01-ain"])
    blocks = [
        address for address in found if re.fullmatch(r"dossier:contexte\.blocs\[\d\]", address)
    ]
    assert blocks == [f"dossier:contexte.blocs[{rank}]" for rank in range(1, len(blocks) + 1)]
    assert blocks


def test_the_same_dossier_gives_the_same_page_anywhere(
    session: Session, make: Make, tmp_path: Path
) -> None:
    import shutil

    from ppgp_docs.workspace.folder import DossierFolder

    copy = Path(shutil.copytree(FOLDERS["60-oise"], tmp_path / "60-oise"))
    there = session.read(DossierFolder(copy)).dossier
    assert there is not None
    assert make(there).html == make("60-oise").html
    assert str(tmp_path) not in make(there).html


def test_a_page_owes_all_that_its_pdf_owes(pages: dict[str, Made]) -> None:
    for made in pages.values():
        told = ToldByFormat(made.context.omissions, made.context.repeats)
        found = prove(made.html.encode(), "text/html", made.document, told)
        assert [each for each in found if each.code != "P008"] == []


def test_a_page_that_lost_a_paragraph_is_told(pages: dict[str, Made]) -> None:
    made = pages["01-ain"]
    lost = made.html.replace("Recueillir l’avis des parents", "")
    assert lost != made.html
    found = prove(lost.encode(), "text/html", made.document, ToldByFormat((), made.context.repeats))
    assert [each.code for each in found] == ["P004"]


def test_files_are_called_as_those_of_the_other_formats(
    read: Callable[[str], Dossier],
) -> None:
    names = [document.name for name in FOLDERS for document in PageWeb().documents(read(name))]
    assert "etude-de-cas-ain" in names
    assert "fiche-action-08-seine-et-marne" in names


def test_a_dossier_that_tells_nothing_says_why_it_has_no_page(
    read: Callable[[str], Dossier],
) -> None:
    empty = evolve(read("01-ain"), contexte=None, activites=())
    (document,) = PageWeb().documents(empty)
    assert "ni contexte ni activité" in (PageWeb().refusal(document) or "")


def test_a_draft_calls_itself_so_at_its_head_and_lists_what_it_lacks(make: Make) -> None:
    lack = "l’accord de Camille Roux pour être citée"
    made = make("01-ain", draft=(lack,))
    assert words(made.all("title")[0]).startswith("PROJET – ")
    assert "PROJET à ne pas diffuser" in words(made.all("header")[0])
    assert plain(lack) in plain(words(made.all("main")[0]))
    assert "PROJET" not in make("01-ain").html


def test_a_draft_of_a_fiche_calls_itself_so_too(make: Make) -> None:
    made = make("77-seine-et-marne", draft=("l’accord de X",))
    assert "PROJET à ne pas diffuser" in words(made.all("header")[0])
    assert "l’accord de X" in words(made.all("main")[0])


def test_hostile_words_stay_words(make: Make, read: Callable[[str], Dossier]) -> None:
    evil = '</style><script>alert(1)</script>" onload="x'
    study = with_person(read("01-ain"), fonction=evil, nom="")
    made = make(study)
    assert made.all("script") == []
    assert evil in words(made.tree)


def test_the_fiche_prints_its_budget_as_the_form_does(pages: dict[str, Made]) -> None:
    made = pages["77-seine-et-marne"]
    tables = {words(next(each.iter("caption"))): each for each in made.all("table")}
    rows = {
        title: [[words(cell) for cell in row] for row in table.iter("tr")]
        for title, table in tables.items()
    }
    summary = rows["Récapitulatif du financement par financeur et par année"]
    assert summary == [
        ["Financeur", "2021", "Total", "Part"],
        ["Département – acquis", "16 497 €", "16 497 €", "7,25 %"],
        ["Fonds d’intervention régional (FIR) – proposition", "211 042 €", "211 042 €", "92,75 %"],
        ["Total de l’action", "227 539 €", "227 539 €", "100,00 %"],
    ]
    asked = rows["Proposition – Fonds d’intervention régional (FIR)"]
    assert asked[1][0] == "2021"
    assert asked[1][1].startswith("Prestations de spécialiste")
    assert [row[-1] for row in asked] == ["Montant", "180 500 €", "30 542 €", "211 042 €"]


def test_a_budget_without_its_row_is_said_to_be_left_out(
    make: Make, read: Callable[[str], Dossier]
) -> None:
    study = read("77-seine-et-marne")
    (fiche,) = study.fiches
    kept = tuple(row for row in fiche.rubriques if row.cle != "calendrier")
    made = make(evolve(study, fiches=(evolve(fiche, rubriques=kept),)))
    assert [each.reason for each in made.context.omissions] == [
        "la fiche n’a pas de rubrique `calendrier`"
    ]


@pytest.mark.parametrize(
    ("html", "raised"),
    [
        ("<p>le 1er mai</p>", '<p>le <span class="ordinal">1<sup>er</sup></span> mai</p>'),
        ("<p>au XXIe siècle</p>", '<p>au <span class="ordinal">XXI<sup>e</sup></span> siècle</p>'),
        ('<p lang="en">the 2e</p>', '<p lang="en">the 2e</p>'),
        (
            '<p lang="en">a <b>2e</b><br>2e</p><p>2</p>',
            '<p lang="en">a <b>2e</b><br>2e</p><p>2</p>',
        ),
        ("<svg><title>1er</title></svg>", "<svg><title>1er</title></svg>"),
        ('<img alt="le 1er mai">', '<img alt="le 1er mai">'),
        ("<head><title>1er</title></head>", "<head><title>1er</title></head>"),
    ],
)
def test_ordinals_are_raised_in_french_text_alone(html: str, raised: str) -> None:
    assert finish_text(html) == raised


colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


@given(colours, colours)
def test_any_theme_is_as_legible_by_night_as_by_day(accent: str, second: str) -> None:
    names = ("encre", "papier", "accent_clair", "second_clair", "fond", "filet", "sur_accent")
    told = {**dict.fromkeys(names, "#FFFFFF"), "accent": accent, "second": second}
    night = dark(Theme("essai", "Essai", immutabledict(told), "Source Sans Pro"))
    for text, grounds in (
        ("encre", ("papier", "fond", "accent_clair", "second_clair")),
        ("accent", ("papier", "fond", "accent_clair")),
        ("second", ("papier", "fond", "second_clair")),
    ):
        assert min(contrast(night[text], night[ground]) for ground in grounds) >= 4.5


@pytest.mark.parametrize("theme", ["neutre", "rivage", "atelier"])
def test_each_theme_colours_the_page_by_day_and_by_night(
    session: Session, make: Make, theme: str
) -> None:
    (style,) = make("60-oise", theme=theme).all("style")
    sheet = style.text or ""
    look = load_theme(theme, session.resources)
    assert f"--second: {look.colour('second')}" in sheet
    assert f"--second: {dark(look)['second']}" in sheet


def test_the_fonts_that_pages_carry_hold_french_and_bear_no_reserved_name(session: Session) -> None:
    import io

    from fontTools.ttLib import TTFont

    for name in ("texte", "texte-italique", "texte-gras"):
        data = session.resources.bytes(f"page-web/polices/{name}.woff2")
        font = TTFont(io.BytesIO(data))
        drawn = font.getBestCmap()
        assert [one for one in "éÈçœŒ«»’–— …€²\u202f\u00a0îÿæ½→" if ord(one) not in drawn] == []
        names = {record.nameID: str(record) for record in font["name"].names}
        assert "Source" not in names[1] + names[4] + names[6]
        assert "Open Font License" in names[13]
