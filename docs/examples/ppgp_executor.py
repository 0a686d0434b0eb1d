from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_executor(jobs):
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
