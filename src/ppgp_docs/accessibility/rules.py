"""The rules that documents are held to, each by its number in the norms that ask for it.

PDF/UA-1 is ISO 14289-1:2014, PDF/A-2a level A of ISO 19005-2:2011. WCAG 2.2 (W3C, 2023). EN 301 549
v3.2.1: its chapter 9 speaks of pages, its chapter 10 of other documents, by the numbers of WCAG.
RGAA 4.1.2: topics 1 to 12 speak of pages alone; criterion 13.3 asks that a document offered for
download be accessible or have an accessible version, 13.4 that it say the same.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from ppgp_docs.francais.accords import compter

HELD, FAILED, VOID, UNKNOWN = "conforme", "en faute", "sans objet", "non vérifié"
"""What is said of a rule: RGAA says the same of a criterion, but that it knows no unknown."""

KINDS: Final = {
    ".html": "page web",
    ".pdf": "PDF",
    ".docx": "Word",
    ".pptx": "PowerPoint",
    ".xlsx": "Excel",
}
"""The kinds of files that are read here, as one calls them."""


@frozen
class Rule:
    """What is asked, as a French sentence that a passed check makes true; the norms that ask it.

    ``rgaa`` is the criterion for a page, ``pdf`` the norm and clause for a PDF.
    """

    told: str
    wcag: str = ""
    rgaa: str = ""
    pdf: str = ""

    def norms(self, suffix: str) -> str:
        """The norms as one cites them for a kind of file; empty when none asks it."""
        is_page = suffix == ".html"
        cited = [self.pdf] if self.pdf and suffix == ".pdf" else []
        if self.wcag:
            cited += [f"WCAG {self.wcag}", f"EN 301 549 {'9' if is_page else '10'}.{self.wcag}"]
            cited.append(f"RGAA {self.rgaa if is_page and self.rgaa else '13.3'}")
        return " · ".join(cited)


OPENS: Final = Rule("Le fichier se lit")
LANGUAGE: Final = Rule("La langue indiquée est le français", "3.1.1", "8.3, 8.4", "PDF/UA-1 7.2")
TITLE: Final = Rule("Le document a un titre", "2.4.2", "8.5", "PDF/UA-1 7.1")
TAGGED: Final = Rule("Le contenu est balisé", "1.3.1", pdf="PDF/UA-1 6.2, 7.1")
CLAIMED: Final = Rule("Le fichier dit suivre PDF/UA-1", pdf="PDF/UA-1 5")
CLAIMED_ARCHIVE: Final = Rule("Le fichier dit suivre PDF/A-2a", pdf="PDF/A-2a 6.6.4")
PICTURES: Final = Rule("Chaque image a un texte de remplacement", "1.1.1", "1.1", "PDF/UA-1 7.3")
HEADINGS: Final = Rule(
    "Les titres se suivent sans saut de niveau", "1.3.1", "9.1", "PDF/UA-1 7.4.2"
)
SLIDES: Final = Rule("Chaque diapositive a un titre", "1.3.1")
TABLES: Final = Rule("Chaque tableau a ses en-têtes", "1.3.1", "5.6")
TABLES_ON_PAGES: Final = Rule(
    "Chaque tableau a ses en-têtes, sur chaque page", "1.3.1", pdf="PDF/UA-1 7.5"
)
LISTS: Final = Rule("Les listes sont de vraies listes", "1.3.1", "9.3")
LISTS_ON_PAGES: Final = Rule(
    "Les listes sont de vraies listes, sur chaque page", "1.3.1", pdf="PDF/UA-1 7.2"
)
LINKS: Final = Rule("Chaque lien a un intitulé", "2.4.4", "6.2", "PDF/UA-1 7.18.5")
ORDER: Final = Rule("Le clavier suit l’ordre du contenu", "2.4.3", pdf="PDF/UA-1 7.18.3")
FONTS: Final = Rule("Les polices sont dans le fichier", pdf="PDF/UA-1 7.21.4.1")
ENGINE: Final = Rule("veraPDF ne trouve aucune faute", pdf="PDF/UA-1")
ENGINE_ARCHIVE: Final = Rule("veraPDF ne trouve aucune faute", pdf="PDF/A-2a")
ZOOM: Final = Rule("La page laisse agrandir le texte", "1.4.4", "10.4")
MAIN: Final = Rule("La page a une seule zone principale", "1.3.1", "9.2")


@frozen
class Looked:
    """What a person has to look at in some kinds of files, all when none is named: each point with
    the criteria of WCAG and of RGAA."""

    where: str
    suffixes: tuple[str, ...]
    points: tuple[tuple[str, str, str], ...]


TO_LOOK_AT: Final = (
    Looked(
        "Dans tous les documents",
        (),
        (
            ("Le texte de remplacement de chaque image dit ce qu’elle apporte", "1.1.1", "1.3"),
            ("Lu de haut en bas, sans sa mise en page, le contenu garde son sens", "1.3.2", "10.3"),
            ("Rien ne se comprend par la couleur seule, sur une image non plus", "1.4.1", "3.1"),
            (
                "Textes et graphiques se détachent de leur fond : un thème est refusé sinon, "
                "un modèle que l’on a modifié ou une image ne le sont pas",
                "1.4.3, 1.4.11",
                "3.2, 3.3",
            ),
            ("Aucun texte n’est dans une image, s’il peut être écrit", "1.4.5", "1.8"),
            ("Les titres et les liens annoncent ce qui les suit", "2.4.4, 2.4.6", "6.1, 9.1"),
            ("Les mots d’une autre langue sont signalés", "3.1.2", "8.7"),
        ),
    ),
    Looked(
        "Dans les pages web",
        (".html",),
        (
            ("À 320 pixels de large, rien ne se lit en défilant de côté", "1.4.10", "10.11"),
            ("Au clavier, on voit où l’on est, rien ne le cache", "2.4.7, 2.4.11", "10.7"),
            ("La page dit la même chose que le document qu’elle accompagne", "", "13.4"),
        ),
    ),
    Looked(
        "Dans les PDF et les fichiers Word",
        (".pdf", ".docx"),
        (("Dans un tableau, les bons en-têtes vont avec chaque case", "1.3.1", "13.3"),),
    ),
    Looked(
        "Dans les PDF, les fichiers Word et les diaporamas",
        (".pdf", ".docx", ".pptx"),
        (("Les énumérations sont de vraies listes, non des tirets tapés", "1.3.1", "13.3"),),
    ),
    Looked(
        "Dans les diaporamas",
        (".pptx",),
        (("Les éléments d’une diapositive se lisent dans le bon ordre", "1.3.2", "13.3"),),
    ),
    Looked(
        "Dans les classeurs",
        (".xlsx",),
        (
            ("Chaque feuille a un nom qui la décrit, chaque tableau ses en-têtes", "2.4.6", "13.3"),
            ("Les cases se lisent dans le bon ordre, aucune ne sert à espacer", "1.3.2", "13.3"),
        ),
    ),
)
"""What no program sees here."""


@frozen
class Checked:
    """A rule and what is wrong by it; what was looked at, in words, None when there was nothing;
    or why nobody could look."""

    rule: Rule
    faults: tuple[str, ...] = ()
    seen: str | None = ""
    unknown: str = ""

    @property
    def result(self) -> str:
        """One of :data:`HELD`, :data:`FAILED`, :data:`VOID` and :data:`UNKNOWN`."""
        if self.faults:
            return FAILED
        return UNKNOWN if self.unknown else VOID if self.seen is None else HELD


def counted(rule: Rule, count: int, noun: str, *faults: str) -> Checked:
    """A rule of things that are counted; void where there is none."""
    return Checked(rule, faults, compter(count, *noun.split()) if count else None)
