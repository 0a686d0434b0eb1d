"""Charts: bars as long as what they stand for, told in words, never over their labels."""

from __future__ import annotations

import re
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from attrs import evolve

from ppgp_docs.api import HandledError, blocs, dossier, parse_line
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.plugin.formats import Context
from ppgp_docs.session import Session
from ppgp_docs.workspace.resources import Resources
from ppgp_etude_de_cas.document.html import _templates, drawing

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu

POINTS = 4
"""Pixels to a point when a page is measured."""


def test_a_bar_is_as_long_as_its_part_of_the_base(
    rendre: Rendre, etude: dossier.Dossier, session: Session
) -> None:
    """6 answers of 9, then 3 of 9; then, in the chart, 7 of 9 and 9 of 1,250."""
    theme = load_theme("neutre", session.resources)
    colours = theme.colours["second"], theme.colours["second_clair"]
    parts = drawn_parts(rendre(with_only(etude, blocs.Enquete, blocs.Graphique)), *colours)
    assert parts == pytest.approx([6 / 9, 3 / 9, 7 / 9, 9 / 1250], abs=0.003)


def test_a_counted_answer_is_read_before_its_bar_and_its_bar_is_told(exemple: Rendu) -> None:
    assert re.search(r"LI Prévention\nFigure:.*\nLI Soutien\nFigure:", exemple.lecture())
    told = alternatives(exemple)
    assert {"6 sur\N{NO-BREAK SPACE}9 (67\N{NO-BREAK SPACE}%)"} <= told


def test_an_answer_that_nobody_counted_has_no_bar(rendre: Rendre, etude: dossier.Dossier) -> None:
    [survey] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.Enquete))
    plain = [evolve(answer, effectif=None) for answer in survey.resultats[0].elements]
    results = evolve(survey.resultats[0], elements=tuple(plain))
    rendered = rendre(with_blocs(etude, evolve(survey, resultats=(results,))))
    assert "LI • Prévention\nLI • Soutien\n" in rendered.lecture()
    assert not any("sur" in told for told in alternatives(rendered))


def test_the_base_of_a_survey_is_given(exemple: Rendu) -> None:
    assert re.search(r"Auprès des équipes\nP 9 réponses\n", exemple.lecture())


def test_a_long_label_stands_in_lines_above_its_bar(rendre: Rendre, etude: dossier.Dossier) -> None:
    label = parse_line("professionnels qui ont changé leur façon de recevoir les familles " * 3)
    figure = evolve(etude.chiffres["evolution"], libelle=label)
    study = evolve(etude, chiffres=etude.chiffres.update({"evolution": figure}))
    words = printed_words(rendre(with_only(study, blocs.Graphique)))
    said = [word for word in words if word[0].lower() in label.plain.split()]
    [head_of_value] = [top for text, top, _ in words if text == "(78"]
    lines = {(top, bottom) for _, top, bottom in said if head_of_value - 50 < top < head_of_value}
    assert len(lines) > 1
    assert max(bottom for _, bottom in lines) < head_of_value


def test_before_and_after_are_drawn_and_told(rendre: Rendre, etude: dossier.Dossier) -> None:
    past = evolve(etude.chiffres["evolution"], cle="peu", valeur=Decimal(2), source="premier tour")
    study = evolve(etude, chiffres=etude.chiffres.update({"peu": past}))
    [bars] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.Graphique))
    title = parse_line("La pratique a changé")
    chart = evolve(bars, titre=title, avant=("peu",), chiffres=("evolution",))
    rendered = rendre(with_blocs(study, chart))
    [told] = [text for text in alternatives(rendered) if text.startswith("Graphique avant-après")]
    assert told.replace("\N{NO-BREAK SPACE}", " ") == (
        "Graphique avant-après. La pratique a changé. Voient leur pratique changer : "
        "avant 2 sur 9 (22 %), après 7 sur 9 (78 %)."
    )
    shown = [word for word, _, _ in printed_words(rendered)]
    assert {"Avant", "Après", "22", "78"} <= set(shown)
    assert "Source : premier tour ; questionnaire." in " ".join(rendered.texte().split())


