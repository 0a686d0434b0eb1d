"""Step 2: YAML to a tree of texts that know their places. See YAML 1.1 for what is not wanted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.load.conftest import Load, place

from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.load.compose import MAX_DEPTH
from ppgp_docs.load.decode import MAX_BYTES, composed
from ppgp_docs.load.signs import mended
from ppgp_docs.load.tree import Text, load, parse, texts


def test_a_fault_of_one_key_does_not_hide_those_of_the_others(
    codes: Callable[..., list[str]],
) -> None:
    assert codes("langue: fr\nlangue: fr\ncontextes: x\n") == ["L005", "V002"]


def test_a_control_character_brought_in_by_an_escape_is_refused(
    refused: Callable[[str], Diagnostic],
) -> None:
    assert refused('a: "x\\u0007"\n').code == "L011"


@pytest.mark.parametrize(
    "written",
    [
        "01",
        "075",
        "08",
        "2A",
        "971",
        "no",
        "oui",
        "true",
        "null",
        "~",
        "10:30",
        "2022-07-05",
        "2022-12",
        "12_500",
        "1e3",
        "0x1F",
        ".5",
        "7,5",
        ".inf",
        "=",
        "16\u202f497\xa0€",
        "12\xa0500,50\xa0€",
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(loaded: Load, written: str) -> None:
    tree = loaded(f"clé: {written}\n").tree
    assert tree is not None
    assert tree.root == {"clé": written}


def test_a_merge_key_is_a_key_like_any_other(loaded: Load) -> None:
    tree = loaded("<<: rien\n").tree
    assert tree is not None
    assert tree.root == {"<<": "rien"}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16"], ids=["utf-8", "utf-8 with BOM", "utf-16"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_encodings_and_line_ends_of_any_editor_read_alike(
    loaded: Load, encoding: str, end: str
) -> None:
    tree = loaded(f"nom: Isère{end}texte: |{end}  à{end}  é{end}".encode(encoding)).tree
    assert tree is not None
    assert tree.root == {"nom": "Isère", "texte": "à\né\n"}
    assert str(tree.span(("texte",))).endswith("dossier.yaml:3:3")


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "un document Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "un document d’Office"),
        (rb"{\rtf1\ansi", "un document RTF"),
        (b"%PDF-1.7", "un PDF"),
        (b"\x89PNG\r\n\x1a\n", "une image"),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(
    refused: Callable[[bytes], Diagnostic], head: bytes, kind: str
) -> None:
    fault = refused(head + b"\0\1")
    assert fault.code == "L004"
    assert f"n’est pas du texte\u00a0: c’est {kind}" in fault.message


def test_bytes_of_windows_1252_are_refused_at_their_place(
    refused: Callable[[bytes], Diagnostic],
) -> None:
    fault = refused("code: 01\nnom: Is\xe8re\n".encode("cp1252"))
    assert (fault.code, place(fault)) == ("L004", (2, 8))
    assert "`è`" in fault.message
    assert "«\u00a0UTF-8\u00a0»" in fault.hints[0]


def test_an_accent_apart_from_its_letter_is_put_back_on_it(loaded: Load) -> None:
    tree = loaded("titre: cre\u0301er\n").tree
    assert tree is not None
    assert tree.root == {"titre": "créer"}
    assert tree.root["titre"].at(2, 3).column == 10


def test_two_equal_keys_are_an_error_with_both_places(
    refused: Callable[[str], Diagnostic],
) -> None:
    fault = refused("chiffres:\n  formes: 62\n  base: 9\n  formes: 63\n")
    assert (fault.code, place(fault)) == ("L005", (4, 3))
    ((_, first),) = fault.related
    assert (first.line, first.column) == (2, 3)


def test_all_the_duplicates_of_a_file_are_told_at_once(loaded: Load) -> None:
    result = loaded("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [place(fault) for fault in result.diagnostics] == [(2, 1), (3, 11)]


def test_an_alias_bomb_is_refused_without_being_expanded(loaded: Load) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    result = loaded(bomb)
    assert {fault.code for fault in result.diagnostics} == {"L009", "L010"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "!!seq [", "- !!map {a: "])
def test_thirty_thousand_levels_are_refused_and_crash_nothing(
    refused: Callable[[str], Diagnostic], opening: str
) -> None:
    assert refused(opening * 30_000).code == "L009"


def test_as_many_levels_as_allowed_are_read(loaded: Load) -> None:
    assert loaded("[" * MAX_DEPTH + "]" * MAX_DEPTH).tree
    assert not loaded("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).tree


def test_a_file_over_two_megabytes_is_refused_unread(refused: Callable[[str], Diagnostic]) -> None:
    fault = refused("a: " + "x" * MAX_BYTES)
    assert (fault.code, fault.message) == ("L003", "le fichier dépasse 2 Mo")


def test_a_missing_file_is_a_diagnostic(tmp_path: Path) -> None:
    (fault,) = load(tmp_path / "absent.yaml").diagnostics
    assert fault.code == "L001"


def test_a_folder_in_place_of_a_file_is_a_diagnostic(tmp_path: Path) -> None:
    assert [fault.code for fault in load(tmp_path).diagnostics] == ["L001"]


def test_a_file_that_may_not_be_read_is_a_diagnostic(tmp_path: Path) -> None:
    file = tmp_path / "dossier.yaml"
    file.symlink_to(file)
    assert [fault.code for fault in load(file).diagnostics] == ["L001"]


def test_the_place_of_what_is_absent_is_that_of_its_nearest_parent(loaded: Load) -> None:
    tree = loaded("a:\n  b: [x, y]\n").tree
    assert tree is not None
    assert tree.span(("a", "b", 7)) == tree.span(("a", "b"))
    assert tree.span(("a", "z", "t")) == tree.span(("a",))
    assert tree.span(("z",), of_key=True) == tree.root.span


def test_the_place_of_a_key_is_asked_for_apart(loaded: Load) -> None:
    tree = loaded("a:\n  bé: x\n").tree
    assert tree is not None
    assert str(tree.span(("a", "bé"), of_key=True)).endswith(":2:3")
    assert str(tree.span(("a", "bé"))).endswith(":2:7")


# A character that YAML can hold in double quotes, and that is read as it is.
characters = st.characters(
    exclude_categories=["Cs", "Cc"],
    include_characters="\n\t",
    exclude_characters="\ufeff\ufffe\uffff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
)

words = st.text(characters, max_size=20).map(composed).map(mended).map(mended)

data = st.recursive(
    words, lambda node: st.lists(node, max_size=4) | st.dictionaries(words, node, max_size=4)
)

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@in_one_folder
@given(content=data, flow=st.booleans(), escaped=st.booleans(), width=st.integers(20, 200))
def test_any_tree_of_texts_comes_back_as_it_was(
    loaded: Load, content: object, flow: bool, escaped: bool, width: int
) -> None:
    dumped = yaml.safe_dump(
        {"contenu": content},
        allow_unicode=not escaped,
        default_flow_style=flow,
        default_style='"',
        width=width,
    )
    tree = loaded(dumped).tree
    assert tree is not None
    assert tree.root == {"contenu": content}


@in_one_folder
@given(st.lists(st.tuples(st.text("abcdé", min_size=1), st.text("xyzà", min_size=1)), min_size=1))
def test_each_text_stands_where_its_span_says(loaded: Load, pairs: list[tuple[str, str]]) -> None:
    source = "liste:\n" + "".join(f"  - {key}: {value}\n" for key, value in pairs)
    tree = loaded(source).tree
    assert tree is not None
    lines = source.split("\n")
    for path, text in texts(tree.root):
        span = tree.span(path)
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == text


@in_one_folder
@given(st.binary(max_size=200))
def test_no_content_whatever_raises(loaded: Load, raw: bytes) -> None:
    result = loaded(raw)
    assert result.tree is not None or result.diagnostics


def test_a_text_keeps_its_place_when_it_goes_to_another_process(loaded: Load) -> None:
    import pickle

    tree = loaded("a: |\n  x\n").tree
    assert tree is not None
    (text,) = (text for _, text in texts(tree.root))
    again = pickle.loads(pickle.dumps(text))
    assert isinstance(again, Text)
    assert (again, again.at(0, 1)) == (text, text.at(0, 1))


STYLES = ("{0}", "'{0}'", '"{0}"', ">-\n  {1}", "|\n  {1}", "{1}", ">  # comment\n\n  {1}\n")


@in_one_folder
@given(
    style=st.sampled_from(STYLES),
    words=st.lists(st.text("abcéœ😀—", min_size=1, max_size=5), min_size=1, max_size=9),
    rank=st.integers(0, 8),
)
def test_a_word_is_placed_where_it_was_typed_however_yaml_folds_its_text(
    loaded: Load, style: str, words: list[str], rank: int
) -> None:
    words = [f"{word}{place}" for place, word in enumerate(words)]  # each is unlike the others
    source = "\n# before\na: " + style.format(" ".join(words), "\n  ".join(words))
    tree, word = loaded(source).tree, words[rank % len(words)]
    assert tree is not None
    ((_, text),) = texts(tree.root)
    span = text.at(text.index(word), text.index(word) + len(word))
    line = source.split("\n")[span.line - 1]
    assert span.line == span.end_line
    assert line[span.column - 1 : span.end_column - 1] == word


@pytest.mark.parametrize("written", ["{}", '"{}"', "|\n      {}"])
@pytest.mark.parametrize("words", ["x", "« ", "**a *b ", "{{ }} "])
def test_a_text_of_more_than_a_hundred_thousand_characters_is_refused_at_its_line(
    tmp_path: Path, written: str, words: str
) -> None:
    text = "y" + words * (100_000 // len(words) + 1) + "z"
    loaded = parse(
        tmp_path / "dossier.yaml", f"edition: 2025\npresentation: {written.format(text)}\n"
    )
    told = [each for each in loaded.diagnostics if each.code == "L018"]
    assert [(each.span and each.span.line, each.is_error) for each in told] == [(2, True)]
    assert told[0].message.endswith("caractères, il en faut au plus 100\u202f000")
    assert not loaded.is_whole


def test_a_text_of_a_hundred_thousand_characters_is_read(tmp_path: Path) -> None:
    assert parse(tmp_path / "dossier.yaml", f"presentation: {'x' * 100_000}\n").is_whole
