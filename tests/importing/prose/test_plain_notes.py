"""Notes as an agency writes them after a meeting: what stands in them is not asked again."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
import yaml

from ppgp_docs.edit.apply import apply
from ppgp_docs.francais.designations import nomme_dans
from ppgp_docs.francais.territoires import departement
from ppgp_docs.importing.prose.drafting import DraftOfNotes, draft_of
from ppgp_docs.importing.prose.items import Written
from ppgp_docs.importing.prose.quotes import quote_in
from ppgp_docs.roundtrip.markdown import Words
from ppgp_docs.studio.chosen_notes import chosen, title_of
from ppgp_docs.studio.shown_pages import data_of

STYLES = {"#": "Title", "##": "Heading 1", "-": "List Bullet"}
NOTES = """# Notes sur le territoire

## Contexte

Le service réunit 41 professionnels, dont 9 sages-femmes, et 12 professionnel·le·s du département.

## Les étapes

- septembre 2023 : lancement avec les équipes
- janvier à mars 2024 : enquêtes auprès des parents
- printemps 2025 : nouveau carnet
- décembre 2025 : bilan

## N°1 : les enquêtes

187 parents sur 240 se disent satisfaits, 33 des 41 agents ont répondu, 24 disent avoir changé.
Le carnet est remis depuis avril 2025 aux deux maternités. 6 juin 2024 : restitution aux élus.

« Je laisse le parent chercher. » (une puéricultrice : accord signé le 3 octobre 2025)
"""


@pytest.fixture(scope="module")
def draft() -> DraftOfNotes:
    document = docx.Document()
    for line in filter(None, NOTES.splitlines()):
        mark, _, text = line.partition(" ")
        if mark in STYLES:
            document.add_paragraph(text, style=STYLES[mark])
        else:
            document.add_paragraph(line)
    document.save(content := BytesIO())
    return draft_of("notes.docx", content.getvalue(), departement("19"))


@pytest.fixture(scope="module")
def held(draft: DraftOfNotes) -> Any:
    return yaml.load(draft.files["dossier.yaml"], yaml.BaseLoader)


def test_dated_lines_are_the_chronology_with_their_periods(held: Any) -> None:
    steps = held["chronologie"]["jalons"]
    assert [step.get("date") or step["repere"] for step in steps] == [
        "septembre 2023",
        "janvier à mars 2024",
        "printemps 2025",
        "décembre 2025",
    ]
    assert steps[1]["titre"] == "enquêtes auprès des parents"


def test_an_activity_is_called_without_the_number_that_documents_give_it(held: Any) -> None:
    assert [each["titre"] for each in held["activites"]] == ["Les enquêtes"]


def test_only_what_is_counted_is_proposed_as_a_figure(draft: DraftOfNotes) -> None:
    assert [(each.number, each.unit) for each in draft.figures] == [
        ("41", "professionnels"),
        ("9", "sages-femmes"),
        ("12", "professionnel"),
        ("187", "parents"),
        ("41", "agents"),
    ]


def test_what_is_said_of_a_consent_is_no_function_and_is_kept(held: Any) -> None:
    [quote] = held["citations"].values()
    assert quote["attribution"] == "une puéricultrice"
    assert "accord signé" in str(held["a_classer"])


def test_a_milestone_has_the_title_that_its_line_says_and_is_not_told_twice(
    draft: DraftOfNotes,
) -> None:
    [rank] = [rank for rank, each in enumerate(draft.dates) if each.date == "6 juin 2024"]
    title = title_of(draft.dates[rank])
    assert title == "Restitution aux élus"
    [change] = chosen(draft, {f"date:{rank}": "oui", f"titre:{rank}": title}, {}, ())
    assert change.value == {"jalons": [{"date": "6 juin 2024", "titre": title}]}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Notes Corrèze.docx", "19"),
        ("Département de la Haute-Loire (43)", "43"),
        ("bilan_val-d-oise_2024.odt", "95"),
        ("Seine-et-Marne et Ain", None),
        ("Compte rendu", None),
    ],
)
def test_notes_say_of_which_territory_they_are(said: str, code: str | None) -> None:
    found = nomme_dans(said)
    assert (found.code if found else None) == code


def written(text: str) -> Written:
    return Written(1, (Words(text),))


@pytest.mark.parametrize(
    ("text", "who", "beside"),
    [
        ("Citation (une mère, MDS de Dole) : « Je croyais que non. »", "une mère, MDS de Dole", ""),
        (
            "Citation (un médecin de PMI, MDS de Saint-Claude) : « Je diffère, je fais confiance. »"
            " – accord écrit PAS encore reçu, relance faite.",
            "un médecin de PMI, MDS de Saint-Claude",
            "accord écrit PAS encore reçu, relance faite",
        ),
        ("Verbatim : « Je laisse des silences. » (une sage-femme)", "une sage-femme", ""),
        ("Témoignage d’une élue : « Nous avons tenu bon. »", "une élue", ""),
        ("Une puéricultrice raconte : « On fait beaucoup de route. »", "Une puéricultrice", ""),
    ],
)
def test_who_speaks_is_told_apart_from_what_notes_say_beside(
    text: str, who: str, beside: str
) -> None:
    """A remark on a consent is never printed under a quotation, nor among its words."""
    quote = quote_in(written(text))
    assert quote and (quote.who, quote.beside) == (who, beside)


def test_a_title_before_a_quotation_is_no_one_who_speaks() -> None:
    assert quote_in(written("Notre devise : « Différer n’est pas abandonner. »")) is None


PARTS = """# Notes

