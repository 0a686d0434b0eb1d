"""A template is checked before it is used: all faults at once, each with its place in words."""

from __future__ import annotations

import io
import re
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError
from markupsafe import Markup
from openxml_audit.validator import OpenXmlValidator

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import Diagnostic, HandledError, Severity
from ppgp_docs.plugin.formats import Context
from ppgp_fiche_action.contract.values import contract_values
from ppgp_fiche_action.fiche.values import values
from ppgp_fiche_action.template import known
from ppgp_fiche_action.template.known import FieldKind, Group, Loop
from ppgp_fiche_action.template.sandbox import Sandbox
from ppgp_fiche_action.word.sheet import Sheet
from ppgp_fiche_action.word.styles import Styles

from .conftest import edited, with_the_tags_of_notes

FILE = Path("fiche.docx")
TITLE = "{{ fiche.titre }}"
END = "<w:sectPr>"


@pytest.fixture(scope="session")
def ours(session) -> bytes:
    return session.resources.bytes("fiche-action/fiche.docx")


@pytest.fixture(scope="session")
def check(session, ours) -> Callable[..., list[Diagnostic]]:
    """What is found in our template once it is changed."""

    def run(edit: Callable[[str], str], part: str = "word/document.xml") -> list[Diagnostic]:
        data = edited(ours, edit, part)
        return list(session.plugins.format("fiche-action").check_template(FILE, data))

    return run


def with_paragraph(*texts: str) -> Callable[[str], str]:
    """Paragraphs added at the end of the template, one run each."""
    added = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)
    return lambda xml: xml.replace(END, added + END)


def errors(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in found if one.severity is Severity.ERROR]


@pytest.mark.parametrize("format_id", ["fiche-action", "recapitulatif-contrat"])
def test_our_own_templates_have_no_fault_and_use_every_field(format_id, session):
    format = session.plugins.format(format_id)
    assert list(format.check_template(FILE, session.resources.bytes(format.template))) == []


@pytest.mark.parametrize(
    ("format_id", "document"),
    [
        ("fiche-action", "essai"),
        ("fiche-action", "fiche_8"),
        ("recapitulatif-contrat", "recap_77"),
    ],
)
def test_the_checker_knows_exactly_the_fields_that_the_values_have(format_id, document, request):
    made = request.getfixturevalue(document)
    press, part = request.getfixturevalue("press"), docx.Document().part
    context = _context(press)
    sheet = Sheet(made, context, part, Styles.of(part.styles.element))
    fiche = format_id == "fiche-action"
    filled = values(sheet) if fiche else contract_values(sheet)
    assert_same_shape(filled, known.FICHE if fiche else known.RECAPITULATIF)


def _context(press: Any) -> Any:
    return Context(press.resources, load_theme("neutre", press.resources), press.reported.append)


def assert_same_shape(value: Any, field: Any) -> None:
    if isinstance(field, Group):
        assert value is not None or field.optional
        assert value is None or set(value) == set(field.fields)
        for name, one in (value or {}).items():
            assert_same_shape(one, field.fields[name])
    elif isinstance(field, Loop):
        for item in value:
            assert_same_shape(item, field.item)
    else:
        expected = {FieldKind.TEXT: str, FieldKind.BLOCK: Markup, FieldKind.FLAG: bool}[field]
        assert isinstance(value, expected)
        assert isinstance(value, Markup) == (field is FieldKind.BLOCK)


def test_all_faults_are_told_at_once_each_with_its_place(check):
    def spoil(xml: str) -> str:
        xml = xml.replace(TITLE, "{{ fiche.titr }}").replace("{%tr endfor %}", "{%tr endif %}")
        return with_paragraph("Sigles", "{{ sigles }}")(xml)

    assert errors(check(spoil)) == [
        ("R310", "paragraphe 2, après «\u00a0Fiche action\u00a0»\u00a0: dans `{{ fiche.titr }}`, "
         "`fiche` n’a pas de champ `titr`"),
        ("R312", "tableau 1, ligne 4, cellule 1, après «\u00a0Contenu\u00a0»\u00a0: dans "
         "`{%tr endif %}`, le `endif` n’a pas de `if` avant lui"),
        ("R314", "paragraphe 23, après «\u00a0Sigles\u00a0»\u00a0: dans `{{ sigles }}`, le champ "
         "donne des paragraphes entiers"),
        ("R312", "tableau 1, ligne 2, cellule 1, après «\u00a0Contenu\u00a0»\u00a0: dans "
         "`{%tr for rubrique in rubriques %}`, le `for` n’a pas de `endfor`"),
    ]  # fmt: skip


