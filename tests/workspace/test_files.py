"""Which files of a dossier are read, which are passed over in silence, which are told."""

from __future__ import annotations

import os
import shutil
import time
from decimal import Decimal
from pathlib import Path

import pytest

from ppgp_docs.cache.digests import Digests
from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.render.fingerprint import Fingerprints
from ppgp_docs.session import DossierReading, Session
from ppgp_docs.studio.open_workspace import stamp_of
from ppgp_docs.workspace.files import original
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_docs.workspace.watched import stamp

FICHE = """\
numero: {}
titre: Renforcer les visites
objectif: {{numero: 4, intitule: Permettre une visite, engagement: 1, caractere: fondamental}}
referent: DPMIPE
edition: 2020-09-24
rubriques:
  - cle: constat
    blocs: [Un constat.]
  - cle: moyens
budget:
  lignes: [{{financeur: CD, nature: propre, annee: 2021, montant: "100 €"}}]
"""
CONTRAT = "intitule: Contrat\nperiode: {debut: 2021, fin: 2022}\nsignataires: [État]\n"
APPLE_DOUBLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \xff\xfe\xb0"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound dossier with its fiche 8."""
    place = tmp_path / "01-ain"
    (place / "fiches").mkdir(parents=True)
    (place / "dossier.yaml").write_text('departement: "01"\nedition: 2025\n', "utf-8")
    (place / "contrat.yaml").write_text(CONTRAT, "utf-8")
    (place / "fiches" / "08.yaml").write_text(FICHE.format(8), "utf-8")
    return place


def read(session: Session, folder: Path) -> DossierReading:
    return session.read(DossierFolder(folder))


def numbers(reading: DossierReading) -> list[int]:
    assert reading.dossier is not None, reading.diagnostics
    return [fiche.numero for fiche in reading.dossier.fiches]


def told(session: Session, folder: Path) -> list[Diagnostic]:
    return [each for each in read(session, folder).diagnostics if each.code == "F018"]


@pytest.mark.parametrize("name", ["09.yml", "10.YAML", "11.YML", "12.Yaml", "Fiche n° 13.yaml"])
def test_a_fiche_is_any_yaml_file_whatever_the_case_of_its_extension(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "fiches" / name).write_text(FICHE.format(9), "utf-8")
    assert numbers(read(session, folder)) == [8, 9]


def test_no_fiche_of_a_contract_misses_from_its_total(session: Session, folder: Path) -> None:
    for number, name in enumerate(("09.yml", "10.YAML"), start=9):
        (folder / "fiches" / name).write_text(FICHE.format(number), "utf-8")
    dossier = read(session, folder).dossier
    assert dossier is not None
    budgets = [fiche.budget.budget for fiche in dossier.fiches if fiche.budget]
    assert sum(budget.total() for budget in budgets) == Decimal(300)


@pytest.mark.parametrize(
    "name",
    [
        "._08.yaml",
        ".#08.yaml",
        ".08.yaml.swp",
        "#08.yaml#",
        "08.yaml~",
        "~$08.yaml",
        "08.yaml.bak",
        "25.yaml.bak",
        "fiche25.yml~",
        "25.yaml.old",
        ".~lock.25.yaml#",
        "25.yaml.orig",
        "08.yaml.tmp",
        "08.yaml.crdownload",
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
    ],
)
def test_what_a_system_or_an_editor_leaves_is_passed_over_in_silence(
    session: Session, folder: Path, name: str
) -> None:
    for place in (folder, folder / "fiches"):
        (place / name).write_bytes(APPLE_DOUBLE)
    reading = read(session, folder)
    assert reading.diagnostics == ()
    assert numbers(reading) == [8]


