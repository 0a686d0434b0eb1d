// What the studio adds to its plain forms: drafts kept while one types, what is wrong told beside its
// field at once, the page that follows. Fields are never replaced while one types in them.
"use strict";

const SAVE = "enregistrer"; // the button that writes to the dossier
const LEAST = 120, MOST = 600; // milliseconds of rest after which a draft is kept
const LONGEST = 2000; // milliseconds after which it is kept while the hand goes on

const AGAIN = 2000; // milliseconds before what got no answer is sent again

const form = document.getElementById("formulaire");
const frame = document.getElementById("apercu");
const byId = (id) => document.getElementById(id);

// ---- Keeping drafts ----------------------------------------------------------------------------

let timer = 0;
let since = 0; // when the first of what the timer waits for was typed
let turn = Promise.resolve(); // requests leave one at a time, in the order of what was done
let waiting = false; // something was typed since the last one left
let sent = new Map(); // what each field held when it left
let drawn = 0; // how many times the fields were replaced
let retrying = 0; // the timer of what got no answer
let rest = MOST; // as long as the last page took to follow, within those bounds

function posted(button) {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  fields.set("automatique", "1");
  return fields;
}

function send(button = null) {
  clearTimeout(timer);
  timer = 0;
  if (!button && waiting) return turn;
  if (!button) waiting = true;
  const seen = drawn, within = Boolean(button?.closest("#champs"));
  turn = turn.then(() => {
    // A button of fields that are no longer there spoke of others; what was typed left with another.
    if (button ? within && seen !== drawn : !waiting) return null;
    return exchange(button);
  });
  return turn;
}

async function exchange(button) {
  const began = performance.now();
  waiting = false;
  try {
    const to = button?.getAttribute("formaction") ?? location.pathname;
    const fields = posted(button);
    sent = new Map(fields);
    const body = button?.hasAttribute("formenctype") ? fields : new URLSearchParams(fields);
    const answer = await fetch(to, { method: "POST", body });
    if (!answer.ok) return refused(await answer.text());
    const { page, show, go, version } = await answer.json();
    if (go) { location.assign(go); return; }
    delete document.body.dataset.panne;
    const gesture = Boolean(button?.value) && button.value !== SAVE;
    if (!gesture) byId("version").value = version;
    const grown = !page && hasNewRows(); // they get their names before anything else is typed in them
    if (page) { take(parsed(page), gesture); if (show) reveal(show); }
    if (grown) await takeState();
    await refreshPage();
    rest = Math.min(MOST, Math.max(LEAST, performance.now() - began));
    if (timer || waiting) return; // more is on its way: what was found would be of a former text
    if (!page && !grown) await takeState();
    if (pieceOnly) await refreshPage(true);
  } catch {
    fail("Le brouillon n’a pas pu être gardé\u00a0: le studio ne répond pas. Ce que vous tapez reste ici.");
    clearTimeout(retrying);
    retrying = setTimeout(send, AGAIN);
  }
}

async function takeState() {
  const answer = await fetch(location.pathname);
  if (answer.ok) take(parsed(await answer.text()), false);
}

function hasNewRows() {
  return [...sent].some(([name, value]) => name.includes("/+") && value);
}

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

function refused(text) {
  const page = parsed(text);
  fail(page.querySelector("main p")?.textContent ?? "Le brouillon n’a pas pu être gardé.");
}

function fail(sentence) {
  tell(sentence);
  document.body.dataset.panne = "1"; // leaving the page then asks first
}

function tell(sentence) {
  byId("etat").textContent = sentence;
}

// ---- Taking what comes back --------------------------------------------------------------------

