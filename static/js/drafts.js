// Nothing typed is lost. What is being written stands in this browser at once, and on the site after a pause in
// typing, unless the rules of the second look find something in it. What the site has, the browser lets go.

const PREFIX = "concept:";
const AT_HAND = 200; // ms until it stands in this browser
const REST = 2000; // ms without typing before it goes to the site
const MOST = 5000; // ms it may wait while somebody types on
const AGAIN = 15_000; // ms before the site is tried once more
// A number or a mail address that is still being typed: the rules cannot know it yet.
const UNDER_WAY = /(?:\d[\d\s().-]*|\S*@\S*)$/;
const UNSEEN = /[\p{Cf}\p{Cc}]/gu;

const states = new WeakMap();
let leaving = false;

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, record) {
  try { localStorage.setItem(key, JSON.stringify(record)); } catch { /* full, or not allowed: the site has it soon */ }
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* not allowed: then nothing was written either */ }
}

function everyKey() {
  try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
}

function moment(at) {
  const then = new Date(at);
  const today = then.toDateString() === new Date().toDateString();
  const parts = { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "long" }) };
  return then.toLocaleString(document.documentElement.lang, parts);
}

function say({ box, text }, what, when = "") {
  const line = box.querySelector("[data-line]");
  line.querySelector("[data-words]").textContent = box.dataset[what].replace("{when}", when);
  line.querySelector("[data-discard]").hidden = !text.value.trim();
  line.hidden = false;
}

function showOther(state, body) {
  const details = state.box.querySelector("[data-other]");
  details.open = body !== "";
  details.hidden = !details.open;
  details.querySelector("textarea").value = body;
  const summary = details.querySelector("[data-summary]");
  summary.textContent = summary.dataset.said;
  for (const button of details.querySelectorAll("button")) button.hidden = false;
}

// In this browser, for as long as a draft is kept. `sent`: the form went on its way and no answer was heard yet.
function store(state, sent = false) {
  clearTimeout(state.atHand);
  const { key, text, box, form } = state;
  const body = text.value;
  const there = read(key);
  const others = there?.body && there.tab !== state.tab && ![body, state.restored].includes(there.body);
  state.other ??= others ? there.body : undefined; // typed in another window that could not reach the site
  if (!body.trim() && !state.other) { forget(key); return; }
  write(key, {
    body, sent, tab: state.tab, other: state.other, at: Date.now(),
    until: Date.now() + Number(box.dataset.days) * 86_400_000,
    submission: form.elements.submission_id.value, sequence: Number(form.elements.concept_nr.value),
  });
}

// The site has this text. The page that is on its way may have been made just before: it looks here, and lets go then.
function settled(state) {
  if (leaving) return;
  if (state.other) write(state.key, { ...read(state.key), body: "", tab: state.tab, other: state.other });
  else forget(state.key);
}

async function restore(state) {
  const { key, text, box, form } = state;
  const local = read(key);
  if (!local) return;
  if (local.other && local.other !== text.value) { state.other = local.other; showOther(state, local.other); }
  if (!local.body || local.body === text.value) { if (state.stands) settled(state); return; }
  if (local.sent && await wasPlaced(state, local)) {
    settled(state);
    if (!text.value) say(state, "saidPlaced");
    return;
  }
  if (text.value.trim() && !state.stands) return; // what just came back from the site is newer
  const before = text.value;
  const newer = local.at > Number(box.dataset.savedAt || 0) * 1000;
  if (!before || local.sequence === Number(form.elements.concept_nr.value) || newer) {
    text.value = state.restored = local.body;
    form.elements.submission_id.value = local.submission;
    say(state, "saidRestored", moment(local.at));
    if (before && local.sequence !== Number(form.elements.concept_nr.value)) decide(state, before);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    state.other = local.body;
    showOther(state, local.body);
  }
}

async function wasPlaced({ box, form }, local) {
  const address = box.dataset.placed.replace(form.elements.submission_id.value, local.submission);
  try {
    return (await (await fetch(address, { headers: { Accept: "application/json" } })).json()).placed;
  } catch { return false; }
}

// Two texts that do not follow from one another: nothing goes to the site until the person chose.
function decide(state, body, sequence = Number(state.form.elements.concept_nr.value)) {
  Object.assign(state, { newer: body, newerSequence: sequence });
  showOther(state, body);
}

async function mayLeave({ form }, body) {
  const bare = body.replace(UNSEEN, (sign) => (sign === "\n" || sign === "\t" ? sign : "")).normalize("NFC");
  const ask = (text) => {
    const rules = form.querySelector("[data-second-look]").dataset.secondLook;
    const event = new CustomEvent("look", { detail: { text, rules } });
    document.dispatchEvent(event);
    if (!event.detail.found) throw new Error("nobody looks");
    return event.detail.found;
  };
  return (await ask(body)).length === 0 && (await ask(bare)).length === 0;
}

function later(state, wait) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(state), wait);
}

async function save(state, { left = false, replaces = false } = {}) {
  clearTimeout(state.timer);
  const { text } = state;
  const body = text.value;
  if (state.busy) { state.again = true; return; }
  if (state.off || state.gone || state.newer !== undefined || !body.trim() || body === state.saved) return;
  if (!left && UNDER_WAY.test(body.slice(0, text.selectionEnd))) return;
  state.busy = true;
  state.since = undefined;
  try {
    if (await mayLeave(state, body)) await send(state, body, replaces);
    else say(state, "saidHere");
  } catch { // no network, no rules: it stands in this browser
    say(state, "saidOffline");
    later(state, AGAIN);
  }
  state.busy = false;
  if (state.again) { state.again = false; later(state, REST); }
}

