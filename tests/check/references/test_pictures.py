"""C108, C116, C117, C118: what is told of a picture before anything is made of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
Folder = Callable[[str], Path]


def placed(name: str, more: str = "") -> str:
    return f"contexte:\n  blocs:\n    - {{type: image{more}, image: {{fichier: {name}, alt: A}}}}\n"


@pytest.mark.parametrize(
    ("points", "more", "told"),
    [
        (180, ", largeur: pleine", True),
        (180, "", True),
        (180, ", largeur: petite", False),
        (600, ", largeur: pleine", True),
        (640, ", largeur: pleine", False),
        (340, "", False),
    ],
)
def test_a_picture_too_small_for_its_place_is_told_with_what_it_asks_for(
    found: Found, dossier_file: Folder, points: int, more: str, told: bool
) -> None:
    folder = dossier_file("").parent
    Image.new("RGB", (points, points)).save(folder / "vue.png")
    faults = found(placed("vue.png", more))
    assert [fault.code for fault in faults] == ["C116"] * told
    assert all(f"a {points}\u00a0pixels de large" in fault.message for fault in faults)
    assert all("pixels de large, ou une `largeur`" in fault.hints[0] for fault in faults)


@pytest.mark.parametrize(
    ("sides", "told"), [((800, 600), True), ((900, 750), False), ((1600, 400), True)]
)
def test_a_cover_fills_the_page_in_width_and_in_height(
    found: Found, dossier_file: Folder, sides: tuple[int, int], told: bool
) -> None:
    Image.new("RGB", sides).save(dossier_file("").parent / "vue.png")
    faults = found("couverture: {fichier: vue.png, decoratif: oui}\n")
    assert [fault.code for fault in faults] == ["C116"] * told
    assert not [fault for fault in faults if "largeur" in fault.hints[0]]


PLACES = {
    "activité": "activites: [{titre: T, image: {fichier: v.png, alt: A}, blocs: [B]}]\n",
    "portrait": "personnes: {p: {fonction: f, portrait: dessin, "
    "photo: {fichier: v.png, alt: A}}}\n",
    "document": "contexte: {blocs: [{type: documents, titre: D, documents: "
    "[{titre: T, image: {fichier: v.png, alt: A}}]}]}\n",
    "carte": "contexte: {blocs: [{type: cartes, cartes: "
    "[{titre: T, picto: {fichier: v.png, alt: A}}]}]}\n",
    "priorité": "et_apres: {titre: E, priorites: [{titre: T, picto: {fichier: v.png, alt: A}}]}\n",
    "avant": "contexte: {blocs: [{type: avant_apres, titre: P, avant: "
    "{image: {fichier: v.png, alt: A}}, apres: {texte: b}}]}\n",
}


@pytest.mark.parametrize(
    ("place", "sides", "told"),
    [
        ("activité", (180, 120), True),
        ("activité", (820, 500), True),
        ("activité", (900, 500), False),
        ("activité", (1200, 300), True),  # cropped to a height of 92 mm, it is 37 cm wide
        ("portrait", (180, 180), True),
        ("portrait", (270, 400), False),
        ("document", (120, 170), True),
        ("document", (180, 250), False),
        ("document", (100, 900), False),  # as tall as the page allows, it is narrower
        ("carte", (48, 48), True),
        ("carte", (72, 72), False),
        ("priorité", (48, 48), True),
        ("priorité", (72, 96), False),
        ("avant", (300, 200), True),
        ("avant", (560, 400), False),
    ],
)
def test_a_picture_too_small_is_told_wherever_it_is_printed(
    found: Found, dossier_file: Folder, place: str, sides: tuple[int, int], told: bool
) -> None:
    Image.new("RGB", sides).save(dossier_file("").parent / "v.png")
    codes = [fault.code for fault in found(PLACES[place])]
    assert codes.count("C116") == told


def _page(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 400), colour).save(out, "PDF")
    return out.getvalue()


def _saved(kind: str, mode: str, colour: object, dot: object = None) -> bytes:
    picture = Image.new(mode, (900, 700), colour)  # type: ignore[arg-type]
    if dot is not None:
        picture.paste(dot, (400, 300, 420, 320))  # type: ignore[arg-type]
    out = io.BytesIO()
    picture.save(out, kind, **({"lossless": True} if kind == "WEBP" else {}))
    return out.getvalue()


def _svg(inside: str) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()


RECT = '<rect width="9" height="9"/>'
BLANK = {
    "scan.png": _saved("PNG", "I;16", 65_535),
    "v.png": _saved("PNG", "RGB", "white"),
    "claire.png": _saved("PNG", "RGBA", (10, 20, 30, 0)),
    "grise.png": _saved("PNG", "L", 255),
    "deux-tons.png": _saved("PNG", "1", 1),
    "v.jpg": _saved("JPEG", "RGB", "white"),
    "v.gif": _saved("GIF", "L", 255),
    "v.bmp": _saved("BMP", "RGB", "white"),
    "v.tif": _saved("TIFF", "RGB", "white"),
    "v.webp": _saved("WEBP", "RGBA", (0, 0, 0, 0)),
    "v.avif": _saved("AVIF", "RGB", "white"),
    "v.pdf": _page("white"),
    "vide.svg": _svg(""),
    "titre.svg": _svg("<title>Plan</title>"),
    "réserve.svg": _svg(f"<defs>{RECT}</defs>"),
    "masqué.svg": _svg(f'<g style="display:none">{RECT}</g>'),
    "effacé.svg": _svg(f'<g opacity="0">{RECT}</g>'),
    "plat.svg": _svg('<rect width="0" height="9"/><path d=""/><text> </text>'),
}
SEEN = {
    "v.png": _saved("PNG", "RGB", "white", "black"),
    "noire.png": _saved("PNG", "RGB", "black"),
    "claire.png": _saved("PNG", "RGBA", (0, 0, 0, 0), (200, 0, 0, 255)),
    "v.jpg": _saved("JPEG", "RGB", "white", "black"),
    "v.gif": _saved("GIF", "L", 255, 0),
    "gris.png": _saved("PNG", "I;16", 30_000),
    "clair.png": _saved("PNG", "I;16", 60_000, 50_000),
    "sombre.tif": _saved("TIFF", "I;16", 300, 400),
    "trace.png": _saved("PNG", "I;16", 65_535, 20_000),
    "trace.tif": _saved("TIFF", "I;16", 65_535, 1_000),
    "v.bmp": _saved("BMP", "RGB", "white", "black"),
    "v.tif": _saved("TIFF", "RGB", "white", "black"),
    "v.webp": _saved("WEBP", "RGBA", (0, 0, 0, 0), (0, 0, 0, 255)),
    "v.avif": _saved("AVIF", "RGB", "white", "black"),
    "v.pdf": _page("blue"),
    "trait.svg": _svg('<line x1="1" x2="5" y1="0" y2="0" stroke="red"/>'),
    "usage.svg": _svg(f'<defs><g id="r">{RECT}</g></defs><use href="#r"/>'),
    "style.svg": _svg('<rect style="width: 9px; height: 9px"/>'),
    "voilé.svg": _svg(f'<g opacity="0.2" style="fill-opacity:0;stroke:red">{RECT}</g>'),
    "mot.svg": _svg("<text y='5'>Plan</text>"),
}


@pytest.mark.parametrize("name", BLANK)
def test_a_picture_that_shows_nothing_is_told(
    found: Found, dossier_file: Folder, name: str
) -> None:
    (dossier_file("").parent / name).write_bytes(BLANK[name])
    (fault,) = found(placed(name))
    assert (fault.code, name in fault.message) == ("C118", True)


@pytest.mark.parametrize("name", SEEN)
def test_a_picture_that_shows_little_is_one(found: Found, dossier_file: Folder, name: str) -> None:
    (dossier_file("").parent / name).write_bytes(SEEN[name])
    assert found(placed(name)) == []


def test_the_pages_that_are_not_shown_are_mentioned(found: Found, dossier_file: Folder) -> None:
    page = Image.new("RGB", (800, 600))
    page.save(dossier_file("").parent / "plan.pdf", save_all=True, append_images=[page, page])
    (mention,) = found(placed("plan.pdf"))
    assert mention.code == "C117"
    assert mention.message == "seule la première des 3 vues de `plan.pdf` est montrée"


def test_what_is_no_picture_and_what_was_cut_short_are_refused_with_what_to_do(
    found: Found, dossier_file: Folder
) -> None:
    folder = dossier_file("").parent
    (folder / "plan.png").write_bytes(b"{\\rtf1 Le plan")
    Image.effect_noise((400, 400), 50).save(folder / "vue.jpg")
    (folder / "vue.jpg").write_bytes((folder / "vue.jpg").read_bytes()[:-500])
    for name, told in (("plan.png", "c’est un document RTF"), ("vue.jpg", "coupée")):
        (fault,) = found(placed(name))
        assert (fault.code, told in fault.message, len(fault.hints)) == ("C108", True, 1)


@pytest.mark.parametrize(("most", "told"), [(2_800_000, []), (2_500_000, ["C108"])])
def test_pictures_that_have_too_many_pixels_in_all_are_told_once_and_the_rest_is_not_read(
    found: Found,
    dossier_file: Folder,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
    told: list[str],
) -> None:
    from ppgp_docs.check.references import pictures

    monkeypatch.setattr(pictures, "_MOST", most)
    folder = dossier_file("").parent
    for name in ("a", "b", "c"):
        Image.new("RGB", (1000, 900), (name == "b" and "red") or "blue").save(
            folder / f"{name}.png"
        )
    shown = ["a.png", "b.png", "a.png", "c.png"]
    blocs = "".join(
        f"    - {{type: image, image: {{fichier: {each}, alt: A}}}}\n" for each in shown
    )
    faults = found(f"contexte:\n  blocs:\n{blocs}")
    assert [each.code for each in faults] == told
    assert [each.span.line for each in faults if each.span] == ([6] if told else [])
    assert all("un milliard de pixels en tout" in each.message for each in faults)
