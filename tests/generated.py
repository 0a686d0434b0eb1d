"""Made-up dossiers of any size, sound as far as checks can tell, that know every text they hold.

Words are made of syllables, none twice in a dossier, each with a « z » at its head: a reader finds
one in a finished document by looking for it, whatever is cut between two words.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from tests.generated_blocks import Blocks, Fields

PICTURE = Path(__file__).parents[1] / "departments" / "01-ain" / "images" / "flyer-avant.png"


class Generated(Blocks):
    """A dossier, its fiche and its contract; ``texts`` is what they say.

    ``size`` is the most that a list holds, in items.
    """

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.dossier = self._dossier()
        self._texts = self.sheet
        self.fiche = self._fiche()
        self.dossier |= {
            "chiffres": self.figures,
            "citations": self.quotes,
            "personnes": self.people,
            "notes": self.notes,
        }

    def write(self, folder: Path) -> Path:
        """The files, in a folder that is a workspace; gives the folder of the dossier."""
        home = folder / "departments" / "01-ain"
        (home / "fiches").mkdir(parents=True)
        (home / "images").mkdir()
        shutil.copy(PICTURE, home / "images" / "vue.png")
        for name, content in (
            ("dossier.yaml", self.dossier),
            ("contrat.yaml", self._contrat()),
            ("fiches/08.yaml", self.fiche),
        ):
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=10_000)
            (home / name).write_text(text, encoding="utf-8")
        return home

    # --- the case study

    def _dossier(self) -> Fields:
        return {
            "departement": "01",
            "edition": "2024-03",
            "presentation": {
                "sommaire": self._either("oui", "non"),
                "activites": self._either("numero", "ordinal"),
                "theme": self._either("neutre", "rivage", "atelier"),
            },
            "demarche": {"cadre": self._texts.of(8), "debut": "2022-05-13", "fin": "2024-03-11"},
            "couverture": self._image(),
            "introduction": {name: self._prose() for name in ("ppgp", "objectif", "ici")},
            "contexte": {"titre": self._texts.title(), "blocs": self._blocs(3)},
            "chronologie": {
                "titre": self._texts.title(),
                "introduction": self._prose(),
                "jalons": self._several(self._dated, 12),
            },
            "activites": [self._activite() for _ in range(self._random.randrange(1, 5))],
            "et_apres": {
                "titre": self._texts.title(),
                "introduction": self._prose(),
                "priorites": self._several(self._priorite, 8),
            },
            "appel": self._appel(),
            "mentions": {
                "annee": "2025",
                "titulaire": self._texts.of(4),
                "credits": self._texts.of(12),
            },
        }

    def _activite(self) -> Fields:
        return self._some(
            {"titre": self._texts.title(), "blocs": self._blocs(6)},
            version_courte=lambda: self._texts.short_version(10),
        )

    def _priorite(self) -> Fields:
        return self._some(
            {"titre": self._texts.title()},
            texte=self._prose,
            version_courte=lambda: self._texts.short_version(10),
            picto=self._image,
        )

    def _appel(self) -> Fields:
        contact = {"fonction": self._texts.of(4, 2), "courriel": "contact@exemple.fr"}
        return {"accroche": self._texts.title(), "texte": self._prose(), "contacts": [contact]}

    def _fiche(self) -> Fields:
        own = [{"cle": key, "blocs": self._blocs(3)} for key in ("public_cible", "constat")]
        free = [{"cle": "libre", "libelle": self._texts.title(), "blocs": self._blocs(3)}]
        computed = [{"cle": key} for key in ("moyens", "calendrier", "indicateurs", "vigilance")]
        return {
            "numero": "8",
            "titre": self._texts.of(20),
            "objectif": {"numero": "4", "intitule": self._texts.of(30)},
            "referent": self._texts.of(5),
            "rubriques": [*own, *free, *computed],
            "budget": {"lignes": self._several(self._ligne, 12)},
            "calendrier": [
                {"annee": year, "texte": self._texts.of(20), "budgetee": "non"}
                for year in ("2020", "2021", "2022")
            ],
            "indicateurs": self._several(lambda: {"libelle": self._texts.of(30)}, 6),
            "points_de_vigilance": self._prose(),
            "bilans": [{"annee": "2021", "texte": self.report.of(60)}],
        }

    def _ligne(self) -> Fields:
        return {
            "financeur": self._random.choice(("CD", "FIR", "BOP304")),
            "nature": self._either("propre", "transverse"),
            "annee": self._random.choice(("2020", "2021", "2022")),
            "montant": str(self._texts.figure()),
            "libelle": self._texts.of(12),
        }

    def _contrat(self) -> Fields:
        return {
            "intitule": "Contrat d’essai",
            "periode": {"debut": "2020", "fin": "2022"},
            "signature": "2020-09-29",
        }

    @property
    def titles(self) -> set[str]:
        """The words of titles, legends, headers and people, by which something is named again;
        those of who holds the rights, whom the cover and the credits name; those of figures, which
        have a page of their own."""
        holder = self.dossier["mentions"]["titulaire"].casefold().split()
        named = _named(self.dossier), _named(list(self.people.values()))
        return {*chain(*named), *holder, *_of_figures(self.dossier["chiffres"])}

    @property
    def in_fiche(self) -> set[str]:
        """The words that the fiche prints."""
        return self.sheet.words - self._unseen

    def blocks(self) -> Iterator[Fields]:
        """The blocks of the case study, in their order."""
        parts = (self.dossier["contexte"], *self.dossier["activites"])
        yield from (bloc for part in parts for bloc in _within(part["blocs"]))

    @property
    def amounts(self) -> list[Decimal]:
        """Every line of the budget, in euros."""
        return [Decimal(line["montant"]) for line in self.fiche["budget"]["lignes"]]


def _within(blocs: list[Any]) -> Iterator[Fields]:
    for bloc in blocs:
        if isinstance(bloc, dict):
            yield bloc
            yield from _within(bloc.get("blocs", []))


def _of_figures(figures: dict[str, Fields]) -> Iterator[str]:
    for figure in figures.values():
        for said in ("libelle", "unite", "source"):
            yield from figure.get(said, "").casefold().replace(".", "").split()


_NAMES = ("titre", "accroche", "legende", "colonnes", "fonction")


def _named(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _named(child)
    elif isinstance(node, dict):
        for key, child in node.items():
            if key in _NAMES:
                yield from (
                    str(child)
                    .casefold()
                    .replace("'", " ")
                    .replace(",", " ")
                    .replace(".", " ")
                    .split()
                )
            yield from _named(child)
