"""Step 7 for any kind of file: what a template left undone, and the figures that must be there."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest

from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Document
from ppgp_docs.prove import prove

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(*paragraphs: str) -> bytes:
    file = docx.Document()
    file.core_properties.title = "Essai"
    for text in paragraphs:
        file.add_paragraph(text)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def codes(data: bytes, dossier: Dossier, *expected: str) -> list[str]:
    document = Document("essai", "essai", "Essai", dossier, expected=expected)
    return [fault.code for fault in prove(data, WORD, document)]


def test_a_tag_that_a_template_left_is_found(dossier: Callable[[str], Dossier]) -> None:
    assert codes(word("Total : {{ total }}"), dossier("langue: fr\n")) == ["P002"]


def test_a_mark_that_the_dossier_writes_is_no_leftover(dossier: Callable[[str], Dossier]) -> None:
    written = dossier('contexte:\n  blocs: ["Le taux (en %} se lit ainsi."]\n')
    assert codes(word("Le taux (en %} se lit ainsi."), written) == []


def test_a_figure_is_found_whatever_its_spaces(dossier: Callable[[str], Dossier]) -> None:
    plain = dossier("langue: fr\n")
    assert codes(word("Soit 16 497 €"), plain, "16\u202f497\u00a0€") == []
    assert codes(word("Soit 16 498 €"), plain, "16\u202f497\u00a0€") == ["P003"]


def test_an_empty_or_broken_file_is_said(dossier: Callable[[str], Dossier]) -> None:
    plain = dossier("langue: fr\n")
    assert codes(b"", plain) == ["P001"]
    assert codes(b"pas une archive", plain) == ["P002"]


@pytest.mark.parametrize(
    ("written", "around"),
    [
        ("Zone de mots perdus", "Zone de mots perdus"),
        ("Autre zone de mots perdus", "Autre zone de mots perdus"),
        ("mots perdus", "mots perdus"),
        ("un " * 10 + "mots" + " deux" * 6, "un " * 10 + "mots" + " deux" * 6),
        ("un " * 11 + "mots" + " deux" * 7, "un " * 9 + "mots" + " deux" * 5),
        ("y" + "un " * 10 + "mots", "un " * 9 + "mots"),
        ("mots", ""),
        ("Rien de tel", ""),
    ],
)
def test_a_lost_text_is_told_with_the_whole_words_within_thirty_signs_around_it(
    dossier: Callable[[str], Dossier], written: str, around: str
) -> None:
    built = dossier(f"contexte:\n  blocs: [{written}]\n")
    document = Document("essai", "essai", "Essai", built, expected=("mots",))
    [told] = prove(word("autre chose"), WORD, document)
    said = told.message.replace("\u00a0", " ").partition("le dossier l’écrit dans « ")[2]
    assert said == (f"{around} »" if around else "")
