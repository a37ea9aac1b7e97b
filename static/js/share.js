/* A holder's share of the lot (Art. 18), made here and sent nowhere. The sums are those of bin/share. */
(() => {
  "use strict";

  const BYTES = 32;
  const LENGTH_BYTES = 8;
  const form = document.querySelector("[data-share]");
  const made = document.querySelector("[data-share-made]");
  if (!form || !made) return;

  const problem = form.querySelector("[data-share-problem]");
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const random = () => hex(crypto.getRandomValues(new Uint8Array(BYTES)));

  /* SHA-256 over each part as UTF-8, its length in bytes before it as an 8-byte big-endian number. */
  const H = async (...parts) => {
    const encoder = new TextEncoder();
    const pieces = parts.map((part) => encoder.encode(part));
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + LENGTH_BYTES + piece.length, 0));
    const view = new DataView(whole.buffer);
    let at = 0;
    for (const piece of pieces) {
      view.setBigUint64(at, BigInt(piece.length));
      whole.set(piece, at + LENGTH_BYTES);
      at += LENGTH_BYTES + piece.length;
    }
    return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole)));
  };

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
