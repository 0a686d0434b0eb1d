"""Write ``templates/diaporama/neutre.pptx``: master, layouts, theme, notes master.

Made once, so that the first template is clean; from then on the .pptx is what a designer edits
and this script is only kept to say where it came from. Run it from anywhere:
``python docs/diaporama/make_template.py``.
"""

import io
import zipfile
from pathlib import Path

import package
import parts
from layouts import LAYOUTS

from ppgp_docs.assets.zipfiles import normalised_zip

TARGET = Path(__file__).resolve().parents[2] / "templates" / "diaporama" / "neutre.pptx"


def main() -> None:
    """Write the template and say where."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in contents().items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(normalised_zip(out.getvalue()))
    print(TARGET.name)


def contents() -> dict[str, str]:
    """Every part of the package by its name."""
    files = {
        "[Content_Types].xml": package.content_types(len(LAYOUTS)),
        "_rels/.rels": package.root_relations(),
        "docProps/core.xml": package.core(),
        "docProps/app.xml": package.app(),
        "ppt/presentation.xml": package.presentation(),
        "ppt/_rels/presentation.xml.rels": package.presentation_relations(),
        "ppt/presProps.xml": f"<p:presentationPr {parts.NS}/>",
        "ppt/viewProps.xml": f"<p:viewPr {parts.NS}/>",
        "ppt/tableStyles.xml": parts.table_style(),
        "ppt/theme/theme1.xml": parts.theme("Neutre"),
        "ppt/theme/theme2.xml": parts.theme("Notes"),
        "ppt/slideMasters/slideMaster1.xml": parts.master(len(LAYOUTS)),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": package.master_relations(len(LAYOUTS)),
        "ppt/notesMasters/notesMaster1.xml": parts.notes_master(),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": package.relations(
            ("theme", "../theme/theme2.xml")
        ),
    }
    for number, layout in enumerate(LAYOUTS, start=1):
        file = f"slideLayout{number}.xml"
        files[f"ppt/slideLayouts/{file}"] = parts.layout(layout)
        files[f"ppt/slideLayouts/_rels/{file}.rels"] = package.relations(
            ("slideMaster", "../slideMasters/slideMaster1.xml")
        )
    return files


if __name__ == "__main__":
    main()
