"""Places that tests of the studio go to."""

from __future__ import annotations

from pathlib import Path

FILE = Path("departments/01-ain/dossier.yaml")
PART = "/dossier/01-ain/dossier/contexte"

LINES = "CD\tpropre\t2021\t12 500,50 €\nFIR\tTransverse\t2022\t1000\nFIR\tinconnue\t2022\t8"
