"""What people read beside the tool: the guides, the README and the pages that they lead to."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click import Command, Context, Group

from ppgp_docs.cli.main import ppgp

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page
    for folder in (".", "docs", "docs/codes", "schemas", "benchmarks", "templates/diaporama")
    for page in (ROOT / folder).glob("*.md")
)
FRENCH = [
    ROOT / "docs" / f"{name}.md"
    for name in ("guide", "installer", "lecteurs", "modifier-le-modele-word", "themes")
] + [ROOT / "templates" / "diaporama" / "README.md"]
BREAKS = re.compile(
    r"« | »| [:;!?](?=[\s)»]|$)|\w[;!?](?=\s|$)|\w'\w|\.\.\."
    r"|\d \d{3}\b|\d (?:[%€]|(?:Mo|ko|mm)\b)|n° \d"
)


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    """Without its blocks of code, whose lines keep their number."""
    return re.sub(
        r"^[ \t]*```.*?^[ \t]*```$",
        lambda block: "\n" * block[0].count("\n"),
        page.read_text("utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )


@pytest.mark.parametrize("page", FRENCH, ids=name)
def test_no_line_of_a_guide_begins_with_a_sign_or_half_a_number(page: Path) -> None:
    plain = re.sub(r"`[^`\n]*`|\]\([^)]*\)", "`C`", text_of(page))
    found = [
        f"{number}: {line[max(0, at.start() - 20) : at.end() + 20]}"
        for number, line in enumerate(plain.splitlines(), 1)
        for at in BREAKS.finditer(line)
    ]
    assert found == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_a_page_leads_to_what_is_there(page: Path) -> None:
    lost = []
    for link in re.findall(r"(?<!\\)\]\(([^)\s…]+)\)", re.sub(r"`[^`\n]*`", "", text_of(page))):
        place, _, anchor = link.partition("#")
        target = page.parent / place if place else page
        if link.startswith(("http", "mailto:")):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def anchors(page: Path) -> set[str]:
    """The names that a forge gives to titles."""
    titles = re.findall(r"^#+ (.+)$", text_of(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def commands(page: Path) -> list[str]:
    """What a page shows to type: between backquotes, or at the start of a line of a block."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    typed = [line for block in blocks for line in block.splitlines() if line.startswith("ppgp ")]
    inline = [" ".join(each.split()) for each in re.findall(r"`(ppgp [^`]+)`", text_of(page))]
    return typed + inline


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_each_command_and_option_that_a_page_names_exists(page: Path) -> None:
    assert [line for line in commands(page) if unknown(line)] == []


def unknown(line: str) -> list[str]:
    """The words of a line to type that no command of ours knows."""
    words = shlex.split(re.sub(r"[\[\]…|]", " ", line.replace("’", "")), comments=True)[1:]
    command: Command = ppgp
    known = options_of(command)
    lost = []
    for word in words:
        under = command.get_command(Context(command), word) if isinstance(command, Group) else None
        if under is not None:
            command = under
            known |= options_of(command)
        elif (command is ppgp and re.fullmatch(r"[a-z]{3,}", word)) or (
            word.startswith("--") and word not in known
        ):
            lost.append(word)
    return lost


def options_of(command: Command) -> set[str]:
    return {each for one in command.params for each in (*one.opts, *one.secondary_opts)} | {
        "--help"
    }
