from ppgp_docs.api import hookimpl, warning


@hookimpl
def ppgp_check(dossier):
    for quote in dossier.citations.values():
        words = len(quote.texte.plain.split())
        if words > 60:
            said = f"cette citation a {words} mots, une page en porte 60"
            yield warning("X201", said, quote.at("texte"), "gardez-en le plus fort")
