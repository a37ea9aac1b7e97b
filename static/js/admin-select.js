/* The stock admin's searching select names its inner field by nothing; here it takes the name of the label before it.
   The select is drawn when jQuery is ready, which may be after the page has loaded: then this waits in the same queue. */
"use strict";

window.addEventListener("load", () => window.django.jQuery(() => {
  for (const field of document.querySelectorAll("select.admin-autocomplete")) {
    const label = document.querySelector(`label[for="${field.id}"]`);
    const drawn = document.getElementById(`select2-${field.id}-container`);
    if (label && drawn) {
      drawn.setAttribute("aria-label", label.textContent.trim());
    }
  }
}));
