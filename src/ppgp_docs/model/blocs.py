"""The typed blocks (schemas/blocs.yaml says what each field is for)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any, ClassVar, Final

from attrs import field, frozen

from ppgp_docs.francais.accords import capitale
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.model.place import Champs, Groupe, Located, Place, Renvoi, as_champs
from ppgp_docs.model.prose import Line, Prose, Run, Words

_SEVERAL: Final = " (plusieurs réponses possibles)"


@frozen(kw_only=True, repr=False)
class Image(Located):
    """A picture of the dossier's folder; ``alt`` is empty only when ``decoratif``."""

    fichier: str
    alt: Words = Words("")
    decoratif: bool = False
    description: Prose = Prose()
    credit: Words = Words("")
    foyer: str = "centre"


@frozen(kw_only=True, repr=False)
class Element(Located):
    """An item of a list; ``quantite`` counts the things that it stands for."""

    texte: Line
    detail: Line = Line()
    quantite: int = 1
    effectif: int | None = None


@frozen(kw_only=True, repr=False)
class Jalon(Located):
    """A milestone or a step; a date that is not known stays absent."""

    titre: Line
    date: DatePrecise | None = None
    repere: Words = Words("")
    texte: Prose = Prose()
    id: str = ""

    @property
    def en_tete(self) -> str:
        """``quand`` at the head of a line or of a card, with a capital."""
        return capitale(self.quand)

    @property
    def quand(self) -> str:
        """The date in French, or the landmark that stands for it; may be empty."""
        return self.repere or (self.date.en_francais() if self.date else "")


@frozen(kw_only=True, repr=False)
class Bloc(Located):
    """A block; ``type`` is its name in the YAML."""

    type: ClassVar[str]


@frozen(kw_only=True, repr=False)
class Paragraphe(Bloc):
    type = "paragraphe"
    texte: Prose
    version_courte: Line = Line()


@frozen(kw_only=True, repr=False)
class Section(Bloc):
    """A titled group of blocks; its heading level is its depth.

    ``diapo`` says whether slides show it: ``oui``, ``non``, or empty, as there is room.
    """

    type = "section"
    titre: Line
    blocs: tuple[Bloc, ...]
    version_courte: Line = Line()
    diapo: str = ""


@frozen(kw_only=True, repr=False)
class Liste(Bloc):
    type = "liste"
    elements: tuple[Element, ...]
    titre: Line = Line()
    nombre_annonce: int | None = None
    numerotee: bool = False


@frozen(kw_only=True, repr=False)
class ChiffreCle(Bloc):
    """Figures shown large; ``chiffres`` are names of the dossier's figures."""

    type = "chiffre_cle"
    chiffres: tuple[str, ...]
    titre: Line = Line()


@frozen(kw_only=True, repr=False)
class CitationPlacee(Bloc):
    """The place of a quote; ``citation`` is its name among the dossier's quotes.

    ``mise_en_avant`` shows it large.
    """

    type = "citation"
    citation: str
    mise_en_avant: bool = False


@frozen(kw_only=True, repr=False)
class Repere(Located):
    """What is to be seen at a place of a picture: ``x`` and ``y`` are percents of its sides, from
    its upper left corner."""

    texte: Line
    x: int
    y: int


@frozen(kw_only=True, repr=False)
class Volet(Located):
    """One side of a before/after pair; ``reperes`` are numbered on its picture."""

    image: Image | None = None
    reperes: tuple[Repere, ...] = ()
    texte: Prose = Prose()


@frozen(kw_only=True, repr=False)
class AvantApres(Bloc):
    type = "avant_apres"
    titre: Line
    avant: Volet
    apres: Volet
    changements: tuple[Line, ...] = ()


@frozen(kw_only=True, repr=False)
class Etapes(Bloc):
    type = "etapes"
    etapes: tuple[Jalon, ...]
    titre: Line = Line()
    nombre_annonce: int | None = None


@frozen(kw_only=True, repr=False)
class Personnes(Bloc):
    """People cards; ``personnes`` are names of the dossier's people."""

    type = "personnes"
    personnes: tuple[str, ...]
    titre: Line = Line()


@frozen(kw_only=True, repr=False)
class DocumentRetravaille(Located):
    """A communication document that was reworked; ``quantite`` counts copies of its kind."""

    titre: Line
    texte: Prose = Prose()
    quantite: int = 1
    image: Image | None = None


@frozen(kw_only=True, repr=False)
class Documents(Bloc):
    type = "documents"
    documents: tuple[DocumentRetravaille, ...]
    titre: Line = Line()
    nombre_annonce: int | None = None


@frozen(kw_only=True, repr=False)
class Carte(Located):
    titre: Line
    texte: Prose = Prose()
    picto: Image | None = None


@frozen(kw_only=True, repr=False)
class Cartes(Bloc):
    type = "cartes"
    cartes: tuple[Carte, ...]
    titre: Line = Line()
    nombre_annonce: int | None = None


