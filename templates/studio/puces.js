// Chips in a text (a figure, a call of note) are one sign each: the caret stands before or behind one,
// never in it, where a browser types nothing. A click goes to its nearer side, an arrow passes it,
// Backspace and Delete take the one they touch, and whatever takes one tells it.
"use strict";

const FILLER = "\u200b"; // a place for the caret, where no letter stands beside a chip; never written
const WAYS = { back: ["previousSibling", "lastChild", "deleteContentBackward", "ArrowLeft"], on: ["nextSibling", "firstChild", "deleteContentForward", "ArrowRight"] };

const elementOf = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node);
const chipAround = (node) => elementOf(node)?.closest?.(".editeur .puce");
const isChip = (node) => node?.nodeType === Node.ELEMENT_NODE && node.matches(".puce");
const holdsText = (node) => node?.nodeType === Node.TEXT_NODE && node.length > 0;

// Each chip has a text on both sides. Texts are added, none is changed: Ctrl+Z goes on finding them.
function flankChips(editor) {
  for (const chip of editor.querySelectorAll(".puce")) {
    if (!holdsText(chip.previousSibling)) chip.before(FILLER);
    if (!holdsText(chip.nextSibling)) chip.after(FILLER);
  }
}

// The place just beside a chip, in the text that flanks it.
function besideChip(chip, way) {
  const text = chip[WAYS[way][0]];
  if (holdsText(text)) return [text, way === "back" ? text.length : 0];
  return [chip.parentNode, [...chip.parentNode.childNodes].indexOf(chip) + (way === "on" ? 1 : 0)];
}

// The sign that the caret touches: a chip; a letter, with the place before it; null for a break, or where
// the paragraph ends. `passed`: there are fillers in between.
function touched(node, offset, way) {
  const [sibling, inner] = WAYS[way], back = way === "back";
  let passed = false;
  const scan = (text, from) => {
    for (let at = from; back ? at > 0 : at < text.length; at += back ? -1 : 1) {
      if (text.data[at - (back ? 1 : 0)] !== FILLER) return { letter: [text, at], passed };
      passed = true;
    }
    return null;
  };
  let here = node;
  if (node.nodeType === Node.TEXT_NODE) {
    const found = scan(node, offset);
    if (found) return found;
  } else {
    const inside = node.childNodes[back ? offset - 1 : offset];
    if (inside) here = { parentNode: node, [sibling]: inside };
    else if (node.matches("p, div, li")) return null;
  }
  for (;;) {
    while (!here[sibling]) {
      here = here.parentNode;
      if (!here || here.matches("p, div, li, ul, ol")) return null;
    }
    here = here[sibling];
    while (here[inner] && !isChip(here)) here = here[inner];
    if (isChip(here)) return { chip: here, passed };
    if (here.nodeName === "BR") return null;
    const found = here.nodeType === Node.TEXT_NODE ? scan(here, back ? here.length : 0) : null;
    if (found) return found;
  }
}

// Whatever set an end of the selection in a chip (a finger, a screen reader, an arrow up) leaves it.
function leaveChip() {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  const [from, to] = [anchorNode, focusNode].map(chipAround);
  if (!from && !to) return;
  if (from === to) { selection.collapse(...besideChip(from, "on")); return; }
  const forward = anchorNode.compareDocumentPosition(focusNode) & Node.DOCUMENT_POSITION_FOLLOWING;
  const start = from ? besideChip(from, forward ? "back" : "on") : [anchorNode, anchorOffset];
  const end = to ? besideChip(to, forward ? "on" : "back") : [focusNode, focusOffset];
  selection.setBaseAndExtent(...start, ...end);
}

