"""No plugin takes PROJET away, nor prints from consents that nobody gave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import Rendered, render
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

FORMAT = """
from attrs import evolve
from ppgp_docs.api import Context, Document, Theme, hookimpl


class Temoin:
    id, label, suffix, media_type = "temoin", "Témoin", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, "temoin", "Témoin", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        said = ("PROJET", *context.draft) if context.is_project else ()
        return "\\n".join((context.theme.name, *said)).encode()


@hookimpl
def ppgp_register(registry):
    registry.add_format(Temoin())
"""
DOSSIER = """\
departement: "01"
edition: 2024-03
personnes: {camille: {nom: Camille Martin, fonction: psychologue}}
contexte: {blocs: [Un texte, {type: personnes, personnes: [camille]}]}
"""
FICHE = """\
numero: 8
titre: Des visites
objectif: {numero: 4, intitule: Un objectif}
referent: DPMI
rubriques: [{cle: constat, blocs: [Un constat.]}]
"""
LACK = "Camille Martin\u00a0: aucun accord écrit pour donner son nom"
HOOK = "@hookimpl\ndef ppgp_prepare(context):\n    "

Make = Callable[..., tuple[list[Rendered], list[Diagnostic]]]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Make what the format of these tests makes of the dossier, beside other plugins."""

    def run(*plugins: str, format: str = FORMAT) -> tuple[list[Rendered], list[Diagnostic]]:
        extensions, folder = tmp_path / "extensions", tmp_path / "01-ain"
        (folder / "fiches").mkdir(parents=True)
        (folder / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
        (folder / "fiches" / "08.yaml").write_text(FICHE, encoding="utf-8")
        extensions.mkdir()
        (extensions / "temoin.py").write_text(format, encoding="utf-8")
        for rank, text in enumerate(plugins):
            head = FORMAT.partition("class ")[0]
            (extensions / f"decor{rank}.py").write_text(f"{head}{text}\n", encoding="utf-8")
        session = Session.start(None, (extensions,))
        assert session.plugins.diagnostics == ()
        dossier = session.read(DossierFolder(folder)).dossier
        assert dossier is not None
        planned = plan(dossier, session.plugins, frozenset({"temoin"}), archive=False)
        made = [render(each.document, session) for each in planned.candidates]
        return made, [*planned.diagnostics, *(each for done in made for each in done.diagnostics)]

    return run


def test_a_document_that_lacks_a_consent_is_told_so(make: Make) -> None:
    (made,), said = make()
    assert said == []
    assert LACK in (made.data or b"").decode()


def test_a_format_that_does_not_say_projet_is_told_at_its_own_line(make: Make) -> None:
    (made,), (told,) = make(format=FORMAT.replace('"PROJET"', '"Projet"'))
    assert made.data is None
    assert told.code == "P009"
    line = 1 + FORMAT[: FORMAT.index("def render")].count("\n")
    assert told.span and (told.span.file.name, told.span.line) == ("temoin.py", line)


@pytest.mark.parametrize(
    "body",
    [
        "return evolve(context, draft=())",
        "return Context(context.resources, context.theme, context.report, context.date)",
        "object.__setattr__(context, 'draft', ())",
        "return evolve(context, draft=('Tout va bien',))",
        "return evolve(context, draft=(), report=lambda finding: None)",
        "object.__setattr__(context, 'report', lambda finding: None)\n"
        "    return evolve(context, draft=())",
    ],
)
def test_a_plugin_that_takes_lacks_away_is_named_and_changes_nothing(make: Make, body: str) -> None:
    (made,), said = make(f"{HOOK}{body}")
    assert LACK in (made.data or b"").decode()
    assert [(each.code, each.severity) for each in said] == [("F030", Severity.WARNING)]
    assert "`decor0`" in said[0].message


def test_a_plugin_that_fails_after_emptying_the_lacks_changes_nothing(make: Make) -> None:
    body = "object.__setattr__(context, 'draft', ())\n    raise ValueError('non')"
    _, said = make(f"{HOOK}{body}")
    assert [each.code for each in said] == ["F010"]


def test_of_two_plugins_none_undoes_what_the_document_lacks(make: Make) -> None:
    adds = f"{HOOK}return evolve(context, draft=(*context.draft, 'Un accord de plus'))"
    (made,), said = make(adds, f"{HOOK}return evolve(context, draft=())")
    assert LACK in (made.data or b"").decode()
    assert "`decor1`" in said[0].message


def test_a_plugin_may_add_to_what_a_document_lacks_and_change_its_theme(make: Make) -> None:
    theme = "theme=evolve(context.theme, name='autre')"
    more = "draft=(*context.draft, 'Un accord de plus')"
    (made,), said = make(f"{HOOK}return evolve(context, {theme}, {more})")
    assert said == []
    assert (made.data or b"").decode().splitlines() == [
        "autre",
        "PROJET",
        LACK,
        "Un accord de plus",
    ]


OTHER_DOSSIERS = {
    "consentements": "dossier=evolve(dossier, personnes=dossier.personnes.__class__({}))",
    "blocs": "dossier=evolve(dossier, contexte=None)",
    "copie": "dossier=evolve(dossier)",
    "fiche": "dossier=dossier, fiche=evolve(dossier.fiches[0], rubriques=())",
}


@pytest.mark.parametrize("change", OTHER_DOSSIERS)
def test_a_document_made_of_another_dossier_is_refused(make: Make, change: str) -> None:
    format = FORMAT.replace('"Témoin", dossier)', f'"Témoin", {OTHER_DOSSIERS[change]})')
    assert format != FORMAT
    made, said = make(format=format)
    assert made == []
    assert [each.code for each in said] == ["F010"]
    assert "un autre dossier que celui reçu" in said[0].message


def test_a_document_about_a_fiche_of_the_dossier_is_made(make: Make) -> None:
    format = FORMAT.replace('"Témoin", dossier)', '"Témoin", dossier, fiche=dossier.fiches[0])')
    (made,), said = make(format=format)
    assert said == []
    assert (made.data or b"").decode() == "neutre"


EXTEND = "@hookimpl\ndef ppgp_extend_schema(schemas):\n    "
WIDER = {
    "personne.consentements": (
        "schemas.named['personne']['consentements']['default'] = "
        "[{'objet': 'nom', 'date': '2024-01-01'}]"
    ),
    "personne.portrait": "schemas.named['personne']['portrait']['default'] = 'dessin'",
    "consentement.retrait": "del schemas.named['consentement']['retrait']",
    "consentement.objet": "schemas.named['consentement']['objet']['allowed'].append('tout')",
    "contact.nom": "schemas.named['contact']['nom'] = {'genre': 'fichier'}",
}


@pytest.mark.parametrize("name", WIDER)
def test_no_plugin_changes_what_people_are_asked(tmp_path: Path, name: str) -> None:
    head = FORMAT.partition("class ")[0]
    (tmp_path / "large.py").write_text(f"{head}{EXTEND}{WIDER[name]}\n", encoding="utf-8")
    session = Session.start(None, (tmp_path,))
    (told,) = session.plugins.diagnostics
    assert told.code == "F010"
    assert f"`{name}`" in told.message
    assert session.schemas.named == Session.start(None).schemas.named


def test_a_plugin_that_fails_after_changing_them_changes_nothing(tmp_path: Path) -> None:
    body = f"{EXTEND}{WIDER['personne.portrait']}\n    raise ValueError('non')\n"
    head = FORMAT.partition("class ")[0]
    (tmp_path / "large.py").write_text(f"{head}{body}", encoding="utf-8")
    session = Session.start(None, (tmp_path,))
    assert session.schemas.named == Session.start(None).schemas.named


@pytest.mark.parametrize(
    "change",
    [
        "object.__setattr__(camille, 'portrait', 'dessin')",
        "object.__setattr__(camille, 'nom', '')",
        "object.__setattr__(camille.consentements[0], 'retrait', None)",
        "object.__setattr__(camille, 'consentements', camille.consentements * 2)",
        "object.__setattr__(dossier, 'personnes', dossier.personnes.__class__({}))",
    ],
)
def test_a_dossier_whose_consents_a_check_changed_is_refused(tmp_path: Path, change: str) -> None:
    check = "@hookimpl\ndef ppgp_check(dossier):\n    camille = dossier.personnes['camille']\n    "
    head = FORMAT.partition("class ")[0]
    (tmp_path / "ruse.py").write_text(f"{head}{check}{change}\n", encoding="utf-8")
    folder = tmp_path / "01-ain"
    folder.mkdir()
    consents = "consentements: [{objet: nom, date: 2024-01-01, retrait: 2024-02-01}]"
    text = DOSSIER.replace("psychologue}", f"psychologue, {consents}}}")
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    reading = Session.start(None, (tmp_path,)).read(DossierFolder(folder))
    assert reading.dossier is None
    assert "F031" in [each.code for each in reading.diagnostics]
