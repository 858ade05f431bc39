// Nothing typed is lost. What is being written stands in this browser at once (draft-here.js), and on the site after a
// pause in typing (draft-site.js). Where a form is replaced while somebody types on, the next one goes on with that.

import { EXTRAS, TYPED, choose, contents, extrasIn, sameExtras } from "./draft-extras.js";
import { forgetAll, forgetExpired, keyOf, placed, read, settled, store } from "./draft-here.js";
import { decide, moment, say, showOther } from "./draft-shown.js";
import { save, saveAfterRest, throwAway } from "./draft-site.js";

const AT_HAND = 200; // ms until it stands in this browser

const states = new WeakMap();
const latest = new Map(); // key → the state of the form that came last

async function restore(state) {
  const { key, text, box, form } = state;
  const local = read(key);
  if (!local) return;
  if (local.other && local.other !== text.value) { state.other = local.other; showOther(state, local.other, local.otherExtras); }
  const chosen = extrasIn(form);
  const shown = text.value;
  const unchanged = shown === box.dataset.original; // what readers see: nothing of one's own yet
  const same = local.body === shown || (unchanged && local.body.trim() === shown.trim());
  if (!local.body || (same && sameExtras(local.extras, chosen))) { if (state.stands || unchanged) settled(state); return; }
  const isPlaced = local.sent && await wasPlaced(state, local);
  if (state.gone) return;
  const typed = text.value !== shown; // while it was asked
  if (isPlaced) {
    if (state.other === local.body) state.other = undefined;
    if (typed) store(state);
    else settled(state);
    if (!text.value) say(state, "saidPlaced");
    return;
  }
  if (typed) {
    besides(state, local.body, local.extras);
    store(state);
    return;
  }
  if (shown.trim() && !state.stands && !unchanged) return; // what just came back from the site is newer
  const before = unchanged ? "" : shown;
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
  } else besides(state, local.body, local.extras);
}

function besides(state, body, extras) {
  state.other = body;
  showOther(state, body, extras);
}

async function wasPlaced({ box, form }, local) {
  const address = box.dataset.placed.replace(form.elements.submission_id.value, local.submission);
  try {
    return (await (await fetch(address, { headers: { Accept: "application/json" } })).json()).placed;
  } catch { return false; }
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
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
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
  const key = keyOf(box.dataset);
  const stands = box.dataset.savedAt !== undefined;
  const state = { form, box, text, key, stands, tab: crypto.randomUUID(), tried: new Set() };
  if (stands || text.value === box.dataset.original) state.saved = contents(form);
  states.set(form, state);
  const earlier = latest.get(key);
  latest.set(key, state);
  if (earlier && !earlier.form.isConnected) goOn(state, earlier);
  else restore(state);
}

// This form stands where another one of this page stood. What that one sent is no other window's, and what was typed
// into it while the answer was awaited belongs here.
function goOn(state, earlier) {
  const { text } = state;
  leave(earlier);
  Object.assign(state, { tab: earlier.tab, tried: earlier.tried });
  if (earlier.rest) {
    const { selectionStart, selectionEnd, value } = earlier.text;
    const before = value.length - earlier.rest.length;
    text.value = earlier.rest;
    text.setSelectionRange(Math.max(0, selectionStart - before), Math.max(0, selectionEnd - before));
    if (!earlier.placed) choose(state, extrasIn(earlier.form));
    if (earlier.other) besides(state, earlier.other, earlier.otherExtras);
    text.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  restore(state);
  if (earlier.sent !== undefined && text.value.trim()) saveAfterRest(state);
}

function leave(state) {
  clearTimeout(state.timer);
  clearTimeout(state.atHand);
  state.gone = true;
}

const stateOf = (element) => states.get(element?.closest?.("form.composer"));

function startAll(place) {
  if (place.matches?.("form.composer")) start(place);
  for (const form of place.querySelectorAll("form.composer")) start(form);
}

document.addEventListener("htmx:load", (event) => startAll(event.target));
document.addEventListener("htmx:afterSwap", () => startAll(document)); // before a key can be pressed in it

document.addEventListener("input", (event) => {
  const state = ["body", ...EXTRAS].includes(event.target.name) && stateOf(event.target);
  if (!state) return;
  state.atHand ??= setTimeout(() => store(state), AT_HAND);
  saveAfterRest(state);
});

document.addEventListener("focusout", (event) => {
  const state = ["body", ...TYPED].includes(event.target.name) && stateOf(event.target);
  if (state?.since && !state.gone) { store(state); save(state, { left: true }); }
});

addEventListener("pagehide", () => {
  for (const form of document.querySelectorAll("form.composer")) {
    const state = states.get(form);
    if (state?.since && !state.gone) store(state);
  }
});

// After the second look, before htmx.
document.addEventListener("submit", (event) => {
  if (event.target.getAttribute("action")?.endsWith("/account/logout/")) forgetAll();
  const state = states.get(event.target);
  if (!state) return;
  if (event.submitter?.name === "concept") {
    event.preventDefault();
    event.stopImmediatePropagation();
    store(state);
    save(state, { left: true });
    return;
  }
  state.sent = state.text.value;
  if (event.submitter?.name === "preview") return;
  clearTimeout(state.timer);
  state.since = undefined;
  store(state, true);
}, true);

document.addEventListener("htmx:beforeSwap", (event) => {
  const state = states.get(event.detail.requestConfig?.elt);
  const told = event.detail.xhr.getResponseHeader("HX-Trigger-After-Settle") ?? "";
  if (!state || !/"comment-(placed|changed)"/.test(told)) return;
  leave(state);
  const { text: { value }, sent, box } = state;
  const follows = value.startsWith(sent) && (value === sent || box.dataset.original === undefined);
  state.placed = true;
  state.rest = (follows ? value.slice(sent.length) : value).trimStart();
  placed(state);
});

// The form goes, and the answer that takes its place holds what was sent.
document.addEventListener("htmx:beforeCleanupElement", (event) => {
  const state = states.get(event.target);
  if (!state || state.gone) return;
  if (state.sent !== undefined && state.text.value !== state.sent) state.rest = state.text.value;
  if (state.since || state.rest) store(state);
  leave(state);
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

forgetExpired();
startAll(document);
