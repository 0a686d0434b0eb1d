"""One address for every value: printed, read back, found again, whatever the file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from ppgp_docs.load.tree import Mapping, Tree, load, texts
from ppgp_docs.model.address import Address, AddressError, Addresses, ItemId, Rank, address_of

SHIPPED = Path(__file__).parents[2] / "departments"
FILES = sorted(SHIPPED.rglob("*.yaml"))


def tree(file: Path) -> Tree:
    loaded = load(file)
    assert loaded.tree is not None
    return loaded.tree


def value(root: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        root = root[step]
    return root


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_value_of_the_samples_has_an_address_that_leads_back_to_it(file: Path) -> None:
    root = tree(file).root
    seen = set()
    for path, _ in texts(root):
        printed = str(address_of("dossier", path, root))
        assert Address.parse(printed).path(root) == path
        seen.add(printed)
    assert len(seen) == len(list(texts(root)))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_place_in_a_file_leads_to_the_value_that_stands_there(file: Path) -> None:
    root = tree(file).root
    addresses = Addresses("dossier", root)
    for path, text in texts(root):
        if text:
            assert addresses.path(text.at(0, 1)) == path


def test_a_place_on_a_key_leads_to_its_value() -> None:
    root = tree(FILES[0]).root
    assert isinstance(root, Mapping)
    key = next(iter(root))
    assert Addresses("dossier", root).path(root.keys_at[key]) == (key,)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        (Address("dossier", ("titre",)), "dossier:titre"),
        (Address("fiche-8", ("budget", "lignes", ItemId("fir-2021"), "montant")),
         "fiche-8:budget.lignes[fir-2021].montant"),
        (Address("contrat", ("enveloppes", Rank(2), "total")), "contrat:enveloppes[2].total"),
        (Address("dossier", ("sigles", "P M \"I\"", "é-à")), 'dossier:sigles."P M ""I""".é-à'),
        (Address("dossier", ("a", Rank(1), Rank(12))), "dossier:a[1][12]"),
        (Address("dossier"), "dossier:"),
    ],
)  # fmt: skip
def test_an_address_is_printed_and_read_back(address: Address, printed: str) -> None:
    assert str(address) == printed
    assert Address.parse(printed) == address


@pytest.mark.parametrize(
    "text", ["", "titre", "autre:titre", "fiche-0:a", "dossier:a..b", "dossier:[1]", "dossier:a[0]",
             "dossier:a[1", "dossier:.a", "dossier:a b", 'dossier:"a', "dossier:a[-1]"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(AddressError):
        Address.parse(text)


def test_a_line_with_an_id_keeps_its_address_when_another_comes_first() -> None:
    old: list[Any] = [{"id": "fir", "montant": "1"}]
    address = address_of("fiche-8", ("lignes", 0, "montant"), {"lignes": old})
    assert address.path({"lignes": [{"montant": "2"}, *old]}) == ("lignes", 1, "montant")


def test_an_id_that_two_lines_bear_names_neither() -> None:
    root = {"lignes": [{"id": "fir"}, {"id": "fir"}]}
    assert str(address_of("contrat", ("lignes", 1), root)) == "contrat:lignes[2]"
    with pytest.raises(AddressError):
        Address.parse("contrat:lignes[fir]").path(root)


def test_addresses_of_items_without_a_name_are_linear_in_their_number() -> None:
    """Notes of five thousand paragraphs took ten seconds: each was compared with all the others."""

    def seconds(count: int) -> float:
        root = {"blocs": [{"texte": "Un mot."} for _ in range(count)]}
        start = time.process_time()
        for rank in range(count):
            address_of("dossier", ("blocs", rank, "texte"), root)
        return time.process_time() - start

    seconds(100)
    assert min(seconds(8000) / max(seconds(2000), 1e-9) for _ in range(3)) < 8
