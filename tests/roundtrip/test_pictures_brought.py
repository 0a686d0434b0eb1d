"""Pictures that people put in a file: kept in files beside it, since a dossier asks where from."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest
from lxml import etree
from PIL import Image
from tests.form.filling import form_of
from tests.roundtrip.test_beside_the_text import BLIP, in_a_paragraph_of_its_own, xml
from tests.roundtrip.test_comment_situations import with_part
from tests.roundtrip.word_hand import (
    ESSAI,
    FICHE,
    W,
    controls,
    copied,
    edited,
    paragraph_of,
    returned,
)

from ppgp_docs import ooxml_names
from ppgp_docs.importing.brought_pictures import keep_pictures
from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.workspace.find import find_workspace

EMF = b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60)
PROGRAM = b"MZ" + bytes(range(256))
LEGEND = "fiche-12:rubriques[illustration].blocs[2].legende"
RELATIONS = "word/_rels/document.xml.rels"
R = f"{{{ooxml_names.RELATIONS}}}"


def drawn(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, kind)
    return out.getvalue()


def with_pictures(data: bytes, *pictures: bytes | None) -> bytes:
    """A file in which someone put pictures below a text, as Word stores them; None for one that
    stays in a file of its own."""
    for rank, picture in enumerate(pictures):
        key, name = f"rIdImage{rank}", f"media/image9{rank}.png"
        linked = picture is None

        def put(root, key=key, linked=linked) -> None:
            made = xml(BLIP)
            made.find(".//{*}blip").set(f"{R}{'link' if linked else 'embed'}", key)
            in_a_paragraph_of_its_own(root, made)

        def related(root, key=key, name=name, linked=linked) -> None:
            target = "file:///C:/Users/x/plan.png" if linked else name
            named = {"Id": key, "Type": f"{ooxml_names.RELATIONS}/image", "Target": target}
            named |= {"TargetMode": "External"} if linked else {}
            etree.SubElement(root, "{http://schemas.openxmlformats.org/package/2006/relationships}"
                             "Relationship", named)  # fmt: skip

        data = edited(edited(data, put), related, RELATIONS)
        data = with_part(data, f"word/{name}", picture or b"")
    return data


def kept_in(tmp_path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted((tmp_path / "recus").glob("*-image-*"))}


def kept(desk, tmp_path, *pictures: bytes | None):
    """What is kept of a file with such pictures, by the order in which they were put."""
    file = tmp_path / "recus" / "retour.docx"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(with_pictures(desk.files[FICHE], *pictures))
    found = compare_file(file, desk.session, find_workspace(desk.root)).comparison
    return list(keep_pictures(file, found.left_over[::-1]).values())


def test_pictures_that_were_added_are_kept_beside_and_said(back, own_desk, tmp_path):
    data = with_pictures(own_desk.files[FICHE], drawn("PNG"), EMF)
    back(data)
    assert kept_in(tmp_path) == {}, "nothing is written without a yes"
    done = back(data, "--yes")
    assert (done.returncode, done.stderr) == (1, "")
    assert kept_in(tmp_path) == {"retour-image-1.png": drawn("PNG")}
    assert "l’image est gardée dans `retour-image-1.png`" in done.stdout
    assert "une image n’a pas pu être gardée" in done.stdout
    text = (tmp_path / "recus" / "retour-a-classer.md").read_text("utf-8")
    assert "« Plan d’accès\u00a0» (image, " in text.replace("«\u00a0", "« ")
    assert "→ `retour-image-1.png`" in text
    assert "→ c’est un dessin de Windows (EMF)" in text


@pytest.mark.parametrize(
    ("kind", "suffix"), [("PNG", "png"), ("JPEG", "jpg"), ("GIF", "gif"), ("TIFF", "tif")]
)
def test_a_picture_is_kept_as_what_it_is_whatever_its_name(own_desk, tmp_path, kind, suffix):
    [one] = kept(own_desk, tmp_path, drawn(kind))
    assert one.file and one.file.name == f"retour-image-1.{suffix}"
    assert kept_in(tmp_path) == {one.file.name: drawn(kind)}


def test_pictures_have_a_file_each_and_the_same_one_brought_twice_has_one(own_desk, tmp_path):
    for _ in range(2):
        kept(own_desk, tmp_path, drawn("PNG"), drawn("GIF"), drawn("PNG"))
        assert list(kept_in(tmp_path)) == ["retour-image-1.gif", "retour-image-1.png"]


def test_a_file_of_someone_else_is_not_written_over(own_desk, tmp_path):
    mine = tmp_path / "recus" / "retour-image-1.png"
    mine.parent.mkdir()
    mine.write_bytes(b"a moi")
    [one] = kept(own_desk, tmp_path, drawn("PNG"))
    assert mine.read_bytes() == b"a moi"
    assert one.file and one.file.read_bytes() == drawn("PNG")


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        pytest.param(EMF, "c’est un dessin de Windows (EMF)", id="drawing of Windows"),
        pytest.param(PROGRAM, "ce n’est pas une image", id="program in disguise"),
        pytest.param(None, "elle n’est pas dans le fichier", id="picture elsewhere"),
    ],
)
def test_what_is_no_picture_is_not_kept_and_why_is_said(own_desk, tmp_path, picture, told):
    [one] = kept(own_desk, tmp_path, picture)
    assert one.file is None
    assert told in one.why
    assert kept_in(tmp_path) == {}


def test_a_picture_put_in_a_form_is_kept_too(session, tmp_path):
    (tmp_path / "departments").mkdir()
    document = docx.Document(io.BytesIO(form_of(tmp_path, session, "38")))
    cell = next(
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if list(cell._tc.iter(f"{W}sdt"))
    )
    cell.add_paragraph().add_run().add_picture(io.BytesIO(drawn("PNG")))
    document.save(tmp_path / "rempli.docx")
    found = compare_file(tmp_path / "rempli.docx", session, find_workspace(tmp_path))
    [one] = keep_pictures(tmp_path / "rempli.docx", found.comparison.left_over).values()
    assert one.file == tmp_path / "rempli-image-1.png"
    assert one.file.read_bytes() == drawn("PNG")


def with_the_pictures(data: bytes, picture: bytes) -> bytes:
    """A file of which someone replaced each picture by « Changer l’image »: all else stays."""
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, picture if "/media/" in name else source.read(name))
    return out.getvalue()


def fiche_of(desk):
    [file] = (desk.root / "departments" / "2A-essai" / "fiches").glob("*.yaml")
    return file


def test_a_picture_put_in_the_place_of_another_is_put_so_in_the_dossier(back, own_desk, tmp_path):
    """Its description stays, and so does its paragraph: its bytes alone are others."""
    data = own_desk.files[ESSAI]
    found = own_desk.back(with_the_pictures(data, drawn("PNG")), own_desk.target(ESSAI))
    [one] = found.left_over
    assert (one.text, one.near.partition(",")[0]) == (
        "L’affiche : trois lieux, un numéro", "image remplacée",
    )  # fmt: skip
    before = fiche_of(own_desk).read_text("utf-8")
    sent = with_the_pictures(data, drawn("PNG"))
    assert "image remplacée" in back(sent).stdout
    assert fiche_of(own_desk).read_text("utf-8") == before, "nothing is written without a yes"
    done = back(sent, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    after = fiche_of(own_desk).read_text("utf-8")
    [new] = [line for line in after.split("\n") if line not in before.split("\n")]
    name = new.partition("fichier: ")[2].split(",")[0].strip("{}")
    assert after == before.replace("images/affiche.png", name, 1)
    assert (fiche_of(own_desk).parents[1] / name).is_file()
    assert (fiche_of(own_desk).parents[1] / "images" / "affiche.png").is_file()
    assert f"`{name}` remplace `images/affiche.png`" in done.stdout
    assert "relisez sa description, son crédit et les accords" in done.stdout
    assert kept_in(tmp_path) == {}
    assert "rien n’y a changé" in back(sent, "--yes").stdout, "brought twice"
    assert fiche_of(own_desk).read_text("utf-8") == after


def test_programs_are_told_which_picture_replaced_which(back, own_desk):
    said = json.loads(
        back(with_the_pictures(own_desk.files[ESSAI], drawn("PNG")), "--yes", "--json").stdout
    )
    [one] = said["images_remplacees"]
    assert (one["ancienne"], one["fichier"]) == ("images/affiche.png", "fiche-12")
    assert (fiche_of(own_desk).parents[1] / one["image"]).is_file()
    assert said["sans_place"] == []


def test_what_took_the_place_of_a_picture_and_is_none_is_refused_in_words(back, own_desk):
    before = fiche_of(own_desk).read_text("utf-8")
    done = back(with_the_pictures(own_desk.files[ESSAI], EMF), "--yes")
    assert done.returncode == 1
    assert "n’a pas pu être prise" in done.stdout
    assert fiche_of(own_desk).read_text("utf-8") == before


def pictures_in(root) -> list:
    return list(root.iter(f"{W}drawing"))


def taken_out(root) -> None:
    [one] = pictures_in(root)
    one.getparent().remove(one)


def put_elsewhere(root) -> None:
    [one] = pictures_in(root)
    [below] = controls(root, "fiche-12:titre")
    paragraph_of(below).addprevious(paragraph_of(one))


def put_twice(root) -> None:
    [one] = pictures_in(root)
    paragraph_of(one).addnext(copied(paragraph_of(one)))


def described(root) -> None:
    for one in root.iter("{*}docPr"):
        if one.get("descr"):
            one.set("descr", "Une affiche")


@pytest.mark.parametrize(
    ("change", "text", "told"),
    [
        pytest.param(
            taken_out,
            "L’affiche : trois lieux, un numéro",
            "image ôtée du fichier\u00a0; le dossier la garde (`images/affiche.png`, dans "
            "`fiche-12`) et l’imprimera encore\u00a0: si elle doit partir, ôtez-la du dossier",
            id="taken out",
        ),
        pytest.param(
            put_elsewhere, "L’affiche : trois lieux, un numéro", "image déplacée", id="elsewhere"
        ),
        pytest.param(put_twice, "L’affiche : trois lieux, un numéro", "image copiée", id="twice"),
        pytest.param(described, "Une affiche", "nouvelle description d’une image", id="described"),
    ],
)
def test_what_became_of_a_picture_is_said_for_what_it_is(own_desk, change, text, told):
    _, found = returned(own_desk, ESSAI, change)
    [one] = found.left_over
    assert one.text == text
    assert one.near.startswith(told)
    assert found.proposals == ()


def test_a_picture_stays_when_its_caption_alone_is_taken_out(own_desk):
    """The whole block went with it, though its picture stood in the file."""

    def change(root) -> None:
        [caption] = controls(root, LEGEND)
        line = paragraph_of(caption)
        line.getparent().remove(line)

    _, found = returned(own_desk, ESSAI, change)
    changes = [each.change for one in found.proposals for each in one.changes]
    assert changes
    assert all(change.path[-1] in ("legende", "credit") for change in changes)


def test_a_picture_taken_out_with_its_caption_takes_its_block_along(own_desk):
    def change(root) -> None:
        [caption] = controls(root, LEGEND)
        for picture in list(root.iter(f"{W}drawing")):
            paragraph_of(picture).getparent().remove(paragraph_of(picture))
        line = paragraph_of(caption)
        line.getparent().remove(line)

    _, found = returned(own_desk, ESSAI, change)
    [one] = found.proposals
    assert one.is_sure
    assert [each.change.path for each in one.changes] == [("rubriques", 2, "blocs", 1)]
