"""The lists of words that stand beside the modules of this folder.

Read by their paths: ``importlib.resources`` would bring ``tempfile`` to each command, for packages
in archives, and what is mapped in memory (``lexique``) must be a file.
"""

from pathlib import Path


def chemin(fichier: str) -> Path:
    """Where a file of this folder is."""
    return Path(__file__).with_name(fichier)


def contenu(fichier: str) -> str:
    """The text of a file of this folder."""
    return chemin(fichier).read_text("utf-8")


def lignes(fichier: str) -> list[str]:
    """Its lines, without remarks (``#``)."""
    return [ligne for ligne in contenu(fichier).splitlines() if not ligne.startswith("#")]
