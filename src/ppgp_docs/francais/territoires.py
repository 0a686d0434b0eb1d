"""The 102 territories: their names, their grammar, the authority in charge.

Names and linking words come from INSEE's Code officiel géographique (TNCC), the names of
institutions from the ANS register TRE-R396, the locative from usage (Girodet, Grevisse): nothing
official says « dans l’Ain » or « en Seine-et-Marne », so a dossier may state its own. Vaucluse
calls itself « département de Vaucluse » (vaucluse.fr), where INSEE and the ANS say « du ».
Authorities are those of today (Corse, Alsace, Lyon, Martinique, Guyane, Mayotte have no conseil
départemental); ``a_la_date`` gives those of a document's time.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from ppgp_docs.francais.donnees import contenu
from ppgp_docs.francais.espaces import simplifier
from ppgp_docs.francais.lettres import sans_accents

_FICHIER: Final = "departements.csv"
_ANCIENNES: Final = "anciennes_autorites.csv"
_ARTICLES: Final = ("les ", "le ", "la ", "l’")
_D_UN_SEUL: Final = ("Collectivité territoriale ", "Département-Région ", "Métropole ", "Ville ")
"""How the authorities begin that are one territory's and take the place of its département."""


@dataclass(frozen=True, slots=True)
class Departement:
    """A département or a territory of the same rank, with what a sentence needs to name it.

    code: official code, "01", "2A", "971", "69M".
    nom: bare name, « Ain ».
    de: after a noun, « de l’Ain ».
    de_institution: after the name of its institution, « de Loir-et-Cher » (INSEE says « du »).
        « Département » is such a name too: « département de Tarn-et-Garonne ».
    locatif: where, « dans l’Ain », « en Seine-et-Marne », « à Paris ».
    locatif_variante: another usual locative, « en Ardèche », or None.
    autorite: who exercises the PMI, « Conseil départemental de l’Ain », « Ville de Paris ».
    tncc: INSEE's linking code 0 to 5, None for the Métropole de Lyon.
    """

    code: str
    nom: str
    de: str
    de_institution: str
    locatif: str
    locatif_variante: str | None
    autorite: str
    tncc: int | None

    @property
    def avec_article(self) -> str:
        """The name as the subject of a sentence: « l’Ain », « la Seine-et-Marne », « Paris »."""
        for locatif in (self.locatif, self.locatif_variante or ""):
            preposition, _, reste = locatif.partition(" ")
            if preposition == "dans" and reste.startswith(_ARTICLES):
                return reste
        return f"la {self.nom}" if self.locatif.startswith("en ") else self.nom

    @property
    def territoire(self) -> str:
        """What the territory is and its name: « département de l’Ain », « Métropole de Lyon ».

        Alsace and Corse hold two départements, which keep their names.
        """
        if self.tncc is None:
            return self.nom
        a_lui = simplifier(self.autorite).startswith(_D_UN_SEUL)
        own = a_lui and self.autorite.endswith(self.nom)
        return self.autorite if own else f"département {self.de_institution}"

    @property
    def territoire_avec_article(self) -> str:
        """The same inside a sentence: « le département de l’Ain », « la Ville de Paris »."""
        masculin = self.territoire.startswith(("département", "Département"))
        return f"{'le' if masculin else 'la'} {self.territoire}"

    @property
    def autorite_avec_article(self) -> str:
        """The authority inside a sentence: « le Conseil départemental de l’Ain »."""
        masculin = self.autorite.startswith(("Conseil", "Département"))
        return f"{'le' if masculin else 'la'} {self.autorite}"

    @property
    def collectivite(self) -> str:
        """What a budget calls the authority: « Département », « Métropole de Lyon »."""
        genre = self.autorite.split()[0]
        return "Département" if genre in ("Conseil", "Département") else self.autorite

    @property
    def slug(self) -> str:
        """The name for files and folders, ASCII: ain, seine-et-marne, la-reunion."""
        return _slug(self.nom)

    @property
    def cle_de_tri(self) -> tuple[int, str]:
        """Official order: 19, 2A, 2B, 21 … 69, 69M, 70 … 971."""
        rang = "20" if self.code in ("2A", "2B") else self.code.removesuffix("M")
        return int(rang), self.code


def departements() -> tuple[Departement, ...]:
    """Return the 102 territories in official order."""
    return tuple(_par_code().values())


def departement(code: str) -> Departement:
    """Return a territory by its code, exactly as INSEE writes it; raise KeyError for another."""
    return _par_code()[code]


def a_la_date(territoire: Departement, jour: date) -> Departement:
    """Return the territory under the authority that it had on that day (laws in the file)."""
    lue = _anciennes().get(territoire.code)
    return replace(territoire, autorite=lue[1]) if lue and jour < lue[0] else territoire


@cache
def _anciennes() -> dict[str, tuple[date, str]]:
    """The day before which a territory had another authority, and which."""
    return {
        ligne["code"]: (date.fromisoformat(ligne["avant"]), ligne["autorite"])
        for ligne in _lignes(_ANCIENNES)
    }


@cache
def _par_code() -> dict[str, Departement]:
    lus = map(_lire_ligne, _lignes(_FICHIER))
    return {d.code: d for d in sorted(lus, key=lambda d: d.cle_de_tri)}


def _lignes(fichier: str) -> Iterator[dict[str, str]]:
    return csv.DictReader(contenu(fichier).replace("'", "’").splitlines())


def _lire_ligne(ligne: dict[str, str]) -> Departement:
    return Departement(
        code=ligne["code"],
        nom=ligne["nom"],
        de=ligne["de_insee"],
        de_institution=ligne["de_institution"],
        locatif=ligne["locatif"],
        locatif_variante=ligne["locatif_variante"] or None,
        autorite=ligne["autorite"],
        tncc=int(ligne["tncc"]) if ligne["tncc"] else None,
    )


def _slug(nom: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sans_accents(nom.lower())).strip("-")
