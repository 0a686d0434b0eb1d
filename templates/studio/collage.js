// What is pasted from a spreadsheet in a grid: cells fill it from where one stands, new rows when there
// are more. A table with its header goes by the names of its columns, wherever one stands; one with
// years across (a funder a row, a year a column) becomes a row for each amount. What is not taken is
// told above the grid, and stays told.
"use strict";

const YEAR = /^(?:(?:annees?|ans?|exercices?|budgets?|montants?|couts?|depenses?|recettes?|previsions?|previsionnels?|bp) )*((?:19|20)\d\d)$/;
const RELATIVE = /^(?:(?:annee|exercice|budget|montant|cout) )?(?:annee )?n(?: ?\d)?$/; // « Année N », « N+1 »
const TOTAL = /^(?:sous[- ])?(?:total|totaux|somme|ensemble)(?![\p{L}])/iu;
const VALUE = /^[-–(+]?\d[\d\s.,/]*(?:€|%|k€)?\)?$/iu;
const NOTHING = /^[\s–—-]*$/;
const ACROSS = { year: "annee", amount: "montant" }; // the columns of a grid that years across fill
const TOLD_ONE_BY_ONE = 8; // things that found no place and are told one by one
const MEANT = { nature: "propre" }; // what a table with years across does not say, and mostly is

const bare = (text) => text.normalize("NFD").replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

function pasted(event) {
  const cell = event.target.closest?.(".grille td");
  const text = event.clipboardData.getData("text/plain").replaceAll(/\r\n?/g, "\n").replace(/\n+$/, "");
  if (!cell || cell.matches(".reste td") || !/[\t\n]/.test(text)) return;
  event.preventDefault();
  const all = cellsOf(text), titles = titlesAbove(all), cells = all.slice(titles);
  const table = cell.closest("table");
  const columns = columnsOf(table);
  const said = header(cells, columns);
  if (!said && isHeader(cells)) { notUnderstood(table, cells[0]); return; }
  const read = said ? byHeader(cells, said, columns, titles) : byPlace(cells, cell.cellIndex, table);
  if (said) datedBy(all.slice(0, titles), said, read, columns);
  const told = numbered(read.rows, columns);
  const lost = [...read.lost, ...told.lost, ...fillRows(cell.parentElement, read.rows)];
  form.dispatchEvent(new Event("input"));
  report(table, { ...read, lost, numberless: told.numberless });
}

function columnsOf(table) {
  const model = table.tBodies[0].querySelector(":scope > .nouvelle");
  const shown = [...model.cells].flatMap((cell, index) => {
    const field = cell.querySelector("[name]");
    return field ? [{ index, key: field.name.split("/").at(-1), label: cell.dataset.colonne, field }] : [];
  });
  const beside = Object.entries(JSON.parse(table.dataset.enPlus ?? "{}")); // under « Plus », in a row
  return [...shown, ...beside.map(([key, label]) => ({ index: key, key, label, field: { tagName: "INPUT", dataset: {} } }))];
}

const filled = (row) => row.filter((each) => each).length;

// How many rows stand above the table: its title, blank lines.
function titlesAbove(cells) {
  const first = cells.findIndex((row) => filled(row) > 1);
  return first > 0 && first < cells.length - 1 ? first : 0;
}

// Whether a first row names columns: words where the rows below have numbers, and no number itself.
function isHeader([first, ...below]) {
  const holds = (index) => below.some((row) => VALUE.test(row[index] ?? ""));
  return filled(first) > 1 && !first.some((each) => VALUE.test(each)) && first.some((each, index) => each && holds(index));
}

function notUnderstood(table, first) {
  const place = table.closest(".liste").querySelector("[data-collage]");
  const names = first.filter((each) => each).join("\u00a0», «\u00a0");
  place.textContent = `Rien n’a été collé\u00a0: la première ligne semble nommer les colonnes (${`«\u00a0${names}\u00a0»`}), et ces noms ne sont pas compris. Donnez-leur ceux du tableau d’ici, ou copiez sans cette ligne, les colonnes dans le même ordre qu’ici.`;
  place.hidden = false;
}

