/* The verification desk by keyboard. Every act stands on the page as a form or a link; this only presses them. */
(() => {
  "use strict";

  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const find = (selector) => document.querySelector(selector);

  /* The paper: larger, smaller, turned. */

  const paper = find("[data-viewer-page]");
  const ZOOMS = 4;
  const TURNS = 4;
  let zoom = 0;
  let turn = 0;

  const draw = () => {
    if (!paper) return;
    for (let step = 1; step < ZOOMS; step += 1) paper.classList.toggle(`zoom-${step}`, step === zoom);
    for (let step = 1; step < TURNS; step += 1) paper.classList.toggle(`turn-${step}`, step === turn);
  };

  const enlarge = (by) => {
    zoom = Math.min(Math.max(zoom + by, 0), ZOOMS - 1);
    draw();
  };

  const rotate = () => {
    turn = (turn + 1) % TURNS;
    draw();
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom], [data-turn], [data-keys-open]");
    if (!button) return;
    if (button.dataset.zoom) enlarge(Number(button.dataset.zoom));
    else if ("turn" in button.dataset) rotate();
    else help();
  });

  /* The acts. One press is one act: a second press of the same key finds the form already sent. */

  let sent = false;
  document.addEventListener("submit", (event) => {
    if (!event.target.closest("[data-judge]")) return;
    if (sent) event.preventDefault();
    sent = true;
  });
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  const follow = (selector) => {
    const link = find(selector);
    if (link) link.click();
    return Boolean(link);
  };

  const press = (selector) => {
    const form = find(selector);
    if (form) form.requestSubmit();
    return Boolean(form);
  };

  const unfold = (selector) => {
    const box = find(selector);
    if (!box) return false;
    for (const other of document.querySelectorAll("[data-judge] details")) other.open = other === box;
    const field = box.querySelector("input[type=radio]:not(:checked), input[type=text], textarea");
    if (field) field.focus();
    return true;
  };

  const keys = find("[data-keys]");
  const help = () => {
    if (keys && !keys.open) keys.showModal();
    return true;
  };

  /* Persian letters as the keyboard gives them, and the Latin ones of the same sound. */
  const ACTS = {
    "پ": () => press("[data-accept]"),
    p: () => press("[data-accept]"),
    "ر": () => unfold("[data-reject]"),
    r: () => unfold("[data-reject]"),
    "ن": () => unfold("[data-flag]"),
    n: () => unfold("[data-flag]"),
    "ت": () => press("[data-recheck]"),
    y: () => press("[data-recheck]"),
    "ب": () => unfold("[data-reopen]"),
    b: () => unfold("[data-reopen]"),
    "م": () => unfold("[data-ask]"),
    m: () => unfold("[data-ask]"),
    "چ": rotate,
    t: rotate,
    "+": () => enlarge(1),
    "=": () => enlarge(1),
    "-": () => enlarge(-1),
    "؟": help,
    "?": help,
    ArrowDown: () => follow("[data-item=following]"),
    ArrowUp: () => follow("[data-item=previous]"),
    ArrowLeft: () => follow("[data-paper=later]"),
    ArrowRight: () => follow("[data-paper=earlier]"),
  };

  const typing = (target) => target.closest("input:not([type=radio]), textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.key === "Escape") {
      for (const box of document.querySelectorAll("[data-judge] details[open]")) box.open = false;
      return;
    }
    if (typing(event.target) || (keys && keys.open)) return;
    if (event.key.startsWith("Arrow") && (event.target.closest("[type=radio]") || event.target === paper)) return;
    const act = ACTS[event.key];
    if (!act) return;
    if (act() !== false) event.preventDefault();
  });

  /* A form that came back with an error is where the hand goes. */
  const faulty = find("[data-judge] .has-error input");
  if (faulty) faulty.focus();
})();
