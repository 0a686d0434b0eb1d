"""The files of one reading of a dossier: saved or not, parsed and validated, what is told once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from ppgp_docs.diagnostics import Diagnostic, Span, within
from ppgp_docs.load.decode import read, typed
from ppgp_docs.load.tree import Loaded
from ppgp_docs.model.assemble import SourceFile
from ppgp_docs.schema.validate import Validated
from ppgp_docs.workspace.files import by_name, is_fiche
from ppgp_docs.workspace.folder import CONTRAT, DossierFolder

Parsed: TypeAlias = Callable[[Path, str, str], tuple[Loaded, Validated | None]]
"""From a file, its text and the name of its schema."""


class DossierFiles:
    """The files of one reading, with what was said of each.

    It ``has_holes`` when a file misses more than single words: checks would then see faults that
    nobody made.
    """

    def __init__(self, parsed: Parsed, overlay: Mapping[Path, str], root: Path) -> None:
        """``parsed`` gives the tree of a text and its validated values; ``overlay`` holds texts
        that are not saved yet, ``root`` is the workspace."""
        self._parse, self._overlay, self._root = parsed, overlay, root
        self.diagnostics: list[Diagnostic] = []
        self.paths: list[Path] = []
        self.has_holes = False
        self._removed_names: set[str] = set()
        self._poorer: list[Span] = []

    def read(self, file: Path, schema: str) -> SourceFile | None:
        self.paths.append(file)
        loaded, validated = self._parsed(file, schema)
        self.diagnostics.extend(loaded.diagnostics)
        if loaded.tree is None or validated is None:
            self.has_holes = True
            return None
        self.diagnostics.extend(_elsewhere(validated.diagnostics, loaded.diagnostics))
        self._removed_names |= validated.removed_names
        self._poorer += validated.poorer
        if validated.value is None or not loaded.is_whole:
            self.has_holes = True
            return None
        return SourceFile(loaded.tree, validated.value)

    def read_contrat(self, folder: DossierFolder) -> SourceFile | None:
        """The contract, saved or not; None for a folder without one, too."""
        unsaved = folder.path / CONTRAT
        file = folder.contrat or (unsaved if unsaved in self._overlay else None)
        return self.read(file, "contrat") if file else None

    def read_fiches(self, folder: DossierFolder) -> list[SourceFile | None]:
        """Every fiche, saved or not, in the order of the names of the files."""
        place = folder.fiches_folder
        unsaved = {file for file in self._overlay if file.parent == place and is_fiche(file.name)}
        every = sorted({*folder.fiches, *unsaved}, key=by_name)
        return [self.read(file, "fiche") for file in every]

    def _parsed(self, file: Path, schema: str) -> tuple[Loaded, Validated | None]:
        unsaved = self._overlay.get(file)
        source, fault = (typed(unsaved), None) if unsaved is not None else self._read(file)
        if fault:
            return Loaded(None, (fault,)), None
        return self._parse(file, source, schema)

    def _read(self, file: Path) -> tuple[str, Diagnostic | None]:
        """A file of the dossier stays in its workspace; what is shipped is ours."""
        return read(file, self._root if file.is_relative_to(self._root) else None)

    def not_echoes(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """What was found, but in places that miss a word, and of references to such words."""
        is_poorer = within(self._poorer)
        for diagnostic in found:
            span, cited = diagnostic.span, _REFERENCE.findall(diagnostic.message)
            if not (span and is_poorer(span)) and self._removed_names.isdisjoint(cited):
                yield diagnostic


_REFERENCE: Final = re.compile(r"\{\{ *([\w.]+) *\}\}")


def _elsewhere(found: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is found elsewhere than where something was already told: a slip is told once."""
    places = {(each.span.line, each.span.column) for each in told if each.span}
    for diagnostic in found:
        place = diagnostic.span
        if place is None or (place.line, place.column) not in places:
            yield diagnostic