// The fields show the text whose version stands in the form. Where the file has become another one
// (a second window, an editor), they are left as they are while one types or has to choose, then
// replaced by what it now holds.
function take(page, gesture) {
  const now = page.getElementById("version").value;
  const elsewhere = !gesture && now !== byId("version").value;
  const whole = gesture || (elsewhere && !waiting && !timer && !page.querySelector(".conflit"));
  const asked = heldConflict();
  for (const id of ["conflits", "constats-du-fichier"]) replace(byId(id), page.getElementById(id));
  if (!regard) byId("apercu-etat").textContent = page.getElementById("apercu-etat").textContent;
  takeParts(page);
  takeGestures(page);
  replace(document.querySelector(".titre-partie h1"), page.querySelector(".titre-partie h1"));
  document.title = page.title;
  const held = whole && elsewhere ? caret() : null;
  if (whole) {
    byId("version").value = now;
    const typed = typedSince(byId("champs"));
    replace(byId("champs"), page.getElementById("champs"));
    for (const each of typed) again(each);
    drawn += 1;
  } else if (!elsewhere) takeFindings(page);
  document.dispatchEvent(new CustomEvent("champs", { detail: { whole } }));
  if (asked) afterChoice(asked);
  if (whole && elsewhere) {
    putBack(held);
    tell("Ce fichier a aussi été modifié ailleurs\u00a0: les champs montrent maintenant les deux.");
  }
}

// The question that has the focus, by its rank and the field that it is about.
function heldConflict() {
  const held = document.activeElement?.closest("#conflits .conflit");
  return held && { rank: [...byId("conflits").children].indexOf(held), place: held.dataset.place };
}

// Once it is answered, the focus goes to the next one, or else to the field.
function afterChoice({ rank, place }) {
  if (document.activeElement !== document.body) return;
  const left = [...byId("conflits").children];
  const next = left[Math.min(rank, left.length - 1)];
  if (next) { next.querySelector("button").focus(); return; }
  if (place) reveal(place);
  if (document.activeElement === document.body) document.querySelector("#gestes button")?.focus();
}

// What was typed after the request had left, by the field that holds it.
function typedSince(place) {
  const fields = [...place.querySelectorAll("input:not([type=file]), select, textarea")];
  return fields.filter((each) => each.name && each.value !== (sent.get(each.name) ?? ""));
}

// It goes on standing in the field of its name, or in the one that another row now gives to it.
function again({ name, value }) {
  const last = name.split("/").at(-1);
  const same = [...byId("champs").querySelectorAll("[name]")].filter(
    (each) => each.value === sent.get(name) && each.name?.split("/").at(-1) === last,
  );
  const field = same.find((each) => each.name === name) ?? (same.length === 1 ? same[0] : null);
  if (field) field.value = value;
}

// Where one types, by its field and what it holds: another block may have taken its place.
function caret() {
  const here = document.activeElement;
  const rich = here?.closest?.(".editeur");
  const field = rich ? rich.parentElement.previousElementSibling : here;
  if (!field?.name || !byId("champs").contains(field)) return null;
  let at = field.selectionStart ?? 0;
  if (rich) {
    const range = document.createRange(), selection = getSelection();
    range.setStart(rich, 0);
    range.setEnd(selection.focusNode, selection.focusOffset);
    at = range.toString().length;
  }
  return { name: field.name, value: field.value, at };
}

function putBack(held) {
  if (!held) return;
  const same = [...form.querySelectorAll("#champs [name]")].filter((each) => each.value === held.value);
  const field = same.find((each) => each.name === held.name) ?? same[0] ?? form.querySelector(`[name="${CSS.escape(held.name)}"]`);
  const editor = field?.nextElementSibling?.querySelector?.(".editeur");
  (editor ?? field)?.focus({ preventScroll: true });
  if (!editor) { field?.setSelectionRange?.(held.at, held.at); return; }
  const walker = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
  let left = held.at;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) { getSelection().collapse(node, left); return; }
    left -= node.length;
  }
}

