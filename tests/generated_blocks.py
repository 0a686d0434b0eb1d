"""Made-up blocks of every type, for dossiers that know every text they hold."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.generated_texts import Texts

Fields = dict[str, Any]


class Blocks:
    """Blocks of every type; ``size`` is the most that a list holds, in items."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.size = self._random.choice((3, 6, 12, 20, 30))
        self.story, self.sheet = Texts(self._random), Texts(self._random)
        self.report = Texts(self._random)
        self.sheet._said, self.report._said = 200_000, 400_000
        self._texts = self.story
        self._unseen: set[str] = set()
        self.figures: Fields = {}
        self.quotes: Fields = {}
        self.people: Fields = {}
        self.notes: Fields = {}

    def _blocs(self, most: int, depth: int = 0) -> list[Any]:
        makers: list[Callable[[], Any]] = [
            self._texts_alone,
            self._liste,
            self._citation,
            self._chiffres,
            self._avant_apres,
            self._etapes,
            self._personnes,
            self._documents,
            self._cartes,
            self._enquete,
            self._graphique,
            self._pemat,
            self._tableau,
            self._image_placee,
            self._galerie,
            self._encart,
        ]
        if depth < 2:
            makers += [lambda: self._section(depth)] * 4
        return [self._random.choice(makers)() for _ in range(self._random.randrange(1, most + 1))]

    def _section(self, depth: int) -> Fields:
        return self._some(
            {
                "type": "section",
                "titre": self._texts.title(),
                "blocs": self._blocs(4, depth + 1),
            },
            version_courte=lambda: self._texts.short_version(10),
        )

    def _texts_alone(self) -> Any:
        if self._random.random() < 0.5:
            return self._prose()
        return self._some(
            {"type": "paragraphe", "texte": self._prose()},
            version_courte=lambda: self._texts.short_version(20),
        )

    def _liste(self) -> Fields:
        items = self._several(self._element)
        return self._titled({"type": "liste", "numerotee": self._either("oui", "non")}) | {
            "elements": items
        }

    def _element(self) -> Any:
        if self._random.random() < 0.6:
            return self._texts.of(40)
        return {"texte": self._texts.of(20), "detail": self._texts.of(20)}

    def _citation(self) -> Fields:
        name = f"mots{len(self.quotes)}"
        named = self._random.random() < 0.4
        who = {"personne": self._speaker()} if named else {"attribution": self._texts.of(5)}
        words = self._texts.of(120)
        extract = words.partition(".")[0]
        self.quotes[name] = self._some({"texte": words, **who}, version_courte=lambda: extract)
        return {"type": "citation", "citation": name}

    def _speaker(self) -> str:
        """Someone who is quoted: a quote shows no picture."""
        name = f"personne{len(self.people)}"
        self.people[name] = self._some(
            {"fonction": self._texts.of(6)}, structure=lambda: self._texts.of(4)
        )
        return name

    def _person(self) -> str:
        name = self._speaker()
        if self._random.random() < 0.5:
            self.people[name] |= {"photo": self._portrait(), "portrait": "dessin"}
        return name

    def _portrait(self) -> Fields:
        """A fiche shows no picture of anybody."""
        before = frozenset(self._texts.words)
        image = self._image()
        if self._texts is self.sheet:
            self._unseen |= self._texts.words - before
            self.sheet.spoken -= set(image["alt"].casefold().replace(".", "").split())
        return image

    def _personnes(self) -> Fields:
        people = [self._person() for _ in range(self._random.randrange(1, 7))]
        return self._titled({"type": "personnes"}) | {"personnes": people}

    def _figure(self, **fields: Any) -> str:
        name = f"chiffre{len(self.figures)}"
        self.figures[name] = {
            "valeur": str(self._texts.figure()),
            "libelle": self._texts.of(8),
            "unite": self._texts.of(1),
            "source": self._texts.of(6),
            **fields,
        }
        return name

    def _base(self) -> str:
        """How many were asked: a survey gives the number, its unit and where it comes from."""
        name = self._figure()
        before = set(self.figures[name].pop("libelle").casefold().replace(".", "").split())
        self._texts.words -= before
        return name

    def _chiffres(self) -> Fields:
        shown = [self._figure() for _ in range(self._random.randrange(1, 7))]
        return self._titled({"type": "chiffre_cle"}) | {"chiffres": shown}

    def _graphique(self) -> Fields:
        shown = [self._figure() for _ in range(self._random.randrange(1, 13))]
        chart = {"type": "graphique", "titre": self._texts.title(), "chiffres": shown}
        return self._some(chart, avant=lambda: self._past(shown))

    def _past(self, shown: list[str]) -> list[str]:
        """What figures were before: of one unit, and under the labels of what they became."""
        past = [self._base() for _ in shown]
        for name in (*shown, *past):
            self._texts.words -= set(self.figures[name].pop("unite").casefold().split())
        return past

    def _pemat(self) -> Fields:
        """Raters are named wherever they differ: their names are no texts that are said once."""
        raters = ["puéricultrice", "sage-femme", "psychologue"][: self._random.randrange(1, 4)]
        versions = self._random.choice((("avant",), ("apres",), ("avant", "apres")))

        def item() -> Fields:
            said = {
                version: [self._either("oui", "non", "sans_objet") for _ in raters]
                for version in versions
            }
            return self._some(
                {
                    "echelle": self._either("comprehensibilite", "actionnabilite"),
                    "texte": self._texts.of(15),
                    "sans_objet_admis": "oui",
                    **said,
                },
                theme=lambda: self._texts.of(3),
            )

        return self._some(
            {
                "type": "pemat",
                "titre": self._texts.title(),
                "evaluateurs": raters,
                "items": self._several(item, 24),
            },
            support=lambda: self._texts.of(6),
            grille=lambda: self._texts.of(3),
        )

    def _avant_apres(self) -> Fields:
        return self._some(
            {
                "type": "avant_apres",
                "titre": self._texts.title(),
                "avant": self._volet(),
                "apres": self._volet(),
            },
            changements=lambda: self._several(lambda: self._texts.of(20), 8),
        )

    def _volet(self) -> Fields:
        return self._some({"texte": self._prose()}, image=self._image)

    def _etapes(self) -> Fields:
        return self._titled({"type": "etapes"}) | {"etapes": self._several(self._jalon, 15)}

    def _jalon(self) -> Fields:
        dated = self._random.random() < 0.6
        return (
            self._dated() if dated else self._some({"titre": self._texts.of(8)}, texte=self._prose)
        )

    def _dated(self) -> Fields:
        dated = self._random.random() < 0.5
        when = {"date": "2023-02"} if dated else {"repere": self._texts.of(4)}
        return self._some({"titre": self._texts.of(8), **when}, texte=self._prose)

    def _documents(self) -> Fields:
        return self._titled({"type": "documents"}) | {
            "documents": self._several(
                lambda: self._some(
                    {"titre": self._texts.title()}, texte=self._prose, image=self._image
                ),
                8,
            )
        }

    def _cartes(self) -> Fields:
        return self._titled({"type": "cartes"}) | {
            "cartes": self._several(
                lambda: self._some(
                    {"titre": self._texts.title()}, texte=self._prose, picto=self._image
                ),
                12,
            )
        }

    def _enquete(self) -> Fields:
        public = self._either("usagers", "professionnels")
        return self._some(
            {"type": "enquete", "public": public, "resultats": self._several(self._resultats, 5)},
            titre=self._texts.title,
            base=self._base,
        )

    def _resultats(self) -> Fields:
        counted = self._random.random() < 0.4
        answers = self._several(lambda: {"texte": self._texts.of(15)})
        if counted:
            for answer in answers:
                answer["effectif"] = str(self._random.randrange(1, 9))
        choice = self._random.choice(({}, {"choix": "unique"}, {"choix": "multiple"}))
        return {"titre": self._texts.title(), "elements": answers, **choice}

    def _tableau(self) -> Fields:
        columns = self._random.randrange(1, 9)
        most = 30 if columns < 4 else 6
        rows = self._several(lambda: [self._texts.of(most) for _ in range(columns)])
        return {
            "type": "tableau",
            "titre": self._texts.title(),
            "colonnes": [self._texts.of(3) for _ in range(columns)],
            "lignes": rows,
        }

    def _image_placee(self) -> Fields:
        return self._some(
            {
                "type": "image",
                "image": self._image(),
                "largeur": self._random.choice(("pleine", "moyenne", "petite")),
            },
            legende=lambda: self._texts.of(10),
        )

    def _galerie(self) -> Fields:
        return self._titled({"type": "galerie"}) | {"vues": self._several(self._vue, 9)}

    def _vue(self) -> Fields:
        return self._some({"image": self._image()}, legende=lambda: self._texts.of(10))

    def _image(self) -> Fields:
        return self._some(
            {"fichier": "images/vue.png", "alt": self._texts.heard()},
            description=lambda: self._texts.of(160, 10),
            credit=lambda: self._texts.of(6),
        )

    def _encart(self) -> Fields:
        return self._titled({"type": "encart"}) | {"texte": self._prose()}

    def _prose(self) -> str:
        """Paragraphs, some with a list, bold words or a note."""
        parts = [self._paragraph() for _ in range(self._random.choice((1, 1, 1, 2, 3)))]
        if self._random.random() < 0.25:
            parts.append("\n".join(f"- {item}" for item in self._several(self._item, 8)))
        return "\n\n".join(parts)

    def _item(self) -> str:
        nested = f"\n  - {self._texts.of(8)}" if self._random.random() < 0.2 else ""
        return self._texts.of(20) + nested

    def _paragraph(self) -> str:
        text = self._texts.of(90, 3)
        first, _, rest = text.partition(" ")
        if self._random.random() < 0.3:
            text = f"{first} **{rest}**"
        if self._random.random() < 0.1:
            name = f"note{'abcdefghij'[len(self.notes) % 10] * (1 + len(self.notes) // 10)}"
            self.notes[name] = self._texts.of(20)
            text += f"[^{name}]"
        return text

    def _titled(self, fields: Fields) -> Fields:
        return self._some(fields, titre=self._texts.title)

    def _several(self, make: Callable[[], Any], most: int = 40) -> list[Any]:
        return [make() for _ in range(self._random.randrange(1, min(self.size, most) + 1))]

    def _some(self, fields: Fields, **makers: Callable[[], Any]) -> Fields:
        """The fields, and each of the others now and then."""
        added = {name: make() for name, make in makers.items() if self._random.random() < 0.5}
        return fields | added

    def _either(self, *words: str) -> str:
        return self._random.choice(words)
