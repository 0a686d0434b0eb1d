"""A session: steps 2 to 5 for any dossier, with what all dossiers share made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from attrs import evolve, frozen
from immutabledict import immutabledict

from ppgp_docs import pdf_libraries
from ppgp_docs.assets.theme import unknown_theme
from ppgp_docs.check import check
from ppgp_docs.diagnostics import Diagnostic, error, has_errors
from ppgp_docs.load.tree import Loaded, parse
from ppgp_docs.model.assemble import (
    INTRODUCTION,
    REFERENTIELS,
    Assembled,
    SourceFile,
    Sources,
    assemble,
)
from ppgp_docs.model.build import Builder
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.dossier_files import DossierFiles
from ppgp_docs.plugin import permission
from ppgp_docs.plugin.loading import load_plugins
from ppgp_docs.plugin.plugins import Plugins
from ppgp_docs.publication.consent import people_of
from ppgp_docs.publication.redaction import NOBODY, Names, Redaction, redact
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.schema.validate import SchemaValidator, Validated
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.look_alike_names import look_alike_names
from ppgp_docs.workspace.resources import Resources
from ppgp_docs.workspace.unread_files import unread_files

MOST_FILES: Final = 512
"""How many files a session remembers: an evening's work on a workspace, in some 50 MB."""

NOTHING_OVER: Final[Mapping[Path, str]] = immutabledict()


@frozen
class Modelled:
    """What steps 2 to 4 made of one folder, before any check.

    ``dossier`` is the one that documents may show, without what people withdrew their consent to;
    None when a file cannot be read whole.
    """

    folder: DossierFolder
    files: DossierFiles
    assembled: Assembled | None = None
    redaction: Redaction | None = None

    @property
    def dossier(self) -> Dossier | None:
        return self.redaction.dossier if self.redaction else None

    @property
    def is_whole(self) -> bool:
        """Whether no file of it has an error."""
        return self.dossier is not None and not has_errors(self.files.diagnostics)


@frozen
class DossierReading:
    """What steps 2 to 5 made of one folder: the dossier unless it has an error, and all findings.

    What people withdrew their consent to is no longer in the dossier, their names in other texts
    neither; ``withdrawn`` are those that no document may hold. ``files`` are the YAML files that
    were read.
    """

    folder: DossierFolder
    dossier: Dossier | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...]
    withdrawn: Names = NOBODY


class Session:
    """Schemas, plugins and templates, loaded once for all dossiers that are read.

    Any number of threads may read at once. A file is remembered by its content, never by its path
    alone, and only so many are.
    """

    def __init__(self, schemas: Schemas, plugins: Plugins, resources: Resources) -> None:
        self.schemas, self.plugins, self.resources = schemas, plugins, resources
        self.validator = SchemaValidator(schemas)
        self.builder = Builder(schemas)
        self._remembered = lru_cache(maxsize=MOST_FILES)(self._parsed)

    @classmethod
    def start(
        cls,
        workspace: Workspace | None,
        plugin_folders: Sequence[Path] = (),
        *,
        apart: int = 0,
        only: frozenset[str] | None = None,
        templates: tuple[Path, ...] = (),
    ) -> Session:
        """Load schemas and plugins; folders that the workspace names run if the user allowed them,
        ``plugin_folders`` because the user names them now.

        With ``apart``, each stranger's plugin is loaded, and answers, in a process of its own, each
        time within that many seconds. Of strangers, ``only`` those of these names are loaded;
        ``templates`` are what the others bring. Raises HandledError when the schemas cannot be put
        together.
        """
        pdf_libraries.expose()
        root = workspace.root if workspace else None
        schemas = shipped_schemas(root / "schemas" if root else None)
        allowed = permission.runnable(workspace, plugin_folders)
        plugins = load_plugins(schemas, allowed.folders, apart=apart, root=root, only=only)
        told = evolve(plugins, diagnostics=(*allowed.held, *plugins.diagnostics))
        return cls(schemas, told, Resources.of_workspace(root, (*plugins.templates, *templates)))

    def read(
        self, folder: DossierFolder, overlay: Mapping[Path, str] = NOTHING_OVER
    ) -> DossierReading:
        """Load, validate, model and check one dossier; every finding at once.

        ``overlay`` holds texts that are not saved yet, by the path of their file: they are read
        in the place of what lies on the disk.
        """
        return self.checked(self.modelled(folder, overlay))

    def modelled(
        self, folder: DossierFolder, overlay: Mapping[Path, str] = NOTHING_OVER
    ) -> Modelled:
        """The same reading, up to its checks: half of its time, for a page that follows a hand."""
        files = DossierFiles(self.parsed, overlay, folder.path.parent.parent)
        files.diagnostics += (*unread_files(folder), *look_alike_names(folder))
        dossier_file = files.read(folder.dossier, "dossier")
        contrat = files.read_contrat(folder)
        referentiel = self._referentiel(contrat, files)
        fiches = files.read_fiches(folder)
        if dossier_file is None or files.has_holes:
            return Modelled(folder, files)
        sound = tuple(filter(None, fiches))
        sources = Sources(folder.path, dossier_file, contrat, referentiel, sound)
        assembled = assemble(sources, self.builder, self.resources.bytes(INTRODUCTION))
        built = assembled.dossier
        return Modelled(folder, files, assembled, redact(built) if built else None)

    def checked(self, model: Modelled) -> DossierReading:
        """A dossier that was modelled, with all that is found in it."""
        folder, files, assembled = model.folder, model.files, model.assembled
        if assembled is None:
            return DossierReading(folder, None, tuple(files.diagnostics), tuple(files.paths))
        found = [*assembled.diagnostics]
        if assembled.dossier is not None:
            found += self._checked(assembled.dossier)
        found = [*files.diagnostics, *files.not_echoes(found)]
        dossier = model.dossier
        if has_errors(each for each in found if each.stops):
            dossier = None
        withdrawn = model.redaction.forbidden if model.redaction else NOBODY
        return DossierReading(folder, dossier, tuple(found), tuple(files.paths), withdrawn)

    def parsed(self, file: Path, source: str, schema: str) -> tuple[Loaded, Validated | None]:
        """The tree of a file's text and its validated values, once for each text.

        Values are shared between readings: nobody may change them.
        """
        return self._remembered(file, source, schema)

    def _parsed(self, file: Path, source: str, schema: str) -> tuple[Loaded, Validated | None]:
        loaded = parse(file, source)
        tree = loaded.tree
        return loaded, None if tree is None else self.validator.validate(tree, schema)

    def _referentiel(self, contrat: SourceFile | None, files: DossierFiles) -> SourceFile | None:
        """The objectives of the contract's year; a year that nobody has written down has none."""
        year = contrat.value.get("millesime") if contrat else None
        try:
            file = self.resources.find(f"{REFERENTIELS}/{year}.yaml")
        except FileNotFoundError:
            return None
        return files.read(file, "referentiel")

    def _checked(self, dossier: Dossier) -> Iterator[Diagnostic]:
        """F006 for a theme that is not there, what the checks find, F031 when a plugin changed
        people or consents meanwhile."""
        theme = dossier.presentation.theme
        if unknown := unknown_theme(theme, self.resources, dossier.presentation.at("theme")):
            yield unknown
        people = people_of(dossier)
        yield from check(dossier, self.plugins)
        if people_of(dossier) != people:
            yield error(
                "F031",
                "une extension a changé les personnes du dossier ou leurs accords",
                dossier.place.span,
                "aucun document n’est fait ; retirez l’extension, et prévenez son auteur",
            )
