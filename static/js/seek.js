/* A long list of ticks is narrowed by typing. Without this script the same ticks stand in a box that scrolls. */
(() => {
  "use strict";

  const MARKS = /[\u064b-\u065f\u0670\u0640\u200c\s]+/gu;
  const fold = (text) => text.replace(/[\u064a\u0649]/gu, "ی").replace(/\u0643/gu, "ک").replace(/[أإآ]/gu, "ا").replace(/[ؤ]/gu, "و").replace(/[ةۀ]/gu, "ه").replace(MARKS, "").toLowerCase().replace(/[0-9]/gu, (each) => "۰۱۲۳۴۵۶۷۸۹"[each]);
  const digits = (number) => String(number).replace(/[0-9]/gu, (each) => "۰۱۲۳۴۵۶۷۸۹"[each]);

  for (const box of new Set([...document.querySelectorAll("input[data-seek]")].map((each) => each.closest("fieldset")))) {
    const rows = [...box.querySelectorAll("label.choice")].map((label) => ({ label, tick: label.querySelector("input"), text: fold(label.textContent) }));
    /* By what one seeks, and what is chosen: members by name and constituency unless the list says otherwise. */
    const { seek, seekWhat } = rows[0].tick.dataset;
    const [by, what] = [seek || "نام یا حوزه", seekWhat || "نام"];
    const told = document.createElement("p");
    told.className = "form-text seek-told";
    told.setAttribute("role", "status");
    const field = document.createElement("input");
    field.type = "search";
    field.className = "form-control seek-field";
    field.setAttribute("aria-label", `جست‌وجوی ${by}`);
    field.placeholder = `بخشی از ${by} را بنویسید`;
    field.autocomplete = "off";
    rows[0].label.before(field, told);

    const draw = () => {
      const wanted = fold(field.value);
      let shown = 0;
      for (const { label, tick, text } of rows) {
        label.hidden = !tick.checked && !text.includes(wanted);
        shown += label.hidden ? 0 : 1;
      }
      const chosen = rows.filter(({ tick }) => tick.checked).length;
      told.textContent = `${digits(chosen)} ${what} برگزیده؛ ${digits(shown)} ${what} نشان داده می‌شود`;
    };

    field.addEventListener("input", draw);
    /* Enter ticks the only name that is left, and never sends the form half filled. */
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const left = rows.filter(({ label, tick }) => !label.hidden && !tick.checked);
      if (left.length !== 1) return;
      left[0].tick.checked = true;
      field.value = "";
      draw();
    });
    box.addEventListener("change", draw);
    draw();
  }
})();
