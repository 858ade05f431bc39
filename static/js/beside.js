// On a wide screen the discussion of a claim opens beside its passage. The address keeps the article and gets the
// claim as its fragment, so that going back closes it. On a narrow screen, with another key held down, or without
// this file the number is a link to the page of the claim.

const article = document.querySelector("[data-article]");
const spread = article.querySelector("[data-beside-place]");
const wide = matchMedia("(min-width: 75rem)");
const FRAGMENT = /^#stelling-(\d+)$/;
let open = null; // the panel that shows
let opener = null; // the number in the text that the focus goes back to
let before = ""; // the fragment of the address while nothing was open

const numberOf = (link) => link.dataset.stelling ?? link.closest("[data-item]")?.dataset.item;
const inText = (number) => article.querySelector(`:is(.text, h1) a.nr[data-stelling="${number}"]`);
const written = (panel) => [...panel.querySelectorAll("textarea, input[type=text]")].some((field) => field.value.trim());

// What stands above may become longer or shorter: the words one looks at stay where they are.
function steadily(change) {
  const seen = [opener, ...article.querySelectorAll(".text [data-blok]")].find((part) => {
    const box = part?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight;
  });
  const top = seen?.getBoundingClientRect().top;
  change();
  document.dispatchEvent(new CustomEvent("beside"));
  if (seen) scrollBy({ top: seen.getBoundingClientRect().top - top, behavior: "instant" });
}

function putAway(panel) {
  if (written(panel)) panel.hidden = true; // what someone is writing waits there
  else panel.remove();
}

function show(number, link) {
  opener = link?.closest(".text, h1") ? link : inText(number);
  const known = document.getElementById(`naast-${number}`);
  const panel = known ?? document.createElement("section");
  steadily(() => {
    if (open && open !== panel) putAway(open);
    panel.hidden = false;
    article.dataset.beside = number;
    if (!known) {
      panel.className = "beside";
      panel.id = `naast-${number}`;
      panel.setAttribute("aria-labelledby", `stelling-stelling-${number}`);
      spread.append(panel);
    }
  });
  open = panel;
  document.dispatchEvent(new CustomEvent("choose", { detail: number }));
  if (known) return panel.querySelector("h2")?.focus();
  const { href } = link ?? opener ?? article.querySelector(`[data-item="${number}"] a.nr`);
  const order = new URLSearchParams(location.search).get("volgorde");
  htmx.ajax("GET", `${href}?naast=1${order ? `&volgorde=${encodeURIComponent(order)}` : ""}`, { target: panel, swap: "innerHTML" });
}

function hide() {
  if (!open) return;
  const panel = open;
  open = null;
  steadily(() => {
    delete article.dataset.beside;
    putAway(panel);
  });
  document.dispatchEvent(new CustomEvent("choose", { detail: "" }));
  opener?.focus();
}

function close() {
  if (history.state?.beside) history.back(); // popstate hides it
  else {
    history.replaceState(null, "", location.pathname + location.search);
    hide();
  }
}

function follow() {
  const number = location.hash.match(FRAGMENT)?.[1];
  if (!number) {
    if (location.hash === before) hide();
    return;
  }
  if (open?.id === `naast-${number}` || !article.querySelector(`[data-item="${number}"]`)) return;
  if (wide.matches) show(number);
  else inText(number)?.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.nr, [data-back], [data-close]");
  if (!link || event.defaultPrevented || !article.contains(link) && !link.closest("[data-which]")) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.matches("[data-close]")) return close();
  if (link.matches("[data-back]")) {
    if (!opener) return;
    event.preventDefault();
    return opener.focus();
  }
  const number = numberOf(link);
  if (!number || !wide.matches) return;
  event.preventDefault();
  link.closest("[popover]")?.hidePopover();
  if (open) history.replaceState(history.state, "", `#stelling-${number}`);
  else {
    before = location.hash;
    history.pushState({ beside: number }, "", `#stelling-${number}`);
  }
  show(number, link.closest("[data-which]") ? inText(number) : link);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open || event.defaultPrevented) return;
  if (document.querySelector("dialog[open], [popover]:popover-open, [data-menu][open]")) return;
  const at = event.target;
  if (at.closest("form[data-return]")) return; // an answer form closes first
  if (at === document.body || open.contains(at) || at.closest("a.nr")) close();
});

// The page of the claim says what went wrong, or works after all.
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.target === open && !open.childElementCount) location.assign(event.detail.pathInfo.requestPath.split("?")[0]);
});
addEventListener("popstate", follow);
follow();
opener?.scrollIntoView({ block: "center" }); // an address that names a claim opens at its passage
