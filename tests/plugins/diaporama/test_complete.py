"""Nothing of a dossier is lost: what no slide shows, the speaker's notes tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.plugins.diaporama.hasard import KINDS, Writer
from tests.plugins.diaporama.lecteur import SlideRead, folded, missing, slides_of

from ppgp_diaporama.format import Diaporama
from ppgp_diaporama.slides import FURTHER
from ppgp_docs.api import dossier
from ppgp_docs.prove import prove

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><circle r="20"/></svg>'
Read = Callable[..., dossier.Dossier]
Told = Callable[[str], list[SlideRead]]


@pytest.fixture
def told(read_text: Read, make: Callable) -> Told:
    """The slides of a dossier, a drawing beside it, read from the bare XML."""

    def run(text: str) -> list[SlideRead]:
        return slides_of(make(read_text(text, drawing=DRAWING)).data)

    return run


def under(blocs: str) -> str:
    """A dossier whose context holds these blocks."""
    return f'departement: "971"\ncontexte:\n  titre: Le contexte\n  blocs:\n{blocs}'


def of(slides: list[SlideRead], layout: str) -> SlideRead:
    return next(slide for slide in slides if slide.layout == layout)


def test_every_text_of_a_dossier_is_shown_or_said(any_deck) -> None:
    assert missing(any_deck.document.dossier, any_deck.data) == []


def test_a_text_that_is_not_in_the_deck_is_noticed(any_deck, read_text: Read) -> None:
    other = read_text(under("    - Un texte que personne n’a écrit.\n"))
    assert missing(other, any_deck.data)[-1] == "un texte que personne n’a écrit."


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.campaign(share=8)
def test_any_number_of_anything_is_shown_or_said(seed: int, read_text: Read, make) -> None:
    made = make(read_text(Writer(seed).dossier()))
    assert missing(made.document.dossier, made.data) == []
    assert prove(made.data, Diaporama.media_type, made.document) == ()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.campaign(share=3)
def test_a_block_of_any_size_is_shown_or_said(kind: str, seed: int, read_text: Read, make) -> None:
    made = make(read_text(Writer(seed).alone(kind)))
    assert missing(made.document.dossier, made.data) == []


SURVEY = under("""\
    - type: section
      titre: Les attentes des familles
      version_courte: Les horaires d’abord
      blocs:
        - type: enquete
          public: usagers
          base: repondants
          resultats:
            - titre: Que faut-il changer en premier ?
              elements: [{texte: Les horaires, effectif: 310}, {texte: Le lieu, effectif: 124}]
            - titre: Comment nous avez-vous connus ?
              elements: [{texte: Par un proche, effectif: 90}, {texte: Par la mairie, effectif: 40}]
chiffres:
  repondants: {libelle: familles interrogées, valeur: 1240}
""")


def test_the_question_of_a_survey_stands_under_its_bars_when_it_is_not_the_title(told) -> None:
    first, second = [slide for slide in told(SURVEY) if slide.has_chart]
    assert first.title == "Les horaires d’abord"
    assert "Que faut-il changer en premier\u202f?" in first.shown
    assert second.title == "Comment nous avez-vous connus\u202f?"
    assert second.shown.count(second.title) == 1


def test_every_slide_with_a_chart_has_notes_that_read_it_out(told) -> None:
    first, second = [slide for slide in told(SURVEY) if slide.has_chart]
    assert any("Les horaires (310\u00a0réponses)" in line for line in first.notes)
    assert any("Par un proche (90\u00a0réponses)" in line for line in second.notes)


def test_the_pages_of_a_long_chart_have_notes_and_a_description_of_their_own(told) -> None:
    answers = ", ".join(f"{{texte: Réponse {n}, effectif: {n}}}" for n in range(10, 24))
    survey = SURVEY.replace(
        "[{texte: Les horaires, effectif: 310}, {texte: Le lieu, effectif: 124}]", f"[{answers}]"
    )
    pages = [slide for slide in told(survey) if slide.title.startswith("Les horaires d’abord (")]
    assert len(pages) > 1
    for page in pages[1:]:
        (described,) = [text for text in page.described if text.startswith("Graphique")]
        bars = [text for text in page.shown if text.startswith("Réponse ")]
        assert all(bar in described and any(bar in line for line in page.notes) for bar in bars)
        assert "Réponse 10" not in described


def test_a_quote_shows_its_short_version_and_the_speaker_says_all_of_it(told) -> None:
    slides = told(
        under("    - {type: citation, citation: voix}\n")
        + "citations:\n  voix: {texte: J’écoute davantage et je prends le temps., "
        "version_courte: J’écoute davantage, attribution: une puéricultrice}\n"
    )
    quote = of(slides, "Citation")
    assert "«\u00a0J’écoute davantage\u00a0»" in quote.shown
    assert any("je prends le temps" in line for line in quote.notes)


PAIR = under("""\
    - type: avant_apres
      titre: Le flyer
      avant: {AVANT}
      apres: {APRES}
      changements: [Le numéro se voit]
