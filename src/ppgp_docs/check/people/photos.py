"""Photos of those who withdrew: shown nowhere else, be it under another name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate
from ppgp_docs.diagnostics import Diagnostic, error
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.dossier import Dossier, Personne
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.withdrawal import photos_withdrawn, without_withdrawn
from ppgp_docs.workspace.disk import sha256_of


def photos_left(dossier: Dossier) -> Iterator[Diagnostic]:
    """C907: a photo that a withdrawal takes out is shown by nothing else. RGPD, art. 7(3); Code
    civil, art. 9. The content of the file counts, whatever it is called."""
    gone = {
        _content(dossier.dossier_dir, each.photo): each
        for each in photos_withdrawn(dossier)
        if each.photo
    }
    for image in iter_nodes(without_withdrawn(dossier), Image) if gone else ():
        if person := gone.get(_content(dossier.dossier_dir, image)):
            yield _photo_refused(image, person)


def _content(folder: Path, image: Image) -> str:
    """What tells two pictures apart: the content of the file, or its name when there is none."""
    try:
        return sha256_of(locate(folder, image.fichier)) or image.fichier
    except (PictureError, OSError):
        return image.fichier


def _photo_refused(image: Image, person: Personne) -> Diagnostic:
    who = person.nom or person.fonction
    return error(
        "C907",
        f"`{image.fichier}` est la photo de `{who}`, qui a retiré son accord pour sa photo",
        image.at("fichier"),
        "retirez cette image, ou prenez-en une autre",
    )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (photos_left,)
