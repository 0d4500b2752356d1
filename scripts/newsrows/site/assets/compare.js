// Two or more speakers side by side; who is compared is in the address.
"use strict";
const newsrows = {};
(() => {
  const form = document.querySelector("form.compare");
  const table = document.querySelector("table.compare");
  const status = document.querySelector(".count");
  const list = document.getElementById("speakers");
  const files = JSON.parse(form.dataset.files); // level -> number of files
  const periods = JSON.parse(form.dataset.periods);
  const known = new Map(); // level -> speakers
  let chosen = [], received = [], request = 0;

  newsrows.speakers = (speakers) => received.push(...speakers);
  const load = (level, number) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `data/speakers.${level}-${number}.js`;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const speakersAt = async (level) => {
    if (!known.has(level)) {
      received = [];
      for (let number = 0; number < files[level]; number += 1) await load(level, number);
      known.set(level, received);
    }
    return known.get(level);
  };

  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const draw = (name, attributes, ...children) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    shape.append(...children);
    return shape;
  };
  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const text = (number) => number.toLocaleString("en");
  const link = (address, words) => make("a", { href: address, textContent: words });
  const rowsOf = (speaker, level, more = {}) => {
    const values = { speaker: speaker.label, ...more, ...(level ? { confidence: level / 100 } : {}) };
    return `quotes.html?${new URLSearchParams(values)}`;
  };
  const stack = (words, most) => {
    let x = 0;
    const parts = words.map((part, series) => {
      const width = most ? 100 * part / most : 0;
      x += width;
      return draw("rect", { class: `part-${series}`, x: x - width, width, height: 10 });
    });
    return draw("svg", { class: "stack", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, ...parts);
  };
  const trend = (words, most) => draw(
    "svg", { class: "trend wide", viewBox: `0 0 ${words.length * 4} 20`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...words.map((count, place) => draw("rect", { x: place * 4, y: 20 - 20 * count / (most || 1), width: 3, height: 20 * count / (most || 1) })),
  );

  // The rows of the table: name, value of a speaker for the CSV, and what is shown.
  const lines = (speakers, level) => {
    const most = Math.max(...speakers.map((speaker) => sum(speaker.words)));
    const peak = Math.max(...speakers.flatMap((speaker) => speaker.trend));
    const papers = [...new Set(speakers.flatMap((speaker) => Object.keys(speaker.papers)))].sort();
    const plain = (name, value) => ({ name, value, show: (speaker) => [text(value(speaker))] });
    return [
      { name: "Position", value: (speaker) => speaker.position, show: (speaker) => [speaker.position] },
      { name: "Words", value: (speaker) => sum(speaker.words), show: (speaker) => [text(sum(speaker.words)), stack(speaker.words, most)] },
      plain("Direct words", (speaker) => speaker.words[0]),
      plain("Partly direct words", (speaker) => speaker.words[1]),
      plain("Indirect words", (speaker) => speaker.words[2]),
      { name: "Quotes", value: (speaker) => speaker.quotes, show: (speaker) => [link(rowsOf(speaker, level), text(speaker.quotes))] },
      plain("Quotes that deny", (speaker) => speaker.denied),
      plain("Articles", (speaker) => speaker.articles),
      ...(periods.length > 1 ? [{
        name: `Words from ${periods[0]} to ${periods.at(-1)}`,
        value: (speaker) => speaker.trend.join(" "),
        show: (speaker) => [trend(speaker.trend, peak)],
      }] : []),
      ...papers.map((paper) => ({
        name: `Words in ${paper}`,
        value: (speaker) => speaker.papers[paper] ?? 0,
        show: (speaker) => [speaker.papers[paper] ? link(rowsOf(speaker, level, { paper }), text(speaker.papers[paper])) : "0"],
      })),
      {
        name: "Speaks most about",
        value: (speaker) => speaker.about.map(([name]) => name).join("; "),
        show: (speaker) => speaker.about.flatMap(([about, count], place) => [...(place ? [", "] : []), link(rowsOf(speaker, level, { about }), `${about} (${count})`)]),
      },
    ];
  };
  const show = async () => {
    const current = request += 1;
    const level = Number(form.elements.confidence.value);
    const all = await speakersAt(level);
    if (current !== request) return;
    if (!chosen.length) chosen = all.slice(0, 3).map((speaker) => speaker.label);
    const speakers = chosen.map((label) => all.find((speaker) => speaker.label === label)).filter(Boolean);
    const missing = chosen.filter((label) => !speakers.some((speaker) => speaker.label === label));
    list.replaceChildren(...all.slice(0, 2_000).map((speaker) => new Option(speaker.label, speaker.label)));
    table.tHead.replaceChildren(make("tr", {}, make("td"), ...speakers.map((speaker) => {
      const remove = make("button", { type: "button", textContent: "remove" });
      remove.setAttribute("aria-label", `Remove ${speaker.label}`);
      remove.addEventListener("click", () => { chosen = chosen.filter((label) => label !== speaker.label); change(); });
      return make("th", { scope: "col" }, link(speaker.page, speaker.label), " ", remove);
    })));
    table.tBodies[0].replaceChildren(...(speakers.length ? lines(speakers, level) : []).map((line) => make(
      "tr", {}, make("th", { scope: "row", textContent: line.name }), ...speakers.map((speaker) => make("td", {}, ...line.show(speaker))),
    )));
    status.textContent = missing.length ? `No rows of ${missing.join(", ")} are this sure.` : "";
  };
  const change = () => {
    const state = new URLSearchParams([...chosen.map((label) => ["speaker", label]), ["confidence", form.elements.confidence.value]]);
    try { history.replaceState(null, "", `?${state}`); } catch { /* not from disk */ }
    return show();
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = form.elements.add.value.trim();
    const all = await speakersAt(Number(form.elements.confidence.value));
    const match = all.find(({ label }) => label === wanted) ?? all.find(({ label }) => wanted && label.toLowerCase().includes(wanted.toLowerCase()));
    if (!match) { status.textContent = wanted ? `No speaker is called ${wanted}.` : ""; return; }
    if (!chosen.includes(match.label)) chosen.push(match.label);
    form.elements.add.value = "";
    change();
  });
  form.elements.confidence.addEventListener("change", change);
  form.querySelector(".save").addEventListener("click", async () => {
    const level = Number(form.elements.confidence.value);
    const all = await speakersAt(level);
    const speakers = chosen.map((label) => all.find((speaker) => speaker.label === label)).filter(Boolean);
    if (!speakers.length) return;
    const cell = (value) => (/[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value);
    const rows = [["", ...speakers.map(({ label }) => label)], ...lines(speakers, level).map((line) => [line.name, ...speakers.map(line.value)])];
    const address = URL.createObjectURL(new Blob(rows.map((row) => `${row.map(cell).join(",")}\n`), { type: "text/csv" }));
    make("a", { href: address, download: "compare.csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  const asked = new URLSearchParams(location.search);
  chosen = asked.getAll("speaker");
  if (asked.has("confidence") && asked.get("confidence") in files) form.elements.confidence.value = asked.get("confidence");
  form.hidden = false;
  show().catch(() => { status.textContent = "A file of the report is missing beside this page, so speakers cannot be compared."; });
})();