// A title that says one year dates a table that has no column for it.
function datedBy(titles, said, read, columns) {
  const years = new Set(titles.flat().join(" ").match(/\b(?:19|20)\d\d\b/g) ?? []);
  const column = columns.find((each) => each.key === ACROSS.year);
  if (years.size !== 1 || !column || said.some((each) => each.column === column || each.year !== undefined)) return;
  const [value] = years;
  for (const row of read.rows) row.set(column.index, value);
  if (read.rows.length) read.meant.push({ column, value });
}

// What each column of a first row is, when that row is a header: a column of the grid, a year, a total.
function header([first, ...below], columns) {
  if (!below.length) return null;
  const across = Object.values(ACROSS).every((key) => columns.some((each) => each.key === key));
  const states = canHoldStates(columns) ? first.map(stateOf) : [];
  const apart = new Set(states.filter((each) => each).map((each) => each.state)).size > 1 || states.some((each) => each?.year);
  const said = first.map((text, index) => {
    if (apart && states[index]) return { text, ...states[index] };
    const values = below.map((row) => row[index] ?? "").filter((each) => !NOTHING.test(each));
    const year = across && YEAR.exec(plain(text))?.[1];
    if (year && values.some((each) => !YEAR.test(plain(each)))) return { text, year };
    if (across && RELATIVE.test(plain(text)) && values.some((each) => !YEAR.test(plain(each)))) return { text, year: "", relative: text };
    const column = text && columnCalled(text, columns, values);
    return column ? { text, column } : { text, total: TOTAL.test(text) };
  });
  if (said.some((each) => !each.column && !each.total && !each.state && each.year === undefined && /\d/.test(each.text))) return null;
  onePlaceEach(said);
  const years = said.some((each) => each.year || each.state), named = said.filter((each) => each.column).length;
  if (years && !said[0].column) said[0] = { column: columns[0] };
  return years || named > 1 || (named && named === first.length) ? said : null;
}

// A choice that takes none of the values is not what the column is: « Nature », of an expense.
function columnCalled(text, columns, values) {
  const asked = plain(text);
  const own = columns.filter((each) => [each.label, each.key].some((name) => plain(name.replaceAll("_", " ")) === asked));
  const same = columns.filter((each) => (HEADERS[each.key] ?? []).includes(asked));
  const takes = ({ field }) => field.tagName !== "SELECT" || !values.length || values.some((each) => choice(field, each));
  return [...own, ...same].find(takes);
}

// Of two columns of amounts, the one with taxes is the cost; words of two columns stand side by side.
function onePlaceEach(said) {
  const best = (all) => all.find((each) => /ttc/i.test(each.text)) ?? all.find((each) => /tota/i.test(each.text)) ?? all[0];
  for (const each of said) {
    const all = said.filter((one) => one.column && one.column === each.column);
    if (all.length < 2 || each.column.key === "libelle") continue;
    for (const one of all) if (one !== best(all)) delete one.column;
  }
}

const canHoldStates = (columns) => ["statut", ...Object.values(ACROSS), "etats/0/montant"].every((key) => columns.some((each) => each.key === key));

// A row for each year: what was foreseen last is its amount, the other states go with it.
function inTheirStates(told, columns) {
  const indexed = (values) => Object.entries(values).filter(([, each]) => each).map(([key, each]) => [columns.find((one) => one.key === key)?.index, each]);
  return [...new Set(told.map((each) => each.year ?? ""))].map((annee) => {
    const order = Object.keys(STATES);
    const all = told.filter((each) => (each.year ?? "") === annee).sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
    const line = all.filter((each) => FORESEEN.includes(each.state)).at(-1) ?? all[0];
    const rest = all.filter((each) => each !== line).flatMap((each, rank) => [[`etats/${rank}/statut`, each.state], [`etats/${rank}/montant`, each.text]]);
    return indexed({ annee, montant: line.text, statut: line.state, ...Object.fromEntries(rest) });
  });
}

