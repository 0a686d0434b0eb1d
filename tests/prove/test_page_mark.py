"""PROJET over a page is seen in a browser, on the screen and on paper, whatever the page does; what
may run is told."""

from __future__ import annotations

import io
from codecs import BOM_UTF8
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from ppgp_docs.prove.page_mark import is_marked, marked
from ppgp_docs.prove.seen_page import hidden_by

WIDTH, HEIGHT = 400, 300
MARK = (WIDTH - 120, HEIGHT - 32, WIDTH, HEIGHT)
GROUND, PAPER = (0x8A, 0x15, 0x38), (255, 255, 255)


def page(styles: str, head: str = "", attributes: str = "") -> bytes:
    body = '<p class="x">PROJET</p><h1>Titre</h1><p>Texte</p>'
    sheet = f"<style>{styles}</style>"
    return (
        f'<!DOCTYPE html><html lang="fr"><head>{head}<title>t</title>{sheet}</head>'
        f"<body {attributes}>{body}</body></html>"
    ).encode()


def is_seen(browser: Any, data: bytes, click: str = "") -> bool:
    """Whether a browser paints the ground of the mark and its letters, where that stands."""
    opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        opened.set_content(data.decode("utf-8-sig"), wait_until="load")
        if click:
            opened.click(click)
        picture = Image.open(io.BytesIO(opened.screenshot())).convert("RGB").crop(MARK)
    finally:
        opened.close()
    colours = picture.getcolors(WIDTH * HEIGHT) or []
    painted = {colour: count for count, colour in colours}
    return painted.get(GROUND, 0) > 1500 and painted.get(PAPER, 0) > 300


def picture_of_the_mark(browser: Any, styles: str) -> bytes:
    opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        opened.set_content(marked(page(styles)).decode("utf-8-sig"), wait_until="load")
        picture = Image.open(io.BytesIO(opened.screenshot())).convert("RGB").crop(MARK)
    finally:
        opened.close()
    return picture.tobytes()


def is_printed(browser: Any, data: bytes) -> bool:
    """Whether the ground of the mark is on the first page that a browser prints."""
    opened = browser.new_page()
    try:
        opened.set_content(data.decode("utf-8-sig"), wait_until="load")
        paper = pypdfium2.PdfDocument(opened.pdf(prefer_css_page_size=True))
    finally:
        opened.close()
    colours = paper[0].render().to_pil().convert("RGB").getcolors(1 << 20) or []
    return sum(count for count, colour in colours if colour == GROUND) > 700


COVERED = {
    "outline inside": ".x{outline:40px solid #fff;outline-offset:-30px}",
    "shadow inside": ".x{box-shadow:inset 0 0 0 2000px #fff}",
    "first line": ".x::first-line{color:#fff}",
    "struck through": ".x{text-decoration:line-through 40px #fff}",
    "letters piled up": ".x{letter-spacing:-1em}",
    "shadow of a neighbour": "h1{box-shadow:0 0 0 99in #fff;position:relative;z-index:2147483647}",
    "pictures hidden": "img{display:none!important;opacity:0!important;left:-99px!important}",
    "ground over pictures": "img::after{content:'';position:fixed;inset:0;background:#fff}",
    "the mark moved": "body>img:last-child{transform:translate(9in)!important;filter:opacity(0)}",
    "animated away": "img{animation:out 1s forwards}@keyframes out{to{opacity:0}}",
    "in transition": "img{transition:opacity 9s!important;opacity:0}",
    "a cover as high": "h1{position:fixed;inset:0;background:#fff;z-index:2147483647}",
    "content replaced": "img{content:url(data:,)!important}",
    "body under nothing": "body{visibility:hidden;height:0;overflow:hidden;color:#fff}",
}


@pytest.mark.browser
@pytest.mark.parametrize("name", COVERED)
@pytest.mark.campaign(share=3)
def test_the_mark_is_painted_whatever_styles_do_of_the_page(name: str, browser: Any) -> None:
    data = marked(page(COVERED[name]))
    assert is_seen(browser, data)
    assert hidden_by(data, "PROJET") is None


