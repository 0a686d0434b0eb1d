"""What plugins do around them: files of the workspace, threads, classes that cannot travel."""

from __future__ import annotations

from tests.plugin.abuses.writing import (
    BASE,
    OWN_CLASS,
    PATH,
    PROGRAM,
    REMOVES,
    ROOT,
    RUNS,
    SHOWS,
    SQLITE,
    UNTOLD,
    WRITES_UNTOLD,
    Abuse,
    beside,
    check,
    format,
    hook,
)


def _removes(where: str, what: str, code: str) -> dict[str, Abuse]:
    return {f"{where} efface {what}": (beside(code, ROOT), "F010", "l’espace de travail : `")}


_AFTER = hook("ppgp_after_write(artifact, path)", REMOVES.format("sorties"))
_END = hook("ppgp_after_build(manifest)", REMOVES.format("sorties"))
_DRAW = hook("ppgp_draw(bloc, medium)", REMOVES.format("departments"))
AROUND: dict[str, Abuse] = (
    _removes("le chargement", "les sorties", format() + REMOVES.format("sorties") + "\n")
    | _removes("le chargement", "les dossiers", format() + REMOVES.format("departments") + "\n")
    | {
        "le chargement écrit, et le tait": (
            beside(format() + f"\n{WRITES_UNTOLD}", ROOT),
            "F010",
            "l’espace de travail : `",
        )
    }
    | _removes("un contrôle", "les dossiers", check(REMOVES.format("departments")))
    | _removes("un contrôle", "tout", check(REMOVES.format("")))
    | _removes("un dessin", "les dossiers", _DRAW)
    | _removes(
        "render",
        "les sorties",
        format(f"    def render(self, d, c): {REMOVES.format('sorties')}; return b'x'"),
    )
    | _removes("une annonce", "les sorties", _AFTER)
    | _removes("une fin", "les sorties", _END)
    | {
        "un contrôle récrit un dossier": (
            beside(check("(ROOT / 'departments/01-ain/dossier.yaml').write_text('')"), ROOT),
            "F010",
            "l’espace de travail : `",
        ),
        "un contrôle met un fichier à la place d’un dossier": (
            beside(
                check(
                    "own = __import__('tempfile').mkstemp()[1]; "
                    "os.replace(own, ROOT / 'departments/01-ain/dossier.yaml')"
                ),
                ROOT,
            ),
            "F010",
            "l’espace de travail : `",
        ),
        "un contrôle ferme un dossier": (
            beside(check("os.chmod(ROOT / 'departments/01-ain/dossier.yaml', 0)"), ROOT),
            "F010",
            "l’espace de travail : `",
        ),
        "une base de données parmi les dossiers": (
            beside(check(f"{SQLITE}.connect(ROOT / 'departments/index.db')"), ROOT),
            "F010",
            "l’espace de travail : `",
        ),
        "une annonce récrit un dossier": (
            beside(
                hook(
                    "ppgp_after_write(artifact)",
                    "(ROOT / 'departments/01-ain/dossier.yaml').write_text('')",
                ),
                ROOT,
            ),
            "F010",
            "l’espace de travail : `",
        ),
        "une fin récrit le manifeste": (
            hook("ppgp_after_build(manifest)", "manifest.path.write_text('')"),
            "F010",
            "l’espace de travail : `",
        ),
        "un programme d’un contrôle écrit": (
            beside(check(PROGRAM.format("check").replace("b''", "()")), ROOT),
            "F010",
            "`departments/check` a changé pendant que tournait un programme",
        ),
        "un programme de render écrit": (
            beside(format(f"    def render(self, d, c): {PROGRAM.format('render')}"), ROOT),
            "F010",
            "`departments/render` a changé pendant que tournait un programme",
        ),
        "un constat de 400 Mo": (
            check("yield note('X001', 'x ' * 200_000_000)"),
            "F010",
            "ppgp_check",
        ),
        "une erreur de 400 Mo": (
            check("raise ValueError('x ' * 200_000_000)"),
            "F010",
            "ValueError: x x",
        ),
        "une erreur de 400 Mo au rendu": (
            format("    def render(self, d, c): raise ValueError('x ' * 200_000_000)"),
            "R001",
            "ValueError: x x",
        ),
        "un constat montre un autre fichier": (
            beside(check(f"yield error('X001', 'vu', {SHOWS})"), PATH),
            "F010",
            "`/etc/passwd` n’est pas dans l’espace de travail",
        ),
        "un constat cite un autre fichier": (
            beside(
                check(f"yield Diagnostic('X001', Severity.INFO, 'vu', related=(('là', {SHOWS}),))"),
                PATH,
            ),
            "F010",
            "`/etc/passwd`",
        ),
        "un rendu montre un autre fichier": (
            beside(
                format(
                    f"    def render(self, d, c): c.report(error('X001', 'vu', {SHOWS})); "
                    "return b'x'"
                ),
                PATH,
            ),
            "R001",
            "`/etc/passwd`",
        ),
        "une erreur montre un autre fichier": (
            check("raise SyntaxError('faux', ('/etc/passwd', 1, 1, 'x'))"),
            "F010",
            "SyntaxError",
        ),
        "le chargement montre un autre fichier": (
            "raise SyntaxError('faux', ('/etc/passwd', 1, 1, 'x'))",
            "F010",
            "SyntaxError",
        ),
        "un contrôle laisse un fil": (
            check("import threading; threading.Thread(target=time.sleep, args=(600,)).start()"),
            "F010",
            "un fil d’exécution",
        ),
        "render laisse un fil": (
            format(
                "    def render(self, d, c):\n        import threading\n"
                "        threading.Thread(target=time.sleep, args=(600,)).start()\n"
                "        return b'x'"
            ),
            "F010",
            "un fil d’exécution",
        ),
        "une erreur qui ne se dit pas": (beside(check("raise Mienne"), UNTOLD), "F010", "Mienne"),
        "un rendu lève une classe à lui": (
            beside(format("    def render(self, d, c): raise Mienne('hélas')"), BASE),
            "R001",
            "Mienne",
        ),
        "un constat d’une classe à lui": (
            beside(check("yield note('X001', 'vu', None, Mienne('vu'))"), OWN_CLASS).replace(
                "note(", "Diagnostic('X001', Severity.INFO, Mienne('vu')) or note("
            ),
            "F010",
            "ppgp_check",
        ),
        "un constat qui fait sortir qui le lit": (
            beside(check("yield Diagnostic('X001', Severity.INFO, Mienne('vu'))"), RUNS),
            "F010",
            "ppgp_check",
        ),
        "un rendu qui fait sortir qui le lit": (
            beside(
                format(
                    "    def render(self, d, c):\n"
                    "        c.report(Diagnostic('X001', Severity.INFO, Mienne('vu')))\n"
                    "        return b'x'"
                ),
                RUNS,
            ),
            "R001",
            "classe de l’outil",
        ),
        "ferme tout au chargement": (
            format() + "os.closerange(0, 256)\n",
            "F040",
            "dans `chargement`",
        ),
        "un fil meurt plus tard": (
            beside(
                format("    def documents(self, d): time.sleep(2); return []"),
                "import threading\nthreading.Timer(1, os._exit, [7]).start()\n",
            ),
            "F040",
            "`documents`",
        ),
    }
)
