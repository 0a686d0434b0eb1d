"""Step 3: every slip of a dossier at once, once, at its place, in French, with what mends it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ppgp_docs.diagnostics import Diagnostic, has_errors
from ppgp_docs.francais.dates import DatePrecise
from ppgp_docs.load.tree import load
from ppgp_docs.schema.validate import Validated
from ppgp_docs.session import Session

Validate = Callable[..., Validated]


@pytest.fixture
def validated(session: Session, tmp_path: Path) -> Validate:
    """Load and validate a text against the schema of that name."""

    def run(text: str, schema: str = "dossier") -> Validated:
        file = tmp_path / f"{schema}.yaml"
        file.write_text(text, encoding="utf-8")
        tree = load(file).tree
        assert tree is not None
        return session.validator.validate(tree, schema)

    return run


@pytest.fixture
def slip(validated: Validate) -> Callable[..., Diagnostic]:
    """The only fault of a dossier."""

    def run(text: str, schema: str = "dossier") -> Diagnostic:
        result = validated('departement: "01"\n' + text if schema == "dossier" else text, schema)
        assert has_errors(result.diagnostics)
        (fault,) = result.diagnostics
        return fault

    return run


def place(fault: Diagnostic) -> tuple[int, int]:
    assert fault.span is not None
    return fault.span.line, fault.span.column


BROKEN = """\
langue: anglais
edition: 2022-13
couverture: {alt: Un village}
presentation:
  sommaire: peut-être
  titre_form: de
chiffres:
  Formés à distance: {valeur: 62}
  repondants: {valeur: 12.500}
  evolution: {pourcentage: 120 %}
  delai: deux mois
contexte:
  blocs:
    - type: paragrafe
      texte: Un texte
    - titre: Sans type
    - type: section
      titre: Une section
      blocs:
        - type: encart
          text: Un texte
    - type: chiffre_cle
      chiffres: [a, b, c, d, e, f, g]
et_apres:
  titre: Et après
  priorites: []
