"""The story that a deck tells, slide by slide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from pytest_regressions.file_regression import FileRegressionFixture

from ppgp_diaporama.slides import Bars, Slide, Table, Timeline
from ppgp_diaporama.story.chapters import MOST_SLIDES
from ppgp_diaporama.story.deck import tell
from ppgp_diaporama.story.figures import key_figures
from ppgp_docs.francais.espaces import simplifier

EXAMPLE = Path(__file__).with_name("exemple.yaml")
GOLDEN = Path(__file__).with_name("lecture.txt")
"""Golden file: on an intended change, `nox -s golden`, and review the diff."""


def read_out(slides: tuple[Slide, ...]) -> str:
    """The slides as a person would read them out."""
    return "".join(f"{line}\n" for slide in slides for line in _lines(slide))


def _lines(slide: Slide) -> Iterator[str]:
    yield f"[{slide.layout}] {slide.title.plain}"
    for panel in slide.panels:
        yield "  | " + " / ".join(para.plain for para in panel.paras)
    if isinstance(slide.drawing, Timeline):
        yield from (f"  • {step.when} / {step.title.plain}" for step in slide.drawing.steps)
    elif isinstance(slide.drawing, Table):
        rows = (slide.drawing.header, *slide.drawing.rows)
        yield from ("  = " + " / ".join(cell.plain for cell in row) for row in rows)
    elif isinstance(slide.drawing, Bars):
        yield f"  # {slide.drawing.alt}"
    yield from (f"  > {line}" for line in slide.notes)


def test_the_example_reads_as_it_did(
    dossier: Callable, file_regression: FileRegressionFixture
) -> None:
    story = dossier(EXAMPLE.read_text(encoding="utf-8"))
    file_regression.check(read_out(tell(story)), fullpath=GOLDEN, encoding="utf-8")


def test_a_part_that_is_left_out_makes_no_slide(dossier: Callable) -> None:
    story = dossier("contexte:\n  titre: Le contexte\n  blocs:\n    - Un texte seul.\n")
    assert [slide.layout for slide in tell(story)] == ["Couverture", "Texte"]


def test_a_long_story_is_cut_to_its_strongest_slides_and_the_rest_is_spoken(
    dossier: Callable,
) -> None:
    section = (
        "      - type: section\n        titre: Section {0}\n        blocs:\n"
        "          - Le texte de la section {0}.\n"
    )
    sections = "".join(section.format(n) for n in range(9))
    quote = (
        "      - type: section\n        titre: Une voix\n        blocs:\n"
        "          - {type: citation, citation: voix}\n"
    )
    head = "citations:\n  voix: {texte: Je prends du recul, attribution: une personne}\n"
    story = dossier(f"{head}activites:\n  - titre: La formation\n    blocs:\n{sections}{quote}")
    slides = tell(story)
    assert len(slides) <= MOST_SLIDES
    assert slides[-1].layout == "Citation"
    spoken = "\n".join(line for slide in slides for line in slide.notes)
    assert [
        n for n in range(9) if f"Le texte de la section\N{NO-BREAK SPACE}{n}." not in spoken
    ] == []


def activity(asked: str, count: int = 9) -> str:
    """An activity of as many sections, each asking the same of slides but the second, that does
    not want any."""
    section = (
        "      - type: section\n        titre: Section {0}\n        diapo: {1}\n        blocs:\n"
        "          - Le texte de la section {0}.\n"
    )
    sections = (section.format(n, "non" if n == 1 else asked) for n in range(count))
    return f"activites:\n  - titre: La formation\n    blocs:\n{''.join(sections)}"


def test_what_a_section_asks_to_be_shown_is_whatever_their_number(dossier: Callable) -> None:
    titles = [slide.title.plain for slide in tell(dossier(activity("oui", 25)))]
    assert [n for n in range(25) if f"Section\N{NO-BREAK SPACE}{n}" in titles] == [0, *range(2, 25)]


def test_a_section_that_wants_no_slide_is_spoken(dossier: Callable) -> None:
    slides = tell(dossier(activity("oui", 3)))
    assert "Section\N{NO-BREAK SPACE}1" not in [slide.title.plain for slide in slides]
    spoken = "\n".join(line for slide in slides for line in slide.notes)
    assert "Le texte de la section\N{NO-BREAK SPACE}1." in spoken


def test_a_section_within_another_speaks_for_itself(dossier: Callable) -> None:
    story = dossier(
        "contexte:\n  titre: Le contexte\n  blocs:\n    - type: section\n      titre: Dehors\n"
        '      diapo: "non"\n      blocs:\n        - Un texte.\n        - type: section\n'
        "          titre: Dedans\n          diapo: oui\n          blocs: [Un autre texte.]\n"
    )
    assert [slide.title.plain for slide in tell(story)][1:] == ["Dedans"]


def titled(*titles: str) -> str:
    """A dossier of activities that each have one section of two slides, so titled."""
    section = (
        "  - titre: Activité {0}\n    blocs:\n      - type: section\n        titre: {1}\n"
        "        blocs:\n          - {{type: liste, elements: [un, deux]}}\n"
        "          - {{type: etapes, etapes: [{{titre: Lire}}, {{titre: Relire}}]}}\n"
    )
    every = "".join(section.format("ABC"[rank], title) for rank, title in enumerate(titles))
    return f"activites:\n{every}"


def test_a_title_goes_on_only_where_one_section_has_several_slides(dossier: Callable) -> None:
    titles = [slide.title.plain for slide in tell(dossier(titled("Les effets")))]
    assert titles[-2:] == ["Les effets", "Les effets (suite)"]


def test_sections_of_one_title_say_of_which_activity_they_are(dossier: Callable) -> None:
    titles = [slide.title.plain for slide in tell(dossier(titled("Effets", "Effets")))]
    assert [title for title in titles if title.startswith("Effets")] == [
        "Effets (Activité A)",
        "Effets (Activité A) (suite)",
        "Effets (Activité B)",
        "Effets (Activité B) (suite)",
    ]


def test_a_long_name_of_an_activity_is_told_by_its_number(dossier: Callable) -> None:
    text = titled("Effets", "Effets").replace("Activité B", "Une activité " + "longue " * 6)
    titles = [slide.title.plain for slide in tell(dossier(text))]
    assert "Effets (activité\N{NO-BREAK SPACE}2)" in titles


def test_two_sections_of_one_part_do_not_go_on_with_each_other(dossier: Callable) -> None:
    section = "    - type: section\n      titre: Les effets\n      blocs:\n        - Un texte {}.\n"
    blocs = "".join(section.format(n) for n in range(3))
    story = dossier(f"contexte:\n  titre: Le contexte\n  blocs:\n{blocs}")
    titles = [slide.title.plain for slide in tell(story)]
    assert titles[1:] == ["Les effets", "Les effets (2)"]


def test_the_first_slide_after_a_divider_continues_nothing(dossier: Callable) -> None:
    texts = "".join(f"      - Un texte {n}.\n      - {{type: liste, titre: Liste {n}, "
                    "elements: [un, deux]}\n" for n in range(3))  # fmt: skip
    slides = tell(dossier(f"activites:\n  - titre: La formation\n    blocs:\n{texts}"))
    titles = [slide.title.plain for slide in slides]
    assert titles[1:3] == ["La formation", "La formation, dans le détail"]
    assert "La formation (suite)" not in titles[:3]


def test_no_more_figures_than_a_room_remembers(dossier: Callable) -> None:
    figures = "".join(f"  nombre_{n}: {{libelle: choses, valeur: {n}}}\n" for n in range(8, 30))
    assert len(key_figures(dossier(f"chiffres:\n{figures}"))) == 6


def test_a_numbered_list_keeps_its_numbers(dossier: Callable) -> None:
    text = "      1. le premier\n      2. le deuxième. Il suit.\n      - un autre\n"
    story = dossier(f"contexte:\n  blocs:\n    - |\n{text}")
    panels = [panel for slide in tell(story) for panel in slide.panels]
    numbers = [(para.number, para.plain) for panel in panels for para in panel.paras]
    assert numbers == [(1, "le premier"), (2, "le deuxième. Il suit."), (0, "un autre")]


def told(*activities: str) -> str:
    """A dossier of activities, whose short versions are given, with a figure and a call."""
    each = "".join(
        f"  - titre: Activité {n}\n    version_courte: {short}\n    blocs: [Un texte {n}.]\n"
        for n, short in enumerate(activities)
    )
    return (
        "chiffres:\n  formes: {libelle: personnes formées, valeur: 62, unite: personnes}\n"
        f"contexte:\n  titre: Le contexte\n  blocs: [Un texte.]\nactivites:\n{each}"
        "et_apres:\n  titre: Et après ?\n  priorites: [{titre: Former}, {titre: Relire}]\n"
        "appel: {accroche: Faites de même}\n"
    )


def test_a_deck_says_why_what_was_done_what_changed_what_next_then_asks(dossier: Callable) -> None:
    slides = tell(dossier(told("On écoute", "On écrit", "On change", "On mesure")))
    titles = [slide.title.plain for slide in slides if slide.layout != "Intercalaire"]
    assert titles[1:4] == [
        "Trois constats se dégagent",
        "Le contexte",
        "Dans l’Ain, on compte 62 personnes\N{NO-BREAK SPACE}formées",
    ]
    assert titles[-3:] == [
        "Dans l’Ain, la démarche continue",
        "Trois constats sont à retenir",
        "Faites de même",
    ]


def messages(slides: tuple[Slide, ...]) -> list[Slide]:
    return [slide for slide in slides if slide.source.name == "les constats" and slide.notes]


def test_the_messages_said_first_are_said_again_before_the_call(dossier: Callable) -> None:
    """All of them numbered alike, none in the place of the title."""
    slides = tell(dossier(told("On écoute", "On écrit", "On change", "On mesure")))
    found = [slide for slide in messages(slides) if not slide.title.plain.startswith("Annexe")]
    assert [slide.title.plain for slide in found] == [
        "Trois constats se dégagent",
        "Trois constats sont à retenir",
    ]
    for slide in found:
        said = [(panel.paras[0].number, panel.paras[0].plain) for panel in slide.panels]
        assert said == [(1, "On écoute"), (2, "On écrit"), (3, "On change")]


def test_two_messages_are_two(dossier: Callable) -> None:
    [first, again] = messages(tell(dossier(told("On écoute", "On écrit"))))
    assert first.title.plain == "Deux constats se dégagent"
    assert [len(slide.panels) for slide in (first, again)] == [2, 2]


def test_a_lone_activity_has_no_messages(dossier: Callable) -> None:
    slides = tell(dossier(told("On écoute")))
    assert messages(slides) == []
    divider = next(slide for slide in slides if slide.layout == "Intercalaire")
    assert divider.panels[-1].paras == ()


def test_a_divider_names_the_parts_and_the_one_that_begins(dossier: Callable) -> None:
    slides = tell(dossier(told("On écoute", "On écrit")))
    plans = [slide.panels[-1].paras[0].runs for slide in slides if slide.layout == "Intercalaire"]
    assert [[run.text for run in plan if run.bold] for plan in plans] == [
        ["Activité\N{NO-BREAK SPACE}0"],
        ["Activité\N{NO-BREAK SPACE}1"],
    ]


def cues(slide: Slide) -> list[str]:
    head = "À dire\N{NO-BREAK SPACE}: "
    return [line.removeprefix(head) for line in slide.notes if line.startswith(head)]


def test_the_speaker_has_three_cues_what_comes_next_and_how_long(dossier: Callable) -> None:
    """Sentences that the slide does not bear: nobody needs a note of what is on the screen."""
    said = "Les équipes écoutent les familles {}. Elles en parlent ensuite en réunion."
    texts = "".join(
        f"    - {said.format(word)}\n"
        for word in ("ici", "là", "tôt", "hier", "tard", "bien", "peu")
    )
    story = dossier(
        f"contexte:\n  titre: Le contexte\n  blocs:\n{texts}appel: {{accroche: Faites de même}}\n"
    )
    slide = tell(story)[1]
    start = slide.notes.index("Pour aller plus loin\N{NO-BREAK SPACE}:")
    shown = slide.panels[0].shorter[-1][0].plain
    assert len(cues(slide)) == 3
    assert not [cue for cue in cues(slide) if cue in (shown, slide.title.plain)]
    assert slide.notes[3] == "Transition\N{NO-BREAK SPACE}: Faites de même"
    assert slide.notes[4].startswith("Durée\N{NO-BREAK SPACE}: ")
    assert said.format("tard") in slide.notes[start:]


def test_no_cue_says_what_the_slide_says(dossier: Callable) -> None:
    slides = tell(dossier(told("On écoute les familles", "On écrit avec les familles")))
    assert [cues(slide) for slide in messages(slides)] == [[], []]


def test_figures_make_a_sentence(dossier: Callable) -> None:
    figure = "chiffres:\n  un: {{libelle: {}, valeur: 62, unite: {}}}\ncontexte: {{blocs: [Un.]}}\n"
    long = "professionnelles et professionnels formés en présentiel en avril"
    said = [
        next(each.title.plain for each in tell(dossier(text)) if each.layout == "Chiffres")
        for text in (
            figure.format("personnes formées", "personnes"),
            figure.format(long, "personnes"),
            figure.format(f"{long} et en mai", "personnes"),
        )
    ]
    assert list(map(simplifier, said)) == [
        "Dans l’Ain, on compte 62 personnes formées",
        f"On compte 62 {long}",
        "Dans l’Ain, la démarche se mesure en un chiffre",
    ]


def test_a_chronology_says_how_long_it_takes_or_in_how_many_steps(dossier: Callable) -> None:
    def title(*dates: str) -> str:
        every = "".join(f"    - {{{date}titre: Réunion {n}}}\n" for n, date in enumerate(dates))
        story = dossier(f"contexte: {{blocs: [Un.]}}\nchronologie:\n  jalons:\n{every}")
        found = (each.title.plain for each in tell(story) if each.layout == "Chronologie")
        return simplifier(next(found))

    assert title("date: 2022, ", "date: 2025, ") == "Dans l’Ain, la démarche se mène de 2022 à 2025"
    assert title("date: 2025-01, ", "date: 2025-12, ").endswith("se mène en 11 mois")
    assert title(*["repere: Après, "] * 3) == "La démarche se mène en 3 étapes"
    assert title("date: 2025, ", "date: 2025, ") == "La démarche se mène en 2 étapes"
