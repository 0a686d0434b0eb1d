"""C120 and C121: the order of the parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]
STORY = """\
contexte: {blocs: [Un texte]}
chronologie: {jalons: [{date: 2022, titre: Lancement}]}
"""


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("introduction, contexte, chronologie", []),
        ("contexte, chronologie", []),  # the introduction is nobody's writing
        ("chronologie, contexte, appel", []),  # an empty part may be named
        ("contexte, contexte, chronologie", ["C120"]),
        ("introduction, contexte", ["C121"]),
        ("introduction", ["C121"]),
    ],
)
def test_each_filled_part_is_told_once(found: Found, order: str, told: list[str]) -> None:
    assert [each.code for each in found(f"presentation: {{ordre: [{order}]}}\n{STORY}")] == told


def test_the_usual_order_tells_everything(found: Found) -> None:
    assert found(STORY) == []


def test_the_parts_left_out_are_named_at_the_order(found: Found) -> None:
    (fault,) = found(f"presentation:\n  ordre: [introduction]\n{STORY}")
    assert fault.message.startswith("les parties `contexte` et `chronologie` sont remplies, mais")
    assert fault.span is not None
    assert fault.span.line == 2