@frozen(kw_only=True, repr=False)
class Resultats(Located):
    """The answers to one question of a survey.

    ``choix`` is ``unique``, ``multiple``, ``echelle`` (a single one, the answers being degrees in
    their order) or unsaid.
    """

    titre: Line
    elements: tuple[Element, ...]
    nombre_annonce: int | None = None
    choix: str = ""

    @property
    def degrees(self) -> tuple[int, ...]:
        """How many gave each answer of a scale, in its order; none where they are no whole."""
        counts = tuple(each.effectif for each in self.elements if each.effectif is not None)
        whole = self.choix == "echelle" and len(counts) == len(self.elements) and any(counts)
        return counts if whole else ()

    @property
    def question(self) -> Line:
        """The title; answers of which people could give several say so."""
        several = self.choix == "multiple" and self.titre
        return Line((*self.titre.runs, Run(_SEVERAL))) if several else self.titre


@frozen(kw_only=True, repr=False)
class Enquete(Bloc):
    """Survey results; ``base`` names the figure that counts the respondents."""

    type = "enquete"
    public: str
    resultats: tuple[Resultats, ...]
    titre: Line = Line()
    base: str = ""


@frozen(kw_only=True, repr=False)
class Graphique(Bloc):
    """Figures compared as bars, or as slopes where ``avant`` names what each of them was before;
    ``titre`` states the finding."""

    type = "graphique"
    titre: Line
    chiffres: tuple[str, ...]
    avant: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Every figure that it shows, in the order in which it is read: before, then after."""
        pairs = zip(self.avant, self.chiffres, strict=False)
        return tuple(chain.from_iterable(pairs)) or self.chiffres


@frozen(kw_only=True, repr=False)
class ItemPemat(Located):
    """An item of a grid; ``avant`` and ``apres`` hold an answer of each rater, in their order.

    ``oui`` is a point, ``non`` none; ``sans_objet`` and ``sans_reponse`` leave the denominator.
    """

    echelle: str
    texte: Line
    numero: Words = Words("")
    theme: Words = Words("")
    sans_objet_admis: bool = False
    avant: tuple[str, ...] = ()
    apres: tuple[str, ...] = ()


@frozen(kw_only=True, repr=False)
class ScoreAnnonce(Located):
    """A score in percent that was stated elsewhere, to be compared; never printed."""

    echelle: str
    version: str
    pourcentage: Decimal


@frozen(kw_only=True, repr=False)
class Pemat(Bloc):
    """A PEMAT grid (AHRQ 14-0002-EF) filled for a document before and after it was reworked.

    ``evaluateurs`` are who filled it; :mod:`ppgp_docs.model.pemat` counts the scores.
    """

    type = "pemat"
    titre: Line
    evaluateurs: tuple[Words, ...]
    items: tuple[ItemPemat, ...]
    support: Line = Line()
    grille: Words = Words("")
    date_avant: DatePrecise | None = None
    date_apres: DatePrecise | None = None
    scores_annonces: tuple[ScoreAnnonce, ...] = ()


@frozen(kw_only=True, repr=False)
class Tableau(Bloc):
    type = "tableau"
    titre: Line
    colonnes: tuple[Line, ...]
    lignes: tuple[tuple[Line, ...], ...]


@frozen(kw_only=True, repr=False)
class ImagePlacee(Bloc):
    type = "image"
    image: Image
    legende: Line = Line()
    largeur: str = "moyenne"
    texte: Prose = Prose()


@frozen(kw_only=True, repr=False)
class Vue(Located):
    """A picture of a gallery."""

    image: Image
    legende: Line = Line()


@frozen(kw_only=True, repr=False)
class Galerie(Bloc):
    """Pictures side by side, in rows that respect their shapes."""

    type = "galerie"
    vues: tuple[Vue, ...]
    titre: Line = Line()


@frozen(kw_only=True, repr=False)
class Encart(Bloc):
    type = "encart"
    texte: Prose
    titre: Line = Line()


@frozen(kw_only=True, repr=False)
class BlocLibre(Bloc):
    """A block whose type a plugin brings; ``champs`` holds its fields, typed by its schema."""

    type = ""
    kind: str
    champs: Champs = field(converter=as_champs)


BLOCS: tuple[type[Bloc], ...] = (
    Paragraphe,
    Section,
    Liste,
    ChiffreCle,
    CitationPlacee,
    AvantApres,
    Etapes,
    Personnes,
    Documents,
    Cartes,
    Enquete,
    Graphique,
    Pemat,
    Tableau,
    ImagePlacee,
    Galerie,
    Encart,
)
"""The classes of the block types that the core knows."""

_SHOWN: Final[dict[str, Callable[[tuple[str, ...], Place], Bloc]]] = {
    "chiffres": lambda names, place: ChiffreCle(chiffres=names, place=place),
    "citations": lambda names, place: CitationPlacee(citation=names[0], place=place),
    "personnes": lambda names, place: Personnes(personnes=names, place=place),
}
"""The block that shows what fields of a plugin name."""


def shown(renvoi: Renvoi, *others: Renvoi) -> Bloc | None:
    """The block that shows what a field names, and others of its kind; None where no block does.

    A block shows one quote.
    """
    maker = _SHOWN.get(renvoi.vers)
    names = (renvoi.nom, *(each.nom for each in others))
    return maker(names, renvoi.place) if maker else None


def held_in(value: Any) -> Iterator[Bloc]:
    """The blocks that a plugin's block holds or names, at any depth of its groups and lists."""
    if isinstance(value, Bloc):
        yield value
    elif isinstance(value, Renvoi):
        if bloc := shown(value):
            yield bloc
    elif isinstance(value, Groupe):
        yield from held_in(value.champs)
    elif isinstance(value, Champs):
        yield from held_in(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from held_in(each)
