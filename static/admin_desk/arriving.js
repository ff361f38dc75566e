/* Leads into the field or the dispute that the address names: opens the row that holds it, and puts the cursor there. */
"use strict";
(() => {
    const CONTROLS = "input:not([type=hidden]), select, textarea, .select2-selection";

    const inside = (place) => {
        // Of a choice, what is chosen is where the keyboard goes on.
        const first = place.matches(CONTROLS) ? place : place.querySelector("[type=radio]:checked") || place.querySelector(CONTROLS);
        if (!first || !first.classList.contains("select2-hidden-accessible")) return first;
        const box = first.nextElementSibling;
        return box.querySelector(".select2-search__field") || box.querySelector(".select2-selection");
    };

    const arrive = () => {
        const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const control = place?.closest("form") && inside(place);
        if (!control) return;
        for (let row = control.closest("details"); row; row = row.parentElement.closest("details")) row.open = true;
        document.querySelectorAll(".arrived").forEach((old) => old.classList.remove("arrived"));
        control.closest(".desk-field, .dispute")?.classList.add("arrived");
        control.focus({ preventScroll: true });
        control.scrollIntoView({ block: "center" });
    };

    // The boxes in which records are found are made first: on a long form, after the page is there.
    addEventListener("load", () => django.jQuery(arrive));
    addEventListener("hashchange", arrive);
})();
