"""Pictures of those who withdrew: photos shown nowhere else, drawings that do not name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from attrs import field, frozen

from ppgp_docs.assets.drawings import texts_of_drawing
from ppgp_docs.assets.likeness import Likeness
from ppgp_docs.assets.picture import PictureError
from ppgp_docs.assets.prepare import locate, prepare
from ppgp_docs.diagnostics import Diagnostic, error, warning
from ppgp_docs.model.blocs import Image
from ppgp_docs.model.dossier import Dossier, Personne
from ppgp_docs.model.walk import iter_nodes
from ppgp_docs.publication.redaction import Names
from ppgp_docs.publication.withdrawal import name_of, photos_withdrawn, without_withdrawn
from ppgp_docs.workspace.disk import sha256_of


def drawn_names(dossier: Dossier) -> Iterator[Diagnostic]:
    """C904: a drawing that is shown does not say a name that a withdrawal takes out."""
    for image, name in names_in_drawings(dossier, Names.withdrawn(dossier)):
        yield error(
            "C904",
            f"le dessin `{image.fichier}` nomme `{name}`, qui a retiré son accord",
            image.at("fichier"),
            "ôtez le nom dans le logiciel qui l’a dessiné, ou retirez cette image",
        )


def names_in_drawings(dossier: Dossier, names: Names) -> Iterator[tuple[Image, str]]:
    """The drawings that are shown and say one of these names, each name once."""
    for image in iter_nodes(without_withdrawn(dossier), Image) if names.people else ():
        said = map(names.as_read, _said_by(dossier.dossier_dir, image.fichier))
        found = (person.name for text in said for person, _ in names.mentions(text))
        yield from ((image, name) for name in dict.fromkeys(found))


def _said_by(folder: Path, name: str) -> list[str]:
    """What a drawing says once it is ready to print; nothing of another picture."""
    try:
        picture = prepare(locate(folder, name), _WIDTH)
        is_drawing = picture.media_type == "image/svg+xml"
        return list(texts_of_drawing(picture.data, name)) if is_drawing else []
    except (PictureError, OSError):
        return []  # others tell it


def photos_left(dossier: Dossier) -> Iterator[Diagnostic]:
    """C907: a photo that a withdrawal takes out is shown by nothing else. RGPD, art. 7(3); Code
    civil, art. 9. What it shows counts, whatever the file is called and however it was saved; a
    file called after the person is told too, for nothing tells whom a crop of it shows."""
    gone = [(each, each.photo) for each in photos_withdrawn(dossier) if each.photo]
    names = Names.withdrawn(dossier, filter(None, (name_of(person) for person, _ in gone)))
    if not (gone or names.people):
        return
    looks = _Looks(dossier.dossier_dir)
    for image in iter_nodes(without_withdrawn(dossier), Image):
        refused = (each for each, photo in gone if looks.are_one(image.fichier, photo.fichier))
        named = (person.name for person, _ in names.mentions(image.fichier))
        if person := next(refused, None):
            yield _photo_refused(image, person)
        elif name := next(named, None):
            yield _photo_doubted(image, name)


@frozen
class _Looks:
    """The pictures of a folder, each read once."""

    folder: Path
    contents: dict[str, str] = field(factory=dict)
    known: dict[str, Likeness | None] = field(factory=dict)

    def are_one(self, name: str, other: str) -> bool:
        """Whether two files hold the same bytes, or pictures that look the same."""
        if self._content(name) == self._content(other):
            return True
        seen, sought = self._likeness(name), self._likeness(other)
        return bool(seen and sought and seen.is_like(sought))

    def _content(self, name: str) -> str:
        """The digest of a file, or its name when there is none."""
        if name not in self.contents:
            try:
                self.contents[name] = sha256_of(locate(self.folder, name)) or name
            except (PictureError, OSError):
                self.contents[name] = name
        return self.contents[name]

    def _likeness(self, name: str) -> Likeness | None:
        """None for what is no picture: others tell it."""
        content = self._content(name)
        if content not in self.known:
            try:
                self.known[content] = Likeness.of(prepare(locate(self.folder, name), _WIDTH))
            except (PictureError, OSError):
                self.known[content] = None
        return self.known[content]


_WIDTH: Final = 20.0
"""In mm: enough to know a picture again, little to decode."""


def _photo_refused(image: Image, person: Personne) -> Diagnostic:
    who = person.nom or person.fonction
    return error(
        "C907",
        f"`{image.fichier}` est la photo de `{who}`, qui a retiré son accord pour sa photo",
        image.at("fichier"),
        "retirez cette image, ou prenez-en une autre",
    )


def _photo_doubted(image: Image, name: str) -> Diagnostic:
    """A file called after someone may show them, on a picture that nothing else tells."""
    return warning(
        "C907",
        f"le fichier `{image.fichier}` porte le nom de `{name}`, qui a retiré son accord : "
        "cette image montre-t-elle encore cette personne ?",
        image.at("fichier"),
        "si oui, retirez cette image ; sinon, renommez le fichier",
    )


CHECKS: Final[tuple[Callable[[Dossier], Iterator[Diagnostic]], ...]] = (photos_left, drawn_names)
