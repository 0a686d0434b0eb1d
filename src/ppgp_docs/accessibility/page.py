"""The report as a page: accessible itself, one file, no script, to publish beside the documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from ppgp_docs.accessibility.rules import TO_LOOK_AT, Checked
from ppgp_docs.francais.accords import accorder, compter
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.accessibility.report import Audited

_STYLE: Final = """\
:root { color-scheme: light dark; --fond: #fff; --texte: #1d2733; --trait: #67758a;
  --faute: #a3201d }
@media (prefers-color-scheme: dark) {
  :root { --fond: #14191f; --texte: #e8edf2; --trait: #8b99ad; --faute: #ff9d97 }
}
body { margin: 0 auto; padding: 2rem 1rem 4rem; max-width: 60rem; background: var(--fond);
  color: var(--texte); font: 1rem/1.6 system-ui, sans-serif }
h1 { line-height: 1.2 } h2 { margin-top: 3rem } h3 { margin-top: 2rem }
.tableau { overflow-x: auto } table { border-collapse: collapse; width: 100% }
caption { text-align: start; padding-bottom: .5rem }
th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0;
  border-bottom: 1px solid var(--trait) }
.faute { color: var(--faute); font-weight: 600 }
@media (max-width: 40rem) {
  thead { position: absolute; clip-path: inset(50%) }
  tr, th, td { display: block; border: 0; padding: 0 }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--trait) }
}
a { color: inherit } a:focus-visible { outline: 3px solid; outline-offset: 2px }
"""

_PAGE: Final = Markup("""\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{summary}</p>
<p>{norms}</p>
<h2>Ce qu’une personne doit encore regarder</h2>
<p>{looked}</p>
<ul>
{to_look_at}
</ul>
<h2>Document par document</h2>
{documents}
</main>
</body>
</html>
""")

_NORMS: Final = (
    "Les règles sont celles de PDF/UA-1 (ISO 14289-1), du RGAA 4.1, de WCAG 2.2 et de la norme "
    "EN 301 549. Ce rapport ne vaut pas déclaration de conformité : il dit ce qu’un programme a pu "
    "vérifier, et ce qu’il ne peut pas voir."
)
_LOOKED: Final = "Aucun programme ne peut en juger, dans aucun de ces documents :"


def made(audited: Sequence[Audited]) -> str:
    """The page."""
    faults = [each for each in audited if any(check.faults for check in each.checks)]
    count = len(audited)
    summary = f"{compter(count, 'document')} {accorder(count, 'vérifié')} : {_result(len(faults))}"
    looks = (Markup("<li>{} ({})</li>").format(told, norms) for told, norms in TO_LOOK_AT)
    return _PAGE.format(
        title="Accessibilité des documents",
        style=Markup(_STYLE),
        summary=espacer(summary),
        norms=espacer(_NORMS),
        looked=espacer(_LOOKED),
        to_look_at=Markup("\n").join(looks),
        documents=Markup("\n").join(_documents(audited)),
    )


def _result(faults: int) -> str:
    return f"{faults} en faute." if faults else "aucune faute trouvée."


def _documents(audited: Sequence[Audited]) -> Iterator[Markup]:
    for each in audited:
        artifact = each.artifact
        link = Markup('<h3><a href="{}">{}</a></h3>').format(artifact.path, artifact.path)
        yield link
        yield Markup("<p>{}</p>").format(artifact.title)
        yield _table(each) if each.checks else Markup("<p>{}</p>").format(_UNREAD)


_UNREAD: Final = "Aucun programme d’ici ne lit ce type de fichier : tout est à regarder."
_TABLE: Final = Markup("""\
<div class="tableau" tabindex="0" role="region" aria-label="Règles, {path}"><table>
<caption>{caption}</caption>
<thead>
<tr><th scope="col">Règle</th><th scope="col">Normes</th><th scope="col">Résultat</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table></div>""")


def _table(audited: Audited) -> Markup:
    held = sum(not check.faults for check in audited.checks)
    caption = f"{held} règles respectées sur {len(audited.checks)}"
    rows = (_row(audited, check) for check in audited.checks)
    return _TABLE.format(path=audited.artifact.path, caption=caption, rows=Markup("\n").join(rows))


def _row(audited: Audited, check: Checked) -> Markup:
    counted = [(text, len(list(same))) for text, same in groupby(sorted(check.faults))]
    told = " ; ".join(f"{text} ({count} fois)" if count > 1 else text for text, count in counted)
    result = (
        Markup('<span class="faute">En faute</span> : {}').format(espacer(told))
        if told
        else Markup("Conforme")
    )
    row = Markup('<tr><th scope="row">{}</th><td>{}</td><td>{}</td></tr>')
    return row.format(check.rule.told, audited.norms(check.rule), result)
