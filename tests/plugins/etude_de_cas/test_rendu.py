"""How the rendering behaves: same bytes, confined, and never silent."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from ppgp_docs.api import ExitCode, HandledError, Severity, dossier, parse_line, parse_prose
from ppgp_etude_de_cas.render.store import Store

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu


def test_the_same_dossier_in_another_folder_gives_the_same_bytes(
    rendre: Rendre, exemple: Rendu, ailleurs: dossier.Dossier
) -> None:
    assert rendre(ailleurs).octets == exemple.octets


def test_a_sound_dossier_gives_no_warning(exemple: Rendu, reelle: Rendu) -> None:
    assert exemple.diagnostics == reelle.diagnostics == ()


def test_only_our_fonts_are_embedded(reelle: Rendu) -> None:
    with reelle.ouvrir() as pdf:
        fonts = {str(entry.BaseFont) for entry in pdf.objects if "/BaseFont" in _keys(entry)}
    assert fonts
    assert all("Source-Sans-Pro" in font for font in fonts)


def test_pictures_stay_light(reelle: Rendu) -> None:
    assert len(reelle.octets) < 3_000_000


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://exemple.fr/a.png", "ppgp:inconnu.png"]
)
def test_nothing_is_fetched_that_is_not_of_the_document(url: str) -> None:
    with pytest.raises(ValueError, match="not part of the document"):
        Store().fetch(url)


def test_text_of_a_dossier_is_never_markup(rendre: Rendre, etude: dossier.Dossier) -> None:
    hostile = '<img src="file:///etc/hostname">{{ 7*7 }}'
    assert etude.contexte
    contexte = evolve(etude.contexte, titre=parse_line(hostile))
    assert "{{ 7*7 }}" in rendre(evolve(etude, contexte=contexte)).texte()


def test_a_fault_of_style_becomes_a_warning(rendre: Rendre, tmp_path: Path) -> None:
    said = rendre(templates=_with(tmp_path, "blocs.css", "p { colour: red }")).diagnostics
    assert [(found.code, found.severity) for found in said] == [("R101", Severity.WARNING)]
    assert "colour" in said[0].message


def test_weasyprint_is_silent_for_others_once_rendered(exemple: Rendu) -> None:
    assert exemple
    handlers = logging.getLogger("weasyprint").handlers
    assert [type(handler) for handler in handlers] == [logging.NullHandler]


@pytest.mark.parametrize(
    ("source", "line"), [("<p>\n{{ absent }}", 2), ("{% if %}", 1), ("{{ ''.__class__ }}", 1)]
)
def test_a_faulty_template_is_named_with_its_line(
    rendre: Rendre, tmp_path: Path, source: str, line: int
) -> None:
    templates = _with(tmp_path, "mentions.html", source)
    with pytest.raises(HandledError) as refused:
        rendre(templates=templates)
    [fault] = refused.value.diagnostics
    assert fault.code == "R003"
    assert fault.span
    assert (fault.span.file.name, fault.span.line) == ("mentions.html", line)


def test_a_character_that_the_font_lacks_is_said(rendre: Rendre, etude: dossier.Dossier) -> None:
    said = rendre(_with_introduction(etude, "Un sourire 😀.")).diagnostics
    assert [found.code for found in said] == ["R106"]
    assert "U+1F600" in said[0].message


def test_without_pango_the_refusal_says_what_to_do(
    rendre: Rendre, etude: dossier.Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("ppgp_etude_de_cas.render")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "weasyprint", _Bare("weasyprint"))
    with pytest.raises(HandledError) as refused:
        rendre(etude)
    assert refused.value.exit_code is ExitCode.MACHINE
    [fault] = refused.value.diagnostics
    assert fault.code == "R002"
    assert "libpango-1.0-0" in fault.message
    assert "ppgp doctor" in fault.hints[0]


class _Bare(type(sys)):  # type: ignore[misc]
    """WeasyPrint on a machine without its system libraries."""

    def __getattr__(self, name: str) -> object:
        raise OSError("cannot load library 'libpango-1.0-0': no such file")


def _with(folder: Path, name: str, text: str) -> Path:
    """A folder of templates that replaces one of ours."""
    file = folder / "etude-de-cas" / name
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return folder


def _with_introduction(etude: dossier.Dossier, text: str) -> dossier.Dossier:
    return evolve(etude, introduction=evolve(etude.introduction, ppgp=parse_prose(text)))


def _keys(entry: object) -> set[str]:
    keys = getattr(entry, "keys", None)
    return set(keys()) if keys and entry.__class__.__name__ in ("Dictionary", "Object") else set()
