// An article: what belongs together lights up, by pointer and by keyboard, and the speaker is joined to the quote.
"use strict";
(() => {
  const reading = document.querySelector(".reading");
  const text = reading.querySelector(".text");
  const words = (value) => (value ? value.split(" ") : []);
  const pieces = new Map(); // row -> {quote: [...], speaker: [...], cue: [...]}, elements of the text
  const note = (row, part, element) => {
    if (!pieces.has(row)) pieces.set(row, { own: [], speaker: [], cue: [] });
    pieces.get(row)[part].push(element);
  };
  for (const element of text.querySelectorAll(".m")) {
    for (const row of words(element.dataset.rows)) note(row, "own", element);
    for (const row of words(element.dataset.speaks)) note(row, "speaker", element);
    for (const row of words(element.dataset.cues)) note(row, "cue", element);
  }

  const joint = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  joint.setAttribute("class", "joint");
  joint.setAttribute("aria-hidden", "true");
  text.after(joint);
  const draw = (name, attributes) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    joint.append(shape);
  };
  const join = (speaker, quote) => {
    const frame = reading.getBoundingClientRect();
    const from = speaker.getClientRects()[0];
    const to = quote.getClientRects()[0];
    if (!from || !to) return;
    const x1 = from.left - frame.left + Math.min(from.width / 2, 30);
    const x2 = to.left - frame.left + 6;
    const level = Math.abs(to.top - from.top) < 8; // on one line: an arch over the words
    const down = !level && to.top > from.top;
    const y1 = (down ? from.bottom + 2 : from.top - 2) - frame.top;
    const y2 = (down || level ? to.top - 2 : to.bottom + 2) - frame.top;
    const bend = level ? -16 : Math.max(12, Math.abs(y2 - y1) / 2) * (down ? 1 : -1);
    draw("path", { d: `M${x1} ${y1}C${x1} ${y1 + bend} ${x2} ${y2 + (level ? bend : -bend)} ${x2} ${y2}` });
    draw("circle", { cx: x2, cy: y2, r: 3 });
  };

  const light = (rows) => {
    for (const element of document.querySelectorAll(".lit, .lit-speaker, .lit-cue")) {
      element.classList.remove("lit", "lit-speaker", "lit-cue");
    }
    joint.replaceChildren();
    rows.forEach((row, number) => {
      document.getElementById(row)?.classList.add("lit");
      const found = pieces.get(row);
      if (!found) return;
      found.own.forEach((element) => element.classList.add("lit"));
      found.cue.forEach((element) => element.classList.add("lit-cue"));
      found.speaker.forEach((element) => element.classList.add("lit-speaker"));
      if (number < 4 && found.speaker.length && found.own.length) join(found.speaker[0], found.own[0]);
    });
  };
  const rowsOf = (target) => {
    const element = target.closest?.(".text .m, .text .ref, .rows [data-table]");
    if (!element) return null;
    if (element.dataset.table) return [element.id];
    return [...new Set([...words(element.dataset.speaks), ...words(element.dataset.rows), ...words(element.dataset.cues)])];
  };
  let lasting = []; // what the keyboard is on stays lit when the pointer leaves
  reading.addEventListener("focusin", (event) => light((lasting = rowsOf(event.target) ?? [])));
  reading.addEventListener("focusout", () => light((lasting = [])));
  reading.addEventListener("pointerover", (event) => light(rowsOf(event.target) ?? lasting));
  reading.addEventListener("pointerleave", () => light(lasting));

  // a click anywhere in a quote or in the rest of a mark leads to its row, unless words are being selected
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("span.m");
    const row = mark && (words(mark.dataset.rows).at(-1) ?? words(mark.dataset.speaks)[0]);
    if (!row || event.target.closest("a") || String(getSelection())) return;
    location.hash = row;
  });
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.matches(".anchor")) {
      const mark = pieces.get(target.id.slice(2))?.own[0];
      if (mark && !mark.matches("a")) mark.tabIndex = -1;
      mark?.focus({ preventScroll: true });
      light((lasting = [target.id.slice(2)]));
    } else if (target.matches("[data-table]")) {
      target.focus({ preventScroll: true });
    }
  };
  addEventListener("hashchange", arrive);
  arrive();

  const marks = document.querySelector(".marks");
  marks.hidden = text.querySelector("[data-start]") === null;
  const show = (box) => text.classList.toggle(`no-${box.value}`, !box.checked);
  for (const box of marks.querySelectorAll("input")) show(box);
  marks.addEventListener("change", (event) => show(event.target));
})();
