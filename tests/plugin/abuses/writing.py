"""How plugins that break the contract are written: ``fautif`` is the name of each."""

from __future__ import annotations

HEAD = "import os, sys, time\nfrom attrs import evolve\nfrom ppgp_docs.api import *\n"
FORMAT = f"""{HEAD}
class Texte:
    id, label, suffix, media_type = "fautif", "Texte", ".txt", "text/plain"

    def documents(self, dossier):
        return [Document(self.id, self.id + "-" + dossier.slug, "Texte", dossier)]

    def refusal(self, document):
        return None

    def render(self, document, context):
        return b"fait"

class Autre(Texte):
    pass
"""
REGISTER = "\n@hookimpl\ndef ppgp_register(registry):\n"


def format(body: str = "    pass", made: str = "Autre()") -> str:
    """A format, sound but for what ``body`` changes in it."""
    code = FORMAT.replace("class Autre(Texte):\n    pass", f"class Autre(Texte):\n{body}")
    return f"{code}{REGISTER}    registry.add_format({made})\n"


def register(line: str) -> str:
    return f"{HEAD}{REGISTER}    {line}\n"


def extend(*lines: str) -> str:
    body = "\n    ".join(lines)
    return f"{HEAD}\n@hookimpl\ndef ppgp_extend_schema(schemas):\n    {body}\n"


def hook(signature: str, line: str, decorator: str = "@hookimpl") -> str:
    return f"{HEAD}\n{decorator}\ndef {signature}:\n    {line}\n"


def check(line: str) -> str:
    return hook("ppgp_check(dossier)", line)


Abuse = tuple[str, str, str]
"""The code of a plugin; the code of a diagnostic; a word that tells what is wrong."""

ROOT = "ROOT = __import__('pathlib').Path(__file__).parents[1]\n"
REMOVES = "__import__('shutil').rmtree(ROOT / '{}', ignore_errors=True)"
WRITES_UNTOLD = """try:
    (ROOT / "departments" / "intrus").write_text("x")
except OSError:
    pass
"""
PROGRAM = "os.system(f'touch -d 2001-01-01 \"{{ROOT}}/departments/{}\"'); return b''"
SQLITE = "__import__('sqlite3')"
SHOWS = "Span(Path('/etc/passwd'), 1, 1, 1, 5)"
PATH = "from pathlib import Path\n"
OWN_CLASS = "class Mienne(str):\n    pass\n\n"
RUNS = "class Mienne(str):\n    def __reduce__(self):\n        return os._exit, (0,)\n\n"
UNTOLD = "class Mienne(Exception):\n    def __str__(self):\n        return 1 / 0\n\n"
BASE = "class Mienne(BaseException):\n    pass\n\n"


def beside(code: str, before: str) -> str:
    """The same plugin, with something written before it."""
    return code.replace(HEAD, f"{HEAD}{before}", 1)
