"""What a plugin brings beside its hooks: formats, templates, codes with their pages, provers.

Each is held to the contract as it comes: ValueError or TypeError says in French what is wrong.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any, Final

from ppgp_docs.assets.theme import load_theme, theme_names
from ppgp_docs.codes import STEPS, Page, read_page
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.plugin.formats import Format
from ppgp_docs.system_errors import real_path
from ppgp_docs.workspace.resources import Resources, shipped

_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SUFFIX: Final = re.compile(r"(\.[a-z0-9]+)+")
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[\w.+-]+(;.*)?")
_CODE: Final = re.compile(r"[A-Z]\d{3}")
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_PAGES: Final = ("text/html", "application/xhtml+xml")
_OPENED_AS: Final = {
    ".pdf": ("application/pdf",),
    ".docx": (f"{_OFFICE}.wordprocessingml.document",),
    ".pptx": (f"{_OFFICE}.presentationml.presentation",),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet",),
    ".epub": ("application/epub+zip",),
    **dict.fromkeys((".html", ".htm"), _PAGES),
    **dict.fromkeys((".xhtml", ".xht"), _PAGES[1:]),
}
"""What a file is opened as, whatever its format calls it: it is read back as that."""
_METHODS: Final = {"documents": 1, "refusal": 1, "render": 2}
"""Those of a format, with how many arguments each takes."""


class Registry:
    """Where a plugin puts what it brings (:func:`ppgp_docs.api.ppgp_register`)."""

    def __init__(self) -> None:
        self.formats: dict[str, Format] = {}
        self.templates: list[Path] = []
        self.pages: dict[str, Page] = {}
        self.provers: dict[str, Callable[[bytes], Any]] = {}

    def add_format(self, format: Format) -> None:
        """Add a format (:class:`~ppgp_docs.api.Format`).

        Raises TypeError or ValueError for one that does not hold the contract, or an id that is
        taken: the last never wins.
        """
        _sound(format)
        if format.id in self.formats:
            raise ValueError(f"le format `{format.id}` existe déjà")
        self.formats[format.id] = format

    def add_templates(self, folder: Path) -> None:
        """Add a folder of templates, where themes stand in ``themes/``.

        They come after those of the workspace and of the tool, which they never replace. Raises
        ValueError when there is no such folder, for a theme that cannot be read or is too pale, for
        one that has the name of one of the tool.
        """
        _sound_themes(_folder(folder))
        self.templates.append(_folder(folder))

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes in its folders of templates."""
        found = theme_names(Resources((), tuple(self.templates)))
        return tuple(found)

    def add_codes(self, folder: Path) -> None:
        """Add the pages of the codes that the plugin tells, a file each (``X101.md``).

        ``ppgp explain`` shows them, and a dossier may waive them. A code is a letter and three
        digits; the letters of the tool's own steps are taken. Raises ValueError for such a code,
        a page that does not begin with ``# X101 · Titre``, a folder that is not there.
        """
        for file in sorted(_folder(folder).glob("*.md")):
            if not _CODE.fullmatch(file.stem) or file.stem[0] in STEPS:
                taken = ", ".join(STEPS)
                raise ValueError(
                    f"`{file.name}` : un code est une lettre autre que {taken}, puis trois chiffres"
                )
            page = read_page(file)
            if page is None:
                raise ValueError(f"`{file.name}` ne commence pas par `# {file.stem} · Titre`")
            self.pages[file.stem] = page

    def add_prover(self, media_type: str, read: Callable[[bytes], Any]) -> None:
        """Add what reads a kind of files back: ``read(data)`` gives a
        :class:`~ppgp_docs.api.Reading`, by another library than the one that wrote them.

        Raises ValueError for a media type that is none, TypeError for what cannot be called.
        """
        if not (isinstance(media_type, str) and _MEDIA_TYPE.fullmatch(media_type)):
            raise ValueError(f"`{media_type}` n’est pas un type de fichier (`application/zip`)")
        if not callable(read):
            raise TypeError(f"le lecteur de `{media_type}` n’est pas une fonction")
        self.provers[media_type] = read


def _sound_themes(folder: Path) -> None:
    resources = Resources((shipped("templates"),), (folder,))
    for name in theme_names(Resources((folder,))):
        if resources.find(f"themes/{name}.yaml").is_relative_to(shipped("templates")):
            raise ValueError(f"le thème `{name}` est déjà celui de l’outil")
        try:
            load_theme(name, resources)
        except HandledError as problem:
            raise ValueError(f"le thème `{name}` : {problem.diagnostics[0].message}") from None


def _sound(format: Any) -> None:
    """Raise what is wrong with a format: its attributes, then its methods."""
    name = f"`{getattr(format, 'id', type(format).__name__)}`"
    if inspect.isclass(format):
        raise TypeError(f"{name} est une classe : `add_format` attend un objet, `{name[1:-1]}()`")
    for attribute in ("id", "label", "suffix", "media_type"):
        value = getattr(format, attribute, None)
        if not (type(value) is str and value.strip()):  # none of its own classes goes elsewhere
            raise TypeError(f"le format {name} n’a pas de texte `{attribute}`")
    for attribute, form, example in (
        ("id", _ID, "mon-format"),
        ("suffix", _SUFFIX, ".txt"),
        ("media_type", _MEDIA_TYPE, "text/plain"),
    ):
        if not form.fullmatch(value := getattr(format, attribute)):
            raise ValueError(f"`{attribute}` du format {name} vaut `{value}`, il faut `{example}`")
    opened = _OPENED_AS.get(PurePath(f"x{format.suffix}").suffix)
    if opened and format.media_type.partition(";")[0].strip() not in opened:
        said = f"`media_type` du format {name} vaut `{format.media_type}`"
        raise ValueError(f"{said}, il faut `{opened[0]}` pour des fichiers `{format.suffix}`")
    for method, count in _METHODS.items():
        _callable_with(getattr(format, method, None), count, f"`{method}` du format {name}")
    for attribute in ("templates", "ignores"):
        _names_or_method(getattr(format, attribute, ()), attribute, name)


def _names_or_method(said: Any, attribute: str, name: str) -> None:
    if attribute == "ignores" and callable(said):
        _callable_with(said, 1, f"`{attribute}` du format {name}")
        return
    if not (isinstance(said, tuple | list) and all(isinstance(each, str) for each in said)):
        told = f"`{attribute}` du format {name} vaut `{said!r}`, il faut des textes"
        raise TypeError(f'{told} : `("contrat",)`')
    if attribute == "templates" and any(map(_leads_out, said)):
        raise ValueError(f"`templates` du format {name} sort des modèles : {', '.join(said)}")


def _leads_out(name: str) -> bool:
    return PurePath(name).is_absolute() or ".." in PurePath(name).parts


def _callable_with(method: Any, count: int, told: str) -> None:
    if not callable(method):
        raise TypeError(f"{told} n’est pas une fonction")
    if inspect.iscoroutinefunction(inspect.unwrap(method)):
        raise TypeError(f"{told} est `async` : l’outil n’attend pas ses réponses")
    try:
        inspect.signature(method).bind(*range(count))
    except TypeError as problem:
        raise TypeError(f"{told} doit prendre {count} argument(s) ({problem})") from None


def _folder(folder: Any) -> Path:
    """A folder that is there. Raises ValueError."""
    if not isinstance(folder, str | Path) or not Path(folder).is_dir():
        raise ValueError(f"le répertoire `{folder}` n’existe pas")
    return real_path(Path(folder))
