"""What the template says: its text, its tags, its content controls."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

TITLE: Final = "Modèle de fiche action"
WIDTH: Final = 9638
"""What the margins leave of the page, in twips."""


def run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(style: str, *content: str) -> str:
    inside = "".join(part if part.startswith("<") else run(part) for part in content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def field(tag: str, label: str, text: str, style: str = "") -> str:
    """A content control that holds one piece of plain text; its tag is a path in the dossier."""
    kind = "richText" if style else "text"
    names = f"<w:alias w:val={quoteattr(label)}/><w:tag w:val={quoteattr(tag)}/>"
    properties = f"{names}<w:{kind}/>"
    inside = run(text, style)
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def computed(instruction: str) -> str:
    """A field that Word computes, such as PAGE."""
    return f'<w:fldSimple w:instr=" {instruction} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def cell(width: int, *paragraphs: str) -> str:
    size = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
    return f"<w:tc>{size}{''.join(paragraphs)}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def rubriques() -> str:
    left, right = 2450, 7188
    look = (
        '<w:tblPr><w:tblStyle w:val="FicheTableau"/>'
        f'<w:tblW w:w="{left + right}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        '<w:tblCaption w:val="Rubriques de la fiche action"/>'
        '<w:tblDescription w:val="Une ligne par rubrique : son nom à gauche, son contenu à '
        'droite"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{left}"/><w:gridCol w:w="{right}"/></w:tblGrid>'
    )
    label = field("{{ rubrique.chemin }}/libelle", "Rubrique", "{{ rubrique.libelle }}")
    rows = (
        row(
            cell(left, paragraph("FicheEnTete", "Rubrique")),
            cell(right, paragraph("FicheEnTete", "Contenu")),
            header=True,
        ),
        row(
            cell(left, paragraph("FicheCellule", "{%tr for rubrique in rubriques %}")),
            cell(right, paragraph("FicheCellule")),
        ),
        row(
            cell(left, paragraph("FicheRubrique", label)),
            cell(right, paragraph("FicheCellule", "{{p rubrique.contenu }}")),
        ),
        row(
            cell(left, paragraph("FicheCellule", "{%tr endfor %}")),
            cell(right, paragraph("FicheCellule")),
        ),
    )
    return f"<w:tbl>{look}{''.join(rows)}</w:tbl>"


def heading() -> str:
    path = "{{ fiche.chemin }}"
    strong = "Strong"
    return "".join(
        (
            paragraph(
                "FicheNumero",
                "Fiche action ",
                field(f"{path}/numero", "Numéro", "{{ fiche.numero }}"),
            ),
            paragraph("Heading1", field(f"{path}/titre", "Titre", "{{ fiche.titre }}")),
            paragraph(
                "FicheObjectif",
                run("Objectif ", strong),
                field(
                    f"{path}/objectif/numero",
                    "Numéro de l’objectif",
                    "{{ fiche.objectif.numero }}",
                    strong,
                ),
                run("\u00a0: ", strong),
                field(f"{path}/objectif/intitule", "Objectif", "{{ fiche.objectif.intitule }}"),
            ),
            paragraph(
                "FicheReferent",
                run("Référent (personne ou institution)\u00a0: ", strong),
                field(f"{path}/referent", "Référent", "{{ fiche.referent }}"),
            ),
        )
    )


def stamp() -> str:
    path = "{{ fiche.chemin }}/tampon"
    date = field(path + "/{{ date.cle }}", "Date du tampon", "{{ date.valeur }}")
    tab = "<w:r><w:tab/></w:r>"
    return "".join(
        (
            paragraph("FicheCadre", "{%p if tampon %}"),
            paragraph(
                "FicheCadre",
                run("Accusé de réception – ministère de l’Intérieur", "Strong"),
                " (reproduction)",
            ),
            paragraph(
                "FicheCadre",
                field(f"{path}/identifiant", "Identifiant", "{{ tampon.identifiant }}"),
                "{% if tampon.executoire %}",
                tab,
                "Acte certifié exécutoire{% endif %}",
            ),
            paragraph(
                "FicheCadre",
                "{% for date in tampon.dates %}{{ date.libelle }}\u00a0: ",
                date,
                "{% if not loop.last %}",
                tab,
                "{% endif %}{% endfor %}",
            ),
            paragraph("FicheCadre", "{%p else %}"),
            paragraph("FicheCadre", run("Cadre réservé à l’accusé de réception", "Strong")),
            paragraph("FicheCadreVide"),
            paragraph("FicheCadre", "{%p endif %}"),
        )
    )


def optional(name: str, title: str, *content: str, style: str = "Heading2") -> str:
    return "".join(
        (
            paragraph("Normal", f"{{%p if {name} %}}"),
            paragraph(style, title),
            *content,
            paragraph("Normal", "{%p endif %}"),
        )
    )


def page(width: int, height: int, turned: bool = False) -> str:
    """An A4 page with the margins of both templates, in twips."""
    orientation = ' w:orient="landscape"' if turned else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId10"/>'
        '<w:footerReference w:type="default" r:id="rId11"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{orientation}/>'
        '<w:pgMar w:top="1247" w:right="1134" w:bottom="1021" '
        'w:left="1134" w:header="482" w:footer="425" w:gutter="0"/></w:sectPr>'
    )


def body() -> str:
    return "".join(
        (
            heading(),
            stamp(),
            rubriques(),
            optional(
                "financement",
                "Récapitulatif du financement",
                paragraph("Normal", "{{p financement.synthese }}"),
                paragraph("Normal", "{{p financement.tableau }}"),
            ),
            optional("sigles", "Sigles", paragraph("FicheNote", "{{p sigles }}")),
            optional("notes", "Notes", paragraph("FicheNote", "{{p notes }}")),
            page(11906, 16838),
        )
    )


def header() -> str:
    return paragraph("Header", run("{{ departement.autorite }}", "Strong")) + paragraph(
        "Header", "{{ contrat }}"
    )


def footer() -> str:
    return paragraph(
        "Footer",
        "Fiche action {{ fiche.numero }} – {{ departement.nom }} ({{ departement.code }})"
        "{% if fiche.edition %} – {{ fiche.edition }}{% endif %}",
        "<w:r><w:tab/></w:r>",
        "Page ",
        computed("PAGE"),
        " sur ",
        computed("NUMPAGES"),
    )
