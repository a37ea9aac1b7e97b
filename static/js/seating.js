/* Articles 16 and 18 once more, written apart from the house's own engine, so that one can hold the one against the other.
   It believes the files' form; bin/verify is there to judge that. */
(() => {
  "use strict";

  const LENGTH_BYTES = 8;
  const DECIMALS = 4;
  const encoder = new TextEncoder();

  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const sha256 = async (bytes) => hex(await crypto.subtle.digest("SHA-256", bytes));

  /* SHA-256 over each part as UTF-8, its length in bytes before it as an 8-byte big-endian number. */
  const H = (...parts) => {
    const pieces = parts.map((part) => encoder.encode(part));
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + LENGTH_BYTES + piece.length, 0));
    const view = new DataView(whole.buffer);
    let at = 0;
    for (const piece of pieces) {
      view.setBigUint64(at, BigInt(piece.length));
      whole.set(piece, at + LENGTH_BYTES);
      at += LENGTH_BYTES + piece.length;
    }
    return sha256(whole);
  };

  /* Points in ten-thousandths: thirteen digits at most, which a number holds exactly. */
  const exact = (text) => {
    const [whole, part = ""] = text.split(".");
    return Number(whole + part.padEnd(DECIMALS, "0"));
  };

  const textual = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

  const grouped = (rows, keyOf) => {
    const groups = new Map();
    for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
    return groups;
  };

  /* Rows in the order of their tickets, smallest first. */
  const drawn = async (rows, ticketOf) => {
    const tickets = await Promise.all(rows.map(ticketOf));
    return rows.map((row, place) => [tickets[place], row]).sort((a, b) => textual(a[0], b[0])).map(([, row]) => row);
  };

  /* One round: a list and a seed in; order, ceilings, seats and those left out. */
  const seating = async (snapshot, seed) => {
    const { reading, applicants } = snapshot;
    const round = String(snapshot.round);
    const wishing = (rank, code) => applicants.filter((each) => each.choices[rank] === code);

    const order = [];
    const byDemand = grouped(snapshot.committees.map((each) => each.code), (code) => wishing(0, code).length);
    for (const demand of [...byDemand.keys()].sort((a, b) => b - a)) {
      const level = byDemand.get(demand);
      order.push(...(level.length > 1 ? await drawn(level, (code) => H("ticket", seed, "order", round, code)) : level));
    }

    const own = new Map(snapshot.committees.map((each) => [each.code, each]));
    const ceilings = {};
    const free = {};
    order.forEach((code, place) => {
      const byPlace = place < reading.first_count ? reading.first_ceiling : reading.others_ceiling;
      ceilings[code] = own.get(code).ceiling ?? byPlace;
      free[code] = ceilings[code] - own.get(code).seated;
    });

    const seats = {};
    const unseated = (rows) => rows.filter((each) => !(each.id in seats));

    /* The committee takes the best of those who stand before it; only where the last seats are contested by equals, the lot speaks. */
    const step = async (code, candidates) => {
      const byPoints = grouped(candidates, ([each]) => exact(each.points[code] ?? "0"));
      for (const points of [...byPoints.keys()].sort((a, b) => b - a)) {
        const level = byPoints.get(points);
        const contested = level.length > free[code];
        const inTurn = contested && free[code] > 0 ? await drawn(level, ([each]) => H("ticket", seed, "seat", round, code, each.id)) : level;
        for (const [each, through] of inTurn.slice(0, free[code])) {
          seats[each.id] = { committee: code, through, by_lot: contested };
        }
        free[code] -= Math.min(level.length, free[code]);
      }
    };

    const past = new Set();
    for (const code of order) {
      const firsts = wishing(0, code).map((each) => [each, "first"]);
      const seconds = unseated(wishing(1, code)).filter((each) => past.has(each.choices[0])).map((each) => [each, "second"]);
      for (const rows of reading.second_choices === "equal" ? [[...firsts, ...seconds]] : [firsts, seconds]) await step(code, rows);
      past.add(code);
    }
    if (reading.vacancies) {
      for (const code of order) await step(code, unseated(wishing(1, code)).map((each) => [each, "vacancy"]));
    }
    return { order, ceilings, seats, left_out: unseated(applicants).map((each) => each.id).sort(textual) };
  };

  /* What the lot's own file says, computed anew: commitments, the announcements of all draws, the seed. */
  const lot = async (said) => {
    let previous = "";
    const voided = [];
    for (const old of said.voided) {
      previous = await H("announce", old.lot_id, old.snapshot_sha256, previous, ...old.commits);
      voided.push(previous);
    }
    const commits = await Promise.all(said.holders.map((each) => H("share", said.lot_id, each.holder, each.secret, each.nonce)));
    const announcement = await H("announce", said.lot_id, said.snapshot_sha256, previous, ...commits);
    const seed = await H("seed", announcement, ...said.holders.map((each) => each.secret), said.dice);
    return { voided, commits, announcement, seed };
  };

  /* The final roster: every round's seats, then the decisions in their order. */
  const roster = (results, decisions) => {
    const found = {};
    for (const result of results) {
      for (const [id, seat] of Object.entries(result.seats)) found[id] = seat.committee;
    }
    for (const each of decisions) {
      if (each.to === null) delete found[each.id];
      else found[each.id] = each.to;
    }
    return found;
  };

  window.seating = { lot, roster, seating, sha256 };
})();
