"""Drawings of a few hundred bytes that would take hours: refused where they are named, at once.

What no count tells in advance is ended by the limits of its document, which alone fails.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

import pytest

from ppgp_docs.assets.drawings import drawing
from ppgp_docs.assets.picture import PictureError

from .world import Stranger

pytestmark = pytest.mark.hostile

SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{}</svg>'
ALL: Final = '<rect width="100" height="100" {}/>'
MASKED, FILLED = ALL.format('mask="url(#m)"'), ALL.format('fill="url(#p)"')
PLAIN, CLASSED = ALL.format('fill="#fff"'), ALL.format('class="b a"')


def chain(tag: str, uses: str, sides: str = "") -> str:
    """Forty of a kind, each drawn twice by the one before: 2⁴⁰ drawings."""
    links = "".join(
        f'<{tag} id="m{rank}" {sides}>{ALL.format(uses.format(rank + 1)) * 2}</{tag}>'
        for rank in range(40)
    )
    return SVG.format(links + ALL.format(uses.format(0)))


def filtered(primitives: str, times: int = 1) -> str:
    shapes = ALL.format('filter="url(#f)"') * times
    return SVG.format(f'<filter id="f">{primitives}</filter>{shapes}')


PATTERN: Final = 'width=".01" height=".01" patternUnits="userSpaceOnUse"'
LINE: Final = "M0 0" + "L1 1" * 300
TENFOLD: Final = "".join(
    f'<g id="a{rank + 1}">' + f'<use href="#a{rank}"/>' * 10 + "</g>" for rank in range(9)
)
MARKER: Final = f'<marker id="{{}}"><path d="{LINE}" {{}}/></marker>'

REPEATS: Final = {
    "masks of masks": chain("mask", 'mask="url(#m{})"'),
    "clips of clips": chain("clipPath", "clip-path=\"url('#m{}')\""),
    "patterns of patterns": chain("pattern", 'style="fill: url( #m{} )"', PATTERN),
    "filters of shapes": filtered('<feGaussianBlur stdDeviation="2"/>' * 50, times=9),
    "uses of uses": SVG.format(f'<g id="a0"><path d="M0 0h1"/></g>{TENFOLD}<use href="#a9"/>'),
    "markers of markers": SVG.format(
        MARKER.format("m", 'marker-mid="url(#n)"')
        + MARKER.format("n", 'marker-mid="url(#o)"')
        + MARKER.format("o", "")
        + f'<path d="{LINE}" marker-mid="url(#m)"/>'
    ),
    "a mask in itself": SVG.format(f'<mask id="m">{MASKED}</mask>'),
    "a pattern in itself": SVG.format(f'<pattern id="p" width="1" height="1">{FILLED}</pattern>'),
    "by its style": SVG.format(
        "<style>/* } */ @media all { svg > .a { mask: url(#m) } }</style>"
        f'<mask id="m">{PLAIN * 300}</mask>' + CLASSED * 300
    ),
    "by the style of all": SVG.format(
        f'<style>:not(a) {{ mask: url("#m") }}</style><mask id="m">{PLAIN * 300}</mask>'
        + PLAIN * 300
    ),
    "arcs": SVG.format(f'<path d="M0 0{"A9 20 0 0 1 9 80" * 60_000}"/>'),
    "arcs behind one letter": SVG.format(f'<path d="M0 0a{"9,2e1 0 0110-80 " * 20_000}"/>'),
    "arcs of uses": SVG.format(
        f'<path id="a" d="M0 0{"a9 2 0 0 1 9 8" * 300}"/>' + '<use href="#a"/>' * 100
    ),
    "letters": SVG.format(f"<text>{'a' * 60_000}</text>"),
}
OTHERS: Final = {
    "octaves": filtered('<feTurbulence baseFrequency="9" numOctaves="999999999"/>'),
    "radius": filtered('<feMorphology radius="5000" operator="dilate"/>'),
    "order": filtered('<feConvolveMatrix order="3 99" kernelMatrix="1"/>'),
    "no number": filtered('<feGaussianBlur stdDeviation="nan"/>'),
    "endless blur": filtered('<feGaussianBlur stdDeviation="1e300"/>'),
    "groups in groups": SVG.format("<g>" * 200 + "</g>" * 200),
    "rules": SVG.format(
        "<style>" + ".c * * *{fill:red}" * 2500 + "</style>" + '<g class="c"/>' * 2500
    ),
    "rules of classes": SVG.format(f"<style>{'.a .b{fill:red}' * 1500}</style>" + CLASSED * 900),
    "endless shapes": SVG.format("<g/>" * 200_000),
    "a selector": SVG.format(f"<style>{'a ' * 50_000}{{fill:red}}</style>"),
    "selectors in selectors": SVG.format(
        f"<style>{':not(' * 5000}a{')' * 5000}{{fill:red}}</style>"
    ),
    "no side": SVG.format('<rect width="nan" height="9"/>'),
    "endless side": SVG.format('<rect width="9" height="Infinity"/>'),
    "huge scale": SVG.format(f'<g transform="scale(1e308)">{PLAIN}</g>'),
    "huge step": SVG.format('<path d="M0 0L99999999999 1"/>'),
    "huge sides": SVG.replace("100 100", "1e30 1e30").format(PLAIN),
    "tiny sides": SVG.replace("100 100", "1e-30 1e-30").format(PLAIN),
}
REFUSED: Final = {**REPEATS, **OTHERS}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_before_anything_is_drawn(kind: str) -> None:
    began = time.process_time()
    with pytest.raises(PictureError) as raised:
        drawing(REFUSED[kind].encode(), "dessin.svg")
    assert time.process_time() - began < 2
    assert raised.value.hint
    if kind in REPEATS and kind != "filters of shapes":
        assert "plus de 50000 tracés, répétitions comprises" in str(raised.value)


KEPT: Final = {
    "a shadow": filtered('<feGaussianBlur stdDeviation="3"/><feOffset dx="2"/>', times=60),
    "an outline": filtered('<feMorphology operator="dilate" radius="0.4"/>'),
    "hatching": SVG.format(
        f'<pattern id="p" {PATTERN}><path d="M0 0L1 1"/></pattern>' + FILLED * 900
    ),
    "arrows": SVG.format(
        '<marker id="m"><path d="M0 0L9 3L0 6z"/></marker>'
        + '<path d="M0 0L9 9" marker-end="url(#m)"/>' * 900
    ),
    "gradients of gradients": SVG.format(
        '<linearGradient id="a" href="#b"/><linearGradient id="b"><stop/></linearGradient>'
        "<style>.cls-1{fill:url(#a)}</style>" + ALL.format('class="cls-1"') * 5000
    ),
    "classes of an illustrator": SVG.format(
        "<style>"
        + "".join(f".c{rank}{{fill:#abc}}" for rank in range(40))
        + "</style>"
        + "".join(ALL.format(f'class="c{rank % 40}"') for rank in range(5000))
    ),
    "a lace of arcs": SVG.format(f'<path d="M0 0{"a9 2 0 0 1 9 8" * 3000}"/>' * 2),
    "long decimals": SVG.format('<path d="M0.12345678901-3.1e-12L9.999999999999 1e3z"/>'),
    "a clip for each": SVG.format(
        "".join(
            f'<clipPath id="c{rank}"><rect width="9" height="9"/></clipPath>'
            f'<g clip-path="url(#c{rank})">{PLAIN}</g>'
            for rank in range(500)
        )
    ),
}


@pytest.mark.parametrize("kind", KEPT)
def test_what_people_draw_is_kept(kind: str) -> None:
    assert drawing(KEPT[kind].encode(), "dessin.svg").media_type == "image/svg+xml"


def test_each_is_told_at_the_line_that_names_it(tmp_path: Path) -> None:
    stranger = Stranger(tmp_path / "espace")
    blocs = []
    for rank, text in enumerate(REFUSED.values()):
        (stranger.ain / "images" / f"d{rank}.svg").write_text(text)
        blocs.append(f"{{type: image, image: {{fichier: images/d{rank}.svg, alt: Un dessin}}}}")
    stranger.write(*blocs)
    done = stranger.run("check")
    assert done.returncode == 1
    for rank in range(len(REFUSED)):
        assert f"dossier.yaml:{rank + 4}:" in done.stdout
    assert done.stdout.count("[C108]") == len(REFUSED)


SLOW: Final = {
    "transparent groups": SVG.format('<g opacity=".5">' * 55 + PLAIN + "</g>" * 55),
    "drawings in drawings": SVG.format(
        '<svg width="99" height="99" viewBox="0 0 1 1">' * 55 + PLAIN + "</svg>" * 55
    ),
    "arcs": SVG.format(f'<path d="M0 0{"A1e9 1e9 0 1 1 1e-9 1" * 50_000}"/>'),
    "dashes": SVG.format('<path stroke="red" stroke-dasharray="1e-9" d="M0 0L99 99"/>'),
}


FORMATS: Final = ("etude-de-cas", "diaporama", "page-web")
TRIED: Final = [(kind, only) for kind in SLOW for only in FORMATS]


@pytest.mark.parametrize(("kind", "only"), TRIED if os.environ.get("PPGP_FULL") else TRIED[-1:])
def test_what_no_count_tells_is_made_or_ended_by_its_limits(
    kind: str, only: str, tmp_path: Path
) -> None:
    stranger = Stranger(tmp_path / "espace")
    stranger.show("dessin.svg")
    (stranger.ain / "images" / "dessin.svg").write_text(SLOW[kind])
    done = stranger.run("build", "--only", only)
    assert done.returncode in (0, 3)
    assert bool(stranger.documents()) == (done.returncode == 0)


UNDECLARED: Final = (
    ":a",
    "a:b",
    "a:b:c",
    'rect a:b="1"',
    'rect :x="1"',
    'image xlink:href="data:"',
)


@pytest.mark.parametrize("root", [SVG, '<svg viewBox="0 0 9 9">{}</svg>'], ids=["nommé", "nu"])
@pytest.mark.parametrize("named", UNDECLARED)
def test_a_name_whose_prefix_nothing_declares_is_a_line_ill_formed(root: str, named: str) -> None:
    """lxml says nothing of it beside a namespace that is relative."""
    text = root.format(f'\n<{named}/><rect xmlns="h"/>')
    with pytest.raises(PictureError, match="la ligne 2 est mal formée"):
        drawing(text.encode(), "dessin.svg")