async function send(state, body, replaces) {
  const { form, box } = state;
  const fields = { concept: 1, body, concept_nr: form.elements.concept_nr.value };
  for (const name of ["csrfmiddlewaretoken", "submission_id", "schrijver", "concept_bij"]) fields[name] = form.elements[name].value;
  if (replaces) fields.vervangt = 1;
  const answer = await fetch(box.dataset.draft, {
    method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
  });
  if (state.gone) return;
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (answer.ok) {
    form.elements.concept_nr.value = said.sequence;
    state.saved = state.tried = body;
    box.querySelector("[data-discard]").href = said.discard;
    if (state.text.value === body) settled(state);
    say(state, "saidSaved", said.when);
  } else if (answer.status === 409 && [state.tried, body].includes(said.body)) {
    form.elements.concept_nr.value = said.sequence; // our own, of which the answer got lost
    state.again = true;
  } else if (answer.status === 409) {
    say(state, "saidNewer", said.when);
    decide(state, said.body, said.sequence);
  } else if (said.reason === "placed") state.off = true;
  else if (said.reason === "logged_out" || answer.status === 403) {
    state.off = true;
    say(state, "saidLoggedOut");
  } else if (answer.status === 422) {
    say(state, { too_long: "saidSize", too_many: "saidMany" }[said.reason] ?? "saidHere");
  } else throw new Error(answer.status);
  state.tried = body;
}

async function throwAway(state) {
  const { box, form, text, key } = state;
  const link = box.querySelector("[data-discard]");
  clearTimeout(state.timer);
  if (link.getAttribute("href") !== "#") {
    const token = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    const answer = await fetch(link.href, { method: "POST", body: token, headers: { Accept: "application/json" } });
    if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
  }
  const thrown = text.value;
  forget(key);
  Object.assign(state, { other: undefined, newer: undefined, saved: undefined, restored: undefined });
  text.value = "";
  link.setAttribute("href", "#");
  say(state, "saidThrown");
  showOther(state, thrown); // a slip of the hand: one press brings it back, until the page is left
  text.focus();
}

function swap(state) {
  const other = state.box.querySelector("[data-other] textarea").value;
  const here = state.text.value;
  if (state.newer !== undefined) {
    state.form.elements.concept_nr.value = state.newerSequence;
    state.saved = state.newer;
    state.newer = undefined;
  }
  state.other = here.trim() ? here : undefined;
  state.text.value = other;
  showOther(state, here);
  state.text.dispatchEvent(new Event("input", { bubbles: true }));
  state.text.focus();
}

function stay(state) {
  const replaces = state.newer !== undefined;
  if (replaces) state.form.elements.concept_nr.value = state.newerSequence;
  Object.assign(state, { other: undefined, newer: undefined });
  showOther(state, "");
  store(state);
  save(state, { left: true, replaces });
  state.text.focus();
}

function start(form) {
  const box = form.querySelector("[data-draft]");
  if (!box || states.has(form)) return;
  const text = form.querySelector("textarea[name=body]");
  const key = `${PREFIX}${box.dataset.writer}:${box.dataset.place}`;
  const state = { form, box, text, key, tab: crypto.randomUUID(), stands: box.dataset.savedAt !== undefined };
  if (state.stands) state.saved = text.value;
  states.set(form, state);
  restore(state);
}

const stateOf = (element) => states.get(element?.closest?.("form.composer"));

function startAll(place) {
  if (place.matches?.("form.composer")) start(place);
  for (const form of place.querySelectorAll("form.composer")) start(form);
}

document.addEventListener("htmx:load", (event) => startAll(event.target));

document.addEventListener("input", (event) => {
  const state = event.target.name === "body" && stateOf(event.target);
  if (!state) return;
  clearTimeout(state.atHand);
  state.atHand = setTimeout(() => store(state), AT_HAND);
  state.since ??= Date.now();
  later(state, Math.max(0, Math.min(REST, state.since + MOST - Date.now())));
});

document.addEventListener("focusout", (event) => {
  const state = event.target.name === "body" && stateOf(event.target);
  if (state?.since) { store(state); save(state, { left: true }); }
});

addEventListener("beforeunload", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form.composer")) {
    const state = states.get(form);
    if (state?.since && !state.gone) store(state);
  }
});

// After the second look, before htmx.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/account/logout/")) everyKey().forEach(forget);
  const state = states.get(event.target);
  if (!state || event.submitter?.name === "preview") return;
  if (event.submitter?.name === "concept") {
    event.preventDefault();
    event.stopImmediatePropagation();
    store(state);
    save(state, { left: true });
    return;
  }
  clearTimeout(state.timer);
  state.since = undefined;
  store(state, true);
}, true);

document.addEventListener("htmx:beforeSwap", (event) => {
  const state = states.get(event.detail.requestConfig?.elt);
  if (!state || !event.detail.xhr.getResponseHeader("HX-Trigger-After-Settle")?.includes("comment-placed")) return;
  clearTimeout(state.timer);
  clearTimeout(state.atHand);
  state.gone = true;
  if (state.other) write(state.key, { ...read(state.key), body: state.other, other: undefined, sent: false, sequence: 0, submission: crypto.randomUUID() });
  else forget(state.key);
});

document.addEventListener("click", (event) => {
  const pressed = event.target.closest?.("[data-discard], [data-swap], [data-stay]");
  const state = pressed && stateOf(pressed);
  if (!state) return;
  event.preventDefault();
  if (pressed.matches("[data-swap]")) swap(state);
  else if (pressed.matches("[data-stay]")) stay(state);
  else throwAway(state).catch(() => say(state, "saidOffline"));
});

addEventListener("online", () => {
  for (const form of document.querySelectorAll("form.composer")) {
    const state = states.get(form);
    if (state) save(state);
  }
});

for (const key of everyKey()) if (!(read(key)?.until > Date.now())) forget(key);
startAll(document);
