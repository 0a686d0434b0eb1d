"""``ppgp import NOTES --new CODE``: free notes become the draft of a dossier."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ppgp_docs.cli.new import root_of, territory_of
from ppgp_docs.cli.show import printable
from ppgp_docs.diagnostics import ExitCode, HandledError, Span, error
from ppgp_docs.system_errors import reason

if TYPE_CHECKING:
    from ppgp_docs.importing.prose.drafting import DraftOfNotes
    from ppgp_docs.workspace.folder import DossierFolder


def new_dossier(workspace_dir: Path, file: Path, code: str, *, as_json: bool) -> None:
    """Make the dossier and tell what became of the notes."""
    from ppgp_docs.importing.prose.drafting import draft_of
    from ppgp_docs.importing.prose.saving import save_draft
    from ppgp_docs.roundtrip.archive import UnreadableFileError
    from ppgp_docs.roundtrip.file_state import content_of
    from ppgp_docs.workspace.find import DEPARTMENTS
    from ppgp_docs.workspace.folder import folder_of

    territory = territory_of(code)
    folder = folder_of(root_of(workspace_dir) / DEPARTMENTS, territory)
    try:
        draft = draft_of(file.name, content_of(file), territory, partial(_beside, file.parent))
        save_draft(draft, folder)
    except UnreadableFileError as problem:
        raise _refused(file, str(problem)) from problem
    except FileExistsError as problem:
        raise _in_place(Path(problem.args[0])) from problem
    except OSError as problem:
        raise _refused(file, reason(problem)) from problem
    if as_json:
        click.echo(json.dumps(_as_data(draft, file, folder), ensure_ascii=False, indent=1))
    else:
        _tell(draft, file, folder, territory.code)
    if draft.unread:
        sys.exit(ExitCode.TO_MEND)


def _beside(folder: Path, name: str) -> bytes:
    """A picture that notes name, in their folder or below it; nothing where it cannot be read."""
    from urllib.parse import unquote

    from ppgp_docs.roundtrip.archive import MOST_BYTES
    from ppgp_docs.system_errors import real_path
    from ppgp_docs.workspace.reader import read_bytes

    place = folder / unquote(name)
    try:
        is_near = real_path(place).is_relative_to(real_path(folder))
        return read_bytes(place, most=MOST_BYTES) if is_near else b""
    except (OSError, ValueError):
        return b""


def _refused(file: Path, why: str) -> HandledError:
    told = f"`{file.name}` ne peut pas devenir un dossier : {why}"
    return HandledError(error("W009", told, None, "rien n’a été écrit"), exit_code=ExitCode.USAGE)


def _in_place(file: Path) -> HandledError:
    told = f"`{file.name}` existe déjà : il n’est pas touché, et rien n’a été écrit"
    hint = "déplacez-le, ou faites le brouillon dans un autre espace de travail (`ppgp -C`)"
    return HandledError(error("W004", told, Span(file), hint), exit_code=ExitCode.USAGE)


def _tell(draft: DraftOfNotes, file: Path, folder: DossierFolder, code: str) -> None:
    from ppgp_docs.francais.accords import compter
    from ppgp_docs.francais.espaces import espacer
    from ppgp_docs.importing.prose.drafting import ORIGINS

    count = compter(len(draft.origins), "paragraphe")
    click.echo(espacer(f"{printable(file.name)} : {count} → {folder.name}"))
    for name in draft.files:
        click.echo(f"✓  {folder.name}/{name}")
    if aside := draft.set_aside:
        click.echo(espacer(f"\n{compter(aside, 'paragraphe')} à classer : sous `a_classer`"))
    found = compter(len(draft.figures), "chiffre"), compter(len(draft.dates), "date")
    click.echo(f"\n{found[0]} et {found[1]} proposés, en commentaire au début de `dossier.yaml`")
    click.echo(f"`{ORIGINS}` dit d’où vient chaque phrase")
    for one in draft.unread:
        click.echo(f"⚠  non repris\u00a0: {printable(one)}")
    click.echo(f"\nVoyez ce qui reste à faire\u00a0: ppgp check {code}")
    click.echo(f"et le brouillon\u00a0: ppgp build {code} --draft")


def _as_data(draft: DraftOfNotes, file: Path, folder: DossierFolder) -> dict[str, Any]:
    return {
        "version": 1,
        "fichier": file.name,
        "dossier": folder.name,
        "fichiers": list(draft.files),
        "origines": [
            {"paragraphe": o.rank, "texte": o.text, "adresses": list(o.addresses), "raison": o.why}
            for o in draft.origins
        ],
        "chiffres": [
            {"nom": f.name, "valeur": f.number, "unite": f.unit, "libelle": f.label,
             "paragraphe": f.rank, "phrase": f.sentence}
            for f in draft.figures
        ],
        "dates": [
            {"date": d.date, "paragraphe": d.rank, "phrase": d.sentence} for d in draft.dates
        ],
        "non_repris": list(draft.unread),
    }  # fmt: skip
