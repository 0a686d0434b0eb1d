"""The dossier of a territory, and what its case study is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import field, frozen
from immutabledict import immutabledict

from ppgp_docs.budget import libelle_financeur
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.francais.inclusif.notation import Inclusif
from ppgp_docs.francais.territoires import Departement
from ppgp_docs.francais.typographie.regles import FRANCE, Typographie
from ppgp_docs.model.blocs import Bloc, BlocLibre, Image, Jalon, Section, held_in
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.contrat import Contrat
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.place import Ecrit, Located
from ppgp_docs.model.prose import Line, Prose, Quotation, Words


@frozen(kw_only=True, repr=False)
class Presentation(Located):
    """Choices of layout; ``ordre`` names the parts in their order."""

    titre_forme: str = "locatif"
    sommaire: bool = True
    activites: str = "numero"
    ordre: tuple[str, ...] = ()
    theme: str = "neutre"


@frozen(kw_only=True, repr=False)
class Redaction(Located):
    """Choices of writing."""

    inclusif: Inclusif = "doublet"
    typographie: Typographie = FRANCE


@frozen(kw_only=True, repr=False)
class Reunion(Located):
    """Where a deck is shown: before whom, when, where, by whom."""

    instance: Words
    date: DatePrecise | None = None
    lieu: Words = Words("")
    intervenant: Words = Words("")


@frozen(kw_only=True, repr=False)
class Demarche(Located):
    """The frame and the dates of the accompaniment; unknown dates are absent."""

    programme: Words = Words("Petits pas, Grands pas")
    cadre: Words = Words("")
    debut: DatePrecise | None = None
    fin: DatePrecise | None = None

    @property
    def periode(self) -> str:
        """The years, ``2022 – 2024``; empty when nothing is known."""
        years = [str(date.annee) for date in (self.debut, self.fin) if date]
        return " – ".join(dict.fromkeys(years))


@frozen(kw_only=True, repr=False)
class Consentement(Located):
    """A written consent: what for, where, from when to when."""

    objet: str
    date: DatePrecise
    portee: str = ""
    fin: DatePrecise | None = None
    retrait: DatePrecise | None = None


@frozen(kw_only=True, repr=False)
class Personne(Located):
    """Someone quoted or shown; without a consent there is a function and no name.

    ``portrait`` says whether the picture is a ``photo``, which needs a consent, or a ``dessin``.
    """

    fonction: Words
    structure: Words = Words("")
    nom: Words = Words("")
    photo: Image | None = None
    portrait: str = "photo"
    consentements: tuple[Consentement, ...] = ()


@frozen(kw_only=True, repr=False)
class Citation(Located):
    """Exact words; ``personne`` names who speaks, ``attribution`` stands in when nobody is."""

    texte: Quotation
    version_courte: Line = Line()
    personne: str = ""
    attribution: Words = Words("")


@frozen(kw_only=True, repr=False)
class Introduction(Located):
    """The three standing parts: what PPGP is, its aim, PPGP here."""

    ppgp: Prose = Prose()
    objectif: Prose = Prose()
    ici: Prose = Prose()


@frozen(kw_only=True, repr=False)
class Partie(Located):
    titre: Line
    blocs: tuple[Bloc, ...]


@frozen(kw_only=True, repr=False)
class Chronologie(Located):
    titre: Line
    jalons: tuple[Jalon, ...]
    introduction: Prose = Prose()


@frozen(kw_only=True, repr=False)
class Activite(Located):
    """An activity; its number is its rank in the dossier. ``image`` opens it."""

    titre: Line
    blocs: tuple[Bloc, ...]
    version_courte: Line = Line()
    image: Image | None = None


@frozen(kw_only=True, repr=False)
class Priorite(Located):
    titre: Line
    texte: Prose = Prose()
    version_courte: Line = Line()
    picto: Image | None = None


@frozen(kw_only=True, repr=False)
class EtApres(Located):
    titre: Line
    priorites: tuple[Priorite, ...]
    introduction: Prose = Prose()
    nombre_annonce: int | None = None


@frozen(kw_only=True, repr=False)
class Contact(Located):
    fonction: Words
    nom: Words = Words("")
    courriel: str = ""
    telephone: str = ""
    consentements: tuple[Consentement, ...] = ()


@frozen(kw_only=True, repr=False)
class Appel(Located):
    """The call to action that closes the case study."""

    accroche: Line
    texte: Prose = Prose()
    lien: str = ""
    contacts: tuple[Contact, ...] = ()


@frozen(kw_only=True, repr=False)
class AClasser(Located):
    """What a document brought and nobody placed yet; printed nowhere."""

    blocs: tuple[Bloc, ...]


@frozen(kw_only=True, repr=False)
class Mentions(Located):
    annee: int | None = None
    titulaire: Words = Words("")
    credits: Line = Line()
    licence: Line = Line()


@frozen(kw_only=True, repr=False)
class Dossier(Located):
    """All that is known of PPGP in one territory.

    ``dossier_dir`` is its folder; ``fiches`` and ``contrat`` come from their own files there.
    ``textes`` are all texts as typed, for those who check the writing itself.
    """

    departement: Departement
    dossier_dir: Path
    langue: str = "fr"
    edition: DatePrecise | None = None
    couverture: Image | None = None
    presentation: Presentation
    redaction: Redaction
    reunion: Reunion | None = None
    demarche: Demarche
    sigles: immutabledict[str, Words] = immutabledict()
    chiffres: immutabledict[str, Chiffre] = immutabledict()
    personnes: immutabledict[str, Personne] = immutabledict()
    citations: immutabledict[str, Citation] = immutabledict()
    notes: immutabledict[str, Line] = immutabledict()
    introduction: Introduction
    contexte: Partie | None = None
    chronologie: Chronologie | None = None
    activites: tuple[Activite, ...] = ()
    et_apres: EtApres | None = None
    appel: Appel | None = None
    a_classer: AClasser | None = None
    mentions: Mentions
    dispenses: immutabledict[str, str] = immutabledict()
    fiches: tuple[FicheAction, ...] = ()
    contrat: Contrat | None = None
    textes: tuple[Ecrit, ...] = field(default=(), eq=False, repr=False)

    @property
    def slug(self) -> str:
        """The territory in file names: ``ain``."""
        return self.departement.slug

    def financeur(self, cle: str) -> str:
        """The printed name of a funder; ``CD`` is the authority of this very territory."""
        return libelle_financeur(cle, self.departement.collectivite)

    def chiffres_de(self, fiche: FicheAction) -> Mapping[str, Chiffre]:
        """The figures that a fiche may cite: its own come before those of the dossier."""
        return {**self.chiffres, **fiche.chiffres}

    @property
    def has_case_study(self) -> bool:
        """Whether there is enough to tell: a context or an activity."""
        return bool(self.contexte or self.activites)

    def blocs(self) -> Iterator[Bloc]:
        """Every block of the case study in reading order, those of sections included."""
        if self.contexte:
            yield from walk(self.contexte.blocs)
        for activite in self.activites:
            yield from walk(activite.blocs)


def walk(blocs: tuple[Bloc, ...]) -> Iterator[Bloc]:
    """Blocks in reading order, going down into sections and into what plugins bring."""
    for bloc in blocs:
        yield bloc
        if isinstance(bloc, Section):
            yield from walk(bloc.blocs)
        elif isinstance(bloc, BlocLibre):
            yield from walk(tuple(held_in(bloc.champs)))
