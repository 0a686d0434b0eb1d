"""What a build is asked for, and what happens in it, told as it happens."""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, ExitCode
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.manifest import Artifact


@frozen
class Request:
    """What a build is asked for.

    ``only`` are format ids (all when empty); ``jobs`` the number of processes; ``force`` makes
    again what is up to date; ``strict`` refuses warnings; ``fail_fast`` stops at the first error;
    ``archive`` also makes the archival variants of the formats that have one, ``press`` those for
    printers; ``publication``
    makes nothing of a dossier that lacks a consent; ``draft`` makes drafts, errors or not, beside
    the documents; ``accessibility`` checks that of all documents afterwards; ``limits`` are what a
    document may take.
    """

    workspace: Workspace
    folders: tuple[DossierFolder, ...]
    output: Path
    only: frozenset[str] = frozenset()
    jobs: int = 1
    force: bool = False
    strict: bool = False
    fail_fast: bool = False
    plugin_folders: tuple[Path, ...] = ()
    archive: bool = False
    press: bool = False
    publication: bool = False
    draft: bool = False
    accessibility: bool = False
    limits: Limits = DEFAULT


@frozen
class DiagnosticsFound:
    """Findings to show."""

    diagnostics: tuple[Diagnostic, ...]


@frozen
class Blocked:
    """A dossier has errors: nothing is made of it, its previous documents stand."""

    dossier: str


@frozen
class Refused:
    """A format does not apply to a dossier, and says why."""

    dossier: str
    format: str
    reason: str


@frozen
class Counted:
    """How many documents are about to be rendered."""

    count: int


@frozen
class Made:
    """A document is in its place; ``fresh`` is False when it already was up to date."""

    artifact: Artifact
    path: Path
    fresh: bool


@frozen
class Failed:
    """A document could not be made: its path below the output folder, as that of one that was;
    ``stands`` tells whether there still is a previous one."""

    document: str
    title: str
    exit_code: ExitCode
    trace: str = ""
    stands: bool = False


@frozen
class Reported:
    """The report of accessibility stands at a place."""

    path: Path


Event: TypeAlias = DiagnosticsFound | Blocked | Refused | Counted | Made | Failed | Reported
