"""The controls of a Word file that only invite to type."""

from __future__ import annotations

from typing import Final

from ppgp_docs.roundtrip.archive import Element
from ppgp_docs.roundtrip.fields import without_invitation
from ppgp_docs.roundtrip.word.ooxml import Meanings, W, attribute

_WORDS_OWN: Final = "placeholder text"
"""The style of an invitation that Word makes, by its name: the same in any language."""


def only_invites(control: Element, meanings: Meanings) -> bool:
    """Whether a control shows but an invitation to type: ours, or Word's in any language.

    A program that typed over one may have left it marked so: what counts is what it says. Word's
    own, in a language that we do not know, is in a style that Word calls the same everywhere.
    """
    if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
        return False
    said = "".join(text.text or "" for text in control.iter(f"{W}t"))
    styles = (attribute(one, "val") for one in control.iter(f"{W}rStyle"))
    is_words_own = any(_WORDS_OWN in (one, meanings.styles.get(one, "").lower()) for one in styles)
    return is_words_own or not without_invitation(said.strip())
