"""The page of the checks: every finding in plain words, each a link to its field."""

from __future__ import annotations

from typing import Any, Final

from attrs import frozen

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.edit.changes import Set
from ppgp_docs.edit.nodes import NotEditableError
from ppgp_docs.load.decode import typed
from ppgp_docs.publication.requirements import UNWAIVABLE
from ppgp_docs.studio.files import StudioFile, files_of
from ppgp_docs.studio.findings import by_file, placed
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.form_parts import part_at, parts_of
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.pointer import pointer
from ppgp_docs.studio.shown_pages import data_of
from ppgp_docs.workspace.folder import DossierFolder

_WAIVERS: Final = "dispenses"
_SHORTEST: Final = 10
"""Letters of a reason, at least, as the schema asks."""


@frozen
class Checked:
    """A finding with the place where it is mended; ``waivable`` when a reason may set it aside."""

    finding: Finding
    place: str
    address: str
    waivable: bool


def checked(opened: OpenWorkspace, folder: DossierFolder) -> tuple[Checked, ...]:
    """The findings of a dossier, errors first, in the order of its files."""
    reading = opened.reading(folder)
    found = [each for file in files_of(folder) for each in _of_file(opened, file)]
    elsewhere = [
        each for each in reading.diagnostics if not each.span or not _is_mine(each, folder)
    ]
    told = [each for each in elsewhere if each.severity > Severity.INFO]
    found += [Checked(each, "", "", False) for each in opened.told(folder, told)]
    return tuple(sorted(found, key=lambda each: not each.finding.grave))


def _is_mine(diagnostic: Diagnostic, folder: DossierFolder) -> bool:
    return bool(diagnostic.span) and any(
        file.path == diagnostic.span.file for file in files_of(folder) if diagnostic.span
    )


def _of_file(opened: OpenWorkspace, file: StudioFile) -> list[Checked]:
    mine = by_file(opened.reading(file.folder).diagnostics).get(file.path, [])
    base = f"/dossier/{file.folder.name}/{file.slug}"
    try:
        text = opened.editing.state(file).text
        parts = parts_of(opened.session.schemas, file.schema, data_of(text))
    except (OSError, NotEditableError):
        told = opened.told(file.folder, mine)
        return [Checked(each, file.title, f"{base}/general", False) for each in told]
    loaded, _ = opened.session.parsed(file.path, typed(text), file.schema)
    root: Any = loaded.tree.root if loaded.tree else {}
    found = []
    for path, findings in placed(mine, root, opened.plain).items():
        part = part_at(parts, path)
        address = f"{base}/{part.slug}#{pointer(path)}"
        for each in findings:
            waivable = not each.grave and each.code not in UNWAIVABLE
            found.append(Checked(each, f"{file.title}, {part.title}", address, waivable))
    return found


def waive(opened: OpenWorkspace, folder: DossierFolder, code: str, reason: str) -> bool:
    """Set a check aside for a dossier, with its written reason; whether it could be.

    Raises NotEditableError and OSError.
    """
    asked = {each.finding.code for each in checked(opened, folder) if each.waivable}
    if code not in asked or len(reason.strip()) < _SHORTEST:
        return False
    file = next(iter(files_of(folder)))
    root = data_of(opened.editing.state(file).text)
    held = root.get(_WAIVERS) if isinstance(root, dict) else None
    order = tuple(opened.session.schemas.named[file.schema])
    said = reason.strip()
    change = Set((_WAIVERS, code), said) if held else Set((_WAIVERS,), {code: said}, order)
    opened.editing.apply(file, (change,), "Contrôle écarté")
    return True
