"""Inclusive writing: one notation in the source, the form that the profile asks for in print.

A source holds `professionnel·le·s`; the other usual signs (`professionnel.le.s`,
`professionnel(le)s`, `le/la`) are read alike, since no keyboard has the middle dot. Forms are
looked up in a lexicon (`genres`) and taken by phrases (`groupes_inclusifs`): a phrase that holds a
word that it does not know, or whose noun is not sure, is left as it is, and told.

`doublet` writes both words (`doublets`); screen readers say nothing else well. `median` and
`point` keep a sign, `masculin` one word. Sources: Haut Conseil à l'égalité, Guide pratique pour
une communication publique sans stéréotype de sexe; circulaire of 21 November 2017 (« le candidat
ou la candidate »).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal, TypeAlias

from ppgp_docs.francais.inclusif.doublets import commence_par_voyelle, doubler, enchainer, repeter
from ppgp_docs.francais.inclusif.genre_fixe import (
    Accord,
    accord_accole,
    accord_apres,
    accord_avant,
    accord_nomme,
    est_antepose,
)
from ppgp_docs.francais.inclusif.genres import Forme, determinant
from ppgp_docs.francais.inclusif.groupes import (
    OU_PLUS,
    Groupe,
    Occurrence,
    complement_apres,
    determinant_seul,
    est_nominal,
    groupes,
    precede,
)
from ppgp_docs.francais.inclusif.noms_joints import article_avant, noms_apres
from ppgp_docs.francais.inclusif.qualificatifs import est_qualificatif, qualifiant
from ppgp_docs.patterns import pattern

Inclusif: TypeAlias = Literal["doublet", "median", "point", "masculin"]
"""The form that is printed."""

_AVANT: Final = pattern(
    r"(?<![\w’'-])((?:(?:de|à)\s+)?(?:(?:les|des|aux|ces|mes|tes|ses|nos|vos|leurs?|notre|votre"
    r"|chaque|de|à)\s+|(?:[ld]|quelqu)[’'])(?:(?:autre|jeune|même|propre|simple)s?\s+)?)[*]{0,3}$",
    re.IGNORECASE,
)
_PORTEE: Final = 32
"""How far back a determiner is looked for, in characters."""

_ARTICLE: Final = pattern(r"(?:les|des|aux|ces)\b", re.IGNORECASE)
_SANS_FEMININ: Final = pattern(
    r"\s+(?:bébé|binôme|garçon|groupe|homme|individu|nourrisson|papa|parent|père|public|service"
    r"|tiers)s?(?!\w)",
    re.IGNORECASE,
)
"""Masculines that no woman's name answers (Académie française: « un parent », « un tiers »)."""

_DEVANT_VOYELLE: Final = ("mon", "ton", "son")
"""Said of a feminine too, before a vowel: « son adjointe »."""

_LES_DEUX: Final = pattern(r"\s+(?:et|ou)\s+")
_COORDONNE: Final = pattern(r"\s+(?:et|ou)\s+|\s*,\s+")
_JOINT_AU_COMPLEMENT: Final = pattern(
    r"\s+(?:de\s+|d[’'])(?:accueil|bureau|direction|mission|projet|santé|service(?:\s+social)?|soins?)"
    r"\s+(?:et|ou)\s+"
)
"""« Les chargé·e·s de mission et coordinateur·rice·s »: the complement is the name of a trade."""

_SUITE: Final = pattern(r"\s*,|\s+(?:et|ou)\b")
_SEUL_EN_TETE: Final = pattern(
    r"(?:^|[.;:!?\n(«]\s*|[-*]\s|\d\s|\b(?:pour|avec|par|entre|comme|sans|chez|parmi)\s)$",
    re.IGNORECASE,
)


_JEUNES: Final = frozenset(
    f"{mot}{s}" for mot in ("autre", "jeune", "même", "propre", "simple") for s in ("", "s")
)


