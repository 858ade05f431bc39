// A discussion that grows in the page: nothing stands in it twice, and its count is true.

const kept = new Map(); // id → the place in the list of a comment that somebody is writing under

// What was placed from here may come back with "more comments": the newer copy takes over, but for one with a form in
// which something is written.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (!event.detail.shouldSwap) return;
  for (const [, id] of event.detail.serverResponse.matchAll(/id="(reactie-[0-9a-f-]{36})"/g)) {
    const earlier = document.getElementById(id);
    if (!earlier || event.detail.target.contains(earlier)) continue;
    const item = earlier.closest("li");
    if ([...item.querySelectorAll("textarea")].some((text) => text.value.trim())) kept.set(id, item);
    item.remove();
  }
  // How many answers there are is said where there were some already.
  const telling = /<span id="(telling-[0-9a-f-]{36})" hx-swap-oob="true">[^<]*<\/span>/g;
  event.detail.serverResponse = event.detail.serverResponse.replace(telling, (all, id) => (document.getElementById(id) ? all : ""));
});

document.addEventListener("htmx:afterSwap", () => {
  for (const [id, item] of kept) document.getElementById(id)?.closest("li").replaceWith(item);
  kept.clear();
});

document.addEventListener("comment-placed", (event) => {
  const at = event.detail.at ?? ""; // of a claim beside the text
  const count = document.getElementById(`aantal-reacties${at}`);
  if (count) count.textContent = event.detail.value;
  document.getElementById(`geen-reacties${at}`)?.remove();
});

// The order that was chosen stands in the address, as it does without this script; of a discussion beside a text too,
// which keeps its place in the fragment.
document.addEventListener("htmx:afterSwap", (event) => {
  const link = event.detail.requestConfig.elt;
  if (!link.matches("[data-order]")) return;
  const address = new URL(location);
  const order = new URL(link.href).searchParams.get("volgorde");
  if (order) address.searchParams.set("volgorde", order);
  else address.searchParams.delete("volgorde");
  if (!address.hash.startsWith("#stelling-")) address.hash = "";
  history.replaceState(history.state, "", address);
});