function replace(old, fresh) {
  if (old && fresh && old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML;
}

// The list of parts scrolls by itself: the one that is shown is in sight.
const current = document.querySelector("#parties [aria-current]");
if (current) byId("parties").scrollTop = current.offsetTop - byId("parties").clientHeight / 2;

function takeParts(page) {
  const held = document.activeElement?.closest("#parties a")?.getAttribute("href");
  replace(byId("parties"), page.getElementById("parties"));
  if (held) document.querySelector(`#parties a[href="${CSS.escape(held)}"]`)?.focus();
}

function takeGestures(page) {
  tell(page.getElementById("etat").textContent);
  const held = document.activeElement?.closest("#gestes button")?.value;
  replace(byId("gestes"), page.getElementById("gestes"));
  if (held !== undefined) {
    (document.querySelector(`#gestes button[value="${held}"]:not(:disabled)`) ??
      document.querySelector("#gestes button"))?.focus();
  }
}

// Findings are replaced beside their fields; a grid or a list that has grown is replaced whole, the
// caret put back where it was.
function takeFindings(page) {
  for (const grown of form.querySelectorAll("[data-liste], .mots")) {
    const added = ownFields(grown).some((each) => each.name.includes("/+") && sent.get(each.name));
    if (added) takeList(grown, page);
  }
  for (const old of form.querySelectorAll("[data-liste]")) {
    const fresh = page.querySelector(`[data-liste="${CSS.escape(old.dataset.liste)}"]`);
    replace(old.tFoot, fresh?.tFoot);
  }
  for (const fresh of page.querySelectorAll("#champs [data-champ]")) {
    const old = form.querySelector(`[data-champ="${CSS.escape(fresh.dataset.champ)}"]`);
    if (!old) continue;
    replace(old.querySelector(".place-constats"), fresh.querySelector(".place-constats"));
    replace(old.querySelector(".part"), fresh.querySelector(".part"));
    replace(old.querySelector(":scope > label"), fresh.querySelector(":scope > label"));
    for (const look of ["a-voir", "a-remplir"]) old.classList.toggle(look, fresh.classList.contains(look));
    const [field, other] = [old, fresh].map((each) => each.querySelector("input, select, textarea"));
    if (field && other) for (const name of ["aria-invalid", "aria-describedby"]) copy(field, other, name);
  }
  for (const fresh of page.querySelectorAll("#champs .liste, #champs .groupe, #champs .element")) {
    const old = byId(fresh.id);
    for (const part of [":scope > .place-constats", ":scope > summary"]) replace(old?.querySelector(part), fresh.querySelector(part));
    replace(byId(`titre${fresh.id}`), page.getElementById(`titre${fresh.id}`));
  }
}

function copy(to, from, name) {
  if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name));
  else to.removeAttribute(name);
}

// The cells of a list: neither what a row holds under « Plus », nor the lists in it.
function ownFields(list) {
  const fields = [...list.querySelectorAll("input:not([type=hidden]), select, textarea")];
  return fields.filter((each) => each.closest(".reste, [data-liste], .mots") === list);
}

const opened = (list) => [...list.querySelectorAll(":scope > tbody > .reste details[open]")];

function takeList(old, page) {
  const group = old.closest(".liste");
  const fresh = page.getElementById(group.id)?.querySelector("[data-liste], .mots");
  if (!fresh) return;
  const here = old.contains(document.activeElement) ? document.activeElement : null;
  const rank = ownFields(old).indexOf(here);
  const caret = here && "selectionStart" in here ? here.selectionStart : null;
  const open = opened(old).map((each) => each.closest("tr").previousElementSibling.id);
  const own = ownFields(old);
  const typed = typedSince(old).map((each) => [own.indexOf(each), each]);
  old.innerHTML = fresh.innerHTML;
  for (const [at, { name, value }] of typed) {
    while (at >= ownFields(old).length && old.tBodies) newRow(old.tBodies[0]); // pasted meanwhile
    const field = at >= 0 ? ownFields(old)[at] : old.querySelector(`[name="${CSS.escape(name)}"]:not(button)`);
    if (field) field.value = value;
  }
  for (const id of open) byId(id)?.nextElementSibling.querySelector("details").toggleAttribute("open", true);
  const named = here?.name && !here.name.includes("/+"); // under « Plus »
  const same = named ? old.querySelector(`[name="${CSS.escape(here.name)}"]:not(button)`) : null;
  const back = rank >= 0 ? ownFields(old)[rank] : same;
  if (!back) return;
  back.value = here.value;
  back.focus({ preventScroll: true });
  if (caret !== null) back.setSelectionRange?.(caret, caret);
}

