"""Files of every format that people have, read for what they hold, or told for what they are."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ppgp_docs.assets.picture import Look, PictureError
from ppgp_docs.assets.prepare import inspect, prepare

HEIC = Path(__file__).with_name("rouge-et-bleu.heic")
"""64 × 48 points, red then blue, made by libheif's ``heif-enc``."""

RED, BLUE = (200, 30, 30), (30, 30, 200)
Make = Callable[[Path], None]


def two_colours(mode: str = "RGB") -> Image.Image:
    """Red on the left half, blue on the right half, with as much detail as a photo has."""
    image = Image.effect_noise((600, 400), 12).convert("RGB")
    halves = Image.new("RGB", (600, 400), RED)
    halves.paste(BLUE, (300, 0, 600, 400))
    return Image.blend(image, halves, 0.9).convert(mode)


def saved(format: str, **options: object) -> Make:
    return lambda file: two_colours().save(file, format, **options)  # type: ignore[arg-type]


READ: dict[str, Make] = {
    "PNG": saved("PNG"),
    "PNG with a palette": lambda file: two_colours("P").save(file, "PNG"),
    "JPEG": saved("JPEG"),
    "progressive JPEG": saved("JPEG", progressive=True),
    "JPEG of several pictures": lambda file: two_colours().save(
        file, "MPO", save_all=True, append_images=[two_colours()]
    ),
    "lossy WebP": saved("WEBP"),
    "lossless WebP": saved("WEBP", lossless=True),
    "AVIF": saved("AVIF"),
    "BMP": saved("BMP"),
    "GIF": lambda file: two_colours("P").save(file, "GIF"),
    "TIFF": saved("TIFF"),
    "TIFF in CMYK": lambda file: two_colours("CMYK").save(file, "TIFF"),
    "compressed TIFF": saved("TIFF", compression="tiff_lzw"),
    "TIFF of two pages": lambda file: two_colours().save(
        file, "TIFF", save_all=True, append_images=[Image.new("RGB", (60, 40))]
    ),
    "PDF": saved("PDF", resolution=72),
    "PDF of two pages": lambda file: two_colours().save(
        file, "PDF", resolution=72, save_all=True, append_images=[Image.new("RGB", (60, 40))]
    ),
}


def is_red_then_blue(data: bytes) -> bool:
    """On the whole: one pixel may be a speck of the noise, or of a palette."""
    image = Image.open(io.BytesIO(data)).convert("RGB")
    halves = image.resize((2, 1), Image.Resampling.BOX)
    return all(
        isinstance(pixel, tuple)
        and all(abs(a - b) < 40 for a, b in zip(pixel, wanted, strict=True))
        for pixel, wanted in zip(
            (halves.getpixel((0, 0)), halves.getpixel((1, 0))), (RED, BLUE), strict=True
        )
    )


@pytest.mark.parametrize("make", READ.values(), ids=READ.keys())
@pytest.mark.parametrize("name", ["image.png", "image"], ids=["misnamed", "without extension"])
@pytest.mark.campaign(share=3)
def test_a_picture_is_read_for_what_it_holds_whatever_its_name(
    tmp_path: Path, make: Make, name: str
) -> None:
    make(tmp_path / name)
    picture = prepare(tmp_path / name, 60)
    assert is_red_then_blue(picture.data)
    assert round(picture.width / picture.height, 1) == 1.5


def test_a_photo_of_a_telephone_is_read(tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(HEIC.read_bytes())
    assert inspect(file) == Look(64, 48)
    picture = prepare(file, 60)
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 64, 48)
    assert is_red_then_blue(picture.data)


@pytest.mark.parametrize("kind", ["JPEG", "AVIF", "WEBP"])
def test_a_photo_stays_a_photo(tmp_path: Path, kind: str) -> None:
    saved(kind)(tmp_path / "photo")
    assert prepare(tmp_path / "photo", 60).media_type == "image/jpeg"


def test_sixteen_bits_of_grey_keep_their_greys(tmp_path: Path) -> None:
    Image.new("I;16", (20, 20), 128 * 257).save(tmp_path / "gris.png")
    image = Image.open(io.BytesIO(prepare(tmp_path / "gris.png", 20).data)).convert("RGB")
    assert image.getpixel((5, 5)) == (128, 128, 128)


@pytest.mark.parametrize(
    ("kind", "views"), [("TIFF of two pages", 2), ("PDF of two pages", 2), ("PDF", 1), ("PNG", 1)]
)
def test_what_holds_several_pictures_says_how_many(tmp_path: Path, kind: str, views: int) -> None:
    READ[kind](tmp_path / "image")
    assert inspect(tmp_path / "image").views == views


