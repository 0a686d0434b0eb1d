"""Draws the first Word templates of the plugin; nothing imports it at run time.

Kept as the record of how ``fiche.docx`` and ``recapitulatif.docx`` began, in
``templates/fiche-action``. From then on those files are the source of truth: people edit them in
Word, and running this again would lose their work.

usage: python plugins/fiche-action/make_template FOLDER
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType
from typing import Final

import body
import recapitulatif
from fonts import font_files, font_table
from styles import NAMESPACES, NUMBERING, STYLES, THEME

from ppgp_docs.assets.zipfiles import normalised_zip

HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def relations(*targets: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{type_}" Target="{target}"/>'
        for id_, type_, target in targets
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def content_types() -> str:
    parts = {
        "word/document.xml": f"{WORD}.document.main+xml",
        "word/styles.xml": f"{WORD}.styles+xml",
        "word/numbering.xml": f"{WORD}.numbering+xml",
        "word/settings.xml": f"{WORD}.settings+xml",
        "word/fontTable.xml": f"{WORD}.fontTable+xml",
        "word/header1.xml": f"{WORD}.header+xml",
        "word/footer1.xml": f"{WORD}.footer+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="odttf" '
        'ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>'
        f"{overrides}</Types>"
    )


def parts(content: ModuleType) -> dict[str, str]:
    links = ("styles", "numbering", "settings", "fontTable", "theme")
    targets = [(f"rId{n}", f"{RELATIONS}/{name}", f"{name}.xml") for n, name in enumerate(links, 1)]
    targets[4] = ("rId5", f"{RELATIONS}/theme", "theme/theme1.xml")
    targets += [("rId10", f"{RELATIONS}/header", "header1.xml")]
    targets += [("rId11", f"{RELATIONS}/footer", "footer1.xml")]
    fonts = [(f"rId{n}", f"{RELATIONS}/font", f"fonts/font{n}.odttf") for n in range(1, 5)]
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relations(
            ("rId1", f"{RELATIONS}/officeDocument", "word/document.xml"),
            ("rId2", core, "docProps/core.xml"),
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{content.TITLE}</dc:title><dc:language>fr-FR</dc:language>"
            "</cp:coreProperties>"
        ),
        "word/_rels/document.xml.rels": relations(*targets),
        "word/_rels/fontTable.xml.rels": relations(*fonts),
        "word/document.xml": (
            f"<w:document {NAMESPACES}><w:body>{content.body()}</w:body></w:document>"
        ),
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{content.header()}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{content.footer()}</w:ftr>",
        "word/styles.xml": STYLES.replace(f'w:pos="{body.WIDTH}"', f'w:pos="{content.WIDTH}"'),
        "word/numbering.xml": NUMBERING,
        "word/theme/theme1.xml": THEME,
        "word/fontTable.xml": font_table(),
        "word/settings.xml": (
            f"<w:settings {NAMESPACES}><w:embedTrueTypeFonts/>"
            '<w:defaultTabStop w:val="708"/><w:compat><w:compatSetting '
            'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
            'w:val="15"/></w:compat><w:themeFontLang w:val="fr-FR"/>'
            '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
        ),
    }


def main(folder: Path) -> None:
    for name, content in (("fiche", body), ("recapitulatif", recapitulatif)):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for part, text in parts(content).items():
                archive.writestr(part, HEAD + text)
            for part, data in font_files().items():
                archive.writestr(part, data)
        (folder / f"{name}.docx").write_bytes(normalised_zip(out.getvalue()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
