"""Plugins that break the contract, each in one way: what they are, and what must be said of them.

``fautif`` is the name of each; a code of diagnostic, and a word that tells what is wrong.
"""

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

AT_LOAD: dict[str, Abuse] = {
    "une faute de syntaxe": ("def (", "F010", "SyntaxError"),
    "une bibliothèque absente": ("import une_bibliotheque", "F010", "une_bibliotheque"),
    "sort": ("raise SystemExit(0)", "F010", "SystemExit"),
    "un ancien contrat": ("PPGP_CONTRACT = 1\n" + format(), "F011", "version 1"),
    "un contrat en toutes lettres": ("PPGP_CONTRACT = 'deux'\n" + format(), "F011", "deux"),
    "un hook sans décorateur": ("def ppgp_check(dossier): pass", "F012", "`ppgp_check`"),
    "un hook mal écrit": (hook("ppgp_chekc(dossier)", "pass"), "F010", "ppgp_chekc"),
    "un argument inconnu": (hook("ppgp_check(dosier)", "pass"), "F010", "dosier"),
    "un hook async": (
        hook("ppgp_check(dossier)", "pass", "@hookimpl\nasync").replace("async\ndef", "async def"),
        "F012",
        "`async`",
    ),
    "un hook qui enveloppe": (
        hook("ppgp_check(dossier)", "yield", "@hookimpl(wrapper=True)"),
        "F012",
        "envelopper",
    ),
    "le hook d’avant": (hook("ppgp_register_formats(registry)", "pass"), "F012", "n’existe plus"),
    "un enregistrement qui échoue": (register("raise RuntimeError('hélas')"), "F010", "hélas"),
    "un format sans id": (format("    id = None"), "F010", "`id`"),
    "un id numérique": (format("    id = 3"), "F010", "`id`"),
    "un id avec une espace": (format("    id = 'Mon Format'"), "F010", "Mon Format"),
    "un suffixe sans point": (format("    suffix = 'txt'"), "F010", "`suffix`"),
    "un suffixe qui s’évade": (format("    suffix = '/../x'"), "F010", "`suffix`"),
    "un type qui n’en est pas un": (format("    media_type = 'texte'"), "F010", "`media_type`"),
    "un libellé vide": (format("    label = ' '"), "F010", "`label`"),
    "un format sans render": (format("    render = None"), "F010", "`render`"),
    "un render sans argument": (format("    def render(self): pass"), "F010", "2 argument"),
    "un render async": (format("    async def render(self, d, c): pass"), "F010", "`async`"),
    "des modèles d’un mot": (format("    templates = 'texte'"), "F010", "`templates`"),
    "des modèles d’ailleurs": (format("    templates = ('../secret',)"), "F010", "`templates`"),
    "des champs d’un nombre": (format("    ignores = 3"), "F010", "`ignores`"),
    "des champs sans document": (format("    def ignores(self): pass"), "F010", "`ignores`"),
    "une classe": (format(made="Autre"), "F010", "est une classe"),
    "rien": (format(made="None"), "F010", "`id`"),
    "deux fois le même": (
        format() + "    registry.add_format(Texte())\n",
        "F010",
        "existe déjà",
    ),
    "un format de l’outil": (format("    id = 'etude-de-cas'"), "F010", "vient déjà"),
    "un bloc de l’outil": (extend("schemas.add_block('encart', {})"), "F010", "`encart`"),
    "un champ changé": (
        extend("schemas.named['dossier']['departement']['required'] = False"),
        "F010",
        "`dossier.departement`",
    ),
    "un champ effacé": (extend("del schemas.blocks['encart']['texte']"), "F010", "`encart.texte`"),
    "un genre inconnu": (
        extend("schemas.add_block('note', {'texte': {'genre': 'prosse'}})"),
        "F025",
        "`prosse`",
    ),
    "un champ sans règles": (extend("schemas.add_block('note', {'texte': 3})"), "F025", "règles"),
    "un nom de champ impossible": (
        extend("schemas.add_block('note', {'Un Texte': {'genre': 'mot'}})"),
        "F025",
        "minuscules",
    ),
    "un schéma inconnu": (
        extend("schemas.add_block('note', {'vue': {'type': 'dict', 'schema': 'imagge'}})"),
        "F025",
        "`imagge`",
    ),
    "une personne décrite": (
        extend("schemas.add_block('note', {'qui': {'type': 'dict', 'schema': 'personne'}})"),
        "F025",
        "`personnes`",
    ),
    "un renvoi vers rien": (
        extend("schemas.add_block('note', {'qui': {'genre': 'cle', 'designe': 'gens'}})"),
        "F025",
        "`gens`",
    ),
    "un schéma à moitié": (
        extend("schemas.add_block('note', {'texte': {'genre': 'mot'}})", "1 / 0"),
        "F010",
        "ZeroDivisionError",
    ),
    "des pages absentes": (register("registry.add_codes('nulle-part')"), "F010", "nulle-part"),
    "des modèles absents": (register("registry.add_templates(3)"), "F010", "`3`"),
    "un lecteur de PDF": (
        register("registry.add_prover('application/pdf', print)"),
        "F010",
        "déjà relus",
    ),
    "un lecteur qui n’en est pas un": (
        register("registry.add_prover('application/zip', 3)"),
        "F010",
        "fonction",
    ),
}

