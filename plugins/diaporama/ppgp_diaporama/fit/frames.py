"""What a template offers: its layouts by name, their placeholders, the look of each level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn

from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.template import reading
from ppgp_diaporama.words import MOST
from ppgp_docs.api import HandledError, Span, compter, error

POINT: Final = 12700
"""EMU in a point."""

LAYOUTS: Final = {
    "Couverture": (1, 1, 0),
    "Intercalaire": (2, 0, 0),
    "Texte": (1, 0, 0),
    "Chiffres": (1, 0, 0),
    "Liste": (1, 0, 0),
    "Deux colonnes": (2, 0, 0),
    "Cases": (1, 0, 0),
    "Texte et image": (1, 1, 0),
    "Citation": (1, 0, 0),
    "Paroles": (1, 0, 0),
    "Avant-après": (2, 2, 0),
    "Personnes": (1, 1, 0),
    "Chronologie": (1, 0, 0),
    "Graphique": (1, 0, 1),
    "Tableau": (0, 0, 1),
    "Contact": (2, 0, 0),
}
"""The names that a template's layouts must bear; the texts, pictures, and charts or tables that
each must have room for, beside its title."""

OPTIONAL: Final = {"Image": (0, 1, 0)}
"""The same for layouts that a template may do without."""

_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_DRAWINGS: Final = (PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE)
_TEXTS: Final = (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.OBJECT)
_LEVELS: Final = 3
_KINDS: Final = (
    "de titre",
    "de texte",
    "d’image",
    "de graphique ou de tableau",
)
_HINT: Final = "ajoutez un espace réservé dans le masque des diapositives"


@frozen
class Box:
    """A place on a slide, in points."""

    x: float
    y: float
    w: float
    h: float


@frozen
class Frame:
    """A placeholder of a layout: where it is, its inner margins in points, its levels.

    ``lead`` is the room kept at the left of the text for a pictogram or a number,
    ``words`` how many words all texts of the slide may have. A text ``hangs`` from the top of its
    place, where nothing centres it nor sets it at its foot. A few words of it ``grow`` to the
    size of titles unless the title above is set smaller.
    """

    idx: int
    box: Box
    inset: tuple[float, float]
    styles: tuple[Style, ...]
    lead: float = 0.0
    words: int = MOST
    hangs: bool = True
    grows: bool = True

    @property
    def room(self) -> Box:
        """The place left for text."""
        (across, down), box = self.inset, self.box
        return Box(box.x, box.y, box.w - across - self.lead, box.h - down)

    def at(self, box: Box) -> Frame:
        """The same frame elsewhere."""
        return evolve(self, box=box)


RULE: Final = "Filet"
"""The shape of a layout that stands beside its first text: each text is given one alike."""


PROGRESS: Final = "Avancement"
"""The shape of a divider that is drawn once for each part, those to come being dimmed."""


@frozen
class Rule:
    """A thin shape beside a text: above it, or at its left when ``upright``; in points.

    ``gap`` parts it from the text.
    """

    element: Any
    thickness: float
    gap: float
    upright: bool

    def beside(self, box: Box, height: float) -> Box:
        """Its place for a text, whose ``height`` it has when it is upright."""
        away = self.gap + self.thickness
        if self.upright:
            return Box(box.x - away, box.y, self.thickness, min(height, box.h))
        return Box(box.x, box.y - away, box.w, self.thickness)


@frozen
class Layout:
    """A layout and its frames, in the order of their indices.

    ``rule`` when its texts have one; ``progress`` is a step of a progress, on a divider.
    """

    name: str
    native: Any
    title: Frame
    texts: tuple[Frame, ...]
    pictures: tuple[Frame, ...]
    drawing: Frame | None
    rule: Rule | None = None
    progress: Any = None

    def holding(self, words: int) -> Layout:
        """The same layout, for a slide whose texts may have so many words."""
        texts = tuple(evolve(frame, words=words) for frame in self.texts)
        drawing = evolve(self.drawing, words=words) if self.drawing else None
        return evolve(self, texts=texts, drawing=drawing)


def layouts(presentation: Any, file: Path) -> dict[str, Layout]:
    """The layouts that the deck needs, by name.

    Raises HandledError naming each one that the template lacks, or the first that is damaged.
    """
    with reading(file):
        native = {layout.name: layout for layout in presentation.slide_layouts}
    hint = "renommez une disposition dans le masque des diapositives, ou repartez du modèle fourni"
    missing = (
        error("R201", f"le modèle `{file.name}` n’a pas de disposition `{name}`", Span(file), hint)
        for name in LAYOUTS
        if name not in native
    )
    if lacking := [*missing]:
        raise HandledError(*lacking)
    own = (name for name in (*LAYOUTS, *OPTIONAL) if name in native)
    return {name: _layout(name, native[name], file) for name in own}


def _layout(name: str, native: Any, file: Path) -> Layout:
    with reading(file, name):
        return _read(name, native, file)


def _read(name: str, native: Any, file: Path) -> Layout:
    titles = tuple(_frames(native, _TITLES))
    texts = tuple(_frames(native, _TEXTS))
    pictures = tuple(_frames(native, (PP_PLACEHOLDER.PICTURE,)))
    drawings = tuple(_frames(native, _DRAWINGS))
    asked = (1, *(LAYOUTS | OPTIONAL)[name])
    needs = zip(_KINDS, (titles, texts, pictures, drawings), asked, strict=True)
    lacking = [
        f"{compter(most, 'zone')} {kind}" for kind, found, most in needs if len(found) < most
    ]
    if lacking:
        message = f"la disposition `{name}` du modèle `{file.name}` doit avoir au moins"
        raise HandledError(error("R202", f"{message} {', '.join(lacking)}", Span(file), _HINT))
    drawing = drawings[0] if drawings else None
    rule, progress = _rule(native, texts), _taken_off(native, PROGRESS)
    return Layout(name, native, titles[0], texts, pictures, drawing, rule, progress)


def _rule(native: Any, texts: Sequence[Frame]) -> Rule | None:
    """The rule of the first text, taken off the layout: its slides have their own."""
    sample = _taken_off(native, RULE)
    if sample is None or not texts:
        return None
    place, box = _box(sample), texts[0].box
    if place.h > place.w:
        return Rule(sample._element, place.w, box.x - place.x - place.w, upright=True)
    return Rule(sample._element, place.h, box.y - place.y - place.h, upright=False)


def _taken_off(native: Any, name: str) -> Any:
    """The shape of that name, if the layout has it, which stays on no slide by itself."""
    shape = next((each for each in native.shapes if each.name == name), None)
    if shape is not None:
        shape._element.getparent().remove(shape._element)
    return shape


def _box(shape: Any) -> Box:
    return Box(*(value / POINT for value in (shape.left, shape.top, shape.width, shape.height)))


def _frames(native: Any, kinds: tuple[Any, ...]) -> Iterator[Frame]:
    holders = [each for each in native.placeholders if each.placeholder_format.type in kinds]
    for holder in sorted(holders, key=lambda each: each.placeholder_format.idx):
        hangs = _props(holder).get("anchor", "t") == "t"
        yield Frame(
            holder.placeholder_format.idx,
            _box(holder),
            _inset(holder),
            _styles(holder, native),
            hangs=hangs,
        )


def _props(holder: Any) -> Any:
    """What a placeholder says of its text: its margins, where it stands."""
    body = holder._element.find(".//" + qn("a:bodyPr"))
    return {} if body is None else body


def _inset(holder: Any) -> tuple[float, float]:
    """The margins, left plus right and top plus bottom; PowerPoint's own when none is stated."""
    body = _props(holder)

    def margin(name: str, default: int) -> float:
        return int(body.get(name, default)) / POINT

    return (
        margin("lIns", 91440) + margin("rIns", 91440),
        margin("tIns", 45720) + margin("bIns", 45720),
    )


