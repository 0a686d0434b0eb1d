"""What would stop the very process that plugins run in."""

from __future__ import annotations

from tests.plugin.abuses.writing import Abuse, check, format, hook

PROCESS: dict[str, Abuse] = {
    "meurt au chargement": ("import os; os._exit(0)", "F040", "brutalement dans `chargement`"),
    "interrompt au chargement": ("raise KeyboardInterrupt", "F040", "dans `chargement`"),
    "n’en finit pas au chargement": ("while True: pass", "F040", "n’a pas répondu"),
    "se tue au chargement": ("import os\nos.kill(os.getpid(), 9)", "F040", "dans `chargement`"),
    "un contrôle meurt": (check("os._exit(0)"), "F040", "brutalement dans `ppgp_check`"),
    "un contrôle interrompt": (check("raise KeyboardInterrupt"), "F040", "`ppgp_check`"),
    "un contrôle n’en finit pas": (check("time.sleep(600)"), "F040", "dans `ppgp_check`"),
    "un contrôle change Python": (
        check("import builtins; builtins.len = lambda x: 9; return ()"),
        "F010",
        "`len`, fonction de Python, y est remplacée",
    ),
    "un contrôle change ce qui le lit": (
        check("import builtins; builtins.isinstance = lambda a, b: True; return ()"),
        "F010",
        "`isinstance`, fonction de Python, y est remplacée",
    ),
    "un contrôle change ce qui trie": (
        check("import builtins; builtins.sorted = lambda *a, **k: []; return iter(())"),
        "F010",
        "`sorted`, fonction de Python, y est remplacée",
    ),
    "documents meurt": (format("    def documents(self, d): os._exit(0)"), "F040", "`documents`"),
    "documents n’en finit pas": (
        format("    def documents(self, d): time.sleep(600)"),
        "F040",
        "dans `documents`",
    ),
    "un dessin meurt": (hook("ppgp_draw(bloc, medium)", "os._exit(0)"), "F040", "`ppgp_draw`"),
    "une préparation meurt": (
        hook("ppgp_prepare(context)", "os._exit(0)"),
        "F040",
        "`ppgp_prepare`",
    ),
    "une préparation n’en finit pas": (
        hook("ppgp_prepare(context)", "time.sleep(600)"),
        "F040",
        "dans `ppgp_prepare`",
    ),
    "un contrôle arrête son groupe": (
        check("os.killpg(0, 15); time.sleep(9)"),
        "F040",
        "`ppgp_check`",
    ),
    "render arrête son groupe": (
        format("    def render(self, d, c): os.killpg(0, 9); time.sleep(9)"),
        "R004",
        "brutalement",
    ),
    "render meurt": (format("    def render(self, d, c): os._exit(0)"), "R004", "brutalement"),
    "render n’en finit pas": (
        format("    def render(self, d, c): time.sleep(600)"),
        "R005",
        "a dépassé",
    ),
    "une annonce meurt": (
        hook("ppgp_after_write(artifact)", "os._exit(0)"),
        "F040",
        "`ppgp_after_write`",
    ),
    "une annonce échoue": (
        hook("ppgp_after_write(artifact)", "1 / 0"),
        "F010",
        "`ppgp_after_write`",
    ),
    "une fin meurt": (
        hook("ppgp_after_build(manifest)", "os._exit(0)"),
        "F040",
        "`ppgp_after_build`",
    ),
    "se dédouble au chargement": (format() + "\nos.fork()\n", "F010", "tournait encore"),
    "laisse un programme au chargement": (
        format() + "\n__import__('subprocess').Popen(['sleep', '600'])\n",
        "F010",
        "tournait encore",
    ),
    "un contrôle laisse un programme": (
        check("import subprocess; subprocess.Popen(['sleep', '600']); return ()"),
        "F010",
        "tournait encore",
    ),
    "render laisse un programme": (
        format("    def render(self, d, c): os.fork() or time.sleep(600); return b'x'"),
        "F010",
        "tournait encore",
    ),
    "render laisse un programme détaché": (
        format(
            "    def render(self, d, c):\n        if not os.fork():\n            os.setsid()\n"
            "            os.fork() or time.sleep(600)\n            os._exit(1)\n        return b'x'"
        ),
        "F010",
        "tournait encore",
    ),
    "render se dédouble": (
        format("    def render(self, d, c):\n        os.fork()\n        return b'x'"),
        "F010",
        "tournait encore",
    ),
    "un contrôle se dédouble": (check("os.fork(); return ()"), "F010", "tournait encore"),
    "une réponse qui ne se transmet pas": (
        check("yield Diagnostic('X001', Severity.INFO, type('S', (str,), {})('vu'))"),
        "F010",
        "ppgp_check",
    ),
}
"""What would stop the very process: tried with the real command."""
