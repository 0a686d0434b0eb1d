"""What the slide template holds: its layouts, said in points on a slide of 960 × 540.

``make_template.py`` turns this into ``templates/diaporama/neutre.pptx``.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["title", "ctrTitle", "body", "pic", "chart", "tbl"]


@dataclass(frozen=True)
class Box:
    """A place on the slide, in points."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class Level:
    """How a paragraph of one level looks; ``size`` in points, ``colour`` a name of the theme."""

    size: int
    bold: bool = False
    colour: str = "tx1"
    bullet: bool = False
    before: int = 6


@dataclass(frozen=True)
class Holder:
    """A placeholder; ``fill`` is a colour of the theme, ``inset`` a margin in points."""

    kind: Kind
    idx: int
    name: str
    box: Box
    levels: tuple[Level, ...] = ()
    prompt: str = ""
    anchor: str = "t"
    align: str = "l"
    fill: str = ""
    inset: float = 0


@dataclass(frozen=True)
class Layout:
    """A named layout; ``shapes`` are flat rectangles, a colour each, behind the text.

    ``foot`` is where the footer begins.
    """

    name: str
    holders: tuple[Holder, ...]
    ground: str = "bg1"
    shapes: tuple[tuple[str, Box], ...] = ()
    marks: bool = True
    foot: int = 48


TITLE = Box(48, 22, 864, 94)
BODY = Box(48, 122, 864, 374)
BAR = ("accent2", Box(0, 34, 14, 70))
GAP = 12


def title(size: int = 36, colour: str = "accent1", box: Box = TITLE, anchor: str = "ctr") -> Holder:
    level = Level(size, bold=True, colour=colour, before=0)
    return Holder("title", 0, "Titre", box, (level,), "Le constat, en une phrase", anchor)


def body(idx: int, name: str, box: Box, *levels: Level, anchor: str = "t") -> Holder:
    return Holder("body", idx, name, box, levels, name, anchor)


def card(
    idx: int, name: str, box: Box, *levels: Level, anchor: str = "t", fill: str = "bg2"
) -> Holder:
    return Holder("body", idx, name, box, levels, name, anchor, fill=fill, inset=12)


def block(idx: int, name: str, box: Box, *levels: Level, fill: str = "bg2") -> Holder:
    return Holder("body", idx, name, box, levels, name, "ctr", fill=fill, inset=28)


def picture(idx: int, name: str, box: Box, fill: str = "") -> Holder:
    return Holder("pic", idx, name, box, (Level(18),), "L’image", fill=fill)


def grid(columns: int, rows: int, box: Box = BODY) -> list[Box]:
    width = (box.w - GAP * (columns - 1)) / columns
    height = (box.h - GAP * (rows - 1)) / rows
    return [
        Box(box.x + column * (width + GAP), box.y + row * (height + GAP), width, height)
        for row in range(rows)
        for column in range(columns)
    ]


def cards(
    name: str, boxes: list[Box], *levels: Level, anchor: str = "t", fill: str = "bg2"
) -> tuple[Holder, ...]:
    return tuple(
        card(11 + rank, f"{name} {rank + 1}", box, *levels, anchor=anchor, fill=fill)
        for rank, box in enumerate(boxes)
    )


TEXT = (
    Level(32, before=0),
    Level(30, bold=True, colour="accent1", before=12),
    Level(30, bullet=True, before=8),
)
CARD = (
    Level(26, before=4),
    Level(28, bold=True, colour="accent1", before=12),
    Level(26, bullet=True, before=4),
)
COLUMN = (
    Level(30, before=4),
    Level(30, bold=True, colour="accent1", before=12),
    Level(30, bullet=True, before=6),
)
FIGURE = (Level(22, before=2), Level(66, bold=True, colour="accent2", before=0))
WORDS = (Level(36, before=0), Level(20, bold=True, colour="accent2", before=10))
PERSON = (Level(20, before=2), Level(22, bold=True, colour="accent1", before=0))
HALVES = grid(2, 1)
PICTO = 48
"""Side of a pictogram, in points."""


def _steps() -> tuple[tuple[str, Box], ...]:
    """Steps that rise, small then large: what a cover shows when it has no picture."""
    sides, edge = (60, 76, 92, 108, 124), 960
    ends = [sum(sides[: n + 1]) for n in range(len(sides))]
    return tuple(
        ("accent2", Box(edge - ends[-1] + end - side, 540 - end, ends[-1] - end + side, end))
        for side, end in zip(sides, ends, strict=True)
    )


def _cases() -> tuple[Holder, ...]:
    """Cards, each with a place for a pictogram."""
    made = cards("Case", grid(3, 2), *CARD)
    pictos = [
        picture(21 + n, f"Pictogramme {n + 1}", Box(c.box.x + 12, c.box.y + 12, PICTO, PICTO))
        for n, c in enumerate(made)
    ]
    return (title(), *(holder for pair in zip(made, pictos, strict=True) for holder in pair))