activites: à écrire
"""


def test_a_dossier_broken_in_sixteen_ways_tells_them_all_each_at_its_place(
    validated: Validate,
) -> None:
    result = validated(BROKEN)
    assert result.value is None
    assert sorted((*place(fault), fault.code) for fault in result.diagnostics) == [
        (1, 1, "V001"),  # departement is missing
        (1, 9, "V005"),
        (2, 10, "V003"),
        (3, 13, "V001"),  # the picture's file is missing
        (5, 13, "V003"),
        (6, 3, "V002"),
        (8, 3, "V006"),
        (9, 24, "V003"),
        (10, 28, "V007"),
        (11, 10, "V004"),
        (14, 13, "V009"),
        (16, 7, "V008"),
        (21, 11, "V002"),
        (23, 17, "V007"),
        (24, 1, "V010"),  # priorites is blank, its title is lost
        (27, 12, "V004"),
    ]


def test_nothing_is_told_twice(validated: Validate) -> None:
    places = [fault.span for fault in validated(BROKEN).diagnostics]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(
    ("text", "message", "hints"),
    [
        (
            "langue: anglais\n",
            "`langue` (Langue) vaut `anglais`, il faut `fr`",
            ("exemple\u00a0: `fr`",),
        ),
        (
            "presentation: {titre_forme: locatifs}\n",
            "`titre_forme` (Forme du titre) vaut `locatifs`, il faut `locatif` ou `de`",
            ("vouliez-vous dire `locatif`\u202f?", "exemple\u00a0: `locatif`"),
        ),
        (
            "activites: à écrire\n",
            "`activites` (Activités) devrait être une liste (une ligne par élément, qui commence "
            "par un tiret)",
            ("commencez cette ligne par un tiret\u00a0: `- à écrire`",),
        ),
        (
            "mentions: {annee: 1789}\n",
            "`annee` (Année) vaut 1789, il faut au moins 1990",
            ("exemple\u00a0: `2025`",),
        ),
        (
            "dispenses: {C203: vu}\n",
            "la raison donnée pour `C203` compte 2\u00a0caractères, il en faut au moins 10",
            (),
        ),
        (
            "chiffres: {Évolution 2: {valeur: 7}}\n",
            "le nom `Évolution 2` n’a pas la forme attendue",
            ("écrivez par exemple `evolution_2`",),
        ),
        (
            "dispenses: {c203: les populations se recouvrent}\n",
            "le nom `c203` n’a pas la forme attendue",
            ("écrivez par exemple `C203`",),
        ),
        (
            "sigles: {Petits pas Grands pas®: PPGP}\n",
            "le nom `Petits pas Grands pas®` compte 22\u00a0caractères, il en faut au plus 20",
            (),
        ),
        (
            "appel: {accroche: , texte: Venez.}\n",
            "`accroche` (Accroche) est vide",
            ("écrivez-le après les deux-points",),
        ),
        (
            "contexte: {blocs: [{type: citation, citation: {a: b}}]}\n",
            "`citation` (Citation) devrait être un texte",
            ("exemple\u00a0: `recul`",),
        ),
    ],
)
def test_a_message_says_the_field_what_was_found_and_what_is_expected(
    slip: Callable[[str], Diagnostic], text: str, message: str, hints: tuple[str, ...]
) -> None:
    fault = slip(text)
    assert (fault.message, fault.hints) == (message, hints)


@pytest.mark.parametrize(
    ("text", "where", "key", "meant"),
    [
        ("contxte: x\n", (2, 1), "contxte", "contexte"),
        ("demarche: {debu: 2022}\n", (2, 12), "debu", "debut"),
        (
            "contexte:\n  blocs:\n    - type: section\n      titre: T\n      blocs:\n"
            "        - type: liste\n          elements:\n            - {texte: x, efectif: 3}\n",
            (9, 26),
            "efectif",
            "effectif",
        ),
    ],
)
def test_an_unknown_key_is_underlined_and_corrected_at_any_depth(
    slip: Callable[[str], Diagnostic], text: str, where: tuple[int, int], key: str, meant: str
) -> None:
    fault = slip(text)
    assert (fault.code, place(fault)) == ("V002", where)
    assert fault.message == f"la clé `{key}` n’existe pas à cet endroit"
    assert fault.hints == (f"vouliez-vous dire `{meant}`\u202f?",)


def test_an_unknown_key_like_no_other_gets_no_wild_suggestion(
    slip: Callable[[str], Diagnostic],
) -> None:
    assert slip("xyz: 1\n").hints == ()


def test_a_misspelt_required_key_is_one_slip_and_not_two(
    slip: Callable[[str], Diagnostic],
) -> None:
    assert slip("appel: {acroche: Venez}\n").code == "V002"


def test_a_missing_key_points_at_the_start_of_what_lacks_it(
    slip: Callable[[str], Diagnostic],
) -> None:
    fault = slip("appel:\n  texte: Venez\n")
    assert (fault.code, fault.message) == ("V001", "il manque `accroche` (Accroche)")
    assert fault.span is not None
    assert (place(fault), fault.span.end_column) == ((3, 3), 4)
    assert fault.hints == ("ajoutez une ligne `accroche: …`",)


def test_a_required_key_left_blank_points_at_the_key(slip: Callable[[str], Diagnostic]) -> None:
    fault = slip("appel:\n  accroche:\n  texte: Venez\n")
    assert (fault.code, fault.message) == ("V001", "`accroche` (Accroche) est vide")
    assert place(fault) == (3, 3)


def test_an_unknown_block_type_is_told_with_the_likeliest_one(
    slip: Callable[[str], Diagnostic],
) -> None:
    fault = slip("contexte: {blocs: [{type: encard, texte: x}]}\n")
    assert fault.message == "le type de bloc `encard` n’existe pas"
    assert fault.hints == ("vouliez-vous dire `encart`\u202f?",)


def test_a_block_type_like_no_other_is_told_with_all_of_them(
    slip: Callable[[str], Diagnostic], session: Session
) -> None:
    (hint,) = slip("contexte: {blocs: [{type: xyz}]}\n").hints
    assert all(kind in hint for kind in session.schemas.blocks)


def test_a_file_that_is_not_a_mapping_is_one_fault(slip: Callable[..., Diagnostic]) -> None:
    fault = slip("- un\n- deux\n", "contrat")
    assert fault.code == "V004"
    assert fault.message.startswith("le fichier devrait être une rubrique")


def test_a_plain_text_is_a_paragraph_and_a_plain_item_an_element(validated: Validate) -> None:
    text = 'departement: "01"\ncontexte: {blocs: [Bonjour, {type: liste, elements: [un]}]}\n'
    value = validated(text).value
    assert value is not None
    assert value["contexte"]["blocs"] == [
        {"type": "paragraphe", "texte": "Bonjour"},
        {"type": "liste", "elements": [{"texte": "un", "quantite": 1}], "numerotee": False},
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("62", Decimal(62)),
        ("6 957", Decimal(6957)),
        ("7,25", Decimal("7.25")),
        ("12 500,5", Decimal("12500.5")),
        ("007", Decimal(7)),
    ],
)
def test_a_number_is_read_as_french_people_write_it(
    validated: Validate, written: str, read: Decimal
) -> None:
    value = validated(f'departement: "01"\nchiffres: {{formes: {{valeur: "{written}"}}}}\n').value
    assert value is not None
    assert value["chiffres"]["formes"]["valeur"] == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2022", DatePrecise(2022)),
        ("2022-12", DatePrecise(2022, 12)),
        ("2022-07-05", DatePrecise(2022, 7, 5)),
        ("05/07/2022", DatePrecise(2022, 7, 5)),
        ("fin 2022", DatePrecise(2022, moment="fin")),
    ],
)
def test_a_date_keeps_the_precision_that_was_typed(
    validated: Validate, written: str, read: DatePrecise
) -> None:
    value = validated(f'departement: "01"\nedition: {written}\n').value
    assert value is not None
    assert value["edition"] == read


@pytest.mark.parametrize(
    ("written", "read"), [("oui", True), ("Oui", True), ("true", True), ("non", False)]
)
def test_yes_and_no_are_french_words(validated: Validate, written: str, read: bool) -> None:
    value = validated(f'departement: "01"\npresentation: {{sommaire: {written}}}\n').value
    assert value is not None
    assert value["presentation"]["sommaire"] is read


def test_what_cannot_be_read_says_why_and_how_to_write_it(
    slip: Callable[[str], Diagnostic],
) -> None:
    fault = slip("chiffres: {formes: {valeur: 12.500}}\n")
    assert fault.code == "V003"
    assert "peut se lire de deux façons" in fault.message
    assert "`12 500`" in fault.message


def test_a_section_left_blank_counts_for_nothing(validated: Validate) -> None:
    text = 'departement: "01"\nappel:\n  accroche:\n  contacts:\n    -\ncouverture: {}\nnotes:\n'
    result = validated(text)
    assert result.diagnostics == ()
    assert result.value is not None
    assert not {"appel", "couverture"} & set(result.value)


def test_a_blank_item_does_not_shift_the_places_of_its_neighbours(
    slip: Callable[[str], Diagnostic],
) -> None:
    fault = slip("mentions: {credits: x}\ncontexte:\n  blocs:\n    - Un\n    - type: xyz\n")
    assert place(fault) == (6, 13)


words = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
junk = st.recursive(
    words, lambda node: st.lists(node, max_size=3) | st.dictionaries(words, node, max_size=3)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_content_whatever_raises_and_every_fault_has_a_place(
    validated: Validate, session: Session, data: st.DataObject
) -> None:
    import yaml

    keys = st.sampled_from(list(session.schemas.named["dossier"]))
    kinds = st.sampled_from(list(session.schemas.blocks))
    blocks = st.lists(st.fixed_dictionaries({"type": kinds, "titre": junk}), max_size=3)
    parts = st.fixed_dictionaries({"blocs": blocks | junk})
    dossier = data.draw(st.dictionaries(keys, junk | parts, min_size=1))
    result = validated(yaml.safe_dump(dossier, allow_unicode=True, default_style='"'))
    assert result.value is not None or has_errors(result.diagnostics)
    assert all(fault.span and fault.span.line for fault in result.diagnostics)


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("chiffres:\n  formes: 62\n", "V004", "`formes: {valeur: 62}`"),
        ("mentions: {anne: 2025}\n", "V002", "`annee`"),
        (
            "chronologie: {jalons: [{titre: x, date: automne 2023}]}\n",
            "V003",
            "`repere: automne 2023`",
        ),
        ("redaction: {zzz: oui}\n", "V002", "clés possibles ici"),
        ('mentions: {"annee\\u00a0": 2025}\n', "V002", "insécable"),
        (
            "contexte:\n  blocs:\n    - type: liste\n      elements:\n"
            "        - Soutien : aux familles\n",
            "V002",
            '`"Soutien : aux familles"`',
        ),
    ],
)
def test_what_mends_it_is_said(
    slip: Callable[..., Diagnostic], text: str, code: str, hint: str
) -> None:
    fault = slip(text)
    assert fault.code == code
    assert hint in " ".join(fault.hints)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("contexte:\n  titre Un été\n", "il manque «\u00a0:\u00a0» après `titre`"),
        ("contexte: titre Un été\n", "écrivez `titre: Un été`"),
        ("introduction:\n  ppgp Un programme\n", "après `ppgp`"),
        ("appel:\n  accroche\n", "après `accroche`"),
        ("contexte: Un été\n", "en retrait ses clés"),
        ("mentions: 2024\n", "en retrait ses clés"),
    ],
)
def test_a_text_where_keys_are_asked_says_how_to_write_them(
    slip: Callable[..., Diagnostic], typed: str, hint: str
) -> None:
    fault = slip(typed)
    assert fault.code == "V004"
    assert any(hint in each for each in fault.hints)


def test_a_funder_typed_alone_is_shown_behind_the_word_that_takes_any(
    slip: Callable[..., Diagnostic],
) -> None:
    envelope = "enveloppes: [{financeur: CAF, montant: 10}]\n"
    fault = slip(f"intitule: Essai\nperiode: {{debut: 2025, fin: 2027}}\n{envelope}", "contrat")
    assert "écrivez `CD`, `FIR`, `BOP304`, `ONDAM_MS` ou `autre:CAF`" in fault.hints
