"""Fields described by rules that mean nothing: whose, which and where; the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ppgp_docs.diagnostics import HandledError
from ppgp_docs.plugin.loading import load_plugins
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.schema.rules import faults
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.schema.validate import SchemaValidator

PLUGIN = """\
from ppgp_docs.api import hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_field("dossier", "canton", {{"libelle": "Canton", "genre": "mot"}})
    schemas.add_block("carte", {{
        "titre": {{"libelle": "Titre", "genre": "ligne"}},
        "cout": {rules},
    }})
"""
SOUND = PLUGIN.replace("carte", "plan").replace("canton", "secteur")
RULES = {
    "genre": ("{'genre': 'nombre'}", "le genre `nombre` n’existe pas"),
    "genre mal tapé": ("{'genre': 'entiers'}", "vouliez-vous dire `entier` ?"),
    "type": ("{'type': 'texte'}", "le type `texte` n’existe pas"),
    "règle": ("{'genre': 'mot', 'requis': True}", "la règle `requis` n’existe pas"),
    "renvoi": ("{'type': 'dict', 'schema': 'persone'}", "vouliez-vous dire `personne` ?"),
    "texte": ("'mot'", "on attend des règles"),
    "liste": ("{'type': 'list', 'schema': {'genre': 'x'}}", "le genre `x` n’existe pas"),
    "valeur": ("{'genre': 'mot', 'minlength': 'abc'}", "ce qui suit `minlength` n’a pas de sens"),
    "valeurs": ("{'genre': 'mot', 'contains': 4, 'check_with': 'x'}", "`check_with` n’a pas de"),
    "valeur dedans": (
        "{'type': 'dict', 'schema': {'a': {'type': 'string', 'minlength': []}}}",
        "ce qui suit `schema` n’a pas de sens",
    ),
    "expression": ("{'genre': 'mot', 'regex': '(a'}", "de `regex` est mal formée"),
}


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def names(schemas: Schemas) -> tuple[set[str], set[str]]:
    return set(schemas.named["dossier"]), set(schemas.blocks)


ENDLESS = {
    "itself": ("'dans': {'type': 'dict', 'schema': 'lieu', 'required': True}", True),
    "a list that holds one": (
        "'dans': {'type': 'list', 'minlength': 1, 'required': True, "
        "'schema': {'type': 'dict', 'schema': 'lieu'}}",
        True,
    ),
    "by another": ("'pays': {'type': 'dict', 'schema': 'pays', 'required': True}", True),
    "a group within": (
        "'dans': {'type': 'dict', 'required': True, 'schema': "
        "{'lieu': {'type': 'dict', 'schema': 'lieu', 'required': True}}}",
        True,
    ),
    "where one wants": ("'dans': {'type': 'dict', 'schema': 'lieu'}", False),
    "a list that may be empty": (
        "'dans': {'type': 'list', 'required': True, 'schema': {'type': 'dict', 'schema': 'lieu'}}",
        False,
    ),
}


@pytest.mark.parametrize("how", ENDLESS)
def test_a_group_that_requires_itself_is_refused(tmp_path: Path, how: str) -> None:
    field, is_endless = ENDLESS[how]
    code = (
        "from ppgp_docs.api import hookimpl\n@hookimpl\ndef ppgp_extend_schema(schemas):\n"
        "    capitale = {'type': 'dict', 'schema': 'lieu', 'required': True}\n"
        f"    schemas.add_schema('lieu', {{'nom': {{'genre': 'mot'}}, {field}}})\n"
        "    schemas.add_schema('pays', {'capitale': capitale})\n"
    )
    (tmp_path / "lieux.py").write_text(code, "utf-8")
    plugins = load_plugins(shipped_schemas(), [tmp_path])
    told = {each.code for each in plugins.diagnostics}
    assert told == ({"F025"} if is_endless else set())
    assert all("sans fin" in each.message and each.span for each in plugins.diagnostics)


def test_a_field_that_several_blocks_name_is_told_in_its_own(tmp_path: Path) -> None:
    code = (
        "from ppgp_docs.api import hookimpl\n@hookimpl\ndef ppgp_extend_schema(schemas):\n"
        "    schemas.add_block('bon', {'titre': {'genre': 'ligne'}})\n"
        "    schemas.add_block('faute', {'titre': {'genre': 'lignee'}})\n"
    )
    (tmp_path / "blocs.py").write_text(code, "utf-8")
    (fault,) = load_plugins(shipped_schemas(), [tmp_path]).diagnostics
    assert fault.span is not None
    assert fault.span.line == 5


@pytest.mark.parametrize("what", RULES)
def test_a_plugin_of_meaningless_rules_is_named_and_takes_nothing_down(
    tmp_path: Path, what: str
) -> None:
    rules, reason = RULES[what]
    (tmp_path / "a_fautive.py").write_text(PLUGIN.format(rules=rules), "utf-8")
    (tmp_path / "b_saine.py").write_text(SOUND.format(rules="{'genre': 'montant'}"), "utf-8")
    schemas = shipped_schemas()
    (fault,) = load_plugins(schemas, [tmp_path]).diagnostics
    assert fault.code == "F025"
    assert "`a_fautive`" in fault.message
    assert "`carte.cout`" in fault.message
    assert reason in plain(fault.message)
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == ("a_fautive.py", 8)
    fields, blocks = names(schemas)
    assert "secteur" in fields
    assert "canton" not in fields
    assert ("plan" in blocks, "carte" in blocks) == (True, False)
    SchemaValidator(schemas)


def test_a_plugin_that_fails_half_way_leaves_no_field(tmp_path: Path) -> None:
    text = PLUGIN.format(rules="{'genre': 'mot'}") + "    raise RuntimeError('hélas')\n"
    (tmp_path / "fautive.py").write_text(text, "utf-8")
    schemas, alone = shipped_schemas(), shipped_schemas()
    load_plugins(alone)
    assert [fault.code for fault in load_plugins(schemas, [tmp_path]).diagnostics] == ["F010"]
    assert names(schemas) == names(alone)


@pytest.mark.parametrize("what", RULES)
def test_a_schema_of_a_workspace_is_told_with_its_file_and_line(tmp_path: Path, what: str) -> None:
    rules, reason = RULES[what]
    head = "carte:\n  titre: {libelle: Titre, genre: ligne}\n  cout: "
    (tmp_path / "blocs.yaml").write_text(head + rules.replace("True", "true") + "\n", "utf-8")
    with pytest.raises(HandledError) as refused:
        shipped_schemas(tmp_path)
    (fault,) = refused.value.diagnostics
    assert fault.code == "F009"
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == ("blocs.yaml", 3)
    assert reason in plain(fault.message)


def test_our_own_schemas_have_no_fault() -> None:
    assert faults(shipped_schemas(), Schemas({}, {})) == []
