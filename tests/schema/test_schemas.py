"""The schemas: described field by field, added to and never silently replaced."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ppgp_docs.diagnostics import HandledError
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.schemas import GENRES, DuplicateNameError, Field, Schemas
from ppgp_docs.workspace.resources import shipped


@pytest.fixture
def schemas() -> Schemas:
    return shipped_schemas()


def every_field(schemas: Schemas) -> Iterator[tuple[str, str, Field]]:
    for owner, fields in {**schemas.named, **schemas.blocks}.items():
        yield from ((owner, name, field) for name, field in fields.items())


def is_typed_in(field: Field) -> bool:
    """Whether someone types its value, which then deserves an example."""
    inner: Any = field.get("schema", {})
    return "genre" in field or (isinstance(inner, dict) and "genre" in inner)


def test_every_field_has_a_label_and_a_help_sentence(schemas: Schemas) -> None:
    bare = [
        f"{owner}.{name}"
        for owner, name, field in every_field(schemas)
        if not (field.get("libelle") and field.get("aide"))
    ]
    assert bare == []


def test_every_field_that_is_typed_in_has_an_example_unless_a_table(schemas: Schemas) -> None:
    bare = [
        f"{owner}.{name}"
        for owner, name, field in every_field(schemas)
        if is_typed_in(field) and not field.get("exemple")
    ]
    assert bare == []


def test_every_genre_used_is_a_known_one(schemas: Schemas) -> None:
    used = {field["genre"] for _, _, field in every_field(schemas) if "genre" in field}
    assert used <= set(GENRES)


def test_every_group_of_fields_that_is_named_exists(schemas: Schemas) -> None:
    inner = [field.get("schema") for _, _, field in every_field(schemas)]
    inner += [part.get("schema") for part in inner if isinstance(part, dict)]
    assert {name for name in inner if isinstance(name, str)} <= set(schemas.named)


def test_a_field_is_described_at_any_depth_with_its_siblings(schemas: Schemas) -> None:
    path = ("activites", 2, "titre")
    field, siblings = schemas.describe(schemas.named["dossier"], path)
    assert field["libelle"] == "Titre"
    assert set(siblings) == set(schemas.named["activite"])


def test_a_field_below_a_free_name_is_described_too(schemas: Schemas) -> None:
    path = ("chiffres", "formes", "valeur")
    field, siblings = schemas.describe(schemas.named["dossier"], path)
    assert field["genre"] == "decimal"
    assert "base" in siblings


def test_what_no_schema_knows_is_described_as_nothing(schemas: Schemas) -> None:
    assert schemas.describe(schemas.named["dossier"], ("xyz", 1, "abc")) == ({}, {})


def test_a_workspace_adds_fields_groups_and_blocks(tmp_path: Path) -> None:
    (tmp_path / "ajouts.yaml").write_text(
        "dossier:\n  budget_local: {genre: montant}\nlieu:\n  nom: {genre: mot}\n",
        encoding="utf-8",
    )
    (tmp_path / "blocs.yaml").write_text("carte_du_territoire:\n  titre: {genre: ligne}\n")
    schemas = shipped_schemas(tmp_path)
    assert schemas.named["dossier"]["budget_local"] == {"genre": "montant"}
    assert "lieu" in schemas.named
    assert "carte_du_territoire" in schemas.blocks
    assert "budget_local" not in shipped_schemas().named["dossier"]


def test_nothing_that_exists_is_ever_replaced(schemas: Schemas) -> None:
    with pytest.raises(DuplicateNameError, match="`edition` de `dossier`"):
        schemas.add_field("dossier", "edition", {})
    with pytest.raises(DuplicateNameError, match="`jalon`"):
        schemas.add_schema("jalon", {})
    with pytest.raises(DuplicateNameError, match="`encart`"):
        schemas.add_block("encart", {})


@pytest.mark.parametrize(
    ("method", "name", "told"),
    [
        ("add_field", "inconnu", "aucun schéma ne s’appelle `inconnu`"),
        ("add_field", "fich", "vouliez-vous dire `fiche`"),
        ("add_field", "encart", 'est un bloc : `schemas.add_field_of_block("encart", …)`'),
        ("add_field_of_block", "encar", "vouliez-vous dire `encart`"),
        ("add_field_of_block", "jalon", 'est un schéma : `schemas.add_field("jalon", …)`'),
    ],
)
def test_a_field_added_to_nothing_is_told_with_what_was_meant(
    schemas: Schemas, method: str, name: str, told: str
) -> None:
    with pytest.raises(KeyError) as raised:
        getattr(schemas, method)(name, "x", {})
    assert told in str(raised.value)


def workspace_schemas(folder: Path, **files: str) -> Schemas:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return shipped_schemas(folder)


def test_a_workspace_that_holds_a_copy_of_our_schemas_changes_nothing(tmp_path: Path) -> None:
    for file in shipped("schemas").glob("*.yaml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    copied = shipped_schemas(tmp_path)
    assert (copied.named, copied.blocks) == (shipped_schemas().named, shipped_schemas().blocks)


def test_a_workspace_adds_a_field_and_changes_another(tmp_path: Path) -> None:
    schemas = workspace_schemas(
        tmp_path, dossier="dossier:\n  commune: {genre: mot}\n  edition: {genre: mot}\n"
    )
    assert schemas.named["dossier"]["commune"] == {"genre": "mot"}
    assert schemas.named["dossier"]["edition"] == {"genre": "mot"}
    assert "chiffres" in schemas.named["dossier"]


@pytest.mark.parametrize("text", ["a: [", "dossier: [commune]", "- a", ""])
def test_a_schema_of_a_workspace_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(HandledError) as refused:
        workspace_schemas(tmp_path, dossier=text)
    assert [fault.code for fault in refused.value.diagnostics] == ["F009"]
