"""What a command works with: the workspace, its state, and a session that is started when needed.

A session loads every plugin and schema; a command that finds all its answers in the state never
starts one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppgp_docs.cache.environment import environment
from ppgp_docs.cache.state import State
from ppgp_docs.diagnostics import OF_PLUGINS, Diagnostic
from ppgp_docs.render import loaded as of_plugins
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.loaded import Loaded, loaded_of
from ppgp_docs.render.survey import Survey, Wanted, kept_part, remembered, survey, to_keep
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.user_folders import permissions

if TYPE_CHECKING:
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.lone_process import LoneProcess
    from ppgp_docs.render.workers import Brought, Workers
    from ppgp_docs.session import Session


FEW: Final = 8
"""Dossiers that one process reads before another would have started."""


class Engine:
    """The surveys of the dossiers of a workspace, worked out or remembered."""

    def __init__(
        self,
        workspace: Workspace,
        plugin_folders: Sequence[Path] = (),
        state: State | None = None,
        seconds: int = 60,
    ) -> None:
        """``seconds`` are what a stranger's plugin may take to answer about one dossier."""
        self.workspace, self.plugin_folders = workspace, tuple(plugin_folders)
        self._seconds = seconds
        self.state = state or State(None)

    @cached_property
    def session(self) -> Session:
        """Steps 2 to 5. Raises HandledError when the schemas cannot be put together."""
        from ppgp_docs.session import Session

        return Session.start(self.workspace, self.plugin_folders, apart=self._seconds)

    @cached_property
    def loaded(self) -> Loaded:
        """The plugins as the last session with the same ones found them."""
        return self._remembered or self._kept(loaded_of(self.session.plugins))

    def load(self, workers: Workers) -> Loaded:
        """The same, loaded in a worker where they are not known yet and all come with the tool:
        this process then never needs a session."""
        here = self._remembered or self._has_session or self.has_strangers
        if not here and (found := workers.loaded()):
            self.loaded = self._kept(found)
        return self.loaded

    @cached_property
    def _remembered(self) -> Loaded | None:
        return of_plugins.remembered(self.state.answer("plugins", self._environment))

    def _kept(self, found: Loaded) -> Loaded:
        if _may_be_kept(found.diagnostics):
            self.state.keep("plugins", self._environment, of_plugins.to_keep(found))
        return found

    @property
    def _has_session(self) -> bool:
        return "session" in vars(self)

    @cached_property
    def has_strangers(self) -> bool:
        """Whether some plugins do not come with the tool; none is loaded to tell."""
        from ppgp_docs.plugin import permission
        from ppgp_docs.plugin.candidates import has_strangers

        return has_strangers(permission.runnable(self.workspace, self.plugin_folders).folders)

    def workers(
        self,
        most: int,
        limits: Limits = DEFAULT,
        first: int = 1,
        *,
        alone: LoneProcess | None = None,
    ) -> Workers:
        """At most so many processes, none before there is work for it; ``first`` are worth starting
        before it is known what is to be made; ``alone`` as for ``Workers``."""
        from ppgp_docs.render.worker_process import SessionConfig
        from ppgp_docs.render.workers import Workers

        def config() -> SessionConfig:
            brought = self.session.plugins.templates if self.has_strangers else ()
            return SessionConfig(
                self.workspace,
                self.plugin_folders,
                limits,
                brought,
                pictures=self.state.pictures,
            )

        return Workers(config, most, partial(self._executor, most), first, alone=alone)

    def _executor(self, most: int) -> Brought:
        """What a plugin brings to make documents elsewhere."""
        from ppgp_docs.render.workers import Brought

        brings = "ppgp_executor" in self.loaded.hooks
        return Brought(*self.session.plugins.executor(most)) if brings else Brought()

    @cached_property
    def _environment(self) -> str:
        return environment(self.workspace, self.plugin_folders, permissions(), self.state)

    @cached_property
    def _fingerprints(self) -> Fingerprints:
        from ppgp_docs.render.fingerprint import Fingerprints

        return Fingerprints(self.session, self.state.digests)

    def known(self, folder: DossierFolder, wanted: Wanted) -> Survey | None:
        """The survey of a dossier that did not change since it was made, if it was."""
        key = self._key(folder)
        return remembered(self.state.answer(_question(folder, wanted), key)) if key else None

    def surveys(
        self, folders: Sequence[DossierFolder], wanted: Wanted, workers: Workers | None = None
    ) -> Iterator[Survey]:
        """The surveys of dossiers, made now, in the order of the folders; in the processes of
        ``workers``, unless this one has all that it takes for a few."""
        keys = [self._key(folder) for folder in folders]
        few = len(folders) <= FEW and self._has_session
        alone = few or self.loaded.strangers  # who answer in a process of their own
        shared = None if alone else workers
        made = shared.survey(folders, wanted) if shared else (None for _ in folders)
        for folder, key, found in zip(folders, keys, made, strict=True):
            result = found or self._surveyed(folder, wanted)
            if key and key == self._key(folder):
                self._keep(_question(folder, wanted), key, result)
                if result.whole and not (wanted.advice or wanted.draft):  # what a check tells
                    findings = Survey(result.findings, result.is_sound, result.advice)
                    self._keep(_question(folder, Wanted()), key, findings)
            yield result

    def _surveyed(self, folder: DossierFolder, wanted: Wanted) -> Survey:
        prints = self._fingerprints if wanted.plan else None
        return survey(folder, self.session, prints, wanted)

    def _keep(self, question: str, key: str, found: Survey) -> None:
        """Keep a survey that comes back as it was: a stranger's findings may hold anything. What
        failed, or could not be read, is asked again."""
        told_of = (*found.findings, *found.advice, *found.faults)
        lacks_plugins = any(each.transient for each in self.loaded.diagnostics)
        if lacks_plugins or not _may_be_kept(told_of):
            return
        with suppress(TypeError, ValueError, RecursionError):
            told = to_keep(found)
            if remembered(json.loads(json.dumps(told))) == kept_part(found):
                self.state.keep(question, key, told)

    def _key(self, folder: DossierFolder) -> str:
        """What the survey of a dossier is worked out from; empty when that cannot be summed up."""
        content = self.state.digests.of_dossier(folder.path)
        return self.key(folder.name, content) if content else ""

    def key(self, *parts: str) -> str:
        """A key over some parts, and over all that dossiers are read with."""
        told = "\0".join((self._environment, *parts))
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _may_be_kept(found: Iterable[Diagnostic]) -> bool:
    """Whether the same would be found again: no plugin failed, nothing was refused for a moment."""
    return not any(each.code in OF_PLUGINS or each.transient for each in found)


def _question(folder: DossierFolder, wanted: Wanted) -> str:
    return f"{folder.name} {wanted.name}"
