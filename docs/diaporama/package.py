"""The package around the parts of the slide template: types, relations, properties."""

from layouts import Level
from parts import NS, OFFICE, levels

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = {
    "presentation": "ppt/presentation.xml",
    "presProps": "ppt/presProps.xml",
    "viewProps": "ppt/viewProps.xml",
    "tableStyles": "ppt/tableStyles.xml",
    "slideMaster": "ppt/slideMasters/slideMaster1.xml",
    "notesMaster": "ppt/notesMasters/notesMaster1.xml",
}


def content_types(layouts: int) -> str:
    main = "application/vnd.openxmlformats-officedocument"
    overrides = {
        f"/{name}": f"{main}.presentationml.{kind}{'.main' * (kind == 'presentation')}+xml"
        for kind, name in TYPES.items()
    }
    overrides |= {f"/ppt/theme/theme{n}.xml": f"{main}.theme+xml" for n in (1, 2)}
    overrides |= {
        f"/ppt/slideLayouts/slideLayout{n}.xml": f"{main}.presentationml.slideLayout+xml"
        for n in range(1, layouts + 1)
    }
    overrides["/docProps/app.xml"] = f"{main}.extended-properties+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    parts = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{_type(kind)}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _type(kind: str) -> str:
    if kind == "core-properties":
        return f"{PACKAGE}/relationships/metadata/core-properties"
    return f"{OFFICE}/{kind}"


def root_relations() -> str:
    return relations(
        ("officeDocument", "ppt/presentation.xml"),
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    )


def presentation_relations() -> str:
    return relations(
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("presProps", "presProps.xml"),
        ("viewProps", "viewProps.xml"),
        ("theme", "theme/theme1.xml"),
        ("tableStyles", "tableStyles.xml"),
    )


def master_relations(layouts: int) -> str:
    files = [f"../slideLayouts/slideLayout{n}.xml" for n in range(1, layouts + 1)]
    return relations(*(("slideLayout", file) for file in files), ("theme", "../theme/theme1.xml"))


def core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:title>Modèle de diaporama</dc:title><dc:language>fr-FR</dc:language>"
        "</cp:coreProperties>"
    )


def app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
        'extended-properties"><Application>ppgp-docs</Application></Properties>'
    )


def presentation() -> str:
    return (
        f'<p:presentation {NS} saveSubsetFonts="1"><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        '<p:sldSz cx="12192000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>'
        '<p:defaultTextStyle><a:defPPr><a:defRPr lang="fr-FR"/></a:defPPr>'
        f"{levels((Level(18, before=0),), 'l', 'mn')}</p:defaultTextStyle>"
        "</p:presentation>"
    )
