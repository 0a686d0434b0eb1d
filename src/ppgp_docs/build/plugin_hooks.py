"""What plugins are told of documents that were made: each once written, all at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.engine import Engine
from ppgp_docs.workspace.manifest import Artifact, Manifest
from ppgp_docs.workspace.output import Output

if TYPE_CHECKING:
    from pluggy import HookImpl

    from ppgp_docs.render.workers import Workers

AFTER_WRITE: Final = "ppgp_after_write"
AFTER_BUILD: Final = "ppgp_after_build"


class PluginHooks:
    """The hooks of a build that writes to an output folder."""

    def __init__(self, engine: Engine, output: Output) -> None:
        self._engine, self._output = engine, output

    def waiting(self) -> tuple[str, ...]:
        """The plugins that want to know of each document."""
        return tuple(each.plugin_name for each in self._implementations(AFTER_WRITE))

    def after_write(self, artifact: Artifact) -> Iterator[Diagnostic]:
        """Tell a document to the plugins that wait for it; those that fail go on waiting."""
        if not artifact.waiting:
            return
        from ppgp_docs.plugin import answers

        plugins, waiting = self._engine.session.plugins, set(artifact.waiting)
        where = {
            "path": self._output.folder / artifact.path,
            "workspace": self._engine.workspace.root,
        }
        for each in self._implementations(AFTER_WRITE):
            if each.plugin_name in artifact.waiting:
                _, fault = plugins.ask_one(each, answers.ignored, artifact=artifact, **where)
                if fault:
                    yield fault
                else:
                    waiting.remove(each.plugin_name)
        if waiting != set(artifact.waiting):
            yield from self._output.note(artifact.path, waiting=tuple(sorted(waiting)))

    def after_build(self, workers: Workers) -> Iterator[Diagnostic]:
        """Tell all documents to the plugins, once their list is written; to our own, once for what
        they have not seen yet, in a worker where there are some."""
        engine, question = self._engine, f"told {self._output.folder}"
        if AFTER_BUILD not in engine.loaded.hooks:
            return
        if not engine.loaded.strangers and engine.state.answer(question, self._standing()):
            return
        finished = (each for each in self._output.artifacts.values() if not each.draft)
        artifacts = sorted(finished, key=lambda each: each.path)
        manifest = Manifest(self._output.folder, tuple(artifacts))
        faults = None if engine.loaded.strangers else workers.tell(AFTER_BUILD, manifest=manifest)
        if faults is None:
            faults = engine.session.plugins.tell(AFTER_BUILD, manifest=manifest)
        if not faults:
            engine.state.keep(question, self._standing(), True)
            engine.state.save()
        yield from faults

    def _standing(self) -> str:
        """What plugins are told of, and what stands beside the folders of the documents."""
        made = sorted((each.path, each.sha256) for each in self._output.artifacts.values())
        return self._engine.key(repr(made), *self._output.beside())

    def _implementations(self, hook: str) -> Sequence[HookImpl]:
        """Those of a hook; plugins are started for that alone, if one of them has it."""
        has_one = hook in self._engine.loaded.hooks
        return self._engine.session.plugins.implementations(hook) if has_one else ()
