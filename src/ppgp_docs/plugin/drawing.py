"""Plugins' blocks in core blocks, so that every format draws them: what formats are given.

A block brings its drawing (``ppgp_draw``); one that nobody draws is a section of its texts,
pictures and child blocks. A text that a drawing forgets is told at its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar

from attrs import evolve, fields

from ppgp_docs.diagnostics import Diagnostic, Span, note, warning
from ppgp_docs.model.blocs import (
    Bloc,
    BlocLibre,
    ChiffreCle,
    CitationPlacee,
    Enquete,
    Graphique,
    Image,
    Paragraphe,
    Personnes,
    Section,
    held_in,
)
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Activite, Dossier, Partie, walk
from ppgp_docs.model.fiche import FicheAction, Rubrique
from ppgp_docs.model.passage import Passage
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Paragraph, Prose
from ppgp_docs.model.references import (
    Chained,
    References,
    of_chiffres,
    of_dates,
    of_departement,
)
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.plugin import answers
from ppgp_docs.plugin.block_validation import BlockValidator
from ppgp_docs.plugin.fallback import in_core_blocs
from ppgp_docs.plugin.formats import Format
from ppgp_docs.plugin.medium import Medium
from ppgp_docs.plugin.omission import Omission
from ppgp_docs.plugin.plugins import Plugins

UNDRAWN: Final = "R009"
"""What tells a block that is printed as a section."""

Holder = TypeVar("Holder", Partie, Activite, Rubrique)


class Drawn(NamedTuple):
    """A dossier made of core blocks alone, and what was wrong with drawings."""

    dossier: Dossier
    diagnostics: tuple[Diagnostic, ...]


def draw(dossier: Dossier, format: Format, plugins: Plugins) -> Drawn:
    """The dossier as a format is given it; the same object when no plugin brings a block to it."""
    if not any(_brought(dossier)):
        return Drawn(dossier, ())
    drawer = _Drawer(dossier, Medium(format.id, format.media_type), plugins)
    return Drawn(drawer.run(), tuple(drawer.said))


def _brought(dossier: Dossier) -> Iterator[BlocLibre]:
    rows = (row.blocs for fiche in dossier.fiches for row in fiche.rubriques)
    every = (*dossier.blocs(), *(bloc for row in rows for bloc in walk(row)))
    return (bloc for bloc in every if isinstance(bloc, BlocLibre))


class _Drawer:
    def __init__(self, dossier: Dossier, medium: Medium, plugins: Plugins) -> None:
        self._dossier, self._medium, self._plugins = dossier, medium, plugins
        self._validator = BlockValidator(plugins.schemas, dossier.redaction.typographie)
        dates = {"debut": dossier.demarche.debut, "fin": dossier.demarche.fin}
        self._common = of_departement(dossier.departement) | of_dates(dates)
        self._sheet: FicheAction | None = None
        self._brought = {_key(bloc): bloc for bloc in _brought(dossier)}
        self.said: list[Diagnostic] = []

    def run(self) -> Dossier:
        contexte = self._dossier.contexte and self._held(self._dossier.contexte)
        activites = tuple(map(self._held, self._dossier.activites))
        fiches = tuple(map(self._fiche, self._dossier.fiches))
        return evolve(self._dossier, contexte=contexte, activites=activites, fiches=fiches)

    def _fiche(self, fiche: FicheAction) -> FicheAction:
        self._sheet = fiche
        drawn = evolve(fiche, rubriques=tuple(map(self._held, fiche.rubriques)))
        self._sheet = None
        return drawn

    def _held(self, holder: Holder) -> Holder:
        return evolve(holder, blocs=self._blocs(holder.blocs))

    def _blocs(self, group: Iterable[Bloc]) -> tuple[Bloc, ...]:
        return tuple(drawn for bloc in group for drawn in self._bloc(bloc))

    def _bloc(self, bloc: Bloc) -> tuple[Bloc, ...]:
        if isinstance(bloc, Section):
            return (_whole(evolve(bloc, blocs=self._blocs(bloc.blocs))),)
        if not isinstance(bloc, BlocLibre):
            return (bloc,)
        bloc = self._brought.get(_key(bloc), bloc)  # a child as it was written, not as it came back
        drawing = self._drawing(bloc)
        made = in_core_blocs(bloc) if drawing is None else drawing
        own = {each.address(): each for each in iter_nodes(bloc, Located)}
        return self._blocs(_unaddressed(each, own) for each in made)

    def _drawing(self, bloc: BlocLibre) -> tuple[Bloc, ...] | None:
        """What the first plugin that draws this block makes of it."""
        figures = self._figures()
        medium = evolve(self._medium, omissions=[], figures=figures)
        known = References(Chained((of_chiffres(figures), self._common)))
        validator = evolve(self._validator, references=known)
        read = partial(answers.drawing, validator, medium)
        answered = self._plugins.drawing_of(bloc, read, medium)
        self.said += answered.failures
        if answered.value is None:
            if not answered.failures:
                self.said.append(_without_drawing(bloc, self._medium.format))
            return None
        drawing: tuple[Bloc, ...]
        drawing, omissions = answered.value
        if problem := next(self._odd(bloc, drawing), ""):
            self.said.append(answered.fault(problem))
            return None
        forgotten = list(self._forgotten(bloc, drawing, omissions))
        if forgotten and not self._plugins.brings(answered.plugin, bloc.kind):
            self.said.append(answered.fault(_not_its_own(bloc, forgotten[0])))
            return None
        self.said += (note("P008", f"n’est pas imprimé : {o.reason}", o.place) for o in omissions)
        self.said += (_not_drawn(bloc, passage, answered.plugin) for passage in forgotten)
        return drawing

    def _figures(self) -> Mapping[str, Chiffre]:
        """Those that a block may name where it stands."""
        return self._dossier.chiffres_de(self._sheet) if self._sheet else self._dossier.chiffres

    def _odd(self, bloc: BlocLibre, made: tuple[Bloc, ...]) -> Iterator[str]:
        """What a drawing may not hold: what the block does not, and nobody checked."""
        for kind in _NAMED:
            known = set(_named(tuple(bloc.champs.values()), kind))
            if more := next((name for name in _named(made, kind) if name not in known), ""):
                yield f"le dessin montre {_ARTICLES[kind]} `{more}`, que le bloc ne nomme pas"
        figures = self._figures()
        if lost := next((name for name in _figures(made) if name not in figures), ""):
            yield f"le dessin montre le chiffre `{lost}`, qui n’existe pas"
        given = tuple(iter_nodes(bloc, Image))
        files = {image.fichier for image in given}
        untold = {image.fichier for image in given if _is_untold(image)}  # the dossier's own fault
        for image in iter_nodes(made, Image):
            if image.fichier not in files:
                yield f"le dessin montre l’image `{image.fichier}`, qui n’est pas dans le bloc"
            if _is_untold(image) and image.fichier not in untold:
                yield f"l’image `{image.fichier}` du dessin n’a pas de texte de remplacement"
        own = {_key(each) for each in iter_nodes(bloc, BlocLibre)} - {_key(bloc)}
        for each in iter_nodes(made, BlocLibre):
            if _key(each) not in own:
                yield f"le dessin rend un bloc `{each.kind}`, lui-même à dessiner"

    def _forgotten(
        self, bloc: BlocLibre, drawing: tuple[Bloc, ...], omissions: Iterable[Omission]
    ) -> Iterator[Passage]:
        """The texts of the block that its drawing does not hold, whatever it puts around them,
        nor tells that it leaves."""
        left_out = [omission.place for omission in omissions]
        drawn = passages(drawing, self._dossier, self._sheet)
        printed = "\0".join(_words(piece) for each in drawn for piece in each.pieces)
        for passage in passages((bloc,), self._dossier, self._sheet):
            places = (passage.span, *passage.owners)  # a figure stands elsewhere than its name
            if any(area.holds(each) or area == each for area in left_out for each in places):
                continue
            if any(_words(piece) not in printed for piece in passage.pieces[passage.labelled :]):
                yield passage


def _unaddressed(value: Any, own: Mapping[str, Located]) -> Any:
    """What was made, but what stands in the dossier as it is, without an address: a reader who
    changes it there would change what stands at that address."""
    if isinstance(value, tuple):
        return tuple(_unaddressed(each, own) for each in value)
    if not isinstance(value, Located) or own.get(value.address()) == value:
        return value
    cls: Any = type(value)  # mypy takes a class for one of its instances here
    held = {each.name: getattr(value, each.name) for each in fields(cls)}
    made = {name: _unaddressed(each, own) for name, each in held.items()}
    return evolve(value, **{**made, "place": evolve(value.place, address="")})


def _whole(section: Section) -> Bloc:
    """A section that holds nothing is its title: no format draws an empty one."""
    if section.blocs or not section.titre:
        return section
    title = Paragraph(tuple(evolve(run, bold=True) for run in section.titre.runs))
    return Paragraphe(texte=Prose((title,)), place=section.place)


def _key(bloc: BlocLibre) -> tuple[str, Span]:
    """What tells a block from the others of its dossier."""
    return bloc.kind, bloc.place.span


def _not_drawn(bloc: BlocLibre, passage: Passage, plugin: str) -> Diagnostic:
    return warning(
        "R008",
        f"« {passage.text[:60]} » n’est pas imprimé : l’extension `{plugin}` ne le met pas dans "
        f"le dessin du bloc `{bloc.kind}`",
        passage.span,
        "prévenez son auteur ; un dessin dit ce qu’il laisse avec `medium.left_out`",
    )


def _not_its_own(bloc: BlocLibre, passage: Passage) -> str:
    """What is told of who draws a block of another plugin without what stands in it."""
    return (
        f"elle dessine un bloc `{bloc.kind}`, qui n’est pas à elle, sans « {passage.text[:60]} » : "
        "qu’elle rende `None` pour les blocs des autres (`bloc.kind`)"
    )


def _without_drawing(bloc: BlocLibre, format: str) -> Diagnostic:
    return note(
        UNDRAWN,
        f"le bloc `{bloc.kind}` n’est pas dessiné pour le format `{format}` : il y est imprimé "
        "comme une section, textes et images à la suite",
        bloc.place.span,
        "pour l’auteur de l’extension : `ppgp_draw(bloc, medium)` le rend en `Tableau`, "
        "`ImagePlacee`, `Encart`…, que chaque format dessine",
    )


def _words(text: str) -> str:
    """The words alone, to be looked for as whole words."""
    return " ".join(("", *re.findall(r"\w+", text.casefold()), ""))


_NAMED: Final = (CitationPlacee, Personnes)
_ARTICLES: Final = {CitationPlacee: "la citation", Personnes: "la personne"}


def _named(content: tuple[object, ...], kind: type[CitationPlacee | Personnes]) -> Iterator[str]:
    """The quotes or the people that blocks show."""
    for bloc in walk(tuple(held_in(content))):
        if isinstance(bloc, CitationPlacee) and kind is CitationPlacee:
            yield bloc.citation
        elif isinstance(bloc, Personnes) and kind is Personnes:
            yield from bloc.personnes


def _is_untold(image: Image) -> bool:
    return not image.alt and not image.decoratif


def _figures(content: tuple[Located, ...]) -> Iterator[str]:
    for bloc in iter_nodes(content, ChiffreCle):
        yield from bloc.chiffres
    for chart in iter_nodes(content, Graphique):
        yield from (*chart.avant, *chart.chiffres)
    yield from (bloc.base for bloc in iter_nodes(content, Enquete) if bloc.base)
