"""Names that a civility tells: « Mme Durand », « Me Roux », « M DURAND », « mme a. durand ».

A title is no name (« Mme la présidente »), nor is a trade (« docteur en médecine »); but someone
is named behind both: « monsieur le docteur Durand ». A name in small letters is told by a civility
that nobody writes without one, or because many people bear it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ppgp_docs.francais.designations import designes
from ppgp_docs.francais.lexique import traits
from ppgp_docs.francais.personnes.noms_frequents import is_family_name, is_first_name
from ppgp_docs.francais.personnes.noms_ou_lieux import (
    is_acronym,
    is_particle_name,
    is_place,
    is_territorial,
    is_town_with_article,
)
from ppgp_docs.francais.personnes.prenom_et_nom import is_word
from ppgp_docs.francais.pliage import lettres_nues
from ppgp_docs.francais.typographie.vocabulaire import RUES
from ppgp_docs.patterns import pattern

CAP: Final = r"[A-ZÀ-Ý][a-zà-ÿ]+"
WORD: Final = rf"(?:{CAP}|[A-ZÀ-Ý]{{2,}})"
_PARTICLE: Final = (
    r"(?i:d[’']|l[’']|(?:des?|du|la|les?|van|von|der|ben|bin|el|al|di|da|dos|del|saint)\s)"
)
INITIAL: Final = "(?:[A-ZÀ-Ý][’'])?"
"""N’Diaye, O’Connor, L’Hermitte."""

_LAST: Final = rf"(?:{_PARTICLE}{{0,2}}{INITIAL}{WORD}(?:[-’']{WORD})*)"

_COUNTS: Final = r"(?<!\d)(?<!\d[ \u00a0\u202f])"
"""Behind a number, « m. » is a metre."""

_FULL: Final = (
    r"mesdames|messieurs|mesdemoiselles|madame|monsieur|mademoiselle|monseigneur|mistress"
)
_WOMAN: Final = r"m(?:e?l?le|me)s?"
_FOREIGN: Final = (
    r"Miss(?!\s(?:France|Monde|Univers))|Ms\.?(?!\s(?:Excel|Office|Project|Teams|Word))"
)
_SHORT: Final = (
    rf"(?i:{_WOMAN}|mrs?|mgrs?)\.?|M(?i:ad)\.|{_FOREIGN}|{_COUNTS}(?:MM?|m)\.|{_COUNTS}MM?(?=\s)"
)
_CHURCH: Final = (
    r"S(?i:œur|oeur)s?|(?:P|M)(?i:[eè]re)|F(?i:r[eè]re)s?|V(?i:ve\.?|euve)|(?i:l[’']abb[eé])"
)
"""With a capital: « mon père Durand » is a parent, « Sœur Marie » is called so."""
_TITLES: Final = (
    r"(?:vice|sous|haut)-|présid|maires?(?!\w)|mairesse|préf[eè]|minist|direct|rect(?:eur|rice)|déput"
    r"|sénat|conseill|chef|proviseur|procureur|juge(?!\w)|ambassad|commissa|défenseur|délégu|inspect"
    r"|princip|doyen|médecin|bâtonni|notaire|chanceli|coordinat|coordonnat|référent|responsable"
    r"|adjoint|trésori|greffi|gouverneur|administrat|secrétaire|professeur|docteur|dr(?!\w)|curé|garde"
    r"|premi[eè]re?\s|cheff|magistrat|rapporteur|contrôleur|agent|élue?(?!\w)|marquis|général(?!\w)"
)
_SMALL_WORD: Final = r"[a-zà-ÿ]{3,}(?:-[a-zà-ÿ]+)*"
_QUALIFIED: Final = (
    r"(?:\s(?i:académique|adjoint|cantonal|chargée?|chef|conseill|coordinat|coordonnat|communautaire"
    r"|délégu|départemental|exécuti|général|honoraire|hospitali|intérimaire|médica|municipal|national"
    r"|pédagogique|principal|référent|régional|scientifique|scolaire|social|suppléant|techni"
    r"|territorial)[a-zà-ÿA-ZÀ-Ý]*)"
)
_OF_WHAT: Final = (
    rf"(?P<of>\s(?:(?:de\s(?:la\s)?|du\s|des\s|aux?\s|par\s|en\s)|(?:de\sl|d)[’'])"
    rf"(?:{_SMALL_WORD}|[A-Z]{{2,5}}))"
)
_FUNCTION: Final = (
    rf"(?P<function>\s(?i:l(?:[ae]|es)\s|l[’'])"
    rf"(?:(?i:(?:vice|sous|haut)[-\s])?(?i:{_TITLES})[a-zà-ÿA-ZÀ-Ý]*|{_SMALL_WORD})"
    rf"{_QUALIFIED}{{0,2}}{_OF_WHAT}?{_QUALIFIED}?)"
)
"""« l’inspecteur d’académie », « la directrice générale adjointe », behind a civility."""

_TITLED: Final = (
    r"(?:(?P<title>\s(?i:l[ae]\s|l[’'])(?i:docteure?|dre?\.?|professeure?|pre?\.?|bâtonni(?:er|ère)|juge|maire"
    r"|préfète?|préfet|présidente?|ministre|sénat(?:eur|rice)|députée?|procureure?|abbé|pasteure?"
    r"|chanoine|cardinal|évêque|père|curé|imam|rabbin))"
    rf"|{_FUNCTION})?"
)
"""Titles that a name may follow at once: « M. le préfet Durand ». Behind any other function it has
to look like a name: « Mme la directrice Durand », and neither « Enfance » nor « CAMSP »."""

_GAP: Final = r"(?:(?<=\.)\s{0,2}|\s{1,2})"
_INITIALS: Final = r"(?:(?:[A-ZÀ-Ý]|Ch|Cl|Fr|Ph|Th|Yv)\.\s{0,2}[-‐‑]?|[A-Z](?:[-‐‑]|\s{1,2}))+"
"""« A. », « J.-P. », « J. P. », « Ch. », « J-P », « C »: behind them a surname is looked for."""

_NAME: Final = (
    rf"(?P<initials>{_INITIALS})?"
    rf"(?P<last>(?:{CAP}(?:-{CAP})*\s)?{_LAST}(?:\s[A-ZÀ-Ý]{{2,}})?)(?![\w@])"
)
_CIVIL: Final = pattern(
    rf"(?<![\w@.’'-])(?:(?P<learned>(?i:docteure?s?|professeure?s?|ma[iî]tres?|prof\.?)|Drs?\.?"
    rf"|D[Rr][eE]\.?|dre?\.?|Pre?s?\.?|Me\.?|(?P<lawyers>Mes)|(?P<church>{_CHURCH})){_GAP}"
    rf"|(?:{_SHORT}|(?i:{_FULL}))(?:(?<=\w)[-‐‑](?=\w{{2}})|{_TITLED}{_GAP}))"  # « Mme-Durand »
    rf"{_NAME}"
)
_OF_SEVERAL: Final = pattern(
    r"(?:mm|mmes|mlles|mrs|mgrs|mes|drs|prs|mesdames|messieurs|mesdemoiselles|docteure?s"
    r"|professeure?s|ma[iî]tres|frères|sœurs|soeurs)(?!\w)",
    re.IGNORECASE,
)
_NEXT: Final = pattern(rf"(?:\s?,\s|(?:\s?,)?\s(?:et|ou|puis|ainsi\sque|&|/)\s){_NAME}")
"""« MM. A. Roux, B. Morel et C. Petit »: one civility for several names."""

_SMALL: Final = pattern(
    rf"(?<![\w@.’'-])(?:(?P<short>m(?:e?l?le|me)\.?|m(?:rs?|gr)\.?|dre?\.?|{_COUNTS}m\.)"
    rf"|(?i:m(?:e?l?le|me)\.?|m(?:rs?|gr)\.?|dre?\.?|{_COUNTS}m\.|madame|monsieur|mademoiselle"
    r"|docteure?|professeure?))"
    rf"{_GAP}(?P<initials>[a-zà-ÿ]\.(?:\s?-?[a-zà-ÿ]\.)*\s?)?(?P<last>(?:(?:des?|du|l[ae])\s)?[a-zà-ÿ]{{3,}}(?:-[a-zà-ÿ]+)*)(?![\w@’'])"
)

_NO_NAME: Final = pattern(
    rf"(?i:(?:(?:l[ae]s?|du|des?|de\sla)\s|[ld][’'])?(?:{_TITLES}|(?:{_FULL}|mm?es?|mlles?)(?!\w)))"
    r"|(?:d[’']|de\s|de\sla\s|du\s)[A-Z]{2,5}(?!\w)"
    r"|(?i:(?:aux?|en|et|ou|pour|à|ès|sur|dans|avec|est|sont|qui|que)\s)|[XYZ]+(?!\w)"
)
"""What may stand behind a civility without being a surname: a title, a civility, « Mme XX »."""

_TRADE: Final = pattern(
    r"d[’']|(?:des?|du|de\sla|de\sl[’'])\s"
    r"|(?i:œuvre|oeuvre|ouvrage|nageu|chien|chanteu|conf|ouvri|mot|stage)"
)
"""« docteur de l’université », « Maître d’Ouvrage », « maître de stage »: a trade, and no name."""

_STREET: Final = pattern(
    rf"(?:{RUES}|av\.|bd|hôpital|crèche|pont|prix|clinique)\s(?:du|de\sla)\s$",
    re.IGNORECASE,
)
_AFTER: Final = pattern(
    rf"(?:{RUES}|fondation|association|collection|foyer|maison|centre|unité)\s(?:d[eu]\s)?$",
    re.IGNORECASE,
)
"""« Fondation de l’abbé Pierre », « collection du Père Castor »."""

_NO_CHURCH: Final = pattern(
    r"(?i:absente?|bébé|castor|courage|célibataire|enfants?|fouettard|isolée?|lachaise|nature"
    r"|noël|nourrisson|seule?|ubu)(?!\w)"
)
"""« le Père Noël », « l’unité Mère Enfant »."""

_TOWNS: Final = pattern(
    r"(?:du|des)\s(?:Abymes|Andelys|Bouscat|Bourget|Cannet|Carbet|Cateau|Chesnay|Clayes|Conquet"
    r"|Creusot|Crotoy|Gosier|Haillan|Havre|Herbiers|Lamentin|Lavandou|Lilas|Lude|Mans|Mureaux|Muy"
    r"|Neubourg|Pecq|Pontet|Portel|Pradet|Puy|Quesnoy|Raincy|Sables|Taillan|Tampon|Teich|Teil"
    r"|Touquet|Tréport|Ulis|Vauclin|Vésinet|Vigan)(?!\w)"
    r"|de\s[Ll]a\s(?:Baule|Ciotat|Courneuve|Flèche|Possession|Réunion|Rochelle|Seyne|Teste)(?!\w)"
)
"""Towns that have an article and a name that is also a word: « M. B. du Havre » (Insee, Code
officiel géographique). Those that are surnames too, « du Bois », are none of them."""

_PARTICLES: Final = pattern(rf"{_PARTICLE}{{0,2}}")
_FIRST_WORD: Final = pattern(r"\w+")
_SOMEONE: Final = "Untel"
_ACRONYM: Final = 3
"""Letters, at most, of what is rather « PMI » than a surname behind « Mme D. »."""

_BARE: Final = pattern(rf"({_PARTICLE}{{0,2}}{INITIAL})(\w+)")
_TIED: Final = pattern(r"(?:[-’'][\wÀ-ÿ]+)+")
"""What a name of a place goes on with: « Bourg-en-Bresse »."""

_RAISED: Final = pattern(
    "[ªº\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1dbf\u2071\u207f\u2090-\u209c\uff21-\uff5a]"
)
"""Letters raised, lowered or wide, each one letter to NFKC: « Mᵐᵉ », « Dʳ »."""

_NEAR: Final = 40
"""« rue du Docteur Roux » is a place."""

_GRAMMAR: Final = pattern(
    r"les|des|une|dont|mais|donc|car|sans|chez|vers|entre|sont|fut|puis|leurs?|elles?|ils|[nv]ous"
    r"|ces|son|ses|mes|tes|nos|vos|tout|tous|plus|moins|bien|pas|non|oui|quand|alors|ici|fait|sait"
    r"|voit|met|pour|par|sur|sous|dans|avec|qui|que|quoi|est|lui|cela|celui|ainsi|afin|lors|selon"
    r"|depuis|encore|jamais|carrés|cubes|environ|soit|deux|trois|cinq|dix"
)
_VERB: Final = pattern(r"(?:es?|[iuo]t|ait|ent|et|eut|[aié]s?|[ei]r|oir|(?:pr|att|t|ép|r)[eo]nd)$")
"""How words end that are verbs and small words: « mme souhaite », « m. vit seul » name nobody."""

# A set of letters comes first in the pattern: it is what the search jumps to.
_CLUE: Final = pattern(
    r"[MmDdPpSFVLl](?<![\w@.’'-].)(?:(?<=M)es?\W|(?<=M)s\W"
    r"|(?<=[Mm])(?i:[mr.\s]|e?l?le|ad\.|ada|adem|a[iî]tre|es[ds]|onsi|onsei|istr|iss|gr)"
    r"|(?i:octeur|rof(?:esseur|\W)|re?s?\W)|(?<=P)(?i:[eè]re)|(?<=M)(?i:[eè]re)"
    r"|(?<=S)(?i:œur|oeur)|(?<=F)(?i:r[eè]re)|(?<=V)(?i:ve|euve)|(?<=[Ll])[’'](?i:abb))"
)
"""What every civility begins with: few texts are worth the whole rules."""

_MORE: Final = pattern(rf"\s{_SMALL_WORD}(?![\w@’'])")
_BEHIND_FUNCTION: Final = pattern(rf"{_QUALIFIED}{{0,2}}\s(?P<last>{_SMALL_WORD})(?![\w@’'])")


def civil_names(text: str) -> Iterator[tuple[int, int]]:
    """Where a civility and a name stand together."""
    text = _RAISED.sub(lambda raised: unicodedata.normalize("NFKC", raised[0])[:1], text)
    if not _CLUE.search(text):
        return
    for match in _CIVIL.finditer(text):
        if _names_someone(text, match):
            yield match.span()
            yield from _next_names(text, match)
    for match in _SMALL.finditer(text):
        if end := _end_of_small_name(text, match):
            yield match.start(), end


def _names_someone(text: str, match: re.Match[str]) -> bool:
    """Whether what stands behind a civility is a surname, and not that of a place."""
    last, before = match["last"], text[: match.start()][-_NEAR:]
    followed = match["learned"] or match["title"] or match["function"]
    if _NO_NAME.match(last) or _is_a_place(text, match):
        return False
    if followed and _TRADE.match(last) and not _is_of_someone(match):
        return False
    alone = match["lawyers"] and not [*_next_names(text, match)]
    if alone or ((match["initials"] or match["lawyers"]) and not _is_surname(last)):
        return False
    doubtful = match["function"] or (match["title"] and last[:2].isupper() and " " in last)
    if doubtful and not (match["initials"] or _follows_a_function(match)):
        return False
    if match["church"] and (
        _AFTER.search(before) or _NO_CHURCH.match(last) or not _is_surname(last)
    ):
        return False
    return not (match["learned"] and _STREET.search(before))


def _is_a_place(text: str, match: re.Match[str]) -> bool:
    """« M. le maire Bourg-en-Bresse », « Mme la Baule », « M. de la Réunion »."""
    if match["initials"]:
        return False
    last = match["last"]
    particles = _BARE.match(last)[1]  # type: ignore[index]
    if function := match["title"] or match["function"] or "":
        tied = _TIED.match(text, match.end())
        return is_place(last + (tied[0] if tied else ""), function)
    if particles in ("la ", "le ", "les "):
        return is_town_with_article(particles, last.removeprefix(particles))
    return particles.startswith("de la ") and bool(_TOWNS.match(last))


def _is_of_someone(match: re.Match[str]) -> bool:
    """« Mme la directrice de Villiers »: but a mayor or a prefect is of a place."""
    particles, word = _BARE.match(match["last"]).groups()  # type: ignore[union-attr]
    whole = match["last"].removeprefix(particles)
    function = match["title"] or match["function"] or ""
    return (is_particle_name(whole) or is_particle_name(word)) and not is_territorial(function)


def _follows_a_function(match: re.Match[str]) -> bool:
    """Whether a name stands behind a function, and not what it is about: a service, a territory."""
    last = match["last"]
    particles, word = _BARE.match(last).groups()  # type: ignore[union-attr]
    if _is_of_someone(match):
        return True
    if designes(last) or designes(word):
        return False
    if is_family_name(word) or is_first_name(word):
        return True
    if (
        (match["of"] and not word.isupper())
        or traits(word.lower())
        or is_word(lettres_nues(word)[0])
    ):
        return False
    return particles.upper() == "LE " or not is_acronym(word)


def _next_names(text: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The other people of a civility that several share."""
    if not _OF_SEVERAL.match(match[0]):
        return
    found = _NEXT.match(text, match.end())
    while found and not _NO_NAME.match(found["last"]) and _is_surname(found["last"]):
        start = found.start("initials" if found["initials"] else "last")
        if not _CIVIL.match(text, start):  # « MM. Roux et M. Morel »
            yield start, found.end()
        found = _NEXT.match(text, found.end())


