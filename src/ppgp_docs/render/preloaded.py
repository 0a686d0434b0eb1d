"""What the process that workers are forked from imports, once for all of them.

What is imported lives as long as they do: nobody looks for garbage in it, which would also give
each of them its own copy of it (``gc.freeze`` in Python's documentation).
"""

import gc

gc.disable()

import ppgp_docs.render.pool  # noqa: E402
import ppgp_docs.render.render  # noqa: E402
import ppgp_docs.render.worker_process  # noqa: E402
import ppgp_docs.session  # noqa: E402, F401

gc.freeze()
gc.enable()
