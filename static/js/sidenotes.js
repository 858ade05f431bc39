// Where there is room, each note stands in the margin, level with the line that refers to it. It is the same note,
// moved: it is heard once, where it always stood, and the links there and back keep working.

const text = document.querySelector(".reading > .text");
const notes = text.querySelector(".notes");
const article = document.querySelector("[data-article]");
const wide = matchMedia("screen and (min-width: 75rem)");
const GAP = 16;

function back() {
  notes.classList.remove("in-margin", "all-in-margin");
  text.style.minHeight = "";
  for (const note of notes.querySelectorAll("li")) {
    note.classList.remove("in-margin");
    note.style.top = "";
  }
}

// The first free place at or below `top`; what stands in the margin is [from, to].
function freePlace(top, height, taken) {
  for (const [from, to] of taken) {
    if (top + height + GAP <= from) break;
    if (top < to + GAP) top = Math.max(top, to + GAP);
  }
  return top;
}

function place() {
  back();
  if (!wide.matches || article.dataset.beside) return;
  const origin = text.getBoundingClientRect().top;
  const taken = [...text.querySelectorAll(".marginal")].map((part) => {
    const box = part.getBoundingClientRect();
    return [box.top - origin, box.bottom - origin];
  });
  notes.classList.add("in-margin");
  let left = 0;
  for (const note of notes.querySelectorAll("li")) {
    const way = note.querySelector(".back");
    const reference = way && document.getElementById(way.hash.slice(1));
    if (!reference || notes.contains(reference)) { left += 1; continue; }
    note.classList.add("in-margin");
    const height = note.getBoundingClientRect().height;
    taken.sort(([one], [other]) => one - other);
    const top = freePlace(Math.max(0, reference.getBoundingClientRect().top - origin - 4), height, taken);
    note.style.top = `${top}px`;
    taken.push([top, top + height]);
  }
  notes.classList.toggle("all-in-margin", left === 0);
  const lowest = Math.max(0, ...taken.map(([, to]) => to));
  if (lowest > text.getBoundingClientRect().height) text.style.minHeight = `${lowest}px`;
}

if (notes) {
  let width = 0;
  new ResizeObserver(() => {
    const now = text.getBoundingClientRect().width + innerWidth;
    if (now === width) return;
    width = now;
    place();
  }).observe(text);
  document.fonts.ready.then(place);
  wide.addEventListener("change", place);
  document.addEventListener("beside", place);
  document.addEventListener("text-size", place);
  addEventListener("load", place);
  addEventListener("beforeprint", back);
  addEventListener("afterprint", place);
}
