"""A finished page is searched for withdrawn names in its words, never in the files it carries."""

from __future__ import annotations

import io
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.prove.withdrawn_names import withdrawn_names
from ppgp_docs.publication.redaction import Names


def named(body: str, name: str) -> bool:
    page = f"<!DOCTYPE html><html lang=fr><head><title>T</title></head><body>{body}</body></html>"
    names = Names((KnownPerson.of(name),), (), ())
    return any(withdrawn_names(page.encode(), names, "page", {}, None))


DRAWING = b64encode(
    b"<svg xmlns='http://www.w3.org/2000/svg'><text>Anne Le Goff</text></svg>"
).decode()
FONT = "d09GMgABAAAAAEgoAA40GOFF5t00q0WU9koS1hD1Ly7AAA=="


@pytest.mark.parametrize("name", ["Anne Le Goff", "Wei Wu", "Minh Ly"])
@pytest.mark.parametrize(
    "carried",
    [
        "<style>@font-face {{ src: url(data:font/woff2;base64,{}) }}</style>",
        "<img alt='' src='data:image/png;base64,{}'>",
        "<p style='background: url(data:image/png;base64,{})'>Un texte</p>",
        "<a href='data:application/x;charset=utf-8;base64,{}'>joint</a>",
    ],
)
def test_letters_that_mean_nothing_name_nobody(name: str, carried: str) -> None:
    assert not named(carried.format(FONT), name)


@pytest.mark.parametrize(
    "words",
    [
        "<p>Selon Anne Le Goff, oui</p>",
        "<p>Selon Anne <b>Le Goff</b></p>",
        "<img alt='Anne Le Goff' src='data:image/png;base64,AAAA'>",
        "<style>/* Anne Le Goff */</style>",
        "<img alt='' src='data:image/svg+xml;base64,"
        + b64encode(
            b"<svg xmlns='http://www.w3.org/2000/svg'><text>Anne Le Goff</text></svg>"
        ).decode()
        + "'>",
    ],
)
def test_words_that_name_somebody_are_found_wherever_they_stand(words: str) -> None:
    assert named(words, "Anne Le Goff")


NAMES = Names((KnownPerson.of("Anne Le Goff"),), (), ())


def told(data: bytes) -> list[str]:
    return [
        each.message.replace("\u00a0", " ") for each in withdrawn_names(data, NAMES, "d", {}, None)
    ]


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


CUT = b"<a><p><r>Anne </r><r>Le Goff</r></p></a>"
HELD = {
    "a paragraph that is cut": archive(rien_xml=b"<a/>", word__document_xml=CUT),
    "a text outside paragraphs": archive(docProps__core_xml=b"<a><b>Anne Le Goff</b></a>"),
    "an attribute": archive(word__document_xml=b"<a><b descr='Anne Le Goff'/></a>"),
    "a drawing": archive(ppt__media__d_svg=b"<svg><text>Anne Le Goff</text></svg>"),
    "the name of a part": archive(**{"Anne Le Goff_png": b""}),
    "a workbook inside": archive(e__c_xlsx=archive(xl__s_xml=b"<a><si>Anne Le Goff</si></a>")),
    "a part that is damaged": archive(word__document_xml=b"<a><p>Anne Le Goff</p>"),
    "a plain text": b"Anne Le Goff",
    "an address of a field": archive(c_xml=b"<a><b>fiche-8:budget.lignes[anne-le-goff].id</b></a>"),
    "the key of a figure": archive(c_xml=b"<a><b>chiffres.anne_le_goff</b></a>"),
}


@pytest.mark.parametrize("place", HELD)
def test_an_office_file_is_searched_wherever_it_says_something(place: str) -> None:
    [found] = told(HELD[place])
    assert found.startswith("`d` nomme encore `Anne Le Goff`, qui a retiré son accord")


LETTERS = (
    b"<svg>"
    + b"".join(b"<text>%c</text>" % each for each in b"Anne Le Goff" if each > 32)
    + b"</svg>"
)


@pytest.mark.parametrize(
    "data", [archive(media__d_svg=LETTERS), b"<!DOCTYPE html><html><body>" + LETTERS]
)
def test_a_drawing_is_searched_in_its_letters(data: bytes) -> None:
    [found] = told(data)
    assert found.startswith("`d` nomme encore `Anne Le Goff`")


