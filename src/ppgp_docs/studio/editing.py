"""One file being filled in: its text on the disk, the draft over it, and what is done to them.

Nothing is overwritten blindly: what another window, or another program, changed meanwhile is
merged, and where both changed the same value, both are kept until the person chooses.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Final

from attrs import evolve, frozen

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Change, expected
from ppgp_docs.edit.changes_between import KeyOrder, changes_between
from ppgp_docs.edit.merge import Conflict, merge
from ppgp_docs.edit.nodes import Data
from ppgp_docs.edit.patch import Patch, patched
from ppgp_docs.edit.save import FileText, read_text, save_text
from ppgp_docs.publication.erased_since import erased_since, forgotten
from ppgp_docs.publication.revival import withdrawals
from ppgp_docs.studio.files import DOSSIER, StudioFile, files_of
from ppgp_docs.studio.shown_pages import Shown, ShownPages, data_of, still_held, version_of
from ppgp_docs.studio.unsaved import Drafts, FileDraft, Step
from ppgp_docs.workspace.folder import DossierFolder

_GIVEN_UP: Final = "Abandon des modifications"

_RESTORED: Final = "Remise en place d’une version"

_BREATH: Final = 2.0
"""Seconds of rest after which an undo has something else to take back."""


@frozen
class State:
    """A file as it now stands: what the disk holds, and the draft over it if there is one."""

    disk: FileText
    draft: FileDraft | None

    @property
    def text(self) -> str:
        return self.draft.text if self.draft else self.disk.text

    @property
    def version(self) -> str:
        """What a page says that it was made from."""
        return version_of(self.text)

    @property
    def unsaved(self) -> bool:
        return self.draft is not None and self.draft.text != self.disk.text

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.draft.conflicts if self.draft else ()

    @property
    def last_step(self) -> str:
        """What an undo would take back, in words; empty for nothing."""
        return self.draft.steps[-1].label if self.draft and self.draft.steps else ""

    @property
    def is_given_up(self) -> bool:
        """Whether what was not saved has just been given up: an undo takes it back."""
        return bool(self.draft and self.draft.steps and self.draft.steps[-1].gives_up)


@frozen
class Typed:
    """A file after what a page sent, and the ``version`` of what that page shows: its own text,
    where others changed the file meanwhile."""

    state: State
    version: str


@frozen
class _Gesture:
    """What is done to a file, in words; the letters of one that ``goes_on`` follow others.

    ``ended`` is what waited for a choice before one that chooses.
    """

    label: str
    goes_on: bool = False
    ended: tuple[Conflict, ...] = ()


class Editing:
    """The changes made to the files of a workspace, one at a time."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._lock = RLock()
        self._pages = ShownPages()
        self._dossiers: dict[str, str] = {}
        self._saved: dict[tuple[str, str], tuple[str, tuple[Step, ...]]] = {}
        self._last_erasure = drafts.last_erasure
        self._last_typed: dict[tuple[str, str], float] = {}
        self._files: dict[tuple[str, str], StudioFile] = {}

    def state(self, file: StudioFile) -> State:
        """The file now; a draft over a text that was changed elsewhere is brought over to it.

        Raises OSError and NotEditableError for a file that cannot be read.
        """
        with self._lock:
            if self._drafts.last_erasure != self._last_erasure:
                self.forget()
            disk = read_text(file.path)
            self._files[_key(file)] = file
            draft = self._drafts.load(file.folder, file.slug)
            if draft and draft.base != disk.text:
                draft = self._kept(file, _rebased(draft, disk.text))
            elif draft is None:
                text, steps = self._saved.get(_key(file), ("", ()))
                draft = FileDraft(text, text, steps) if steps and text == disk.text else None
            state = State(disk, draft)
            for text in (disk.text, state.text):  # a window may have missed the answer that kept it
                self._shown(file, text)
            return state

    def restored(self, file: StudioFile, before: str) -> None:
        """A version was put in the place of a file that held ``before``: an undo takes that back.
        Raises OSError and NotEditableError."""
        with self._lock:
            state = self.state(file)
            if state.disk.text == before:
                return
            step = Step(_RESTORED, _patches(state.disk.text, before))
            if state.draft is None:
                self._saved[_key(file)] = (state.disk.text, (step,))
            else:
                draft = state.draft
                self._kept(file, evolve(draft, steps=(step, *draft.steps)))

    def forget(self) -> None:
        """Forget the steps of saved files: someone is to be forgotten. What pages were made from is
        known until the studio stops, and written nowhere: without it, all that an old page shows
        would be taken for what is typed in it."""
        with self._lock:
            self._saved.clear()
            self._last_erasure = self._drafts.last_erasure

    def places(self, folder: DossierFolder) -> tuple[Path, ...]:
        """The files of the drafts of a dossier, those that were given up too."""
        return self._drafts.places(folder)

    def has_unsaved(self, folder: DossierFolder) -> bool:
        """Whether a draft of a dossier holds what its files do not."""
        return bool(self._drafts.unsaved(folder))

    def held(self, version: str) -> str | None:
        """The text that a page was made from; None for one that is no longer remembered."""
        shown = self._pages.get(version)
        return shown.text if shown else None

    def known(self, folder: str, slug: str) -> StudioFile | None:
        """A file that was shown since the studio began, be it there no more."""
        return self._files.get((folder, slug))

    def keep_of_gone(self, file: StudioFile, version: str, wanted: Data, order: KeyOrder) -> bool:
        """Keep what a page made of a file that is there no more, as its draft; False where someone
        was erased since. Raises NotEditableError and OSError."""
        with self._lock:
            page = self._pages.get(version)
            if page is None:
                return False
            draft = self._drafts.load(file.folder, file.slug) or FileDraft(page.text, page.text)
            shown, now = data_of(page.text), data_of(draft.text)
            asked = tuple(changes_between(shown, wanted, order))
            dossier = self._dossiers.get(file.folder.name, "")
            if still_held(page, file.slug, asked, dossier):
                return False
            merged = merge(shown, wanted, now)
            text = apply(draft.text, changes_between(now, merged.data, order)).text
            waiting = (*draft.conflicts, *merged.conflicts)
            self._drafts.keep(file.folder, file.slug, FileDraft(draft.base, text, (), waiting))
            return True

    def change(
        self, file: StudioFile, version: str, wanted: Data, label: str, order: KeyOrder
    ) -> Typed:
        """Bring over to the file what a page made of the text of that version.

        Raises NotEditableError and OSError; nothing is then changed.
        """
        with self._lock:
            state = self.state(file)
            page = self._pages.get(version) or Shown(state.text, "")
            shown_data, now = data_of(page.text), data_of(state.text)
            asked = tuple(changes_between(shown_data, wanted, order))
            dossier = self.state(next(files_of(file.folder))).text
            held = still_held(page, file.slug, asked, dossier)
            merged = merge(*(held or (shown_data, wanted)), now)
            shown = None
            if merged.data != wanted:
                shown = evolve(page, text=apply(page.text, asked).text)
            changes = tuple(changes_between(now, merged.data, order))
            gesture = _Gesture(label, bool(changes) and self._goes_on(file))
            after = self._applied(file, state, changes, gesture, merged.conflicts)
            return Typed(after, after.version if shown is None else self._pages.remember(shown))

    def _goes_on(self, file: StudioFile) -> bool:
        """Whether a page sends the next letters of what it has just sent."""
        last, now = self._last_typed.get(_key(file), -_BREATH), time.monotonic()
        self._last_typed[_key(file)] = now
        return now - last < _BREATH

    def apply(self, file: StudioFile, changes: Sequence[Change], label: str) -> State:
        """Make changes to the file as it now stands. Raises NotEditableError and OSError."""
        with self._lock:
            return self._applied(file, self.state(file), changes, _Gesture(label))

    def undo(self, file: StudioFile) -> bool:
        """Take the last step back; False when a consent that it gave again stays withdrawn, as the
        file on the disk says. Raises OSError."""
        with self._lock:
            state = self.state(file)
            if state.draft is None or not state.draft.steps:
                return True
            *steps, last = state.draft.steps
            text = _undone(state.text, last)
            still = _ended(file, state.disk, data_of(text))
            if still:
                text, steps = apply(text, still).text, []  # the others count from another text
            later = (each for each in state.conflicts if each not in last.conflicts)
            draft = FileDraft(state.disk.text, text, tuple(steps), (*last.conflicts, *later))
            self._kept(file, draft)
            return not still

    def settle(self, file: StudioFile, rank: int, mine: bool) -> State:
        """End a conflict with the one or the other value. Raises IndexError, NotEditableError."""
        with self._lock:
            state = self.state(file)
            waiting = state.conflicts
            conflict = waiting[rank]
            rest = tuple(each for each in waiting if each is not conflict)
            if state.draft:
                state = evolve(state, draft=evolve(state.draft, conflicts=rest))
            now = data_of(state.text)
            changes: tuple[Change, ...] = ()
            if mine:
                wanted = _with(now, conflict.path, conflict.mine)
                for each in _ended(file, state.disk, wanted):
                    wanted = expected(wanted, each)
                changes = tuple(changes_between(now, wanted))
            gesture = _Gesture("Choix entre deux modifications", ended=waiting)
            return self._applied(file, state, changes, gesture)

    def save(self, file: StudioFile) -> State:
        """Put the draft in the place of the file; conflicts go on waiting for a choice.

        Raises ChangedMeanwhileError when the file changed in the very moment, and OSError.
        """
        with self._lock:
            state = self.state(file)
            if state.draft is None:
                return state
            disk = save_text(state.disk, state.draft.text)
            draft = evolve(state.draft, base=disk.text)
            if draft.conflicts:
                return State(disk, self._kept(file, draft))
            self._drafts.drop(file.folder, file.slug)
            self._saved[_key(file)] = (disk.text, draft.steps)
            return State(disk, draft)

    def give_up(self, file: StudioFile) -> State:
        """Show the file as the disk holds it; an undo takes the draft back. Raises OSError."""
        with self._lock:
            state = self.state(file)
            if state.draft is None:
                return state
            back = _patches(state.disk.text, state.text)
            step = Step(_GIVEN_UP, back, state.conflicts, gives_up=True)
            draft = FileDraft(state.disk.text, state.disk.text, (*state.draft.steps, step))
            return State(state.disk, self._kept(file, draft))

    def _applied(
        self,
        file: StudioFile,
        state: State,
        changes: Sequence[Change],
        gesture: _Gesture,
        conflicts: tuple[Conflict, ...] = (),
    ) -> State:
        disputed = [each.path for each in conflicts]
        waiting = (*(each for each in state.conflicts if each.path not in disputed), *conflicts)
        if not changes and waiting == state.conflicts and not conflicts and state.draft is None:
            return state
        edited = apply(state.text, changes)
        steps = state.draft.steps if state.draft else ()
        if changes or gesture.ended:
            step = Step(gesture.label, edited.undo, gesture.ended)
            steps = _stepped(steps, step, gesture.goes_on)
        after = State(
            state.disk, self._kept(file, FileDraft(state.disk.text, edited.text, steps, waiting))
        )
        self._shown(file, after.text)
        return after

    def _kept(self, file: StudioFile, draft: FileDraft) -> FileDraft:
        self._drafts.keep(file.folder, file.slug, draft)
        if not draft.is_worth_keeping:
            self._saved[_key(file)] = (draft.text, draft.steps)
        return draft

    def _shown(self, file: StudioFile, text: str) -> None:
        """Remember what pages are made from."""
        if file.slug == DOSSIER:
            self._dossiers[file.folder.name] = text
        self._pages.remember(Shown(text, self._dossiers.get(file.folder.name, "")))


