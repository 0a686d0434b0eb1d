"""The namespaces of Office Open XML (ISO/IEC 29500, transitional), for all who read or write it."""

from __future__ import annotations

from typing import Final

_SCHEMAS: Final = "http://schemas.openxmlformats.org"

WORD: Final = f"{_SCHEMAS}/wordprocessingml/2006/main"
PRESENTATION: Final = f"{_SCHEMAS}/presentationml/2006/main"
SPREADSHEET: Final = f"{_SCHEMAS}/spreadsheetml/2006/main"
DRAWING: Final = f"{_SCHEMAS}/drawingml/2006/main"
PLACED_IN_WORD: Final = f"{_SCHEMAS}/drawingml/2006/wordprocessingDrawing"
PLACED_IN_EXCEL: Final = f"{_SCHEMAS}/drawingml/2006/spreadsheetDrawing"
CHART: Final = f"{_SCHEMAS}/drawingml/2006/chart"
DIAGRAM: Final = f"{_SCHEMAS}/drawingml/2006/diagram"
DECORATIVE: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
FORMULA: Final = f"{_SCHEMAS}/officeDocument/2006/math"
ALTERNATIVES: Final = f"{_SCHEMAS}/markup-compatibility/2006"
EXTENDED_PROPERTIES: Final = f"{_SCHEMAS}/officeDocument/2006/extended-properties"
CUSTOM_XML: Final = f"{_SCHEMAS}/officeDocument/2006/customXml"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"

RELATIONS: Final = f"{_SCHEMAS}/officeDocument/2006/relationships"
"""Of attributes (``r:id``), and the beginning of the kinds of relations."""

PACKAGE_RELATIONS: Final = f"{_SCHEMAS}/package/2006/relationships"
CONTENT_TYPES: Final = f"{_SCHEMAS}/package/2006/content-types"
