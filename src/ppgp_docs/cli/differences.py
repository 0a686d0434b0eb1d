"""Differences between two states of a dossier, as `versions` and `diff` print them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

import click

from ppgp_docs.cli.show import printable

if TYPE_CHECKING:
    from ppgp_docs.compare.dossiers import FileDifferences


Apart: TypeAlias = Mapping[str, tuple[str, ...]]
"""By the name of a document, what it says that has no place in a dossier, in French."""


def tell(found: Iterable[FileDifferences], as_json: bool, apart: Apart | None = None) -> None:
    """Print what changed, file by file, for people or for programs."""
    if as_json:
        told = _as_data(found) | ({"sans_place": dict(apart)} if apart else {})
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    _show(tuple(found))
    for name, lines in (apart or {}).items():
        click.echo(f"\nSans place dans le dossier, dans `{printable(name)}`\u00a0:")
        for line in lines:
            click.echo(f"- {printable(line)}")


def _show(found: tuple[FileDifferences, ...]) -> None:
    from ppgp_docs.compare.difference_words import difference_line

    for file in found:
        click.echo(
            click.style(file.name, bold=True) + (f"\u00a0: {file.note}" if file.note else "")
        )
        for each in file.found:
            click.echo(f"  {printable(difference_line(each))}")
    if not found:
        click.echo("aucune différence")


def _as_data(found: Iterable[FileDifferences]) -> dict[str, object]:
    return {
        "version": 1,
        "fichiers": [
            {
                "fichier": file.name,
                "note": file.note,
                "differences": [
                    {
                        "ou": list(each.place),
                        "nature": each.kind.value,
                        "avant": each.before,
                        "apres": each.after,
                    }
                    for each in file.found
                ],
            }
            for file in found
        ],
    }
