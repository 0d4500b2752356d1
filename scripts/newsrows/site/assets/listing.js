// A table: filtered, sorted, paged and saved in the browser. Its rows come in script files, which open from disk too.
// Work on many rows is done in slices, so that the page answers meanwhile.
"use strict";
const newsrows = {};
(() => {
  const table = document.querySelector("table.listing");
  const form = document.querySelector(".filters");
  const pager = document.querySelector(".pager");
  const status = document.querySelector(".count");
  const size = Number(table.dataset.first);
  const total = Number(table.dataset.rows);
  const columns = [...table.tHead.rows[0].cells].map((header, place) => ({
    header, place, name: header.textContent, className: header.className, ...header.dataset,
  }));
  const byKey = new Map(columns.map((column) => [column.key, column]));
  const all = [];
  let page = 0, loading = null, chosen = all, request = 0;

  // Cells: a value, [text, page, sort key], or a list of [text, page, confidence].
  const plain = (cell) => (Array.isArray(cell) ? cell[0] : cell) ?? "";
  const text = (cell, column) => (column.kind === "list" ? cell.map(plain).join("; ") : String(plain(cell)));
  const sortKey = (row, column) => {
    const cell = row[column.place];
    if (column.kind === "number") return cell ?? "";
    return column.kind !== "list" && Array.isArray(cell) && cell.length > 2 ? cell[2] : text(cell, column).toLowerCase();
  };

  // Loading.
  const pause = () => new Promise((done) => setTimeout(done));
  newsrows.rows = (rows) => {
    for (const row of rows) row.text = columns.map((column) => text(row[column.place], column)).join("\n").toLowerCase();
    for (const row of rows) all.push(row);
  };
  const load = (number) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `data/${table.dataset.name}-${number}.js`;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const loaded = async () => {
    for (let number = 0; number < Number(table.dataset.files); number += 1) {
      await load(number);
      if (all.length < total) status.textContent = `Reading ${count(all.length)} of ${count(total)} rows …`;
    }
  };

  // Filtering: each filter is a function of a row.
  const names = new Map(); // key -> the different names of a column
  const namesOf = (column) => {
    if (!names.has(column.key)) {
      const found = new Set();
      for (const row of all) {
        const cell = row[column.place];
        for (const name of column.kind === "list" ? cell.map(plain) : [plain(cell)]) if (name) found.add(name);
      }
      names.set(column.key, found);
    }
    return names.get(column.key);
  };
  const nameFilter = (column, value, least) => {
    const wanted = value.toLowerCase();
    const matches = namesOf(column).has(value) ? (name) => name === value : (name) => name.toLowerCase().includes(wanted);
    if (column.kind !== "list") return (row) => matches(plain(row[column.place]));
    return (row) => row[column.place].some(([name, , confidence]) => confidence >= least && matches(name));
  };
  const filters = () => {
    const value = (name) => form.elements[name]?.value.trim() ?? "";
    const least = Number(value("confidence") || 0);
    const found = [];
    for (const column of columns) {
      const wanted = value(column.key);
      const cell = (row) => row[column.place];
      if (column.filter === "period") {
        const [from, to] = [value("from"), value("to")];
        if (from) found.push((row) => cell(row) && cell(row) >= from);
        if (to) found.push((row) => cell(row) && cell(row) <= to);
      } else if (!wanted) continue;
      else if (column.filter === "choice") found.push((row) => plain(cell(row)) === wanted);
      else if (column.filter === "least") found.push((row) => cell(row) === null || cell(row) >= Number(wanted));
      else if (column.filter === "name") found.push(nameFilter(column, wanted, least));
    }
    const words = value("q").toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length) found.push((row) => words.every((word) => row.text.includes(word)));
    return found;
  };
  const sorting = () => {
    const [, down, key] = /^(-?)(.*)$/.exec(form.sort.value);
    return { column: byKey.get(key), down: Boolean(down) };
  };
  const filtered = async (current) => {
    const tests = filters();
    const { column, down } = sorting();
    const found = [];
    for (let at = 0; at < all.length; at += 10_000) {
      for (const row of all.slice(at, at + 10_000)) if (tests.every((test) => test(row))) found.push(row);
      if (at + 10_000 < all.length) await pause();
      if (current !== request) return null;
    }
    return column ? sorted(found, column, down, current) : found;
  };
  // A merge sort in slices; rows without a value come last, whichever way.
  const sorted = async (rows, column, down, current) => {
    const order = (one, other) => {
      if (one.key === "" || other.key === "") return (one.key === "") - (other.key === "");
      if (one.key === other.key) return 0;
      return (one.key < other.key) === down ? 1 : -1;
    };
    let runs = [];
    for (let at = 0; at < rows.length; at += 5_000) {
      runs.push(rows.slice(at, at + 5_000).map((row) => ({ key: sortKey(row, column), row })).sort(order));
      await pause();
      if (current !== request) return null;
    }
    while (runs.length > 1) {
      const next = [];
      for (let number = 0; number < runs.length; number += 2) {
        next.push(merged(runs[number], runs[number + 1] ?? [], order));
        await pause();
      }
      runs = next;
    }
    return (runs[0] ?? []).map((entry) => entry.row);
  };
  const merged = (one, other, order) => {
    const result = [];
    let [i, j] = [0, 0];
    while (i < one.length && j < other.length) result.push(order(other[j], one[i]) < 0 ? other[j++] : one[i++]);
    while (i < one.length) result.push(one[i++]);
    while (j < other.length) result.push(other[j++]);
    return result;
  };

  // Showing.
  const count = (number) => number.toLocaleString("en");
  const shortened = (words) => (words.length > 400 ? `${words.slice(0, 400)}…` : words);
  const link = ([words, address]) => {
    const element = document.createElement("a");
    element.textContent = shortened(words);
    element.href = address;
    return element;
  };
  const cell = (value, column) => {
    const element = document.createElement("td");
    element.dataset.label = column.name;
    element.className = column.className;
    if (column.kind === "list") value.forEach((item, place) => element.append(...(place ? ["; "] : []), link(item)));
    else if (Array.isArray(value)) element.append(link(value));
    else if (typeof value === "number") element.textContent = value.toLocaleString("en", { maximumFractionDigits: 12 });
    else element.textContent = shortened(value ?? "");
    return element;
  };
  const draw = () => {
    page = Math.max(0, Math.min(page, Math.ceil(chosen.length / size) - 1));
    const shown = chosen.slice(page * size, (page + 1) * size);
    table.tBodies[0].replaceChildren(...shown.map((row) => {
      const line = document.createElement("tr");
      line.append(...columns.map((column) => cell(row[column.place], column)));
      return line;
    }));
    const { column: by, down } = sorting();
    for (const column of columns) {
      if (column === by) column.header.setAttribute("aria-sort", down ? "descending" : "ascending");
      else column.header.removeAttribute("aria-sort");
    }
    const range = chosen.length > size ? `, ${count(page * size + 1)} to ${count(page * size + shown.length)}` : "";
    const rows = all.length === 1 ? "row" : "rows";
    status.textContent = `${chosen.length === all.length ? "" : `${count(chosen.length)} of `}${count(all.length)} ${rows}${range}.`;
    pager.hidden = chosen.length <= size;
    pager.querySelector('[data-step="-1"]').disabled = page === 0;
    pager.querySelector('[data-step="1"]').disabled = (page + 1) * size >= chosen.length;
  };
  const show = async () => {
    const current = request += 1;
    await (loading ??= loaded());
    if (current !== request) return;
    const found = await filtered(current);
    if (!found || current !== request) return;
    chosen = found;
    draw();
  };

  // The state is in the address, so that it can be shared.
  const remember = () => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    try { history.replaceState(null, "", state.size ? `?${state}` : location.pathname); } catch { /* not from disk */ }
  };
  const change = () => { page = 0; remember(); return show(); };

  columns.forEach((column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...column.header.childNodes);
    column.header.append(button);
    button.addEventListener("click", () => {
      const { column: by, down } = sorting();
      const downwards = by === column ? !down : column.kind === "number";
      const value = `${downwards ? "-" : ""}${column.key}`;
      if (![...form.sort.options].some((option) => option.value === value)) form.sort.add(new Option(`${column.name}, ${downwards ? "last" : "least"} first`, value));
      form.sort.value = value;
      change();
    });
  });
  let soon;
  form.addEventListener("input", (event) => {
    clearTimeout(soon);
    soon = setTimeout(change, event.target.type === "search" ? 150 : 0);
    const list = event.target.list;
    const column = byKey.get(event.target.name);
    if (!list || !column || !loading) return;
    const typed = event.target.value.toLowerCase();
    const fitting = [];
    for (const name of namesOf(column)) {
      if (name.toLowerCase().includes(typed)) fitting.push(name);
      if (fitting.length === 40) break;
    }
    list.replaceChildren(...fitting.map((name) => new Option(name, name)));
  });
  form.addEventListener("focusin", (event) => { if (event.target.list) loading ??= loaded(); });
  form.addEventListener("reset", () => setTimeout(change));
  form.addEventListener("submit", (event) => event.preventDefault());
  pager.addEventListener("click", (event) => {
    if (!event.target.dataset.step) return;
    const step = Number(event.target.dataset.step);
    (loading ? Promise.resolve() : show()).then(() => {
      page += step;
      draw();
      table.scrollIntoView();
    });
  });
  form.querySelector(".all-columns").addEventListener("click", (event) => {
    const on = table.classList.toggle("all");
    event.target.setAttribute("aria-pressed", String(on));
  });

  // Saving: every column of the rows that are chosen.
  const csvCell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  form.querySelector(".save").addEventListener("click", async () => {
    await show();
    const parts = [`${columns.map((column) => csvCell(column.key)).join(",")}\n`];
    for (let at = 0; at < chosen.length; at += 2_000) {
      const rows = chosen.slice(at, at + 2_000);
      parts.push(rows.map((row) => `${columns.map((column) => csvCell(text(row[column.place], column))).join(",")}\n`).join(""));
      await pause();
    }
    const address = URL.createObjectURL(new Blob(parts, { type: "text/csv" }));
    const save = Object.assign(document.createElement("a"), { href: address, download: `${table.dataset.name}.csv` });
    save.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  form.hidden = false;
  if (matchMedia("(max-width: 40rem)").matches) form.querySelector("details").open = false;
  pager.hidden = total <= size;
  pager.querySelector('[data-step="-1"]').disabled = true;
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (!field.name || !asked.has(field.name)) continue;
    const value = asked.get(field.name);
    if (field.name === "sort" && byKey.has(value.replace("-", "")) && ![...field.options].some((option) => option.value === value)) field.add(new Option(byKey.get(value.replace("-", "")).name, value));
    field.value = value;
  }
  if ([...new FormData(form)].some(([, value]) => value)) show();
})();
