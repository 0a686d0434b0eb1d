"""What a withdrawn consent takes out of a dossier, once, before any format sees it.

RGPD, art. 7(3): a consent may be withdrawn at any time, as easily as it was given. Here one line,
``retrait``, takes the person's quotes, photo, name and contact out of every document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from operator import is_
from typing import Any, Final, NamedTuple

from attrs import evolve, fields, frozen
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span, within
from ppgp_docs.francais.personnes.noms_inconnus import name_in_address, person_in_function
from ppgp_docs.model.blocs import CitationPlacee, Image, Section
from ppgp_docs.model.dossier import (
    Activite,
    Citation,
    Consentement,
    Contact,
    Dossier,
    Partie,
    Personne,
)
from ppgp_docs.model.place import Champs, Groupe, Located, Renvoi
from ppgp_docs.model.prose import Words
from ppgp_docs.publication.consent import NAMING, USES, Objet, in_force

_GONE: Final = object()
"""What stands for a piece that goes, until its holder does without it."""


class Removal(NamedTuple):
    """A piece of the dossier that a withdrawal takes out: what it is in French, and where."""

    consent: Consentement
    what: str
    span: Span


def removals(dossier: Dossier) -> tuple[Removal, ...]:
    """Everything that goes, person by person, then contact by contact."""
    of_people = (
        removal
        for name, personne in dossier.personnes.items()
        for removal in _of_person(dossier, name, personne)
    )
    contacts = dossier.appel.contacts if dossier.appel else ()
    return (*of_people, *(removal for contact in contacts for removal in _of_contact(contact)))


def without_withdrawn(dossier: Dossier) -> Dossier:
    """The dossier as documents may show it; the same object when nothing is withdrawn.

    Every piece is looked at, in fields that plugins added too. Sections and activities that hold
    nothing else go with the quotes; the texts as typed go too, so that whoever looks for what is
    left finds only what is left.
    """
    removed = removals(dossier)
    if not removed:
        return dossier
    quotes = frozenset(name for name in dossier.citations if takes_quote(dossier, name))
    silent = (name for name, each in dossier.personnes.items() if _withdrawn(each, "citation"))
    held = within([each.span for each in removed])
    left: Dossier = _Left(quotes, frozenset(silent)).of(dossier)
    return evolve(left, textes=tuple(text for text in dossier.textes if not held(text.texte.span)))


def names_withdrawn(dossier: Dossier) -> tuple[str, ...]:
    """The names that a withdrawal takes out: those of fields, of functions, of addresses."""
    people = (each for each in dossier.personnes.values() if _loses_name(each))
    contacts = dossier.appel.contacts if dossier.appel else ()
    gone = (each for each in contacts if _withdrawn(each, "coordonnees"))
    names = (*map(name_of, people), *map(name_of, gone))
    return tuple(dict.fromkeys(filter(None, names)))


def photos_withdrawn(dossier: Dossier) -> tuple[Personne, ...]:
    """Those whose photo a withdrawal takes out, as they were before it."""
    people = dossier.personnes.values()
    return tuple(each for each in people if each.photo and _withdrawn(each, "photo"))


def name_of(holder: Personne | Contact) -> str:
    """The name of someone, wherever it is written; empty when only a function is."""
    address = holder.courriel if isinstance(holder, Contact) else ""
    return holder.nom or person_in_function(holder.fonction) or name_in_address(address)


def _withdrawn(holder: Personne | Contact, objet: Objet) -> Consentement | None:
    """The last withdrawal of a consent to that use, unless a later consent stands."""
    if in_force(holder.consentements, objet):
        return None
    withdrawals = [each for each in holder.consentements if each.objet == objet and each.retrait]
    return withdrawals[-1] if withdrawals else None


def _loses_name(personne: Personne) -> Consentement | None:
    """A name goes with the last consent that allowed it, or at once when that is asked.

    A consent to a photo allows no name.
    """
    standing = [objet for objet in NAMING if in_force(personne.consentements, objet)]
    asked = _withdrawn(personne, "nom")
    if standing and not (asked and "coordonnees" not in standing):
        return None
    return asked or next(filter(None, (_withdrawn(personne, objet) for objet in USES)), None)


def takes_quote(dossier: Dossier, name: str) -> bool:
    """Whether a withdrawal takes the quote of that name out of every document."""
    personne = dossier.personnes.get(dossier.citations[name].personne)
    return personne is not None and _withdrawn(personne, "citation") is not None


def _of_person(dossier: Dossier, name: str, personne: Personne) -> Iterator[Removal]:
    if consent := _withdrawn(personne, "citation"):
        for key, citation in dossier.citations.items():
            if citation.personne == name:
                yield Removal(consent, f"la citation `{key}`", citation.at())
    if (consent := _withdrawn(personne, "photo")) and personne.photo:
        yield Removal(consent, "la photo", personne.at("photo"))
    if (consent := _loses_name(personne)) and personne.nom:
        yield Removal(consent, "le nom", personne.at("nom"))
    if consent := _loses_name(personne):
        for field in personne.extensions:
            yield Removal(consent, f"le champ `{field}`", personne.at(field))


def _of_contact(contact: Contact) -> Iterator[Removal]:
    if consent := _withdrawn(contact, "coordonnees"):
        yield Removal(consent, "le contact", contact.at())


def _discreet(personne: Personne) -> Personne:
    """Someone without what goes. What plugins say of her goes with her name, whatever it is;
    the pictures among it, with her photo."""
    if _withdrawn(personne, "photo"):
        shown = _Left(pictures=True).of(personne.extensions)
        personne = evolve(personne, photo=None, extensions=shown)
    if _loses_name(personne):
        return evolve(personne, nom=Words(""), extensions=Champs())
    return personne


@frozen
class _Left:
    """What is left of pieces of the model, the same objects where nothing goes: without the
    ``quotes`` of these names and those of the ``silent``, or without ``pictures``."""

    quotes: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()
    pictures: bool = False

    def of(self, value: Any) -> Any:
        if type(value) is tuple:
            kept = tuple(left for each in value if (left := self.of(each)) is not _GONE)
            return value if _same(kept, value) else kept
        if type(value) is immutabledict:
            left = {
                key: left for key, each in value.items() if (left := self.of(each)) is not _GONE
            }
            return value if _same(left.values(), value.values()) else immutabledict(left)
        if isinstance(value, Champs):
            left = self.of(value.valeurs)
            said = immutabledict({k: v for k, v in value.en_clair.items() if k in left})
            return value if left is value.valeurs else Champs(left, said)
        return self._piece(value) if isinstance(value, Located) else value

    def _piece(self, piece: Located) -> Any:
        if self._goes(piece):
            return _GONE
        left = _discreet(piece) if isinstance(piece, Personne) else piece
        held = {field.name: getattr(left, field.name) for field in fields(type(left))}
        kept = {name: self.of(value) for name, value in held.items() if name != "place"}
        changed = {name: value for name, value in kept.items() if value is not held[name]}
        if not changed:
            return left
        changed = {name: None if value is _GONE else value for name, value in changed.items()}
        return _GONE if _emptied(left := evolve(left, **changed)) else left

    def _goes(self, piece: Located) -> bool:
        if isinstance(piece, Image):
            return self.pictures
        if isinstance(piece, CitationPlacee):
            return piece.citation in self.quotes
        if isinstance(piece, Renvoi):
            return piece.vers == "citations" and piece.nom in self.quotes
        if isinstance(piece, Citation):
            return piece.personne in self.silent
        return isinstance(piece, Contact) and _withdrawn(piece, "coordonnees") is not None


def _same(kept: Collection[Any], before: Collection[Any]) -> bool:
    return len(kept) == len(before) and all(map(is_, kept, before))


def _emptied(piece: Located) -> bool:
    """Whether a piece that lost something holds nothing any more; a row of a fiche stays, even
    empty: it is asked for."""
    if isinstance(piece, Groupe):
        return not piece.champs
    return isinstance(piece, Section | Activite | Partie) and not (piece.blocs or piece.extensions)
