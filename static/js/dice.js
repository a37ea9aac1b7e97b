/* Twenty dice: each digit leads to the next cup, and a pasted line fills them all. Without this file they are plain inputs. */
(() => {
  "use strict";

  const cups = Array.from(document.querySelectorAll("[data-dice] input"));
  const DIGIT = /[0-9۰-۹٠-٩]/;
  const digits = (text) => Array.from(text).filter((sign) => DIGIT.test(sign));

  const go = (place) => {
    const cup = cups[place];
    if (!cup) return;
    cup.focus();
    cup.select();
  };

  cups.forEach((cup, place) => {
    cup.addEventListener("input", () => {
      if (DIGIT.test(cup.value)) go(place + 1);
    });
    cup.addEventListener("paste", (event) => {
      const found = digits(event.clipboardData.getData("text"));
      if (found.length < 2) return;
      event.preventDefault();
      found.slice(0, cups.length - place).forEach((digit, step) => {
        cups[place + step].value = digit;
      });
      go(Math.min(place + found.length, cups.length - 1));
    });
    cup.addEventListener("keydown", (event) => {
      const back = event.key === "Backspace" && !cup.value;
      if (back || event.key === "ArrowRight") go(place - 1);
      else if (event.key === "ArrowLeft") go(place + 1);
      else return;
      event.preventDefault();
    });
  });
})();
