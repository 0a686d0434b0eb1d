"""Compounds longer than a line, wherever a case study prints one: whole, or cut with a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from tests.lecteurs import pdf_text

from ppgp_docs.render.planning import plan
from ppgp_docs.render.render import render
from ppgp_docs.schema.files import shipped_schemas
from ppgp_docs.session import Session
from ppgp_docs.testing.exemplar import PICTURE, as_yaml, dossier_text, picture
from ppgp_docs.workspace.folder import DossierFolder

PARTS = """
concertation accompagnement intersectorielle transdisciplinaire pluriprofessionnelle
socioenvironnementale interinstitutionnelle interdépartementale développementales
anticonstitutionnellement intercommunautarisation électroencéphalogramme
électroencéphalographiquement
""".split()  # noqa: SIM905 - words in a row
PLACES = frozenset(
    {"accroche", "colonnes", "detail", "legende", "libelle", "lignes", "texte", "titre"}
)
SAID = ("{}", "La {}", "Une {} locale", "Coordination {}")


def compound(random: Random) -> str:
    sign = random.choice(("-", "-", "-", "/", "’"))
    return sign.join(random.sample(PARTS, random.choice((2, 2, 2, 3, 4))))


def filled(value: Any, random: Random, said: list[str], key: str = "") -> Any:
    """A dossier whose titles, labels, captions, heads and texts each say a compound."""
    if isinstance(value, dict):
        return {name: filled(each, random, said, name) for name, each in value.items()}
    if isinstance(value, list):
        return [filled(each, random, said, key) for each in value]
    if key not in PLACES:
        return value
    said.append(compound(random))
    return random.choice(SAID).format(said[-1])


def printed(text: str, word: str) -> Iterator[str]:
    """Each time that a text prints a word, as it is cut into lines."""
    letters = r"(?:-?\n)?".join(map(re.escape, word))
    return (found[0] for found in re.finditer(letters, text, re.IGNORECASE))


def is_readable(word: str) -> bool:
    """Whether its lines end on a sign, and leave no letter or two alone."""
    lines = word.split("\n")
    ended = all(re.search(r"[-/’]$", line) for line in lines[:-1])
    return ended and all(len(line.strip("-/’")) > 2 for line in lines)


def text_of(content: Any, folder: Path, session: Session) -> str:
    """What the case study of a dossier prints."""
    (folder / PICTURE).parent.mkdir()
    (folder / PICTURE).write_bytes(picture())
    (folder / "dossier.yaml").write_text(as_yaml(content), encoding="utf-8")
    reading = session.read(DossierFolder(folder))
    assert reading.dossier, reading.diagnostics
    planned = plan(reading.dossier, session.plugins, frozenset({"etude-de-cas"}), archive=False)
    rendered = render(planned.candidates[0].document, session)
    assert rendered.data, rendered.diagnostics
    file = folder / "etude.pdf"
    file.write_bytes(rendered.data)
    return pdf_text(file)


@pytest.mark.parametrize("theme", ["neutre", "rivage", "atelier"])
@pytest.mark.parametrize(
    "seed", [pytest.param(n, marks=pytest.mark.campaign(share=12)) for n in range(16)]
)
def test_a_compound_longer_than_its_line_is_cut_at_its_signs_or_with_a_hyphen(
    seed: int, theme: str, session: Session, tmp_path: Path
) -> None:
    random, said = Random(seed), list[str]()
    whole = yaml.load(dossier_text(shipped_schemas()), Loader=yaml.BaseLoader)
    look = {"theme": theme, "sommaire": "oui"}
    content = filled(whole | {"appel": {"accroche": ""}}, random, said) | {"presentation": look}
    text = text_of(content, tmp_path, session)
    assert [word for word in said if not any(printed(text, word))] == []
    assert [each for word in said for each in printed(text, word) if not is_readable(each)] == []


@pytest.mark.parametrize(
    "title",
    [
        "Concertation interinstitutionnelle-transdisciplinaire",
        "Coordination pluriprofessionnelle-interinstitutionnelle",
        "Les anticonstitutionnellement-hypothético",
        "La pluriprofessionnelle/interinstitutionnelle",
    ],
)
def test_a_title_of_long_parts_is_printed_and_listed(
    title: str, session: Session, tmp_path: Path
) -> None:
    activity = {"titre": title, "blocs": ["Un texte."]}
    opening = {"departement": "01", "edition": "2025", "contexte": {"blocs": ["Un texte."]}}
    content = {**opening, "activites": [activity], "appel": {"accroche": title}}
    found = [*printed(text_of(content, tmp_path, session), title.rsplit(maxsplit=1)[-1])]
    assert len(found) == 4, "twice in the contents, and at its two places"
    assert all(map(is_readable, found))


def test_an_address_in_a_title_gets_no_hyphen(session: Session, tmp_path: Path) -> None:
    address = f"www.exemple.fr/{'accompagnement' * 3}-fin"
    content = {
        "departement": "01",
        "edition": "2025",
        "contexte": {"titre": f"Voir {address}", "blocs": ["Un texte."]},
    }
    assert address in text_of(content, tmp_path, session).replace("\n", "")
