"""Cerberus with short cuts: it finds what Cerberus finds, and hands back the same values."""

from __future__ import annotations

from typing import Any

import pytest
from cerberus import Validator
from cerberus.schema import SchemaRegistry
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.schema.field_validator import FieldValidator


class Plain(Validator):  # type: ignore[misc]
    """Cerberus as it is, but for our types."""

    types_mapping = FieldValidator.types_mapping


NAMED = {
    "jalon": {
        "titre": {"type": "string", "required": True, "empty": False, "maxlength": 8},
        "rang": {"type": "integer", "coerce": int, "min": 1},
    }
}
SCHEMA: dict[str, Any] = {
    "titre": {"type": "string", "required": True},
    "jalons": {"type": "list", "schema": {"type": "dict", "schema": "jalon"}, "minlength": 1},
    "premier": {"type": "dict", "schema": "jalon", "excludes": "dernier"},
    "dernier": {"type": "dict", "schema": "jalon", "nullable": True},
    "genre": {"type": "string", "allowed": ["a", "b"], "default": "a"},
    "chiffres": {
        "type": "dict",
        "keysrules": {"type": "string", "regex": "[a-z]+"},
        "valuesrules": {"type": "dict", "schema": "jalon"},
    },
    "rangs": {"type": "list", "schema": {"type": "integer", "coerce": int}},
}

words = st.sampled_from(["", "a", "B2", "mot", "un long mot", "3", "0", "-1"])
leaves = words | st.none() | st.integers(-1, 3)
jalon = st.dictionaries(st.sampled_from(["titre", "rang", "autre"]), leaves, max_size=3)
anything = st.recursive(
    leaves | jalon, lambda each: st.lists(each, max_size=3) | st.dictionaries(words, each)
)
documents = st.fixed_dictionaries(
    {},
    optional={
        "titre": anything,
        "jalons": st.lists(jalon, max_size=3) | anything,
        "premier": jalon | anything,
        "dernier": jalon | anything,
        "genre": anything,
        "chiffres": st.dictionaries(words, jalon, max_size=3) | anything,
        "rangs": st.lists(leaves, max_size=4) | anything,
        "inconnu": anything,
    },
)


def registry(cls: type[Validator]) -> SchemaRegistry:
    named = SchemaRegistry()
    named.extend({name: dict(fields) for name, fields in NAMED.items()})
    return named


def faults(errors: Any) -> list[tuple[Any, ...]]:
    return sorted(
        (str(fault.document_path), fault.rule, str(fault.constraint), str(fault.value), str(nested))
        for fault in errors
        for nested in [faults(fault.child_errors) if fault.child_errors else []]
    )


def outcome(run: Any) -> tuple[Any, Any]:
    """What a validator answers, or the exception that it lets out."""
    try:
        validator = run()
    except Exception as problem:
        return type(problem), str(problem)
    return faults(validator._errors), validator.document


@given(document=documents)
def test_it_finds_what_cerberus_finds(document: dict[str, Any]) -> None:
    def plain() -> Validator:
        validator = Plain(SCHEMA, schema_registry=registry(Plain))
        validator.validate(document)
        return validator

    def quick() -> Validator:
        validator = FieldValidator.settled(registry(FieldValidator), SCHEMA).fresh()
        validator.validate(document)
        return validator

    assert outcome(quick) == outcome(plain)


def test_a_run_leaves_nothing_to_the_next_one() -> None:
    settled = FieldValidator.settled(registry(FieldValidator), SCHEMA)
    first, second = settled.fresh(), settled.fresh()
    assert not first.validate({"titre": 1, "jalons": [{"rang": "x"}]})
    assert second.validate({"titre": "a", "jalons": [{"titre": "b"}]})
    assert not settled._errors
    assert first._errors


@pytest.mark.parametrize("cls", [Plain, FieldValidator])
def test_the_drawn_documents_reach_every_kind_of_fault(cls: type[Validator]) -> None:
    """Else the comparison would compare nothing."""
    validator = cls(SCHEMA, schema_registry=registry(cls))
    validator.validate(
        {
            "jalons": [{"rang": "0"}, {"titre": ""}, "mot"],
            "premier": {"titre": "un long mot"},
            "dernier": {"titre": 3, "autre": ""},
            "genre": "c",
            "chiffres": {"B2": {"titre": "a"}},
            "rangs": ["x"],
            "inconnu": None,
        }
    )

    def rules(errors: Any) -> set[str]:
        return {fault.rule for fault in errors} | {
            rule for fault in errors for rule in rules(fault.child_errors or ())
        }

    told = rules(validator._errors)
    assert {"required", "empty", "type", "coerce", "allowed", "maxlength", "excludes"} <= told
