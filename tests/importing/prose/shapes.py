"""Two pages of notes on an invented territory, set as different people set them.

``STORY`` is what they say; each shape is a file that says it, made by python-docx, by hand in
plain text, or saved again by LibreOffice.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

H1, H2, P, LI, NUM = "h1", "h2", "p", "li", "num"
QUOTE, BY, TABLE, PICTURE = "quote", "by", "table", "picture"

STORY: list[tuple[str, Any]] = [
    (H1, "Le contexte"),
    (P, "Le service de PMI des Trois-Vallées compte 84 professionnelles réparties sur 12 lieux."),
    (P, "Avant la démarche, chaque équipe avait ses propres courriers. Les familles s’y perdaient."),  # noqa: E501
    (H2, "Un territoire étendu"),
    (P, "Le département est rural. Il faut une heure pour aller d’un bout à l’autre."),
    (TABLE, [["Lieu", "Jour", "Familles reçues"], ["Valmont", "mardi", "320"],
             ["Roche-Claire", "jeudi", "145"]]),
    (H1, "Chronologie"),
    (P, "Trois temps ont marqué la démarche."),
    (LI, "13 mai 2022 : lancement devant les cadres"),
    (LI, "De septembre à décembre 2022 : formation des équipes"),
    (LI, "Mars 2024 : bilan partagé avec les élus"),
    (H1, "Les enquêtes"),
    (P, "Nous avons interrogé 23 familles et 62 professionnelles entre juin et juillet 2022."),
    (P, "Les familles retiennent trois choses :"),
    (LI, "l’accueil, toujours chaleureux"),
    (LI, "des courriers trop longs"),
    (LI, "des horaires difficiles à trouver"),
    (QUOTE, "Je ne comprenais pas où je devais aller, alors j’appelais."),
    (BY, "une mère de deux enfants"),
    (H1, "La formation"),
    (P, "La formation dure 3 jours. Elle a coûté 18 500 € sur deux ans."),
    (NUM, "Observer une consultation"),
    (NUM, "Reformuler ce que dit le parent"),
    (NUM, "Différer le conseil"),
    (QUOTE, "Je reformule davantage et je laisse les parents trouver leurs solutions."),
    (BY, "Camille Martin, puéricultrice à Valmont"),
    (PICTURE, "Le plateau des besoins, posé sur une table"),
    (H1, "Et après ?"),
    (P, "Deux priorités sont fixées pour la suite."),
    (LI, "Former les nouvelles arrivantes chaque année"),
    (LI, "Revoir les courriers avec des familles"),
    (H1, "Remerciements"),
    (P, "Merci aux équipes de Valmont et de Roche-Claire."),
]  # fmt: skip

REMARK = "Vérifier ce chiffre avec le service des ressources humaines."
STRUCK = "et en visioconférence"
FOOTNOTE = "D’après le rapport d’activité de l’année précédente."
MARGIN = "Document de travail, ne pas diffuser"


def sentences(story: Iterable[tuple[str, Any]] = STORY) -> list[str]:
    """All that the story says, cell by cell, line by line."""
    said: list[str] = []
    for kind, what in story:
        said += [cell for row in what for cell in row] if kind == TABLE else [what]
    return said


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 420), colour).save(out, "PNG")
    return out.getvalue()


# --- Word, each in its own way ---------------------------------------------------------------


def _of(write: Callable[[Any, str, Any], None], title: str = "") -> bytes:
    document = Document()
    if title:
        document.add_paragraph(title, "Title")
    for kind, what in STORY:
        write(document, kind, what)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _plain(document: Any, kind: str, what: Any) -> None:
    """All but titles, lists and quotations."""
    if kind == TABLE:
        table = document.add_table(len(what), len(what[0]), "Table Grid")
        for row, cells in zip(table.rows, what, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    elif kind == PICTURE:
        run = document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(picture()), width=Pt(200))
        run._r.find(f".//{qn('wp:docPr')}").set("descr", what)
    else:
        document.add_paragraph(what)


def styled() -> bytes:
    """Word's own styles, all of them, and a title over the whole."""

    def write(document: Any, kind: str, what: Any) -> None:
        styles = {H1: "Heading 1", H2: "Heading 2", LI: "List Bullet", NUM: "List Number"}
        if kind in styles:
            document.add_paragraph(what, styles[kind])
        elif kind == QUOTE:
            document.add_paragraph(what, "Quote")
        elif kind == BY:
            document.add_paragraph(f"— {what}")
        else:
            _plain(document, kind, what)

    return _of(write, "Notes pour l’étude de cas")


def bold() -> bytes:
    """No style at all: titles in bold, smaller ones underlined, dashes typed by hand."""

    def write(document: Any, kind: str, what: Any) -> None:
        if kind == H1:
            document.add_paragraph().add_run(what).bold = True
        elif kind == H2:
            document.add_paragraph().add_run(what).underline = True
        elif kind in (LI, NUM):
            document.add_paragraph(f"- {what}")
        elif kind == QUOTE:
            document.add_paragraph(f"« {what} »")
        elif kind == BY:
            document.add_paragraph(f"- {what}")
        else:
            _plain(document, kind, what)

    return _of(write)


