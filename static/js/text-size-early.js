// Before anything is drawn: the size of the text that was chosen here before. No module, because those come too late.
(() => {
  let size = null;
  try { size = localStorage.getItem("text-size"); } catch { /* a private window remembers nothing */ }
  if (size === "large" || size === "largest") document.documentElement.dataset.textSize = size;
})();