def test_the_variable_of_a_loop_is_known_inside_it_and_nowhere_else(check):
    [(code, message)] = errors(check(with_paragraph("{{ rubrique.libelle }}")))
    assert code == "R311"
    assert message.endswith("`rubrique` n’existe que dans sa boucle")


@pytest.mark.parametrize(("part", "place"), [("header", "en-tête"), ("footer", "pied de page")])
def test_a_fault_in_a_header_or_a_footer_says_so(part, place, check):
    found = check(lambda xml: xml.replace("departement.", "department."), f"word/{part}1.xml")
    assert found[0].message.startswith(f"{place}, paragraphe 1")
    assert "dans `{{ department." in found[0].message
    assert found[0].hints == ("vouliez-vous dire `departement`\u202f?",)


def test_the_nearest_known_field_is_proposed_with_its_whole_name(check):
    [fault, _] = check(lambda xml: xml.replace(TITLE, "{{ fiche.tire }}"))
    assert fault.hints == ("vouliez-vous dire `fiche.titre`\u202f?",)


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["{% if tampon %}", "{% endif %}"], "R312"),  # over two paragraphs, words would be lost
        (["{%p if tampon %}", "{% endif %}"], "R312"),
        (["{%p if tampon %}"], "R312"),
        (["{%p else %}"], "R312"),
        (["{{ fiche.titre"], "R312"),
        (["fiche.titre }}"], "R312"),
        (["{{ }}"], "R313"),
        (["{{ fiche titre }}"], "R313"),
        (["{{ fiche }}"], "R313"),
        (["{{ tampon.identifiant }}"], "R311"),
        (["{{p fiche.titre }}"], "R314"),
        (["voici {{p sigles }}"], "R314"),
        (["{{r fiche.titre }}"], "R313"),
        (["{% si tampon %}"], "R313"),
        (["{% for r in fiche %}x{% endfor %}"], "R313"),
    ],
)
def test_what_word_users_get_wrong_is_named_instead_of_breaking_the_file(texts, code, check):
    found = errors(check(with_paragraph(*texts)))
    assert [one for one, _ in found][:1] == [code]
    assert found[0][1].startswith("paragraphe 2")


@pytest.mark.parametrize(
    ("tag", "message", "hint"),
    [
        ("{{ fiche.titre|upper(1) }}", "le filtre `upper` ne prend rien entre parenthèses", ""),
        ("{{ fiche.tampon }}", "`fiche` n’a pas de champ `tampon`", "écrivez `tampon` seul"),
        ("{% set a = 1 %}", "le mot `set` n’est pas permis ici", "choisissez `"),
    ],
)
def test_a_hint_never_leads_astray(tag, message, hint, check):
    fault = check(with_paragraph(tag))[0]
    assert message in fault.message
    assert "".join(fault.hints).startswith(hint)


def test_a_tag_half_inside_a_control_is_refused(check):
    def straddle(xml: str) -> str:
        out = "</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>titre }}</w:t></w:r>"
        return re.sub(re.escape(TITLE) + "</w:t></w:r></w:sdtContent></w:sdt>",
                      "{{ fiche." + out, xml)  # fmt: skip

    assert errors(check(straddle))[0][0] == "R315"


def test_the_tag_of_a_control_is_checked_as_well(check):
    found = check(lambda xml: xml.replace("{{ date.cle }}", "{{ date.clef }}"))
    assert errors(found)[0][0] == "R310"
    assert found[0].hints == ("vouliez-vous dire `date.cle`\u202f?",)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ("{{\u00a0fiche.titre\u202f}}", "espaces insécables"),
        ("{{ fiche.</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>titre }}", "mise en forme"),
        ("{% if fiche.titre == «\u00a0x\u00a0» %}y{% endif %}{{ fiche.titre }}", "guillemets"),
    ],
)
def test_what_word_spoils_is_mended_and_noted(spoilt, said, check):
    [note] = check(lambda xml: xml.replace(TITLE, spoilt))
    assert (note.severity, note.code) == (Severity.INFO, "R316")
    assert said in note.message


