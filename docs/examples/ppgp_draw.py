from ppgp_docs.api import blocs, hookimpl


@hookimpl
def ppgp_extend_schema(schemas):
    texte = {"libelle": "Texte", "exemple": "Le centre ferme en août.", "genre": "prose"}
    schemas.add_block("alerte", {"texte": {**texte, "required": True}})


@hookimpl
def ppgp_draw(bloc, medium):
    if bloc.kind != "alerte":
        return None
    return blocs.Encart(titre="À savoir", texte=bloc.champs["texte"], place=bloc.place)
