/* A holder's share of the lot (Art. 18), made here and sent nowhere. The sums are those of bin/share. */
(() => {
  "use strict";

  const { H, hex } = window.chain;
  const BYTES = 32;
  const form = document.querySelector("[data-share]");
  const made = document.querySelector("[data-share-made]");
  if (!form || !made) return;

  const problem = form.querySelector("[data-share-problem]");
  const random = () => hex(crypto.getRandomValues(new Uint8Array(BYTES)));

  const say = (text) => {
    problem.textContent = text;
    problem.hidden = !text;
  };

  const show = (share) => {
    for (const [name, value] of Object.entries(share)) {
      made.querySelector(`[data-share-${name}]`).textContent = value;
      made.querySelector(`[data-share-copy="${name}"]`).dataset.copy = value;
    }
    made.hidden = false;
    made.querySelector("h2").focus();
  };

  made.querySelector("h2").tabIndex = -1;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.crypto || !crypto.subtle) {
      say("مرورگر شما در این نشانی رمزنگاری ندارد. سهم را با bin/share بسازید.");
      return;
    }
    say("");
    const lot = form.querySelector("[data-share-lot]").value.trim();
    const holder = form.querySelector("[data-share-holder]").value.trim();
    const [secret, nonce] = [random(), random()];
    show({ commit: await H("share", lot, holder, secret, nonce), secret, nonce });
  });
})();
