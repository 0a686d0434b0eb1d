"""Looking only where a name may begin finds all that reading each word finds."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from ppgp_docs.francais.personnes import recherche
from ppgp_docs.francais.personnes.noms_connus import KnownPerson
from ppgp_docs.francais.personnes.places_des_mots import words_of

PEOPLE = tuple(
    map(
        KnownPerson.of,
        (
            "Camille Martineau",
            "Anne de La Tour",
            "Jean-Baptiste Le Goff",
            "Xi Yu",
            "O’Neill",
            "Éléonore Vasseur-Quénot",
            "Marie-Claude Dupont-Lebrun",
            "Rose Petit",
        ),
    )
)
PIECES = (
    *(
        "Camille",
        "MARTINEAU",
        "Mar\u00adtineau",
        "Marti- neau",
        "C. M.",
        "CM",
        "Mme",
        "M.",
        "M. C.",
    ),
    *(
        "Anne",
        "de La",
        "Tour",
        "latour",
        "T",
        "Jean-Baptiste",
        "J.-B.",
        "J.-B. L. G.",
        "JBLG",
        "Le",
    ),
    *("Goff", "L. G.", "G. J.-B.", "Yu", "Y. X.", "O’Neill", "V.-Q. Éléonore", "VQ", "Éléonore V"),
    *("quenotvasseur", "CamilleMartineau", "dupontlebrun", "DupontMarie", "Marie", "D.", "Rose"),
    *("c.martineau@exemple.fr", "camille_m", "é", ".", "-", " et ", "M a r t i n e a u", "l’"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join))
@example("Éléonore V.-Q.")
@example("V. Q. Éléonore")
@example("l’avis de L. G. Jean-Baptiste")
def test_no_mention_begins_elsewhere(text: str) -> None:
    words = words_of(text)
    for person in PEOPLE:
        for way in person.ways:
            finder = recherche.NameFinder(words, way, person.names)
            found = [*finder.mentions()]
            with patch.object(recherche, "possible_starts", lambda *_: range(len(words.words))):
                assert found == [*finder.mentions()]
