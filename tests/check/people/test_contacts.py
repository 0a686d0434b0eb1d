"""C501 to C503: addresses and phones that someone will use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ppgp_docs.check.people.contacts import what_lacks
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.model.dossier import Dossier

Codes = Callable[..., list[str]]
Found = Callable[..., list[Diagnostic]]


def contact(fields: str) -> str:
    return f"appel: {{accroche: Venez, contacts: [{{fonction: Direction, {fields}}}]}}\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("contact@exemple.fr", []),
        ("prenom.nom+pmi@sous-domaine.exemple.fr", []),
        ("contact@agence-Kalía.fr", ["C501"]),
        ("contact@exemple", ["C501"]),
        ("contact exemple.fr", ["C501"]),
        ("a@b@exemple.fr", ["C501"]),
        ("mailto:contact@exemple.fr", ["C501"]),
        (".contact.@exemple.fr", ["C501"]),
    ],
)
def test_an_email_is_one_that_a_mail_program_accepts(
    codes: Codes, written: str, told: list[str]
) -> None:
    assert codes(contact(f"courriel: '{written}'")) == told


@pytest.mark.parametrize("written", ["éloïse@départements.fr", "contact@départements.fr"])
def test_an_email_with_accents_is_told_that_few_programs_write_to_it(
    found: Found, written: str
) -> None:
    (told,) = found(contact(f"courriel: '{written}'"))
    assert told.code == "C501"
    assert "peu de messageries" in told.hints[0]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("contact@agence-Kalía .fr.", "sans espace ni accent"),
        ("contact.exemple.fr", "l’arobase"),
        ("contact@exemple", "la fin du domaine"),
        (".contact.@exemple.fr", "comparez-la à"),
    ],
)
def test_an_email_is_told_what_it_lacks_and_nothing_else(written: str, told: str) -> None:
    assert told in what_lacks(written)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("01 99 00 12 34", []),
        ("01.99.00.12.34", []),
        ("0199001234", []),
        ("+33 1 99 00 12 34", []),
        ("+33 (0)1 99 00 12 34", []),
        ("119", []),
        ("39 19", []),
        ("+262 262 12 34 56", []),
        ("+590590123456", []),
        ("+594 594 12 34 56", []),
        ("00596 596 12 34 56", []),
        ("+508 41 12 34", []),
        ("+687 26 12 34", []),
        ("+41 22 327 41 11", []),
        ("0262 12 34 56", []),
        ("06 39 98 12 34", []),
        ("+262 12 34", ["C502"]),
        ("+999 12 34 56 78", ["C502"]),
        ("01 99 00 12", ["C502"]),
        ("01 99 00 12 345", ["C502"]),
        ("00 99 00 12 34", ["C502"]),
        ("poste 12", ["C502"]),
    ],
)
def test_a_phone_is_one_that_can_be_dialled(codes: Codes, written: str, told: list[str]) -> None:
    assert codes(contact(f"telephone: '{written}'")) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("https://www.exemple.fr/ppgp", []),
        ("www.exemple.fr", ["C503"]),
        ("javascript:alert(1)", ["C503"]),
        ("https://exemple .fr", ["C503"]),
    ],
)
def test_the_link_of_the_call_to_action_is_a_page(
    codes: Codes, written: str, told: list[str]
) -> None:
    assert codes(f"appel: {{accroche: Venez, lien: '{written}'}}\n") == told


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("courriel: 'contact@agence.exémple.fr'", "peu de messageries"),
        ("courriel: 'mailto:contact@exemple.fr'", "`contact@exemple.fr`"),
        ("courriel: 'a@exemple.fr, b@exemple.fr'", "gardez une seule adresse par contact"),
        ("telephone: '639981234'", "le zéro du début manque\u00a0: `06 39 98 12 34`"),
        ("telephone: 'O6 39 98 12 34'", "un chiffre est une lettre\u00a0: `06 39 98 12 34`"),
        ("telephone: '06 39 98 12 34 / 06 39 98 12 35'", "gardez un seul numéro par contact"),
        ("telephone: '06-39-98-12-34 poste 12'", "le numéro seul\u00a0: `06 39 98 12 34`"),
        ("courriel: 'pmi@serveur.local'", "ce domaine n’existe que dans votre réseau"),
        ("telephone: '+262 12 34'", "tout le numéro\u00a0: `+262 262 12 34 56`"),
        ("telephone: '01 99 00'", "dix chiffres par paires\u00a0: `01 99 00 12 34`"),
    ],
)
def test_the_hint_is_what_was_meant_when_it_can_be_nothing_else(
    found: Found, written: str, hint: str
) -> None:
    (fault,) = found(contact(written))
    assert hint in fault.hints[0]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("0199001234", "01 99 00 12 34"),
        ("01.99.00.12.34", "01 99 00 12 34"),
        ("+262262123456", "+262 262 12 34 56"),
        ("+594 594 123456", "+594 594 12 34 56"),
        ("0596.12.34.56", "0596 12 34 56"),
    ],
)
def test_a_phone_is_printed_the_usual_way_and_told_where_it_was_typed(
    dossier: Callable[[str], Dossier], typed: str, printed: str
) -> None:
    story = dossier(contact(f"telephone: '{typed}'"))
    assert story.appel is not None
    (holder,) = story.appel.contacts
    assert holder.telephone == printed.replace(" ", "\u00a0")
    assert holder.at("telephone").line == 1


@pytest.mark.parametrize(
    "typed", ["a b@ain.fr", "ab@ ain.fr", "hélène@ain.fr", "mailto:a b@ain.fr", "a@a in.fr"]
)
def test_another_address_is_never_guessed(found: Found, typed: str) -> None:
    (fault,) = found(contact(f"courriel: '{typed}'"))
    assert "@" not in fault.hints[0]
