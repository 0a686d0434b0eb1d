"""``ppgp form`` as a user runs it, and the fields that plugins add."""

from __future__ import annotations

import pytest
from tests.commande import ppgp
from tests.form.filling import in_controls

from ppgp_docs.form.entries import entries, parts_of


@pytest.fixture
def root(tmp_path):
    (tmp_path / "departments").mkdir()
    return tmp_path


def test_a_form_is_made_sent_filled_and_read_back(root):
    done = ppgp("form", "38", cwd=root)
    assert done.returncode == 0, done.stderr
    file = root / "sorties" / "formulaire-isere.docx"
    file.write_bytes(in_controls(file.read_bytes(), {"dossier:appel.accroche": "Venez"}))
    again = ppgp("form", "38", cwd=root)
    assert again.returncode == 2, "nobody's answers are written over"
    assert "existe déjà" in again.stderr
    taken = ppgp("import", file, "--yes", cwd=root)
    assert taken.returncode == 0, taken.stderr
    text = (root / "departments" / "38-isere" / "dossier.yaml").read_text("utf-8")
    assert "accroche: Venez" in text
    assert "rien n’y a changé" in ppgp("import", file, cwd=root).stdout


@pytest.mark.parametrize(
    ("options", "told"),
    [(("form", "38", "--budget"), "--fiche N"), (("form", "Atlantide"), "ne désigne pas")],
)
def test_what_no_form_can_be_made_of_is_told(options, told, root):
    done = ppgp(*options, cwd=root)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_form_speaks_the_words_of_its_lists_and_dates_as_they_are_typed(session):
    asked = {
        one.field.addresses[0]: one for one in entries(parts_of(session.schemas, "fiche-8", {}))
    }
    line = "fiche-8:budget.lignes[1]"
    told = asked[f"{line}.statut"].help
    assert told.startswith("proposition, acquis, notifié : prévu ; engagé, mandaté, réalisé")
    assert asked[f"{line}.date"].help.endswith("exemple : 15/02/2021")
    assert asked[f"{line}.financeur"].help == "Choisissez dans la liste, ou écrivez un autre nom"
    assert "fiche-8:budget.devise" not in asked


def test_the_fields_of_plugins_are_asked_too(session):
    schemas = session.schemas.copied()
    field = {"libelle": "Couleur", "aide": "Celle de l’action", "genre": "mot", "allowed": ["vert"]}
    schemas.add_field("fiche", "couleur", field)
    [asked] = [
        one for one in entries(parts_of(schemas, "fiche-8", {"numero": "8", "couleur": "vert"}))
        if one.field.addresses == ("fiche-8:couleur",)
    ]  # fmt: skip
    assert (asked.value, asked.field.label) == ("vert", "Couleur")
    assert asked.field.choices == (("vert", "vert"),)
