"""What WeasyPrint says, told in French."""

from __future__ import annotations

import logging

import pytest

from ppgp_docs.diagnostics import Diagnostic
from ppgp_etude_de_cas.pdf.journal import reported


@pytest.mark.parametrize(
    ("message", "code", "told"),
    [
        (
            "Failed to load image at 'ppgp:a.png': HTTP Error 404",
            "R102",
            "l’image `ppgp:a.png` ne se charge pas",
        ),
        ("Font-face 'Maison' cannot be loaded", "R102", "la police `Maison` ne se charge pas"),
        (
            "Ignored `colour: red` at 3:5, unknown property.",
            "R101",
            "`colour: red` est une propriété inconnue (ligne 3, colonne 5)",
        ),
        (
            "Ignored `width: bleu` at 1:2, invalid value.",
            "R101",
            "`width: bleu` est sans effet (ligne 1, colonne 2)",
        ),
        (
            "Failed to load stylesheet at ppgp:a.css : not found",
            "R102",
            "la feuille de style `ppgp:a.css` ne se charge pas",
        ),
        ("Something rare", "R104", "`Something rare`"),
    ],
)
def test_each_is_told_in_french_with_its_place(message: str, code: str, told: str) -> None:
    heard: list[Diagnostic] = []
    with reported(heard.append, lambda _: None):
        logging.getLogger("weasyprint").warning(message)
    (found,) = heard
    assert found.code == code
    assert found.message.endswith(f"\u00a0: {told}")