@pytest.mark.parametrize(("part", "whole"), [(996, 1000), (1, 100_000), (99_999_999, 10**8)])
def test_a_long_value_is_drawn_to_its_last_sign(
    rendre: Rendre, etude: dossier.Dossier, part: int, whole: int
) -> None:
    counts = {"evolution": Decimal(part), "repondants": Decimal(whole)}
    figures = {
        name: evolve(
            etude.chiffres[name], valeur=value, base="" if value == whole else "repondants"
        )
        for name, value in counts.items()
    }
    study = evolve(etude, chiffres=etude.chiffres.update(figures))
    rendered = rendre(with_only(study, blocs.Graphique))
    assert ink_of_last_sign(rendered, "%)") > 10


@pytest.mark.parametrize(
    "unit", ["", "personnes", "personnes qui vivent dans une commune sans médecin"]
)
@pytest.mark.parametrize("value", [1, 123_456_789_012])
def test_a_value_of_any_length_stands_within_the_margins(
    rendre: Rendre, etude: dossier.Dossier, unit: str, value: int
) -> None:
    figure = evolve(etude.chiffres["evolution"], valeur=Decimal(value), unite=unit, base="")
    study = evolve(etude, chiffres=etude.chiffres.update({"evolution": figure}))
    rendered = rendre(with_only(study, blocs.Graphique))
    said = subprocess.run(
        ["pdftotext", "-bbox", "-f", "2", str(rendered.fichier), "-"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    words = re.findall(r'xMax="([\d.]+)" yMax="[\d.]+">(.*?)</word>', said)
    assert max(float(right) for right, _ in words) <= (210 - 25 + 0.5) * 72 / 25.4
    assert f"{value:,}".replace(",", "") in "".join(text for _, text in words)


def test_a_chart_taller_than_a_page_goes_on_in_another_drawing(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    label = parse_line("professionnels qui ont changé leur façon de recevoir les familles " * 2)
    figure = evolve(etude.chiffres["evolution"], libelle=label)
    figures = {f"long_{rank}": evolve(figure, valeur=Decimal(rank)) for rank in range(12)}
    [chart] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.Graphique))
    study = evolve(etude, chiffres=etude.chiffres.update(figures))
    rendered = rendre(with_blocs(study, evolve(chart, chiffres=tuple(figures))))
    told = [text for text in alternatives(rendered) if text.startswith("Graphique")]
    assert sorted(text.partition(".")[0] for text in told) == [
        "Graphique en barres (1 sur 2)",
        "Graphique en barres (2 sur 2)",
    ]
    assert all(f"{rank} sur" in rendered.texte() for rank in range(12))


def test_extremes_are_told_where_bars_are_many(rendre: Rendre, etude: dossier.Dossier) -> None:
    names = ("evolution", "repondants", "formes")
    more = {f"formes_{rank}": etude.chiffres[name] for rank, name in enumerate(names)}
    [chart] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.Graphique))
    longer = evolve(chart, chiffres=(*names, *more))
    study = evolve(etude, chiffres=etude.chiffres.update(more))
    [told] = (
        text for text in alternatives(rendre(with_blocs(study, longer))) if "Graphique" in text
    )
    assert "Le plus haut\N{NO-BREAK SPACE}: personnes formées." in told
    assert "Le plus bas\N{NO-BREAK SPACE}: voient leur pratique changer." in told


def test_a_label_of_a_chart_is_never_markup(rendre: Rendre, etude: dossier.Dossier) -> None:
    hostile = parse_line('</text><img src="file:///etc/hostname"> R&D <b>{{ 7*7 }}')
    figure = evolve(etude.chiffres["evolution"], libelle=hostile)
    rendered = rendre(evolve(etude, chiffres=etude.chiffres.update({"evolution": figure})))
    assert rendered.diagnostics == ()
    assert rendered.dit().count("r&d<b>{{7*7}}") == 2


@pytest.mark.parametrize(("drawing", "line"), [("<svg>\n{% for %}", 2), ("<svg>{{ rien }}", 1)])
def test_a_fault_in_the_drawing_is_told_at_its_place(
    rendre: Rendre, tmp_path: Path, drawing: str, line: int
) -> None:
    (tmp_path / "etude-de-cas").mkdir()
    (tmp_path / "etude-de-cas" / "graphique.svg").write_text(drawing)
    with pytest.raises(HandledError) as caught:
        rendre(templates=tmp_path)
    [found] = caught.value.diagnostics
    assert found.code == "R003"
    assert found.span
    assert (found.span.file.name, found.span.line) == ("graphique.svg", line)


