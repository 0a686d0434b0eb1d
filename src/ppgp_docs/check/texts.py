"""What the texts of a dossier say, against its figures: percentages, counts, months, addresses.

A text cites its figures, `{{ chiffres.formes }}`: a number that was typed can drift. A typed number
is only compared with a figure whose very words stand around it, so that no other is taken for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Final

from ppgp_docs.check.people import EMAIL, PHONE, SEPARATORS
from ppgp_docs.check.said import NUMBER, Said, said
from ppgp_docs.diagnostics import Diagnostic, note, warning
from ppgp_docs.francais.dates import MOIS
from ppgp_docs.francais.nombres import format_pourcentage, lire_nombre, pourcentage
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Dossier

_K_OF_N: Final = re.compile(
    r"(?<![\d,])(?P<k>\d{1,6})\s(?:[^\W\d]+\s){0,4}?sur\s(?:les\s|leurs\s)?(?P<n>\d{1,6})"
    r"(?:\s[^\W\d]+){0,4}\s?\((?:soit\s)?(?P<p>\d{1,3}(?:,\d+)?)\s?%\)"
)
_P_OF_N: Final = re.compile(
    r"(?<![\d,])(?P<p>\d{1,3}(?:,\d+)?)\s?%\s?\((?P<k>\d{1,6})\s(?:[^\W\d]+\s){0,4}?sur\s"
    r"(?:les\s|leurs\s)?(?P<n>\d{1,6})"
)
_EVERYONE: Final = re.compile(
    r"(?<!\w)(?:tous|toutes)\s(?:les|ces|nos)\s[^.;:()%]{1,60}\((?P<p>\d{1,3})\s?%\)",
    re.IGNORECASE,
)
_PERCENTAGE: Final = re.compile(r"(?<![\d,])(?P<p>\d{1,3}(?:,\d+)?)\s?%")
_COUNT: Final = re.compile(
    rf"(?P<about>(?:plus|moins|près|environ|jusqu)\W(?:de\s|d[’']|à\s)?)?(?<![\w,./-])(?P<n>{NUMBER})"
    r"(?![\w,./-]*\d)(?P<after>(?:[\s’'-]+[^\W\d]+){2,6})",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(
    rf"(?<!\d\s)(?<!\w)(?:en|de|dès|depuis|début|fin|mi-?)\s(?:{'|'.join(MOIS)})(?!\w)(?!\s\d)"
    rf"|(?<!\w)(?:dernière|prochaine)\sédition",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_EMAIL: Final = re.compile(r"(?<![^\s<>()\[\],;:«»])[^\s<>()\[\],;:«»@]+@[^\s<>()\[\],;:«»]+")
_PHONE: Final = re.compile(r"(?<![\d/.,-])0[1-9](?:[ .\u00a0-]\d{1,3}){3,6}(?![\d/])")


def written_shares(text: Said) -> Iterator[Diagnostic]:
    """C209: « 7 sur 9 (78 %) » is rounded half up; « toutes les réponses » are 100 %."""
    for pattern in (_K_OF_N, _P_OF_N):
        for match in pattern.finditer(text.text):
            k, n, said_ = int(match["k"]), int(match["n"]), _number(match["p"])
            if n and (right := pourcentage(k, n, _decimals(said_))) != said_:
                gap = f"{format_pourcentage(said_)} est écrit, mais {k} sur {n} font"
                message = f"{gap} {format_pourcentage(right)}"
                yield warning("C209", message, text.span(*match.span("p")), _CITE)
    for match in _EVERYONE.finditer(text.text):
        if match["p"] != "100":
            everyone = match[0].partition(" ")[0].lower()
            message = f"« {everyone} » veut dire 100 %, pas {match['p']} %"
            yield warning("C209", message, text.span(*match.span("p")))


_CITE: Final = "citez le chiffre par son nom, avec `.pct` : le pourcentage se calcule"


def typed_shares(text: Said) -> Iterator[Diagnostic]:
    """C209: a typed percentage is the one that figures give. C210: it might as well be cited."""
    for match in _PERCENTAGE.finditer(text.text):
        if not text.is_typed(match.start()):
            continue
        typed = _number(match["p"])
        words = _stems(text.sentence(match.start()))
        for name, figure in text.figures.items():
            base = text.figures.get(figure.base)
            share = figure.part_de(base) if base and base.valeur else None
            if share is None or len(words & _about(figure)) < 2:
                continue
            span, cited = text.span(*match.span()), f"`{{{{ chiffres.{name}.pct }}}}`"
            if typed == share:
                yield note("C210", f"ce pourcentage se calcule : écrivez {cited}", span)
            elif abs(typed - share) <= 1:
                message = (
                    f"{format_pourcentage(typed)} est écrit, mais le chiffre `{name}` donne "
                    f"{format_pourcentage(share)}"
                )
                yield warning("C209", message, span, f"écrivez {cited}")


def typed_figures(text: Said) -> Iterator[Diagnostic]:
    """C211: a typed count is that of the figure whose words follow it. C210: it could be cited."""
    for match in _COUNT.finditer(text.text):
        if match["about"] or not text.is_typed(match.start("n")):
            continue
        found = lire_nombre(match["n"])
        named = {name: figure for name, figure in text.figures.items()
                 if _names(match["after"], figure)}  # fmt: skip
        if not named or found is None:
            continue
        span = text.span(*match.span("n"))
        same = [name for name, figure in named.items() if figure.valeur == found]
        if same and match["n"].isdigit():
            cited = f"`{{{{ chiffres.{same[0]} }}}}`"
            yield note("C210", f"ce nombre est déjà un chiffre : écrivez {cited}", span)
        elif not same:
            name, figure = next(iter(named.items()))
            message = f"le texte dit {match['n']}, le chiffre `{name}` vaut {figure.en_chiffres}"
            hint = f"citez-le, `{{{{ chiffres.{name} }}}}`, ou dites de qui d’autre il s’agit"
            yield warning("C211", message, span, hint)


def _names(after: str, figure: Chiffre) -> bool:
    """Whether the words behind a number are a figure's: its unit at once, then what it counts."""
    words = _words(after)
    unit = _stems(str(figure.unite)) or _stems(figure.libelle.plain.split(" ")[0])
    counted = _stems(figure.libelle.plain) - unit
    return bool(words and words[0] in unit and counted & set(words[1:]))