def numbered() -> bytes:
    """Titles numbered by hand, quotations with who speaks behind them, between brackets."""
    ranks = {"h1": 0, "h2": 0}
    pending: list[str] = []

    def write(document: Any, kind: str, what: Any) -> None:
        if kind == H1:
            ranks.update(h1=ranks["h1"] + 1, h2=0)
            document.add_paragraph(f"{ranks['h1']}. {what}")
        elif kind == H2:
            ranks["h2"] += 1
            document.add_paragraph(f"{ranks['h1']}.{ranks['h2']} {what}")
        elif kind in (LI, NUM):
            document.add_paragraph(f"• {what}")
        elif kind == QUOTE:
            pending.append(what)
        elif kind == BY:
            document.add_paragraph(f"« {pending.pop()} » ({what})")
        else:
            _plain(document, kind, what)

    return _of(write)


def capitals() -> bytes:
    """Titles in capitals and large letters, quotations in italics, introduced by who speaks."""
    pending: list[str] = []

    def write(document: Any, kind: str, what: Any) -> None:
        if kind == H1:
            document.add_paragraph().add_run(what.upper())
        elif kind == H2:
            document.add_paragraph().add_run(what).font.size = Pt(15)
        elif kind in (LI, NUM):
            document.add_paragraph(f"– {what}")
        elif kind == QUOTE:
            pending.append(what)
        elif kind == BY:
            document.add_paragraph(f"{what[0].upper()}{what[1:]} : « {pending.pop()} »")
        else:
            _plain(document, kind, what)

    return _of(write)


def own_styles() -> bytes:
    """Styles of a house, made of Word's: « Titre maison » stands for a title."""

    def write(document: Any, kind: str, what: Any) -> None:
        names = {H1: ("Titre maison", "Heading 1"), H2: ("Sous-titre maison", "Heading 2")}
        if kind in names:
            name, base = names[kind]
            styles = document.styles
            if name not in styles:
                made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
                made.base_style = styles[base]
            document.add_paragraph(what, name)
        elif kind in (LI, NUM):
            document.add_paragraph(what, "List Bullet" if kind == LI else "List Number")
        elif kind in (QUOTE, BY):
            document.add_paragraph(f"“{what}”" if kind == QUOTE else f"– {what}.")
        else:
            _plain(document, kind, what)

    return _of(write)


def marked_up() -> bytes:
    """The styled one as three people left it: tracked changes, a remark, a note, a head of page."""
    document = Document(io.BytesIO(styled()))
    by_text = {paragraph.text: paragraph for paragraph in document.paragraphs}
    counted = by_text[STORY[1][1]]
    document.add_comment(counted.runs, REMARK, "Jeanne Essai", "JE")
    _track(by_text[STORY[4][1]], "ins", " Les routes ferment l’hiver.")
    _track(by_text[STORY[-1][1]], "del", f" {STRUCK}")
    document.sections[0].header.paragraphs[0].text = MARGIN
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _track(paragraph: Any, kind: str, text: str) -> None:
    mark = OxmlElement(f"w:{kind}")
    for name, value in (("id", "90"), ("author", "Paul Essai"), ("date", "2026-05-03T10:00:00Z")):
        mark.set(qn(f"w:{name}"), value)
    run = OxmlElement("w:r")
    said = OxmlElement("w:delText" if kind == "del" else "w:t")
    said.text = text
    said.set(qn("xml:space"), "preserve")
    run.append(said)
    mark.append(run)
    paragraph._p.append(mark)


# --- texts -----------------------------------------------------------------------------------


def markdown() -> bytes:
    """A text with Markdown's marks."""
    signs = {H1: "# ", H2: "## ", LI: "- ", NUM: "1. ", QUOTE: "> ", BY: "— "}
    lines: list[str] = []
    for kind, what in STORY:
        if kind == TABLE:
            rows = [f"| {' | '.join(row)} |" for row in what]
            lines += [rows[0], "|---" * len(what[0]) + "|", *rows[1:], ""]
        elif kind in (LI, NUM):
            lines.append(f"{signs[kind]}{what}")
        else:
            lines += ["", f"{signs.get(kind, '')}{what}", ""]
    return "\n".join(lines).encode()


def typed() -> bytes:
    """A text of Windows, titles in capitals, lines cut at eighty signs."""
    lines: list[str] = []
    for kind, what in STORY:
        if kind in (H1, H2):
            lines += ["", what.upper(), ""]
        elif kind in (LI, NUM):
            lines.append(f"* {what}")
        elif kind == TABLE:
            lines += ["", *("\t".join(row) for row in what), ""]
        elif kind == QUOTE:
            lines += ["", f'"{what}"']
        elif kind == BY:
            lines += [f"- {what}", ""]
        else:
            cut = what.rfind(" ", 0, 80) if len(what) > 80 else len(what)
            lines += ["", what[:cut], what[cut + 1 :]] if len(what) > 80 else ["", what]
    return "\r\n".join(lines).encode("cp1252")


MADE: dict[str, Callable[[], bytes]] = {
    "styles.docx": styled,
    "gras.docx": bold,
    "numeros.docx": numbered,
    "capitales.docx": capitals,
    "maison.docx": own_styles,
    "relu.docx": marked_up,
    "notes.md": markdown,
    "notes.txt": typed,
}


def saved_by_libreoffice(folder: Path, files: dict[str, bytes], suffix: str) -> dict[str, bytes]:
    """The same files as LibreOffice saves them, in one batch."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for name, data in files.items():
        (sources / name).write_bytes(data)
    filters = {"docx": "docx:MS Word 2007 XML", "odt": "odt"}
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", filters[suffix], "--outdir", str(folder / suffix),
        *map(str, sorted(sources.iterdir())),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = folder / suffix
    return {name: (saved / f"{Path(name).stem}.{suffix}").read_bytes() for name in files}
