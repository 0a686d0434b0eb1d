"""Two states of a dossier as its fiches in Word, what changed tracked for who opens them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Final

from attrs import evolve, frozen
from immutabledict import immutabledict

from ppgp_docs.draft.reading import draft
from ppgp_docs.importing.printed_between import printed_between
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.publication.revival import withdrawn_too
from ppgp_docs.render.jobs import document_date
from ppgp_docs.render.render import render
from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import TOOL
from ppgp_docs.roundtrip.file_state import opened
from ppgp_docs.roundtrip.word.redline.redline import redline
from ppgp_docs.session import Session
from ppgp_docs.system_errors import real_path
from ppgp_docs.temporary import temporary_folder
from ppgp_docs.workspace.find import DEPARTMENTS
from ppgp_docs.workspace.folder import DOSSIER, FICHES, DossierFolder, fiche_number

_NAME: Final = "dossier"
_FORMAT: Final = "fiche-action"


@frozen
class Redlined:
    """A fiche with its changes: ``data`` is None when there is nothing to show; ``note`` says why,
    or what they do not show, in French."""

    number: int
    data: bytes | None
    note: str = ""


def redlined(
    session: Session,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    documents: tuple[bytes, bytes] | None = None,
    now: Mapping[str, bytes] = immutabledict(),
) -> tuple[Redlined, ...]:
    """The fiches that changed from a state to another, in the order of their numbers.

    A state is the files of a dossier by their path in its folder; one without a dossier is that of
    a fiche alone, and takes the rest from the other. ``documents`` are the same document in both,
    where one was given. What is withdrawn in a state, or in the files of ``now``, is so in both:
    a change that is tracked can be refused. Raises UnreadableFileError for a state that makes no
    dossier.
    """
    states = _completed(before, after), _completed(after, before)
    before, after = (_as_withdrawn(state, (*states, now)) for state in states)
    old, new = (made_fiches(session, files) for files in (before, after))
    found = (_redlined(number, old, new) for number in sorted({*old, *new}))
    return tuple(_with_printed(one, new, documents) if documents else one for one in found)


def _as_withdrawn(
    state: Mapping[str, bytes], known: Iterable[Mapping[str, bytes]]
) -> Mapping[str, bytes]:
    return reduce(lambda files, each: withdrawn_too(each, files), known, state)


def _completed(state: Mapping[str, bytes], other: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """A state with the rest of the other around its fiches, where it has none."""
    if DOSSIER in state:
        return state
    numbers = {fiche_number(data) for data in state.values()}
    kept = {name: data for name, data in other.items() if _number(name, data) not in numbers}
    return {**kept, **state}


def _number(name: str, data: bytes) -> int | None:
    return fiche_number(data) if name.startswith(f"{FICHES}/") else -1


@frozen
class MadeFiche:
    """A fiche in Word, and the date that it bears."""

    data: bytes
    day: str


def _redlined(number: int, old: Mapping[int, MadeFiche], new: Mapping[int, MadeFiche]) -> Redlined:
    if number not in new:
        return Redlined(number, None, "retirée")
    if number not in old:
        return Redlined(number, None, "nouvelle : elle n’a pas de version à comparer")
    if old[number].data == new[number].data:
        return Redlined(number, None, "inchangée")
    fiche = new[number]
    return Redlined(number, redline(old[number].data, fiche.data, author=TOOL, day=fiche.day))


def _with_printed(
    one: Redlined, new: Mapping[int, MadeFiche], documents: tuple[bytes, bytes]
) -> Redlined:
    """The same, with what both documents print otherwise where the dossier has not changed."""
    origin = opened(documents[1]).origin
    if origin is None or origin.format != _FORMAT or one.number not in new:
        return one
    if not any(each.startswith(f"fiche-{one.number}:") for field in origin.fields
               for each in field.addresses):  # fmt: skip
        return one
    count = len(printed_between(*documents).found)
    if not count:
        return one
    if one.data is not None:
        values = (
            "une valeur calculée diffère" if count == 1 else f"{count} valeurs calculées diffèrent"
        )
        return evolve(one, note=f"{values} aussi\u00a0: `ppgp diff` sans `--docx` le dit")
    return Redlined(one.number, redline(*documents, author=TOOL, day=new[one.number].day))


def _written(folder: Path, files: Mapping[str, bytes]) -> DossierFolder:
    """A state on the disk: formats read the pictures of a dossier there."""
    for path, content in files.items():
        file = folder / path
        if real_path(file).is_relative_to(real_path(folder)):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return DossierFolder(folder)


def made_fiches(session: Session, files: Mapping[str, bytes]) -> dict[int, MadeFiche]:
    """The fiches of a state by their numbers, in Word; an unfinished one with its gaps in sight.

    Raises UnreadableFileError.
    """
    with temporary_folder() as scratch:
        folder = _written(scratch / DEPARTMENTS / _NAME, files)
        return _fiches(session, folder)


def _fiches(session: Session, folder: DossierFolder) -> dict[int, MadeFiche]:
    dossier = draft(session, folder).dossier
    if dossier is None:
        told = f"`{folder.name}` est trop abîmé pour être comparé : `ppgp check` dit pourquoi"
        raise UnreadableFileError(told)
    return dict(_made(session, dossier))


def _made(session: Session, dossier: Dossier) -> Iterator[tuple[int, MadeFiche]]:
    documents: list[Document] = []
    for format in session.plugins.formats:
        documents += format.documents(dossier) if format.id == _FORMAT else ()
    for document in documents:
        made = render(document, session, proved=False)
        if document.fiche and made.data is not None:
            date = document_date(dossier, document.fiche)
            yield document.fiche.numero, MadeFiche(made.data, f"{date:%Y-%m-%d}")
