"""SVG drawings: what draws is kept, what runs or fetches is refused for what it is."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from ppgp_docs.assets.picture import Picture, PictureError
from ppgp_docs.assets.prepare import inspect, prepare

NAMESPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"'
)
PLAIN = f'<svg {NAMESPACES} viewBox="0 0 40 30"><defs><linearGradient id="a"/></defs>{{}}</svg>'
RECT = '<rect width="40" height="30"/>'
DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)


def svg(folder: Path, text: str | bytes) -> Path:
    file = folder / "dessin.svg"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def drawn(folder: Path, text: str | bytes) -> Picture:
    return prepare(svg(folder, text), 100)


def data_of(form: str = "PNG", **options: Any) -> str:
    """A red picture, in base 64."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, form, **options)
    return base64.b64encode(out.getvalue()).decode()


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill="url(#a)" d="M0 0"/>',
        """<path style="fill: url( '#a' )"/>""",
        '<use xlink:href="#a"/>',
        "<style>path { fill: url(#a) }</style>",
        "<text>Un « C:\\logo » vu sur url(http://exemple.fr)</text>",
        "<title>Titre</title>",
    ],
)
def test_what_draws_is_kept(tmp_path: Path, inside: str) -> None:
    picture = drawn(tmp_path, PLAIN.format(inside))
    kept = etree.canonicalize(picture.data.decode(), exclude_attrs=["width", "height"])
    assert kept == etree.canonicalize(PLAIN.format(inside))
    assert (picture.media_type, picture.suffix) == ("image/svg+xml", ".svg")
    assert (picture.width, picture.height) == (40, 30)


@pytest.mark.parametrize(
    "head",
    [
        DOCTYPE,
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{DOCTYPE}',
        "<!DOCTYPE svg>",
        "<!-- Generator: Adobe Illustrator 27.0 -->",
        "\N{ZERO WIDTH NO-BREAK SPACE}",
    ],
)
def test_what_stands_before_a_drawing_goes(tmp_path: Path, head: str) -> None:
    picture = drawn(tmp_path, head + PLAIN.format(RECT))
    assert picture.data.startswith(b"<svg")
    assert picture.data == drawn(tmp_path, PLAIN.format(RECT)).data


def test_what_an_editor_notes_for_itself_goes_with_its_paths(tmp_path: Path) -> None:
    path = 'inkscape:export-filename="C:\\Users\\jeanne\\logo.png"'
    noted = PLAIN.replace(" viewBox", f' {path} sodipodi:docname="logo.svg" viewBox')
    picture = drawn(
        tmp_path,
        noted.format(
            '<sodipodi:namedview pagecolor="#fff"/><metadata>C:\\Users\\jeanne</metadata>'
            f'<!-- jeanne --><g inkscape:label="Calque 1">{RECT}</g>'
        ),
    )
    assert not re.search(rb"jeanne|C:|namedview|label|docname", picture.data)
    assert b"<rect" in picture.data


def test_a_web_page_in_a_drawing_gives_way_to_its_stand_in(tmp_path: Path) -> None:
    switch = (
        '<switch><foreignObject><p xmlns="http://www.w3.org/1999/xhtml">Oui</p></foreignObject>'
        '<text x="1">Oui</text></switch>'
    )
    data = drawn(tmp_path, PLAIN.format(switch)).data
    assert b"foreignObject" not in data
    assert b">Oui</text>" in data


