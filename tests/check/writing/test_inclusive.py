"""The writing of a dossier: what is warned of, and the advice that is asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.diagnostics import Diagnostic, Severity
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.model.printed_text import ENOUGH
from ppgp_relecture.writing.advice import advise

Found = Callable[[str], list[Diagnostic]]

CONTEXTE = """\
contexte:
  titre: Le contexte
  blocs:
    - "{}"
"""


def _told(found: list[Diagnostic], prefix: str = "C8") -> list[str]:
    return [f"{each.code} {each.message}" for each in found if each.code.startswith(prefix)]


def _printed(dossier: Dossier) -> str:
    assert dossier.contexte is not None
    (paragraphe,) = dossier.contexte.blocs
    return str(paragraphe.texte.plain)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("texte", "message"),
    [
        (
            "Les PROFESSIONNEL.L.E.S",
            "C801 la forme `PROFESSIONNEL.L.E.S` s’écrit `PROFESSIONNEL·LE·S`",
        ),
        (
            "Les entraideur·euse·s",
            "C801 `entraideur·euse·s` n’est pas au lexique de l’écriture inclusive",
        ),
        (
            "Les élu·e·s, les agent.e.s",
            "C802 deux écritures se mêlent\u00a0: `agent.e.s` ici, `élu·e·s` plus haut",
        ),
        ("Un « mot seul", "C803 ce guillemet `«` n’a pas son pendant"),
        ("L' enfant", "C804 l’apostrophe de `L'` se colle au mot suivant"),
    ],
)
def test_what_cannot_be_printed_well_is_warned_of(found: Found, texte: str, message: str) -> None:
    diagnostics = found(CONTEXTE.format(texte))
    assert _told(diagnostics) == [message]
    (warned,) = [each for each in diagnostics if each.code.startswith("C8")]
    assert warned.severity is Severity.WARNING
    assert warned.span is not None and warned.span.line == 4


@pytest.mark.parametrize(
    ("texte", "hint"),
    [
        ("Un « mot seul", "fermez la citation avec `»`, ou supprimez ce guillemet"),
        (
            "Un mot » seul",
            "mettez `«` devant la citation et `»` derrière, ou supprimez ce guillemet",
        ),
    ],
)
def test_a_lone_quotation_mark_is_shown_the_one_that_it_lacks(
    found: Found, texte: str, hint: str
) -> None:
    assert [each.hints for each in found(CONTEXTE.format(texte)) if each.code == "C803"] == [
        (hint,)
    ]


@pytest.mark.parametrize("fault", ["« mot ", "L' enfant ", "entraideur·euse·s "])
def test_a_text_that_is_wrong_as_a_whole_is_told_of_a_few_times_only(
    found: Found, fault: str
) -> None:
    assert len(_told(found(CONTEXTE.format(50 * fault)))) == ENOUGH


def test_the_words_of_a_person_are_not_held_to_inclusive_writing(found: Found) -> None:
    citations = (
        'citations: {une: {texte: "Les entraideur·euse·s et les élu.e.s", attribution: une mère}}\n'
    )
    assert _told(found(citations)) == []


@pytest.mark.parametrize(
    ("profil", "imprime"),
    [
        ("doublet", "Les professionnelles et les professionnels formés"),
        ("median", "Les professionnel·le·s formé·e·s"),
        ("point", "Les professionnel.le.s formé.e.s"),
        ("masculin", "Les professionnels formés"),
    ],
)
def test_a_dossier_prints_the_inclusive_form_that_it_chose(
    dossier: Callable[[str], Dossier], profil: str, imprime: str
) -> None:
    texte = CONTEXTE.format("Les professionnel·le·s formé·e·s")
    assert _printed(dossier(f"redaction: {{inclusif: {profil}}}\n{texte}")) == imprime


def test_a_dossier_may_follow_the_spacing_of_the_union(
    dossier: Callable[[str], Dossier],
) -> None:
    texte = CONTEXTE.format("Vraiment ? « Oui » : bien")
    chosen = f"redaction: {{typographie: union_europeenne}}\n{texte}"
    assert _printed(dossier(chosen)) == "Vraiment? «Oui»: bien"


def test_advice_is_never_more_than_a_note_and_comes_only_on_demand(
    found: Found, dossier: Callable[[str], Dossier]
) -> None:
    texte = CONTEXTE.format(
        "La XYZ doit optimiser tout. Elle est suivie par nous et elle est aidée par eux. La 2ème "
        + "fois on lit cette phrase, "
        + "puis encore, " * 20
        + "et enfin."
    )
    assert _told(found(texte)) == []
    advices = advise(dossier(texte))
    assert {each.severity for each in advices} == {Severity.INFO}
    assert sorted(_told(list(advices))) == [
        "C851 phrase de 50 mots\u00a0: «\u00a0La 2e fois on lit cette phrase, puis encore, puis "
        "encore…\u00a0»",
        "C852 sigle jamais développé\u00a0: `XYZ`",
        "C853 «\u00a0optimiser\u00a0» est du jargon",
        "C854 plusieurs passifs dans une phrase\u00a0: «\u00a0Elle est suivie par nous et elle est "
        "aidée par eux.\u00a0»",
        "C855 «\u00a0Contexte\u00a0»\u00a0: lisibilité 80 sur 100, lecture facile",
        "C856 `2ème` s’imprime `2e`",
    ]
