"""A document is made again when what it prints changes, and then only: one test for each kind of
change says which documents those are."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from tests.commande import ppgp
from tests.render.remade import (
    AIN,
    AIN_DECK,
    AIN_PAGE,
    AIN_TOLD,
    ALL,
    BUDGET,
    DECKS,
    FICHE_8,
    FICHE_9,
    FICHES,
    LISTS,
    NINE,
    OISE,
    OISE_DECK,
    OISE_PAGE,
    OISE_TOLD,
    PAGES,
    PLUGIN,
    RECAP,
    ROOT,
    SEM,
    STUDIES,
    SUMMARIES,
    SUMMED,
    World,
    remade,
)

from ppgp_docs.cache.digests import Digests
from ppgp_docs.render import fingerprint
from ppgp_docs.render.jobs import Job
from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render, render_job
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import find_workspace

Keys = dict[str, str]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """The keys of a world that nobody changed: it has the same wherever it lies."""
    keys = World(tmp_path_factory.mktemp("avant")).keys()
    assert keys.keys() == ALL
    return keys


TEXTS: dict[str, tuple[str, str, str, set[str]]] = {
    "a comment": (AIN, "langue: fr", "# relu le 3 mars\n\n\nlangue: fr", set()),
    "a comment of a fiche": (FICHE_8, "referent: DPMIPE", "# vu\nreferent: DPMIPE", set()),
    "the way a text is folded": (
        OISE,
        "texte: >-\n            Un médecin départemental dirige le",
        "texte: >-\n            Un médecin\n            départemental dirige le",
        set(),
    ),
    "a word in a section": (
        OISE,
        "Un médecin départemental dirige le",
        "Un médecin du département dirige le",
        {*OISE_TOLD, OISE_DECK},
    ),
    "a short version, which slides alone print": (
        OISE,
        "Un médecin départemental encadre",
        "Un médecin du département encadre",
        {OISE_DECK},
    ),
    "a figure that nothing cites, which all but fiches may show": (
        AIN,
        "chiffres:\n",
        "chiffres:\n  lectrices: {libelle: lectrices du magazine, valeur: 700}\n",
        {*AIN_TOLD, AIN_DECK, AIN_PAGE},
    ),
    "a figure that every text cites": (
        OISE,
        "valeur: 180",
        "valeur: 190",
        {*OISE_TOLD, OISE_DECK, OISE_PAGE},
    ),
    "a person that nothing names": (
        AIN,
        "\npersonnes:\n",
        "\npersonnes:\n  directrice: {fonction: directrice de la protection maternelle}\n",
        set(),
    ),
    "a word in a fiche": (
        FICHE_9,
        "Le Département a réalisé",
        "Le Département a fait",
        {*NINE, *SUMMED},
    ),
    "who answers for a fiche": (
        FICHE_9,
        "referent: DPMIPE",
        "referent: DGAS",
        {*NINE, *SUMMED, BUDGET},
    ),
    "a line of a budget": (
        FICHE_9,
        "statut: propose",
        "statut: acquis",
        {*NINE, *SUMMED, BUDGET},
    ),
    "a waiver": (FICHE_8, "la source donne les", "l’origine donne les", set()),
    "a waiver of a dossier": (
        AIN,
        "langue: fr",
        "langue: fr\ndispenses: {C201: la source ne dit rien de plus}",
        set(),
    ),
    "where a deck is shown": (
        OISE,
        "edition: 2025",
        "edition: 2025\nreunion: {instance: Comité de pilotage}",
        {OISE_DECK},
    ),
    "a finding": (
        OISE,
        "L’adhésion des familles, souci",
        "L’adhésion des familles, effort",
        {*OISE_TOLD, OISE_DECK, OISE_PAGE},
    ),
    "the theme of a dossier": (
        OISE,
        "presentation:\n",
        "presentation:\n  theme: rivage\n",
        {*OISE_TOLD, OISE_DECK, OISE_PAGE},
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.campaign(share=3)
def test_a_change_of_text_remakes_the_documents_that_print_it(
    world: World, before: Keys, kind: str
) -> None:
    name, old, new, expected = TEXTS[kind]
    world.change(name, old, new)
    assert remade(before, world.keys()) == expected


def test_another_fiche_remakes_the_documents_of_the_contract(world: World, before: Keys) -> None:
    text = world.file(FICHE_9).read_text("utf-8")
    world.file(f"{SEM}/fiches/10.yaml").write_text(
        text.replace("numero: 9", "numero: 10", 1), "utf-8"
    )
    added = "fiche-action-10-seine-et-marne"
    assert remade(before, world.keys()) == {f"{added}.docx", f"{added}.html", *SUMMED, BUDGET}


def test_a_picture_remakes_the_documents_that_show_it(world: World, before: Keys) -> None:
    file = world.file("01-ain/images/couverture.png")
    with Image.open(file) as picture:
        picture.convert("L").convert("RGB").save(file)
    assert remade(before, world.keys()) == {*AIN_TOLD, AIN_DECK, AIN_PAGE}


def test_a_picture_that_nothing_shows_remakes_nothing(world: World, before: Keys) -> None:
    shutil.copy(world.file("01-ain/images/couverture.png"), world.file("01-ain/images/en-trop.png"))
    assert remade(before, world.keys()) == set()


def test_the_colours_of_a_theme_remake_all_that_bears_it(world: World, before: Keys) -> None:
    theme = (ROOT / "templates" / "themes" / "neutre.yaml").read_bytes()
    world.template("themes/neutre.yaml", theme.replace(b"accent: ", b"accent: ", 1))
    assert remade(before, world.keys()) == set()
    line = next(each for each in theme.splitlines() if each.strip().startswith(b"filet:"))
    world.template("themes/neutre.yaml", theme.replace(line, b'  filet: "#123456"'))
    assert remade(before, world.keys()) == ALL


def test_the_rules_of_a_theme_remake_all_that_bears_it(world: World, before: Keys) -> None:
    world.template("themes/rivage/etude-de-cas.css", b"h1 { color: red }")
    assert remade(before, world.keys()) == set()
    world.template("themes/neutre/etude-de-cas.css", b"h1 { color: red }")
    assert remade(before, world.keys()) == ALL


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("fiche-action/fiche.docx", FICHES),
        ("fiche-action/recapitulatif.docx", {RECAP}),
        ("diaporama/neutre.pptx", DECKS),
        ("etude-de-cas/page.css", {*STUDIES, *SUMMARIES, *PAGES}),
        ("synthese/synthese.css", SUMMARIES),
        ("page-web/page.css", PAGES),
    ],
)
@pytest.mark.campaign(share=3)
def test_a_template_remakes_the_documents_of_its_format(
    world: World, before: Keys, name: str, expected: set[str]
) -> None:
    world.template(name, (ROOT / "templates" / name).read_bytes() + b"\n")
    assert remade(before, world.keys()) == expected


def test_the_template_of_a_departement_remakes_its_own_fiches(world: World, before: Keys) -> None:
    own = world.file(f"{SEM}/modeles/fiche.docx")
    own.parent.mkdir()
    shutil.copy(ROOT / "templates" / "fiche-action" / "fiche.docx", own)
    assert remade(before, world.keys()) == FICHES


def test_what_an_edited_template_may_print_counts(world: World) -> None:
    """A designer's page may show what ours does not: the contract, a short version."""
    page = (ROOT / "templates" / "etude-de-cas" / "mentions.html").read_bytes()
    world.template("etude-de-cas/mentions.html", page + b"{{ dossier.contrat }}")
    before = world.keys()
    world.change(OISE, "Un médecin départemental encadre", "Un médecin encadre")
    assert remade(before, world.keys()) == {*OISE_TOLD, OISE_DECK, OISE_PAGE}


