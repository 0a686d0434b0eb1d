"""What is read is the dossier, whole and in its own order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
import pytest

from ppgp_docs.api import Line, ListOfItems, Paragraph, Prose, blocs, dossier, outline

if TYPE_CHECKING:
    from tests.plugins.etude_de_cas.conftest import Rendu

Texts = list[str]
LEFT_OUT = ("place", "version_courte", "picto")


@pytest.mark.parametrize("name", ["exemple", "01-ain", "60-oise"])
def test_the_tags_tell_the_dossier_in_its_own_order(
    etudes: dict[str, dossier.Dossier], reelles: dict[str, Rendu], exemple: Rendu, name: str
) -> None:
    said = (reelles | {"exemple": exemple})[name].dit()
    place = said.index(bare(outline.parts(etudes[name])[0].title.plain), said.rfind("sommaire") + 1)
    steps = list(story(etudes[name]))
    assert len(steps) > 15
    for texts in steps:
        found = {text: said.find(text, place) for text in texts}
        assert [text for text, where in found.items() if where < 0] == []
        place = min(found.values())


def story(study: dossier.Dossier) -> Iterator[Texts]:
    """The texts of each part, section and block; those of one block may come in any order."""
    for part in outline.parts(study):
        yield [bare(part.title.plain)]
        match part.kind:
            case "introduction":
                for title, text in outline.introduction(study):
                    yield [bare(title), *texts_of(text)]
            case "contexte" | "activites":
                yield from told(part.blocs, study)
            case "chronologie":
                assert study.chronologie
                yield from map(texts_of, study.chronologie.jalons)
            case "et_apres":
                assert study.et_apres
                yield from map(texts_of, study.et_apres.priorites)
            case "appel":
                assert study.appel
                yield texts_of(study.appel.texte) or [bare(part.title.plain)]


def told(group: tuple[blocs.Bloc, ...], study: dossier.Dossier) -> Iterator[Texts]:
    for bloc in group:
        if isinstance(bloc, blocs.Section):
            yield texts_of(bloc.titre)
            yield from told(bloc.blocs, study)
        elif isinstance(bloc, blocs.CitationPlacee):
            yield texts_of(study.citations[bloc.citation].texte)
        elif isinstance(bloc, blocs.ChiffreCle):
            yield [bare(study.chiffres[name].en_chiffres) for name in bloc.chiffres]
        elif texts := texts_of(bloc):
            yield texts


def texts_of(node: Any) -> Texts:
    """What a piece of the model says, run by run; long texts of pictures stand elsewhere."""
    return [text for text in map(bare, runs(node)) if text]


def runs(node: Any) -> Iterator[str]:
    if isinstance(node, Prose | ListOfItems | tuple | list):
        for child in node if isinstance(node, tuple | list) else parts_of(node):
            yield from runs(child)
    elif isinstance(node, Line | Paragraph):
        yield from (run.text for run in node.runs if not run.note)
    elif isinstance(node, blocs.Image):
        yield from () if len(node.description.plain) > 900 else runs(node.description)
    elif attrs.has(type(node)):
        for field in attrs.fields(type(node)):
            if field.name not in LEFT_OUT:
                yield from runs(getattr(node, field.name))


def parts_of(node: Prose | ListOfItems) -> tuple[Any, ...]:
    return node.nodes if isinstance(node, Prose) else node.items


def bare(text: str) -> str:
    return re.sub(r"[\s«»“”]", "", text).casefold()
