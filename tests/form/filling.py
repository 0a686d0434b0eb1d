"""The hands of those who fill in forms, and what is read of what they leave."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml
from docx.table import _Cell
from tests.roundtrip.conftest import FULL
from tests.roundtrip.word_hand import W, edited, tag_of, type_over

from ppgp_docs.form.making import Form, made
from ppgp_docs.francais.designations import designes
from ppgp_docs.importing.applying import write
from ppgp_docs.importing.file_comparison import compare_file
from ppgp_docs.roundtrip.fields import bookmark_of
from ppgp_docs.workspace.find import DEPARTMENTS, find_workspace
from ppgp_docs.workspace.folder import folder_of

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


ANSWERS = {
    "dossier:edition": "15/03/2026",
    "dossier:demarche.cadre": "stratégie nationale de prévention",
    "dossier:demarche.debut": "mars 2025",
    "dossier:sigles[1].cle": "PMI",
    "dossier:sigles[1].valeur": "protection maternelle et infantile",
    "dossier:chiffres[1].cle": "Formés",
    "dossier:chiffres[1].valeur": "62",
    "dossier:chiffres[1].unite": "professionnels",
    "dossier:chiffres[1].libelle": "professionnels formés",
    "dossier:contexte.titre": "Le contexte",
    "dossier:contexte.blocs": "Le service de PMI de l’Isère compte {{ chiffres.formes }}.",
    "dossier:chronologie.jalons[1].date": "05/07/2025",
    "dossier:chronologie.jalons[1].titre": "Lancement de la démarche",
    "dossier:chronologie.jalons[2].date": "12/2025",
    "dossier:chronologie.jalons[2].titre": "Première réunion",
    "dossier:activites[1].titre": "Les enquêtes",
    "dossier:activites[1].blocs": "Les équipes ont été écoutées.",
    "dossier:et_apres.introduction": "Une priorité est fixée.",
    "dossier:et_apres.priorites[1].titre": "Pérenniser la formation",
    "dossier:appel.accroche": "Faites comme l’Isère",
}
"""What someone knows of a territory that has no dossier yet."""


def form_of(root: Path, session, code: str, fiche: int | None = None, **more) -> bytes:
    territory = designes(code)[0]
    return made(Form(territory, folder_of(root / DEPARTMENTS, territory), fiche, **more), session)


def in_controls(data: bytes, answers: dict[str, str]) -> bytes:
    """The words of each control typed over, as Word does: it is no longer an invitation."""

    def change(root) -> None:
        known = {tag_of(control): control for control in root.iter(f"{W}sdt")}
        for tag, text in answers.items():
            control = known[tag]
            for mark in control.findall(f"{W}sdtPr/{W}showingPlcHdr"):
                mark.getparent().remove(mark)
            [words] = control.iter(f"{W}t")
            words.text = text
            for style in list(words.getparent().iter(f"{W}rStyle")):
                style.getparent().remove(style)

    return edited(data, change)


def by_python_docx(data: bytes, answers: dict[str, str]) -> bytes:
    """What a person with python-docx does: put a text in a cell, which takes the control away."""
    document = docx.Document(io.BytesIO(data))
    left = dict(answers)
    for cell in list(document.element.body.iter(f"{W}tc")):
        for tag in [tag_of(one) for one in cell.iter(f"{W}sdt")]:
            if tag in left:
                _Cell(cell, document.tables[0]).text = left.pop(tag)
    assert not left
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def by_libreoffice(folder: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """The same files as LibreOffice saves them, in one batch."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"),
        *(str(folder / f"{name}.docx") for name in files),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (folder / "out" / f"{name}.docx").read_bytes() for name in files}


KNOWN = {
    "oise": ("60", None, False),
    **({"ain": ("01", None, False), "77": ("77", None, False)} if FULL else {}),
    **({"fiche": ("77", 8, False), "contrat": ("77", None, True)} if FULL else {}),
}
"""The filled forms that go through LibreOffice: one that holds a bit of everything, or all."""


MANNERS = " ".join(
    f"[mots]{{lang={lang}}}"
    for lang in ("en", "en-GB", "de", "es", "it", "pt", "pt-BR", "ar", "tr", "ru", "ln", "br")
) + " ".join(
    f" [lieu]({link})"
    for link in (
        "https://www.oise.fr?page=1", "https://www.Ain.fr", "https://www.isere.fr/#fin",
        "https://www.oise.fr/été", "https://www.ain.fr/%C3%A9t%C3%A9", "mailto:pmi@oise.fr",
        "https://www.oise.fr/a/?q=deux%20mots#fin", "https://www.oise.fr#fin",
    )
)  # fmt: skip
"""Languages and addresses that a program may write in another manner."""


