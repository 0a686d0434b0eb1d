"""What becomes of a dossier before anything is made of it: what is found, what is planned.

A survey is small, and can be kept as JSON; the dossier itself travels packed, in ``jobs``, from the
process that read it to the one that renders.
"""

from __future__ import annotations

import pickle
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import asdict, evolve, field, frozen

from ppgp_docs.cache.findings import packed, unpacked
from ppgp_docs.diagnostics import Diagnostic, Span
from ppgp_docs.workspace.folder import DossierFolder

if TYPE_CHECKING:
    from ppgp_docs.draft.remaining import ToDo
    from ppgp_docs.render.fingerprint import Fingerprints
    from ppgp_docs.render.jobs import Job
    from ppgp_docs.render.planning import Plan
    from ppgp_docs.session import DossierReading, Session


@frozen
class Wanted:
    """What is asked of a dossier besides its findings: what is advised, and a plan of documents, of
    the formats of ``only`` (all when empty), archival variants too with ``archive``, those for
    printers with ``press``; of drafts with ``draft``, whatever its errors; what is late at
    ``as_of``, where it is given."""

    advice: bool = False
    plan: bool = False
    only: frozenset[str] = frozenset()
    archive: bool = False
    draft: bool = False
    as_of: date | None = None
    press: bool = False

    @property
    def name(self) -> str:
        """The same for two that get the same answer."""
        variants = (self.archive, self.press, self.draft)
        return repr((self.advice, self.plan, sorted(self.only), variants, self.as_of))


@frozen
class Planned:
    """A document that a format could make; ``reason`` says why it is not made, if it is not.

    ``key`` sums up all that it is made from; ``file_name`` is its name with its suffix. A
    ``project`` lacks a consent.
    """

    format: str
    name: str
    title: str
    file_name: str
    archive: bool
    key: str = ""
    reason: str | None = None
    project: bool = False
    press: bool = False


