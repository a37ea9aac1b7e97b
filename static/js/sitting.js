/* A sitting's pages: the quorum's seats fill as members are ticked, and votes can be marked at one press. The server counts again. */
(() => {
  "use strict";

  /* Who has no vote yet is marked in favour; each stays open to another. */
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-all-agree]")) return;
    for (const box of document.querySelectorAll("[data-votes] fieldset")) {
      if (!box.querySelector("input:checked")) box.querySelector("input[value=agree]").checked = true;
    }
  });

  const roll = document.querySelector("[data-roll]");
  const seats = document.querySelector("[data-seats]");
  if (!roll || !seats) return;
  const told = document.querySelector("[data-meter-live]");
  const needed = Number(roll.dataset.needed);
  const fa = (text) => String(text).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

  const draw = () => {
    const present = roll.querySelectorAll("input:checked").length;
    seats.querySelectorAll(".seat").forEach((seat, place) => seat.classList.toggle("seat-present", place < present));
    if (told) told.textContent = present >= needed ? `${fa(present)} نفر حاضر: حد نصاب هست` : `${fa(present)} نفر حاضر؛ ${fa(needed - present)} نفر دیگر لازم است`;
  };

  roll.addEventListener("change", draw);
  draw();
})();