def ecrire(texte: str, profil: Inclusif = "doublet") -> str:
    """Return a text, plain or small Markdown, with its inclusive forms as the profile asks."""
    morceaux: list[str] = []
    position = 0
    phrases = [qualifiant(texte, groupe) for groupe in groupes(texte)]
    for rang, groupe in enumerate(phrases):
        # What is joined to a phrase in doubt is in doubt with it.
        laisse = profil == "doublet" and _nom_ou_adjectif(texte, phrases[: rang + 2])
        connu = groupe.connu and not laisse
        ecrit = _ecrire_groupe(texte, phrases[: rang + 1], profil) if connu else None
        if ecrit is not None:
            debut, phrase = ecrit
            fin, suite = _joint_apres(texte, phrases[: rang + 1], profil)
            morceaux += (texte[position:debut], phrase, suite)
            position = fin
    return "".join((*morceaux, texte[position:]))


def determinants_seuls(texte: str) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Find the determiners in one gender before a form in both (« le référent·e »)."""
    for groupe in groupes(texte):
        premiere = groupe.formes[0]
        while seul := determinant_seul(texte, premiere):
            mot = texte[seul.debut : seul.fin]
            elide = mot.lower() in _DEVANT_VOYELLE and commence_par_voyelle(premiere.forme.feminin)
            if not elide and not _LES_DEUX.search(mot):
                yield seul, groupe.formes[0]
            premiere = seul


def accords_douteux(texte: str) -> Iterator[Occurrence]:
    """Find the forms that may agree with two nouns, one of which has a gender of its own."""
    phrases = [qualifiant(texte, groupe) for groupe in groupes(texte)]
    for rang, groupe in enumerate(phrases):
        if complement_apres(texte, groupe):
            continue
        if groupe.connu and (
            _accord(texte, groupe) is Accord.DOUTE or _nom_ou_adjectif(texte, phrases[: rang + 1])
        ):
            yield groupe.formes[0]


def complements_sans_fin(texte: str) -> Iterator[Occurrence]:
    """Find the phrases whose last adjective has a complement, which both branches would need."""
    for groupe in groupes(texte):
        if groupe.connu and complement_apres(texte, groupe):
            yield groupe.formes[0]


def _ecrire_groupe(texte: str, phrases: list[Groupe], profil: Inclusif) -> tuple[int, str] | None:
    """Return where the last phrase begins and how it is written; None to leave it as typed."""
    groupe = phrases[-1]
    deux_mots = profil in ("doublet", "masculin")
    while deux_mots and (seul := determinant_seul(texte, groupe.formes[0])):
        groupe = precede(groupe, texte, seul)
    accord = _accord(texte, groupe)
    mots = [trouvee.forme for trouvee in groupe.formes]
    if accord is Accord.FEMININ:
        return groupe.debut, enchainer([forme.feminin for forme in mots], groupe.entre)
    if accord is Accord.MASCULIN or profil == "masculin":
        return groupe.debut, enchainer([forme.masculin for forme in mots], groupe.entre)
    if not deux_mots:
        signe = "·" if profil == "median" else "."
        return groupe.debut, enchainer([forme.abregee(signe) for forme in mots], groupe.entre)
    if accord is Accord.DOUTE or _nom_ou_adjectif(texte, phrases):
        return None
    if si := _apres_si(texte, groupe):
        return groupe.debut - len("s’"), si
    return groupe.debut, _doublet(texte, [*phrases[:-1], groupe], accord)


def _apres_si(texte: str, groupe: Groupe) -> str:
    """« S’il·elle » in both genders: « si » elides before « il » alone."""
    forme, si = groupe.formes[0].forme, texte[max(0, groupe.debut - 2) : groupe.debut]
    if forme.masculin not in ("il", "ils") or si.lower() not in ("s’", "s'"):
        return ""
    return f"{si[0]}i {forme.feminin} ou s’{forme.masculin}"


def _doublet(texte: str, phrases: list[Groupe], accord: Accord | None) -> str:
    groupe = phrases[-1]
    mots = [trouvee.forme for trouvee in groupe.formes]
    if avant := _avant(texte, groupe):
        return doubler(mots, groupe.entre, avant)
    if _est_joint(texte, phrases):
        mots[0] = _comme_nom(mots[0])
    if repris := _repris(texte, phrases):
        return repeter(repris, doubler(mots, groupe.entre, repris))
    joint = _est_joint(texte, phrases)
    if joint and (seul := determinant(_premier(texte, phrases).masculin.lower(), groupe.pluriel)):
        return doubler([seul, *mots], ["", *groupe.entre])
    if groupe.natures <= {"adjectif", "épithète"}:
        nominal = est_nominal(mots[0]) and (joint or _en_tete(texte, groupe))
        antepose = accord is Accord.DEUX and _devant_un_nom(texte, groupe) is not None
        return doubler(mots, groupe.entre, seul=nominal or antepose or not groupe.pluriel)
    return doubler(mots, groupe.entre)


def _repris(texte: str, phrases: list[Groupe]) -> str:
    """The determiner of the noun that the last one is joined to: « les élu·e·s et agent·e·s »."""
    if not _est_joint(texte, phrases):
        return article_avant(texte, phrases[-1])
    avant = _avant(texte, phrases[-2]).replace("’", "'").lower() or _repris(texte, phrases[:-1])
    return "" if avant.endswith("l'") else avant.replace("d'", "de ")


def _nom_ou_adjectif(texte: str, phrases: list[Groupe]) -> bool:
    """Whether what is joined to an adjective may be one: « élèves formé·e·s et salarié·e·s »."""
    groupe = phrases[-1]
    if len(phrases) < 2 or not groupe.pluriel or not est_qualificatif(groupe):
        return False
    precedent = phrases[-2]
    return (
        precedent.natures == {"adjectif"}
        and "nom" in groupe.natures
        and _LES_DEUX.fullmatch(texte, precedent.fin, groupe.debut) is not None
        and not _est_joint(texte, phrases)
    )


def _comme_nom(forme: Forme) -> Forme:
    """A word that stands for someone: « les lycéen·ne·s et étudiant·e·s étranger·ère·s »."""
    antepose = est_antepose(forme.masculin, forme.pluriel)
    return forme if antepose or forme.nature == "épithète" else replace(forme, nature="nom")


def _premier(texte: str, phrases: list[Groupe]) -> Forme:
    """The first form of the phrases that are joined to the last one."""
    while _est_joint(texte, phrases):
        phrases = phrases[:-1]
    return phrases[-1].formes[0].forme


def _avant(texte: str, groupe: Groupe) -> str:
    """The determiner or preposition before the phrase, with an adjective of both genders."""
    trouve = _AVANT.search(texte, max(0, groupe.debut - _PORTEE), groupe.debut)
    if trouve is None:
        return ""
    if trouve[1].split()[-1].lower() in _JEUNES and not est_nominal(groupe.formes[-1].forme):
        return ""
    return trouve[1]


def _est_joint(texte: str, phrases: list[Groupe]) -> bool:
    """Whether the last phrase is joined to the noun before it, and is a noun therefore."""
    if len(phrases) < 2 or phrases[-1].introduit:
        return False  # « un·e élu·e et un·e agent·e »: two phrases, each with its determiner
    precedent, groupe = phrases[-2:]
    entre = texte[precedent.fin : groupe.debut]
    completes = groupe.pluriel and "nom" in groupe.natures and _JOINT_AU_COMPLEMENT.fullmatch(entre)
    if precedent.formes[-1].forme.pluriel != groupe.pluriel or not (
        completes or _COORDONNE.fullmatch(entre)
    ):
        return False
    if "," in entre and not _SUITE.match(texte, groupe.fin):
        return False
    if _est_joint(texte, phrases[:-1]):
        return est_nominal(groupe.formes[0].forme)
    nomme = est_nominal(precedent.formes[0].forme) and bool(_avant(texte, precedent))
    if "nom" in groupe.natures:
        return nomme or "nom" in precedent.natures
    nomme = nomme or precedent.formes[-1].forme.nature == "nom"
    # « les aidant·e·s et aidé·e·s »: no adjective is joined to a noun, whatever else it may be.
    return nomme and (est_nominal(groupe.formes[0].forme) or _finit_par_un_nom(precedent, entre))


def _finit_par_un_nom(groupe: Groupe, entre: str) -> bool:
    """Whether nothing but a conjunction parts from the noun of a phrase what is joined to it."""
    seul = len(groupe.formes) == 1 and groupe.natures == {"adjectif"}
    return bool(_LES_DEUX.fullmatch(entre)) and (seul or groupe.formes[-1].forme.nature == "nom")


def _joint_apres(texte: str, phrases: list[Groupe], profil: Inclusif) -> tuple[int, str]:
    """Where the noun joined behind the last phrase begins, and what is written up to there."""
    groupe = phrases[-1]
    if profil != "doublet" or _accord(texte, groupe) not in (None, Accord.DEUX):
        return groupe.fin, ""
    avant = (_avant(texte, groupe) or _repris(texte, phrases)).lower()
    derniere = groupe.formes[-1].forme
    nominal = derniere.nature == "nom" or len(groupe.formes) == 1
    return noms_apres(texte, groupe, avant, nominal=nominal)


def _devant_un_nom(texte: str, groupe: Groupe) -> Accord | None:
    """What a noun asks of the adjective that stands before it: « les futur·e·s parents »."""
    if not est_antepose(groupe.formes[-1].forme.masculin, groupe.pluriel):
        return None
    return accord_apres(texte, groupe.fin, groupe.pluriel)


def _en_tete(texte: str, groupe: Groupe) -> bool:
    """Whether nothing stands before a word that it could qualify."""
    return _SEUL_EN_TETE.search(texte[max(0, groupe.debut - _PORTEE) : groupe.debut]) is not None


def _accord(texte: str, groupe: Groupe) -> Accord | None:
    """What a noun beside the phrase asks of it; None or DEUX when it is written in both genders."""
    if complement_apres(texte, groupe):
        return Accord.DOUTE
    nomme = None if groupe.pluriel else accord_nomme(texte, groupe.debut)
    return nomme or _accord_avec_un_nom(texte, groupe)


def _accord_avec_un_nom(texte: str, groupe: Groupe) -> Accord | None:
    natures, pluriel = groupe.natures, groupe.pluriel
    masculin = groupe.formes[-1].forme.masculin
    if groupe.formes[0].forme.masculin.lower() == "tous" and _ARTICLE.match(_avant(texte, groupe)):
        return Accord.DOUTE  # « les tout·e·s petit·e·s »: an adverb or a pronoun
    if masculin.lower() == "tous":
        return accord_apres(texte, groupe.fin, pluriel, determine=True)
    if natures == {"nom"}:
        return accord_accole(texte, groupe.debut, pluriel)
    if natures == {"déterminant"} or masculin.lower() == "tout":
        return _accord_du_determinant(texte, groupe)
    if natures & {"nom", "pronom"}:
        return None
    return _accord_de_l_adjectif(texte, groupe)


def _accord_du_determinant(texte: str, groupe: Groupe) -> Accord | None:
    if OU_PLUS.match(texte, groupe.fin):
        return Accord.DOUTE  # « un·e ou deux stagiaires »
    # « un·e médecin »: its feminine is under way; that of « un parent » is not.
    apres = accord_apres(texte, groupe.fin, groupe.pluriel)
    sans_feminin = apres is Accord.MASCULIN and _SANS_FEMININ.match(texte, groupe.fin)
    connu = apres in (Accord.FEMININ, Accord.DOUTE) or sans_feminin
    return apres if connu else None


def _accord_de_l_adjectif(texte: str, groupe: Groupe) -> Accord | None:
    apres = _devant_un_nom(texte, groupe)
    if apres is None and "déterminant" not in groupe.natures and not _avant(texte, groupe):
        return accord_avant(texte, groupe.debut, groupe.pluriel)
    return apres
