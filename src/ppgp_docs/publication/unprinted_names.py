"""Withdrawn names in what no document is meant to print: keys, names of files, choices.

They are no fault by themselves, but where files that come back bear them (:func:`names_sent`). And
a plugin's format may print the others: where they are typed is then where one looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Champs, Located
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.redaction import Names

_ID: Final = "id"
_FIGURES: Final = "chiffres"
_SHORT: Final = 16
_JOINTS: Final = re.compile(r"[-_./\\\[\]:]+")


def places_of_names(dossier: Dossier, names: Names) -> dict[str, Span]:
    """Where each of these names is first typed, in a dossier that no longer prints them."""
    found: dict[str, Span] = {}
    if not names.people:
        return found
    for part in iter_nodes(dossier, Located):
        for path, text in _strings(part):
            for name in _named(text, names):
                found.setdefault(name, part.at(path))
    return found


def unnamed(files: Mapping[str, str], names: Names) -> dict[str, str]:
    """Files and their digests, for a manifest that is published with the documents: the name of one
    that names someone who withdrew becomes that of its digest."""
    if not names.people:
        return dict(files)
    return {
        _unnamed(file, digest, names) if any(_named(file, names)) else file: digest
        for file, digest in files.items()
    }


def _unnamed(file: str, digest: str, names: Names) -> str:
    """Beside its neighbours, unless their folder names someone too."""
    path = PurePosixPath(file)
    bare = f"{digest[:_SHORT]}{path.suffix}"
    beside = str(path.with_name(bare))
    return bare if any(_named(beside, names)) else beside


def names_of_folder(dossier: Dossier, names: Names) -> tuple[str, ...]:
    """The names that the folder of a dossier bears, beside that of its territory: each document is
    in a folder of that name, the index and the manifest tell it."""
    territory = f"{dossier.departement.code}-{dossier.departement.slug}"
    return tuple(_named(dossier.dossier_dir.name.removeprefix(territory), names))


def names_of_fiches(dossier: Dossier, names: Names) -> Iterator[tuple[str, Path]]:
    """Each name that the file of a fiche bears, and that file: no document does."""
    if names.people:
        for file in (fiche.at().file for fiche in dossier.fiches):
            yield from ((name, file) for name in _named(file.stem, names))


def names_sent(dossier: Dossier, names: Names) -> Iterator[tuple[str, str, Span]]:
    """Each name, what it stands in and where, of keys and ids of fiches and contract: Word and
    Excel files bear them, to find each field again when they come back."""
    roots = (*dossier.fiches, dossier.contrat) if names.people else ()
    for part in (part for root in roots if root for part in iter_nodes(root, Located)):
        for path, text in _strings(part):
            if path in (_ID, f"{_FIGURES}.{text}"):
                yield from ((name, text, part.at(path)) for name in _named(text, names))


def read_as_words(identifier: str) -> str:
    """What an identifier says: « ligne-martineau » names someone, though without a capital."""
    return _JOINTS.sub(" ", identifier).title()


def _named(text: str, names: Names) -> Iterator[str]:
    """The names that a text bears, or an identifier."""
    ways = (text, _JOINTS.sub(" ", text), read_as_words(text))
    found = (person for read in ways for person, _ in names.mentions(read))
    yield from dict.fromkeys(person.name for person in found)


def _strings(part: Located) -> Iterator[tuple[str, str]]:
    """The plain strings of a piece of the model, each with the path of its place."""
    fields = {name: getattr(part, name) for name in _names(part)}
    for name, value in fields.items():
        if isinstance(value, Champs):
            for key, each in value.items():
                yield from _of_value(key, each)
        else:
            yield from _of_value(name, value)


def _names(part: Any) -> Iterator[str]:
    return (each.name for each in type(part).__attrs_attrs__ if each.name != "place")


def _of_value(path: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for rank, each in enumerate(value):
            yield from _of_value(f"{path}.{rank}", each)
    elif isinstance(value, immutabledict):
        for key, each in value.items():
            yield f"{path}.{key}", str(key)
            yield from _of_value(f"{path}.{key}", each)
