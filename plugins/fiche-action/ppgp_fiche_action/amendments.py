"""What amendments changed: in words, and before and after as a table of fiches and summaries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppgp_docs.api import (
    Avenant,
    ContractBudget,
    Mouvement,
    PrintedAmendments,
    SentField,
    amendment_head,
    fiche,
    life_sentences,
    movement_sentence,
    step_head,
)
from ppgp_fiche_action.word.fields import text, typed
from ppgp_fiche_action.word.ooxml import Element, run
from ppgp_fiche_action.word.prose import bullets
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.tables import Look, equal_widths, plain_cells, table

_COLON: Final = "\u00a0: "
_YEAR: Final = 900
"""What « 2021 » and the margins of its cell take, in twips."""
_PERIOD: Final = 1250
"""What « 2021-2023 » takes."""
_AMOUNT: Final = 1420
"""What « −999 999,99 € » and the margins of its cell take, in twips."""
_PLACE: Final = (2100, 6500)
"""The least and the most that the names of places take, in twips."""


def amendments_table(sheet: Sheet, printed: PrintedAmendments, width: int, path: str) -> Element:
    """The table, its cells locked; ``path`` names it, ``width`` is in twips."""
    rows = list(printed.rows())
    year = _PERIOD if any("-" in row[1] for row in rows) else _YEAR
    amounts, left = len(printed.header) - 2, width - year
    least, most = _PLACE
    first = min(max(left - amounts * _AMOUNT, least), most)
    look = Look(
        title=printed.title,
        description="Crédits signés, ce que chaque avenant ajoute ou retire, crédits en vigueur",
        widths=(first, year, *equal_widths(left - first, amounts)),
        texts=2,
        money=True,
        total=printed.amendments.has_sum,
        computed=path,
    )
    return table(sheet, look, plain_cells(*printed.header), [plain_cells(*row) for row in rows])


def amendments_list(
    sheet: Sheet, budget: ContractBudget, amendments: Sequence[Avenant]
) -> Iterator[Element]:
    """Each of some amendments, then what it moves."""
    for one in amendments:
        yield from bullets(sheet, [_head(sheet, one)])
        moves = [_movement(sheet, budget, move) for move in one.mouvements]
        yield from bullets(sheet, moves, level=1)


def _head(sheet: Sheet, one: Avenant) -> list[Element]:
    said = [run(amendment_head(one))]
    if one.deliberation:
        field = SentField(one.address("deliberation"), "Délibération")
        said += [run(", délibération "), *typed(sheet, field, run(one.deliberation))]
    if one.objet:
        said += [run(_COLON), *text(sheet, one, "objet", "Objet")]
    return said


def _movement(sheet: Sheet, budget: ContractBudget, move: Mouvement) -> list[Element]:
    label = [*text(sheet, move, "libelle", "Libellé"), run(_COLON)] if move.libelle else []
    return [*label, run(movement_sentence(budget, move))]


def life_list(sheet: Sheet, budget: ContractBudget) -> Iterator[Element]:
    """The fiches that are not simply active, and what became of their money."""
    return bullets(
        sheet, (life_item(sheet, step, said) for _, step, said in life_sentences(budget))
    )


def life_item(sheet: Sheet, step: fiche.EtapeDeVie, said: str) -> list[Element]:
    """What became of a fiche, as it is ``said``, and why."""
    return [run(said), *_why(sheet, step)]


def life_step(sheet: Sheet, step: fiche.EtapeDeVie) -> list[Element]:
    """A step in the life of the fiche of a sheet, and its reason."""
    return [run(step_head(step)), *_why(sheet, step)]


def _why(sheet: Sheet, step: fiche.EtapeDeVie) -> list[Element]:
    return [run(_COLON), *text(sheet, step, "raison", "Raison")] if step.raison else []
