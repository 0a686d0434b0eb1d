"""What of each class of the model a reader is owed, where that is not each field in its order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ppgp_docs.diagnostics import Span
from ppgp_docs.francais.nombres import decimal, entier, prix
from ppgp_docs.model import blocs, contrat, dossier, fiche, pemat
from ppgp_docs.model.chiffre import Chiffre
from ppgp_docs.model.costs import LigneChiffree
from ppgp_docs.model.passage import Passage, Where, acronyms, printed_fields
from ppgp_docs.model.place import Groupe, Renvoi
from ppgp_docs.model.printed_figure import PrintedFigure
from ppgp_docs.model.printed_indicator import PrintedYear

if TYPE_CHECKING:
    from ppgp_docs.model.passage_walk import Walk

Owners = tuple[Span, ...]


def _image(walk: Walk, image: blocs.Image, owners: Owners, group: int) -> None:
    """What it shows for who does not see it, what it says in full, whose it is."""
    if image.alt and not image.decoratif:
        walk.found.append(Passage((image.alt,), image.at("alt"), owners, heard=True))
    walk.fields(image, owners, group, "description")
    walk.say(image.credit, Where(image.at("credit"), owners), once=True)


def _jalon(walk: Walk, jalon: blocs.Jalon, owners: Owners, group: int) -> None:
    """Its date may stand beside it."""
    when = jalon.at("repere" if jalon.repere else "date")
    walk.say(jalon.quand, Where(when, owners))
    walk.fields(jalon, owners, group, "titre", "texte")


def _element(walk: Walk, element: blocs.Element, owners: Owners, group: int) -> None:
    """Its count may stand before or after its detail, or at the end of a bar."""
    walk.fields(element, owners, group)
    if element.effectif is not None:
        walk.say(entier(element.effectif), Where(element.at("effectif"), owners))
    if element.quantite > 1:
        walk.say(entier(element.quantite), Where(element.at("quantite"), owners))


def _document(walk: Walk, document: blocs.DocumentRetravaille, owners: Owners, group: int) -> None:
    walk.fields(document, owners, group)
    if document.quantite > 1:
        walk.say(entier(document.quantite), Where(document.at("quantite"), owners))


def _tableau(walk: Walk, table: blocs.Tableau, owners: Owners, group: int) -> None:
    """The headers by themselves: they may be said again with each row."""
    walk.fields(table, owners, walk.new_group(), "titre")
    walk.fields(table, owners, walk.new_group(), "colonnes")
    walk.fields(table, owners, group, "lignes")


def _resultats(walk: Walk, each: blocs.Resultats, owners: Owners, group: int) -> None:
    """The names of plain degrees are those of a legend, which may serve several questions; one that
    nobody chose takes no room on their bar."""
    walk.rich(each.question, Where(each.at("titre"), owners, group))
    if not each.degrees or not all(map(_is_plain, each.elements)):
        walk.fields(each, owners, group, "elements")
        return
    for degree in each.elements:
        walk.say(degree.texte.plain, Where(degree.at("texte"), owners), once=True)
        if degree.effectif:
            walk.say(entier(degree.effectif), Where(degree.at("effectif"), owners))


def _is_plain(answer: blocs.Element) -> bool:
    return not answer.detail and not any(run.note for run in answer.texte.runs)


def _enquete(walk: Walk, bloc: blocs.Enquete, owners: Owners, group: int) -> None:
    walk.fields(bloc, owners, group, "titre")
    if base := walk.figure(bloc.base):
        here = (*owners, bloc.at())
        walk.say(base.number, Where(base.chiffre.at("valeur"), here))
        walk.say(base.unit, Where(base.chiffre.at("unite"), here))
        walk.say(base.chiffre.source, Where(base.chiffre.at("source"), here), once=True)
    walk.fields(bloc, owners, group, "resultats")


def _pemat(walk: Walk, bloc: blocs.Pemat, owners: Owners, group: int) -> None:
    """What was rated and by whom, then what its tables say, cell by cell, and its scores."""
    walk.fields(bloc, owners, group, "titre", "support")
    walk.say(bloc.grille, Where(bloc.at("grille"), owners), once=True)
    for rater in pemat.raters(bloc):
        walk.say(rater, Where(bloc.at("evaluateurs"), owners), once=True)
    for version, dated in (("avant", "date_avant"), ("apres", "date_apres")):
        if version in pemat.versions(bloc):
            heading = pemat.heading(bloc, version)
            walk.say(heading, Where(bloc.at(dated), owners), once=True)
    for item in bloc.items:
        walk.fields(item, owners, walk.new_group(), "texte", "theme")
        for version in pemat.versions(bloc):
            said = pemat.answered(bloc, item, version)
            walk.say(said, Where(item.at(version), owners))
    for scale in pemat.scales(bloc):
        for _, scores in pemat.score_rows(bloc, scale):
            for said in scores:
                walk.say(said, Where(bloc.at("items"), owners))


def _citation(walk: Walk, bloc: blocs.CitationPlacee, owners: Owners, group: int) -> None:
    """Someone's words, then who speaks: a person of the dossier, or whoever is named there."""
    quote = walk.story.citations.get(bloc.citation)
    if quote is None:
        return
    here = (*owners, bloc.at())
    walk.fields(quote, here, group, "texte")
    speaker = walk.story.personnes.get(quote.personne)
    if speaker is None:
        walk.say(quote.attribution, Where(quote.at("attribution"), here), once=True)
        return
    for name in ("nom", "fonction", "structure"):
        walk.say(getattr(speaker, name), Where(speaker.at(name), here), once=True)


