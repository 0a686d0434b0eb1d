"""Every text that a piece of the model holds, in reading order, with its place.

A document that prints a piece whole owes each of these texts to its readers; step 7 looks for
them. What a piece cites by name (a quote, a figure, a person, a note) is owed where it is cited.
Short versions are not: they say again, for slides, what the piece says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from typing import Any, Final, get_type_hints

import attrs
from attrs import field, frozen
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.nombres import entier
from ppgp_docs.model import blocs, dossier, fiche
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.place import Located
from ppgp_docs.model.prose import Line, Node, Paragraph, Prose, Run, Words

SHORT: Final = "version_courte"

_UNPRINTED: Final = frozenset({SHORT, "place", "extensions", "chiffres", "consentements"})
"""Fields that no reader is owed: ``chiffres`` are printed where they are cited."""


@frozen
class Passage:
    """A text that stands in one piece: a paragraph, an item, a cell, a name, a number.

    ``pieces`` is its plain text, cut where it calls a note. ``span`` is where it was written,
    ``owners`` the places of the blocks that cite it. Passages of the same ``group`` are read in
    this order; None may stand anywhere. ``once`` says that being found once will do, however often
    it is owed (a credit, a source); ``heard`` that it is an alternative text. ``added`` names the
    field of a plugin.
    """

    pieces: tuple[str, ...]
    span: Span
    owners: tuple[Span, ...] = ()
    group: int | None = None
    once: bool = False
    heard: bool = False
    added: str = ""

    @property
    def text(self) -> str:
        """The text without its calls of notes."""
        return "".join(self.pieces)


def passages(
    parts: Iterable[Any], story: dossier.Dossier, sheet: fiche.FicheAction | None = None
) -> tuple[Passage, ...]:
    """The texts of some pieces of a dossier, then the notes that they call.

    ``parts`` are pieces of the model, or passages; ``sheet`` is the fiche that they belong to,
    whose figures come before those of the dossier.
    """
    walk = _Walk(story, sheet)
    for part in parts:
        walk.part(part)
    walk.notes()
    return tuple(walk.found)


def acronyms(holder: dossier.Dossier | fiche.FicheAction) -> tuple[Passage, ...]:
    """The acronyms of a dossier or of a fiche, each with what it stands for."""
    return tuple(
        Passage((short, full), holder.at(f"sigles.{short}"))
        for short, full in holder.sigles.items()
    )


def short_versions(parts: Iterable[Any]) -> tuple[Passage, ...]:
    """The short versions that some pieces of a dossier hold: what slides owe beside the texts."""
    return tuple(_short(tuple(parts)))


def _short(node: Any) -> Iterator[Passage]:
    if isinstance(node, tuple):
        for child in node:
            yield from _short(child)
    elif isinstance(node, Located):
        if short := getattr(node, SHORT, None):
            yield Passage(_pieces(short.runs), node.at(SHORT))
        for name, _ in _fields(_class(node)):
            yield from _short(getattr(node, name))


@frozen
class _Where:
    """The place of a text: its span, who cites it, the group that it is read in."""

    span: Span
    owners: tuple[Span, ...] = ()
    group: int | None = None
    added: str = ""


@attrs.define
class _Walk:
    story: dossier.Dossier
    sheet: fiche.FicheAction | None
    found: list[Passage] = field(factory=list)
    _called: dict[str, tuple[Span, ...]] = field(factory=dict)
    _groups: Iterator[int] = field(factory=count)

    def part(self, part: Any) -> None:
        """Any piece that a document prints whole."""
        if isinstance(part, Passage):
            self.found.append(part)
        elif isinstance(part, tuple):
            for child in part:
                self.part(child)
        elif isinstance(part, Located):
            self.node(part, (), next(self._groups))

    def node(self, node: Located, owners: tuple[Span, ...], group: int) -> None:
        """A piece of the model, by its own rule or field by field."""
        rule = _RULES.get(type(node))
        if rule:
            rule(self, node, owners, group)
        else:
            self.fields(node, owners, group)
        for name, value in node_extensions(node).items():
            self._value(value, _Where(node.at(name), owners, next(self._groups), name))

    def fields(self, node: Located, owners: tuple[Span, ...], group: int, *names: str) -> None:
        """The fields of those names, or all that the class declares, in that order."""
        for name, plain in _fields(_class(node)):
            if not names or name in names:
                where = _Where(node.at(name), owners, group)
                self._value(getattr(node, name), where, plain=plain)

    def say(self, text: str, where: _Where, *, free: bool = False, once: bool = False) -> None:
        """A plain text; ``free`` when it may stand before or after its neighbours."""
        if text:
            group = None if free else where.group
            passage = Passage((text,), where.span, where.owners, group, once, added=where.added)
            self.found.append(passage)

    def child(self, node: Located | None, owners: tuple[Span, ...]) -> None:
        """A piece that is read by itself."""
        if node is not None:
            self.node(node, owners, next(self._groups))

    def figure(self, name: str) -> Chiffre | None:
        """A figure of the fiche, or of the dossier that holds it."""
        own = self.sheet.chiffres.get(name) if self.sheet else None
        return own or self.story.chiffres.get(name)

    def number(self, chiffre: Chiffre, owners: tuple[Span, ...]) -> None:
        """A figure as it is counted: its number, then its part of a base or its unit."""
        where = _Where(chiffre.at("valeur"), owners)
        self.say(chiffre.en_chiffres, where)
        if base := self.figure(chiffre.base):
            self.say(chiffre.en_pourcentage(base), where)
        elif chiffre.valeur is not None and not chiffre.libelle_dit_l_unite:
            self.say(chiffre.unite, _Where(chiffre.at("unite"), owners))

    def rich(self, text: Prose | Line, where: _Where) -> None:
        """A rich text, a paragraph at a time."""
        nodes = text.nodes if isinstance(text, Prose) else (Paragraph(text.runs),)
        for paragraph in _paragraphs(nodes):
            if pieces := _pieces(paragraph.runs):
                passage = Passage(pieces, where.span, where.owners, where.group, added=where.added)
                self.found.append(passage)
            for run in paragraph.runs:
                if run.note:
                    owners = self._called.setdefault(run.note, ())
                    self._called[run.note] = (*owners, where.span, *where.owners)

    def notes(self) -> None:
        """The notes that were called, each once; one note may call another."""
        said: set[str] = set()
        while waiting := [name for name in self._called if name not in said]:
            for name in waiting:
                said.add(name)
                if note := self.story.notes.get(name):
                    span, owners = self.story.at(f"notes.{name}"), self._called[name]
                    self.rich(note, _Where(span, owners, next(self._groups)))

    def _value(self, value: Any, where: _Where, *, plain: bool = True) -> None:
        """What a field holds; of mere strings only those that are printed (``plain``)."""
        if isinstance(value, Prose | Line):
            self.rich(value, where)
        elif isinstance(value, Located):
            group = where.group if isinstance(value, _IN_LINE) else None
            self.node(value, where.owners, next(self._groups) if group is None else group)
        elif isinstance(value, tuple):
            for child in value:
                self._value(child, where, plain=plain)
        elif isinstance(value, str) and plain:
            self.say(value, where)


def node_extensions(node: Located) -> immutabledict[str, Any]:
    """The fields that plugins added to a piece of the model."""
    found: immutabledict[str, Any] = getattr(node, "extensions", None) or immutabledict()
    return found


_IN_LINE: Final = (blocs.Element, blocs.Jalon, fiche.LigneBudget, fiche.Phase, fiche.Indicateur)
"""What is read in the order of the list that holds it; other pieces may stand side by side."""


def _paragraphs(nodes: Iterable[Node]) -> Iterator[Paragraph]:
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node
        else:
            for item in node.items:
                yield from _paragraphs(item)


def _pieces(runs: Iterable[Run]) -> tuple[str, ...]:
    """The text of the runs, cut where a note is called."""
    pieces = [""]
    for run in runs:
        if run.note:
            pieces.append("")
        else:
            pieces[-1] += run.text
    return tuple(piece for piece in pieces if piece.strip())


def _class(node: Located) -> Any:
    """Mypy takes a class for one of its instances when it is to be hashed."""
    return type(node)


@cache
def _fields(cls: Any) -> tuple[tuple[str, bool], ...]:
    """The fields of a class that are printed, and whether they hold plain words."""
    hints = get_type_hints(cls)
    names = [each.name for each in attrs.fields(cls) if each.name not in _UNPRINTED]
    names.sort(key=lambda name: _FIRST.get(name, len(_FIRST)))
    return tuple((name, hints[name] == Words) for name in names)


_FIRST: Final = {"titre": 0, "introduction": 1}
"""What is read before the rest; attrs declares what may be absent after what may not."""


def _image(walk: _Walk, image: blocs.Image, owners: tuple[Span, ...], group: int) -> None:
    """What it shows for who does not see it, what it says in full, whose it is."""
    if image.alt and not image.decoratif:
        walk.found.append(Passage((image.alt,), image.at("alt"), owners, heard=True))
    walk.fields(image, owners, group, "description")
    walk.say(image.credit, _Where(image.at("credit"), owners), once=True)


def _jalon(walk: _Walk, jalon: blocs.Jalon, owners: tuple[Span, ...], group: int) -> None:
    """Its date may stand beside it."""
    when = jalon.at("repere" if jalon.repere else "date")
    walk.say(jalon.quand, _Where(when, owners))
    walk.fields(jalon, owners, group, "titre", "texte")


def _element(walk: _Walk, element: blocs.Element, owners: tuple[Span, ...], group: int) -> None:
    """Its count may stand before or after its detail, or at the end of a bar."""
    walk.fields(element, owners, group)
    if element.effectif is not None:
        walk.say(entier(element.effectif), _Where(element.at("effectif"), owners))
    if element.quantite > 1:
        walk.say(entier(element.quantite), _Where(element.at("quantite"), owners))


def _document(
    walk: _Walk, document: blocs.DocumentRetravaille, owners: tuple[Span, ...], group: int
) -> None:
    walk.fields(document, owners, group)
    if document.quantite > 1:
        walk.say(entier(document.quantite), _Where(document.at("quantite"), owners))


def _tableau(walk: _Walk, table: blocs.Tableau, owners: tuple[Span, ...], group: int) -> None:
    """The headers by themselves: they may be said again with each row."""
    walk.fields(table, owners, next(walk._groups), "titre")
    walk.fields(table, owners, next(walk._groups), "colonnes")
    walk.fields(table, owners, group, "lignes")


def _resultats(walk: _Walk, each: blocs.Resultats, owners: tuple[Span, ...], group: int) -> None:
    walk.rich(each.question, _Where(each.at("titre"), owners, group))
    walk.fields(each, owners, group, "elements")


def _enquete(walk: _Walk, bloc: blocs.Enquete, owners: tuple[Span, ...], group: int) -> None:
    walk.fields(bloc, owners, group, "titre")
    if base := walk.figure(bloc.base):
        walk.say(base.en_chiffres, _Where(bloc.at("base"), owners))
    walk.fields(bloc, owners, group, "resultats")


def _citation(
    walk: _Walk, bloc: blocs.CitationPlacee, owners: tuple[Span, ...], group: int
) -> None:
    """Someone's words, then who speaks: a person of the dossier, or whoever is named there."""
    quote = walk.story.citations.get(bloc.citation)
    if quote is None:
        return
    here = (*owners, bloc.at())
    walk.fields(quote, here, group, "texte")
    speaker = walk.story.personnes.get(quote.personne)
    if speaker is None:
        walk.say(quote.attribution, _Where(quote.at("attribution"), here), once=True)
        return
    for name in ("nom", "fonction", "structure"):
        walk.say(getattr(speaker, name), _Where(speaker.at(name), here), once=True)


