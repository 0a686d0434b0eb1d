"""Who may ask the studio for something: the browser that opened its address, from its own pages.

Other users of the machine have no token, other sites no right to send anything, and a name that
is bound again to 127.0.0.1 (DNS rebinding) is not one of ours. The rule on ``Sec-Fetch-Site``,
then on ``Origin``, is Datasette's; the headers follow OWASP's Secure Headers Project.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ppgp_docs.francais.espaces import espacer
from ppgp_docs.studio.bare_pages import bare_page
from ppgp_docs.studio.peer import is_another_user

TOKEN: Final = "jeton"
"""The parameter of the opening address."""

MOST_TEXT: Final = 4_000_000
"""Bytes of a form: twice what a file of a dossier may hold."""

MOST_UPLOAD: Final = 120_000_000
"""Bytes of a request that brings a picture."""

UPLOADS: Final = "/fichiers/"
"""What paths of requests that bring files have in them."""

_LONG: Final = 413
_SAFE: Final = ("GET", "HEAD")

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}


class Key:
    """What opens the studio: a token that serves once, then a cookie that pages cannot read."""

    def __init__(self, port: int) -> None:
        self.token = secrets.token_urlsafe(32)
        self.cookie = secrets.token_urlsafe(32)
        self.name = f"ppgp_studio_{port}"
        self._used = False

    def open(self, token: str) -> bool:
        """Whether the token is ours and serves for the first time."""
        right = hmac.compare_digest(token.encode(), self.token.encode())
        opens, self._used = right and not self._used, self._used or right
        return opens

    def is_held(self, cookies: str) -> bool:
        """Whether the browser holds the cookie, even among others of its name: any server of this
        machine, whatever its port, may have set one."""
        pairs = (each.partition("=") for each in cookies.split(";"))
        held = [value.strip() for name, _, value in pairs if name.strip() == self.name]
        return any(hmac.compare_digest(each.encode(), self.cookie.encode()) for each in held)


class Guard:
    """ASGI middleware: refuses what does not come from our own pages, bounds what is sent.

    ``start`` is the page that the opening address leads to.
    """

    def __init__(self, app: ASGIApp, key: Key, port: int, start: str = "/") -> None:
        self._app, self._key, self._start = app, key, start
        self._port = port
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._origins = {f"http://{host}" for host in self._hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return  # no WebSocket is served; uvicorn answers 403
        headers = _headers(scope)
        answer = self._refusal(scope, headers) or self._opening(scope, headers)
        if answer is not None:
            await answer(scope, receive, _guarded(send))
            return
        most = MOST_UPLOAD if UPLOADS in scope["path"] else MOST_TEXT
        bounded = _Bounded(receive, most)
        if bounded.too_long(headers):
            await _told(_LONG, _TOO_LONG)(scope, receive, _guarded(send))
            return
        await self._app(scope, bounded, _guarded(send))

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """What no request may be: of another host, from another site."""
        if headers.get("host", "").lower() not in self._hosts:
            return _told(421, _OTHER_HOST)
        client = scope.get("client")
        if client and is_another_user(client[1], self._port):
            return _told(403, _OTHER_USER)
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site not in (None, "same-origin", "none"):
            return _told(403, _OTHER_SITE)
        if origin is not None and origin not in self._origins:
            return _told(403, _OTHER_SITE)
        changes = scope["method"] not in _SAFE
        if changes and site != "same-origin" and (site is not None or origin is None):
            return _told(403, _OTHER_SITE)
        return None

    def _opening(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """The answer to the opening address, and to whoever has no cookie; None for the others."""
        held = self._key.is_held(headers.get("cookie", ""))
        token = parse_qs(scope["query_string"].decode("latin-1")).get(TOKEN, [""])[0]
        if scope["path"] == "/" and token:
            if not held and not self._key.open(token):
                return _told(403, _NO_KEY)
            answer = RedirectResponse(self._start, status_code=303)
            answer.set_cookie(self._key.name, self._key.cookie, httponly=True, samesite="strict")
            return answer
        return None if held else _told(403, _NO_KEY)


class TooLongError(Exception):
    """A request brings more than it may."""


class _Bounded:
    """What is received, counted as it comes: a length that is announced may lie."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._got = receive, most, 0

    def too_long(self, headers: Mapping[str, str]) -> bool:
        length = headers.get("content-length", "0")
        return not length.isdigit() or int(length) > self._most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._got += len(message.get("body", b""))
        if self._got > self._most:
            raise TooLongError
        return message


def _headers(scope: Scope) -> dict[str, str]:
    """Headers by name; one that is sent twice counts for none of its values."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key = name.decode("latin-1").lower()
        found[key] = (
            f"{found[key]}, {value.decode('latin-1')}" if key in found else value.decode("latin-1")
        )
    return found


def _guarded(send: Send) -> Send:
    """Every answer bears the headers of safety; a page that sets its own policy keeps it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = {name.decode("latin-1").lower() for name, _ in message["headers"]}
            missing = [
                (name.encode(), value.encode())
                for name, value in _HEADERS.items()
                if name not in given
            ]
            message = {**message, "headers": [*message["headers"], *missing]}
        await send(message)

    return sending


_TOO_LONG: Final = "Ce que vous envoyez est trop lourd."
_OTHER_HOST: Final = "Cette adresse n’est pas celle du studio."
_OTHER_USER: Final = "Ce studio est ouvert par une autre personne, sur cet ordinateur."
_OTHER_SITE: Final = "Cette demande vient d’un autre site : elle est refusée."
_NO_KEY: Final = (
    "Cette adresse a déjà servi, ou n’est pas complète. Retournez à l’onglet où le studio est "
    "ouvert ; s’il est fermé, arrêtez le studio et relancez-le."
)


def _told(status: int, sentence: str) -> Response:
    title = "Rien n’a été reçu" if status == _LONG else "Le studio ne s’ouvre pas ainsi"
    return bare_page(status, title, espacer(sentence))


too_long = _told(_LONG, _TOO_LONG)
