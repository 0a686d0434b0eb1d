"""Dossiers drawn at random: any number of anything, each text told from all others by its words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

import yaml

_SYLLABLES: Final = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "zo",
)
_COMMON: Final = (
    *("le service", "accueille", "les familles,", "les équipes", "écoutent,", "la visite", "à"),
    *("domicile,", "un suivi,", "des professionnelles,", "une", "permanence,", "l’allaitement,"),
    *("le territoire,", "avant", "la naissance"),
)
_LONG: Final = (
    "anticonstitutionnellement",
    "développementaux-comportementaux",
    "interdépartementalisation",
)


class Writer:
    """Writes a dossier of random sizes; the same seed always writes the same one."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._count = 0
        self._people: dict[str, Any] = {}
        self._quotes: dict[str, Any] = {}
        self._figures: dict[str, Any] = {}

    def dossier(self) -> str:
        """The text of ``dossier.yaml``."""
        told = {
            "contexte": {"titre": self._line(4), "blocs": self._blocs(self._upto(4))},
            "chronologie": {"titre": "La chronologie", "jalons": self._some(30, self._jalon)},
            "activites": self._some(4, self._activite),
            "et_apres": {"titre": "Et après ?", "priorites": self._some(30, self._priorite)},
            "appel": {
                "accroche": self._line(5),
                "texte": self._prose(3),
                "lien": "https://exemple.fr/une-page",
                "contacts": [self._contact() for _ in range(self._random.randrange(7))],
            },
        }
        return self._written(told)

    def alone(self, kind: str) -> str:
        """The text of a dossier that holds one block, which no other keeps from a slide."""
        part = {"titre": self._line(4), "blocs": [self._section(kind)]}
        return self._written({"contexte": part})

    def assorted(self) -> str:
        """The text of a dossier that shows blocks of every kind."""
        pairs = zip(KINDS[::2], (*KINDS[1::2], "tableau"), strict=True)
        told = [
            {"titre": self._line(5), "blocs": [self._section(kind) for kind in pair]}
            for pair in pairs
        ]
        return self._written({"activites": told})

    def _section(self, kind: str) -> dict[str, Any]:
        bloc = {"type": kind, **_MAKERS[kind](self)}
        return {"type": "section", "titre": self._line(9), "blocs": [bloc]}

    def _written(self, told: dict[str, Any]) -> str:
        head = {"departement": "971", "sigles": {"XYZ": self._line(3)}}
        known = {
            "chiffres": self._figures,
            "personnes": self._people,
            "citations": self._quotes,
        }
        whole = {**head, **known, **told}
        return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=10_000)

    def _upto(self, most: int) -> int:
        """Mostly small, sometimes as many as ``most``."""
        return self._random.randint(1, self._random.choice((2, max(2, most // 3), most)))

    def _some(self, most: int, make: Callable[[], Any]) -> list[Any]:
        return [make() for _ in range(self._upto(most))]

    def _maybe(self, **fields: Any) -> dict[str, Any]:
        return fields if self._random.random() < 0.6 else {}

    def _mark(self) -> str:
        """A word that no other text has."""
        self._count += 1
        number, word = self._count + 1000, ""
        while number:
            number, rest = divmod(number, len(_SYLLABLES))
            word += _SYLLABLES[rest]
        return word

    def _line(self, words: int) -> str:
        chosen = [self._random.choice(_COMMON) for _ in range(self._random.randint(1, words))]
        if self._random.random() < 0.03:
            chosen.append(self._random.choice(_LONG))
        return f"{self._mark().capitalize()} {' '.join(chosen)}"[:120].rstrip(", ")

    def _prose(self, sentences: int) -> str:
        paragraphs = [
            " ".join(f"{self._line(25)}." for _ in range(self._upto(sentences)))
            for _ in range(self._random.choice((1, 1, 2)))
        ]
        return "\n\n".join(paragraphs)

    def _activite(self) -> dict[str, Any]:
        short = self._maybe(version_courte=self._line(8))
        return {"titre": self._line(6), **short, "blocs": self._blocs(self._upto(5))}

    def _blocs(self, count: int, depth: int = 0) -> list[dict[str, Any]]:
        return [self._bloc(depth) for _ in range(count)]

    def _bloc(self, depth: int) -> dict[str, Any]:
        if depth < 2 and self._random.random() < 0.4:
            short = self._maybe(version_courte=self._line(9))
            inner = self._blocs(self._upto(5), depth + 1)
            return {"type": "section", "titre": self._line(9), **short, "blocs": inner}
        kind = self._random.choice(sorted(_MAKERS))
        return {"type": kind, **_MAKERS[kind](self)}

    def _paragraphe(self) -> dict[str, Any]:
        return {"texte": self._prose(6), **self._maybe(version_courte=self._line(12))}

    def _encart(self) -> dict[str, Any]:
        return {"texte": self._prose(4), **self._maybe(titre=self._line(6))}

    def _element(self, **more: Any) -> dict[str, Any]:
        return {"texte": self._line(self._random.choice((2, 6, 14))), **more}

    def _liste(self) -> dict[str, Any]:
        detailed = self._random.random() < 0.3
        detail = lambda: {"detail": self._line(20)} if detailed else {}  # noqa: E731
        items = self._some(120, lambda: self._element(**detail()))
        return {"elements": items, **self._maybe(titre=self._line(6))}

    def _enquete(self) -> dict[str, Any]:
        base = self._random.choice((9, 120, 1240))
        return {
            "public": "usagers",
            "base": self._figure(valeur=base),
            "resultats": self._some(6, lambda: self._resultats(base)),
            **self._maybe(titre=self._line(6)),
        }

    def _resultats(self, base: int) -> dict[str, Any]:
        counted = self._random.random() < 0.5
        count = lambda: {"effectif": self._random.randint(0, base)} if counted else {}  # noqa: E731
        items = self._some(20, lambda: self._element(**count()))
        return {"titre": self._line(9), "elements": items, "choix": "multiple"}

    def _figure(self, **value: Any) -> str:
        name = f"chiffre_{self._mark()}"
        self._figures[name] = {
            "libelle": self._line(8),
            **value,
            **self._maybe(source=self._line(5)),
        }
        return name

    def _graphique(self) -> dict[str, Any]:
        names = self._some(12, lambda: self._figure(valeur=self._random.randint(1, 90_000)))
        return {"titre": self._line(9), "chiffres": names}

    def _chiffre_cle(self) -> dict[str, Any]:
        names = self._some(6, lambda: self._figure(valeur=self._random.randint(1, 900)))
        return {"chiffres": names, **self._maybe(titre=self._line(6))}

    def _citation(self) -> dict[str, Any]:
        name = f"mots_{self._mark()}"
        short = self._maybe(version_courte=self._line(12))
        self._quotes[name] = {"texte": self._prose(6), "attribution": self._line(5), **short}
        return {"citation": name}

    def _avant_apres(self) -> dict[str, Any]:
        changes = self._maybe(changements=self._some(12, lambda: self._line(10)))
        sides = {side: {"texte": self._prose(3)} for side in ("avant", "apres")}
        return {"titre": self._line(8), **sides, **changes}

    def _jalon(self) -> dict[str, Any]:
        when = self._random.choice(
            ({"date": str(2001 + self._count % 24)}, {"repere": self._line(2)[:60].rstrip()})
        )
        return {**when, **self._etape()}

    def _etape(self) -> dict[str, Any]:
        return {"titre": self._line(9), **self._maybe(texte=self._prose(3))}

    def _etapes(self) -> dict[str, Any]:
        make = self._random.choice((self._jalon, self._etape))
        return {"etapes": self._some(20, make), **self._maybe(titre=self._line(6))}

    def _personne(self) -> str:
        name = f"personne_{self._mark()}"
        self._people[name] = {"fonction": self._line(5), **self._maybe(structure=self._line(4))}
        return name

    def _personnes(self) -> dict[str, Any]:
        return {"personnes": self._some(20, self._personne), **self._maybe(titre=self._line(6))}

    def _card(self) -> dict[str, Any]:
        return {"titre": self._line(8), **self._maybe(texte=self._prose(3))}

    def _cartes(self) -> dict[str, Any]:
        return {"cartes": self._some(30, self._card), **self._maybe(titre=self._line(6))}

    def _documents(self) -> dict[str, Any]:
        return {"documents": self._some(15, self._card), **self._maybe(titre=self._line(6))}

    def _tableau(self) -> dict[str, Any]:
        across, size = self._random.randint(1, 8), self._random.choice((1, 4, 12))
        row = lambda: [self._line(size) for _ in range(across)]  # noqa: E731
        return {
            "titre": self._line(8),
            "colonnes": [self._line(2) for _ in range(across)],
            "lignes": self._some(40, row),
        }

    def _priorite(self) -> dict[str, Any]:
        short = self._maybe(version_courte=self._line(12))
        return {"titre": self._line(9), **self._maybe(texte=self._prose(3)), **short}

    def _contact(self) -> dict[str, Any]:
        return {"fonction": self._line(4), "courriel": "contact@exemple.fr"}


KINDS: Final = (
    *("avant_apres", "cartes", "chiffre_cle", "citation", "documents", "encart", "enquete"),
    *("etapes", "graphique", "liste", "paragraphe", "personnes", "tableau"),
)
_MAKERS: Final[dict[str, Callable[[Writer], dict[str, Any]]]] = {
    "paragraphe": Writer._paragraphe,
    "encart": Writer._encart,
    "liste": Writer._liste,
    "enquete": Writer._enquete,
    "graphique": Writer._graphique,
    "chiffre_cle": Writer._chiffre_cle,
    "citation": Writer._citation,
    "avant_apres": Writer._avant_apres,
    "etapes": Writer._etapes,
    "personnes": Writer._personnes,
    "cartes": Writer._cartes,
    "documents": Writer._documents,
    "tableau": Writer._tableau,
}
