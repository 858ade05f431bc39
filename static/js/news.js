// Asks now and then whether there are new comments. It tells their number and shows them on request: the page
// never moves by itself. Stops while the page is not looked at, and asks less often the longer nothing comes.

const QUIET = 30_000; // at most one message in this time
const LONGEST = 10; // times as long as it began
const KEY = "meld-nieuwe-reacties";

const place = document.querySelector("[data-news]");
const first = Number(place?.dataset.every) * 1000;
let wait = first;
let timer = 0;
let known = 0;
let saidAt = -QUIET;
let later = 0;
let bringing = false;

function off() {
  try { return localStorage.getItem(KEY) === "nee"; } catch { return false; }
}

function say() {
  clearTimeout(later);
  const left = saidAt + QUIET - performance.now();
  if (left > 0) { later = setTimeout(say, left); return; }
  if (!known) return;
  saidAt = performance.now();
  document.dispatchEvent(new CustomEvent("announce", { detail: { value: words() } }));
}

function words() {
  return known === 1 ? place.dataset.one : place.dataset.many.replace("{n}", known);
}

function show() {
  const button = place.querySelector("button");
  button.hidden = !known;
  button.textContent = `${place.dataset.show} ${words()}`;
}

const address = () => `${place.dataset.news}?sinds=${encodeURIComponent(place.dataset.since)}`;

async function ask() {
  clearTimeout(timer);
  if (document.hidden || off()) return;
  let longer = 1.5;
  const { since } = place.dataset;
  try {
    const answer = await fetch(address(), { cache: "no-cache" });
    if (!answer.ok) throw new Error(answer.status);
    const { count } = await answer.json();
    // What was shown while it was asked is not new any more: the next time tells.
    if (since !== place.dataset.since || bringing) longer = 0;
    else if (count > known) { known = count; longer = 0; show(); say(); } else if (count !== known) { known = count; show(); }
  } catch { longer = 2; }
  wait = longer ? Math.min(wait * longer, first * LONGEST) : first;
  timer = setTimeout(ask, wait);
}

const isWrittenIn = (item) => [...item.querySelectorAll("textarea")].some((text) => text.value.trim());

// Where a comment belongs: under what it answers, if that is on the page; else among the others, saying what it answers.
function put(item, newestFirst) {
  const heading = item.querySelector("[tabindex='-1']");
  const earlier = document.getElementById(item.querySelector(".comment").id)?.closest("li");
  if (earlier && isWrittenIn(earlier)) return earlier.querySelector("[tabindex='-1']");
  earlier?.remove();
  const below = item.dataset.parent && document.getElementById(`onder-${item.dataset.parent}`);
  const list = below || document.getElementById("reacties");
  const more = list.querySelector(":scope > .more");
  if (!below && newestFirst) list.prepend(item);
  else if (more) more.before(item);
  else list.append(item);
  window.htmx?.process(item);
  return heading;
}

async function bring() {
  if (bringing) return;
  bringing = true;
  try { await fetchAndShow(); } finally { bringing = false; }
}

async function fetchAndShow() {
  const answer = await fetch(`${address()}&toon=1`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) throw new Error(answer.status);
  const came = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ol");
  const items = [...came.children];
  const newestFirst = new URLSearchParams(location.search).get("volgorde") === "nieuwste";
  document.getElementById("geen-reacties")?.remove();
  const headings = items.map((item) => put(document.adoptNode(item), newestFirst));
  const count = document.getElementById("aantal-reacties");
  if (count) count.textContent = came.dataset.count;
  const last = items.at(-1)?.querySelector("time");
  if (last) place.dataset.since = items.at(-1).dataset.at;
  known = 0;
  show();
  headings[0]?.focus();
}

if (place && first) {
  const box = place.querySelector("input");
  box.checked = !off();
  place.hidden = false;
  box.addEventListener("change", () => {
    try { localStorage.setItem(KEY, box.checked ? "ja" : "nee"); } catch { /* it holds for this page then */ }
    clearTimeout(timer);
    clearTimeout(later);
    if (box.checked) ask();
  });
  place.querySelector("button").addEventListener("click", () => {
    bring().catch(() => document.dispatchEvent(new CustomEvent("announce", { detail: { value: document.getElementById("status").dataset.failed } })));
  });
  document.addEventListener("visibilitychange", () => { wait = first; if (!document.hidden) ask(); else clearTimeout(timer); });
  timer = setTimeout(ask, wait);
}
