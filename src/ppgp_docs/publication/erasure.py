"""A person who withdrew their consent, taken out of what is kept: versions, undone steps, caches.

RGPD, art. 17(1)(b): who withdraws a consent may have the data erased. The dossier itself keeps the
name beside the withdrawal, which is how documents are refused that bear it, until the person who
fills it in asks that it forget it too; the rest forgets it, and the words that were quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
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
_QUOTES: Final = "citations"
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
    for path, record in placed_records(root):
        yield str(path[-1]) if path[0] == "personnes" else "", record


def placed_records(root: Any) -> Iterator[tuple[PathInTree, dict[str, Any]]]:
    """The people and the contacts that a dossier declares, with their places."""
    held = root if isinstance(root, dict) else {}
    people = held.get("personnes")
    for key, record in people.items() if isinstance(people, dict) else ():
        if isinstance(record, dict):
            yield ("personnes", key), record
    appel = held.get("appel")
    contacts = appel.get("contacts") if isinstance(appel, dict) else None
    for rank, record in enumerate(contacts if isinstance(contacts, list) else ()):
        if isinstance(record, dict):
            yield ("appel", "contacts", rank), record


def _is_of(record: Mapping[str, Any], key: str, erased: Erased) -> bool:
    return bool(key and key == erased.key) or str(record.get("nom", "")) == erased.name


def consents_of(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The consents that a record holds, as far as they can be read."""
    given = record.get("consentements")
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _agrees(record: Mapping[str, Any]) -> bool:
    return any(not each.get("retrait") for each in consents_of(record))


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


def without_record(text: str, erased: Erased) -> str:
    """The text of a dossier whose record of the person says no more than what they do, and when
    they withdrew. Raises NotEditableError."""
    root = data(nodes(text.removeprefix(_MARK)))
    changes = [
        Remove((*path, field))
        for path, record in placed_records(root)
        if _is_of(record, str(path[-1]) if path[0] == "personnes" else "", erased)
        for field in ("nom", *_OWN)
        if field in record
    ]
    return apply(text, changes).text


def _without_quotes(text: str, quotes: frozenset[str]) -> str:
    """The text of a file without these quotes, nor the blocks that show one.

    Raises NotEditableError.
    """
    while change := _first_quoting(data(nodes(text)), quotes):
        text = apply(text, (change,)).text
    return text


def _first_quoting(root: Data, quotes: frozenset[str]) -> Set | Remove | None:
    for path, value in _leaves(root, ()):
        if (
            path[-1] == "citation"
            and value in quotes
            and _at(root, path[:-1], "type") == "citation"
        ):
            around = path[:-2]
            held = _at(root, around[:-1], around[-1])
            return Set(around, "") if len(held) == 1 else Remove(path[:-1])
    held = root.get(_QUOTES) if isinstance(root, dict) else None
    known = [name for name in held if name in quotes] if isinstance(held, dict) else []
    if not known:
        return None
    return Remove((_QUOTES,) if len(held) == 1 else (_QUOTES, known[0]))  # type: ignore[arg-type]


def words_of(root: Any, erased: Erased) -> tuple[str, ...]:
    """What a dossier quotes of the person."""
    quotes = root.get(_QUOTES) if isinstance(root, dict) else None
    held = quotes.values() if isinstance(quotes, dict) else ()
    said = (one for one in held if isinstance(one, dict) and one.get("personne") == erased.key)
    return tuple(str(one["texte"]) for one in said if one.get("texte") and erased.key)


def without_words(text: str, said: Iterable[str]) -> str:
    """A plain text without these words, wherever its lines break."""
    for each in said:
        spaced = r"\s+".join(map(re.escape, each.split()))
        text = re.sub(spaced, REMOVED, text, flags=re.IGNORECASE) if spaced else text
    return text


class Eraser:
    """Takes a person out of texts and of files: their name, their picture, their words."""

    def __init__(self, erased: Erased) -> None:
        self._erased = erased
        self._person = KnownPerson.of(erased.name) if erased.name else None
        self._key = re.compile(rf"\b{re.escape(erased.key)}\b") if self._names(erased.key) else None

    def files(self, held: Files) -> Files:
        """The files of a version without the person: their picture gone, their name replaced."""
        pictures = {self._erased.picture, *self._pictures(held)} - {""}
        quotes, key = frozenset(self._quotes(held)), _free_key(held)
        kept: dict[str, bytes] = {}
        for path, content in held.items():
            if path in pictures or self._names(PurePosixPath(path).stem.replace("-", " ")):
                continue
            is_text = PurePosixPath(path).suffix.lower() in _TEXTS
            kept[path] = self._content(content, path, quotes, key) if is_text else content
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

    def _content(self, content: bytes, path: str, quotes: frozenset[str], key: str) -> bytes:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            return self.text(content.decode("cp1252", "replace")).encode()
        if not path.endswith((".yaml", ".yml")):
            return self.text(text).encode()
        return self._yaml(text, quotes, key).encode()

    def _yaml(self, text: str, quotes: frozenset[str], key: str) -> str:
        """Quotes and values first, so that the file stays what it was; then keys, comments, and
        the rest."""
        mark, plain = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
        with suppress(NotEditableError):
            plain = _without_quotes(plain, quotes)
        if self._key:
            plain = self._key.sub(key, plain)
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
        for root in _roots(held):
            for key, record in _records(root):
                if _is_of(record, key, self._erased):
                    yield _picture(record)

    def _quotes(self, held: Files) -> Iterator[str]:
        """The names of what this person is quoted for."""
        for root in _roots(held):
            said = root.get(_QUOTES) if isinstance(root, dict) else None
            for name, quote in said.items() if isinstance(said, dict) else ():
                who = quote.get("personne") if isinstance(quote, dict) else None
                if who and who == self._erased.key:
                    yield name


def _roots(held: Files) -> Iterator[Any]:
    """What the files that can be read hold."""
    for path, content in held.items():
        if path.endswith((".yaml", ".yml")):
            with suppress(NotEditableError, UnicodeDecodeError):
                yield data(nodes(content.decode("utf-8").removeprefix(_MARK)))


def _free_key(held: Files) -> str:
    """A key that stands for a person in none of these files: others may be erased already."""
    keys = {key for root in _roots(held) for key, _ in _records(root)}
    names = (f"{_ERASED_KEY}{end}" for end in ("", *(f"_{n}" for n in range(2, len(keys) + 3))))
    return next(name for name in names if name not in keys)


def _leaves(node: Data, path: PathInTree) -> Iterator[tuple[PathInTree, str]]:
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, (*path, key))
    else:
        for rank, value in enumerate(node):
            yield from _leaves(value, (*path, rank))
