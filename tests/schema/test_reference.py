"""The schemas told to people and to editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from ppgp_docs.cli.schema import write_editor_schemas
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.reference import FILES, json_schema, markdown
from ppgp_docs.schema.schemas import Schemas

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return shipped_schemas()


def kind_of(file: Path) -> str:
    return "fiche" if file.parent.name == "fiches" else file.stem


SHIPPED = sorted(
    file
    for file in ROOT.glob("departments/**/*.yaml")
    if kind_of(file) in ("dossier", "fiche", "contrat")
)


def as_an_editor_reads(text: str) -> Any:
    """YAML 1.2, the core schema: dates and `oui` are texts."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers = {  # noqa: RUF012
            sign: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
            for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return yaml.load(text, Loader)


def faults(schemas: Schemas, name: str, text: str) -> list[str]:
    validator = Draft202012Validator(json_schema(schemas, name))
    return [error.json_path for error in validator.iter_errors(as_an_editor_reads(text))]


@pytest.mark.parametrize("name", FILES)
def test_a_json_schema_is_valid_and_whole(schemas: Schemas, name: str) -> None:
    schema = json_schema(schemas, name)
    Draft202012Validator.check_schema(schema)
    referred = {part.split('"')[0] for part in json.dumps(schema).split('"#/$defs/')[1:]}
    assert referred <= set(schema["$defs"])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name + "-" + file.stem)
def test_an_editor_accepts_the_shipped_files(schemas: Schemas, file: Path) -> None:
    assert faults(schemas, kind_of(file), file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name + "-" + file.stem)
def test_a_shipped_file_points_at_the_schema_of_its_kind(file: Path) -> None:
    modeline, _, path = file.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
    assert modeline == "# yaml-language-server: "
    target = (file.parent / path).resolve()
    assert target == ROOT / "schemas" / "editeur" / f"{kind_of(file)}.schema.json"
    assert target.is_file()


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("contexte: {blocs: [{type: paragrafe}]}\n", "$.contexte.blocs[0]"),
        ("contxte: 1\n", "$"),
        ("presentation: {titre_forme: x}\n", "$.presentation.titre_forme"),
        ("activites: x\n", "$.activites"),
        ("chiffres: {Formes: {valeur: 1}}\n", "$.chiffres"),
    ],
)
def test_an_editor_underlines_a_slip(schemas: Schemas, text: str, path: str) -> None:
    assert faults(schemas, "dossier", f'departement: "01"\n{text}') == [path]


def test_an_editor_asks_for_what_is_required(schemas: Schemas) -> None:
    assert faults(schemas, "dossier", "langue: fr\n") == ["$"]


def test_the_committed_schemas_are_those_that_the_command_writes(
    tmp_path: Path, schemas: Schemas
) -> None:
    for file in write_editor_schemas(tmp_path, schemas):
        committed = ROOT / file.relative_to(tmp_path)
        assert committed.read_bytes() == file.read_bytes(), "run: ppgp schema --ecrire"


def test_the_reference_tells_every_field_with_its_help(schemas: Schemas) -> None:
    text = markdown(schemas)
    for owner, fields in {**schemas.named, **schemas.blocks}.items():
        for name, field in fields.items():
            row = next((line for line in text.splitlines() if line.startswith(f"| `{name}`")), None)
            assert row, f"{owner}.{name}"
            help_ = " ".join(field["aide"].replace("|", "\\|").split())
            assert help_ in " ".join(text.split()), f"{owner}.{name}"


def test_every_link_of_the_reference_leads_to_a_heading(schemas: Schemas) -> None:
    text = markdown(schemas)
    headings = {line.strip("# `") for line in text.splitlines() if line.startswith("### ")}
    links = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert links <= headings