function reveal(id) {
  const there = byId(id) ?? document.querySelector(`[name="${CSS.escape(id)}"]`);
  if (!there) return;
  for (let each = there; each; each = each.parentElement?.closest("details")) {
    if (each.tagName === "DETAILS") each.open = true;
  }
  const field = there.matches("[data-riche][hidden]") ? there.nextElementSibling : there; // its editor
  field.scrollIntoView({ block: field.offsetHeight > innerHeight / 2 ? "start" : "center" });
  (field.querySelector(".editeur, input:not([hidden]), select, textarea:not([hidden])") ?? field).focus({ preventScroll: true });
}

// A finding's link, or a gesture made before this script was there, names its field in the address.
// The browser gives the focus to the whole block, or takes it away, with the first frames it draws:
// the field has it after them, unless one is elsewhere by then.
function revealAddress() {
  if (!location.hash.startsWith("#/")) return;
  const id = decodeURIComponent(location.hash.slice(1));
  const go = () => { if ([document.body, byId(id)].includes(document.activeElement)) reveal(id); };
  requestAnimationFrame(() => requestAnimationFrame(go));
}

// A part that is opened from the list: the focus goes to its title, not back to the head of the page.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#parties a") && !event.ctrlKey && !event.metaKey) sessionStorage.setItem("partie", "1");
});
if (sessionStorage.getItem("partie")) {
  sessionStorage.removeItem("partie");
  if (!location.hash && document.activeElement === document.body) byId("titre-partie")?.focus({ preventScroll: true });
}

// ---- The page beside the form ------------------------------------------------------------------

// Of a long dossier, the part that is typed in comes first, and takes its place in the page alone; the
// rest of the page follows once the hand rests.
async function refreshPage(whole = false) {
  if (regard) { awaitSheets(); return; }
  if (!frame?.contentDocument) return;
  const part = whole ? "" : `?partie=${form.dataset.partie}`;
  const answer = await fetch(document.querySelector('[data-regard=""]').href + part);
  if (!answer.ok) return;
  const partial = answer.headers.get("x-partie") === "1";
  if (partial && !takePiece(await answer.text())) return refreshPage(true);
  if (partial) { pieceOnly = true; return; }
  pieceOnly = false;
  const html = await answer.text();
  const fresh = new frame.contentWindow.DOMParser().parseFromString(html, "text/html"); // its policy
  const old = frame.contentDocument;
  if (policy(old) !== policy(fresh)) { frame.contentWindow.location.reload(); return; }
  const top = old.scrollingElement?.scrollTop ?? 0;
  old.head.replaceWith(old.adoptNode(fresh.head));
  old.body.replaceWith(old.adoptNode(fresh.body));
  old.scrollingElement.scrollTop = top;
  follow(document.activeElement);
}

let pieceOnly = false; // the page shows what was typed in its part, and the others as they were

function takePiece(html) {
  const fresh = new frame.contentWindow.DOMParser().parseFromString(html, "text/html");
  const address = document.querySelector("[data-partie-adresse]").dataset.partieAdresse;
  const [piece, old] = [fresh, frame.contentDocument].map((each) => each.querySelector(`[data-address="${CSS.escape(address)}"]`));
  if (!piece || !old) return false;
  old.replaceWith(frame.contentDocument.adoptNode(piece));
  follow(document.activeElement);
  return true;
}

// True pages and slides: asked for once what was typed is kept, shown once they are made.
let regard = ""; // the address of what is looked at; empty for the web page
let asking_sheets = 0;

async function awaitSheets() {
  const mine = (asking_sheets += 1), asked = regard;
  byId("apercu-etat").textContent = "En préparation…";
  for (;;) {
    const answer = await fetch(`${asked}/etat`).catch(() => null);
    if (mine !== asking_sheets || asked !== regard || !answer?.ok) return;
    if ((await answer.json()).ready) break;
    await new Promise((done) => setTimeout(done, 700));
    if (mine !== asking_sheets) return;
  }
  const top = frame.contentDocument?.scrollingElement?.scrollTop ?? 0;
  frame.addEventListener("load", () => { frame.contentDocument.scrollingElement.scrollTop = top; }, { once: true });
  frame.src = `${asked}?cadre=1`;
  byId("apercu-etat").textContent = "";
}

