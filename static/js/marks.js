// Choosing a claim shows all its passages at once; a press where several claims meet asks which. Two switches turn
// the marks off, and let a screen reader say where they begin and end. Without this file the marks, the numbers and
// the jumps all work.

const article = document.querySelector("[data-article]");
let chosen = "";

function show(numbers) {
  chosen = numbers;
  const wanted = new Set(chosen.split(" ").filter(Boolean));
  for (const part of article.querySelectorAll("[data-stellingen], [data-stelling], [data-item]")) {
    const own = (part.dataset.stellingen ?? part.dataset.stelling ?? part.dataset.item).split(" ");
    part.classList.toggle("chosen", own.some((number) => wanted.has(number)));
  }
}

function follow() {
  const number = location.hash.match(/^#passage-(\d+)-/)?.[1];
  if (number && number !== chosen) show(number);
}

// Where several claims share the words, the press says which places are meant, not which claim.
const which = document.querySelector("[data-which]");

function ask(numbers, event) {
  const list = which.querySelector("ol");
  list.replaceChildren(...numbers.flatMap((number) => {
    const known = article.querySelector(`.claims [data-item="${number}"]`);
    if (!known) return [];
    const item = known.cloneNode(true);
    item.classList.remove("chosen");
    item.querySelector(".jump")?.replaceWith(item.querySelector(".jump").textContent);
    return [item];
  }));
  const room = document.documentElement.clientWidth - 16;
  which.showPopover();
  const left = Math.min(event.pageX, room - which.offsetWidth);
  which.style.left = `${Math.max(16, left)}px`;
  which.style.top = `${event.pageY + 16}px`;
  which.querySelector("a")?.focus({ preventScroll: true });
}

article.addEventListener("click", (event) => {
  const jump = event.target.closest("[data-jump]");
  const mark = event.target.closest("mark");
  if (jump) return show(jump.dataset.jump);
  if (!mark || event.target.closest("a") || !getSelection().isCollapsed) return;
  if (article.dataset.marks === "off") return;
  const numbers = mark.dataset.stellingen.split(" ");
  if (numbers.length > 1 && which?.showPopover) ask(numbers, event);
  else show(chosen === mark.dataset.stellingen ? "" : mark.dataset.stellingen);
});
document.addEventListener("choose", (event) => show(event.detail));
window.addEventListener("hashchange", follow);
follow();

function remembered(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function remember(name, value) {
  try { localStorage.setItem(name, value); } catch { /* private window: not remembered */ }
}

function setMarks(on) {
  article.dataset.marks = on ? "on" : "off";
  for (const button of document.querySelectorAll("[data-switch]")) {
    button.textContent = on ? article.dataset.hide : article.dataset.show;
  }
  remember("marks", article.dataset.marks);
}

function setSpoken(on) {
  article.dataset.spoken = on ? "on" : "off";
  for (const button of document.querySelectorAll("[data-speak]")) button.setAttribute("aria-pressed", String(on));
  remember("spoken-marks", article.dataset.spoken);
}

function add(list, name, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "as-link switch";
  button.dataset[name] = "";
  button.addEventListener("click", press);
  list.append(button);
  return button;
}

for (const list of document.querySelectorAll("[data-contents]")) {
  add(list, "switch", () => setMarks(article.dataset.marks === "off"));
  if (article.dataset.speaks) {
    add(list, "speak", () => setSpoken(article.dataset.spoken !== "on")).textContent = article.dataset.speaks;
  }
}
if (document.querySelector("[data-switch]")) setMarks(remembered("marks") !== "off");
if (document.querySelector("[data-speak]")) setSpoken(remembered("spoken-marks") === "on");
