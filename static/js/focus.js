// Where the focus goes, and what is said. The server marks the place with data-focus; this only obeys.

const status = document.getElementById("status");
let silence;

function say(text) {
  clearTimeout(silence);
  status.textContent = text;
  silence = setTimeout(() => { status.textContent = ""; }, 8000);
  stepAside();
}

// What is said covers nothing that has the focus: then it stands at the other edge.
function stepAside() {
  status.classList.remove("above");
  const held = document.activeElement;
  if (!status.textContent || !held || held === document.body) return;
  const [here, there] = [status.getBoundingClientRect(), held.getBoundingClientRect()];
  const apart = there.bottom < here.top || there.top > here.bottom || there.right < here.left || there.left > here.right;
  status.classList.toggle("above", !apart);
}

document.addEventListener("focusin", () => requestAnimationFrame(stepAside));

// What is folded cannot hold the focus.
function unfold(place) {
  for (let fold = place; (fold = fold.parentElement?.closest("details:not([open])")); ) fold.open = true;
}

// Whoever typed on while an answer was on its way keeps the focus: half a sentence must not go nowhere.
const WRITTEN = "textarea, input:not([type=checkbox], [type=radio])";
const sentAt = new WeakMap();
let typedAt = -1;
let answered = 0; // when was asked what is answered now
document.addEventListener("input", (event) => { if (event.isTrusted) typedAt = performance.now(); }, true);
document.addEventListener("htmx:beforeSend", (event) => sentAt.set(event.detail.xhr, performance.now()));
document.addEventListener("htmx:beforeSwap", (event) => { answered = sentAt.get(event.detail.xhr) ?? 0; });
const isWriting = () => typedAt > answered && document.activeElement.matches(WRITTEN);

function obey() {
  const mark = "[data-focus]:not([data-calm] *)"; // data-calm: a page that only shows
  // What is wrong comes before what the site had to say.
  const place = document.querySelector(`.errors ${mark}`) ?? document.querySelector(mark);
  if (!place) return;
  document.querySelectorAll("[data-focus]").forEach((mark) => mark.removeAttribute("data-focus"));
  for (const earlier of document.querySelectorAll(".arrived")) {
    if (!earlier.contains(place)) earlier.classList.remove("arrived");
  }
  unfold(place);
  if (!isWriting()) place.focus();
  else if (place.matches("[tabindex='-1']") && !place.closest(".comment")) say(place.textContent.trim());
}

// An address may point at a comment, which cannot hold the focus; its heading can. A browser that arrives
// there lets go of the focus, so this comes after it.
function arrive() {
  const place = document.getElementById(location.hash.slice(1));
  if (!place?.matches(".comment") || document.activeElement.matches(WRITTEN)) return;
  unfold(place);
  place.querySelector("[tabindex='-1']").focus({ preventScroll: true });
}

obey();
addEventListener("load", () => setTimeout(arrive));
addEventListener("hashchange", arrive);
document.addEventListener("htmx:afterSettle", obey);
// What is swapped out of band settles after its event; the form it came from may be gone by then.
document.addEventListener("htmx:oobAfterSwap", () => setTimeout(obey, 50));
document.addEventListener("announce", (event) => say(event.detail.value));
// What came with the form, such as an address, is not writing.
const isGiven = (text) => text.matches("[data-given]") && text.value === text.defaultValue;
// The other choice of a dialog is another form in its place.
const turns = (elt, target) => Boolean(elt.closest(".tabs")) && target.contains(elt);

// A second press on "answer", "report" or "hide" must not sweep away what someone is writing. A button within what it
// replaces sends it.
function writtenIn(elt, target) {
  const sweeps = elt.matches("a") ? !turns(elt, target) : elt.matches("button") && !target.contains(elt);
  return sweeps && [...target.querySelectorAll("textarea")].find((text) => text.value.trim() && !isGiven(text));
}

// What was typed goes along to the other choice, and back, by the names of its fields.
const TYPED = "textarea, input[type=text], input[type=email]";
const along = new Map();

document.addEventListener("htmx:beforeSwap", ({ detail: { requestConfig, target, shouldSwap } }) => {
  if (!shouldSwap) return;
  if (!turns(requestConfig.elt, target)) { along.delete(target.id); return; }
  const words = along.get(target.id) ?? new Map();
  for (const field of target.querySelectorAll(TYPED)) if (!isGiven(field)) words.set(field.name, field.value);
  along.set(target.id, words);
});
document.addEventListener("htmx:afterSettle", () => {
  for (const [id, words] of along) {
    for (const field of document.getElementById(id)?.querySelectorAll(TYPED) ?? []) {
      if (!words.has(field.name) || (field.value && !isGiven(field))) continue;
      field.value = words.get(field.name);
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const { elt, target } = event.detail;
  const written = writtenIn(elt, target);
  if (written) {
    event.preventDefault();
    written.focus();
  } else target.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { requestConfig, target, shouldSwap } = event.detail;
  if (shouldSwap && writtenIn(requestConfig.elt, target)) event.detail.shouldSwap = false; // typed since
});
document.addEventListener("htmx:afterRequest", (event) => event.detail.target.removeAttribute("aria-busy"));
for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () => say(status.dataset.failed));
}

// Refused, as when a cookie has gone: trying again cannot help. Sent as a plain form it leads to the page
// that says why, and that keeps the text.
function sendPlainly({ elt, path, verb, triggeringEvent }) {
  const form = verb === "post" && elt.closest("form");
  if (!form) return false;
  const pressed = triggeringEvent?.submitter;
  if (pressed?.name) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name: pressed.name, value: pressed.value });
    form.append(field);
  }
  form.action = path;
  form.submit();
  return true;
}

document.addEventListener("htmx:responseError", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (xhr.status !== 403 || !sendPlainly(requestConfig)) say(status.dataset.failed);
});

// A line of the error summary leads to its field, not just to its place on the page.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".errors a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  field.focus();
});

// An answer form that was opened in the page closes in the page, and gives the focus back.
function close(form) {
  const opener = document.getElementById(form.dataset.return);
  if (!opener || !form.parentElement.matches(".answer")) return false;
  along.delete(form.id);
  form.remove();
  opener.focus();
  return true;
}

document.addEventListener("click", (event) => {
  const cancel = event.target.closest("[data-cancel]");
  if (cancel && close(cancel.closest("form"))) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target.closest("form[data-return]");
  const text = form && form.querySelector("textarea");
  if (!text) return;
  // data-untouched: it holds what was there already, so that nothing is lost as long as it says that.
  if (!text.value.trim() || ("untouched" in form.dataset && text.value === text.defaultValue)) close(form);
});