def _avant_apres(walk: Walk, bloc: blocs.AvantApres, owners: Owners, group: int) -> None:
    """What changed may be said before the two sides or after them."""
    walk.fields(bloc, owners, group, "titre", "avant", "apres")
    walk.fields(bloc, owners, walk.new_group(), "changements")


def _personnes(walk: Walk, bloc: blocs.Personnes, owners: Owners, group: int) -> None:
    walk.fields(bloc, owners, group, "titre")
    for name in bloc.personnes:
        walk.child(walk.story.personnes.get(name), (*owners, bloc.at()))


def _personne(walk: Walk, person: dossier.Personne, owners: Owners, _: int) -> None:
    """Her name and what she does; the schema tells it in another order than it is read."""
    for name in ("nom", "fonction", "structure"):
        walk.say(getattr(person, name), Where(person.at(name), owners), once=name != "nom")
    walk.child(person.photo, owners)


def _chiffres(
    walk: Walk, bloc: blocs.ChiffreCle | blocs.Graphique, owners: Owners, group: int
) -> None:
    walk.fields(bloc, owners, group, "titre")
    for name in bloc.chiffres:
        if figure := walk.figure(name):
            _figure(walk, figure, (*owners, bloc.at()))
    before = bloc.avant if isinstance(bloc, blocs.Graphique) else ()
    for name in before:  # it stands under the label of what it became
        if figure := walk.figure(name):
            _counted(walk, figure, (*owners, bloc.at()))


def _figure(walk: Walk, figure: PrintedFigure, owners: Owners) -> None:
    _counted(walk, figure, owners)
    walk.rich(figure.label, Where(figure.chiffre.at("libelle"), owners))


def _counted(walk: Walk, figure: PrintedFigure, owners: Owners) -> None:
    """The number and where it comes from."""
    walk.number(figure, owners)
    walk.say(figure.chiffre.source, Where(figure.chiffre.at("source"), owners), once=True)


def _chiffre(walk: Walk, chiffre: Chiffre, owners: Owners, _: int) -> None:
    _figure(walk, PrintedFigure(chiffre), owners)


def _contact(walk: Walk, contact: dossier.Contact, owners: Owners, _: int) -> None:
    for name in ("nom", "fonction", "courriel", "telephone"):
        walk.say(getattr(contact, name), Where(contact.at(name), owners))


def _appel(walk: Walk, call: dossier.Appel, owners: Owners, group: int) -> None:
    """An address is printed without what only machines need."""
    walk.fields(call, owners, group)
    address = call.lien.removeprefix("https://").removeprefix("http://").rstrip("/")
    walk.say(address, Where(call.at("lien"), owners))


def _mentions(walk: Walk, mentions: dossier.Mentions, owners: Owners, _: int) -> None:
    walk.say(str(mentions.annee or ""), Where(mentions.at("annee"), owners), once=True)
    walk.say(mentions.titulaire, Where(mentions.at("titulaire"), owners), once=True)
    walk.rich(mentions.credits, Where(mentions.at("credits"), owners))
    walk.rich(mentions.licence, Where(mentions.at("licence"), owners))


def _contrat(walk: Walk, contract: contrat.Contrat, owners: Owners, _: int) -> None:
    """Its fields in any order."""
    for name, _plain in printed_fields(contract):
        walk.fields(contract, owners, walk.new_group(), name)


def _fiche(walk: Walk, sheet: fiche.FicheAction, owners: Owners, group: int) -> None:
    """Its fields, then its acronyms; its rubrics say in which order some of them are read."""
    for name, _plain in printed_fields(sheet):
        walk.fields(sheet, owners, walk.new_group() if name in _OF_RUBRICS else group, name)
    walk.found.extend(acronyms(sheet))


_OF_RUBRICS: Final = ("budget", "calendrier", "indicateurs", "points_de_vigilance")
"""The fields of a fiche that a rubric prints, wherever it stands among the others."""


def _rubrique(walk: Walk, row: fiche.Rubrique, owners: Owners, group: int) -> None:
    written = "libelle" if row.libelle else "cle"
    walk.say(row.intitule, Where(row.at(written), owners, group))
    for bloc in row.blocs:
        walk.child(bloc, owners)


def _sous_action(walk: Walk, part: fiche.SousAction, owners: Owners, group: int) -> None:
    """Its number, its title, what is done there."""
    for name in ("numero", "titre", "texte"):
        walk.fields(part, owners, group, name)


