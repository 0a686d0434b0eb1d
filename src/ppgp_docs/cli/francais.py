"""click in French: its own messages, and the two words that it does not let gettext translate.

click asks :mod:`gettext` for each of its sentences ("Usage:", "No such option …"). The catalogue
beside this package (``locale/fr``) answers, whatever the language of the user's session: the
people who read these messages work in French, their servers are often set to ``C``.
"""

from __future__ import annotations

import gettext
import os
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from typing import Any, Final

import click

from ppgp_docs.francais.espaces import espacer

ANSWER: Final = "ppgp_docs.answer"
"""The key of a context under which stands what a command answers when nothing else went wrong."""
_DOMAIN = "messages"
_QUOTED: Final = re.compile(r"'([^']*)'")
_CATALOGUES = Path(__file__).parents[1] / "locale"


def parler_francais() -> None:
    """Make click speak French in this process and in those that it starts.

    To be called before commands are declared: click asks for a few words (the name of a path
    type) at that moment, for all others when it prints.
    """
    gettext.bindtextdomain(_DOMAIN, str(_CATALOGUES))
    gettext.textdomain(_DOMAIN)
    # Python's gettext reads the wanted languages from the environment at every call, and from
    # nowhere else; LANGUAGE comes before LC_ALL and LANG, even when those say "C".
    os.environ["LANGUAGE"] = "fr"


def montrer(faute: click.ClickException) -> None:
    """Show a fault of the command line as our own messages are: `` `--only` ``, no full stop.

    click quotes with straight apostrophes, and ends a few of its sentences with a full stop.
    """
    if isinstance(faute, click.exceptions.NoArgsIsHelpError):
        faute.show()  # the help itself, which is no fault
        return
    message = espacer(_QUOTED.sub(r"`\1`", faute.format_message()).removesuffix("."))
    if isinstance(faute, click.UsageError):
        click.UsageError(message, faute.ctx).show()
    else:
        click.ClickException(message).show()


def demander(question: str) -> bool:
    """The answer to a question, by « o » or « n »: click's own confirmation takes « y » only."""
    answers = click.Choice(["o", "n"])
    asked = f"{question} (o = oui, n = non)"
    return bool(click.prompt(asked, type=answers, show_choices=False) == "o")


def entre(least: int, most: int | None = None) -> Callable[..., int | None]:
    """The callback of a whole number with bounds; click's own type says « 1<=x<=999 »."""
    wanted = f"de {least} à {most}" if most else f"d’au moins {least}"

    def check(ctx: click.Context, param: click.Parameter, value: int | None) -> int | None:
        if value is not None and not least <= value <= (most or value):
            message = f"'{value}' ne convient pas, il faut un nombre entier {wanted}"
            raise click.BadParameter(message, ctx, param)
        return value

    return check


class _Formateur(click.HelpFormatter):
    """Typesets each text before it is cut into lines: none then begins with « : » or « » »."""

    def write_text(self, text: str) -> None:
        super().write_text(espacer(text))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        super().write_dl([(name, espacer(told)) for name, told in rows], col_max, col_spacing)


class _Contexte(click.Context):
    formatter_class = _Formateur


def _take_workspace(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
    """``ctx.obj`` is the folder where a command looks for its workspace."""
    if value is not None or ctx.parent is None:
        ctx.obj = value or Path()


def _leave_plugins(_: click.Context, __: click.Parameter, value: bool) -> None:
    if value:
        os.environ["PPGP_NO_PLUGINS"] = "1"  # for the processes that make documents too


def _workspace(*, hidden: bool) -> click.Option:
    return click.Option(
        ["-C", "--workspace"],
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="RÉPERTOIRE",
        help="Prend cet espace de travail, qui contient `departments` (par défaut : ici ou "
        "au-dessus).",
        hidden=hidden,
        expose_value=False,
        callback=_take_workspace,
    )


def _no_plugins(*, hidden: bool) -> click.Option:
    return click.Option(
        ["--no-plugins"],
        is_flag=True,
        help="N’exécute aucune extension, hors celles livrées avec l’outil (ou "
        "`PPGP_NO_PLUGINS=1`).",
        hidden=hidden,
        expose_value=False,
        callback=_leave_plugins,
    )


class Commande(click.Command):
    """A command whose help is in French typesetting, no-break spaces kept."""

    context_class = _Contexte
    hides = True
    """Whether its help leaves out the options that every command takes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += (each(hidden=self.hides) for each in (_workspace, _no_plugins))

    def invoke(self, ctx: click.Context) -> Any:
        """A command that ends well answers what plugins that it started ask for."""
        done = super().invoke(ctx)
        if answer := ctx.meta.get(ANSWER):
            ctx.exit(answer)
        return done

    def get_help(self, ctx: click.Context) -> str:
        """The help page, set as French asks once click has laid it out."""
        return espacer(super().get_help(ctx))

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph of the help.

        click's own cuts it at every space, no-break ones included, and rejoins it with plain
        ones; ``limit`` is not needed, since the list of commands is wrapped anyway.
        """
        paragraph = (self.short_help or self.help or "").strip().partition("\n\n")[0]
        return " ".join(line.strip(" \t") for line in paragraph.splitlines())


class Groupe(Commande, click.Group):
    """A group of French commands, and of groups like itself."""

    command_class = Commande
    group_class = type

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What follows the command's name in the usage line."""
        return ["[OPTIONS]", "COMMANDE", "[ARGUMENTS]…"]


class GroupeTardif(Groupe):
    """A group that imports a command when it is named, and lists those that it does not import.
    It is the program itself: its help shows the options that each of them takes too.

    ``summaries`` are the commands by name, each with what the list says of it; the command stands
    in the module of its name.
    """

    hides = False

    def __init__(self, *args: Any, summaries: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order of the alphabet."""
        return sorted(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command; None for a name that no command has, once all are there to be suggested."""
        for name in (cmd_name,) if cmd_name in self.summaries else self.summaries:
            if name not in self.commands:
                attribute = f"{name}_" if iskeyword(name) else name
                module = import_module(f"ppgp_docs.cli.{attribute}")
                self.add_command(getattr(module, attribute))
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from the summaries."""
        with formatter.section(gettext.gettext("Commands")):
            formatter.write_dl([(name, self.summaries[name]) for name in self.list_commands(ctx)])