def test_what_a_system_leaves_is_no_file_of_a_dossier(session: Session, folder: Path) -> None:
    fingerprints = Fingerprints(session, Digests())
    before = fingerprints.files_of(DossierFolder(folder))
    for name in ("Thumbs.db", "~$dossier.docx", ".DS_Store", "__MACOSX/dossier.yaml"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(APPLE_DOUBLE)
    assert fingerprints.files_of(DossierFolder(folder)) == before


@pytest.mark.parametrize("name", ["dossier.yml", "Dossier.yaml", "DOSSIER.YAML", "Dossier.YML"])
def test_a_dossier_is_read_whatever_the_case_of_its_name(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "dossier.yaml").rename(folder / name)
    assert numbers(read(session, folder)) == [8]


@pytest.mark.parametrize("name", ["contrat.yml", "Contrat.yaml", "CONTRAT.YAML"])
def test_a_contract_is_read_whatever_the_case_of_its_name(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "contrat.yaml").rename(folder / name)
    reading = read(session, folder)
    assert reading.diagnostics == ()
    assert reading.dossier is not None
    assert reading.dossier.contrat is not None


@pytest.mark.parametrize("name", ["Fiches", "FICHES"])
def test_the_folder_of_the_fiches_is_read_whatever_its_case(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "fiches").rename(folder / name)
    assert numbers(read(session, folder)) == [8]


@pytest.mark.parametrize(
    ("name", "content", "hint"),
    [
        ("fiches/09.yaml.txt", FICHE.format(9), "renommez-le `09.yaml`"),
        ("fiches/09.yml.docx", "", "renommez-le `09.yml`"),
        ("fiches/12.docx", FICHE.format(12), "apportez-en le contenu par `ppgp import`"),
        ("fiches/09.yaml (1)", FICHE.format(9), "renommez-le `09.yaml`"),
        ("fiches/08.yaml.txt", FICHE.format(8), "`08.yaml` existe déjà"),
        ("fiches/09.txt", FICHE.format(9), "renommez-le `09.yaml`"),
        ("fiches/09", FICHE.format(9), "renommez-le `09.yaml`"),
        ("fiches/2024/09.yaml", FICHE.format(9), "sortez ses fiches dans `fiches`"),
        ("fiches action/09.yaml", FICHE.format(9), "placez ses fiches dans `fiches`"),
        ("fiche/09.yaml", FICHE.format(9), "placez ses fiches dans `fiches`"),
        ("09.yaml", FICHE.format(9), "placez cette fiche dans `fiches`"),
        ("dossier.yml", "", "`dossier.yaml` est déjà lu"),
        ("dossier - Copie.yaml", "", "`dossier.yaml` est déjà lu"),
        ("dossier (1).yaml", "", "`dossier.yaml` est déjà lu"),
        ("contrat (conflit de Camille).yaml", CONTRAT, "`contrat.yaml` est déjà lu"),
        ("contrat.yaml.txt", CONTRAT, "`contrat.yaml` existe déjà"),
        ("contract.yaml", CONTRAT, "`contrat.yaml` est déjà lu"),
        ("contrat_.yml", CONTRAT, "`contrat.yaml` est déjà lu"),
        ("dosier.yaml", "a: b", "`dossier.yaml` est déjà lu"),
        ("contrat.yml.txt", CONTRAT, "`contrat.yaml` existe déjà"),
        ("contrat.ymal", CONTRAT, "`contrat.yaml` existe déjà"),
        ("fiches/24.yaml.lnk", "L", "copiez ici le fichier qu’il désigne"),
        ("fiches/24.yaml - Raccourci.lnk", "L", "copiez ici le fichier qu’il désigne"),
        ("fiches/24.lnk", "L", "copiez ici le fichier qu’il désigne"),
        ("contrat.yaml.url", "[InternetShortcut]", "copiez ici le fichier qu’il désigne"),
        ("fiches/25.ymal", "", "renommez-le `25.yaml`"),
        ("fiches/25.yam", "", "renommez-le `25.yaml`"),
        ("fiches/25.YMAL", "", "renommez-le `25.yaml`"),
        ("fiches/25.yamll", "", "renommez-le `25.yaml`"),
        ("fiches/25.YAML.txt", "", "renommez-le `25.YAML`"),
        ("fiches/25.yaml.", "", "renommez-le `25.yaml`"),
        ("fiches/25yaml", "", "renommez-le `25.yaml`"),
        ("fiches/25,yml", "", "renommez-le `25.yaml`"),
        ("fiches/25.rtf", FICHE.format(25), "renommez-le `25.yaml`"),
        ("fiches/08.ymal", FICHE.format(8), "`08.yaml` existe déjà"),
        (
            "08.yaml",
            FICHE.format(8),
            "placez cette fiche dans `fiches`\u202f; `08.yaml` y est déjà",
        ),
        (
            "visites.yaml",
            FICHE.format(8),
            "placez cette fiche dans `fiches`\u202f; `08.yaml` y est",
        ),
        ("fiche/08.yaml", "", "placez ses fiches dans `fiches`\u202f; `08.yaml` y est déjà"),
        ("notes.yaml", "a: b", "est-ce une fiche"),
    ],
)
def test_what_looks_like_a_file_of_the_dossier_and_is_not_read_is_told_with_its_remedy(
    session: Session, folder: Path, name: str, content: str, hint: str
) -> None:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(content, "utf-8")
    (fault,) = told(session, folder)
    assert fault.hints[0].startswith(hint)
    assert f"`{file.name}`" in fault.message or f"`{file.parent.name}`" in fault.message
    assert numbers(read(session, folder)) == [8]


def test_two_files_that_would_take_one_name_are_told_together(
    session: Session, folder: Path
) -> None:
    for name in ("09.yaml.txt", "09.ymal"):
        (folder / "fiches" / name).write_text(FICHE.format(9), "utf-8")
    hints = [fault.hints[0] for fault in told(session, folder)]
    assert len(hints) == 2
    assert all("`09.yaml.txt` et `09.ymal` prendraient tous le nom" in hint for hint in hints)


@pytest.mark.parametrize("other", ["contrat - Copie.yaml", "contrat.txt", "contrat (1).yml"])
def test_two_files_that_would_be_the_contract_are_told_together(
    session: Session, folder: Path, other: str
) -> None:
    (folder / "contrat.yaml").rename(folder / other)
    (folder / "contrat.yaml.txt").write_text(CONTRAT, "utf-8")
    hints = [fault.hints[0] for fault in told(session, folder)]
    assert len(hints) == 2
    for hint in hints:
        assert "`contrat.yaml.txt`" in hint and f"`{other}`" in hint
        assert "prendraient tous le nom `contrat.yaml`" in hint


@pytest.mark.parametrize("there", ["contrat.yml", "Contrat.YAML"])
@pytest.mark.parametrize(
    "name", ["contrat_.yaml", "contrats.yaml", "contract.yml", "contrat (1).yml"]
)
def test_no_name_is_advised_that_another_file_bears(
    session: Session, folder: Path, there: str, name: str
) -> None:
    (folder / "contrat.yaml").rename(folder / there)
    (folder / name).write_text(CONTRAT, "utf-8")
    (fault,) = told(session, folder)
    assert fault.hints[0].startswith(f"`{there}` est déjà lu")


def test_a_contract_under_another_name_is_told_its_name_where_it_is_free(
    session: Session, folder: Path
) -> None:
    (folder / "contrat.yaml").rename(folder / "contrat_.yaml")
    (fault,) = told(session, folder)
    assert fault.hints == ("renommez-le `contrat.yaml`",)


TWINS = {
    ("fiches/Visites.yaml", "fiches/visites.yaml"): "leurs capitales",
    ("fiches/dépistage.yaml", "fiches/de\u0301pistage.yaml"): "leurs accents, composés ou non",
    ("fiches/a-b.yaml", "fiches/a\u2011b.yaml"): "des signes qui se ressemblent",
    ("images/Plan.png", "images/plan.png"): "leurs capitales",
    ("images/été.png", "images/e\u0301te\u0301.png"): "leurs accents, composés ou non",
    ("images/sous/A.svg", "images/sous/a.svg"): "leurs capitales",
    ("modeles/Fiche.docx", "modeles/fiche.docx"): "leurs capitales",
}


@pytest.mark.parametrize("names", TWINS)
def test_two_files_whose_names_only_one_system_tells_apart_are_told(
    session: Session, folder: Path, names: tuple[str, str]
) -> None:
    for rank, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(FICHE.format(9 + rank) if "fiches" in name else "", "utf-8")
    (fault,) = [each for each in read(session, folder).diagnostics if each.code == "F024"]
    assert fault.span is not None
    assert fault.span.file.name in {Path(name).name for name in names}
    assert fault.message.endswith(f"ne diffèrent que par {TWINS[names]}")


@pytest.mark.parametrize(
    "name", ["fiches/LISEZMOI.txt", "fiches/08.docx", "images/a.png", "x.pdf", "images/08.yal.png"]
)
def test_other_files_of_a_person_are_left_alone(session: Session, folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"numero de telephone")
    assert read(session, folder).diagnostics == ()


def test_files_set_aside_in_another_folder_are_only_mentioned(
    session: Session, folder: Path
) -> None:
    shutil.copytree(folder / "fiches", folder / "archives")
    (mention,) = told(session, folder)
    assert (mention.is_error, mention.hints) == (False, ())
    assert mention.message == "`archives` contient 1\u00a0fichier YAML, que l’outil ne lit pas"


@pytest.mark.parametrize(
    "name",
    [
        "08 - Copie.yaml",
        "08 (1).yaml",
        "Copie de 08.yaml",
        "08 (conflit de Camille 2024-05-02).yaml",
        "08-DESKTOP-4F2K.yaml",
        "08.sync-conflict-20240502-101010-ABCDEF7.yaml",
        "A 08 copie.yaml",
    ],
)
def test_two_fiches_of_one_number_are_told_at_the_copy(
    session: Session, folder: Path, name: str
) -> None:
    shutil.copy(folder / "fiches" / "08.yaml", folder / "fiches" / name)
    reading = read(session, folder)
    (fault,) = reading.diagnostics
    assert fault.code == "C111"
    assert fault.span is not None
    assert (fault.span.file.name, fault.span.line) == (name, 1)
    assert fault.hints[0].startswith(f"`{name}` a l’air d’une copie")


COPIES = (
    "{} - Copie.yaml",
    "{} - Copie (2).yaml",
    "Copie de {}.yaml",
    "Copie (2) de {}.yaml",
    "{} (2).yaml",
    "{} copy.yaml",
    "{} copie 3.yaml",
    "{} (conflit de Camille 2024-05-02).yml",
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_without_its_original_is_read_and_told(
    session: Session, folder: Path, name: str
) -> None:
    file = folder / "fiches" / name.format("08")
    (folder / "fiches" / "08.yaml").rename(file)
    (fault,) = read(session, folder).diagnostics
    assert fault.span is not None
    assert (fault.code, fault.severity, fault.span.file) == ("C111", Severity.WARNING, file)
    assert fault.message.endswith("c’est la fiche 8")
    assert f"`08{file.suffix}`" in fault.hints[0]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_that_was_given_its_own_number_is_told_with_the_name_to_give_it(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "fiches" / name.format("08")).write_text(FICHE.format(15), "utf-8")
    (fault,) = (each for each in read(session, folder).diagnostics if each.code == "C111")
    assert fault.message.endswith("c’est la fiche 15")
    assert "`15.yaml`" in fault.hints[0]


def test_two_names_that_only_an_accent_cut_in_two_sets_apart_are_two_fiches(
    session: Session, folder: Path
) -> None:
    for name in ("dépistage.yaml", "de\u0301pistage.yaml"):
        (folder / "fiches" / name).write_text(FICHE.format(9), "utf-8")
    assert [each.code for each in read(session, folder).diagnostics] == ["F024", "C111"]


@pytest.mark.parametrize(
    "name",
    [
        "08-visites.yaml",
        "08-photocopie.yaml",
        "08 (2020-2022).yaml",
        "08-copie-des-actes.yaml",
        "08-epci.yaml",
        "01-ain",
        "08-conflits-familiaux.yaml",
    ],
)
def test_a_name_that_says_nothing_of_a_copy_is_none(name: str) -> None:
    assert original(name) == ""


@pytest.mark.parametrize("name", ["08.json", "11.txt", "12", "fiche 9.txt", "fiche-10.TXT"])
def test_a_fiche_without_its_extension_is_told_whatever_it_holds(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "fiches" / "08.yaml").unlink(missing_ok=True)
    (folder / "fiches" / name).write_text("rien", "utf-8")
    told = [each for each in read(session, folder).diagnostics if each.code == "F018"]
    assert [(each.span and each.span.file.name) for each in told] == [name]
    assert ".yaml`" in told[0].hints[0]


@pytest.mark.parametrize("name", ["contrat.txt", "contrat", "Contrat.json"])
def test_a_contract_without_its_extension_is_told(
    session: Session, folder: Path, name: str
) -> None:
    (folder / "contrat.yaml").unlink(missing_ok=True)
    (folder / name).write_text("rien", "utf-8")
    told = [each for each in read(session, folder).diagnostics if each.code == "F018"]
    assert [(each.span and each.span.file.name) for each in told] == [name]


@pytest.mark.skipif(os.name == "nt", reason="Windows tells when a file was made, not changed")
def test_a_file_that_changed_with_its_size_and_its_date_kept_is_in_another_state(
    tmp_path: Path,
) -> None:
    file, states = tmp_path / "08.yaml", []
    for text in ("effectif: 12", "effectif: 13"):
        file.write_text(text, "utf-8")
        os.utime(file, ns=(10**18, 10**18))
        states.append((stamp((tmp_path,)), stamp_of(file)))
        time.sleep(0.05)  # longer than the clock of a file system takes to move
    assert states[0][0] != states[1][0]
    assert states[0][1] != states[1][1]
