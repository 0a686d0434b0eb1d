// How officers' tables call what a column of our grids holds, without accents, plurals or units: what
// a column is pasted under. Beside these, its own label and its key.
"use strict";

const HEADERS = {
  libelle: [
    "action", "categorie", "charge", "denomination", "depense", "description", "designation", "detail", "indicateur", "intitule",
    "intitule de l action", "intitule de la depense", "intitule du poste", "libelle de la depense", "ligne budgetaire", "nature",
    "nature de charge", "nature de depense", "nature de la charge", "nature de la depense", "nature de la recette", "objet",
    "objet de la depense", "poste", "poste budgetaire", "poste de depense", "prestation", "produit", "recette", "rubrique",
    "type de charge", "type de depense",
  ],
  montant: [
    "budget", "budget previsionnel", "cout", "cout global", "cout previsionnel", "cout total", "credit", "depense prevue", "financement",
    "montant accorde", "montant alloue", "montant de la depense", "montant de la subvention", "montant demande", "montant prevu",
    "montant previsionnel", "montant total", "participation", "somme", "subvention", "subvention demandee", "valeur",
  ],
  annee: ["an", "annee budgetaire", "annee d execution", "annee de la depense", "annee n", "exercice", "exercice budgetaire", "millesime"],
  financeur: [
    "bailleur", "cofinanceur", "co financeur", "finance par", "financement", "organisme", "organisme financeur", "origine du financement",
    "origine des fond", "partenaire", "partenaire financier", "source de financement",
  ],
  compte: ["article", "compte comptable", "imputation", "n de compte", "no de compte", "numero de compte"],
  statut: ["avancement", "etat", "situation"],
  quantite: ["effectif", "nb", "nombre", "qte", "volume"],
  cout_unitaire: ["cout par unite", "prix unitaire", "pu", "tarif"],
  grade: ["emploi", "fonction", "metier", "profession"],
  valeur: ["chiffre", "effectif", "nb", "nombre", "resultat", "total"],
  source: ["origine", "origine de la donnee", "provenance"],
  date: ["annee", "date de mise a jour", "date de reference"],
};

// « Coûts totaux (€ TTC) » as the table above writes it. Thousands of euros are another unit: they stay.
function plain(header) {
  const words = header.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("°", " ").replaceAll("œ", "oe");
  const kept = words.match(/[\p{L}\p{N}€]+/gu) ?? [];
  const known = kept.filter((each) => !["€", "eur", "euro", "euros", "ttc", "ht", "en"].includes(each));
  return known.map((each) => (each === "totaux" ? "total" : each.length > 3 ? each.replace(/(?<!s)[sx]$/, "") : each)).join(" ");
}

// The states of a sum that tables have side by side (« Demandé 2022 », « Accordé », « Réalisé »), in the
// order of its life; the first ones foresee it, the last of them that is told is the line itself.
const STATES = {
  propose: /^(?:demande|sollicite|propose)e?$/, acquis: /^(?:accorde|alloue|attribue|octroye|obtenu|acqui)e?$/, notifie: /^notifiee?$/,
  engage: /^engagee?$/, mandate: /^(?:mandate|paye|verse)e?$/, realise: /^(?:realise|depense|consomme|execute)e?$/,
};
const FORESEEN = ["propose", "acquis", "notifie"];

// « Montant demandé 2022 »: its state and its year; null for what is no state.
function stateOf(header) {
  const words = plain(header).split(" ").filter((each) => !["montant", "subvention", "credit", "somme", "de", "pour"].includes(each));
  const years = words.filter((each) => /^(?:19|20)\d\d$/.test(each)), others = words.filter((each) => !years.includes(each));
  const state = others.length === 1 && years.length < 2 && Object.keys(STATES).find((each) => STATES[each].test(others[0]));
  return state ? { state, year: years[0] } : null;
}

// The cells of a text that a spreadsheet gives: between quotes (RFC 4180) where they hold a line break,
// a tab or a quote. A line break in a cell is a blank.
function cellsOf(text) {
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/y;
  const rows = [[]];
  for (let found = cell.exec(text); found; found = cell.exec(text)) {
    rows.at(-1).push((found[1]?.replaceAll('""', '"') ?? found[2]).replaceAll(/\s*\n\s*/g, " ").trim());
    if (!found[3]) return rows;
    if (found[3] === "\n") rows.push([]);
  }
  return rows;
}