def _personnes(walk: _Walk, bloc: blocs.Personnes, owners: tuple[Span, ...], group: int) -> None:
    walk.fields(bloc, owners, group, "titre")
    for name in bloc.personnes:
        walk.child(walk.story.personnes.get(name), (*owners, bloc.at()))


def _personne(walk: _Walk, person: dossier.Personne, owners: tuple[Span, ...], _: int) -> None:
    """Her name and what she does; the schema tells it in another order than it is read."""
    for name in ("nom", "fonction", "structure"):
        walk.say(getattr(person, name), _Where(person.at(name), owners), once=name != "nom")
    walk.child(person.photo, owners)


def _chiffres(
    walk: _Walk, bloc: blocs.ChiffreCle | blocs.Graphique, owners: tuple[Span, ...], group: int
) -> None:
    walk.fields(bloc, owners, group, "titre")
    for name in bloc.chiffres:
        if chiffre := walk.figure(name):
            here = (*owners, bloc.at())
            walk.number(chiffre, here)
            walk.rich(chiffre.libelle, _Where(chiffre.at("libelle"), here))
            walk.say(chiffre.source, _Where(chiffre.at("source"), here), once=True)


def _contact(walk: _Walk, contact: dossier.Contact, owners: tuple[Span, ...], _: int) -> None:
    for name in ("nom", "fonction", "courriel", "telephone"):
        walk.say(getattr(contact, name), _Where(contact.at(name), owners))


