// Looks at a text before anything is sent, with the rules that the server has too. It pauses and explains;
// the person decides. What it finds goes nowhere: only which kinds made it pause, once the comment is placed.

const REACH = 80;
const PATIENCE = 3000; // ms that a form waits for the rules
let rules = null;
let loading = null;
const waiting = new WeakSet(); // forms that go once the rules are there
const unlooked = new WeakSet(); // forms that go without: the server looks again

const digits = (text) => Array.from(text.replace(/[^0-9]/g, ""), Number);
const TESTS = {
  eleven(text) {
    const all = digits(text);
    const nine = [...Array(9 - all.length).fill(0), ...all];
    const total = nine.reduce((sum, digit, at) => sum + digit * (at === 8 ? -1 : 9 - at), 0);
    return nine.some(Boolean) && total % 11 === 0;
  },
  mod97(text) {
    const signs = text.replaceAll(" ", "").toUpperCase();
    if (signs.length < 15 || signs.length > 34) return false;
    const turned = signs.slice(4) + signs.slice(0, 4);
    return Array.from(turned, (sign) => parseInt(sign, 36)).join("").split("")
      .reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
  },
  ten: (text) => digits(text).join("").replace(/^(?:0031|31)0?/, "0").length === 10,
};

function prepare(said) {
  const compiled = (pattern, flags) =>
    new RegExp(pattern.replace(/\{([a-z_]+)\}/g, (_, name) => `(?:${said.lists[name]})`), flags);
  const before = Object.fromEntries(Object.entries(said.before).map(([name, pattern]) => [name, compiled(pattern, "iu")]));
  return said.rules.map((rule) => ({
    kind: rule.kind,
    pattern: compiled(rule.pattern, rule.exact ? "gu" : "giu"),
    passes: TESTS[rule.test] ?? (() => true),
    after: before[rule.after],
    unless: before[rule.unless],
  }));
}

export function load(address) {
  loading ??= fetch(address).then((answer) => answer.json()).then((said) => { rules = prepare(said); })
    .catch((failure) => { loading = null; throw failure; });
  return loading;
}

export function look(text) {
  const found = [];
  for (const rule of rules ?? []) {
    for (const match of text.matchAll(rule.pattern)) {
      // By code points, as the server counts.
      const before = Array.from(text.slice(0, match.index)).slice(-REACH).join("");
      if (!rule.passes(match[0])) continue;
      if (rule.after && !rule.after.test(before)) continue;
      if (rule.unless?.test(before)) continue;
      found.push({ kind: rule.kind, start: match.index, end: match.index + match[0].length, text: match[0] });
    }
  }
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  const kept = [];
  for (const find of found) if (!kept.length || find.start >= kept.at(-1).end) kept.push(find);
  return kept;
}

function show(section, finds) {
  const kinds = new Set(finds.map((find) => find.kind));
  for (const item of section.querySelectorAll("[data-kind]")) {
    item.hidden = !kinds.has(item.dataset.kind);
    const words = finds.filter((find) => find.kind === item.dataset.kind).map((find) => find.text);
    item.querySelector("q").textContent = words.join(" … ");
  }
  const seen = section.querySelector("[name=gezien]");
  seen.value = [...new Set([...seen.value.split(" ").filter(Boolean), ...kinds])].join(" ");
  section.hidden = false;
  section.querySelector("[tabindex='-1']").focus();
}

document.addEventListener("focusin", (event) => {
  const section = event.target.closest?.("form")?.querySelector("[data-second-look]");
  // Without the rules nothing is lost: the server looks again.
  if (section) load(section.dataset.secondLook).catch(() => {});
});

// Another module asks, before it sends a text anywhere. Without the rules the question fails.
document.addEventListener("look", (event) => {
  const { text, rules: address } = event.detail;
  event.detail.found = load(address).then(() => look(text));
});

// Pressed before the rules are there: nothing is sent until they were asked.
function wait(form, submitter, address) {
  if (waiting.has(form)) return;
  waiting.add(form);
  const enough = new Promise((_, fail) => { setTimeout(fail, PATIENCE); });
  Promise.race([load(address), enough]).catch(() => unlooked.add(form)).then(() => {
    waiting.delete(form);
    if (form.isConnected) form.requestSubmit(submitter);
  });
}

// Before htmx, which listens at the form itself.
document.addEventListener("submit", (event) => {
  const section = event.target.querySelector?.("[data-second-look]");
  if (!section || ["toch", "preview"].includes(event.submitter?.name)) return;
  if (!rules && !unlooked.delete(event.target)) {
    event.preventDefault();
    event.stopImmediatePropagation();
    wait(event.target, event.submitter, section.dataset.secondLook);
    return;
  }
  const finds = look(event.target.querySelector("textarea").value);
  if (!finds.length) { section.hidden = true; return; }
  event.preventDefault();
  event.stopImmediatePropagation();
  show(section, finds);
}, true);
