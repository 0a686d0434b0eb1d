"""A fiche that quotes or shows people without their consent is a project: its header says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE

from ppgp_fiche_action.ooxml import Element, qn, run, w


def mark_project(part: Any, lacks: Sequence[str]) -> None:
    """PROJET and what lacks, in every header of a python-docx part; nothing when nothing lacks."""
    for header in _headers(part) if lacks else ():
        mark = run("PROJET")
        mark.insert(0, w("rPr", w("b")))
        said = run(", à ne pas diffuser. " + " ".join(f"{lack}." for lack in lacks))
        header.append(w("p", *_look(header), mark, said))


def _headers(part: Any) -> Iterator[Element]:
    """The roots of the headers as docxtpl filled them: python-docx still holds the former ones."""
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.HEADER:
            yield relation.target_part.element


def _look(header: Element) -> list[Element]:
    """The properties of the header's last paragraph."""
    found = header.findall(f"{qn('p')}/{qn('pPr')}")
    return [deepcopy(found[-1])] if found else []