function byHeader([, ...below], said, columns, above = 0) {
  const [rows, lost, totals] = [[], [], []];
  const years = said.some((each) => each.year !== undefined || each.state);
  const unplaced = new Map(); // how many cells of each column that the grid does not have
  for (const [rank, line] of below.entries()) {
    if (TOTAL.test(line.find((each) => each) ?? "")) { totals.push(line.find((each) => each)); continue; }
    const row = new Map(), amounts = [], told = [];
    line.forEach((text, index) => {
      const { column, year, state, total, text: called } = said[index] ?? {};
      if (NOTHING.test(text) || total) return;
      if (column) row.set(column.index, row.has(column.index) ? `${row.get(column.index)}\u00a0: ${text}` : text);
      else if (state) told.push({ state, year, text });
      else if (year !== undefined) amounts.push([year, text]);
      else unplaced.set(called ?? "", [...(unplaced.get(called ?? "") ?? []), `«\u00a0${text}\u00a0», ligne ${above + rank + 2}`]);
    });
    if (!years) { if (row.size) rows.push(row); continue; }
    if (row.size && !amounts.length && !told.length) lost.push(...[...row.values()].map((each) => `«\u00a0${each}\u00a0», ligne ${above + rank + 2}`));
    for (const [year, amount] of amounts) rows.push(new Map([...row, ...acrossCells(columns, { year, amount })]));
    for (const each of inTheirStates(told, columns)) rows.push(new Map([...row, ...each]));
  }
  const meant = years ? assumed(rows, columns) : [];
  return { rows, lost, totals, meant, unplaced, relative: said.flatMap((each) => each.relative ?? []) };
}

function acrossCells(columns, said) {
  return Object.entries(ACROSS).map(([what, key]) => [columns.find((each) => each.key === key).index, said[what]]);
}

function assumed(rows, columns) {
  return Object.entries(MEANT).flatMap(([key, value]) => {
    const column = columns.find((each) => each.key === key);
    const silent = column ? rows.filter((row) => !row.has(column.index)) : [];
    for (const row of silent) row.set(column.index, value);
    return silent.length ? [{ column, value }] : [];
  });
}

// An account is a number: what stands in its place with words, or instead of it, is what the line is
// called; a name of the list is the account of that name.
function numbered(rows, columns) {
  const number = columns.find((each) => each.field.dataset.numero), words = columns.find((each) => each.key === "libelle");
  const lost = [];
  if (!number || !words) return { lost, numberless: null };
  const form = new RegExp(`^(${number.field.dataset.numero})(?:\\s*[-–—:.)]?\\s+(\\D.*))?$`, "u");
  for (const row of rows) {
    const typed = row.get(number.index) ?? "", called = row.get(words.index) ?? "";
    const said = typed || called, found = form.exec(said);
    const option = [...(number.field.list?.options ?? [])].find((each) => said && bare(each.textContent) === bare(said));
    if (found && (typed || found[2])) {
      row.set(number.index, found[1]);
      if (found[2] && !(typed && called)) row.set(words.index, found[2]);
      else if (found[2]) lost.push(`«\u00a0${found[2]}\u00a0»`);
    } else {
      row.delete(number.index);
      if (option) row.set(number.index, option.value);
      if (typed && called && !option) lost.push(`«\u00a0${typed}\u00a0», colonne «\u00a0${number.label}\u00a0»`);
      else if (!called && said) row.set(words.index, said);
    }
  }
  const without = rows.filter((row) => row.size && !row.has(number.index)).length;
  return { lost, numberless: without ? { label: number.label, without } : null };
}

function byPlace(cells, start, table) {
  const totals = [];
  const rows = cells.flatMap((line) => {
    if (table.tFoot && TOTAL.test(line[0])) { totals.push(line[0]); return []; }
    return [new Map(line.map((text, right) => [start + right, text]))];
  });
  return { rows, lost: [], totals, meant: [], unplaced: new Map(), relative: [] };
}

