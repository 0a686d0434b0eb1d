"""Four times the faults take about four times as long, never sixteen: each kind, in n against 4 n.

Times are those of the processor, the best of several, so that a busy machine changes little: what
grows as n gives a ratio near 4, what grows as its square a ratio near 16.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import pytest

from ppgp_docs.load.decode import MAX_BYTES
from ppgp_docs.session import Session
from ppgp_docs.workspace.find import DossierFolder

from .commande import ppgp

HEAD = 'departement: "01"\n'
PART = f"{HEAD}contexte:\n  blocs:\n"
TEXT = f"{PART}    - Un texte "


GONE = "consentements: [{objet: citation, date: 2023-01-12, retrait: 2024-05-03}]"
AGREED = "consentements: [{objet: nom, date: 2023-01-12}]"
SILENT = "attribution: agente"


def _names(count: int, given: str = "Zo{}ric") -> list[str]:
    """Names that begin alike."""
    letters = str.maketrans("0123456789", "bcdfghjklm")
    digits = (f"{rank:04d}".translate(letters) for rank in range(count))
    return [f"{given.format(each)} Kar{each}vec" for each in digits]


def _people(names: Iterable[str], what: str = GONE, key: str = "p") -> str:
    return "".join(
        f"  {key}{rank}: {{nom: {name}, fonction: agente, {what}}}\n"
        for rank, name in enumerate(names)
    )


def _named(count: int, write: str = "{}", what: str = GONE, given: str = "Zo{}ric") -> str:
    """People who are all named in one text."""
    names = _names(count, given)
    told = ", ".join(map(write.format, names))
    return f"{PART}    - Avec {told}.\npersonnes:\n{_people(names, what)}"


def _among_others(count: int) -> str:
    """One who withdrew, one who agreed, one of whom nothing is known, and so on, in one text."""
    names = [_names(count // 3, given) for given in ("Mi{}ric", "Lu{}ric", "Zo{}ric")]
    people = "".join(
        _people(each, what, key)
        for each, what, key in zip(names, (GONE, AGREED, SILENT), "pqr", strict=True)
    )
    return f"{PART}    - Avec {', '.join(chain.from_iterable(names))}.\npersonnes:\n{people}"


def _each_in_a_text(count: int, what: str, given: str = "Zo{}ric") -> str:
    names = _names(count, given)
    return (
        PART
        + "".join(f"    - Avec {name}.\n" for name in names)
        + f"personnes:\n{_people(names, what)}"
    )


KINDS: dict[str, Callable[[int], str]] = {
    "clés inconnues": lambda n: HEAD + "".join(f"cle{i}: 1\n" for i in range(n)),
    "clés mal tapées": lambda n: HEAD + "".join(f"contexte{i}: 1\n" for i in range(n)),
    "étiquettes inconnues": lambda n: PART + "".join(f"    - !t{i} A\n" for i in range(n)),
    "étiquettes de Python": lambda n: PART + "    - !!python/object:os.system A\n" * n,
    "renvois": lambda n: PART + "".join(f"    - &a{i} x\n    - *a{i}\n" for i in range(n)),
    "clés répétées": lambda n: HEAD + "edition: 2025\n" * n,
    "deux-points perdus": lambda n: HEAD + "".join(f"cle{i} mot\n" for i in range(n)),
    "guillemets droits en trop": lambda n: HEAD + "".join(f'cle{i}: "a" b\n' for i in range(n)),
    "guillemets droits ouverts": lambda n: HEAD + "".join(f'cle{i}: "a\n' for i in range(n)),
    "textes coupés": lambda n: PART + "".join(f"    - Un : deux{i}\n" for i in range(n)),
    "tirets collés": lambda n: PART + "    - -un\n" * n,
    "tirets perdus": lambda n: PART + "    - un\n" * n + "    deux\n    - trois\n",
    "fins cachées": lambda n: PART + "    - un #deux\n" * n,
    "versions à choisir": lambda n: HEAD + "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n" * n,
    "guillemets ouverts": lambda n: TEXT + "« a " * n + "\n",
    "guillemets fermés": lambda n: TEXT + "a » " * n + "\n",
    "guillemets en paires": lambda n: TEXT + "« a » " * n + "\n",
    "guillemets droits impairs": lambda n: TEXT + ' "a' * n + "\n",
    "guillemets en tête": lambda n: PART + "    - |\n" + "      « a\n\n" * n,
    "accents composés": lambda n: TEXT + "e\u0301te\u0301 " * n + "\n",
    "accents empilés": lambda n: TEXT + "e" + "\u0301" * n + "\n",
    "accents empilés en désordre": lambda n: TEXT + "e" + "\u0301\u0323" * n + "\n",
    "références sans objet": lambda n: TEXT + "{{ chiffres.x }} " * n + "\n",
    "crochets ouverts": lambda n: TEXT + "[" * n + "\n",
    "liens ouverts": lambda n: TEXT + "[a](b " * n + "\n",
    "liens fermés": lambda n: TEXT + "](" * n + "\n",
    "appels de note ouverts": lambda n: TEXT + "[^a" * n + "\n",
    "codes de page ouverts": lambda n: TEXT + "<a " * n + "\n",
    "accolades ouvertes": lambda n: TEXT + "{{" * n + "\n",
    "noms de personnes": lambda n: TEXT + "avec Jeanne Martin " * n + "\n",
    "accords retirés": lambda n: f"{PART}    - Une équipe.\npersonnes:\n{_people(_names(n))}",
    "accords retirés, nommés ensemble": _named,
    "accords retirés, nommés en gras": lambda n: _named(n, "**{}**"),
    "accords retirés, un prénom pour tous": lambda n: _named(n, given="Camille"),
    "accords retirés, chacun dans un texte": lambda n: _each_in_a_text(n, GONE),
    "accords retirés, un prénom dans chaque texte": lambda n: _each_in_a_text(n, GONE, "Camille"),
    "sans accord, nommés ensemble": lambda n: _named(n, what=SILENT),
    "sans accord, chacun dans un texte": lambda n: _each_in_a_text(n, SILENT),
    "accords de toutes sortes, nommés ensemble": _among_others,
    "lignes vides": lambda n: PART + "    -\n" * n + "    - Un.\n",
    "parties vides": lambda n: HEAD + "activites:\n" + "  - titre: Une\n    blocs:\n" * n,
}
SMALLEST = 0.02
"""Seconds: shorter times would be those of the machine more than ours."""


def seconds(session: Session, folder: Path, text: str) -> float:
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    start = time.process_time()
    session.read(DossierFolder(folder))
    return time.process_time() - start


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.campaign(share=3)
def test_the_time_to_tell_faults_grows_as_their_number(kind: str, tmp_path: Path) -> None:
    session, make, size = Session.start(None), KINDS[kind], 125
    folder = tmp_path / "01-ain"
    folder.mkdir()

    def best(n: int) -> float:
        texts = (make(n) + f"# {rank}\n" for rank in range(2))  # a session remembers what it read
        return min(seconds(session, folder, text) for text in texts)

    seconds(session, folder, make(size))  # what is loaded once
    while best(size) < SMALLEST and len(make(8 * size).encode()) < MAX_BYTES:
        size *= 2
    ratios = (best(4 * size) / best(size) for _ in range(3))
    assert any(ratio < 8 for ratio in ratios)


def test_the_first_hundred_are_shown_then_a_count(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    text = HEAD + "".join(f"cle{i}: 1\n" for i in range(2600))
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    for command in (("check",), ("build",), ("check", "--format", "court")):
        done = ppgp(*command, cwd=tmp_path)
        said = (done.stdout + done.stderr).replace("\u202f", " ").replace("\u00a0", " ")
        assert done.returncode == 1
        assert said.count("[V002]") == 100
        assert "… et 2 500 autres constats dans departments/01-ain/dossier.yaml" in said
        assert "2 600 erreurs" in said or "court" in command


def test_errors_are_shown_rather_than_what_only_asks_for_attention(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    text = PART + "    - Un texte #caché\n" * 150 + "inconnue: 1\n"
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    done = ppgp("check", cwd=tmp_path)
    assert "erreur[V002]" in done.stdout
    assert done.stdout.count("attention[L014]") == 99
    assert "… et 51\u00a0autres constats" in done.stdout


def test_the_forms_for_programs_give_all(tmp_path: Path) -> None:
    folder = tmp_path / "departments" / "01-ain"
    folder.mkdir(parents=True)
    text = HEAD + "".join(f"cle{i}: 1\n" for i in range(150))
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    assert ppgp("check", "--json", cwd=tmp_path).stdout.count('"V002"') == 150


def test_the_time_to_give_findings_their_addresses_grows_as_their_number(tmp_path: Path) -> None:
    from ppgp_docs.cli.formats import json_findings

    session, folder = Session.start(None), tmp_path / "01-ain"
    folder.mkdir()

    def best(n: int) -> float:
        times = []
        for rank in range(2):
            file = folder / f"contrat{rank}-{n}" / "dossier.yaml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(PART + "    - Un texte #caché\n" * n, encoding="utf-8")
            found = session.read(DossierFolder(file.parent)).diagnostics
            start = time.process_time()
            json_findings.render(found)
            times.append(time.process_time() - start)
        return min(times)

    best(10)
    assert any(best(4 * size) / best(size) < 8 for size in (500, 700, 900))
