"""What a document says that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from ppgp_docs import __version__
from ppgp_docs.model.passage_walk import passages
from ppgp_docs.plugin.formats import Context, Document
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.roundtrip.stamp import stamped


def with_origin(data: bytes, media_type: str, document: Document, context: Context) -> bytes:
    """A finished file with its origin."""
    return stamped(data, media_type, origin_of(document), context.fields)


def origin_of(document: Document) -> Provenance:
    """Who made a document, what it is, the digest of what it prints."""
    folder = document.dossier.slug
    return Provenance(__version__, document.format, folder, document.name, content_key(document))


def content_key(document: Document) -> str:
    """A digest of all that a document is bound to print: it changes as soon as a word does.

    Neither the place of the files nor the machine is part of it.
    """
    digest = sha256()
    for text in _texts(document):
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:32]


def _texts(document: Document) -> Iterator[str]:
    yield from (document.format, document.name, document.title, *document.expected)
    for passage in passages(document.prints, document.dossier, document.fiche):
        yield passage.text
