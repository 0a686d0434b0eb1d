"""What a message says to type can be typed: YAML reads it back, and as it was meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.load.tree import Loaded
from ppgp_docs.load.wording import quoted, to_type

TEXTS = (
    "Écouter les familles",
    "Écouter : les familles",
    "« Écouter »",
    "“Écouter”, puis dire",
    "*gras* et autre",
    "l’été, puis l'hiver",
    '"Écouter" les autres',
    "{{ chiffres.a }} familles",
    "[x] fait",
    "& fils",
    "- encore",
    "% de familles",
)


def applied(content: str, fault: Diagnostic, remedy: str) -> str:
    """The content with what a hint says to type, from the fault to the end of its line."""
    assert fault.span is not None
    lines = content.splitlines()
    line = lines[fault.span.line - 1]
    lines[fault.span.line - 1] = line[: fault.span.column - 1] + remedy
    return "\n".join(lines) + "\n"


def typed(hint: str) -> str:
    found = re.search(r"`(.+)`", hint)
    assert found, hint
    return found[1]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("before", "mark", "meant"),
    [
        ("a:\n  ", "– ", [None]),
        ("a:\n  ", "•", [None]),
        ("a:\n  - ", "– ", [None]),
        ("a:\n  - ", "•", [None]),
        ("a:\n  - un\n  - ", "— ", ["un", None]),
        ("a: ", "– ", "mark"),
        ("a: ", "• ", "mark"),
        ("a:\n  - b: ", "– ", [{"b": "mark"}]),
        ("- a: ", "— ", "mark"),
    ],
)
def test_the_remedy_of_a_mark_that_is_no_dash_means_what_it_says(
    loaded: Callable[[str], Loaded], before: str, mark: str, text: str, meant: Any
) -> None:
    content = f"{before}{mark}{text}\n"
    told = [each for each in loaded(content).diagnostics if each.code == "L013"]
    for fault in told:
        mended = applied(content, fault, typed(fault.hints[0]))
        data = yaml.safe_load(mended)
        value = data[0]["a"] if isinstance(data, list) else data["a"]
        said = f"{mark}{text}" if "mark" in str(meant) else text
        expected = filled(meant, said)
        assert value == expected, mended
        assert not [each for each in loaded(mended).diagnostics if each.code == "L013"]


def filled(meant: Any, text: str) -> Any:
    if isinstance(meant, list):
        return [filled(each, text) for each in meant]
    if isinstance(meant, dict):
        return {key: filled(each, text) for key, each in meant.items()}
    return text if meant in (None, "mark") else meant


@pytest.mark.parametrize(
    ("content", "hints"),
    [
        (
            "a: – Écouter\n",
            ('`"– Écouter"`', "allez à la ligne, et écrivez en retrait `- Écouter`"),
        ),
        ("a: -Écouter\n", ('`"-Écouter"`', "`- Écouter`")),
        ("a: type:encart\n", ('`"type:encart"`', "`type: encart`")),
        ("a: [–Un, b]\n", ('`"–Un"`',)),
        ("a:\n  -Écouter\n", ("écrivez `- Écouter`", "entre guillemets")),
        ("- type:encart\n", ("écrivez `type: encart`", "entre guillemets")),
    ],
)
def test_a_list_is_not_advised_where_only_a_text_may_stand(
    refused: Callable[[str], Diagnostic], content: str, hints: tuple[str, ...]
) -> None:
    found = refused(content).hints
    assert len(found) == len(hints)
    assert all(said in hint for said, hint in zip(hints, found, strict=True))


@pytest.mark.parametrize("text", (*TEXTS, "Écouter #1", "fin :", "a, b", "- "))
def test_a_text_to_type_is_read_back_wherever_it_is_typed(text: str) -> None:
    already = text.startswith('"') and text.endswith('"')
    for line in (f"- {to_type(text)}", f"- {quoted(text)}"):
        assert yaml.safe_load(line) == [text] or already
    assert yaml.safe_load(f"{{a: {to_type(text, within_braces=True)}}}") == {"a": text} or already
