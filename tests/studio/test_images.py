"""Pictures that people bring: stored upright, bare and named safely, or refused in words."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from tests.studio.conftest import Client, ask

from ppgp_docs.studio.serve import Studio

PART = "couverture"
FIELD = "/couverture/fichier"
HEIC = Path(__file__).parents[1] / "assets" / "rouge-et-bleu.heic"
IMAGES = Path("departments/01-ain/images")


def photo() -> bytes:
    """A photo of a telephone: lying on its side, with the place where it was taken."""
    picture = Image.new("RGB", (400, 200), "red")
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Téléphone secret"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of 50,000 by 50,000 points in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bring(client: Client, name: str, data: bytes) -> tuple[int, str]:
    """Send a picture as a browser does; the status, and where it leads."""
    edge = "----limite"
    quoted = name.replace('"', "%22")
    told = 'Content-Disposition: form-data; name="'
    head = f'--{edge}\r\n{told}geste"\r\n\r\nimage:{FIELD}\r\n'
    head += f'--{edge}\r\n{told}image:{FIELD}"; filename="{quoted}"\r\n'
    head += "Content-Type: application/octet-stream\r\n\r\n"
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    headers = {
        **client.own,
        "Origin": f"http://127.0.0.1:{client.port}",
        "Content-Type": f"multipart/form-data; boundary={edge}",
    }
    path = f"/fichiers/01-ain/dossier/{PART}"
    status, found, text = ask(client.port, "POST", path, headers, body)
    return status, found.get("location", text)


def test_a_photo_is_stored_upright_without_what_the_camera_wrote(
    client: Client, workspace: Path
) -> None:
    status, where = bring(client, "Été à l’école (1).JPG", photo())
    assert status == 303 and where.endswith("?dit=image#/couverture/alt")
    file = workspace / IMAGES / "ete-a-l-ecole-1.jpg"
    with Image.open(file) as stored:
        assert stored.size == (200, 400)
        assert not stored.getexif()
    assert b"secret" not in file.read_bytes()
    page = client.get(f"/dossier/01-ain/dossier/{PART}?dit=image")[1]
    assert 'value="images/ete-a-l-ecole-1.jpg" selected' in page
    assert "Dites maintenant" in page


@pytest.mark.parametrize(
    ("name", "data", "stored"),
    [
        ("IMG_0042.HEIC", HEIC.read_bytes(), "img-0042.jpg"),
        ("a.png", HEIC.read_bytes(), "a.jpg"),
        (r"C:\Users\moi\..\..\photo.jpg", photo(), "photo.jpg"),
        ("../../../etc/passwd", photo(), "passwd.jpg"),
        ("con.jpg", photo(), "image-con.jpg"),
        (
            "<script>.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            "script.svg",
        ),
    ],
)
def test_a_picture_gets_a_name_that_every_system_keeps(
    client: Client, workspace: Path, name: str, data: bytes, stored: str
) -> None:
    before = {each for each in workspace.rglob("*") if each.is_file()}
    assert "dit=image" in bring(client, name, data)[1]
    added = {each for each in workspace.rglob("*") if each.is_file()} - before
    assert [each.name for each in added if ".ppgp" not in each.parts] == [stored]
    assert all(workspace / IMAGES == each.parent for each in added if ".ppgp" not in each.parts)


SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FETCH = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://evil.example/x.png"/></svg>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("virus.exe", b"MZ" + b"\0" * 500),
        ("vide.png", b""),
        ("bombe.png", bomb()),
        ("coupee.jpg", photo()[:-300]),
        ("script.svg", SCRIPT),
        ("appel.svg", FETCH),
        (
            "entites.svg",
            b'<!DOCTYPE x [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        ),
        ("page.html", b"<html><script>alert(1)</script></html>"),
        ("note.txt", b"bonjour"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(
    client: Client, workspace: Path, name: str, data: bytes
) -> None:
    before = {each: each.read_bytes() for each in workspace.rglob("*") if each.is_file()}
    status, where = bring(client, name, data)
    assert status == 303
    assert "refus=" in where or "sans-image" in where
    if data:
        page = client.get(where)[1]
        assert "Image refusée" in page
        assert "<script>" not in page.replace("<script src=", "")
    assert {e: e.read_bytes() for e in workspace.rglob("*") if e.is_file()} == before


def test_the_same_picture_is_stored_once_and_another_beside_it(
    client: Client, workspace: Path
) -> None:
    before = set((workspace / IMAGES).iterdir())
    other = io.BytesIO()
    Image.new("RGB", (9, 9), "blue").save(other, "JPEG")
    for data in (photo(), photo(), other.getvalue()):
        bring(client, "vue.jpg", data)
    added = {each.name for each in set((workspace / IMAGES).iterdir()) - before}
    assert added == {"vue.jpg", "vue-2.jpg"}


def test_an_upload_of_two_gigabytes_is_refused_before_it_is_read(studio: Studio) -> None:
    client = Client(studio)
    headers = {
        **client.own,
        "Origin": f"http://127.0.0.1:{studio.port}",
        "Content-Type": "multipart/form-data; boundary=x",
        "Content-Length": str(2_000_000_000),
    }
    assert ask(studio.port, "POST", f"/fichiers/01-ain/dossier/{PART}", headers)[0] == 413


@pytest.mark.parametrize(
    "name",
    ["../dossier.yaml", "dossier.yaml", "/etc/passwd", "images/../../60-oise/dossier.yaml", "%00"],
)
def test_a_thumbnail_shows_pictures_of_the_dossier_alone(client: Client, name: str) -> None:
    assert client.get(f"/vignettes/01-ain?fichier={name}")[0] == 404
    assert client.get("/vignettes/01-ain?fichier=images/couverture.png")[0] == 200


def test_a_folder_of_pictures_that_leads_elsewhere_is_not_written_to(
    client: Client, workspace: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("ailleurs")
    images = workspace / IMAGES
    images.rename(images.with_name("vraies"))
    images.symlink_to(elsewhere)
    assert "refus=" in bring(client, "vue.jpg", photo())[1]
    assert list(elsewhere.iterdir()) == []