def test_two_tags_cut_by_the_same_run_are_both_mended(check, other_template, essai):
    cut = "{{ fiche.</w:t></w:r><w:r><w:t>titre }} {{ fiche.</w:t></w:r><w:r><w:t>titre }}"
    word = other_template(lambda xml: xml.replace(TITLE, cut)).word(essai)
    title = essai.fiche.titre.plain
    assert word.controls["fiche-12:titre"].text == f"{title} {title}"


def test_what_a_template_does_not_print_is_a_warning(check):
    [told] = check(lambda xml: xml.replace("{{ fiche.referent }}", ""))
    assert (told.severity, told.code) == (Severity.WARNING, "R317")
    assert "`fiche.referent`" in told.message


def test_a_field_that_a_condition_alone_names_is_not_printed(check):
    [told] = check(lambda xml: xml.replace("{{p sigles }}", ""))
    assert (told.code, "`sigles`" in told.message) == ("R317", True)


def test_notes_ask_for_no_tag_and_the_one_that_they_had_is_still_admitted(check):
    assert check(with_the_tags_of_notes) == []


@pytest.mark.parametrize(
    "attack",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ fiche.__class__ }}",
        "{{ fiche['titre'] }}",
        "{{ fiche.titre|attr('__class__') }}",
        "{{ fiche.titre.__init__.__globals__ }}",
        "{% for x in range(10**9) %}x{% endfor %}",
        "{{ 'x' * 10**9 }}",
        "{{ '%0999999999d' % 1 }}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% set x = fiche %}",
        "{% for rubrique in rubriques %}{% for x in rubriques %}x{% endfor %}{% endfor %}",
        "{{ " + "(" * 120 + "fiche" + ")" * 120 + " }}",
        "{{ " + "fiche.titre ~ " * 40 + "1 }}",
        "{{ cycler.__init__ }}",
        "{{ self }}",
        "{{ loop }}",
    ],
)
def test_a_tag_can_reach_compute_or_call_nothing(attack, check):
    assert errors(check(with_paragraph(attack)))


def test_the_sandbox_alone_would_stop_what_the_check_let_through():
    given_ = {"fiche": {"titre": "x", "f": str.upper}}
    for attack in ("{{ fiche.keys() }}", "{{ fiche.titre.__class__ }}", "{{ range(9) }}",
                   "{{ fiche['titre'] }}", "{{ fiche.f('x') }}", "{{ ''|attr('x') }}"):  # fmt: skip
        with pytest.raises(TemplateError):
            Sandbox().from_string(attack).render(given_)


def test_a_value_never_becomes_markup_or_a_tag():
    said = Sandbox().from_string("{{ a }}").render(a="<w:p/> R&D {{ a }}")
    assert said == "&lt;w:p/&gt; R&amp;D {{ a }}"


@given(text=st.text(alphabet="{}%# pfichertamon.«»\u00a0|()[]'\"0*", max_size=40))
def test_no_paragraph_makes_the_checker_fall(text, check):
    safe = text.replace("&", "").replace("<", "")
    check(with_paragraph(safe))


def bomb(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK, mais rien de Word", "pas un document Word"),
        (bomb({"mimetype": b"application/vnd.oasis.opendocument.text"}), "pas un document Word"),
        (bomb({"word/document.xml": LAUGHS}), "définitions"),
        (bomb({"word/document.xml": LAUGHS.decode().encode("utf-16")}), "définitions"),
        (bomb({"word/document.xml": b" " * (17 << 20)}), "trop grande (17 Mo)"),
        (bomb({"word/media/a.png": bytes(65 << 20)}), "65 Mo"),
        (bomb({f"word/{n}.bin": b"" for n in range(501)}), "501 parties"),
    ],
    ids=["noise", "other", "laughs", "laughs in UTF-16", "xml", "zip bomb", "many parts"],
)
def test_a_file_that_is_no_template_or_a_bomb_is_refused_in_words(data, said, session):
    [fault] = session.plugins.format("fiche-action").check_template(FILE, data)
    assert (fault.code, fault.severity) == ("R300", Severity.ERROR)
    assert said in fault.message


def test_each_fault_becomes_a_word_comment_where_it_stands(session, ours):
    def spoil(xml: str) -> str:
        return with_paragraph("Réf. {{ fiche.ref }}", "{{ sigles }}")(xml)

    format = session.plugins.format("fiche-action")
    noted = docx.Document(io.BytesIO(format.annotate_template(FILE, edited(ours, spoil))))
    comments = {comment.comment_id: comment.text for comment in noted.comments}
    assert len(comments) == 2
    spans = {
        paragraph.text: comments[int(start.get(qn("w:id")))]
        for paragraph in noted.paragraphs
        for start in paragraph._p.iter(qn("w:commentRangeStart"))
    }
    assert spans["Réf. {{ fiche.ref }}"].startswith("[R310] Dans `{{ fiche.ref }}`")
    assert "Choisissez `" in spans["Réf. {{ fiche.ref }}"]
    assert spans["{{ sigles }}"].startswith("[R314]")


