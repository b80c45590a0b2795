// SPDX-License-Identifier: AGPL-3.0-or-later
// The rest of the search, fetched when a reader opens the filters or types a word that nothing has.
export const more = ({ root, get, integers }) => {
  const buckets = new Set(root.words.split(" "));

  // Slips between two words: letters put in, left out, changed or swapped.
  const slips = (a, b, most) => {
    let before, row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      const last = row;
      row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] !== b[j - 1]));
        if (before && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return 9;
      before = last;
    }
    return row[b.length];
  };
  const spell = async (word) => {
    if (word.length < 4 || !/^\p{L}+$/u.test(word)) return "";
    const first = word < "\x7f" ? word[0] : "_", most = word.length > 6 ? 2 : 1;
    const near = [0, -1, 1].map((by) => `${String(Math.min(15, word.length + by)).padStart(2, "0")}${first}`).filter((name) => buckets.has(name));
    let best = "", least = most + 1;
    for (const name of new Set(near)) {
      if (least === 1) break; // nothing can be nearer: the other files are not fetched
      for (const other of (await get(`words/${name}.txt`)).split("\n")) {
        const count = other && slips(word, other, most);
        if (other && count < least) { best = other; least = count; }
      }
    }
    return best;
  };

  // A request's number tells its day; those without a date are of day 0.
  const years = (request) => {
    const days = Math.floor(request / 2 ** root.bits);
    return days ? [String(new Date(Date.UTC(2000, 0, 1) + days * 864e5).getUTCFullYear())] : [];
  };

  let table;
  const facts = async () => {
    if (table) return table;
    const [told, numbers, ...columns] = (await get("facts.txt")).split("\n"), rows = [], filters = JSON.parse(told);
    const readers = Object.keys(filters).map((name, at) => [filters[name], integers(columns[at])]);
    for (let steps = integers(numbers), at = 0; steps.more();) {
      at += steps.next();
      rows.push([at, ...readers.map(([{ values, sets }, reader]) => sets[reader.next()].map((value) => values[value])), years(at)]);
    }
    table = { names: [...Object.keys(filters), "year"], rows: new Map(rows.map(([at, ...values]) => [at, values])) };
    return table;
  };

  // Counts of the requests for each value of each filter, under all other filters; and the requests that pass them all.
  const filtered = async (requests, chosen) => {
    const { names, rows } = await facts(), passed = new Set(), counts = Object.fromEntries(names.map((name) => [name, new Map()]));
    for (const request of requests) {
      const values = rows.get(request) ?? names.map(() => []);
      const fails = names.filter((name, at) => chosen[name] && !values[at].includes(chosen[name]));
      if (!fails.length) passed.add(request);
      names.forEach((name, at) => {
        if (fails.every((one) => one === name)) for (const value of values[at]) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
      });
    }
    return { passed, counts };
  };

  const everything = async () => ({
    terms: new Set(), corrected: [], missing: [], exact: true, loose: false, asked: { phrases: [] },
    hits: [...(await facts()).rows.keys()].map((at) => ({ page: at * 65536, number: at, unit: 0, score: 0 })),
  });


  // The filters as fields, with the number of answers for each value; one that would change nothing is left out.
  const fields = (counts, chosen, labels, make) => Object.entries(counts).flatMap(([name, values]) => {
    const now = chosen[name] ?? "", sorted = [...values].sort((a, b) => (name === "year" ? b[0] - a[0] : b[1] - a[1]) || (a[0] < b[0] ? -1 : 1));
    if (now && !values.has(now)) sorted.push([now, 0]);
    if (sorted.length < 2 && !now) return [];
    const select = make("select", { name, id: `by-${name}` }, make("option", { value: "" }, "Any"),
      ...sorted.map(([value, many]) => make("option", { value }, `${value} (${many.toLocaleString("en-GB")})`)));
    select.value = now;
    return [make("p", {}, make("label", { for: `by-${name}` }, labels[name]), select)];
  });

  // What stands below them: the order of the results, and the button.
  const order = (now, make) => {
    const select = make("select", { id: "sort", name: "sort" }, make("option", { value: "" }, "Closest match first"), make("option", { value: "date" }, "Newest first"));
    select.value = now;
    return [make("p", { class: "soft" }, "In brackets: how many answers there are."),
      make("p", {}, make("label", { for: "sort" }, "Order"), " ", select), make("p", {}, make("button", { class: "button" }, "Apply"))];
  };

  return { spell, filtered, everything, fields, order };
};
