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
const TYPED = ["function", "organisation", "interest"]; // behind *more*; the rest of it is chosen
const EXTRAS = ["kind", ...TYPED, "shown_to"];

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

// What stands behind *more*, by the names of its fields; empty in a form that has none.
function extrasIn(form) {
  const fields = new FormData(form);
  return Object.fromEntries(EXTRAS.filter((name) => form.elements[name]).map((name) => [name, fields.get(name) ?? ""]));
}

function choose({ form }, extras) {
  for (const field of form.elements) {
    if (!EXTRAS.includes(field.name) || extras?.[field.name] === undefined) continue;
    if (field.type === "radio") field.checked = field.value === extras[field.name];
    else field.value = extras[field.name];
  }
  if (extras && (extras.kind || extras.shown_to || extras.interest)) form.querySelector("details.extras").open = true;
}

const sameExtras = (one, other) => EXTRAS.every((name) => !one || !other || (one[name] ?? "") === (other[name] ?? ""));
const contents = (form, body = form.elements.body.value) => JSON.stringify([body, extrasIn(form)]);

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

function showOther(state, body, extras = {}) {
  state.otherExtras = extras;
  const details = state.box.querySelector("[data-other]");
  details.open = body !== "";
  details.hidden = !details.open;
  details.querySelector("textarea").value = body;
  details.querySelector("[data-other-choices]").hidden = true; // of another text, and in words of the site
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
  if (others && state.other === undefined) Object.assign(state, { other: there.body, otherExtras: there.extras }); // typed in another window that could not reach the site
  if ((!body.trim() || body === box.dataset.original) && !state.other) { forget(key); return; }
  write(key, {
    body, extras: extrasIn(form), sent, tab: state.tab, other: state.other, otherExtras: state.otherExtras, at: Date.now(),
    until: Date.now() + Number(box.dataset.days) * 86_400_000,
    submission: form.elements.submission_id.value, sequence: Number(form.elements.concept_nr.value), revision: form.elements.revision_number?.value,
  });
}

// The site has this text. The page that is on its way may have been made just before: it looks here, and lets go then.
function settled(state) {
  if (leaving) return;
  if (state.other) write(state.key, { ...read(state.key), body: "", tab: state.tab, other: state.other, otherExtras: state.otherExtras });
  else forget(state.key);
}

async function restore(state) {
  const { key, text, box, form } = state;
  const local = read(key);
  if (!local) return;
  if (local.other && local.other !== text.value) { state.other = local.other; showOther(state, local.other, local.otherExtras); }
  const chosen = extrasIn(form);
  const unchanged = text.value === box.dataset.original; // what readers see: nothing of one's own yet
  const same = local.body === text.value || (unchanged && local.body.trim() === text.value.trim());
  if (!local.body || (same && sameExtras(local.extras, chosen))) { if (state.stands || unchanged) settled(state); return; }
  if (local.sent && await wasPlaced(state, local)) {
    settled(state);
    if (!text.value) say(state, "saidPlaced");
    return;
  }
  if (text.value.trim() && !state.stands && !unchanged) return; // what just came back from the site is newer
  const before = unchanged ? "" : text.value;
  const newer = local.at > Number(box.dataset.savedAt || 0) * 1000;
  if (!before || local.sequence === Number(form.elements.concept_nr.value) || newer) {
    text.value = state.restored = local.body;
    choose(state, local.extras);
    if (local.revision) form.elements.revision_number.value = local.revision;
    form.elements.submission_id.value = local.submission;
    say(state, "saidRestored", moment(local.at));
    const apart = before && before !== local.body && local.sequence !== Number(form.elements.concept_nr.value);
    if (apart) decide(state, before, chosen);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  } else {
    state.other = local.body;
    showOther(state, local.body, local.extras);
  }
}

async function wasPlaced({ box, form }, local) {
  const address = box.dataset.placed.replace(form.elements.submission_id.value, local.submission);
  try {
    return (await (await fetch(address, { headers: { Accept: "application/json" } })).json()).placed;
  } catch { return false; }
}

// Two texts that do not follow from one another: nothing goes to the site until the person chose.
function decide(state, body, extras, sequence = Number(state.form.elements.concept_nr.value)) {
  Object.assign(state, { newer: body, newerSequence: sequence });
  showOther(state, body, extras);
}

