"""The writing itself: inclusive forms that cannot be printed, lone quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from ppgp_docs.diagnostics import Diagnostic, Span, warning
from ppgp_docs.francais.inclusif.groupes import occurrences
from ppgp_docs.francais.inclusif.relecture import relire_inclusif, signe_inclusif
from ppgp_docs.francais.relecture import Remarque, a_reprendre
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.place import Ecrit
from ppgp_docs.model.printed_text import ENOUGH
from ppgp_docs.model.references import span_in

_CLOSE: Final = "fermez la citation avec `»`"
_PAIR: Final = "mettez `«` devant la citation et `»` derrière"
_GENRE: Final = "écrivez ce mot au genre du nom dont il parle, masculin ou féminin"
_DOUBLETS: Final = "écrivez les deux mots, comme dans « les lectrices et les lecteurs »"


def inclusive_forms(dossier: Dossier) -> Iterator[Diagnostic]:
    """C801: an inclusive form is one that can be written out, in a known word."""
    for ecrit in _own_words(dossier):
        remarques = relire_inclusif(ecrit.texte, en_doublet=dossier.redaction.inclusif == "doublet")
        for remarque in islice(remarques, ENOUGH):
            hints = () if "s’écrit" in remarque.message else (_hint(remarque),)
            yield warning("C801", remarque.message, _span(ecrit, remarque), *hints)


def inclusive_signs(dossier: Dossier) -> Iterator[Diagnostic]:
    """C802: one sign marks all inclusive forms of a dossier; told once, at the first other one."""
    first: tuple[str, str] | None = None
    for ecrit in _own_words(dossier):
        for debut, fin, _ in occurrences(ecrit.texte):
            form = ecrit.texte[debut:fin]
            sign = signe_inclusif(form)
            first = first or (sign, form)
            if sign != first[0]:
                message = f"deux écritures se mêlent : `{form}` ici, `{first[1]}` plus haut"
                hint = "gardez un seul signe, le point médian `·` de préférence"
                yield warning("C802", message, span_in(ecrit.texte, debut, fin), hint)
                return


def signs_to_mend(dossier: Dossier) -> Iterator[Diagnostic]:
    """C803: each quotation mark has its pair. C804: an apostrophe holds to its word."""
    for ecrit in dossier.textes:
        for remarque in islice(a_reprendre(ecrit.texte), ENOUGH):
            place = _span(ecrit, remarque)
            if remarque.genre == "guillemet":
                opens = ecrit.texte[remarque.debut] in "«“„"
                hint = f"{_CLOSE if opens else _PAIR}, ou supprimez ce guillemet"
                yield warning("C803", remarque.message, place, hint)
            else:
                yield warning("C804", remarque.message, place)


def _hint(remarque: Remarque) -> str:
    return _DOUBLETS if "lexique" in remarque.message else _GENRE


def _own_words(dossier: Dossier) -> Iterator[Ecrit]:
    """The texts of the author, the words of the people who are quoted left aside."""
    return (ecrit for ecrit in dossier.textes if not ecrit.cite)


def _span(ecrit: Ecrit, remarque: Remarque) -> Span | None:
    return span_in(ecrit.texte, remarque.debut, remarque.fin)


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    inclusive_forms,
    inclusive_signs,
    signs_to_mend,
)
