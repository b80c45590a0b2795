// SPDX-License-Identifier: AGPL-3.0-or-later
// The search page, and the page that asks whether a question has been answered already. Nothing is fetched before a reader
// searches; the search stands in the address, the question does not. Every text is set as text, never as markup.
(() => {
  const form = document.querySelector("form[data-index]");
  if (!form) return;
  const { index: base, root: site, more: rest } = form.dataset, question = "question" in form.dataset;
  const { words, term } = SearchWords;
  const field = form.elements.q, status = document.getElementById("found"), list = document.getElementById("hits");
  const LABELS = { outcome: "Outcome", exemption: "Exemption", subject: "Subject", authority: "Authority", kind: "Kind of record", year: "Year" };
  const MARKS = { full: "Released in full", redacted: "Redacted", withheld: "Withheld" };
  const TEN = 10;
  let index, last, onward, turn = 0;

  const make = (name, more = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  // Made here, as it can do nothing without this script, and no page holds what it does not show.
  const narrow = question ? null : make("details", { class: "sift", id: "narrow", hidden: "" },
    make("summary", {}, "Narrow and sort the results"), make("div", { class: "filters" }));
  if (narrow) form.append(narrow);
  const badge = (code) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg"), use = document.createElementNS(svg.namespaceURI, "use");
    for (const [key, value] of Object.entries({ class: "mark", width: 16, height: 20, "aria-hidden": "true" })) svg.setAttribute(key, value);
    use.setAttribute("href", `#m-${code}`);
    svg.append(use);
    return make("span", { class: `badge ${code}` }, svg, MARKS[code]);
  };
  const count = (many, one, more = `${one}s`) => `${many.toLocaleString("en-GB")} ${many === 1 ? one : more}`;
  const day = (iso) => iso.length < 10 ? iso : new Date(`${iso}T00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  // Words of a text with their places, and which of them were asked for.
  const tokens = (text, wanted) => [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'\u2019\u02bc]*/gu)].map((found) => {
    const terms = words(found[0]).map(term);
    return { from: found.index, to: found.index + found[0].length, terms, hit: terms.some((one) => wanted.has(one)) };
  });
  const marked = (text, found, from = 0, to = text.length) => {
    const nodes = [];
    let at = from;
    for (const one of found) if (one.hit && one.from >= from && one.to <= to) {
      nodes.push(text.slice(at, one.from), make("mark", {}, text.slice(one.from, one.to)));
      at = one.to;
    }
    return [...nodes, text.slice(at, to)];
  };

  // The words around the place that says most of what was asked, and a link's end that leads to it.
  const excerpt = (text, { wanted, phrases }) => {
    const found = tokens(text, wanted), said = found.map((one) => one.terms.join(" "));
    let best = 0, most = 0;
    found.forEach((one, at) => {
      if (!one.hit) return;
      const near = said.slice(at, at + 28);
      const whole = phrases.some((phrase) => phrase.every((word, by) => said[at + by] === term(word)));
      const value = new Set(near.filter((_, by) => found[at + by].hit)).size + (whole ? 99 : 0);
      if (value > most) { most = value; best = at; }
    });
    if (!found.length) return { nodes: [text.slice(0, 200)], end: "" };
    const first = found[Math.max(0, best - 6)].from, until = found[Math.min(found.length, best + 28) - 1].to;
    const final = until + /^[^\p{L}\p{N}\s]*/u.exec(text.slice(until))[0].length;
    const nodes = [first ? "… " : "", ...marked(text, found, first, final), final < text.length - 2 ? " …" : ""];
    if (!most) return { nodes, end: "" };
    let end = best;
    while (end < best + 6 && found[end + 1] && !text.slice(found[end].to, found[end + 1].from).includes("\n")) end++;
    const quoted = encodeURIComponent(text.slice(found[best].from, found[end].to)).replaceAll("-", "%2D");
    return { nodes, end: `:~:text=${quoted}` };
  };

  const seen = new IntersectionObserver((all) => {
    for (const { isIntersecting, target } of all) if (isIntersecting) { seen.unobserve(target); target.fill(); }
  }, { rootMargin: "150px" });

  const entry = (hit, given) => {
    const { card, record, title, at, heading, many, file, outcome, date } = hit, address = site + hit.address + at;
    const page = heading && heading[0].toLowerCase() + heading.slice(1) + (/^Page \d+$/.test(heading) && many > 1 ? ` of ${many}` : "");
    const link = make("a", { href: address }, ...marked(title, tokens(title, given.wanted)));
    const said = make("p", { class: "said" }, file ? "" : outcome === "withheld" ? "Found in its title: its text is withheld." : card.summary);
    said.fill = async () => {
      try {
        const { nodes, end } = excerpt(await index.text(file), given);
        said.replaceChildren(...nodes);
        if (end && "fragmentDirective" in document) link.href = address + (at.includes("#") ? "" : "#") + end;
      } catch { said.textContent = "Could not be loaded."; }
    };
    if (file) seen.observe(said);
    const facts = [record && MARKS[outcome] ? badge(outcome) : record ? "" : card.outcome, card.reference, date && make("time", { datetime: date }, day(date)), card.authority];
    return make("li", {},
      make("p", { class: "where eyebrow" }, record ? [`Record ${record}`, page].filter(Boolean).join(", ") : heading || "The answer"),
      make("h2", { class: "name" }, link), said,
      make("ul", { class: "row meta" }, ...facts.filter(Boolean).map((one) => make("li", {}, one))));
  };

  // Ten more; those of another kind of record than was chosen are passed over.
  const more = async (shown, focus) => {
    const mine = turn, ready = [];
    while (ready.length < TEN && shown.left.length) {
      const next = await Promise.all(shown.left.splice(0, TEN - ready.length).map(index.tell));
      ready.push(...next.filter((hit) => !shown.chosen.kind || hit.kind === shown.chosen.kind));
    }
    if (mine !== turn) return;
    const items = ready.map((hit) => entry(hit, shown));
    list.append(...items);
    onward?.remove();
    if (shown.left.length) {
      onward = make("button", { type: "button", class: "button onward" }, "Show more results");
      onward.addEventListener("click", () => more(shown, true).catch(failed));
      list.after(onward);
    }
    if (focus) items[0]?.querySelector("a").focus();
  };

  const failed = () => {
    index = undefined;
    status.textContent = "The search could not be loaded. Check your connection and try again, or use the lists on this page.";
  };

  // The filters, with the number of answers for each value. Filled when a reader opens them.
  const fill = async () => {
    if (!narrow || !last || !narrow.open) return;
    const { filtered, fields, order } = await index.more(), { counts } = await filtered(last.requests, last.chosen);
    if (!form.elements.sort) narrow.append(...order(new URLSearchParams(location.search).get("sort") ?? "", make));
    narrow.querySelector(".filters").replaceChildren(...fields(counts, last.chosen, LABELS, make));
  };

  const run = async (asked) => {
    const mine = ++turn, typed = (asked.get("q") ?? "").trim();
    const chosen = Object.fromEntries(Object.keys(LABELS).filter((name) => asked.get(name)).map((name) => [name, asked.get(name)]));
    const filters = Object.keys(chosen).length;
    if (typed.length < 2 && !filters) {
      status.textContent = typed ? "Type at least two letters." : "";
      list.replaceChildren();
      return;
    }
    try {
      index ??= await SearchIndex(base, rest);
      const result = typed ? await index.search(typed.slice(0, question ? 3000 : 300), { question }) : await (await index.more()).everything();
      const requests = new Set(result.hits.map((hit) => hit.number));
      let { hits } = result;
      if (filters) {
        const { passed } = await (await index.more()).filtered(requests, chosen);
        hits = hits.filter((hit) => passed.has(hit.number));
      }
      hits = index.order(hits, !typed || asked.get("sort") === "date");
      const { phrases } = result.asked;
      const unsure = phrases.length > 0 && hits.length > index.LOOKED;
      if (phrases.length) hits = await index.verified(hits, phrases);
      if (question) {
        const met = new Set(), least = (hits[0]?.score ?? 0) * 0.35;
        hits = hits.filter((hit) => hit.score >= least && !met.has(hit.number) && met.add(hit.number)).slice(0, TEN);
      }
      if (mine !== turn) return;
      last = { requests, chosen };
      list.replaceChildren();
      seen.disconnect();
      if (narrow) narrow.hidden = !requests.size;
      await Promise.all([more({ left: [...hits], chosen, phrases, wanted: result.terms }), fill()]);
      if (mine !== turn) return;
      status.textContent = told(typed, result, hits, unsure || !result.exact || Boolean(chosen.kind));
    } catch (error) {
      if (mine === turn) failed(error);
    }
  };
  const told = (typed, result, hits, about) => {
    const said = result.corrected.map(([from, to]) => `Nothing has “${from}”; these results are for “${to}”.`);
    if (result.missing.length) said.push(`Nothing has ${result.missing.map((word) => `“${word}”`).join(" or ")}.`);
    const answers = new Set(hits.map((hit) => hit.number)).size;
    if (question) said.push(hits.length ? `${count(answers, "published answer")} may already say this.` : "Nothing that is published seems close to this.");
    else if (!hits.length) said.push(`No results${typed && ` for ${typed.slice(0, 80)}`}. Try other words, or use the lists on this page.`);
    else {
      if (result.loose) said.push("No page has all of these words; these have most of them.");
      said.push(`${about && hits.length > 9 ? "About " : ""}${count(hits.length, "result")}${typed && !said.length ? ` for ${typed.slice(0, 80)}` : ""}, in ${count(answers, "answer")}.`);
    }
    return said.join(" ");
  };

  const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const restore = () => {
    const state = new URLSearchParams(location.search);
    field.value = state.get("q") ?? "";
    if (form.elements.sort) form.elements.sort.value = state.get("sort") ?? "";
    const filters = ["sort", ...Object.keys(LABELS)].some((name) => state.get(name));
    if (narrow && filters) narrow.open = true;
    run(state);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const state = asked();
    if (!question) history.pushState(null, "", state.size ? `?${state}` : location.pathname);
    run(state);
  });
  narrow?.addEventListener("toggle", () => fill().catch(failed));
  if (!question) {
    addEventListener("popstate", restore);
    restore();
  }
})();
