"""Templates of web pages, from someone: what they would run or fetch is refused, at its line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from ppgp_docs.assets.theme import load_theme
from ppgp_docs.diagnostics import HandledError
from ppgp_docs.model.dossier import Dossier
from ppgp_docs.plugin.formats import Context
from ppgp_docs.session import Session
from ppgp_docs.workspace.resources import Resources
from ppgp_page_web.format import PageWeb

pytestmark = pytest.mark.hostile

SHIPPED: Final = Path(__file__).parents[2] / "templates" / "page-web"
ELSEWHERE: Final = "http://127.0.0.1:9/x"
IN_PAGE: Final = (
    "<script>alert(1)</script>", f'<script src="{ELSEWHERE}"></script>', "<p onclick='a()'>a</p>",
    f'<link rel="stylesheet" href="{ELSEWHERE}">', f'<img alt="" src="{ELSEWHERE}">',
    f'<iframe src="{ELSEWHERE}"></iframe>', f'<p style="background: url({ELSEWHERE})">a</p>',
    '<a href="javascript:alert(1)">a</a>', f'<meta http-equiv="refresh" content="0;{ELSEWHERE}">',
    f'<base href="{ELSEWHERE}">', f'<svg><use href="{ELSEWHERE}#a"/></svg>',
    '<a href="java&#9;script:alert(1)">a</a>', '<a href=" &#1;JavaScript:alert(1)">a</a>',
    '<svg><a href="#a"><set attributeName="href" to="javascript:alert(1)"/></a></svg>',
    '<svg><a href="#a"><animate attributeName="href" values="#a;javascript:alert(1)"/></a></svg>',
    '<link rel="stylesheet" href="data:text/css,@import url(//a.fr)">',
    f'<svg><path fill="url({ELSEWHERE}#a)"/></svg>',
    f'<p style="background: u\\72l({ELSEWHERE})">a</p>',
)  # fmt: skip
IN_STYLE: Final = (
    f"@import url({ELSEWHERE});", '@import "/etc/passwd";', f"p {{ background: url({ELSEWHERE}) }}",
    f"@font-face {{ font-family: X; src: url('{ELSEWHERE}') }}",
    f"@\\69mport '{ELSEWHERE}';", f"p {{ background: \\75 RL({ELSEWHERE}) }}",
    f"p {{ background: url(/**/{ELSEWHERE}) }}", f"p {{ background: ur\\l( '{ELSEWHERE}' ) }}",
    f"p {{ background: image-set('data:image/png,' 1x, '{ELSEWHERE}' 2x) }}",
    f"@media screen {{ p {{ background: url({ELSEWHERE}) }} }}",
    f"p {{ --a: '{ELSEWHERE}'; background: src(var(--a)) }}",
    f"p {{ --a: url({ELSEWHERE}); background: var(--a) }}",
)  # fmt: skip
CASES: Final = [("_tete.html", each) for each in IN_PAGE] + [
    ("page.css", each) for each in IN_STYLE
]


def made(root: Path, session: Session, dossier: Dossier, name: str, added: str) -> bytes:
    """The page of a dossier, one of whose templates has one line more at its end."""
    edited = root / "page-web" / name
    edited.parent.mkdir(parents=True)
    shutil.copy(SHIPPED / name, edited)
    with edited.open("a", encoding="utf-8") as file:
        file.write(added)
    resources = Resources((root, *session.resources.roots))
    context = Context(resources, load_theme("neutre", resources), lambda said: None)
    [page] = PageWeb().documents(dossier)
    return PageWeb().render(page, context)


@pytest.fixture
def study(dossier: Callable[[str], Dossier]) -> Dossier:
    return dossier("contexte:\n  blocs:\n    - Un texte.\n")


@pytest.mark.parametrize(("name", "added"), CASES)
def test_what_a_page_would_run_or_fetch_is_refused_at_its_line(
    name: str, added: str, tmp_path: Path, session: Session, study: Dossier
) -> None:
    with pytest.raises(HandledError) as raised:
        made(tmp_path / "modeles", session, study, name, added)
    [told] = raised.value.diagnostics
    assert told.code == "R109"
    lines = (SHIPPED / name).read_text("utf-8").count("\n") + 1
    assert told.span and told.span.line == lines


def test_a_template_that_stays_as_it_was_is_used(
    tmp_path: Path, session: Session, study: Dossier
) -> None:
    assert made(tmp_path / "modeles", session, study, "page.css", "")


@pytest.mark.parametrize(
    "added",
    (
        "@namespace svg url(http://www.w3.org/2000/svg);", "p::before { content: 'url(//a.fr)' }",
        "/* @import url(https://a.fr); */", "p { background: url(data:image/png;base64,AAAA) }",
        "p { clip-path: url(#a) }", "p { background: image-set(url('data:image/png,') 1x) }",
    ),
)  # fmt: skip
def test_what_fetches_nothing_is_left_as_it_is(
    added: str, tmp_path: Path, session: Session, study: Dossier
) -> None:
    assert made(tmp_path / "modeles", session, study, "page.css", added)


@pytest.mark.parametrize(
    "added",
    ["{{ range(10 ** 9)|length }}", "{{ 1 // 0 }}", "{{ 1 + 'a' }}"],
)
def test_what_a_template_cannot_compute_is_told_in_french_at_its_line(
    added: str, tmp_path: Path, session: Session, study: Dossier
) -> None:
    with pytest.raises(HandledError) as raised:
        made(tmp_path / "modeles", session, study, "_tete.html", added)
    [told] = raised.value.diagnostics
    assert told.code == "R003"
    assert "ce qui s’y calcule est impossible, ou n’en finirait pas" in told.message
    lines = (SHIPPED / "_tete.html").read_text("utf-8").count("\n") + 1
    assert told.span and told.span.line == lines
