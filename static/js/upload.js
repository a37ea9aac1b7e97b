/* Papers go up while the page stays, with their progress. Without this file the form is sent as any other. */
(() => {
  "use strict";

  const fa = (text) => String(text).replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]);

  const row = (paper) => {
    const item = document.createElement("li");
    const main = document.createElement("span");
    const link = document.createElement("a");
    const pages = document.createElement("span");
    main.className = "row-main";
    link.href = paper.url;
    link.textContent = paper.name;
    pages.className = "small";
    pages.textContent = `${fa(paper.pages)} صفحه`;
    main.append(link);
    item.append(main, pages);
    return item;
  };

  const ready = (form) => {
    const progress = form.querySelector("[data-upload-progress]");
    const status = form.querySelector("[data-upload-status]");
    const button = form.querySelector("[type=submit]");
    const list = (form.closest(".card") || document).querySelector("[data-upload-list]");
    const input = form.querySelector("[type=file]");

    const end = (text) => {
      progress.hidden = true;
      button.disabled = false;
      status.textContent = text;
    };

    const answered = (request) => {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch (error) {
        end("بارگذاری انجام نشد؛ صفحه را تازه کنید و دوباره بفرستید.");
        return;
      }
      const refused = answer.refused.map((each) => (each.name ? `«${each.name}»: ${each.sentence}` : each.sentence));
      const kept = answer.documents.length ? [`${fa(answer.documents.length)} برگه رسید و نگه داشته شد.`] : [];
      for (const paper of answer.documents) {
        if (list && !list.querySelector(`a[href="${CSS.escape(paper.url)}"]`)) list.append(row(paper));
        form.dispatchEvent(new CustomEvent("paper-kept", { bubbles: true, detail: paper }));
      }
      input.value = "";
      input.dispatchEvent(new Event("change", { bubbles: true }));
      end([...kept, ...refused].join(" "));
    };

    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.files.length) {
        status.textContent = "پرونده‌ای برگزیده نشده است.";
        return;
      }
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("X-Requested-With", "fetch");
      request.upload.addEventListener("progress", (moved) => {
        if (!moved.lengthComputable) return;
        progress.value = Math.round((moved.loaded / moved.total) * 100);
        status.textContent = moved.loaded < moved.total ? `${fa(progress.value)}٪ فرستاده شد` : "فرستاده شد؛ در حال بررسی محتوا";
      });
      request.addEventListener("load", () => answered(request));
      request.addEventListener("error", () => end("پیوند قطع شد؛ پرونده‌ها هنوز برگزیده‌اند و می‌توانید دوباره بفرستید."));
      progress.value = 0;
      progress.hidden = false;
      button.disabled = true;
      request.send(new FormData(form));
    });
  };

  document.querySelectorAll("form[data-upload]").forEach(ready);
})();
