"""A dossier as awkward as its author could make it, for the tests of decks."""

from __future__ import annotations

SAID = "Je prends davantage le temps d’écouter, et je diffère quand le sujet est trop lourd. " * 7
PROMISE = "organiser chaque année des sessions pour les personnes qui arrivent dans l’équipe"

HEAD = f"""\
departement: "971"
chiffres:
  repondants: {{libelle: personnes interrogées par les équipes de terrain, valeur: 1240}}
citations:
  longue: {{texte: "{SAID}", attribution: une infirmière puéricultrice du territoire du sud}}
contexte:
  titre: Le contexte
  blocs:
    - "Le service réunit plusieurs dizaines de professionnelles et de professionnels."
"""

ACTIVITE = """\
  - titre: L’accompagnement des familles du territoire numéro {n}, avant et après la naissance
    blocs:
      - type: section
        titre: Ce que disent les équipes du territoire numéro {n} de la prévention précoce
        blocs:
          - {{type: citation, citation: longue}}
          - type: liste
            titre: Les demandes
            elements: [{demandes}]
      - type: section
        titre: Les réponses du territoire numéro {n}
        blocs:
          - type: enquete
            public: usagers
            base: repondants
            resultats:
              - titre: Ce que les familles du territoire numéro {n} attendent du service
                elements: [{reponses}]
"""


def stress() -> str:
    """Twenty milestones, twelve activities, forty priorities, quotes of six hundred characters."""
    return "".join(
        (
            HEAD,
            "chronologie:\n  titre: La chronologie\n  jalons:\n",
            *_jalons(),
            "activites:\n",
            *_activites(),
            "et_apres:\n  titre: Et après ?\n",
            "  priorites:\n",
            *_priorites(),
        )
    )


def _jalons() -> list[str]:
    return [
        f"    - {{date: {2001 + n}-0{n % 9 + 1}, "
        f"titre: Passage de relais entre les équipes du territoire numéro {n}}}\n"
        for n in range(20)
    ]


def _activites() -> list[str]:
    demandes = ", ".join(f"Des horaires d’ouverture plus larges, en soirée {n}" for n in range(9))
    reponses = ", ".join(
        f"{{texte: Une permanence sans rendez-vous à proximité {n}, effectif: {900 - 70 * n}}}"
        for n in range(8)
    )
    return [ACTIVITE.format(n=n, demandes=demandes, reponses=reponses) for n in range(1, 13)]


def _priorites() -> list[str]:
    return [
        f"    - titre: Pérenniser la formation du territoire numéro {n}\n"
        f"      texte: {PROMISE.capitalize()} numéro {n}.\n"
        for n in range(1, 41)
    ]
