// A table: sorted, filtered and paged in the browser; its rows come in script files, which open from disk too.
"use strict";
const newsrows = {};
(() => {
  const table = document.querySelector("table.listing");
  const headers = [...table.tHead.rows[0].cells];
  const names = headers.map((header) => header.textContent);
  const form = document.querySelector(".filters");
  const pager = document.querySelector(".pager");
  const size = Number(table.dataset.first);
  const all = [];
  let column = -1, downwards = false, page = 0, loading = null;

  newsrows.rows = (rows) => all.push(...rows);
  const load = (number) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = `data/${table.dataset.name}-${number}.js`;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  const loaded = async () => {
    for (let number = 0; number < Number(table.dataset.files); number += 1) await load(number);
    for (const row of all) row.text = row.map(plain).join("\n").toLocaleLowerCase();
  };

  const plain = (cell) => (Array.isArray(cell) ? cell[0] : cell) ?? "";
  const order = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
  const compare = (one, other) => {
    const [a, b] = [plain(one[column]), plain(other[column])];
    if (a === "" || b === "") return (a === "") - (b === ""); // empty cells last, whichever way
    const found = typeof a === "number" && typeof b === "number" ? a - b : order(String(a), String(b));
    return downwards ? -found : found;
  };
  const chosen = () => {
    const words = form.q.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const choices = [...form.querySelectorAll("select")].filter((choice) => choice.value);
    const rows = all.filter((row) => words.every((word) => row.text.includes(word))
      && choices.every((choice) => plain(row[names.indexOf(choice.name)]) === choice.value));
    return column < 0 ? rows : rows.sort(compare);
  };
  const cell = (value, number) => {
    const element = document.createElement("td");
    if (headers[number].classList.contains("number")) element.className = "number";
    if (Array.isArray(value)) {
      const link = document.createElement("a");
      [link.textContent, link.href] = value;
      element.append(link);
    } else element.textContent = typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 12 }) : value ?? "";
    return element;
  };
  const show = async () => {
    await (loading ??= loaded());
    const rows = chosen();
    page = Math.max(0, Math.min(page, Math.ceil(rows.length / size) - 1));
    const shown = rows.slice(page * size, (page + 1) * size);
    table.tBodies[0].replaceChildren(...shown.map((row) => {
      const line = document.createElement("tr");
      line.append(...row.map(cell));
      return line;
    }));
    headers.forEach((header, number) => {
      if (number === column) header.setAttribute("aria-sort", downwards ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
    const count = (number) => number.toLocaleString("en");
    const range = rows.length > size ? `, ${count(page * size + 1)} to ${count(page * size + shown.length)}` : "";
    document.querySelector(".count").textContent =
      rows.length === all.length ? `${count(all.length)} rows${range}.` : `${count(rows.length)} of ${count(all.length)} rows${range}.`;
    pager.hidden = rows.length <= size;
    pager.querySelector('[data-step="-1"]').disabled = page === 0;
    pager.querySelector('[data-step="1"]').disabled = (page + 1) * size >= rows.length;
  };

  headers.forEach((header, number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => {
      downwards = number === column ? !downwards : header.classList.contains("number");
      [column, page] = [number, 0];
      show();
    });
  });
  form.hidden = false;
  pager.hidden = Number(table.dataset.rows) <= size;
  pager.querySelector('[data-step="-1"]').disabled = true;
  form.addEventListener("input", () => { page = 0; show(); });
  form.addEventListener("reset", () => setTimeout(() => { column = -1; page = 0; show(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  pager.addEventListener("click", (event) => {
    if (!event.target.dataset.step) return;
    page += Number(event.target.dataset.step);
    show().then(() => table.scrollIntoView());
  });
  const asked = new URLSearchParams(location.search);
  for (const field of form.elements) if (field.name && asked.has(field.name)) field.value = asked.get(field.name);
  if (asked.size) show();
})();
