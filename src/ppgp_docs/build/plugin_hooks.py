"""What plugins are told of documents that were made: each once written, all at the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.engine import Engine
from ppgp_docs.workspace.disk import replace_file, sha256_of
from ppgp_docs.workspace.manifest import Artifact, Manifest
from ppgp_docs.workspace.output import Output

if TYPE_CHECKING:
    from pluggy import HookImpl

    from ppgp_docs.render.workers import Workers

AFTER_WRITE: Final = "ppgp_after_write"
AFTER_BUILD: Final = "ppgp_after_build"
_PUT_BACK: Final = "il est remis tel qu’il était"
_TAKEN_AWAY: Final = "il est supprimé : refaites-le sans cette extension"
_LEFT: Final = "supprimez-le et refaites-le sans cette extension"


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
        waiting = set(artifact.waiting)
        where = {
            "path": self._output.folder / artifact.path,
            "workspace": self._engine.workspace.root,
        }
        for each in self._implementations(AFTER_WRITE):
            if each.plugin_name in artifact.waiting:
                faults = tuple(self._ask(each, (artifact,), artifact=artifact, **where))
                yield from faults
                if not faults:
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
            faults = list(self._faults_after_build(manifest))
        if not faults:
            engine.state.keep(question, self._standing(), True)
            engine.state.save()
        yield from faults

    def _faults_after_build(self, manifest: Manifest) -> Iterator[Diagnostic]:
        """What went wrong with each plugin that is told of the end of a build."""
        for each in self._implementations(AFTER_BUILD):
            yield from self._ask(each, manifest.artifacts, manifest=manifest)

    def _ask(
        self, hook: HookImpl, artifacts: Sequence[Artifact], **arguments: Any
    ) -> Iterator[Diagnostic]:
        """What went wrong with a plugin that is told of documents. A stranger's changes none: what
        it takes away from one that was proved, or brings into it, nobody would read back."""
        from ppgp_docs.plugin import answers

        plugins = self._engine.session.plugins
        watched = () if plugins.is_ours(hook.plugin_name) else artifacts
        before, held = self._digests(watched), self._held(watched)
        _, fault = plugins.ask_one(hook, answers.ignored, **arguments)
        if fault:
            yield fault
        for each, was, now in zip(watched, before, self._digests(watched), strict=True):
            if was != now:
                yield self._undone(hook, each, held)

    def _undone(self, hook: HookImpl, artifact: Artifact, held: bytes | None) -> Diagnostic:
        """A document that a plugin changed is put back as it was proved, or taken away."""
        from ppgp_docs.plugin.failures import failed, start_of

        place = self._output.folder / artifact.path
        try:
            if held is None:
                place.unlink(missing_ok=True)
            else:
                replace_file(place, held)
            done = _TAKEN_AWAY if held is None else _PUT_BACK
        except OSError:
            done = _LEFT
        told = f"il a changé après sa relecture ; {done}"
        called = hook.opts.get("specname") or hook.function.__name__
        return failed(hook.plugin_name, called, told, start_of(hook.function), (artifact,))

    def _held(self, artifacts: Sequence[Artifact]) -> bytes | None:
        """What a document holds, when it is the only one: memory has no room for all of them."""
        if len(artifacts) != 1:
            return None
        with suppress(OSError):
            return (self._output.folder / artifacts[0].path).read_bytes()
        return None

    def _digests(self, artifacts: Sequence[Artifact]) -> list[str | None]:
        return [sha256_of(self._output.folder / each.path) for each in artifacts]

    def _standing(self) -> str:
        """What plugins are told of, and what stands beside the folders of the documents."""
        made = sorted((each.path, each.sha256) for each in self._output.artifacts.values())
        return self._engine.key(repr(made), *self._output.beside())

    def _implementations(self, hook: str) -> Sequence[HookImpl]:
        """Those of a hook; plugins are started for that alone, if one of them has it."""
        has_one = hook in self._engine.loaded.hooks
        return self._engine.session.plugins.implementations(hook) if has_one else ()
