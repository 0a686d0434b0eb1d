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

from attrs import frozen

from ppgp_docs.cache.environment import environment
from ppgp_docs.cache.findings import packed, unpacked
from ppgp_docs.cache.state import State
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.render.limits import DEFAULT, Limits
from ppgp_docs.render.survey import Survey, Wanted, bare, remembered, survey, to_keep
from ppgp_docs.workspace.find import Workspace
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.user_folders import permissions

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.workers import Workers
    from ppgp_docs.session import Session


FEW: Final = 8
"""Dossiers that one process reads before another would have started."""


@frozen
class Loaded:
    """What there is to know of the plugins without loading them; whether some are strangers'."""

    formats: tuple[str, ...]
    hooks: frozenset[str]
    strangers: bool
    diagnostics: tuple[Diagnostic, ...]


def open_session(
    workspace: Workspace, plugin_folders: Sequence[Path] = (), seconds: int = 60
) -> Session:
    """A session where strangers' plugins answer in a process of their own; that they load soundly
    is remembered for the next one. Raises HandledError."""
    engine = Engine(workspace, plugin_folders, State.of(workspace.root), seconds)
    session = engine.session
    if session.plugins.apart is not None:
        _ = engine.loaded
    engine.state.save()
    return session


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

        return Session.start(
            self.workspace, self.plugin_folders, apart=self._seconds, sound=self._are_sound
        )

    def _are_sound(self) -> bool:
        """Whether these very plugins, to the last byte, were loaded once in a process of their
        own, and none of them was at fault."""
        return self.state.answer("plugins", self._environment) is not None

    @cached_property
    def loaded(self) -> Loaded:
        """The plugins as the last session with the same ones found them."""
        known = self.state.answer("plugins", self._environment)
        try:
            told = unpacked(known["diagnostics"])
            hooks = frozenset(known["hooks"])
            return Loaded(tuple(known["formats"]), hooks, bool(known["strangers"]), told)
        except (TypeError, KeyError, ValueError, AttributeError):
            return self._load()

    def _load(self) -> Loaded:
        plugins = self.session.plugins
        found = Loaded(
            tuple(format.id for format in plugins.formats),
            frozenset(hook for info in plugins.infos for hook in info.hooks),
            plugins.apart is not None,
            plugins.diagnostics,
        )
        if not _blames_plugins(found.diagnostics):
            told = {
                "formats": found.formats,
                "hooks": sorted(found.hooks),
                "strangers": found.strangers,
                "diagnostics": packed(found.diagnostics),
            }
            self.state.keep("plugins", self._environment, told)
        return found

    def workers(self, most: int, limits: Limits = DEFAULT) -> Workers:
        """At most so many processes, none before there is work for it."""
        from ppgp_docs.render.workers import SessionConfig, Workers

        def config() -> SessionConfig:
            refused = self.session.plugins.refused if self.loaded.strangers else {}
            return SessionConfig(self.workspace, self.plugin_folders, limits, dict(refused))

        brings = "ppgp_executor" in self.loaded.hooks
        return Workers(config, most, partial(self._executor, most) if brings else None)

    def _executor(self, most: int) -> Executor | None:
        """What a plugin brings to make documents elsewhere: it cannot live in another process."""
        return self.session.plugins.executor(most)

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
        ``workers`` where these dossiers are many."""
        keys = [self._key(folder) for folder in folders]
        alone = len(folders) <= FEW or self.loaded.strangers  # who answer in a process of their own
        shared = None if alone else workers
        made = shared.survey(folders, wanted) if shared else (None for _ in folders)
        for folder, key, found in zip(folders, keys, made, strict=True):
            prints = self._fingerprints if wanted.plan else None
            result = found or survey(folder, self.session, prints, wanted)
            if key and key == self._key(folder):
                self._keep(_question(folder, wanted), key, result)
                if not (wanted.advice or wanted.draft):  # a check asks for no more
                    findings = Survey(result.findings, result.is_sound, result.advice)
                    self._keep(_question(folder, Wanted()), key, findings)
            yield result

    def _keep(self, question: str, key: str, found: Survey) -> None:
        """Keep a survey that comes back as it was: a stranger's findings may hold anything. What
        failed is asked again."""
        if _blames_plugins((*found.findings, *found.advice, *found.faults)):
            return
        with suppress(TypeError, ValueError, RecursionError):
            told = to_keep(found)
            if remembered(json.loads(json.dumps(told))) == bare(found):
                self.state.keep(question, key, told)

    def _key(self, folder: DossierFolder) -> str:
        """What the survey of a dossier is worked out from; empty when that cannot be summed up."""
        content = self.state.digests.of_dossier(folder.path)
        return self.key(folder.name, content) if content else ""

    def key(self, *parts: str) -> str:
        """A key over some parts, and over all that dossiers are read with."""
        told = "\0".join((self._environment, *parts))
        return hashlib.sha256(told.encode(errors="surrogatepass")).hexdigest()


def _blames_plugins(found: Iterable[Diagnostic]) -> bool:
    from ppgp_docs.plugin.failures import CODES

    return any(each.code in CODES for each in found)


def _question(folder: DossierFolder, wanted: Wanted) -> str:
    return f"{folder.name} {wanted.name}"
