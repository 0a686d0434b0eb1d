"""Where the call to action leads, and the QR code that says it."""

from __future__ import annotations

import segno
from attrs import frozen
from markupsafe import Markup

from ppgp_docs.api import dossier


@frozen
class Destination:
    """An address to follow: ``url`` for machines, ``text`` in clear, ``label`` for people."""

    url: str
    text: str
    label: str


def destination(appel: dossier.Appel) -> Destination | None:
    """The page that the call names, or else its first e-mail address."""
    if appel.lien:
        text = appel.lien.removeprefix("https://").removeprefix("http://").rstrip("/")
        return Destination(appel.lien, text, "Voir la page")
    for contact in appel.contacts:
        if contact.courriel:
            return Destination(f"mailto:{contact.courriel}", contact.courriel, "Nous écrire")
    return None


def qr(goal: Destination) -> Markup:
    """A QR code as vectors, with the alternative text that a figure must have."""
    code = segno.make(goal.url, error="m", micro=False)
    title = f"Code QR qui mène à {goal.text}"
    return Markup(code.svg_inline(border=2, dark="#000", title=title, omitsize=True))
