/* Tells by a live region, and in sight for a while, what the form did without another page. */
"use strict";
(() => {
    const region = (role, live) => {
        const made = document.createElement("p");
        made.className = "desk-told";
        made.setAttribute("role", role);
        made.setAttribute("aria-live", live);
        document.body.append(made);
        return made;
    };
    let said, refused, hiding;
    document.addEventListener("DOMContentLoaded", () => {
        said = region("status", "polite");
        refused = region("alert", "assertive");
        refused.classList.add("desk-told-refused");
    });
    const tell = (words, isRefusal = false) => {
        const [spoken, silent] = isRefusal ? [refused, said] : [said, refused];
        silent.textContent = "";
        spoken.textContent = words;
        clearTimeout(hiding);
        hiding = setTimeout(() => spoken.replaceChildren(), 12000);
    };
    window.desk = { ...window.desk, tell };
})();
