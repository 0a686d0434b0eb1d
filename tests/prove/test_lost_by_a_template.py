"""A template that loses a text stops its document, the previous one stands, and all is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.commande import ppgp

DOSSIER = """\
departement: "01"
contexte:
  titre: Le contexte
  blocs:
    - {type: encart, titre: En résumé, texte: Tout va mieux.}
"""
WITHOUT_TITLE = '<div class="bloc encart">{{ prose(bloc.texte) }}</div>\n'
SAID = '{{ laisser(bloc, "nos encarts n’ont pas de titre", "titre") }}\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "departments" / "01-ain"
    home.mkdir(parents=True)
    (home / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def build(folder: Path) -> tuple[int, str]:
    done = ppgp("build", "--only", "etude-de-cas", cwd=folder)
    return done.returncode, done.stdout + done.stderr


def with_template(folder: Path, text: str) -> None:
    file = folder / "templates" / "etude-de-cas" / "blocs" / "encart.html"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_text_that_a_template_loses_stops_the_document_and_keeps_the_former(folder: Path) -> None:
    assert build(folder)[0] == 0
    (made,) = (folder / "sorties").rglob("*.pdf")
    before = made.read_bytes()
    with_template(folder, WITHOUT_TITLE)
    code, said = build(folder)
    assert code == 4
    assert "P004" in said
    assert "«\u00a0En résumé\u00a0»" in said
    assert "dossier.yaml:5:29" in said
    assert "la version précédente est gardée" in said
    assert made.read_bytes() == before


def test_a_template_may_leave_a_text_out_and_say_why(folder: Path) -> None:
    with_template(folder, SAID + WITHOUT_TITLE)
    assert build(folder)[0] == 0
