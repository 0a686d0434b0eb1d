"""What the template of the recap says; the tags and controls are those of ``body``."""

from __future__ import annotations

from typing import Final

from body import computed, field, optional, page, paragraph, run

TITLE: Final = "Modèle de récapitulatif du contrat"
WIDTH: Final = 14570
"""What the margins leave of the page, in twips."""


def period() -> str:
    return paragraph(
        "FicheObjectif",
        run("Période\u00a0: ", "Strong"),
        field("contrat/periode", "Période", "{{ contrat.periode }}"),
        "{% if contrat.signature %}, contrat signé le ",
        field("contrat/signature", "Date de signature", "{{ contrat.signature }}"),
        "{% endif %}",
    )


def known(name: str, label: str) -> str:
    """A line of the contract's card, when the dossier has it."""
    value = field(f"contrat/{name}", label, f"{{{{ contrat.{name} }}}}")
    return "".join(
        (
            paragraph("FicheObjectif", f"{{%p if contrat.{name} %}}"),
            paragraph("FicheObjectif", run(f"{label}\u00a0: ", "Strong"), value),
            paragraph("FicheObjectif", "{%p endif %}"),
        )
    )


def table(name: str, title: str, *before: str) -> str:
    return optional(name, title, *before, paragraph("Normal", f"{{{{p {name} }}}}"))


def listed(name: str, title: str) -> str:
    content = paragraph("Normal", f"{{{{p contrat.{name} }}}}")
    return optional(f"contrat.{name}", title, content, style="Heading3")


def body() -> str:
    return "".join(
        (
            paragraph("FicheNumero", "Récapitulatif du contrat"),
            paragraph("Heading1", field("contrat/intitule", "Intitulé", "{{ contrat.intitule }}")),
            period(),
            known("signataires", "Signataires"),
            optional("contrat.textes or contrat.engagements or enveloppes", "Le contrat"),
            listed("textes", "Textes de référence"),
            listed("engagements", "Engagements"),
            optional(
                "enveloppes",
                "Enveloppes",
                paragraph("Normal", "{{p enveloppes }}"),
                style="Heading3",
            ),
            table(
                "financeurs",
                "Le financement par financeur et par année",
                paragraph("FicheAnnonce", "{{p synthese }}"),
            ),
            table("fiches", "Les fiches action"),
            table("budget", "Le budget par fiche, financeur et année"),
            table("indicateurs", "Les indicateurs"),
            optional("notes", "Notes", paragraph("FicheNote", "{{p notes }}")),
            page(16838, 11906, turned=True),
        )
    )


def header() -> str:
    return paragraph("Header", run("{{ departement.autorite }}", "Strong"))


def footer() -> str:
    return paragraph(
        "Footer",
        "Récapitulatif du contrat {{ contrat.periode }} – {{ departement.nom }} "
        "({{ departement.code }})",
        "<w:r><w:tab/></w:r>",
        "Page ",
        computed("PAGE"),
        " sur ",
        computed("NUMPAGES"),
    )
