"""Documents made by Dask: a cluster whose address `PPGP_DASK` gives, or processes here."""

import os

from distributed import Client

from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_executor(jobs):
    address = os.environ.get("PPGP_DASK")
    here = {"n_workers": jobs, "threads_per_worker": 1, "dashboard_address": None}
    client = Client(address) if address else Client(**here)
    return client.get_executor(pure=False)  # a client alone is no executor
