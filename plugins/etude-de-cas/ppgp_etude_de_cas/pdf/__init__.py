"""What makes the PDF of the document: WeasyPrint, and the tags that it leaves incomplete.

Fontconfig would rather take a font of the machine than ours of the same name, other bytes and
perhaps another look: it is shown none. It reads its configuration once in a process, when
WeasyPrint first asks for a font.
"""

import os
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="No fonts configured in FontConfig")
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
