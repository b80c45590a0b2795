// SPDX-License-Identifier: AGPL-3.0-or-later
// Only while one's own machine serves the site: loads the page anew when it has changed, and shows what keeps it from changing.
(() => {
  "use strict";
  const me = document.currentScript;
  const events = new URL("events", me.src).href;
  let source = null;
  let box = null;
  let shown = "";

  const show = (panel) => {
    if (panel === shown) {
      return;
    }
    shown = panel;
    box?.remove();
    box = null;
    if (!panel) {
      return;
    }
    box = document.createElement("section");
    box.id = "disclosures-problems";
    box.setAttribute("role", "alert");
    document.body.append(box);
    box.innerHTML = panel; // escaped by the server; its policy lets no script in it run
    const hide = document.createElement("button");
    hide.type = "button";
    hide.textContent = "Hide until it changes";
    hide.addEventListener("click", () => box.remove());
    box.append(hide);
  };

  const hear = (event) => {
    const told = JSON.parse(event.data);
    const standsIn = me.dataset.serial !== undefined; // the page for the time before the first good build
    if (told.version !== me.dataset.version || (standsIn && String(told.serial) !== me.dataset.serial)) {
      source.close();
      location.reload();
    } else if (!standsIn) {
      show(told.panel);
    }
  };

  const listen = () => {
    source?.close();
    source = document.hidden ? null : new EventSource(events); // a browser has few connections for all its tabs
    source?.addEventListener("message", hear);
  };

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => event.persisted && listen());
  listen();
})();
