"""C404: a sentence that names a figure (what was spent, a contract, an envelope) tells that one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic

from .fiches import HEAD

Found = Callable[..., list[Diagnostic]]

CONTRACT = """\
intitule: Contrat
periode: {debut: 2025, fin: 2027}
enveloppes:
  - {financeur: FIR, annee: 2025, montant: 300 €}
  - {financeur: CD, annee: 2025, montant: 100 €}
  - {financeur: CD, annee: 2026, montant: 50 €}
"""


def fiche(sentence: str = "Rien.", report: str = "") -> str:
    """Foreseen: CD 100 and 50, FIR 210. Committed: CD 80 and 40; spent: CD 70, FIR 120,35 + 30."""
    told = f'bilans: [{{annee: 2025, texte: "{report}"}}]\n' if report else ""
    return (
        HEAD.format(sentence)
        + f"""\
{told}budget:
  lignes:
    - financeur: CD
      nature: propre
      annee: 2025
      montant: 100 €
      etats: [{{statut: engage, montant: 80 €}}, {{statut: realise, montant: 70 €}}]
    - financeur: CD
      nature: propre
      annee: 2026
      montant: 50 €
      etats: [{{statut: engage, montant: 40 €}}]
    - financeur: FIR
      nature: propre
      annee: 2025
      montant: 210 €
      etats:
        - {{statut: realise, montant: '120,35 €', date: 2025-11-02}}
        - {{statut: realise, montant: 30 €, date: 2026-01-15}}
