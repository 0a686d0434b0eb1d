"""The help of every command is in one mood: a verb in the present says what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from ppgp_docs.cli.main import ppgp
from ppgp_docs.francais.lexique import Trait, traits

BEFORE_THE_VERB = re.compile(r"(?:Avec --\w+, )?(?:Ne |N’|L’)?")


def _helps(command: click.Command) -> Iterator[str]:
    """What is said of the options of a command, and of the commands that it holds."""
    yield from (each.help or "" for each in command.params if isinstance(each, click.Option))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            each = command.get_command(context, name)
            assert each is not None
            yield each.help or ""
            yield from _helps(each)


def test_every_help_begins_with_a_verb() -> None:
    """« Écrit dans ce répertoire », neither « Où écrire » nor « Temps laissé »."""
    told = [help for help in _helps(ppgp) if help]
    assert len(told) > 60
    verbs = [re.split(r"[\s’,]", BEFORE_THE_VERB.sub("", help, count=1))[0] for help in told]
    odd = [word for word in verbs if not any(t & Trait.VERBE for t in traits(word.lower()))]
    assert odd == []
