// SPDX-License-Identifier: AGPL-3.0-or-later
// From text to terms, as generator/disclosures/site/search/words.py does it, step for step: a test holds the two together.
const SearchWords = (() => {
  const fold = (text) => text.replace(/['\u2019\u02bc\u2018`\u00b4]/g, "").normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
  const words = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

  // Snowball's English stemmer (snowballstem.org/algorithms/english/stemmer.html), for words without apostrophes.
  const KEPT = { early: "earli", gently: "gentl", idly: "idl", only: "onli", singly: "singl", skies: "sky", skis: "ski", ugly: "ugli" };
  for (const word of "andes atlas bias cosmos howe news sky".split(" ")) KEPT[word] = word;
  const TWO = { tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize", ational: "ate", ation: "ate",
    ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful", fulli: "ful", ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive",
    biliti: "ble", bli: "ble", ogist: "og", lessli: "less" };
  const THREE = { tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "" };
  const ends = (table, more) => new RegExp(`(${Object.keys(table).join("|")}|${more})$`);
  const AT2 = ends(TWO, "ogi|li"), AT3 = ends(THREE, "ative");
  const AT4 = /(ement|ment|ent|ance|ence|able|ible|ate|ive|ize|iti|al|ism|ion|er|ous|ant|ic)$/;
  const short = (w) => /[^aeiouy][aeiouy][^aeiouywxY]$|^[aeiouy][^aeiouy]$|past$/.test(w);

  const stem = (word) => {
    if (Object.hasOwn(KEPT, word)) return KEPT[word];
    if (word.length < 3) return word;
    let w = word.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const past = (from) => from + (/^.*?[aeiouy][^aeiouy]/.exec(w.slice(from))?.[0].length ?? w.length - from);
    const p1 = /^(arsen|commun|emerg|gener|inter|later|organ|past|univers)/.exec(w)?.[0].length ?? past(0), p2 = past(p1);
    const end = (pattern) => {
      const found = pattern.exec(w)?.[1];
      return found && { found, before: w.slice(0, -found.length), at: w.length - found.length };
    };
    let e;
    // 1a
    if (/sses$/.test(w)) w = w.slice(0, -2);
    else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
    else if (/[aeiouy].+s$/.test(w) && !/[us]s$/.test(w)) w = w.slice(0, -1);
    // 1b
    if ((e = end(/(eedly|ingly|edly|eed|ing|ed)$/))) {
      const { found, before } = e;
      if (found.startsWith("eed")) {
        if (e.at >= p1 && !/^(succ|proc|exc)$/.test(before)) w = before + "ee";
      } else if (found === "ing" && /^[^aeiouy]y$/.test(before)) w = before[0] + "ie";
      else if (!(found === "ing" && /^(even|cann|inn|earr|herr|out)$/.test(before)) && /[aeiouy]/.test(before)) {
        w = before;
        if (/(at|bl|iz)$/.test(w)) w += "e";
        else if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(w)) { if (!/^[aeo]..$/.test(w)) w = w.slice(0, -1); }
        else if (w.length === p1 && short(w)) w += "e";
      }
    }
    // 1c
    w = w.replace(/^(.+[^aeiouy])[yY]$/, "$1i");
    if ((e = end(AT2)) && e.at >= p1) {
      if (e.found === "ogi") { if (e.before.endsWith("l")) w = e.before + "og"; }
      else if (e.found === "li") { if (/[cdeghkmnrt]$/.test(e.before)) w = e.before; }
      else w = e.before + TWO[e.found];
    }
    if ((e = end(AT3)) && e.at >= p1) {
      if (e.found !== "ative") w = e.before + THREE[e.found];
      else if (e.at >= p2) w = e.before;
    }
    if ((e = end(AT4)) && e.at >= p2 && (e.found !== "ion" || /[st]$/.test(e.before))) w = e.before;
    const last = w.slice(0, -1);
    if (w.endsWith("e") ? w.length > p2 || w.length > p1 && !short(last) : w.endsWith("ll") && w.length > p2) w = last;
    return w.replaceAll("Y", "y");
  };

  const cache = new Map();
  const term = (word) => {
    if (!cache.has(word)) cache.set(word, /^\p{L}+$/u.test(word) ? stem(word.slice(0, 40)) : word.slice(0, 40));
    return cache.get(word);
  };

  // FNV-1a, ended like MurmurHash3.
  const bytes = new TextEncoder();
  const hash = (text, seed = 0x811c9dc5) => {
    let h = seed;
    for (const byte of bytes.encode(text)) h = Math.imul(h ^ byte, 0x01000193);
    h = Math.imul(h ^ h >>> 16, 0x85ebca6b);
    h = Math.imul(h ^ h >>> 13, 0xc2b2ae35);
    return (h ^ h >>> 16) >>> 0;
  };
  return { words, term, hash };
})();