document.querySelector(".apercu-liens")?.addEventListener("click", (event) => {
  const link = event.target.closest("[data-regard]");
  if (!link) return;
  regard = link.dataset.regard;
  asking_sheets += 1;
  byId("apercu-etat").textContent = "";
  for (const each of document.querySelectorAll("[data-regard]")) each.toggleAttribute("aria-current", each === link);
  link.setAttribute("aria-current", "true");
  byId("apercu-seul").href = regard || link.href;
  if (regard) setTimeout(awaitSheets);
});

function policy(page) {
  return page.querySelector('meta[http-equiv="Content-Security-Policy" i]')?.content ?? "";
}

// The piece of the page whose address is the longest beginning of that of the field.
function follow(field) {
  const holder = field?.closest?.("[data-adresse]");
  const page = frame?.contentDocument;
  if (!holder || !page?.body) return;
  const best = pieceAround(page, holder.dataset.adresse);
  const before = page.querySelector("[data-ici]");
  if (before) { before.removeAttribute("data-ici"); before.style.outline = ""; }
  if (!best) return;
  best.setAttribute("data-ici", "");
  best.style.outline = "2px solid #13696A";
  best.style.outlineOffset = "6px";
  const box = best.getBoundingClientRect();
  const height = frame.clientHeight;
  if (box.top < 40 || box.top > height * 0.6) page.scrollingElement.scrollTop += box.top - height * 0.2;
}

function pieceAround(page, address) {
  let best = null;
  for (const piece of page.querySelectorAll("[data-address]")) {
    const here = piece.dataset.address;
    if (begins(address, here) && here.length > (best?.dataset.address.length ?? 0)) best = piece;
  }
  return best;
}

// What the page shows first: the part whose form is opened, or the first of what it holds.
function openAtPart() {
  const address = document.querySelector("[data-partie-adresse]")?.dataset.partieAdresse;
  const page = frame?.contentDocument;
  if (!page?.scrollingElement || !frame.clientHeight || !/:./.test(address ?? "")) return;
  const inside = [...page.querySelectorAll("[data-address]")].find((each) => begins(each.dataset.address, address));
  const piece = inside ?? pieceAround(page, address);
  if (piece) page.scrollingElement.scrollTop += piece.getBoundingClientRect().top - 16;
}

function begins(long, short) {
  return long === short || (long.startsWith(short) && (/[.[]/.test(long[short.length]) || short.endsWith(":")));
}

// ---- What is listened to -----------------------------------------------------------------------

if (frame) {
  frame.addEventListener("load", openAtPart);
  if (frame.contentDocument?.readyState === "complete") openAtPart();
}

if (form) {
  form.addEventListener("input", () => {
    if (!timer) since = performance.now();
    clearTimeout(timer);
    timer = setTimeout(send, Math.min(rest, Math.max(0, since + LONGEST - performance.now())));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(event.submitter);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) form.addEventListener(kind, dropped);
  form.addEventListener("change", (event) => event.target.type === "file" && bring(event.target));
  form.addEventListener("paste", pasted);
  form.addEventListener("focusin", (event) => follow(event.target));
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      send(form.querySelector(`button[value="${SAVE}"]`));
    }
  });
  form.addEventListener("keydown", pressed);
  addEventListener("pagehide", () => {
    if (!timer && !waiting) return;
    const body = new URLSearchParams(posted(null));
    fetch(location.pathname, { method: "POST", body, keepalive: true }).catch(() => {});
  });
  addEventListener("beforeunload", (event) => document.body.dataset.panne && event.preventDefault());
  addEventListener("load", revealAddress);
  addEventListener("hashchange", revealAddress);
}

// Enter in a field that stands beside its own button presses that button.
function pressed(event) {
  const beside = event.target.matches?.("input:not([type=file])") && event.target.closest(".ligne-champ, .nouveau-chiffre");
  const button = beside && beside.querySelector('button[type="submit"]');
  if (event.key !== "Enter" || event.isComposing || !button) return;
  event.preventDefault();
  send(button);
}

// A picture that is dropped, or chosen, is brought at once.
function dropped(event) {
  const place = event.target.closest?.("[data-depot]");
  if (!place) return;
  event.preventDefault();
  place.classList.toggle("survol", event.type === "dragover");
  if (event.type !== "drop" || !event.dataTransfer.files.length) return;
  const field = place.querySelector("input");
  field.files = event.dataTransfer.files;
  bring(field);
}

