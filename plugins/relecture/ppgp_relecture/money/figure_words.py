"""What the words around an amount say of it: whose money, of which year, what became of it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from ppgp_docs.api import pattern
from ppgp_relecture.money.funding import Funding
from ppgp_relecture.parsing.stated_amounts import YEAR, StatedAmount

_STAGE: Final = (
    r"(?:(?P<realise>réalisée?s?|dépensée?s?)|(?P<engage>engagée?s?)|(?P<mandate>mandatée?s?)"
    r"|(?P<propose>proposée?s?)|(?P<acquis>(?<!les\s)acquis(?:es?)?)|(?P<notifie>notifiée?s?))(?!\w)"
)
_COMES_TO: Final = (
    r"(?:(?:s[’']élève(?:nt)?|s[’']est\sélevée?|se\ssont\sélevée?s)\sà|est\sde|sont\sde|atteint|atteignent|représente(?:nt)?"
    r"|se\smonte(?:nt)?\sà|:)"
)
_FIRST: Final = (
    r"\W*(?:tous\s(?:statuts|financeurs)\sconfondus,\s)?"
    r"(?P<lead>(?:au\stotal|en\stout|à\sce\sjour|(?:en|pour)\s(?:l[’']année\s)?20\d\d)\s?,?\s?)?"
)
_REST: Final = r"(?P<rest>[^;.!?€:]*?)"
_MONEY: Final = (
    r"(?:dépenses?|crédits|sommes?|montants?|fonds|financements?|subventions?|total|budget)"
)
_TOLD: Final = pattern(
    rf"{_FIRST}(?:les?\s|la\s|l[’'])?(?:(?:montant|total|somme)(?:\stotale?)?\s(?:des\s|de\s|d[’']))?"
    rf"(?:(?P<money>{_MONEY})\s(?:totale?s?\s)?)?{_STAGE}{_REST}\s?{_COMES_TO}\s*",
    re.IGNORECASE,
)
_PAID: Final = pattern(rf"{_FIRST}{_REST}\s(?:a|ont)\s(?:déjà\s)?{_STAGE}\s*", re.IGNORECASE)
_SUM: Final = r"\d[\d\s]*(?:,\d\d)?\s?€"
_OF_CREDITS: Final = pattern(
    rf"\W*sur\s(?:les\s|ses\s)?(?:{_SUM}\s)?(?:de\scrédits\s|crédits\s)?"
    r"(?:(?:votés?|prévus?|inscrits?|notifiés?|acquis|accordés?|ouverts?)\s)?"
    rf"(?P<rest>[^;.!?€:,]{{0,120}}?),\s(?P<list>(?:{_SUM}\s[^;.!?€,]{{0,60}}?(?:,\s|\set\s))*)",
    re.IGNORECASE,
)
_SO_IS: Final = pattern(rf"\s(?:(?:ont\sété|sont)\s)?{_STAGE}(?P<rest>.*)", re.IGNORECASE)
_AND_PAID: Final = pattern(
    rf"{_FIRST}(?P<rest>[^;.!?€:]{{0,120}}?)\s(?:a|ont)\s(?:déjà\s)?\w+\s{_SUM}[^;.!?€]{{0,120}}?"
    rf"(?:,|\set|,\set)\s{_STAGE}\s*",
    re.IGNORECASE,
)
WITHOUT: Final = pattern(
    r"\W*(?:hors|sans)\s(?P<rest>[^;.!?€:,]{1,60}),\s(?:l[’']action|le\sprojet|la\sfiche|elle)\s"
    r"(?:est\sfinancée\sà\shauteur\sde|coûte|reçoit|mobilise|représente|s[’']élève\sà)\s*",
    re.IGNORECASE,
)
SIGNED: Final = pattern(
    r"(?<!\w)(?:à\sla\ssignature|initialement\s(?:signée?s?|dotée?s?|prévue?s?)|signée?s?)(?!\w)",
    re.IGNORECASE,
)
_NOTHING: Final = pattern(rf"{_FIRST}\s*", re.IGNORECASE)
_WERE: Final = pattern(
    rf"\s(?:ont\sété|sont|a\sété|est)\s(?:déjà\s)?{_STAGE}(?P<rest>.*)", re.IGNORECASE
)
CONTRACT: Final = pattern(
    rf"{_FIRST}(?:le\s(?:(?:montant|coût|budget|total)(?:\s(?:total|global))?\sdu\s)?contrat"
    rf"(?:\sdépartemental)?(?:\s\w+[-–]\d{{4}})?)\s(?:{_COMES_TO}|porte\ssur|mobilise)\s*"
    r"(?:un\smontant\s(?:total|global)\sde|au\stotal|en\stout)?\s*",
    re.IGNORECASE,
)
ENVELOPE: Final = pattern(
    rf"{_FIRST}l[’']enveloppe(?:\s(?:totale|globale))?{_REST}\s?{_COMES_TO}\s*", re.IGNORECASE
)
_END: Final = pattern(
    r"[.;!?\n)](?=\s|$)|\s(?=(?:soit|dont|contre|sur\s(?!20\d\d))\b)"
    r"|\s(?=et\s(?:de\s)?\d|\((?:soit\s)?\d+(?:,\d+)?\s?%)"
)
_NEXT: Final = pattern(rf",\s(?={_SUM})")
_PARTED: Final = pattern(r",\s(?!soit\b|dont\b|contre\b|sur\b)")
_BARE: Final = pattern(
    r"(?:\W|(?<!\w)(?:les?|la|l|du|des?|d|par|en|pour|au|titre|total|tout|année|exercice|à|ce|jour"
    r"|ttc|sur)(?!\w))*",
    re.IGNORECASE,
)
_OWN: Final = pattern(
    r"(?:(?:de|pour|sur)\s)?(?:l[’']|cette\s|la\s)(?:action|fiche)(?!\w)", re.IGNORECASE
)
_OF_CONTRACT: Final = pattern(r"(?:du|pour\sle|au)\scontrat", re.IGNORECASE)
LINES_GIVE: Final = {
    "engage": "les montants engagés font",
    "mandate": "les montants mandatés font",
    "realise": "les montants réalisés font",
    "propose": "les montants proposés font",
    "acquis": "les montants acquis font",
    "notifie": "les montants notifiés font",
}
STAGES: Final = tuple(LINES_GIVE)
DONE: Final = STAGES[:3]


class Words(NamedTuple):
    """What the words around an amount say: whose money, of which year and ``stages``, the first
    surely, the others maybe; ``sure`` where they tell of a whole, not of what a payment bought."""

    funder: str
    year: str
    sure: bool = True
    stages: tuple[str, ...] = ()


def of_a_stage(amount: StatedAmount, money: Funding, in_fiche: bool) -> Words | None:
    """What the words say where they tell of what was proposed, granted, committed, paid, spent."""
    if of_credits := _OF_CREDITS.fullmatch(amount.head):
        return _of_credits(amount, of_credits, money, in_fiche)
    tail = behind(amount)
    if tail is None:
        return None
    if found := _TOLD.fullmatch(amount.head):
        said, sure = f"{found['lead'] or ''} {found['rest']} {tail}", True
    elif found := _PAID.fullmatch(amount.head):
        said = f"{found['lead'] or ''} {found['rest']} {tail}"
        sure = bool(found["lead"]) and not _OWN.search(found["rest"])
    elif found := _AND_PAID.fullmatch(amount.head):
        said, sure = f"{found['lead'] or ''} {found['rest']} {tail}", False
    elif (lead := _NOTHING.fullmatch(amount.head)) and (found := _WERE.fullmatch(tail)):
        said, sure = f"{lead['lead'] or ''} {found['rest']}", bool(lead["lead"])
    else:
        return None
    stages = tuple(each for each in STAGES if found[each])
    named = (found.groupdict().get("money") or "").casefold()
    if named.startswith("dépense"):
        stages += DONE if stages == ("engage",) else ()  # « engagées » may be « faites »
    if named.startswith("subvention"):
        sure = False  # it may be one that the action gives
    words = words_of(said, money, in_fiche=in_fiche)
    return words._replace(sure=sure, stages=stages) if words else None


def _of_credits(
    amount: StatedAmount, told: re.Match[str], money: Funding, in_fiche: bool
) -> Words | None:
    """« Sur les crédits du FIR, 13 € ont été engagés », « …, 12 € engagés et 10 € réalisés »."""
    tail = behind(amount, _NEXT)
    found = (_SO_IS if told["list"] else _WERE).fullmatch(tail or "")
    if found is None:
        return None
    words = words_of(f"{told['rest']} {found['rest']}", money, in_fiche=in_fiche)
    stages = tuple(each for each in STAGES if found[each])
    return words._replace(sure=False, stages=stages) if words else None


def behind(amount: StatedAmount, end: re.Pattern[str] | None = None) -> str | None:
    """What stands behind the amount in its sentence, up to what explains it; None where a comma
    brings in what may narrow it."""
    tail = (end or _END).split(amount.tail, maxsplit=1)[0]
    tail = _END.split(tail, maxsplit=1)[0]
    if _PARTED.search(tail):
        return None
    return tail.partition(",")[0]


def words_of(said: str, money: Funding, *, in_fiche: bool = False) -> Words | None:
    """Whose money words tell of and of which year; None where another word stands among them."""
    funders, years = money.funders(said), set(YEAR.findall(said))
    if len(funders) > 1 or len(years) > 1 or not years <= money.years:
        return None
    bare = YEAR.sub(" ", (_OWN if in_fiche else _OF_CONTRACT).sub(" ", said))
    for funder in funders:
        bare = money.names[funder].sub(" ", bare)
    if not _BARE.fullmatch(bare):
        return None
    return Words(next(iter(funders), ""), next(iter(years), ""))
