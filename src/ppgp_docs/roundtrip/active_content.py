"""What an office file would run, fetch or open: told, and taken out where it can be.

A template comes from elsewhere, and its readers trust what we made of it. Judged by what Office
does with each kind of part, relation and element (ISO/IEC 29500-1; MS-OFFMACRO2, MS-DOCX, MS-PPTX),
by local names: the strict variant has other namespaces, and ``mc:AlternateContent`` hides nothing
from a walk that reads every branch.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from attrs import frozen
from lxml import etree

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.archive import Element, Parts, UnreadableFileError, with_parts, written
from ppgp_docs.roundtrip.field_codes import active_fields
from ppgp_docs.roundtrip.links import leads_out

_RUNS: Final = {
    "vbaproject": "une macro",
    "wordvbadata": "une macro",
    "xlmacrosheet": "une macro",
    "xlintlmacrosheet": "une macro",
    "keymapcustomizations": "des raccourcis qui lancent des macros",
    "attachedtoolbars": "une barre d’outils qui lance des macros",
    "extensibility": "un ruban qui lance des macros",
    "customui": "un ruban qui lance des macros",
    "control": "un contrôle ActiveX",
    "activexcontrolbinary": "un contrôle ActiveX",
    "activex": "un contrôle ActiveX",
    "oleobject": "un objet incorporé (OLE)",
    "package": "un fichier incorporé",
    "afchunk": "un morceau d’un autre document",
    "subdocument": "un sous-document",
    "frame": "une page dans un cadre",
    "webextension": "un complément Office",
    "webextensiontaskpanes": "un complément Office",
    "taskpanes": "un complément Office",
    "externallink": "un lien vers un autre classeur",
    "externallinkpath": "un lien vers un autre classeur",
    "connections": "une connexion à des données",
    "querytable": "une connexion à des données",
}
"""Kinds of relations, by the end of their name, and of parts, by a piece of their media type."""

_ELEMENTS: Final = {
    "altchunk": "un morceau d’un autre document",
    "control": "un contrôle ActiveX",
    "ocx": "un contrôle ActiveX",
    "oleobject": "un objet incorporé (OLE)",
    "oleobj": "un objet incorporé (OLE)",
    "objectlink": "un objet incorporé (OLE)",
    "objectembed": "un objet incorporé (OLE)",
    "subdoc": "un sous-document",
    "frameset": "une page dans un cadre",
    "entrymacro": "une macro de formulaire",
    "exitmacro": "une macro de formulaire",
    "ddelink": "un lien vers un autre programme (DDE)",
    "olelink": "un lien vers un autre programme (OLE)",
    "script": "un programme",
}
_DROPPED: Final = {
    "attachedtemplate": "le lien vers son propre modèle",
    "mailmergesource": "la source d’un publipostage",
    "mailmergeheadersource": "la source d’un publipostage",
    "recipientdata": "la source d’un publipostage",
    "customxml": "des données cachées (XML personnalisé)",
    "printersettings": "les réglages d’une imprimante",
}
"""Relations that nobody sees, and without which the file is the same."""

_DROPPED_ELEMENTS: Final = {
    "attachedtemplate": _DROPPED["attachedtemplate"],
    "mailmerge": _DROPPED["mailmergesource"],
    "databinding": _DROPPED["customxml"],
    "savethroughxslt": "une transformation à l’enregistrement",
}
_ACTIONS: Final = re.compile(
    r"(?:ppaction://(?:hlinkshowjump|hlinksldjump|customshow|media|noaction)\b.*)?", re.IGNORECASE
)
_OUTSIDE: Final = {"image": "une image qui n’est pas dans le fichier", "oleobject": "un objet lié"}
_ELSEWHERE: Final = "un lien vers autre chose qu’une page"
_IDENTIFIES: Final = f"{{{ooxml_names.RELATIONS}}}"
_FEW: Final = 40
"""Characters that tell a paragraph from its neighbours."""

_MEDIA_TYPES: Final = re.compile(
    r"vbaproject|vbadata|macroenabled|activex|oleobject|customui", re.I
)
_STORED: Final = re.compile(r"(?:^|/)(?:vba\w*\.bin|vbadata\.xml|activex/.*|customui/.*)$", re.I)


@frozen
class ActiveContent:
    """Something that a file would run, fetch or open.

    ``what`` names it in French, ``target`` is where it leads; ``part`` is the part of the file that
    holds it, ``paragraph`` the rank of its paragraph there, -1 for none, ``near`` the words of it;
    ``dropped`` when :func:`disarmed` takes it out, the file staying what it was for its readers.
    """

    what: str
    part: str
    target: str = ""
    paragraph: int = -1
    near: str = ""
    dropped: bool = False

    @property
    def description(self) -> str:
        """What it is, and where it leads."""
        return f"{self.what} (`{self.target[:80]}`)" if self.target else self.what

    @property
    def remedy(self) -> str:
        """What its author does about it, a French sentence without a capital."""
        return next((told for word, told in _REMEDIES.items() if word in self.what), _DELETE)


_DELETE: Final = "supprimez-le du modèle, ou remplacez-le par un texte ou une image"
_REMEDIES: Final = {
    "macro": "enregistrez le modèle au format sans macro (.docx, .pptx)",
    "champ": "cliquez-le, puis Ctrl+Maj+F9 : il devient un texte ordinaire",
    "une image": "copiez-la, puis « Collage spécial », « Image » : elle sera dans le fichier",
    "lien vers autre chose": "donnez-lui une adresse en https, ou retirez le lien",
    "action": "retirez-la : « Insertion », « Action », « Aucune »",
}


def active_content(parts: Parts) -> tuple[ActiveContent, ...]:
    """All that a file would run, fetch or open, each once. Raises UnreadableFileError."""
    found = [*_stored(parts)]
    for name in parts:
        if name.endswith(".rels"):
            found += _related(parts, name)
        elif name.endswith((".xml", ".vml")):
            found += _written(name, parts.root(name))
    once = {one.what: one for one in reversed(found) if one.dropped}
    return tuple(dict.fromkeys((*(one for one in found if not one.dropped), *once.values())))


def disarmed(data: bytes) -> tuple[bytes, tuple[ActiveContent, ...]]:
    """A file without what can be dropped, and all that was found in it, dropped or not.

    Raises UnreadableFileError.
    """
    parts = Parts(data)
    parts.prove()
    found = active_content(parts)
    if not any(one.dropped for one in found):
        return data, found
    changed = {name: written(root) for name in parts if (root := _without(parts, name)) is not None}
    return with_parts(data, changed), found


def _stored(parts: Parts) -> Iterator[ActiveContent]:
    """What the list of parts tells, whether anything leads to it or not."""
    for node in _iter(parts.root("[Content_Types].xml")):
        kind = node.get("ContentType") or ""
        if (known := _MEDIA_TYPES.search(kind)) and node.get("PartName"):
            what = _RUNS.get(known[0].lower(), "une macro")
            yield ActiveContent(what, str(node.get("PartName")).lstrip("/"))
    for name in filter(_STORED.search, parts):
        if name.lower().endswith(".bin") and "vba" in name.lower():
            yield ActiveContent("une macro", name)


def _related(parts: Parts, name: str) -> Iterator[ActiveContent]:
    """What the relations of a part lead to."""
    holder = _holder(name)
    for node in _iter(parts.root(name)):
        kind = _kind(node)
        target = node.get("Target") or ""
        outside = (node.get("TargetMode") or "").lower() == "external" or "://" in target
        if kind in _DROPPED:
            told = target if outside else ""
            yield ActiveContent(_DROPPED[kind], holder, told, dropped=True)
        elif outside:
            if kind != "hyperlink" or leads_out(target):
                yield ActiveContent(_outside(kind), holder, target)
        elif kind in _RUNS:
            part = posixpath.normpath(posixpath.join("/", posixpath.dirname(holder), target))[1:]
            if kind != "package" or not _is_sound(parts, holder, part):
                yield ActiveContent(_RUNS[kind], part)


def _outside(kind: str) -> str:
    if kind == "hyperlink":
        return _ELSEWHERE
    return _OUTSIDE.get(kind) or _RUNS.get(kind) or "un contenu qui n’est pas dans le fichier"


def _is_sound(parts: Parts, holder: str, name: str) -> bool:
    """Whether the embedded file is the workbook of a chart, and has nothing active of its own."""
    if "/charts/" not in f"/{holder}" or name not in parts:
        return False
    try:
        return all(one.dropped for one in active_content(Parts(parts[name])))
    except UnreadableFileError:
        return False


def _written(part: str, root: Element) -> Iterator[ActiveContent]:
    """What the elements and the instructions of a part say."""
    ranks = {one: rank for rank, one in enumerate(root.iter(f"{{{ooxml_names.WORD}}}p"))}

    def there(node: Element, what: str, target: str = "") -> ActiveContent:
        holder = next(node.iterancestors("{*}p"), None)
        return ActiveContent(what, part, target, ranks.get(holder, -1), _words(holder))

    for node in root.iter():
        if isinstance(node, etree._ProcessingInstruction):
            yield ActiveContent("une instruction de traitement", part, str(node.target))
        if not isinstance(node.tag, str):
            continue
        name = _local(node)
        if name in _DROPPED_ELEMENTS and not _is_of_the_card(node):
            yield ActiveContent(_DROPPED_ELEMENTS[name], part, dropped=True)
        elif name in _ELEMENTS and _says_something(node, name):
            yield there(node, _ELEMENTS[name])
        for what, target in _attributes(node):
            yield there(node, what, target)
    for code in active_fields(root):
        name = f"un champ `{code.word}`" if code.word else "un champ dont le nom est caché"
        yield there(code.node, name, code.target)


def _says_something(node: Element, name: str) -> bool:
    """A form field of Word may name an empty macro; a control of ours is no ``control``."""
    return not name.endswith("macro") or any(str(value).strip() for value in node.values())


def _is_of_the_card(node: Element) -> bool:
    """Whether a control shows the title or the author of the file, which we write ourselves."""
    told = " ".join(map(str, node.values()))
    return "coreProperties" in told or "extended-properties" in told


def _attributes(node: Element) -> Iterator[tuple[str, str]]:
    """What attributes lead to: links of shapes and slides, pictures by their address."""
    for key, value in node.items():
        name, said = key.rpartition("}")[2].lower(), str(value)
        if name == "action" and not _ACTIONS.fullmatch(said):
            yield "une action sur un clic", said
        elif name == "href" and not key.startswith(_IDENTIFIES) and leads_out(said):
            yield _ELSEWHERE, said
        elif name in ("src", "althref") and re.search(r":|^\\\\", said):
            yield _OUTSIDE["image"], said


def _words(paragraph: Element | None) -> str:
    """The first words of a paragraph, as a person finds it again."""
    if paragraph is None:
        return ""
    words = " ".join("".join(text.text or "" for text in paragraph.iter("{*}t")).split())
    return words if len(words) <= _FEW else words[:_FEW].rsplit(" ", 1)[0] + " …"


def _iter(root: Element) -> Iterator[Element]:
    yield from () if root is None else (each for each in root if isinstance(each.tag, str))


def _holder(name: str) -> str:
    """The part whose relations a part holds; empty for the file itself."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _without(parts: Parts, name: str) -> Element | None:
    """The root of a part without what is dropped; None when there is nothing to drop in it."""
    if not name.endswith((".xml", ".rels")):
        return None
    root = parts.root(name)
    gone = [*_going(root, relations=name.endswith(".rels"))]
    for node in gone:
        node.getparent().remove(node)
    return root if gone else None


def _going(root: Element, *, relations: bool) -> Iterator[Element]:
    if relations:
        every = root.iter("{*}Relationship")
        return (one for one in every if _kind(one) in _DROPPED)
    named = (one for one in root.iter("*") if _local(one) in _DROPPED_ELEMENTS)
    return (one for one in named if not _is_of_the_card(one))


def _kind(relation: Element) -> str:
    return (relation.get("Type") or "").rpartition("/")[2].lower()


def _local(node: Element) -> str:
    return str(node.tag.rpartition("}")[2].lower())
