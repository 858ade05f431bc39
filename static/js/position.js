// A member's place in the text goes to the site while they read: at rest, at most once in fifteen seconds, and when
// they leave. Loaded for members only; of a visitor nothing is kept.

const article = document.querySelector("[data-article]");
const { position: address, version, token } = article.dataset;
const REST = 1000; // ms without scrolling
const PAUSE = 15_000; // ms between two messages
let known = -1;
let sent = -PAUSE;
let resting;

// The block in the upper third of the window: what is above it has been read.
function here() {
  let found = -1;
  for (const block of article.querySelectorAll(".text [data-blok]")) {
    if (block.getBoundingClientRect().top > innerHeight / 3) break;
    found = Number(block.dataset.blok);
  }
  return found;
}

function form() {
  return new URLSearchParams({ blok: known, versie: version, csrfmiddlewaretoken: token });
}

function moved() {
  const now = here();
  if (now < 0 || now === known) return false;
  known = now;
  return true;
}

function send() {
  if (!moved()) return;
  sent = performance.now();
  fetch(address, { method: "POST", body: form(), keepalive: true }).catch(() => {});
}

addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(send, Math.max(REST, sent + PAUSE - performance.now()));
}, { passive: true });
addEventListener("pagehide", () => {
  clearTimeout(resting);
  if (scrollY > 0 && moved()) navigator.sendBeacon(address, form());
});
