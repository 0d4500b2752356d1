// Hides the rows that are less sure than the reader asks for, and saves tables as CSV.
"use strict";
(() => {
  const control = document.querySelector(".sureness");
  const choice = control.querySelector("select");
  const rows = [...document.querySelectorAll("[data-confidence]")];
  const show = () => {
    const least = Number(choice.value);
    for (const row of rows) row.hidden = Number(row.dataset.confidence) < least;
    for (const group of document.querySelectorAll(".said")) group.hidden = !group.querySelector("blockquote:not([hidden])");
    const shown = rows.filter((row) => !row.hidden).length;
    control.querySelector("[role=status]").textContent = shown < rows.length ? `${shown} of ${rows.length} are shown.` : "";
  };
  const asked = new URLSearchParams(location.search).get("confidence");
  const option = [...choice.options].find(({ value }) => asked !== null && Number(value) === Number(asked));
  if (option) choice.value = option.value;
  control.hidden = false;
  choice.addEventListener("change", () => {
    try { history.replaceState(null, "", `?confidence=${choice.value}`); } catch { /* not from disk */ }
    show();
  });
  show();

  const cell = (words) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  for (const table of document.querySelectorAll("table[data-save]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: "CSV" });
    table.closest(".scroll").after(button);
    button.addEventListener("click", () => {
      const lines = [...table.rows].map((row) => `${[...row.cells].map(({ textContent }) => cell(textContent)).join(",")}\n`);
      const address = URL.createObjectURL(new Blob(lines, { type: "text/csv" }));
      Object.assign(document.createElement("a"), { href: address, download: table.dataset.save }).click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
    });
  }
})();
