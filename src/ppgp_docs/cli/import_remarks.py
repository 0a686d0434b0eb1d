"""``ppgp import FILE.pdf``: the remarks of a PDF, listed; nothing is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ppgp_docs.cli.show import MOST_SHOWN, printable
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.importing.pdf_remarks import PlacedRemark


def list_remarks(
    workspace_dir: Path, file: Path, plugin_folders: Sequence[Path], *, as_json: bool
) -> None:
    """Tell each remark with its author, its date and the place that it is about."""
    from ppgp_docs.cli.sessions import start
    from ppgp_docs.importing.pdf_remarks import placed_remarks, told_of
    from ppgp_docs.roundtrip.archive import UnreadableFileError
    from ppgp_docs.roundtrip.file_state import content_of
    from ppgp_docs.workspace.find import find_workspace

    workspace = find_workspace(workspace_dir)
    session = start(workspace, plugin_folders)
    try:
        data = content_of(file)
        found = placed_remarks(data, session, workspace)
        told = [*filter(None, (told_of(data), _cut(found)))]
    except (UnreadableFileError, OSError) as problem:
        why = reason(problem) if isinstance(problem, OSError) else str(problem)
        fault = f"les commentaires de `{file.name}` ne se lisent pas : {why}"
        raise HandledError(error("W009", fault, None), exit_code=ExitCode.USAGE) from problem
    if as_json:
        click.echo(json.dumps(_as_data(found, told, file), ensure_ascii=False, indent=1))
    else:
        _show(found, told, file)
    if found or told:
        sys.exit(ExitCode.TO_MEND)


def _cut(found: Sequence[PlacedRemark]) -> str:
    """A sentence on the remarks that were not read."""
    from ppgp_docs.francais.nombres import entier
    from ppgp_docs.roundtrip.pdf_remarks import MOST

    many = found and found[-1].remark.number >= MOST
    return f"seuls les {entier(MOST)} premiers commentaires sont lus" if many else ""


def _show(found: Sequence[PlacedRemark], told: Sequence[str], file: Path) -> None:
    from ppgp_docs.francais.accords import compter
    from ppgp_docs.francais.espaces import espacer

    for each in told:
        click.echo(espacer(f"⚠  {printable(file.name)} : {each}"))
    if not found:
        click.echo(f"{'–' if told else '✓'}  {printable(file.name)}\u00a0: aucun commentaire")
        return
    click.echo(f"{printable(file.name)}\u00a0: {compter(len(found), 'commentaire')}")
    for one in found[:MOST_SHOWN]:
        click.echo("\n".join(("", *_lines(one))))
    if (others := len(found) - MOST_SHOWN) > 0:
        click.echo(f"\n… et {compter(others, 'autre', 'commentaire')} (`--json` les donne tous)")


def _lines(each: PlacedRemark) -> list[str]:
    one = each.remark
    day = "/".join(reversed(one.date.split("-")))
    who = ", ".join(filter(None, (one.author or "auteur inconnu", day)))
    answer = f", en réponse au n°\u00a0{one.reply_to}" if one.reply_to else ""
    lines = [f"{one.number}. page {one.page}, {one.kind}{answer} ({printable(who)})"]
    if one.text:
        lines.append(f"   «\u00a0{printable(one.text)}\u00a0»")
    if one.on and not one.reply_to:
        lines.append(f"   sur «\u00a0{printable(one.on)}\u00a0»")
    if each.file:
        lines.append(f"   → {printable(each.place)} ({each.file.name}, ligne {each.line})")
    elif each.place:
        lines.append(f"   → {printable(each.place)}")
    return lines


def _as_data(found: Sequence[PlacedRemark], told: Sequence[str], file: Path) -> dict[str, Any]:
    return {
        "version": 1,
        "fichier": file.name,
        "avertissements": [*told],
        "remarques": [
            {
                "numero": each.remark.number,
                "page": each.remark.page,
                "genre": each.remark.kind,
                "auteur": each.remark.author,
                "date": each.remark.date,
                "texte": each.remark.text,
                "sur": each.remark.on,
                "reponse_a": each.remark.reply_to or None,
                "place": each.place,
                "adresse": each.address,
                "fichier": each.file.name if each.file else None,
                "ligne": each.line or None,
            }
            for each in found
        ],
    }