@frozen
class Survey:
    """``findings`` as they come, ``advice`` and ``faults`` (of the plan) when they were asked for;
    ``is_sound`` when there is a dossier to make documents of.

    ``jobs`` are those of the ``planned`` that have no reason, in their order, packed: empty when
    the survey was kept from a former run. ``place`` is that of the dossier; ``withdrawn``, packed
    too, are the names that no document may hold and where each is still typed, empty when there are
    none. ``files`` (those of the dossier) and ``versions`` (of the libraries) are for the manifest.
    It is not ``whole`` when a check would tell more, which documents tell as they are made.
    """

    findings: tuple[Diagnostic, ...]
    is_sound: bool
    advice: tuple[Diagnostic, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    planned: tuple[Planned, ...] = ()
    jobs: bytes = b""
    place: Span | None = None
    withdrawn: bytes = b""
    files: dict[str, str] = field(factory=dict)
    versions: dict[str, str] = field(factory=dict)
    whole: bool = True


def survey(
    folder: DossierFolder, session: Session, fingerprints: Fingerprints | None, wanted: Wanted
) -> Survey:
    """Steps 2 to 5, then what is wanted of the dossier, if there is one; ``fingerprints`` are for
    a plan."""
    from ppgp_docs.render.advice import advise, without_document

    reading, remaining = _read(folder, session, wanted)
    if reading.dossier is None:
        return Survey(reading.diagnostics, is_sound=False)
    asked = advise(reading.dossier, session.plugins) if wanted.advice else ()
    advice = (*without_document(reading.dossier, session.plugins), *asked)
    if wanted.as_of:
        from ppgp_docs.check import check_at

        late = check_at(reading.dossier, wanted.as_of)
        return Survey((*reading.diagnostics, *late), True, advice)
    from ppgp_docs.render.foreseen import doubtful_formats, foreseen

    if not wanted.plan or fingerprints is None:
        overflowing = foreseen(reading.dossier, session)
        return Survey((*reading.diagnostics, *overflowing), True, advice)
    from ppgp_docs.render.drafts import as_drafts
    from ppgp_docs.render.planning import plan

    found = plan(reading.dossier, session.plugins, wanted.only, wanted.archive, wanted.press)
    if wanted.draft:
        found = evolve(found, candidates=tuple(as_drafts(found.candidates, remaining)))
    made = _planned(reading, found, session, fingerprints, advice)
    return evolve(made, whole=not doubtful_formats(reading.dossier, session))


def _read(
    folder: DossierFolder, session: Session, wanted: Wanted
) -> tuple[DossierReading, tuple[ToDo, ...]]:
    """Steps 2 to 5, and what remains to be done on a draft."""
    if not wanted.draft:
        return session.read(folder), ()
    from ppgp_docs.render.drafts import read_draft

    made = read_draft(session, folder)
    return made.reading, made.remaining


def _planned(
    reading: DossierReading,
    found: Plan,
    session: Session,
    fingerprints: Fingerprints,
    advice: tuple[Diagnostic, ...],
) -> Survey:
    from ppgp_docs.model.digest import ModelDigests
    from ppgp_docs.render.jobs import Job

    assert reading.dossier is not None
    contents, planned, jobs = ModelDigests(), [], []
    found_wrong = [*found.diagnostics]
    for each in found.candidates:
        key, project, format, document = "", False, each.format, each.document
        reason = each.reason
        if reason is None:
            job, faults = Job.of(each, session)
            found_wrong += faults
            project = bool(job.lacks)
            reason = (getattr(format, "no_draft", "") or None) if project else None
        if reason is None:
            jobs.append(job)
            key = fingerprints.key(job, format, reading.withdrawn, contents)
        told = (format.id, document.name, document.title, each.file_name, document.archive)
        planned.append(Planned(*told, key, reason, project, document.press))
    return Survey(
        reading.diagnostics,
        True,
        advice,
        tuple(dict.fromkeys(found_wrong)),
        tuple(planned),
        pack(jobs),
        reading.dossier.place.span,
        _withdrawn(reading),
        _files(reading, fingerprints),
        fingerprints.versions,
    )


def _files(reading: DossierReading, fingerprints: Fingerprints) -> dict[str, str]:
    files = fingerprints.files_of(reading.folder)
    if not reading.withdrawn.people:
        return files
    from ppgp_docs.publication.unprinted_names import unnamed

    return unnamed(files, reading.withdrawn)


def _withdrawn(reading: DossierReading) -> bytes:
    if not (reading.withdrawn.people and reading.dossier):
        return b""
    from ppgp_docs.publication.unprinted_names import names_sent, places_of_names

    dossier, names = reading.dossier, reading.withdrawn
    sent = {name: span for name, _, span in reversed([*names_sent(dossier, names)])}
    return pickle.dumps((names, {**places_of_names(dossier, names), **sent}))


def pack(jobs: list[Job]) -> bytes:
    """Jobs as bytes: the dossiers of a whole workspace wait in little memory."""
    return zlib.compress(pickle.dumps(jobs, pickle.HIGHEST_PROTOCOL), 1)


def unpack(data: bytes) -> list[Job]:
    """The jobs that :func:`pack` packed, in this run."""
    jobs: list[Job] = pickle.loads(zlib.decompress(data))
    return jobs


def kept_part(survey: Survey) -> Survey:
    """What is kept of a survey."""
    return Survey(survey.findings, survey.is_sound, survey.advice, survey.faults, survey.planned)


def to_keep(survey: Survey) -> dict[str, Any]:
    """A survey as plain values, without what only serves to make its documents."""
    return {
        "findings": packed(survey.findings),
        "is_sound": survey.is_sound,
        "advice": packed(survey.advice),
        "faults": packed(survey.faults),
        "planned": [asdict(each) for each in survey.planned],
    }


def remembered(answer: Any) -> Survey | None:
    """That survey; None for anything else."""
    try:
        return Survey(
            unpacked(answer["findings"]),
            bool(answer["is_sound"]),
            unpacked(answer["advice"]),
            unpacked(answer["faults"]),
            tuple(Planned(**each) for each in answer["planned"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
