// Adds what only a browser can do: copy the link, open the device's own share sheet.

for (const place of document.querySelectorAll("[data-share]")) {
  const { share: url, title, copy, copied, sheet } = place.dataset;

  const add = (label, press) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "as-link";
    button.textContent = label;
    button.addEventListener("click", press);
    place.append(button);
  };

  if (navigator.clipboard) {
    add(copy, async () => {
      await navigator.clipboard.writeText(url);
      document.dispatchEvent(new CustomEvent("announce", { detail: { value: copied } }));
    });
  }
  if (navigator.share) add(sheet, () => navigator.share({ title, url }).catch(() => {}));
}
