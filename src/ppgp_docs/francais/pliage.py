"""When two names are the same: one folding for people, files and funders.

Names are typed by several hands, on several machines: macOS cuts a letter and its accent in two,
Word puts typographic apostrophes and no-break spaces, a web page leaves marks without width. What
only differs by these is the same name, whatever its capitals. An accent that is missing is
another matter: « Lea » is not « Léa ».

Source: Unicode Standard Annex #15 (NFKC) and the caseless matching of the Unicode Standard, § 3.13.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

APOSTROPHES: Final = "'’‘‛`´ʼʹʻˈ′՚＇"
"""Signs that stand for an apostrophe: typographic, left over from a keyboard, or look-alikes."""

TRAITS_D_UNION: Final = "-‐‑‒–—―−⁃﹘﹣－"
"""Signs that stand for a hyphen: hyphens that break or not, dashes, minus."""

_SIGNES: Final = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys(TRAITS_D_UNION, "-"))

SANS_CHASSE: Final = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
)
"""Marks without width, for a class of a regular expression: soft hyphens, joiners, directions,
variants of a sign."""

_INVISIBLE: Final = re.compile(f"[{SANS_CHASSE}]")


@lru_cache(maxsize=4096)
def plier(nom: str) -> str:
    """Return the form under which a name is compared; equal forms are the same name.

    Case, accents composed or not, look-alike hyphens and apostrophes, the kind and number of
    spaces and marks without width do not count; letters and accents do.
    """
    return unicodedata.normalize("NFC", plier_signes(nom).casefold().translate(_SIGNES))


def plier_signes(nom: str) -> str:
    """Return the same form, its capitals kept: what a reader sees, whatever signs write it."""
    visible = _INVISIBLE.sub("", nom.translate(_SIGNES))
    simple = unicodedata.normalize("NFKC", visible).translate(_SIGNES)
    return " ".join(unicodedata.normalize("NFC", simple).split())


_SOSIES: Final = str.maketrans(
    "АВЕКМНОРСТУХІЅЈԀԌԚԜҺӀасеорухіѕјвкмнтгпԁԛԝһӏѵ"
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαγεικηνρςτυχω"
    "ՕՏՍօոսհց"
    "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᏔᏃ"
    "ɑɡɩɪʀᴀᴃᴄᴅᴇꜰɢʜᴊᴋʟᴍɴᴏᴘꜱᴛᴜᴠᴡʏᴢȷƒʙ"
    "øØłŁđĐðÐı",
    "ABEKMHOPCTYXISJDGQWHIaceopyxisjbkmhtrndqwhlv"
    "ABEZHIKMNOPTYXoayeiknvpstuxw"
    "OSUonuhg"
    "ABCDEGHJKLMPRSTVWZ"
    "agiirabcdefghjklmnopstuvwyzjfb"
    "oOlLdDdDi",
)
"""Letters of Greek, Cyrillic, Armenian, Cherokee and phonetics that look like ours, and Latin
letters that no accent can be taken from. Source: confusables of Unicode Technical Standard #39, and
what an italic or a small capital makes alike."""

_VIDES: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Signs that are letters or symbols to Unicode, and nothing to the eye."""


def lettres_nues(texte: str) -> tuple[str, tuple[int, ...]]:
    """Return a text as lower-case letters without accents, and where each of its signs stood.

    For who looks for a name in a text, not for who compares two: accents that capitals lost,
    look-alike letters, ligatures and marks without width do not count either. Spaces and signs
    stay, each kind as one sign.
    """
    nus: list[str] = []
    places: list[int] = []
    for place, signe in enumerate(texte):
        nu = signe if "a" <= signe <= "z" else _nu(signe)
        nus.append(nu)
        places += [place] * len(nu)
    return "".join(nus), tuple(places)


@lru_cache(maxsize=4096)
def _nu(signe: str) -> str:
    if signe.isspace():
        return " "
    simple = unicodedata.normalize("NFKD", signe.translate(_SIGNES).translate(_SOSIES))
    simple = simple.translate(_SOSIES)
    plie = simple.casefold().translate(_SIGNES).replace("æ", "ae").replace("œ", "oe")
    return "".join(s for s in plie if unicodedata.category(s)[0] not in "MC" and s not in _VIDES)
