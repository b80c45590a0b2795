// SPDX-License-Identifier: AGPL-3.0-or-later
// Asks the index that generator/disclosures/site/search writes; its __init__.py says which files there are. Knows no page.
const SearchIndex = async (base, rest) => {
  const { words, term, hash } = SearchWords;
  const MARKS = "!#$%()*+,-./:;<=>?@[]^_{|}~&'`\"\\";
  const VALUE = new Map([...MARKS].map((mark, value) => [mark, value]));
  const WEIGHTS = [1, 1.4, 1.7, 3], TERMS = 12, POSTINGS = 6500, CUT = 3072, LOOKED = 12;

  const fetched = async (address, how) => {
    const answer = await fetch(address, how);
    if (!answer.ok) throw new Error(address);
    return answer;
  };
  const root = await (await fetched(`${base}index.json`, { cache: "no-cache" })).json();
  const kept = new Map();
  const get = (name, how = "text") => {
    if (!kept.has(name)) {
      kept.set(name, fetched(`${base}${name}?${root.version}`).then((answer) => answer[how]()));
      kept.get(name).catch(() => kept.delete(name)); // so that a second try asks again
    }
    return kept.get(name);
  };
  const [plain, common] = [root.plain, root.common].map((one) => new Set(one.split(" ")));

  // Integers in groups of four bits, lowest first: `next` reads one, `digit` a single mark.
  const integers = (text) => {
    let at = 0;
    const next = () => {
      let value = 0, unit = 1, got;
      while ((got = VALUE.get(text[at++])) > 15) { value += (got - 16) * unit; unit *= 16; }
      return value + got * unit;
    };
    const digit = () => VALUE.get(text[at++]);
    return { next, digit, more: () => at < text.length };
  };

  // One list: a Map from page (request's number and unit in one) to [weight, digest of the word before, of the one after].
  const decode = (text) => {
    const found = new Map(), parts = text.split(" ");
    for (let weight = 3; weight >= 0; weight--) {
      const steps = integers(parts[6 - 2 * weight]), rest = integers(parts[7 - 2 * weight]);
      for (let number = 0; steps.more();) {
        number += steps.next();
        found.set(number * 65536 + rest.next(), [weight, rest.digit(), rest.digit()]);
      }
    }
    return found;
  };

  // What only some searches need: filters, and the spelling of a word that nothing has.
  let asked;
  const more = () => (asked ??= import(new URL(rest, document.baseURI)).then((part) => part.more({ root, get, integers })));

  const entries = async (terms) => {
    const shard = (one) => `terms/${(hash(one) >>> (32 - root.shards)).toString(16)}.txt`;
    return Promise.all(terms.map(async (one) => {
      const line = (await get(shard(one))).split("\n").find((text) => text.startsWith(`${one} `));
      const [, count, ...runs] = line?.split(" ") ?? [];
      const found = { term: one, count: count ? integers(count).next() : 0 };
      if (runs.length) found.list = decode(runs.join(" "));
      return found;
    }));
  };
  const whole = async (entry) => {
    const hex = (seed) => hash(entry.term, seed).toString(16).padStart(8, "0");
    entry.list ??= decode(await get(`lists/${hex()}${hex(0x9747b28c)}.txt`));
    return entry;
  };

  // What was typed: phrases in quotation marks, words, and what may be a reference.
  const parse = (typed) => {
    const phrases = [], rest = typed.replace(/["\u201c\u201d]([^"\u201c\u201d]*)["\u201c\u201d]?/g, (_, phrase) => {
      phrases.push(words(phrase));
      return ` ${phrase} `;
    });
    const pieces = phrases.length ? [] : [rest, ...rest.split(/\s+/)].map((piece) => words(piece).join("")).filter((one) => /(\d.*){3}/.test(one));
    return { words: [...new Set(words(rest))], phrases: phrases.filter((phrase) => phrase.length > 1), references: [...new Set(pieces)] };
  };

  const number = (page) => Math.floor(page / 65536);

  // The pages that answer: `hits` with their scores, in no order. A question needs none of its words, a search those whose
  // lists are whole; when no page has them all it says so (`loose`) and gives those that have most.
  const search = async (typed, { question = false } = {}) => {
    const said = parse(typed), result = { asked: said, corrected: [], missing: [], exact: true, loose: false, references: [] };
    const telling = said.words.filter((word) => !plain.has(term(word)));
    const rare = telling.filter((word) => !common.has(term(word)));
    let wanted = rare.length > 1 || question && rare.length ? rare : telling.length ? telling : said.words;
    wanted = [...wanted].sort((a, b) => b.length - a.length).slice(0, TERMS);
    const referred = said.references.slice(0, 4).map((one) => `=${one}`);
    const all = await entries([...new Set([...referred, ...wanted.map(term)])]);
    const cited = all.filter((entry) => entry.term[0] === "=" && entry.count);
    await Promise.all(cited.map(whole));
    result.references = cited.flatMap((entry) => [...entry.list.keys()]);
    let found = all.filter((entry) => entry.term[0] !== "=");
    if (!cited.length && !question) for (const entry of found.filter((one) => !one.count)) {
      const word = wanted.find((one) => term(one) === entry.term), better = await (await more()).spell(word);
      if (better) {
        result.corrected.push([word, better]);
        found = [...found, ...await entries([term(better)])]; // the slip itself has no pages and falls out below
      } else result.missing.push(word);
    }
    found = found.filter((entry) => entry.count).sort((a, b) => a.count - b.count);
    let borne = 0; // of the rarest terms as many as a reader's line should bear, and two at least
    const read = await Promise.all(found.filter((entry, at) => (borne += Math.min(entry.count, CUT)) < POSTINGS || at < 2).map(whole));
    result.terms = new Set([...found.map((entry) => entry.term), ...(telling.length ? telling : said.words).map(term)]);

    // Each page: what it scores, and which of the terms it has. A list that was cut says nothing of the pages it lacks.
    const pages = new Map(), best = new Map();
    let must = 0;
    read.forEach((entry, at) => {
      const rarity = Math.log(1 + root.pages / entry.count);
      if (entry.list.size === entry.count) must |= 1 << at;
      for (const [page, [weight]] of entry.list) {
        const worth = rarity * WEIGHTS[weight], request = number(page), had = best.get(request) ?? best.set(request, []).get(request);
        const own = pages.get(page) ?? pages.set(page, { has: 0, score: 0 }).get(page);
        own.has |= 1 << at;
        own.score += worth;
        had[at] = Math.max(had[at] ?? 0, worth);
      }
    });
    result.exact = must === (1 << read.length) - 1 && read.length === found.length;
    for (const [page, own] of pages) own.score += 0.3 * best.get(number(page)).reduce((sum, worth, at) => sum + (own.has >> at & 1 ? 0 : worth), 0);
    const having = (bits) => [...pages].filter(([, own]) => (own.has & bits) === bits);
    const any = question || !must && said.phrases.length; // of a phrase of common words the digests tell the likeliest pages
    let hits = any ? [...pages] : having(must || (1 << read.length) - 1);
    if (!hits.length && pages.size && !said.phrases.length) {
      result.loose = read.length > 1;
      hits = [...pages];
    }
    const near = new Map(read.map((entry) => [entry.term, entry.list]));
    for (const phrase of said.phrases.map((one) => one.map(term))) {
      const digests = phrase.map((one) => hash(one) & 31);
      hits = hits.filter(([page, own]) => phrase.every((one, at) => {
        const got = near.get(one)?.get(page);
        if (!got) return true;
        const right = (!at || got[1] === digests[at - 1]) && (at === phrase.length - 1 || got[2] === digests[at + 1]);
        if (right) own.score += 9; // among the right words: the likeliest pages are looked at first
        return right || got[0];
      }));
    }
    result.hits = hits.map(([page, own]) => ({ page, number: number(page), unit: page % 65536, score: own.score }));
    for (const page of new Set(result.references)) {
      result.hits = result.hits.filter((hit) => hit.page !== page);
      result.hits.push({ page, number: number(page), unit: page % 65536, score: 1e3 });
    }
    return result;
  };

  const order = (hits, byDate) => hits.sort((a, b) => (byDate ? b.number - a.number || b.score - a.score : b.score - a.score) || b.page - a.page);

  // What a hit is: its item and page, from the request's card.
  const tell = async (hit) => {
    const card = await get(`requests/${hit.number.toString(36)}.json`, "json");
    let left = hit.unit;
    for (const [number, near, title, kind, date, outcome, pages] of card.items) {
      const many = pages.length ?? pages, address = near[0] === "/" ? near.slice(1) : card.address + near;
      if (left >= (many || 1)) { left -= many || 1; continue; }
      const [at, heading] = many ? pages[left] ?? [`#page-${left + 1}`, `Page ${left + 1}`] : ["", ""];
      return Object.assign(hit, { card, record: number, address, title, kind, date: date || card.date, outcome, at, heading, many,
        file: at && `${address}${at.replace(/^.*#/, "") || "text"}.txt` });
    }
    return hit;
  };
  const text = (address) => get(`../${address}`);

  // Whether a page really has the phrases: in its own text, or in its title.
  const holds = async (hit, phrases) => {
    await tell(hit);
    const said = [hit.title, hit.unit ? "" : hit.card.summary, hit.file ? await text(hit.file) : ""].map((one) => ` ${words(one).join(" ")} `);
    return phrases.every((phrase) => said.some((one) => one.includes(` ${phrase.join(" ")} `)));
  };
  const verified = async (hits, phrases) => {
    const looked = hits.slice(0, LOOKED), held = await Promise.all(looked.map((hit) => holds(hit, phrases)));
    return looked.filter((_, at) => held[at]);
  };

  return { search, more, order, tell, text, verified, LOOKED };
};
