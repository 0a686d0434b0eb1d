"""C101 to C115: names that must designate something."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]

FICHE = """\
numero: 8
titre: Des visites à domicile
objectif: {numero: 4, intitule: Un objectif}
referent: DPMIPE
rubriques: [{cle: constat, blocs: [Un texte]}, {cle: moyens}, {cle: indicateurs}]
"""


def shown(block: str, rest: str = "") -> str:
    return f"contexte:\n  blocs:\n    - {block}\n{rest}"


CITED = "citations:\n  recul: {texte: Je diffère, attribution: une puéricultrice}\n"
PLACED = shown("{type: citation, citation: recul}")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("C101", shown("{type: chiffre_cle, chiffres: [formes]}")),
        ("C101", shown("{type: graphique, titre: Un constat, chiffres: [formes]}")),
        (
            "C101",
            shown(
                "{type: enquete, public: usagers, base: formes, resultats: "
                "[{titre: Un, elements: [Deux]}]}"
            ),
        ),
        ("C101", "chiffres: {evolution: {valeur: 7, base: formes}}\n"),
        ("C102", shown("{type: citation, citation: recul}")),
        ("C103", CITED),
        ("C104", shown("{type: personnes, personnes: [camille]}")),
        ("C104", PLACED + "citations: {recul: {texte: Je, personne: camille}}\n"),
        ("C105", PLACED + "citations: {recul: {texte: Je diffère}}\n"),
        ("C106", shown("'Le PEMAT[^pemat]'")),
        ("C106", shown("{type: tableau, titre: T, colonnes: [A], lignes: [['case[^pemat]']]}")),
        ("C106", shown("{type: tableau, titre: T, colonnes: ['A[^pemat]'], lignes: [[Un]]}")),
        ("C107", "notes: {pemat: Une grille}\n"),
        ("C108", shown("{type: image, image: {fichier: images/absente.png, alt: x}}")),
        ("C108", shown("{type: image, image: {fichier: ../../secret.png, alt: x}}")),
    ],
)
def test_a_name_that_designates_nothing_is_told(codes: Codes, code: str, text: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        shown("{type: chiffre_cle, chiffres: [formes]}", "chiffres: {formes: {valeur: 62}}\n"),
        "chiffres: {evolution: {valeur: 7, base: n}, n: {valeur: 9}}\n",
        PLACED + CITED,
        shown("{type: personnes, personnes: [p]}", "personnes: {p: {fonction: psychologue}}\n"),
        shown("'Le PEMAT[^pemat]'", "notes: {pemat: Une grille}\n"),
        shown(
            "{type: tableau, titre: T, colonnes: [A], lignes: [[Un], ['case[^pemat]']]}",
            "notes: {pemat: Une grille}\n",
        ),
    ],
)
def test_a_name_that_designates_something_is_sound(codes: Codes, text: str) -> None:
    assert codes(text) == []


def test_a_picture_must_say_what_it_shows_or_be_decorative(
    codes: Codes, dossier_file: Callable[[str], object]
) -> None:
    from pathlib import Path

    from PIL import Image

    file = dossier_file("langue: fr\n")
    assert isinstance(file, Path)
    Image.new("RGB", (800, 600)).save(file.parent / "x.png")
    picture = "{{type: image, image: {{fichier: x.png{}}}}}"
    assert codes(shown(picture.format(""))) == ["C109"]
    assert codes(shown(picture.format(", decoratif: oui"))) == []
    assert codes(shown(picture.format(", alt: Un flyer"))) == []
    for empty in ("f.jpg", "Image 3", "Photo", "IMG_2041", "Picture 1"):
        assert codes(shown(picture.format(f", alt: {empty}"))) == ["C109"]


def test_a_misspelt_name_is_corrected_at_its_place(found: Found) -> None:
    (fault,) = found(
        shown(
            "{type: chiffre_cle, chiffres: [forme]}",
            "chiffres: {formes: {valeur: 62, libelle: agents formés}}\n",
        )
    )
    assert str(fault.span).endswith("dossier.yaml:3:37")
    assert fault.message == "le chiffre `forme` n’existe pas"
    meant = "vouliez-vous dire `formes`, «\u00a062 agents formés\u00a0»\u202f?"
    assert fault.hints == (meant,)


def test_a_name_like_no_other_is_told_with_the_known_ones(found: Found) -> None:
    (fault,) = found(
        shown("{type: chiffre_cle, chiffres: [xyz]}", "chiffres: {formes: {valeur: 62}}\n")
    )
    assert fault.hints == ("choisissez `formes`",)


def test_the_figures_of_a_fiche_are_looked_up_in_the_fiche(codes: Codes) -> None:
    indicator = "indicateurs: [{libelle: Un, cible: cible_vad}]\n"
    assert "C101" in codes("", fiche=FICHE + indicator)
    figure = "chiffres: {cible_vad: {valeur: 15}}\n"
    assert "C101" not in codes("", fiche=FICHE + indicator + figure)


def test_the_figure_of_the_beneficiaries_exists(codes: Codes) -> None:
    budget = (
        "budget:\n  lignes: [{financeur: CD, nature: propre, annee: 2021, montant: 1}]\n"
        "  beneficiaires: formees\n"
    )
    assert codes("", fiche=FICHE + budget) == ["C101"]
    assert codes("", fiche=FICHE + budget + "chiffres: {formees: {valeur: 250}}\n") == []


def test_the_fiche_that_carries_the_key_is_here_or_in_the_contract(codes: Codes) -> None:
    budget = (
        "budget:\n  lignes: [{financeur: CD, nature: transverse, annee: 2021, montant: 1}]\n"
        "  repartition: {fiche: 1}\n"
    )
    contract = "intitule: Un contrat\nperiode: {debut: 2020, fin: 2022}\nfiches: [{numero: 1}]\n"
    assert codes("", fiche=FICHE + budget) == ["C110"]
    assert codes("", fiche=FICHE + budget, contrat=contract) == []


def test_two_fiches_never_bear_one_number(
    found: Found, dossier_file: Callable[[str], object]
) -> None:
    from pathlib import Path

    file = dossier_file("langue: fr\n")
    assert isinstance(file, Path)
    (file.parent / "fiches").mkdir()
    (file.parent / "fiches" / "09.yaml").write_text(FICHE, encoding="utf-8")
    (fault,) = found("", fiche=FICHE)
    assert (fault.code, fault.message) == ("C111", "la fiche 8 existe déjà, dans `08.yaml`")


def test_a_folder_bears_the_code_of_its_territory(session: Session, tmp_path: Path) -> None:
    folder = tmp_path / "39-jura"
    folder.mkdir()
    (folder / "dossier.yaml").write_text('departement: "93"\n', "utf-8")
    (wrong,) = session.read(DossierFolder(folder)).diagnostics
    assert wrong.code == "C114"
    assert "`93` (Seine-Saint-Denis)" in wrong.message
    (folder / "dossier.yaml").write_text('departement: "39"\n', "utf-8")
    assert session.read(DossierFolder(folder)).diagnostics == ()


@pytest.mark.parametrize(
    ("short", "told"),
    [
        ("Je conforte les parents", []),
        ("je conforte […] longtemps.", []),
        ("Je conforte… longtemps", []),
        ("Je rassure les parents", ["C115"]),
        ("Longtemps […] je conforte toujours", ["C115"]),
    ],
)
def test_a_short_quote_keeps_the_words_of_the_long_one(
    codes: Callable[[str], list[str]], short: str, told: list[str]
) -> None:
    quote = f"{{texte: Je conforte les parents longtemps., version_courte: '{short}'}}"
    found = codes(f"citations:\n  c: {quote}\n")
    assert [code for code in found if code == "C115"] == told


@pytest.mark.parametrize(
    ("base", "hint"),
    [
        ("480", "écrivez `nes`, qui vaut 480"),
        ("12", "tapez-le une fois sous `chiffres`, par exemple `total: {valeur: 12}`"),
        ("50 %", "tapez-le une fois sous `chiffres`, par exemple `total: {pourcentage: 50 %}`"),
    ],
)
def test_a_number_where_a_name_goes_is_told_with_the_figure_to_name(
    found: Found, base: str, hint: str
) -> None:
    text = f"chiffres: {{nes: {{valeur: 480}}, vus: {{valeur: 9, base: {base}}}}}\n"
    (told,) = [one for one in found(text) if one.code == "C101"]
    assert told.message == f"`{base}` est un nombre, où il faut le nom d’un chiffre"
    assert told.hints[0] == hint


@pytest.mark.parametrize(("withdrawal", "told"), [("", ["C103"]), (", retrait: 2024-06-01", [])])
def test_a_quote_that_a_withdrawal_takes_out_is_not_asked_to_be_placed(
    codes: Codes, withdrawal: str, told: list[str]
) -> None:
    """A draft would quote it where it lists what remains to be done."""
    consent = f"{{objet: citation, date: 2024-01-12{withdrawal}}}"
    person = f"personnes:\n  a: {{fonction: médecin, consentements: [{consent}]}}\n"
    text = f"{person}citations:\n  recul: {{texte: Je diffère, personne: a}}\n"
    assert [code for code in codes(text) if code == "C103"] == told


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ("{a: 'Voir[^b]', b: 'Voir[^a]'}", ["C106"]),
        ("{a: 'Voir[^a]'}", ["C106"]),
        ("{a: 'Voir[^b]', b: 'Voir[^c]', c: 'Voir[^b]'}", ["C106"]),
        ("{a: 'Voir[^b]', b: Fin}", []),
        ("{a: Fin, b: 'Voir[^c]', c: Fin}", ["C107", "C107"]),
        ("{a: Fin, b: 'Voir[^c]', c: 'Voir[^b]'}", ["C106", "C107", "C107"]),
    ],
)
def test_notes_that_lead_back_to_themselves_or_that_no_text_reaches_are_told(
    codes: Codes, notes: str, told: list[str]
) -> None:
    assert sorted(codes(shown("'Le PEMAT[^a]'", f"notes: {notes}\n"))) == told


def test_a_circle_of_notes_is_told_at_its_first_in_the_order_of_its_calls(found) -> None:
    notes = "{b: 'Voir[^c]', a: 'Voir[^b]', c: 'Voir[^a]'}"
    (fault,) = found(shown("'Le PEMAT[^a]'", f"notes: {notes}\n"))
    assert fault.message == "des notes se renvoient en rond\u00a0: `b` → `c` → `a` → `b`"