async function mayLeave({ form }, typed) {
  const body = [typed, ...TYPED.map((name) => form.elements[name]?.value ?? "")].join("\n");
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
  const { text, form } = state;
  const body = text.value;
  if (state.busy) { state.again = true; return; }
  if (state.off || state.gone || state.newer !== undefined || !body.trim() || contents(form) === state.saved) return;
  const at = TYPED.includes(document.activeElement?.name) ? document.activeElement : text;
  if (!left && UNDER_WAY.test(at.value.slice(0, at.selectionEnd))) return;
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
  const sent = contents(form, body);
  const fields = { concept: 1, body, ...extrasIn(form), concept_nr: form.elements.concept_nr.value };
  if (form.elements.revision_number) fields.revision_number = form.elements.revision_number.value;
  for (const name of ["csrfmiddlewaretoken", "submission_id", "schrijver", "concept_bij"]) fields[name] = form.elements[name].value;
  if (replaces) fields.vervangt = 1;
  const answer = await fetch(box.dataset.draft, {
    method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
  });
  if (state.gone) return;
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (answer.ok) {
    form.elements.concept_nr.value = said.sequence;
    state.saved = sent;
    box.querySelector("[data-discard]").href = said.discard;
    if (contents(form) === sent) settled(state);
    say(state, "saidSaved", said.when);
  } else if (answer.status === 409 && [state.tried, sent].some((one) => isThat(one, said))) {
    form.elements.concept_nr.value = said.sequence; // our own, of which the answer got lost
    state.again = true;
  } else if (answer.status === 409) {
    say(state, "saidNewer", said.when);
    decide(state, said.body, said.extras, said.sequence);
  } else if (said.reason === "placed") state.off = true;
  else if (said.reason === "logged_out" || answer.status === 403) {
    state.off = true;
    say(state, "saidLoggedOut");
  } else if (answer.status === 422) {
    say(state, { too_long: "saidSize", too_many: "saidMany" }[said.reason] ?? "saidHere");
  } else throw new Error(answer.status);
  state.tried = sent;
}

// Whether the site has what this window sent.
function isThat(sent, { body, extras }) {
  const [ours, chosen] = sent ? JSON.parse(sent) : [];
  return ours === body && sameExtras(chosen, extras);
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
  const [thrown, chosen] = [text.value, extrasIn(form)];
  forget(key);
  Object.assign(state, { other: undefined, newer: undefined, saved: undefined, restored: undefined });
  text.value = box.dataset.original ?? "";
  link.setAttribute("href", "#");
  say(state, "saidThrown");
  choose(state, { kind: "", interest: "", shown_to: "" });
  showOther(state, thrown, chosen); // a slip of the hand: one press brings it back, until the page is left
  text.focus();
}

function swap(state) {
  const { form, text, box } = state;
  const details = box.querySelector("[data-other]");
  const chosen = extrasIn(form);
  const here = text.value;
  choose(state, state.otherExtras ?? JSON.parse(details.dataset.extras));
  text.value = details.querySelector("textarea").value;
  if (state.newer !== undefined) {
    form.elements.concept_nr.value = state.newerSequence;
    state.saved = contents(form);
    state.newer = undefined;
  }
  state.other = here.trim() ? here : undefined;
  showOther(state, here, chosen);
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
  if (state.stands || text.value === box.dataset.original) state.saved = contents(form);
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
  const state = ["body", ...EXTRAS].includes(event.target.name) && stateOf(event.target);
  if (!state) return;
  clearTimeout(state.atHand);
  state.atHand = setTimeout(() => store(state), AT_HAND);
  state.since ??= Date.now();
  later(state, Math.max(0, Math.min(REST, state.since + MOST - Date.now())));
});

document.addEventListener("focusout", (event) => {
  const state = ["body", ...TYPED].includes(event.target.name) && stateOf(event.target);
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
  const told = event.detail.xhr.getResponseHeader("HX-Trigger-After-Settle") ?? "";
  if (!state || !/"comment-(placed|changed)"/.test(told)) return;
  clearTimeout(state.timer);
  clearTimeout(state.atHand);
  state.gone = true;
  if (state.other) write(state.key, { ...read(state.key), body: state.other, extras: state.otherExtras, other: undefined, sent: false, sequence: 0, submission: crypto.randomUUID() });
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