AT_CHECK: dict[str, Abuse] = {
    "un contrôle échoue": (check("raise KeyError('hélas')"), "F010", "hélas"),
    "un contrôle échoue en chemin": (check("yield note('X001', 'vu'); 1 / 0"), "F010", "Zero"),
    "un contrôle sort": (check("raise SystemExit(0)"), "F010", "SystemExit"),
    "un contrôle rend une phrase": (check("return ['une phrase']"), "F010", "`str`"),
    "un contrôle rend un nombre": (check("return 3"), "F010", "`int`"),
    "un constat d’un code de l’outil": (check("yield error('C205', 'faux')"), "F010", "`C205`"),
    "un constat d’un code impossible": (check("yield error('faux', 'faux')"), "F010", "`faux`"),
    "un constat d’une gravité inconnue": (
        check("yield Diagnostic('X001', 3, 'faux')"),
        "F010",
        "`Severity`",
    ),
    "un constat sans phrase": (
        check("yield Diagnostic('X001', Severity.ERROR, None)"),
        "F010",
        "`Diagnostic.message`",
    ),
    "un constat à une place impossible": (
        check("yield Diagnostic('X001', Severity.ERROR, 'faux', 'ligne 3')"),
        "F010",
        "`Span`",
    ),
    "un montant sans montant": (
        hook(
            "ppgp_state_amounts(dossier)",
            "return [Statement('12', (), dossier.at(), 'total', lambda: None)]",
        ),
        "F010",
        "`Decimal`",
    ),
}

AT_PLAN: dict[str, Abuse] = {
    "documents échoue": (format("    def documents(self, d): 1 / 0"), "F010", "`documents`"),
    "documents rend un nombre": (format("    def documents(self, d): return 3"), "F010", "`int`"),
    "un document d’un autre dossier": (
        format("    def documents(self, d): return [Document(self.id, 'x', 'X', evolve(d))]"),
        "F010",
        "un autre dossier",
    ),
    "un nom qui n’est pas un texte": (
        format("    def documents(self, d): return [Document(self.id, 3, 'X', d)]"),
        "F010",
        "`Document.name`",
    ),
    "un titre qui n’est pas un texte": (
        format("    def documents(self, d): return [Document(self.id, 'x', None, d)]"),
        "F010",
        "`Document.title`",
    ),
    "des nombres attendus": (
        format("    def documents(self, d): return [Document(self.id, 'x', 'X', d, expected=[3])]"),
        "F010",
        "`Document.expected`",
    ),
    "une omission sans place": (
        format(
            "    def documents(self, d):\n"
            "        return [Document(self.id, 'x', 'X', d, left_out=[Omission(None, 'r')])]"
        ),
        "F010",
        "`Document.left_out`",
    ),
    "un refus vide": (format("    def refusal(self, d): return ''"), "F010", "texte vide"),
    "un refus qui échoue": (format("    def refusal(self, d): 1 / 0"), "F010", "`refusal`"),
    "un dessin qui échoue": (hook("ppgp_draw(bloc, medium)", "1 / 0"), "F010", "`ppgp_draw`"),
    "un dessin qui rend un mot": (
        hook("ppgp_draw(bloc, medium)", "return ['un mot']"),
        "F010",
        "`str`",
    ),
}

