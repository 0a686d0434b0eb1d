"""One report of accessibility for all the documents of an output folder: in its manifest, and as a
page to publish beside them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from attrs import frozen

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.accessibility.verapdf import NotRunError, failed_rules
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.system_errors import reason
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.manifest import Artifact
from ppgp_docs.workspace.output import Output
from ppgp_docs.workspace.reader import read_bytes

NAME: Final = "accessibilite.html"

_MOST: Final = 200_000_000
_OFFICE: Final = (".docx", ".pptx", ".xlsx")
_DATA: Final = ".csv"


@frozen
class Audited:
    """A document and what each rule found in it; none of a kind of file that nothing reads here."""

    artifact: Artifact
    checks: tuple[Checked, ...]

    @property
    def suffix(self) -> str:
        """The kind of file, by the end of its name (``.pdf``)."""
        return PurePosixPath(self.artifact.path).suffix

    @property
    def kind(self) -> str:
        """The same, as one calls it."""
        return rules.KINDS.get(self.suffix, self.suffix.lstrip(".").upper())

    def among(self, result: str) -> tuple[Checked, ...]:
        """The rules of which this is said (``rules.FAILED``)."""
        return tuple(each for each in self.checks if each.result == result)


def report(folder: Path) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Check the documents of an output folder, note it in its manifest, write the page; where it
    is, and what is wrong with them (P010). Raises OSError when it cannot be written."""
    from ppgp_docs.accessibility.page import made

    output = Output(folder)
    found = [*output.open()]
    standing = sorted(output.artifacts.values(), key=lambda each: each.path)
    artifacts = [each for each in standing if _is_read(each) and (folder / each.path).is_file()]
    audited = list(_audited(folder, artifacts))
    for each in audited:
        noted = {check.rule.told: check.result for check in each.checks}
        found += output.note(each.artifact.path, accessibility=noted)
        found += _findings_of(folder, each)
    found += output.close()
    place = folder / NAME
    replace_file(place, made(audited).encode())
    return place, tuple(found)


def _is_read(artifact: Artifact) -> bool:
    """Whether people read it as it is: a draft is not published, rows of data have no look."""
    return not artifact.draft and PurePosixPath(artifact.path).suffix != _DATA


def _audited(folder: Path, artifacts: Sequence[Artifact]) -> Iterator[Audited]:
    pdfs = [folder / each.path for each in artifacts if each.path.endswith(".pdf")]
    failed: dict[Path, tuple[str, ...]] = {}
    silence = ""
    try:
        failed = failed_rules(pdfs)
    except NotRunError as reason:
        silence = str(reason)
    for each in artifacts:
        file = folder / each.path
        checks = _checks(file)
        if file in pdfs:
            rule = rules.ENGINE_ARCHIVE if each.archive else rules.ENGINE
            told = tuple(f"règle {name}" for name in failed.get(file, ()))
            checks = (*checks, Checked(rule, told, unknown=silence))
        yield Audited(each, checks)


def _checks(file: Path) -> tuple[Checked, ...]:
    read = _reader(file.suffix)
    if read is None:
        return ()
    try:
        return tuple(read(read_bytes(file, most=_MOST)))
    except _UNREADABLE as problem:
        return (Checked(rules.OPENS, (_unread(problem),)),)


def _unread(problem: Exception) -> str:
    why = f" : {reason(problem)}" if isinstance(problem, OSError) else ", il est abîmé"
    return f"le fichier ne se lit pas{why}"


_UNREADABLE: Final = (
    ValueError,
    OSError,
    SyntaxError,
    LookupError,
    zipfile.BadZipFile,
    RuntimeError,
)


def _reader(suffix: str) -> Callable[[bytes], Iterator[Checked]] | None:
    """What reads a kind of files: each brings a library that the others do not need."""
    if suffix == ".pdf":
        from ppgp_docs.accessibility import pdf

        return pdf.checked
    if suffix in _OFFICE:
        from ppgp_docs.accessibility import office

        return office.checked
    if suffix == ".html":
        from ppgp_docs.accessibility import web

        return web.checked
    return None


def _findings_of(folder: Path, audited: Audited) -> Iterator[Diagnostic]:
    for check in audited.checks:
        norms = check.rule.norms(audited.suffix)
        asked = f" ({norms})" if norms else ""
        for fault in check.faults:
            message = f"la règle « {check.rule.told} » n’est pas respectée : {fault}{asked}"
            yield warning("P010", message, Span(folder / audited.artifact.path))
