"""Alternative texts that tell nothing of their picture."""

from __future__ import annotations

import pytest

from ppgp_docs.francais.remplacement import ne_dit_rien


@pytest.mark.parametrize(
    "texte",
    [
        *("", " ", "  ", "\u00a0", "-", "…", "12", "f.jpg", "f.JPEG", "images/vue du parc.png"),
        *("C:\\Users\\moi\\logo.emf", "Image 3", "image", "Image3", "une image", "l’image"),
        *("Picture 1", "Photo", "photo 12", "IMG_2041", "DSC01234", "DSC_0012 (2)", "Graphique 4"),
        *("Logo", "logo.", "Illustration n° 2", "Figure 1", "Capture d’écran", "Sans titre"),
        *("Texte de remplacement", "Espace réservé pour une image 4", "Picture Placeholder 5"),
        "Une image contenant texte, capture d’écran\n\nDescription générée automatiquement",
        "Une image contenant ciel. Le contenu généré par l’IA peut être incorrect.",
    ],
)
def test_it_says_nothing(texte: str) -> None:
    assert ne_dit_rien(texte)


@pytest.mark.parametrize(
    "texte",
    [
        *("Logo du conseil départemental", "La salle d’attente", "Photo de groupe", "Un parent"),
        *("Figure 3 : les visites par mois", "PMI", "L’Ain", "Image de la façade", "DSC"),
        *(
            "Plan du rez-de-chaussée",
            "2021, l’ouverture",
            "Une illustration de Léa",
            "Photos prises",
        ),
    ],
)
def test_it_says_something(texte: str) -> None:
    assert not ne_dit_rien(texte)
