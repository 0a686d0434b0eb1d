"""What plugins change of their whole Python."""

from __future__ import annotations

_SLEEPER = "import threading\nthreading.Thread(target=time.sleep, args=(600,)).start()"
_DEAF = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)"
ALTERS: dict[str, tuple[str, str]] = {
    "pickle": ("import pickle\npickle.dumps = lambda *_: b''", "`pickle.dumps`"),
    "open": ("import builtins\nbuiltins.open = lambda *_: 1 / 0", "`builtins.open`"),
    "len": ("import builtins\nsize = builtins.len\nbuiltins.len = lambda x: 9", "`builtins.len`"),
    "tout Python": (
        "import builtins\nfor n in ('str', 'type', 'isinstance'): setattr(builtins, n, None)",
        "`builtins.isinstance`",
    ),
    "json": ("import json\njson.loads = json.dumps = str", "`json."),
    "pluggy": (
        "import pluggy\npluggy.PluginManager.register = lambda *_: None",
        "PluginManager.register`",
    ),
    "une classe de l’outil": (
        "Diagnostic.__eq__ = lambda *_: True",
        "Diagnostic.__eq__`",
    ),
    "les messages": ("sys.stderr = open(os.devnull, 'w')", "où s’écrivent les messages"),
    "les signaux": (_DEAF, "ce qui répond aux signaux"),
    "la profondeur": ("sys.setrecursionlimit(300)", "la profondeur des appels"),
    "le répertoire": ("os.chdir('/')", "le répertoire courant"),
    "l’environnement": ("os.environ.clear()", "les variables d’environnement"),
    "la fin échoue": ("import atexit\natexit.register(lambda: 1 / 0)", "ce qui se fait à la fin"),
    "la fin sort": ("import atexit\natexit.register(os._exit, 0)", "ce qui se fait à la fin"),
    "un fil": (_SLEEPER, "un fil d’exécution"),
    "les importations": ("sys.meta_path.clear(); sys.path.clear()", "où se trouvent les modules"),
    "les droits": ("os.umask(0o777)", "les droits des fichiers"),
    "les avertissements": (
        "import warnings\nwarnings.warn = lambda *a, **k: 1 / 0",
        "`warnings.warn`",
    ),
}
"""What a sound format may change of its whole Python while it is loaded: told, and nobody else
suffers from it."""
