// Marking claims by selecting words. Without this file one ticks sentences, and everything works.
// Positions are sent in code points, as the database counts them; a browser counts UTF-16 units.

const points = (text) => Array.from(text).length;
const proof = () => document.querySelector("[data-marking]");
const statement = () => proof()?.querySelector("[data-statement] textarea");

// The part of one sentence that lies in the selection, and where it begins in the text.
function partOf(label, range) {
  const own = document.createRange();
  own.selectNodeContents(label);
  const inside = range.cloneRange();
  if (inside.compareBoundaryPoints(Range.START_TO_START, own) < 0) inside.setStart(own.startContainer, own.startOffset);
  if (inside.compareBoundaryPoints(Range.END_TO_END, own) > 0) inside.setEnd(own.endContainer, own.endOffset);
  const before = own.cloneRange();
  before.setEnd(inside.startContainer, inside.startOffset);
  return { label, text: inside.toString(), begin: Number(label.dataset.start) + points(before.toString()) };
}

function selected() {
  const selection = getSelection();
  if (!proof() || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const labels = [...proof().querySelectorAll("[data-start]")].filter((label) => range.intersectsNode(label));
  const parts = labels.map((label) => partOf(label, range)).filter((part) => part.text.trim());
  return parts.length ? { parts, range } : null;
}

// What one writes stands under the paragraph one works at; the text stays where it is on the screen.
function bringForm(label) {
  const block = label.closest("fieldset");
  const writing = document.getElementById("schrijven");
  if (block.nextElementSibling === writing) return;
  const before = label.getBoundingClientRect().top;
  block.after(writing);
  scrollBy(0, label.getBoundingClientRect().top - before);
}

function show(text) {
  const preview = proof().querySelector("[data-preview]");
  const quote = document.createElement("q");
  quote.textContent = text;
  preview.replaceChildren(`${proof().dataset.chosen} `, quote);
}

function tint(range) {
  if (!globalThis.Highlight) return;
  if (range) CSS.highlights.set("chosen-words", new Highlight(range.cloneRange()));
  else CSS.highlights.delete("chosen-words");
}

function take({ parts, range }) {
  proof().querySelector("[data-quote]").value = parts.map((part) => part.text.trim()).join(" ");
  proof().querySelector("[data-begin]").value = parts[0].begin;
  for (const box of proof().querySelectorAll("[name=zin]:checked")) box.checked = false;
  tint(range);
  bringForm(parts.at(-1).label);
  show(parts.map((part) => part.text.trim()).join(" "));
}

// With a mouse the selection is done when the button comes up: the next thing one does is write.
document.addEventListener("pointerup", (event) => {
  if (event.pointerType !== "mouse" || !event.target.closest?.("[data-marking]")) return;
  setTimeout(() => {
    const found = selected();
    if (!found) return;
    take(found);
    statement()?.focus({ preventScroll: true });
    statement()?.scrollIntoView({ block: "nearest" });
  });
});

// By touch it is never certain that it is done: the handles may still move.
let resting;
document.addEventListener("selectionchange", () => {
  clearTimeout(resting);
  resting = setTimeout(() => {
    const found = selected();
    if (found && !document.activeElement.matches("textarea, input[type=text]")) take(found);
  }, 250);
});

// The end of a selection is not a press on the sentence under it.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-start]") && !getSelection().isCollapsed) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.name !== "zin" || !proof()) return;
  proof().querySelector("[data-quote]").value = "";
  getSelection().removeAllRanges();
  tint(null);
  const boxes = [...proof().querySelectorAll("[name=zin]:checked")];
  const labels = boxes.map((box) => proof().querySelector(`label[for="${box.id}"]`));
  if (labels.length) bringForm(labels.at(-1));
  show(labels.map((label) => label.textContent).join(" "));
});

function atStatement(event) {
  event.preventDefault();
  (statement() ?? document.querySelector("#schrijven .button")).focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.closest?.("[data-marking]")) return;
  if (event.target.name === "zin") {
    if (!event.target.checked) event.target.click();
    atStatement(event);
  } else if (event.target.matches("[data-statement] textarea, .note input, .tones input")) {
    event.preventDefault();
    // A press, not only a sending: the value of the button must go along, or nothing says what is wanted.
    proof().querySelector("button[value=stelling]").click();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-marking] button[value=kies]")) atStatement(event);
});

document.addEventListener("htmx:afterSwap", () => tint(null));
