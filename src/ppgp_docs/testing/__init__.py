"""For authors of plugins: a trial of the contract, fixtures for pytest, a dossier of every block.

Installed with the tool, pytest finds the fixtures by itself (:mod:`~ppgp_docs.testing.fixtures`)::

    from ppgp_docs.testing import assert_contract

    def test_the_format_holds_the_contract():
        assert_contract("carte")
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ppgp_docs.testing.contract import Verdict

__all__ = ["assert_contract"]

FOLDERS: list[Path] = []
"""Those that ``ppgp_plugins`` names in the configuration of pytest (``fixtures.py``)."""


def assert_contract(plugin: Any, seconds: int = 60) -> Verdict:
    """Fail with all that ``ppgp plugins check`` finds wrong with a plugin.

    ``plugin`` is its name, that of its distribution, a folder, one of its formats, or a format's
    id, of one that is installed or in a folder that ``ppgp_plugins`` names. Each answer may take
    ``seconds``. Raises AssertionError, and LookupError when there is no such plugin.
    """
    from ppgp_docs.testing.contract import try_plugin

    verdict = try_plugin(_named(plugin), seconds)
    told = [f"{each.span or ''} {each.code} {each.message}" for each in verdict.diagnostics]
    if verdict.failed:
        raise AssertionError("\n".join(("the contract is not held:", *told)))
    return verdict


def _named(plugin: Any) -> str | Path:
    """The name of the plugin that is meant where it is installed, or its folder."""
    if isinstance(plugin, Path):
        return plugin
    wanted: str = plugin if isinstance(plugin, str) else plugin.id
    from ppgp_docs.testing.contract import folder_named, is_installed

    if is_installed(wanted):
        return wanted
    if folder := folder_named(wanted, FOLDERS):
        return folder
    from ppgp_docs.plugin.loading import load_plugins
    from ppgp_docs.schema.files import shipped_schemas

    infos = load_plugins(shipped_schemas(), FOLDERS).infos
    info = next((info for info in infos if wanted in info.formats), None)
    if info is None:
        return wanted
    return Path(info.origin) if Path(info.origin) in FOLDERS else info.name
