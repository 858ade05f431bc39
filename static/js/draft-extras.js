// What stands behind *more* in a form, by the names of its fields; a form may have none of them.

export const TYPED = ["function", "organisation", "interest"]; // the rest of it is chosen
export const EXTRAS = ["kind", ...TYPED, "shown_to"];

export function extrasIn(form) {
  const fields = new FormData(form);
  return Object.fromEntries(EXTRAS.filter((name) => form.elements[name]).map((name) => [name, fields.get(name) ?? ""]));
}

export function choose({ form }, extras) {
  for (const field of form.elements) {
    if (!EXTRAS.includes(field.name) || extras?.[field.name] === undefined) continue;
    if (field.type === "radio") field.checked = field.value === extras[field.name];
    else field.value = extras[field.name];
  }
  if (extras && (extras.kind || extras.shown_to || extras.interest)) form.querySelector("details.extras").open = true;
}

export const sameExtras = (one, other) => EXTRAS.every((name) => !one || !other || (one[name] ?? "") === (other[name] ?? ""));

// A text with its extras, as one value to compare.
export const contents = (form, body = form.elements.body.value) => JSON.stringify([body, extrasIn(form)]);

// Whether the site has one of these.
export function hasOneOf(all, { body, extras }) {
  return [...all].map((one) => JSON.parse(one)).some(([ours, chosen]) => ours === body && sameExtras(chosen, extras));
}
