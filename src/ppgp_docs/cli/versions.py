"""``ppgp versions``: keep a state of a dossier, list those kept, compare two, bring one back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ppgp_docs.cli import options
from ppgp_docs.cli.differences import tell
from ppgp_docs.cli.francais import Commande, demander
from ppgp_docs.cli.show import printable
from ppgp_docs.diagnostics import ExitCode, HandledError, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.publication.revival import Revived
    from ppgp_docs.versions.store import KeptVersion, Version, Versions
    from ppgp_docs.versions.versioned_files import Files
    from ppgp_docs.workspace.find import Workspace
    from ppgp_docs.workspace.folder import DossierFolder

NOW: Final = "actuel"
"""How the state on the disk is called among versions."""


@click.command(cls=Commande)
@click.argument("cible", metavar="CIBLE")
@click.option("--name", metavar="NOM", help="Garde l’état actuel sous ce nom.")
@click.option(
    "--compare",
    nargs=2,
    metavar="A B",
    help="Dit ce qui change d’une version à l’autre ; `actuel` est l’état sur le disque.",
)
@click.option(
    "--restore",
    type=int,
    metavar="N",
    help="Dit ce qui changera, demande, et remet la version N en place ; l’état actuel est d’abord "
    "gardé.",
)
@click.option(
    "--forget",
    metavar="NOM",
    help="Efface de tout ce qui est gardé une personne qui a retiré son accord.",
)
@click.option("--yes", is_flag=True, help="Ne demande rien avant --restore ou --forget.")
@options.as_json
@click.pass_obj
def versions(
    workspace_dir: Path,
    cible: str,
    name: str | None,
    compare: tuple[str, str] | None,
    restore: int | None,
    forget: str | None,
    yes: bool,
    json_: bool,
) -> None:
    """Garde, compare ou remet en place des états d’un dossier, textes et images.

    CIBLE est un code (01), un répertoire ou un fichier. Sans option, liste ce qui est gardé.
    """
    from ppgp_docs.versions.store import Versions, VersionsError
    from ppgp_docs.workspace.find import find_workspace, select

    if sum(asked is not None for asked in (name, compare, restore, forget)) > 1:
        raise click.UsageError("choisissez entre --name, --compare, --restore et --forget")
    workspace = find_workspace(workspace_dir)
    folders = select(workspace, (cible,))
    kept = [(folder, Versions(workspace.root, folder)) for folder in folders]
    try:
        for folder, store in kept:
            if name is not None:
                _keep(store, name)
            elif compare:
                _compare(workspace, folder, store, compare, json_)
            elif forget is not None:
                _forget(workspace, folder, forget, yes=yes)
            elif restore is not None:
                _restore(workspace, folder, store, restore, yes=yes)
            else:
                _list(folder, store, json_)
    except VersionsError as problem:
        told = error("W008", str(problem), None, _REMEDY)
        raise HandledError(told, exit_code=ExitCode.MACHINE) from problem


def _forget(workspace: Workspace, folder: DossierFolder, said: str, *, yes: bool) -> None:
    """Erase someone from what is kept beside a dossier, once it is confirmed."""
    from ppgp_docs.edit.nodes import NotEditableError
    from ppgp_docs.francais.accords import compter
    from ppgp_docs.studio.forgetting import documents_left, forget, known_person

    try:
        person = known_person(folder, said)
        if not person.name:
            raise click.UsageError(
                f"`{said}` n’a pas de nom dans le dossier : tapez le nom à effacer"
            )
        if not person.may_be_erased:
            told = f"l’accord de {printable(person.name)} n’est pas retiré dans {folder.name}"
            hint = "notez d’abord la date de son retrait dans le dossier (`retrait`)"
            raise HandledError(error("W008", told, None, hint), exit_code=ExitCode.USAGE)
        asked = (
            f"Effacer {printable(person.name)} des versions de {folder.name}, sans retour\u202f?"
        )
        if not (yes or _agrees(asked)):
            return
        done = forget(workspace.root, folder, person)
    except (NotEditableError, OSError) as problem:
        fault = error("W008", f"rien ne peut être effacé : {reason(problem)}", None)
        raise HandledError(fault, exit_code=ExitCode.MACHINE) from problem
    click.echo(f"✓  {folder.name}\u00a0: {compter(done.versions, 'version')} sans ce nom")
    if done.picture:
        click.echo(f"✓  {done.picture} effacé")
    if left := documents_left(workspace, folder):
        click.echo("Ces documents ont été faits avant, et peuvent porter encore ce nom\u00a0:")
        for each in left:
            click.echo(f"   {printable(each)}")
        click.echo("Refaites-les, effacez les autres, et prévenez ceux qui les ont reçus.")


def _agrees(question: str) -> bool:
    """The answer of a person; one that nobody is there to give is a fault of use."""
    try:
        return demander(question)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        told = "personne n’a répondu, rien n’a changé : répondez dans un terminal, ou ajoutez --yes"
        raise click.UsageError(told) from None


_REMEDY: Final = (
    "fermez ce qui s’en sert et recommencez ; s’il est abîmé, renommez `.ppgp/versions` :"
    " le dossier lui-même n’est pas touché"
)


_COME_BACK: Final = "Ces personnes ont-elles de nouveau donné leur accord\u202f?"

_UNWRITTEN: Final = "la version n’a pas pu être remise en place entièrement"
_HOW_TO_WRITE: Final = (
    "fermez les programmes où ses fichiers sont ouverts, puis recommencez :"
    " l’état d’avant est gardé, c’est la dernière version"
)


def _keep(store: Versions, name: str) -> None:
    if not name.strip():
        raise click.UsageError('donnez un nom à la version, par exemple --name "Envoyée à l’ARS"')
    kept = store.keep(name)
    _left_out(kept)
    word = "gardée" if kept.is_new else "déjà gardée"
    click.echo(f"✓  version {kept.version.number} {word}\u00a0: {printable(kept.version.name)}")


def _left_out(kept: KeptVersion) -> None:
    for name in kept.left_out:
        click.echo(
            f"⚠  `{printable(name)}` n’est pas gardé\u00a0: lien, ou fichier trop gros", err=True
        )


def _list(folder: DossierFolder, store: Versions, json_: bool) -> None:
    found = store.all()
    if json_:
        listed = [
            {"numero": each.number, "nom": each.name, "date": each.date.isoformat()}
            for each in found
        ]
        content = {"version": 1, "dossier": folder.name, "versions": listed}
        click.echo(json.dumps(content, ensure_ascii=False, indent=1))
        return
    click.echo(folder.name)
    if not found:
        click.echo(f'  aucune version gardée\u00a0: ppgp versions {folder.name} --name "NOM"')
    for each in reversed(found):
        click.echo(f"  {_row(each)}")


def _row(version: Version) -> str:
    date = version.date.astimezone()
    name = printable(version.name) or "(automatique)"
    return f"{version.number:>3}  {date:%d/%m/%Y}, {date:%H h %M}  {name}"


def _restore(
    workspace: Workspace, folder: DossierFolder, store: Versions, number: int, *, yes: bool
) -> None:
    from ppgp_docs.publication.revival import revived, without_revived
    from ppgp_docs.versions.restore import restore, restoring
    from ppgp_docs.versions.store import UnknownVersionError
    from ppgp_docs.versions.versioned_files import versioned_files

    try:
        plan = restoring(store, folder, number)
    except UnknownVersionError as problem:
        raise _unknown(str(number), folder, store) from problem
    if plan.is_in_place:
        click.echo(f"✓  la version {number} est déjà en place")
        return
    _compare(workspace, folder, store, (NOW, str(number)), json_=False)
    for name in plan.removed:
        click.echo(f"   {printable(name)}\u00a0: sera retiré, cette version ne l’a pas")
    returning = revived(versioned_files(folder)[0], plan.files)
    _returning(returning)
    if not (yes or _agrees(f"Remettre la version {number} de {folder.name} en place\u202f?")):
        click.echo("rien n’a changé")
        return
    whole = bool(returning) and not yes and _agrees(_COME_BACK)
    try:
        done = restore(store, folder, number, *(() if whole else (without_revived,)))
    except OSError as problem:
        told = error("W008", f"{_UNWRITTEN} : {reason(problem)}", None, _HOW_TO_WRITE)
        raise HandledError(told, exit_code=ExitCode.MACHINE) from problem
    _left_out(done.before)
    for name in (*done.written, *done.removed):
        click.echo(f"   {'retiré  ' if name in done.removed else 'remis   '} {printable(name)}")
    click.echo(
        f"✓  version {number} remise en place\u202f; l’état d’avant est gardé, c’est la version "
        f"{done.before.version.number}\u00a0: --restore {done.before.version.number} y revient"
    )


def _returning(found: tuple[Revived, ...]) -> None:
    """Whom a version would bring back, by name."""
    if found:
        click.echo("⚠  des accords ont été retirés depuis, ou des noms effacés\u00a0:")
    for one in found:
        told = (
            f"son accord, retiré le {_day(one.withdrawn)}, tient encore dans cette version"
            if one.withdrawn
            else "ce nom n’est plus dans le dossier, et il est dans cette version"
        )
        click.echo(f"   {printable(one.name)}\u00a0: {told}")
    if found:
        click.echo("   Sans autre réponse, ils restent retirés, et ces noms effacés.")


def _day(typed: str) -> str:
    from ppgp_docs.francais.dates import lire_date

    try:
        return lire_date(typed).en_francais()
    except ValueError:
        return printable(typed)


def _compare(
    workspace: Workspace,
    folder: DossierFolder,
    store: Versions,
    asked: tuple[str, str],
    json_: bool,
) -> None:
    from ppgp_docs.compare.dossiers import compared
    from ppgp_docs.schema.files import shipped_schemas

    before, after = (_files(name, folder, store) for name in asked)
    found = compared(shipped_schemas(workspace.root / "schemas"), before, after)
    tell(found, json_)


def _files(name: str, folder: DossierFolder, store: Versions) -> Files:
    from ppgp_docs.versions.store import UnknownVersionError
    from ppgp_docs.versions.versioned_files import versioned_files

    if name == NOW:
        return versioned_files(folder)[0]
    try:
        return store.files(int(name))
    except (ValueError, UnknownVersionError) as problem:
        raise _unknown(name, folder, store) from problem


def _unknown(name: str, folder: DossierFolder, store: Versions) -> HandledError:
    count = len(store.all())
    numbers = f"donnez un numéro de 1 à {count}, ou `{NOW}`" if count else "aucune n’est gardée"
    told = error("F032", f"`{name}` n’est pas une version de `{folder.name}`", None, numbers)
    return HandledError(told, exit_code=ExitCode.USAGE)
