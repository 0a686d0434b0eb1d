// What is pasted in a text from Word, a mail or a page: paragraphs, bold, italics, links, lists and our
// chips are kept; of what a text cannot hold (titles, tables, notes, pictures), the words are kept and
// the form is told beside the field.
"use strict";

const ITEM = /^\s*(?:([•·▪◦‣§o])|(\d+|[a-z])[.)])\s+/u; // how Word writes the sign of an item
const TITLE = /^(?:h[1-6]|title)$/;
const BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, li, table, tr, blockquote, pre, section, article, hr";
const CHIP = /^(?:\{\{ ?[a-z_]+(?:\.[a-z0-9_]+)* ?\}\}|\[\^[a-z][a-z0-9_]*\])$/;
const many = (count, one, all) => (count > 1 ? `${count} ${all}` : `1 ${one}`);
const squeezed = (text) => text.replaceAll(/[ \t\r\n]+/g, " ");
const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// Paragraphs and items ({ list: "", "ul" or "ol", html }) of what was copied, and what is told of the rest.
function readPasted(data) {
  const html = data.getData("text/html");
  const lost = { titles: 0, tables: [], notes: 0, pictures: 0, comments: 0, links: 0, levels: 0, deleted: 0, looks: new Set() };
  const made = html.trim() ? readHtml(parsedQuietly(html), lost) : readPlain(data.getData("text/plain"));
  return { blocks: made.filter((each) => each.html.replaceAll("\u00a0", " ").trim()), told: toldOf(lost) };
}

// Our policy takes no style and no script of another's, and says each that it refuses: they are read as data.
function parsedQuietly(html) {
  const quiet = html.replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/\s(style|on\w+)\s*=/gi, " data-$1="));
  return new DOMParser().parseFromString(quiet, "text/html").body;
}

function readPlain(text) {
  return text.split(/(?:\r\n?|\n)+/).map((line) => {
    const sign = /^\s*[•·▪◦‣]\s+/u.exec(line)?.[0] ?? "";
    return { list: sign && "ul", html: escaped(line.slice(sign.length)).trim() };
  });
}

function readHtml(body, lost) {
  const made = [], style = (node) => node.dataset?.style ?? "";
  let open = null; // the paragraph that is being read
  const close = () => { open = null; };
  const add = (html, list = "") => {
    if (!open) { open = { list, html: "" }; made.push(open); }
    open.html += html;
  };

  function block(node) {
    const name = node.localName, kind = style(node);
    if (/mso-element:\s*comment-list/.test(kind)) return;
    close();
    if (name === "table") { table(node); return; }
    if (name === "hr") return;
    if (/mso-element:\s*footnote-list|mso-element:\s*endnote-list/.test(kind)) { node.childNodes.forEach(any); close(); return; }
    if (/mso-element:\s*(?:foot|end)note\b/.test(kind)) lost.notes += 1;
    if (TITLE.test(name) || /\bMso(?:Title|Subtitle)\b/.test(node.className)) lost.titles += 1;
    const list = name === "li" ? (node.closest("ol, ul")?.localName ?? "ul") : wordList(node);
    if (list && (/level[2-9]/.test(kind) || node.parentElement?.closest("li"))) lost.levels += 1;
    if (list) add("", list);
    for (const each of node.childNodes) {
      if (list && each.localName === "p") inlines(each.childNodes); else any(each);
    }
    close();
  }

  // A list of Word is paragraphs, whose sign is written in them and marked as to be ignored.
  function wordList(node) {
    if (!/mso-list:\s*l\d/.test(style(node))) return "";
    const sign = [...node.querySelectorAll("span")].find((each) => /mso-list:\s*Ignore/.test(style(each)));
    const words = squeezed(`${sign?.textContent ?? "·"} `.replaceAll("\u00a0", " "));
    return ITEM.exec(words)?.[2] ? "ol" : "ul";
  }

  function table(node) {
    const rows = [...node.querySelectorAll("tr")].filter((each) => each.closest("table") === node);
    lost.tables.push(rows.length);
    for (const row of rows) {
      close();
      [...row.cells].forEach((cell, rank) => { if (rank) add(" ; "); inlines(cell.childNodes, true); });
    }
    close();
  }

  const inlines = (nodes, cell = false) => {
    for (const each of nodes) {
      if (each.nodeType === Node.ELEMENT_NODE && each.matches(BLOCKS)) { inlines(each.childNodes, cell); add(" "); } else any(each);
    }
  };

  function any(node) {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = squeezed(node.data);
      if (words.trim() || open) add(escaped(words));
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || /^(?:style|script|head|title|meta|link|xml)$/.test(node.localName)) return;
    if (node.matches("ul, ol")) { close(); node.childNodes.forEach(any); return; }
    if (node.matches(BLOCKS)) { block(node); return; }
    inlineOf(node);
  }

  function inlineOf(node) {
    const name = node.localName, kind = style(node);
    if (/mso-list:\s*Ignore/.test(kind)) return;
    if (name === "br") { close(); return; }
    if (/^(?:img|v:imagedata|svg|picture)$/.test(name)) { lost.pictures += 1; return; }
    if (/\bMsoCommentReference\b/.test(node.className)) { lost.comments += 1; return; }
    if (name === "del" || /\bmsoDel\b/.test(node.className)) { lost.deleted += 1; return; }
    if (CHIP.test(node.dataset?.source ?? "")) {
      const look = node.dataset.source.startsWith("[^") ? "note" : "chiffre";
      add(`${FILLER}<span class="puce ${look}" data-source="${escaped(node.dataset.source)}">${escaped(node.textContent)}</span>${FILLER}`); // alone, a browser would undress it
      return;
    }
    if (name === "a" && /^#_?(?:ftn|edn|_ftn|_edn)/i.test(node.getAttribute("href") ?? "")) return; // its call
    if (/^(?:u|s|strike|ins)$/.test(name)) lost.looks.add(name === "u" ? "le souligné" : "le barré");
    if (name === "ins") lost.looks.delete("le barré");
    if (name === "sup" && /^[23]$/.test(node.textContent)) { add(node.textContent === "2" ? "²" : "³"); return; }
    wrapped(node, markOf(node, kind));
  }

  function markOf(node, kind) {
    const name = node.localName;
    if (/^(?:b|strong)$/.test(name)) return /font-weight:\s*(?:normal|400)/.test(kind) ? "" : "strong";
    if (/^(?:i|em|cite)$/.test(name)) return /font-style:\s*normal/.test(kind) ? "" : node.lang && node.matches(".etranger") ? "i" : "em";
    if (name === "a") return "a";
    if (/font-weight:\s*(?:bold|[6-9]00)/.test(kind)) return "strong";
    return /font-style:\s*italic/.test(kind) ? "em" : "";
  }

  function wrapped(node, mark) {
    const before = open?.html, was = open;
    node.childNodes.forEach(any);
    if (!mark || open === null || (was && was !== open)) return;
    const start = was ? before.length : 0, inner = open.html.slice(start).replaceAll(mark === "a" ? /<\/?a\b[^>]*>/g : `<${mark}>`, "").replaceAll(`</${mark}>`, "");
    if (!inner.trim()) return;
    const href = mark === "a" ? node.getAttribute("href") ?? "" : "";
    if (mark === "a" && !/^(?:https?:\/\/|mailto:)[^\s()]+$/.test(href)) { if (href) lost.links += 1; return; }
    const [, head, words, tail] = /^(\s*)([^]*?)(\s*)$/.exec(inner);
    const says = mark === "a" ? ` href="${escaped(href)}"` : mark === "i" ? ` lang="${escaped(node.lang)}" class="etranger"` : "";
    open.html = `${open.html.slice(0, start)}${head}<${mark}${says}>${words}</${mark}>${tail}`;
  }

  body.childNodes.forEach(any);
  return made.map((each) => ({ ...each, html: each.html.replaceAll(/<\/(strong|em)>(\s*)<\1>/g, "$2").replaceAll(/ {2,}/g, " ").trim() }));
}