AT_RENDER: dict[str, Abuse] = {
    "render rend un texte": (format("    def render(self, d, c): return 'x'"), "R001", "`str`"),
    "render ne rend rien": (format("    def render(self, d, c): pass"), "R001", "`NoneType`"),
    "render rend un fichier vide": (format("    def render(self, d, c): return b''"), "P001", ""),
    "render échoue": (format("    def render(self, d, c): 1 / 0"), "R001", "ZeroDivision"),
    "render sort": (
        format("    def render(self, d, c): raise SystemExit(0)"),
        "R001",
        "SystemExit",
    ),
    "une erreur qui dit que tout va bien": (
        format(
            "    def render(self, d, c):\n"
            "        raise HandledError(error('X001', 'non'), exit_code=ExitCode.DONE)"
        ),
        "X001",
        "non",
    ),
    "une erreur d’un code impossible": (
        format("    def render(self, d, c): raise HandledError(error('X001', 'non'), exit_code=0)"),
        "X001",
        "non",
    ),
    "une erreur qui ne dit rien": (
        format("    def render(self, d, c): raise HandledError()"),
        "R001",
        "HandledError",
    ),
    "une erreur d’un mot": (
        format("    def render(self, d, c): raise HandledError(exit_code=3, *[])"),
        "R001",
        "",
    ),
    "un constat qui n’en est pas un": (
        format("    def render(self, d, c): c.report(3); return b'x'"),
        "R001",
        "`int`",
    ),
    "un contexte qui n’en est pas un": (
        hook("ppgp_prepare(context)", "return 'un thème'"),
        "F010",
        "`Context`",
    ),
    "un thème sans couleurs": (
        hook(
            "ppgp_prepare(context)",
            "return evolve(context, theme=evolve(context.theme, colours={}))",
        ),
        "F010",
        "couleur",
    ),
}

BEYOND: dict[str, Abuse] = {
    "meurt au chargement": ("import os; os._exit(0)", "F040", "brutalement dans `chargement`"),
    "interrompt au chargement": ("raise KeyboardInterrupt", "F040", "dans `chargement`"),
    "n’en finit pas au chargement": ("while True: pass", "F040", "n’a pas répondu"),
    "un contrôle meurt": (check("os._exit(0)"), "F040", "brutalement dans `ppgp_check`"),
    "un contrôle interrompt": (check("raise KeyboardInterrupt"), "F040", "`ppgp_check`"),
    "un contrôle n’en finit pas": (check("time.sleep(600)"), "F040", "dans `ppgp_check`"),
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
    "un contrôle laisse un programme": (
        check("import subprocess; subprocess.Popen(['sleep', '600']); return ()"),
        "F010",
        "marchait encore",
    ),
    "render laisse un programme": (
        format("    def render(self, d, c): os.fork() or time.sleep(600); return b'x'"),
        "F010",
        "marchait encore",
    ),
    "render laisse un programme détaché": (
        format(
            "    def render(self, d, c):\n        if not os.fork():\n            os.setsid()\n"
            "            os.fork() or time.sleep(600)\n            os._exit(1)\n        return b'x'"
        ),
        "F010",
        "marchait encore",
    ),
    "une réponse qui ne se transmet pas": (
        check("yield Diagnostic('X001', Severity.INFO, type('S', (str,), {})('vu'))"),
        "F010",
        "ppgp_check",
    ),
}
"""What would stop the very process: tried with the real command."""

ROOT = "ROOT = __import__('pathlib').Path(__file__).parents[1]\n"
REMOVES = "__import__('shutil').rmtree(ROOT / '{}', ignore_errors=True)"
SHOWS = "Span(Path('/etc/passwd'), 1, 1, 1, 5)"
PATH = "from pathlib import Path\n"
OWN_CLASS = "class Mienne(str):\n    pass\n\n"
RUNS = "class Mienne(str):\n    def __reduce__(self):\n        return os._exit, (0,)\n\n"
UNTOLD = "class Mienne(Exception):\n    def __str__(self):\n        return 1 / 0\n\n"
BASE = "class Mienne(BaseException):\n    pass\n\n"


def beside(code: str, before: str) -> str:
    """The same plugin, with something written before it."""
    return code.replace(HEAD, f"{HEAD}{before}", 1)


def _removes(where: str, what: str, code: str) -> dict[str, Abuse]:
    return {f"{where} efface {what}": (beside(code, ROOT), "F010", "l’espace de travail : `")}


_AFTER = hook("ppgp_after_write(artifact, path)", REMOVES.format("sorties"))
_END = hook("ppgp_after_build(manifest)", REMOVES.format("sorties"))
_DRAW = hook("ppgp_draw(bloc, medium)", REMOVES.format("departments"))
BEYOND |= (
    _removes("le chargement", "les sorties", format() + REMOVES.format("sorties") + "\n")
    | _removes("le chargement", "les dossiers", format() + REMOVES.format("departments") + "\n")
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

_SLEEPER = "import threading\nthreading.Thread(target=time.sleep, args=(600,)).start()"
_DEAF = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)"
ALTERS: dict[str, tuple[str, str]] = {
    "pickle": ("import pickle\npickle.dumps = lambda *_: b''", "`pickle.dumps`"),
    "open": ("import builtins\nbuiltins.open = lambda *_: 1 / 0", "`builtins.open`"),
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
