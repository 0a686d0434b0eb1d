"""Names that must designate something: figures, quotes, people, notes, pictures, fiches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from graphlib import CycleError, TopologicalSorter
from typing import Any, Final, TypeVar

from ppgp_docs.diagnostics import Diagnostic, Span, error, warning
from ppgp_docs.francais.accords import enumerer
from ppgp_docs.francais.pliage import plier
from ppgp_docs.load.wording import shortened
from ppgp_docs.model.blocs import (
    Bloc,
    ChiffreCle,
    CitationPlacee,
    Enquete,
    Graphique,
    Personnes,
    shown,
)
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.dossier import Citation, Dossier, Personne
from ppgp_docs.model.fiche import FicheAction
from ppgp_docs.model.place import Renvoi
from ppgp_docs.model.printed_text import place_within
from ppgp_docs.model.prose import notes_called as notes_of
from ppgp_docs.model.walk import iter_nodes, rich_texts, runs
from ppgp_docs.publication.withdrawal import takes_quote
from ppgp_docs.workspace.files import original

T = TypeVar("T", bound=Bloc)


def figures_named(dossier: Dossier) -> Iterator[Diagnostic]:
    """C101: a block, a base or an indicator names a figure that exists."""
    owners: list[tuple[Dossier | FicheAction, Mapping[str, Chiffre]]]
    owners = [(dossier, dossier.chiffres), *_of_fiches(dossier)]
    for owner, figures in owners:
        for name, span in _figure_names(owner):
            if name not in figures:
                yield _unknown("C101", "chiffre", name, figures, span)


def _of_fiches(dossier: Dossier) -> Iterator[tuple[FicheAction, Mapping[str, Chiffre]]]:
    for fiche in dossier.fiches:
        yield fiche, {**dossier.chiffres, **fiche.chiffres}


def _figure_names(owner: Dossier | FicheAction) -> Iterator[tuple[str, Span]]:
    content: Any = owner.rubriques if isinstance(owner, FicheAction) else _case_study(owner)
    named: list[ChiffreCle | Graphique] = [
        *_placed(content, ChiffreCle),
        *iter_nodes(content, Graphique),
    ]
    for bloc in named:
        yield from ((name, bloc.at("chiffres")) for name in bloc.chiffres)
    for chart in iter_nodes(content, Graphique):
        yield from ((name, chart.at("avant")) for name in chart.avant)
    for enquete in iter_nodes(content, Enquete):
        if enquete.base:
            yield enquete.base, enquete.at("base")
    for figure in owner.chiffres.values():
        if figure.base:
            yield figure.base, figure.at("base")
    if isinstance(owner, FicheAction):
        yield from _figure_names_of_fiche(owner)


def _figure_names_of_fiche(fiche: FicheAction) -> Iterator[tuple[str, Span]]:
    for indicateur in fiche.indicateurs:
        for field in ("reference", "cible"):
            if name := getattr(indicateur, field):
                yield name, indicateur.at(field)
        for year in indicateur.suivi:
            for field in ("cible", "resultat"):
                if name := getattr(year, field):
                    yield name, year.at(field)
    if fiche.budget and fiche.budget.beneficiaires:
        yield fiche.budget.beneficiaires, fiche.budget.at("beneficiaires")


def quotes_named(dossier: Dossier) -> Iterator[Diagnostic]:
    """C102: a quote that is placed exists. C103: a quote that exists, and may be, is placed."""
    placed = set()
    for bloc in _placed(_content(dossier), CitationPlacee):
        placed.add(bloc.citation)
        if bloc.citation not in dossier.citations:
            known = dossier.citations
            yield _unknown("C102", "citation", bloc.citation, known, bloc.at("citation"))
    for name, citation in dossier.citations.items():
        if name not in placed and not takes_quote(dossier, name):
            hint = f"placez-la dans un bloc : `- type: citation` puis `citation: {name}`"
            yield warning(
                "C103", f"la citation `{name}` n’est placée nulle part", citation.at(), hint
            )


def people_named(dossier: Dossier) -> Iterator[Diagnostic]:
    """C104: a person who is shown or who speaks exists."""
    known = dossier.personnes
    for bloc in _placed(_content(dossier), Personnes):
        for name in bloc.personnes:
            if name not in known:
                yield _unknown("C104", "personne", name, known, bloc.at("personnes"))
    for citation in dossier.citations.values():
        if citation.personne and citation.personne not in known:
            yield _unknown("C104", "personne", citation.personne, known, citation.at("personne"))


def _placed(content: Any, cls: type[T]) -> Iterator[T]:
    """The blocks of a class, then those that stand for what fields of plugins name."""
    yield from iter_nodes(content, cls)
    named = map(shown, iter_nodes(content, Renvoi))
    yield from (bloc for bloc in named if isinstance(bloc, cls))


def _content(dossier: Dossier) -> tuple[Any, ...]:
    """The blocks of the case study (sections hold theirs) and the fiches."""
    return (*_case_study(dossier), dossier.fiches)


def _case_study(dossier: Dossier) -> tuple[Any, ...]:
    return (dossier.contexte, dossier.activites)


def quotes_attributed(dossier: Dossier) -> Iterator[Diagnostic]:
    """C105: a quote says who speaks, a function at least."""
    for citation in iter_nodes(dossier, Citation):
        if not (citation.personne or citation.attribution):
            yield warning(
                "C105",
                "cette citation ne dit pas qui parle",
                citation.at(),
                "ajoutez `attribution: une professionnelle de PMI`, par exemple",
            )


def notes_called(dossier: Dossier) -> Iterator[Diagnostic]:
    """C106: a note that is called exists, and does not lead back to itself. C107: a note that
    exists is called, by a text or by a note that one calls."""
    called: list[str] = []
    for owner, field, text in rich_texts(dossier):
        for run in runs(text):
            if run.note:
                called += [] if owner is dossier and field == "notes" else [run.note]
                if run.note not in dossier.notes:
                    place = place_within(dossier, owner.at(field), f"[^{run.note}]")
                    yield _unknown("C106", "note", run.note, dossier.notes, place)
    reached = _reached(dossier, called)
    for name in dossier.notes:
        if name not in reached:
            yield warning(
                "C107",
                f"la note `{name}` n’est appelée nulle part",
                dossier.at(f"notes.{name}"),
                f"appelez-la dans un texte : `[^{name}]`",
            )
    yield from _in_a_loop(dossier)


def _in_a_loop(dossier: Dossier) -> Iterator[Diagnostic]:
    """Notes of which one leads back to itself, told at the first of them."""
    calls = {name: notes_of(note.runs) for name, note in dossier.notes.items()}
    try:
        TopologicalSorter(calls).prepare()
    except CycleError as problem:
        loop = problem.args[1][:0:-1]  # the library tells who is called first
        ranks = {name: rank for rank, name in enumerate(calls)}
        start = min(range(len(loop)), key=lambda place: ranks[loop[place]])
        around = [*loop[start:], *loop[:start], loop[start]]
        names = " → ".join(f"`{name}`" for name in around[:_TOLD])
        rest = " → …" if len(around) > _TOLD else ""
        message = f"des notes se renvoient en rond : {names}{rest}"
        yield warning("C106", message, dossier.at(f"notes.{around[0]}"), _ONE_WAY)


_TOLD: Final = 8
_ONE_WAY: Final = "gardez l’appel dans un seul sens, ou réunissez ces notes en une"


def _reached(dossier: Dossier, names: Iterable[str]) -> set[str]:
    """The notes of those names, and those that they lead to."""
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found and name in dossier.notes:
            found.add(name)
            left += notes_of(dossier.notes[name].runs)
    return found


def fiches_named(dossier: Dossier) -> Iterator[Diagnostic]:
    """C110: the fiche that carries the key of transverse costs is here or in the contract."""
    known = {fiche.numero for fiche in dossier.fiches}
    if dossier.contrat:
        known |= {fiche.numero for fiche in dossier.contrat.fiches}
    for fiche in dossier.fiches:
        repartition = fiche.budget.repartition if fiche.budget else None
        if repartition and repartition.fiche not in known:
            yield warning(
                "C110",
                f"la fiche {repartition.fiche}, qui porte la répartition, n’est pas connue",
                repartition.at("fiche"),
                "ajoutez son fichier dans `fiches`, ou déclarez-la dans `contrat.yaml`",
            )


def fiche_numbers(dossier: Dossier) -> Iterator[Diagnostic]:
    """C111: two fiches never bear the same number; a file that says it is a copy is the second, and
    is told where it is the only one: it is read as any fiche."""
    seen: dict[int, FicheAction] = {}
    names = {plier(_file(fiche)) for fiche in dossier.fiches}
    for fiche in sorted(dossier.fiches, key=lambda fiche: bool(original(_file(fiche)))):
        if first := seen.get(fiche.numero):
            message = f"la fiche {fiche.numero} existe déjà, dans `{_file(first)}`"
            yield error("C111", message, fiche.at("numero"), _one_of(_file(fiche)))
        elif name := original(_file(fiche)):
            yield _read_copy(fiche, name, names)
        seen.setdefault(fiche.numero, fiche)


def _read_copy(fiche: FicheAction, name: str, names: set[str]) -> Diagnostic:
    """A copy without its original, or one that was given a number of its own; ``name`` is what it
    is a copy of, ``names`` those that are taken, all folded."""
    number = re.match(r"\D*0*(\d+)", name)
    fits = name not in names and (number is None or int(number[1]) == fiche.numero)
    better = name if fits else f"{fiche.numero:02d}.yaml"
    message = (
        f"`{_file(fiche)}` porte un nom de copie, et il est lu : c’est la fiche {fiche.numero}"
    )
    hint = f"si c’est la bonne version, renommez-le `{better}` ; sinon, sortez-le de `fiches`"
    return warning("C111", message, fiche.at("numero"), hint)


def _file(fiche: FicheAction) -> str:
    return fiche.at("numero").file.name


def _one_of(file: str) -> str:
    if original(file):
        return f"`{file}` a l’air d’une copie : gardez la bonne version, sortez l’autre de `fiches`"
    return "donnez à l’une son propre numéro, ou sortez de `fiches` celle qui est en trop"


def folder_of_its_territory(dossier: Dossier) -> Iterator[Diagnostic]:
    """C114: the code of the territory is the one that begins the name of its folder."""
    folder = dossier.dossier_dir.name
    found = _FOLDER.match(folder)
    if found and found[1] != dossier.departement.code:
        yield warning(
            "C114",
            f"le dossier est celui de `{dossier.departement.code}` "
            f"({dossier.departement.nom}), son répertoire s’appelle `{folder}`",
            dossier.at("departement"),
            "corrigez le code, ou renommez le répertoire",
        )


_FOLDER: Final = re.compile(r"(\d{2,3}|2[AB]|69M)-")


def excerpts(dossier: Dossier) -> Iterator[Diagnostic]:
    """C115: the short version of a quote is made of its own words, cut where it says `[…]`."""
    for citation in iter_nodes(dossier, Citation):
        whole, short = _bare(citation.texte.plain), citation.version_courte.plain
        if any(_bare(part) not in whole for part in _CUTS.split(short)):
            yield warning(
                "C115",
                "la version courte de cette citation n’en reprend pas les mots exacts",
                citation.at("version_courte"),
                "copiez un passage du texte ; `[…]` marque une coupe",
            )


_CUTS: Final = re.compile(r"[\[(](?:…|\.{3})[\])]|…")


def _bare(words: str) -> str:
    """The letters and digits alone: spaces, marks and capitals are the typesetter's."""
    return "".join(filter(str.isalnum, words.lower()))


