"""``ppgp explain``: what a code means, why it matters, how to mend it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.francais import Commande
from ppgp_docs.diagnostics import error, not_there

if TYPE_CHECKING:
    from ppgp_docs.codes import Page

JSON_VERSION: Final = 1
_WIDTH: Final = 88
_BEGINS: Final = re.compile(r"\s*(?:[-*]|\d+\.)\s+|#|\|")
"""What begins a line of its own: an item of a list, a title, a row of a table."""


@click.command(cls=Commande)
@click.argument("code", required=False, metavar="[CODE]")
@options.plugin_folders
@options.as_json
@click.pass_obj
def explain(
    workspace_dir: Path, code: str | None, plugin_folders: tuple[Path, ...], json_: bool
) -> None:
    """Explique un code : ce qui est vérifié, pourquoi, un exemple fautif et sa correction.

    Sans CODE, donne la liste de tous les codes.
    """
    from ppgp_docs.codes import codes, page

    if code and code.upper() in codes():
        pages = [page(code.upper())]
    else:
        more = _of_plugins(workspace_dir, plugin_folders, code)
        pages = more if code else [*map(page, codes()), *more]
    if json_:
        found = [{"code": each.code, "titre": each.title, "texte": each.text} for each in pages]
        click.echo(
            json.dumps({"version": JSON_VERSION, "codes": found}, ensure_ascii=False, indent=1)
        )
    else:
        click.echo("\n".join(_shown(pages[0]) if code else _listed(pages)))


def _of_plugins(
    workspace_dir: Path, plugin_folders: tuple[Path, ...], code: str | None
) -> list[Page]:
    """The pages that plugins bring, here or in the workspace; that of one code, if one is typed.

    Raises HandledError for a code that has none.
    """
    from ppgp_docs.cli.sessions import loaded_plugins, tell_plugins
    from ppgp_docs.codes import meant

    plugins = loaded_plugins(workspace_dir, plugin_folders, tells=True)
    pages = plugins.pages
    if code and code.upper() not in pages:
        fault = error("F022", f"le code `{code}` n’existe pas", None, meant(code.upper(), pages))
        raise not_there(plugins.diagnostics, fault)
    tell_plugins(plugins)
    return [pages[code.upper()]] if code else [*pages.values()]


def _listed(pages: list[Page]) -> Iterator[str]:
    """The codes under the step that speaks."""
    from ppgp_docs.codes import STEPS

    for step, kin in groupby(pages, key=lambda each: each.code[0]):
        yield click.style(f"{STEPS.get(step, 'Extensions')} ({step})", bold=True)
        yield from (f"  {click.style(each.code, fg='cyan')}  {each.title}" for each in kin)
        yield ""
    yield "`ppgp explain CODE` explique un code."


def _shown(page: Page) -> Iterator[str]:
    """A page on a terminal: titles in bold, examples set in."""
    yield click.style(f"{page.code} · {page.title}", bold=True)
    yield ""
    inside = False
    for line in joined(page.text.split("\n")):
        if line.startswith("```"):
            inside = not inside
            name = line.removeprefix("```").partition(" ")[2]
            if inside and name:
                yield f"  {click.style(f'# {name}', fg='blue')}"
        elif line.startswith("## "):
            yield click.style(line.removeprefix("## "), fg="cyan", bold=True)
        else:
            yield f"  {line}" if inside else wrapped(line)


def joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a page, those of a paragraph or of a list item as one: the screen cuts them."""
    inside, paragraph = False, ""
    for line in lines:
        fence = line.startswith("```")
        inside ^= fence
        if paragraph and (fence or not line or _BEGINS.match(line)):
            yield paragraph
            paragraph = ""
        if inside or fence or not line or line.startswith(("#", "|")):
            yield line
        else:
            paragraph = f"{paragraph} {line.strip()}" if paragraph else line
    if paragraph:
        yield paragraph


def wrapped(line: str) -> str:
    """A paragraph cut for the screen; what follows in a list item stands under its words."""
    item = _BEGINS.match(line)
    under = " " * len(item[0]) if item and not line.startswith("|") else ""
    return fill(line, _WIDTH, subsequent_indent=under, break_on_hyphens=False)
