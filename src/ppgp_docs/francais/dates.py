"""Dates that know their precision: a day, a month, a quarter, a part of a year, a year.

A fiche action says « fin 2022 », a chronology « juillet 2022 »: both are kept as said, printed as
said, and compared through the days they cover. « Début », « mi » and « fin » are the thirds of
their year or month (house rule, after the quadrimestres of ISO 8601-2:2019).
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import total_ordering
from typing import Final, Literal, TypeAlias

from ppgp_docs.francais.espaces import INSECABLE, simplifier
from ppgp_docs.francais.lettres import sans_accents

Moment: TypeAlias = Literal["début", "mi", "fin"]
Precision: TypeAlias = Literal["jour", "mois", "trimestre", "année"]

MOIS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
ANNEES: Final = range(1900, 2101)
"""Years that a dossier may name: outside, a typing slip is far likelier than a date."""

_TIERS: Final[dict[Moment, int]] = {"début": 0, "mi": 1, "fin": 2}


@total_ordering
@dataclass(frozen=True, slots=True)
class DatePrecise:
    """A period of time, named as the author named it.

    Dates sort by their first day, then the vaguer first (2022, janvier 2022, 1er janvier 2022).
    Raises ValueError, in French, for a period that does not exist.
    """

    annee: int
    mois: int | None = None
    jour: int | None = None
    trimestre: int | None = None
    moment: Moment | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar holds."""
        if self.annee not in ANNEES:
            raise ValueError(f"l’année {self.annee} n’est pas entre {ANNEES[0]} et {ANNEES[-1]}")
        if self.mois is not None and not 1 <= self.mois <= 12:
            raise ValueError(f"le mois {self.mois} n’existe pas, les mois vont de 1 à 12")
        if self.trimestre is not None and not 1 <= self.trimestre <= 4:
            raise ValueError(
                f"le trimestre {self.trimestre} n’existe pas, les trimestres vont de 1 à 4"
            )
        self._verifier_combinaison()
        self._verifier_jour()

    @property
    def precision(self) -> Precision:
        """The unit in which the date is said; « fin 2022 » is said in years."""
        if self.jour:
            return "jour"
        if self.mois:
            return "mois"
        return "trimestre" if self.trimestre else "année"

    @property
    def debut(self) -> date:
        """First day of the period."""
        return self._bornes()[0]

    @property
    def fin(self) -> date:
        """Last day of the period."""
        return self._bornes()[1]

    def iso(self) -> str:
        """Write in ISO 8601: 2022, 2022-07, 2022-07-05, else the interval first day/last day."""
        if self.moment or self.trimestre:
            return f"{self.debut.isoformat()}/{self.fin.isoformat()}"
        return self.debut.isoformat()[: {"année": 4, "mois": 7}.get(self.precision, 10)]

    def en_francais(self, article: bool = False) -> str:
        """Write in French: 1er juillet 2023, début 2023; `article` adds « le » where it is said."""
        if self.trimestre:
            return f"{_le(article)}{_ordinal(self.trimestre)}{INSECABLE}trimestre {self.annee}"
        mois = f"{MOIS[self.mois - 1]} " if self.mois else ""
        if self.jour:
            quantieme = _ordinal(1) if self.jour == 1 else str(self.jour)
            return f"{_le(article)}{quantieme}{INSECABLE}{mois}{self.annee}"
        tiers = {None: "", "mi": "mi-"}.get(self.moment, f"{self.moment} ")
        return f"{tiers}{mois}{self.annee}"

    def en_chiffres(self) -> str:
        """Write a day as stamps and papers do, 28/08/2020; a vaguer date in words."""
        return f"{self.debut:%d/%m/%Y}" if self.precision == "jour" else self.en_francais()

    def __lt__(self, autre: object) -> bool:
        """Sort by first day, then the vaguer first."""
        if not isinstance(autre, DatePrecise):
            return NotImplemented
        return (self.debut, -self.fin.toordinal()) < (autre.debut, -autre.fin.toordinal())

    def __str__(self) -> str:
        """Write in French."""
        return self.en_francais()

    def _verifier_combinaison(self) -> None:
        if self.jour is not None and self.mois is None:
            raise ValueError("un jour n’a de sens qu’avec son mois")
        if self.trimestre and (self.mois or self.moment):
            raise ValueError("un trimestre ne se précise ni par un mois ni par un moment")
        if self.jour is not None and self.moment:
            raise ValueError("un jour ne se précise pas par un moment")

    def _verifier_jour(self) -> None:
        if self.jour is None or self.mois is None:
            return
        dernier = calendar.monthrange(self.annee, self.mois)[1]
        if not 1 <= self.jour <= dernier:
            nom = f"{self.jour}{INSECABLE}{MOIS[self.mois - 1]} {self.annee}"
            raise ValueError(f"le {nom} n’existe pas, ce mois a {dernier} jours")

    def _bornes(self) -> tuple[date, date]:
        if self.mois and self.jour:
            jour = date(self.annee, self.mois, self.jour)
            return jour, jour
        if self.mois:
            return self._bornes_dans_le_mois(self.mois)
        rang, duree = 0, 12
        if self.trimestre:
            rang, duree = self.trimestre - 1, 3
        elif self.moment:
            rang, duree = _TIERS[self.moment], 4
        return _mois_entiers(self.annee, 1 + rang * duree, duree)

    def _bornes_dans_le_mois(self, mois: int) -> tuple[date, date]:
        debut, fin = _mois_entiers(self.annee, mois, 1)
        if not self.moment:
            return debut, fin
        tiers = debut + timedelta(days=10 * _TIERS[self.moment])
        return tiers, fin if self.moment == "fin" else tiers + timedelta(days=9)


