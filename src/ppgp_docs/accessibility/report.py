"""One report of accessibility for all the documents of an output folder: in its manifest, and as a
page to publish beside them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import frozen

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.accessibility.verapdf import failed_rules
from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.workspace.disk import replace_file
from ppgp_docs.workspace.manifest import Artifact
from ppgp_docs.workspace.output import Output
from ppgp_docs.workspace.reader import read_bytes

NAME: Final = "accessibilite.html"
HELD, FAILED = "conforme", "en faute"

_MOST: Final = 200_000_000
_OFFICE: Final = (".docx", ".pptx", ".xlsx")


@frozen
class Audited:
    """A document and what each rule found in it; none of a kind of file that nothing reads here."""

    artifact: Artifact
    checks: tuple[Checked, ...]

    @property
    def is_page(self) -> bool:
        return self.artifact.path.endswith(".html")

    @property
    def is_pdf(self) -> bool:
        return self.artifact.path.endswith(".pdf")

    def norms(self, rule: rules.Rule) -> str:
        """The norms that ask a rule of this kind of document."""
        return rule.norms(is_page=self.is_page, is_pdf=self.is_pdf)


def report(folder: Path) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Check the documents of an output folder, note it in its manifest, write the page; where it
    is, and what is wrong with them (P010). Raises OSError when it cannot be written."""
    from ppgp_docs.accessibility.page import made

    output = Output(folder)
    found = [*output.open()]
    standing = sorted(output.artifacts.values(), key=lambda each: each.path)
    artifacts = [each for each in standing if not each.draft and (folder / each.path).is_file()]
    audited = list(_audited(folder, artifacts))
    for each in audited:
        noted = {check.rule.told: FAILED if check.faults else HELD for check in each.checks}
        found += output.note(each.artifact.path, accessibility=noted)
        found += _told(folder, each)
    found += output.close()
    place = folder / NAME
    replace_file(place, made(audited).encode())
    return place, tuple(found)


def _audited(folder: Path, artifacts: Sequence[Artifact]) -> Iterator[Audited]:
    pdfs = [each for each in artifacts if each.path.endswith(".pdf")]
    answers = failed_rules([folder / each.path for each in pdfs])
    engine = dict(zip((each.path for each in pdfs), answers or (), strict=False))
    for each in artifacts:
        checks = _checks(folder / each.path)
        if each.path in engine:
            checks = (*checks, Checked(rules.ENGINE, tuple(engine[each.path])))
        yield Audited(each, checks)


def _checks(file: Path) -> tuple[Checked, ...]:
    read = _reader(file.suffix)
    if read is None:
        return ()
    try:
        return tuple(read(read_bytes(file, most=_MOST)))
    except (ValueError, OSError, SyntaxError, zipfile.BadZipFile, RuntimeError) as problem:
        return (Checked(rules.TAGGED, (f"le fichier ne se lit pas ({problem})",)),)


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


def _told(folder: Path, audited: Audited) -> Iterator[Diagnostic]:
    for check in audited.checks:
        for fault in check.faults:
            rule = check.rule.told
            message = (
                f"la règle « {rule} » n’est pas respectée : {fault} ({audited.norms(check.rule)})"
            )
            yield warning("P010", message, Span(folder / audited.artifact.path))