function toldOf(lost) {
  const rows = lost.tables.reduce((sum, each) => sum + each, 0);
  const without = [
    lost.titles && `la forme de ${many(lost.titles, "titre", "titres")} (un bloc «\u00a0Sous-partie\u00a0» en fait un)`,
    lost.tables.length && `la forme de ${many(lost.tables.length, "tableau", "tableaux")} (${many(rows, "ligne", "lignes")}, texte gardé)`,
    lost.notes && `${many(lost.notes, "note de bas de page", "notes de bas de page")} (texte gardé à la fin, à mettre dans la partie «\u00a0Notes\u00a0»)`,
    lost.pictures && `${many(lost.pictures, "image", "images")} (à ajouter dans un bloc)`,
    lost.comments && many(lost.comments, "commentaire", "commentaires"),
    lost.deleted && "ce que le suivi des modifications supprime",
    lost.links && `${many(lost.links, "lien qui ne mène", "liens qui ne mènent")} nulle part (les mots sont gardés)`,
    lost.levels && "les niveaux de la liste (tous ses points sont au premier)",
    ...lost.looks,
  ].filter(Boolean);
  return without.length ? `Collé sans\u00a0: ${without.join("\u202f; ")}.` : "";
}

// Through the browser's own gesture, so that Ctrl+Z takes it back; what it dresses words with is taken off.
function insertPasted(editor, { blocks }, single) {
  const inItem = getSelection().anchorNode?.parentElement?.closest(".editeur li");
  const joined = () => blocks.map((each) => each.html).join(" ");
  const inner = single || (blocks.length === 1 && !blocks[0].list) ? joined() : inItem ? `<ul>${blocks.map((each) => `<li>${each.html}</li>`).join("")}</ul>` : grouped(blocks);
  document.execCommand("styleWithCSS", false, "false");
  if (inner) document.execCommand("insertHTML", false, inner);
  for (const each of editor.querySelectorAll("[style]")) each.removeAttribute("style");
  for (const each of editor.querySelectorAll(".puce")) each.contentEditable = "false";
  editor.dispatchEvent(new Event("input", { bubbles: true }));
}

function grouped(blocks) {
  return blocks.map(({ list, html }, rank) => {
    if (!list) return `<p>${html}</p>`;
    const opens = blocks[rank - 1]?.list !== list ? `<${list}>` : "", closes = blocks[rank + 1]?.list !== list ? `</${list}>` : "";
    return `${opens}<li>${html}</li>${closes}`;
  }).join("");
}