def _key(file: StudioFile) -> tuple[str, str]:
    return file.folder.name, file.slug


def _patches(before: str, after: str) -> tuple[tuple[Patch, ...], ...]:
    """What makes one text of another, from the first sign to the last that differ."""
    if before == after:
        return ()
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    old, new = (text[start : len(text) - end] for text in (before, after))
    return ((Patch(start, old, new),),)


def _shared(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((rank for rank, (a, b) in pairs if a != b), min(len(one), len(other)))


def _stepped(steps: tuple[Step, ...], step: Step, goes_on: bool) -> tuple[Step, ...]:
    """The steps and one more; letters that go on from the last step, in the same place, belong to
    it: an undo takes words back, not each pause of a hand."""
    if not goes_on or not steps or steps[-1].label != step.label:
        return (*steps, step)
    last = [patch for each in steps[-1].patches for patch in each]
    new = [patch for each in step.patches for patch in each]
    if len(last) != 1 or len(new) != 1:
        return (*steps, step)
    (before,), (now,) = last, new
    if before.start != now.start or before.old != now.new:
        return (*steps, step)
    return (*steps[:-1], Step(step.label, ((Patch(now.start, now.old, before.new),),)))


def _undone(text: str, step: Step) -> str:
    """The text before a step."""
    for patches in step.patches:
        text = patched(text, patches)
    return text


def _ended(file: StudioFile, disk: FileText, wanted: Data) -> tuple[Change, ...]:
    """What withdraws there the consents that are withdrawn on the disk."""
    return withdrawals(data_of(disk.text), wanted) if file.slug == DOSSIER else ()


def _rebased(draft: FileDraft, disk: str) -> FileDraft:
    """The draft over another text of the file: its steps can no longer be undone one by one, but
    what was given up is still taken back; who was erased meanwhile is in none of it."""
    if gone := erased_since(data_of(draft.base), data_of(disk)):
        sides = (forgotten({DOSSIER: each}, gone)[DOSSIER] for each in (draft.base, draft.text))
        draft = FileDraft(next(sides), next(sides))
    if draft.text == draft.base and draft.steps and draft.steps[-1].gives_up:
        last = draft.steps[-1]
        held = FileDraft(draft.base, _undone(draft.text, last), (), last.conflicts)
        over = _rebased(held, disk)
        step = evolve(last, patches=_patches(disk, over.text), conflicts=over.conflicts)
        return FileDraft(disk, disk, (step,), draft.conflicts)
    now = data_of(disk)
    merged = merge(data_of(draft.base), data_of(draft.text), now)
    edited = apply(disk, changes_between(now, merged.data))
    steps = (Step("Vos modifications d’avant", edited.undo),) if edited.undo else ()
    return FileDraft(disk, edited.text, steps, (*draft.conflicts, *merged.conflicts))


def _with(root: Data, path: Sequence[str | int], value: Data | None) -> Data:
    """The data with another value at a path, or without it."""
    if not path:
        return "" if value is None else value
    step, rest = path[0], path[1:]
    if isinstance(root, list) and isinstance(step, int) and step < len(root):
        if value is None and not rest:
            return [*root[:step], *root[step + 1 :]]
        return [*root[:step], _with(root[step], rest, value), *root[step + 1 :]]
    if isinstance(root, dict) and isinstance(step, str):
        if value is None and not rest:
            return {key: item for key, item in root.items() if key != step}
        return {**root, step: _with(root.get(step, {}), rest, value)}
    return root
