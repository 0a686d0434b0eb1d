"""What a tired hand leaves in a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


@pytest.fixture
def told(found: Found) -> Callable[[str], list[str]]:
    """Codes and underlined words, of one paragraph."""

    def run(text: str) -> list[str]:
        source = f"contexte:\n  blocs:\n    - |\n      {text}\n"
        wanted = [each for each in found(source) if each.code in ("C806", "C807")]
        spans = [(each.code, each.span) for each in wanted if each.span]
        return [f"{code} {text[span.column - 7 : span.end_column - 7]}" for code, span in spans]

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le bilan TODO arrive.", "C806 TODO"),
        ("Former [à compléter] personnes.", "C806 [à compléter]"),
        ("En mars (à confirmer avec le service).", "C806 (à confirmer avec le service)"),
        ("Lorem ipsum dolor.", "C806 Lorem ipsum"),
        ("Combien ??? de familles.", "C806 ???"),
        ("Parler de de prévention.", "C807 de de"),
        ("Les les familles.", "C807 Les les"),
    ],
)
def test_a_leftover_is_underlined(
    told: Callable[[str], list[str]], text: str, expected: str
) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nous nous formons tout en en parlant ; l’Est est couvert.",
        "Il reste à compléter le dossier (à la demande des familles).",
        "Celle-là la remplace. Que fait-on de ce-ci ?",
        "Une, une seule, la la-rose.",
    ],
)
def test_sound_french_is_left_alone(told: Callable[[str], list[str]], text: str) -> None:
    assert told(text) == []


CITATION = """\
citations:
  ecoute: {{texte: '{}', attribution: Une professionnelle}}
contexte:
  blocs:
    - {{type: citation, citation: ecoute}}
"""


@pytest.mark.parametrize(
    ("text", "codes_told"),
    [
        ("« Je conforte les parents. »", ["C808"]),
        ("“Je conforte les parents.”", ["C808"]),
        ("« Oui », disent-ils, « bien sûr »", []),
        ("Je dis « oui ».", []),
    ],
)
def test_a_quote_has_no_guillemets_around_it(
    codes: Callable[[str], list[str]], text: str, codes_told: list[str]
) -> None:
    assert [code for code in codes(CITATION.format(text)) if code == "C808"] == codes_told
