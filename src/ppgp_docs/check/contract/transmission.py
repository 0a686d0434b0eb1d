"""The stamp of remote transmission (@CTES): what an acknowledgement of the préfecture can say.

The identifier is ``département-SIREN-date-number-nature``, as in
``077-227700010-20200924-lmc100000020966-DE``. Nothing is mended or made up: a stamp is copied, so
a stamp that cannot exist was copied wrongly. Transmission has been compulsory for départements
since 7 August 2020 (loi NOTRe, art. 128); an act is executory once transmitted and published
(CGCT, art. L. 3131-1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.dates import DatePrecise, lire_date
from ppgp_docs.francais.sirene import cle_juste
from ppgp_docs.francais.territoires import departements
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.fiche import FicheAction, Tampon

_PARTS: Final = (
    ("le département", r"\d{3}|02[AB]", "trois caractères, comme `077` ou `02A`"),
    ("le SIREN", r"\d{9}", "neuf chiffres"),
    ("la date de l’acte", r"\d{8}", "année, mois et jour collés, comme `20200924`"),
    ("le numéro", r"[A-Za-z0-9_]{1,15}", "de un à quinze lettres ou chiffres"),
    ("la nature", "DE|AR|AI|CC|BF|AU", "`DE`, `AR`, `AI`, `CC`, `BF` ou `AU`"),
)
_SHAPE: Final = "département-SIREN-date-numéro-nature"
_OTHER_PREFECTURES: Final = {"2B": ("02A",), "68": ("067",)}
"""The seat of an authority that covers two départements: Corse in Ajaccio, Alsace in Strasbourg."""


_OF_DEPARTEMENT: Final = re.compile(r"22(?:(97\d)001|(\d\d)0001)\d")
_OF_MAYOTTE: Final = "229850003"
"""With 985, the code of Mayotte before it was a département (Sirene)."""
_MERGED: Final = frozenset(("2A", "2B", "67", "68", "69M", "75", "972", "973"))
_COMPARE: Final = "comparez avec l’accusé de réception : est-ce le tampon de cette fiche ?"
_SHAPE_OF_DATE: Final = "année, mois et jour collés : `20200924` pour le 24 septembre 2020"


class _Stamp(NamedTuple):
    """A stamp and its identifier cut in five."""

    tampon: Tampon
    departement: str
    siren: str
    date: str

    @property
    def span(self) -> Span:
        return self.tampon.at("identifiant")

    @property
    def acte(self) -> DatePrecise | None:
        """The date of the act; None when no calendar holds it."""
        try:
            return lire_date(f"{self.date[:4]}-{self.date[4:6]}-{self.date[6:]}")
        except ValueError:
            return None


def identifiers(dossier: Dossier) -> Iterator[Diagnostic]:
    """C701: an identifier has five parts, each of its own form."""
    for fiche in dossier.fiches:
        if fiche.tampon:
            typed, span = fiche.tampon.identifiant, fiche.tampon.at("identifiant")
            joined = re.sub(r"\s", "", typed)
            if joined != typed and not any(_identifier_faults(joined, span)):
                message = "l’identifiant du tampon contient des espaces"
                yield error("C701", message, span, f"écrivez `{joined}`")
            else:
                yield from _identifier_faults(typed, span)


def _identifier_faults(identifiant: str, span: Span) -> Iterator[Diagnostic]:
    parts = identifiant.split("-")
    if len(parts) != len(_PARTS):
        message = f"l’identifiant du tampon compte {len(parts)} parties sur {len(_PARTS)}"
        yield error("C701", message, span, f"recopiez-le en entier : `{_SHAPE}`")
        return
    for (name, pattern, form), part in zip(_PARTS, parts, strict=True):
        if not re.fullmatch(pattern, part, re.ASCII):
            message = f"dans l’identifiant du tampon, {name} ne peut être `{part}`"
            yield error("C701", message, span, f"forme attendue : {form}")


def _stamps(dossier: Dossier) -> Iterator[tuple[FicheAction, _Stamp]]:
    """The stamps whose identifier has the right form."""
    for fiche in dossier.fiches:
        if (tampon := fiche.tampon) and not any(
            _identifier_faults(tampon.identifiant, tampon.at())
        ):
            yield fiche, _Stamp(tampon, *tampon.identifiant.split("-")[:3])


def sirens(dossier: Dossier) -> Iterator[Diagnostic]:
    """C702: the SIREN has its control digit (Luhn's key, ISO/IEC 7812-1)."""
    for _, stamp in _stamps(dossier):
        if not cle_juste(stamp.siren):
            message = f"dans le SIREN `{stamp.siren}` du tampon, la clé de contrôle est fausse"
            hint = "un chiffre est faux, ou deux sont intervertis : comparez avec l’original"
            yield error("C702", message, stamp.span, hint)


def territories(dossier: Dossier) -> Iterator[Diagnostic]:
    """C703: the stamp is of the dossier's territory."""
    code = dossier.departement.code
    for _, stamp in _stamps(dossier):
        if not _is_of(code, stamp):
            whose = f"le tampon est celui du département `{stamp.departement}`"
            message = f"{whose}, le dossier celui du `{code}`"
            yield error("C703", message, stamp.span, _COMPARE)


def _is_of(code: str, stamp: _Stamp) -> bool:
    own = code.removesuffix("M").zfill(3)
    return stamp.departement in (own, *_OTHER_PREFECTURES.get(code, ()))


def authorities(dossier: Dossier) -> Iterator[Diagnostic]:
    """C707: the SIREN is not that of another département.

    That of a département is 22, its code, 0001 (001 after the three digits of overseas codes), a
    key; Mayotte keeps its former code. Source: INSEE's Sirene register. Where an authority is
    another one (Corse, Alsace, Lyon, Paris…), its SIREN says nothing of the territory.
    """
    code = dossier.departement.code
    names = {known.code: known.nom for known in departements()}
    for _, stamp in _stamps(dossier):
        other = code if code in _MERGED else _owner(stamp.siren) or code
        sound = cle_juste(stamp.siren) and _is_of(code, stamp)
        if sound and other != code and other in names:
            owner = f"du département `{other}` ({names[other]})"
            message = f"le SIREN `{stamp.siren}` du tampon est celui {owner}"
            yield warning("C707", message, stamp.span, _COMPARE)


def _owner(siren: str) -> str | None:
    """The code of the département whose SIREN this is."""
    match = _OF_DEPARTEMENT.fullmatch(siren)
    return "976" if siren == _OF_MAYOTTE else (match[1] or match[2]) if match else None


def dates(dossier: Dossier) -> Iterator[Diagnostic]:
    """C704: the act has a date. C705: act ≤ sending ≤ receipt, act ≤ publication."""
    for _, stamp in _stamps(dossier):
        if stamp.acte is None:
            message = f"la date de l’acte, `{stamp.date}`, n’existe pas dans le calendrier"
            yield error("C704", message, stamp.span, _SHAPE_OF_DATE)
        yield from _in_order(stamp)


def _in_order(stamp: _Stamp) -> Iterator[Diagnostic]:
    tampon = stamp.tampon
    act = ("identifiant", "l’acte", stamp.acte)
    sent = ("envoi", "l’envoi", tampon.envoi)
    received = ("reception", "la réception", tampon.reception)
    published = ("publication", "la publication", tampon.publication)
    # Publication and transmission have no order (CGCT, art. L. 3131-1; ordonnance 2021-1310).
    for steps in ((act, sent, received), (act, published)):
        known = [(field, name, date) for field, name, date in steps if date]
        for (_, first, before), (field, second, after) in pairwise(known):
            if after.fin < before.debut:
                dates = f"{second} ({after.en_francais()}) précède {first} ({before.en_francais()})"
                yield error("C705", dates, tampon.at(field), "comparez avec l’accusé de réception")


def quotes_before_the_act(dossier: Dossier) -> Iterator[Diagnostic]:
    """C706: a quote (« devis ») that the act relies on is not younger than the act."""
    for fiche, stamp in _stamps(dossier):
        for ligne in fiche.budget.lignes if fiche.budget else ():
            piece, acte = ligne.piece, stamp.acte
            if not (piece and piece.type == "devis" and piece.date and acte):
                continue
            if piece.date.debut > acte.fin:
                message = (
                    f"le devis ({piece.date.en_francais()}) est plus récent que l’acte "
                    f"({acte.en_francais()}) qui s’appuie sur lui"
                )
                hint = "vérifiez la date du devis ; celle de l’acte est dans l’identifiant"
                yield warning("C706", message, piece.at("date"), hint)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    identifiers,
    sirens,
    territories,
    authorities,
    dates,
    quotes_before_the_act,
)
