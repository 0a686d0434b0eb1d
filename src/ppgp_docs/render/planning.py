"""Which documents are to be made of a dossier: each format asked in its guard, and confined."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Span, error
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.drawing import draw
from ppgp_docs.plugin.failures import start_of
from ppgp_docs.plugin.formats import Document, Format
from ppgp_docs.plugin.plugins import Plugins

_FORBIDDEN: Final = frozenset('<>:"/\\|?*')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])[ .].*", re.IGNORECASE)
_LONGEST: Final = 200
"""In bytes: file systems take 255, and a file being written or kept aside has a longer name."""


@frozen
class Candidate:
    """A document that a format could make; ``reason`` says why it is not made, if it is not."""

    format: Format
    document: Document
    reason: str | None

    @property
    def file_name(self) -> str:
        return f"{self.document.name}{self.format.suffix}"


@frozen
class Plan:
    """What formats want to make of a dossier, and what was found wrong with plugins meanwhile."""

    candidates: tuple[Candidate, ...]
    diagnostics: tuple[Diagnostic, ...]


def plan(
    dossier: Dossier, plugins: Plugins, only: frozenset[str], archive: bool, press: bool = False
) -> Plan:
    """Ask each format (those of ``only``, if any) what it makes of a dossier.

    With ``archive``, a format that has an archival variant makes it too; with ``press``, one that
    has a variant for printers.
    """
    planner = _Planner(plugins, archive, press)
    formats = [format for format in plugins.formats if not only or format.id in only]
    asked = [each for format in formats for each in planner.ask(format, dossier)]
    found = planner.without_rivals(planner.confined(asked))
    return Plan(tuple(found), tuple(dict.fromkeys(planner.found)))


class _Planner:
    def __init__(self, plugins: Plugins, archive: bool, press: bool) -> None:
        self._plugins, self._variants = plugins, (archive, press)
        self.found: list[Diagnostic] = []

    def ask(self, format: Format, dossier: Dossier) -> Iterator[Candidate]:
        drawn = draw(dossier, format, self._plugins)
        made = self._plugins.format_documents(format, drawn.dossier, *self._variants)
        names = [document.name for document, reason in made.documents if not reason]
        self.found += (*_of_drawings(drawn.diagnostics, names), *made.faults)
        return (Candidate(format, document, reason) for document, reason in made.documents)

    def confined(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those whose name is one plain file name on any system: nothing leaves the output."""
        astray = [each for each in candidates if not _is_plain(each.file_name)]
        self.found += (_misnamed(each, self._plugins) for each in astray)
        return [each for each in candidates if _is_plain(each.file_name)]

    def without_rivals(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those that are alone in their place: of two, neither silently wins."""
        places: defaultdict[str, list[Candidate]] = defaultdict(list)
        for each in candidates:
            if not each.reason:
                places[_folded(each.file_name)].append(each)
        rivals = [place for place in places.values() if len(place) > 1]
        self.found += (_rivalry(place, self._plugins) for place in rivals)
        lost = {id(each) for place in rivals for each in self._losers(place)}
        return [each for each in candidates if id(each) not in lost]

    def _losers(self, rivals: Sequence[Candidate]) -> list[Candidate]:
        """All of them, but the one of ours: a name that it had stays its own."""
        owners = [self._plugins.owner(each.format.id) for each in rivals]
        ours = [each for each, owner in zip(rivals, owners, strict=True) if owner.is_ours]
        return [each for each in rivals if len(ours) != 1 or each is not ours[0]]


def _of_drawings(found: Sequence[Diagnostic], names: Sequence[str]) -> Iterator[Diagnostic]:
    """What is told of the blocks that were drawn for documents of these names: of none that is
    made, only what a plugin did wrong; what is left out names the document, if it is the one."""
    for each in found:
        if each.code == "P008" and len(names) == 1:
            yield replace(each, document=names[0])
        elif names or each.is_error:
            yield each


def _is_plain(name: str) -> bool:
    """One file name, which Windows takes too, that shows as it is and can be written beside."""
    return (
        not any(letter in _FORBIDDEN or unicodedata.category(letter)[0] == "C" for letter in name)
        and not name.startswith((".", " "))
        and not name.endswith((".", " "))
        and not _RESERVED.fullmatch(f"{name}.")
        and 0 < len(name.encode()) <= _LONGEST
    )


def _folded(name: str) -> str:
    """The same for two names that macOS or Windows would take for one file."""
    return unicodedata.normalize("NFC", name).casefold()


def _made_by(format: Format, plugins: Plugins) -> tuple[str, Span | None]:
    """The plugin of a format, as it is told, and where its documents are named."""
    owner = plugins.owner(format.id)
    return ("", None) if owner.is_ours else (owner.name, start_of(format.documents))


def _of(plugin: str) -> str:
    return f" (extension `{plugin}`)" if plugin else ""


def _misnamed(candidate: Candidate, plugins: Plugins) -> Diagnostic:
    plugin, place = _made_by(candidate.format, plugins)
    name = "".join(
        c if unicodedata.category(c)[0] != "C" else "\ufffd" for c in candidate.file_name
    )
    format = f"`{candidate.format.id}`{_of(plugin)}"
    return error(
        "F013",
        f"le format {format} veut écrire `{name}`, qui n’est pas un nom de fichier",
        place,
        "un nom de document n’a ni barre oblique, ni deux-points, ni point final, ni nom réservé",
        f"signalez-le à l’auteur de l’extension `{plugin}`",
    )


def _rivalry(rivals: Sequence[Candidate], plugins: Plugins) -> Diagnostic:
    """F014, at the last plugin that is not ours, with the places of the others: the last to come is
    the one too many, if any is."""
    name = rivals[0].file_name
    made_by = {each.format.id: _made_by(each.format, plugins) for each in rivals}
    plugin, place = next((each for each in [*made_by.values()][::-1] if each[0]), ("", None))
    if len(made_by) == 1:
        format = f"`{rivals[0].format.id}`{_of(plugin)}"
        told = f"le format {format} donne {len(rivals)} fois le nom `{name}`"
        return error("F014", told, place, f"signalez-le à l’auteur de l’extension `{plugin}`")
    named = " et ".join(f"`{format}`{_of(owner)}" for format, (owner, _) in made_by.items())
    hint = "choisissez-en un avec `--only`, ou retirez l’autre extension"
    also = tuple(
        (f"le format `{format}` le donne ici", other)
        for format, (_, other) in made_by.items()
        if other and other != place
    )
    found = error("F014", f"les formats {named} donnent le même fichier, `{name}`", place, hint)
    return replace(found, related=also)
