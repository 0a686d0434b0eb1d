"""C907: the photo of someone who withdrew is shown by nothing else in the dossier."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageOps

from ppgp_docs.assets.likeness import Likeness
from ppgp_docs.assets.picture import Picture
from ppgp_docs.assets.prepare import prepare
from ppgp_docs.diagnostics import Diagnostic, Severity

Found = Callable[..., list[Diagnostic]]
Folder = Callable[[str], Path]

PERSON = (
    "edition: 2024-06\n"
    "personnes:\n"
    "  camille:\n"
    "    nom: Camille Martineau\n"
    "    fonction: formatrice\n"
    "    photo: {{fichier: elle.png, alt: Une formatrice}}\n"
    "    consentements: [{{objet: photo, date: 2024-01-12{}}}]\n"
)
WITHDRAWN = ", retrait: 2024-02-01"
FICHE = """\
numero: 8
titre: Des visites
objectif: {{numero: 4, intitule: Un objectif}}
referent: DPMIPE
rubriques: [{{cle: moyens, blocs: [{}]}}]
"""
PLACED = "{{type: image, image: {{fichier: {}, alt: Une formatrice}}}}"
ELSEWHERE = [
    "contexte: {{blocs: [{{type: image, largeur: petite, image: {{fichier: {}, alt: A}}}}]}}\n",
    "contexte: {{blocs: [{{type: section, titre: S, blocs: [{{type: image, largeur: petite, "
    "image: {{fichier: {}, alt: A}}}}]}}]}}\n",
    "contexte: {{blocs: [{{type: avant_apres, titre: P, apres: {{texte: b}}, "
    "avant: {{image: {{fichier: {}, alt: A}}, texte: a}}}}]}}\n",
    "couverture: {{fichier: {}, alt: A}}\n",
    "activites: [{{titre: Une activité, blocs: [{{type: image, largeur: petite, "
    "image: {{fichier: {}, alt: A}}}}]}}]\n",
]


@pytest.fixture
def folder(dossier_file: Folder) -> Path:
    """A folder with her photo, the same under another name, and that of someone else."""
    home = dossier_file("").parent
    Image.effect_noise((900, 900), 60).save(home / "elle.png")
    shutil.copy(home / "elle.png", home / "reunion.png")
    Image.new("L", (900, 900)).save(home / "autre.png")
    return home


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["elle.png", "reunion.png"])
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_it_is_refused_wherever_it_is_shown_whatever_it_is_called(
    found: Found, elsewhere: str, name: str
) -> None:
    seen = found(PERSON.format(WITHDRAWN) + elsewhere.format(name))
    (told,) = [each for each in seen if each.code == "C907"]
    assert told.severity is Severity.ERROR
    assert told.message == (
        f"`{name}` est la photo de `Camille Martineau`, qui a retiré son accord pour sa photo"
    )
    assert told.span is not None
    assert told.span.line == 8


@pytest.mark.parametrize("colour", ["white", "black"])
def test_a_copy_of_a_photo_that_shows_nothing_to_compare_is_refused(
    found: Found, folder: Path, colour: str
) -> None:
    Image.new("L", (900, 900), colour).save(folder / "elle.png")
    shutil.copy(folder / "elle.png", folder / "reunion.png")
    seen = found(PERSON.format(WITHDRAWN) + ELSEWHERE[0].format("reunion.png"))
    assert [each.code for each in seen].count("C907") == 1


@pytest.mark.usefixtures("folder")
def test_a_picture_that_is_absent_says_no_name_and_shows_nobody(found: Found) -> None:
    seen = found(PERSON.format(WITHDRAWN) + ELSEWHERE[0].format("absente.svg"))
    assert [each.code for each in seen if each.is_error] == ["C108"]


@pytest.mark.usefixtures("folder")
def test_it_is_refused_in_a_fiche_and_for_someone_else(found: Found) -> None:
    other = "  autre: {fonction: cadre, photo: {fichier: elle.png, alt: A}}\n"
    fiche = FICHE.format(PLACED.format("reunion.png"))
    seen = found(PERSON.format(WITHDRAWN) + other, fiche=fiche)
    told = [each.span.file.name for each in seen if each.code == "C907" and each.span]
    assert sorted(told) == ["08.yaml", "dossier.yaml"]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("consent", "name"),
    [
        ("", "elle.png"),
        ("}, {objet: photo, date: 2024-03-01", "elle.png"),
        (WITHDRAWN, "autre.png"),
        (WITHDRAWN + "}, {objet: photo, date: 2024-03-01", "elle.png"),
    ],
)
def test_another_photo_or_a_standing_consent_is_left_alone(
    found: Found, consent: str, name: str
) -> None:
    seen = found(PERSON.format(consent) + ELSEWHERE[0].format(name))
    assert "C907" not in [each.code for each in seen]


def portrait(seed: int) -> Image.Image:
    """A picture with large shapes, as a photo has, unlike that of another seed."""
    blurred = Image.effect_noise((9, 12), 90).resize((600, 800), Image.Resampling.BICUBIC)
    return Image.merge("RGB", (blurred, blurred.rotate(180), blurred.point(lambda v: v // seed)))


SAVED = {
    "recompressed": lambda shown, file: shown.save(file, "JPEG", quality=40),
    "smaller": lambda shown, file: shown.resize((222, 296)).save(file, "PNG"),
    "larger": lambda shown, file: shown.resize((900, 1200)).save(file, "JPEG"),
    "in another format": lambda shown, file: shown.save(file, "WEBP", quality=60),
    "in grey": lambda shown, file: shown.convert("L").save(file, "JPEG"),
    "in few colours": lambda shown, file: shown.quantize(32).save(file, "PNG"),
    "in a mirror": lambda shown, file: ImageOps.mirror(shown).save(file, "PNG"),
    "brighter": lambda shown, file: ImageEnhance.Brightness(shown).enhance(1.2).save(file, "PNG"),
}


@pytest.mark.parametrize("saved", SAVED)
def test_it_is_known_again_however_it_was_saved(found: Found, folder: Path, saved: str) -> None:
    shown = portrait(2)
    shown.save(folder / "elle.png")
    SAVED[saved](shown, folder / "reunion.png")
    seen = found(PERSON.format(WITHDRAWN) + ELSEWHERE[0].format("reunion.png"))
    assert [each.code for each in seen].count("C907") == 1


def test_pictures_that_show_something_else_are_never_taken_for_one_another() -> None:
    departments = Path(__file__).parents[3] / "departments"
    files = [f for f in departments.rglob("*") if f.suffix.lower() in (".jpg", ".jpeg", ".png")]
    different = {file.read_bytes(): file for file in sorted(files)}
    looks = [Likeness.of(prepare(file, 20)) for file in different.values()]
    known = [look for look in looks if look]
    assert len(known) >= 5
    alike = [(a, b) for a, b in combinations(range(len(known)), 2) if known[a].is_like(known[b])]
    assert alike == []


def test_portraits_of_one_shape_are_told_apart() -> None:
    saved = []
    for seed in (1, 2, 3, 4, 5, 6):
        data = io.BytesIO()
        portrait(seed).save(data, "PNG")
        saved.append(Likeness.of(Picture(data.getvalue(), "image/png", 600, 800)))
    assert not any(a and b and a.is_like(b) for a, b in combinations(saved, 2))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("martineau.png", True),
        ("images/Camille_Martineau-2.png", True),
        ("cmartineau.png", True),
        ("MARTINEAU Camille.png", True),
        ("equipe-camillemartineau.png", True),
        ("paul.martineau.png", False),
        ("martine.png", False),
    ],
)
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
@pytest.mark.campaign(share=3)
def test_a_picture_called_after_her_is_doubted(
    found: Found, folder: Path, name: str, told: bool, elsewhere: str
) -> None:
    (folder / "images").mkdir(exist_ok=True)
    shutil.copy(folder / "autre.png", folder / name)
    seen = found(PERSON.format(WITHDRAWN) + elsewhere.format(name))
    doubts = [each for each in seen if each.code == "C907"]
    assert [each.severity for each in doubts] == [Severity.WARNING] * told
    assert all("Camille Martineau" in each.message for each in doubts)


def test_a_picture_called_after_who_agrees_is_left_alone(found: Found, folder: Path) -> None:
    shutil.copy(folder / "autre.png", folder / "martineau.png")
    seen = found(PERSON.format("") + ELSEWHERE[0].format("martineau.png"))
    assert "C907" not in [each.code for each in seen]


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90"><path d="M0 0h90v90z"/>{}</svg>'
)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("<text x='9' y='9'>Camille Martineau, formatrice</text>", True),
        ("<text x='9' y='9'>Mme <tspan>Marti</tspan><tspan>neau</tspan></text>", True),
        ("<text x='9' y='9'>Camille Marti-</text><text x='9' y='29'>neau</text>", True),
        ("<title>Camille Martineau devant le tableau</title>", True),
        ("<g id='camille-martineau'><path d='M1 1h9v9z'/></g>", True),
        ("<g class='carte martineau_camille'><path d='M1 1h9v9z'/></g>", True),
        ("<text x='9' y='9'>Paul Martineau</text>", False),
        ("<g id='martinet'><path d='M1 1h9v9z'/></g>", False),
        ("<text x='9' y='9'>Une formatrice</text>", False),
    ],
)
def test_a_drawing_that_names_her_is_refused_at_its_line(
    found: Found, folder: Path, said: str, told: bool
) -> None:
    (folder / "plan.svg").write_text(DRAWING.format(said), encoding="utf-8")
    dossier = PERSON.format(WITHDRAWN) + ELSEWHERE[0].format("plan.svg")
    left = [each for each in found(dossier) if each.code == "C904"]
    assert [each.severity for each in left] == [Severity.ERROR] * told
    for each in left:
        assert "`plan.svg` nomme `Camille Martineau`" in each.message
        assert each.span and each.span.line == dossier[: dossier.index("plan.svg")].count("\n") + 1