// Browsers speak of files in the language of their system: what chooses one is called by us, over
// the field itself, which keeps its label, its focus and its keys.
function dressFiles() {
  for (const field of document.querySelectorAll("input[type=file]:not([hidden] *, .choix-fichier *)")) {
    const holder = Object.assign(document.createElement("span"), { className: "choix-fichier" });
    const face = Object.assign(document.createElement("span"), { className: "choisir", textContent: "Choisir un fichier…" });
    const name = Object.assign(document.createElement("span"), { className: "note" });
    face.setAttribute("aria-hidden", "true");
    field.replaceWith(holder);
    holder.append(field, face, name);
    field.addEventListener("change", () => { name.textContent = [...field.files].map((each) => each.name).join(", "); });
  }
}
document.addEventListener("champs", dressFiles);
dressFiles();

function bring(field) {
  if (field.files.length) send(field.closest("[data-depot]").querySelector("button"));
}

// A block is dragged by its handle among its neighbours; the keyboard has its buttons.
let dragged = null;

function neighbour(event) {
  const over = event.target.closest?.(".element");
  for (let each = over; each; each = each.parentElement.closest(".element")) {
    if (dragged && each.parentElement === dragged.parentElement) return each;
  }
  return null;
}

function unmark() {
  for (const each of document.querySelectorAll(".vise, .vise-apres")) each.classList.remove("vise", "vise-apres");
}

function ranked(element) {
  return [...element.parentElement.children].filter((each) => each.classList.contains("element")).indexOf(element);
}

document.addEventListener("mousedown", (event) => {
  const handle = event.target.closest?.("[data-poignee]");
  if (handle) handle.closest(".element").draggable = true;
});
document.addEventListener("dragstart", (event) => {
  if (!event.target.draggable || !event.target.classList?.contains("element")) return;
  dragged = event.target;
  dragged.classList.add("saisi");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", ""); // Firefox drags nothing without
});
document.addEventListener("dragover", (event) => {
  const over = neighbour(event);
  if (!over) return;
  event.preventDefault();
  unmark();
  if (over !== dragged) over.classList.add(ranked(over) < ranked(dragged) ? "vise" : "vise-apres");
});
document.addEventListener("drop", (event) => {
  const over = neighbour(event);
  if (!over || over === dragged) return;
  event.preventDefault();
  press(`placer:${dragged.id}|${ranked(over)}`);
});
document.addEventListener("dragend", () => {
  unmark();
  dragged?.classList.remove("saisi");
  if (dragged) dragged.draggable = false;
  dragged = null;
});

function press(gesture) {
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", name: "geste", value: gesture, hidden: true });
  form.append(button);
  send(button).finally(() => button.remove());
}

// The library of blocks: what is chosen there is chosen in the list of the place it was opened from.
const library = byId("bibliotheque");
let asking = null;

function offerLibrary() {
  for (const button of document.querySelectorAll("[data-bibliotheque][hidden]")) button.hidden = false;
}

document.addEventListener("click", (event) => {
  const [opener, block] = ["[data-bibliotheque]", "[data-bloc]"].map((each) => event.target.closest?.(each));
  if (opener) { asking = opener.closest(".ajout"); library.showModal(); }
  if (event.target.closest?.("[data-fermer]")) library.close();
  if (block && asking) {
    library.close();
    asking.querySelector("select").value = block.dataset.bloc;
    asking.querySelector('button[type="submit"]').click();
  }
});
document.addEventListener("champs", offerLibrary);
offerLibrary();

// What opens at the foot of the list of parts comes in sight.
document.addEventListener("toggle", ({ target }) => {
  if (target.open && target.closest?.(".parties-pied")) target.scrollIntoView({ block: "nearest" });
}, true);

// Narrow windows show one of the three at a time.
const views = byId("vues");
if (views) {
  views.hidden = false;
  const show = (view) => {
    document.body.dataset.vue = view;
    for (const each of views.children) each.setAttribute("aria-pressed", String(each.dataset.vue === view));
    if (view === "apercu" && !frame?.contentDocument?.scrollingElement?.scrollTop) openAtPart();
  };
  views.addEventListener("click", (event) => event.target.dataset.vue && show(event.target.dataset.vue));
  show("saisie");
}

