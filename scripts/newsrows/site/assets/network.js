// The network: pointing at somebody, or reaching them with Tab, shows their lines and the others that they lead to.
"use strict";
(() => {
  const drawing = document.querySelector("svg.network");
  const status = document.querySelector(".network .count");
  const nodes = [...drawing.querySelectorAll("a")];
  const names = [...drawing.querySelectorAll("text")]; // in the order of the nodes
  const lines = [...drawing.querySelectorAll("line")];
  const choice = document.querySelector(".network-choice");

  const light = (node) => {
    drawing.classList.toggle("pointing", Boolean(node));
    for (const element of drawing.querySelectorAll(".lit")) element.classList.remove("lit");
    status.textContent = "";
    if (!node) return;
    const number = node.dataset.node;
    const others = new Set();
    for (const line of lines) {
      const { a, b } = line.dataset;
      if ((a !== number && b !== number) || drawing.classList.contains(`no-${line.classList[0]}`)) continue;
      line.classList.add("lit");
      others.add(nodes[Number(a === number ? b : a)]);
    }
    for (const other of [node, ...others]) {
      other.classList.add("lit");
      names[Number(other.dataset.node)].classList.add("lit");
    }
    const called = [...others].map((other) => other.getAttribute("aria-label"));
    status.textContent = `${node.getAttribute("aria-label")}: ${called.slice(0, 12).join(", ")}${called.length > 12 ? ` and ${called.length - 12} others` : ""}`;
  };
  const nodeOf = (event) => event.target.closest("a");
  let focused = null;
  drawing.addEventListener("focusin", (event) => light((focused = nodeOf(event))));
  drawing.addEventListener("focusout", () => light((focused = null)));
  drawing.addEventListener("pointerover", (event) => light(nodeOf(event) ?? focused));
  drawing.addEventListener("pointerleave", () => light(focused));
  choice.hidden = false;
  choice.addEventListener("change", (event) => drawing.classList.toggle(`no-${event.target.value}`, !event.target.checked));
})();
