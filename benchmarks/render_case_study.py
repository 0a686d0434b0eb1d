"""What our render of a case study costs beside a bare WeasyPrint call on the same HTML.

``python benchmarks/render_case_study.py [RUNS]`` renders each shipped case study both ways, in
turn and in one process, and prints the median of the ratios, to be held under 1.15.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML

from ppgp_docs.api import Context, Document
from ppgp_docs.assets.theme import load_theme
from ppgp_docs.session import Session
from ppgp_docs.workspace.folder import DossierFolder
from ppgp_etude_de_cas.document.html import make_html
from ppgp_etude_de_cas.document.store import Store
from ppgp_etude_de_cas.format import EtudeDeCas
from ppgp_etude_de_cas.pdf.fetcher import StoreFetcher
from ppgp_etude_de_cas.pdf.make import make_pdf

FOLDERS = ("01-ain", "60-oise")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratios(document: Document, context: Context, runs: int) -> list[float]:
    """Our time over WeasyPrint's, a pair a run; the first pair only warms up."""
    store = Store()
    html = make_html(document, context, store)

    def bare() -> object:
        return HTML(
            string=html, base_url="ppgp:document", url_fetcher=StoreFetcher(store)
        ).write_pdf(pdf_variant="pdf/ua-1")

    pairs = [(seconds(lambda: make_pdf(document, context)), seconds(bare)) for _ in range(runs + 1)]
    return [ours / theirs for ours, theirs in pairs[1:]]


def main(runs: int) -> None:
    session = Session.start(None)
    context = Context(session.resources, load_theme("neutre", session.resources), print)
    for name in FOLDERS:
        folder = DossierFolder(Path(__file__).parents[1] / "departments" / name)
        dossier = session.read(folder).dossier
        assert dossier is not None
        [document] = EtudeDeCas().documents(dossier)
        print(f"{name} : × {statistics.median(ratios(document, context, runs)):.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
