"""The command `ppgp`: one module a command; results on stdout, all else on stderr."""
