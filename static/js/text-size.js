// Three sizes of text to read, remembered in this browser only. Without this file the browser's own zoom does it.

const group = document.querySelector("[data-text-sizes]");
const root = document.documentElement;

function show() {
  const size = root.dataset.textSize ?? "normal";
  for (const button of group.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.value === size));
  }
}

group.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.value === "normal") delete root.dataset.textSize;
  else root.dataset.textSize = button.value;
  try { localStorage.setItem("text-size", button.value); } catch { /* a private window remembers nothing */ }
  show();
  document.dispatchEvent(new CustomEvent("text-size"));
});
show();
group.hidden = false;
