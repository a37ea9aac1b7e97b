/* A receipt's file is counted again here, and sent nowhere: the act's text, the road from it to a head. As bin/receipt does it. */
(() => {
  "use strict";

  const card = document.querySelector("[data-receipt]");
  if (!card) return;
  const input = card.querySelector("input[type=file]");
  const said = card.querySelector("[data-receipt-said]");
  const { H } = window.chain;
  const FORMAT = "majlis-receipt/1";
  const LONGEST = 20_000_000;
  const HASHED = ["salt", "verb", "actor", "on_behalf_of", "subject", "article", "figures_version", "happened_at", "recorded_at", "body"];
  const KEYS = HASHED.length + 8; // and format, realm, prev, seq, hash, after, place, head
  const number = (value) => value.toLocaleString("fa-IR", { useGrouping: false });

  const readable = (paper) =>
    paper !== null &&
    typeof paper === "object" &&
    paper.format === FORMAT &&
    Object.keys(paper).length === KEYS &&
    ["realm", "prev", "hash", "head", ...HASHED].every((key) => typeof paper[key] === "string") &&
    Number.isSafeInteger(paper.seq) &&
    Number.isSafeInteger(paper.place) &&
    Array.isArray(paper.after) &&
    paper.after.every((each) => typeof each === "string");

  /* What is wrong with it, or nothing. */
  const fault = async (paper) => {
    if (!readable(paper)) return "این پرونده رسید این سامانه نیست.";
    let last = paper.prev;
    let seq = paper.seq - 1;
    const leaves = [await H("leaf", ...HASHED.map((key) => paper[key])), ...paper.after];
    for (const leaf of leaves) {
      seq += 1;
      last = await H("act", paper.realm, String(seq), last, leaf);
      if (seq === paper.seq && last !== paper.hash) return "متن این ثبت با اثر آن نمی‌خواند: دست خورده است.";
    }
    return seq === paper.place && last === paper.head ? "" : "ثبت‌های پس از آن به سری که نوشته است نمی‌رسد.";
  };

  const printed = (head) => Array.from(document.querySelectorAll("table .hash-whole")).some((each) => each.textContent.trim() === head);

  const tell = (kind, text) => {
    const note = card.querySelector(`[data-receipt-${kind}]`).content.cloneNode(true);
    note.querySelector("[data-told]").textContent = text;
    said.append(note);
  };

  const facts = (paper) => {
    const rows = card.querySelector("[data-receipt-facts]").content.cloneNode(true);
    for (const [name, text] of [["seq", number(paper.seq)], ["hash", paper.hash], ["place", number(paper.place)], ["head", paper.head]]) {
      rows.querySelector(`[data-${name}]`).textContent = text;
    }
    said.append(rows);
  };

  const check = async (file) => {
    let paper = null;
    try {
      if (file.size <= LONGEST) paper = JSON.parse(await file.text());
    } catch {
      paper = null;
    }
    const wrong = await fault(paper);
    said.replaceChildren();
    if (wrong) return tell("bad", wrong);
    const road = printed(paper.head) ? "سر آن در جدول همین صفحه هست." : paper.after.length || paper.place > paper.seq ? "سر آن را با فهرست سرهای همان روز برابر کنید." : "پس از آن هنوز سری منتشر نشده است؛ پس از انتشار، پرونده را دوباره بگیرید.";
    tell("good", `متن ثبت، اثر آن و راه تا سر زنجیره با هم می‌خواند. ${road}`);
    return facts(paper);
  };

  input.addEventListener("change", () => {
    if (!input.files.length) return;
    if (window.crypto?.subtle) check(input.files[0]);
    else tell("bad", "مرورگر شما در این نشانی رمزنگاری ندارد؛ پرونده را با receipt.py بسنجید.");
  });
})();
