/* Search by keys: "/" goes to the field, arrows through what was found, Enter opens, Esc clears. It all works without. */
(() => {
  "use strict";

  const seen = (element) => element.getClientRects().length > 0;
  const field = () => Array.from(document.querySelectorAll("[data-search]")).find(seen);
  const hits = () => Array.from(document.querySelectorAll("[data-hit]")).filter(seen);
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  const move = (event, step) => {
    const found = hits();
    const here = found.indexOf(document.activeElement);
    if (!found.length || (here < 0 && !document.activeElement.matches("[data-search]"))) return;
    event.preventDefault();
    const next = here + step;
    if (next < 0) field()?.focus();
    else if (next < found.length) found[next].focus();
  };

  const clear = (event) => {
    const input = field();
    const here = document.activeElement;
    if (!input || (here !== input && !here.matches("[data-hit]"))) return;
    event.preventDefault();
    input.value = "";
    input.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
    if (event.key === "/" && !typing(event.target)) {
      const input = field();
      if (!input) return;
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "ArrowDown") move(event, 1);
    else if (event.key === "ArrowUp") move(event, -1);
    else if (event.key === "Escape") clear(event);
  });
})();
