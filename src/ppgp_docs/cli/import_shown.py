"""What a file that came back would change, as ``ppgp import`` prints it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ppgp_docs.cli.show import printable
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.cli.import_kept import KeptAside
    from ppgp_docs.diagnostics import Diagnostic
    from ppgp_docs.importing.file_comparison import FileComparison
    from ppgp_docs.importing.proposals import LeftOver, Proposal
    from ppgp_docs.importing.remark_places import PlacedComment
    from ppgp_docs.roundtrip.returned import Tracked
    from ppgp_docs.roundtrip.word.paragraphs import Revision


def show(found: FileComparison, comments: Sequence[PlacedComment], file: Path) -> None:
    comparison = found.comparison
    click.echo(f"{printable(file.name)} → {found.target.folder.name}")
    for warning in found.file.warnings:
        click.echo(espacer(f"⚠  {printable(warning)}"))
    if comparison.is_empty:
        click.echo("✓  rien n’y a changé")
    for rank, one in enumerate(comparison.proposals, start=1):
        click.echo(f"\n{rank}. {printable(one.place)} ({one.kind.value})")
        for line in lines_of(one):
            click.echo(f"   {line}")
    list_texts("Commentaires", map(commented, comments))
    list_texts("Sans place dans le dossier", [quoted(one) for one in comparison.left_over])


def lines_of(one: Proposal, *, whole: bool = False) -> Iterable[str]:
    """What a proposal is about, in lines; of long texts, unless the ``whole`` is asked for, what
    differs and the words around."""
    from ppgp_docs.importing.excerpts import excerpts

    texts = (one.sent, one.back, one.now)
    sent, back, now = texts if whole else excerpts(*texts)
    is_move = one.kind.name == "MOVED"
    if sent:
        yield f"envoyé  «\u00a0{printable(sent)}\u00a0»"
    if is_move:
        yield f"revenu  {printable(back)}"
    else:
        yield f"revenu  «\u00a0{printable(back)}\u00a0»" if back else "revenu  (plus rien)"
    if one.now and one.now != one.sent and not is_move:
        yield f"dossier «\u00a0{printable(now)}\u00a0»"
    for said in dict.fromkeys(map(who, one.revisions)):
        yield f"suivi des modifications\u00a0: {printable(said)}"
    if one.why:
        yield printable(one.why)


def list_texts(title: str, items: Iterable[str]) -> None:
    """A list under its title; nothing where it is empty."""
    said = list(items)
    if said:
        click.echo(f"\n{title}\u00a0:")
    for one in said:
        click.echo(f"- {printable(one)}")


def quoted(one: LeftOver) -> str:
    who = f"{one.author}\u00a0: " if one.author else ""
    near = f" ({one.near})" if one.near else ""
    return f"{who}«\u00a0{one.text}\u00a0»{near}"


def commented(one: PlacedComment) -> str:
    """A comment with the place that it is about: file and line, as the dossier is now."""
    comment = one.comment
    told = ", ".join(filter(None, (who(comment), comment.about)))
    said = f"{told}\u00a0: «\u00a0{comment.text}\u00a0»"
    if one.file is None:
        return said + (f" ({comment.near})" if comment.near else "")
    return f"{said} → {one.place} ({one.file.name}, ligne {one.line})"


def fault_told(one: Diagnostic) -> str:
    """A fault of the dossier in a line: file, line, sentence."""
    where = f"{one.span.file.name}, ligne {one.span.line}\u00a0: " if one.span else ""
    return f"{where}{one.message} ({one.code})"


def fault_of(one: Diagnostic) -> dict[str, Any]:
    """The same as data."""
    return {
        "code": one.code,
        "message": one.message,
        "fichier": one.span.file.name if one.span else "",
        "ligne": one.span.line if one.span else None,
    }


def conclude(written: Sequence[Path], taken: int, kept: KeptAside | None) -> None:
    from ppgp_docs.francais.accords import compter, enumerer

    if written:
        names = ", ".join(f"`{path.name}`" for path in written)
        click.echo(f"\n✓  {compter(taken, 'changement')} dans {names}")
    if kept and kept.text:
        click.echo(f"   le reste est gardé dans `{kept.text.name}`")
    if kept and (files := kept.files):
        which = "l’image est gardée" if len(files) == 1 else "les images sont gardées"
        click.echo(f"   {which} dans {enumerer(f'`{name}`' for name in files)}")
    for why in kept.lost if kept else ():
        click.echo(espacer(f"⚠  une image n’a pas pu être gardée : {why}"))


def who(one: Tracked | Revision | LeftOver) -> str:
    when = f", {one.date[8:10]}/{one.date[5:7]}/{one.date[:4]}" if one.date else ""
    return f"{one.author or 'auteur inconnu'}{when}"


def as_data(found: FileComparison, comments: Sequence[PlacedComment], file: Path) -> dict[str, Any]:
    comparison = found.comparison
    return {
        "version": 1,
        "fichier": file.name,
        "dossier": found.target.folder.name,
        "document": found.target.document,
        "avertissements": list(found.file.warnings),
        "propositions": [_proposal(one) for one in comparison.proposals],
        "sans_place": [_left_over(one) for one in comparison.left_over],
        "remarques": [_comment(one) for one in comments],
    }


def _proposal(one: Proposal) -> dict[str, Any]:
    return {
        "genre": one.kind.value,
        "place": one.place,
        "adresse": one.address,
        "envoye": one.sent,
        "revenu": one.back,
        "dossier": one.now,
        "sur": one.is_sure,
        "raison": one.why,
        "revisions": [{"auteur": each.author, "date": each.date} for each in one.revisions],
        "suivi": [
            {
                "auteur": each.author,
                "date": each.date,
                "retire": each.removed,
                "ajoute": each.added,
            }
            for each in one.tracked
        ],
    }


def _left_over(one: LeftOver) -> dict[str, str]:
    return {"texte": one.text, "pres_de": one.near, "auteur": one.author, "date": one.date}


def _comment(one: PlacedComment) -> dict[str, Any]:
    where = {"place": one.place, "adresse": one.comment.address}
    file = {"ou": one.file.name if one.file else "", "ligne": one.line or None}
    return {**_left_over(one.comment), "precision": one.comment.about, **where, **file}
