/* Date picker for input[data-jalali-picker]: the Jalali calendar by the 33-year rule, which is the official leap
   list from 1206 to 1498. The input stays a text field; without this script the day is typed. */
(function () {
  "use strict";

  if (window.JalaliPicker) return;

  const MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
  const WEEKDAYS = ["شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه"];
  const INITIALS = ["ش", "ی", "د", "س", "چ", "پ", "ج"];
  const FIRST_YEAR = 1206;
  const LAST_YEAR = 1498;
  const MS_A_DAY = 86400000;
  const WEEK = 7;

  // ---- the calendar: days are whole numbers since 1970-01-01 ----

  const isLeap = (year) => (8 * year + 29) % 33 < 8;
  const monthLength = (year, month) => (month <= 6 ? 31 : month < 12 || isLeap(year) ? 30 : 29);
  const rawDays = (year, month, day) =>
    365 * year + Math.floor((8 * year + 21) / 33) + (month <= 7 ? 31 * (month - 1) : 30 * (month - 1) + 6) + day;
  const EPOCH = rawDays(1404, 1, 1) - Date.UTC(2025, 2, 21) / MS_A_DAY;
  const toDays = (year, month, day) => rawDays(year, month, day) - EPOCH;

  function fromDays(days) {
    let year = Math.floor((days + EPOCH) / 365.2425);
    while (toDays(year + 1, 1, 1) <= days) year += 1;
    while (toDays(year, 1, 1) > days) year -= 1;
    let month = 1;
    while (month < 12 && toDays(year, month + 1, 1) <= days) month += 1;
    return { year, month, day: days - toDays(year, month, 1) + 1 };
  }

  const FIRST_DAY = toDays(FIRST_YEAR, 1, 1);
  const LAST_DAY = toDays(LAST_YEAR + 1, 1, 1) - 1;
  const clamp = (days) => Math.min(Math.max(days, FIRST_DAY), LAST_DAY);
  // 1970-01-01 was a Thursday, the sixth day of a week that begins on Saturday.
  const weekday = (days) => (((days + 5) % WEEK) + WEEK) % WEEK;

  function addMonths(days, months) {
    const { year, month, day } = fromDays(days);
    const count = year * 12 + month - 1 + months;
    const toYear = Math.floor(count / 12);
    const toMonth = (count % 12) + 1;
    return clamp(toDays(toYear, toMonth, Math.min(day, monthLength(toYear, toMonth))));
  }

  // ---- text ----

  const persianDigits = (value) => String(value).replace(/[0-9]/g, (d) => "۰۱۲۳۴۵۶۷۸۹"[d]);
  const asciiDigits = (text) =>
    text.replace(/[۰-۹]/g, (d) => d.charCodeAt(0) - 0x6f0).replace(/[٠-٩]/g, (d) => d.charCodeAt(0) - 0x660);
  const two = (value) => String(value).padStart(2, "0");

  function parse(text) {
    const parts = asciiDigits(text).trim().match(/^([0-9]{4})([/.\-])([0-9]{1,2})\2([0-9]{1,2})$/);
    if (!parts) return null;
    const [year, month, day] = [Number(parts[1]), Number(parts[3]), Number(parts[4])];
    const real =
      year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month);
    return real ? toDays(year, month, day) : null;
  }

  function written(days) {
    const { year, month, day } = fromDays(days);
    return persianDigits(`${year}/${two(month)}/${two(day)}`);
  }

  function spoken(days) {
    const { year, month, day } = fromDays(days);
    return `${WEEKDAYS[weekday(days)]} ${persianDigits(day)} ${MONTHS[month - 1]} ${persianDigits(year)}`;
  }

  function today() {
    // The house's own day where the page tells it; a rehearsal moves it.
    const told = document.documentElement.dataset.today;
    const iso = told || new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Tehran" }).format(new Date());
    return clamp(Math.round(Date.parse(`${iso}T00:00:00Z`) / MS_A_DAY));
  }

  // ---- the dialog: one at a time ----

  let open = null;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const SVG = "http://www.w3.org/2000/svg";
  const SHAPES = {
    calendar:
      "M1.6 3.1h12.8v11.3H1.6zM1.6 6.4h12.8M4.6 1v3M11.4 1v3M4.5 9.2h1.6M7.2 9.2h1.6M9.9 9.2h1.6M4.5 11.6h1.6M7.2 11.6h1.6",
    // The past lies to the right.
    "year-back": "M3 3l5 5-5 5M8 3l5 5-5 5",
    "month-back": "M6 3l5 5-5 5",
    "month-on": "M10 3l-5 5 5 5",
    "year-on": "M13 3l-5 5 5 5M8 3l-5 5 5 5",
  };

  function icon(shape) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", SHAPES[shape]);
    svg.append(path);
    return svg;
  }

  function control(action, label) {
    const made = element("button", { type: "button", class: "jp-control", "data-action": action });
    if (SHAPES[action]) {
      made.setAttribute("aria-label", label);
      made.append(icon(action));
    } else {
      made.textContent = label;
    }
    return made;
  }

  function build() {
    const dialog = element("div", { class: "jp-dialog", role: "dialog", "aria-modal": "true", "aria-label": "انتخاب تاریخ", dir: "rtl" });
    const head = element("div", { class: "jp-head" });
    const title = element("div", { class: "jp-title", "aria-live": "polite" });
    head.append(
      control("year-back", "سال قبل"), control("month-back", "ماه قبل"), title,
      control("month-on", "ماه بعد"), control("year-on", "سال بعد"),
    );
    const grid = element("table", { class: "jp-grid", role: "grid", "aria-label": "روزهای ماه" });
    const header = grid.createTHead().insertRow();
    header.setAttribute("role", "row");
    INITIALS.forEach((initial, place) =>
      header.append(element("th", { scope: "col", role: "columnheader", abbr: WEEKDAYS[place], "aria-label": WEEKDAYS[place] }, initial)),
    );
    const body = grid.createTBody();
    const foot = element("div", { class: "jp-foot" });
    foot.append(control("today", "امروز"), control("close", "بستن"));
    dialog.append(head, grid, foot);
    return { dialog, title, body };
  }

  function cell(days, month) {
    const here = fromDays(days);
    const inMonth = here.month === month;
    const made = element("td", { role: "gridcell", "data-day": days, tabindex: days === open.focused ? "0" : "-1", "aria-label": spoken(days) });
    made.textContent = persianDigits(here.day);
    made.setAttribute("aria-selected", String(days === open.chosen));
    if (days === open.today) made.setAttribute("aria-current", "date");
    if (!inMonth) made.classList.add("jp-other");
    if (weekday(days) === WEEK - 1) made.classList.add("jp-friday");
    return made;
  }

  function draw(moveFocus) {
    const { year, month } = fromDays(open.focused);
    open.title.textContent = `${MONTHS[month - 1]} ${persianDigits(year)}`;
    const first = toDays(year, month, 1);
    const last = first + monthLength(year, month) - 1;
    const rows = [];
    for (let start = first - weekday(first); start <= last; start += WEEK) {
      const row = element("tr", { role: "row" });
      for (let days = start; days < start + WEEK; days += 1) row.append(cell(days, month));
      rows.push(row);
    }
    open.body.replaceChildren(...rows);
    if (moveFocus) open.body.querySelector('[tabindex="0"]').focus();
  }

  function place() {
    const box = open.input.getBoundingClientRect();
    const size = open.dialog.getBoundingClientRect();
    const below = box.bottom + size.height + 8 <= window.innerHeight || box.top < size.height + 8;
    const left = Math.min(Math.max(box.right - size.width, 8), Math.max(window.innerWidth - size.width - 8, 8));
    const top = below ? box.bottom + 4 : box.top - size.height - 4;
    open.dialog.style.left = `${left}px`;
    open.dialog.style.top = `${Math.max(Math.min(top, window.innerHeight - size.height - 8), 8)}px`;
  }

  function show(input, button) {
    if (input.disabled || input.readOnly) return;
    hide(false);
    const chosen = parse(input.value);
    const now = today();
    open = { input, button, chosen, today: now, focused: chosen === null ? now : chosen, ...build() };
    open.dialog.addEventListener("keydown", onKey);
    open.dialog.addEventListener("click", onClick);
    (input.closest("dialog") || document.body).append(open.dialog);
    button.setAttribute("aria-expanded", "true");
    draw(false);
    place();
    open.body.querySelector('[tabindex="0"]').focus({ preventScroll: true });
  }

  function hide(giveFocusBack) {
    if (!open) return;
    const { dialog, button, input } = open;
    open = null;
    dialog.remove();
    button.setAttribute("aria-expanded", "false");
    if (giveFocusBack) input.focus();
  }

  function choose(days) {
    const { input } = open;
    input.value = written(days);
    hide(true);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function go(days, moveFocus) {
    open.focused = clamp(days);
    draw(moveFocus);
  }

  // Right is earlier: the grid runs from right to left.
  const MOVES = {
    ArrowRight: (at) => at - 1,
    ArrowLeft: (at) => at + 1,
    ArrowUp: (at) => at - WEEK,
    ArrowDown: (at) => at + WEEK,
    Home: (at) => at - weekday(at),
    End: (at) => at + WEEK - 1 - weekday(at),
    PageUp: (at, shift) => addMonths(at, shift ? -12 : -1),
    PageDown: (at, shift) => addMonths(at, shift ? 12 : 1),
  };

  const ACTIONS = {
    "year-back": () => go(addMonths(open.focused, -12)),
    "month-back": () => go(addMonths(open.focused, -1)),
    "month-on": () => go(addMonths(open.focused, 1)),
    "year-on": () => go(addMonths(open.focused, 12)),
    today: () => go(open.today, true),
    close: () => hide(true),
  };

  function onKey(event) {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      hide(true);
    } else if (event.key === "Tab") {
      trap(event);
    } else if (event.target.matches("[data-day]")) {
      const move = MOVES[event.key];
      if (move) {
        event.preventDefault();
        go(move(open.focused, event.shiftKey), true);
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(open.focused);
      }
    }
  }

  function trap(event) {
    const stops = [...open.dialog.querySelectorAll('button, [tabindex="0"]')];
    const at = stops.indexOf(document.activeElement);
    event.preventDefault();
    stops[(at + (event.shiftKey ? -1 : 1) + stops.length) % stops.length].focus();
  }

  function onClick(event) {
    const day = event.target.closest("[data-day]");
    const action = event.target.closest("[data-action]");
    if (day) choose(clamp(Number(day.dataset.day)));
    else if (action) ACTIONS[action.dataset.action]();
  }

  document.addEventListener("pointerdown", (event) => {
    if (open && !open.dialog.contains(event.target) && !open.button.contains(event.target)) hide(false);
  });
  window.addEventListener("resize", () => open && place());
  window.addEventListener("scroll", () => open && place(), true);

  // ---- attaching ----

  const attached = new WeakSet();

  function label(input) {
    const own = input.labels && input.labels[0] ? input.labels[0].textContent : input.getAttribute("aria-label") || "";
    return `باز کردن تقویم ${own.replace("*", "").trim()}`.trim();
  }

  function attach(input) {
    if (attached.has(input)) return;
    attached.add(input);
    // A page kept by the browser or by htmx may bring back a button that nothing listens to.
    const next = input.nextElementSibling;
    if (next && next.classList.contains("jp-open")) next.remove();
    const button = element("button", {
      type: "button", class: "jp-open", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-label": label(input),
    });
    button.append(icon("calendar"));
    input.classList.add("jp-input");
    input.after(button);
    button.addEventListener("click", () => (open && open.input === input ? hide(true) : show(input, button)));
    input.addEventListener("keydown", (event) => {
      if (event.altKey && event.key === "ArrowDown") {
        event.preventDefault();
        show(input, button);
      }
    });
  }

  function attachAll(root) {
    if (root.matches && root.matches("input[data-jalali-picker]")) attach(root);
    root.querySelectorAll("input[data-jalali-picker]").forEach(attach);
  }

  window.JalaliPicker = Object.freeze({ attachAll, toDays, fromDays });
  document.addEventListener("htmx:load", (event) => attachAll(event.detail.elt));
  document.addEventListener("htmx:beforeHistorySave", () => hide(false));
  document.addEventListener("formset:added", (event) => attachAll(event.target));
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => attachAll(document));
  else attachAll(document);
})();
