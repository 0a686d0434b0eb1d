// What is pasted from a spreadsheet in a grid: cells fill it from where one stands, new rows when there
// are more. A table with its header goes by the names of its columns, wherever one stands; one with
// years across (a funder a row, a year a column) becomes a row for each amount. What is not taken is
// told above the grid, and stays told.
"use strict";

const YEAR = /^(?:année|exercice|budget)?\s*((?:19|20)\d\d)$/i;
const TOTAL = /^(?:sous[- ])?(?:total|totaux|somme|ensemble)(?![\p{L}])/iu;
const NOTHING = /^[\s–—-]*$/;
const ACROSS = { year: "annee", amount: "montant" }; // the columns of a grid that years across fill
const SAME = { libelle: ["poste", "intitulé", "désignation", "objet", "dépense", "recette", "charge", "produit"] }; // as tables call a column
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
  const lost = [...read.lost, ...told.lost, ...fillRows(cell.parentElement, read.rows)].filter((each) => !NOTHING.test(each));
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
    const year = across && YEAR.exec(text)?.[1];
    if (year && below.some((row) => row[index] && !YEAR.test(row[index]))) return { year };
    if (TOTAL.test(text)) return { total: true };
    const called = (names) => names.some((one) => [bare(one), `${bare(one)}s`].includes(bare(text)));
    const column = text && (columns.find((each) => called([each.label, each.key])) ?? columns.find((each) => called(SAME[each.key] ?? [])));
    return column ? { column } : { unknown: text };
  });
  if (said.some((each) => /\d/.test(each.unknown ?? ""))) return null;
  const years = said.some((each) => each.year), named = said.filter((each) => each.column).length;
  if (years && !said[0].column) said[0] = { column: columns[0] };
  return years || named > 1 || (named && named === first.length) ? said : null;
}

function byHeader([, ...below], said, columns) {
  const [rows, lost, totals] = [[], [], []];
  const years = said.some((each) => each.year);
  for (const line of below) {
    if (TOTAL.test(line.find((each) => each) ?? "")) { totals.push(line.find((each) => each)); continue; }
    const row = new Map(), amounts = [];
    line.forEach((text, index) => {
      const { column, year, total } = said[index] ?? {};
      if (NOTHING.test(text) || total) return;
      if (column && row.has(column.index)) lost.push(text);
      else if (column) row.set(column.index, text);
      else if (year) amounts.push([year, text]);
      else lost.push(text);
    });
    if (!years) { if (row.size) rows.push(row); continue; }
    if (row.size && !amounts.length) lost.push(...row.values());
    for (const [year, amount] of amounts) rows.push(new Map([...row, ...acrossCells(columns, { year, amount })]));
  }
  const meant = years ? assumed(rows, columns) : [];
  return { rows, lost, totals, meant };
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
      else if (found[2]) lost.push(found[2]);
    } else {
      row.delete(number.index);
      if (option) row.set(number.index, option.value);
      if (typed && called && !option) lost.push(typed);
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
  return { rows, lost: [], totals, meant: [] };
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
      return field && fill(field, value) ? [] : [value];
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
  const said = bare(value), options = [...field.options].filter((each) => each.value);
  const begun = options.filter((each) => said.length > 3 && bare(each.textContent).startsWith(said));
  const option = options.find((each) => [each.value, each.textContent].map(bare).includes(said)) ?? (begun.length === 1 ? begun[0] : null);
  if (option) field.value = option.value;
  return Boolean(option) || !value;
}

function report(table, { rows, lost, totals, meant, numberless }) {
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
  if (lost.length) told.push(`Pas collé, faute de place ou de choix qui convienne\u00a0: ${lost.join(", ")}.`);
  place.textContent = told.join(" ");
  place.hidden = false;
}