def _appel(walk: _Walk, call: dossier.Appel, owners: tuple[Span, ...], group: int) -> None:
    """An address is printed without what only machines need."""
    walk.fields(call, owners, group)
    address = call.lien.removeprefix("https://").removeprefix("http://").rstrip("/")
    walk.say(address, _Where(call.at("lien"), owners))


def _mentions(walk: _Walk, mentions: dossier.Mentions, owners: tuple[Span, ...], _: int) -> None:
    walk.say(str(mentions.annee or ""), _Where(mentions.at("annee"), owners), once=True)
    walk.say(mentions.titulaire, _Where(mentions.at("titulaire"), owners), once=True)
    walk.rich(mentions.credits, _Where(mentions.at("credits"), owners))


def _rubrique(walk: _Walk, row: fiche.Rubrique, owners: tuple[Span, ...], group: int) -> None:
    walk.say(row.intitule, _Where(row.at("libelle"), owners, group))
    for bloc in row.blocs:
        walk.child(bloc, owners)


def _phase(walk: _Walk, phase: fiche.Phase, owners: tuple[Span, ...], group: int) -> None:
    walk.say(phase.en_tete, _Where(phase.at("date"), owners))
    walk.fields(phase, owners, group, "texte")


def _indicateur(walk: _Walk, each: fiche.Indicateur, owners: tuple[Span, ...], group: int) -> None:
    walk.fields(each, owners, group, "libelle")
    walk.say(each.unite, _Where(each.at("unite"), owners), once=True)
    walk.say(each.population, _Where(each.at("population"), owners), once=True)
    for name in ("reference", "cible"):
        if chiffre := walk.figure(getattr(each, name)):
            walk.number(chiffre, (*owners, each.at(name)))
    if each.echeance:
        walk.say(each.echeance.en_francais(), _Where(each.at("echeance"), owners))


