"""Where a piece of the model stands in its file."""

from __future__ import annotations

from attrs import field, frozen
from immutabledict import immutabledict

from ppgp_docs.diagnostics import Span
from ppgp_docs.load.tree import Text


@frozen
class Place:
    """The span of a YAML mapping and of each of its values."""

    span: Span
    fields: immutabledict[str, Span] = immutabledict()


@frozen
class Ecrit:
    """A text as its author typed it, with its place; ``cite`` when the words are someone's."""

    texte: Text
    cite: bool = False


@frozen(kw_only=True)
class Located:
    """Anything of the model that was written in a file.

    The place takes no part in comparisons: two equal facts are equal wherever they stand.
    """

    place: Place = field(eq=False, repr=False)

    def at(self, name: str | None = None) -> Span:
        """The span of the value called ``name``, or of the whole when it is absent.

        ``notes.grille`` is what the value ``notes`` calls ``grille``.
        """
        return self.place.fields.get(name or "", self.place.span)
