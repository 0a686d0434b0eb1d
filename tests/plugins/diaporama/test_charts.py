"""Charts that stay true when somebody edits their data, read in the XML and in their workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from openpyxl import load_workbook
from tests.plugins.diaporama.blocs import Read, under
from tests.plugins.diaporama.lecteur import A, C

C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"

SURVEY = under("""\
    - type: enquete
      public: usagers
      base: repondants
      resultats:
        - titre: Que faut-il changer ?
          elements: [{texte: Les horaires, effectif: 310}, {texte: Le lieu, effectif: 124}]
chiffres:
  repondants: {libelle: familles interrogées, valeur: 1240}
""")


def charts(made) -> Iterator:
    for slide in made.deck.slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def sheet(chart, values: bool = True):
    data = chart.part.chart_workbook.xlsx_part.blob
    return load_workbook(io.BytesIO(data), data_only=values).active


def test_each_label_is_the_text_of_a_cell(any_deck) -> None:
    for chart in charts(any_deck):
        (cells,) = chart._chartSpace.iter(f"{C15}datalabelsRange")
        first, last = cells.find(f"{C15}f").text.removeprefix("Sheet1!").replace("$", "").split(":")
        shown = [node.text for node in cells.iter(f"{C}v")]
        rows = sheet(chart)[first:last]
        assert shown == [cell.value or "" for (cell,) in rows]
        fields = list(chart._chartSpace.iter(f"{A}fld"))
        assert {node.get("type") for node in fields} <= {"CELLRANGE"}
        assert [node.findtext(f"{A}t") for node in fields] == [text for text in shown if text]


def test_a_label_is_worked_out_from_its_value(read_text: Read, make: Callable) -> None:
    (chart,) = charts(make(read_text(SURVEY)))
    assert sheet(chart)["E2"].value == "\u00a0\u00a0310\u00a0(25\u00a0%)"
    assert sheet(chart, values=False)["E2"].value.startswith('="\u00a0\u00a0"&B2&')
    assert "B2/1240" in sheet(chart, values=False)["E2"].value


def test_a_bar_ends_on_a_track_as_long_as_who_was_asked(read_text: Read, make: Callable) -> None:
    (chart,) = charts(make(read_text(SURVEY)))
    value, track, label = chart.plots[0].series
    assert [a + b for a, b in zip(value.values, track.values, strict=True)] == [1240.0, 1240.0]
    assert sheet(chart, values=False)["C2"].value == "=$G$1-B2"
    assert sheet(chart)["G1"].value == 1240
    assert chart.value_axis.maximum_scale == 1240 + label.values[0]


def test_the_question_and_who_was_asked_are_on_the_slide(read_text: Read, make: Callable) -> None:
    shown = make(read_text(SURVEY)).shown()
    assert "Que faut-il changer\u202f?" in shown
    assert "Base\u00a0: 1\u202f240 familles interrogées." in shown


GRID = under("""\
    - type: pemat
      titre: Le flyer se comprend mieux
      evaluateurs: [sage-femme]
      items:
        - {echelle: comprehensibilite, texte: Le but est évident, avant: [non], apres: [oui]}
        - {echelle: comprehensibilite, texte: Le texte est court, avant: [oui], apres: [oui]}
        - {echelle: comprehensibilite, texte: Les mots sont connus, avant: [oui], apres: [oui]}
""")


def test_scores_of_a_grid_are_points_whose_labels_follow_their_values(
    read_text: Read, make: Callable
) -> None:
    (chart,) = charts(make(read_text(GRID)))
    (series,) = chart.plots[0].series
    assert [value for value in series.values if value is not None] == [2 / 3, 1.0]
    shown = [row[3].value for row in sheet(chart)["A2:E5"] if row[3].value]
    assert shown == ["67\u00a0%\n2 sur\u00a03", "100\u00a0%\n3 sur\u00a03"]
    assert sheet(chart, values=False)["D3"].value == '=TEXT(C3,"0\u00a0%")&CHAR(10)&E3'


PAST = under("""\
    - type: graphique
      titre: Les visites ont doublé
      avant: [visites_avant]
      chiffres: [visites]
chiffres:
  visites_avant: {valeur: 1240, unite: visites, date: 2022, source: logiciel du service}
  visites: {libelle: visites à domicile, valeur: 2480, unite: visites, date: 2024}
""")


def test_figures_before_and_after_are_points_whose_labels_follow_their_values(
    read_text: Read, make: Callable
) -> None:
    made = make(read_text(PAST))
    (chart,) = charts(made)
    (series,) = chart.plots[0].series
    assert [value for value in series.values if value is not None] == [1240.0, 2480.0]
    assert sheet(chart)["D3"].value == "1\u202f240"
    assert sheet(chart, values=False)["D3"].value == '=TEXT(C3,"# ##0")'
    assert chart.value_axis.maximum_scale > 2480
    assert "Source\u00a0: logiciel du service." in made.shown()
    assert "1\u202f240\u00a0visites." in made.spoken() and "2\u202f480 visites" in made.spoken()


SHARES = under("""\
    - type: graphique
      titre: L’équipe ose davantage
      avant: [osaient]
      chiffres: [osent]
chiffres:
  equipe: {libelle: professionnelles, valeur: 9}
  osaient: {valeur: 4, base: equipe}
  osent: {libelle: osent poser la question, valeur: 7, base: equipe}
""")


def test_a_percentage_under_its_count_follows_its_value_too(
    read_text: Read, make: Callable
) -> None:
    (chart,) = charts(make(read_text(SHARES)))
    assert sheet(chart)["D3"].value == "4 sur\u00a09\n44\u00a0%"
    assert sheet(chart, values=False)["D3"].value == '=E3&CHAR(10)&TEXT(C3,"0\u00a0%")'


def test_a_grid_is_told_in_full_by_the_notes_and_shown_after_the_deck(
    read_text: Read, make: Callable
) -> None:
    made = make(read_text(GRID))
    assert "2 sur\u00a03 (67\u00a0%)" in made.spoken()
    assert "Annexe\u00a0: Compréhensibilité, item par item" in made.shown()


SCALE = SURVEY.replace("- titre: Que faut-il", "- choix: echelle\n          titre: Que faut-il")


def test_the_degrees_of_an_opinion_are_one_bar_whose_names_follow_their_counts(
    read_text: Read, make: Callable
) -> None:
    (chart,) = charts(make(read_text(SCALE)))
    plot = chart.plots[0]
    assert [tuple(series.values) for series in plot.series] == [(310.0,), (124.0,)]
    names = [series.name for series in plot.series]
    assert names == [cell.value for cell in sheet(chart)[1][1:]]
    assert names[0].startswith("Les horaires\u00a0: 310")
    formula = sheet(chart, values=False)["B1"].value
    assert formula.startswith('="Les horaires') and "SUM($B$2:$C$2)" in formula
    tints = {series.format.fill.fore_color.rgb for series in plot.series}
    assert len(tints) == len(names)