""")
PICTURE = "{image: {fichier: dessin.svg, alt: Un flyer serré, credit: Studio Rivage}}"
TEXT = "{texte: Le texte occupe toute la page.}"


@pytest.mark.parametrize(("before", "after"), [(PICTURE, TEXT), (TEXT, PICTURE)])
def test_a_pair_with_one_picture_keeps_it_beside_the_text_of_the_other_side(
    told, before: str, after: str
) -> None:
    pair = of(told(PAIR.replace("{AVANT}", before).replace("{APRES}", after)), "Avant-après")
    assert "Un flyer serré" in pair.described
    assert "Le texte occupe toute la page." in pair.shown
    first = "Avant" if before == TEXT else "Après"
    order = list(pair.shown)
    assert order.index(first) + 1 == order.index("Le texte occupe toute la page.")


def test_the_changes_of_a_pair_with_one_picture_have_a_slide(told) -> None:
    slides = told(PAIR.replace("{AVANT}", TEXT).replace("{APRES}", PICTURE))
    assert any("Le numéro se voit" in slide.shown for slide in slides)


def test_the_credit_of_every_picture_that_is_shown_is_said(told) -> None:
    picture = "{fichier: dessin.svg, alt: Un dessin, credit: %s}"
    slides = told(
        f"couverture: {picture % 'Studio Couverture'}\n"
        + under(
            "    - {type: section, titre: L’équipe, blocs: [{type: personnes, personnes: [une]}]}\n"
            "    - type: section\n      titre: Le flyer\n      blocs:\n"
            "        - type: avant_apres\n          titre: Le flyer\n"
            f"          avant: {{image: {picture % 'Studio Avant'}}}\n"
            f"          apres: {{image: {picture % 'Studio Après'}}}\n"
        )
        + f"personnes:\n  une: {{fonction: psychologue, portrait: dessin, "
        f"photo: {picture % 'Studio Portrait'}}}\n"
    )
    notes = {slide.layout: "\n".join(slide.notes) for slide in slides}
    assert "Crédit\u00a0: Studio Couverture." in notes["Couverture"]
    assert "Crédit\u00a0: Studio Portrait." in notes["Personnes"]
    assert "Crédit\u00a0: Studio Avant." in notes["Avant-après"]
    assert "Crédit\u00a0: Studio Après." in notes["Avant-après"]


def test_a_picture_that_no_slide_shows_is_described_with_its_credit(told) -> None:
    slides = told(
        under(
            "    - type: documents\n      documents:\n        - titre: Un flyer\n"
            "          image: {fichier: dessin.svg, alt: Le flyer ouvert, credit: Studio Rivage}\n"
        )
    )
    notes = "\n".join(line for slide in slides for line in slide.notes)
    assert "Image\u00a0– Le flyer ouvert (crédit\u00a0: Studio Rivage)" in notes


def test_the_short_version_of_what_has_no_slide_is_said_too(told) -> None:
    slides = told(
        under(
            "    - {type: section, titre: Une, blocs: [{type: liste, elements: [un]}]}\n"
            "    - {type: section, titre: Deux, blocs: [{type: liste, elements: [deux]}]}\n"
            "    - type: section\n      titre: Trois\n      blocs:\n"
            "        - {type: paragraphe, texte: Un texte entier., version_courte: Un texte}\n"
            "    - type: section\n      titre: Quatre\n      blocs:\n"
            "        - {type: citation, citation: voix}\n"
        )
        + "citations:\n  voix: {texte: Des mots., version_courte: Mots, attribution: une voix}\n"
    )
    notes = [line for slide in slides for line in slide.notes]
    assert "En bref\u00a0: Un texte" in notes
    assert "En bref\u00a0– Une voix\u00a0: «\u00a0Mots\u00a0»" in notes


def test_photos_of_more_than_four_people_go_on_over_slides(told) -> None:
    people = "".join(
        f"  p{n}: {{fonction: psychologue {n}, portrait: dessin, "
        f"photo: {{fichier: dessin.svg, alt: Portrait {n}}}}}\n"
        for n in range(7)
    )
    names = ", ".join(f"p{n}" for n in range(7))
    bloc = f"    - {{type: personnes, personnes: [{names}]}}\n"
    slides = [s for s in told(under(bloc) + f"personnes:\n{people}") if s.layout == "Personnes"]
    assert [f"Portrait {n}" for n in range(7)] == [
        text for slide in slides for text in slide.described if text.startswith("Portrait")
    ]


def test_blocks_keep_their_place_around_a_section(told) -> None:
    slides = told(
        "departement: '971'\nactivites:\n  - titre: La formation\n    blocs:\n"
        "      - {type: citation, citation: avant}\n"
        "      - {type: section, titre: Au milieu, blocs: [{type: citation, citation: dedans}]}\n"
        "      - {type: citation, citation: apres}\n"
        "citations:\n"
        "  avant: {texte: Un., attribution: A}\n  dedans: {texte: Deux., attribution: B}\n"
        "  apres: {texte: Trois., attribution: C}\n"
    )
    quotes = [slide.shown for slide in slides if slide.layout == "Citation"]
    said = [next(text for text in shown if text.startswith("«")) for shown in quotes]
    assert said == ["«\u00a0Un.\u00a0»", "«\u00a0Deux.\u00a0»", "«\u00a0Trois.\u00a0»"]


def test_a_block_without_a_slide_is_told_further_by_the_slide_before_it(told) -> None:
    slides = told(
        under(
            "    - {type: section, titre: Les demandes, blocs: [{type: liste, elements: [un]}]}\n"
            "    - type: section\n      titre: Le détail\n      version_courte: En détail\n"
            "      blocs: [{type: tableau, titre: Où, colonnes: [Lieu], lignes: [[Basse-Terre]]}]\n"
            "    - {type: section, titre: Les voix, blocs: [{type: citation, citation: voix}]}\n"
        )
        + "citations:\n  voix: {texte: Un mot., attribution: A}\n"
    )
    assert [slide.title for slide in slides[1:]] == ["Les demandes", "Les voix"]
    notes = slides[1].notes
    further = notes[notes.index(FURTHER) + 1 :]
    start = further.index("En détail")
    assert further[start : start + 3] == ("En détail", "Le détail", "Où")
    assert any("Basse-Terre" in line for line in further)


def test_a_part_that_shows_nothing_is_told_by_the_slide_before_it(told) -> None:
    """Its only block is a figure that the slide of key figures shows already."""
    slides = told(
        under("    - {type: chiffre_cle, titre: La formation en chiffres, chiffres: [formes]}\n")
        + "chiffres:\n  formes: {libelle: personnes formées, valeur: 1240, source: bilan}\n"
    )
    assert [slide.layout for slide in slides] == ["Couverture", "Chiffres"]
    assert "La formation en chiffres" in slides[0].notes
    assert "Le contexte" in slides[0].notes


def test_the_titles_of_sections_within_sections_are_said(told) -> None:
    slides = told(
        under(
            "    - type: section\n      titre: Le dehors\n      version_courte: Dehors\n"
            "      blocs: [{type: section, titre: Le dedans, blocs: [Un texte.]}]\n"
        )
    )
    rest = slides[-1].notes[slides[-1].notes.index(FURTHER) + 1 :]
    assert rest[:3] == ("Le contexte", "Dehors", "Le dehors")


def test_the_acronyms_the_holder_and_the_credits_close_the_notes(told) -> None:
    slides = told(
        under("    - Un texte.\n") + "sigles: {PMI: protection maternelle et infantile}\n"
        "mentions: {annee: 2025, titulaire: agence Kalía, credits: Illustrations de Zoé}\n"
        "demarche: {cadre: contrat départemental}\n"
    )
    assert slides[-1].notes[-3:] == (
        "Sigles\u00a0: PMI, protection maternelle et infantile.",
        "©\u00a02025 agence Kalía.",
        "Illustrations de Zoé.",
    )
    assert "Cadre\u00a0: contrat départemental" in slides[0].notes


@pytest.mark.parametrize("part", ["introduction", "chronologie", "et_apres", "appel", "section"])
def test_a_note_is_said_wherever_it_is_called(told, part: str) -> None:
    called = {
        "introduction": "introduction: {ici: 'Ici[^grille].'}\n",
        "chronologie": "chronologie:\n  jalons: [{date: 2022, titre: 'Bilan[^grille]'}]\n",
        "et_apres": "et_apres:\n  priorites: [{titre: Former, texte: 'Un an[^grille].'}]\n",
        "appel": "appel: {accroche: Venez, texte: 'Appelez[^grille].'}\n",
        "section": "",
    }[part]
    titre = "'Un titre[^grille]'" if part == "section" else "Un titre"
    slides = told(
        under(f"    - {{type: section, titre: {titre}, blocs: [Un texte.]}}\n")
        + called
        + "notes: {grille: Une grille de relecture}\n"
    )
    assert "Note\u00a0: Une grille de relecture" in [n for slide in slides for n in slide.notes]


@pytest.mark.parametrize("second", ["'La suite[^grille]'", "La suite"])
def test_a_note_that_a_note_calls_is_said_too_once(told, second: str) -> None:
    """A circle of them as well, which the check tells."""
    notes = f"notes: {{grille: 'Une grille[^suite]', suite: {second}}}\n"
    slides = told(under("    - Un texte[^grille].\n") + notes)
    said = [note for slide in slides for note in slide.notes if note.startswith("Note")]
    assert said == ["Note\u00a0: Une grille", "Note\u00a0: La suite"]


CALL = (
    under("    - Un texte.\n")
    + """\
