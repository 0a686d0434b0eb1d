"""The format ``page-web``: case studies and fiches as web pages, one self-contained file each.

A case study is made of the templates of its PDF, some of them replaced (``templates/page-web``):
of ``ppgp_etude_de_cas`` this package imports ``document``, nothing else.
"""

from __future__ import annotations

from ppgp_docs.api import Manifest, Registry, hookimpl
from ppgp_page_web.format import PageWeb


@hookimpl
def ppgp_register(registry: Registry) -> None:
    """Bring the web pages."""
    registry.add_format(PageWeb())


@hookimpl
def ppgp_after_build(manifest: Manifest) -> None:
    """Put a home page in front of the documents."""
    from ppgp_page_web.index import write_index

    write_index(manifest)
