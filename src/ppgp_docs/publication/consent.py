"""The written consent of the people whom a dossier quotes, shows or lets readers call.

A quote under a name, a recognisable photo, a person's own address or phone are personal data
(règlement (UE) 2016/679, RGPD, art. 4, 6 and 7), a photo falls under the droit à l'image too
(Code civil, art. 9): each needs a consent for that very use, given before the document, still
running at its date, and that may be withdrawn at any time. That it be written, and end on the day
agreed upon, is our rule: the RGPD asks for proof (art. 7(1)) and sets no duration.

The date that counts is the last day of ``edition``, the only date that a document bears; never
today's, so that the same dossier gives the same documents on any day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, Literal, NamedTuple, TypeAlias

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.personnes.noms_inconnus import is_personal, person_in_function
from ppgp_docs.model.blocs import Bloc, CitationPlacee, Personnes
from ppgp_docs.model.dossier import Citation, Consentement, Contact, Dossier, Personne, walk
from ppgp_docs.model.fiche import FicheAction

Objet: TypeAlias = Literal["citation", "photo", "nom", "coordonnees"]

USES: Final[dict[Objet, str]] = {
    "citation": "citer ses mots sous son nom",
    "photo": "montrer sa photo",
    "nom": "donner son nom",
    "coordonnees": "donner son nom et ses coordonnées",
}
"""What each ``objet`` of a consent allows to print, in French."""

NAMING: Final[tuple[Objet, ...]] = ("citation", "nom", "coordonnees")
"""The consents that allow a name: to words, to the name itself, to the name and the address. A
photo shows a face and says no name."""

_ALLOWED_BY: Final[dict[Objet, tuple[Objet, ...]]] = {"nom": ("nom", "coordonnees")}
"""The consents that allow a use, where another one than its own does."""


class Usage(NamedTuple):
    """A use of personal data; ``field`` of ``qui`` holds them.

    An attribution that names someone has no consent of its own: that is a ``personne``.
    """

    objet: Objet
    qui: Personne | Contact | Citation
    field: str

    @property
    def span(self) -> Span:
        return self.qui.at(self.field)

    @property
    def consentements(self) -> tuple[Consentement, ...]:
        return () if isinstance(self.qui, Citation) else self.qui.consentements


class MissingConsent(NamedTuple):
    """A use that no consent covers.

    ``found`` is the consent that was found and does not do, None when there is none; ``reason``
    is a French sentence that begins with whom it is about.
    """

    usage: Usage
    reason: str
    found: Consentement | None = None
    undated: bool = False

    @property
    def span(self) -> Span:
        return self.found.at() if self.found else self.usage.span


def missing_consents_of_case_study(dossier: Dossier) -> tuple[MissingConsent, ...]:
    """What the case study and the deck use without a consent; withdrawals are done before."""
    contacts = dossier.appel.contacts if dossier.appel else ()
    usages = (
        *_of_blocs(dossier, dossier.blocs()),
        *chain.from_iterable(map(_of_contact, contacts)),
    )
    return tuple(_lacks(usages, dossier.edition))


def missing_consents_of_fiche(dossier: Dossier, fiche: FicheAction) -> tuple[MissingConsent, ...]:
    """What a fiche uses without a consent; withdrawals are done before."""
    usages = _of_blocs(dossier, blocs_of_fiche(fiche))
    return tuple(_lacks(usages, fiche.edition or dossier.edition))


def in_force(consents: Iterable[Consentement], objet: Objet) -> tuple[Consentement, ...]:
    """The consents for a use that no withdrawal reaches: those given after the last one.

    In doubt (same day, vague dates) the withdrawal wins: it protects the person.
    """
    asked = [consent for consent in consents if consent.objet == objet]
    withdrawals = [consent.retrait.fin for consent in asked if consent.retrait]
    return tuple(
        consent
        for consent in asked
        if not consent.retrait and all(consent.date.debut > day for day in withdrawals)
    )


def may_be_named(holder: Personne | Contact, edition: DatePrecise | None) -> bool:
    """Whether a consent lets a document of that date name someone."""
    usages = (Usage(objet, holder, "nom") for objet in NAMING)
    return any(missing_consent(usage, edition) is None for usage in usages)


def people_of(dossier: Dossier) -> str:
    """All that a dossier says of people and of their consents, to be compared."""
    contacts = dossier.appel.contacts if dossier.appel else ()
    return repr((dossier.personnes, dossier.citations, contacts))


def blocs_of_fiche(fiche: FicheAction) -> Iterator[Bloc]:
    """Every block of a fiche, those of sections included."""
    for rubrique in fiche.rubriques:
        yield from walk(rubrique.blocs)


def _of_blocs(dossier: Dossier, blocs: Iterable[Bloc]) -> Iterator[Usage]:
    quotes: dict[str, Citation] = {}
    shown: set[str] = set()
    for bloc in blocs:
        if isinstance(bloc, CitationPlacee) and bloc.citation in dossier.citations:
            quotes[bloc.citation] = dossier.citations[bloc.citation]
        elif isinstance(bloc, Personnes):
            shown.update(bloc.personnes)
    quoted = {quote.personne for quote in quotes.values()}
    for name, personne in dossier.personnes.items():
        yield from _of_person(personne, name in quoted, name in shown)
    for quote in quotes.values():
        if not quote.personne and person_in_function(quote.attribution):
            yield Usage("citation", quote, "attribution")


def _of_person(personne: Personne, quoted: bool, shown: bool) -> Iterator[Usage]:
    """Words, a face, a name: each has its own consent; words under a name include the name."""
    field = "nom" if personne.nom else "fonction"
    named = bool(personne.nom) or bool(person_in_function(personne.fonction))
    if quoted and named:
        yield Usage("citation", personne, field)
    if shown and personne.photo is not None and personne.portrait == "photo":
        yield Usage("photo", personne, "photo")
    if shown and named and not quoted:
        yield Usage("nom", personne, field)


def _of_contact(contact: Contact) -> Iterator[Usage]:
    """A contact is someone as soon as a field names them, were it their address."""
    if contact.nom:
        yield Usage("coordonnees", contact, "nom")
    elif person_in_function(contact.fonction):
        yield Usage("coordonnees", contact, "fonction")
    elif is_personal(contact.courriel):
        yield Usage("coordonnees", contact, "courriel")


def _lacks(usages: Iterable[Usage], edition: DatePrecise | None) -> Iterator[MissingConsent]:
    return (lack for usage in usages if (lack := missing_consent(usage, edition)))


def missing_consent(usage: Usage, edition: DatePrecise | None) -> MissingConsent | None:
    """Why no consent covers a use at the date of a document; None when one does."""
    allowed = _ALLOWED_BY.get(usage.objet, (usage.objet,))
    given = [each for objet in allowed for each in in_force(usage.consentements, objet)]
    faults = [fault for consent in given if (fault := _lack(usage, consent, edition))]
    if len(faults) < len(given):
        return None
    return faults[-1] if faults else _missing(usage)


def _missing(usage: Usage) -> MissingConsent:
    return MissingConsent(usage, f"{_who(usage)} : aucun accord écrit pour {USES[usage.objet]}")


def _lack(
    usage: Usage, consent: Consentement, edition: DatePrecise | None
) -> MissingConsent | None:
    """Why a consent does not cover a use; None when it does."""
    start = f"{_who(usage)} : l’accord pour {USES[usage.objet]}"
    if edition and consent.date.debut > edition.fin:
        given, date = consent.date.en_francais(), edition.en_francais()
        reason = f"{start} (donné : {given}) est postérieur au document ({date})"
        return MissingConsent(usage, reason, consent)
    if not consent.fin:
        return None
    if not edition:
        reason = f"{start} (fin : {consent.fin}) ne peut pas être vérifié, le document n’a pas de "
        return MissingConsent(usage, f"{reason}date d’édition", consent, undated=True)
    if consent.fin.fin < edition.fin:
        reason = f"{start} a pris fin ({consent.fin}) avant la date du document ({edition})"
        return MissingConsent(usage, reason, consent)
    return None


def _who(usage: Usage) -> str:
    if usage.field in ("attribution", "fonction", "courriel"):
        text: str = getattr(usage.qui, usage.field)
        return person_in_function(text) or text
    return "" if isinstance(usage.qui, Citation) else usage.qui.nom or usage.qui.fonction
