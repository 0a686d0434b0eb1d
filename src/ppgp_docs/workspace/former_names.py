"""Former names of a dossier's folder: what is kept beside dossiers, by name, follows a renaming."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ppgp_docs.francais.territoires import Departement
from ppgp_docs.workspace.files import original
from ppgp_docs.workspace.folder import DossierFolder, dossier_folders, territory_named


def former_names(
    folder: DossierFolder,
    kept: Iterable[str],
    *,
    widely: bool = False,
    stated: Callable[[str], Departement | None] = lambda _: None,
) -> tuple[str, ...]:
    """The names, among those under which something is ``kept``, that this folder has borne.

    No folder bears them any more, and they designate its territory, or what is kept under them does
    (``stated``); where several dossiers are of it, they go with none, but copies claim nothing from
    their original. ``widely``: all that may have been its own, whatever other dossiers there are,
    and names that designate no territory: what an erasure has to reach.
    """
    others = dossier_folders(folder.path.parent)
    gone = sorted(set(kept) - {each.name for each in others})
    if not gone:
        return ()
    mine = folder.territory
    if widely:
        return tuple(name for name in gone if territory_named(name) in (mine, None))
    if mine is None or not _is_heir(folder, others):
        return ()
    return tuple(name for name in gone if (territory_named(name) or stated(name)) == mine)


def _is_heir(folder: DossierFolder, others: Iterable[DossierFolder]) -> bool:
    claiming = [each for each in others if each.territory == folder.territory]
    found = [each for each in claiming if each.dossier.is_file()]
    originals = [each.name for each in found if not original(each.name)]
    return (originals or [each.name for each in found]) == [folder.name]