## Contexte

Le service réunit 4 500 agents sur 12 lieux. 212 familles ont répondu.

Chez elles, 91 % se disent satisfaites de l’accueil (193 sur 212).

58 agents sur 74 ont répondu (78 %).

Au questionnaire : 20 % (3 sur 7) disent avoir changé.

« Nous sommes 212 familles à le dire. » (une mère)
"""


@pytest.fixture(scope="module")
def parts() -> DraftOfNotes:
    return draft_of("notes.txt", PARTS.encode(), departement("19"))


def test_what_is_said_of_a_part_is_one_figure_with_its_base_and_its_share(
    parts: DraftOfNotes,
) -> None:
    found = [(each.number, each.base, each.share, each.label) for each in parts.figures]
    assert found == [
        ("4 500", "", "", "agents"),
        ("12", "", "", "lieux"),
        ("212", "", "", "familles"),
        ("193", "212", "91", "se disent satisfaites de l’accueil"),
        ("58", "74", "78", "agents"),
        ("3", "7", "20", "disent avoir changé"),
        ("212", "", "", "familles à le dire"),
    ]


def test_a_figure_that_is_kept_is_cited_by_the_texts_that_say_it_and_never_in_a_quotation(
    parts: DraftOfNotes,
) -> None:
    """A share that is not the one that the numbers make stays as it was typed."""
    root = data_of(parts.files["dossier.yaml"].decode())
    fields = {f"chiffre:{each.name}": "oui" for each in parts.figures}
    changes = tuple(chosen(parts, fields, root, ("departement", "chiffres", "citations")))
    made: Any = data_of(apply(parts.files["dossier.yaml"].decode(), changes).text)
    text = " ".join(map(str, made["contexte"]["blocs"]))
    assert "réunit {{ chiffres.agents }} agents sur {{ chiffres.lieux }} lieux" in text
    assert "{{ chiffres.se_disent_satisfaites_de_l_acc.pct }} se disent" in text
    assert "({{ chiffres.se_disent_satisfaites_de_l_acc.sur }})" in text
    assert "{{ chiffres.agents_2 }} agents sur {{ chiffres.base }} ont" in text
    assert "20 % ({{ chiffres.disent_avoir_change.sur }})" in text
    assert made["chiffres"]["se_disent_satisfaites_de_l_acc"]["base"] == "familles"
    assert made["chiffres"]["base"] == {"libelle": "Base\u00a0: agents", "valeur": "74"}
    assert [each["texte"] for each in made["citations"].values()] == [
        "Nous sommes 212 familles à le dire."
    ]


def test_two_paragraphs_led_by_before_and_after_are_compared() -> None:
    """One alone stays a text."""
    text = "# N\n\n## L’accueil\n\nAVANT : une page.\n\nAprès : deux pages.\n\nAvant : seul."
    made = draft_of("notes.txt", text.encode(), departement("19")).files["dossier.yaml"]
    root: Any = yaml.load(made, yaml.BaseLoader)
    block, alone = root["activites"][0]["blocs"]
    assert block["type"] == "avant_apres" and "a_classer" not in str(root["activites"])
    assert (block["avant"]["texte"], block["apres"]["texte"]) == ("Une page.", "Deux pages.")
    assert alone == "Avant : seul." and "Une page" not in str(root.get("a_classer"))
