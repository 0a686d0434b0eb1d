"""What formats do when they make a document."""

from __future__ import annotations

from tests.plugin.abuses.writing import Abuse, format, hook

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
    "un constat sous un code de l’outil": (
        format(
            "    def render(self, d, c): c.report(error('C205', 'x', d.dossier.at())); return b''"
        ),
        "R001",
        "le code `C205` est un code de l’outil",
    ),
    "des modèles de nulle part": (
        hook(
            "ppgp_prepare(context)",
            "return evolve(context, resources=type(context.resources)(()))",
        ),
        "F010",
        "n’a plus les modèles des autres formats",
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
