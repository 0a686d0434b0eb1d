"""A finished page is searched for withdrawn names in its words, never in the files it carries."""

from __future__ import annotations

from base64 import b64encode

import pytest

from ppgp_docs.francais.personne_connue import KnownPerson
from ppgp_docs.prove.withdrawn_names import withdrawn_names
from ppgp_docs.publication.redaction import Names


def named(body: str, name: str) -> bool:
    page = f"<!DOCTYPE html><html lang=fr><head><title>T</title></head><body>{body}</body></html>"
    names = Names((KnownPerson.of(name),), (), ())
    return any(withdrawn_names(page.encode(), names, "page", None))


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
