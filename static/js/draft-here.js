// What somebody is writing, as it stands in this browser: one record per person and place, for as long as a draft is
// kept. What the site has, the browser lets go.

import { extrasIn, sameExtras } from "./draft-extras.js";

const PREFIX = "concept:";
let leaving = false;
let closed = false; // the person logged out: this page writes nothing down any more

export const keyOf = ({ writer, place }) => `${PREFIX}${writer}:${place}`;

export function read(key) {
  try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
}

function write(key, record) {
  try { localStorage.setItem(key, JSON.stringify(record)); } catch { /* full, or not allowed: the site has it soon */ }
}

export function forget(key) {
  try { localStorage.removeItem(key); } catch { /* not allowed: then nothing was written either */ }
}

function everyKey() {
  try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
}

export function forgetAll() {
  closed = true;
  everyKey().forEach(forget);
}

export function forgetExpired() {
  for (const key of everyKey()) if (!(read(key)?.until > Date.now())) forget(key);
}

const end = (box) => Date.now() + Number(box.dataset.days) * 86_400_000;

// `sent`: the form went on its way and no answer was heard yet. That holds for as long as the text stays the same.
export function store(state, sent = false) {
  clearTimeout(state.atHand);
  state.atHand = undefined;
  if (closed) return;
  const { key, text, box, form } = state;
  const [body, extras] = [text.value, extrasIn(form)];
  const there = read(key);
  const others = there?.body && there.tab !== state.tab && ![body, state.restored].includes(there.body);
  // Typed in another window that could not reach the site.
  if (others && state.other === undefined) Object.assign(state, { other: there.body, otherExtras: there.extras });
  if ((!body.trim() || body === box.dataset.original) && !state.other) { forget(key); return; }
  const same = there?.body === body && sameExtras(there.extras, extras);
  write(key, {
    body, extras, sent: sent || (same && there.sent), tab: state.tab, other: state.other, otherExtras: state.otherExtras,
    at: Date.now(), until: end(box), submission: form.elements.submission_id.value,
    sequence: Number(form.elements.concept_nr.value), revision: form.elements.revision_number?.value,
  });
}

// The site has this text. The page that is on its way may have been made just before: it looks here, and lets go then.
export function settled(state) {
  if (leaving) return;
  if (state.other) write(state.key, { ...read(state.key), body: "", tab: state.tab, other: state.other, otherExtras: state.otherExtras });
  else forget(state.key);
}

// Its form placed a comment. What else was written for this place waits here, as a text of its own.
export function placed({ key, tab, box, rest, other, otherExtras }) {
  if (!rest && !other) { forget(key); return; }
  const texts = rest ? { body: rest, other, otherExtras } : { body: other, extras: otherExtras };
  write(key, { ...texts, sent: false, tab, at: Date.now(), until: end(box), submission: crypto.randomUUID(), sequence: 0 });
}

addEventListener("beforeunload", () => { leaving = true; });
addEventListener("pageshow", ({ persisted }) => { if (persisted) leaving = closed = false; });
