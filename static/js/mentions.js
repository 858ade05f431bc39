// Names after an @, of people in this discussion. The text stays an ordinary textarea: the focus never leaves it,
// the arrows move through the list, Enter takes a name, Escape or leaving closes it. Without this one types the name.

const AT = /(^|[^\w@./:])@([\p{L}\p{N}'’-]*(?: [\p{L}\p{N}'’-]+){0,3})$/u;
const MOST_NAMES = 8;
let open = null; // {text, list, names, current, start, end}
let asked = 0;
let waiting;

function close() {
  if (!open) return;
  open.list.remove();
  for (const name of ["aria-controls", "aria-activedescendant", "aria-autocomplete"]) open.text.removeAttribute(name);
  open = null;
}

function choose(place) {
  open.current = (place + open.names.length) % open.names.length;
  for (const [number, option] of [...open.list.children].entries()) {
    option.setAttribute("aria-selected", String(number === open.current));
  }
  const option = open.list.children[open.current];
  option.scrollIntoView({ block: "nearest" });
  open.text.setAttribute("aria-activedescendant", option.id);
}

function take(place) {
  const { text, start, end, names } = open;
  const after = text.value.slice(end);
  const word = `@${names[place]}${/^\s/.test(after) ? "" : " "}`;
  text.setRangeText(word, start, end, "end");
  close();
  text.dispatchEvent(new Event("input", { bubbles: true })); // the counter and the draft hear of it
}

function show(text, names, start, end) {
  close();
  if (!names.length || text.selectionEnd !== end) return;
  const form = text.form;
  const list = document.createElement("ul");
  Object.assign(list, { id: `${text.id}-namen`, className: "names" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.peopleLabel);
  for (const [number, name] of names.slice(0, MOST_NAMES).entries()) {
    const option = document.createElement("li");
    option.id = `${list.id}-${number}`;
    option.setAttribute("role", "option");
    option.textContent = name;
    option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(number); });
    list.append(option);
  }
  text.after(list);
  text.setAttribute("aria-autocomplete", "list");
  text.setAttribute("aria-controls", list.id);
  open = { text, list, names: names.slice(0, MOST_NAMES), current: 0, start, end };
  choose(0);
  const { peopleOne, peopleFound } = form.dataset;
  const value = open.names.length === 1 ? peopleOne : peopleFound.replace("0", String(open.names.length));
  document.dispatchEvent(new CustomEvent("announce", { detail: { value } }));
}

async function look(text) {
  const typed = text.value.slice(0, text.selectionEnd);
  const found = text.selectionStart === text.selectionEnd && AT.exec(typed);
  const turn = ++asked;
  if (!found) { close(); return; }
  const begin = found[2];
  const url = `${text.form.dataset.people}?${new URLSearchParams({ begin })}`;
  try {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (turn !== asked) return; // something was typed meanwhile
    const names = answer.ok ? (await answer.json()).names : [];
    if (turn !== asked) return;
    // A name that stands there in full needs no list.
    const rest = names.filter((name) => name.toLowerCase() !== begin.trim().toLowerCase());
    show(text, rest, typed.length - begin.length - 1, typed.length);
  } catch {
    close();
  }
}

document.addEventListener("input", (event) => {
  const text = event.target;
  if (!text.matches?.("[data-people] textarea")) return;
  clearTimeout(waiting);
  if (!AT.test(text.value.slice(0, text.selectionEnd))) { asked++; close(); return; }
  waiting = setTimeout(() => look(text), 150);
});

document.addEventListener("keydown", (event) => {
  if (!open || event.target !== open.text || event.isComposing) return;
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) choose(open.current + moves[event.key]);
  else if (event.key === "Enter" && !event.shiftKey) take(open.current);
  else if (event.key === "Escape") { asked++; close(); }
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener("focusout", (event) => { if (event.target === open?.text) { asked++; close(); } });
document.addEventListener("htmx:beforeSwap", () => { asked++; close(); });
// Who moves on in the text does not choose: a name would come where nobody looks.
document.addEventListener("selectionchange", () => { if (open && open.text.selectionEnd !== open.end) close(); });
