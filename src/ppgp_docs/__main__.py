"""``python -m ppgp_docs`` is the same command as ``ppgp``."""

from ppgp_docs.cli.main import main

main()