// What found no place.
function fillRows(from, made) {
  const body = from.closest("tbody");
  const rows = [...body.rows].filter((row) => !row.classList.contains("reste"));
  const first = rows.indexOf(from);
  return made.flatMap((values, below) => {
    const row = rows[first + below] ?? newRow(body);
    return [...values].flatMap(([index, value]) => {
      const field = typeof index === "string" ? fieldBeside(row, index) : row.cells[index]?.querySelector("input, select, textarea");
      if (NOTHING.test(value) || (field && fill(field, value))) return [];
      const label = row.cells[index]?.dataset.colonne;
      const where = `ligne ${first + below + 1}${label ? `, colonne «\u00a0${label}\u00a0»` : ""}`;
      return [`«\u00a0${value}\u00a0», ${where}`];
    });
  });
}

function newRow(body) {
  const model = body.querySelector(":scope > .nouvelle");
  const row = model.cloneNode(true);
  const rank = body.querySelectorAll(":scope > .nouvelle").length + 1;
  for (const field of row.querySelectorAll("[name]")) {
    field.name = field.id = field.name.replace("/+1", `/+${rank}`);
    field.value = "";
  }
  body.append(row);
  return row;
}

// What a row holds under « Plus »; a new row has it once it is there: until then its value goes with it.
function fieldBeside(row, key) {
  if (!row.classList.contains("nouvelle")) return form.querySelector(`[name="${CSS.escape(`${row.id}/${key}`)}"]`);
  const [cell] = row.cells, own = cell.querySelector("[name]").name;
  const name = `${own.slice(0, own.lastIndexOf("/"))}/${key}`;
  const known = cell.querySelector(`[name="${CSS.escape(name)}"]`);
  if (known) return known;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name });
  cell.append(field);
  return field;
}

function fill(field, value) {
  if (field.hidden && field.type !== "hidden") { field.nextElementSibling?.remove(); field.hidden = false; } // its chips
  if (field.tagName !== "SELECT") { field.value = value; return true; }
  const option = choice(field, value);
  if (option) field.value = option.value;
  return Boolean(option) || !value;
}

// The option of a list that a value of a spreadsheet means.
function choice(field, value) {
  const said = bare(value), options = [...field.options].filter((each) => each.value);
  const begun = options.filter((each) => said.length > 3 && bare(each.textContent).startsWith(said));
  return options.find((each) => [each.value, each.textContent].map(bare).includes(said)) ?? (begun.length === 1 ? begun[0] : null);
}

function report(table, { rows, lost, totals, meant, numberless, unplaced, relative }) {
  const place = table.closest(".liste").querySelector("[data-collage]");
  const count = rows.length > 1 ? `${rows.length} lignes collées.` : "1 ligne collée.";
  const told = [rows.length ? count : "Rien n’a été collé."];
  for (const { column, value } of meant) {
    const option = [...table.querySelectorAll(".nouvelle option")].find((each) => each.value === value);
    told.push(`${column.label}\u00a0: «\u00a0${option?.textContent ?? value}\u00a0» partout, à changer où il le faut.`);
  }
  if (numberless) {
    const count = numberless.without > 1 ? `${numberless.without} lignes` : "1 ligne";
    told.push(`${numberless.label}\u00a0: à choisir pour ${count}, dans la liste que propose cette colonne.`);
  }
  if (totals.length) told.push(`Sans «\u00a0${totals.join("\u00a0», «\u00a0")}\u00a0»\u00a0: la somme se fait ici.`);
  if (relative.length) told.push(`Année\u00a0: à dire pour «\u00a0${relative.join("\u00a0», «\u00a0")}\u00a0», que le tableau ne date pas.`);
  for (const [called, cells] of unplaced) {
    told.push(`Pas collé, ${called ? `la colonne «\u00a0${called}\u00a0» n’a pas de place ici` : "la colonne sans titre"}\u00a0: ${some(cells)}.`);
  }
  if (lost.length) told.push(`Pas collé, faute de place ou de choix qui convienne\u00a0: ${some(lost)}.`);
  place.textContent = told.join(" ");
  place.hidden = false;
}

function some(cells) {
  const rest = cells.length - TOLD_ONE_BY_ONE;
  return cells.slice(0, TOLD_ONE_BY_ONE).join("\u202f; ") + (rest > 0 ? `\u202f; et ${rest} de plus` : "");
}
