"""ppgp-docs: the public documents of a PPGP département, from one validated dossier.

Importing this package loads nothing heavy. Plugin authors import :mod:`ppgp_docs.api`.
"""

__version__ = "0.2.0.dev0"
