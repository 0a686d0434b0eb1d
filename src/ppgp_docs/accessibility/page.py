"""The report as a page: accessible itself, one file, no script, to publish beside the documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from markupsafe import Markup

from ppgp_docs.accessibility import rules
from ppgp_docs.accessibility.page_style import PAGE, STYLE
from ppgp_docs.accessibility.rules import Checked
from ppgp_docs.francais.accords import accorder, compter
from ppgp_docs.francais.espaces import espacer

if TYPE_CHECKING:
    from ppgp_docs.accessibility.report import Audited

_TITLE: Final = "Accessibilité des documents"
_UNREAD: Final = (
    "L’outil ne sait pas vérifier ce type de fichier : une personne doit tout regarder."
)


def made(audited: Sequence[Audited]) -> str:
    """The page."""
    summary = (
        "Chaque document a été relu par un programme, règle par règle. "
        f"{compter(len(audited), 'document')} : {_result(audited)}."
        if audited
        else "Aucun document n’a été fait : rien n’a été vérifié."
    )
    return PAGE.format(
        title=_TITLE,
        style=Markup(STYLE),
        summary=espacer(summary),
        documents=_overviews(audited),
        to_look_at=Markup("\n").join(_to_look_at({each.suffix for each in audited})),
        details=Markup("\n").join(_details(audited)),
    )


def _result(audited: Sequence[Audited]) -> str:
    faulty = sum(bool(each.among(rules.FAILED)) for each in audited)
    unread = sum(not each.checks for each in audited)
    told = f"{faulty} en faute" if faulty else "aucune faute trouvée"
    return f"{told}, {compter(unread, 'non lu')}" if unread else told


def _rows(rows: Iterator[Markup]) -> Markup:
    return Markup("\n").join(rows)


def _overviews(audited: Sequence[Audited]) -> Markup:
    if not audited:
        return Markup()
    table = (
        "<table>\n<caption>Les documents, et combien de règles chacun tient</caption>\n<thead>\n"
        '<tr><th scope="col">Document</th><th scope="col">Résultat</th></tr>\n</thead>\n'
        "<tbody>\n{}\n</tbody>\n</table>"
    )
    rows = _rows(_overview(rank, each) for rank, each in enumerate(audited, 1))
    return Markup(table).format(rows)


def _overview(rank: int, audited: Audited) -> Markup:
    row = '<tr><th scope="row"><a href="#document-{}">{} ({})</a></th><td>{}</td></tr>'
    return Markup(row).format(rank, _title(audited), audited.kind, _counts(audited))


def _title(audited: Audited) -> str:
    """A title in a narrow column: it may be cut at any of its spaces."""
    return audited.artifact.title.replace("\u00a0", " ")


def _counts(audited: Audited) -> Markup:
    """How many rules are held, broken, without object, not checked; the faults first."""
    if not audited.checks:
        return Markup("Non lu")
    counts = Counter(each.result for each in audited.checks)
    held = f"{compter(counts[rules.HELD], 'règle')} {accorder(counts[rules.HELD], 'tenue')}"
    others = [f"{counts[each]} {each}" for each in (rules.VOID, rules.UNKNOWN) if counts[each]]
    broken = Markup('<strong class="faute">{} en faute</strong>, ').format(counts[rules.FAILED])
    return (broken if counts[rules.FAILED] else Markup()) + ", ".join([held, *others])


def _to_look_at(suffixes: set[str]) -> Iterator[Markup]:
    for each in rules.TO_LOOK_AT:
        if not each.suffixes or suffixes.intersection(each.suffixes):
            items = _rows(_point(*point) for point in each.points)
            yield Markup("<h3>{}</h3>\n<ul>\n{}\n</ul>").format(each.where, items)


def _point(told: str, wcag: str, rgaa: str) -> Markup:
    cited = (f"{norm} {number}" for norm, number in (("WCAG", wcag), ("RGAA", rgaa)) if number)
    return Markup("<li>{}{}</li>").format(espacer(told), _cited(" · ".join(cited)))


def _cited(norms: str) -> Markup:
    """Norms in small, none of them cut at the end of a line."""
    whole = norms.replace(" ", "\u00a0").replace("\u00a0·\u00a0", " · ")
    return Markup(' <span class="normes">{}</span>').format(whole) if norms else Markup()


def _details(audited: Sequence[Audited]) -> Iterator[Markup]:
    if audited:
        yield Markup("<h2>Document par document</h2>")
    for rank, each in enumerate(audited, 1):
        artifact = each.artifact
        head = '<h3 id="document-{}">{} ({})</h3>\n<p><a href="{}">{}</a></p>'
        link = quote(artifact.path)
        yield Markup(head).format(rank, _title(each), each.kind, link, artifact.path)
        yield _table(each) if each.checks else Markup("<p>{}</p>").format(espacer(_UNREAD))


def _table(audited: Audited) -> Markup:
    table = (
        '<table>\n<caption>{}</caption>\n<thead>\n<tr><th scope="col">Règle</th>'
        '<th scope="col">Résultat</th></tr>\n</thead>\n<tbody>\n{}\n</tbody>\n</table>'
    )
    rows = _rows(_row(each, audited.suffix) for each in audited.checks)
    return Markup(table).format(_counts(audited), rows)


def _row(check: Checked, suffix: str) -> Markup:
    row = Markup('<tr><th scope="row">{}{}</th><td>{}</td></tr>')
    return row.format(check.rule.told, _cited(check.rule.norms(suffix)), _result_in_words(check))


def _result_in_words(check: Checked) -> Markup:
    result = check.result.capitalize()
    if check.faults:
        counted = Counter(check.faults).items()
        told = " ; ".join(
            f"{text} ({count} fois)" if count > 1 else text for text, count in counted
        )
        fault = Markup('<strong class="faute">{}</strong> : {}').format(result, "{}")
        return Markup(espacer(str(fault))).format(espacer(told))
    more = check.unknown or check.seen
    return Markup(espacer("{} : {}")).format(result, more) if more else Markup(result)