@pytest.mark.parametrize(
    ("attributes", "sides"),
    [
        ('width="50mm" height="20mm"', (189, 76)),
        ('width="5cm" height="2cm"', (189, 76)),
        ('width="2in" height="1in"', (192, 96)),
        ('width="2in" height="3em"', (192, 48)),
        ('width="10rem" height="4ex"', (160, 32)),
        ('width="72pt" height="36pt"', (96, 48)),
        ('width="120px" height="60"', (120, 60)),
        ('width="1e2" height=".5e2"', (100, 50)),
        ('width="50mm" height="20mm" viewBox="0 0 40 30"', (40, 30)),
        ('width="100%" height="100%" viewBox="0,0,40,30"', (40, 30)),
        ('width="50mm" height="20mm" viewBox="0 0 a b"', (189, 76)),
        ('viewBox="-10 -20 40 30"', (40, 30)),
    ],
)
def test_the_sides_of_a_drawing_are_read_where_they_are_given(
    tmp_path: Path, attributes: str, sides: tuple[int, int]
) -> None:
    picture = drawn(tmp_path, f"<svg {NAMESPACES} {attributes}>{RECT}</svg>")
    root = etree.fromstring(picture.data)
    assert (picture.width, picture.height) == sides
    assert (round(float(root.get("width"))), round(float(root.get("height")))) == sides
    assert root.get("viewBox").split()[2:] == [root.get("width"), root.get("height")]


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="50mm"',
        'width="100%" height="100%"',
        'width="5vw" height="2vh"',
        'width="-5" height="2"',
        'viewBox="0 0 10"',
        'viewBox="0 0 nan nan"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 -1 5"',
        'viewBox="0 0 1e9 1"',
        'width="0" height="20"',
    ],
)
def test_a_drawing_without_sides_is_told_what_it_lacks(tmp_path: Path, attributes: str) -> None:
    with pytest.raises(PictureError, match="n’indique pas ses proportions"):
        drawn(tmp_path, f"<svg {NAMESPACES} {attributes}>{RECT}</svg>")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_a_drawing_is_read_in_its_own_encoding(tmp_path: Path, encoding: str) -> None:
    text = PLAIN.format("<text>é</text>")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    assert "é" in drawn(tmp_path, data).data.decode()


def test_a_drawing_copied_from_a_web_page_is_one(tmp_path: Path) -> None:
    picture = drawn(tmp_path, f'<svg viewBox="0 0 40 30">{RECT}</svg>')
    assert etree.fromstring(picture.data)[0].tag == "{http://www.w3.org/2000/svg}rect"


@pytest.mark.parametrize(
    ("form", "kind", "made"),
    [
        ("PNG", "png", b"image/png"),
        ("JPEG", "jpeg", b"image/jpeg"),
        ("JPEG", "jpg", b"image/jpeg"),
        ("PNG", "jpeg", b"image/png"),
        ("WEBP", "webp", b"image/jpeg"),
        ("GIF", "gif", b"image/png"),
        ("BMP", "bmp", b"image/png"),
    ],
)
def test_a_picture_inside_a_drawing_is_made_ready_by_its_content(
    tmp_path: Path, form: str, kind: str, made: bytes
) -> None:
    inside = f'<image xlink:href="data:image/{kind};base64,{data_of(form)}"/>'
    data = drawn(tmp_path, PLAIN.format(inside)).data
    [found] = re.findall(rb'href="data:([^;]+);base64,([^"]+)"', data)
    assert found[0] == made
    assert Image.open(io.BytesIO(base64.b64decode(found[1]))).size == (20, 10)


