from ppgp_docs.api import blocs, hookimpl, iter_nodes, note


@hookimpl
def ppgp_advise(dossier):
    if not any(iter_nodes(dossier, blocs.Image)):
        yield note("X202", "une image aide à entrer dans le récit", dossier.at())
