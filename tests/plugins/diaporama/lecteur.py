"""A deck read from its bare XML, and the texts of a dossier read from its model.

Neither python-pptx, which writes the decks, nor the code that tells the story has a part in it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import attrs
from attrs import frozen
from lxml import etree

from ppgp_docs.api import Line, Prose, blocs, dossier

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@frozen
class SlideRead:
    """A slide: its layout and title, the paragraphs it shows, what it tells of its pictures, the
    paragraphs of its notes."""

    layout: str
    title: str
    shown: tuple[str, ...]
    described: tuple[str, ...]
    notes: tuple[str, ...]
    has_chart: bool
    has_table: bool

    @property
    def told(self) -> tuple[str, ...]:
        return (*self.shown, *self.described, *self.notes)


def slides_of(data: bytes) -> list[SlideRead]:
    """The slides in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        known = relations(archive, "ppt/presentation.xml")
        root = etree.fromstring(archive.read("ppt/presentation.xml"))
        return [_slide(archive, known[node.get(f"{R}id")][1]) for node in root.iter(f"{P}sldId")]


def _slide(archive: zipfile.ZipFile, part: str) -> SlideRead:
    root = etree.fromstring(archive.read(part))
    linked = list(relations(archive, part).values())
    charts = [etree.fromstring(archive.read(to)) for kind, to in linked if kind == "chart"]
    (layout,) = [etree.fromstring(archive.read(to)) for kind, to in linked if kind == "slideLayout"]
    notes = [etree.fromstring(archive.read(to)) for kind, to in linked if kind == "notesSlide"]
    return SlideRead(
        layout=layout.find(f"{P}cSld").get("name"),
        title=" ".join(_paragraphs(_title(root))),
        shown=(*_paragraphs(root), *(text for chart in charts for text in _charted(chart))),
        described=tuple(node.get("descr", "") for node in root.iter(f"{P}cNvPr")),
        notes=tuple(text for each in notes for text in _paragraphs(each)),
        has_chart=bool(charts),
        has_table=root.find(f".//{A}tbl") is not None,
    )


def _title(root: etree._Element) -> etree._Element:
    return next(
        shape
        for shape in root.iter(f"{P}sp")
        if (mark := shape.find(f".//{P}ph")) is not None and "itle" in mark.get("type", "")
    )


def _paragraphs(root: etree._Element) -> list[str]:
    texts = ("".join(node.text or "" for node in each.iter(f"{A}t")) for each in root.iter(f"{A}p"))
    return [text for text in texts if text]


def _charted(root: etree._Element) -> Iterator[str]:
    """The names of the bars, which all series bear and the axis shows once, then their labels."""
    (names,) = {
        tuple(value.text or "" for value in node.iter(f"{C}v")) for node in root.iter(f"{C}cat")
    }
    yield from names
    yield from _paragraphs(root)


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The kind and the target of each relation of a part."""
    folder, name = posixpath.split(part)
    root = etree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
    return {
        node.get("Id"): (
            node.get("Type").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, node.get("Target"))),
        )
        for node in root.iter(RELATION)
    }


def folded(text: str) -> str:
    """A text to be compared: guillemets, spaces and capitals apart."""
    return re.sub(r"[«»“”\s]+", " ", text).strip().casefold()


def texts_of(story: dossier.Dossier) -> Iterator[str]:
    """Every text of the case study, a paragraph at a time, as typeset; what stands by name too."""
    for part in (
        story.introduction,
        story.demarche.cadre,
        story.couverture,
        story.contexte,
        story.chronologie,
        story.activites,
        story.et_apres,
        story.appel,
        story.mentions.titulaire,
        story.mentions.credits,
    ):
        yield from _texts(story, part)
    for name, meaning in story.sigles.items():
        yield from (name, meaning)


_NAMES = {
    *("fichier", "foyer", "decoratif", "portrait", "largeur", "type", "public", "choix"),
    *("personne", "cle", "base", "par_groupe", "sessions", "unite", "consentements", "place"),
}
"""Fields that hold names and choices."""


def _texts(story: dossier.Dossier, node: Any) -> Iterator[str]:
    if isinstance(node, Prose | Line):
        yield from filter(None, node.plain.split("\n"))
        runs = node.runs() if isinstance(node, Prose) else node.runs
        for name in (run.note for run in runs if run.note):
            yield story.notes[name].plain
    elif isinstance(node, str):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from _texts(story, child)
    elif isinstance(node, blocs.BlocLibre):
        yield from _texts(story, tuple(node.champs.values()))
    elif attrs.has(type(node)):
        yield from _fields(story, node)


def _fields(story: dossier.Dossier, node: Any) -> Iterator[str]:
    for field in attrs.fields(type(node)):
        value = getattr(node, field.name)
        if field.name in ("chiffres", "personnes"):
            known = getattr(story, field.name)
            yield from _texts(story, tuple(known[name] for name in value))
        elif isinstance(node, blocs.CitationPlacee) and field.name == "citation":
            citation = story.citations[value]
            yield from _texts(story, (citation, story.personnes.get(citation.personne)))
        elif field.name not in _NAMES:
            yield from _texts(story, value)


def missing(story: dossier.Dossier, data: bytes) -> list[str]:
    """The texts of a dossier that its deck neither shows, describes nor says."""
    told = " ".join(folded(text) for slide in slides_of(data) for text in slide.told)
    wanted = dict.fromkeys(folded(text) for text in texts_of(story))
    return [text for text in wanted if text not in told]
