"""The widths of Arial, which stands in where Source Sans Pro is absent, for a size of 1000.

Those of the fonts with its metrics (Helvetica, Nimbus Sans, Liberation Sans): numbers, no drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

_REGULAR: Final[Mapping[int, str]] = {
    191: "'",
    222: "ijlįĵĺļłſ‘’‚",
    260: "|¦",
    278: " !,./:;I[\\]ft\u00a0·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧ",
    299: "ľ",
    317: "ť",
    333: "()-`r¡¨\u00ad¯²³´¸¹ŕŗřˆ˜“”„‹›",
    334: "{}ŀ",
    350: "•",
    355: '"',
    365: "º",
    370: "ª",
    389: "*",
    400: "°",
    444: "ĳ",
    469: "^",
    500: "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž",
    537: "¶",
    549: "≈≠≤≥",
    556: (
        "#$0123456789?L_abdeghnopqu¢£¤¥§«µ»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņ"
        "ňŋōŏőũūŭůűų–†‡€"
    ),
    584: "+<=>~¬±×÷−",
    604: "ŉ",
    611: "FTZ¿ßøŢŤŦŹŻŽ",
    643: "ď",
    667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ",
    722: "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵ",
    723: "Ŋ",
    735: "Ĳ",
    737: "©®",
    778: "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ",
    833: "Mm",
    834: "¼½¾",
    889: "%æ",
    944: "WœŴ",
    1000: "ÆŒ—―…‰™→",
    1015: "@",
}
_BOLD: Final[Mapping[int, str]] = {
    238: "'",
    278: " ,./I\\ijl\u00a0·ÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłſ‘’‚",
    280: "|¦",
    333: "!()-:;[]`ft¡¨\u00ad¯²³´¸¹ţŧˆ˜‹›",
    350: "•",
    365: "º",
    370: "ª",
    389: "*r{}ŕŗřť",
    400: "°ľ",
    474: '"',
    479: "ŀ",
    500: "zźżž“”„",
    549: "≈≠≤≥",
    556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿāăąćĉċčēĕėęěĳĴķĸśŝşšŷ–†‡€",
    584: "+<=>^~¬±×÷−",
    611: "?FLTZbdghnopquµ¿ßðñòóôõöøùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőŢŤŦũūŭůűųŹŻŽ",
    667: "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸ",
    708: "ŉ",
    722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĀĂĄĆĈĊČĎĐĤĦĶŃŅŇŔŖŘŨŪŬŮŰŲ",
    723: "Ŋ",
    737: "©®",
    743: "ď",
    778: "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵ",
    785: "Ĳ",
    833: "M",
    834: "¼½¾",
    889: "%mæ",
    944: "WœŴ",
    975: "@",
    1000: "ÆŒ—―…‰™→",
}
"""The signs of each width."""


@cache
def widths(bold: bool) -> Mapping[str, float]:
    """The width of each usual sign, for a size of 1."""
    groups = _BOLD if bold else _REGULAR
    return {sign: width / 1000 for width, signs in groups.items() for sign in signs}
