// What a form says about the text in it, and the other text for the same place that stands beside it.

export function moment(at) {
  const then = new Date(at);
  const today = then.toDateString() === new Date().toDateString();
  const parts = { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "long" }) };
  return then.toLocaleString(document.documentElement.lang, parts);
}

export function say({ box, text }, what, when = "") {
  const line = box.querySelector("[data-line]");
  line.querySelector("[data-words]").textContent = box.dataset[what].replace("{when}", when);
  line.querySelector("[data-discard]").hidden = !text.value.trim();
  line.hidden = false;
}

export function showOther(state, body, extras = {}) {
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

// Two texts that do not follow from one another: nothing goes to the site until the person chose.
export function decide(state, body, extras, sequence = Number(state.form.elements.concept_nr.value)) {
  Object.assign(state, { newer: body, newerSequence: sequence });
  showOther(state, body, extras);
}
