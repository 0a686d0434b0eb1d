"""The hooks of a plugin: few, typed, each saying when it fires, what it gets, what it returns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import pluggy

if TYPE_CHECKING:
    from concurrent.futures import Executor
    from pathlib import Path

    from ppgp_docs.diagnostics import Diagnostic
    from ppgp_docs.model.blocs import Bloc, BlocLibre
    from ppgp_docs.model.dossier import Dossier
    from ppgp_docs.model.statement import Statement
    from ppgp_docs.plugin.formats import Context, Document
    from ppgp_docs.plugin.medium import Medium
    from ppgp_docs.plugin.registry import Registry
    from ppgp_docs.schema.schemas import Schemas
    from ppgp_docs.workspace.manifest import Artifact, Manifest

PROJECT: Final = "ppgp_docs"
hookspec: Final = pluggy.HookspecMarker(PROJECT)
hookimpl: Final = pluggy.HookimplMarker(PROJECT)


@hookspec
def ppgp_register(registry: Registry) -> None:
    """What the plugin brings: formats (``registry.add_format``), templates and themes
    (``add_templates``), codes with their pages (``add_codes``), provers (``add_prover``).

    Fires once, when the plugin is loaded, before any dossier is read. Since 2.
    """


@hookspec
def ppgp_extend_schema(schemas: Schemas) -> None:
    """Add fields, groups of fields and block types to the schemas: a field of the dossier, of a
    fiche, of a small piece (``add_field``) or of a block type (``add_field_of_block``).

    Fires once, before any dossier is validated. Since 1.
    """


@hookspec
def ppgp_check(dossier: Dossier) -> Iterable[Diagnostic]:  # type: ignore[empty-body]
    """Facts of a dossier that must agree.

    Fires for each dossier that is well formed; returns what it finds. Since 1.
    """


@hookspec
def ppgp_state_amounts(dossier: Dossier) -> Iterable[Statement]:  # type: ignore[empty-body]
    """Amounts that lines of a budget should add up to: a total, an envelope, what a text says.

    Fires for each well-formed dossier, beside ``ppgp_check``; those of all plugins are compared at
    once, so that a wrong amount is told once, at its own place. Since 1.
    """


@hookspec
def ppgp_advise(dossier: Dossier) -> Iterable[Diagnostic]:  # type: ignore[empty-body]
    """What could be better in a dossier that is sound: notes, never warnings.

    Fires for each well-formed dossier when someone asks (``ppgp check --conseils``). Since 1.
    """


@hookspec(firstresult=True)
def ppgp_draw(bloc: BlocLibre, medium: Medium) -> Bloc | Iterable[Bloc] | None:
    """A block of a plugin's own, made of core blocks, for a kind of documents.

    Fires for each block whose type a plugin brought, before a format is asked for its documents;
    those that do not draw it return None. The plugin that brought it is asked first, unless its
    hook is ``trylast``; another that forgets one of its texts is told, and does not draw it.
    Without a drawing it is a section of its texts. Texts may be given as ``str``, lists as lists.
    Since 2.
    """


@hookspec
def ppgp_prepare(context: Context, document: Document) -> Context | None:
    """Replace what formats are given: theme, templates; add to what a draft lacks.

    Fires before each document is rendered. Each plugin is given what the one before it made, and
    returns a new context, or None to leave it. Consents, and what a draft lacks, stay as they are
    whatever is done here. Since 2.
    """


@hookspec(firstresult=True)
def ppgp_executor(jobs: int) -> Executor | None:
    """A ``concurrent.futures.Executor`` that makes documents elsewhere: a cluster, other machines.

    Fires once a build has documents to make, in a process of its own; ``jobs`` is what ``--jobs``
    says. Its workers see the workspace at the same path, with the same tool and plugins;
    a document whose worker is lost, or that takes too long there, is sent again, then made here,
    where the limits of time and memory tell it. The memory of workers is the executor's to bound.
    Since 2.
    """


@hookspec
def ppgp_after_write(artifact: Artifact, path: Path, workspace: Path) -> None:
    """Publish, notify, index one document.

    Fires once a document is safely on the disk, at ``path``, and again at the next builds as long
    as it fails. Since 2.
    """


@hookspec
def ppgp_after_build(manifest: Manifest) -> None:
    """Publish, notify, index all documents of the output folder.

    Fires at the end of each build that was not stopped, whatever was made. Since 2.
    """
