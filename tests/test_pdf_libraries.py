"""Pango brought by a package of Python: found by what WeasyPrint and cffi really ask."""

from __future__ import annotations

import os
import re
import sys
from ctypes.macholib.dyld import dyld_find
from importlib import util
from pathlib import Path

import pytest

from ppgp_docs import pdf_libraries, pdf_trial

ON_WINDOWS = (
    "fontconfig-1",
    "gobject-2.0-0",
    "harfbuzz",
    "harfbuzz-subset",
    "pango-1.0-0",
    "pangoft2-1.0-0",
)
"""The libraries of the wheel for Windows, 1.28.8, without their ``.dll``."""

ON_MACOS = (
    "libfontconfig.1.dylib",
    "libgobject-2.0.0.dylib",
    "libharfbuzz.0.dylib",
    "libharfbuzz-subset.0.dylib",
    "libpango-1.0.0.dylib",
    "libpangoft2-1.0.0.dylib",
)
"""Those of the wheel for macOS, under the names that they ask one another for."""

VARIABLES = ("WEASYPRINT_DLL_DIRECTORIES", "DYLD_FALLBACK_LIBRARY_PATH")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds both packages, laid out as the wheels are."""
    for name in ("gstreamer_libs", "gstreamer_ext_runtime"):
        (tmp_path / name / "bin").mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("raise ImportError('not to be imported')")
    (tmp_path / "gstreamer_libs" / "lib").mkdir()
    for name in ON_MACOS:
        (tmp_path / "gstreamer_libs" / "lib" / name).write_bytes(b"")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", r"C:\Windows")
    for variable in VARIABLES:
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)
    return tmp_path


def asked() -> list[tuple[str, ...]]:
    """The names under which WeasyPrint asks for each library that it needs, as its source says."""
    package = util.find_spec("weasyprint")
    assert package and package.origin
    source = (Path(package.origin).parent / "text" / "ffi.py").read_text("utf-8")
    calls = re.findall(r"^\w+ = _dlopen\((.*?)\)$", source, re.S | re.M)
    names = [tuple(re.findall(r"'([^']+)'", call)) for call in calls]
    return [each for each in names if not any("vector" in name for name in each)]


def test_each_library_is_asked_for_by_a_name_that_the_wheel_of_windows_has() -> None:
    assert len(asked()) == len(ON_WINDOWS)
    for names in asked():
        assert set(names) & set(ON_WINDOWS), names


def test_on_windows_the_folders_are_in_path_and_where_weasyprint_looks(packages: Path) -> None:
    pdf_libraries.expose("win32")
    pdf_libraries.expose("win32")
    ours = [str(packages / name / "bin") for name in ("gstreamer_libs", "gstreamer_ext_runtime")]
    assert os.environ["PATH"].split(";") == [r"C:\Windows", *ours]
    looked_in = os.environ["WEASYPRINT_DLL_DIRECTORIES"].split(";")
    assert looked_in[-2:] == ours
    assert r"C:\msys64\ucrt64\bin" in looked_in  # an MSYS2 that is there goes on serving


def test_what_a_user_names_comes_first(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEASYPRINT_DLL_DIRECTORIES", r"D:\pango")
    pdf_libraries.expose("win32")
    assert os.environ["WEASYPRINT_DLL_DIRECTORIES"].startswith(r"D:\pango;")


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for rights on Windows")
def test_on_macos_python_finds_the_one_copy_that_the_libraries_ask_for(packages: Path) -> None:
    """By the code of the standard library that cffi calls there, which runs everywhere."""
    pdf_libraries.expose("darwin")
    pdf_libraries.expose("darwin")
    for names in asked():
        found = [path for name in names if (path := searched(f"lib{name}.dylib"))]
        assert found, names
        assert {path.resolve().name for path in found} <= set(ON_MACOS)
        assert all(path.resolve().is_relative_to(packages) for path in found)


def searched(name: str) -> Path | None:
    try:
        return Path(dyld_find(name, env=dict(os.environ)))
    except ValueError:
        return None


@pytest.mark.skipif(sys.platform == "win32", reason="links ask for rights on Windows")
def test_links_follow_a_package_that_moved(packages: Path) -> None:
    pdf_libraries.expose("darwin")
    (packages / "ailleurs").mkdir()
    (packages / "gstreamer_libs").rename(packages / "ailleurs" / "gstreamer_libs")
    sys.path.insert(0, str(packages / "ailleurs"))
    try:
        pdf_libraries.expose("darwin")
    finally:
        sys.path.pop(0)
    found = searched("libpango-1.0.dylib")
    assert found and "ailleurs" in str(found.resolve())


def test_without_the_package_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_libraries, "folder", lambda package="": None)
    before = dict(os.environ)
    for platform in ("win32", "darwin", "linux"):
        pdf_libraries.expose(platform)
    assert dict(os.environ) == before


def test_the_page_that_doctor_makes_says_its_sentence() -> None:
    assert pdf_trial.read(pdf_trial.made()).split() == pdf_trial.SENTENCE.split()
    assert pdf_trial.trial() == ""


def test_a_page_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert "cannot load library" in pdf_trial.trial()
