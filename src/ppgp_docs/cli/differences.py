"""Differences between two states of a dossier, as `versions` and `diff` print them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ppgp_docs.cli.show import printable

if TYPE_CHECKING:
    from ppgp_docs.compare.dossiers import FileDifferences


def tell(found: Iterable[FileDifferences], as_json: bool) -> None:
    """Print what changed, file by file, for people or for programs."""
    if as_json:
        click.echo(json.dumps(_as_data(found), ensure_ascii=False, indent=1))
    else:
        _show(tuple(found))


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
