"""People whom texts name: those who withdrew their consent, those who never gave one, children."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from ppgp_docs.diagnostics import Diagnostic, Span, error, note, warning
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.francais.personnes.index_des_noms import NameIndex
from ppgp_docs.francais.personnes.noms_connus import Evidence, KnownPerson, names_borne_by
from ppgp_docs.francais.personnes.noms_inconnus import Child, children_in, people_in
from ppgp_docs.francais.personnes.passages import Stretch, Stretches
from ppgp_docs.model.dossier import Contact, Dossier, Personne
from ppgp_docs.model.place import Located
from ppgp_docs.model.printed_text import PrintedText, printed_texts
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.patterns import pattern
from ppgp_docs.publication.consent import may_be_named
from ppgp_docs.publication.redaction import NameLeft, Names, redact
from ppgp_docs.publication.requirements import barring
from ppgp_docs.publication.unprinted_names import (
    names_of_fiches,
    names_of_folder,
    names_sent,
)
from ppgp_docs.publication.withdrawal import name_of, without_withdrawn

NAMED_IN_TEXT: Final = "C906"
_REPLACE: Final = "remplacez le nom par la fonction, ou par […]"
_FORGET: Final = (
    "si c’est quelqu’un d’autre, écrivez son prénom ; si rien n’oblige à garder cette personne, "
    "effacez-la du dossier"
)
_RENAME: Final = (
    "donnez-lui un autre nom, ici et là où il est cité : les fichiers Word et Excel le portent, "
    "pour retrouver leurs champs"
)
_FOLDER: Final = "les documents, leur liste et leur manifeste seraient rangés sous ce nom"
_IN_QUOTE: Final = "dans une citation, remplacez le nom par […]"
_DECLARE: Final = "écrivez sa fonction, ou déclarez-la sous `personnes`"
_KING: Final = pattern(r"\s[IVX]{2,}$")
"""« Louis XIV » is nobody whose consent is asked."""

_AUTHOR: Final = "si c’est l’auteur d’un ouvrage, écartez C906 avec cette raison, sous `dispenses`"
_AGREE: Final = (
    "écrivez sa fonction, ou ajoutez son accord sous `consentements` : "
    "`- {objet: nom, date: 12/01/2024}`"
)
_OTHER_FIELDS: Final = frozenset(
    {"nom", "fonction", "attribution", "credit", "credits", "titulaire", "source", "signataires"}
)
_MADE_UP: Final = pattern(r"prénoms?\s(?:\w+\s){0,5}(?:changé|modifié|fictif|inventé|d[’']emprunt)")
"""« Les prénoms ont été modifiés »: nobody is named any more."""


def names_left(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904: a name that a withdrawal takes out is written nowhere else. RGPD, art. 7(3)."""
    left = redact(dossier).found
    texts = printed_texts(without_withdrawn(dossier)) if left else ()
    within = _by_place(texts)
    for each in left:
        for words, span in _written(each, within(each.span)):
            told = f"`{words}` : " if words and words != each.name else ""
            discreet = f"`{each.name}` a retiré son accord, son nom est encore dans ce texte"
            found = error("C904", f"{told}{discreet}", span, _REPLACE, _FORGET)
            yield replace(found, printable=espacer(discreet))


