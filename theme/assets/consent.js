// SPDX-License-Identifier: AGPL-3.0-or-later
// Asks before a web team's own analytics script loads. Stands in the page only where one is configured. Nothing is
// stored before an answer; the answer is kept in one first-party cookie. Every word is made here, none waits hidden
// in the page.
(() => {
  const { load, what, days, policy, policyText, path } = document.currentScript.dataset;
  const place = document.currentScript, root = new URL(path, location.href).pathname;
  const answer = () => /(?:^|; )measuring=(yes|no)/.exec(document.cookie)?.[1];
  let loaded = false, box;

  const make = (name, words, more = {}, ...children) => {
    const element = document.createElement(name);
    element.textContent = words;
    for (const [key, value] of Object.entries(more)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const button = (words, act, strong) => {
    const made = make("button", words, { type: "button", class: strong ? "button strong" : "button" });
    made.addEventListener("click", act);
    return made;
  };

  const start = () => {
    if (loaded) return;
    loaded = true;
    const trusted = globalThis.trustedTypes?.createPolicy("consent", { createScriptURL: (address) => address });
    const script = document.createElement("script");
    script.src = trusted ? trusted.createScriptURL(load) : load;
    document.head.append(script);
  };

  const keep = (chosen) => {
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `measuring=${chosen}; path=${root}; max-age=${days * 86400}; samesite=lax${secure}`;
    if (answer() !== chosen) {
      box.querySelector("[role=alert]").textContent =
        "Your answer could not be saved, so nothing is measured. Your browser may refuse cookies. You can try again.";
      return;
    }
    const status = make("p", "", { role: "status" }), hide = button("Hide this message", () => box.remove());
    box.removeAttribute("aria-labelledby"); // its heading goes
    box.setAttribute("aria-label", "Measuring visits");
    box.firstElementChild.replaceChildren(status, hide);
    hide.focus();
    // Said after the region exists, so that it is heard, and once.
    setTimeout(() => {
      const said = chosen === "yes" ? "visits may be measured."
        : loaded ? "visits are not measured, from the next page on." : "visits are not measured.";
      status.textContent = `Saved: ${said} You can change this at the foot of any page.`;
    }, 100);
    if (chosen === "yes") start();
  };

  const customise = () => {
    const measure = make("input", "", { type: "checkbox", id: "consent-measure" });
    measure.checked = answer() === "yes";
    const close = button("Cancel", () => dialog.close());
    const save = button("Save my choice", () => { dialog.close(); keep(measure.checked ? "yes" : "no"); }, true);
    const dialog = make("dialog", "", { "aria-labelledby": "consent-title", class: "box" },
      make("h2", "Choose what is kept", { id: "consent-title", class: "small" }),
      make("p", "Always: one cookie with your answer here, and nothing else."),
      make("p", "", {}, measure, make("label", ` Measure ${what}`, { for: "consent-measure" })),
      make("p", "", { class: "row" }, save, close));
    dialog.addEventListener("close", () => dialog.remove());
    box.append(dialog);
    dialog.showModal();
  };

  const ask = () => {
    box?.remove();
    box = make("section", "", { class: "consent", "aria-labelledby": "consent-ask" },
      make("div", "", { class: "wrap" },
        make("h2", "May we measure visits?", { id: "consent-ask", class: "small", tabindex: "-1" }),
        make("p", `We would like to measure ${what}. Nothing is measured unless you accept. `, {},
          make("a", policyText, { href: policy })),
        make("p", "", { class: "row" },
          button("Accept", () => keep("yes"), true),
          button("Reject", () => keep("no"), true),
          button("Choose", customise)),
        make("p", "", { role: "alert" })));
    place.after(box);
  };

  if (answer() === "yes") start();
  if (!answer()) ask();
  addEventListener("DOMContentLoaded", () => document.getElementById("foot").append(
    make("li", "", {}, button("Change your cookie answer", () => { ask(); box.querySelector("h2").focus(); }))));
})();