def test_a_picture_inside_a_drawing_leaves_its_metadata_behind(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Appareil secret"
    folded = re.sub("(.{60})", r"\1\n", data_of("JPEG", exif=exif))
    data = drawn(tmp_path, PLAIN.format(f'<image href="data:image/jpeg;base64,{folded}"/>')).data
    [found] = re.findall(rb"base64,([^\"]+)", data)
    assert b"secret" not in base64.b64decode(found)


@pytest.mark.parametrize(
    "address",
    [
        "data:image/png;base64,AAAA",
        "data:image/png;base64,???",
        "data:image/png,PNG",
        "data:image/",
    ],
)
def test_a_broken_picture_inside_a_drawing_is_told(tmp_path: Path, address: str) -> None:
    with pytest.raises(PictureError, match="contient une image"):
        drawn(tmp_path, PLAIN.format(f'<image href="{address}"/>'))


ENTITY = "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
REFUSED = {
    "un script": [
        PLAIN.format("<script>alert(1)</script>"),
        PLAIN.format('<path onclick="alert(1)"/>'),
        PLAIN.format('<path onLoad="alert(1)"/>'),
        PLAIN.format('<a href="javascript:alert(1)"><path/></a>'),
        PLAIN.format('<animate attributeName="href" to="javascript:alert(1)"/>'),
        PLAIN.format("<iframe/>"),
    ],
    "du texte de page web": [PLAIN.format("<foreignObject><p>x</p></foreignObject>")],
    r"un autre fichier, `http://exemple\.fr/x": [
        PLAIN.format('<image href="http://exemple.fr/x.png"/>'),
        PLAIN.format('<path fill="url(http://exemple.fr/x)"/>'),
        PLAIN.format("<path style=\"fill: URL( 'http://exemple.fr/x' )\"/>"),
        PLAIN.format("<style>@import 'http://exemple.fr/x.css';</style>"),
        PLAIN.format('<a xlink:href="http://exemple.fr/x"><path/></a>'),
    ],
    "un autre fichier, `file:///C:/Users": [
        PLAIN.format('<image xlink:href="file:///C:/Users/jeanne/logo.png"/>')
    ],
    r"un autre fichier, `autre\.svg#a`": [PLAIN.format('<use href="autre.svg#a"/>')],
    r"un autre fichier, `x\.svg`": [PLAIN.format("<style>p { fill: url('x.svg') }</style>")],
    "un autre dessin": [
        PLAIN.format('<image href="data:image/svg+xml;base64,AAAA"/>'),
        PLAIN.format('<use href="data:text/html,x"/>'),
    ],
    "une feuille de style": [
        "<?xml-stylesheet href='x.css'?>" + PLAIN.format(""),
        PLAIN.format("<?xml-stylesheet href='x.css'?>"),
    ],
    "barre oblique inverse": [
        PLAIN.format("<style>@\\69mport 'x.css';</style>"),
        PLAIN.format('<path fill="u\\72l(x.svg)"/>'),
    ],
    "déclare des entités": [
        ENTITY + PLAIN.format("<text>&a;</text>"),
        ENTITY + PLAIN.format(RECT),
        "<!DOCTYPE svg [<!ENTITY % a SYSTEM 'http://exemple.fr/a'>]>" + PLAIN.format(RECT),
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + PLAIN.format("<text>&b;</text>"),
    ],
    "emploie une entité, `&nbsp;`": [DOCTYPE + PLAIN.format("<text>&nbsp;</text>")],
}


@pytest.mark.parametrize(
    ("reason", "text"), [(reason, text) for reason, texts in REFUSED.items() for text in texts]
)
def test_what_would_run_or_fetch_something_is_refused_for_what_it_is(
    tmp_path: Path, reason: str, text: str
) -> None:
    with pytest.raises(PictureError, match=reason) as told:
        drawn(tmp_path, text)
    assert told.value.hint


def test_attributes_that_a_doctype_would_add_are_not_kept(tmp_path: Path) -> None:
    added = "<!DOCTYPE svg [<!ATTLIST rect onclick CDATA 'alert(1)'>]>" + PLAIN.format(RECT)
    try:
        data = drawn(tmp_path, added).data
    except PictureError:
        return
    assert b"onclick" not in data


@pytest.mark.parametrize("text", ["", "<svg", "pas du XML", "<svg xmlns='x'/>", "<p>x</p>"])
def test_a_file_that_is_no_drawing_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(PictureError):
        drawn(tmp_path, text)


def test_a_drawing_that_is_badly_formed_is_told_at_its_line(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match="la ligne 2 est mal formée"):
        drawn(tmp_path, PLAIN.format("\n<g>"))


@pytest.mark.parametrize(
    ("added", "told"),
    [
        ("<g>" * 300 + "</g>" * 300, "trop imbriqué : plus de 256 groupes l’un dans l’autre"),
        ("<g>" * 300, "trop imbriqué"),
        (f"\n<!--{'x' * 10_100_000}-->", "un dessin démesuré à la ligne 2"),
        (f"\n<{'x' * 60_000}/>", "un dessin démesuré à la ligne 2"),
    ],
    ids=["closed", "open", "comment", "name"],
)
def test_a_drawing_beyond_what_is_read_is_not_called_ill_formed(
    tmp_path: Path, added: str, told: str
) -> None:
    with pytest.raises(PictureError) as refused:
        drawn(tmp_path, PLAIN.format(added))
    assert told in str(refused.value)
    assert "mal formée" not in str(refused.value)


def test_a_drawing_that_repeats_itself_without_end_is_refused_at_once(tmp_path: Path) -> None:
    ten = "".join('<use href="#a{0}"/>' for _ in range(10))
    groups = "".join(f'<g id="a{n}">{ten.format(n - 1)}</g>' for n in range(1, 9))
    first = '<g id="a0"><rect/></g>'
    with pytest.raises(PictureError, match="demande plus de"):
        drawn(tmp_path, PLAIN.format(f'{first}{groups}<use href="#a8"/>'))


PIXEL = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
    "WjR9awAAAABJRU5ErkJggg=="
)
IMAGE = f'<image width="9" height="9" href="{PIXEL}"/>'


