/* Leads into the field that the address names: opens the row that holds it, and puts the cursor there. */
"use strict";
(() => {
    const CONTROLS = "input:not([type=hidden]), select, textarea, .select2-selection";

    const inside = (place) => {
        const first = place.matches(CONTROLS) ? place : place.querySelector(CONTROLS);
        if (!first || !first.classList.contains("select2-hidden-accessible")) return first;
        const box = first.nextElementSibling;
        return box.querySelector(".select2-search__field") || box.querySelector(".select2-selection");
    };

    const arrive = () => {
        const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        const control = place?.closest("form") && inside(place);
        if (!control) return;
        for (let row = control.closest("details"); row; row = row.parentElement.closest("details")) row.open = true;
        document.querySelectorAll(".desk-field.arrived").forEach((old) => old.classList.remove("arrived"));
        control.closest(".desk-field")?.classList.add("arrived");
        control.focus({ preventScroll: true });
        control.scrollIntoView({ block: "center" });
    };

    // The boxes in which records are found are made before.
    addEventListener("load", arrive);
    addEventListener("hashchange", arrive);
})();
