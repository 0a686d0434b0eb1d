"""PowerPoint templates that run, fetch or open something, and those that are bombs."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from tests.roundtrip import armed

from ppgp_diaporama.template import opened
from ppgp_docs.api import Context, HandledError
from ppgp_docs.diagnostics import Diagnostic
from ppgp_docs.roundtrip.archive import Parts, with_parts
from ppgp_docs.workspace.resources import Resources

LAYOUT, NAME = "ppt/slideLayouts/slideLayout1.xml", "diaporama/neutre.pptx"


@pytest.fixture
def spoilt(tmp_path: Path, context: Context) -> Callable[[Callable[[bytes], bytes]], Context]:
    """A context whose template is ours, changed by hand."""

    def made(change: Callable[[bytes], bytes]) -> Context:
        file = tmp_path / NAME
        file.parent.mkdir()
        file.write_bytes(change(context.resources.bytes(NAME)))
        return evolve(context, resources=Resources((tmp_path, *context.resources.roots)))

    return made


def linked(data: bytes) -> bytes:
    kind, target = f"{armed.OFFICE}/image", "file:///z:/logo.png"
    return armed.related(data, LAYOUT, kind, target, outside=True)


def with_a_macro(data: bytes) -> bytes:
    kind, part = f"{armed.MICROSOFT}/vbaProject", "ppt/vbaProject.bin"
    return armed.embedded(
        data, "ppt/presentation.xml", part, kind, "application/vnd.ms-office.vbaProject"
    )


@pytest.mark.parametrize(
    "change, said",
    [
        (linked, "la disposition «\u00a0Couverture\u00a0»\u00a0: une image"),
        (with_a_macro, "une macro"),
    ],
)
def test_what_runs_or_fetches_is_refused_at_its_place(change, said: str, spoilt) -> None:
    with pytest.raises(HandledError) as raised:
        opened(spoilt(change), NAME)
    [told] = raised.value.diagnostics
    assert told.code == "R204" and said in told.message and told.hints
    assert told.span is not None and told.span.file.name == "neutre.pptx"


def test_hidden_data_are_left_out_and_told(spoilt, context: Context) -> None:
    kind = f"{armed.OFFICE}/customXml"

    def hide(data: bytes) -> bytes:
        there = armed.related(data, "ppt/presentation.xml", kind, "../customXml/item9.xml")
        return armed.holding(there, "customXml/item9.xml", b"<a/>", "application/xml")

    told: list[Diagnostic] = []
    deck = opened(evolve(spoilt(hide), report=told.append), NAME)
    assert [each.code for each in told] == ["R205"]
    out = io.BytesIO()
    deck.save(out)
    assert "customXml/item9.xml" not in Parts(out.getvalue())


def bomb(data: bytes) -> bytes:
    """A master of a gigabyte, in a megabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        kept = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in kept.items():
            target.writestr(name, content)
        with target.open("ppt/media/image9.emf", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(bytes(1 << 20))
    return out.getvalue()


def deep(data: bytes) -> bytes:
    nested = "<a:p>" * 5000 + "</a:p>" * 5000
    xml = f'<a xmlns:a="a">{nested}</a>'.encode()
    return with_parts(data, {"ppt/theme/theme1.xml": xml})


@pytest.mark.parametrize("change", [bomb, deep, lambda data: data[:-4000], lambda _: b"x"])
def test_a_bomb_or_a_damaged_file_is_refused(change, spoilt) -> None:
    with pytest.raises(HandledError) as raised:
        opened(spoilt(change), NAME)
    assert [each.code for each in raised.value.diagnostics] == ["R203"]