class Edited(Digests):
    """Digests as they would be once the files of a folder have changed."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def _of(self, file: str, found: os.stat_result) -> str:
        return "autre" if Path(file).is_relative_to(self._folder) else super()._of(file, found)


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("plugins/diaporama", DECKS),
        ("plugins/etude-de-cas", {*STUDIES, *SUMMARIES, *PAGES}),
        ("plugins/fiche-action", {*FICHES, RECAP}),
        ("plugins/page-web", PAGES),
        ("plugins/plan-de-financement", {BUDGET}),
        ("plugins/relecture", set()),
        ("src/ppgp_docs/render", ALL),
    ],
)
@pytest.mark.campaign(share=3)
def test_the_code_of_a_format_remakes_its_documents(
    world: World, before: Keys, below: str, expected: set[str]
) -> None:
    assert remade(before, world.keys(Edited(ROOT / below))) == expected


def test_the_code_of_a_strangers_format_remakes_its_documents(world: World) -> None:
    extensions = world.root / "extensions"
    extensions.mkdir()
    (extensions / "liste.py").write_text(PLUGIN, encoding="utf-8")
    world.plugins = (extensions,)
    before = world.keys()
    (extensions / "liste.py").write_text(f"{PLUGIN}\n# autre\n", encoding="utf-8")
    assert remade(before, world.keys()) == LISTS


def test_a_format_that_says_nothing_depends_on_the_whole_dossier_but_its_places(
    world: World,
) -> None:
    extensions = world.root / "extensions"
    extensions.mkdir()
    (extensions / "liste.py").write_text(PLUGIN, encoding="utf-8")
    world.plugins = (extensions,)
    before = world.keys()
    world.change(AIN, "langue: fr", "# relu\nlangue: fr")
    world.change(FICHE_9, "Le Département a réalisé", "Le Département a fait")
    assert remade(before, world.keys()) == {*NINE, *SUMMED, "liste-seine-et-marne.txt"}


def test_a_plugin_that_prepares_what_formats_are_given_remakes_all(world: World) -> None:
    extensions = world.root / "extensions"
    extensions.mkdir()
    hook = (
        "from ppgp_docs.api import hookimpl\n@hookimpl\n"
        "def ppgp_prepare(context, document):\n    pass\n"
    )
    (extensions / "decor.py").write_text(hook, encoding="utf-8")
    world.plugins = (extensions,)
    before = world.keys()
    (extensions / "decor.py").write_text(f"{hook}# autre\n", encoding="utf-8")
    assert remade(before, world.keys()) == ALL


def test_a_new_version_of_a_library_remakes_all(
    world: World, before: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = fingerprint._version
    monkeypatch.setattr(fingerprint, "_version", lambda n: "99" if n == "lxml" else real(n))
    fingerprint._versions_of.cache_clear()
    try:
        assert remade(before, world.keys()) == ALL
    finally:
        fingerprint._versions_of.cache_clear()


def test_a_new_version_of_a_library_behind_those_of_a_strangers_format_remakes_its_documents(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    extensions = world.root / "extensions"
    extensions.mkdir()
    (extensions / "liste.py").write_text(f"import weasyprint\n{PLUGIN}", encoding="utf-8")
    world.plugins = (extensions,)
    before, real = world.keys(), fingerprint._version
    monkeypatch.setattr(fingerprint, "_version", lambda n: "99" if n == "pydyf" else real(n))
    assert remade(before, world.keys()) == LISTS


def test_archives_are_made_beside_and_remake_nothing(world: World, before: Keys) -> None:
    expected = {each.replace(".pdf", "-archive.pdf") for each in {*STUDIES, *SUMMARIES}}
    assert remade(before, world.keys(archive=True)) == expected


def test_a_folder_elsewhere_has_the_same_keys(world: World, before: Keys) -> None:
    assert world.keys() == before


def test_formats_print_the_same_of_what_they_use_as_of_the_whole_dossier(world: World) -> None:
    """The web page of the second case study is made of the same document as its PDF, which takes
    ten times as long."""
    spared = () if os.environ.get("PPGP_FULL") else ("etude-de-cas-oise.pdf",)
    workspace = find_workspace(world.root)
    session = Session.start(workspace)
    for folder in workspace.folders():
        dossier = session.read(folder).dossier
        assert dossier is not None
        planned = plan(dossier, session.plugins, frozenset(), archive=False)
        for each in planned.candidates:
            if each.reason is None and each.file_name not in spared:
                whole, (used, failed) = render(each.document, session), Job.of(each, session)
                assert (render_job(used, session).data, failed) == (whole.data, ()), each.file_name
                assert used.document.dossier.textes == ()


def test_the_command_remakes_what_changed_and_nothing_else(world: World) -> None:
    def build() -> list[str]:
        done = ppgp("build", "77", cwd=world.root)
        assert done.returncode == 0, done.stderr
        lines = done.stdout.splitlines()
        return sorted(line.split()[1].split("/")[1] for line in lines if line.startswith("✓"))

    assert len(build()) == 7
    world.change(FICHE_8, "referent: DPMIPE", "# vu\nreferent: DPMIPE")
    assert build() == []
    world.change(FICHE_9, "Le Département a réalisé", "Le Département a fait")
    assert build() == sorted({*NINE, *SUMMED})
    (world.root / "sorties" / SEM / BUDGET).unlink()
    assert build() == [BUDGET]


BUDGET_ALONE = ("build", "77", "--only", "plan-de-financement")

Spoil = Callable[[Path], object]


def _same_size_and_date(file: Path) -> None:
    """As a program that keeps dates does: the size and the date say nothing."""
    before = file.stat()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world whose budget was made; who spoils that document makes it again."""
    world = World(tmp_path_factory.mktemp("fait"))
    assert ppgp(*BUDGET_ALONE, cwd=world.root).returncode == 0
    return world


@pytest.mark.parametrize(
    "spoil",
    [Path.unlink, lambda file: file.write_bytes(b"autre"), _same_size_and_date],
    ids=["erased", "replaced", "changed with its size and date kept"],
)
def test_a_document_that_is_no_longer_the_one_made_is_made_again(
    built: World, spoil: Spoil
) -> None:
    file = built.root / "sorties" / SEM / BUDGET
    made = file.read_bytes()
    long_ago = time.time() - 3600
    os.utime(file, (long_ago, long_ago))
    assert "déjà à jour\n" in ppgp(*BUDGET_ALONE, cwd=built.root).stdout
    spoil(file)
    done = ppgp(*BUDGET_ALONE, cwd=built.root)
    assert "✓" in done.stdout
    assert file.read_bytes() == made
