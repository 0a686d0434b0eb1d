"""The pictures of a dossier, as the studio shows them."""

from __future__ import annotations

from typing import Final

from ppgp_docs.assets.picture import Picture
from ppgp_docs.assets.prepare import locate, prepare
from ppgp_docs.assets.stored import IMAGES
from ppgp_docs.workspace.files import entries
from ppgp_docs.workspace.folder import DossierFolder

_THUMBNAIL_MM: Final = 45.0


def pictures_of(folder: DossierFolder) -> tuple[str, ...]:
    """The files of the folder of pictures, as a dossier names them."""
    return tuple(
        f"{IMAGES}/{each.name}" for each in entries(folder.path / IMAGES) if each.is_file()
    )


def thumbnail(folder: DossierFolder, name: str) -> Picture:
    """A small view of a picture of a dossier. Raises PictureError."""
    return prepare(locate(folder.path, name), _THUMBNAIL_MM)
