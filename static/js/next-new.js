// A key for "next new one": off until its switch is pressed, and remembered in this browser only.
// A single letter must never surprise (WCAG 2.1.4): not while one writes, and not with another key held.

const NAME = "next-new-key";
let isOn = localStorage.getItem(NAME) === "on";

function show() {
  for (const control of document.querySelectorAll("#toets-nieuw")) {
    control.hidden = false;
    control.setAttribute("aria-pressed", String(isOn));
  }
}

show();
document.addEventListener("click", (event) => {
  if (!event.target.closest("#toets-nieuw")) return;
  isOn = !isOn;
  localStorage.setItem(NAME, isOn ? "on" : "off");
  show();
});

document.addEventListener("keydown", (event) => {
  if (!isOn || event.key !== "n" || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const here = event.target.closest(".comment")?.querySelector(".next-new");
  const link = here ?? document.querySelector(".comment.here .next-new") ?? document.querySelector(".next-new");
  if (!link) return;
  event.preventDefault();
  link.click();
});
