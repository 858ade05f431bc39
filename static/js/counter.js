// Says how much room is left, but only when it gets tight.

function count(field) {
  const text = field.querySelector("textarea");
  const left = Number(field.dataset.counter) - Array.from(text.value).length;
  let line = field.querySelector(".counter");
  if (left > Number(field.dataset.counter) * 0.1) { line?.remove(); return; }
  if (!line) {
    line = document.createElement("p");
    line.className = "counter";
    field.append(line);
  }
  line.textContent = left < 0 ? `${field.dataset.over} ${-left}` : `${field.dataset.left} ${left}`;
}

function countAll(place) {
  for (const field of place.querySelectorAll("[data-counter]")) count(field);
}

countAll(document);
document.addEventListener("htmx:load", (event) => countAll(event.target));
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-counter]");
  if (field) count(field);
});