HIDING = {
    "no display": "body{display:none}",
    "on paper alone": "@media print{html{display:none}}",
    "see-through": "html{opacity:0!important}",
    "see-through by an alias": "html{-webkit-opacity:0}",
    "filtered": "body{filter:opacity(0)}",
    "moved": "html{transform:translateX(-9in)}",
    "clipped": "*{clip-path:inset(50%)!important}",
    "masked": "html{-webkit-mask-box-image:linear-gradient(transparent,transparent)}",
    "contained": "html{contain:strict;height:0;overflow:hidden}",
    "in depth": "html{transform-style:preserve-3d}",
    "animated": "html{animation:a 1s forwards}@keyframes a{to{opacity:0}}",
    "in transition": "html{transition:opacity 9s}@starting-style{html{opacity:0}}",
    "a cover after the page": "html::after{content:'';inset:0!important;background:#fff!important}",
    "in our layer": "@layer{html::after{content:none!important}}",
    "shrunk": "html{zoom:.01}",
    "the page replaced by a picture": "html{content:url(data:,)!important}",
    "once a link is followed": "html:has(h1){display:none}",
    "by a variable": ":root{--o:0;opacity:var(--o)}",
    "by a font": "@font-face{font-family:sans-serif;src:url(data:font/ttf;base64,AA)}",
    "pages of one centimetre": "@page{size:1cm!important}",
    "moved by what no style overrules": "@keyframes k{0%,to{translate:9in}}html{animation:k 1s 9}",
    "moved from a root of no height": "html{height:0}@keyframes k{0%,to{transform:scale(2)}}"
    "html{animation:k 9s infinite!important}",
    "above the paper": "@page{margin:-10in!important}",
    "off the first sheet": "@page:first{margin:0 0 -3in}",
    "on a sheet of its own": "html{page:a!important}@page a{size:1cm!important;margin:-9in}",
    "all unset": "*,*::after{all:unset!important;display:none!important}",
    "as the page starts": "@starting-style{html,html::after{opacity:0!important}}",
    "in a scope": "@scope(html){:scope{opacity:0!important}:scope::after{content:none!important}}",
    "in a sheet within": "@import url('data:text/css,html::after{content:none!important}') layer;",
    "in layers within": "@layer{@layer{html::after{display:none!important}}}",
    "in three dimensions": "html{perspective:1px!important;rotate:y 90deg!important}",
    "in another order": "html{display:grid!important;grid-template:0/0}body{order:99}",
    "bars of the body": "body{overflow:scroll}body::-webkit-scrollbar{width:390px;height:290px}",
    "bars as wide as the screen": "html{overflow-y:scroll}*::-webkit-scrollbar{width:390px}",
}


@pytest.mark.browser
@pytest.mark.parametrize("name", HIDING)
@pytest.mark.campaign(share=3)
def test_what_hides_the_whole_page_hides_no_mark(name: str, browser: Any) -> None:
    data = marked(page(HIDING[name]))
    assert is_seen(browser, data)
    assert is_printed(browser, data)
    assert hidden_by(data, "PROJET") is None


@pytest.mark.browser
@pytest.mark.parametrize("said", ["", "!important"])
def test_no_style_turns_the_word_of_the_mark(said: str, browser: Any) -> None:
    turned = f"html::after{{direction:rtl{said};unicode-bidi:bidi-override{said}}}"
    assert picture_of_the_mark(browser, turned) == picture_of_the_mark(browser, "")


COVER = "position:fixed;inset:0;width:100%;height:100%;background:#fff;z-index:2147483647"
OPEN = (
    *("<!-- ", "<template>", "<select>", "<textarea>", "<plaintext>", "<style>", "<svg>", "<math>"),
    *("<noscript>", "<table>", "<title>", "<xmp>", "<iframe>", "<x", "<p title='", "<html hidden>"),
    '<p><em style="opacity:0"></p>',
    '<button><b style="opacity:0"></button>',
    '<svg><foreignObject><b style="opacity:0"></foreignObject></svg>',
    '<div style="opacity:0"/>',
    f'</body><div style="{COVER}">x</div>',
    f'</body></html><table><tr><td style="{COVER}">x',
    f'<dialog open style="{COVER};max-width:none;max-height:none;margin:0">x</dialog>',
    '<template shadowrootmode="open">x</template>',
)


@pytest.mark.browser
@pytest.mark.parametrize("more", OPEN)
@pytest.mark.campaign(share=3)
def test_what_a_page_leaves_open_or_sets_after_itself_hides_no_mark(
    more: str, browser: Any
) -> None:
    data = marked(page("").replace(b"</h1>", b"</h1>" + more.encode()))
    assert is_seen(browser, data)


@pytest.mark.browser
@pytest.mark.parametrize(
    "opened", ["popover id=p", "popover=manual id=p style='transform:scale(1)'"]
)
def test_what_a_reader_opens_over_a_page_bears_the_mark_too(opened: str, browser: Any) -> None:
    cover = "[popover]{width:100vw;height:100vh;max-width:none;max-height:none;border:0;margin:0}"
    more = f"</h1><div {opened}>x</div><button popovertarget=p>o</button>"
    data = marked(page(cover).replace(b"</h1>", more.encode()))
    assert is_seen(browser, data, "button")
    assert hidden_by(data, "PROJET") is None


@pytest.mark.browser
@pytest.mark.parametrize(
    "opened", ["img", "iframe", "textarea", "input", "select", "video", "canvas", "object"]
)
def test_what_can_bear_no_mark_is_not_opened_over_a_page(opened: str, browser: Any) -> None:
    cover = "[popover]{width:100vw;height:100vh;max-width:none;max-height:none;border:0;margin:0}"
    more = f"</h1><{opened} popover id=p></{opened}><button popovertarget=p>o</button>"
    data = marked(page(cover).replace(b"</h1>", more.encode()))
    assert is_seen(browser, data, "button")
    assert hidden_by(data, "PROJET") is None


def test_many_tags_of_a_page_take_no_time() -> None:
    data = marked(page("").replace(b"</h1>", b"</h1>" + b"<html " * 100_000))
    assert hidden_by(data, "PROJET")