"""
    )


def told(found: list[Diagnostic]) -> list[str]:
    return [
        " ".join(one.message.split()).replace("\u00a0", " ") for one in found if one.code == "C404"
    ]


SPENT = {
    "Les dépenses réalisées s’élèvent à {} €.": "220,35",
    "Le montant réalisé est de {} €.": "220,35",
    "Le total des dépenses réalisées est de {} €.": "220,35",
    "Réalisé : {} €.": "220,35",
    "Le montant réalisé est de {} € (61 %).": "220,35",
    "Les dépenses réalisées se sont élevées à {} €.": "220,35",
    "Les dépenses réalisées sont de {} € pour le Département et de 150,35 € pour le FIR.": "70",
    "Montant réalisé : {} €, soit 61 % du budget.": "220,35",
    "Réalisé CD : {} €.": "70",
    "Réalisé (FIR) : {} €.": "150,35",
    "Réalisé CD 2025 : {} €.": "70",
    "Dépenses réalisées en 2025 : {} €.": "220,35",
    "En 2025, les dépenses réalisées s’élèvent à {} €.": "220,35",
    "Les dépenses réalisées par le Département s’élèvent à {} €.": "70",
    "Les dépenses réalisées en 2025 par le FIR s’élèvent à {} €.": "150,35",
    "Le Département a dépensé {} €.": "70",
    "Le FIR a dépensé {} € en 2025.": "150,35",
    "Au total, {} € ont été dépensés sur 360 €.": "220,35",
    "Au total, le Département a dépensé {} €.": "70",
    "Les crédits engagés s’élèvent à {} €.": "120",
    "Les crédits engagés en 2026 s’élèvent à {} €.": "40",
    "Les crédits engagés par le Département en 2025 sont de {} €.": "80",
    "Le montant total engagé atteint {} € en 2025.": "80",
    "Total engagé : {} €.": "120",
    "En tout, {} € ont été engagés par le Département en 2026.": "40",
}
WHOLE = {
    "Le contrat s’élève à {} €.": "360",
    "Le montant total du contrat est de {} €.": "360",
    "L’enveloppe du Département est de {} €.": "150",
    "L’enveloppe du Département en 2026 s’élève à {} €.": "50",
    "L’enveloppe totale s’élève à {} €.": "450",
}
EVERY = [*SPENT.items(), *WHOLE.items()]


def off(due: str) -> str:
    """A cent more."""
    euros, _, cents = due.partition(",")
    return f"{euros},{int(cents or 0) + 1:02}"


@pytest.mark.parametrize(("sentence", "due"), EVERY)
def test_a_figure_that_is_named_is_told_a_cent_off_and_silent_when_right(found, sentence, due):
    def faults(amount: str) -> list[str]:
        return told(found("", fiche=fiche(sentence.format(amount)), contrat=CONTRACT))

    (fault,) = faults(off(due))
    assert f" {due} €" in fault, fault
    assert faults(due) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Les dépenses réalisées s’élèvent à 900 €.",
        "Réalisé CD : 700 €.",
        "Les crédits engagés en 2026 s’élèvent à 120 €.",
        "Le montant réalisé est de 360 €.",
    ],
)
def test_a_figure_that_is_named_is_told_however_far(found: Found, sentence: str) -> None:
    assert len(told(found("", fiche=fiche(sentence), contrat=CONTRACT))) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Les dépenses réalisées en 2025 s’élèvent à 220,35 € et 80 € ont été engagés.",
        "Le total réalisé atteint 61 % du budget, soit 220,35 €.",
        "Réalisé 2025 : CD 70 €, FIR 150,35 €.",
        "Le Département a dépensé 70,50 € de carburant.",
        "Le contrat représente 360 € sur trois ans.",
        "L’enveloppe du Département est de 100 € en 2025.",
        "Les dépenses réalisées s’élèvent à environ 70,01 €.",
        "Les dépenses réalisées s’élèvent à 70 €.",
        "Les dépenses réalisées s’élèvent à 220 €.",
        "Les dépenses réalisées en 2023 s’élèvent à 70,01 €.",
        "Les dépenses réalisées en 2025 s’élèvent à 190,35 €.",
        "Au 30 juin 2025, les dépenses réalisées s’élèvent à 12,50 €.",
        "Les dépenses réalisées au 30 juin s’élèvent à 12,50 €.",
        "Les dépenses réalisées à Melun s’élèvent à 12,50 €.",
        "Les dépenses réalisées par la Caf s’élèvent à 70,01 €.",
        "Les dépenses réalisées, hors salaires, s’élèvent à 12,50 €.",
        "Les dépenses réalisées s’élèvent à 12,50 €, hors salaires.",
        "Les dépenses réalisées s’élèvent à 12,50 € par enfant.",
        "Les dépenses réalisées pour les livres s’élèvent à 12,50 €.",
        "Les dépenses d’investissement réalisées s’élèvent à 12,50 €.",
        "Formation : les dépenses réalisées s’élèvent à 12,50 €.",
        "Les crédits engagés et mandatés s’élèvent à 12,50 €.",
        "Les dépenses engagées s’élèvent à 220,35 €.",
        "Les dépenses mandatées s’élèvent à 12,50 €.",
        "Le Département a dépensé 12,50 €.",
        "Le Département a dépensé 70,01 € pour des livres.",
        "Le Département et le FIR ont dépensé 12,50 €.",
        "Les crédits engagés par le FIR s’élèvent à 12,50 €.",
        "12,50 € ont été dépensés.",
        "Les dépenses réalisées à ce jour par le Département s’élèvent à 70 €.",
        "Le contrat de ville s’élève à 360,01 €.",
        "Le contrat s’élève à 450 €.",
        "Le contrat du prestataire s’élève à 12,50 €.",
        "L’enveloppe du quartier est de 12,50 €.",
        "L’enveloppe du Département est de 12,50 €.",
    ],
)
def test_what_words_narrow_or_loosen_is_left_alone(found: Found, sentence: str) -> None:
    assert told(found("", fiche=fiche(sentence), contrat=CONTRACT)) == []


@pytest.mark.parametrize(
    ("report", "faults"),
    [
        ("Les dépenses réalisées s’élèvent à 220,36 €.", 1),
        ("Les crédits engagés s’élèvent à 80,01 €.", 1),
        ("Les crédits engagés s’élèvent à 80 €.", 0),
        ("Les crédits engagés s’élèvent à 120 €.", 0),
    ],
)
def test_a_report_tells_of_its_year_or_of_all(found: Found, report: str, faults: int) -> None:
    assert len(told(found("", fiche=fiche(report=report), contrat=CONTRACT))) == faults


@pytest.mark.parametrize("sentence", [*WHOLE, "Les crédits engagés s’élèvent à {} €."])
def test_texts_of_the_dossier_tell_of_the_whole_contract(found: Found, sentence: str) -> None:
    due = {**WHOLE, **SPENT}[sentence]

    def faults(amount: str) -> list[str]:
        text = f'contexte: {{blocs: ["{sentence.format(amount)}"]}}\n'
        return told(found(text, fiche=fiche(), contrat=CONTRACT))

    assert [len(faults(each)) for each in (off(due), "999", due)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("sentence", "row", "lines"),
    [
        ("Rien.", 25, "l’un de ceux des lignes 12, 23 et 24"),
        ("Le FIR a dépensé 150,35 €.", 12, "celui de la ligne 25"),
        ("Le Département a dépensé 70 €.", 23, "l’un de ceux des lignes 24 et 25"),
        (
            "Le Département a dépensé 70,50 € de carburant.",
            25,
            "l’un de ceux des lignes 12, 23 et 24",
        ),
    ],
)
def test_a_sentence_that_tells_a_state_right_clears_its_lines_of_a_wrong_total(
    found: Found, sentence: str, row: int, lines: str
) -> None:
    stated = "  totaux_annonces: [{statut: realise, montant: '220,36 €'}]\n"
    every = found("", fiche=fiche(sentence) + stated, contrat=CONTRACT)
    (one,) = (each for each in every if each.code == "C401")
    assert one.message.endswith(f"ce montant ou {lines} est faux"), one.message
    assert one.span
    assert one.span.line == row


def shared(sentence: str) -> str:
    """Granted: FIR 1 234,56, of which 1 300 was asked and 864,11 spent; notified: FIR 865,43 and
    70, CD 300, in 2026; proposed: CD 99,99."""
    return (
        HEAD.format(sentence)
        + """\
