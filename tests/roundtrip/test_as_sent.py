"""What a program writes in another manner: a language, an address, the call of a note."""

from __future__ import annotations

import pytest
from docx.oxml.parser import parse_xml

from ppgp_docs import ooxml_names
from ppgp_docs.roundtrip.markdown import Words
from ppgp_docs.roundtrip.word.as_sent import as_sent, with_calls
from ppgp_docs.roundtrip.word.ooxml import Meanings
from ppgp_docs.roundtrip.word.paragraphs import Story


@pytest.mark.parametrize(
    ("sent", "back", "read"),
    [
        ("[x]{lang=en}", "en-US", "en"),
        ("[x]{lang=en}", "en-GB", "en"),
        ("[x]{lang=en} [y]{lang=en-US}", "en-US", "en-US"),
        ("[x]{lang=en-GB}", "en-US", "en-US"),
        ("[x]{lang=de}", "en-US", "en-US"),
        ("mots", "en-US", "en-US"),
        ("[x]{lang=en}", "", ""),
    ],
)
def test_a_language_has_no_country_that_was_not_sent(sent, back, read):
    assert as_sent(Words("x", lang=back), sent).lang == read


@pytest.mark.parametrize(
    ("sent", "back", "read"),
    [
        ("[x](https://www.oise.fr)", "https://www.oise.fr/", "https://www.oise.fr"),
        ("https://www.oise.fr et la suite", "https://www.oise.fr/", "https://www.oise.fr"),
        ("[x](https://www.oise.fr/)", "https://www.oise.fr", "https://www.oise.fr/"),
        ("[x](https://oise.fr/%C3%A9)", "https://oise.fr/é", "https://oise.fr/%C3%A9"),
        ("[x](https://Oise.fr?a=1)", "https://oise.fr/?a=1", "https://Oise.fr?a=1"),
        ("[x](https://oise.fr/pmi)", "https://oise.fr/pmi/", "https://oise.fr/pmi/"),
        ("[x](https://oise.fr/pmi)", "https://oise.fr/PMI", "https://oise.fr/PMI"),
        ("[x](https://oise.fr)", "http://oise.fr/", "http://oise.fr/"),
        ("[x](https://oise.fr)", "https://[oise.fr/", "https://[oise.fr/"),
        ("[x](https://oise.fr)", "", ""),
    ],
)
def test_an_address_is_the_one_that_was_sent_where_both_lead_to_the_same(sent, back, read):
    assert as_sent(Words("x", link=back), sent).link == read


def test_a_note_is_called_where_its_name_is_between_brackets():
    assert with_calls(r"a\[pv\] b\[pv\] \[autre\]", "a[^pv] b") == r"a[^pv] b[^pv] \[autre\]"


def test_a_name_between_brackets_that_was_sent_so_stays_words():
    assert with_calls(r"a[^pv] \[pv\]", r"a[^pv] \[pv\]") == r"a[^pv] \[pv\]"


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>mots</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> suite</w:t></w:r>'
)
SIMPLE = (
    '<w:fldSimple w:instr="{}"><w:r><w:t>mots</w:t></w:r></w:fldSimple><w:r><w:t> suite</w:t></w:r>'
)


@pytest.mark.parametrize("manner", [FIELD, SIMPLE])
@pytest.mark.parametrize(
    ("code", "link"),
    [
        ("HYPERLINK &quot;https://oise.fr/a&quot;", "https://oise.fr/a"),
        (" hyperlink https://oise.fr/a ", "https://oise.fr/a"),
        ("HYPERLINK &quot;https://oise.fr/a&quot; \\l &quot;fin&quot;", "https://oise.fr/a#fin"),
        (
            "HYPERLINK &quot;https://oise.fr/a&quot; \\o &quot;voir&quot; \\l &quot;fin&quot;",
            "https://oise.fr/a#fin",
        ),
        ("HYPERLINK \\l &quot;fin&quot;", ""),
        ("REF fin", ""),
    ],
)
def test_a_link_is_read_in_a_field_of_word(manner, code, link):
    node = parse_xml(f'<w:p xmlns:w="{ooxml_names.WORD}">{manner.format(code)}</w:p>')
    story = Story(Meanings({}, {}, {}, {}), {})
    assert [(one.words.text, one.words.link) for one in story.paragraph(node).pieces] == (
        [("mots", link), (" suite", "")] if link else [("mots suite", "")]
    )
