"""The former name of :mod:`ppgp_docs.session`."""

from ppgp_docs.session import Reading
from ppgp_docs.session import Session as Engine

__all__ = ["Engine", "Reading"]
