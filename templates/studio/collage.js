// What is pasted from a spreadsheet in a grid: cells fill it from where one stands, new rows when there
// are more. A table with its header goes by the names of its columns, wherever one stands; one with
// years across (a funder a row, a year a column) becomes a row for each amount. What is not taken is
// told above the grid, and stays told.
"use strict";

const YEAR = /^(?:(?:annees?|ans?|exercices?|budgets?|montants?|couts?|depenses?|recettes?|previsions?|previsionnels?|bp) )*((?:19|20)\d\d)$/;
const RELATIVE = /^(?:(?:annee|exercice|budget|montant|cout) )?(?:annee )?n(?: ?\d)?$/; // « Année N », « N+1 »
const TOTAL = /^(?:sous[- ])?(?:total|totaux|somme|ensemble)(?![\p{L}])/iu;
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
  const cells = text.split("\n").map((line) => line.split("\t").map((each) => each.trim()));
  const table = cell.closest("table");
  const columns = columnsOf(table);
  const said = header(cells, columns);
  const read = said ? byHeader(cells, said, columns) : byPlace(cells, cell.cellIndex, table);
  const told = numbered(read.rows, columns);
  const lost = [...read.lost, ...told.lost, ...fillRows(cell.parentElement, read.rows)];
  form.dispatchEvent(new Event("input"));
  report(table, { ...read, lost, numberless: told.numberless });
}

function columnsOf(table) {
  const model = table.tBodies[0].querySelector(":scope > .nouvelle");
  return [...model.cells].flatMap((cell, index) => {
    const field = cell.querySelector("[name]");
    return field ? [{ index, key: field.name.split("/").at(-1), label: cell.dataset.colonne, field }] : [];
  });
}

// What each column of a first row is, when that row is a header: a column of the grid, a year, a total.
function header([first, ...below], columns) {
  if (!below.length) return null;
  const across = Object.values(ACROSS).every((key) => columns.some((each) => each.key === key));
  const said = first.map((text, index) => {
    const values = below.map((row) => row[index] ?? "").filter((each) => !NOTHING.test(each));
    const year = across && YEAR.exec(plain(text))?.[1];
    if (year && values.some((each) => !YEAR.test(plain(each)))) return { text, year };
    if (across && RELATIVE.test(plain(text)) && values.some((each) => !YEAR.test(plain(each)))) return { text, year: "", relative: text };
    const column = text && columnCalled(text, columns, values);
    return column ? { text, column } : { text, total: TOTAL.test(text) };
  });
  if (said.some((each) => !each.column && !each.total && each.year === undefined && /\d/.test(each.text))) return null;
  onePlaceEach(said);
  const years = said.some((each) => each.year), named = said.filter((each) => each.column).length;
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

function byHeader([, ...below], said, columns) {
  const [rows, lost, totals] = [[], [], []];
  const years = said.some((each) => each.year !== undefined);
  const unplaced = new Map(); // how many cells of each column that the grid does not have
  for (const [rank, line] of below.entries()) {
    if (TOTAL.test(line.find((each) => each) ?? "")) { totals.push(line.find((each) => each)); continue; }
    const row = new Map(), amounts = [];
    line.forEach((text, index) => {
      const { column, year, total, text: called } = said[index] ?? {};
      if (NOTHING.test(text) || total) return;
      if (column) row.set(column.index, row.has(column.index) ? `${row.get(column.index)}\u00a0: ${text}` : text);
      else if (year !== undefined) amounts.push([year, text]);
      else unplaced.set(called ?? "", [...(unplaced.get(called ?? "") ?? []), `«\u00a0${text}\u00a0», ligne ${rank + 2}`]);
    });
    if (!years) { if (row.size) rows.push(row); continue; }
    if (row.size && !amounts.length) lost.push(...[...row.values()].map((each) => `«\u00a0${each}\u00a0», ligne ${rank + 2}`));
    for (const [year, amount] of amounts) rows.push(new Map([...row, ...acrossCells(columns, { year, amount })]));
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
      const field = row.cells[index]?.querySelector("input, select, textarea");
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

function fill(field, value) {
  if (field.hidden) { field.nextElementSibling?.remove(); field.hidden = false; } // its chips
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
