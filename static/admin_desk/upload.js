// Says that a file is too large before it is sent: a server that refuses it half-way leaves the browser without a page.
"use strict";

const box = document.getElementById("id_file");
const told = document.getElementById("id_file_error");

const tooLarge = () => box.files.length > 0 && box.files[0].size > Number(box.dataset.most);

box.addEventListener("change", () => {
  told.replaceChildren();
  box.toggleAttribute("aria-invalid", false);
  if (!tooLarge()) return;
  box.setAttribute("aria-invalid", "true");
  const list = document.createElement("ul");
  list.className = "errorlist";
  list.append(document.createElement("li"));
  list.firstChild.textContent = told.dataset.tooLarge;
  told.append(list);
});

document.getElementById("import_form").addEventListener("submit", (event) => {
  if (tooLarge()) {
    event.preventDefault();
    box.focus();
  }
});
