"""What an annual report lacks at a date that is given; no clock is read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.commande import ppgp

from ppgp_docs.check import check_at
from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

ESSAI = Path(__file__).parents[2] / "plugins" / "bilan_annuel" / "essai"
Late = Callable[..., list[Diagnostic]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a workspace where the contract of the tests is written."""
    (tmp_path / "ppgp.toml").touch()
    folder = tmp_path / "departments" / "23-creuse"
    (folder / "fiches").mkdir(parents=True)
    return folder


@pytest.fixture
def late(session: Session, home: Path) -> Late:
    """What lacks at a date, in that contract with a text of a fiche replaced."""

    def run(day: date, fiche: str = "07", old: str = "", new: str = "") -> list[Diagnostic]:
        for file in ESSAI.rglob("*.yaml"):
            text = file.read_text("utf-8")
            if old and file.stem == fiche:
                assert old in text
                text = text.replace(old, new)
            (home / file.relative_to(ESSAI)).write_text(text, "utf-8")
        dossier = session.read(DossierFolder(home)).dossier
        assert dossier is not None
        return list(check_at(dossier, day))

    return run


UNSPENT = "montant: 30 000 €, statut: notifie}"


def only(code: str, found: list[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if one.code == code]


@pytest.mark.parametrize(
    ("day", "severities"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), [Severity.INFO]),
        (date(2026, 6, 30), [Severity.INFO]),
        (date(2026, 7, 1), [Severity.WARNING]),
    ],
)
def test_what_is_not_said_spent_is_a_note_until_30_june_then_a_warning(
    late: Late, day: date, severities: list[Severity]
) -> None:
    assert [one.severity for one in only("C621", late(day))] == severities


def test_it_stands_at_the_line_that_lacks_its_state(late: Late) -> None:
    (found,) = only("C621", late(date(2026, 7, 1)))
    assert found.span is not None
    assert found.span.file.name == "07.yaml"
    line = (ESSAI / "fiches" / "07.yaml").read_text("utf-8").splitlines()[found.span.line - 1]
    assert UNSPENT in line
    assert "programme 304\u00a0» (30\u202f000,00\u00a0€ prévus)" in found.message


def test_nothing_spent_is_said_too(late: Late) -> None:
    said = f"{UNSPENT[:-1]}, etats: [{{statut: realise, montant: 0 €}}]}}"
    assert only("C621", late(date(2026, 7, 1), old=UNSPENT, new=said)) == []


def test_a_fiche_that_gave_its_money_back_owes_no_more_of_it(late: Late) -> None:
    """Fiche 9 says nothing spent in 2026: it was given up in 2025."""
    files = {one.span.file.name for one in late(date(2027, 7, 1)) if one.span}
    assert files == {"04.yaml", "07.yaml"}


def test_an_indicator_without_a_result_is_told_at_its_year(late: Late) -> None:
    (found,) = only("C622", late(date(2026, 2, 1), "04", ", resultat: formees_2025", ""))
    assert found.severity is Severity.INFO
    assert "le bilan de 2025 est attendu avant le 30 juin 2026" in found.message.replace(
        "\u00a0", " "
    )


def test_a_waiver_sets_it_aside_and_is_not_idle_without_a_date(late: Late, home: Path) -> None:
    waived = "dispenses: {C621: la préfecture n’a pas encore payé}\nnumero: 7"
    (found,) = only("C621", late(date(2026, 7, 1), old="numero: 7", new=waived))
    assert found.severity is Severity.INFO
    done = ppgp("check", "23", cwd=home.parents[1])
    assert "C614" in done.stdout
    assert "C113" not in done.stdout


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [((), False), (("--as-of", "2025-12"), False), (("--as-of", "1er juillet 2026"), True)],
)
def test_the_command_takes_a_date_as_people_write_it(
    late: Late, home: Path, asked: tuple[str, ...], is_told: bool
) -> None:
    late(date(2026, 7, 1))
    done = ppgp("check", *asked, cwd=home.parents[1])
    assert "C614" in done.stdout
    assert ("C621" in done.stdout) is is_told


def test_what_is_no_date_is_refused(home: Path) -> None:
    done = ppgp("check", "--as-of", "bientôt", cwd=home.parents[1])
    assert done.returncode == 2
    assert "`bientôt`" in done.stderr
