"""The template is a Word file that people edit: what they may do, what is told when it fails."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from attrs import evolve
from tests.plugins.fiche_action.conftest import with_the_tags_of_notes, words

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import HandledError, Severity, has_errors
from ppgp_docs.plugin.formats import Context
from ppgp_docs.prove import ToldByFormat, prove
from ppgp_fiche_action.format import FicheActionFormat, RecapitulatifFormat
from ppgp_fiche_action.template.known import BUDGET_PARTS

GUIDE = Path(__file__).parents[3] / "docs" / "modifier-le-modele-word.md"
TAG = re.compile(r"\{\{p? ([\w.]+) \}\}")
TITLE = "{{ fiche.titre }}"


def test_a_tag_moved_and_restyled_in_word_is_filled_where_it_stands(other_template, essai):
    move = "<w:p><w:r><w:t>Réf. {{ fiche.referent }}</w:t></w:r></w:p><w:sectPr>"
    word = other_template(lambda xml: xml.replace("<w:sectPr>", move)).word(essai)
    assert word.text.splitlines()[-1] == "Réf. Service R&D <essai>"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_no_break_spaces_that_word_puts_inside_tags_do_no_harm(space, other_template, essai):
    def french(xml: str) -> str:
        return re.sub(r"\{([{%])(p|tr)? ", rf"{{\1\2{space}", xml).replace(" }}", f"{space}}}}}")

    assert other_template(french).word(essai).controls["fiche-12:numero"].text == "12"


def test_a_tag_cut_in_two_runs_by_word_is_still_a_tag(other_template, essai):
    cut = "{{ fiche.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>titre }}"
    word = other_template(lambda xml: xml.replace(TITLE, cut)).word(essai)
    assert word.controls["fiche-12:titre"].text == essai.fiche.titre.plain


BILAN = "bilan-annuel/bilan.docx"


def test_the_french_guide_names_every_tag_of_the_templates_and_no_other(session):
    visible = set()
    for name in ("fiche-action/fiche.docx", "fiche-action/recapitulatif.docx", BILAN):
        template = zipfile.ZipFile(io.BytesIO(session.resources.bytes(name)))
        for part in ("document", "header1", "footer1"):
            xml = template.read(f"word/{part}.xml").decode()
            visible |= set(TAG.findall(re.sub("<[^>]+>", "", xml)))
    more = {"signatures", *(f"budget.{part}" for part in BUDGET_PARTS)}  # in no template of ours
    assert set(TAG.findall(GUIDE.read_text(encoding="utf-8"))) == visible | more


def test_a_template_with_faults_makes_no_file_and_all_of_them_are_told(other_template, essai):
    def spoil(xml: str) -> str:
        return xml.replace(TITLE, "{{ fiche.titr }}").replace("{%tr endfor %}", "")

    press = other_template(spoil)
    with pytest.raises(HandledError) as refused:
        press.bytes(essai)
    told = refused.value.diagnostics
    assert [diagnostic.code for diagnostic in told] == ["R310", "R312"]
    assert {diagnostic.span.file.name for diagnostic in told} == {"fiche.docx"}


BOMB = "'x' * 10**10"


@pytest.mark.parametrize(
    "hidden",
    [
        # docxtpl joins braces over paragraphs: neither of the three holds a tag.
        "<w:p><w:r><w:t>{</w:t></w:r></w:p><w:p><w:r><w:t>{ BOMB }</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>}</w:t></w:r></w:p>",
        '<w:tbl><w:tblPr><w:tblCaption w:val="{{ BOMB }}"/></w:tblPr><w:tblGrid/></w:tbl>',
        "<!-- {{ BOMB }} -->",
        "<w:p><w:r><w:instrText>PAGE {{ BOMB }}</w:instrText></w:r></w:p>",
    ],
)
def test_a_tag_hidden_from_the_check_is_not_run_either(hidden, other_template, essai):
    hidden = hidden.replace("BOMB", BOMB)
    press = other_template(lambda xml: xml.replace("<w:sectPr>", hidden + "<w:sectPr>"))
    with pytest.raises(HandledError, match="construction non permise"):
        press.bytes(essai)


def test_a_tag_in_the_properties_of_the_template_is_never_run(other_template, essai):
    def hide(xml: str) -> str:
        keywords = f"<cp:keywords>{{{{ {BOMB} }}}}</cp:keywords>"
        return xml.replace("</cp:coreProperties>", keywords + "</cp:coreProperties>")

    assert other_template(hide, part="docProps/core.xml").word(essai).text


def test_a_file_that_is_not_word_is_refused(other_template, essai):
    press = other_template(lambda xml: xml)
    press.resources.find("fiche-action/fiche.docx").write_bytes(b"PK, mais rien de Word")
    with pytest.raises(HandledError, match="pas un document Word"):
        press.bytes(essai)


def test_a_style_that_the_template_lost_is_named_and_the_text_is_kept(other_template, essai):
    def rename(xml: str) -> str:
        return xml.replace('w:val="Fiche - financeur"', 'w:val="Autre"')

    press = other_template(rename, part="word/styles.xml")
    assert "Financement réalisé – Collectivité de Corse" in press.word(essai).text
    [told] = press.reported
    assert (told.code, "Fiche - financeur" in told.message) == ("R301", True)


def test_the_colours_of_the_dossiers_theme_replace_those_of_the_template(other_template, essai):
    press = other_template(lambda xml: xml)
    theme = press.resources.roots[0] / "themes" / "vif.yaml"
    theme.parent.mkdir()
    neutral = press.resources.find("themes/neutre.yaml").read_text(encoding="utf-8")
    theme.write_text(neutral.replace("#1F3A5F", "#7A1F3D"), encoding="utf-8")
    word = press.word(essai, theme="vif")
    for part in ("word/theme/theme1.xml", "word/styles.xml"):
        assert b"7A1F3D" in word.archive.read(part)
        assert b"1F3A5F" not in word.archive.read(part)


def proved(press, document):
    """What step 7 says of the document that a template makes."""
    context = Context(press.resources, load_theme("neutre", press.resources), press.reported.append)
    recap = document.format == RecapitulatifFormat.id
    form = RecapitulatifFormat() if recap else FicheActionFormat()
    data = form.render(document, context)
    due = tuple(each for each in document.expected if each not in context.waived)
    return prove(
        data, form.media_type, evolve(document, expected=due), ToldByFormat(context.omissions)
    )


@pytest.mark.parametrize("field", ["referent", "titre", "objectif.intitule"])
def test_a_field_that_a_template_does_without_is_told_and_the_fiche_is_made(
    other_template, essai, field
):
    press = other_template(lambda xml: xml.replace(f"{{{{ fiche.{field} }}}}", ""))
    found = proved(press, essai)
    (told,) = (each for each in found if f"`fiche.{field}`" in each.message)
    assert (told.code, told.severity) == ("P008", Severity.INFO)
    owner = essai.fiche.objectif if "objectif" in field else essai.fiche
    assert told.span.line == owner.at(field.rpartition(".")[2]).line
    assert not has_errors(found)


OF_FICHE = (
    "{{ rubrique.libelle }}",
    "{{p sigles }}",
    "{{p financement.synthese }}",
    "{{p financement.tableau }}",
    "{{ fiche.titre }}",
    "{{ date.libelle }}",
)
OF_CONTRACT = (
    "{{ contrat.intitule }}",
    "{{p contrat.signataires }}",
    "{{p contrat.textes }}",
    "{{p contrat.engagements }}",
    "{{p synthese }}",
    "{{p enveloppes }}",
    "{{p financeurs }}",
    "{{p budget }}",
)


@pytest.mark.parametrize("tags", [*((tag,) for tag in OF_FICHE), OF_FICHE], ids=str)
def test_a_fiche_owes_what_its_template_asks_for_and_no_more(other_template, essai, tags):
    assert_made_without(tags, other_template(without(tags)), essai)


@pytest.mark.parametrize("tags", [*((tag,) for tag in OF_CONTRACT), OF_CONTRACT], ids=str)
def test_a_summary_owes_what_its_template_asks_for_and_no_more(other_template, recap_77, tags):
    press = other_template(without(tags), name="recapitulatif.docx")
    assert_made_without(tags, press, recap_77)


@pytest.mark.parametrize("edit", [with_the_tags_of_notes, str], ids=["tags", "none"])
def test_notes_stand_at_the_foot_of_the_page_with_or_without_a_tag(edit, other_template, essai):
    press = other_template(edit)
    word = press.word(essai)
    said = [words(note).strip() for note in word.notes.values()]
    assert said == [each.plain for each in essai.dossier.notes.values()]
    assert press.reported == []


def without(tags):
    def edit(xml: str) -> str:
        for tag in tags:
            assert tag in xml
            xml = xml.replace(tag, "")
        return xml

    return edit


def assert_made_without(tags, press, document):
    """The document is made, and one warning at the template names all that it leaves out."""
    assert not has_errors(proved(press, document))
    (told,) = press.reported
    assert (told.code, told.severity) == ("R317", Severity.WARNING)
    assert told.span.file.suffix == ".docx"
    for tag in tags:
        assert f"`{TAG.fullmatch(tag)[1]}`" in told.message


def test_what_a_template_prints_is_still_owed_beside_what_it_leaves_out(other_template, essai):
    press = other_template(without(["{{ rubrique.libelle }}", "{{p financement.synthese }}"]))
    more = evolve(essai.fiche, referent="Personne qui n’y est pas")
    lost = evolve(essai, prints=(more,), expected=(*essai.expected, "123 456,78 €"))
    assert {each.code for each in proved(press, lost) if each.is_error} == {"P003", "P004"}


def test_a_row_that_a_fiche_does_without_is_told_and_the_fiche_is_made(press, essai):
    rows = tuple(row for row in essai.fiche.rubriques if row.cle != "calendrier")
    without = evolve(essai, fiche=evolve(essai.fiche, rubriques=rows), expected=())
    found = proved(press, evolve(without, prints=(without.fiche,)))
    assert not has_errors(found)
    assert any("`calendrier`" in each.message for each in found if each.code == "P008")
