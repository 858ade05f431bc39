// A discussion that grows in the page: nothing stands in it twice, and its count is true.

// What was placed from here may come back with "more comments": the newer copy takes over.
document.addEventListener("htmx:beforeSwap", (event) => {
  for (const [, id] of event.detail.serverResponse.matchAll(/id="(reactie-[0-9a-f-]{36})"/g)) {
    const earlier = document.getElementById(id);
    if (earlier && !event.detail.target.contains(earlier)) earlier.closest("li").remove();
  }
});

document.addEventListener("comment-placed", (event) => {
  const at = event.detail.at ?? ""; // of a claim beside the text
  const count = document.getElementById(`aantal-reacties${at}`);
  if (count) count.textContent = event.detail.value;
  document.getElementById(`geen-reacties${at}`)?.remove();
});

// The order that was chosen stands in the address, as it does without this script; a discussion beside a
// text has no address of its own.
document.addEventListener("htmx:afterSwap", (event) => {
  const link = event.detail.requestConfig.elt;
  if (link.matches("[data-order]") && !event.detail.target.closest(".beside")) {
    history.replaceState(history.state, "", link.href.split("#")[0]);
  }
});
