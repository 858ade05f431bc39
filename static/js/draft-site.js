// A text goes to the site after a pause in typing, unless the rules of the second look find something in it.

import { TYPED, choose, contents, extrasIn, hasOneOf } from "./draft-extras.js";
import { forget, settled, store } from "./draft-here.js";
import { decide, say, showOther } from "./draft-shown.js";

const REST = 2000; // ms without typing before it goes to the site
const MOST = 5000; // ms it may wait while somebody types on
const AGAIN = 15_000; // ms before the site is tried once more
// A number or a mail address that is still being typed: the rules cannot know it yet.
const UNDER_WAY = /(?:\d[\d\s().-]*|\S*@\S*)$/;
const UNSEEN = /[\p{Cf}\p{Cc}]/gu;

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

function wait(state, time) {
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(state), time);
}

export function saveAfterRest(state) {
  state.since ??= Date.now();
  wait(state, Math.max(0, Math.min(REST, state.since + MOST - Date.now())));
}

// `left`: nobody is typing any more, so nothing in it is half a number. `replaces`: the person chose it above the
// other text. One at a time: what is asked meanwhile comes after.
export function save(state, { left = false, replaces = false } = {}) {
  clearTimeout(state.timer);
  const { text, form, again } = state;
  const body = text.value;
  if (state.gone || state.off || state.held || state.newer !== undefined || !body.trim()) return;
  if (state.busy) { state.again = { left: left || again?.left, replaces: replaces || again?.replaces }; return; }
  const isSaved = contents(form) === state.saved;
  const at = TYPED.includes(document.activeElement?.name) ? document.activeElement : text;
  if (!left && !isSaved && UNDER_WAY.test(at.value.slice(0, at.selectionEnd))) return;
  state.since = undefined;
  if (isSaved) { settled(state); return; }
  store(state);
  state.busy = take(state, body, { left, replaces });
}

async function take(state, body, choice) {
  try {
    if (!await mayLeave(state, body)) say(state, "saidHere");
    else if (!state.gone) await send(state, body, choice);
  } catch { // no network, no rules: it stands in this browser
    say(state, "saidOffline");
    if (!state.gone) wait(state, AGAIN);
  }
  const { again } = state;
  state.busy = state.again = undefined;
  if (again?.left) save(state, again);
  else if (again) wait(state, REST);
}

async function send(state, body, choice) {
  const { form, box } = state;
  const sent = contents(form, body);
  const fields = { concept: 1, body, ...extrasIn(form), concept_nr: form.elements.concept_nr.value };
  if (form.elements.revision_number) fields.revision_number = form.elements.revision_number.value;
  for (const name of ["csrfmiddlewaretoken", "submission_id", "schrijver", "concept_bij"]) fields[name] = form.elements[name].value;
  if (choice.replaces) fields.vervangt = 1;
  state.tried.add(sent);
  const answer = await fetch(box.dataset.draft, {
    method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
  });
  if (state.gone) return;
  const said = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
  if (state.gone) return;
  if (answer.ok) {
    form.elements.concept_nr.value = said.sequence;
    state.saved = sent;
    state.tried.clear();
    state.tried.add(sent);
    box.querySelector("[data-discard]").href = said.discard;
    if (contents(form) === sent) settled(state);
    say(state, "saidSaved", said.when);
  } else if (answer.status === 409 && hasOneOf(state.tried, said)) {
    form.elements.concept_nr.value = said.sequence; // our own, of which the answer got lost
    state.again ??= { ...choice, left: true };
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
}

export async function throwAway(state) {
  const { box, form, text, key } = state;
  const link = box.querySelector("[data-discard]");
  state.held = true;
  try {
    await state.busy; // what is on its way would stand there again afterwards
    if (link.getAttribute("href") !== "#") {
      const token = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
      const answer = await fetch(link.href, { method: "POST", body: token, headers: { Accept: "application/json" } });
      if (!answer.ok && answer.status !== 404) throw new Error(answer.status);
    }
  } finally { state.held = false; }
  clearTimeout(state.timer);
  const [thrown, chosen] = [text.value, extrasIn(form)];
  forget(key);
  Object.assign(state, { other: undefined, newer: undefined, saved: undefined, restored: undefined, since: undefined });
  state.tried.clear();
  text.value = box.dataset.original ?? "";
  link.setAttribute("href", "#");
  say(state, "saidThrown");
  choose(state, { kind: "", interest: "", shown_to: "" });
  showOther(state, thrown, chosen); // a slip of the hand: one press brings it back, until the page is left
  text.focus();
}