// The board, while dossiers are being read.
async function awaitReading() {
  while (document.querySelector("#dossiers[data-attend]")) {
    await new Promise((done) => setTimeout(done, 700));
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const fresh = page.getElementById("dossiers");
    if (!fresh) return;
    replace(byId("dossiers").tBodies[0], fresh.tBodies[0]);
    if (!fresh.hasAttribute("data-attend")) byId("dossiers").removeAttribute("data-attend");
  }
}
awaitReading();

// A file that is mended in its own text: a fault leads to its line.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-ligne]");
  const text = link && byId("texte");
  if (!text) return;
  event.preventDefault();
  const lines = text.value.split("\n"), rank = Number(link.dataset.ligne) - 1;
  const start = lines.slice(0, rank).join("\n").length + (rank ? 1 : 0);
  text.focus();
  text.setSelectionRange(start, start + (lines[rank] ?? "").length);
  text.scrollTop = Math.max(0, (text.scrollHeight / lines.length) * (rank - 4));
});

// What a choice asks for next is shown with it; without script it is always there.
for (const more of document.querySelectorAll("[data-suite]")) {
  const choice = byId(more.dataset.suite);
  const show = () => { more.hidden = !choice.checked; };
  choice.form.addEventListener("change", show);
  show();
}

// A file that is dropped anywhere but on a picture's own place is brought to the studio.
const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && !event.target.closest?.("[data-depot]");
document.addEventListener("dragover", (event) => {
  document.body.classList.toggle("tombe", hasFiles(event));
  if (hasFiles(event)) event.preventDefault();
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("tombe"); });
document.addEventListener("drop", async (event) => {
  document.body.classList.remove("tombe");
  if (!hasFiles(event) || !event.dataTransfer.files.length) return;
  event.preventDefault();
  const bringing = byId("apport");
  bringing.querySelector("input").files = event.dataTransfer.files;
  if (form && timer) await send();
  bringing.submit();
});

// The focal point of a picture: a click on its thumbnail chooses the nearest of the five places that
// its field offers; the field remains, for the keyboard.
const PLACES = { centre: [50, 50], haut: [50, 12], bas: [50, 88], gauche: [12, 50], droite: [88, 50] };

function pointed() {
  for (const picture of document.querySelectorAll("img[data-foyer]")) {
    const field = document.querySelector(`[name="${CSS.escape(picture.dataset.foyer)}"]`);
    if (!field) continue;
    let holder = picture.parentElement;
    if (!holder.classList.contains("foyer")) {
      holder = document.createElement("div");
      holder.className = "foyer";
      holder.title = "Cliquez là où l’image ne doit pas être coupée";
      picture.replaceWith(holder);
      holder.append(picture, Object.assign(document.createElement("span"), { className: "point" }));
      field.addEventListener("change", pointed);
    }
    const [left, top] = PLACES[field.value] ?? PLACES.centre;
    const [width, height] = [picture.offsetWidth, picture.offsetHeight];
    Object.assign(holder.querySelector(".point").style, { left: `${(width * left) / 100}px`, top: `${(height * top) / 100}px` });
    holder.querySelector(".point").hidden = !picture.complete || !width;
    if (!picture.complete) picture.addEventListener("load", pointed, { once: true });
  }
}

document.addEventListener("click", (event) => {
  const picture = event.target.closest?.("img[data-foyer]");
  const field = picture && document.querySelector(`[name="${CSS.escape(picture.dataset.foyer)}"]`);
  if (!field) return;
  const box = picture.getBoundingClientRect();
  const at = [(100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height];
  const far = ([x, y]) => Math.hypot(x - at[0], y - at[1]);
  field.value = Object.keys(PLACES).sort((one, other) => far(PLACES[one]) - far(PLACES[other]))[0];
  field.dispatchEvent(new Event("input", { bubbles: true }));
  pointed();
});
document.addEventListener("champs", pointed);
pointed();