def test_the_sides_that_are_told_are_those_of_the_upright_picture(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    for kind in ("JPEG", "PNG", "WEBP"):
        two_colours().save(tmp_path / "photo", kind, exif=exif)
        look = inspect(tmp_path / "photo")
        assert (look.width, look.height) == (400, 600)


ALONE = {kind: make for kind, make in READ.items() if "several" not in kind}
"""Of a file of several pictures, the end is that of another one."""


@pytest.mark.parametrize("make", ALONE.values(), ids=ALONE.keys())
@pytest.mark.parametrize("kept", [0.98, 0.7, 0.4, 0.15])
@pytest.mark.campaign(share=4)
def test_a_picture_that_was_cut_short_is_refused_before_anything_is_made(
    tmp_path: Path, make: Make, kept: float
) -> None:
    make(tmp_path / "whole")
    data = (tmp_path / "whole").read_bytes()
    (tmp_path / "cut").write_bytes(data[: int(len(data) * kept)])
    with pytest.raises(PictureError) as refused:
        inspect(tmp_path / "cut")
    assert "abîmé" in str(refused.value)
    assert "copiez-l" in refused.value.hint


@pytest.mark.parametrize("kept", [570, 500, 300, 60])
def test_a_photo_of_a_telephone_that_was_cut_short_is_refused(tmp_path: Path, kept: int) -> None:
    (tmp_path / "photo.heic").write_bytes(HEIC.read_bytes()[:kept])
    with pytest.raises(PictureError, match="abîmée"):
        inspect(tmp_path / "photo.heic")


@pytest.mark.parametrize("place", [0.3, 0.5, 0.9])
def test_a_png_in_which_one_byte_changed_is_refused(tmp_path: Path, place: float) -> None:
    saved("PNG")(tmp_path / "image.png")
    data = bytearray((tmp_path / "image.png").read_bytes())
    data[int(len(data) * place)] ^= 0x55
    (tmp_path / "image.png").write_bytes(data)
    with pytest.raises(PictureError, match="abîmée"):
        inspect(tmp_path / "image.png")


def test_bytes_that_a_camera_adds_behind_a_picture_are_no_fault(tmp_path: Path) -> None:
    for make in (saved("JPEG"), saved("PNG"), lambda file: file.write_bytes(HEIC.read_bytes())):
        make(tmp_path / "photo")
        with (tmp_path / "photo").open("ab") as file:
            file.write(b"SEFT" + bytes(40))
        assert prepare(tmp_path / "photo", 60).width in (64, 520)


def office(*names: str, first: bytes = b"") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, b"<x/>")
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (office("[Content_Types].xml", "word/document.xml"), "un document Word"),
        (office("[Content_Types].xml", "ppt/presentation.xml"), "une présentation PowerPoint"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "un classeur Excel"),
        (
            office("content.xml", first=b"application/vnd.oasis.opendocument.text"),
            "un document LibreOffice",
        ),
        (office("photo.jpg"), "une archive ZIP"),
        (b"Rar!\x1a\x07\x01\0" + bytes(50), "une archive RAR"),
        (b"7z\xbc\xaf\x27\x1c\0\x04" + bytes(50), "une archive 7z"),
        (b"\xfd7zXZ\0\0\x04" + bytes(50), "une archive"),
        (b"BZh91AY&SY" + bytes(50), "une archive"),
        (b"photo.jpg" + bytes(248) + b"ustar\x0000" + bytes(250), "une archive TAR"),
        (b"\x1f\x8b\x08\0" + bytes(50), "un fichier compressé (SVGZ ?)"),
        (OLE + "WordDocument".encode("utf-16-le"), "un document Word"),
        (OLE + "Workbook".encode("utf-16-le"), "un classeur Excel"),
        (OLE, "un document d’Office ou d’Outlook"),
        (b"{\\rtf1\\ansi", "un document RTF"),
        (b"8BPS\0\1", "un fichier Photoshop"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "un dessin PostScript (EPS)"),
        (b"\1\0\0\0" + bytes(36) + b" EMF", "un dessin de Windows (EMF)"),
        (b"\xd7\xcd\xc6\x9a\0\0", "un dessin de Windows (WMF)"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "un fichier JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "un fichier JPEG 2000"),
        (b"II*\0\x10\0\0\0CR\2\0", "une photo brute d’appareil (RAW)"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0", "une vidéo"),
        (b"ID3\4\0", "un enregistrement sonore"),
        (b"<!DOCTYPE html>\n<html><body><svg></svg>", "une page web"),
        (b"\xef\xbb\xbf<html lang='fr'>", "une page web"),
        (b"L\0\0\0\1\x14\2\0", "un raccourci Windows"),
        (b"[InternetShortcut]\r\nURL=https://exemple.fr", "un raccourci"),
        (b"version https://git-lfs.github.com/spec/v1", "un renvoi de Git (LFS)"),
        ("Le plan est à refaire.".encode(), "un texte"),
        (b"", "un fichier vide"),
        (bytes(4096), "un fichier vide"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
@pytest.mark.parametrize("name", ["plan.png", "plan.jpg", "plan"])
def test_what_is_no_picture_is_named_for_what_it_is(
    tmp_path: Path, content: bytes, what: str, name: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(PictureError) as refused:
        inspect(tmp_path / name)
    assert str(refused.value) == f"`{name}` n’est pas une image : c’est {what}"
    assert refused.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_drawing_is_one_whatever_its_name_and_its_encoding(tmp_path: Path, encoding: str) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><path d="M0 0"/></svg>'
    (tmp_path / "dessin.png").write_bytes(drawing.encode(encoding))
    assert prepare(tmp_path / "dessin.png", 60).media_type == "image/svg+xml"


def test_a_file_without_a_page_is_said_to_have_none(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.save(tmp_path / "plan.pdf")
    with pytest.raises(PictureError, match="sans aucune page"):
        prepare(tmp_path / "plan.pdf", 60)


def test_a_page_under_a_password_is_told(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "plan.pdf", encryption=pikepdf.Encryption(user="x", owner="y"))
    with pytest.raises(PictureError, match="mot de passe"):
        inspect(tmp_path / "plan.pdf")


def test_a_page_without_end_is_refused(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(3, 14_000))
        pdf.save(tmp_path / "plan.pdf")
    with pytest.raises(PictureError):
        prepare(tmp_path / "plan.pdf", 100)
