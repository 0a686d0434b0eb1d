"""Where sentences end, as parts of a regular expression."""

from typing import Final

FULL_STOP: Final = r"(?<!\bM)(?<!\bMM)(?<!\b[DP]r)(?<!\bMe)(?<!\bcf)(?<!\bart)[.!?…;]\s"
"""The end of a sentence and its space; « M. le préfet » goes on."""

LINE: Final = r"\n\s*(?:\n|[-•]\s)"
"""A paragraph or an item that begins."""

BEGINNING: Final = rf"(?:^|{FULL_STOP}|{LINE})\s*"
"""What stands before the first word of a sentence."""
