// Choosing a claim shows all its passages at once; a switch turns the marks off. Without this file the marks,
// the numbers and the jumps all work.

const article = document.querySelector("[data-article]");
let chosen = "";

function choose(numbers) {
  chosen = chosen === numbers ? "" : numbers;
  const wanted = new Set(chosen.split(" ").filter(Boolean));
  for (const part of article.querySelectorAll("[data-stellingen], [data-stelling], [data-item]")) {
    const own = (part.dataset.stellingen ?? part.dataset.stelling ?? part.dataset.item).split(" ");
    part.classList.toggle("chosen", own.some((number) => wanted.has(number)));
  }
}

function follow() {
  const number = location.hash.match(/^#passage-(\d+)-/)?.[1];
  if (number && number !== chosen) choose(number);
}

article.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  const mark = event.target.closest("mark");
  if (jump && jump.dataset.jump !== chosen) choose(jump.dataset.jump);
  else if (mark && !event.target.closest("a") && getSelection().isCollapsed) choose(mark.dataset.stellingen);
});
window.addEventListener("hashchange", follow);
follow();

function remembered() {
  try { return localStorage.getItem("marks"); } catch { return null; }
}

function show(on) {
  article.dataset.marks = on ? "on" : "off";
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.textContent = on ? article.dataset.hide : article.dataset.show;
  }
  try { localStorage.setItem("marks", article.dataset.marks); } catch { /* private window: not remembered */ }
}

for (const list of document.querySelectorAll("[data-contents]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-link switch";
  button.dataset.switch = "";
  button.addEventListener("click", () => show(article.dataset.marks === "off"));
  list.append(button);
}
if (document.querySelector("[data-switch]")) show(remembered() !== "off");
