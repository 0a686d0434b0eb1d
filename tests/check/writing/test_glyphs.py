"""C813: signs that the font of the case study lacks, told once, where they stand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.assets.fonts import _UNUSUAL, _drawn, lacking
from ppgp_docs.diagnostics import Diagnostic

Found = Callable[..., list[Diagnostic]]


@pytest.mark.parametrize(
    ("text", "column", "signs"),
    [
        ("Un mot en 中文 dans la phrase.", 17, ["中", "文"]),
        ("Un mot arabe, بيت.", 21, ["ب", "ي", "ت"]),
        ("Une flèche ➜ ici, ➜ là.", 18, ["➜"]),
        ("Un sourire 👩\u200d👧 de loin", 18, ["👩", "👧"]),
        ("Une puce \uf0d6 de Word", 16, ["\uf0d6"]),
        ("Un objet \ufffc collé", 16, ["\ufffc"]),
        ("Un rond ● et une case □", 15, ["●", "□"]),
    ],
)
def test_a_sign_that_the_font_lacks_is_told_once_where_it_stands(
    found: Found, text: str, column: int, signs: list[str]
) -> None:
    (fault,) = found(f"contexte:\n  blocs:\n    - {text}\n")
    assert fault.code == "C813"
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (3, column)
    assert all(f"{sign} (U+{ord(sign):04X})" in fault.message for sign in signs)
    assert fault.hints


@pytest.mark.parametrize(
    ("sign", "code"), [("pr\ufffdsent", "L016"), ("un \u202emot", "L011"), ("x\x07y", "L011")]
)
def test_what_was_refused_when_the_file_was_read_is_not_told_a_second_time(
    found: Found, sign: str, code: str
) -> None:
    escaped = sign.replace("\x07", "\\x07")
    assert [fault.code for fault in found(f'contexte: {{blocs: ["{escaped}"]}}\n')] == [code]


@pytest.mark.parametrize("sign", ["1\ufe0f\u20e3", "\U0001f3f4\U000e0067\U000e0062\U000e007f"])
def test_a_keycap_and_a_flag_are_symbols(found: Found, sign: str) -> None:
    (fault,) = found(f"contexte: {{blocs: [Un signe {sign} ici]}}\n")
    assert "imprimée sans" in fault.hints[0]


def test_letters_and_symbols_of_one_text_are_told_apart(found: Found) -> None:
    faults = found("contexte:\n  blocs:\n    - Un livret ➜ 中文\n")
    assert [fault.code for fault in faults] == ["C813", "C813"]
    assert [hint for fault in faults for hint in fault.hints if "[…]" in hint]


@pytest.mark.parametrize(
    "text",
    [
        "C’est‑à‑dire un rendez‐vous, l´eau, l‘air",
        "« Œuvre » : 12 500 €, 5 × 3 ≥ 2 − 1, ½, 2ᵉ, m², n° 3, © 2025, → ☐ ✓",
        "Łódź, Nguyễn, Škoda, Ørsted, ß, þ, Dvořák, İzmir",
        "Жук et β-hCG",
        "mer\u00adcredi, mar\u200bdi, o\ufb03ciel, \uf0b7 puce, ２０２５",
    ],
)
def test_what_the_font_has_or_is_read_otherwise_is_not_told(found: Found, text: str) -> None:
    assert found(f'contexte: {{blocs: ["{text}"]}}\n') == []


def test_the_texts_of_a_fiche_may_have_any_sign(found: Found) -> None:
    fiche = (
        "numero: 8\ntitre: Visites 中文\nobjectif: {numero: 4, intitule: Suivre}\nreferent: PMI\n"
        "rubriques: [{cle: constat, blocs: [Un constat ➜]}]\n"
    )
    assert found("", fiche=fiche) == []


def test_the_font_has_every_sign_that_is_taken_for_usual() -> None:
    usual = {chr(code) for code in range(0x20, 0x2FFF) if not _UNUSUAL.match(chr(code))}
    assert len(usual) > 300
    assert usual - _drawn() - {"\t", "\n"} == set()


@given(st.text())
def test_what_is_lacking_is_exactly_what_the_file_of_the_font_has_not(text: str) -> None:
    kept = "\t\n\u200d\ufe0e\ufe0f" + "".join(map(chr, range(0xE0020, 0xE0080)))
    assert set(lacking(text)) == {one for one in text if one not in _drawn() and one not in kept}