def _unknown(
    code: str, kind: str, name: str, known: Mapping[str, object], span: Span
) -> Diagnostic:
    if kind == "chiffre" and name[:1].isdigit():
        told = f"`{name}` est un nombre, où il faut le nom d’un chiffre"
        return error(code, told, span, *_named_once(name, known))
    near = get_close_matches(name, list(known), n=1)
    hint = _meant(near[0], known[near[0]]) if near else _list_of(known)
    article = "le" if kind == "chiffre" else "la"
    return error(code, f"{article} {kind} `{name}` n’existe pas", span, hint)


def _named_once(number: str, known: Mapping[str, object]) -> Iterator[str]:
    """Where a number that was typed for a name is, or is to be, typed."""
    for name, figure in known.items():
        if isinstance(figure, Chiffre) and str(figure.valeur) == number:
            yield f"écrivez `{name}`, qui vaut {number}"
            return
    field = "pourcentage" if number.endswith("%") else "valeur"
    yield f"tapez-le une fois sous `chiffres`, par exemple `total: {{{field}: {number}}}`"
    yield "puis écrivez son nom ici"


def _meant(name: str, named: object) -> str:
    """The name that was meant, with what it designates: « 62 gestionnaires formées »."""
    about = ""
    if isinstance(named, Chiffre):
        about = " ".join(filter(None, (named.en_chiffres, named.libelle.plain or named.unite)))
    elif isinstance(named, Citation):
        about = shortened(named.texte.plain)
    elif isinstance(named, Personne):
        about = str(named.nom or named.fonction)
    return f"vouliez-vous dire `{name}`{f', « {about} »' if about else ''} ?"


def _list_of(known: Mapping[str, object]) -> str:
    names = [f"`{name}`" for name in known]
    return f"choisissez {enumerer(names, 'ou')}" if names else "aucun nom n’est défini"


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (
    figures_named,
    quotes_named,
    people_named,
    quotes_attributed,
    notes_called,
    fiches_named,
    fiche_numbers,
    folder_of_its_territory,
    excerpts,
)
