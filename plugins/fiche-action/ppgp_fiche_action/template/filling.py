"""The Word template filled by docxtpl: checked first, then strict, escaped, in a sandbox."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from attrs import frozen
from docx import Document
from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError
from lxml import etree

from ppgp_docs.api import Diagnostic, HandledError, Severity, Span, enumerer, error, warning
from ppgp_fiche_action.template.active import active_faults
from ppgp_fiche_action.template.annotations import without_comments
from ppgp_fiche_action.template.archive import open_word
from ppgp_fiche_action.template.faults import NotATemplateError, as_diagnostics
from ppgp_fiche_action.template.inspection import UNPRINTED, inspect
from ppgp_fiche_action.template.known import Group
from ppgp_fiche_action.template.places import stories
from ppgp_fiche_action.template.sandbox import NOT_ALLOWED, Sandbox
from ppgp_fiche_action.template.tracking import hidden, note_printed, tracked
from ppgp_fiche_action.word.ooxml import Element

GUIDE = "le guide `docs/modifier-le-modele-word.md` dit quelles balises existent"


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, mended where it would spoil a file without a word or run what nobody checked.

    ``known`` are the fields that it may print, ``unprinted`` those that no tag prints,
    ``left_out`` what is told of them.
    """

    known: Group = Group({})
    unprinted: tuple[str, ...] = ()
    left_out: tuple[Diagnostic, ...] = ()

    def patch_xml(self, src_xml: str) -> str:
        """The Jinja source of a part, refused unless the sandbox knows each of its constructs."""
        return _patched(src_xml)

    def render_properties(self, context: dict[str, Any], jinja_env: Any = None) -> None:
        """The file's card is written by us: a tag in the template's own is never run."""

    def fix_tables(self, xml: str) -> Element:
        """Parse strictly: docxtpl drops broken XML, and takes nested cells for outer columns."""
        return etree.fromstring(xml)


@lru_cache(maxsize=16)
def _patched(xml: str) -> str:
    """The same for all documents of a template, which docxtpl would read anew for each."""
    patched = str(DocxTemplate(io.BytesIO()).patch_xml(xml))
    Sandbox().refuse_unknown(patched)
    return patched


@frozen
class _Sound:
    """A template without a fault nor a comment, its tags mended: the file, and what it leaves."""

    data: bytes
    unprinted: tuple[str, ...]
    left_out: tuple[Diagnostic, ...]


def open_template(file: Path, data: bytes, known: Group) -> WordTemplate:
    """A template without a fault nor a comment, its tags mended.

    Raises HandledError telling all the faults of a template that cannot serve.
    """
    sound = _sound(file, data, known)
    template = WordTemplate(io.BytesIO(data))
    template.docx = Document(io.BytesIO(sound.data))
    template.known, template.unprinted = known, sound.unprinted
    template.left_out = sound.left_out
    return template


@lru_cache(maxsize=8)
def _sound(file: Path, data: bytes, known: Group) -> _Sound:
    """Checked and mended once for all the documents that it makes. Raises HandledError."""
    try:
        opened = open_word(data)
    except NotATemplateError as problem:
        raise HandledError(unusable(file, str(problem))) from problem
    document = opened.document
    inspected = inspect(document, known)
    faults = as_diagnostics((*active_faults(opened), *inspected.faults), file)
    if errors := [fault for fault in faults if fault.severity is Severity.ERROR]:
        raise HandledError(*errors)
    without_comments(document)
    mended = io.BytesIO()
    document.save(mended)
    left_out = tuple(fault for fault in faults if fault.code in (UNPRINTED, "R323"))
    return _Sound(mended.getvalue(), inspected.unprinted, left_out)


def fill(template: WordTemplate, values: dict[str, Any], file: Path) -> tuple[Diagnostic, ...]:
    """Put the values in place of the tags, and tell those that conditions of the template hide.

    Raises HandledError for a tag that slipped through.
    """
    given, leaves = tracked(template.known, values)
    try:
        template.render(given, Sandbox(note_printed))
    except (TemplateError, etree.XMLSyntaxError, RecursionError) as problem:
        ours = isinstance(problem, TemplateSyntaxError) and NOT_ALLOWED in str(problem)
        said = f"une balise ne se remplit pas, {problem}" if ours else _UNFILLED
        raise HandledError(unusable(file, said)) from problem
    printed = "".join(story.root.xpath("string()") for story in stories(template.docx))
    lost = [path for path in hidden(leaves, printed) if path not in template.unprinted]
    return (_hiding(lost, file),) if lost else ()


_UNFILLED: Final = "une de ses balises ne se remplit pas, ou coupe une partie du document"
"""What Jinja and lxml say of it is English."""


def _hiding(paths: list[str], file: Path) -> Diagnostic:
    named = enumerer(f"`{path}`" for path in paths)
    told = f"une condition du modèle (`{{% if … %}}`) cache {named} de ce document"
    return warning(UNPRINTED, told, Span(file), "ôtez la condition, ou laissez si c’est voulu")


def unusable(file: Path, reason: str) -> Diagnostic:
    """Why a template cannot serve at all."""
    return error("R300", f"le modèle Word ne peut pas servir : {reason}", Span(file), GUIDE)
