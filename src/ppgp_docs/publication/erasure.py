"""A person who withdrew their consent, taken out of what is kept: versions, undone steps, caches.

RGPD, art. 17(1)(b): who withdraws a consent may have the data erased. The dossier itself keeps the
name beside the withdrawal, which is how documents are refused that bear it; the rest forgets it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from attrs import frozen

from ppgp_docs.edit.apply import apply
from ppgp_docs.edit.changes import Remove, Set
from ppgp_docs.edit.nodes import Data, NotEditableError, data, nodes
from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.publication.redaction import REMOVED
from ppgp_docs.versions.versioned_files import Files

_TEXTS: Final = (".yaml", ".yml", ".md", ".txt")
_ERASED_KEY: Final = "personne_retiree"
_OWN: Final = ("courriel", "telephone")
_MARK: Final = "\ufeff"


@frozen
class Erased:
    """Who is to be forgotten: the name, the key of the record, what reaches them, their picture."""

    name: str
    key: str = ""
    reached_by: tuple[str, ...] = ()
    picture: str = ""
    may_be_erased: bool = True


def person_called(root: Any, said: str) -> Erased:
    """The person of a dossier whom a name or a key designates; one whom it does not declare is
    looked for by the name alone."""
    wanted = " ".join(said.split())
    for key, record in _records(root):
        if wanted in (key, " ".join(str(record.get("nom", "")).split())):
            reached = tuple(str(record[each]) for each in _OWN if record.get(each))
            return Erased(
                str(record.get("nom") or ""), key, reached, _picture(record), not _agrees(record)
            )
    return Erased(wanted)


def _records(root: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    held = root if isinstance(root, dict) else {}
    people = held.get("personnes")
    for key, record in people.items() if isinstance(people, dict) else ():
        if isinstance(record, dict):
            yield key, record
    appel = held.get("appel")
    contacts = appel.get("contacts") if isinstance(appel, dict) else None
    for record in contacts if isinstance(contacts, list) else ():
        if isinstance(record, dict):
            yield "", record


def _agrees(record: Mapping[str, Any]) -> bool:
    given = record.get("consentements")
    return any(
        isinstance(each, dict) and not each.get("retrait")
        for each in (given if isinstance(given, list) else ())
    )


def _picture(record: Mapping[str, Any]) -> str:
    photo = record.get("photo")
    return str(photo.get("fichier") or "") if isinstance(photo, dict) else ""


def without_picture(text: str, picture: str) -> str:
    """The text of a file that shows a picture nowhere: a block that is the picture goes whole.

    Raises NotEditableError.
    """
    while change := _first_showing(data(nodes(text)), picture):
        text = apply(text, (change,)).text
    return text


def _first_showing(root: Data, picture: str) -> Set | Remove | None:
    places = (path for path, value in _leaves(root, ()) if value == picture)
    shown = next((path[:-1] for path in places if path[-1] == "fichier"), None)
    if shown is None:
        return None
    holder = _nothing_without(root, shown)
    if holder is None:
        return Remove(shown)
    around = holder[:-1]
    held = _at(root, around[:-1], around[-1])
    return Set(around, "") if isinstance(held, list) and len(held) == 1 else Remove(holder)


def _nothing_without(root: Data, shown: PathInTree) -> PathInTree | None:
    """What is nothing without its picture: its block, its place in a gallery, the gallery of which
    it is the last one."""
    if len(shown) < 2 or not isinstance(shown[-2], int):
        return None
    if _at(root, shown[:-1], "type") == "image":
        return shown[:-1]
    if shown[-3] != "vues":
        return None
    return shown[:-1] if len(_at(root, shown[:-3], "vues")) > 1 else shown[:-3]


def _at(root: Any, path: PathInTree, key: str | int) -> Any:
    for step in (*path, key):
        root = root.get(step) if isinstance(root, dict) else root[step]
    return root


class Eraser:
    """Takes a person out of texts and of files."""

    def __init__(self, erased: Erased) -> None:
        self._erased = erased
        self._person = KnownPerson.of(erased.name) if erased.name else None
        self._key = re.compile(rf"\b{re.escape(erased.key)}\b") if self._names(erased.key) else None

    def files(self, held: Files) -> Files:
        """The files of a version without the person: their picture gone, their name replaced."""
        pictures = {self._erased.picture, *self._pictures(held)} - {""}
        kept: dict[str, bytes] = {}
        for path, content in held.items():
            if path in pictures or self._names(PurePosixPath(path).stem.replace("-", " ")):
                continue
            is_text = PurePosixPath(path).suffix.lower() in _TEXTS
            kept[path] = self._content(content, path) if is_text else content
        return kept

    def text(self, text: str) -> str:
        """A plain text without the name, nor what reaches the person."""
        for each in self._erased.reached_by:  # an address holds the name: it goes whole
            text = text.replace(each, REMOVED)
        for start, end in reversed(self._person.mentions(text) if self._person else ()):
            text = text[:start] + REMOVED + text[end:]
        return text

    def _names(self, text: str) -> bool:
        return bool(self._person and text and self._person.mentions(text.replace("_", " ")))

    def _content(self, content: bytes, path: str) -> bytes:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return self.text(content.decode("cp1252", "replace")).encode()
        if not path.endswith((".yaml", ".yml")):
            return self.text(text).encode()
        return self._yaml(text).encode()

    def _yaml(self, text: str) -> str:
        """Values first, so that the file stays what it was; then keys, comments, and the rest."""
        mark, plain = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
        if self._key:
            plain = self._key.sub(_ERASED_KEY, plain)
        try:
            root = data(nodes(plain))
            plain = apply(plain, self._changes(root)).text
        except NotEditableError:
            return mark + self._bare(plain)
        return mark + self._bare(plain)

    def _bare(self, text: str) -> str:
        """What is left outside values, line by line: brackets there would be signs of YAML."""
        return "".join(self._line(line) for line in text.splitlines(keepends=True))

    def _line(self, line: str) -> str:
        pieces = (self.text(piece) for piece in line.split(REMOVED))
        return REMOVED.join(piece.replace(REMOVED, REMOVED.strip("[]")) for piece in pieces)

    def _changes(self, root: Data) -> list[Set | Remove]:
        found: list[Set | Remove] = []
        for path, value in _leaves(root, ()):
            if (kept := self.text(value)) != value:
                found.append(Set(path, kept))
        return found

    def _pictures(self, held: Files) -> Iterator[str]:
        """The pictures that the records of this person name, in any file of a version."""
        for path, content in held.items():
            if not path.endswith((".yaml", ".yml")):
                continue
            try:
                root = data(nodes(content.decode("utf-8").removeprefix(_MARK)))
            except (NotEditableError, UnicodeDecodeError):
                continue
            for key, record in _records(root):
                same = str(record.get("nom", "")) == self._erased.name
                if same or (key and key == self._erased.key):
                    yield _picture(record)


def _leaves(node: Data, path: PathInTree) -> Iterator[tuple[PathInTree, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    else:
        for rank, value in enumerate(node):
            yield from _leaves(value, (*path, rank))
