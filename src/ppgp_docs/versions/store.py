"""Versions of dossiers in a Git directory of our own, ``.ppgp/versions``, through dulwich.

It is never the user's own repository: it lies apart, is bare, and tells theirs to ignore it. Git
keeps each content once, whatever the number of versions that hold it.
"""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from heapq import merge
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote

from attrs import frozen

from ppgp_docs.system_errors import real_path, reason
from ppgp_docs.versions.contents import MOST_BYTES, MOST_FILES, contents
from ppgp_docs.versions.objects import Objects
from ppgp_docs.versions.versioned_files import Files, versioned_files
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.folder import DossierFolder, territory_stated
from ppgp_docs.workspace.former_names import former_names

if TYPE_CHECKING:
    from dulwich.objects import Commit, ObjectID

    from ppgp_docs.francais.territoires import Departement

PRIVATE: Final = ".ppgp"
"""The folder of a workspace that holds what is ours and is not to be read as content."""

_WHO: Final = b"ppgp <>"
_FILE: Final = stat.S_IFREG | 0o644
_PATIENCE: Final = 20
"""Seconds to wait for another program that keeps a version: each takes some milliseconds."""

_LONGEST: Final = 200
"""Signs of a name: a line."""


class VersionsError(Exception):
    """The kept versions cannot be read or written; its message is a French sentence."""


class UnknownVersionError(LookupError):
    """No version bears that number."""


@frozen
class Version:
    """``number`` counts from 1 for each dossier; ``name`` is empty for an automatic one."""

    number: int
    name: str
    date: datetime


@frozen
class KeptVersion:
    """The version that holds the dossier as it is, and the files that it could not take.

    ``is_new`` tells whether one had to be made: what did not change is not kept twice.
    """

    version: Version
    is_new: bool
    left_out: tuple[str, ...] = ()


