"""Who a fault of a finished file is to be told to: a template that was edited, a plugin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.formats import Format
from ppgp_docs.render.jobs import templates
from ppgp_docs.render.prepare import Prepared
from ppgp_docs.session import Session

_OF_TEMPLATES: Final = ("P001", "P002", "P003")
_OF_MARK: Final = "P009"
_SHOWN: Final = 3


@frozen
class Blame:
    """Whose work a document is: its ``format``, what plugins ``prepared``, the edited templates
    that it ``used``."""

    session: Session
    format: Format
    prepared: Prepared
    used: Sequence[Path]

    def put(self, found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
        """The same findings, each with who may have caused it.

        What is wrong with a file made from a template that a person edited is told in that
        template, with one that a stranger's code makes, in that code. A text that is lost keeps its
        place in the dossier, where one looks for it.
        """
        stranger = self._stranger()
        for finding in found:
            if finding.code == _OF_MARK:
                place = start_of(self.format.render) if stranger else None
                hints = (*map(espacer, self._of_mark()), *finding.hints)
                yield replace(finding, span=place or finding.span, hints=hints)
            elif not self.used and stranger:
                place = start_of(self.format.render) if finding.code in _OF_TEMPLATES else None
                hints = (*finding.hints, stranger)
                yield replace(finding, span=place or finding.span, hints=hints)
            elif not self.used:
                yield finding
            elif finding.code in _OF_TEMPLATES:
                asked = f"vérifiez ce modèle : `ppgp template check {self.used[-1].name}`"
                hints = (*finding.hints, espacer(asked))
                yield replace(finding, span=Span(self.used[-1]), hints=hints)
            else:
                asked = f"le modèle `{self.used[-1].name}` l’a peut-être perdu"
                yield replace(finding, hints=(*finding.hints, asked))

    def _stranger(self) -> str:
        """Who is to be told of a format that does not come with the tool; "" of one of ours."""
        owner = self.session.plugins.owner(self.format.id)
        told = f"ce format vient de l’extension `{owner.name}` : prévenez son auteur"
        return "" if owner.is_ours else espacer(told)

    def _of_mark(self) -> Iterator[str]:
        """Who may have taken PROJET away."""
        stranger = self._stranger()
        if stranger:
            yield stranger
        for plugin in self.prepared.shaped_by:
            yield f"l’extension `{plugin}` en a changé le thème ou les modèles : retirez-la"
        resources = self.prepared.resources
        files = () if stranger else templates(self.format, resources).values()
        edited = dict.fromkeys((*filter(resources.is_edited, files), *self.used))
        if edited:
            names = enumerer(f"`{each}`" for each in list(edited)[:_SHOWN])
            yield f"des modèles ont été modifiés : remettez-y {names} tel que livré"
