"""What pages are dressed with: our style sheet and script, the theme's colours, the font."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from ppgp_docs.assets.fonts import FAMILY, faces
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.studio.pages import FOLDER
from ppgp_docs.workspace.resources import Resources, shipped

_OURS: Final = {
    "studio.css": "text/css",
    "studio.js": "text/javascript",
    "puces.js": "text/javascript",
    "editeur.js": "text/javascript",
    "collage-texte.js": "text/javascript",
    "collage.js": "text/javascript",
    "entetes.js": "text/javascript",
    "suivi.css": "text/css",
    "suivi.js": "text/javascript",
}
_THEME: Final = "neutre"
_A_DAY: Final = {"cache-control": "max-age=86400"}


def routes(resources: Resources) -> list[Route]:
    """The addresses of style, script and fonts."""
    tokens = _tokens(resources)

    def colours(request: Request) -> Response:
        return Response(tokens, media_type="text/css")

    return [
        Route("/habillage/couleurs.css", colours),
        Route("/habillage/polices/{name}", _font),
        Route("/habillage/{name}", _file),
    ]


def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _OURS:
        raise HTTPException(404)
    return FileResponse(shipped("templates") / FOLDER / name, media_type=_OURS[name])


def _font(request: Request) -> Response:
    for face in faces():
        if face.file.name == request.path_params["name"]:
            return FileResponse(face.file, media_type="font/ttf", headers=_A_DAY)
    raise HTTPException(404)


def _tokens(resources: Resources) -> str:
    """The theme's colours as custom properties, and the faces of our font."""
    theme = load_theme(_THEME, resources)
    colours = "".join(
        f"  --{name.replace('_', '-')}: {value};\n" for name, value in theme.colours.items()
    )
    return f":root {{\n{colours}}}\n" + "".join(
        _face(each.file, each.weight, each.italic) for each in faces()
    )


def _face(file: Path, weight: int, italic: bool) -> str:
    style = "italic" if italic else "normal"
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-style: {style}; '
        f'font-display: swap; src: url("polices/{file.name}") format("truetype") }}\n'
    )
