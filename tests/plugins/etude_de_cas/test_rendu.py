"""How the rendering behaves: same bytes, confined, and never silent."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from attrs import evolve
from PIL import Image as Picture

from ppgp_docs.api import ExitCode, HandledError, Severity, blocs, dossier, parse_line, parse_prose
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.pdf.fetcher import StoreFetcher

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendre, Rendu


def test_the_same_dossier_in_another_folder_gives_the_same_bytes(
    rendre: Rendre, exemple: Rendu, ailleurs: dossier.Dossier
) -> None:
    assert rendre(ailleurs).octets == exemple.octets


def test_a_sound_dossier_gives_no_warning(exemple: Rendu, reelle: Rendu) -> None:
    assert exemple.diagnostics == reelle.diagnostics == ()


def test_only_our_fonts_are_embedded(reelle: Rendu) -> None:
    with reelle.ouvrir() as pdf:
        fonts = {str(entry.BaseFont) for entry in pdf.objects if "/BaseFont" in _keys(entry)}
    assert fonts
    assert all("Source-Sans-Pro" in font for font in fonts)


def test_pictures_stay_light(reelle: Rendu) -> None:
    assert len(reelle.octets) < 1_000_000


def with_cover(study: dossier.Dossier, picture: Picture.Image) -> dossier.Dossier:
    """The dossier with that picture on its cover."""
    picture.save(study.dossier_dir / "images" / "nuances.png")
    assert study.couverture
    cover = evolve(study.couverture, fichier="images/nuances.png", decoratif=False, alt="Rien")
    return evolve(study, couverture=cover)


@pytest.mark.parametrize("colours", [2, 200])
def test_a_picture_with_a_palette_keeps_it_and_its_colours(
    rendre: Rendre, ailleurs: dossier.Dossier, colours: int
) -> None:
    shades = Picture.linear_gradient("L").resize((400, 300)).quantize(colours)
    with rendre(with_cover(ailleurs, shades)).ouvrir() as pdf:
        found = [entry for entry in pdf.objects if "/Width" in _keys(entry) and entry.Width == 400]
        [(kind, printed)] = [
            (entry.ColorSpace[0], pikepdf.PdfImage(entry).as_pil_image()) for entry in found
        ]
    assert kind == "/Indexed"
    assert printed.convert("RGB").tobytes() == shades.convert("RGB").tobytes()


def test_pictures_that_weasyprint_names_otherwise_are_never_black(
    rendre: Rendre, ailleurs: dossier.Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_etude_de_cas.pdf.png_streams._name_of", lambda picture: "")
    study = with_cover(ailleurs, Picture.linear_gradient("L").quantize(9))
    with pytest.raises(RuntimeError, match="names its pictures"):
        rendre(study)


def test_the_box_of_a_figure_is_in_points_of_its_page(reelle: Rendu) -> None:
    with reelle.ouvrir() as pdf:
        figures = [entry for entry in pdf.objects if "/S" in _keys(entry) and entry.S == "/Figure"]
        boxes = [([float(side) for side in each.A.BBox], each.Pg.MediaBox) for each in figures]
    assert len(boxes) > 3
    for (left, bottom, right, top), (_, _, width, height) in boxes:
        assert 0 <= left < right <= width
        assert 0 <= bottom < top <= height


def test_drawings_are_printed_at_their_own_resolution_or_at_twice_what_is_seen(
    reelle: Rendu,
) -> None:
    """Reduced by less than half, they would be blurred and weigh more."""
    resolutions = printed_resolutions(reelle)
    assert len(resolutions) >= 3
    assert max(resolutions) <= 222 * 1.2 * 2


def test_a_large_picture_keeps_220_dots_an_inch_wherever_it_is_cropped(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    """A wide photo in the round of a portrait is printed wider than what is seen of it."""
    Picture.new("RGB", (6000, 2500), "teal").save(ailleurs.dossier_dir / "images" / "large.jpg")
    assert ailleurs.couverture
    photo = evolve(ailleurs.couverture, fichier="images/large.jpg", decoratif=False, alt="Un mur")
    person = evolve(ailleurs.personnes["formatrice"], photo=photo)
    people = ailleurs.personnes.update({"formatrice": person})
    found = printed_resolutions(rendre(evolve(ailleurs, couverture=photo, personnes=people)))
    assert len(found) == 2
    assert all(218 <= resolution <= 222 * 1.2 for resolution in found)


def test_the_logo_of_a_theme_stands_on_the_cover(rendre: Rendre, tmp_path: Path) -> None:
    theme = Path(__file__).parents[3] / "templates" / "themes" / "rivage.yaml"
    (tmp_path / "themes").mkdir()
    Picture.new("RGB", (400, 100), "teal").save(tmp_path / "themes" / "logo.png")
    (tmp_path / "themes" / "maison.yaml").write_text(
        theme.read_text() + "logo: themes/logo.png\nlogo_texte: Logo de la maison\n"
    )
    with rendre(templates=tmp_path, theme="maison").ouvrir() as pdf:
        alternatives = [str(entry.Alt) for entry in pdf.objects if "/Alt" in _keys(entry)]
    assert "Logo de la maison" in alternatives


def themed(folder: Path, rules: str) -> Path:
    """Templates with a theme of that name whose own rules are these."""
    theme = Path(__file__).parents[3] / "templates" / "themes" / "neutre.yaml"
    (folder / "themes" / "maison").mkdir(parents=True)
    (folder / "themes" / "maison.yaml").write_bytes(theme.read_bytes())
    (folder / "themes" / "maison" / "etude-de-cas.css").write_text(rules, "utf-8")
    return folder


def test_the_rules_of_a_theme_come_after_ours(rendre: Rendre, tmp_path: Path) -> None:
    rules = "@page couverture { size: 230mm 297mm }"
    made = rendre(templates=themed(tmp_path, rules), theme="maison")
    with made.ouvrir() as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(652, abs=1)


def test_a_slip_in_the_rules_of_a_theme_is_told_at_its_line(rendre: Rendre, tmp_path: Path) -> None:
    made = rendre(
        templates=themed(tmp_path, "h1 { color: red }\nh2 { colour: red }\n"), theme="maison"
    )
    (told,) = made.diagnostics
    assert told.span is not None
    assert (told.span.file.name, told.span.line) == ("etude-de-cas.css", 2)
    assert told.span.file.parent.name == "maison"


def test_a_link_that_leads_out_is_no_rule_of_a_theme(rendre: Rendre, tmp_path: Path) -> None:
    folder = themed(tmp_path / "modeles", "")
    (tmp_path / "ailleurs.css").write_text("@page couverture { size: 230mm 297mm }", "utf-8")
    own = folder / "themes" / "maison" / "etude-de-cas.css"
    own.unlink()
    own.symlink_to(tmp_path / "ailleurs.css")
    with rendre(templates=folder, theme="maison").ouvrir() as pdf:
        assert float(pdf.pages[0].mediabox[2]) == pytest.approx(595, abs=1)


def test_a_long_text_of_a_picture_stands_at_the_end_and_is_linked(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    [flyer] = (bloc for bloc in etude.blocs() if isinstance(bloc, blocs.AvantApres))
    text = parse_prose("Un mot du flyer. " * 60)
    image = flyer.avant.image
    assert image
    longer = evolve(flyer, avant=evolve(flyer.avant, image=evolve(image, description=text)))
    activities = tuple(
        evolve(one, blocs=tuple(longer if bloc is flyer else bloc for bloc in one.blocs))
        for one in etude.activites
    )
    rendered = rendre(evolve(etude, activites=activities))
    link, *_ = re.findall(r"Texte complet du document, page\s(\d+)", rendered.texte())
    page = rendered.pages()[int(link) - 1]
    assert "Les documents en toutes lettres" in page
    assert "Le flyer – avant" in page
    said = rendered.dit()
    assert said.index("unmotduflyer") < said.index("faitescommenous", said.index("etaprès?", 900))


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "http://exemple.fr/a.png", "ppgp:inconnu.png"]
)
def test_nothing_is_fetched_that_is_not_of_the_document(url: str) -> None:
    with pytest.raises(ValueError, match="not part of the document"):
        StoreFetcher(Store()).fetch(url)


def test_text_of_a_dossier_is_never_markup(rendre: Rendre, etude: dossier.Dossier) -> None:
    hostile = '<img src="file:///etc/hostname">{{ 7*7 }}'
    assert etude.contexte
    contexte = evolve(etude.contexte, titre=parse_line(hostile))
    assert "{{ 7*7 }}" in rendre(evolve(etude, contexte=contexte)).texte()


def test_a_fault_of_style_becomes_a_warning(rendre: Rendre, tmp_path: Path) -> None:
    sheet = "/* deux\nlignes */\np { colour: red }\n"
    [found] = rendre(templates=_with(tmp_path, "blocs.css", sheet)).diagnostics
    assert (found.code, found.severity) == ("R101", Severity.WARNING)
    assert "colour" in found.message
    assert found.span
    assert (found.span.file.name, found.span.line) == ("blocs.css", 3)


@pytest.mark.parametrize(
    "rule", ["@page { size: 30px }", "@media print { @page dos { size: 210mm 3mm } }"]
)
def test_a_page_of_no_paper_is_refused_at_its_line(
    rendre: Rendre, tmp_path: Path, rule: str
) -> None:
    with pytest.raises(HandledError) as refused:
        rendre(templates=_with(tmp_path, "blocs.css", f"/* un */\n{rule}\n"))
    [fault] = refused.value.diagnostics
    assert (fault.code, fault.is_error) == ("R110", True)
    assert fault.span
    assert (fault.span.file.name, fault.span.line) == ("blocs.css", 2)
    assert fault.span.column == rule.rindex(" 3") + 2


def test_a_picture_that_weasyprint_cannot_draw_is_told_where_the_dossier_names_it(
    rendre: Rendre, ailleurs: dossier.Dossier
) -> None:
    drawing = ailleurs.dossier_dir / "images" / "dessin.svg"
    drawing.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect opacity="foo" '
        'width="9" height="9"/></svg>'
    )
    said = rendre(ailleurs).diagnostics
    assert said
    for found in said:
        assert found.span
        assert "images/dessin.svg" in found.span.file.read_text().splitlines()[found.span.line - 1]


def test_weasyprint_is_silent_for_others_once_rendered(exemple: Rendu) -> None:
    assert exemple
    handlers = logging.getLogger("weasyprint").handlers
    assert [type(handler) for handler in handlers] == [logging.NullHandler]


@pytest.mark.parametrize(
    ("source", "line"), [("<p>\n{{ absent }}", 2), ("{% if %}", 1), ("{{ ''.__class__ }}", 1)]
)
def test_a_faulty_template_is_named_with_its_line(
    rendre: Rendre, tmp_path: Path, source: str, line: int
) -> None:
    templates = _with(tmp_path, "mentions.html", source)
    with pytest.raises(HandledError) as refused:
        rendre(templates=templates)
    [fault] = refused.value.diagnostics
    assert fault.code == "R003"
    assert fault.span
    assert (fault.span.file.name, fault.span.line) == ("mentions.html", line)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ ''.__class__ }}", "il demande `__class__`, qui est du programme et non du dossier"),
        ("{{ absent }}", "`absent` n’y désigne rien"),
        ("{{ ''.titre }}", "`titre` n’est pas un champ de ce qui le précède"),
        ("{{ [][3] }}", "l’élément `3` qu’il demande n’est pas dans la liste"),
        ("{{ 1|zut }}", "ni filtre ni test ne s’appelle `zut`"),
        ("{% zut %}", "l’instruction `zut` n’existe pas, ou rien ne l’ouvre"),
        ("{% for a in [] %}", "l’instruction `for` n’est pas fermée"),
        ("{# fin", "un commentaire n’est pas fermé"),
        ("{% include 'rien.html' %}", "le modèle `rien.html` qu’il demande est introuvable"),
        ("{% if %}", "une balise y est mal écrite"),
        ("{% set x.y = 1 %}", "impossible"),
    ],
)
def test_what_a_template_does_wrong_is_told_in_french_with_its_remedy(
    rendre: Rendre, tmp_path: Path, source: str, told: str
) -> None:
    with pytest.raises(HandledError) as refused:
        rendre(templates=_with(tmp_path, "mentions.html", source))
    [fault] = refused.value.diagnostics
    assert told in fault.message
    assert fault.hints
    assert not re.search("unsafe|undefined|expected|object|named|token", fault.message)


def test_a_symbol_that_the_font_lacks_is_left_out(rendre: Rendre, etude: dossier.Dossier) -> None:
    rendered = rendre(_with_introduction(etude, "Un sourire 😀 de 👩‍👧 loin."))
    assert not rendered.diagnostics
    assert "unsouriredeloin." in rendered.dit()
    with rendered.ouvrir() as pdf:
        fonts = {str(entry.BaseFont) for entry in pdf.objects if "/BaseFont" in _keys(entry)}
    assert all("Source-Sans-Pro" in font for font in fonts)


def test_letters_that_the_font_lacks_leave_a_mark(rendre: Rendre, etude: dossier.Dossier) -> None:
    rendered = rendre(_with_introduction(etude, "Le mot 家 et le mot بيت."))
    assert "lemot[…]etlemot[…]." in rendered.dit()
    assert not rendered.diagnostics


@pytest.mark.parametrize(
    ("sign", "code"), [("★", "R106"), ("家", "R107")], ids=["symbol", "letter"]
)
def test_what_a_template_prints_and_the_font_lacks_is_told(
    rendre: Rendre, tmp_path: Path, sign: str, code: str
) -> None:
    templates = _with(tmp_path, "mentions.html", f"<p>{sign}</p>")
    if code == "R107":
        with pytest.raises(HandledError) as refused:
            rendre(templates=templates)
        found = list(refused.value.diagnostics)
    else:
        found = rendre(templates=templates).diagnostics
    assert [(fault.code, fault.span) for fault in found] == [(code, None)]


def test_without_pango_the_refusal_says_what_to_do(
    rendre: Rendre, etude: dossier.Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("ppgp_etude_de_cas.pdf")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "weasyprint", _Bare("weasyprint"))
    with pytest.raises(HandledError) as refused:
        rendre(etude)
    assert refused.value.exit_code is ExitCode.MACHINE
    [fault] = refused.value.diagnostics
    assert fault.code == "R002"
    assert "libpango-1.0-0" in fault.message
    assert "ppgp doctor" in fault.hints[0]


class _Bare(type(sys)):  # type: ignore[misc]
    """WeasyPrint on a machine without its system libraries."""

    def __getattr__(self, name: str) -> object:
        raise OSError("cannot load library 'libpango-1.0-0': no such file")


def printed_resolutions(rendered: Rendu) -> list[int]:
    """Dots an inch of each picture as it is printed; masks left out; read by poppler."""
    said = subprocess.run(
        ["pdfimages", "-list", str(rendered.fichier)], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split() for line in said.splitlines()[2:]]
    return [int(row[12]) for row in rows if row[2] == "image"]


def _with(folder: Path, name: str, text: str) -> Path:
    """A folder of templates that replaces one of ours."""
    file = folder / "etude-de-cas" / name
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    return folder


def _with_introduction(etude: dossier.Dossier, text: str) -> dossier.Dossier:
    return evolve(etude, introduction=evolve(etude.introduction, ppgp=parse_prose(text)))


def _keys(entry: object) -> set[str]:
    keys = getattr(entry, "keys", None)
    return set(keys()) if keys and entry.__class__.__name__ in ("Dictionary", "Object") else set()


def test_the_count_of_an_item_of_a_list_is_printed(rendre: Rendre, etude: dossier.Dossier) -> None:
    """As in the deck and in Word: nobody has to guess how many answered so."""
    element = blocs.Element(texte=parse_line("Le soutien"), effectif=7, place=etude.place)
    liste = blocs.Liste(elements=(element,), place=etude.place)
    said = rendre(evolve(etude, activites=(evolve(etude.activites[0], blocs=(liste,)),))).dit()
    assert "lesoutien(7réponses)" in said


def test_a_render_leaves_the_environment_of_the_process_as_it_was(
    rendre: Rendre, etude: dossier.Dossier
) -> None:
    before = dict(os.environ)
    rendre(etude)
    assert dict(os.environ) == before
