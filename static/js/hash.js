/* The one hash that every published formula of the house uses, for the pages that count something again. */
(() => {
  "use strict";

  const LENGTH_BYTES = 8;
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

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

  window.chain = { H, hex };
})();
