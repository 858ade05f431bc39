// Single keys at the queue, for who has not switched them off: this module comes with the page only then.
// A single letter must never surprise (WCAG 2.1.4): not where somebody types, and not with another key held.

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";
const links = () => [...document.querySelectorAll("[data-case-link]")];
const current = () => document.activeElement?.closest("[data-case]");

function move(step) {
  const all = links();
  const here = all.findIndex((link) => link.closest("[data-case]") === current());
  const next = all[here < 0 ? 0 : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  return Boolean(next);
}

// What is being written about this case would be gone with the page.
function written() {
  return [...current().querySelectorAll(".here textarea")].find((text) => text.value !== text.defaultValue);
}

function press(key) {
  const text = "ls".includes(key) && current() && written();
  if (text) { text.focus(); return true; }
  const control = current()?.querySelector(`[data-key="${key}"]`);
  control?.click();
  return Boolean(control);
}

// The one sentence is written: this decides, without a walk past the fields that may stay empty.
function send(event) {
  const form = event.target.closest(".here form");
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.repeat || !form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button:not([name])"));
}

document.addEventListener("keydown", send);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat && "lsvo".includes(event.key)) return;
  // Nor in the form that decides about a case: a tick there must not be followed by a decision of one letter.
  if (event.target.closest(`${FIELDS}, .here form`)) return;
  const did = event.key === "j" ? move(1) : event.key === "k" ? move(-1) : "xlvso".includes(event.key) && press(event.key);
  if (did) event.preventDefault();
});
