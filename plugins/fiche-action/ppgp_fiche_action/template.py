"""The Word template filled by docxtpl: strict, escaped, in a sandbox, its faults told in French."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any, Final

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from ppgp_docs.api import Context, HandledError, Span, error
from ppgp_fiche_action.ooxml import Element
from ppgp_fiche_action.values import Values

TEMPLATE: Final = "fiche-action/fiche.docx"

_TAG: Final = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_NO_BREAK: Final = str.maketrans("\u00a0\u202f", "  ")
_NAMES: Final = re.compile(r"'([^']*)'")
_MARKUP: Final = re.compile(r"<[^>]+>")


class WordTemplate(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, mended where it would spoil a file without a word."""

    def patch_xml(self, src_xml: str) -> str:
        """Word set to French puts no-break spaces inside tags, which then are no tags."""
        mended = _TAG.sub(lambda tag: tag[0].translate(_NO_BREAK), src_xml)
        return str(super().patch_xml(mended))

    def fix_tables(self, xml: str) -> Element:
        """Parse strictly: docxtpl drops broken XML, and takes nested cells for outer columns."""
        return etree.fromstring(xml)


def open_template(context: Context) -> WordTemplate:
    """The template of the workspace, or ours. Raises HandledError when it is no Word file."""
    template = WordTemplate(io.BytesIO(context.resources.bytes(TEMPLATE)))
    try:
        template.init_docx()
    except (OpcError, zipfile.BadZipFile, KeyError, ValueError) as problem:
        raise _refused(context, "ce n’est pas un document Word (.docx)") from problem
    return template


def fill(template: WordTemplate, values: Values, context: Context) -> None:
    """Put the values in place of the tags. Raises HandledError for a tag that cannot be filled."""
    environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    try:
        template.render(values, environment)
    except UndefinedError as problem:
        names = _NAMES.findall(str(problem.message))
        message = f"la balise `{names[-1] if names else ''}` ne désigne rien dans une fiche"
        raise _refused(context, message) from problem
    except TemplateError as problem:
        raise _refused(context, f"une balise est mal formée{_near(problem)}") from problem


def _near(problem: Any) -> str:
    """The words of the template around a fault, as docxtpl keeps them."""
    lines = [_MARKUP.sub("", line).strip() for line in getattr(problem, "docx_context", ())]
    near = " ".join(filter(None, lines))[:120]
    return f", vers « {near} »" if near else ""


def _refused(context: Context, reason: str) -> HandledError:
    file = context.resources.find(TEMPLATE)
    return HandledError(
        error(
            "R300",
            f"le modèle Word de la fiche action ne peut pas servir : {reason}",
            Span(file),
            "le guide `docs/modifier-le-modele-word.md` dit quelles balises existent",
        )
    )
