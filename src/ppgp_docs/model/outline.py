"""How a case study reads: its parts in the dossier's own order, their titles, their numbers.

Every format tells the same story from here; each draws it in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import attrs
from attrs import frozen

from ppgp_docs.model import passage_walk
from ppgp_docs.model.blocs import Bloc
from ppgp_docs.model.dossier import Activite, Dossier
from ppgp_docs.model.passage import Passage, acronyms
from ppgp_docs.model.place import Champs, Located
from ppgp_docs.model.prose import Line, Prose, parse_line
from ppgp_docs.patterns import pattern

TITRES_INTRODUCTION: Final = {
    "ppgp": "Petits pas, Grands pas, c’est quoi\u202f?",
    "objectif": "L’objectif",
}


@frozen
class Part:
    """A part of the case study.

    ``id`` is unique and fit for an anchor (``activite-2``); ``kind`` is the name of the part in
    the dossier; ``kicker`` stands above the title (``N° 2``), often empty.
    """

    id: str
    kind: str
    title: Line
    kicker: Line = Line()
    blocs: tuple[Bloc, ...] = ()
    activite: Activite | None = None


def parts(dossier: Dossier) -> tuple[Part, ...]:
    """The parts that the dossier holds, in its order; an absent part is left out."""
    makers = {
        "introduction": _introduction,
        "contexte": _contexte,
        "chronologie": _chronologie,
        "activites": _activites,
        "et_apres": _et_apres,
        "appel": _appel,
    }
    return tuple(part for name in dossier.presentation.ordre for part in makers[name](dossier))


def story(dossier: Dossier) -> tuple[Located | Passage, ...]:
    """All that a case study is made of, in its order: what a document that tells it prints.

    The cover, the frame, the parts that the dossier holds and asks for, the credits, the acronyms,
    what plugins added to the dossier.
    """
    told: dict[str, tuple[Located | None, ...]] = {
        "introduction": (dossier.introduction,),
        "contexte": (dossier.contexte,),
        "chronologie": (dossier.chronologie,),
        "activites": dossier.activites,
        "et_apres": (dossier.et_apres,),
        "appel": (dossier.appel,),
    }
    asked = (part for name in dossier.presentation.ordre for part in told[name])
    cover = (dossier.couverture, dossier.demarche)
    pieces = filter(None, (*cover, *asked, dossier.mentions))
    return (*pieces, *acronyms(dossier), dossier)


def short_versions(dossier: Dossier) -> tuple[Passage, ...]:
    """The short versions of a case study, which slides print beside its texts."""
    return passage_walk.short_versions(story(dossier), dossier)


def cover_title(dossier: Dossier) -> str:
    """The title of the case study: the programme and the territory in the form asked for."""
    territory = dossier.departement
    programme = dossier.demarche.programme
    if dossier.presentation.titre_forme == "de":
        return f"{programme} dans {territory.territoire_avec_article} ({territory.code})"
    return f"{programme} {territory.locatif}"


def introduction(dossier: Dossier) -> tuple[tuple[str, Prose], ...]:
    """The three standing texts of the introduction, each with its title."""
    here = f"{dossier.demarche.programme} {dossier.departement.locatif}"
    texts = dossier.introduction
    return (
        (TITRES_INTRODUCTION["ppgp"], texts.ppgp),
        (TITRES_INTRODUCTION["objectif"], texts.objectif),
        (here, texts.ici),
    )


def figures_in(node: Any) -> tuple[str, ...]:
    """Every number printed by the rich texts and figures of a piece of the model, each once.

    What step 7 looks for in the finished document. Numbers are as printed (``16 497`` with its
    narrow space); single digits are left out: they prove nothing.
    """
    found = (number for text in texts_in(node) for number in _NUMBER.findall(text))
    return tuple(dict.fromkeys(number for number in found if len(number) > 1))


_NUMBER: Final = pattern(r"\d(?:[\d\u202f]*\d)?(?:,\d+)?")


def untold(dossier: Dossier) -> str | None:
    """Why there is no story to tell, as a French sentence; None when there is one."""
    if dossier.has_case_study:
        return None
    if dossier.fiches:
        return (
            "ce dossier ne contient que des fiches action\u00a0: ni contexte ni activité à raconter"
        )
    return "ce dossier n’a encore ni contexte ni activité à raconter"


def texts_in(node: Any) -> Iterator[str]:
    """The plain text of every rich text of a piece of the model, what stands by name apart."""
    return (text.plain for text in rich_texts_in(node))


def rich_texts_in(
    node: Any, *, without: str = "", named: Callable[[Any], Any] = lambda node: node
) -> Iterator[Prose | Line]:
    """Every rich text of a piece of the model, in the order of its fields.

    ``without`` is a field to pass over; ``named`` gives what stands for a piece that only names
    others, as a quote that is placed.
    """
    node = named(node)
    if isinstance(node, Prose | Line):
        yield node
        return
    for child in _held(node, without):
        yield from rich_texts_in(child, without=without, named=named)


def _held(node: Any, without: str) -> Iterable[Any]:
    if isinstance(node, tuple):
        return node
    if isinstance(node, Champs):
        return node.values()
    fields = attrs.fields(type(node)) if attrs.has(type(node)) else ()
    names = (field.name for field in fields)
    return [getattr(node, name) for name in names if name not in ("place", without)]


def _introduction(_: Dossier) -> Iterator[Part]:
    yield Part("introduction", "introduction", parse_line("Introduction"))


def _contexte(dossier: Dossier) -> Iterator[Part]:
    if dossier.contexte:
        yield Part("contexte", "contexte", dossier.contexte.titre, blocs=dossier.contexte.blocs)


def _chronologie(dossier: Dossier) -> Iterator[Part]:
    if dossier.chronologie:
        yield Part("chronologie", "chronologie", dossier.chronologie.titre)


def _activites(dossier: Dossier) -> Iterator[Part]:
    for number, activite in enumerate(dossier.activites, start=1):
        kicker = parse_line(_rank(number, dossier.presentation.activites))
        id_ = f"activite-{number}"
        yield Part(id_, "activites", activite.titre, kicker, activite.blocs, activite)


def _rank(number: int, form: str) -> str:
    if form == "ordinal":
        return f"{number}{'re' if number == 1 else 'e'} activité"
    return f"n° {number}"


def _et_apres(dossier: Dossier) -> Iterator[Part]:
    if dossier.et_apres:
        yield Part("et-apres", "et_apres", dossier.et_apres.titre)


def _appel(dossier: Dossier) -> Iterator[Part]:
    if dossier.appel:
        yield Part("appel", "appel", dossier.appel.accroche)