def _before_after() -> tuple[Holder, ...]:
    label = Level(24, bold=True, colour="accent2", before=0)
    columns = [Box(48, BODY.y, 242, BODY.h), Box(302, BODY.y, 242, BODY.h)]
    captions = [Box(box.x, box.y, box.w, 36) for box in columns]
    frames = [Box(box.x, box.y + 36, box.w, box.h - 36) for box in columns]
    return (
        title(),
        body(11, "Légende avant", captions[0], label),
        picture(12, "Image avant", frames[0]),
        body(13, "Légende après", captions[1], label),
        picture(14, "Image après", frames[1]),
        body(15, "Comparaison", Box(560, BODY.y + 36, 352, BODY.h - 36), *CARD, anchor="ctr"),
    )


def _people() -> tuple[Holder, ...]:
    cells = grid(4, 1, Box(48, 160, 864, 290))
    pictures = [
        picture(21 + n, f"Portrait {n + 1}", Box(c.x, c.y, c.w, 180), "bg2")
        for n, c in enumerate(cells)
    ]
    texts = [
        body(11 + n, f"Personne {n + 1}", Box(c.x, c.y + 190, c.w, 110), *PERSON)
        for n, c in enumerate(cells)
    ]
    return (title(), *(holder for pair in zip(pictures, texts, strict=True) for holder in pair))


LAYOUTS = (
    Layout(
        "Couverture",
        (
            Holder(
                "ctrTitle",
                0,
                "Titre",
                Box(56, 110, 400, 216),
                (Level(42, bold=True, colour="accent6", before=0),),
                "Le titre",
                "b",
            ),
            body(11, "Sous-titre", Box(56, 350, 400, 110), Level(24, colour="accent6")),
            picture(12, "Image de couverture", Box(500, 0, 460, 540)),
            picture(13, "Logo", Box(56, 464, 160, 48), "bg1"),
        ),
        "accent1",
        (("accent2", Box(56, 334, 96, 6)), *_steps()),
        marks=False,
    ),
    Layout(
        "Intercalaire",
        (
            body(
                11,
                "Numéro",
                Box(48, 124, 184, 146),
                Level(32, bold=True, colour="accent6", before=0),
                anchor="b",
            ),
            title(60, "accent6", Box(288, 84, 624, 186), "b"),
            body(12, "Sous-titre", Box(288, 304, 624, 150), Level(30, colour="accent6", before=0)),
        ),
        "accent1",
        (("accent2", Box(0, 0, 240, 540)), ("accent4", Box(288, 284, 96, 4))),
        foot=288,
    ),
    Layout("Texte", (title(), block(11, "Texte", BODY, *TEXT)), shapes=(BAR,)),
    Layout(
        "Chiffres", (title(), *cards("Chiffre", grid(3, 2), *FIGURE, anchor="ctr")), shapes=(BAR,)
    ),
    Layout("Liste", (title(), block(11, "Liste", BODY, *TEXT)), shapes=(BAR,)),
    Layout("Deux colonnes", (title(), *cards("Colonne", HALVES, *COLUMN)), shapes=(BAR,)),
    Layout("Cases", _cases(), shapes=(BAR,)),
    Layout(
        "Texte et image",
        (
            title(),
            block(11, "Texte", HALVES[0], *TEXT),
            picture(12, "Image", HALVES[1]),
        ),
        shapes=(BAR,),
    ),
    Layout(
        "Citation",
        (
            title(),
            block(11, "Citation", BODY, Level(40, before=0), WORDS[1], fill="accent4"),
        ),
        shapes=(BAR, ("accent2", Box(40, BODY.y, 8, BODY.h))),
    ),
    Layout(
        "Paroles",
        (title(), *cards("Parole", grid(2, 2), *WORDS, anchor="ctr", fill="accent4")),
        shapes=(BAR,),
    ),
    Layout("Avant-après", _before_after(), shapes=(BAR,)),
    Layout("Personnes", _people(), shapes=(BAR,)),
    Layout(
        "Chronologie",
        (
            title(),
            body(
                11,
                "Frise",
                BODY,
                Level(26, before=2),
                Level(26, bold=True, colour="accent2", before=0),
                Level(26, bullet=True, before=4),
            ),
        ),
        shapes=(BAR,),
    ),
    Layout(
        "Graphique",
        (
            title(),
            Holder("chart", 12, "Graphique", Box(48, 130, 864, 298), (Level(20),)),
            body(11, "Lecture", Box(48, 436, 864, 50), Level(18, before=0), anchor="b"),
        ),
        shapes=(BAR,),
    ),
    Layout(
        "Tableau",
        (title(), Holder("tbl", 11, "Tableau", BODY, (Level(20),))),
        shapes=(BAR,),
    ),
    Layout(
        "Contact",
        (
            title(40, "accent6", Box(72, 56, 816, 110), "b"),
            body(11, "Texte", Box(72, 180, 816, 100), Level(26, colour="accent6", before=0)),
            *(
                Holder(
                    "body",
                    12 + n,
                    f"Contact {n + 1}",
                    box,
                    (
                        Level(22, colour="accent6", before=2),
                        Level(24, bold=True, colour="accent6", before=0),
                    ),
                    "Un contact",
                    fill="accent2",
                    inset=18,
                    anchor="ctr",
                )
                for n, box in enumerate(grid(2, 1, Box(72, 300, 816, 160)))
            ),
        ),
        "accent1",
        (("accent2", Box(0, 0, 40, 540)),),
    ),
)
