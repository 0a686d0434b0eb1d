// Follows the pages of `ppgp watch`: when they were made anew, loads this page again where it was.

"use strict";

const PLACE = "ppgp-suivi";
const frames = [...document.querySelectorAll("iframe")];

function keep() {
  const places = frames.map((frame) => frame.contentWindow.scrollY);
  sessionStorage.setItem(PLACE, JSON.stringify({ own: scrollY, places }));
}

function restore() {
  const known = JSON.parse(sessionStorage.getItem(PLACE) || "null");
  if (!known) return;
  scrollTo(0, known.own);
  frames.forEach((frame, rank) => {
    const back = () => frame.contentWindow.scrollTo(0, known.places[rank] || 0);
    frame.addEventListener("load", back);
    back();
  });
  document.querySelector("#annonce").textContent = "Les pages viennent d’être refaites.";
  sessionStorage.removeItem(PLACE);
}

async function look() {
  try {
    const { number } = await (await fetch("/etat")).json();
    if (String(number) !== document.body.dataset.numero) {
      keep();
      location.reload();
      return;
    }
  } catch {
    document.querySelector("#annonce").textContent = "Le suivi est arrêté.";
  }
  setTimeout(look, 500);
}

restore();
look();
