"""What one page holds: texts and pictures in their places, sizes chosen."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from ppgp_diaporama.fit.chart import ChartPage
from ppgp_diaporama.fit.frames import Frame, Layout
from ppgp_diaporama.fit.measure import Style
from ppgp_diaporama.fit.slopes import SlopesPage
from ppgp_diaporama.fit.table import TablePage
from ppgp_diaporama.fit.timeline import TimelinePage
from ppgp_diaporama.slides import Panel, Slide
from ppgp_docs.api import blocs

Drawn: TypeAlias = ChartPage | SlopesPage | TablePage | TimelinePage


@frozen
class Placed:
    """A text in its placeholder; the frame has moved when its box is not the layout's.

    ``centred`` when it stands at mid-height of its place, as one of the rows of a page; ``bar`` is
    the rank, from 1, of a text that stands under a bar of its own colour.
    """

    panel: Panel
    frame: Frame
    styles: tuple[Style, ...]
    centred: bool = False
    bar: int = 0


@frozen
class Shown:
    """A picture in its placeholder."""

    image: blocs.Image
    frame: Frame


@frozen
class Body:
    """What one page holds under its title."""

    texts: tuple[Placed, ...] = ()
    pictures: tuple[Shown, ...] = ()
    drawing: Drawn | None = None


@frozen(kw_only=True)
class Page:
    """A slide as it will be drawn."""

    slide: Slide
    layout: Layout
    title: tuple[Style, ...]
    body: Body