def back(root: Path, session, data: bytes, suffix: str = ".docx"):
    file = root / f"retour{suffix}"
    file.write_bytes(data)
    return compare_file(file, session, find_workspace(root))


def taken(root: Path, session, data: bytes, suffix: str = ".docx"):
    """What is proposed of a form, all of it written."""
    found = back(root, session, data, suffix)
    changes = [change for one in found.comparison.proposals for change in one.changes]
    write(found.target, changes)
    return found.comparison


def dossier(root: Path, name: str = "38-isere/dossier.yaml") -> dict:
    text = (root / "departments" / name).read_text("utf-8")
    return _filled(yaml.load(text, yaml.BaseLoader))


def _filled(node):
    """Without what is blank."""
    if isinstance(node, dict):
        return {key: one for key, value in node.items() if (one := _filled(value))}
    return [_filled(one) for one in node] if isinstance(node, list) else node


EXPECTED = {
    "edition": "15/03/2026",
    "demarche": {"cadre": "stratégie nationale de prévention", "debut": "mars 2025"},
    "sigles": {"PMI": "protection maternelle et infantile"},
    "chiffres": {
        "formes": {"valeur": "62", "unite": "professionnels", "libelle": "professionnels formés"}
    },
    "contexte": {
        "titre": "Le contexte",
        "blocs": ["Le service de PMI de l’Isère compte {{ chiffres.formes }}."],
    },
    "chronologie": {
        "jalons": [
            {"date": "05/07/2025", "titre": "Lancement de la démarche"},
            {"date": "12/2025", "titre": "Première réunion"},
        ]
    },
    "activites": [{"titre": "Les enquêtes", "blocs": ["Les équipes ont été écoutées."]}],
    "et_apres": {
        "introduction": "Une priorité est fixée.",
        "priorites": [{"titre": "Pérenniser la formation"}],
    },
    "appel": {"accroche": "Faites comme l’Isère"},
}


def holds(root: Path) -> dict:
    known = dossier(root)
    return {key: value for key, value in known.items() if key not in ("departement", "grammaire")}


HANDS = (in_controls, by_python_docx)


NEEDS_LIBREOFFICE = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)


def style_of(paragraph) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def answers_by_bookmark() -> dict[str, str]:
    return {bookmark_of(tag): text for tag, text in ANSWERS.items()}


def over_invitations(answers: dict[str, str], style: str | None = None):
    """Types over the words of what stands in a bookmark, and changes nothing else of it but, if
    told so, its style."""

    def change(root) -> None:
        for mark in list(root.iter(f"{W}bookmarkStart")):
            text = answers.get(mark.get(f"{W}name"))
            cell = next(mark.iterancestors(f"{W}tc"), None)
            if text is None or cell is None:
                continue
            [control] = cell.iter(f"{W}sdt")
            assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
            type_over(control, text)
            for one in control.iter(f"{W}rStyle") if style is not None else ():
                one.set(f"{W}val", style)

    return change


def rows_of(body, title: str) -> list:
    """The rows of the table below a title, that of its columns first."""
    [heading] = [
        one for one in body.iter(f"{W}p")
        if style_of(one).startswith("Heading") and "".join(one.itertext()) == title
    ]  # fmt: skip
    table = next(one for one in heading.itersiblings() if one.tag == f"{W}tbl")
    return list(table.iter(f"{W}tr"))


PAIRS = (("MDS", "maison des solidarités"), ("CAF", "caisse d’allocations familiales"))


FICHE = "77-seine-et-marne/fiches"


def fiche_file(root: Path) -> Path:
    [file] = (root / "departments" / FICHE).glob("*.yaml")
    return file


def filled(data: bytes, rows: dict[int, dict[str, object]], name: str = "Lignes") -> bytes:
    """Rows typed in a sheet of a budget, by their number from the first line."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[name]
    titles = {cell.value: cell.column for cell in sheet[5]}
    for row, values in rows.items():
        for title, value in values.items():
            sheet.cell(5 + row, titles[title]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


STATES = """\
      etats:
        # demandé par courrier
        - statut: propose  # première demande
          montant: 18 000 €
        - statut: engage
          montant: 8 800 €  # bon de commande
          date: 2021-03
          piece: {type: commande, reference: C8}
"""


CONTRACT = "77-seine-et-marne/contrat.yaml"


LISTS = {"Enveloppes": "enveloppes", "Fiches": "fiches"}
