"""Words typed in Word stay words: signs that mean something in a dossier never do when they come
from there."""

from __future__ import annotations

import io
import re

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.commande import ppgp
from tests.roundtrip.conftest import data_of
from tests.roundtrip.word_hand import edited, typed

from ppgp_docs.model.prose import ListOfItems, parse_line, parse_prose, typeset_words
from ppgp_docs.model.references import References, hidden
from ppgp_docs.roundtrip.markdown import ReadParagraph, Words, line_markdown, prose_markdown

SIGNS = (
    *("{{", "}}", "{", "}", "{%", "%}", "{#", "#}", "[", "]", "(", ")", "[^", "](", "*", "**"),
    *("\\", "\\\\", "<", ">", "^", "_", "`", "|", "~", "!", "&", "#", "@", ":", ".", "/", "-"),
    *("+", "=", "1", "12", "chiffres.vus", "chiffres.vus.pct", "chiffres.perdu", "vus", "mot"),
    *("departement.nom", "budget.total", "demarche.debut", "C:", "lang=en", "https://exemple.fr"),
)
KNOWN = References({"chiffres.vus": "178", "departement.nom": "Ain"})

BEYOND = re.compile(r"(\\\\|[A-Za-z]:\\)\S*[*\[\]<]|\\[\w.-]+\\")
"""The path of a file with a mark stuck to it: nothing writes it in a dossier."""

words = st.lists(st.sampled_from([*SIGNS, " ", " "]), min_size=1, max_size=9).map("".join)
text = words.map(lambda each: " ".join(each.split())).filter(
    lambda each: each and not BEYOND.search(each)
)
looked = st.lists(
    st.builds(Words, words, bold=st.booleans(), italic=st.booleans()), min_size=1, max_size=4
)


def plain(said: list[Words]) -> str:
    return " ".join("".join(one.text for one in said).split())


@given(text)
@example("{{ chiffres.vus }}")
@example("{{ chiffres.perdu }}")
@example("voir chiffres.vus, (chiffres.vus) et [departement.nom]")
@example("\\{{ chiffres.vus }} et \\chiffres.vus")
@example("\\\\serveur\\budget.total et C:\\departement.nom")
@example("\\*a, \\\\a\\*b, C:\\*, C:*")
@example("[^vus], [vus](https://exemple.fr), [vus]{lang=en}")
def test_a_line_typed_in_word_is_printed_as_it_was_typed(said):
    expanded, found = KNOWN.expand(line_markdown([Words(said)]))
    assert found == ()
    assert parse_line(expanded).plain == typeset_words(said)
    assert all(not (run.bold or run.italic or run.note) for run in parse_line(expanded).runs)


@given(looked)
@example([Words("{{"), Words(" chiffres.vus ", bold=True), Words("}}")])
@example([Words("{"), Words("{ chiffres.vus }}")])
@example([Words("{", bold=True), Words("{ chiffres.vus }}")])
def test_words_in_several_looks_never_make_a_reference_together(said):
    expanded, found = KNOWN.expand(line_markdown(said))
    assert found == ()
    assert "178" not in expanded
    assert not any(run.note for run in parse_line(expanded).runs)


@given(text)
@example("{{ departement.nom }}")
@example("l’adresse budget.total@exemple.fr")
def test_plain_words_are_kept_too(said):
    expanded, found = KNOWN.expand(hidden(said))
    assert (expanded, found) == (said, ())


@given(st.lists(st.tuples(text, st.sampled_from([-1, 0])), min_size=1, max_size=4))
@example([("- une ligne", -1), ("1. une autre", -1)])
@example([("- un tiret", 0), ("12) un nombre", 0)])
@example([("+ mot", 0), ("* mot", -1)])
def test_paragraphs_and_items_stay_what_they_are(lines):
    lines = [(f"mot {said}" if level == 0 else said, level) for said, level in lines]
    written = prose_markdown([ReadParagraph((Words(said),), level) for said, level in lines])
    expanded, found = KNOWN.expand(written)
    assert found == ()
    read: list[tuple[str, int]] = []
    for node in parse_prose(expanded).nodes:
        if isinstance(node, ListOfItems):
            assert all(len(item) == 1 for item in node.items)
            read += [(item[0].plain, 0) for item in node.items]
        else:
            read.append((node.plain, -1))
    assert read == [(typeset_words(said), level) for said, level in lines]


@pytest.mark.parametrize(
    "address", ["fiche-8:referent", "fiche-8:rubriques[objectif_operationnel].blocs[1].texte"]
)
def test_a_text_full_of_signs_comes_back_and_is_printed_so(own_desk, address):
    said = "Voir {{ chiffres.perdu }}, [^note] et **chiffres.vus** : {% if x %}"
    [name] = [name for name in own_desk.files if name.startswith("fiche-action-08")]
    back = own_desk.root / "retour.docx"
    back.write_bytes(edited(own_desk.files[name], typed(address, said)))
    done = ppgp("import", back, "--yes", cwd=own_desk.root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "{{ chiffres.perdu }}" in str(data_of(own_desk.root))
    made = ppgp("build", "77", "--only", "fiche-action", cwd=own_desk.root)
    assert "M001" not in made.stdout + made.stderr
    assert made.returncode == 0, made.stdout + made.stderr
    [file] = (own_desk.root / "sorties").rglob("fiche-action-08*.docx")
    document = docx.Document(io.BytesIO(file.read_bytes()))
    printed = " ".join("".join(document.element.itertext()).replace("\u00a0", " ").split())
    assert said in printed
