"""Make the lexicon of French that the tool carries from the dictionary of Dicollecte.

    python docs/make_lexicon.py fr.aff fr.dic [communes.json]

`fr.aff` and `fr.dic` are those of Debian's `hunspell-fr-comprehensive` or of npm's `dictionary-fr`
(« Toutes variantes », Olivier R., MPL 2.0, https://grammalecte.net); `communes.json` is that of
npm's `@etalab/decoupage-administratif` (Insee's Code officiel géographique, Licence Ouverte
2.0). Every inflected form is written with its natures, genders and numbers;
elisions are left out, since sentences are cut into words at apostrophes.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from ppgp_docs.francais.lexique import DATA, FORMAT, Trait

_NEEDS_AFFIX = "()"
_FORBIDDEN = "{}"
_NATURES = {"nom": Trait.NOM, "adj": Trait.ADJECTIF, "ppas": Trait.ADJECTIF}
_NAMES = ("npr", "prn", "patr")
_KINDS = {
    "is:mas": Trait.MASCULIN,
    "is:fem": Trait.FEMININ,
    "is:epi": Trait.MASCULIN | Trait.FEMININ,
    "is:sg": Trait.SINGULIER,
    "is:pl": Trait.PLURIEL,
    "is:inv": Trait.SINGULIER | Trait.PLURIEL,
}
_SPECIES = ("commune-actuelle", "commune-deleguee", "commune-associee", "arrondissement-municipal")


class Rule(NamedTuple):
    """A suffix: what it takes off, what it adds, when, and what it says of the form."""

    strip: str
    add: str
    condition: re.Pattern[str]
    tags: tuple[str, ...]


def suffixes(lines: list[str]) -> dict[str, list[Rule]]:
    """The rules of each flag of two letters; prefixes that are not elisions stand in the list."""
    rules: dict[str, list[Rule]] = defaultdict(list)
    for line in lines:
        match line.split():
            case ["SFX", flag, strip, add, condition, *tags] if not condition.isdigit():
                added = add.partition("/")[0]
                rules[flag].append(
                    Rule(
                        "" if strip == "0" else strip,
                        "" if added == "0" else added,
                        re.compile(f"(?:{condition})$"),
                        tuple(tags),
                    )
                )
    return rules


def forms(entry: str, rules: dict[str, list[Rule]]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every form of an entry of the dictionary, with the tags of the entry and of its suffix."""
    head, *tags = entry.split()
    stem, _, flags = head.partition("/")
    pairs = [flags[rank : rank + 2] for rank in range(0, len(flags), 2)]
    if _FORBIDDEN in pairs:
        return
    if _NEEDS_AFFIX not in pairs:
        yield stem, tuple(tags)
    for flag in pairs:
        for rule in rules.get(flag, ()):
            if stem.endswith(rule.strip) and rule.condition.search(stem):
                base = stem[: len(stem) - len(rule.strip)]
                yield base + rule.add, (*tags, *rule.tags)


def traits(tags: tuple[str, ...]) -> Trait:
    """What the tags say, in one number."""
    natures = [tag[3:] for tag in tags if tag.startswith("po:")]
    # Of a verb, the tag of the form stands behind that of the entry.
    own = natures[1:] if natures and natures[0][:1] == "v" and len(natures) > 1 else natures
    found = Trait(0)
    for nature in own:
        if nature in _NATURES:
            found |= _NATURES[nature]
        elif nature in _NAMES:
            found |= Trait.PROPRE
        elif natures[0][:1] == "v":
            found |= Trait.VERBE
        else:
            found |= Trait.AUTRE
    for tag in tags:
        found |= _KINDS.get(tag, Trait(0))
    return found or Trait.AUTRE


def communes(path: Path) -> Iterator[tuple[str, Trait]]:
    """The names of communes, with the typographic apostrophe of the texts that are read."""
    for row in json.loads(path.read_text("utf-8")):
        if row["type"] in _SPECIES:
            yield row["nom"].replace("'", "’"), Trait.PROPRE | Trait.COMMUNE


def main(aff: str, dic: str, places: str = "") -> None:
    """Write the lexicon."""
    rules = suffixes(Path(aff).read_text("utf-8").splitlines())
    records = {
        (form.replace("'", "’"), traits(tags))
        for entry in Path(dic).read_text("utf-8").splitlines()[1:]
        for form, tags in forms(entry, rules)
    }
    if places:
        records.update(communes(Path(places)))
    trie = marisa_trie.RecordTrie(FORMAT, ((form, (int(kind),)) for form, kind in sorted(records)))
    trie.save(str(Path(__file__).parents[1] / "src/ppgp_docs/francais" / DATA))
    print(f"{len(trie)} formes")


if __name__ == "__main__":
    main(*sys.argv[1:])
