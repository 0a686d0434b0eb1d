// The editor of texts: bold, italic, lists, links, notes, foreign words, figures as chips. What it
// writes is our small Markdown, into the text area of the plain form, which stays the field.
// A text that it would not write back to the letter keeps its text area.
"use strict";

(() => {
  const INLINE = new RegExp(
    [
      "\\\\([*\\[\\]<])", // 1 a hidden mark
      "\\*\\*(?!\\s)((?:\\\\.|[^*\\\\]|\\*(?!\\*))+?)(?<!\\s)\\*\\*(?![\\p{L}\\p{N}(])", // 2 bold
      "\\*(?![\\s*])((?:\\\\.|[^*\\\\])+?)(?<!\\s)\\*(?![\\p{L}\\p{N}(*])", // 3 italic
      "\\[\\^([a-z][a-z0-9_]*)\\]", // 4 a note
      "\\[([^\\[\\]]+)\\]\\(((?:https?:\\/\\/|mailto:)[^\\s()]+)\\)", // 5, 6 a link
      "\\[([^\\[\\]]+)\\]\\{lang=([A-Za-z-]+)\\}", // 7, 8 words in another language
      "\\{\\{ ?([a-z_]+(?:\\.[a-z0-9_]+)*) ?\\}\\}", // 9 a figure, or what the dossier knows
    ].join("|"),
    "gu",
  );
  const FORMS = { lettres: "en lettres", lettres_capitale: "en lettres", unite: "son unité", pct: "en pourcentage", base: "sa base", sur: "avec sa base" };
  const BULLET = /^- (?=\S)/;
  const NUMBER = /^(\d+)\. (?=\S)/;

  // ---- From Markdown to nodes ------------------------------------------------------------------

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function chip(source, label, kind) {
    const made = element("span", { class: `puce ${kind}`, contenteditable: "false", "data-source": source });
    made.textContent = label;
    return made;
  }

  function inline(text) {
    const nodes = [];
    let end = 0;
    for (const found of text.matchAll(INLINE)) {
      const before = text[found.index - 1] ?? " ";
      const marked = found[2] ?? found[3];
      if (found.index < end || (marked !== undefined && /[\p{L}\p{N})\]}»”%€°]/u.test(before))) continue;
      nodes.push(text.slice(end, found.index), piece(found));
      end = found.index + found[0].length;
    }
    nodes.push(text.slice(end));
    return nodes.filter((node) => node !== "");
  }

  function piece(found) {
    if (found[1]) return found[1];
    if (found[2]) return element("strong", {}, ...inline(found[2]));
    if (found[3]) return element("em", {}, ...inline(found[3]));
    if (found[4]) return chip(found[0], `note ${labelOf("notes-connues", found[4])}`, "note");
    if (found[5]) return element("a", { href: found[6] }, ...inline(found[5]));
    if (found[7]) return element("i", { lang: found[8], class: "etranger" }, ...inline(found[7]));
    const [kind, name, form] = found[9].split(".");
    const label = kind === "chiffres" && name ? labelOf("chiffres-connus", name) : labelOf("autres-connus", found[9]);
    return chip(found[0], kind === "chiffres" && form ? `${label} (${FORMS[form] ?? form})` : label, "chiffre");
  }

  function labelOf(list, name) {
    const known = [...(document.getElementById(list)?.options ?? [])].find((each) => each.value === name);
    return known ? known.textContent : name;
  }

  function blocks(text) {
    const made = [];
    for (const group of text.split("\n\n")) {
      const lines = group.split("\n");
      const ordered = lines.length > 1 && lines.every((line, rank) => NUMBER.exec(line)?.[1] === String(rank + 1));
      if (ordered || lines.every((line) => BULLET.test(line))) {
        const items = lines.map((line) => element("li", {}, ...inline(line.replace(ordered ? NUMBER : BULLET, ""))));
        made.push(element(ordered ? "ol" : "ul", {}, ...items));
      } else {
        const inner = lines.flatMap((line, rank) => (rank ? [element("br"), ...inline(line)] : inline(line)));
        made.push(element("p", {}, ...(inner.length ? inner : [element("br")])));
      }
    }
    return made;
  }

  // ---- From nodes to Markdown ------------------------------------------------------------------

  function written(node) {
    if (node.nodeType === Node.TEXT_NODE) return plain(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    if (node.dataset.source) return node.dataset.source;
    const inner = [...node.childNodes].map(written).join("");
    const [, head, words, tail] = /^(\s*)([^]*?)(\s*)$/.exec(inner);
    if (!words && node.nodeName !== "BR") return inner;
    switch (node.nodeName) {
      case "BR": return "\n";
      case "STRONG": case "B": return `${head}**${words}**${tail}`;
      case "EM": return `${head}*${words}*${tail}`;
      case "I": return node.lang ? `${head}[${words}]{lang=${node.lang}}${tail}` : `${head}*${words}*${tail}`;
      case "A": return `${head}[${words}](${node.getAttribute("href")})${tail}`;
      default: return inner;
    }
  }

  // A sign of ours that a person types as a sign is hidden, where it would be read as a mark.
  function plain(text) {
    const same = inline(text);
    const kept = same.length <= 1 && (same[0] ?? "") === text;
    return (kept ? text : text.replaceAll(/[*[\]]/g, "\\$&")).replaceAll("\u200b", "");
  }

  function markdown(editor) {
    const parts = [];
    let loose = [];
    const settle = () => {
      if (loose.length) parts.push(loose.map(written).join(""));
      loose = [];
    };
    for (const node of editor.childNodes) {
      if (!/^(P|DIV|UL|OL)$/.test(node.nodeName)) { loose.push(node); continue; }
      settle();
      if (/^[UO]L$/.test(node.nodeName)) parts.push(listed(node));
      else parts.push([...node.childNodes].map(written).join("").replace(/\n$/, ""));
    }
    settle();
    return parts.filter((part) => part.trim()).join("\n\n");
  }

  // A browser leaves a line break in what was emptied, and behind a last space.
  function line(editor) {
    const text = [...editor.childNodes].map(written).join("").replace(/\n$/, "").replaceAll("\n", " ");
    return text.trim() ? text : "";
  }

  function listed(list) {
    const items = [...list.children].map((item) => written(item).trim()).filter(Boolean);
    return items.map((item, rank) => (list.nodeName === "OL" ? `${rank + 1}. ${item}` : `- ${item}`)).join("\n");
  }

  // ---- The editor ------------------------------------------------------------------------------

  const TOOLS = [
    ["gras", "Gras", "Ctrl+B"],
    ["italique", "Italique", "Ctrl+I"],
    ["liste", "Liste", ""],
    ["lien", "Lien", "Ctrl+K"],
    ["chiffre", "Chiffre", ""],
    ["note", "Note", ""],
    ["langue", "Mots étrangers", ""],
  ];

  function enhance(field, cell = false) {
    const end = field.value.endsWith("\n") ? "\n" : "";
    const text = field.value.slice(0, field.value.length - end.length);
    const single = field.dataset.riche === "ligne";
    const editor = element("div", { class: "editeur", contenteditable: "true", role: "textbox" });
    if (!single) editor.setAttribute("aria-multiline", "true");
    editor.append(...(single ? inline(text) : blocks(text)));
    const back = single ? [...editor.childNodes].map(written).join("") : markdown(editor);
    if (back !== text) return; // its text area serves it better
    const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    if (label) { label.id ||= `libelle${field.id}`; editor.setAttribute("aria-labelledby", label.id); }
    else if (field.hasAttribute("aria-label")) editor.setAttribute("aria-label", field.getAttribute("aria-label"));
    label?.addEventListener("click", () => editor.focus());
    const [told, pasted] = ["", ""].map(() => element("p", { class: "dit", role: "status", hidden: "" }));
    const frame = element("div", { class: "riche" }, editor, ...(cell ? [] : [toolbar(editor, single)]), told, pasted);
    field.after(frame);
    const held = document.activeElement === field;
    field.hidden = true;
    if (held) editor.focus();
    describe(field, editor);
    watchChips(editor, (words) => say(told, words));
    const keep = () => {
      field.value = single ? line(editor) : markdown(editor) + end;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    };
    editor.addEventListener("input", keep);
    editor.addEventListener("paste", (event) => paste(event, editor, single, pasted));
    editor.addEventListener("keydown", (event) => keys(event, editor, single));
  }

  function say(place, words) {
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  }

  function describe(field, editor) {
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (field.hasAttribute(name)) editor.setAttribute(name, field.getAttribute(name));
      else editor.removeAttribute(name);
    }
  }

  function paste(event, editor, single, told) {
    event.preventDefault();
    const read = readPasted(event.clipboardData);
    insertPasted(editor, read, single);
    const joined = single && read.blocks.length > 1 ? `Collé en une seule ligne\u00a0: ce champ n’a qu’un paragraphe. ` : "";
    say(told, (joined + read.told).trim());
  }

  function keys(event, editor, single) {
    if (single && event.key === "Enter") event.preventDefault();
    if ((event.ctrlKey || event.metaKey) && event.key === "k") {
      event.preventDefault();
      act("lien", editor);
    }
  }

  function toolbar(editor, single) {
    const bar = element("div", { class: "outils", role: "toolbar", "aria-label": "Mise en forme" });
    for (const [name, label, key] of TOOLS) {
      if (single && name === "liste") continue;
      const button = element("button", { type: "button", class: "discret", tabindex: bar.children.length ? "-1" : "0" }, label);
      if (key) button.title = key;
      button.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
      button.addEventListener("click", () => act(name, editor));
      bar.append(button);
    }
    bar.addEventListener("keydown", (event) => walk(event, bar));
    return bar;
  }

  function walk(event, bar) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...bar.children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    for (const each of all) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  }

  // Tools fold once the hand has let go of what it pressed: a button would flee from under it.
  let pressed = false;
  let place = null; // the last selection in an editor
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!pressed) leaveChip();
    const holder = selection.anchorNode?.parentElement?.closest(".editeur") ?? (selection.anchorNode?.closest?.(".editeur"));
    if (holder && selection.rangeCount) place = { holder, range: selection.getRangeAt(0).cloneRange() };
  });

  function back(editor) {
    editor.focus();
    const selection = getSelection();
    if (place?.holder === editor) {
      selection.removeAllRanges();
      selection.addRange(place.range);
    } else selection.collapse(editor, editor.childNodes.length);
  }

  async function act(name, editor) {
    back(editor);
    document.execCommand("styleWithCSS", false, "false");
    if (name === "gras") document.execCommand("bold");
    else if (name === "italique") document.execCommand("italic");
    else if (name === "liste") document.execCommand("insertUnorderedList");
    else await ask(name, editor);
  }

  // ---- What needs a question -------------------------------------------------------------------

  const QUESTIONS = {
    lien: { title: "Lien", label: "Adresse de la page ou courriel", field: "input" },
    chiffre: { title: "Citer un chiffre", label: "Chiffre du dossier", field: "chiffres-connus" },
    note: { title: "Appeler une note", label: "Note du dossier", field: "notes-connues" },
    langue: { title: "Mots étrangers", label: "Leur langue", field: "langues-connues" },
  };

  async function ask(name, editor) {
    const { title, label, field } = QUESTIONS[name];
    const words = getSelection().toString();
    const answer = await answered(title, label, field, name === "lien" && !words);
    back(editor);
    if (!answer) return;
    const text = words || answer.words || answer.value;
    if (name === "lien") {
      const href = /^(https?:|mailto:)/.test(answer.value) ? answer.value : answer.value.includes("@") ? `mailto:${answer.value}` : `https://${answer.value}`;
      insert(element("a", { href }, text));
    } else if (name === "langue") {
      if (words) insert(element("i", { lang: answer.value, class: "etranger" }, words));
    } else if (name === "note") insert(chip(`[^${answer.value}]`, `note ${answer.label}`, "note"));
    else {
      const said = answer.form ? `${answer.label} (${FORMS[answer.form]})` : answer.label;
      insert(chip(`{{ chiffres.${[answer.value, answer.form].filter(Boolean).join(".")} }}`, said, "chiffre"));
    }
    editor.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function insert(node) {
    const range = getSelection().getRangeAt(0);
    range.deleteContents();
    range.insertNode(node);
    if (!holdsText(node.nextSibling)) node.after(FILLER);
    getSelection().collapse(node.nextSibling, isChip(node) ? 0 : 1); // behind a link, not in it
  }

  function answered(title, label, field, withWords) {
    const dialog = element("dialog", { "aria-labelledby": "question-titre" });
    const list = document.getElementById(field);
    const answer = list ? list.cloneNode(true) : element("input", { type: "text" });
    answer.hidden = false;
    answer.id = "question-reponse";
    answer.removeAttribute("aria-hidden");
    const form = element("form", { method: "dialog" },
      element("h2", { id: "question-titre" }, title),
      element("label", { for: "question-reponse" }, label), answer);
    const words = element("input", { type: "text", id: "question-mots" });
    if (withWords) form.append(element("label", { for: "question-mots" }, "Texte du lien"), words);
    const way = forms(answer, form);
    const empty = list && !list.options.length;
    if (empty) form.append(element("p", { class: "note" }, "Le dossier n’en a pas encore : ajoutez-en dans la partie du même nom, à gauche."));
    const bar = element("p", { class: "gestes" }, element("button", { class: "principal", value: "oui" }, "Insérer"), element("button", { value: "" }, "Renoncer"));
    form.append(bar);
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    return new Promise((done) => dialog.addEventListener("close", () => {
      const value = answer.value.trim();
      const chosen = answer.selectedOptions?.[0]?.textContent ?? value;
      done(dialog.returnValue && value ? { value, label: chosen, words: words.value.trim(), form: way.value } : null);
      dialog.remove();
    }));
  }

  // How a figure may be written: its number, its share, with its base, in letters; what each prints.
  function forms(answer, form) {
    const choice = element("select", { id: "question-forme" });
    const label = element("label", { for: "question-forme" }, "Comment l’écrire");
    const offer = () => {
      const known = JSON.parse(answer.selectedOptions?.[0]?.dataset.formes ?? "[]");
      choice.replaceChildren(...known.map(([name, said]) => element("option", { value: name }, `${said} (${FORMS[name] ?? "en chiffres"})`)));
      choice.hidden = label.hidden = known.length < 2;
    };
    offer();
    answer.addEventListener("change", offer);
    form.append(label, choice);
    return choice;
  }

  // ---- Where it serves -------------------------------------------------------------------------

  function fold() {
    if (pressed) return;
    for (const each of document.querySelectorAll(".riche")) each.classList.toggle("actif", each.contains(document.activeElement));
  }

  document.addEventListener("pointerdown", () => { pressed = true; }, true);
  for (const kind of ["pointerup", "pointercancel", "dragend"]) {
    addEventListener(kind, () => { pressed = false; setTimeout(() => { leaveChip(); fold(); }); }, true);
  }
  document.addEventListener("focusin", fold);
  document.addEventListener("focusout", () => setTimeout(fold));

  // In a cell, only what cites something: there a plain field serves better, and is pasted in.
  const CITES = /\{\{|\[\^|\*\*/;

  function all(fresh) {
    for (const field of document.querySelectorAll("[data-riche]:not([hidden])")) {
      const cell = Boolean(field.closest(".mots, .grille"));
      if (cell ? CITES.test(field.value) && field !== document.activeElement : fresh) enhance(field, cell);
    }
  }

  addEventListener("DOMContentLoaded", () => all(true));
  document.addEventListener("champs", (event) => {
    all(event.detail.whole);
    for (const editor of document.querySelectorAll(".riche > .editeur")) describe(editor.parentElement.previousElementSibling, editor);
  });
})();