// A press on a chip: the caret goes at once to its nearer side, before any key can arrive.
function pressChip(event, editor) {
  const chip = chipAround(event.target);
  if (!chip || event.button) return;
  event.preventDefault();
  editor.focus({ preventScroll: true });
  const [node, offset] = besideChip(chip, isNearStart(chip, event) ? "back" : "on"), selection = getSelection();
  if (event.shiftKey && editor.contains(selection.anchorNode)) selection.extend(node, offset);
  else selection.collapse(node, offset);
  const choose = (moved) => chooseTo(moved, editor);
  document.addEventListener("mousemove", choose);
  document.addEventListener("mouseup", () => document.removeEventListener("mousemove", choose), { once: true });
}

// Its words may stand on two lines: the first is the side where it begins.
function isNearStart(chip, { clientX, clientY }) {
  const [first, ...rest] = chip.getClientRects();
  return rest.length ? clientY < first.bottom : clientX < (first.left + first.right) / 2;
}

function chooseTo({ clientX, clientY }, editor) {
  const found = document.caretPositionFromPoint?.(clientX, clientY) ?? document.caretRangeFromPoint?.(clientX, clientY);
  const [node, offset] = [found?.offsetNode ?? found?.startContainer, found?.offset ?? found?.startOffset];
  if (!node || !editor.contains(node)) return;
  getSelection().extend(node, offset);
  leaveChip();
}

// Whether what is chosen is a caret, or fillers alone.
function holdsNothing(selection) {
  const chosen = selection.getRangeAt(0).cloneContents();
  return !chosen.textContent.replaceAll(FILLER, "") && !chosen.querySelector("br, p, div, li");
}

// Before a key does what it does: no caret in a chip; an arrow passes a chip, and no filler, in one go.
function keyBesideChip(event) {
  leaveChip();
  const way = Object.keys(WAYS).find((each) => WAYS[each][3] === event.key);
  if (!way || event.ctrlKey || event.altKey || event.metaKey) return;
  const selection = getSelection();
  if (!selection.focusNode) return;
  if (!event.shiftKey && !holdsNothing(selection)) {
    event.preventDefault();
    if (way === "back") selection.collapseToStart();
    else selection.collapseToEnd();
    return;
  }
  const found = touched(selection.focusNode, selection.focusOffset, way);
  const move = (place) => (event.shiftKey ? selection.extend(...place) : selection.collapse(...place));
  if (found?.chip) { event.preventDefault(); move(besideChip(found.chip, way)); } else if (found?.passed) move(found.letter);
}

// Backspace and Delete take the sign that the caret touches, as the browser would: Ctrl+Z puts it back.
function takeBesideChip(event) {
  const way = Object.keys(WAYS).find((each) => WAYS[each][2] === event.inputType);
  const selection = getSelection();
  if (!way || !selection.focusNode || !holdsNothing(selection)) return;
  const found = touched(selection.focusNode, selection.focusOffset, way);
  if (found?.chip) {
    event.preventDefault();
    const range = document.createRange();
    range.selectNode(found.chip);
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("delete");
  } else if (found?.passed) selection.collapse(...found.letter);
}

// What chips a text has lost since it was last looked at, by their words.
function lostChips(editor, before) {
  const left = [...editor.querySelectorAll(".puce")].map((each) => each.dataset.source);
  return before.filter(([source]) => {
    const at = left.indexOf(source);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).map(([, words]) => words);
}

function watchChips(editor, say) {
  const now = () => [...editor.querySelectorAll(".puce")].map((each) => [each.dataset.source, each.textContent]);
  let before = now();
  flankChips(editor);
  editor.addEventListener("mousedown", (event) => pressChip(event, editor));
  editor.addEventListener("keydown", keyBesideChip);
  editor.addEventListener("beforeinput", takeBesideChip);
  editor.addEventListener("input", () => {
    const lost = lostChips(editor, before);
    before = now();
    flankChips(editor);
    if (lost.length) say(`Retiré du texte\u00a0: ${lost.map((each) => `«\u00a0${each}\u00a0»`).join(", ")}. Ctrl+Z le remet.`);
    else say("");
  });
}
