// A picture opens large in a dialog of this page. Without this file the same link opens the picture itself.

const words = document.querySelector("[data-article]").dataset;

function enlarge(link) {
  const image = link.querySelector("img");
  const caption = link.closest("figure")?.querySelector("figcaption");
  const dialog = document.createElement("dialog");
  dialog.className = "enlarged";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button quiet";
  close.textContent = words.closeWord;
  close.addEventListener("click", () => dialog.close());
  const large = new Image(image.width, image.height);
  large.width = Number(image.getAttribute("width"));
  large.height = Number(image.getAttribute("height"));
  large.alt = image.alt;
  large.src = link.href;
  dialog.append(close, large);
  dialog.setAttribute("aria-label", words.enlarged);
  if (caption?.textContent.trim()) {
    const line = document.createElement("p");
    line.className = "caption";
    line.textContent = [...caption.childNodes].map((part) => part.matches?.(".nr, .spoken, .ref, .marginal") ? "" : part.textContent).join("");
    dialog.append(line);
  }
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-enlarge]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  enlarge(link);
});
