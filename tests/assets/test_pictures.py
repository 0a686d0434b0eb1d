"""Pictures made ready to print: upright, sRGB, bare of metadata, never larger than needed."""

from __future__ import annotations

import io
import os
import re
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from ppgp_docs.assets.bitmap_structure import plain_png_sides
from ppgp_docs.assets.picture import Picture, PictureError
from ppgp_docs.assets.prepare import locate, prepare


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.data))


def photo(folder: Path, size: tuple[int, int] = (200, 100), **options: Any) -> Path:
    """A JPEG, red on the left half, blue on the right half."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, *size))
    file = folder / "photo.jpg"
    image.save(file, **options)
    return file


def is_close(found: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(found, wanted, strict=True))


def test_a_tint_leaves_two_colours_and_what_is_between_them(tmp_path: Path) -> None:
    file = tmp_path / "rampe.png"
    Image.linear_gradient("L").convert("RGB").save(file)
    found = opened(prepare(file, 100, ("#0B4F5C", "#F8F4EC"))).convert("RGB")
    assert is_close(found.getpixel((9, 0)), (0x0B, 0x4F, 0x5C))
    assert is_close(found.getpixel((9, 255)), (0xF8, 0xF4, 0xEC))
    assert is_close(found.getpixel((9, 128)), (0x82, 0xA2, 0xA5))
    assert opened(prepare(file, 100)).convert("RGB").getpixel((9, 255)) == (255, 255, 255)


def test_a_tint_takes_the_colours_of_a_drawing_and_no_name(tmp_path: Path) -> None:
    file = tmp_path / "dessin.svg"
    file.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs><linearGradient id="abc">'
        '<stop stop-color="#000"/></linearGradient></defs><rect width="9" height="9" '
        'fill="url(#abc)"/><rect width="4" height="4" style="fill:#FFFFFF"/></svg>'
    )
    written = prepare(file, 100, ("#0B4F5C", "#F8F4EC")).data.decode()
    assert "url(#abc)" in written
    assert "#0B4F5C" in written
    assert "#F8F4EC" in written
    assert "#0B4F5C" not in prepare(file, 100).data.decode()


def test_a_picture_is_reduced_to_220_dots_per_inch_of_its_printed_width(tmp_path: Path) -> None:
    picture = prepare(photo(tmp_path, (2000, 1000)), 101.6)  # four inches
    assert (picture.width, picture.height) == opened(picture).size == (880, 440)


def test_a_picture_is_never_enlarged(tmp_path: Path) -> None:
    picture = prepare(photo(tmp_path), 180)
    assert (picture.width, picture.height) == (200, 100)


def test_the_orientation_of_the_camera_is_applied_and_its_metadata_left_behind(
    tmp_path: Path,
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    exif[0x010F] = "Appareil"
    exif.get_ifd(0x8825)[1] = "N"
    file = photo(tmp_path, exif=exif, comment="secret")
    image = opened(prepare(file, 180))
    assert image.size == (100, 200)
    assert is_close(image.getpixel((50, 20)), (200, 30, 30))
    assert is_close(image.getpixel((50, 180)), (30, 30, 200))
    assert not image.getexif()
    assert b"secret" not in prepare(file, 180).data
    assert not {"exif", "icc_profile", "comment"} & set(image.info)


def drawing(folder: Path, **options: Any) -> Path:
    """A PNG of three colours in a palette."""
    image = Image.new("P", (60, 40))
    image.putpalette((200, 30, 30, 30, 30, 200, 255, 255, 255))
    image.paste(1, (30, 0, 60, 40))
    file = folder / "dessin.png"
    image.save(file, **options)
    return file


def test_a_drawing_that_is_ready_as_it_came_is_not_made_anew(tmp_path: Path) -> None:
    file = drawing(tmp_path, compress_level=1)
    assert prepare(file, 180).data == file.read_bytes()


def test_a_drawing_is_reduced_when_it_is_twice_as_fine_as_need_be(tmp_path: Path) -> None:
    file = drawing(tmp_path)
    assert prepare(file, 60 / 2 / 220 * 25.4).data == file.read_bytes()
    assert prepare(file, 60 / 2.2 / 220 * 25.4).width == 27


def test_a_screen_saved_with_nothing_to_see_through_is_opaque(tmp_path: Path) -> None:
    file = tmp_path / "capture.png"
    Image.new("RGBA", (40, 20), (200, 30, 30, 255)).save(file)
    assert opened(prepare(file, 180)).mode == "P"


@pytest.mark.parametrize("end", [b"", b"secret"])
def test_a_drawing_that_says_more_than_its_points_is_made_anew(tmp_path: Path, end: bytes) -> None:
    file = drawing(tmp_path, dpi=(72, 72))
    file.write_bytes(file.read_bytes() + end)
    found = prepare(file, 180)
    assert not any(each in found.data for each in (b"pHYs", b"secret"))
    assert opened(found).convert("RGB").getpixel((50, 20)) == (30, 30, 200)


def test_a_picture_in_cmyk_becomes_rgb(tmp_path: Path) -> None:
    file = tmp_path / "presse.jpg"
    Image.new("CMYK", (10, 10), (0, 255, 255, 0)).save(file, quality=95)
    image = opened(prepare(file, 180))
    assert image.mode == "RGB"
    assert is_close(image.getpixel((5, 5)), (254, 0, 0))


def test_colours_of_another_profile_are_converted_and_not_relabelled(tmp_path: Path) -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    names = {b"rXYZ": b"bXYZ", b"bXYZ": b"rXYZ"}  # a screen whose red shines blue
    swapped = re.sub(b"|".join(names), lambda found: names[found[0]], srgb)
    file = tmp_path / "profil.png"
    Image.new("RGB", (10, 10), (200, 30, 30)).save(file, icc_profile=swapped)
    image = opened(prepare(file, 180)).convert("RGB")
    assert is_close(image.getpixel((5, 5)), (30, 30, 200))
    assert "icc_profile" not in image.info


def test_an_unreadable_colour_profile_is_told_and_raises_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "profil.png"
    Image.new("RGB", (10, 10)).save(file, icc_profile=b"n'importe quoi")
    with pytest.raises(PictureError, match="profil"):
        prepare(file, 180)


def test_transparency_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "picto.png"
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file)
    picture = prepare(file, 20)
    assert picture.media_type == "image/png"
    assert opened(picture).convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)


def test_the_same_picture_always_gives_the_same_bytes(tmp_path: Path) -> None:
    file = photo(tmp_path, (2000, 1000))
    copy = tmp_path / "copie.jpg"
    copy.write_bytes(file.read_bytes())
    assert prepare(copy, 100).data == prepare(file, 100).data


def test_a_picture_that_changes_is_prepared_anew(tmp_path: Path) -> None:
    file = photo(tmp_path, (2000, 1000))
    before = prepare(file, 100)
    photo(tmp_path, (1000, 2000))
    assert prepare(file, 100).height != before.height


def test_two_pictures_of_one_size_and_one_date_are_two_pictures(tmp_path: Path) -> None:
    file, wide = tmp_path / "plan.bmp", 200
    dates, points = [], []
    for colour in ((200, 30, 30), (30, 30, 200)):
        Image.new("RGB", (wide, 100), colour).save(file)
        os.utime(file, ns=(10**18, 10**18))
        dates.append((file.stat().st_size, file.stat().st_mtime_ns))
        points.append(opened(prepare(file, 100)).convert("RGB").getpixel((50, 50)))
    assert dates[0] == dates[1]
    assert is_close(points[0], (200, 30, 30))
    assert is_close(points[1], (30, 30, 200))


def test_a_picture_that_is_copied_and_shown_again_is_prepared_once(tmp_path: Path) -> None:
    file = photo(tmp_path)
    copy = tmp_path / "ailleurs" / file.name
    copy.parent.mkdir()
    copy.write_bytes(file.read_bytes())
    assert prepare(copy, 100) is prepare(file, 100)


def test_only_so_many_prepared_pictures_are_remembered(tmp_path: Path) -> None:
    file = photo(tmp_path)
    first = prepare(file, 100)
    for tenths in range(1001, 1100):
        prepare(file, tenths / 10)
    assert prepare(file, 100) is not first


def test_a_truncated_picture_is_refused_whatever_was_imported_before(tmp_path: Path) -> None:
    import weasyprint  # noqa: F401 - it asks Pillow to accept truncated pictures

    file = photo(tmp_path, (2000, 1000))
    file.write_bytes(file.read_bytes()[:-2000])
    with pytest.raises(PictureError, match="abîmée"):
        prepare(file, 100)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", bytes(range(256))])
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "faux.png").write_bytes(content)
    with pytest.raises(PictureError, match="n’est pas une image lisible"):
        prepare(tmp_path / "faux.png", 100)


@pytest.mark.parametrize("side", [8_000, 60_000], ids=["64 megapixels", "3600 megapixels"])
def test_a_decompression_bomb_is_refused_before_it_is_inflated(tmp_path: Path, side: int) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99))
    (tmp_path / "bombe.png").write_bytes(png)
    with pytest.raises(PictureError, match=r"millions de pixels|decompression bomb"):
        prepare(tmp_path / "bombe.png", 100)


@pytest.mark.parametrize(
    "name",
    ["../secret.png", "a/../../secret.png", "/etc/passwd", "C:\\x.png", "a\\b.png", "C:x.png"],
)
def test_a_picture_outside_the_dossier_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.png").touch()
    folder = tmp_path / "01-ain"
    folder.mkdir()
    with pytest.raises(PictureError, match="chemin dans le répertoire") as refused:
        locate(folder, name)
    assert ("barres obliques" in refused.value.hint) == (name == "a\\b.png")


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        (r"C:\Users\moi\photo.png", "copiez"),
        ("/home/moi/photo.png", "copiez"),
        ("file:///home/moi/photo.png", "copiez"),
        ("https://pmi.fr/a/photo.png", "téléchargez"),
    ],
)
def test_a_picture_that_is_elsewhere_is_to_be_copied_first(
    tmp_path: Path, name: str, verb: str
) -> None:
    with pytest.raises(PictureError) as refused:
        locate(tmp_path, name)
    expected = f"{verb} l’image dans le répertoire `images`, et écrivez `images/photo.png`"
    assert refused.value.hint == expected


@pytest.mark.skipif("sys.platform == 'win32'", reason="links need rights on Windows")
def test_a_link_that_leaves_the_dossier_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").touch()
    folder = tmp_path / "01-ain"
    folder.mkdir()
    (folder / "lien.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(PictureError, match="sort du répertoire"):
        locate(folder, "lien.png")


@pytest.mark.parametrize(
    ("on_disk", "asked"),
    [
        ("pre\u0301paration.png", "préparation.png"),
        ("préparation.png", "pre\u0301paration.png"),
        ("Préparation.PNG", "préparation.png"),
        ("rendez\u2010vous.png", "rendez-vous.png"),
        ("l’accueil.png", "l'accueil.png"),
        ("carte\u00a0des lieux.png", "carte des lieux.png"),
        ("E\u0301te\u0301 2024.jpeg", "été 2024.jpeg"),
    ],
)
def test_a_name_designates_the_same_file_whatever_system_wrote_it(
    tmp_path: Path, on_disk: str, asked: str
) -> None:
    (tmp_path / "Images").mkdir()
    (tmp_path / "Images" / on_disk).touch()
    assert locate(tmp_path, f"images/{asked}") == tmp_path / "Images" / on_disk


def test_two_files_that_only_the_make_of_their_accents_sets_apart_are_told(
    tmp_path: Path,
) -> None:
    for name in ("été.png", "e\u0301te\u0301.png"):
        (tmp_path / name).touch()
    with pytest.raises(PictureError, match="se confondent") as told:
        locate(tmp_path, "été.png")
    assert "composés ou non" in told.value.hint


def test_of_two_files_that_a_case_sets_apart_the_one_that_is_named_is_taken(
    tmp_path: Path,
) -> None:
    for name in ("plan.png", "Plan.png"):
        (tmp_path / name).touch()
    assert locate(tmp_path, "Plan.png") == tmp_path / "Plan.png"
    with pytest.raises(PictureError, match=r"`Plan\.png` et `plan\.png`"):
        locate(tmp_path, "PLAN.png")


def test_a_missing_picture_and_a_present_one(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "été.png").touch()
    assert locate(tmp_path, "images/été.png") == tmp_path / "images" / "été.png"
    with pytest.raises(PictureError, match=r"`images/hiver\.png` est introuvable"):
        locate(tmp_path, "images/hiver.png")


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("images/dessim.png", " ; la plus proche est `images/dessin.png`"),
        ("dessin.png", " ; la plus proche est `images/dessin.png`"),
        ("images/DESSIN.jpg", " ; la plus proche est `images/dessin.png`"),
        ("images/hiver.png", ""),
        ("images/dessin.yaml", ""),
    ],
)
def test_a_missing_picture_is_told_with_the_one_most_like_it(
    tmp_path: Path, wanted: str, near: str
) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "dessin.png").touch()
    (tmp_path / "images" / "hiver.txt").touch()
    with pytest.raises(PictureError) as told:
        locate(tmp_path, wanted)
    assert str(told.value) == f"l’image `{wanted}` est introuvable{near}"


@pytest.mark.skipif(os.name == "nt", reason="pipes and links of POSIX")
def test_what_is_no_file_is_told_for_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.png")
    (tmp_path / "perdu.png").symlink_to(tmp_path / "nulle part")
    (tmp_path / "photos.png").mkdir()
    (tmp_path / "zéro.png").symlink_to("/dev/zero")
    (tmp_path / "vers un tube.png").symlink_to(tmp_path / "tube.png")
    (tmp_path / "rond.png").symlink_to(tmp_path / "rond.png")
    told = {}
    for name in sorted(file.name for file in tmp_path.iterdir()):
        with pytest.raises(PictureError) as problem:
            locate(tmp_path, name)
        told[name] = str(problem.value).partition("c’est ")[2]
    assert told == {
        "tube.png": "un tube nommé",
        "zéro.png": "un lien vers un périphérique",
        "vers un tube.png": "un lien vers un tube nommé",
        "perdu.png": "un lien qui ne mène nulle part",
        "rond.png": "un lien qui tourne en rond",
        "photos.png": "un répertoire",
    }


def test_the_shipped_pictures_are_all_usable() -> None:
    folder = Path(__file__).parents[2] / "departments"
    files = [file for file in folder.rglob("images/*") if file.suffix in (".png", ".svg", ".jpg")]
    assert len(files) >= 18
    assert all(prepare(file, 80).width > 0 for file in files)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("extra", [{}, {"dpi": (72, 72)}, {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}])
def test_the_sides_of_a_plain_png_are_those_that_a_library_reads(
    mode: str, extra: dict[str, Any]
) -> None:
    made = io.BytesIO()
    picture = Image.new(mode, (37, 21))
    if mode == "P":
        picture.putpalette(bytes(range(256)) * 3)
    picture.save(made, "PNG", **extra)
    found = plain_png_sides(made.getvalue())
    is_plain = mode not in ("1", "I;16") and "exif" not in extra
    assert found == (Image.open(made).size if is_plain else None)


def test_the_sides_of_a_picture_are_known_before_it_is_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (800, 1600), "teal").save(tmp_path / "plaque.png")
    encoded: list[str] = []
    save = Image.Image.save

    def told(picture: Image.Image, out: object, kind: str, **options: object) -> None:
        encoded.append(kind)
        save(picture, out, kind, **options)

    monkeypatch.setattr(Image.Image, "save", told)
    picture = prepare(tmp_path / "plaque.png", 30)
    assert picture.height == 2 * picture.width and encoded == []
    assert opened(picture).size == (picture.width, picture.height)
    assert picture.data is picture.data and encoded == ["PNG"]