def test_a_fault_of_a_footer_is_commented_on_the_first_paragraph_with_its_place(session, ours):
    data = edited(ours, lambda xml: xml.replace("fiche.numero", "fiche.num"), "word/footer1.xml")
    format = session.plugins.format("fiche-action")
    noted = docx.Document(io.BytesIO(format.annotate_template(FILE, data)))
    [comment] = noted.comments
    assert "Pied de page, paragraphe 1" in comment.text
    assert next(noted.element.body.iter(qn("w:commentRangeStart"))) is not None


def test_a_template_mended_in_its_annotated_copy_leaves_no_comment_in_the_fiche(
    session, ours, other_template, essai
):
    press = other_template(lambda xml: xml)
    file = press.resources.find("fiche-action/fiche.docx")
    no_referent = edited(ours, lambda xml: xml.replace("{{ fiche.referent }}", ""))
    noted = session.plugins.format("fiche-action").annotate_template(file, no_referent)
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(noted)).namelist()
    file.write_bytes(noted)
    word = press.word(essai)
    assert "word/comments.xml" not in word.archive.namelist()
    assert not list(word.body.iter(qn("w:commentRangeStart"), qn("w:commentReference")))


def test_an_annotated_template_is_still_a_sound_word_file(session, ours, tmp_path):
    file = tmp_path / "annote.docx"
    data = edited(ours, with_paragraph("{{ fiche.ref }}"))
    file.write_bytes(session.plugins.format("fiche-action").annotate_template(FILE, data))
    assert OpenXmlValidator().validate(str(file)).errors == []


def test_the_template_of_a_departement_serves_its_fiches_and_no_others(
    fiche_8, essai, press, ours, tmp_path
):
    home = tmp_path / "77"
    shutil.copytree(fiche_8.dossier.dossier_dir, home)
    (home / "modeles").mkdir()
    own = edited(ours, with_paragraph("Modèle du Département"))
    (home / "modeles" / "fiche.docx").write_bytes(own)
    dossier = attrs.evolve(fiche_8.dossier, dossier_dir=home)
    assert "Modèle du Département" in press.word(attrs.evolve(fiche_8, dossier=dossier)).text
    assert "Modèle du Département" not in press.word(essai).text
    (home / "modeles" / "fiche.docx").write_bytes(edited(own, with_paragraph("{{ a }}", "{{ b }}")))
    with pytest.raises(HandledError) as refused:
        press.bytes(attrs.evolve(fiche_8, dossier=dossier))
    assert [one.code for one in refused.value.diagnostics] == ["R310", "R310"]
    assert refused.value.diagnostics[0].span.file.parent.name == "modeles"


@pytest.mark.parametrize(
    "text",
    [
        "{{ " * 20_000,
        "{% " * 20_000,
        "{# " * 20_000,
        "{{ %} " * 20_000,
        "{{ fiche.titre }} " * 20_000,
        "{{ fiche.titre }}\u202f" * 20_000,
        "}} " * 20_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_paragraph_of_thousands_of_tags_is_told_once_and_soon(check, text):
    start = time.process_time()
    faults = [said for said in errors(check(with_paragraph(text))) if said[0] == "R312"]
    assert len(faults) == 1
    assert "accolades de balises, ouvertes ou fermées\u202f; il en faut au plus 800" in faults[0][1]
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    "text", ["{" + " " * 20_000, "« " + "a_" * 20_000, "[" + "a." * 20_000, "{ " * 20_000]
)
def test_signs_that_look_like_tags_without_end_cost_little(check, text):
    start = time.process_time()
    check(with_paragraph(text))
    assert time.process_time() - start < 3


def test_an_unclosed_brace_is_told_in_each_of_many_paragraphs(session, ours):
    start = time.process_time()
    data = edited(ours, with_paragraph(*["{{ fiche.titre"] * 300))
    found = list(session.plugins.format("fiche-action").check_template(FILE, data))
    assert len([one for one in found if one.code == "R312"]) == 300
    assert time.process_time() - start < 3