class Versions:
    """The versions of one dossier of a workspace; safe between processes.

    Those that were kept while its folder bore another name come with the others, by their dates.
    Its methods raise VersionsError when the directory is damaged or cannot be written.
    """

    def __init__(self, root: Path, folder: DossierFolder) -> None:
        self._root, self._folder = root, folder
        self._place = root / PRIVATE / "versions"
        self._branch = _branch(folder.name)

    @property
    def places(self) -> tuple[Path, ...]:
        """The files that are there once a version is kept, and change with each."""
        heads = self._place / "refs" / "heads"
        return tuple(heads / each for each in self._branches() if (heads / each).exists())

    @property
    def exist(self) -> bool:
        """Whether any dossier of the workspace has a version."""
        return self._place.exists()

    def _branches(self, *, widely: bool = False) -> tuple[str, ...]:
        """The branches of the former names of the folder, then its own."""
        kept = kept_names(self._root)
        former = former_names(self._folder, kept, widely=widely, stated=self._stated)
        return (*(kept[name] for name in former), self._branch)

    def former_names(self) -> tuple[str, ...]:
        """The former names of the folder under which versions are kept."""
        return former_names(self._folder, kept_names(self._root), stated=self._stated)

    def _stated(self, name: str) -> Departement | None:
        """The territory that the last version kept under a name is of; None where none tells it."""
        try:
            with _failures_in_french(), self._opened() as objects:
                last = objects.head(_branch(name))
                commit: Commit | None = objects.read(last) if last else None  # type: ignore[assignment]
                held = objects.read(commit.tree).items() if commit else ()  # type: ignore[attr-defined]
                found = (sha for name, _, sha in held if _DOSSIER.fullmatch(name))
                dossier = next(found, None)
                return territory_stated(objects.read(dossier).as_raw_string() if dossier else b"")
        except VersionsError:
            return None  # told where these versions are looked at

    def all(self) -> tuple[Version, ...]:
        """Every version, the oldest first; looking makes no place for them."""
        if not self.exist:
            return ()
        with _failures_in_french(), self._opened() as objects:
            commits = self._commits(objects)
            return tuple(_version(rank, each) for rank, each in enumerate(commits, start=1))

    def latest(self) -> Version | None:
        """The last version, if there is one; looking makes no place for versions."""
        if not self.places:
            return None
        return next(reversed(self.all()), None)

    def files(self, number: int) -> Files:
        """What a version holds. Raises UnknownVersionError."""
        with _failures_in_french(), self._opened() as objects:
            commits = self._commits(objects)
            if not 1 <= number <= len(commits):
                raise UnknownVersionError(number)
            return dict(contents(objects, commits[number - 1].tree))

    def keep(self, name: str = "", now: float | None = None) -> KeptVersion:
        """Keep the dossier as it is on the disk, under a name or automatically.

        Without a name, nothing is made when the last version holds the same; ``now`` is the date,
        in seconds since 1970, that of the clock by default.
        """
        files, left_out = versioned_files(self._folder)
        if len(files) > MOST_FILES // 2 or sum(map(len, files.values())) > MOST_BYTES:
            raise VersionsError(_TOO_LARGE)
        with _failures_in_french(), self._opened() as objects, self._alone():
            commits = self._commits(objects)
            tree = _written(objects, files)
            if commits and commits[-1].tree == tree and not _renames(commits[-1], name):
                return KeptVersion(_version(len(commits), commits[-1]), False, left_out)
            date = time.time() if now is None else now
            made = self._committed(objects, tree, _line(name), date, objects.head(self._branch))
            objects.set_head(self._branch, made.id)
            return KeptVersion(_version(len(commits) + 1, made), True, left_out)

    def rewrite(self, clean: Callable[[Files], Files], rename: Callable[[str], str]) -> int:
        """Make every version again without what ``clean`` takes out of its files, and ``rename`` of
        its name; how many changed. What they held is then nowhere in the directory."""
        with _failures_in_french(), self._opened() as objects, self._alone():
            branches = self._branches(widely=True)
            changed = sum(self._rewritten(objects, each, clean, rename) for each in branches)
            self._sweep(objects)
            return changed

    def _rewritten(
        self,
        objects: Objects,
        branch: str,
        clean: Callable[[Files], Files],
        rename: Callable[[str], str],
    ) -> int:
        last, changed = None, 0
        for each in self._chain(objects, branch):
            tree = _written(objects, clean(dict(contents(objects, each.tree))))
            before = each.message.decode("utf-8", "replace")
            message = _line(rename(before))
            changed += tree != each.tree or message != _line(before)
            last = self._committed(objects, tree, message, each.commit_time, last).id
        if changed and last:
            objects.set_head(branch, last)
        return changed

    def _sweep(self, objects: Objects) -> None:
        """Erase the objects that no version of any dossier holds."""
        held: set[ObjectID] = set()
        for head in objects.heads():
            following: ObjectID | None = head
            while following:
                held.add(following)
                commit: Commit = objects.read(following)  # type: ignore[assignment]
                held.update(self._below(objects, commit.tree, held))
                following = commit.parents[0] if commit.parents else None
        for name in list(objects.names()):
            if name not in held:
                file = objects.file_of(name)
                file.chmod(0o600)  # Git's objects may only be read, which Windows takes at its word
                file.unlink()

    def _below(self, objects: Objects, tree: ObjectID, held: set[ObjectID]) -> Iterator[ObjectID]:
        if tree in held:
            return
        yield tree
        for _, mode, sha in objects.read(tree).items():  # type: ignore[attr-defined]
            yield from self._below(objects, sha, held) if stat.S_ISDIR(mode) else (sha,)

    def _committed(
        self, objects: Objects, tree: ObjectID, message: str, now: float, parent: ObjectID | None
    ) -> Commit:
        from dulwich.objects import Commit

        commit = Commit()
        commit.tree = tree
        commit.parents = [parent] if parent else []
        commit.author = commit.committer = _WHO
        commit.author_time = commit.commit_time = int(now)
        commit.author_timezone = commit.commit_timezone = 0
        commit.message, commit.encoding = message.encode(), b"UTF-8"
        objects.add_object(commit)
        return commit

    def _commits(self, objects: Objects) -> list[Commit]:
        """The oldest first."""
        chains = [self._chain(objects, each) for each in self._branches()]
        return list(merge(*chains, key=lambda each: each.commit_time))

    def _chain(self, objects: Objects, branch: str) -> list[Commit]:
        """The versions kept under one name: each has one parent, the version before."""
        found: list[Commit] = []
        following = objects.head(branch)
        while following:
            commit: Commit = objects.read(following)  # type: ignore[assignment]
            found.append(commit)
            following = commit.parents[0] if commit.parents else None
        return found[::-1]

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the directory; a lock that dulwich left when its process was killed is nobody's."""
        from filelock import FileLock

        with FileLock(self._place / "ppgp.lock", timeout=_PATIENCE):
            for left in (self._place / "refs" / "heads").glob("*.lock"):
                left.unlink(missing_ok=True)
            yield

    @contextmanager
    def _opened(self) -> Iterator[Objects]:
        places = (self._place, self._place / "objects", self._place / "refs" / "heads")
        if not all(real_path(each).is_relative_to(real_path(self._root)) for each in places):
            raise VersionsError(f"`{PRIVATE}` mène hors de l’espace de travail")
        objects = Objects(self._place)
        if not (self._place / "objects").exists() or not (self._place / "refs").exists():
            objects.make()
            replace_file(self._place.parent / ".gitignore", b"*\n")
        yield objects


