"""What plugins do when they check a dossier."""

from __future__ import annotations

from tests.plugin.abuses.writing import Abuse, check, hook

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
