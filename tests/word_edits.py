"""A word retyped in a Word file, as a person would."""

from __future__ import annotations

from pathlib import Path

from tests.plugins.fiche_action.conftest import edited


def edit_word(file: Path, before: str, after: str) -> None:
    """Put a text in the place of another, which stands once in the file."""

    def retype(body: str) -> str:
        assert body.count(f">{before}<") == 1
        return body.replace(f">{before}<", f">{after}<")

    file.write_bytes(edited(file.read_bytes(), retype))