def _mois_entiers(annee: int, premier: int, nombre: int) -> tuple[date, date]:
    dernier = premier + nombre - 1
    return date(annee, premier, 1), date(annee, dernier, calendar.monthrange(annee, dernier)[1])


def _ordinal(n: int) -> str:
    return "1er" if n == 1 else f"{n}e"


def _le(article: bool) -> str:
    return "le " if article else ""


_RANG_DU_MOIS: Final = {sans_accents(nom): rang for rang, nom in enumerate(MOIS, start=1)}
_ABREGES: Final = {
    "janv": 1,
    "fevr": 2,
    "avr": 4,
    "juil": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_MOMENTS: Final[dict[str, Moment]] = {sans_accents(moment): moment for moment in _TIERS}

_EXEMPLES: Final = "`5 juillet 2022`, `2022-07`, `fin 2022` ou `T1 2023`"

_ANNEE: Final = r"(?P<annee>\d{4})"
_NOM: Final = rf"(?P<nom>{'|'.join(_RANG_DU_MOIS)}|(?:{'|'.join(_ABREGES)})\.?)"
_ECRITURES: Final = tuple(
    re.compile(ecriture, re.ASCII)
    for ecriture in (
        _ANNEE,
        rf"{_ANNEE}-(?P<mois>\d{{1,2}})(?:-(?P<jour>\d{{1,2}}))?",
        rf"(?:(?P<jour>\d{{1,2}})/)?(?P<mois>\d{{1,2}})/{_ANNEE}",
        rf"(?:(?:le )?(?P<jour>1(?=er )|\d{{1,2}}(?= ))(?:er)? )?{_NOM} {_ANNEE}",
        rf"(?P<moment>{'|'.join(_MOMENTS)})[ -](?:{_NOM} )?{_ANNEE}",
        rf"t(?P<trimestre>\d) {_ANNEE}",
        rf"(?:le )?(?P<trimestre>\d)(?:er|e|eme) trimestre {_ANNEE}",
    )
)


def lire_date(texte: str) -> DatePrecise:
    """Read a date as French people write it, with the precision it has.

    2022, 2022-12, 2022-07-05, 05/07/2022, 03/2026, 5 juillet 2022, juil. 2022, début 2023,
    mi-juin 2022, T1 2023, 1er trimestre 2023. Raises ValueError, in French, with the remedy.
    """
    nu = sans_accents(simplifier(texte).lower())
    for ecriture in _ECRITURES:
        if trouve := ecriture.fullmatch(nu):
            return _date_lue(texte, trouve.groupdict())
    raise ValueError(_remede(texte, nu))


def _date_lue(texte: str, parties: dict[str, str | None]) -> DatePrecise:
    nombres = {
        cle: int(partie)
        for cle, partie in parties.items()
        if partie and cle in ("annee", "mois", "jour", "trimestre")
    }
    if nom := parties.get("nom"):
        nombres["mois"] = (_RANG_DU_MOIS | _ABREGES)[nom.rstrip(".")]
    try:
        return DatePrecise(**nombres, moment=_MOMENTS.get(parties.get("moment") or ""))
    except ValueError as erreur:
        raise ValueError(f"`{texte}` n’est pas une date{INSECABLE}: {erreur}") from None


def _remede(texte: str, nu: str) -> str:
    """Say why a text is no date and how to write it."""
    constat = f"`{texte}` ne se lit pas comme une date{INSECABLE}:"
    if re.fullmatch(r"(?:.*[ /.-])?\d{2}", nu) and not re.search(r"\d{4}", nu):
        annee_pleine = f"{texte.strip()[:-2]}20{texte.strip()[-2:]}"
        if re.fullmatch(r"[\d ./-]+", annee_pleine):
            annee_pleine = re.sub("[ .-]", "/", annee_pleine)  # as it will be read
        return f"{constat} l’année prend quatre chiffres, par exemple `{annee_pleine}`"
    if re.fullmatch(r"(?:\d{1,2}[ .-])?\d{1,2}[ .-]\d{4}", nu):
        return f"{constat} écrivez `{re.sub('[ .-]', '/', nu)}`"
    if re.search(_NOM, nu) and not re.search(r"\d{4}", nu):
        return f"{constat} il manque l’année"
    nettoye = _nettoyer(nu)
    for essai, doute in ((nettoye, ""), (_corriger_les_mots(nettoye), "peut-être ")):
        if lue := _essayer(essai):
            return f"{constat} écrivez {doute}`{simplifier(str(lue))}`"
    return f"{constat} écrivez par exemple {_EXEMPLES}"


def _essayer(nu: str) -> DatePrecise | None:
    """Read what would be proposed: a remedy that would be refused too is none."""
    try:
        return next(
            (_date_lue(nu, t.groupdict()) for e in _ECRITURES if (t := e.fullmatch(nu))), None
        )
    except ValueError:
        return None


def _nettoyer(nu: str) -> str:
    """Take away the day of the week, the hyphens and the ending of a day that is not the first."""
    sans_jour = re.sub(r"^(?:le )?(?:lun|mar|mercre|jeu|vendre|same)di |^(?:le )?dimanche ", "", nu)
    return re.sub(r"\b(\d+)(?:er|e|eme|nd) (?!trim)", r"\1 ", sans_jour.replace("-", " "))


def _corriger_les_mots(nu: str) -> str:
    """Put in place of each word the month that it looks like; shorter ones look like several."""
    return re.sub(r"[a-z]{4,}", lambda mot: _mois_proche(mot[0]), nu)


def _mois_proche(mot: str) -> str:
    return next(iter(get_close_matches(mot, _RANG_DU_MOIS, n=1, cutoff=0.75)), mot)
