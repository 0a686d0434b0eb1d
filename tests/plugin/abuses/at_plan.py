"""What formats do when they say which documents they make."""

from __future__ import annotations

from tests.plugin.abuses.writing import Abuse, format, hook

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
