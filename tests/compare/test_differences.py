"""Differences on the data: exactly what a person changed, where and in which words."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ppgp_docs.compare.difference_words import difference_line
from ppgp_docs.compare.differences import Difference, DifferenceKind, differences
from ppgp_docs.compare.dossiers import compared
from ppgp_docs.load.tree import parse
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.schema.walk import described

SAMPLES = Path(__file__).parents[2] / "departments"
FILES = sorted((*SAMPLES.glob("*/dossier.yaml"), *SAMPLES.glob("*/fiches/*.yaml")))
SCHEMAS = shipped_schemas()


def schema_of(file: Path) -> str:
    return "fiche" if file.parent.name == "fiches" else file.stem


def plain(node: Any) -> Any:
    """The tree as plain data: what a test may change."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(item) for item in node] if isinstance(node, list) else str(node)


def data(text: str) -> Any:
    tree = parse(Path("essai.yaml"), text).tree
    return plain(tree.root) if tree else {}


def put(root: Any, path: tuple[str | int, ...], value: object) -> Any:
    changed = deepcopy(root)
    node = changed
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return changed


def of_fiche(before: str, after: str, schemas: Schemas = SCHEMAS) -> list[Difference]:
    return list(differences(schemas, "fiche", data(before), data(after)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name + "-" + file.stem)
def test_each_value_that_is_edited_is_the_one_difference(file: Path) -> None:
    root, schema = data(file.read_text("utf-8")), schema_of(file)
    values = list(described(SCHEMAS, schema, root))
    assert len(values) >= 5
    for value in values[::11]:
        if value.path[-1] in ("type", "id", "cle"):
            continue
        edited = put(root, value.path, f"{value.value} et autre chose")
        found = differences(SCHEMAS, schema, root, edited)
        assert [(each.kind, each.path) for each in found] == [(DifferenceKind.CHANGED, value.path)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name + "-" + file.stem)
def test_a_file_is_not_different_from_itself(file: Path) -> None:
    root = data(file.read_text("utf-8"))
    assert differences(SCHEMAS, schema_of(file), root, deepcopy(root)) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("montant: 16497", "montant: 16 497,00 €"),
        ("montant: '16497.00'", "montant: 16\u202f497 EUR"),
        ("annee: 2021", "annee: '2021'"),
        ("piece: {type: devis, date: 2020-08-28}", "piece: {date: 28/08/2020, type: devis}"),
    ],
)
def test_what_means_the_same_is_no_difference(before: str, after: str) -> None:
    head = "budget:\n  lignes:\n  - financeur: CD\n    "
    assert of_fiche(head + before, head + after) == []


def test_an_amount_is_told_where_it_stands_with_what_it_was() -> None:
    head = "budget:\n  lignes:\n  - {financeur: FIR, nature: propre, annee: 2021, montant: "
    (found,) = of_fiche(head + "16 497}", head + "16 500}")
    assert difference_line(found) == (
        "Budget › Lignes › n°\u00a01 («\u00a0Fonds d’intervention régional (FIR) 2021\u00a0») › "
        "Montant\u00a0: "
        "«\u00a016 497\u00a0» → «\u00a016 500\u00a0»"
    )


LINES = """\
budget:
  lignes:
  - {financeur: CD, nature: propre, annee: 2021, montant: 100}
  - {financeur: FIR, nature: propre, annee: 2021, montant: 200}
  - {financeur: FIR, nature: propre, annee: 2022, montant: 300}
"""


def test_a_line_added_on_top_shifts_no_other() -> None:
    line = "  lignes:\n  - {financeur: BOP304, nature: propre, annee: 2021, montant: 50}\n"
    (found,) = of_fiche(LINES, LINES.replace("  lignes:\n", line))
    assert (found.kind, found.path) == (DifferenceKind.ADDED, ("budget", "lignes", 0))


def test_a_line_that_moved_is_told_once_as_moved() -> None:
    head, *lines = LINES.split("\n  -")
    moved = "\n  -".join((head, lines[1], lines[2].rstrip("\n"), lines[0])) + "\n"
    (found,) = of_fiche(LINES, moved)
    assert (found.kind, found.before, found.after) == (
        DifferenceKind.MOVED,
        "n°\u00a01",
        "n°\u00a03",
    )


def test_a_line_that_moved_and_changed_is_told_as_both() -> None:
    before = "indicateurs:\n- {libelle: A, unite: un, id: a}\n- {libelle: B, unite: deux, id: b}\n"
    after = (
        "indicateurs:\n- {libelle: B, unite: deux, id: b}\n- {libelle: A, unite: trois, id: a}\n"
    )
    kinds = sorted(each.kind.value for each in of_fiche(before, after))
    assert kinds == ["déplacé", "modifié"]


