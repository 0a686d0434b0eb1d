"""What the checks find, beside the field that they speak of, in words that name no key.

The sentences are those of the checks; a key between backticks gives way to what its field is
called, and hints that only serve who types YAML are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.francais.espaces import espacer
from ppgp_docs.load.tree import PathInTree
from ppgp_docs.model.address import Addresses
from ppgp_docs.schema.places import Labels
from ppgp_docs.schema.schemas import Schemas
from ppgp_docs.studio.form_fields import Finding
from ppgp_docs.studio.plain_words import PlainWords
from ppgp_docs.studio.pointer import value_at

Findings = Mapping[PathInTree, tuple[Finding, ...]]

_YAML_ONLY: Final = re.compile(
    r"^(?:ajoutez une ligne|écrivez-le après les deux-points|ajoutez au-dessous"
    r"|remplissez les lignes en retrait|commencez cette ligne par un tiret"
    r"|si les deux-points coupent|clés possibles|choisissez un type|commencez-le par"
    r"|.*`(?:--|ppgp |templates/))"
)


class Plain:
    """Sentences of the checks in words of the forms."""

    def __init__(self, schemas: Schemas) -> None:
        self._labels, self._words = Labels(schemas), PlainWords(schemas)

    def finding(self, diagnostic: Diagnostic, root: Any = None) -> Finding:
        """A finding as the studio tells it; ``root`` is the tree of its file, where it is known."""
        text = self._told(diagnostic.message, root)
        hints = tuple(self._told(h, root) for h in diagnostic.hints if not _YAML_ONLY.match(h))
        grave = diagnostic.severity is Severity.ERROR
        end = "" if text.endswith(("?", "!", "…")) else "."
        return Finding(f"{text[:1].upper()}{text[1:]}{end}", hints, grave, diagnostic.code)

    def sentence(self, said: str) -> str:
        """What is said of no field in particular, in words of the forms."""
        return self._told(said, None)

    def _told(self, sentence: str, root: Any) -> str:
        sentence = re.sub(r"^la clé `", "le champ `", sentence)
        return espacer(self._labels.told(self._words.told(sentence, root)))

    def place(self, schema: str, path: PathInTree, root: Any) -> str:
        """A place as people name it: « Contexte › bloc 2 › Titre »."""
        while path and value_at(root, path) is None:
            path = path[:-1]
        return " › ".join(self._labels.place(schema, path, root)) or "Le fichier entier"


def by_file(diagnostics: Iterable[Diagnostic]) -> dict[Path, list[Diagnostic]]:
    """The findings of each file, those that ask for something; those without a place left out."""
    found: defaultdict[Path, list[Diagnostic]] = defaultdict(list)
    for each in diagnostics:
        if each.span and each.severity > Severity.INFO:
            found[each.span.file].append(each)
    return dict(found)


def placed(diagnostics: Iterable[Diagnostic], tree: Any, plain: Plain) -> Findings:
    """The findings of one file by the path of what they speak of; ``tree`` is that of the file."""
    addresses = Addresses("", tree)
    found: defaultdict[PathInTree, list[Finding]] = defaultdict(list)
    for each in diagnostics:
        found[addresses.of(each)].append(plain.finding(each, tree))
    return {path: tuple(dict.fromkeys(each)) for path, each in found.items()}
