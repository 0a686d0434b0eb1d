"""What remains to be done on a draft, remarked where its file prints what it is about."""

from __future__ import annotations

from ppgp_docs.plugin.formats import Document
from ppgp_docs.render.printed_words import Printed
from ppgp_docs.roundtrip.stamp import EXCEL, PDF, PRESENTATION, WORD


def with_remarks(data: bytes, media_type: str, document: Document, day: str) -> bytes:
    """A draft with what remains to be done at its place, in files that take comments.

    What has no place is in the list that the draft prints; ``day`` is YYYY-MM-DD.
    """
    if not document.remarks:
        return data
    if media_type == WORD:
        from ppgp_docs.roundtrip.word.comments import commented

        return commented(data, document.remarks, day)
    if media_type == EXCEL:
        from ppgp_docs.roundtrip.excel.notes import noted

        return noted(data, document.remarks)
    if media_type == PDF:
        from ppgp_docs.render.annotations import annotated

        return annotated(data, Printed.of(document), document.remarks, day)
    if media_type == PRESENTATION:
        from ppgp_docs.render.slide_comments import slides_commented

        return slides_commented(data, Printed.of(document), document.remarks, day)
    return data
