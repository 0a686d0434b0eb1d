"""The words that the tool prints around fields, changed by whoever had the file, or taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from attrs import frozen

from ppgp_docs.importing.proposals import LeftOver
from ppgp_docs.importing.replaced_pictures import still_shown
from ppgp_docs.importing.target import Target
from ppgp_docs.importing.totals import counted_before, worked_out_there
from ppgp_docs.roundtrip.fields import TAGS
from ppgp_docs.roundtrip.fixed_lines import gone
from ppgp_docs.roundtrip.provenance import Provenance
from ppgp_docs.roundtrip.returned import Returned


@frozen
class Around:
    """The frames of a file: as they were sent, as they came back."""

    origin: Provenance
    found: Returned
    target: Target

    def changed(self, is_workbook: bool) -> tuple[LeftOver, ...]:
        """What is told of them; of a sheet, no line that is gone."""
        return (*self._beside(), *(() if is_workbook else self._gone()))

    def _beside(self) -> Iterator[LeftOver]:
        """Paragraphs of which the words around the fields were changed."""
        known = set(self.origin.frames)
        copied = {tag for group in self.found.copies for tag, _ in group.values}
        for frame in self.found.frames:
            tags = set(TAGS.findall(frame)) & self.origin.by_tag().keys()
            if frame in known or not tags or tags & copied:
                continue
            if self._is_whole(tags):
                yield LeftOver(self._said(frame), self._around(frame, tags))
            elif self._are_joined(tags):
                yield LeftOver(self._said(frame), _JOINED)

    def _gone(self) -> Iterator[LeftOver]:
        """The lines without a field that someone took out: the tool prints them all the same."""
        fields = self.origin.by_tag()
        for lines in gone(self.origin.frames, self.found.frames, fields.keys()):
            shown = {one: why for one in lines if (why := still_shown(self.target, one))}
            yield from (LeftOver(one, why) for one, why in shown.items())
            if rest := " · ".join(one for one in lines if one not in shown):
                yield LeftOver(rest, _STILL_PRINTED)

    def _around(self, frame: str, tags: set[str]) -> str:
        """What was changed around fields: an amount or a share that the tool works out, or words
        that it prints."""
        sent = [one for one in self.origin.frames if set(TAGS.findall(one)) == tags]
        before = counted_before(frame, sent)
        return "texte fixe autour des champs" if before is None else worked_out_there(frame, before)

    def _is_whole(self, tags: set[str]) -> bool:
        """Whether the paragraph holds the fields that it held: else a field is gone, told so."""
        return any(tags == set(TAGS.findall(frame)) for frame in self.origin.frames)

    def _are_joined(self, tags: set[str]) -> bool:
        """Whether a paragraph holds all the fields of several: someone joined these."""
        sent = (
            set(TAGS.findall(frame)) & self.origin.by_tag().keys() for frame in self.origin.frames
        )
        groups = [one for one in sent if one & tags]
        return len(groups) > 1 and all(one <= tags for one in groups)

    def _said(self, frame: str) -> str:
        """A paragraph with the words of its fields."""
        for tag, value in self.found.values.items():
            frame = frame.replace(f"{{{tag}}}", value.text)
        return frame


_JOINED: Final = "lignes mises bout à bout dans le fichier\u00a0; l’outil les imprime séparées"
_STILL_PRINTED: Final = "ligne ôtée du fichier ; l’outil l’écrit de lui-même, et l’imprimera encore"
