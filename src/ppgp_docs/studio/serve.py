"""The studio's server: bound to this machine alone, opened in its browser, gone when it stops."""

from __future__ import annotations

import gc
import os
import socket
import threading
import webbrowser
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from ppgp_docs.studio.app import application
from ppgp_docs.studio.dossier_states import DossierStates
from ppgp_docs.studio.guard import TOKEN, Guard, Key
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.uploads import BroughtFiles
from ppgp_docs.system_errors import reason

ADDRESS: Final = "127.0.0.1"
_FREE, _LAST = 1024, 65535
"""Ports that anybody may take."""

_STOPPING: Final = 3
"""Seconds left to what is being answered when the studio stops."""


class PortTakenError(OSError):
    """Another program holds the port; the message is a French sentence."""


class Server:
    """An application behind its guard; ``address`` opens it, once, on the page ``start``."""

    def __init__(self, app: ASGIApp, port: int = 0, start: str = "/") -> None:
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]
        self.key = Key(self.port)
        config = uvicorn.Config(
            Guard(app, self.key, self.port, start),
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=_STOPPING,
        )
        self._server = uvicorn.Server(config)

    @property
    def address(self) -> str:
        """The opening address, token included."""
        return f"http://{ADDRESS}:{self.port}/?{TOKEN}={self.key.token}"

    def run(self) -> None:
        """Serve until :meth:`stop` or Ctrl-C; a KeyboardInterrupt goes on to the caller."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Stop once what is being answered has gone out."""
        self._server.should_exit = True


class Studio(Server):
    """One studio over a workspace."""

    def __init__(self, opened: OpenWorkspace, port: int = 0, start: str = "/") -> None:
        self._standings, self._brought = DossierStates(opened), BroughtFiles()
        app = application(opened, self._standings, self._brought, self.stop)
        super().__init__(app, port, start)

    def run(self) -> None:
        """Serve, then let go of what is read aside and of files that were brought."""
        try:
            super().run()
        finally:
            self._standings.close()
            self._brought.close()


def _bound(port: int) -> socket.socket:
    """A socket on this machine alone. Raises PortTakenError."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # a studio that died leaves its port taken for a minute
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((ADDRESS, port))
        bound.listen()  # whoever has the address before the server is up waits for it
    except OSError as problem:
        bound.close()
        raise PortTakenError(
            f"le port {port} ne peut pas être pris : {reason(problem)} ; donnez-en un autre,"
            f" par exemple `--port {_other(port)}`, ou ôtez `--port` : un port libre sera choisi"
        ) from problem
    return bound


def _other(port: int) -> int:
    """A port that nobody else is likely to hold."""
    return port + 1 if _FREE <= port < _LAST else 8765


def spare_typing() -> None:
    """Leave what is loaded for good out of the garbage collector's rounds, and make them rare: a
    round over all of it took a tenth of a second, in the middle of someone's typing."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def open_in_browser(studio: Server) -> None:
    """Ask for the opening address; some browsers keep who starts them waiting."""
    threading.Thread(target=webbrowser.open, args=(studio.address,), daemon=True).start()
