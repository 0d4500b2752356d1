// Checking rows: right, wrong or corrected. Marks are kept by the browser and saved as a CSV file.
"use strict";
(() => {
  const article = document.querySelector("article[data-sha256]");
  const text = document.querySelector(".text");
  const rows = [...document.querySelectorAll("[data-table]")];
  const button = document.querySelector(".review-switch");
  const columns = article.dataset.columns.split(" ");
  const prefix = "newsrows review 2 "; // 2: marks with what the row said
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // A browser may refuse storage to pages from disk: then marks last as long as the page.
  const memory = new Map();
  const storage = {
    read(key) {
      try { return localStorage.getItem(key) ?? memory.get(key); } catch { return memory.get(key); }
    },
    write(key, value) {
      memory.set(key, value);
      try { localStorage.setItem(key, value); } catch { /* kept in memory */ }
    },
    keys() {
      const found = new Set(memory.keys());
      try { for (let number = 0; number < localStorage.length; number += 1) found.add(localStorage.key(number)); } catch { /* none */ }
      return [...found].filter((key) => key.startsWith(prefix)).sort();
    },
  };
  const marksOf = (sha256) => {
    try { return JSON.parse(storage.read(prefix + sha256) ?? "{}"); } catch { return {}; }
  };
  const key = article.dataset.sha256;
  let marks = marksOf(key);

  // One line a mark; a corrected row has one line a corrected column.
  // A row that a review has changed may be marked again: its earlier marks stay, for the new one builds on them.
  const lines = () => storage.keys().flatMap((name) => Object.values(marksOf(name.slice(prefix.length))).flatMap((held) => [...held.earlier ?? [], held]).flatMap((mark) => {
    const base = { ...mark, article_sha256: name.slice(prefix.length), finding: JSON.stringify(mark.finding) };
    if (mark.verdict !== "corrected") return [base];
    return Object.entries(mark.corrections).map(([column, corrected]) => ({ ...base, column, corrected }));
  }));
  const csvCell = (value) => {
    const plain = String(value ?? "");
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const csv = () => [columns, ...lines().map((line) => columns.map((column) => line[column]))]
    .map((cells) => `${cells.map(csvCell).join(",")}\n`).join("");
  const parse = (source) => {
    const table = [[""]];
    let quoted = false;
    for (let place = 0; place < source.length; place += 1) {
      const letter = source[place];
      const line = table.at(-1);
      if (quoted && letter === '"' && source[place + 1] === '"') { line[line.length - 1] += '"'; place += 1; }
      else if (letter === '"') quoted = !quoted;
      else if (!quoted && letter === ",") line.push("");
      else if (!quoted && letter === "\n") table.push([""]);
      else if (quoted || letter !== "\r") line[line.length - 1] += letter;
    }
    const [names, ...rest] = table.filter((line) => line.length > 1);
    return rest.map((line) => Object.fromEntries((names ?? []).map((name, number) => [name.replace(/^\uFEFF/, ""), line[number] ?? ""])));
  };
  const known = (json) => {
    try { return JSON.parse(json) ?? undefined; } catch { return undefined; }
  };
  const take = (given) => {
    const marked = new Map(); // the marks of this file by article, row and time: lines of one mark add up
    for (const line of given) {
      if (!line.article_sha256 || !line.row_id) continue;
      const { article_sha256, article_id, table, row_id, start, end, text: words, verdict, reviewed_at } = line;
      const id = JSON.stringify([article_sha256, row_id, reviewed_at]);
      const fresh = { article_id, table, row_id, start: Number(start), end: Number(end), text: words, verdict, reviewed_at, finding: known(line.finding), corrections: {} };
      if (!marked.has(id)) marked.set(id, { article_sha256, mark: fresh });
      if (line.column) marked.get(id).mark.corrections[line.column] = line.corrected;
    }
    const rowsOf = new Map();
    for (const { article_sha256, mark } of marked.values()) {
      const id = JSON.stringify([article_sha256, mark.row_id]);
      rowsOf.set(id, [...rowsOf.get(id) ?? [], mark]);
    }
    for (const [id, found] of rowsOf) {
      const [article_sha256, row_id] = JSON.parse(id);
      const earlier = found.sort((one, other) => (one.reviewed_at < other.reviewed_at ? -1 : 1));
      const last = earlier.pop();
      storage.write(prefix + article_sha256, JSON.stringify({ ...marksOf(article_sha256), [row_id]: { ...last, earlier } }));
    }
    return rowsOf.size;
  };

  // The words that were selected last, as offsets in the article (Unicode code points).
  let selected = null;
  const offset = (node, place) => {
    const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
    if (!paragraph) return null;
    const before = document.createRange();
    before.setStart(paragraph, 0);
    before.setEnd(node, place);
    const copy = before.cloneContents();
    copy.querySelectorAll(".ref").forEach((reference) => reference.remove());
    return Number(paragraph.dataset.start) + [...copy.textContent].length;
  };
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const [start, end] = [offset(range.startContainer, range.startOffset), offset(range.endContainer, range.endOffset)];
    if (start === null || end === null || start >= end) return;
    const copy = range.cloneContents();
    copy.querySelectorAll(".ref").forEach((reference) => reference.remove());
    const words = copy.textContent;
    const trimmed = words.trim();
    const lead = [...words.slice(0, words.indexOf(trimmed))].length;
    const tail = [...words].length - lead - [...trimmed].length;
    if (trimmed) selected = { start: start + lead, end: end - tail, text: trimmed };
  });

  const keep = (row, verdict, corrections) => {
    const { table, id, start, end, text: words } = row.dataset;
    const finding = JSON.parse(row.dataset.values);
    const { earlier = [], ...before } = marks[id] ?? {};
    const same = before.text === words && before.end === Number(end) && JSON.stringify(before.finding) === JSON.stringify(finding);
    if (verdict) {
      marks[id] = {
        article_id: article.dataset.article, table, row_id: id, start: Number(start), end: Number(end), text: words, verdict,
        reviewed_at: new Date().toISOString().slice(0, 19) + "Z",
        finding, corrections, earlier: same || !before.text ? earlier : [...earlier, before],
      };
    } else if (earlier.length) marks[id] = { ...earlier.at(-1), earlier: earlier.slice(0, -1) };
    else delete marks[id];
    storage.write(prefix + key, JSON.stringify(marks));
    tell();
  };

  const paragraphs = [...text.querySelectorAll("[data-start]")].map((paragraph) => {
    const copy = paragraph.cloneNode(true);
    copy.querySelectorAll(".ref").forEach((reference) => reference.remove());
    return { begin: Number(paragraph.dataset.start), whole: copy.textContent };
  });
  // Where words stand in the text: the place that is nearest to `near`; null if no paragraph has them.
  const find = (words, near) => {
    let best = null;
    for (const { begin, whole } of paragraphs) {
      for (let place = whole.indexOf(words); place >= 0; place = whole.indexOf(words, place + 1)) {
        const start = begin + [...whole.slice(0, place)].length;
        if (!best || Math.abs(start - near) < Math.abs(best.start - near)) best = { start, end: start + [...words].length, text: words };
      }
    }
    return best;
  };

  const wordsAt = (start, end) => {
    const paragraph = paragraphs.findLast(({ begin }) => begin <= start);
    return paragraph ? [...paragraph.whole].slice(start - paragraph.begin, end - paragraph.begin).join("") : "";
  };

  // Words of the article, typed or selected; parts: the columns that get their start, end and text.
  const spanField = (row, name, words, parts, note) => {
    const chosen = make("span", { className: "chosen" });
    const input = make("input", { value: words });
    const take = (span) => {
      const values = [span.start, span.end, span.text];
      parts.forEach((part, number) => note(part, String(values[number])));
      input.value = span.text;
      chosen.textContent = span.text ? `at ${span.start}–${span.end}` : "";
    };
    input.addEventListener("change", () => {
      const typed = input.value.trim();
      const found = typed ? find(typed, Number(row.dataset.start)) : { start: "", end: "", text: "" };
      if (found) take(found);
      else chosen.textContent = "No paragraph has these words.";
    });
    const use = make("button", { type: "button", textContent: "use selected words" });
    use.setAttribute("aria-label", `use selected words as ${name}`);
    use.addEventListener("click", () => {
      if (selected) take(selected);
      else chosen.textContent = "Select words in the text first.";
    });
    return make("div", { className: "span" }, make("label", {}, make("span", { textContent: name }), input), make("p", {}, use, " ", chosen));
  };
  const fields = (row, store) => {
    const box = make("div", { className: "fields" });
    const values = { ...JSON.parse(row.dataset.values), start: row.dataset.start, end: row.dataset.end };
    const corrections = { ...marks[row.dataset.id]?.corrections };
    const note = (column, value) => {
      if (value === String(values[column] ?? "")) delete corrections[column];
      else corrections[column] = value;
      store(corrections);
    };
    for (const [column, value] of Object.entries(values)) {
      if (column.startsWith("speaker") || column === "start" || column === "end") continue;
      const choices = document.getElementById(`choices-${row.dataset.table}-${column}`);
      const input = make(choices ? "select" : "input", {});
      if (choices) input.append(...[...choices.options].map((option) => make("option", { value: option.value, textContent: option.value.replaceAll("_", " ") })));
      else input.setAttribute("list", `choices-${column}`); // whom the article names; of other columns there is no such list
      input.value = corrections[column] ?? value ?? "";
      input.addEventListener("change", () => note(column, input.value.trim()));
      box.append(make("label", {}, make("span", { textContent: column.replaceAll("_", " ") }), input));
    }
    if ("speaker" in values) box.append(spanField(row, "speaker", corrections.speaker ?? values.speaker ?? "", ["speaker_start", "speaker_end", "speaker"], note));
    const moved = "start" in corrections || "end" in corrections;
    const words = moved ? wordsAt(corrections.start ?? values.start, corrections.end ?? values.end) : row.dataset.text;
    box.append(spanField(row, "words of the row", words, ["start", "end"], (column, value) => note(column, value || row.dataset[column])));
    return box;
  };
  const control = (row) => {
    const group = make("fieldset", { className: "verdict" });
    group.append(make("legend", { textContent: "This row is" }));
    const mark = marks[row.dataset.id];
    for (const verdict of ["right", "wrong", "corrected"]) {
      const radio = make("input", { type: "radio", name: `verdict-${row.id}`, value: verdict, checked: mark?.verdict === verdict });
      group.append(make("label", {}, radio, verdict === "corrected" ? " to be corrected" : ` ${verdict}`));
    }
    const undo = make("button", { type: "button", textContent: "undo", hidden: !mark });
    undo.setAttribute("aria-label", `Undo the mark of ${row.id}`);
    group.append(undo);
    const open = (verdict) => {
      group.querySelector(".fields")?.remove();
      if (verdict === "corrected") group.append(fields(row, (corrections) => keep(row, "corrected", { ...corrections })));
    };
    open(mark?.verdict);
    group.addEventListener("change", (event) => {
      if (event.target.type !== "radio") return;
      keep(row, event.target.value, event.target.value === "corrected" ? marks[row.dataset.id]?.corrections ?? {} : {});
      undo.hidden = false;
      open(event.target.value);
    });
    undo.addEventListener("click", () => {
      keep(row, null);
      group.replaceWith(control(row));
      row.focus();
    });
    return group;
  };

  const status = make("p", { role: "status" });
  const save = make("button", { type: "button", textContent: "Save marks (CSV)" });
  const open = make("input", { type: "file", accept: ".csv,text/csv", hidden: true });
  const load = make("button", { type: "button", textContent: "Load marks" });
  const bar = make("section", { className: "review-bar" }, status, save, load, open);
  bar.setAttribute("aria-label", "Marks");
  const tell = (message = "") => {
    const here = Object.values(marks);
    const empty = here.filter((mark) => mark.verdict === "corrected" && !Object.keys(mark.corrections).length).length;
    const everywhere = storage.keys().reduce((sum, name) => sum + Object.keys(marksOf(name.slice(prefix.length))).length, 0);
    status.textContent = `${message} ${here.length} of ${rows.length} rows marked here, ${everywhere} in all articles.`
      + (empty ? ` ${empty} still without its correction: not saved.` : "");
    save.disabled = everywhere === 0;
  };
  save.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob([csv()], { type: "text/csv" }));
    const link = make("a", { href: address, download: "reviews.csv" });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    tell("Saved.");
  });
  load.addEventListener("click", () => open.click());
  open.addEventListener("change", async () => {
    const count = take(parse(await open.files[0].text()));
    open.value = "";
    marks = marksOf(key);
    review(true);
    tell(count ? `${count} marks loaded.` : "No marks were found in the file.");
  });

  const review = (on) => {
    document.querySelectorAll(".verdict").forEach((group) => group.remove());
    document.body.classList.toggle("reviewing", on);
    button.setAttribute("aria-pressed", String(on));
    try { sessionStorage.setItem("newsrows reviewing", on ? "yes" : ""); } catch { /* asked again on the next page */ }
    if (!on) {
      bar.remove();
      return;
    }
    for (const row of rows) row.append(control(row));
    article.append(bar);
    tell();
  };
  button.addEventListener("click", () => review(!document.body.classList.contains("reviewing")));
  let resumed = false;
  try { resumed = sessionStorage.getItem("newsrows reviewing") === "yes"; } catch { /* not remembered */ }
  if (resumed) review(true);
})();
