"""Words that agree with a number, lists that a person reads, the capital that begins a line."""

from collections.abc import Iterable

from ppgp_docs.francais.espaces import FINE, INSECABLE


def capitale(texte: str) -> str:
    """Write the text with a capital first letter; what follows keeps its own."""
    return texte[:1].upper() + texte[1:]


def accorder(nombre: int, *mots: str) -> str:
    """Write the words, all with a regular plural, as the number asks: singular below two."""
    return " ".join(_pluriel(mot) if abs(nombre) >= 2 else mot for mot in mots)


def _pluriel(mot: str) -> str:
    return f"{mot}x" if mot.endswith("eau") else f"{mot}s"


def compter(nombre: int, *mots: str) -> str:
    """Write a number and what it counts: 1 case, 2 colonnes, 0 document fait."""
    from ppgp_docs.francais.nombres import entier  # the help of the command counts nothing

    return f"{entier(nombre)}{INSECABLE}{accorder(nombre, *mots)}"


def enchainer(elements: Iterable[str]) -> str:
    """Write short pieces in a row, as one reads them aloud, up to the last point.

    Semicolons part them, which no capital follows: where a piece begins with one, each is a
    sentence.
    """
    pieces = [each for element in elements if (each := element.strip())]
    if any(each[0].isupper() for each in pieces[1:]):
        return " ".join(finir(capitale(each)) for each in pieces)
    return finir(f"{FINE}; ".join(pieces))


def finir(phrase: str) -> str:
    """End a sentence by a point, unless it has an end of its own."""
    return phrase if not phrase or phrase.endswith((".", "!", "?", "…")) else f"{phrase}."


def enumerer(elements: Iterable[object], lien: str = "et") -> str:
    """Write a list as a sentence does, without a comma before its last link: 3, 4 et 5."""
    *premiers, dernier = map(str, elements)
    return f"{', '.join(premiers)} {lien} {dernier}" if premiers else dernier
