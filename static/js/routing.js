// While somebody writes under an article: which claim is this about? Asked after a pause, of a text in which
// nothing deserves a second look first.

const PAUSE = 2000;
const SHORTEST = 60;
// A number or a mail address that is still being typed: the rules cannot know it yet.
const UNDER_WAY = /(?:\d[\d\s().-]*|\S*@\S*)$/;
const waiting = new WeakMap();
const asked = new WeakMap();

const field = (place) => place.closest("form").querySelector("textarea[name=body]");

async function ask(place, text) {
  const rules = place.closest("form").querySelector("[data-second-look]").dataset.secondLook;
  const question = new CustomEvent("look", { detail: { text, rules } });
  document.dispatchEvent(question);
  if ((await question.detail.found).length) { place.replaceChildren(); return; }
  if (asked.get(place) === text || !place.isConnected || field(place).value !== text) return;
  asked.set(place, text);
  await window.htmx.ajax("POST", place.dataset.routing, { target: place, swap: "innerHTML", values: { body: text } });
}

document.addEventListener("input", (event) => {
  const place = event.target.closest?.("form.composer")?.querySelector("[data-routing]");
  if (!place || event.target.name !== "body") return;
  clearTimeout(waiting.get(place));
  const text = event.target.value;
  if (Array.from(text).length < SHORTEST) { place.replaceChildren(); return; }
  if (UNDER_WAY.test(text)) return;
  // What cannot be asked is not asked: writing goes on.
  waiting.set(place, setTimeout(() => ask(place, text).catch(() => {}), PAUSE));
});

// An answer about what no longer stands there comes too late.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches("[data-routing]") || asked.get(target) === field(target).value) return;
  event.detail.shouldSwap = false;
});