def _phase(walk: Walk, phase: fiche.Phase, owners: Owners, group: int) -> None:
    walk.say(phase.en_tete, Where(phase.at("date"), owners))
    walk.fields(phase, owners, group, "texte")


def _indicateur(walk: Walk, each: fiche.Indicateur, owners: Owners, group: int) -> None:
    walk.fields(each, owners, group, "libelle")
    walk.say(each.unite, Where(each.at("unite"), owners), once=True)
    walk.say(each.population, Where(each.at("population"), owners), once=True)
    for name in ("reference", "cible"):
        if figure := walk.figure(getattr(each, name)):
            walk.number(figure, (*owners, each.at(name)))
    if each.echeance:
        walk.say(each.echeance.en_francais(), Where(each.at("echeance"), owners))
    for year in each.suivi:
        walk.child(year, owners)


def _annee_suivie(walk: Walk, year: fiche.AnneeSuivie, owners: Owners, group: int) -> None:
    """The year, its figures, their sources, what explains them."""
    walk.say(str(year.annee), Where(year.at("annee"), owners, group))
    for name in ("resultat", "cible"):
        figure = walk.figure(getattr(year, name))
        if figure and name == "resultat" and walk.sheet:  # beside its target, it has decimals
            known = walk.story.chiffres_de(walk.sheet)
            every = (one for one in walk.sheet.indicateurs if any(y is year for y in one.suivi))
            figure = next((PrintedYear(one, year, known).result for one in every), figure)
        if figure:
            walk.number(figure, (*owners, year.at(name)))
            walk.say(figure.chiffre.source, Where(year.at(name), owners), once=True)
    walk.say(year.commentaire, Where(year.at("commentaire"), owners), once=True)


def _budget(walk: Walk, budget: fiche.Financement, owners: Owners, group: int) -> None:
    """What lines pay for; formats nest and sum their amounts as they like."""
    for line in budget.lignes:
        walk.fields(line, owners, walk.new_group(), "libelle", "prestations")
        _costs(walk, line, owners)
        for piece in (line.piece, *(state.piece for state in line.etats)):
            if piece:
                walk.say(piece.reference, Where(piece.at("reference"), owners))
    for post in (*budget.charges, *budget.produits):
        walk.fields(post, owners, walk.new_group(), "libelle")
        _costs(walk, post, owners)
    walk.child(budget.repartition, owners)


def _costs(walk: Walk, line: LigneChiffree, owners: Owners) -> None:
    """What a line counts, each thing in its column."""
    for name in ("grade", "unite"):
        walk.say(getattr(line, name), Where(line.at(name), owners), once=True)
    if line.quantite is not None:
        walk.say(decimal(line.quantite), Where(line.at("quantite"), owners))
    if line.mois is not None:
        walk.say(decimal(line.mois), Where(line.at("mois"), owners))
    if line.cout_unitaire is not None:
        walk.say(prix(line.cout_unitaire), Where(line.at("cout_unitaire"), owners))


def _tampon(walk: Walk, stamp: fiche.Tampon, owners: Owners, _: int) -> None:
    for name in ("identifiant", "recueil"):
        walk.say(getattr(stamp, name), Where(stamp.at(name), owners))


def _libre(walk: Walk, part: blocs.BlocLibre | Groupe, owners: Owners, group: int) -> None:
    """Its title first, wherever it was written."""
    walk.champs(part, part.champs, Where(part.at(), owners, group))


def _renvoi(walk: Walk, field: Renvoi, owners: Owners, _: int) -> None:
    """What the field names, as the block that shows it."""
    walk.child(blocs.shown(field), owners)


def _dossier(walk: Walk, story: dossier.Dossier, owners: Owners, group: int) -> None:
    """Its parts are printed one by one."""


RULES: Final[dict[type[Any], Callable[[Walk, Any, Owners, int], None]]] = {
    Chiffre: _chiffre,
    blocs.Image: _image,
    blocs.Jalon: _jalon,
    blocs.Element: _element,
    blocs.DocumentRetravaille: _document,
    blocs.Tableau: _tableau,
    blocs.Resultats: _resultats,
    blocs.Enquete: _enquete,
    blocs.Pemat: _pemat,
    blocs.CitationPlacee: _citation,
    blocs.AvantApres: _avant_apres,
    blocs.Personnes: _personnes,
    blocs.ChiffreCle: _chiffres,
    blocs.Graphique: _chiffres,
    blocs.BlocLibre: _libre,
    Groupe: _libre,
    Renvoi: _renvoi,
    dossier.Dossier: _dossier,
    dossier.Personne: _personne,
    dossier.Contact: _contact,
    dossier.Appel: _appel,
    dossier.Mentions: _mentions,
    contrat.Contrat: _contrat,
    fiche.FicheAction: _fiche,
    fiche.Rubrique: _rubrique,
    fiche.Phase: _phase,
    fiche.SousAction: _sous_action,
    fiche.Indicateur: _indicateur,
    fiche.AnneeSuivie: _annee_suivie,
    fiche.Financement: _budget,
    fiche.Tampon: _tampon,
}
"""What is not read field by field, in the order of its class."""
