from ppgp_docs.api import hookimpl


@hookimpl
def ppgp_extend_schema(schemas):
    relu = {"libelle": "Relu par", "exemple": "la direction", "genre": "mot", "maxlength": 80}
    schemas.add_field("fiche", "relu_par", relu)
    public = {"libelle": "Pour qui", "exemple": "les parents", "genre": "ligne"}
    schemas.add_field_of_block("encart", "public", public)
    schemas.add_schema("horaire", {"jour": {"genre": "mot"}, "heure": {"genre": "mot"}})
    horaires = {"type": "list", "schema": {"type": "dict", "schema": "horaire"}, "required": True}
    schemas.add_block("permanences", {"titre": {"genre": "ligne"}, "horaires": horaires})
