"""PROJET over a page is seen in a browser, whatever its styles do; what hides the whole page is
told."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image

from ppgp_docs.prove.page_mark import marked
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


def is_seen(browser: Any, data: bytes) -> bool:
    """Whether a browser paints the ground of the mark and its letters, where that stands."""
    opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    try:
        opened.set_content(data.decode(), wait_until="load")
        picture = Image.open(io.BytesIO(opened.screenshot())).convert("RGB").crop(MARK)
    finally:
        opened.close()
    colours = picture.getcolors(WIDTH * HEIGHT) or []
    painted = {colour: count for count, colour in colours}
    return painted.get(GROUND, 0) > 1500 and painted.get(PAPER, 0) > 300


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
def test_the_mark_is_painted_whatever_styles_do_of_the_page(name: str, browser: Any) -> None:
    data = marked(page(COVERED[name]))
    assert is_seen(browser, data)
    assert hidden_by(data, "PROJET") is None


HIDING = {
    "no display": "body{display:none}",
    "on paper alone": "@media print{html{display:none}}",
    "see-through": "html{opacity:0}",
    "filtered": "body{filter:opacity(0)}",
    "moved": "body{transform:translateX(-9in)}",
    "clipped": "*{clip-path:inset(50%)!important}",
    "contained": "body{contain:paint;height:0}",
    "animated": "body{animation:a 1s forwards}@keyframes a{to{opacity:0}}",
    "a cover after the body": "html::after{content:'';position:fixed;inset:0;z-index:2147483647}",
    "shrunk": "html{zoom:.01}",
    "the page replaced by a picture": "html{content:url(data:,)}",
    "the body replaced by a gradient": "body{content:linear-gradient(#fff,#fff)}",
    "once a link is followed": "body:has(h1:target){display:none}",
    "once something is opened": "body:has(p:target-within, [open]){opacity:0}",
    "under the pointer": "body{&:hover{filter:opacity(0)}}",
    "by a variable": ":root{--o:0}body{opacity:var(--o)}",
}


@pytest.mark.parametrize("style", ["a:hover{opacity:.7}", "p:target{display:none}"])
def test_what_a_reader_does_to_a_part_of_the_page_hides_no_mark(style: str) -> None:
    assert hidden_by(marked(page(style)), "PROJET") is None


@pytest.mark.parametrize("name", HIDING)
def test_what_hides_the_whole_page_is_told(name: str) -> None:
    assert hidden_by(marked(page(HIDING[name])), "PROJET")


@pytest.mark.parametrize(
    "data",
    [
        page("", attributes="hidden"),
        page("").replace(b"</h1>", b"</h1><!-- "),
        page("").replace(b"</h1>", b"</h1><template>"),
        page("").replace(b"</h1>", b"</h1><select>"),
        page("").replace(b"</h1>", b"</h1><textarea>"),
        page("").replace(b"</h1>", b"</h1><svg><![CDATA[ > </svg>"),
        page("").replace(b"</h1>", b"</h1><html hidden>"),
        page("").replace(b"</h1>", b"</h1><BODY inert\nhidden>"),
        page("").replace(b"</h1>", b"</h1><html popover>"),
        page("", "<html hidden>"),
        page("", attributes="inert hidden"),
        page("").replace(b'<html lang="fr">', b"<html popover>"),
        page("", "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'\">"),
        page("", '<meta charset="iso-2022-jp">').replace(b"</h1>", b"</h1>\x1b$B"),
        page("", '<meta charset="iso-2022-kr">'),
        page("", '<meta http-equiv="Content-Type" content="text/html; charset=hz-gb-2312">'),
        page("").replace(b"</h1>", b"</h1>\x1b$B"),
        page("").replace(b"<p class", b"<template shadowrootmode=open>x</template><p class"),
        page("").replace(b"</h1>", b'</h1><iframe srcdoc="a<b>b</b>"></iframe>'),
        page("").replace(b"</h1>", b'</h1><iframe src="java&#9;script:top.x()"></iframe>'),
        page("").replace(b"</h1>", b"</h1><script>document.body.lastChild.remove()</script>"),
    ],
)
def test_a_page_that_would_swallow_the_mark_is_told(data: bytes) -> None:
    assert hidden_by(marked(data), "PROJET")


def test_a_page_whose_prologue_names_its_elements_is_whole() -> None:
    data = b"<!-- <html class='old'> <body> -->" + page("").replace(b"</h1>", b"</h1><body>")
    assert hidden_by(marked(data), "PROJET") is None


@pytest.mark.browser
def test_a_page_with_a_policy_lets_the_mark_stand(browser: Any) -> None:
    policy = "default-src 'none'; style-src 'sha256-x'; img-src data:"
    data = marked(page("", f'<meta http-equiv="Content-Security-Policy" content="{policy}">'))
    assert is_seen(browser, data)
    assert hidden_by(data, "PROJET") is None


@pytest.mark.parametrize(
    "said", ['charset="utf-8"', 'charset=" UTF8 "', 'http-equiv=Content-Type content="text/html"']
)
def test_a_page_that_says_its_usual_encoding_bears_the_mark(said: str) -> None:
    assert hidden_by(marked(page("", f"<meta {said}>")), "PROJET") is None


def test_a_page_in_another_encoding_bears_the_mark() -> None:
    data = marked(page("").decode().encode("utf-16"))
    assert hidden_by(data, "PROJET") is None
