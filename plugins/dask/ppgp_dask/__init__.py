"""Documents made by Dask: a cluster whose address `PPGP_DASK` gives, or processes here."""

import logging
import os

from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_executor(jobs):
    os.environ["DASK_LOGGING__DISTRIBUTED"] = "critical"  # its workers read it as they start
    logging.disable()  # what becomes of documents is told by the tool, in French
    from .cluster import begin  # noqa: TID252 - Dask starts threads when it is imported

    return begin(os.environ.get("PPGP_DASK"), jobs)
