"""The small Markdown: one neutral tree, in French typesetting, that never loses a letter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ppgp_docs.model.inline import _parser, tokens
from ppgp_docs.model.prose import (
    Line,
    ListOfItems,
    Node,
    Paragraph,
    Run,
    notes_called,
    parse_line,
    parse_prose,
    typeset_words,
)

NNBSP, NBSP = "\u202f", "\u00a0"


def test_bold_and_italic_become_flat_runs() -> None:
    assert parse_line("un **mot *fort*** et *doux*").runs == (
        Run("un "),
        Run("mot ", bold=True),
        Run("fort", bold=True, italic=True),
        Run(" et "),
        Run("doux", italic=True),
    )


def test_paragraphs_and_nested_lists_become_nodes() -> None:
    prose = parse_prose(
        "Un texte\n\n- un\n  1. un bis\n  2. un ter\n- deux\n\n1. trois\n2. quatre\n"
    )
    paragraph, bullets, numbers = prose.nodes
    assert paragraph == Paragraph((Run("Un texte"),))
    assert isinstance(bullets, ListOfItems)
    assert isinstance(numbers, ListOfItems)
    assert (bullets.ordered, numbers.ordered) == (False, True)
    assert bullets.items[0] == (
        Paragraph((Run("un"),)),
        ListOfItems(((Paragraph((Run("un bis"),)),), (Paragraph((Run("un ter"),)),)), ordered=True),
    )
    assert prose.plain == "Un texte\nun\nun bis\nun ter\ndeux\ntrois\nquatre"


def test_a_line_never_becomes_a_list() -> None:
    assert parse_line("1. Le premier\n- le second").plain == "1. Le premier – le second"


def test_line_breaks_in_the_source_are_spaces() -> None:
    assert parse_prose("Un texte\nplié ici  \net là").plain == "Un texte plié ici et là"


def test_a_note_is_a_run_of_its_own() -> None:
    line = parse_line("le PEMAT[^pemat], puis[^autre]")
    assert notes_called(line.runs) == ("pemat", "autre")
    assert line.plain == "le PEMAT, puis"


def test_foreign_words_say_their_language_and_keep_their_typography() -> None:
    line = parse_line('le [Agency: "Quality"]{lang=en} !')
    assert line.runs[1] == Run('Agency: "Quality"', lang="en")
    assert line.plain.endswith(f"{NNBSP}!")


@pytest.mark.parametrize(
    "address", ["https://www.exemple.fr/a?b=c;d", "http://exemple.fr", "mailto:a@exemple.fr"]
)
def test_links_of_the_web_and_of_the_mail_are_kept_as_typed(address: str) -> None:
    (run,) = parse_line(f"[ici]({address})").runs
    assert run == Run("ici", link=address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "file:///etc/passwd",
        "data:text/html,x",
        "//a.fr",
        "x",
    ],
)
def test_any_other_link_is_refused_and_stays_text(address: str) -> None:
    line = parse_line(f"[ici]({address})")
    assert [run.link for run in line.runs] == [None]
    assert "ici" in line.plain


def test_html_is_text_like_any_other() -> None:
    line = parse_line('<script>alert("x")</script> & <b>R&D</b>')
    assert line.plain.startswith("<script>alert(")
    assert line.plain.endswith("<b>R&D</b>")


@pytest.mark.parametrize("mark", ["# Titre", "> cité", "```x", "![x](y)", "| a | b |", "`code`"])
def test_what_is_outside_the_small_markdown_stays_text(mark: str) -> None:
    assert parse_prose(mark).plain.replace(NBSP, " ").replace("’", "'").startswith(mark[0])


def test_spaces_at_the_border_of_two_styles_are_french_too() -> None:
    assert parse_line("**Et après** ?").plain == f"Et après{NNBSP}?"
    assert parse_line("« **Oui** »").plain == f"«{NBSP}Oui{NBSP}»"


def test_quotes_inside_a_quotation_are_of_the_second_level() -> None:
    assert parse_prose("Je dis « oui » souvent", quoted=True).plain == "Je dis “oui” souvent"
    assert parse_prose("Je dis « oui » souvent").plain == f"Je dis «{NBSP}oui{NBSP}» souvent"


def test_plain_words_are_typeset_without_any_markdown() -> None:
    assert typeset_words("l'eau *vive* :\n5 %") == f"l’eau *vive*{NBSP}: 5{NBSP}%"


def test_an_empty_text_is_false() -> None:
    assert not parse_prose("")
    assert not parse_prose(" \n")
    assert not Line()


def letters(text: str) -> list[str]:
    return [sign for sign in text if sign.isalpha()]


markdown = st.text(st.sampled_from("abé *_[](){}^-1.\n'\"«»?:<>&\\`#|"), max_size=60)


@given(markdown, st.booleans())
def test_no_text_whatever_raises(text: str, quoted: bool) -> None:
    assert isinstance(parse_prose(text, quoted=quoted).plain, str)
    assert isinstance(parse_line(text).plain, str)


TYPED = [
    "2017. Une année de lancement pour le service.",
    "5. Cinquième point du protocole.",
    "1. Premier et seul point.",
    "24. 05. 2024",
    "1) une étape",
    "+ 12 % en un an",
    "- 5 points en un an",
    "- 5 %",
    "* hors taxes",
    "-",
    "---",
    "- - -",
    "===",
    "***",
    "# 3",
    "> 5 %",
    "~ 5 %",
    "`ppgp`",
    "| a | b |",
    "_a_b_ et mot_de_passe",
    "un volume de 3*15*2 heures",
    "2*3*4 jours",
    "2**8",
    "(2+3)*4*(5+6)",
    "le tarif* et le seuil*",
    "5* et 4* étoiles",
    "(*) et (*)",
    "les «\u00a0*\u00a0» et les «\u00a0**\u00a0»",
    "*.doc et *.pdf",
    "*, ** et ***",
    r"\\serveur\partage\a_b",
    r"\\serveur\*",
    r"C:\dossier\*.txt",
    "a\\b\\",
    "<3 et <b>",
    "&nbsp et &amp",
    "http://x_y_z et http://x*y*z",
    "[1] et [2](3)",
    "[mots]{.gras} et {lang=en}",
    "(c) et (a)",
    "x^2^ et H~2~O",
]
"""What people write, none of it meant as a mark."""


@pytest.mark.parametrize("text", TYPED)
def test_signs_that_mark_nothing_are_printed_as_typed(text: str) -> None:
    printed = typeset_words(text)
    for prose in (parse_prose(text), parse_prose(f"Avant.\n\n{text}\n\nAprès.")):
        paragraph = prose.nodes[len(prose.nodes) // 2]
        assert isinstance(paragraph, Paragraph)
        assert paragraph.runs == (Run(printed),)
    assert parse_line(text).runs == (Run(printed),)


@pytest.mark.parametrize("text", TYPED)
def test_signs_that_open_a_line_of_a_paragraph_are_printed_as_typed(text: str) -> None:
    printed = typeset_words(f"Le service, {text}")
    assert parse_prose(f"Le service,\n{text}").plain == printed


@pytest.mark.parametrize(
    "lines",
    [
        ["5. Cinquième point.", "6. Sixième point."],
        ["1. Un.", "3. Trois."],
        ["1. Un.", "1. Deux."],
        ["2017. Une année.", "2018. Une autre."],
        ["1) Un.", "2) Deux."],
        ["* hors taxes", "* sous réserve du vote"],
        ["+ 12 %", "+ 5 %"],
    ],
)
def test_lines_that_open_with_other_marks_stay_as_typed_on_lines_of_their_own(
    lines: list[str],
) -> None:
    prose = parse_prose("\n".join(lines))
    assert prose.nodes == tuple(Paragraph((Run(typeset_words(line)),)) for line in lines)


def test_a_number_that_does_not_follow_ends_the_list_after_a_blank_line() -> None:
    listed, *others = parse_prose("1. un\n2. deux\n\n5. Cinquième\n6. Sixième").nodes
    assert isinstance(listed, ListOfItems)
    assert len(listed.items) == 2
    assert [node.plain for node in others] == ["5. Cinquième", "6. Sixième"]


def test_an_announced_mark_opens_a_line_of_its_own() -> None:
    nodes = parse_prose("Dans l’ordre :\n5. Cinquième\n6. Sixième").nodes
    assert [node.plain for node in nodes] == ["Dans l’ordre\u00a0:", "5. Cinquième", "6. Sixième"]


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("- un\n- deux", ["un", "deux"]),
        ("1. un\n2. deux", ["un", "deux"]),
        ("Deux lieux :\n- Bourg\n- Belley", ["Bourg", "Belley"]),
        ("Un lieu :\n- Bourg", ["Bourg"]),
        ("- un seul lieu", ["un seul lieu"]),
        (
            "- 45 % des familles\n- 30 % des équipes",
            ["45\u00a0% des familles", "30\u00a0% des équipes"],
        ),
        ("- un\n\n- deux", ["un", "deux"]),
        ("-\tun\n-\tdeux", ["un", "deux"]),
        ("  - un\n  - deux", ["un", "deux"]),
        ("- ouvert en\n1998. Puis fermé\n- rouvert", ["ouvert en 1998. Puis fermé", "rouvert"]),
    ],
)
def test_what_is_plainly_a_list_is_one(typed: str, items: list[str]) -> None:
    listed = parse_prose(typed).nodes[-1]
    assert isinstance(listed, ListOfItems)
    assert [" ".join(node.plain for node in item) for item in listed.items] == items


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"\*mot\*", "*mot*"),
        (r"\[1\](https://exemple.fr)", "[1](https://exemple.fr)"),
        (r"\<https://exemple.fr>", "<https://exemple.fr>"),
        ("\\- un\n\\- deux", "- un – deux"),
        ("1\\. un\n2\\. deux", "1. un 2. deux"),
    ],
)
def test_a_backslash_hides_a_mark(typed: str, printed: str) -> None:
    prose = parse_prose(typed)
    assert prose.plain.replace("\n", " ") == printed
    assert all(run == Run(run.text) for run in prose.runs())


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("C’est *important* pour la suite.", "important"),
        ("l’*eau*, oui", "eau"),
        ("(*sic*)", "sic"),
        ("«\u00a0*sic*\u00a0»", "sic"),
        ("*2017* fut l’année", "2017"),
        ("tarif* et *seuil*", "seuil"),
        ("le *mot*[^note]", "mot"),
    ],
)
def test_asterisks_around_words_are_italics(typed: str, marked: str) -> None:
    assert [run.text for run in parse_line(typed).runs if run.italic] == [marked]


def a_list(depth: int) -> st.SearchStrategy[list[str]]:
    """The lines of a list as CommonMark has it, with lists within its items."""
    item = st.tuples(
        st.sampled_from(["le mot", "un *lieu*", "une **équipe**"]),
        a_list(depth - 1) if depth else st.just([]),
    )

    def lines(items: list[tuple[str, list[str]]], ordered: bool) -> list[str]:
        marks = [f"{rank}. " if ordered else "- " for rank in range(1, len(items) + 1)]
        return [
            line
            for mark, (text, below) in zip(marks, items, strict=True)
            for line in [mark + text, *(" " * len(mark) + line for line in below)]
        ]

    return st.builds(lines, st.lists(item, min_size=2, max_size=4), st.booleans())


def outlined(markdown: str) -> list[object]:
    """The tree of a text by markdown-it itself: kinds of lists, items, plain texts."""
    stack: list[list[object]] = [[]]
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type in ("bullet_list_open", "ordered_list_open", "list_item_open"):
            stack.append([token.type.partition("_")[0]])
        elif token.type.endswith(("list_close", "item_close")):
            stack[-2].append(stack.pop())
        elif token.type == "inline":
            stack[-1].append("".join(each.content for each in token.children or ()))
    return stack[0]


def our_outline(nodes: tuple[Node, ...]) -> list[object]:
    return [
        node.plain
        if isinstance(node, Paragraph)
        else [
            "ordered" if node.ordered else "bullet",
            *(["list", *our_outline(item)] for item in node.items),
        ]
        for node in nodes
    ]


@given(a_list(2))
def test_a_true_list_reads_as_commonmark_has_it(lines: list[str]) -> None:
    text = "\n".join(["Une liste :", "", *lines])
    ours = our_outline(parse_prose(text).nodes)
    assert ours[1:] == outlined(text)[1:]


unmarked = st.lists(
    st.text(st.sampled_from("abé 12*_-+.)(<>&#|\\=~`^%€/'"), min_size=1, max_size=12).filter(
        lambda word: word.strip()
    ),
    max_size=8,
).map(" ".join)


@given(unmarked)
def test_a_text_without_a_mark_keeps_every_sign(text: str) -> None:
    line = parse_line(text)
    if not any(run != Run(run.text) for run in line.runs) and "\\" not in text:
        assert line.plain == typeset_words(text)


signs = st.text(st.sampled_from("ab1 *_-+.)(<>&#|=~`^%/\n\\"), max_size=40)


@given(signs)
def test_only_marks_of_lists_and_emphasis_ever_go(text: str) -> None:
    prose = parse_prose(text)
    numbered = any(isinstance(node, ListOfItems) and node.ordered for node in prose.nodes)
    always = "ab+)(<>&#|=~^%/_" + ("" if numbered else "1")
    assert [sign for sign in prose.plain if sign in always] == [
        sign for sign in text if sign in always
    ]


@given(st.text(st.sampled_from("abéÀœ *_-1.\n'\"«»?:<>&#|"), max_size=60))
def test_no_letter_is_lost_or_made_up(text: str) -> None:
    assert letters(parse_line(text).plain) == letters(text)
    assert letters(parse_prose(text).plain) == letters(text)


@given(markdown)
def test_neighbouring_runs_always_differ_in_style(text: str) -> None:
    runs = parse_line(text).runs
    styles = [(run.bold, run.italic, run.link, run.lang, run.note) for run in runs]
    assert all(a != b or a[-1] for a, b in pairwise(styles))


@given(st.text(st.sampled_from("ab 1._`~!|#>&;:)]}’«\u00a0\t\u2028{"), min_size=1))
def test_a_text_without_marks_is_what_the_parser_would_read(text: str) -> None:
    inline = _parser().parseInline(text)[0].children
    assert [(each.type, each.content) for each in tokens(text)] == [
        (each.type, each.content) for each in inline or []
    ]
