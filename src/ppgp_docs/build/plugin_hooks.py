"""What plugins are told of documents that were made: each once written, all at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.build.proved_documents import CHANGED, LEFT, ProvedDocuments
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.engine import Engine
from ppgp_docs.workspace.disk import sha256_of
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
        self._proved = ProvedDocuments(output.folder)
        self._told: dict[str, str | None] = {}
        """What documents held once strangers had been told of them, as a sum, by path."""

    def waiting(self) -> tuple[str, ...]:
        """The plugins that want to know of each document."""
        return tuple(each.plugin_name for each in self._implementations(AFTER_WRITE))

    def after_write(self, artifact: Artifact) -> Iterator[Diagnostic]:
        """Tell a document to the plugins that wait for it; those that fail go on waiting."""
        if not artifact.waiting:
            return
        waiting = set(artifact.waiting)
        where = {
            "path": self._output.folder / artifact.path,
            "workspace": self._engine.workspace.root,
        }
        for each in self._implementations(AFTER_WRITE):
            if each.plugin_name in artifact.waiting:
                faults = tuple(self._ask(each, self._beside(artifact), artifact=artifact, **where))
                yield from faults
                if not faults:
                    waiting.remove(each.plugin_name)
        if self._engine.loaded.strangers:
            self._told[artifact.path] = sha256_of(self._output.folder / artifact.path)
        if waiting != set(artifact.waiting):
            yield from self._output.note(artifact.path, waiting=tuple(sorted(waiting)))

    def after_build(self, workers: Workers) -> Iterator[Diagnostic]:
        """Tell all documents to the plugins, once their list is written; to our own, once for what
        they have not seen yet, in a worker where there are some."""
        yield from self._changed_since()
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
            faults = list(self._faults_after_build(manifest))
        if not faults:
            engine.state.keep(question, self._standing(), True)
            engine.state.save()
        yield from faults

    def _changed_since(self) -> Iterator[Diagnostic]:
        """Documents that changed after strangers had been told of them: told of another one, or by
        what one left running."""
        from ppgp_docs.plugin.failures import failed, start_of

        changed = [
            path for path, was in self._told.items() if sha256_of(self._output.folder / path) != was
        ]
        if not changed:
            return
        ours = self._engine.session.plugins.is_ours
        heard = [each for each in self._implementations(AFTER_WRITE) if not ours(each.plugin_name)]
        names, place = "` ou `".join(each.plugin_name for each in heard), heard[0].function
        for path in changed:
            about = (self._output.artifacts[path],)
            yield failed(names, AFTER_WRITE, CHANGED.format(LEFT), start_of(place), about)

    def _faults_after_build(self, manifest: Manifest) -> Iterator[Diagnostic]:
        """What went wrong with each plugin that is told of the end of a build."""
        for each in self._implementations(AFTER_BUILD):
            yield from self._ask(each, manifest.artifacts, manifest=manifest)

    def _ask(
        self, hook: HookImpl, watched: Iterable[Artifact], **arguments: Any
    ) -> Iterator[Diagnostic]:
        """What went wrong with a plugin that is told of documents. A stranger's changes none: what
        it takes away from one that was proved, or brings into it, nobody would read back."""
        from ppgp_docs.plugin import answers
        from ppgp_docs.plugin.failures import failed, start_of

        plugins = self._engine.session.plugins
        is_ours = plugins.is_ours(hook.plugin_name)
        self._proved.hold(() if is_ours else (each.path for each in watched))
        _, fault = plugins.ask_one(hook, answers.ignored, **arguments)
        if fault:
            yield fault
        for path, done in () if is_ours else self._proved.restore():
            called = hook.opts.get("specname") or hook.function.__name__
            about = (self._output.artifacts[path],)
            place = start_of(hook.function)
            yield failed(hook.plugin_name, called, CHANGED.format(done), place, about)

    def _beside(self, artifact: Artifact) -> Iterator[Artifact]:
        """The documents of the folder of one, itself among them."""
        folder = artifact.path.rpartition("/")[0]
        known = self._output.artifacts.items()
        return (each for path, each in known if path.rpartition("/")[0] == folder)

    def _standing(self) -> str:
        """What plugins are told of, and what stands beside the folders of the documents."""
        made = sorted((each.path, each.sha256) for each in self._output.artifacts.values())
        return self._engine.key(repr(made), *self._output.beside())

    def _implementations(self, hook: str) -> Sequence[HookImpl]:
        """Those of a hook; plugins are started for that alone, if one of them has it."""
        has_one = hook in self._engine.loaded.hooks
        return self._engine.session.plugins.implementations(hook) if has_one else ()
