"""Dossiers of each kind of block at any size: every word of theirs stands once in them.

A word is ``w12n3z``: the third of the twelfth text. A long one has a tail of thorns, a letter that
nothing else prints.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from attrs import define, field

Fields = dict[str, Any]

_SIZES: Final = (1, 2, 3, 4, 5, 7, 9, 12, 15, 20, 30, 60)
_LENGTHS: Final = (3, 10, 40, 120, 400)
_PICTURES: Final = ("carre.png", "haut.png", "large.png")


@define
class Dossier:
    """A dossier being drawn at random, and the texts that its case study owes.

    ``ordered`` come one after the other; ``anywhere`` where the layout wants them (notes,
    headers); ``repeated`` may come more than once.
    """

    chance: random.Random
    fields: Fields = field(factory=lambda: {"departement": "01", "edition": "2025"})
    ordered: list[str] = field(factory=list)
    anywhere: list[str] = field(factory=list)
    repeated: set[str] = field(factory=set)
    count: int = 0

    def text(
        self,
        most: int = 8,
        *,
        apart: bool = False,
        repeated: bool = False,
        tails: Sequence[int] = (10, 30, 75, 200),
    ) -> str:
        """A new text of at most that many words, sometimes with a very long one."""
        self.count += 1
        words = [f"w{self.count}n{rank}z" for rank in range(self.chance.randint(1, most))]
        if self.some(0.1) and tails:
            words[len(words) // 2] += "þđ" * self.chance.choice(tails)
        text = " ".join(words)
        (self.anywhere if apart else self.ordered).append(text)
        if repeated:
            self.repeated.add(text)
        return text

    def title(self, most: int = 6, **how: Any) -> str:
        """A new text of less than 120 signs."""
        return self.text(most, tails=(10, 30), **how)

    def function(self, most: int, tails: Sequence[int] = (10, 30)) -> str:
        """A new text that the case study begins with a capital."""
        return self.text(most, tails=tails).capitalize()

    def prose(self, most: int, parts: int = 2) -> str:
        """Paragraphs and lists."""
        return "\n\n".join(self._part(most) for _ in range(self.chance.randint(1, parts)))

    def _part(self, most: int) -> str:
        if self.chance.random() < 0.7:
            return self.text(most)
        return "\n".join(f"- {self.text(max(1, most // 3))}" for _ in range(self.size(6)))

    def size(self, most: int = 60) -> int:
        """How many of something."""
        return self.chance.choice([size for size in _SIZES if size <= most])

    def length(self, most: int = 400) -> int:
        """How many words at most: a few more often than many."""
        return self.chance.choice([length for length in _LENGTHS if length <= most])

    def picture(self, **more: Any) -> Fields:
        name = self.chance.choice(_PICTURES)
        return {"fichier": f"images/{name}", "alt": "Une vue", **more}

    def some(self, part: float = 0.5) -> bool:
        return self.chance.random() < part

    def note(self, most: int) -> str:
        """A new note; returns its call."""
        notes = self.fields.setdefault("notes", {})
        name = f"note{len(notes)}"
        notes[name] = self.text(most, apart=True)
        return f"[^{name}]"


def enquete(one: Dossier) -> Sequence[Fields]:
    counted, words = one.some(0.3), one.length()
    bloc: Fields = {"type": "enquete", "public": "usagers", "titre": one.title(5)}
    if counted:
        figure = {"valeur": 100, "unite": "réponses", "libelle": "réponses"}
        one.fields["chiffres"] = {"repondants": figure}
        bloc["base"] = "repondants"
    size = one.size()
    bloc["resultats"] = [
        _question(one, one.chance.choice((1, 3, size)), words, counted) for _ in range(one.size(9))
    ]
    return [bloc]


def _question(one: Dossier, size: int, words: int, counted: bool) -> Fields:
    question: Fields = {"titre": one.title(), "choix": "multiple"}
    question["elements"] = [_element(one, words) for _ in range(size)]
    if counted and one.some():
        for element in question["elements"]:
            element["effectif"] = one.chance.randint(0, 100)
    return question


def _element(one: Dossier, words: int) -> Fields:
    element: Fields = {"texte": one.text(words)}
    if one.some(0.1):
        element["texte"] += one.note(words)
    if one.some():
        element["detail"] = one.text(words)
    return element


def liste(one: Dossier) -> Sequence[Fields]:
    words, details = one.length(), one.some()
    bloc: Fields = {"type": "liste", "titre": one.title(5), "numerotee": "oui"}
    if details:
        bloc["elements"] = [_element(one, words) for _ in range(one.size())]
    else:
        bloc["elements"] = [one.text(words) for _ in range(one.size())]
    return [bloc]


def tableau(one: Dossier) -> Sequence[Fields]:
    columns, words = one.chance.randint(1, 8), one.length(120)
    bloc: Fields = {"type": "tableau", "titre": one.title(6)}
    bloc["colonnes"] = [one.text(3, apart=True, repeated=True) for _ in range(columns)]
    bloc["lignes"] = [
        [_cell(one, one.chance.choice((2, words))) for _ in range(columns)]
        for _ in range(one.size(30))
    ]
    return [bloc]


def _cell(one: Dossier, words: int) -> str:
    return one.text(words) if one.some(0.9) else ""


def citations(one: Dossier) -> Sequence[Fields]:
    words = one.chance.choice((6, one.length()))
    quotes = one.fields["citations"] = {}
    for rank in range(one.size()):
        quotes[f"c{rank}"] = {"texte": one.prose(words, 3), "attribution": one.function(5)}
    return [{"type": "citation", "citation": name} for name in quotes]


def cartes(one: Dossier) -> Sequence[Fields]:
    words, pictos = one.length(), one.some(0.4)
    bloc: Fields = {"type": "cartes", "titre": one.title(5), "cartes": []}
    for _ in range(one.size()):
        card: Fields = {"titre": one.title(6), "texte": one.prose(words)}
        if pictos:
            card["picto"] = one.picture(credit=one.title(3))
        bloc["cartes"].append(card)
    return [bloc]


def etapes(one: Dossier) -> Sequence[Fields]:
    return [{"type": "etapes", "titre": one.title(5), "etapes": _milestones(one)}]


def _milestones(one: Dossier) -> list[Fields]:
    words = one.length()
    return [
        {"repere": one.function(4, tails=()), "titre": one.title(6), "texte": one.prose(words)}
        for _ in range(one.size(30))
    ]


def documents(one: Dossier) -> Sequence[Fields]:
    words = one.length()
    bloc: Fields = {"type": "documents", "titre": one.title(5), "documents": []}
    for _ in range(one.size(30)):
        piece: Fields = {}
        if one.some():
            piece["image"] = one.picture(credit=one.title(4))
        piece |= {"titre": one.title(6), "texte": one.prose(words)}
        if "image" in piece and one.some():
            piece["image"]["description"] = one.prose(20)
        bloc["documents"].append(piece)
    return [bloc]


def avant_apres(one: Dossier) -> Sequence[Fields]:
    words = one.length()
    bloc: Fields = {"type": "avant_apres", "titre": one.title(5, repeated=True)}
    bloc["changements"] = [one.text(words) for _ in range(one.size())]
    long = one.chance.choice((0, 20, 900))
    for name in ("avant", "apres"):
        image = one.picture(credit=one.title(4))
        marks = [{"x": 50, "y": 9 * rank, "texte": one.text(9)} for rank in range(one.size(9))]
        bloc[name] = {"image": image, "reperes": marks, "texte": one.prose(words, 4)}
        if long == 20:
            image["description"] = _transcript(one, long)
    if long == 900:
        for name in ("avant", "apres"):
            bloc[name]["image"]["description"] = _transcript(one, long)
    return [bloc]


def _transcript(one: Dossier, words: int) -> str:
    """Short enough to stand beside its picture, or long enough to go to the end."""
    return one.text(words) if words < 100 else "\n\n".join(one.text(40) for _ in range(words // 20))


def image(one: Dossier) -> Sequence[Fields]:
    picture = one.picture()
    bloc: Fields = {"type": "image", "image": picture, "legende": one.title(6, repeated=True)}
    bloc["largeur"] = one.chance.choice(("pleine_page", "bandeau", "pleine", "moyenne", "petite"))
    picture["credit"] = one.title(5)
    if one.some():
        picture["description"] = _transcript(one, one.chance.choice((20, 900)))
        if bloc["largeur"] == "pleine_page":  # nothing stands on a full page but its legend
            one.anywhere.extend(one.ordered[-1:])
            del one.ordered[-1:]
    elif one.some():
        bloc["texte"] = one.prose(one.length(120))
    return [bloc]


def encart(one: Dossier) -> Sequence[Fields]:
    return [{"type": "encart", "titre": one.title(5), "texte": one.prose(one.length(), one.size())}]


def personnes(one: Dossier) -> Sequence[Fields]:
    people = one.fields["personnes"] = {}
    title = one.title(5)
    for rank in range(one.size()):
        person: Fields = {"fonction": one.function(6), "structure": one.function(6)}
        if one.some():
            person |= {"portrait": "dessin", "photo": one.picture(credit=one.title(3))}
        people[f"p{rank}"] = person
    return [{"type": "personnes", "titre": title, "personnes": list(people)}]


def chiffres(one: Dossier) -> Sequence[Fields]:
    return [{"type": "chiffre_cle", "titre": one.title(5), "chiffres": _figures(one, 6, False)}]


def graphique(one: Dossier) -> Sequence[Fields]:
    return [{"type": "graphique", "titre": one.title(5), "chiffres": _figures(one, 12, True)}]


def _figures(one: Dossier, most: int, apart: bool) -> list[str]:
    """Units before labels: so they are printed beside a key figure."""
    figures = one.fields["chiffres"] = {}
    for rank in range(min(one.size(), most)):
        figure = {"valeur": one.chance.choice((1, 1234, 123_456_789))}
        figure["unite"] = one.text(4, apart=apart, tails=())
        figure["libelle"] = one.title(6, apart=apart)
        figures[f"x{rank}"] = figure
    return list(figures)


def notes(one: Dossier) -> Sequence[Fields]:
    words = one.length()
    items = [one.text(9) + one.note(words) for _ in range(one.size())]
    return [{"type": "liste", "elements": items}]


def introduction(one: Dossier) -> Sequence[Fields]:
    words = one.length()
    texts = {name: one.prose(words, one.size(9)) for name in ("ppgp", "objectif", "ici")}
    one.fields["introduction"] = texts
    return []


def chronologie(one: Dossier) -> Sequence[Fields]:
    one.fields["chronologie"] = {"introduction": one.text(9), "jalons": _milestones(one)}
    return []


def priorites(one: Dossier) -> Sequence[Fields]:
    words = one.length()
    part = one.fields["et_apres"] = {"introduction": one.text(9), "priorites": []}
    for _ in range(one.size(30)):
        priority: Fields = {"titre": one.title(6), "texte": one.prose(words)}
        if one.some():
            priority["picto"] = one.picture(credit=one.title(3))
        part["priorites"].append(priority)
    return []


def appel(one: Dossier) -> Sequence[Fields]:
    call: Fields = {"accroche": one.title(6, repeated=True), "texte": one.prose(one.length(), 3)}
    call["lien"] = "https://exemple.fr/essai"
    call["contacts"] = [{"fonction": one.function(6)} for _ in range(one.size(30))]
    one.fields["appel"] = call
    return []


def sigles(one: Dossier) -> Sequence[Fields]:
    ranks = range(one.size() * 3)
    one.fields["sigles"] = {f"S{rank:03}": one.title(10) for rank in ranks}
    return []


KINDS: Final[dict[str, Callable[[Dossier], Sequence[Fields]]]] = {
    make.__name__: make
    for make in (
        enquete,
        liste,
        tableau,
        citations,
        cartes,
        etapes,
        documents,
        avant_apres,
        image,
        encart,
        personnes,
        chiffres,
        graphique,
        notes,
        introduction,
        chronologie,
        priorites,
        appel,
        sigles,
    )
}


def draw(kind: str, seed: int) -> Dossier:
    """The dossier of a kind of block, after some paragraphs, in a section or not."""
    one = Dossier(random.Random(f"{kind} {seed}"))
    lead: list[Any] = ["Une ligne. " * 60] * one.chance.choice((0, 0, 2, 5, 9))
    group = [*lead, *KINDS[kind](one), "La fin du contexte."]
    if one.some():
        group = [{"type": "section", "titre": "Une section", "blocs": group}]
    one.fields["contexte"] = {"blocs": group}
    return one


def faults(one: Dossier, pages: Sequence[str]) -> list[str]:
    """What pages lack of a dossier, say twice, or say in another order."""
    said = bare("".join(pages))
    places: dict[str, list[int]] = {}
    for found in re.finditer(r"w\d+n\d+z", said):
        places.setdefault(found[0], []).append(found.start())
    found_faults = [
        fault for text in one.ordered + one.anywhere for fault in _of(text, one, places)
    ]
    starts = [places[words_of(text)[0]][0] for text in one.ordered if words_of(text)[0] in places]
    if starts != sorted(starts):
        found_faults.append("texts in another order")
    owed = sum(bare(text).count("þ") for text in one.ordered + one.anywhere)
    if said.count("þ") < owed:
        found_faults.append(f"{said.count('þ')} of {owed} letters of long words")
    return found_faults


def _of(text: str, one: Dossier, places: dict[str, list[int]]) -> list[str]:
    words = words_of(text)
    lost = [word for word in words if word not in places]
    twice = [word for word in words if len(places.get(word, ())) > 1 and text not in one.repeated]
    order = [places[word][0] for word in words if word in places]
    found = [f"{word} lost" for word in lost] + [f"{word} twice" for word in twice]
    return found + ([f"{words[0]} in another order"] if order != sorted(order) else [])


def words_of(text: str) -> list[str]:
    return re.findall(r"w\d+n\d+z", bare(text))


def bare(text: str) -> str:
    """Without spaces nor calls of notes, in small letters."""
    return re.sub(r"\[\^\w+\]|\s", "", text).casefold()
