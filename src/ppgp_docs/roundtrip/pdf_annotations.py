"""What people write on a PDF, whatever program wrote it: who, when, which words.

Annotations of ISO 32000-1, 12.5.6, as Acrobat, Preview, Evince, Firefox, MuPDF and others make
them. A window that shows a remark (Popup) is part of it, so are the marks of one gesture (RT
Group: a text is struck out where another is inserted). Links and fields of forms are none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from attrs import define, field

from ppgp_docs.roundtrip.archive import UnreadableFileError
from ppgp_docs.roundtrip.fields import TOOL

_KINDS: Final = {
    "/Highlight": "surligné",
    "/Underline": "souligné",
    "/Squiggly": "souligné",
    "/StrikeOut": "barré",
    "/Text": "note",
    "/FreeText": "texte ajouté",
    "/Caret": "insertion",
    "/Ink": "dessin",
    "/Stamp": "tampon",
    "/Square": "cadre",
    "/Circle": "cadre",
    "/Line": "trait",
    "/Polygon": "cadre",
    "/PolyLine": "trait",
    "/FileAttachment": "fichier joint",
    "/Redact": "à effacer",
    "/Popup": "note",
    "/Sound": "son joint",
}
_OTHER: Final = "remarque"
_REPLACED: Final = "remplacement"
"""What is struck out where something is inserted, in one gesture."""
MARKED: Final = ("/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Redact")
_MOST_MARKED: Final = 400_000
"""Numbers that say where the marks of a file stand, eight a line."""
_LONGEST: Final = 4000
"""Signs of what a remark says, or of the words that it stands on: more than a page of them."""
_DATE: Final = re.compile(r"(?:D:)?(\d{4})(?:-?(\d\d))?(?:-?(\d\d))?")
_TAG: Final = re.compile(r"<[^<>]{1,2000}>")
_STATES: Final = {
    "Accepted": "accepté",
    "Rejected": "refusé",
    "Cancelled": "annulé",
    "Completed": "fait",
    "Marked": "coché",
    "Unmarked": "décoché",
}
_STAMPS: Final = {
    "Approved": "approuvé",
    "NotApproved": "non approuvé",
    "Draft": "brouillon",
    "Final": "définitif",
    "Confidential": "confidentiel",
    "Expired": "périmé",
    "ForComment": "pour avis",
    "ForPublicRelease": "à publier",
    "NotForPublicRelease": "à ne pas publier",
    "Sold": "vendu",
    "TopSecret": "secret",
    "Departmental": "interne",
    "AsIs": "en l’état",
    "Experimental": "à l’essai",
}


@define
class Annotation:
    """A remark as it stands in a file: the ``page``, from 1; its object; its ``window``, and the
    ``others`` marks of the same gesture."""

    page: int
    one: Any
    window: Any = None
    others: list[Any] = field(factory=list)

    @property
    def kind(self) -> str:
        kinds = [_KINDS.get(str(each.Subtype), _OTHER) for each in (self.one, *self.others)]
        if {"insertion", "barré"} <= set(kinds):
            return _REPLACED
        return kinds[0]

    @property
    def author(self) -> str:
        return next(filter(None, (_said(each, "/T").strip() for each in self._all)), "")

    @property
    def date(self) -> str:
        dates = (_said(one, key) for one in self._all for key in ("/CreationDate", "/M"))
        return next(filter(None, map(_day, dates)), "")

    @property
    def text(self) -> str:
        """What it says: its plain text, else its rich one; what a reply decides, the words of a
        stamp, the name of a file."""
        said = dict.fromkeys(filter(None, map(_text, (self.one, *self.others))))
        return "\u00a0; ".join(said) or (_text(self.window) if self.window is not None else "")

    @property
    def is_ours(self) -> bool:
        """Whether the tool wrote it, in a draft, and nobody wrote in it since."""
        made, changed = _said(self.one, "/CreationDate"), _said(self.one, "/M")
        return self.author == TOOL and bool(made) and made == changed

    @property
    def _all(self) -> Iterator[Any]:
        yield from filter(lambda each: each is not None, (self.one, *self.others, self.window))


@define
class Annotations:
    """The remarks of a file, in its order; ``rank_of`` tells an object of theirs from 0."""

    found: list[Annotation]
    _ranks: dict[Any, int]

    @classmethod
    def of(cls, document: Any, most: int) -> Annotations:
        """Those of a PDF, ``most`` at most. Raises UnreadableFileError."""
        every = list(islice(_every(document), _OF_EACH * most))
        names = {one.objgen for _, one in every if one.objgen != _DIRECT}
        found: list[Annotation] = []
        ranks: dict[Any, int] = {}
        for page, one in every:
            if len(found) < most and not (names & set(map(_name, _within(one)))):
                ranks[one.objgen] = len(found)
                found.append(Annotation(page, one))
        ranks.pop(_DIRECT, None)
        made = cls(found, ranks)
        for _, one in every:
            for whole in filter(None, map(made._holding, _within(one))):
                if _subtype(one) == "/Popup":
                    whole.window = one
                else:
                    whole.others.append(one)
                ranks[one.objgen] = ranks[whole.one.objgen]
        return made

    def rank_of(self, one: Any) -> int | None:
        return self._ranks.get(_name(one))

    def _holding(self, one: Any) -> Annotation | None:
        rank = self.rank_of(one)
        return None if rank is None else self.found[rank]


_DIRECT: Final = (0, 0)
"""The name of an object that stands in another, and so has none."""
_OF_EACH: Final = 4
"""Annotations that a remark is made of: its mark, its window, those of the same gesture."""


def _name(one: Any) -> Any:
    return getattr(one, "objgen", _DIRECT)


def _within(one: Any) -> list[Any]:
    """The remark that an annotation is a part of: that of a window, or of a gesture."""
    if _subtype(one) == "/Popup":
        return list(filter(None, [one.get("/Parent")]))
    return [one.IRT] if str(one.get("/RT", "")) == "/Group" and "/IRT" in one else []


def _subtype(one: Any) -> str:
    return str(one.get("/Subtype", ""))


def _every(document: Any) -> Iterator[tuple[int, Any]]:
    """What people made on the pages, each once, with the number of its page from 1; of those that
    mark more than any text has, a reader of PDF would keep gigabytes. Raises UnreadableFileError.
    """
    marked = 0
    met = set()
    for number, page in enumerate(document.pages, start=1):
        for one in _annotations(page):
            marked += len(one.get("/QuadPoints", ()))
            if marked > _MOST_MARKED:
                raise UnreadableFileError("ses marques couvrent plus de lignes qu’un texte n’en a")
            if one.objgen == _DIRECT or one.objgen not in met:
                met.add(one.objgen)
                yield number, one


def _annotations(page: Any) -> Iterator[Any]:
    import pikepdf

    for one in page.obj.get("/Annots", ()):
        if isinstance(one, pikepdf.Dictionary) and _is_made(one):
            yield one


def _is_made(one: Any) -> bool:
    """Whether someone made an annotation: a link is signed by nobody, a field has a name of its
    own, a window that says nothing shows the words of its remark."""
    kind = _subtype(one)
    if kind == "/Link":
        return bool(_said(one, "/T"))
    if kind == "/Popup":
        return bool(_text(one))
    return kind in _KINDS or (kind != "/Widget" and bool(_text(one)))


def _said(one: Any, key: str) -> str:
    """What an entry says, as a text, a name or a stream."""
    import pikepdf

    said = one.get(key, "")
    if isinstance(said, pikepdf.Stream):
        return bytes(said.read_bytes())[: 4 * _LONGEST].decode("utf-8", "replace")
    if isinstance(said, pikepdf.Name):
        return str(said).removeprefix("/")
    return str(said)


def _text(one: Any) -> str:
    plain, rich = _said(one, "/Contents"), _said(one, "/RC")
    said = plain if plain.strip() else html.unescape(_TAG.sub(" ", rich[: 4 * _LONGEST]))
    if text := " ".join(said[: 2 * _LONGEST].split()):
        return cut(text)
    if state := _said(one, "/State"):
        return _STATES.get(state, state)
    return cut(_name_of_stamp(one) or _name_of_file(one))


def _name_of_stamp(one: Any) -> str:
    name = _said(one, "/Name").removeprefix("SB") if _subtype(one) == "/Stamp" else ""
    return _STAMPS.get(name, "" if name.startswith("#") else name)


def _name_of_file(one: Any) -> str:
    file = one.get("/FS", "") if _subtype(one) == "/FileAttachment" else ""
    if not hasattr(file, "keys"):
        return str(file)
    return _said(file, "/UF") or _said(file, "/F")


def cut(text: str) -> str:
    """A text as long as is worth telling."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _day(said: str) -> str:
    """A date of PDF (D:20260503101500+02'00') as 2026-05-03, another as it is; empty for none."""
    found = _DATE.match(said)
    return "-".join(filter(None, found.groups())) if found else said.strip()[:40]