budget:
  lignes:
    - financeur: FIR
      nature: propre
      annee: 2025
      montant: '1 234,56 €'
      statut: acquis
      etats:
        - {statut: propose, montant: '1 300 €', date: 2024-10-01}
        - {statut: realise, montant: '864,11 €', date: 2025-11-02}
    - financeur: FIR
      nature: propre
      annee: 2026
      montant: '865,43 €'
      statut: notifie
      date: 2026-02-01
    - financeur: FIR
      nature: transverse
      annee: 2027
      montant: '70 €'
      statut: notifie
      date: 2026-02-01
    - financeur: CD
      nature: propre
      annee: 2026
      montant: '300 €'
      statut: notifie
      date: 2026-02-01
    - {financeur: CD, nature: propre, annee: 2027, montant: '99,99 €', statut: propose}
"""
    )


NAMED = {
    "Crédits notifiés : {} €.": "1 235,43",
    "Les crédits notifiés s’élèvent à {} €.": "1 235,43",
    "Le total des crédits notifiés s’élève à {} €.": "1 235,43",
    "Le montant notifié est de {} €.": "1 235,43",
    "Le montant notifié par le FIR est de {} €.": "935,43",
    "Financement notifié par le Département : {} €.": "300",
    "Montants notifiés en 2026 : {} €.": "1 165,43",
    "Notifié : {} €.": "1 235,43",
    "Crédits acquis : {} €.": "1 234,56",
    "Le financement acquis est de {} €.": "1 234,56",
    "Au total, les sommes acquises représentent {} €.": "1 234,56",
    "Montant proposé : {} €.": "99,99",
    "Les crédits proposés en 2027 s’élèvent à {} €.": "99,99",
}


@pytest.mark.parametrize(("sentence", "due"), NAMED.items())
def test_what_is_proposed_granted_or_notified_is_told_however_far(
    found: Found, sentence: str, due: str
) -> None:
    def faults(amount: str) -> list[str]:
        return told(found("", fiche=shared(sentence.format(amount)), contrat=CONTRACT))

    for wrong in (off(due), "40 001,12"):
        (fault,) = faults(wrong)
        assert f" font {due} €" in fault
    assert faults(due) == []


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Le FIR a notifié {} €.", "935,43"),
        ("Le Département a déjà notifié {} €.", "300"),
        ("{} € ont été notifiés par le FIR.", "935,43"),
        ("La subvention notifiée est de {} €.", "1 235,43"),
    ],
)
def test_what_may_be_part_of_something_else_is_told_when_near(
    found: Found, sentence: str, due: str
) -> None:
    def faults(amount: str) -> list[str]:
        return told(found("", fiche=shared(sentence.format(amount)), contrat=CONTRACT))

    (fault,) = faults(off(due))
    assert f"les montants notifiés font {due} €" in fault
    assert [faults(due), faults("40 001,12")] == [[], []]


def test_what_is_advised_is_the_figure_that_is_named(found: Found) -> None:
    """The amount spent is nearer."""
    sentence = "Crédits notifiés en 2026 par le FIR : 864,43 €."
    (fault,) = told(found("", fiche=shared(sentence), contrat=CONTRACT))
    assert fault == "le texte dit 864,43 €, les montants notifiés font 865,43 €"


@pytest.mark.parametrize(
    "sentence",
    [
        "Crédits notifiés en 2026 : 1 235,43 €.",
        "Crédits notifiés : 2 469,99 €.",
        "Crédits acquis : 2 469,99 €.",
        "Montant proposé : 1 399,99 €.",
        "Montant proposé : 2 569,98 €.",
        "Crédits notifiés : environ 1 200 €.",
        "Crédits notifiés en 2024 : 40 001,12 €.",
        "Crédits notifiés par la Caf : 40 001,12 €.",
        "Crédits notifiés à l’association Les Tilleuls : 40 001,12 €.",
        "Crédits notifiés pour la fiche 9 : 40 001,12 €.",
        "Crédits notifiés, hors salaires : 40 001,12 €.",
        "Crédits notifiés au 30 juin : 40 001,12 €.",
        "Formation : le montant proposé est de 40 001,12 €.",
        "Le montant proposé aux familles est de 50 €.",
        "Le montant proposé est de 50 € par enfant.",
        "La subvention proposée à chaque crèche est de 500 €.",
        "Les acquis de l’action représentent 40 001,12 €.",
    ],
)
def test_what_words_narrow_of_what_is_notified_is_left_alone(found: Found, sentence: str) -> None:
    assert told(found("", fiche=shared(sentence), contrat=CONTRACT)) == []


@pytest.mark.parametrize("sentence", ["Crédits notifiés : {} €.", "Crédits acquis : {} €."])
def test_texts_of_the_dossier_tell_what_the_whole_contract_was_granted(
    found: Found, sentence: str
) -> None:
    def faults(amount: str) -> list[str]:
        text = f'contexte: {{blocs: ["{sentence.format(amount)}"]}}\n'
        return told(found(text, fiche=shared("Rien."), contrat=CONTRACT))

    assert [len(faults(each)) for each in (off(NAMED[sentence]), "40 001,12")] == [1, 1]
    assert faults(NAMED[sentence]) == []