@pytest.mark.parametrize(
    "data",
    [
        page("").replace(b'<html lang="fr">', b"<html a' b='>' style='opacity:0!important'>"),
        page("").replace(b"</h1>", b'</h1><html a" b=">" style="display:none!important">'),
        page("").replace(b"</h1>", b"</h1><html onpointermove=x()>"),
        page("").replace(b"</h1>", b"</h1><table><body a='b'onload=x()></table>"),
        page("").replace(
            b"</h1>",
            b"</h1><div popover id=p><template shadowrootmode=open><slot></slot></template></div>",
        ),
        page("").replace(b'<html lang="fr">', b"<html style='opacity:0!important'>"),
        page("").replace(b"</h1>", b"</h1><html title='>' style=opacity:0!important>"),
        page("").replace(b"</h1>", b"</h1><HTML style=opacity:0&#33;important>"),
        page("").replace(b"</h1>", b"</h1><frameset><frame></frameset>"),
        page("").replace(b"</h1>", b"</h1><meta http-equiv=refresh content=0;url=data:,>"),
        page("").replace(b"</h1>", b"</h1><svg><![CDATA[ > </svg>"),
        page("").replace(b"</h1>", b"</h1><svg><style><script>x()</script></style></svg>"),
        page("").replace(
            b"</h1>", b"""</h1><svg><style><a b="</style><i b='"><script>x()</script>'></i></svg>"""
        ),
        page("").replace(b"</h1>", b"</h1><noscript><!--</noscript><script>x()</script>-->"),
        page("").replace(
            b"</h1>", b'</h1><noscript><i b="</noscript><script>x()</script>"></i></noscript>'
        ),
        page("").replace(b"</h1>", b'</h1><iframe srcdoc="a<b>b</b>"></iframe>'),
        page("").replace(b"</h1>", b'</h1><iframe src="java&#9;script:top.x()"></iframe>'),
        page("").replace(b"</h1>", b"</h1><script>document.body.lastChild.remove()</script>"),
    ],
)
def test_a_page_that_may_run_or_stand_above_the_mark_is_told(data: bytes) -> None:
    assert hidden_by(marked(data), "PROJET")


ORDINARY = {
    "a sheet elsewhere": '<link rel="stylesheet" href="https://example.org/bootstrap.min.css">',
    "a page moved in": "<style>body{animation:in 1s}@keyframes in{from{opacity:0}}</style>",
    "a menu that opens": "<style>nav{transition:.3s;transform:translateX(-100%)}"
    "nav:focus-within{transform:none}</style>",
    "a header that stays": "<style>header{position:sticky;top:0;z-index:1030}</style>",
    "a drawing in a sheet": "<style>a{background:url('data:,<svg/>')}</style><svg></svg>",
    "no script": '<noscript><link rel="stylesheet" href="x.css"></noscript>',
    "data": '<script type="application/ld+json">{"a": "<p>"}</script>',
    "a policy": "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
}


@pytest.mark.browser
@pytest.mark.parametrize("name", ORDINARY)
def test_an_ordinary_page_bears_the_mark(name: str, browser: Any) -> None:
    data = marked(page("", ORDINARY[name]))
    assert hidden_by(data, "PROJET") is None
    assert is_seen(browser, data)


def test_the_language_of_a_page_stays_where_our_reader_finds_it() -> None:
    head, _, rest = marked(page("")).partition(b"<style>@layer")
    assert head.endswith(b'<!DOCTYPE html><html lang="fr"><head>')
    assert rest.count(b"</style>") == 2


def test_a_page_whose_prologue_names_its_elements_is_whole() -> None:
    data = marked(b"<!-- <html class='old'> <body> -->" + page(""))
    assert data.index(b"@layer") > data.index(b'lang="fr"')


def test_a_page_whose_prologue_is_of_several_lines_keeps_its_doctype_first() -> None:
    data = marked(b"<!-- a\nb -->\n<!DOCTYPE\nhtml>\n" + page("").partition(b">")[2])
    assert data.index(b"@layer") > data.index(b"<head>")


def test_a_page_is_marked_when_it_has_the_mark_and_the_encoding_that_nothing_changes() -> None:
    data = marked(page(""))
    assert is_marked(data)
    assert not is_marked(data.removeprefix(BOM_UTF8))
    assert not is_marked(BOM_UTF8 + page(""))


@pytest.mark.browser
@pytest.mark.parametrize("said", ["utf-8", "iso-2022-jp", "iso-2022-kr", "hz-gb-2312"])
def test_no_encoding_that_a_page_names_changes_its_letters(said: str, browser: Any) -> None:
    data = marked(page("", f'<meta charset="{said}">').replace(b"</h1>", b"</h1>\x1b$B"))
    assert is_seen(browser, data)
    assert hidden_by(data, "PROJET") is None


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_a_page_in_another_encoding_bears_the_mark(encoding: str) -> None:
    data = marked(page("").decode().replace("Texte", "Été").encode(encoding))
    assert "Été" in data.decode("utf-8-sig")
    assert hidden_by(data, "PROJET") is None
