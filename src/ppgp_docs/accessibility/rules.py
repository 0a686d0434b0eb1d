"""The rules that documents are held to, each by its number in the norms that ask for it.

PDF/UA-1 is ISO 14289-1:2014; RGAA 4.1.2 (its topic 13 asks that a document offered for download be
accessible, or have an accessible version); WCAG 2.2 (W3C, 2023); EN 301 549 v3.2.1 (chapter 9 for
pages, 10 for other documents).
"""

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class Rule:
    """What is asked, as a French sentence that a passed check makes true; the norms that ask it."""

    told: str
    wcag: str
    rgaa: str
    pdfua: str = ""

    def norms(self, *, is_page: bool, is_pdf: bool) -> str:
        """The norms as one cites them for a kind of document."""
        chapter = "9" if is_page else "10"
        cited = [f"WCAG {self.wcag}", f"EN 301 549 {chapter}.{self.wcag}"]
        if is_pdf and self.pdfua:
            cited.insert(0, f"PDF/UA-1 {self.pdfua}")
        return " · ".join((*cited, f"RGAA {self.rgaa}"))


LANGUAGE: Final = Rule("La langue est indiquée", "3.1.1", "8.3", "7.2")
TITLE: Final = Rule("Le titre est indiqué et s’affiche", "2.4.2", "8.5", "7.1")
TAGGED: Final = Rule("Le contenu est balisé", "1.3.1", "13.3", "7.1")
CLAIMED: Final = Rule("Le fichier dit suivre PDF/UA-1", "4.1.2", "13.3", "5")
PICTURES: Final = Rule("Chaque image a un texte de remplacement", "1.1.1", "1.1", "7.3")
HEADINGS: Final = Rule("Les titres se suivent sans saut de niveau", "1.3.1", "9.1", "7.4.2")
TABLES: Final = Rule("Chaque tableau a ses en-têtes, sur chaque page", "1.3.1", "5.6", "7.5")
LISTS: Final = Rule(
    "Les listes sont de vraies listes, d’une page à l’autre aussi", "1.3.1", "9.3", "7.6"
)
LINKS: Final = Rule("Chaque lien a un intitulé", "2.4.4", "6.2", "7.18.5")
ORDER: Final = Rule("Le clavier suit l’ordre du contenu", "2.4.3", "12.8", "7.18.3")
FONTS: Final = Rule("Les polices sont dans le fichier", "1.4.5", "13.3", "7.21.4.1")
ENGINE: Final = Rule("veraPDF ne trouve aucune faute", "4.1.2", "13.3", "tout entier")
ZOOM: Final = Rule("La page laisse agrandir le texte", "1.4.4", "10.4")
MAIN: Final = Rule(
    "La page a une zone principale et un seul titre de premier niveau", "1.3.1", "9.2"
)

TO_LOOK_AT: Final = (
    ("Le texte de remplacement de chaque image dit ce qu’elle apporte", "WCAG 1.1.1 · RGAA 1.3"),
    ("Les textes ont du sens lus dans l’ordre, de haut en bas", "WCAG 1.3.2 · RGAA 10.3"),
    ("Rien ne se comprend par la couleur seule, sur une image non plus", "WCAG 1.4.1 · RGAA 3.1"),
    ("Le texte posé sur une image ou dans une image se lit", "WCAG 1.4.3, 1.4.5 · RGAA 1.8, 3.2"),
    ("Les titres et les liens disent où ils mènent", "WCAG 2.4.4, 2.4.6 · RGAA 6.1, 9.1"),
    ("Les mots d’une autre langue sont signalés", "WCAG 3.1.2 · RGAA 8.7"),
    ("Le document et sa page web disent la même chose", "RGAA 13.4"),
)
"""What no program sees, each with the norms that ask it."""


@frozen
class Checked:
    """A rule, and what is wrong by it: nothing when the document holds it."""

    rule: Rule
    faults: tuple[str, ...] = ()
