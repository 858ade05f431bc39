// Asks now and then whether there are new comments, in each discussion on the page. It tells their number and shows
// them on request: the page never moves by itself. Stops while the page is not looked at, and asks less often the longer
// nothing comes. What came, and what was placed from here, is put where it belongs in the order that is read.

const QUIET = 30_000; // at most one message in this time, of all discussions together
const LONGEST = 10; // times as long as it began
const KEY = "meld-nieuwe-reacties";

const watched = new Set(); // {box, first, wait, known, timer, bringing}: of each discussion
let saidAt = -QUIET;
let later = 0;

function off() {
  try { return localStorage.getItem(KEY) === "nee"; } catch { return false; }
}

const isThere = ({ box }) => box.isConnected && !box.parentElement.closest("[hidden]");

function say() {
  clearTimeout(later);
  const left = saidAt + QUIET - performance.now();
  if (left > 0) { later = setTimeout(say, left); return; }
  const told = [...watched].filter((state) => state.known && isThere(state));
  if (!told.length || off()) return;
  saidAt = performance.now();
  const value = words(told[0].box, told.reduce((sum, { known }) => sum + known, 0));
  document.dispatchEvent(new CustomEvent("announce", { detail: { value } }));
}

function words(box, count) {
  return count === 1 ? box.dataset.one : box.dataset.many.replace("{n}", count);
}

function show({ box, known }) {
  const button = box.querySelector("button");
  button.hidden = !known;
  button.textContent = `${box.dataset.show} ${words(box, known)}`;
}

const address = ({ box }) => `${box.dataset.news}?sinds=${encodeURIComponent(box.dataset.since)}`;
const part = ({ box }, name) => document.getElementById(`${name}${box.dataset.at}`);

async function ask(state) {
  clearTimeout(state.timer);
  if (!state.box.isConnected) { watched.delete(state); return; }
  if (document.hidden || off()) return;
  let longer = 1.5;
  const { since } = state.box.dataset;
  try {
    if (isThere(state)) {
      const answer = await fetch(address(state), { cache: "no-cache" });
      if (!answer.ok) throw new Error(answer.status);
      const { count } = await answer.json();
      const isMore = count > state.known;
      // What was shown while it was asked is not new any more: the next time tells.
      if (since !== state.box.dataset.since || state.bringing) longer = 0;
      else if (count !== state.known) {
        state.known = count;
        show(state);
        if (isMore) { longer = 0; say(); }
      }
    }
  } catch { longer = 2; }
  state.wait = longer ? Math.min(state.wait * longer, state.first * LONGEST) : state.first;
  state.timer = setTimeout(() => ask(state), state.wait);
}

const isWrittenIn = (item) => [...item.querySelectorAll("textarea")].some((text) => text.value.trim());

// After what stands before it in the order that is read; where that is not on the page, with the last of what is.
function order(list, item) {
  const { after } = item.dataset;
  const before = after && document.getElementById(`reactie-${after}`)?.closest("li");
  const more = list.querySelector(":scope > .more");
  if (after === "") list.prepend(item);
  else if (before?.parentElement === list) before.after(item);
  else if (more) more.before(item);
  else list.append(item);
}

// Where a comment belongs: under what it answers, if that is on the page; else among the others, saying what it answers.
function put(state, item) {
  const heading = item.querySelector("[tabindex='-1']");
  const earlier = document.getElementById(item.querySelector(".comment").id)?.closest("li");
  if (earlier && isWrittenIn(earlier)) return earlier.querySelector("[tabindex='-1']");
  earlier?.remove();
  order((item.dataset.parent && document.getElementById(`onder-${item.dataset.parent}`)) || part(state, "reacties"), item);
  window.htmx?.process(item);
  return heading;
}

async function bring(state) {
  if (state.bringing) return;
  state.bringing = true;
  try { await fetchAndShow(state); } finally { state.bringing = false; }
}

async function fetchAndShow(state) {
  const { box } = state;
  const sorted = part(state, "reacties").dataset.sorted;
  const answer = await fetch(`${address(state)}&toon=1&volgorde=${sorted}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(answer.status);
  const came = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ol");
  part(state, "geen-reacties")?.remove();
  const headings = [...came.children].map((item) => put(state, document.adoptNode(item)));
  const count = part(state, "aantal-reacties");
  if (count) count.textContent = came.dataset.count;
  box.dataset.since = came.dataset.until;
  state.known = 0;
  show(state);
  // The first that one comes to.
  headings.sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  headings[0]?.focus();
}

function begin(box) {
  const first = Number(box.dataset.every) * 1000;
  if (!first || [...watched].some((state) => state.box === box)) return;
  const state = { box, first, wait: first, known: 0, timer: 0, bringing: false };
  watched.add(state);
  box.hidden = false;
  const choice = box.querySelector("input");
  if (choice) {
    choice.checked = !off();
    choice.addEventListener("change", () => {
      try { localStorage.setItem(KEY, choice.checked ? "ja" : "nee"); } catch { /* it holds for this page then */ }
      clearTimeout(later);
      for (const each of watched) { clearTimeout(each.timer); if (choice.checked) ask(each); }
    });
  }
  box.querySelector("button").addEventListener("click", () => {
    bring(state).catch(() => document.dispatchEvent(new CustomEvent("announce", { detail: { value: document.getElementById("status").dataset.failed } })));
  });
  state.timer = setTimeout(() => ask(state), state.wait);
}

function beginAll(place) {
  if (place.matches?.("[data-news]")) begin(place);
  for (const box of place.querySelectorAll("[data-news]")) begin(box);
}

document.addEventListener("visibilitychange", () => {
  for (const state of watched) {
    state.wait = state.first;
    if (document.hidden) clearTimeout(state.timer);
    else ask(state);
  }
});

// What is placed from here joins the list at its end; it belongs where the order puts it.
document.addEventListener("htmx:configRequest", (event) => {
  const at = event.detail.elt.id?.match(/^schrijven-nieuw(.*)$/)?.[1];
  const sorted = at !== undefined && document.getElementById(`reacties${at}`)?.dataset.sorted;
  if (typeof sorted === "string") event.detail.parameters.volgorde = sorted;
});
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target: list } }) => {
  for (const item of list.querySelectorAll?.(":scope > li[data-after]") ?? []) {
    order(list, item);
    delete item.dataset.after;
  }
});

document.addEventListener("htmx:load", (event) => beginAll(event.target));
beginAll(document);
