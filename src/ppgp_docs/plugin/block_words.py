"""The words of any block as paragraphs and lists, for formats that draw nothing: a mail, a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from ppgp_docs.francais.accords import compter
from ppgp_docs.model import blocs, pemat
from ppgp_docs.model.blocs import Bloc, BlocLibre
from ppgp_docs.model.changes import said
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.compared import compared, pairs
from ppgp_docs.model.dossier import Dossier, Personne
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.passage import SHORT, printed_fields
from ppgp_docs.model.place import Champs, Groupe, Located, Renvoi
from ppgp_docs.model.printed_figure import PrintedFigure, printed_figure
from ppgp_docs.model.prose import Line, ListOfItems, Node, Paragraph, Prose, Run

_TITLE: Final = "titre"
_COLON: Final = "\u00a0: "


def as_prose(bloc: Bloc, dossier: Dossier | None = None, fiche: FicheAction | None = None) -> Prose:
    """A block reduced to paragraphs and lists: its title in bold, then its other fields.

    What it names is said in full when the ``dossier`` is given: figures beside their base, with
    their source, people, quotes with who speaks; the figures of the ``fiche`` that holds the block
    come first. Without it, names say nothing.
    """
    return Prose(tuple(_Words(dossier, fiche).nodes(bloc)))


def words_of(value: Any) -> Iterator[Node]:
    """The words of anything: a text, a list, a piece of the model; of names, none."""
    return _Words().nodes(value)


def in_bold(line: Line) -> Paragraph:
    """A title among texts."""
    return Paragraph(tuple(evolve(run, bold=True) for run in line.runs))


@frozen
class _Words:
    """Says pieces of the model, and what they name in a dossier and one of its fiches."""

    story: Dossier | None = None
    sheet: FicheAction | None = None

    def nodes(self, value: Any, bold: bool = False) -> Iterator[Node]:
        """The words of anything, in ``bold`` when it is a title."""
        if isinstance(value, Prose):
            yield from value.nodes
        elif isinstance(value, Line):
            if value:
                yield in_bold(value) if bold else Paragraph(value.runs)
        elif isinstance(value, tuple):
            items = (tuple(self.nodes(item)) for item in value)
            if kept := tuple(item for item in items if item):
                yield ListOfItems(kept)
        elif isinstance(value, BlocLibre | Groupe):
            yield from self._of_fields(value.champs)
        elif isinstance(value, blocs.Pemat):
            yield from self._of_grid(value)
        elif isinstance(value, Renvoi):
            yield from self.nodes(blocs.shown(value))
        elif isinstance(value, Located):
            if isinstance(value, Chiffre):
                yield Paragraph((Run(value.en_chiffres),))
            yield from self._of_core(value)
            yield from self._named_by(value)

    def _of_fields(self, champs: Champs) -> Iterator[Node]:
        for name, value in sorted(champs.items(), key=lambda field: field[0] != _TITLE):
            if said := champs.en_clair.get(name):
                yield Paragraph((Run(str(said)),))
            elif name != SHORT:
                yield from self.nodes(value, bold=name == _TITLE)

    def _of_core(self, part: Located) -> Iterator[Node]:
        for name, plain in printed_fields(part):
            value = _field_text(part, name)
            if plain:
                value = _line_of(value)
            yield from self.nodes(value, bold=name == _TITLE)

    def _of_grid(self, bloc: blocs.Pemat) -> Iterator[Node]:
        """Who rated what, then each table of the grid, then how scores are counted."""
        yield in_bold(bloc.titre)
        for label, line in pemat.framing(bloc):
            yield Paragraph((Run(f"{label}{_COLON}"), *line.runs))
        for table in pemat.grids(bloc):
            yield from self.nodes(table)
        yield Paragraph((Run(pemat.below(bloc)),))

    def _named_by(self, part: Located) -> Iterator[Node]:
        """What a block names, where the dossier is known; a name that is not there says nothing."""
        if self.story is None:
            return
        if isinstance(part, blocs.CitationPlacee):
            yield from self._quote(part.citation, self.story)
        elif isinstance(part, blocs.Personnes):
            people = self.story.personnes
            yield from _listed(_who(people[name]) for name in part.personnes if name in people)
        elif isinstance(part, blocs.Graphique) and part.avant:
            yield from self._changes(part)
        elif isinstance(part, blocs.ChiffreCle | blocs.Graphique):
            yield from self._figures(part.chiffres)
        elif isinstance(part, blocs.Enquete) and part.base:
            yield from self._figures((part.base,))

    @staticmethod
    def _quote(name: str, story: Dossier) -> Iterator[Node]:
        """The words between guillemets, then who speaks."""
        if quote := story.citations.get(name):
            first, *others = quote.texte.nodes
            *between, last = (_marked(first, "«\u00a0", ""), *others)
            yield from (*between, _marked(last, "", "\u00a0»"))
            person = story.personnes.get(quote.personne)
            if who := _who(person) if person else quote.attribution:
                yield Paragraph((Run(f"– {who}"),))

    @property
    def _known(self) -> Mapping[str, Chiffre]:
        assert self.story is not None
        return self.story.chiffres_de(self.sheet) if self.sheet else self.story.chiffres

    def _changes(self, chart: blocs.Graphique) -> Iterator[Node]:
        """« Visites : 12 en 2022, 31 en 2024 », then the sources."""
        yield from _listed(map(said, compared(self._known, chart)))
        yield from self._sources(one for pair in pairs(self._known, chart) for one in pair)

    def _figures(self, names: Iterable[str]) -> Iterator[Node]:
        """« personnes formées : 62 », then the sources, each once."""
        known = self._known
        figures = [printed_figure(known, name) for name in names if name in known]
        items = tuple((Paragraph(tuple(_figure(each))),) for each in figures)
        if items:
            yield ListOfItems(items)
        yield from self._sources(figures)

    @staticmethod
    def _sources(figures: Iterable[PrintedFigure]) -> Iterator[Node]:
        """Where figures come from, each source once."""
        sources = dict.fromkeys(each.chiffre.source for each in figures if each.chiffre.source)
        if sources:
            yield Paragraph((Run(f"Source{_COLON}" + "\u202f; ".join(sources)),))


def _marked(node: Node, before: str, after: str) -> Node:
    """A paragraph with signs around it; a list holds none."""
    if not isinstance(node, Paragraph):
        return node
    return Paragraph(tuple(filter(_says, (Run(before), *node.runs, Run(after)))))


def _says(run: Run) -> bool:
    return bool(run.text or run.note)


def _figure(figure: PrintedFigure) -> Iterator[Run]:
    if figure.label:
        yield from figure.label.runs
        yield Run(f"{_COLON}{figure.beside_label}")
    else:
        yield Run(figure.alone)


def _who(person: Personne) -> str:
    """A name, a function and an organisation, where they are told."""
    return ", ".join(filter(None, (person.nom, person.fonction, person.structure)))


def _listed(lines: Iterable[str]) -> Iterator[Node]:
    if items := tuple((Paragraph((Run(each),)),) for each in lines if each):
        yield ListOfItems(items)


def _line_of(value: str | tuple[str, ...]) -> Line | tuple[Line, ...]:
    """Plain words, or a list of them, as texts."""
    if isinstance(value, tuple):
        return tuple(Line((Run(each),)) for each in value if each)
    return Line((Run(value),)) if value else Line()


def _field_text(part: Located, name: str) -> Any:
    """What a field says: a question whether several answers could be given, an answer its count,
    a step its date where it has no landmark."""
    if isinstance(part, blocs.Resultats) and name == _TITLE:
        return part.question
    if isinstance(part, blocs.Jalon) and name == "repere":
        return part.en_tete
    if isinstance(part, blocs.Element) and name == "texte" and part.effectif is not None:
        return Line((*part.texte.runs, Run(f" ({compter(part.effectif, 'réponse')})")))
    return getattr(part, name)
