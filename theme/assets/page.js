// SPDX-License-Identifier: AGPL-3.0-or-later
// Small comforts of a page: copy the citation, sort the schedule, close the menu. Nothing here is needed to read.
(() => {
  let status;
  const say = (words) => {
    if (!status) {
      status = document.createElement("p");
      status.className = "hide";
      status.setAttribute("role", "status");
      document.querySelector("main").append(status);
    }
    setTimeout(() => { status.textContent = words; }, 50); // a region must exist before its words are heard
  };
  const button = (words, act) => {
    const made = document.createElement("button");
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  };

  // A citation made while reading page 3 leads back to page 3, and says on which day it was read.
  const own = document.querySelector("link[rel=canonical]")?.href, cited = [...document.querySelectorAll("[data-copy]")];
  const today = new Date().toLocaleDateString("en-GB", { dateStyle: "long" });
  const texts = cited.map((text) => text.textContent.replace("[date]", today));
  const page = () => /^#[\w-]*(page|table)-[\d-]+$/.test(location.hash) ? location.hash : "";
  const place = () => cited.forEach((text, number) => {
    text.textContent = own ? texts[number].replace(own, own + page()) : texts[number];
  });
  const take = (text) => {
    getSelection().selectAllChildren(text); // what cannot be copied for the reader can be copied by the reader
    return navigator.clipboard ? navigator.clipboard.writeText(text.textContent.trim()) : Promise.reject();
  };
  if (cited.length) {
    place();
    addEventListener("hashchange", place);
  }
  for (const text of cited) {
    const name = text.previousElementSibling?.matches("h3") ? `${text.previousElementSibling.textContent} ` : "";
    const made = button("Copy", () => take(text).then(() => say(name ? `${name}citation copied` : "Citation copied"),
      () => say("Copying failed: the words are selected")));
    made.className = "button copy";
    made.setAttribute("aria-label", `Copy ${name}citation`);
    text.after(made);
  }

  for (const table of document.querySelectorAll("[data-sort]")) {
    const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
    const value = (row, column) => {
      const cell = row.cells[column];
      return column ? cell.dataset.key ?? cell.textContent.trim() : String(rows.indexOf(row)).padStart(5, "0");
    };
    heads.forEach((head, column) => head.replaceChildren(button(head.textContent, () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...[...rows].sort((a, b) => {
        const one = value(a, column), two = value(b, column);
        if (!one || !two) return !one - !two; // what has no date stays last
        return (down ? -1 : 1) * one.localeCompare(two);
      }));
      say(`Sorted by ${head.textContent}, ${down ? "descending" : "ascending"}`);
    })));
  }

  // Who comes to page 3 from a search reads on there; the browser itself marks the words (text fragment).
  const arrived = page() && document.querySelector(page());
  if (arrived) arrived.tabIndex = -1, arrived.focus({ preventScroll: true });

  const menu = document.querySelector(".menu");
  menu?.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.firstElementChild.open = false;
  });
})();