@pytest.mark.parametrize(
    "content",
    [
        f'<symbol id="s">{IMAGE}</symbol><use href="#s"/>',
        f'<symbol id="s">{IMAGE}</symbol><use xlink:href="#s"/>',
        f'<symbol id="s" viewBox="0 0 9 9">{IMAGE}</symbol><use href="#s" width="9"/>',
        f'<defs><symbol id="s"><g>{IMAGE}</g></symbol></defs><use href="#s"/>',
        f'<filter id="f"><feImage href="{PIXEL}"/></filter><rect filter="url(#f)"/>',
    ],
)
def test_a_picture_that_a_pdf_would_leave_blank_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(PictureError, match="dans un filtre ou un symbole"):
        drawn(tmp_path, PLAIN.format(content))


def test_a_picture_in_a_symbol_that_has_a_size_is_drawn(tmp_path: Path) -> None:
    sized = f'<symbol id="s">{IMAGE}</symbol><use href="#s" width="9" height="9"/>'
    assert drawn(tmp_path, PLAIN.format(sized))


@pytest.mark.parametrize(
    ("head", "paint", "written"),
    [
        ("", 'fill="var(--c, red)"', 'fill="red"'),
        ("<style>:root{--c:#a00}</style>", 'fill="var(--c)"', 'fill="#a00"'),
        ("<style>:root{--c:var(--d);--d:#a00}</style>", 'style="fill:var(--c)"', "fill:#a00"),
        ("", 'style="--c:#a00;fill:var(--c)"', "fill:#a00"),
        ("<style>:root{--c:#a00}@media print{:root{--c:#fff}}</style>", 'fill="var(--c)"', "#a00"),
        ("", 'color="#a00" fill="currentcolor"', 'fill="currentColor"'),
        ("<style>.a{fill:red}</style>", 'class="a"', 'class="a"'),
        ("<style>rect{fill:red}</style>", 'class="a"', 'class="a"'),
        ("", 'class="a" stroke="red"', 'class="a"'),
        ('<linearGradient id="g"/>', 'fill="url(#g)"', 'fill="url(#g)"'),
    ],
)
def test_the_colours_that_a_drawing_gives_are_written_where_they_serve(
    tmp_path: Path, head: str, paint: str, written: str
) -> None:
    file = svg(tmp_path, f'<svg {NAMESPACES} viewBox="0 0 9 9">{head}<rect {paint}/></svg>')
    assert inspect(file).lacking == ()
    assert written in prepare(file, 10).data.decode()


@pytest.mark.parametrize(
    ("content", "lacking"),
    [
        ('<rect fill="var(--c)"/>', "sa couleur `c` n’y a pas de valeur"),
        ('<rect style="stroke: var(--c)"/>', "sa couleur `c` n’y a pas de valeur"),
        ("<style>rect{fill:var(--c)}</style><rect/>", "sa couleur `c` n’y a pas de valeur"),
        ('<style>a{--c:red}b{--c:tan}</style><rect fill="var(--c)"/>', "y a plusieurs valeurs"),
        ('<rect fill="currentColor"/>', "la couleur du texte voisin (`currentColor`)"),
        ('<rect fill="url(#g)"/>', "il renvoie à `#g`, qui n’y est pas"),
        ('<use href="#x"/>', "il renvoie à `#x`, qui n’y est pas"),
        ('<g><rect class="cls-1"/></g>', "sa classe `cls-1` n’y est décrite nulle part"),
    ],
)
def test_colours_that_a_drawing_leaves_to_a_page_are_told(
    tmp_path: Path, content: str, lacking: str
) -> None:
    (told,) = inspect(svg(tmp_path, f'<svg {NAMESPACES} viewBox="0 0 9 9">{content}</svg>')).lacking
    assert lacking in told
