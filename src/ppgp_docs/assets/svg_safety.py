"""What keeps a drawing from being safe, told for what it is; and what it can do without."""

from __future__ import annotations

import re
from typing import Any, Final

from ppgp_docs.assets.picture import PictureError

NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
DATA: Final = re.compile(r"\s*data:image/(?!svg)", re.IGNORECASE)

_KEPT: Final = (NAMESPACE, "{http://www.w3.org/1999/xlink}", "{http://www.w3.org/XML/1998/")
"""What draws; the rest is what editors note for themselves: layers, printers, folders."""

_RUN: Final = frozenset({"script", "iframe", "handler", "listener"})
_NAMES: Final = frozenset({"id", "class", "d", "points"})
"""Attributes that are no style: a backslash in them is only one."""

_HIDDEN: Final = re.compile(r"\\")
_ADDRESS: Final = re.compile(
    r"url\s*\((?!\s*[\"']?#)\s*[\"']?([^)\"']*)|@import\s*([^;]*)", re.IGNORECASE
)
_RUNNING: Final = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_SHOWN: Final = 60
_PLAIN: Final = "réenregistrez-le en « SVG simple » (Inkscape : Fichier, Enregistrer sous)"
_INSIDE: Final = "incorporez l’image dans le dessin, ou donnez-la en PNG"


def refuse(root: Any, name: str) -> None:
    """Raises PictureError for a drawing that would run or fetch something, with what does."""
    from lxml import etree

    tree = root.getroottree()
    prolog = etree.tostring(tree, encoding="unicode").partition(f"<{root.tag.rpartition('}')[2]}")
    if "<!ENTITY" in prolog[0]:
        raise PictureError(f"`{name}` déclare des entités (`<!ENTITY`)", _PLAIN)
    for node in (*root.itersiblings(preceding=True), *root.iter(), *root.itersiblings()):
        if node.tag is etree.Entity:
            raise PictureError(f"`{name}` emploie une entité, `{node.text}`", _PLAIN)
        if node.tag is etree.PI and node.target == "xml-stylesheet":
            raise PictureError(f"`{name}` renvoie vers une feuille de style", _PLAIN)
        if isinstance(node.tag, str) and _draws(node.tag):
            _refuse_element(node, name)


def _refuse_element(element: Any, name: str) -> None:
    tag = local(element)
    if tag in _RUN:
        raise PictureError(f"`{name}` contient un script (`<{tag}>`)", _PLAIN)
    if tag == "foreignObject" and not _has_stand_in(element):
        told = f"`{name}` contient du texte de page web (`<foreignObject>`), que rien n’imprime"
        raise PictureError(told, "convertissez ce texte en texte de dessin, ou en tracés")
    if tag == "feImage" or (tag == "image" and _is_used_without_size(element)):
        told = f"`{name}` contient une image dans un filtre ou un symbole, qu’un PDF laisse vide"
        raise PictureError(told, "placez l’image directement dans le dessin, ou donnez-le en PNG")
    if tag == "style":
        _refuse_style(element.text or "", name)
    for key, value in element.attrib.items():
        if _draws(key):
            _refuse_attribute(local(key), value, name)


def _is_used_without_size(image: Any) -> bool:
    """Whether a picture stands in a symbol that is drawn without a width or a height."""
    symbols = {each.get("id") for each in image.iterancestors() if local(each) == "symbol"}
    if not symbols:
        return False
    for use in image.getroottree().getroot().iter():
        if isinstance(use.tag, str) and local(use) == "use":
            drawn = {
                value.strip().lstrip("#")
                for key, value in use.attrib.items()
                if key.endswith("href")
            }
            if drawn & symbols and not {"width", "height"} <= set(use.attrib):
                return True
    return False


def _refuse_attribute(key: str, value: str, name: str) -> None:
    if key.lower().startswith("on"):
        raise PictureError(f"`{name}` contient un script (`{key}`)", _PLAIN)
    if _RUNNING.search(value):
        raise PictureError(f"`{name}` contient un script (`{value[:_SHOWN]}`)", _PLAIN)
    if key in ("href", "src", "base"):
        if not value.strip().startswith("#") and not DATA.match(value):
            raise _elsewhere(value, name)
    elif key not in _NAMES and not key.startswith(("aria-", "data-")):
        _refuse_style(value, name)


def _refuse_style(text: str, name: str) -> None:
    if _HIDDEN.search(text):
        told = (
            f"`{name}` a dans son style une barre oblique inverse (`\\`), qui peut cacher un renvoi"
        )
        raise PictureError(told, _PLAIN)
    if _RUNNING.search(text):
        raise PictureError(f"`{name}` contient un script dans son style", _PLAIN)
    if found := _ADDRESS.search(text):
        raise _elsewhere(found[1] or found[2] or "", name)


def _elsewhere(address: str, name: str) -> PictureError:
    shown = address.strip(" \"'")
    if shown.lower().startswith("data:"):
        told = f"`{name}` contient un autre dessin, ou un fichier"
        return PictureError(told, "dégroupez ce dessin dans le premier, ou donnez le tout en PNG")
    return PictureError(f"`{name}` renvoie vers un autre fichier, `{shown[:_SHOWN]}`", _INSIDE)


def strip(root: Any) -> None:
    """Take out what does not draw: notes of editors, comments, metadata, stand-ins of web pages."""
    for node in list(root.iter()):
        if node is not root and _is_idle(node):
            _remove(node)
    for element in root.iter():
        for key in [key for key in element.attrib if not _draws(key)]:
            del element.attrib[key]


def local(name: Any) -> str:
    """The name of an element or an attribute, without its namespace."""
    return str(getattr(name, "tag", name)).rpartition("}")[2]


def _is_idle(node: Any) -> bool:
    if not isinstance(node.tag, str) or not _draws(node.tag):
        return True
    return local(node) in ("metadata", "foreignObject")


def _has_stand_in(element: Any) -> bool:
    """Whether something else is drawn where web pages cannot be."""
    parent = element.getparent()
    return parent is not None and local(parent) == "switch" and len(parent) > 1


def _draws(name: str) -> bool:
    return not name.startswith("{") or name.startswith(_KEPT)


def _remove(node: Any) -> None:
    """Take out a node, not the text after it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)
