"""The origin of a file: what it was made from, carried in it, so that it can come back.

It holds nothing that the file does not print: no path, no user, no machine, no date.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from attrs import field, frozen
from lxml import etree

from ppgp_docs.model.address import Address, AddressError
from ppgp_docs.roundtrip.archive import Element, UnreadableFileError
from ppgp_docs.roundtrip.fields import Genre, SentField

FAMILY: Final = "urn:ppgp-docs:origine:"
NAMESPACE: Final = f"{FAMILY}1"
"""Says that a part is an origin; another number would be read by another program."""


@frozen
class Provenance:
    """What a file says of itself.

    ``product`` is the version that made it, ``format`` its format, ``dossier`` the name of the
    folder, ``document`` its own name, ``key`` the digest of what it was given to print. ``fields``
    are those that can come back; ``frames`` are the paragraphs as they were sent, each field in
    them by its tag between braces, so that what is typed beside the fields is seen; of a deck or a
    PDF, a digest of what each page says. ``pictures`` are digests of the pictures of a Word file.
    """

    product: str
    format: str
    dossier: str
    document: str
    key: str
    fields: tuple[SentField, ...] = field(default=(), repr=False)
    frames: tuple[str, ...] = field(default=(), repr=False)
    pictures: tuple[str, ...] = field(default=(), repr=False)

    def by_tag(self) -> dict[str, SentField]:
        """The fields by the tag of their control."""
        return {one.tag: one for one in self.fields}


def to_xml(origin: Provenance) -> bytes:
    """A origin as the bytes of an XML part, always the same for the same origin."""
    root = etree.Element(_qn("origine"), nsmap={None: NAMESPACE})
    for name in ("product", "format", "dossier", "document", "key"):
        root.set(_ATTRIBUTES[name], getattr(origin, name))
    for one in origin.fields:
        root.append(_field(one))
    for frame in origin.frames:
        etree.SubElement(root, _qn("texte")).text = _clean(frame)
    for digest in origin.pictures:
        etree.SubElement(root, _qn("image"), empreinte=digest)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


class LaterFileError(UnreadableFileError):
    """A file of ours whose origin is written in a way that we do not know yet."""


class AlteredFileError(UnreadableFileError):
    """A file whose origin names what is no place of a dossier: nothing of it is to be believed."""


def from_xml(root: Element) -> Provenance | None:
    """The origin that an XML part is; None for any other part.

    Raises LaterFileError, AlteredFileError.
    """
    if root is None or root.tag != _qn("origine"):
        if root is not None and root.tag.startswith(f"{{{FAMILY}"):
            raise LaterFileError(
                "il vient d’une version plus récente de cet outil ; installez-la, puis recommencez"
            )
        return None
    said = {name: root.get(french, "") for name, french in _ATTRIBUTES.items()}
    fields = tuple(filter(None, map(_read, root.iter(_qn("champ")))))
    pictures = tuple(one.get("empreinte", "") for one in root.iter(_qn("image")))
    frames = tuple(one.text or "" for one in _texts(root))
    return Provenance(**said, fields=fields, frames=frames, pictures=pictures)


_ATTRIBUTES: Final = {
    "product": "version",
    "format": "format",
    "dossier": "dossier",
    "document": "document",
    "key": "empreinte",
}


def _texts(root: Element) -> Iterable[Element]:
    found: Iterable[Element] = root.iter(_qn("texte"))
    return found


def _field(one: SentField) -> Element:
    node = etree.Element(_qn("champ"), genre=one.genre.value, libelle=_clean(one.label))
    if one.bold:
        node.set("gras", "oui")
    if one.invites:
        node.set("invite", "oui")
    for address in one.addresses:
        etree.SubElement(node, _qn("adresse")).text = _clean(address)
    etree.SubElement(node, _qn("envoye")).text = _clean(one.sent)
    for typed, printed in one.choices:
        etree.SubElement(node, _qn("choix"), tape=_clean(typed)).text = _clean(printed)
    for name, printed in one.cites:
        etree.SubElement(node, _qn("renvoi"), nom=_clean(name)).text = _clean(printed)
    return node


def _read(node: Element) -> SentField | None:
    addresses = tuple(each.text or "" for each in node.findall(_qn("adresse")))
    genre = node.get("genre", "")
    if not addresses or genre not in list(Genre):
        return None
    for each in addresses:
        _check(each)
    return SentField(
        addresses,
        node.get("libelle", ""),
        Genre(genre),
        node.findtext(_qn("envoye"), ""),
        node.get("gras") == "oui",
        tuple((each.get("tape", ""), each.text or "") for each in node.findall(_qn("choix"))),
        tuple((each.get("nom", ""), each.text or "") for each in node.findall(_qn("renvoi"))),
        node.get("invite") == "oui",
    )


def _check(address: str) -> None:
    """Raises AlteredFileError for what is no place of a file of a dossier."""
    with suppress(AddressError):
        if len(address) <= _LONGEST and Address.parse(address).steps:
            return
    raise AlteredFileError(
        f"il a été altéré : l’un de ses champs porte l’adresse `{address[:_SHOWN]}`, qui ne "
        "désigne rien dans un dossier ; reprenez le fichier d’origine"
    )


_LONGEST: Final = 600
"""Characters of an address: names of keys, fifteen levels deep."""
_SHOWN: Final = 80


def _qn(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _clean(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
