"""What others may try: other hosts, other sites, no key, a key that served, paths, heavy bodies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from tests.studio.conftest import Client, ask

from ppgp_docs.studio.guard import MOST_TEXT
from ppgp_docs.studio.open_workspace import OpenWorkspace
from ppgp_docs.studio.peer import is_another_user
from ppgp_docs.studio.serve import PortTakenError, Studio

PART = "/dossier/01-ain/dossier/contexte"
FORM = b"geste=enregistrer"


def cookie(studio: Studio) -> str:
    return f"{studio.key.name}={studio.key.cookie}"


def own(studio: Studio, **more: str) -> dict[str, str]:
    host = f"127.0.0.1:{studio.port}"
    return {"Host": host, "Cookie": cookie(studio), **more}


def test_only_this_machine_is_listened_to(shared: Studio) -> None:
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    others = {str(each) for each in addresses if not str(each).startswith("127.")}
    for address in others:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family) as tried, pytest.raises(OSError):
            tried.settimeout(2)
            tried.connect((address, shared.port))


def test_the_opening_address_gives_the_key_once(studio: Studio) -> None:
    host = {"Host": f"127.0.0.1:{studio.port}"}
    path = studio.address.partition(str(studio.port))[2]
    status, headers, _ = ask(studio.port, "GET", path, host)
    assert (status, headers["location"]) == (303, "/")
    given = headers["set-cookie"].lower()
    assert "httponly" in given and "samesite=strict" in given
    status, headers, text = ask(studio.port, "GET", path, host)
    assert status == 403 and "set-cookie" not in headers
    assert "déjà servi" in text


@pytest.mark.parametrize("path", ["/", PART, "/habillage/studio.css", "/nulle-part"])
def test_nothing_is_shown_without_the_key(shared: Studio, path: str) -> None:
    host = f"127.0.0.1:{shared.port}"
    for held in ({}, {"Cookie": f"{shared.key.name}=x"}, {"Cookie": "\x80;;==\xff"}):
        status, _, text = ask(shared.port, "GET", path, {"Host": host, **held})
        assert status == 403
        assert "Ain" not in text


@pytest.mark.parametrize("token", ["", "x", "é", "x" * 5000, "%00"])
def test_a_wrong_token_opens_nothing(shared: Studio, token: str) -> None:
    host = {"Host": f"127.0.0.1:{shared.port}"}
    path = f"/?jeton={token.encode('utf-8').hex() if token == 'é' else token}"
    status, headers, _ = ask(shared.port, "GET", path, host)
    assert status == 403 and "set-cookie" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "0.0.0.0", "", "[::1]"]
)
def test_a_name_that_is_bound_again_to_this_machine_is_refused(shared: Studio, host: str) -> None:
    status, _, text = ask(shared.port, "GET", "/", own(shared, Host=host))
    assert status == 421
    assert "Ain" not in text


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_a_page_of_another_site_reads_and_changes_nothing(shared: Studio, site: str) -> None:
    headers = own(shared, **{"Sec-Fetch-Site": site})
    assert ask(shared.port, "GET", PART, headers)[0] == 403
    assert ask(shared.port, "POST", PART, headers, FORM)[0] == 403
    assert ask(shared.port, "POST", "/arreter", headers, b"x=1")[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "same-origin, cross-site"},
    ],
)
def test_a_change_that_does_not_come_from_our_pages_is_refused(
    shared: Studio, shared_workspace: Path, headers: dict[str, str]
) -> None:
    file = shared_workspace / "departments" / "01-ain" / "dossier.yaml"
    before = file.read_bytes()
    sent = own(shared, **headers, **{"Content-Type": "application/x-www-form-urlencoded"})
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (
            ask(shared.port, method, PART, sent, b"/contexte/titre=x&geste=enregistrer")[0] == 403
        )
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "path",
    [
        "/dossier/..%2f..%2fetc/dossier/contexte",
        "/dossier/../../etc/passwd",
        "/dossier/01-ain/..%2f..%2fppgp.toml/general",
        "/dossier/01-ain/fiche...%2fdossier/general",
        "/dossier/01-ain/dossier/..%2f",
        "/habillage/..%2fblocs.css",
        "/habillage/polices/..%2f..%2f__init__.py",
        "/dossier/01-ain%00/dossier/contexte",
    ],
)
def test_no_path_leads_out_of_the_dossiers(shared: Studio, path: str) -> None:
    assert ask(shared.port, "GET", path, own(shared))[0] == 404


def test_a_body_is_bounded_as_announced_and_as_it_comes(shared: Studio) -> None:
    sent = own(shared, Origin=f"http://127.0.0.1:{shared.port}")
    announced = {**sent, "Content-Length": str(2_000_000_000)}
    assert ask(shared.port, "POST", PART, announced)[0] == 413
    piece = b"%x\r\n%b\r\n" % (MOST_TEXT // 4, b"a" * (MOST_TEXT // 4))
    with socket.create_connection(("127.0.0.1", shared.port), timeout=60) as raw:
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        form = "Content-Type: application/x-www-form-urlencoded\r\n"
        raw.sendall(
            f"POST {PART} HTTP/1.1\r\n{head}{form}Transfer-Encoding: chunked\r\n\r\n".encode()
        )
        try:
            for _ in range(6):
                raw.sendall(piece)
            raw.sendall(b"0\r\n\r\n")
        except OSError:
            pass  # the studio hangs up once it has answered
        assert b" 413 " in raw.recv(200)


def test_a_cookie_of_ours_that_another_server_set_shuts_nobody_out(shared: Studio) -> None:
    """A cookie knows no port: any server of this machine may set one of our name."""
    for cookies in (f"{shared.key.name}=x; {cookie(shared)}", f"{cookie(shared)}; a={'b' * 9};=;"):
        host = {"Host": f"127.0.0.1:{shared.port}", "Cookie": cookies}
        assert ask(shared.port, "GET", "/aide", host)[0] == 200


STOLEN = """
import os, socket, sys
port, cookie, user = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
os.setuid(user)
line = socket.socket()
line.connect(("127.0.0.1", port))
head = f"GET / HTTP/1.1|Host: 127.0.0.1:{port}|Cookie: {cookie}||"
line.sendall(head.replace("|", "\\r\\n").encode())
print(line.recv(100).decode().split()[1])
"""


def test_a_cookie_that_another_user_of_the_machine_got_opens_nothing(shared: Studio) -> None:
    """Their server, whatever its port, is sent it by the browser that visits it.

    Only root may become another user: without that right, one's own is let in.
    """

    def status(user: int) -> str:
        command = [sys.executable, "-c", STOLEN, str(shared.port), cookie(shared), str(user)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert status(os.getuid()) == "200"
    if os.getuid() == 0 and sys.platform == "linux":
        assert status(65534) == "403"


def test_the_owner_of_a_connection_is_read_where_the_kernel_says_it(tmp_path: Path) -> None:
    table, mine = tmp_path / "tcp", os.getuid()
    row = "   4: 0100007F:{:04X} 0100007F:1F90 01 00000000:00000000 00:00000000 0 {} 0 1 2\n"
    head = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
    table.write_text(head + row.format(0xC001, mine) + row.format(0xC002, mine + 7))
    assert [is_another_user(port, 0x1F90, table) for port in (0xC001, 0xC002, 0xC003)] == [
        False,
        True,
        False,
    ]
    assert not is_another_user(0xC002, 0x1F91, table)
    assert not is_another_user(0xC002, 0x1F90, tmp_path / "absente")


def test_every_answer_forbids_what_a_page_of_ours_does_not_do(shared: Studio) -> None:
    for path, headers in (("/", own(shared)), (PART, own(shared)), ("/", {"Host": "evil.example"})):
        found = ask(shared.port, "GET", path, headers)[1]
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy
        assert ("script-src 'self'" in policy) == ("evil" not in headers["Host"])
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert found["x-content-type-options"] == "nosniff"
        assert found["cache-control"] == "no-store"


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}{% raw %}'


def test_a_text_is_never_code(client: Client, workspace: Path) -> None:
    """In a field, in the name of a block, of a folder, of a search."""
    file = workspace / "departments" / "01-ain" / "dossier.yaml"
    text = file.read_text("utf-8").replace("titre: Le contexte", f"titre: '{HOSTILE}'", 1)
    assert HOSTILE in text
    file.write_text(text.replace("- type: section", f"- type: '{HOSTILE}'", 1), "utf-8")
    (workspace / "departments" / "60-oise").rename(
        workspace / "departments" / "60-oise<img src=x onerror=alert(1)>"
    )
    for path in ("/", PART, f"/?cherche={HOSTILE.replace(' ', '+').replace('#', '')}"):
        status, page = client.get(path.replace("<", "%3C").replace(">", "%3E").replace('"', "%22"))
        assert status == 200
        assert "<script>alert" not in page and "<img src=x" not in page
        assert "{{7*7}}" in page or path == "/"


def test_a_port_that_is_taken_is_told(shared: Studio, shared_workspace: Path) -> None:
    with pytest.raises(PortTakenError, match=f"port {shared.port}"):
        Studio(OpenWorkspace.open(shared_workspace), shared.port)


def test_nothing_is_left_behind(studio: Studio, client: Client, workspace: Path) -> None:
    before = {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()}
    for path in ("/", PART, "/dossier/77-seine-et-marne/contrat/general"):
        assert client.get(path)[0] == 200
    assert client.post("/arreter", {})[0] == 200
    assert {file: file.read_bytes() for file in workspace.rglob("*") if file.is_file()} == before
