// The print sheet says on which day it was made.

const date = document.querySelector("[data-printed]");

function fill() {
  date.textContent = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format(new Date());
}

fill();
addEventListener("beforeprint", fill);