def _budget(walk: _Walk, budget: fiche.Financement, owners: tuple[Span, ...], group: int) -> None:
    """What lines pay for; formats nest and sum their amounts as they like."""
    for line in budget.lignes:
        walk.fields(line, owners, next(walk._groups), "libelle", "prestations")
        if line.piece:
            walk.say(line.piece.reference, _Where(line.piece.at("reference"), owners))
    walk.child(budget.repartition, owners)


def _tampon(walk: _Walk, stamp: fiche.Tampon, owners: tuple[Span, ...], _: int) -> None:
    for name in ("identifiant", "recueil"):
        walk.say(getattr(stamp, name), _Where(stamp.at(name), owners))


def _libre(walk: _Walk, bloc: blocs.BlocLibre, owners: tuple[Span, ...], group: int) -> None:
    for name, value in bloc.champs.items():
        walk._value(value, _Where(bloc.at(name), owners, group), plain=False)


_RULES: Final[dict[type[Any], Callable[[_Walk, Any, tuple[Span, ...], int], None]]] = {
    blocs.Image: _image,
    blocs.Jalon: _jalon,
    blocs.Element: _element,
    blocs.DocumentRetravaille: _document,
    blocs.Tableau: _tableau,
    blocs.Resultats: _resultats,
    blocs.Enquete: _enquete,
    blocs.CitationPlacee: _citation,
    blocs.Personnes: _personnes,
    blocs.ChiffreCle: _chiffres,
    blocs.Graphique: _chiffres,
    blocs.BlocLibre: _libre,
    dossier.Personne: _personne,
    dossier.Contact: _contact,
    dossier.Appel: _appel,
    dossier.Mentions: _mentions,
    fiche.Rubrique: _rubrique,
    fiche.Phase: _phase,
    fiche.Indicateur: _indicateur,
    fiche.Financement: _budget,
    fiche.Tampon: _tampon,
}
"""What is not read field by field, in the order of its class."""
