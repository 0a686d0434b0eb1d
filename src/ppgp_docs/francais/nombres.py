"""Numbers, money and percentages: written the French way, read without guessing.

Writing follows Unicode CLDR (fr) and the Imprimerie nationale: U+202F between thousands, a comma
for decimals, U+00A0 before % and €. Amounts are `Decimal` euros, percentages `Decimal` per cent;
rounding is always half up (7 out of 9 is 78 %, never the truncated 77 %). « 0 % » and « 100 % » are
only said of nothing and of all: 4 out of 1 000 is 0,4 %.

Reading accepts what French people type and refuses what two readers would understand differently:
`12.500` is twelve and a half or twelve thousand five hundred, so it is an error with its remedy.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final, NamedTuple

from ppgp_docs.francais.espaces import FINE, INSECABLE, simplifier

_CENTIME: Final = Decimal("0.01")
_MOINS: Final = "−"
_MULTIPLICATIFS: Final = {"double": 2, "triple": 3, "quadruple": 4}
_DERNIER_NOMBRE_LU: Final = 100

_NOMBRE: Final = re.compile(
    r"(?P<signe>[-+−]?) ?(?P<entier>\d{1,3}(?: \d{3}){1,4}|\d{1,15})"
    r"(?:(?P<sep>[.,])(?P<decimales>\d{1,10}))?",
    re.ASCII,
)
_POINTS_ENTRE_MILLIERS: Final = re.compile(
    r"[-+−]? ?\d{1,3}(?:\.\d{3})+(?=,\d)|[-+−]? ?\d{1,3}(?:\.\d{3}){2,}\Z", re.ASCII
)
"""`1.200,50`, `1.234.567`: a point that a comma or another point follows parts no decimals."""


def entier(n: int) -> str:
    """Write an integer quantity: 16 497. Years and references are not quantities: see `numero`."""
    return decimal(Decimal(n))


def numero(n: Decimal) -> str:
    """Write a number that counts nothing, a year or an article: 2017."""
    return f"{n:f}"


def decimal(d: Decimal, decimales: int | None = None) -> str:
    """Write a decimal: 1 234,5, with its own decimals or rounded half up to `decimales`."""
    if decimales is not None:
        d = _arrondir(d, decimales)
    if not d:
        d = abs(d)  # -0.4 is rounded to minus zero, which nobody writes.
    return f"{d:,f}".translate({ord(","): FINE, ord("."): ",", ord("-"): _MOINS})


def euros(montant: Decimal, centimes: bool | None = None) -> str:
    """Write an amount in euros: 16 497 €.

    Cents are printed when there are some; `centimes` forces them or rounds them away (grant forms
    ask for whole euros: notice of Cerfa 12156).
    """
    montant = _arrondir(montant, 2)
    if centimes is None:
        centimes = montant != montant.to_integral_value()
    return f"{decimal(montant, 2 if centimes else 0)}{INSECABLE}€"


def ecart_en_euros(ecart: Decimal) -> str:
    """Write a difference in euros with its sign: +0,01 €, −16 497 €."""
    return f"{'+' if ecart > 0 else '−'}{euros(abs(ecart))}"


def pourcentage(part: Decimal | int, base: Decimal | int, decimales: int = 0) -> Decimal:
    """Compute what `part` is of `base`, in per cent, rounded half up.

    Raises ValueError when the base is zero.
    """
    if not base:
        raise ValueError("un pourcentage ne se calcule pas sur une base nulle")
    return _arrondir(100 * Decimal(part) / Decimal(base), decimales)


def dire_part(part: Decimal | int, base: Decimal | int, decimales: int = 0) -> str:
    """Write what `part` is of `base`: 78 %; « 0 % » is for nothing, « 100 % » for all.

    Below 1 % and above 99 % there is one decimal (0,4 %, 0,5 %, 99,5 %): rounding would double a
    share or say none or all of it. Else a bound (moins de 0,1 %, plus de 99,9 %).

    Raises ValueError when the base is zero.
    """
    exact = pourcentage(part, base, 9)
    edge = 0 < exact < 1 or 99 < exact < 100
    for precision in dict.fromkeys((max(decimales, 1) if edge else decimales, max(decimales, 1))):
        valeur = pourcentage(part, base, precision)
        if not arrondi_trompeur(valeur, part, base):
            whole = pourcentage(part, base, decimales)
            return format_pourcentage(whole if whole == valeur else valeur)
    pas = Decimal(1).scaleb(-precision)
    if not valeur:
        return f"moins de {format_pourcentage(pas)}"
    return f"plus de {format_pourcentage(Decimal(100) if part > base else 100 - pas)}"


def reachable(share: Decimal, whole: Decimal | int) -> bool:
    """Whether some whole number out of ``whole`` makes this percentage, once rounded."""
    low = int(share * whole / 100)
    return any(pourcentage(k, whole) == pourcentage(share, 100) for k in (low, low + 1))


def nearest(share: Decimal, whole: Decimal | int) -> str:
    """The share of whole people that is nearest: « 7 sur 9 font 78 % »."""
    k = round(share * whole / 100)
    return f"{k} sur {decimal(Decimal(whole))} font {dire_part(k, whole)}"


def arrondi_trompeur(valeur: Decimal, part: Decimal | int, base: Decimal | int) -> bool:
    """Whether a rounded percentage says none or all of what is neither."""
    return (not valeur and bool(part)) or (valeur == 100 and part != base)


def format_pourcentage(valeur: Decimal) -> str:
    """Write a percentage with the decimals it has: 78 %, 7,25 %."""
    return f"{decimal(valeur)}{INSECABLE}%"


def en_lettres(n: int, feminin: bool = False) -> str:
    """Write 0 to 100 in words: vingt et un, or vingt et une before a feminine noun.

    Raises IndexError beyond. No library: num2words brings sixty languages, at a cost that each
    check would bear.
    """
    mots = _mots(n)
    return re.sub(r"\bun$", "une", mots) if feminin else mots


def _mots(n: int) -> str:
    if n < len(_PETITS):
        return _PETITS[n]
    dizaine = n // 10 - (n // 10 in (7, 9))  # soixante-dix, quatre-vingt-dix
    mot, reste = _DIZAINES[dizaine - 2], n - 10 * dizaine
    if not reste:
        return f"{mot}s" if dizaine == 8 else mot
    lien = " et " if reste in (1, 11) and dizaine != 8 else "-"
    return f"{mot}{lien}{_PETITS[reste]}"


def petit_nombre(n: Decimal, *, feminin: bool = False) -> str:
    """Write in words a number that a sentence reads better so; empty above twenty or in parts.

    Words are the rule for small numbers that nothing compares (Lexique des règles typographiques
    en usage à l'Imprimerie nationale, « Nombres »); the limit is ours.
    """
    if n % 1 or not 0 <= n < len(_PETITS):
        return ""
    return "une" if n == 1 and feminin else _PETITS[int(n)]


def lire_nombre(mot: str) -> int | None:
    """Read a number word up to cent (douze, vingt et une, triple) or digits; None if it is none."""
    mot = simplifier(mot.lower().replace("-", " "))
    if re.fullmatch(r"\d+|\d{1,3}( \d{3})+", mot, re.ASCII):
        return int(mot.replace(" ", ""))
    return _nombres_en_lettres().get(mot)


def lire_entier(texte: str) -> int:
    """Read an integer: 6957, 6 957. Raises ValueError, in French, for anything else."""
    lu = _lire(texte, "6 957")
    if lu.separateur:
        autrement = f"`{texte}` n’est pas un nombre entier"
        raise ValueError(_milliers_possibles(texte, lu, "sans décimales") or autrement)
    return int(lu.valeur)


def lire_decimal(texte: str) -> Decimal:
    """Read a decimal: 7,25, 7.25, 1 234,5. Raises ValueError, in French, for anything else.

    The comma is the decimal mark of French; only a point before three digits is ambiguous.
    """
    lu = _lire(texte, "1 234,5")
    if lu.separateur == "." and (refus := _milliers_possibles(texte, lu, "avec une virgule")):
        raise ValueError(refus)
    return lu.valeur


def lire_pourcentage(texte: str) -> Decimal:
    """Read a percentage, in per cent: 77 %, 7,25. Raises ValueError, in French, for others."""
    return lire_decimal(simplifier(texte).removesuffix("%").rstrip())


def lire_montant(texte: str) -> Decimal:
    """Read an amount in euros, to the cent: 12 500,50 €, 12500.5, 1.234.567,89, (600,00).

    Raises ValueError, in French, with what was found and how to write it.
    """
    lu = _lire(_sans_parentheses(_sans_euro(texte)), "12 500,50 €", texte)
    if refus := _milliers_possibles(texte, lu, "avec deux décimales"):
        raise ValueError(refus)
    if lu.decimales > 2:
        raise ValueError(f"`{texte}` va au-delà du centime{INSECABLE}: gardez deux décimales")
    return lu.valeur.quantize(_CENTIME)


def prix(montant: Decimal) -> str:
    """Write what one unit costs, in euros, with the decimals that it has: 0,0345 €, 52 000 €.

    Three decimals get a fourth, which none takes for thousands: 1,1250 €.
    """
    decimales = -int(montant.normalize().as_tuple().exponent)
    if decimales <= 2:
        return euros(montant)
    pris_pour_milliers = decimales == 3 and montant >= 1
    return f"{decimal(montant, decimales + pris_pour_milliers)}{INSECABLE}€"


def lire_prix(texte: str) -> Decimal:
    """Read what one unit costs, in euros, to the millionth: 52 000 €, 0,0345 €.

    Raises ValueError, in French, as `lire_montant` does.
    """
    lu = _lire(_sans_euro(texte), "0,0345 €", texte)
    if refus := _milliers_possibles(texte, lu, "avec quatre décimales"):
        raise ValueError(refus)
    if lu.decimales > _DECIMALES_D_UN_PRIX:
        raise ValueError(f"`{texte}` a trop de décimales{INSECABLE}: gardez-en six")
    return lu.valeur if lu.decimales > 2 else lu.valeur.quantize(_CENTIME)


_DECIMALES_D_UN_PRIX: Final = 6


def _sans_euro(texte: str) -> str:
    return re.sub(r"(?i) ?(€|euros?|EUR)$", "", simplifier(texte))


def _sans_parentheses(montant: str) -> str:
    """`(1 200,00)` is how accountants, and spreadsheets with them, write −1 200,00."""
    compte = re.fullmatch(r"\( ?(\d.*?) ?\)", montant)
    return f"-{_sans_euro(compte[1])}" if compte else montant


class _NombreLu(NamedTuple):
    """A number as read: its value, its decimal mark, how many decimals it has."""

    valeur: Decimal
    separateur: str
    decimales: int


def _lire(nombre: str, exemple: str, texte: str | None = None) -> _NombreLu:
    nombre = _POINTS_ENTRE_MILLIERS.sub(lambda lu: lu[0].replace(".", ""), simplifier(nombre), 1)
    trouve = _NOMBRE.fullmatch(nombre)
    if trouve is None:
        constat = f"`{texte or nombre}` ne se lit pas comme un nombre"
        raise ValueError(f"{constat}{INSECABLE}: écrivez par exemple `{exemple}`")
    signe = "-" if trouve["signe"] in ("-", _MOINS) else ""
    decimales = trouve["decimales"] or ""
    chiffres = f"{trouve['entier'].replace(' ', '')}.{decimales}"
    return _NombreLu(Decimal(signe + chiffres), trouve["sep"] or "", len(decimales))


def _milliers_possibles(texte: str, lu: _NombreLu, autrement: str) -> str | None:
    """Say why a mark before three digits is refused: some use it between thousands."""
    if lu.decimales != 3 or not 1 <= abs(lu.valeur) < 1000:
        return None
    milliers = entier(int(lu.valeur * 1000)).replace(FINE, " ")
    constat = f"`{texte}` peut se lire de deux façons{INSECABLE}:"
    return f"{constat} écrivez `{milliers}`, ou la valeur {autrement}"


_PETITS: Final = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
    "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_DIZAINES: Final = (
    "vingt", "trente", "quarante", "cinquante", "soixante", "", "quatre-vingt", "", "cent",
)  # fmt: skip


def _arrondir(d: Decimal, decimales: int) -> Decimal:
    return d.quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


@cache
def _nombres_en_lettres() -> dict[str, int]:
    """Map number words, without hyphens and in both genders, to their values."""
    mots = dict(_MULTIPLICATIFS)
    for n in range(_DERNIER_NOMBRE_LU + 1):
        for feminin in (False, True):
            mots[en_lettres(n, feminin).replace("-", " ")] = n
    return mots


def taille(octets: int) -> str:
    """The size of a file, in decimal units as the French administration writes them: « 1,2 Mo »."""
    if octets < _MEGAOCTET:
        return f"{max(1, round(octets / 1000))}{INSECABLE}ko"
    return f"{octets / _MEGAOCTET:.1f}{INSECABLE}Mo".replace(".", ",")


_MEGAOCTET: Final = 1_000_000
