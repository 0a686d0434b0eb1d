"""What the author of a template does not see in Word: pictures that say nothing, tables without
headers, styles that are gone, and signs that look like tags and would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ppgp_docs.api import Severity, ne_dit_rien
from ppgp_fiche_action.template.faults import Fault
from ppgp_fiche_action.template.known import FieldKind, Group, leaves
from ppgp_fiche_action.template.marks import blanked
from ppgp_fiche_action.template.places import PlacedParagraph, Story, pieces, spots, stories
from ppgp_fiche_action.word.ooxml import Element, qn
from ppgp_fiche_action.word.styles import Style, Styles, missing_styles

_CONTROL: Final = re.compile(r"(?:for|endfor|if|elif|else|endif)\b")
_BRACES: Final = re.compile(
    r"[{｛❴]\s*[{｛❴%]\s*(?P<double>[^{}｛｝]*?)\s*[%}｝❵]\s*[}｝❵]"
    r"|(?<![{$])\{\s*(?P<single>[^{}%]+?)\s*\}(?!\})"
)
_OTHER_MARKS: Final = re.compile(
    r"«(?P<a>[\w.]+)»|<<\s*(?P<b>[\w.]+)\s*>>|\[\[\s*(?P<c>[\w.]+)\s*\]\]"
    r"|\$\{?\s*(?P<d>[\w.]+)\s*\}?|\(\(\s*(?P<e>[\w.]+)\s*\)\)"
    r"|[«\[%]\s*(?P<f>\w{1,60}[._][\w.]{1,200})\s*[»\]%]"
)
"""How other programs mark a field; only the name of one of ours makes it more than a text. A word
between quotation marks has spaces around it, a field of a mailing has none."""

_LONG_SPACES: Final = re.compile(r"\s{2,}")
_HALVES: Final = ("{{", "}}", "{%", "%}")
"""What opens or closes a tag is told with the tags."""

_DESCRIBE: Final = (
    "dans Word, cliquez l’image avec le bouton droit, puis « Afficher le texte de remplacement » : "
    "dites en une phrase ce qu’elle montre, ou cochez « décorative »"
)
_REPEAT: Final = (
    "dans Word, cliquez dans la première ligne, puis « Disposition », "
    "« Répéter les lignes d’en-tête »"
)


def looks(document: Any, known: Group) -> Iterator[Fault]:
    """All that shows, or does not, in a python-docx document; its tags are another matter."""
    defined = Styles.of(document.styles.element)
    if lost := [style for style in Style if style not in defined.ids]:
        message, hint = missing_styles(lost)
        yield Fault("R301", message, (hint,), severity=Severity.WARNING)
    fields = _fields(known)
    for story in stories(document):
        found = [*spots(story.root, story.label)]
        for spot in found:
            yield from _pictures(spot)
            yield from _lookalikes(spot, fields)
            yield from _undefined(spot, frozenset(defined.ids.values()))
        yield from _tables(story, found)


def _pictures(spot: PlacedParagraph) -> Iterator[Fault]:
    """R319: a picture without alternative text, or with one that says nothing of it."""
    for holder in spot.paragraph.iter("{*}inline", "{*}anchor", "{*}shape"):
        if next(holder.iterancestors(qn("p"))) is not spot.paragraph or not _is_picture(holder):
            continue
        properties = [*holder.iter("{*}docPr", "{*}cNvPr")]
        said = [holder.get("alt"), *(each.get("descr") for each in properties)]
        texts = [text.strip() for text in said if text and text.strip()]
        if not (_is_decorative(holder) or any(not ne_dit_rien(text) for text in texts)):
            name = next((each.get("name") for each in properties if each.get("name")), "")
            told = f"l’image « {name} »" if name else "une image"
            message = f"{told} n’a pas de texte de remplacement"
            if texts:
                message = f"le texte de remplacement `{texts[0]}` ne dit rien de l’image"
            yield Fault("R319", message, (_DESCRIBE,), spot.place, spot.paragraph)


def _is_decorative(holder: Element) -> bool:
    marks = [*holder.iter("{*}decorative")]
    return any(mark.get("val") not in ("0", "false") for mark in marks)


def _is_picture(holder: Element) -> bool:
    """A drawing of a picture, or the old kind; not the twin of one kept for old programs."""
    fallback = next(holder.iterancestors("{*}Fallback"), None)
    return fallback is None and next(holder.iter("{*}pic", "{*}imagedata"), None) is not None


def _lookalikes(spot: PlacedParagraph, fields: Mapping[str, str]) -> Iterator[Fault]:
    """R321: what was meant as a tag, and would be printed as it is."""
    whole = "".join(piece.text for piece in pieces(spot.paragraph) if not piece.attribute)
    text = _LONG_SPACES.sub(" ", blanked(whole))  # each may stand on either side of what is sought
    for found in (*_BRACES.finditer(text), *_OTHER_MARKS.finditer(text)):
        if not any(half in found[0] for half in _HALVES) and (right := _meant(found, fields)):
            message = f"`{found[0]}` ressemble à une balise, et s’imprimerait tel quel"
            yield Fault("R321", message, (f"écrivez `{right}`",), spot.place, spot.paragraph)
    for field in spot.paragraph.iter(qn("instrText"), qn("fldSimple")):
        if "MERGEFIELD" in (field.get(qn("instr")) or field.text or ""):
            message = "un champ de publipostage de Word ne sera pas rempli"
            hint = "effacez-le, et tapez une balise à sa place : `{{ fiche.titre }}`"
            yield Fault("R321", message, (hint,), spot.place, spot.paragraph)


def _meant(found: re.Match[str], fields: Mapping[str, str]) -> str:
    """The tag that was meant, if any: a field of ours, a word of control, or double braces."""
    groups = found.groupdict()
    says = next(group for group in groups.values() if group is not None).strip()
    if _CONTROL.match(says):
        return f"{{% {says} %}}"
    name = re.sub(r"^p\s+", "", says)
    if name in fields:
        return fields[name]
    return f"{{{{ {says} }}}}" if groups.get("double") else ""


def _fields(known: Group) -> dict[str, str]:
    """The tag of each field by its path and by its last word."""
    tags = {
        path: f"{{{{{'p' if kind is FieldKind.BLOCK else ''} {path} }}}}"
        for path, kind in leaves(known)
    }
    return {path.rpartition(".")[2]: tag for path, tag in reversed(tags.items())} | tags


def _undefined(spot: PlacedParagraph, defined: frozenset[str]) -> Iterator[Fault]:
    """R301: a style that is asked for and that the file does not have."""
    asked = spot.paragraph.iter(qn("pStyle"), qn("rStyle"))
    own = [each for each in asked if next(each.iterancestors(qn("p"))) is spot.paragraph]
    lost = {each.get(qn("val")) for each in own} - defined - {None}
    for name in sorted(lost):
        message = f"le style `{name}` est employé ici, et le modèle ne l’a plus"
        hint = "donnez un autre style à ces mots, ou recréez celui-ci"
        yield Fault("R301", message, (hint,), spot.place, spot.paragraph, Severity.WARNING)


def _tables(story: Story, found: list[PlacedParagraph]) -> Iterator[Fault]:
    """R320: a table whose first row is not its header; a row or a column alone is a frame."""
    if story.label not in ("", "note de bas de page", "note de fin"):
        return
    for table in story.root.iter(qn("tbl")):
        rows = [row for row in table.iter(qn("tr")) if _own(row, table) and not _is_control(row)]
        columns = max((len([*row.iter(qn("tc"))]) for row in rows), default=0)
        if len(rows) > 1 and columns > 1 and not _is_header(rows[0]):
            inside = (spot for spot in found if table in spot.paragraph.iterancestors())
            spot = next(inside, None)
            place = spot.place.partition(", ligne")[0] if spot else ""
            paragraph = spot.paragraph if spot else None
            message = "aucune ligne de ce tableau n’est son en-tête"
            yield Fault("R320", message, (_REPEAT,), place, paragraph, Severity.WARNING)


def _own(row: Element, table: Element) -> bool:
    return next(row.iterancestors(qn("tbl"))) is table


def _is_control(row: Element) -> bool:
    """A row that only holds `{%tr for … %}` or its end goes away."""
    text = "".join(node.text or "" for node in row.iter(qn("t"))).strip()
    return bool(re.fullmatch(r"\{%tr\s.*%\}", text, re.DOTALL))


def _is_header(row: Element) -> bool:
    mark = row.find(f"{qn('trPr')}/{qn('tblHeader')}")
    return mark is not None and mark.get(qn("val")) not in ("0", "false", "off")