def _is_surname(last: str) -> bool:
    """Whether capitals make a surname where a sentence may begin: « Mme A. Bernard », and neither
    « Mme D. Elle » nor « Mme D. Le CAMSP »."""
    particles = _PARTICLES.match(last)
    before = particles[0] if particles else ""
    word = _FIRST_WORD.match(last, len(before))
    if not word:
        return False
    if _TOWNS.match(last) or (before.islower() and _is_territory(last, word[0])):  # « D. de Lyon »
        return False
    if word[0] == _SOMEONE or before[:1].islower() or is_family_name(word[0]):
        return True
    if word[0].isupper() and (before or len(word[0]) <= _ACRONYM):
        return False
    return is_first_name(word[0]) or not traits(word[0].lower())


def _is_territory(last: str, word: str) -> bool:
    """Whether this is a département, or a town whose name is no word: « de la Tour » is someone."""
    is_town = is_word(lettres_nues(word)[0]) and not traits(word.lower())
    return is_town or bool(designes(last))


def _end_of_small_name(text: str, match: re.Match[str]) -> int:
    """Where a name in small letters ends behind a civility; 0 when it is none."""
    last, short = match["last"], bool(match["short"])
    if match["initials"]:
        return match.end() if is_family_name(last) else 0
    if is_first_name(last) and (short or is_family_name(last)):
        more = _MORE.match(text, match.end())
        family = more and (is_family_name(more[0].strip()) or _may_be_a_name(more[0].strip()))
        return more.end() if more and family else match.end()
    if last.startswith(("la ", "le ")):
        behind = _BEHIND_FUNCTION.match(text, match.end())
        known = behind and is_family_name(behind["last"]) and not traits(behind["last"])
        return behind.end() if behind and known else 0
    told = is_family_name(last) or (short and _may_be_a_name(last))
    return match.end() if told else 0


def _may_be_a_name(word: str) -> bool:
    return not (
        _GRAMMAR.fullmatch(word) or _VERB.search(word) or " " in word or _NO_NAME.match(word)
    )
