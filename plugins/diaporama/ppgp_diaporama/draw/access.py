"""What a screen reader is told of a shape: its alternative text, or that it is decorative."""

from __future__ import annotations

from typing import Any, Final

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

_DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_URI: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"


def describe(shape: Any, text: str) -> None:
    """Give a shape its alternative text."""
    _properties(shape).set("descr", text)


def decorate(shape: Any) -> None:
    """Mark a shape as decorative: nothing is read."""
    properties = _properties(shape)
    properties.set("descr", "")
    properties.append(
        parse_xml(
            f"<a:extLst {nsdecls('a')}>"
            f'<a:ext uri="{_URI}"><adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext>'
            "</a:extLst>"
        )
    )


def _properties(shape: Any) -> Any:
    return next(shape._element.iter(qn("p:cNvPr")))
