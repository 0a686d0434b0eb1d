"""What reads a stranger's file, by its kind: bytes in, findings told, never an exception.

A fuzzer calls these, and a test on all that it found before (``corpus/``). A Word or PowerPoint
file that is no archive stands for the part of our template that holds its text, or for the one that
its first line names: ``<?part ppt/presentation.xml?>``.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from ppgp_diaporama import template_check
from ppgp_diaporama.template import opened
from ppgp_docs.assets.drawings import drawing
from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.plugin.formats import Context
from ppgp_docs.roundtrip.archive import with_parts
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.manifest import JOURNAL, MANIFEST
from ppgp_docs.workspace.output import Output
from ppgp_docs.workspace.resources import Resources
from ppgp_fiche_action.template.checking import annotated, check
from ppgp_fiche_action.template.known import FICHE

_DECK: Final = "diaporama/neutre.pptx"
_PART: Final = re.compile(rb"<\?part ([\w./\[\]-]{1,100})\?>\n")


@cache
def _session() -> Session:
    session = Session.start(None)
    assert isinstance(session, Session)
    return session


@cache
def _held() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="fuzz-")  # gone with the process


def _place() -> Path:
    return Path(_held().name)


def _archived(data: bytes, name: str, part: str) -> bytes:
    if data.startswith(b"PK"):
        return data
    if named := _PART.match(data):
        part, data = named[1].decode("ascii"), data[named.end() :]
    return with_parts(_session().resources.bytes(name), {part: data})


def read_yaml(data: bytes) -> None:
    """A dossier."""
    folder = DossierFolder(_place())
    folder.dossier.write_bytes(data)
    _session().read(folder)


def read_svg(data: bytes) -> None:
    """A drawing."""
    with suppress(PictureError):
        drawing(data, "dessin.svg")


def read_docx(data: bytes) -> None:
    """A template of fiches."""
    template = _archived(data, "fiche-action/fiche.docx", "word/document.xml")
    check(Path("f.docx"), template, FICHE)
    with suppress(HandledError):
        annotated(Path("f.docx"), template, FICHE)


def read_pptx(data: bytes) -> None:
    """A template of decks."""
    place = _place() / "templates" / _DECK
    place.parent.mkdir(parents=True, exist_ok=True)
    template = _archived(data, _DECK, "ppt/slideLayouts/slideLayout1.xml")
    template_check.check(place, template)
    place.write_bytes(template)
    ours = _session().resources
    resources = Resources((place.parents[1], *ours.roots))
    context = Context(resources, load_theme("neutre", ours), lambda _: None)
    with suppress(HandledError):
        opened(context, _DECK)


def read_manifest(data: bytes) -> None:
    """The list of the documents of a folder, and its journal."""
    for name in (MANIFEST, JOURNAL):
        (_place() / name).write_bytes(data)
    output = Output(_place())
    output.open()
    output.up_to_date("a.pdf", "k")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "yaml": read_yaml,
    "svg": read_svg,
    "docx": read_docx,
    "pptx": read_pptx,
    "manifest": read_manifest,
}
