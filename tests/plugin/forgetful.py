"""A plugin whose block has three texts, and whose drawing takes one of them."""

from tests.plugin.conftest import HEAD

FORGETS = f"""{HEAD}
@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_block("note", {{
        "texte": {{"genre": "prose"}},
        "cout": {{"libelle": "Coût", "genre": "montant"}},
        "auteur": {{"genre": "mot"}},
    }})

@hookimpl
def ppgp_draw(bloc, medium):
    return [blocs.Paragraphe(texte=bloc.champs["texte"], place=bloc.place)]
"""
NOTE = """\
departement: "01"
contexte:
  blocs:
    - type: note
      texte: Un texte qui compte.
      cout: 12 500 €
      auteur: Zoé
"""
