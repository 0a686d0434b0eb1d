"""An item that goes on after a list of its own is heard in the order in which it is seen."""

from __future__ import annotations

import pytest
from tests.fabrique import made

from ppgp_docs.prove.pdf_text import page_texts
from ppgp_docs.session import Session

ITEMS = {
    "a text after a list": "- un\n\n  - deux\n\n  trois\n- quatre",
    "several texts after a list": "- un\n\n  - deux\n  - trois\n\n  quatre\n\n  cinq",
    "a list between two": "- un\n\n  - deux\n\n  trois\n\n  - quatre\n\n  cinq",
    "three deep": "- un\n\n  - deux\n\n    - trois\n\n    quatre\n\n  cinq",
    "numbers": "1. un\n\n   1. deux\n   2. trois\n\n   quatre\n2. cinq",
    "a list that comes last": "- un\n\n  - deux\n  - trois\n- quatre\n\n  - cinq",
}
WORDS = ("un", "deux", "trois", "quatre", "cinq")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory, session: Session) -> str:
    """What PDFium reads by the tags of the PDF that holds every case."""
    folder = tmp_path_factory.mktemp("listes")
    blocs = "".join(
        f"    - |\n      {_marked(rank, text)}\n" for rank, text in enumerate(ITEMS.values())
    )
    home = folder / "departments" / "01-ain"
    home.mkdir(parents=True)
    text = f'departement: "01"\ncontexte:\n  blocs:\n{blocs}'
    (home / "dossier.yaml").write_text(text, encoding="utf-8")
    (file,) = made(folder, session, "etude-de-cas").iterdir()
    return "\n".join(page.text for page in page_texts(file.read_bytes()))


def _marked(rank: int, text: str) -> str:
    """The text with words that no other case has."""
    for word in WORDS:
        text = text.replace(word, f"z{word}z{rank}")
    return text.replace("\n", "\n      ")


@pytest.mark.parametrize("case", ITEMS)
def test_an_item_is_heard_in_its_order(heard: str, case: str) -> None:
    rank = list(ITEMS).index(case)
    places = [heard.find(f"z{word}z{rank}") for word in WORDS if word in ITEMS[case]]
    assert -1 not in places
    assert places == sorted(places)
