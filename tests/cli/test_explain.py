"""``ppgp explain``: the list of codes, a page, a code that does not exist."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from click.testing import CliRunner

from ppgp_docs.cli.explain import joined, wrapped
from ppgp_docs.cli.main import ppgp
from ppgp_docs.codes import codes, meant
from ppgp_docs.diagnostics import ExitCode, HandledError


def test_all_codes_are_listed_with_their_titles_under_their_step() -> None:
    told = CliRunner().invoke(ppgp, ["explain"]).output
    assert "\nContrôler les faits (C)\n  C101  Le chiffre cité existe\n" in told
    assert all(f"  {code}  " in told for code in codes())


def test_a_code_is_explained_however_it_is_typed() -> None:
    low, high = (CliRunner().invoke(ppgp, ["explain", code]) for code in ("c205", "C205"))
    assert low.output == high.output
    assert low.output.startswith("C205 · Le nombre annoncé est celui de la liste\n")
    assert "\nExemple fautif\n\n  # dossier.yaml\n  contexte:\n" in low.output
    assert "```" not in low.output
    assert max(map(len, low.output.split("\n"))) <= 100


@pytest.mark.parametrize("code", ["C109", "F007", "C707", "C901", "C601"])
def test_the_lines_of_a_paragraph_are_filled_wherever_the_page_cuts_its_own(code: str) -> None:
    told = CliRunner().invoke(ppgp, ["explain", code]).output
    pairs = [
        (line, following)
        for paragraph in told.split("\n\n")
        for line, following in pairwise(paragraph.split("\n"))
        if line[:1].strip() and not line.startswith(("|", "-")) and following[:1].strip()
    ]
    assert pairs
    assert all(len(line) + 1 + len(following.split(" ")[0]) > 88 for line, following in pairs)


def test_an_item_of_a_list_begins_a_line_and_its_words_stand_under_each_other() -> None:
    page = "Avant :\n\n- une ligne\n  coupée\n- une autre\n1. un rang\n\nFin\nde la page"
    attendu = "Avant :\n\n- une ligne coupée\n- une autre\n1. un rang\n\nFin de la page"
    assert "\n".join(joined(page.split("\n"))) == attendu
    assert wrapped(f"- {'mot ' * 30}").split("\n")[1].startswith("  mot")


def test_codes_are_also_told_to_programs() -> None:
    told = json.loads(CliRunner().invoke(ppgp, ["explain", "--json"]).output)
    assert told["version"] == 1
    assert [each["code"] for each in told["codes"]] == list(codes())


@pytest.mark.parametrize(
    ("typed", "near"), [("C299", "`C2"), ("C250", "`C205`"), ("c299", "`C2"), ("Z1", None)]
)
def test_an_unknown_code_is_a_slip_of_the_command_and_the_nearest_is_told(
    typed: str, near: str | None
) -> None:
    with pytest.raises(HandledError) as slip:
        ppgp.main(["explain", typed], standalone_mode=False)
    (fault,) = slip.value.diagnostics
    assert (slip.value.exit_code, fault.code) == (ExitCode.USAGE, "F022")
    assert (near or "`ppgp explain` donne tous les codes") in fault.hints[0]


def test_the_beginning_of_a_code_lists_those_that_begin_so() -> None:
    told = meant("C70")
    assert "`C701`" in told and "`C707`" in told
