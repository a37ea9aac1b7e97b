/* A page of a sealed realm that goes to paper is noted as a sheet made by the house is: the page sends back the word that names what stands on it. */
(() => {
  "use strict";

  const page = document.querySelector("form[data-printed]");
  if (!page) return;

  window.addEventListener("beforeprint", () => {
    const told = new URLSearchParams(new FormData(page));
    /* It is sent though the page be closed at once. Where the browser has no such means, the form's own way is tried. */
    if (navigator.sendBeacon && navigator.sendBeacon(page.action, told)) return;
    fetch(page.action, { method: "POST", body: told, keepalive: true, credentials: "same-origin" }).catch(() => {});
  });
})();