@pytest.mark.parametrize("said", ["fiche-8:budget.lignes[petit-dejeuner]", "chiffres.petit_parc"])
def test_an_address_whose_words_are_words_names_nobody(said: str) -> None:
    data = archive(c_xml=f"<a><b>{said}</b></a>".encode())
    names = Names((KnownPerson.of("Anne Petit"),), (), ())
    assert not list(withdrawn_names(data, names, "d", {}, None))


def test_a_part_without_text_is_passed_over() -> None:
    assert told(archive(word__document_xml=b" ", media__a_png=b"Anne Le Goff")) == []


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    file, out = pikepdf.new(), io.BytesIO()
    file.add_blank_page()
    change(file)
    file.save(out)
    return out.getvalue()


def titled(file: pikepdf.Pdf) -> None:
    file.docinfo["/Title"] = "Portrait de Anne Le Goff"


def noted(file: pikepdf.Pdf) -> None:
    with file.open_metadata(update_docinfo=False) as card:
        card["dc:title"] = "Portrait de Anne Le Goff"
    file.Root.AutreFlux = file.make_stream(b"Sans le moindre nom, ni XML")


def tagged(file: pikepdf.Pdf) -> None:
    alt = pikepdf.Dictionary(Alt=pikepdf.String("Anne Le Goff"))
    file.Root.StructTreeRoot = pikepdf.Dictionary(K=pikepdf.Array([alt]))


@pytest.mark.parametrize("change", [titled, noted, tagged])
def test_a_pdf_is_searched_in_what_it_does_not_show(change: Callable[[pikepdf.Pdf], None]) -> None:
    [found] = told(pdf(change))
    assert "Anne Le Goff »" in found


def test_a_stream_that_is_no_card_is_not_read_as_one() -> None:
    def other(file: pikepdf.Pdf) -> None:
        file.Root.Autre = file.make_stream(b"<x><p>Anne Le Goff</p></x>")

    assert told(pdf(other)) == []


def test_thirty_signs_are_quoted_on_each_side() -> None:
    [found] = told(b"a" * 40 + b" Anne Le Goff " + b"b" * 40)
    assert found.endswith(f"« {'a' * 29} Anne Le Goff {'b' * 29} »")
    [found] = told(b"court, Anne Le Goff")
    assert found.endswith("« court, Anne Le Goff »")


def test_a_name_is_told_once() -> None:
    assert len(told(b"Anne Le Goff\nAnne Le Goff")) == 1


def test_words_of_a_page_that_stand_after_a_block_are_read() -> None:
    page = b"<!doctype html><body><div>Anne </div>Le Goff <b>x</b> Anne Le Goff</body>"
    assert len(told(page)) == 1
    deep = b"<html><body>" + b"<b>" * 300 + b"<p>Anne <i>Le Goff</i></p></body></html>"
    assert len(told(deep)) == 1


@pytest.mark.parametrize(
    "before", [b"\xef\xbb\xbf", b"\n", b"<!-- sortie -->\n", b"\xef\xbb\xbf<!-- a --> "]
)
def test_a_page_is_known_behind_a_mark_of_encoding_or_a_remark(before: bytes) -> None:
    """Read as bare letters, its fonts name people by chance and tags part the names."""
    font = b"<style>@font-face{src:url(data:font/woff2;base64,dp+40GOFF5tC)}</style>"
    assert not told(
        before + b"<!DOCTYPE html><html><head>" + font + b"</head><body>x</body></html>"
    )
    named = b"<body><p>Anne <b>Le</b> G<i>off</i></p></body></html>"
    assert told(before + b"<!DOCTYPE html><html><head>" + font + b"</head>" + named)


def test_a_part_brings_in_no_file_of_this_machine(tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("Anne Le Goff", "utf-8")
    for entity in (f'SYSTEM "{file.as_uri()}"', '"Anne Le Goff"'):
        kind = f"<!DOCTYPE a [<!ENTITY e {entity}>]>"
        assert told(archive(word__document_xml=f"{kind}<a><p>&e;</p></a>".encode())) == []


@pytest.mark.parametrize("root", [b"worksheet", b"document"])
def test_only_the_letters_of_a_drawing_are_read_together(root: bytes) -> None:
    assert told(archive(c_xml=LETTERS.replace(b"svg>", root + b">"))) == []
