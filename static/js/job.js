/* A long work shows how far it has come while its page lies open. Without this file a link asks anew. */
(() => {
  "use strict";

  const EVERY = 2000;

  const look = async () => {
    const card = document.getElementById("job");
    if (!card || !("going" in card.dataset)) return;
    try {
      const answer = await fetch(location.href, { headers: { "X-Looking": "again" } });
      const fresh = answer.ok && !answer.redirected
        ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job")
        : null;
      if (fresh) card.replaceWith(fresh);
    } catch {
      /* The house cannot be reached just now: the next look may find it. */
    }
    setTimeout(look, EVERY);
  };

  setTimeout(look, EVERY);
})();
