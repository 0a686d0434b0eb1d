"""Names in fields that a plugin brought: told where they are typed, whatever calls them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.commande import ppgp

from ppgp_docs.publication.redaction import Names
from ppgp_docs.publication.unprinted_names import places_of_names
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.workspace.folder import DossierFolder

PLUGIN = """
from ppgp_docs.api import Document, hookimpl

@hookimpl
def ppgp_extend_schema(schemas):
    add = lambda name, field: schemas.add_field("dossier", name, {"libelle": name, **field})
    text, word = {"type": "string"}, {"genre": "mot"}
    add("ligne", {"genre": "ligne"})
    add("mot", word)
    add("brut", text)
    add("bruts", {"type": "list", "schema": text})
    add("mots", {"type": "list", "schema": {"type": "list", "schema": word}})
    add("boite", {"type": "dict", "schema": {"nom": {"genre": "ligne"}, "brut": text}})
    add("cles", {"type": "dict", "valuesrules": word})
    add("cle", {"genre": "cle"})
    add("image", {"genre": "fichier"})

class Cles:
    id, label, suffix, media_type = "cles", "Clés", ".txt", "text/plain"
    def documents(self, dossier): return [Document(self.id, "cles", "Clés", dossier)]
    def refusal(self, document): return None
    def render(self, document, context):
        return str(document.dossier.extensions.get("cle")).encode()

@hookimpl
def ppgp_register(registry): registry.add_format(Cles())
"""
HEAD = """\
departement: "01"
personnes:
  p:
    fonction: sage-femme
    nom: Camille Martineau
    consentements: [{objet: nom, date: 2024-01-01, retrait: 2024-05-03}]
"""
LINE = HEAD.count("\n") + 1

Read = Callable[[str], DossierReading]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def run(added: str) -> DossierReading:
        folder = tmp_path / "departments" / "01-ain"
        folder.mkdir(parents=True)
        (folder / "dossier.yaml").write_text(HEAD + added + "\n", encoding="utf-8")
        (tmp_path / "extensions").mkdir()
        (tmp_path / "extensions" / "champs.py").write_text(PLUGIN, encoding="utf-8")
        session = Session.start(None, (tmp_path / "extensions",))
        assert session.plugins.diagnostics == ()
        return session.read(DossierFolder(folder))

    return run


FIELDS = [
    "ligne: Merci à {}",
    "mot: {}",
    "brut: {}",
    "bruts: [un, '{}']",
    "mots: [[un], [deux, '{}']]",
    "boite: {{nom: '{}'}}",
    "boite: {{brut: '{}'}}",
    "cles: {{x: '{}'}}",
]


@pytest.mark.parametrize("field", FIELDS)
def test_a_withdrawn_name_in_it_stops_the_dossier_at_its_line(read: Read, field: str) -> None:
    reading = read(field.format("Camille Martineau"))
    assert reading.dossier is None
    found = [each for each in reading.diagnostics if each.code == "C904"]
    assert [each.span.line for each in found if each.span] == [LINE]


@pytest.mark.parametrize("field", FIELDS)
def test_a_person_named_in_it_bars_a_publication(read: Read, field: str) -> None:
    found = [each for each in read(field.format("Mme Untel")).diagnostics if each.code == "C906"]
    assert [(each.span.line, each.bars_publication) for each in found if each.span] == [
        (LINE, True)
    ]


def test_a_key_that_is_printed_as_a_label_is_read_too(read: Read) -> None:
    found = read("cles: {camille_martineau: oui}").diagnostics
    assert "C904" in [each.code for each in found]


@pytest.mark.parametrize(
    "field",
    [
        "cle: camille_martineau",
        "image: images/camille-martineau.png",
    ],
)
def test_a_name_that_nothing_should_print_keeps_its_place(read: Read, field: str) -> None:
    dossier = read(field).dossier
    assert dossier is not None
    names = Names.withdrawn(dossier, ("Camille Martineau",))
    assert [span.line for span in places_of_names(dossier, names).values()] == [LINE]


def test_a_format_that_prints_a_key_is_refused_at_its_line(read: Read, tmp_path: Path) -> None:
    read("cle: camille_martineau")
    done = ppgp("build", "--plugins", tmp_path / "extensions", "--only", "cles", cwd=tmp_path)
    assert done.returncode != 0
    assert "P007" in done.stderr and f"dossier.yaml:{LINE}:6" in done.stderr
