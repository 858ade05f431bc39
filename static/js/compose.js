// Helps with writing: buttons that act on the text, and quoting what is selected. Everything here can be typed, too.

const WRAPS = { strong: ["**", "**"], em: ["*", "*"], link: ["[", "](https://)"] };
const STARTS = { list: "- ", quote: "> " };

// As if it was typed, so that the browser can undo it. `setRangeText` is for a browser that cannot.
function insert(text, from, to, words, selectFrom = words.length, selectTo = selectFrom) {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand("insertText", false, words)) {
    text.setRangeText(words, from, to, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  text.setSelectionRange(from + selectFrom, from + selectTo);
}

function wrap(text, [before, after]) {
  const { selectionStart: from, selectionEnd: to, value } = text;
  const words = value.slice(from, to);
  insert(text, from, to, before + words + after, before.length, before.length + words.length);
}

// The lines that the selection touches, each with the sign before it; once more takes the signs away.
function start(text, sign) {
  const { value } = text;
  const from = value.lastIndexOf("\n", text.selectionStart - 1) + 1;
  const end = value.indexOf("\n", text.selectionEnd);
  const to = end < 0 ? value.length : end;
  const lines = value.slice(from, to).split("\n");
  const signed = lines.every((line) => line.startsWith(sign));
  // A list or a quote only begins after an empty line.
  const apart = !signed && from > 0 && value[from - 2] !== "\n" && !value.slice(0, from - 1).split("\n").at(-1).startsWith(sign);
  const words = lines.map((line) => (signed ? line.slice(sign.length) : sign + line)).join("\n");
  insert(text, from, to, (apart ? "\n" : "") + words);
}

document.addEventListener("click", (event) => {
  const tool = event.target.closest("[data-tool]");
  const text = tool && document.getElementById(tool.closest("[data-tools]").dataset.tools);
  if (!text) return;
  const name = tool.dataset.tool;
  if (STARTS[name]) start(text, STARTS[name]);
  else wrap(text, WRAPS[name]);
});

function prepare(place) {
  for (const tools of place.querySelectorAll("[data-tools][hidden]")) tools.hidden = false;
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.target));

// A text that came with a quote: one writes below it.
document.addEventListener("focusin", ({ target }) => {
  if (!target.matches("textarea") || !target.defaultValue.startsWith("> ") || "begun" in target.dataset) return;
  target.dataset.begun = "";
  if (target.value === target.defaultValue) target.setSelectionRange(target.value.length, target.value.length);
});

const escaped = (lead) => lead.replace(/[\\*_[\]<>`]/g, "\\$&");

function asQuote(words, lead) {
  const paragraphs = words.trim().split(/\n\s*\n|\n/).filter((line) => line.trim());
  const lines = [...(lead ? [escaped(lead), ""] : []), ...paragraphs.flatMap((line, at) => (at ? ["", line] : [line]))];
  return `${lines.map((line) => `> ${line}`.trimEnd()).join("\n")}\n\n`;
}

// Below what is there already, with an empty line between.
function append(text, quote) {
  const { value } = text;
  const apart = !value.trim() ? "" : value.endsWith("\n\n") ? "" : value.endsWith("\n") ? "\n" : "\n\n";
  insert(text, value.trim() ? value.length : 0, value.length, apart + quote);
}

// Only what is read: no words for who listens, no numbers of claims and notes.
function selectedIn(place) {
  const selection = getSelection();
  if (!place || !selection.rangeCount || selection.isCollapsed) return "";
  const range = selection.getRangeAt(0);
  if (!place.contains(range.commonAncestorContainer)) return "";
  const words = range.cloneContents();
  for (const mark of words.querySelectorAll(".unseen, .spoken, .nr, .ref, button")) mark.remove();
  for (const line of words.querySelectorAll("br")) line.replaceWith("\n");
  for (const block of words.querySelectorAll("p, li, blockquote, h2, h3, h4")) block.append("\n\n");
  return words.textContent.trim();
}

// "Quote" under a comment: what is selected in it, or (the link itself) the comment.
let wanted = null;
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-quote]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const comment = link.closest(".comment");
  const words = selectedIn(comment.querySelector(".words"));
  const text = comment.querySelector(".answer textarea[name=body]");
  wanted = null;
  if (text?.value.trim() && !text.id.startsWith("tekst-wijzig-")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    append(text, asQuote(words || comment.querySelector(".words").innerText, link.dataset.quote));
  } else if (words) wanted = { link, quote: asQuote(words, link.dataset.quote) };
}, true);

// The form came with the whole comment below what was there; what is selected takes the place of that.
document.addEventListener("htmx:afterSettle", (event) => {
  const text = wanted?.link === event.detail.requestConfig?.elt && wanted && document.querySelector(`${wanted.link.getAttribute("hx-target")} textarea`);
  if (!text) return;
  const { quote, link } = wanted;
  wanted = null;
  const lead = `> ${escaped(link.dataset.quote)}\n`;
  const { value } = text;
  const whole = `\n\n${value}`.lastIndexOf(`\n\n${lead}`);
  if (value !== text.defaultValue || whole < 0) append(text, quote); // what this browser kept stands there
  else insert(text, whole, value.length, quote);
});

// Words of the article: a button right after the passage, for as long as they are selected.
const composer = () => document.querySelector("[data-quote-text]"); // another one after each comment
const article = composer() && document.querySelector("[data-quote-from]");
if (article) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button quote-this", textContent: composer().dataset.quoteText, hidden: true });
  let words = "";

  const look = () => {
    if (document.activeElement === button) return;
    words = selectedIn(article);
    const end = words && getSelection().getRangeAt(0).endContainer;
    const block = end && (end.nodeType === Node.ELEMENT_NODE ? end : end.parentElement).closest("p, li, blockquote, h2, h3, h4, figcaption");
    const box = block && [...getSelection().getRangeAt(0).getClientRects()].at(-1);
    if (!box || !article.contains(block)) { button.hidden = true; return; }
    if (block.nextSibling !== button) block.matches("li") ? block.append(button) : block.after(button);
    button.hidden = false;
    const around = (button.offsetParent ?? document.body).getBoundingClientRect();
    const left = Math.min(box.right - around.left, around.width - button.offsetWidth);
    button.style.setProperty("--x", `${Math.max(0, left)}px`);
    button.style.setProperty("--y", `${box.bottom - around.top + 4}px`);
  };
  document.addEventListener("selectionchange", () => setTimeout(look, 50));
  // A press on it must not undo the selection first.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    button.hidden = true;
    append(composer().querySelector("textarea"), asQuote(words, article.dataset.quoteFrom));
  });
}
