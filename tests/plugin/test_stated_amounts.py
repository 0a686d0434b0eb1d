"""Amounts that plugins state of the lines of a budget: compared at once, each told once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

CODES = {"X003", "F010", "C401", "C404", "C601"}
Found = Callable[..., list[Diagnostic]]

STATES = """\
from ppgp_docs.api import Statement, hookimpl, warning

@hookimpl
def ppgp_state_amounts(dossier):
    for fiche in dossier.fiches:
        lines, place = fiche.budget.budget.lignes, fiche.at("budget")
        right = sum(line.montant for line in lines)
        def tell():
            {tell}
        yield Statement(right + {gap}, lines, place, "{role}", tell, sure=False)
"""
TELLS = "return warning('X003', 'le grand livre dit autrement', place)"


@pytest.fixture
def fiche(workspace: Path) -> Path:
    return workspace / "departments/77-seine-et-marne/fiches/08-visites-a-domicile.yaml"


@pytest.fixture
def found(tmp_path: Path, fiche: Path) -> Found:
    def run(**sources: str) -> list[Diagnostic]:
        for name, source in sources.items():
            (tmp_path / "plugins").mkdir(exist_ok=True)
            (tmp_path / "plugins" / f"{name}.py").write_text(source, encoding="utf-8")
        session = Session.start(None, [tmp_path / "plugins"])
        told = session.read(DossierFolder(fiche.parents[1])).diagnostics
        return [one for one in told if one.code in CODES]

    return run


def states(gap: int, role: str, tell: str = TELLS) -> str:
    return STATES.format(gap=gap, role=role, tell=tell)


def test_an_amount_that_its_lines_add_up_to_is_not_told(found: Found) -> None:
    assert found(compta=states(0, "grand livre")) == []


def test_an_amount_that_its_lines_contradict_is_told_in_its_own_words(
    found: Found, fiche: Path
) -> None:
    (told,) = found(compta=states(1, "grand livre"))
    assert (told.code, told.message) == ("X003", "le grand livre dit autrement")
    assert told.span is not None
    assert fiche.read_text("utf-8").splitlines()[told.span.line - 2] == "budget:"


def test_it_stands_with_the_totals_that_accuse_the_same_line(found: Found, fiche: Path) -> None:
    """One slip in the line of the Département: its totals and the plugin's agree against it."""
    fiche.write_text(
        fiche.read_text("utf-8").replace("montant: 16 497 €", "montant: 16 479 €", 1), "utf-8"
    )
    (told,) = found(compta=states(18, "grand livre"))
    assert told.code == "C401"
    assert told.span is not None
    assert told.span.line == 1 + fiche.read_text("utf-8").split("16 479")[0].count("\n")
    assert "grand livre" in [role for role, _ in told.related]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        (states(1, "x", "raise KeyError('grand livre')"), "KeyError"),
        (states(1, "x", "return 'faux'"), "un `Diagnostic` de `Statement.tell`"),
        (
            "from ppgp_docs.api import hookimpl\n"
            "@hookimpl\ndef ppgp_state_amounts(dossier):\n    return ['12 000 €']\n",
            "on attend des `Statement`",
        ),
        (
            "from ppgp_docs.api import Statement, hookimpl\n@hookimpl\n"
            "def ppgp_state_amounts(dossier):\n"
            "    return [Statement('douze', (), dossier.at(), 'x', lambda: None)]\n",
            "TypeError",
        ),
    ],
    ids=["tell raises", "tell tells nothing", "no statements", "no amount"],
)
def test_a_plugin_that_states_badly_is_named_and_the_others_go_on(
    found: Found, source: str, named: str
) -> None:
    told = found(mauvais=source, compta=states(1, "grand livre"))
    (failure,) = [one for one in told if one.code == "F010"]
    assert "`mauvais`" in failure.message
    assert "`ppgp_state_amounts`" in failure.message
    assert named in failure.message
    assert [one.code for one in told if one.code != "F010"] == ["X003"]