def months_with_a_year(text: Said) -> Iterator[Diagnostic]:
    """C305: a month without its year, a « dernière édition » mean nothing a year later."""
    match = _MONTH.search(text.text)
    if match and not text.ecrit.cite and not _YEAR.search(text.text):
        message = f"« {match[0]} » ne dit pas de quelle année"
        yield note("C305", message, text.span(*match.span()), "ajoutez l’année, si elle est connue")


def emails(text: Said) -> Iterator[Diagnostic]:
    """C504: an e-mail in a text is one that a mail program accepts."""
    for match in _EMAIL.finditer(text.text):
        address = match[0].rstrip(".!?…")
        if not EMAIL.fullmatch(address):
            start = match.start()
            message = f"`{address}` n’est pas une adresse électronique"
            hint = "sans espace ni accent : `contact@exemple.fr`"
            yield warning("C504", message, text.span(start, start + len(address)), hint)


def phones(text: Said) -> Iterator[Diagnostic]:
    """C505: so is a phone."""
    for match in _PHONE.finditer(text.text):
        if not PHONE.fullmatch(SEPARATORS.sub("", match[0])):
            message = f"`{match[0]}` n’est pas un numéro de téléphone"
            hint = "dix chiffres par paires : `01 99 00 12 34`"
            yield warning("C505", message, text.span(*match.span()), hint)


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _about(figure: Chiffre) -> frozenset[str]:
    return _stems(f"{figure.unite} {figure.libelle.plain}")


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_words(text))


def _words(text: str) -> list[str]:
    """The words of four letters or more, cut to five, without accents: formés and formées agree."""
    plain = unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()
    return [word[:5] for word in re.findall(r"[a-z]+", plain) if len(word) >= 4]


_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Said], Iterator[Diagnostic]]], ...]] = (
    (re.compile("%"), written_shares),
    (re.compile("%"), typed_shares),
    (re.compile(rf"(?<!\w){NUMBER}\s"), typed_figures),
    (re.compile("|".join((*MOIS, "édition"))), months_with_a_year),
    (re.compile("@"), emails),
    (re.compile("0[1-9][ .\u00a0-]"), phones),
)
"""Each rule behind a clue without which it finds nothing: few texts are worth the whole rule."""


_ENOUGH: Final = 20
"""A text that breaks a rule more often is wrong as a whole."""


def in_texts(dossier: Dossier) -> Iterator[Diagnostic]:
    """Every rule on every text, each text read once."""
    for text in said(dossier):
        for clue, rule in _RULES:
            if clue.search(text.text):
                yield from islice(rule(text), _ENOUGH)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (in_texts,)
