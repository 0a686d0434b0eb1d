"""The page that leads to all documents of an output folder: what a site puts in front of them.

A home page that someone else put there, or changed, is kept beside it: it is told by its digest,
that ours bears at its end.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote

from markupsafe import Markup

from ppgp_docs.api import (
    Artifact,
    Manifest,
    Resources,
    departement,
    load_theme,
    replace_file,
    taille,
)
from ppgp_page_web.style import policy, sheet

NAME: Final = "index.html"
_THEME: Final = "neutre"

_KINDS: Final = {
    ".html": "Page web",
    ".pdf": "PDF",
    ".pptx": "Diaporama PowerPoint",
    ".docx": "Word",
    ".xlsx": "Excel",
}
"""In the order in which they are offered: what anyone can open comes first."""

_PAGE: Final = Markup("""\
<!DOCTYPE html>
<html lang="fr">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="{policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Documents Petits pas, Grands pas</title>
  <link rel="icon" href="data:,">
  <style>{style}</style>
</head>
<body>
<header class="couverture couverture-nue"><div class="couverture-titre index">
  <h1>Documents Petits&nbsp;pas, Grands&nbsp;pas</h1>
</div></header>
<main class="index">
{groups}
</main>
{report}</body>
</html>
""")
_GROUP: Final = Markup(
    '<section class="partie"><h2 class="partie-titre">{}</h2>\n<ul>\n{}</ul></section>\n'
)
_ITEM: Final = Markup("<li><p>{}</p><ul>{}</ul></li>\n")
_REPORT: Final = "accessibilite.html"
"""Where ``ppgp build --accessibility`` writes what it checked of all documents."""
_FOOT: Final = Markup(
    '<footer class="index"><p><a href="{}">Accessibilité de ces documents</a>&nbsp;: '
    "ce qui a été vérifié, règle par règle, et ce qui ne l’est pas.</p></footer>\n"
)
_SHEETS: Final = ("page", "texte", "parties", "index", "impression")
_LINK: Final = Markup('<li><a href="{}">{}<span class="invisible">&nbsp;: {}</span></a> ({})</li>')
_MOST: Final = 20_000_000
"""Bytes of a home page: those of a thousand dossiers take two."""
_MARK: Final = re.compile(rb"<!-- ppgp ([0-9a-f]{64}) -->\n\Z")


def write_index(manifest: Manifest) -> None:
    """Write the home page of a folder, where there is something to lead to and it changed; what
    stands in its place and is not ours is kept aside. Raises OSError."""
    if not manifest.artifacts:
        return
    target, data = manifest.folder / NAME, make_index(manifest)
    former = _former(target)
    if former == data:
        return
    if former is not None and not _is_ours(former):
        target.rename(_aside(target))
    replace_file(target, data)


def _former(target: Path) -> bytes | None:
    """What stands there, None for nothing; no content for what is no page: a link, a folder, a
    pipe, a file too large for one."""
    try:
        known = target.lstat()
    except FileNotFoundError:
        return None
    is_page = stat.S_ISREG(known.st_mode) and known.st_size <= _MOST
    return target.read_bytes() if is_page else b""


def make_index(manifest: Manifest) -> bytes:
    """The page, its digest at its end."""
    resources = Resources.of_workspace(None)
    style = sheet(resources, load_theme(_THEME, resources), _SHEETS)
    listed = filter(_is_below, manifest.artifacts)
    by_dossier = groupby(listed, key=lambda each: each.dossier)
    groups = (_GROUP.format(_title(name), _items(group)) for name, group in by_dossier)
    report = _FOOT.format(_REPORT) if (manifest.folder / _REPORT).is_file() else ""
    told = {"groups": Markup("").join(groups), "report": report}
    page = _PAGE.format(policy=policy(style), style=Markup(style), **told)
    data = page.encode("utf-8", "replace")
    return data + f"<!-- ppgp {sha256(data).hexdigest()} -->\n".encode()


def _is_below(artifact: Artifact) -> bool:
    """Whether a manifest, that anyone can edit, names a plain place below its own folder."""
    place = PurePosixPath(artifact.path)
    return artifact.path.isprintable() and not place.is_absolute() and ".." not in place.parts


def _items(artifacts: Iterable[Artifact]) -> Markup:
    """Each title, with the files that tell it."""
    by_title: dict[str, list[Artifact]] = {}
    for each in artifacts:
        by_title.setdefault(each.title, []).append(each)
    return Markup("").join(
        _ITEM.format(title, Markup("").join(_links(title, files)))
        for title, files in by_title.items()
    )


def _links(title: str, files: Iterable[Artifact]) -> Iterator[Markup]:
    """The kind and the size of each file, which make a link explicit (RGAA 4.1, 6.1)."""
    for each in sorted(files, key=_rank):
        kind = _KINDS.get(_suffix(each), _suffix(each).removeprefix(".").upper())
        kind += " pour l’archivage" if each.archive else ""
        kind += " pour l’imprimeur" if each.press else ""
        kind += ", PROJET à ne pas publier" if each.project else ""
        yield _LINK.format(quote(each.path), kind, title, taille(each.bytes))


def _rank(artifact: Artifact) -> tuple[int, bool, str]:
    known = list(_KINDS)
    kind = _suffix(artifact)
    return (
        known.index(kind) if kind in known else len(known),
        artifact.archive or artifact.press,
        artifact.path,
    )


def _suffix(artifact: Artifact) -> str:
    return Path(artifact.path).suffix


def _title(dossier: str) -> str:
    """« Ain (01) » for ``01-ain``; the name of the folder where no territory has its code."""
    try:
        territory = departement(dossier.partition("-")[0])
    except (KeyError, ValueError):
        return dossier
    return f"{territory.nom} ({territory.code})"


def _is_ours(data: bytes) -> bool:
    found = _MARK.search(data)
    return found is not None and sha256(data[: found.start()]).hexdigest().encode() == found[1]


def _aside(target: Path) -> Path:
    """``index (modifié).html``, then ``index (modifié 2).html``…"""
    names = (f"index (modifié{f' {rank}' if rank > 1 else ''}).html" for rank in range(1, 1000))
    return next(place for name in names if not (place := target.with_name(name)).exists())
