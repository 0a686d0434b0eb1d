"""The pictures of two files in one: each under a name that its content gives it in both."""

from __future__ import annotations

import posixpath
from hashlib import sha256
from typing import Final

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts, written
from ppgp_docs.roundtrip.word.ooxml import WP, A, R

_LINKS: Final = f"{{{ooxml_names.PACKAGE_RELATIONS}}}"
_TYPES: Final = f"{{{ooxml_names.CONTENT_TYPES}}}"
_TYPES_PART: Final = "[Content_Types].xml"
_FIRST_SIGN: Final = 0xF0000
_SIGNS: Final = 0xFFFD
"""Signs of private use, that no text has."""


def sign_of(drawing: Element) -> str:
    """A sign for a picture as it is shown: its content, its size, what is said of it."""
    shown = [one.get(f"{R}embed") or "" for one in drawing.iter(f"{A}blip")]
    shown += [f"{one.get('cx')} {one.get('cy')}" for one in drawing.iter(f"{WP}extent")]
    shown += [one.get("descr") or "" for one in drawing.iter(f"{WP}docPr")]
    digest = sha256("\0".join(shown).encode()).digest()
    return chr(_FIRST_SIGN + int.from_bytes(digest[:4]) % _SIGNS)


def shared_pictures(
    old: tuple[Parts, Element], new: tuple[Parts, Element], name: str
) -> dict[str, bytes]:
    """Name the pictures of a part of both files by their content; what the second file must hold
    beside, by name, so that those of the first can be shown in it."""
    folder, _, file = name.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels"
    links = new[0].root(rels)
    if links is None or not any(True for _, root in (old, new) for _ in root.iter(f"{A}blip")):
        return {}
    changed: dict[str, bytes] = {}
    before = {one.get(f"{R}embed") for one in new[1].iter(f"{A}blip")}
    known = {one.get("Id") for one in links}
    for parts, root in (new, old):
        for key, (target, kind) in _named(parts, root, folder, rels).items():
            if key in known:
                continue
            place = target
            if parts is old[0]:
                place = f"{folder}/media/{key}{posixpath.splitext(target)[1]}"
                changed[place] = parts[target]
            link = {"Id": key, "Type": kind, "Target": posixpath.relpath(place, folder)}
            links.append(links.makeelement(f"{_LINKS}Relationship", link))
            known.add(key)
    used = {value for one in new[1].iter() for value in one.attrib.values()}
    for link in [one for one in links if one.get("Id") in before - used]:
        links.remove(link)
    return changed | {rels: written(links), _TYPES_PART: written(_types(old[0], new[0]))}


def _types(old: Parts, new: Parts) -> Element:
    """The kinds of parts of the second file, with those of the pictures of the first."""
    root = new.root(_TYPES_PART)
    known = {one.get("Extension") for one in root.iter(f"{_TYPES}Default")}
    for one in old.root(_TYPES_PART).iter(f"{_TYPES}Default"):
        if one.get("Extension") not in known:
            root.insert(0, one)
    return root


def _named(parts: Parts, root: Element, folder: str, rels: str) -> dict[str, tuple[str, str]]:
    """Give the pictures of a part names by their content: the part and the kind of each."""
    found: dict[str, tuple[str, str]] = {}
    links = parts.root(rels)
    held = {one.get("Id"): one for one in ([] if links is None else links)}
    for blip in root.iter(f"{A}blip"):
        link = held.get(blip.get(f"{R}embed"))
        target = "" if link is None else posixpath.join(folder, link.get("Target", ""))
        if link is None or posixpath.normpath(target) not in parts:
            continue
        target = posixpath.normpath(target)
        key = f"image{sha256(parts[target]).hexdigest()[:16]}"
        blip.set(f"{R}embed", key)
        found[key] = (target, link.get("Type", ""))
    return found
