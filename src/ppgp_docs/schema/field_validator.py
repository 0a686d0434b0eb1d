"""Cerberus's validator, made for many short runs of one schema.

A dossier is validated in hundreds of small mappings. What Cerberus makes anew for each (a child
validator, the order of the rules of a field, sorted errors) is made once here; what it finds is
the same, and a test holds both against one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

from cerberus import TypeDefinition, Validator
from cerberus.errors import ToyErrorHandler
from cerberus.schema import DefinitionSchema, SchemaError, SchemaRegistry
from cerberus.validator import _SchemaRuleTypeError

from ppgp_docs.francais.dates import DatePrecise


class FieldValidator(Validator):  # type: ignore[misc]
    types_mapping: Final = {
        **Validator.types_mapping,
        # What is loaded holds no other mappings, nor lists: abstract classes are slow to ask.
        "dict": TypeDefinition("dict", (dict,), ()),
        "list": TypeDefinition("list", (list,), ()),
        "decimal": TypeDefinition("decimal", (Decimal,), ()),
        "date_precise": TypeDefinition("date_precise", (DatePrecise,), ()),
    }

    @classmethod
    def settled(cls, registry: SchemaRegistry, schema: dict[str, Any]) -> FieldValidator:
        """A validator whose schema is taken as it is: :mod:`ppgp_docs.schema.rules` held it.

        Cerberus would copy its schema for each document, and check every copy anew; a plain
        mapping is copied as it is.
        """
        validator = cls(schema_registry=registry, error_handler=_NO_SENTENCES)
        validator._schema = dict(DefinitionSchema.expand(schema))
        return validator

    @classmethod
    def refused(cls, registry: SchemaRegistry, schema: dict[str, Any]) -> Mapping[str, Any]:
        """The fields of a schema whose rules Cerberus refuses, each with what it says of them."""
        try:
            cls(schema, schema_registry=registry)
        except SchemaError as problem:
            found: Mapping[str, Any] = problem.args[0]
            return found
        return {}

    def _error(self, *args: Any) -> None:
        """Note an error; Cerberus would sort all at each one, :func:`_leaves` sorts them once."""
        if len(args) > 1:
            super()._error(*args)
            return
        self._errors.extend(args[0])
        for error in args[0]:
            self.document_error_tree.add(error)

    def fresh(self) -> FieldValidator:
        """A twin for one document: Cerberus keeps the document and its errors in the validator."""
        twin = FieldValidator.__new__(FieldValidator)
        twin.__dict__.update(self.__dict__, _config=dict(self._config))
        return twin

    def _get_child_validator(
        self, document_crumb: Any = None, schema_crumb: Any = None, **kwargs: Any
    ) -> FieldValidator:
        """As Cerberus's, by a twin: to construct a validator costs more than a short mapping."""
        child = self.fresh()
        if not self.is_child:
            child._config |= {
                "is_child": True,
                "root_allow_unknown": self.allow_unknown,
                "root_require_all": self.require_all,
                "root_document": self.document,
                "root_schema": self.schema,
            }
        child._config |= kwargs
        child._schema = kwargs["schema"]
        child.document_path += _crumbs(document_crumb)
        child.schema_path += _crumbs(schema_crumb)
        return child

    # What follows is Cerberus's own, by the names that Python gives to its private methods: what it
    # works out anew for each field is worked out once. Without them all would be as right.

    def _BareValidator__get_rule_handler(self, domain: str, rule: str) -> Any:  # noqa: N802
        return getattr(self, _method(domain, rule))

    def _BareValidator__validate_definitions(self, definitions: Any, field: Any) -> None:  # noqa: N802
        definitions = self._resolve_rules_set(definitions)
        value = self.document[field]
        self._remaining_rules = [*_in_order(tuple(definitions))]
        while self._remaining_rules:
            rule = self._remaining_rules.pop(0)
            check = getattr(self, _method("validate", rule))
            try:
                if check(definitions.get(rule), field, value):
                    break
            except _SchemaRuleTypeError:
                break
        self._drop_remaining_rules()

    def _resolve_rules_set(self, rules_set: Any) -> Any:
        return rules_set if type(rules_set) is dict else super()._resolve_rules_set(rules_set)


@cache
def _method(domain: str, rule: str) -> str:
    return f"_{domain}_{rule.replace(' ', '_')}"


@cache
def _in_order(rules: tuple[str, ...]) -> tuple[str, ...]:
    """The rules of a field that look at its value, in the order in which Cerberus asks them."""
    first = [
        rule
        for rule in Validator.priority_validations
        if rule in rules or rule in Validator.mandatory_validations
    ]
    passed = (*first, *Validator.normalization_rules, *_OF_WHOLE_SCHEMAS)
    return (*first, *(rule for rule in rules if rule not in passed))


_OF_WHOLE_SCHEMAS: Final = ("allow_unknown", "require_all", "meta", "required")


def _crumbs(crumb: Any) -> tuple[Any, ...]:
    return crumb if isinstance(crumb, tuple) else () if crumb is None else (crumb,)


_NO_SENTENCES: Final = ToyErrorHandler()
"""Faults are put into French from their values; Cerberus's own sentences are never asked for."""
