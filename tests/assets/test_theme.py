"""Themes are data, and their text can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ppgp_docs.assets.theme import COLOURS, contrast, load_theme, theme_names
from ppgp_docs.diagnostics import Diagnostic, HandledError
from ppgp_docs.workspace.resources import Resources, shipped

SHIPPED = Resources((shipped("templates"),))
colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def faults(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    """What is found in a theme of this text, put before the shipped ones."""
    (folder / "themes").mkdir()
    (folder / "themes" / "essai.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(HandledError) as stopped:
        load_theme("essai", Resources((folder, *SHIPPED.roots)))
    return stopped.value.diagnostics


def neutral(**changes: str) -> str:
    theme = load_theme("neutre", SHIPPED)
    chosen = {**theme.colours, **changes}
    return "couleurs:\n" + "".join(f'  {name}: "{value}"\n' for name, value in chosen.items())


def test_contrasts_are_those_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#0000FF", "#FFFFFF") == pytest.approx(8.59, abs=0.005)


@given(colours, colours)
def test_a_contrast_lies_between_1_and_21_whichever_colour_comes_first(
    first: str, second: str
) -> None:
    assert 1 <= contrast(first, second) == contrast(second, first) <= 21.001


def test_every_shipped_theme_loads_with_all_its_colours() -> None:
    names = theme_names(SHIPPED)
    assert names == ["atelier", "neutre", "rivage"]
    for name in names:
        theme = load_theme(name, SHIPPED)
        assert set(COLOURS) <= set(theme.colours)
        assert theme.label


def test_a_faint_text_is_refused_with_its_ratio_in_french(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, neutral(second="#808080", sur_accent="#FFFFFF"))[:1]
    assert fault.code == "F007"
    assert fault.message == ("`second` sur `papier` n’a qu’un contraste de 3,9 pour 1, il faut 4,5")


@pytest.mark.parametrize(
    ("said", "tinted"), [("teinte: oui\n", True), ("teinte: non\n", False), ("", False)]
)
def test_a_theme_gives_its_colours_to_pictures_that_only_adorn(
    tmp_path: Path, said: str, tinted: bool
) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "essai.yaml").write_text(said + neutral(), encoding="utf-8")
    theme = load_theme("essai", Resources((tmp_path, *SHIPPED.roots)))
    assert theme.tint == ((theme.colour("accent"), theme.colour("fond")) if tinted else ())


@pytest.mark.parametrize("field", ["teinte", "police_incorporee"])
def test_a_tint_is_yes_or_no_and_so_is_an_embedded_font(tmp_path: Path, field: str) -> None:
    [fault] = faults(tmp_path, f"{field}: bleue\n" + neutral())
    assert fault.code == "F007"
    assert f"`{field}` vaut `bleue`" in fault.message


@pytest.mark.parametrize(("said", "embeds"), [("police_incorporee: oui\n", True), ("", False)])
def test_a_theme_gives_its_font_to_decks_when_it_says_so(
    tmp_path: Path, said: str, embeds: bool
) -> None:
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "essai.yaml").write_text(said + neutral(), encoding="utf-8")
    assert load_theme("essai", Resources((tmp_path, *SHIPPED.roots))).embeds_font is embeds


def test_every_faint_pair_of_a_theme_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, neutral(encre="#FEFEFE"))
    assert len(found) == 4
    assert all("`encre`" in fault.message for fault in found)


def test_an_absent_colour_is_told(tmp_path: Path) -> None:
    found = faults(tmp_path, "couleurs: {encre: '#000000'}\n")
    assert len(found) == len(COLOURS) - 1


@pytest.mark.parametrize("value", ["rouge", "#FFF", "#GGGGGG", "12"])
def test_a_colour_that_is_none_is_told(tmp_path: Path, value: str) -> None:
    (fault, *_) = faults(tmp_path, neutral(encre=value))
    assert fault.code == "F007"
    assert "`encre`" in fault.message


@pytest.mark.parametrize("text", ["", "- a\n", "couleurs: x\n", "a: [\n"])
def test_a_theme_that_is_no_theme_is_told(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text)


@pytest.mark.parametrize("name", ["inconnu", "../secret", "/etc/passwd"])
def test_an_unknown_theme_is_told_with_the_known_ones(name: str) -> None:
    with pytest.raises(HandledError) as stopped:
        load_theme(name, SHIPPED)
    (fault,) = stopped.value.diagnostics
    assert fault.code == "F006"
    assert "neutre" in fault.hints[0]


def test_a_theme_that_is_misspelt_is_told_by_check_at_its_line_with_the_one_that_is_near(
    found: Callable[..., list[Diagnostic]],
) -> None:
    (fault,) = found("presentation:\n  theme: neutr\n")
    assert fault.code == "F006"
    assert fault.span is not None and fault.span.line == 2
    assert fault.hints == ("vouliez-vous dire `neutre`\u202f?",)


def test_a_bar_may_be_paler_than_a_text_but_not_than_three_to_one(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, neutral(accent_clair="#7F9A9A", accent="#000000"))[-1:]
    assert fault.message == (
        "`second` sur `accent_clair` n’a qu’un contraste de 2,1 pour 1, il faut 3,0"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("police: Comic Sans MS", "la police `Comic Sans MS` n’est pas livrée avec l’outil"),
        ("couverture: dorée", "`couverture` vaut `dorée`, il faut `pleine` ou `claire`"),
        (
            "logo: themes/absent.svg\nlogo_texte: Logo",
            "le logo `themes/absent.svg` est introuvable",
        ),
        ("logo: ../secret.svg\nlogo_texte: Logo", "le logo `../secret.svg` est introuvable"),
        ("logo: themes/neutre.yaml", "le logo n’a pas de texte de remplacement"),
    ],
)
def test_a_theme_asks_for_nothing_that_cannot_be_given(
    tmp_path: Path, line: str, said: str
) -> None:
    (fault,) = faults(tmp_path, f"{neutral()}{line}\n")
    assert fault.code == "F007"
    assert said in fault.message


def test_two_looks_are_shipped() -> None:
    covers = {name: load_theme(name, SHIPPED).cover for name in ("neutre", "rivage", "atelier")}
    assert covers == {"neutre": "pleine", "rivage": "claire", "atelier": "claire"}
