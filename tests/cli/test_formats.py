"""Findings for programs: JSON, SARIF 2.1.0, commands of GitHub Actions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from ppgp_docs.cli.formats import PROGRAMS
from ppgp_docs.cli.formats.json_findings import records
from ppgp_docs.cli.main import ppgp
from ppgp_docs.cli.show import show
from ppgp_docs.diagnostics import Diagnostic, Severity, Span, error, note, warning

FILE = Path("departments", "01-ain", "été 1.yaml")
FOUND = (
    error("L005", "la clé `a` est écrite deux fois", Span(FILE, 4, 3, 4, 9), "une seule, 100 %"),
    warning("C207", "13 + 173 = 186", Span(FILE, 5, 1, 7, 2)),
    note("C203", "une note\nde deux lignes", Span(FILE)),
    Diagnostic("X001", Severity.ERROR, "d’une extension", related=(("ici", Span(FILE, 1, 1)),)),
)

REGION = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        name: {"type": "integer", "minimum": 1}
        for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
}
MESSAGE = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text"],
    "properties": {"text": {"type": "string", "minLength": 1}},
}
LOCATION = {
    "type": "object",
    "additionalProperties": False,
    "required": ["physicalLocation"],
    "properties": {
        "message": MESSAGE,
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["uri"],
                    "properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"}},
                },
                "region": REGION,
            },
        },
    },
}
RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["message", "ruleId", "ruleIndex", "level"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": MESSAGE,
        "locations": {"type": "array", "items": LOCATION},
        "relatedLocations": {"type": "array", "items": LOCATION},
    },
}
SARIF = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"const": "https://json.schemastore.org/sarif-2.1.0.json"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"type": "object"}, "minItems": 1, "maxItems": 1},
    },
}
"""What we use of the OASIS schema of SARIF 2.1.0, no package of which ships the text."""


@pytest.fixture
def run() -> dict[str, Any]:
    log = json.loads(PROGRAMS["sarif"](FOUND))
    Draft202012Validator(SARIF).validate(log)
    only: dict[str, Any] = log["runs"][0]
    return only


def test_sarif_results_have_the_shape_of_the_standard(run: dict[str, Any]) -> None:
    for result in run["results"]:
        Draft202012Validator(RESULT).validate(result)
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["name"] == "ppgp-docs"


def test_sarif_points_at_the_place_and_at_the_rule_with_its_page(run: dict[str, Any]) -> None:
    first, _, third, strange = run["results"]
    rules = run["tool"]["driver"]["rules"]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "departments/01-ain/%C3%A9t%C3%A9%201.yaml"
    assert place["region"] == {"startLine": 4, "startColumn": 3, "endLine": 4, "endColumn": 9}
    assert rules[first["ruleIndex"]]["shortDescription"]["text"] == "Une clé ne s’écrit qu’une fois"
    assert "## Pourquoi" in rules[first["ruleIndex"]]["help"]["markdown"]
    assert "region" not in third["locations"][0]["physicalLocation"]
    assert rules[strange["ruleIndex"]] == {"id": "X001"}
    assert "locations" not in strange


def test_github_gets_a_command_a_finding_with_its_escapes() -> None:
    file = "file=departments/01-ain/été 1.yaml"
    assert PROGRAMS["github"](FOUND).split("\n") == [
        f"::error {file},line=4,endLine=4,col=3,endColumn=9,title=L005::la clé `a` est écrite deux "
        "fois%0Aaide\u00a0: une seule, 100\u00a0%25",
        f"::warning {file},line=5,endLine=7,col=1,title=C207::13 + 173 = 186",
        f"::notice {file},title=C203::une note%0Ade deux lignes",
        "::error title=X001::d’une extension",
    ]


@pytest.mark.parametrize("style", ["json", "sarif", "github"])
def test_what_a_program_reads_goes_to_standard_output_and_nothing_else_does(
    workspace: Path, style: str
) -> None:
    done = CliRunner().invoke(ppgp, ["-C", str(workspace), "check", "60", "--format", style])
    assert (done.exit_code, done.stderr) == (0, "")
    assert "C207" in done.stdout
    if style != "github":
        json.loads(done.stdout)


def test_a_finding_bears_the_address_of_the_value_it_stands_on() -> None:
    root = str(Path(__file__).parents[2])
    done = CliRunner().invoke(ppgp, ["-C", root, "check", "77", "--json"])
    found = json.loads(done.stdout)["diagnostics"]
    told = {(finding["code"], finding["address"]) for finding in found}
    assert ("C403", "fiche-8:indicateurs[1].population") in told
    assert all(finding["address"] for finding in found)


def test_the_line_that_is_shown_is_the_one_that_was_saved_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, shown = tmp_path / "08.yaml", []
    for value in ("douze", "treize"):
        file.write_text(f"effectif: {value}\n", "utf-8")
        show([error("V003", f"`{value}` n’est pas un nombre", Span(file, 1, 11, 1, 17))])
        shown.append(capsys.readouterr().err)
    assert "1 | effectif: douze\n" in shown[0]
    assert "1 | effectif: treize\n" in shown[1]


def test_an_address_is_that_of_the_file_that_was_saved_last(tmp_path: Path) -> None:
    file, addresses = tmp_path / "dossier.yaml", []
    for key in ("titre", "nom"):
        file.write_text(f"type: dossier\n{key}: essai\n", "utf-8")
        (found,) = records([error("V003", "une faute", Span(file, 2, 1, 2, 3))])
        addresses.append(found["address"])
    assert addresses == ["dossier:titre", "dossier:nom"]
