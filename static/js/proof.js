/* The proof page counts lot and roster again, here, with an engine of its own, and says line by line what agrees. */
(() => {
  "use strict";

  const card = document.querySelector("[data-recount]");
  if (!card || !window.seating) return;
  const button = card.querySelector("[data-recount-start]");
  const list = card.querySelector("[data-recount-rows]");
  const verdict = card.querySelector("[data-recount-verdict]");
  const rowOf = { true: card.querySelector("[data-recount-good]"), false: card.querySelector("[data-recount-bad]") };
  const number = (value) => value.toLocaleString("fa-IR");
  const same = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
  const sorted = (value) => {
    if (Array.isArray(value)) return value.map(sorted);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
  };

  let good = true;

  const tell = (agrees, title, detail, mark = "") => {
    const row = rowOf[agrees].content.cloneNode(true);
    row.querySelector("[data-title]").textContent = title;
    row.querySelector("[data-detail]").textContent = detail;
    row.querySelector("[data-mark]").textContent = mark;
    list.append(row);
    good = good && agrees;
  };

  const fetched = async (url) => {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const raw = await answer.arrayBuffer();
    return { said: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw)), mark: await window.seating.sha256(raw) };
  };

  const fileOf = (path) => document.querySelector(`[data-proof-path="${path}"]`)?.href;

  const round = async (place) => {
    const [snapshot, lot, result] = await Promise.all(
      ["snapshot", "lot", "result"].map((name) => fetched(fileOf(`round-${place}/${name}.json`))),
    );
    const name = `دور ${number(place)}`;
    tell(snapshot.mark === lot.said.snapshot_sha256, `${name}: فهرست ورودی`, "چکیدهٔ خام پرونده با چکیده‌ای که پیش از تاس‌ها اعلام شد", snapshot.mark);
    const due = await window.seating.lot(lot.said);
    tell(same(due.commits, lot.said.holders.map((each) => each.commit)), `${name}: سهم دارندگان`, `${number(due.commits.length)} سهم گشوده با تعهد پیش از تاس‌ها`);
    const before = same(due.voided, lot.said.voided.map((each) => each.announcement));
    tell(before && due.announcement === lot.said.announcement, `${name}: اعلام`, "اعلام این قرعه و هر قرعه‌ای که پیش از آن باطل شد", due.announcement);
    tell(due.seed === lot.said.seed, `${name}: بذر`, "از اعلام، سهم‌ها و بیست تاس", due.seed);
    const found = await window.seating.seating(snapshot.said, due.seed);
    const seats = Object.keys(found.seats).length;
    const agrees = result.said.snapshot_sha256 === snapshot.mark && ["order", "ceilings", "seats", "left_out"].every((key) => same(found[key], result.said[key]));
    tell(agrees, `${name}: جای اعضا`, `${number(seats)} جا و ${number(found.left_out.length)} بازمانده، یکی‌یکی`, result.mark);
    return found;
  };

  const recount = async () => {
    list.replaceChildren();
    good = true;
    const results = [];
    while (fileOf(`round-${results.length + 1}/result.json`)) results.push(await round(results.length + 1));
    const decisions = await fetched(fileOf("decisions.json"));
    const due = window.seating.roster(results, decisions.said.decisions);
    if (card.dataset.recount) {
      const roster = (await fetched(card.dataset.recount)).said;
      const shown = Object.fromEntries(roster.committees.flatMap((each) => each.members.map((member) => [member.number, each.code])));
      tell(same(due, shown), "فهرست اعضا", `${number(Object.keys(due).length)} عضو، چنان‌که در همین سامانه دیده می‌شود`);
    }
  };

  const start = async () => {
    button.disabled = true;
    verdict.textContent = "در حال شمردن …";
    try {
      await recount();
      verdict.textContent = good ? "همه با هم می‌خواند. اعلام و تاس‌ها را با برگهٔ خوانده‌شده در تالار برابر کنید." : "چیزی با هم نمی‌خواند؛ سطرهای نشان‌دار را ببینید.";
    } catch {
      verdict.textContent = "پرونده‌ای خوانده نشد. اتصال را ببینید و دوباره آغاز کنید.";
      good = false;
    }
    verdict.classList.toggle("is-red", !good);
    verdict.classList.toggle("is-green", good);
    button.disabled = false;
  };

  if (!window.crypto || !crypto.subtle) {
    verdict.textContent = "مرورگر شما در این نشانی رمزنگاری ندارد؛ برنامهٔ آزمون همین کار را می‌کند.";
    return;
  }
  button.hidden = false;
  button.addEventListener("click", start);
})();
