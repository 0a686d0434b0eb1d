"""A plugin as its author would write it: a map of a territory, its communes, a picture, a check."""

from ppgp_docs.api import blocs, entier, hookimpl, iter_nodes, warning


@hookimpl
def ppgp_extend_schema(schemas):
    schemas.add_schema(
        "commune",
        {
            "nom": {"libelle": "Nom", "genre": "ligne", "required": True},
            "habitants": {"libelle": "Habitants", "genre": "entier"},
            "remarque": {"libelle": "Remarque", "genre": "prose"},
        },
    )
    schemas.add_block(
        "carte_du_territoire",
        {
            "titre": {"libelle": "Titre", "genre": "ligne", "required": True},
            "texte": {"libelle": "Texte", "genre": "prose"},
            "carte": {"libelle": "Carte", "type": "dict", "schema": "image"},
            "communes": {"type": "list", "schema": {"type": "dict", "schema": "commune"}},
            "parole": {"libelle": "Citation", "genre": "cle", "designe": "citations"},
            "chiffres": {"type": "list", "schema": {"genre": "cle", "designe": "chiffres"}},
            "blocs": {"type": "list"},
        },
    )


@hookimpl
def ppgp_check(dossier):
    for bloc in iter_nodes(dossier, blocs.BlocLibre):
        for commune in bloc.champs.get("communes", ()):
            if commune.champs.get("habitants") == 0:
                yield warning("X101", "une commune a des habitants", commune.at("habitants"))


@hookimpl
def ppgp_draw(bloc, medium):
    if bloc.kind != "carte_du_territoire":
        return None
    champs, place = bloc.champs, bloc.place
    made = [blocs.ImagePlacee(image=champs["carte"], place=place)] if "carte" in champs else []
    if communes := champs.get("communes"):
        rows = [(one.champs["nom"], entier(one.champs.get("habitants", 0))) for one in communes]
        made.append(
            blocs.Tableau(
                titre="Les communes",
                colonnes=["Commune", "Habitants"],
                lignes=rows,
                place=place,
            )
        )
        made += [
            blocs.Paragraphe(texte=one.champs["remarque"], place=one.place)
            for one in communes
            if "remarque" in one.champs
        ]
    if "chiffres" in champs:
        names = [one.nom for one in champs["chiffres"]]
        made.append(blocs.ChiffreCle(chiffres=names, place=place))
    if "parole" in champs:
        made.append(blocs.CitationPlacee(citation=champs["parole"].nom, place=place))
    if "texte" in champs and medium.kind == "slide":
        medium.left_out(bloc, "une diapositive ne porte pas le texte de la carte", "texte")
    elif "texte" in champs:
        made.append(blocs.Encart(texte=champs["texte"], place=place))
    made += champs.get("blocs", ())
    return blocs.Section(titre=champs["titre"], blocs=made, place=place)