def names_in_ids(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904: nor in what the files that come back bear of a fiche or a contract."""
    for name, words, span in names_sent(dossier, Names.withdrawn(dossier)):
        discreet = f"`{name}` a retiré son accord, son nom est dans un identifiant"
        found = error("C904", f"`{words}` : {discreet}", span, _RENAME)
        yield replace(found, printable=espacer(discreet))


def name_in_folder(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904: nor in the name of the folder, that of its documents, that the index tells."""
    folder = dossier.dossier_dir
    for name in names_of_folder(dossier, Names.withdrawn(dossier)):
        told = f"`{name}` a retiré son accord, son nom est dans celui du répertoire"
        territory = f"{dossier.departement.code}-{dossier.departement.slug}"
        hint = f"renommez le répertoire, par exemple en `{territory}`"
        found = error("C904", f"`{folder.name}` : {told}", Span(folder), hint, _FOLDER)
        yield replace(found, printable=espacer(told))


def names_in_files(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904, as a note: the file of a fiche still bears a name, that nothing publishes."""
    for name, file in names_of_fiches(dossier, Names.withdrawn(dossier)):
        told = f"`{name}` a retiré son accord, son nom est dans celui de ce fichier"
        hint = "renommez-le, par exemple en `08.yaml` ; aucun document ne le publie"
        yield replace(note("C904", told, Span(file), hint), printable=espacer(told))


def _written(left: NameLeft, texts: Iterable[PrintedText]) -> list[tuple[str, Span]]:
    """The words that say a name, each at its place; the whole field when they are not typed."""
    person = KnownPerson.of(left.name)
    found = [
        (text.text[start:end], text.span(start, end))
        for text in texts
        for start, end in person.mentions(text.text)
    ]
    return found or [("", left.span)]


def _by_place(texts: Iterable[PrintedText]) -> Callable[[Span], Iterable[PrintedText]]:
    """The texts that begin within a place, told without looking at each."""
    files: dict[Path, list[tuple[int, int, PrintedText]]] = {}
    for text in texts:
        span = text.ecrit.texte.span
        files.setdefault(span.file, []).append((span.line, span.column, text))
    position = itemgetter(0, 1)
    ordered = {file: sorted(each, key=position) for file, each in files.items()}

    def within(span: Span) -> Iterable[PrintedText]:
        there = ordered.get(span.file, [])
        first = bisect_left(there, (span.line, span.column), key=position)
        last = bisect_left(there, (span.end_line, span.end_column), key=position)
        return (text for _, _, text in there[first:last])

    return within


class Mention(NamedTuple):
    """Someone named in a text without a recorded consent: the words that do, and where.

    ``bars`` a publication when no doubt is left: a civility and a name, or the first and the family
    name of someone whom the dossier declares.
    """

    text: PrintedText
    words: str
    place: Stretch
    hint: str = _DECLARE
    sure: bool = True
    bars: bool = False

    @property
    def span(self) -> Span:
        return self.text.span(*self.place)


def people_in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C906: a text names nobody without a recorded consent; a note where a doubt is left."""
    return map(_named_without_consent, mentions(dossier))


def mentions(dossier: Dossier) -> Iterator[Mention]:
    """Everyone whom the texts of a dossier name without a recorded consent."""
    left = without_withdrawn(dossier)
    editions = {each.at().file: each.edition for each in left.fiches if each.edition}
    dates = {left.edition, *editions.values()}
    people = {date: _People.of(dossier, left, date) for date in dates}
    elsewhere = {_start(span) for span in _told_elsewhere(left)}
    for text in printed_texts(left):
        place = text.ecrit.texte.span
        if _start(place) not in elsewhere:
            yield from people[editions.get(place.file, left.edition)].named_in(text)


class _People(NamedTuple):
    """Those whom a dossier knows at a date: they ``agreed`` to be named, or are ``silent``."""

    withdrawn: Names
    agreed: NameIndex
    silent: NameIndex

    @classmethod
    def of(cls, dossier: Dossier, left: Dossier, date: DatePrecise | None) -> _People:
        holders: list[Personne | Contact] = [
            *iter_nodes(left, Personne),
            *iter_nodes(left, Contact),
        ]
        known = [(each, KnownPerson.of(name)) for each in holders if (name := name_of(each))]
        agreed = dict.fromkeys(person for each, person in known if may_be_named(each, date))
        borne = names_borne_by(agreed)
        silent = [person.beside(borne) for _, person in known if person not in agreed]
        return cls(Names.withdrawn(dossier), NameIndex.of(agreed), NameIndex.of(silent))

    def named_in(self, text: PrintedText) -> Iterator[Mention]:
        """Who is named in a text without having agreed to it."""
        every = people_in(text.text)
        named = [each for each in every if not _KING.search(text.text[each.start : each.end])]
        known = self.silent.stretches(text.text, Evidence.FULL)
        told = [*known, *((each.start, each.end) for each in named)]
        beside = self.silent.stretches(text.text, Evidence.BESIDE)
        initials = _apart(beside, told)
        alone = _apart(self.silent.stretches(text.text), [*told, *initials])
        allowed = self._allowed(text.text) if told or initials or alone else []
        for start, end in _apart(known, allowed):
            yield Mention(text, text.text[start:end], (start, end), _AGREE, bars=True)
        for places, sure in ((initials, True), (alone, False)):
            for place in _apart(places, allowed):
                yield Mention(text, text.text[slice(*place)], place, _AGREE, sure)
        nobody, hers = Stretches([*allowed, *known]), Stretches(beside)
        for each in named:
            place = each.start, each.end
            if not nobody.touch(place):
                sure = each.sure or text.ecrit.cite
                hint = _AGREE if hers.touch(place) else _DECLARE
                yield Mention(text, each.words, place, hint, sure=sure, bars=each.civil)

    def _allowed(self, text: str) -> list[Stretch]:
        """Where those who agreed are named, and those whom another check tells."""
        withdrawn = (stretch for _, stretch in self.withdrawn.mentions(text))
        return [*self.agreed.stretches(text), *withdrawn]


def _apart(places: Iterable[Stretch], others: Iterable[Stretch]) -> list[Stretch]:
    """Those that overlap none of the others."""
    every = Stretches(others)
    return [place for place in places if not every.touch(place)]


def _named_without_consent(mention: Mention) -> Diagnostic:
    message = f"`{mention.words}` : ce texte nomme une personne sans accord enregistré"
    if not mention.sure:
        return note(NAMED_IN_TEXT, message, mention.span, mention.hint)
    author = (_AUTHOR,) if mention.bars else ()
    hints = (_IN_QUOTE,) if mention.text.ecrit.cite else (mention.hint, *author)
    finding = warning(NAMED_IN_TEXT, message, mention.span, *hints)
    return barring(finding) if mention.bars else finding


def children_in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C906: no text names a child, whoever agreed, unless the dossier says that names are made up.

    Children merit specific protection (RGPD, considérant 38).
    """
    texts = printed_texts(without_withdrawn(dossier))
    found = [(text, child) for text in texts for child in children_in(text.text)]
    if found and not any(_MADE_UP.search(text.text) for text in texts):
        for text, child in found:
            message = f"`{child.first}` : ce texte nomme un enfant par son prénom"
            place = text.span(child.start, child.end)
            yield warning(NAMED_IN_TEXT, message, place, _without_the_child(child, text.ecrit.cite))


def _without_the_child(child: Child, quoted: bool) -> str:
    if quoted:
        return "dans une citation, remplacez le prénom par […]"
    if child.who.split()[-1] in ("petit", "petite"):
        return "écrivez « l’enfant »"
    return f"écrivez « {child.who.lower()} »"


def _told_elsewhere(dossier: Dossier) -> Iterator[Span]:
    """Fields that C901 and C905 read, or that credit an author; no field of a plugin is."""
    for part in iter_nodes(dossier, Located):
        for field in _OTHER_FIELDS & part.place.fields.keys():
            if hasattr(part, field):
                yield part.at(field)


def _start(span: Span) -> tuple[Path, int, int]:
    return span.file, span.line, span.column


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    names_left,
    names_in_ids,
    name_in_folder,
    names_in_files,
    people_in_texts,
    children_in_texts,
)
