"""Whose program asks: a cookie knows no port, so that another user's server on this machine gets
ours from the browser that visits it, and could send it back.

The kernel of Linux says who owns each end of a connection (proc(5), ``/proc/net/tcp``). Elsewhere
nothing says it without rights, and nobody is refused for it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_TABLE: Final = Path("/proc/net/tcp")
_LOOPBACK: Final = "0100007F"
_ROOT: Final = 0
_MOST: Final = 20_000_000


def is_another_user(client_port: int, port: int, table: Path = _TABLE) -> bool:
    """Whether the other end of a connection to ``port`` surely belongs to another user.

    Root, who may read every file anyway, is none.
    """
    ends = f"{_LOOPBACK}:{client_port:04X}", f"{_LOOPBACK}:{port:04X}"
    try:
        with table.open(encoding="ascii") as lines:
            listed = lines.read(_MOST).splitlines()
    except (OSError, ValueError):
        return False
    owners = {int(row[7]) for line in listed if tuple((row := line.split())[1:3]) == ends}
    return bool(owners) and owners.isdisjoint({os.getuid(), _ROOT})
