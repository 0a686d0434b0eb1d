"""The engine: steps 2 to 5 for one dossier, with what all dossiers share made once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.check import check
from ppgp_docs.diagnostics import Diagnostic, Span, has_errors
from ppgp_docs.load.tree import load
from ppgp_docs.model.assemble import INTRODUCTION, REFERENTIELS, SourceFile, Sources, assemble
from ppgp_docs.model.build import Builder
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.loading import Plugins, load_plugins
from ppgp_docs.publication.withdrawal import without_withdrawn
from ppgp_docs.schema.schemas import Schemas, shipped_schemas
from ppgp_docs.schema.validate import SchemaValidator
from ppgp_docs.workspace.find import DossierFolder, Workspace
from ppgp_docs.workspace.resources import Resources


@frozen
class Reading:
    """What steps 2 to 5 made of one folder: the dossier unless it has an error, and all findings.

    What people withdrew their consent to is no longer in the dossier. ``files`` are the YAML
    files that were read.
    """

    folder: DossierFolder
    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]


@frozen
class Engine:
    """Schemas, plugins and templates, loaded once for all dossiers of a run."""

    schemas: Schemas
    plugins: Plugins
    resources: Resources
    validator: SchemaValidator
    builder: Builder

    @classmethod
    def start(cls, workspace: Workspace | None, plugin_folders: Sequence[Path] = ()) -> Engine:
        """Load schemas and plugins. Raises HandledError when the schemas cannot be put together."""
        root = workspace.root if workspace else None
        schemas = shipped_schemas(root / "schemas" if root else None)
        allowed = workspace.plugins if workspace else ()
        plugins = load_plugins(schemas, (*allowed, *plugin_folders))
        resources = Resources.of_workspace(root)
        return cls(schemas, plugins, resources, SchemaValidator(schemas), Builder(schemas.blocks))

    def read(self, folder: DossierFolder) -> Reading:
        """Load, validate, model and check one dossier; every finding at once."""
        reader = _Reader(self.validator)
        dossier_file = reader.read(folder.dossier, "dossier")
        contrat = reader.read(folder.contrat, "contrat") if folder.contrat else None
        referentiel = self._referentiel(contrat, reader)
        fiches = [reader.read(file, "fiche") for file in folder.fiches]
        if dossier_file is None or reader.has_holes:
            return Reading(folder, None, tuple(reader.diagnostics), tuple(reader.files))
        files = tuple(filter(None, fiches))
        sources = Sources(folder.path, dossier_file, contrat, referentiel, files)
        return self._model(folder, sources, reader)

    def _referentiel(self, contrat: SourceFile | None, reader: _Reader) -> SourceFile | None:
        """The objectives of the contract's year; a year that nobody has written down has none."""
        year = contrat.value.get("millesime") if contrat else None
        try:
            file = self.resources.find(f"{REFERENTIELS}/{year}.yaml")
        except FileNotFoundError:
            return None
        return reader.read(file, "referentiel")

    def _model(self, folder: DossierFolder, sources: Sources, reader: _Reader) -> Reading:
        standing = self.resources.bytes(INTRODUCTION)
        assembled = assemble(sources, self.builder, standing)
        found = [*assembled.diagnostics]
        dossier = assembled.dossier
        if dossier is not None:
            found += check(dossier, self.plugins)
            dossier = without_withdrawn(dossier)
        found = [*reader.diagnostics, *reader.not_echoes(found)]
        if has_errors(found):
            dossier = None
        return Reading(folder, dossier, tuple(found), tuple(reader.files))


class _Reader:
    """Loads and validates files, keeping what was said of each.

    It ``has_holes`` when a file misses more than single words: checks would then see faults that
    nobody made.
    """

    def __init__(self, validator: SchemaValidator) -> None:
        self._validator = validator
        self.diagnostics: list[Diagnostic] = []
        self.files: list[Path] = []
        self.has_holes = False
        self._removed_names: set[str] = set()
        self._poorer: list[Span] = []

    def read(self, file: Path, schema: str) -> SourceFile | None:
        self.files.append(file)
        loaded = load(file)
        self.diagnostics.extend(loaded.diagnostics)
        if loaded.tree is None:
            self.has_holes = True
            return None
        validated = self._validator.validate(loaded.tree, schema)
        self.diagnostics.extend(_not_told(validated.diagnostics, loaded.diagnostics))
        self._removed_names |= validated.removed_names
        self._poorer += validated.poorer
        if validated.value is None or not loaded.is_whole:
            self.has_holes = True
            return None
        return SourceFile(loaded.tree, validated.value)

    def not_echoes(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """What was found, but in places that miss a word, and of references to such words."""
        for diagnostic in found:
            span, cited = diagnostic.span, _REFERENCE.findall(diagnostic.message)
            within = span is not None and any(area.holds(span) for area in self._poorer)
            if not within and self._removed_names.isdisjoint(cited):
                yield diagnostic


_REFERENCE: Final = re.compile(r"\{\{ *([\w.]+) *\}\}")


def _not_told(found: Iterable[Diagnostic], told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What is found elsewhere than where something was already told: a slip is told once."""
    places = {(each.span.line, each.span.column) for each in told if each.span}
    for diagnostic in found:
        place = diagnostic.span
        if place is None or (place.line, place.column) not in places:
            yield diagnostic