def test_a_drawing_that_was_edited_is_that_of_the_next_document(
    session: Session, tmp_path: Path
) -> None:
    """Other documents draw our bars without the pages of the case study."""
    file = tmp_path / "etude-de-cas" / "graphique.svg"
    file.parent.mkdir()
    resources = Resources((tmp_path, *session.resources.roots))
    context = Context(resources, load_theme("neutre", resources), list[Diagnostic]().append)
    drawn = []
    for source in ("<svg>avant</svg>", "<svg>après</svg>"):
        file.write_text(source, "utf-8")
        draw = drawing(context)
        drawn += [str(draw("graphique")), str(draw("graphique"))]
    assert drawn == ["<svg>avant</svg>"] * 2 + ["<svg>après</svg>"] * 2


def test_a_template_of_a_nearer_folder_takes_the_place_of_one_that_served(
    session: Session, tmp_path: Path
) -> None:
    resources = Resources((tmp_path, *session.resources.roots))
    said = []
    for folder in ("lointain", "proche"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "mot.html").write_text(folder, "utf-8")
        templates = _templates(resources, ("proche", "lointain"))
        said.append(templates.get_template("etude-de-cas/mot.html").render())
    assert said == ["lointain", "proche"]


def with_only(study: dossier.Dossier, *kinds: type[blocs.Bloc]) -> dossier.Dossier:
    return with_blocs(study, *(bloc for bloc in study.blocs() if isinstance(bloc, kinds)))


def with_blocs(study: dossier.Dossier, *group: blocs.Bloc) -> dossier.Dossier:
    """The dossier with one activity, of these blocks."""
    return evolve(study, activites=(evolve(study.activites[0], blocs=group),))


def alternatives(rendered: Rendu) -> set[str]:
    with rendered.ouvrir() as pdf:
        found = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary)]
        return {str(entry.Alt) for entry in found if "/Alt" in entry}


def printed_words(rendered: Rendu) -> list[tuple[str, float, float]]:
    """Each word with its upper and lower edges, in pt; read by poppler."""
    command = ["pdftotext", "-bbox", str(rendered.fichier), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', said)
    return [(text, float(top), float(bottom)) for top, bottom, text in found]


def ink_of_last_sign(rendered: Rendu, end: str) -> int:
    """How many pixels are dark where a word with that end has its last sign, by poppler."""
    command = ["pdftotext", "-bbox", str(rendered.fichier), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for rank, page in enumerate(said.split("<page ")[1:]):
        if found := re.search(
            rf'yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">[^<]*{re.escape(end)}<', page
        ):
            top, right, bottom = (float(edge) * POINTS for edge in found.groups())
            with pypdfium2.PdfDocument(rendered.fichier) as pdf:
                pixels = pdf[rank].render(scale=POINTS).to_numpy()[..., :3]
            box = pixels[int(top) : int(bottom), int(right) - 3 * POINTS : int(right)]
            return int((box.mean(axis=2) < 128).sum())
    return 0


def drawn_parts(rendered: Rendu, full: str, pale: str) -> list[float]:
    """The part of each bar that is full, down the page where there are bars; read by PDFium."""
    with pypdfium2.PdfDocument(rendered.fichier) as pdf:
        for page in pdf:
            pixels = page.render(scale=POINTS, rev_byteorder=True).to_numpy()[..., :3]
            lengths = [(pixels == _rgb(colour)).all(axis=2).sum(axis=1) for colour in (full, pale)]
            if parts := _runs(*lengths):
                return parts
    return []


def _runs(full: list[int], pale: list[int]) -> list[float]:
    """One number for each run of rows that hold both colours."""
    parts: list[float] = []
    inside = False
    for long, rest in zip(map(int, full), map(int, pale), strict=True):
        if rest and long and not inside:
            parts.append(long / (long + rest))
        inside = bool(rest and long)
    return parts


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))
