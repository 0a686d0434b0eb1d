"""Look for a file that breaks a reader: ``python tests/hostile/fuzz.py TARGET [SECONDS]``.

TARGET is ``yaml``, ``svg``, ``docx``, ``pptx`` or ``manifest``; 60 seconds by default. Atheris
(libFuzzer) begins with the kept corpus and with what it learnt before (``.fuzz/``); what breaks the
reader, takes more than ten seconds or a gigabyte is added to the corpus, where a test tries it
for ever. Exit code 77 then.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

try:
    import atheris
except ModuleNotFoundError:
    raise SystemExit("run first: pip install -c constraints.txt -e '.[campaigns]'") from None

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
OURS: Final = ["ppgp_docs", "ppgp_fiche_action", "ppgp_diaporama", "yaml", "docx", "pptx"]

with atheris.instrument_imports(include=OURS):
    from tests.hostile.targets import TARGETS


def main() -> None:
    """See the module."""
    target = sys.argv[1]
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    kept, learnt = ROOT / "tests" / "hostile" / "corpus" / target, ROOT / ".fuzz" / target
    learnt.mkdir(parents=True, exist_ok=True)
    limits = [f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=1000", "-max_len=20000"]
    options = [f"-artifact_prefix={kept}/", *limits, str(learnt), str(kept)]
    atheris.Setup([sys.argv[0], *options], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
