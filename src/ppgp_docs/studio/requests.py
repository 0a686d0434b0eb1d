"""What pages receive: the fields of a form, in a thread."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ppgp_docs.studio import guard

MOST_FIELDS: Final = 20_000
"""Fields of a form: ten times what the largest part of a dossier has."""

FRAMED: Final = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "x-frame-options": "SAMEORIGIN",
}
"""Headers of a page that a frame of ours shows: it runs nothing, and loads nothing."""

Shown: TypeAlias = Callable[..., Response]
"""A page from its template, its status and its words."""

Handler: TypeAlias = Callable[[Request, dict[str, str]], Response]


async def sent_fields(request: Request) -> dict[str, str]:
    """The texts of a form, by the names of their fields. Raises HTTPException for too many."""
    form = await request.form(max_fields=MOST_FIELDS, max_files=0, max_part_size=guard.MOST_TEXT)
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def receiving(handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """A handler that is given the fields that were sent, in a thread."""

    async def receive(request: Request) -> Response:
        return await run_in_threadpool(handler, request, await sent_fields(request))

    return receive
