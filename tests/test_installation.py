"""What the guide tells people to paste is what machines of each system are made to try."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click import Context

from ppgp_docs.cli.main import ppgp

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "installer.md").read_text("utf-8")
JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "installation.yml").read_text("utf-8"))
WHEEL = {"powershell": "(Get-Item dist\\*.whl).FullName", "sh": "dist/*.whl"}


def pasted(shell: str) -> list[str]:
    """The commands of the line to paste, the address put in its place."""
    (block,) = re.findall(rf"```{shell}\n(.*?)```", GUIDE, re.S)
    line = block.strip().replace('"ADRESSE"', WHEEL[shell])
    return [each.strip() for each in re.split(r"; |&&", line)]


@pytest.mark.parametrize(("shell", "job"), [("powershell", "windows"), ("sh", "unix")])
def test_each_command_to_paste_is_tried_on_its_system(shell: str, job: str) -> None:
    run = "\n".join(str(step.get("run", "")) for step in JOBS["jobs"][job]["steps"])
    tried = {line.strip() for line in run.splitlines()}
    commands = [each for each in pasted(shell) if each != "ppgp studio --shortcut"]
    assert len(commands) >= 4
    assert [each for each in commands if each not in tried] == []
    assert "check_installation.py" in run  # puts the icon too, and looks at it


def test_every_command_of_ours_that_the_guide_names_exists() -> None:
    named = re.findall(r"ppgp (?:-C \"[^\"]+\" )?(\w+)((?: --[\w-]+)*)", GUIDE)
    assert {name for name, _ in named} == {"doctor", "studio"}
    for name, options in named:
        command = ppgp.get_command(Context(ppgp), name)
        assert command is not None
        known = {one for each in command.params for one in each.opts}
        assert set(options.split()) <= known


def test_pictures_and_files_of_the_guide_are_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", GUIDE):
        assert (ROOT / "docs" / link).is_file(), link
    for place in re.findall(r"`(\.\w+/[\w./]+)`", GUIDE):
        assert (ROOT / place).is_file(), place


def test_nothing_says_that_ours_is_on_pypi() -> None:
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")):
        assert not re.search(r"(?:pip|pipx|uv tool) install ppgp-docs", page.read_text("utf-8")), (
            page
        )


def test_what_a_machine_is_asked_fails_where_it_should(tmp_path: Path) -> None:
    """Without the command, the check says so; it does not pass over it."""
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "check_installation.py")],
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode != 0 and "ppgp is not in PATH" in done.stderr


def test_the_guide_shows_the_studio_first_and_its_pictures_are_there() -> None:
    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    pictures = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", guide)
    assert len(pictures) >= 6
    assert all((ROOT / "docs" / file).is_file() and len(text) > 20 for text, file in pictures)
    assert guide.index("studio") < guide.index("YAML")
    assert guide.index("](images/studio/verifications.png)") < guide.index("```yaml")