appel:
  accroche: Faites comme nous
  texte: Appelez-nous.
  lien: https://exemple.fr/rejoindre
  contacts: [CONTACTS]
"""
)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_the_link_of_the_call_stands_with_the_call_and_in_no_contact(
    read_text, make, count: int
) -> None:
    contacts = ", ".join(f"{{fonction: Direction {n}}}" for n in range(count))
    deck = make(read_text(CALL.replace("CONTACTS", contacts))).deck
    slides = [slide for slide in deck.slides if slide.slide_layout.name == "Contact"]
    cards = [
        shape.text_frame.text
        for slide in slides
        for shape in slide.shapes
        if shape.name.startswith("Contact")
    ]
    assert cards == [f"Direction {n}" for n in range(count)]
    for slide in slides:
        (call,) = [shape for shape in slide.shapes if shape.name == "Texte"]
        assert call.text_frame.text == "Appelez-nous.\nhttps://exemple.fr/rejoindre"


MARKS = ("Pied de page", "Numéro de diapositive")


def test_texts_on_a_dark_ground_state_their_colour(any_deck) -> None:
    """Readers that do not inherit the second level of a layout print it dark on dark."""
    dark = [
        slide
        for slide in any_deck.deck.slides
        if slide._element.find("{*}clrMapOvr/{*}overrideClrMapping") is not None
    ]
    assert dark
    for slide in dark:
        written = [shape for shape in slide.placeholders if shape.placeholder_format.idx < 20]
        texts = [s for s in written if s.has_text_frame and s.name not in MARKS]
        runs = [run for shape in texts for run in shape._element.iter("{*}r")]
        assert [run for run in runs if run.find("{*}rPr/{*}solidFill") is None] == []


def test_what_is_compared_is_the_words_alone() -> None:
    assert folded(" «\u00a0Une  pause\u00a0»\n") == "une pause"


def test_who_speaks_is_said_with_their_organisation(told: Told) -> None:
    quoted = """\
citations:
  recul: {texte: Je prends du recul., personne: anne}
personnes:
  anne: {fonction: psychologue, structure: agence Kalía}
"""
    slide = of(told(quoted + under("    - {type: citation, citation: recul}\n")), "Citation")
    assert "Psychologue, agence Kalía\u00a0: «\u00a0Je prends du recul.\u00a0»" in slide.notes
