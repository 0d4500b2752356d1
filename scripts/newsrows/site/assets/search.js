// Search over everything with MiniSearch; what can be found comes in script files, which open from disk too.
"use strict";
const newsrows = {};
(() => {
  const form = document.querySelector("form.search");
  const list = document.querySelector(".results");
  const status = document.querySelector(".count");
  const more = document.querySelector(".more");
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const index = new MiniSearch({
    fields: ["title", "text"],
    processTerm: fold,
    searchOptions: { prefix: true, fuzzy: (term) => (term.length > 5 ? 0.15 : false), boost: { title: 2 }, combineWith: "AND" },
  });
  const entries = [];
  let ready = false, shown = 20;

  const waiting = [];
  newsrows.entries = (given) => waiting.push(given);
  const load = (number) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `data/search-${number}.js`;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const loaded = async () => {
    for (let number = 0; number < Number(form.dataset.files); number += 1) {
      await load(number);
      const fresh = waiting.shift().map(([kind, title, text, page], place) => ({ id: entries.length + place, kind, title, text, page }));
      entries.push(...fresh);
      await index.addAllAsync(fresh, { chunkSize: 100 });
      if (form.q.value) show();
    }
    ready = true;
    show();
  };

  const marked = (text, terms) => {
    const parts = [];
    const finder = new RegExp(`(${terms.map((term) => term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`, "giu");
    for (const [number, piece] of text.split(finder).entries()) {
      if (number % 2) {
        const mark = document.createElement("mark");
        mark.textContent = piece;
        parts.push(mark);
      } else parts.push(piece);
    }
    return parts;
  };
  const excerpt = (text, terms) => {
    const folded = text.toLowerCase();
    const places = terms.map((term) => folded.indexOf(term)).filter((place) => place >= 0);
    const begin = Math.max(0, Math.min(...places, text.length) - 80);
    const start = begin ? text.indexOf(" ", begin) + 1 : 0;
    const cut = text.slice(start, start + 240);
    return (start ? "… " : "") + cut + (start + 240 < text.length ? " …" : "");
  };
  const item = (result) => {
    const { kind, title, text, page } = entries[result.id];
    const element = document.createElement("li");
    const link = document.createElement("a");
    link.href = page;
    link.className = "where";
    link.append(...marked(title, result.terms));
    const what = document.createElement("span");
    what.className = "what";
    what.textContent = kind;
    const words = document.createElement("p");
    words.append(...marked(excerpt(text, result.terms), result.terms));
    element.append(link, what, words);
    return element;
  };
  const show = () => {
    const query = form.q.value.trim();
    const kind = form.elements.kind.value;
    const found = query ? index.search(query, { filter: (result) => !kind || entries[result.id].kind === kind }) : [];
    list.replaceChildren(...found.slice(0, shown).map(item));
    more.hidden = found.length <= shown;
    const count = `${found.length.toLocaleString("en")} ${found.length === 1 ? "result" : "results"}`;
    status.textContent = !ready ? "Reading the articles …" : query ? `${count}.` : "";
  };

  let soon;
  form.addEventListener("input", () => {
    clearTimeout(soon);
    shown = 20;
    soon = setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  more.addEventListener("click", () => {
    const place = shown;
    shown += 40;
    show();
    list.children[place]?.querySelector("a").focus();
  });
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  form.q.focus();
  show();
  loaded().catch(() => { status.textContent = "A file of the report is missing beside this page, so it cannot be searched."; });
})();
