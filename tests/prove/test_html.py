"""Step 7 on web pages: read as they show, told what RGAA 4.1 finds wrong with them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove import prove
from ppgp_docs.prove.html import line_of, read

DOSSIER = """\
contexte:
  titre: L’été
  blocs: [{type: liste, elements: [Un flyer, Une affiche à 12 €]}]
"""
PAGE = """\
<!DOCTYPE html>
<html lang="fr"><head><title>Été</title><style>p { color: red }</style>
<script>say("caché")</script></head>
<body><h1>Essai</h1><h2 id="ete">L’été</h2><ul><li>Un <b>flyer</b></li>
<li>Une affiche à 12&nbsp;€</li></ul><img src="vue.png" alt="Une vue"><a href="#ete">Haut</a>
<a href="#">Rien</a></body></html>
"""


def told(dossier: Callable[[str], Dossier], page: str, kind: str = "text/html") -> list[str]:
    """The findings about a page that promises the context, each with its code."""
    study = dossier(DOSSIER)
    document = Document("essai", "essai", "Essai", study, prints=(study.contexte,))
    found = prove(page.encode(), kind, document)
    return [f"{each.code} {each.message}".replace("\u00a0", " ") for each in found]


def test_a_sound_page_that_says_what_it_owes_has_no_fault(
    dossier: Callable[[str], Dossier],
) -> None:
    assert told(dossier, PAGE) == []
    assert told(dossier, PAGE, "text/html; charset=utf-8") == []


def test_a_page_is_read_as_it_shows_and_as_it_is_heard() -> None:
    reading = read(PAGE.encode())
    assert "Un flyer" in " ".join(reading.text.split())
    assert all(unseen not in reading.text for unseen in ("caché", "color", "Été"))
    assert reading.heard == ("Une vue",)


def test_a_text_that_the_page_lost_is_told(dossier: Callable[[str], Dossier]) -> None:
    (lost,) = told(dossier, PAGE.replace("<b>flyer</b>", ""))
    assert lost.startswith("P004 « Un flyer »")


def test_a_text_that_only_the_head_of_the_page_has_is_lost(
    dossier: Callable[[str], Dossier],
) -> None:
    hidden = PAGE.replace("L’été", "").replace("<title>Été", "<title>L’été")
    assert [fault[:4] for fault in told(dossier, hidden)] == ["P004"]


@pytest.mark.parametrize(
    ("sound", "broken", "said"),
    [
        (' lang="fr"', "", "la page n’indique pas sa langue"),
        ("<title>Été</title>", "", "la page n’a pas de titre"),
        ("<title>Été</title>", "<title> </title>", "la page n’a pas de titre"),
        ("<h1>Essai</h1>", "<p>Essai</p>", "la page n’a pas de titre de niveau 1"),
        ("h2", "h4", "le titre « L’été » saute du niveau 1 au niveau 4"),
        (' alt="Une vue"', "", "l’image `vue.png` n’a pas de texte de remplacement"),
        ("#ete", "#hiver", "un lien mène à `#hiver`, qui n’est pas dans la page"),
        ("<ul>", '<ul id="ete">', "deux éléments s’appellent `ete`"),
        (
            "Haut",
            "{{ haut }}",
            "une balise du modèle est restée : « {{ haut }} », après « Une affiche à 12 € »",
        ),
    ],
)
def test_what_a_voice_or_a_keyboard_would_stumble_on_is_told(
    dossier: Callable[[str], Dossier], sound: str, broken: str, said: str
) -> None:
    assert told(dossier, PAGE.replace(sound, broken)) == [f"P002 {said}"]


def test_a_decorative_picture_has_an_empty_alternative(dossier: Callable[[str], Dossier]) -> None:
    assert told(dossier, PAGE.replace("Une vue", "")) == []


def test_a_part_of_a_page_needs_no_title_nor_language(dossier: Callable[[str], Dossier]) -> None:
    part = PAGE[PAGE.index("<h1>") : PAGE.index("</body>")].replace("h1", "h3")
    assert told(dossier, part) == []


def test_a_blank_page_is_told(dossier: Callable[[str], Dossier]) -> None:
    assert told(dossier, " ")[0].startswith("P002 la page ne s’ouvre pas")


def test_a_long_title_is_quoted_by_its_forty_first_signs(
    dossier: Callable[[str], Dossier],
) -> None:
    long = "x" * 60
    broken = PAGE.replace("</h1>", f"</h1><h5>{long}</h5>", 1)
    [said] = [each for each in told(dossier, broken) if "saute" in each]
    assert f"« {long[:40]} »" in said


def test_the_words_of_an_element_are_those_within_it_in_their_order() -> None:
    body = html.fromstring(
        "<div><p>Un <b>bel</b> été</p>, <i>puis</i><!-- rien --> <p>deux</p></div>"
    )
    assert line_of(body).split() == ["Un", "bel", "été", ",", "puis", "deux"]
    assert line_of(body[0]).split() == ["Un", "bel", "été"]


def test_a_page_of_deep_elements_is_read_to_the_bottom() -> None:
    deep = PAGE.replace("Un <b>flyer</b>", "<b>" * 300 + "Un flyer" + "</b>" * 300)
    assert "Un flyer" in read(deep.encode()).text
