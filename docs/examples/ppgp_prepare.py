from attrs import evolve

from ppgp_docs.api import hookimpl, load_theme


@hookimpl
def ppgp_prepare(context, document):
    if document.fiche is None:
        return None
    return evolve(context, theme=load_theme("rivage", context.resources))
