"""What the tool works out, corrected by someone in Word: told with what the lines give, never taken
for a line."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from tests.roundtrip.conftest import SEED, Desk
from tests.roundtrip.word_hand import W, controls, edited, tag_of, type_over

from ppgp_docs.render.render import render
from ppgp_docs.workspace.find import find_workspace

REPORTED = Path(__file__).parents[1] / "plugins" / "bilan_annuel" / "essai"
AMOUNT = re.compile(r"\d[\d\u202f]*(?:,\d\d)?(?=\u00a0[€%])")
FILES = (
    "fiche-action-04-creuse",
    "fiche-action-07-creuse",
    "recapitulatif-contrat-creuse",
    "bilan-annuel-2025-creuse",
)


@pytest.fixture(scope="module")
def contract(tmp_path_factory, session) -> Desk:
    root = tmp_path_factory.mktemp("calculs")
    shutil.copytree(REPORTED, root / "departments" / "23-creuse")
    (folder,) = find_workspace(root).folders()
    dossier = session.read(folder).dossier
    formats = ("fiche-action", "recapitulatif-contrat", "bilan-annuel")
    made = (one for name in formats for one in session.plugins.format(name).documents(dossier))
    return Desk(root, session, {one.name: render(one, session).data for one in made})


def text_of(control) -> str:
    return "".join(one.text or "" for one in control.iter(f"{W}t"))


def computed(data: bytes) -> list[str]:
    """The tags of what is computed and says an amount or a share."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    held = (one for one in root.iter(f"{W}sdt") if tag_of(one).startswith("calcul:"))
    return [tag_of(one) for one in held if AMOUNT.search(text_of(one))]


def dropped(control) -> None:
    """As a program that knows no control leaves its words."""
    for one in control.find(f"{W}sdtContent"):
        control.addprevious(one)
    control.getparent().remove(control)


def corrected(desk: Desk, name: str, tag: str, *, keeps: bool):
    """What comes back of a file where one amount was corrected; what it was."""
    was: list[str] = []

    def change(root) -> None:
        control = controls(root, tag)[0]
        was.append(AMOUNT.search(text_of(control))[0])
        type_over(control.find(f"{W}sdtContent"), AMOUNT.sub("7 654 321,99", text_of(control), 1))
        if not keeps:
            dropped(control)

    return desk.back(edited(desk.files[name], change), desk.target(name)), was[0]


@pytest.mark.parametrize("keeps", [True, False], ids=["in its control", "its control lost"])
@pytest.mark.parametrize("name", FILES)
def test_an_amount_that_the_tool_works_out_is_told_with_what_the_lines_give(contract, name, keeps):
    tags = computed(contract.files[name])
    for tag in random.Random(SEED).sample(tags, 4):
        found, was = corrected(contract, name, tag, keeps=keeps)
        assert found.proposals == (), tag
        [one] = found.left_over
        said = one.near.replace("\u202f", " ")
        assert f"qui trouvait {was}".replace("\u202f", " ") in re.sub("[−+]", "", said), tag
        assert "rien n’en est repris, changez les lignes" in said


@pytest.mark.parametrize("keeps", [True, False], ids=["in its control", "its control lost"])
@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("calcul:fiche-4/total", "Total de l’action : 7 654 321,99 €"),
        ("calcul:fiche-4/realise/total", "Total réalisé : 7 654 321,99 €"),
        ("calcul:fiche-4/engage/total/FIR/propre/2025", "2025 : 7 654 321,99 €"),
    ],
)
def test_a_total_of_a_fiche_corrected_in_word_is_no_new_line(contract, tag, said, keeps):
    found, _ = corrected(contract, FILES[0], tag, keeps=keeps)
    assert found.proposals == ()
    assert [one.text for one in found.left_over] == [said]


def test_a_computed_cell_is_named_by_its_row_and_its_column(contract):
    name = "bilan-annuel-2025-creuse"
    tags = [one for one in computed(contract.files[name]) if "/financeurs/" in one]
    found, _ = corrected(contract, name, tags[-1], keeps=True)
    [one] = found.left_over
    assert one.near.startswith(
        "ligne «\u00a0Total\u00a0», colonne «\u00a0Taux de réalisation\u00a0»"
    )


@pytest.mark.parametrize(("column", "typed"), [(5, 31_000), (5, -12.5), (7, "autre objet")])
def test_a_row_of_an_amendment_corrected_in_excel_is_told_with_where_to_correct_it(
    session, contract, column, typed
):
    (folder,) = find_workspace(contract.root).folders()
    (plan,) = session.plugins.format("plan-de-financement").documents(session.read(folder).dossier)
    sent = render(plan, session).data
    book = openpyxl.load_workbook(io.BytesIO(sent))
    row = next(row for row in book["Lignes"].iter_rows() if row[-1].value == "calcul: avenant")
    row[column - 1].value = typed
    out = io.BytesIO()
    book.save(out)
    desk = Desk(contract.root, session, {plan.name: sent})
    found = desk.back(out.getvalue(), desk.target(plan.name))
    assert found.proposals == ()
    [one] = found.left_over
    assert "corrigez plutôt l’avenant, sous `avenants` au contrat" in one.text
    assert f"ligne {row[0].row}" in one.near
