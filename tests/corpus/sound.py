"""Ten sound dossiers, all unlike one another, made by rule: the same ones at every run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import yaml

CODES: Final = ("02", "13", "2A", "38", "45", "69M", "75", "85", "971", "976")
_WORDS: Final = ("Deux", "Trois", "Quatre", "Cinq", "Six", "Sept")
_THINGS: Final = ("critères", "leviers", "axes", "priorités", "étapes", "thèmes", "objectifs")
_ITEMS: Final = ("Écoute", "Proximité", "Gratuité", "Prévention", "Accueil", "Suivi", "Information")
_MONTHS: Final = ("janvier", "mars", "avril", "juin", "septembre", "octobre", "décembre")


def write(rank: int, folder: Path) -> None:
    """Write the sound dossier of that rank (0 to 9); every other one has a contract and fiches."""
    (folder / "fiches").mkdir(parents=True)
    _dump(folder / "dossier.yaml", _dossier(rank))
    if rank % 2:
        amounts = {numero: 1000 * (rank + numero) for numero in range(1, 2 + rank % 3)}
        _dump(folder / "contrat.yaml", _contrat(sum(amounts.values())))
        for numero, amount in amounts.items():
            _dump(folder / "fiches" / f"{numero:02}.yaml", _fiche(numero, amount))


def _dump(file: Path, content: dict[str, Any]) -> None:
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=60 + len(file.name))
    file.write_text(text, encoding="utf-8")


def _dossier(rank: int) -> dict[str, Any]:
    year, count = 2021 + rank % 4, 2 + rank % 6
    asked = 40 + 13 * rank
    return {
        "departement": CODES[rank],
        "edition": str(year + 1),
        "demarche": {"debut": f"{_MONTHS[rank % 4]} {year}", "fin": f"{year + 1}-12-31"},
        "sigles": {"PMI": "protection maternelle et infantile"},
        "chiffres": _figures(asked, answered=9 + 5 * rank, changed=7 + 4 * rank),
        "citations": {"recul": {"texte": "Je prends du recul", "attribution": "une puéricultrice"}},
        "notes": {"grille": "Une grille d’analyse des supports, remplie à deux."},
        "contexte": {"blocs": [*_survey(), *_lists(rank, count)]},
        "chronologie": {
            "jalons": [
                {"date": f"{_MONTHS[rank % 4]} {year}", "titre": "Lancement de la démarche"},
                {"date": f"fin {year}", "titre": "Analyse des supports"},
                {"repere": "après la formation", "titre": "Questionnaire"},
            ]
        },
        "et_apres": {
            "introduction": f"Le service retient {_WORDS[count - 2].lower()} priorités.",
            "priorites": [{"titre": item} for item in _ITEMS[:count]],
        },
        "appel": _call(rank),
    }


def _figures(asked: int, answered: int, changed: int) -> dict[str, Any]:
    return {
        "formes": {"valeur": asked, "unite": "personnes", "libelle": "personnes formées en salle"},
        "repondants": {"valeur": answered, "unite": "réponses", "base": "formes"},
        "evolution": {"valeur": changed, "unite": "répondants", "base": "repondants"},
    }


def _survey() -> list[Any]:
    return [
        "Le service a formé {{ chiffres.formes }} personnes ; **{{ chiffres.repondants.sur }}** "
        "ont répondu, soit {{ chiffres.repondants.pct }}.",
        "{{ chiffres.evolution.sur }} ({{ chiffres.evolution.pct }}) ont changé leur pratique.",
        {"type": "citation", "citation": "recul"},
        {"type": "chiffre_cle", "chiffres": ["formes", "evolution"]},
    ]


def _lists(rank: int, count: int) -> list[Any]:
    items, thing = list(_ITEMS[:count]), _THINGS[rank % len(_THINGS)]
    return [
        {"type": "liste", "titre": f"{_WORDS[count - 2]} {thing}", "elements": [*items]},
        f"Le groupe retient {count} {thing} :",
        {"type": "liste", "elements": items},
        f"Les {2 + rank} mois suivants, la grille[^grille] aide à relire {_uncounted(rank)}.",
        f"L’agence Kalía et la Maison départementale de la solidarité ont, en {2020 + rank % 5}, "
        "reçu les familles de 9 h à 11 h 30, sans rendez-vous.",
    ]


def _uncounted(rank: int) -> str:
    """Counts that no figure knows: they announce nothing and contradict nothing."""
    return ("deux flyers", "trois courriers", "12 affiches", "une soixantaine de pages")[rank % 4]


def _call(rank: int) -> dict[str, Any]:
    phone = f"01 99 00 {10 + rank} {20 + rank}"
    return {
        "accroche": "Faites comme nous",
        "texte": f"Écrivez à contact@exemple.fr, ou appelez le {phone}.",
        "lien": "https://www.exemple.fr",
        "contacts": [{"fonction": "Direction des projets", "telephone": phone}],
    }


def _contrat(total: int) -> dict[str, Any]:
    return {
        "intitule": "Contrat départemental",
        "periode": {"debut": "2021", "fin": "2023"},
        "enveloppes": [{"financeur": "FIR", "montant": f"{total} €"}],
    }


def _fiche(numero: int, amount: int) -> dict[str, Any]:
    line = {"financeur": "FIR", "nature": "propre", "annee": "2022", "montant": f"{amount},00 €"}
    return {
        "numero": str(numero),
        "titre": "Visites à domicile",
        "objectif": {"numero": "4", "intitule": "Suivre à domicile les enfants de 0 à 2 ans"},
        "referent": "PMI",
        "rubriques": [
            {"cle": "constat", "blocs": ["Les visites sont rares avant 2 ans."]},
            *({"cle": row} for row in ("moyens", "calendrier", "indicateurs")),
        ],
        "budget": {"lignes": [line], "totaux_annonces": [{"montant": f"{amount} €"}]},
        "calendrier": [{"annee": "2022", "texte": "Déploiement"}],
        "indicateurs": [{"libelle": "Part des enfants de 0 à 2 ans vus à domicile"}],
    }
