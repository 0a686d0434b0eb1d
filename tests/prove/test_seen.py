"""A word that a style hides is seen by nobody, in pages, books and PDFs."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from weasyprint import HTML

from ppgp_docs.prove import PROVERS
from ppgp_docs.prove.page_colours import colour_of
from ppgp_docs.prove.seen import hidden_by, is_seen

WORD = "PROJET"


def kind(name: str) -> str:
    return next(media for media in PROVERS if name in media)


def page(style: str, body: str) -> bytes:
    return f'<html lang="fr"><style>{style}</style><body>{body}</body></html>'.encode()


P = f"<p>{WORD}</p>"


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("", f'<p style="display:none">{WORD}</p>'),
        (".a { display: none }", f'<div class="a">{P}</div>'),
        ("p { color: #fff }", P),
        ("p { color: transparent }", P),
        ("p { color: rgb(0 0 0 / 0) }", P),
        ("body { background: #123 } p { color: #112233 }", P),
        ("p { color: white; background: white }", P),
        ("#a { color: #fefefe }", f'<p id="a">{WORD}</p>'),
        ("p { opacity: 0 }", "<p><b>PRO</b>JET</p>"),
        ("body { font-size: 0 }", P),
        ("p { visibility: hidden }", P),
        ("p { position: absolute; left: -9999px }", P),
        ("p { text-indent: -5000px }", P),
        ("p { width: 1px; height: 1px; overflow: hidden }", P),
        ("p { clip-path: inset(100%) }", P),
        ("p { transform: scale(0) }", P),
        ("@media screen { p { display: none !important } } p { display: block }", P),
        ("", f"<p hidden>{WORD}</p>"),
        ("", f"<noscript>{WORD}</noscript><!-- {WORD} --><template>{WORD}</template>"),
        # by a script, or what may become one
        ("", f"{P}<script>document.body.innerHTML = ''</script>"),
        ("", f"{P}<script src='x.js'></script>"),
        ("", f"<p onmouseover='this.remove()'>{WORD}</p>"),
        ("", f"{P}<a href='javascript:void 0'>x</a>"),
        ("", f'<svg><text fill="white">{WORD}</text></svg>'),
        # on some screens, on paper
        ("@media (min-width: 1px) { p { display: none } }", P),
        ("@media print { p { display: none } }", P),
        ("@media screen and (color) { @media (min-height: 1px) { p { opacity: 0 } } }", P),
        ("@container (width > 1px) { p { display: none } }", P),
        ("@layer x { p { display: none } }", P),
        ("@import 'x.css';", P),
        ("div { p { display: none } }", f"<div>{P}</div>"),
        ("p { &:is(p, a) { opacity: 0 } }", P),
        ("div, body { & > p { color: white } }", P),
        ("p { @media print { display: none } }", P),
        ("p { @odd { display: none } }", P),
        ("@layer a, b; p { display: none }", P),
        ("", f"<link rel='stylesheet' href='x.css'>{P}"),
        ("", f"<link rel='alternate Stylesheet' href='x.css'>{P}"),
        ("#a p { color: red }", f"<div id='a'><p style='color: white'>{WORD}</p></div>"),
        ("p { color: color-mix(in srgb, black 5%, white) }", P),
        ("p { color: color-mix(in oklab, white 95%, black) }", P),
        ("p { color: color-mix(in srgb, black, transparent 95%) }", P),
        ("p { color: color-mix(in hsl, red, blue) }", P),
        ("body { background: url(x.png) }", P),
        ("", f"<canvas style='position:fixed; inset:0; background:white'></canvas>{P}"),
        ("p { animation: out 1ms forwards } @keyframes out { to { opacity: 0 } }", P),
        # hardly there
        ("p { opacity: .01 }", P),
        ("div { opacity: 40% } p { opacity: 40% }", f"<div>{P}</div>"),
        ("p { color: #0001 }", P),
        ("p { filter: opacity(0) }", P),
        ("p { font: 0/0 serif }", P),
        ("div { font-size: .1em } p { font-size: .5em }", f"<div>{P}</div>"),
        ("p { -webkit-text-fill-color: transparent }", P),
        ("p { mask: linear-gradient(#0000, #0000) }", P),
        # cut
        ("p { clip-path: circle(1px at 0 0) }", P),
        ("p { clip-path: polygon(0 0, 0 0, 0 0) }", P),
        ("div { max-height: 0.5em; overflow-y: clip }", f"<div>{P}</div>"),
        ("p { content-visibility: hidden }", P),
        ("", f"<details>{WORD}</details><dialog>{WORD}</dialog>"),
        # elsewhere
        ("p { margin-left: -100vw }", P),
        ("p { position: fixed; bottom: calc(-1 * 5000px) }", P),
        ("p { transform: translateX(-200vw) }", P),
        ("p { translate: 9999px }", P),
        ("p { position: absolute; inset: auto auto 100vh -50em }", P),
        ("div { overflow: hidden } p { padding-left: 5000px }", f"<div>{P}</div>"),
        # of the colour of what is behind, or behind something
        (":root { --c: #fff } p { color: var(--c) }", P),
        ("div { --c: #123456 } p { color: var(--c); background: var(--c) }", f"<div>{P}</div>"),
        ("p { color: white; background: var(--undefined) }", P),
        ("p { color: var(--undefined, white) }", P),
        ("p { color: white; background: linear-gradient(white, white) }", P),
        ("body { background: black url(x.png) }", P),
        ("p { color: light-dark(white, black) }", P),
        ("p { font-size: calc(1rem - 15px) }", P),
        ("p { font-size: calc(1rem * 0) }", P),
        ("p { color: oklch(99% .01 90) }", P),
        ("p { color: color(display-p3 1 1 1) }", P),
        ("p { color: #777; background: linear-gradient(white, black) }", P),
        ("p { color: white; background: linear-gradient(#024, #fff) }", P),
        ("p { color: #b00020; background: linear-gradient(in oklch, red, lime) }", P),
        ("p { color: white; background: linear-gradient(#024, #024) 0 0 / 9px 9px }", P),
        ("p { color: white; background: #024; background-clip: text }", P),
        ("p { color: white; background: rgb(0 0 0 / .1) }", P),
        ("p { color: white; background: black; background-color: white }", P),
        ("p { background: cross-fade(white, black) }", P),
        ("i { position: fixed; inset: 0; background: white }", f"{P}<i></i>"),
        (
            "i { position: absolute; top: 0; left: 0; width: 90%; height: 90vh; background: #fff }",
            f"{P}<i></i>",
        ),
        ("body::after { content: ''; position: fixed; inset: 0; background: white }", P),
    ],
)
def test_a_page_that_hides_a_word_shows_none(style: str, body: str) -> None:
    assert not is_seen(page(style, body), "text/html", WORD)


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("", P),
        ("", "<p>P R O<b>JET</b></p>"),
        (".a { display: none }", P),
        ("p { color: #fff; background: #a00 }", P),
        (":root { --a: #a00 } p { color: white } div { background: var(--a) }", f"<div>{P}</div>"),
        ("p { color: white; background: #a00 none no-repeat }", P),
        ("@media print { i { display: none } } @media (width > 9em) { p { color: red } }", P),
        ("p { position: fixed; top: 0; right: 1em; transform: rotate(-12deg); opacity: .9 }", P),
        ("p { margin: -2px auto 1rem; padding: clamp(1rem, 4vw, 3rem); font-size: 2rem }", P),
        ("i { position: fixed; bottom: 0; right: 0; background: #fff }", f"{P}<i>x</i>"),
        ("", f'<script type="application/ld+json">{{}}</script>{P}<details open>x</details>'),
        ("p { display: none } p.a { display: block }", f'<p class="a">{WORD}</p>'),
        ("p { visibility: hidden } b { visibility: visible }", f"<p><b>{WORD}</b></p>"),
        ("p { color: white }", f'<p style="color: red">{WORD}</p>'),
        ("p { display: none }", f"{P}<div>{WORD}</div>"),
        ("p:hover, p::before { display: none } &&&", P),
        ("p { font-size: calc(1rem + 2vw) }", P),
        ("p { color: oklch(45% .2 25) }", P),
        ("p { color: lab(40% 60 40); background: lch(95% 5 90) }", P),
        ("body { background: linear-gradient(180deg, #fff, #f3efe4) } p { color: #b00020 }", P),
        ("p { color: #b00020; background: linear-gradient(90deg, #fff 10%, #fee) }", P),
        ("p { color: #b00020; background: rgba(176, 0, 32, .08) }", P),
        ("p { color: white; background-image: radial-gradient(circle at top, #024, #046) }", P),
        ("p { background: linear-gradient(transparent, #0001), #ffe }", P),
        ("body { background: url(x.png) } p { background: white }", P),
        ("p { color: white; background: white; background-color: black }", P),
        ("p { color: white } @media all { p { color: red } }", P),
        ("p { color: white; background: var(--undefined, #a00) }", P),
        ("b { display: none }", f"<p><b>{WORD}</b> {WORD}</p>"),
    ],
)
def test_a_page_that_shows_it_once_shows_it(style: str, body: str) -> None:
    assert is_seen(page(style, body), "text/html", WORD)


@pytest.mark.parametrize(
    ("style", "told"),
    [
        ("p { opacity: .01 }", "le noir et `opacity: 0.01`, qui ne tranche pas sur le fond"),
        ("body { filter: blur(9px) }", "`filter: blur(9px)` sur `<body>`"),
        ("@media print { p { display: none } }", "`display: none` sur `<p>`, sous `@media print`"),
        ("p { color: color-mix(in hsl, red, blue) }", "`color: color-mix(in hsl, red, blue)`"),
        ("body { background: url(x.png) }", "`background: url(x.png)` sur `<body>`"),
        ("p { color: #eee }", "`color: #eee`, qui ne tranche pas sur le fond"),
    ],
)
def test_what_hides_a_word_of_a_page_is_named(style: str, told: str) -> None:
    hidden = hidden_by(page(style, P), "text/html", WORD)
    assert hidden and told in hidden


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="livre/x.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a%20b.xhtml"/>'
    '<item id="s" href="s.css"/></manifest><spine><itemref idref="a"{linear}/></spine></package>'
)


def book(sheet: str, body: str, linear: str = "", head: str = "") -> bytes:
    out = io.BytesIO()
    page = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
        f'<title>x</title><link rel="stylesheet" href="s.css"/>{head}</head>'
        f"<body>{body}</body></html>"
    )
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("livre/x.opf", PACKAGE.format(linear=linear))
        archive.writestr("livre/a b.xhtml", page)
        archive.writestr("livre/s.css", sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("file", "seen"),
    [
        (book("p { color: red }", P), True),
        (book("p { opacity: 0 }", P), False),
        (book("@media amzn-kf8 { p { display: none } }", P), False),
        (book("", P, ' linear="no"'), False),
        (book("", P, "", '<link rel="stylesheet" href="https://exemple.fr/x.css"/>'), False),
        (book("", f"<p hidden=''>{WORD}</p>"), False),
        (b"PK no archive", False),
    ],
)
def test_a_book_is_seen_page_by_page_with_the_sheets_that_it_holds(file: bytes, seen: bool) -> None:
    assert is_seen(file, "application/epub+zip", WORD) is seen


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("", True),
        ("p { letter-spacing: 3mm; font-weight: bold }", True),
        ("p { color: white; background: #a00 }", True),
        ("p { color: white }", False),
        ("p { opacity: 0 }", False),
        ("p { font-size: 1pt }", False),
        ("p { color: #fff8f8 }", False),
        ("p { position: absolute; left: -90mm }", False),
        ("p { color: #345 } body { background: #345 }", False),
        ("p { position: relative } p::after { content: ''; position: absolute; inset: 0; "
         "background: white }", False),
    ],
)  # fmt: skip
def test_a_pdf_is_looked_at_where_the_word_is_painted(style: str, seen: bool) -> None:
    data = HTML(string=page(style, P).decode()).write_pdf()
    assert is_seen(data, "application/pdf", WORD) is seen


@pytest.mark.parametrize("rules", ["size: A5; bleed: 3mm; marks: crop", "size: A5 landscape"])
@pytest.mark.parametrize(("colour", "seen"), [("black", True), ("white", False)])
def test_a_word_of_a_page_that_bleeds_is_looked_at_in_its_place(
    rules: str, colour: str, seen: bool
) -> None:
    style = f"@page {{ {rules} }} p {{ color: {colour} }}"
    data = HTML(string=page(style, P).decode()).write_pdf()
    assert is_seen(data, "application/pdf", WORD) is seen


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_word_of_a_turned_page_is_looked_at_in_its_place(turned: int) -> None:
    with pikepdf.open(io.BytesIO(HTML(string=page("", P).decode()).write_pdf())) as pdf:
        pdf.pages[0].Rotate = turned
        pdf.save(out := io.BytesIO())
    assert is_seen(out.getvalue(), "application/pdf", WORD)


def test_a_kind_of_file_whose_looks_nothing_reads_is_not_doubted() -> None:
    assert is_seen(b"PROJET", "text/plain", WORD)


def test_a_file_that_holds_no_such_part_shows_nothing() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "x")
    for each in ("wordprocessingml", "presentationml", "spreadsheetml"):
        assert not is_seen(out.getvalue(), kind(each), WORD)


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("p { color: color-mix(in srgb, black 80%, white) }", P),
        ("p { color: color-mix(in oklab, navy, black 20%) }", P),
        ("p { color: white; background: color-mix(in oklab, black 90%, white) }", P),
        ("a { color: red; &:hover { display: none } }", P),
        ("p { &.other { display: none } }", P),
        ("div { p { display: none } }", P),
        (".x { .b & { display: none } }", P),
        ("i { u, p { display: none } }", P),
        ("i { :is(u, p), b { display: none } }", P),
        ("@layer a, b; b { display: none }", P),
        ("", f"<link rel='icon' href='x.png'><link href='x.css'>{P}"),
        ("#a #b { color: white }", f"<i id='a'><b id='b' style='color: red'>{WORD}</b></i>"),
        ("#a { color: white }", f"<b id='a' style='color: red'>{WORD}</b>"),
        ("body { background: url(x.png) } p { background: white }", P),
        ("", f"<canvas style='position:fixed; inset:0'></canvas>{P}"),
    ],
)
def test_what_a_style_of_today_leaves_in_sight_is_seen(style: str, body: str) -> None:
    assert is_seen(page(style, body), kind("html"), WORD)


@pytest.mark.parametrize(
    ("said", "red"),
    [
        ("color-mix(in srgb, red, white)", 1.0),
        ("color-mix(in srgb, black 25%, white)", 0.75),
        ("color-mix(in srgb, black, white 25%)", 0.25),
        ("color-mix(in srgb, black 20%, white 20%)", 0.5),
        ("color-mix(in oklab, white, black)", 0.3886),
    ],
)
def test_colours_are_mixed_as_css_says(said: str, red: float) -> None:
    colour = colour_of(said)
    assert colour and colour[0] == pytest.approx(red, abs=0.001)
