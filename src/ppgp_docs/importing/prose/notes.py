"""Notes of any kind that is read: Word, LibreOffice, plain text, Markdown."""

from __future__ import annotations

from ppgp_docs.importing.prose.items import Notes
from ppgp_docs.importing.prose.markdown_pictures import Beside, nothing_beside
from ppgp_docs.importing.prose.opendocument import read_opendocument
from ppgp_docs.importing.prose.plain_text import read_text
from ppgp_docs.importing.prose.word import read_notes
from ppgp_docs.roundtrip.archive import MOST_BYTES, Parts, UnreadableFileError

_ZIP = b"PK\x03\x04"


def read(name: str, content: bytes, beside: Beside = nothing_beside) -> Notes:
    """Read notes by what they are, then by their name. Raises UnreadableFileError."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(f"il pèse plus de {MOST_BYTES // 1_000_000} Mo")
    if content.startswith(_ZIP) or content.startswith(b"\xd0\xcf\x11\xe0"):
        parts = Parts(content)
        notes = read_opendocument(parts) if "content.xml" in parts else read_notes(parts)
    elif name.lower().endswith((".txt", ".text", ".md", ".markdown")):
        notes = read_text(content, beside)
    else:
        raise UnreadableFileError(
            "ce n’est ni un document Word (.docx), ni LibreOffice (.odt), ni un texte (.txt, .md)"
        )
    if not notes.items:
        raise UnreadableFileError("il ne contient aucun texte")
    return notes
