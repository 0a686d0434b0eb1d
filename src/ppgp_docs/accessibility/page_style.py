"""What every report of accessibility says and how it looks."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from ppgp_docs.francais.espaces import espacer

STYLE: Final = """\
:root { color-scheme: light dark; --fond: #fff; --texte: #1d2733; --doux: #4f5d6e; --trait: #c3ccd6;
  --pale: #f3f6f9; --faute: #a3201d;
  --titre: #1e3a5f }
@media (prefers-color-scheme: dark) {
  :root { --fond: #14191f; --texte: #e8edf2; --doux: #aab6c4; --trait: #3c4856; --pale: #1c232b;
    --faute: #ff9d97; --titre: #a9c8ee }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--fond); color: var(--texte);
  font: 1.0625rem/1.55 "Source Sans Pro", "Source Sans 3", system-ui, sans-serif }
header { background: #1e3a5f; color: #fff; padding: 3rem 1.125rem 2.5rem }
header > *, main { max-width: 52rem; margin-inline: auto }
main { padding: 2rem 1.125rem 5rem }
h1 { margin-block: 0 1rem; font-size: clamp(1.75rem, 5vw, 2.5rem); line-height: 1.15 }
h2 { margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 3px solid; color: var(--titre);
  font-size: 1.5rem;
  line-height: 1.2 }
h3 { margin: 2rem 0 .25rem; color: var(--titre); font-size: 1.125rem; line-height: 1.3 }
h3 + p, h3 + ul { margin-top: .25rem }
ul { padding-inline-start: 1.25rem } main p, li { max-width: 40rem; overflow-wrap: anywhere }
li + li { margin-top: .375rem }
table { border-collapse: collapse; width: 100%; margin-top: 1rem; table-layout: fixed }
caption { text-align: start; padding-bottom: .5rem; color: var(--doux) }
th, td { width: 42%; text-align: start; vertical-align: top; padding: .5rem 1rem .5rem 0;
  border-bottom: 1px solid var(--trait); overflow-wrap: break-word }
th:first-child { width: 58% } td { padding-inline-end: 0 }
thead th { color: var(--doux); font-size: .875rem }
tbody th { font-weight: 500 }
.normes { display: block; color: var(--doux); font-size: .875rem; font-weight: 400;
  line-height: 1.4 }
.faute { color: var(--faute) }
a { color: inherit; text-underline-offset: .15em } a:hover { text-decoration-thickness: 2px }
a:focus-visible { outline: 3px solid; outline-offset: 2px; border-radius: 1px }
@media print {
  :root { --fond: #fff; --texte: #000; --doux: #333; --trait: #999; --faute: #7a1512 }
  header { background: none; color: #000; padding: 0 } main { padding: 0 }
  header > *, main { max-width: none } body { font-size: 10pt }
  h2, h3, h3 + p, caption { break-after: avoid } tr, li { break-inside: avoid }
}
"""

_NORMS: Final = (
    "PDF/UA-1 (ISO 14289-1) : ce qu’un PDF doit contenir pour être lu par tous ; PDF/A-2a "
    "(ISO 19005-2) pour ceux que l’on archive.",
    "WCAG 2.2, du W3C, niveaux A et AA.",
    "EN 301 549, la norme européenne : son chapitre 9 parle des pages web, son chapitre 10 des "
    "autres documents.",
    "RGAA 4.1, ce que la loi demande aux administrations (loi n° 2005-102, article 47) : ses "
    "thèmes 1 à 12 parlent des pages web ; son critère 13.3 demande qu’un document à télécharger "
    "soit accessible ou ait une version qui le soit, son critère 13.4 que cette version dise la "
    "même chose.",
)
_LIMITS: Final = (
    "« Conforme » veut dire qu’un programme n’a rien trouvé à redire sur cette règle, dans ce "
    "fichier ; « sans objet », que le fichier n’a rien à quoi la règle s’applique ; « non "
    "vérifié », que le programme qui le vérifie n’a pas répondu. Ce rapport n’est ni un audit ni "
    "la déclaration d’accessibilité qu’un site doit publier : il y aide."
)

PAGE: Final = Markup("""\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{{title}}</title>
<style>
{{style}}</style>
</head>
<body>
<header>
<h1>{{title}}</h1>
<p>{{summary}}</p>
</header>
<main>
{{documents}}
<h2>Ce qu’une personne doit encore regarder</h2>
<p>L’outil ne peut pas en juger.</p>
{{to_look_at}}
{{details}}
<h2>Les normes, et ce que dit ce rapport</h2>
<ul>
{norms}
</ul>
<p>{limits}</p>
</main>
</body>
</html>
""").format(
    norms=Markup("\n").join(Markup("<li>{}</li>").format(espacer(each)) for each in _NORMS),
    limits=espacer(_LIMITS),
)