def _styles(holder: Any, native: Any) -> tuple[Style, ...]:
    is_title = holder.placeholder_format.type in _TITLES
    master = native.slide_master._element
    standing = master.find(".//" + qn("p:titleStyle" if is_title else "p:bodyStyle"))
    own = holder._element.find(".//" + qn("a:lstStyle"))
    return tuple(_style([own, standing], level) for level in range(1, _LEVELS + 1))


def _style(lists: list[Any], level: int) -> Style:
    """The look of a level: what the layout says, else the master."""
    found = [
        props
        for each in lists
        if each is not None and (props := each.find(qn(f"a:lvl{level}pPr"))) is not None
    ]
    return Style(
        size=int(_first(found, "a:defRPr", "sz") or 1800) / 100,
        bold=_first(found, "a:defRPr", "b") == "1",
        spacing=int(_first(found, "a:lnSpc/a:spcPct", "val") or 100000) / 100000,
        before=int(_first(found, "a:spcBef/a:spcPts", "val") or 0) / 100,
        hang=int(_first(found, ".", "marL") or 0) / POINT,
    )


def _first(found: list[Any], path: str, name: str) -> str | None:
    """The first value of an attribute among the properties, nearest first."""
    steps = "/".join(qn(step) if ":" in step else step for step in path.split("/"))
    for props in found:
        node = props if path == "." else props.find(steps)
        if node is not None and node.get(name) is not None:
            return str(node.get(name))
    return None
