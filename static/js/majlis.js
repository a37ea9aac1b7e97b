/* What the pages do beyond HTML. Every official act works without this file. */
(() => {
  "use strict";

  const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
  const fa = (text) => String(text).replace(/[0-9]/g, (digit) => PERSIAN[digit]);
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  document.documentElement.classList.add("has-js");

  /* Menus close by Escape, by a press elsewhere, and when another opens. */

  const closeMenus = (except) => {
    for (const menu of all("details.menu[open]")) {
      if (menu !== except) menu.open = false;
    }
  };

  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.menu[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });

  /* Deadlines tick. The server says what time it is; the browser only measures how long the page has been open. */

  const MINUTE = 60000;
  const HOUR = 60 * MINUTE;
  const DAY = 24 * HOUR;
  const FULL_DAYS_FROM = 72 * HOUR;
  const grouped = (count) => fa(String(count).replace(/\B(?=(\d{3})+$)/g, "٬"));

  const duration = (span) => {
    const parts =
      span > FULL_DAYS_FROM
        ? [[Math.floor(span / DAY), "روز"], [Math.floor(span / HOUR) % 24, "ساعت"]]
        : [[Math.floor(span / HOUR), "ساعت"], [Math.floor(span / MINUTE) % 60, "دقیقه"]];
    const told = parts.filter(([count]) => count).map(([count, unit]) => `${grouped(count)} ${unit}`);
    return told.join(" و ") || "کمتر از یک دقیقه";
  };

  const loadedAt = performance.now();

  const tick = () => {
    for (const element of all("[data-deadline][data-now]")) {
      if (!element.dataset.base) element.dataset.base = String(element.dataset.late ? performance.now() : loadedAt);
      const now = Date.parse(element.dataset.now) + performance.now() - Number(element.dataset.base);
      const left = Date.parse(element.dataset.deadline) - now;
      if (Number.isNaN(left)) continue;
      const text = `${duration(Math.abs(left))} ${left > 0 ? "مانده" : "گذشته"}`;
      if (element.textContent !== text) element.textContent = text;
      const block = element.closest(".deadline");
      if (block && left <= 0) {
        block.classList.remove("is-soon");
        block.classList.add("is-overdue");
      }
    }
  };

  /* Drafts save themselves: a few seconds after a change and on leaving a field, one request at a time. */

  const WAIT = 3000;
  const RETRY = 15000;

  const autosave = (form) => {
    if (form.dataset.autosaveReady) return;
    form.dataset.autosaveReady = "1";
    const status = form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
    let timer = 0;
    let busy = false;
    let changed = false;

    const say = (text) => {
      if (status) status.textContent = text;
    };

    const body = () => {
      const data = new FormData(form);
      for (const [name, value] of Array.from(data.entries())) {
        if (value instanceof File) data.delete(name);
      }
      return data;
    };

    const clock = (response) => {
      const at = new Date(response.headers.get("Date") || Date.now());
      const told = new Intl.DateTimeFormat("fa-IR", { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Tehran" });
      return told.format(at);
    };

    const save = async () => {
      clearTimeout(timer);
      if (!changed) return;
      if (busy) {
        timer = setTimeout(save, WAIT);
        return;
      }
      busy = true;
      changed = false;
      say("در حال ذخیرهٔ پیش‌نویس");
      try {
        const data = body();
        const token = data.get("csrfmiddlewaretoken") || "";
        const response = await fetch(form.dataset.autosaveUrl, {
          method: "POST",
          body: data,
          credentials: "same-origin",
          headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
          redirect: "manual",
        });
        if (!response.ok) throw new Error(String(response.status));
        const told = (response.headers.get("Content-Type") || "").startsWith("text/plain") ? (await response.text()).trim() : "";
        say(told || `پیش‌نویس ساعت ${clock(response)} ذخیره شد`);
      } catch (error) {
        changed = true;
        say("پیش‌نویس هنوز ذخیره نشده است؛ نوشته‌ها در همین صفحه مانده و دوباره تلاش می‌شود");
        timer = setTimeout(save, RETRY);
      }
      busy = false;
    };

    const mark = () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    };

    form.addEventListener("input", mark);
    form.addEventListener("change", mark);
    form.addEventListener("focusout", save);
    form.addEventListener("submit", () => {
      changed = false;
      clearTimeout(timer);
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  };

  /* A hash is copied whole, also where only its beginning is shown. */

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button || !navigator.clipboard) return;
    const label = button.querySelector("[data-copy-label]") || button;
    const before = label.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      label.textContent = "رونوشت شد";
    } catch (error) {
      label.textContent = "رونوشت نشد";
    }
    setTimeout(() => {
      label.textContent = before;
    }, 2500);
  });

  /* The chosen file is named, with its size. */

  const sizeOf = (bytes) => {
    const kilobytes = Math.max(1, Math.round(bytes / 1024));
    return kilobytes < 1024 ? `${grouped(kilobytes)} کیلوبایت` : `${fa((kilobytes / 1024).toFixed(1).replace(".", "٫"))} مگابایت`;
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file") return;
    const place = (input.closest(".filebox, .field, .mb-3") || document).querySelector("[data-file-name]");
    if (!place) return;
    place.textContent = Array.from(input.files, (file) => `${file.name}، ${sizeOf(file.size)}`).join("؛ ");
  });

  /* How much of a limited text is used. */

  const count = (area) => {
    const place = document.querySelector(`[data-counter-for="${CSS.escape(area.id)}"]`);
    if (place) place.textContent = `${grouped(area.value.length)} نویسه از ${grouped(area.maxLength)}`;
  };

  document.addEventListener("input", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.maxLength > 0) count(event.target);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
  });

  const start = (root) => {
    all("form[data-autosave-url]", root).forEach(autosave);
    all("textarea[maxlength]", root).forEach(count);
    tick();
  };

  /* What arrives later by htmx was told the time when it arrived, not when the page opened. */
  document.addEventListener("htmx:load", (event) => {
    for (const element of all("[data-deadline]", event.target)) element.dataset.late = "1";
    start(event.target);
  });

  start(document);
  setInterval(tick, 10000);
  const focus = document.querySelector("[data-focus]");
  if (focus) focus.focus();
})();