SECTIONS = """\
rubriques:
- cle: constat
  blocs:
  - {type: section, titre: Les familles, texte: Elles attendent trop longtemps une visite.}
  - {type: section, titre: Les services, texte: Ils ne se parlent pas assez entre eux.}
- cle: contexte
  blocs:
  - {type: section, titre: Le territoire, texte: Un département rural de six cents communes.}
"""


def _sections(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    return lines.pop(4), "".join(lines)


def test_a_section_put_in_another_part_is_told_as_moved_alone() -> None:
    section, rest = _sections(SECTIONS)
    (found,) = of_fiche(SECTIONS, rest + section)
    assert found.kind is DifferenceKind.MOVED
    assert found.path == ("rubriques", 1, "blocs", 1)
    said = difference_line(found)
    assert "déplacé, n°\u00a01" in said and "→ n°\u00a02" in said
    assert said.count("Les services") == 2 and "attendent" not in said


def test_a_section_put_elsewhere_and_reworded_is_told_as_both() -> None:
    section, rest = _sections(SECTIONS)
    moved, changed = of_fiche(SECTIONS, rest + section.replace("pas assez", "plus jamais"))
    assert (moved.kind, changed.kind) == (DifferenceKind.MOVED, DifferenceKind.CHANGED)
    assert changed.path == ("rubriques", 1, "blocs", 1, "texte")


def test_a_section_that_went_and_another_that_came_are_no_move() -> None:
    _, rest = _sections(SECTIONS)
    new = "  - {type: section, titre: Autre, texte: Douze sages-femmes ont été formées à Bourg.}\n"
    kinds = [each.kind for each in of_fiche(SECTIONS, rest + new)]
    assert sorted(kind.name for kind in kinds) == ["ADDED", "REMOVED"]


ITEMS = """\
points_de_vigilance: |
  Trois points :

  - le recrutement
  - les locaux
  - le transport
"""


def test_an_item_of_a_text_put_elsewhere_is_told_as_moved() -> None:
    moved = ITEMS.replace("  - le recrutement\n", "") + "  - le recrutement\n"
    (found,) = of_fiche(ITEMS, moved)
    assert found.kind is DifferenceKind.MOVED
    assert "le recrutement" in difference_line(
        found
    ) and "n°\u00a02 → n°\u00a04" in difference_line(found)


def test_an_item_put_elsewhere_in_a_text_that_changed_is_told_by_the_text() -> None:
    moved = ITEMS.replace("  - le recrutement\n", "") + "  - le recrutement de deux personnes\n"
    (found,) = of_fiche(ITEMS, moved)
    assert found.kind is DifferenceKind.CHANGED


def test_one_of_two_equal_lines_taken_out_is_one_line_less() -> None:
    line = "  - {financeur: CD, nature: propre, annee: 2021, montant: 100}\n"
    (found,) = of_fiche(LINES + line, LINES)
    assert found.kind is DifferenceKind.REMOVED


def test_a_reworded_paragraph_is_one_change_not_two() -> None:
    head = "rubriques:\n- cle: constat\n  blocs:\n  - "
    (found,) = of_fiche(head + "Les familles attendent trop.", head + "Les familles attendent peu.")
    assert found.kind is DifferenceKind.CHANGED


def test_of_a_long_text_only_what_changed_is_shown() -> None:
    text = " ".join(f"mot{n}" for n in range(100))
    head = "points_de_vigilance: "
    (found,) = of_fiche(head + text, head + text.replace("mot50", "autre"))
    shown = difference_line(found)
    assert "mot50" in shown and "autre" in shown and "mot10 " not in shown and len(shown) < 200


def test_a_field_that_no_schema_knows_is_compared_too() -> None:
    (found,) = of_fiche("inconnu: 1", "inconnu: 2")
    assert found.place == ("«\u00a0inconnu\u00a0»",)


FICHE = b"numero: 8\ntitre: Un\n"


def test_a_fiche_whose_file_was_renamed_is_the_same_fiche() -> None:
    found = compared(SCHEMAS, {"fiches/08.yaml": FICHE}, {"fiches/huit.yml": FICHE})
    assert found == ()


def test_files_that_came_went_or_were_replaced_are_named() -> None:
    before = {"fiches/08.yaml": FICHE, "images/a.png": b"1", "images/b.png": b"1"}
    after = {"contrat.yaml": b"millesime: 2021\n", "images/b.png": b"2"}
    told_of = [(each.name, each.note) for each in compared(SCHEMAS, before, after)]
    assert told_of == [
        ("Contrat", "ajouté"),
        ("Fiche 8", "retiré"),
        ("`images/a.png`", "retiré"),
        ("`images/b.png`", "remplacé"),
    ]


def test_a_file_that_cannot_be_read_is_said() -> None:
    (found,) = compared(SCHEMAS, {"dossier.yaml": b"a: 1\n"}, {"dossier.yaml": b"a: [\n"})
    assert "faute de syntaxe" in found.note


def test_fiches_come_in_the_order_of_their_numbers() -> None:
    before = {f"fiches/{n}.yaml": b"numero: %d\ntitre: a\n" % n for n in (10, 9, 2)}
    after = {f"fiches/{n}.yaml": b"numero: %d\ntitre: b\n" % n for n in (10, 9, 2)}
    names = [each.name for each in compared(SCHEMAS, before, after)]
    assert names == ["Fiche 2", "Fiche 9", "Fiche 10"]


LINE = "budget:\n  lignes:\n  - {annee: 2021, montant: 5 €, libelle: Relais, "


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("financeur: CD", "financeur: FIR", ("Département", "Fonds d’intervention régional (FIR)")),
        ("financeur: CD", "financeur: autre:CAF", ("Département", "CAF")),
        ("nature: propre", "nature: transverse", ("Propre à l’action", "Coûts transverses")),
        ("statut: propose", "statut: notifie", ("Proposition", "Notifié")),
        ("date: 2021-03-01", "date: 2021-04", ("1er\u00a0mars 2021", "avril 2021")),
        ("date: 2021-02-31", "date: 2021-13", ("2021-02-31", "2021-13")),
        ("piece: {type: devis}", "piece: {type: facture}", ("devis", "facture")),
    ],
)
def test_a_value_is_told_as_people_say_it(before: str, after: str, words: tuple[str, str]) -> None:
    (found,) = of_fiche(f"{LINE}{before}}}", f"{LINE}{after}}}")
    assert (found.before, found.after) == words


