"""What a withdrawn consent takes out of a dossier, once, before any format sees it.

RGPD, art. 7(3): a consent may be withdrawn at any time, as easily as it was given. Here one line,
``retrait``, takes the person's quotes, photo, name and contact out of every document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias, TypeVar

from attrs import evolve
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span, within
from ppgp_docs.francais.personnes.noms_inconnus import name_in_address, person_in_function
from ppgp_docs.model.blocs import Bloc, BlocLibre, CitationPlacee, Section
from ppgp_docs.model.dossier import (
    Activite,
    Appel,
    Consentement,
    Contact,
    Dossier,
    Partie,
    Personne,
)
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.place import Champs, Groupe, Renvoi
from ppgp_docs.model.prose import Words
from ppgp_docs.publication.consent import NAMING, USES, Objet, in_force

K = TypeVar("K", Activite, Section)
Blocs: TypeAlias = tuple[Bloc, ...]


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

    Sections and activities that hold nothing else go with the quotes; the texts as typed go too,
    so that whoever looks for what is left finds only what is left.
    """
    removed = removals(dossier)
    if not removed:
        return dossier
    gone = frozenset(name for name in dossier.citations if takes_quote(dossier, name))
    held = within([each.span for each in removed])
    return evolve(
        dossier,
        personnes=_mapped(dossier.personnes),
        citations=immutabledict({k: v for k, v in dossier.citations.items() if k not in gone}),
        contexte=_kept_part(dossier, gone),
        activites=tuple(_kept(dossier.activites, gone)),
        appel=_kept_appel(dossier.appel),
        fiches=tuple(_kept_fiche(fiche, gone) for fiche in dossier.fiches),
        textes=tuple(text for text in dossier.textes if not held(text.texte.span)),
    )


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


def _of_contact(contact: Contact) -> Iterator[Removal]:
    if consent := _withdrawn(contact, "coordonnees"):
        yield Removal(consent, "le contact", contact.at())


def _mapped(personnes: Mapping[str, Personne]) -> immutabledict[str, Personne]:
    return immutabledict({name: _discreet(each) for name, each in personnes.items()})


def _discreet(personne: Personne) -> Personne:
    if _withdrawn(personne, "photo"):
        personne = evolve(personne, photo=None)
    return evolve(personne, nom=Words("")) if _loses_name(personne) else personne


def _kept_part(dossier: Dossier, gone: frozenset[str]) -> Partie | None:
    if dossier.contexte is None:
        return None
    blocs = _kept_blocs(dossier.contexte.blocs, gone)
    return evolve(dossier.contexte, blocs=blocs) if blocs else None


def _kept(parts: tuple[K, ...], gone: frozenset[str]) -> Iterator[K]:
    """Parts without the quotes that go; one that holds nothing else goes too."""
    for part in parts:
        if blocs := _kept_blocs(part.blocs, gone):
            yield evolve(part, blocs=blocs)


def _kept_blocs(blocs: Blocs, gone: frozenset[str]) -> Blocs:
    kept: list[Bloc] = []
    for bloc in blocs:
        if isinstance(bloc, Section):
            kept += _kept((bloc,), gone)
        elif isinstance(bloc, BlocLibre):
            kept.append(evolve(bloc, champs=_kept_fields(bloc.champs, gone)))
        elif not (isinstance(bloc, CitationPlacee) and bloc.citation in gone):
            kept.append(bloc)
    return tuple(kept)


def _kept_fields(champs: Champs, gone: frozenset[str]) -> Champs:
    """The fields of a plugin's block, without the quotes that go, placed in it or named by it."""

    def goes(value: object) -> bool:
        return isinstance(value, Renvoi) and value.vers == "citations" and value.nom in gone

    def kept(value: object) -> object:
        if isinstance(value, Groupe):
            return evolve(value, champs=_kept_fields(value.champs, gone))
        if isinstance(value, tuple) and any(isinstance(each, Bloc) for each in value):
            return _kept_blocs(value, gone)
        if isinstance(value, tuple):
            return tuple(kept(each) for each in value if not goes(each))
        return value

    values = {name: kept(value) for name, value in champs.items() if not goes(value)}
    return evolve(champs, valeurs=immutabledict(values))


def _kept_appel(appel: Appel | None) -> Appel | None:
    if appel is None:
        return None
    contacts = (each for each in appel.contacts if not _withdrawn(each, "coordonnees"))
    return evolve(appel, contacts=tuple(contacts))


def _kept_fiche(fiche: FicheAction, gone: frozenset[str]) -> FicheAction:
    """A fiche keeps its rows, even empty: they are asked for."""
    rows = (evolve(row, blocs=_kept_blocs(row.blocs, gone)) for row in fiche.rubriques)
    return evolve(fiche, rubriques=tuple(rows))
