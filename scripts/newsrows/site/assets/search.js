// Search: the words that are asked for are looked up in an index that was made with the report. See search_index.py.
"use strict";
const newsrows = {};
(() => {
  const form = document.querySelector("form.search");
  const list = document.querySelector(".results");
  const status = document.querySelector(".count");
  const more = document.querySelector(".more");
  const files = JSON.parse(form.dataset.files); // name -> number of script files
  const [words, articles, entities, texts, postings] = [[], [], [], new Map(), new Map()];
  let shards = [], speakers = [], shown = 20, request = 0;

  // The script files.
  newsrows.words = (given) => { for (const word of given) words.push(word); };
  newsrows.shards = (given) => { shards = given; };
  newsrows.articles = (given) => { for (const article of given) articles.push(article); };
  newsrows.speakers = (given) => { speakers = given; };
  newsrows.entities = (given) => { for (const entity of given) entities.push(entity); };
  newsrows.postings = (number, given) => postings.set(number, given);
  newsrows.texts = (first, given) => given.forEach((text, place) => texts.set(first + place, text));
  const loading = new Map();
  const load = (name) => {
    if (!loading.has(name)) {
      loading.set(name, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `data/${name}.js`;
        script.async = false; // in this order
        script.onload = done;
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return loading.get(name);
  };
  const loadAll = (name) => Promise.all(Array.from({ length: files[name] }, (_, number) => load(`${name}-${number}`)));

  // Words.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  const position = (word) => { // of the first word that is not before `word`
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle] < word) low = middle + 1; else high = middle;
    }
    return low;
  };
  // The number of letters to add, drop, change or transpose, up to `most`.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= one.length; i += 1) {
      const line = [i];
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1];
        line[j] = Math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) line[j] = Math.min(line[j], before[j - 2] + 1);
      }
      if (Math.min(...line) > most) return most + 1;
      [before, last] = [last, line];
    }
    return last[other.length];
  };
  // The numbers of the words that a word of the query stands for: itself, words that begin with it, else similar ones.
  const meant = (word, exact) => {
    const first = position(word);
    const found = [];
    if (exact || word.length < 3) return words[first] === word ? [first] : found;
    for (let number = first; number < words.length && words[number].startsWith(word) && found.length < 100; number += 1) found.push(number);
    if (found.length || word.length < 4) return found;
    const most = word.length > 7 ? 2 : 1;
    let best = most;
    for (let number = 0; number < words.length; number += 1) {
      if (Math.abs(words[number].length - word.length) > most) continue;
      const far = distance(word, words[number], best);
      if (far < best) { best = far; found.length = 0; }
      if (far <= best && found.length < 20) found.push(number);
    }
    return found;
  };
  const shardOf = (number) => {
    let [low, high] = [0, shards.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shards[middle] <= number) low = middle + 1; else high = middle;
    }
    return low - 1;
  };
  // Where words stand: article -> positions in order.
  const placesOf = (numbers) => {
    const places = new Map();
    for (const number of numbers) {
      const shard = shardOf(number);
      for (const entry of postings.get(shard)[number - shards[shard]].split(";")) {
        const colon = entry.indexOf(":");
        const article = parseInt(entry.slice(0, colon), 36);
        let place = 0;
        const own = places.get(article) ?? [];
        for (const step of entry.slice(colon + 1).split(",")) own.push(place += parseInt(step, 36));
        places.set(article, own);
      }
    }
    if (numbers.length > 1) for (const own of places.values()) own.sort((one, other) => one - other);
    return places;
  };

  // The query: words, and phrases in quotation marks. A word with a hyphen or a comma inside is a phrase too.
  const parsed = (query) => [...query.matchAll(/["“„]([^"”“]*)["”“]?|([^\s"“”„]+)/g)]
    .map(([, phrase, word]) => ({ words: wordsOf(phrase ?? word), exact: phrase !== undefined }))
    .filter((part) => part.words.length);
  // The places of a part of the query: article -> [first, last] positions.
  const lookUp = async (part) => {
    const exact = part.exact || part.words.length > 1;
    const numbers = part.words.map((word) => meant(word, exact));
    part.meant = numbers.flat().map((number) => words[number]);
    if (numbers.some((group) => !group.length)) return new Map();
    await Promise.all([...new Set(numbers.flat().map(shardOf))].map((shard) => load(`postings-${shard}`)));
    const [first, ...others] = numbers.map(placesOf);
    const result = new Map();
    for (const [article, places] of first) {
      const following = others.map((other) => new Set(other.get(article)));
      const fitting = others.length ? places.filter((place) => following.every((other, step) => other.has(place + step + 1))) : places;
      if (fitting.length) result.set(article, fitting);
    }
    return result;
  };

  // Results.
  const chosen = (name) => form.elements[name].value.trim();
  const within = (places, first, last, length) => places.some((place) => place >= first && place + length - 1 <= last);
  const search = async (parts) => {
    const found = await Promise.all(parts.map(lookUp));
    const weights = found.map((places) => Math.log(1 + articles.length / (1 + places.size)));
    const [kind, paper, from, to, speaker] = ["kind", "paper", "from", "to", "speaker"].map(chosen);
    const wanted = fold(speaker);
    const spoken = speaker && new Set(speakers.flatMap((name, number) => (fold(name).includes(wanted) ? [number] : [])));
    const exactly = speakers.indexOf(speaker);
    const speaks = (number) => (exactly >= 0 ? number === exactly : spoken.has(number));
    const results = [];
    const [fewest] = [...found].sort((one, other) => one.size - other.size);
    for (const number of fewest?.keys() ?? []) {
      if (!found.every((places) => places.has(number))) continue;
      const [, , publisher, day, quotes, figures] = articles[number];
      if ((paper && publisher !== paper) || (from && !(day >= from)) || (to && !(day && day <= to))) continue;
      const inside = (first, last) => found.every((places, place) => within(places.get(number), first, last, parts[place].words.length));
      const score = weights.reduce((total, weight, place) => total + weight * (1 + Math.log(found[place].get(number).length)), 0);
      if (!spoken && (!kind || kind === "article")) results.push({ kind: "article", number, score });
      if (!kind || kind === "quote") {
        for (const quote of quotes) if ((!spoken || speaks(quote[3])) && inside(quote[0], quote[1])) results.push({ kind: "quote", number, row: quote, score: score + 2 });
      }
      if (!spoken && (!kind || kind === "figure")) {
        for (const figure of figures) if (inside(figure[0], figure[1])) results.push({ kind: "figure", number, row: figure, score });
      }
    }
    results.sort((one, other) => other.score - one.score || one.number - other.number);
    return [...named(parts, kind, Boolean(paper || from || to || spoken)), ...results];
  };
  const named = (parts, kind, filtered) => {
    if (filtered || (kind && kind !== "person" && kind !== "organisation")) return [];
    const meantBy = parts.map((part) => ({ ...part, phrase: part.words.join(" ") }));
    const results = [];
    for (const entity of entities) {
      if (kind && entity[1] !== kind) continue;
      const name = wordsOf(entity[0]);
      const whole = ` ${name.join(" ")} `;
      const fits = meantBy.every((part) => (part.exact || part.words.length > 1
        ? whole.includes(` ${part.phrase} `)
        : name.some((word) => word.startsWith(part.phrase) || part.meant.includes(word))));
      if (fits) results.push({ kind: entity[1], entity });
    }
    return results;
  };

  // Showing: the words in their context, marked.
  const marked = (text, finder) => {
    const pieces = [];
    let end = 0;
    for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
      if (!finder.has(fold(match[0]))) continue;
      pieces.push(text.slice(end, match.index), Object.assign(document.createElement("mark"), { textContent: match[0] }));
      end = match.index + match[0].length;
    }
    return [...pieces, text.slice(end)];
  };
  const excerpt = (text, parts, finder) => {
    const phrase = parts.find((part) => part.words.length > 1);
    let at = -1;
    if (phrase) at = text.search(new RegExp(phrase.words.join("[^\\p{L}\\p{N}]+"), "iu"));
    if (at < 0) at = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].find((match) => finder.has(fold(match[0])))?.index ?? 0;
    const start = at > 90 ? text.indexOf(" ", at - 90) + 1 : 0;
    const cut = text.slice(start, start + 260);
    return `${start ? "… " : ""}${cut}${start + 260 < text.length ? " …" : ""}`;
  };
  const slice = (text, [first, last], article) => { // the words of a range with some around
    const title = [...articles[article][0].matchAll(/[\p{L}\p{N}]+/gu)].length + 10;
    const all = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
    const [from, to] = [all[first - title]?.index ?? 0, all[last - title]];
    return text.slice(from, to ? to.index + to[0].length : undefined);
  };
  const item = (result, parts, finder) => {
    const { kind, number, row, entity } = result;
    const article = articles[number];
    const make = (name, className, ...children) => {
      const element = Object.assign(document.createElement(name), { className });
      element.append(...children);
      return element;
    };
    const [title, page, about, context] = entity
      ? [entity[0], entity[2], entity[3], ""]
      : kind === "article"
        ? [article[0], article[1], [article[2], article[3]].filter(Boolean).join(", "), excerpt(texts.get(number) ?? "", parts, finder)]
        : kind === "quote"
          ? [speakers[row[3]] || "nobody named", `${article[1]}#${row[2]}`, [article[0], article[2], article[3]].filter(Boolean).join(", "), excerpt(slice(texts.get(number) ?? "", row, number), parts, finder)]
          : [row[3], `${article[1]}#${row[2]}`, [article[0], article[2], article[3]].filter(Boolean).join(", "), excerpt(slice(texts.get(number) ?? "", row, number), parts, finder)];
    const link = make("a", "where", ...marked(title, finder));
    link.href = page;
    return make("li", "", link, make("span", "what", kind), make("p", "", ...marked(context, finder)), make("p", "about", about));
  };
  const started = Promise.all(["words", "shards", "found", "speakers-of-quotes", "names"].map(loadAll)).then(() => {
    const papers = [...new Set(articles.map((article) => article[2]).filter(Boolean))].sort();
    form.elements.paper.append(...papers.map((paper) => new Option(paper, paper)));
    const asked = new URLSearchParams(location.search).get("paper");
    if (asked) form.elements.paper.value = asked;
    document.getElementById("search-speakers").append(...[...speakers].filter(Boolean).slice(0, 2_000).map((name) => new Option(name, name)));
  });
  const show = async () => {
    const current = request += 1;
    const parts = parsed(form.q.value);
    if (!parts.length) { list.replaceChildren(); more.hidden = true; status.textContent = ""; return; }
    await started;
    const results = await search(parts);
    if (current !== request) return;
    const visible = results.slice(0, shown);
    await Promise.all([...new Set(visible.filter(({ entity }) => !entity).map(({ number }) => articles[number][6]))].map((file) => load(`texts-${file}`)));
    if (current !== request) return;
    const finder = new Set(parts.flatMap((part) => part.meant));
    list.replaceChildren(...visible.map((result) => item(result, parts, finder)));
    more.hidden = results.length <= shown;
    const other = parts.flatMap((part) => (part.words.length === 1 && !part.exact && part.meant.length && !part.meant.some((word) => word.startsWith(part.words[0])) ? part.meant.slice(0, 3) : []));
    status.textContent = `${results.length.toLocaleString("en")} ${results.length === 1 ? "result" : "results"}${other.length ? ` for ${other.join(", ")}` : ""}.`;
  };
  const failed = () => { status.textContent = "A file of the report is missing beside this page, so it cannot be searched."; };

  const remember = () => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    try { history.replaceState(null, "", state.size ? `?${state}` : location.pathname); } catch { /* not from disk */ }
  };
  let soon;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    shown = 20;
    soon = setTimeout(() => { remember(); show().catch(failed); }, 120);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show().catch(failed); });
  more.addEventListener("click", async () => {
    const place = shown;
    shown += 40;
    await show();
    list.children[place]?.querySelector("a").focus();
  });
  for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]) form.elements[name].value = value;
  if (form.q.value) status.textContent = "Searching …";
  form.q.focus();
  started.catch(failed);
  show().catch(failed);
})();