def test_a_line_that_came_is_told_in_words_its_paper_too() -> None:
    line = "{financeur: BOP304, nature: propre, annee: 2022, piece: {type: devis, date: 2022-03}}"
    (found,) = of_fiche("budget:\n  lignes:", f"budget:\n  lignes:\n  - {line}")
    assert found.after == "État, programme 304 · Propre à l’action · 2022 · devis · mars 2022"


def test_what_a_file_gives_a_name_to_is_called_by_what_it_says() -> None:
    """Nobody who reads a comparison typed the keys of figures and quotes."""
    quote = {"texte": "Avant je ne savais pas qui appeler, et maintenant oui"}
    before = {
        "chiffres": {"veilleurs_formes": {"libelle": "veilleurs formés", "valeur": "12"}},
        "citations": {"avant_je": quote},
        "sigles": {"PMI": "protection"},
        "notes": {"note_1": "Une note"},
    }
    after = {
        "chiffres": {"veilleurs_formes": {"libelle": "veilleurs formés", "valeur": "14"}},
        "sigles": {"PMI": "protection maternelle"},
        "notes": {"note_1": "Une note de plus"},
    }
    places = {each.place for each in differences(SCHEMAS, "dossier", before, after)}
    assert ("Chiffres", "«\u00a0veilleurs formés\u00a0»", "Valeur") in places
    said = " ".join(word for place in places for word in place)
    assert "veilleurs_formes" not in said and "_" not in said and "PMI" in said


SUM = {"financeur": "CD", "nature": "propre", "annee": "2024", "montant": "650 €"}


def test_a_sum_put_in_the_place_of_another_is_two_lines():
    other = {**SUM, "financeur": "autre:Ville", "annee": "2026", "montant": "12 €"}
    before, after = ({"budget": {"lignes": [one]}} for one in (SUM, other))
    found = differences(shipped_schemas(), "fiche", before, after)
    assert [one.kind for one in found] == [DifferenceKind.REMOVED, DifferenceKind.ADDED]


def test_each_line_of_a_budget_that_was_taken_out_whole_is_told():
    before = {"budget": {"lignes": [SUM, {**SUM, "annee": "2025"}]}}
    found = differences(shipped_schemas(), "fiche", before, {"budget": {}})
    assert [difference_line(one) for one in found] == [
        "Budget › Lignes › n°\u00a01 («\u00a0Département 2024\u00a0»)\u00a0: ligne retirée, "
        "«\u00a0Département · Propre à l’action · 2024 · 650 €\u00a0»",
        "Budget › Lignes › n°\u00a02 («\u00a0Département 2025\u00a0»)\u00a0: ligne retirée, "
        "«\u00a0Département · Propre à l’action · 2025 · 650 €\u00a0»",
    ]