def kept_names(root: Path) -> dict[str, str]:
    """The names of folders under which versions are kept, each with that of its branch."""
    heads = root / PRIVATE / "versions" / "refs" / "heads"
    ours = heads.is_dir() and real_path(heads).is_relative_to(real_path(root))
    found = heads.iterdir() if ours else ()
    return {unquote(each.name): each.name for each in found if each.suffix != ".lock"}


@contextmanager
def _failures_in_french() -> Iterator[None]:
    """What dulwich or the disk refuses, as a sentence."""
    try:
        yield
    except (UnknownVersionError, VersionsError):
        raise
    except TimeoutError as problem:
        raise VersionsError("un autre programme garde une version en ce moment") from problem
    except OSError as problem:
        raise VersionsError(f"{_UNREADABLE} : {reason(problem)}") from problem
    except Exception as problem:  # whatever a damaged object makes dulwich raise
        raise VersionsError(_UNREADABLE) from problem


_UNREADABLE: Final = f"les versions gardées dans `{PRIVATE}/versions` ne se lisent pas"


_TOO_LARGE: Final = (
    "le répertoire de ce dossier compte plus de dix mille fichiers, ou plus d’un gigaoctet : "
    "aucune version n’en est gardée"
)


_DOSSIER: Final = re.compile(rb"dossier\.ya?ml", re.IGNORECASE)


def _branch(name: str) -> str:
    """The branch of the versions of a folder of that name."""
    return quote(name, safe="").replace(".", "%2E").replace("~", "%7E")


def _version(number: int, commit: Commit) -> Version:
    date = datetime.fromtimestamp(commit.commit_time, UTC)
    return Version(number, commit.message.decode("utf-8", "replace").strip(), date)


def _renames(last: Commit, name: str) -> bool:
    """Whether a name is asked for that the last version, otherwise the same, does not bear."""
    return bool(name) and last.message.decode("utf-8", "replace").strip() != _line(name)


def _line(name: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", name).split())[:_LONGEST]


def _written(objects: Objects, files: Files) -> ObjectID:
    """The tree of these files, its objects added where they lack."""
    from dulwich.index import commit_tree
    from dulwich.objects import Blob

    blobs: list[tuple[bytes, ObjectID, int]] = []
    for name, data in files.items():
        blob = Blob.from_string(data)
        objects.add_object(blob)
        blobs.append((name.encode(), blob.id, _FILE))
    return commit_tree(objects, blobs)  # type: ignore[arg-type]  # adds, no more
