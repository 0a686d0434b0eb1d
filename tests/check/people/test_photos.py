"""C907: the photo of someone who withdrew is shown by nothing else in the dossier."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

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
