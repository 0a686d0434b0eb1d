"""What a file lacks, or has too much, is quoted with the words around it, to be found."""

from __future__ import annotations

import pytest
from attrs import evolve
from tests.plugins.fiche_action.conftest import HERE, _document

from ppgp_docs.model.outline import texts_in
from ppgp_docs.plugin.formats import Document
from ppgp_docs.plugin.read_back import Reading
from ppgp_docs.prove import prove
from ppgp_docs.session import Session

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def document(session: Session) -> Document:
    return evolve(_document(session, HERE / "essai"), expected=(), prints=())


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Fiche action\n{{ titre }}", "« {{ titre }} », après « Fiche action »"),
        ("Fiche action\n\n  {{ titre }}", "« {{ titre }} », après « Fiche action »"),
        ("{{ titre }}\nFiche", "« {{ titre }} »"),
        ("Fiche {{ titre }}", "« Fiche {{ titre }} »"),
        (f"{'mot ' * 30}fin {{% if x %}} suite", "mot fin {% if x %} suite »"),
        (f"{'mot ' * 30}\n{{{{ a }}}}", "« {{ a }} », après « mot mot mot mot mot mot mot »"),
    ],
)
def test_a_leftover_is_told_with_its_neighbouring_words(
    document: Document, text: str, quoted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.prove.ooxml.read", lambda _: Reading((text,)))
    (told,) = prove(b"a file", WORD, document)
    assert told.code == "P002"
    assert told.message.replace("\u00a0", " ").endswith(quoted)


def test_a_reference_that_a_draft_quotes_of_what_remains_to_be_done_is_no_leftover(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    quoted = "Ligne 7 : la référence « {{ chiffres.evolution }} » ne désigne rien."
    monkeypatch.setattr("ppgp_docs.prove.ooxml.read", lambda _: Reading((quoted,)))
    found = prove(b"a file", WORD, evolve(document, remaining=(quoted,)))
    assert "P002" not in {each.code for each in found}


def test_a_figure_that_is_lost_is_told_with_the_words_that_the_dossier_writes_around_it(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.prove.ooxml.read", lambda _: Reading(("rien",)))
    sentence = next(text for text in texts_in(document.fiche) if len(text.split()) > 12)
    word = sentence.split()[6]
    (told,) = prove(b"a file", WORD, evolve(document, expected=(word,)))
    assert told.code == "P003"
    assert f"« {word} »" in told.message.replace("\u00a0", " ")
    assert "le dossier l’écrit dans" in told.message


def test_an_amount_that_is_worked_out_has_no_words_around_it(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.prove.ooxml.read", lambda _: Reading(("rien",)))
    (told,) = prove(b"a file", WORD, evolve(document, expected=("987 654 321,09 €",)))
    assert "le dossier l’écrit" not in told.message


LONG = "mot " * 30


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{{{{ aa }}}} {LONG}", "« {{ aa }} " + LONG[:51] + " »"),
        (f"{{{{ a }}}} {LONG}", "« {{ a }} " + LONG[:51] + " »"),
        (f"{'y ' * 14}zz\n{{{{ a }}}}", f"« {{{{ a }}}} », après « {'y ' * 14}zz »"),
        (f"{'x' * 30}\n{{{{ a }}}}", f"« {{{{ a }}}} », après « {'x' * 30} »"),
        (f"{'x' * 31}\n{{{{ a }}}}", f"« {{{{ a }}}} », après « {'x' * 30} »"),
        (f"{'y ' * 15}z\n{{{{ a }}}}", f"« {{{{ a }}}} », après « {'y ' * 14}z »"),
    ],
)
def test_a_leftover_is_quoted_over_sixty_signs_after_thirty(
    document: Document, text: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ppgp_docs.prove.ooxml.read", lambda _: Reading((text,)))
    (told,) = prove(b"a file", WORD, document)
    said = told.message.replace("\u00a0", " ")
    assert said == f"une balise du modèle est restée : {message}"


def test_only_texts_are_read_as_plain_texts(document: Document) -> None:
    asked = evolve(document, expected=("13 €",))
    assert prove(b"12", "application/x-essai", asked) == ()
    assert [each.code for each in prove(b"12", "text/plain", asked)] == ["P003"]
    assert prove(b"12", "text/plain", document) == ()
