/* Gives the boxes in which records are found the names of their labels, which select2 does not, and leads
   into a row that was just added. */
"use strict";
(() => {
    const labelOf = (select) => document.querySelector(`label[for="${CSS.escape(select.id)}"]`);

    const name = (select) => {
        const label = labelOf(select);
        const box = select.nextElementSibling?.querySelector(".select2-selection");
        if (!label || !box) return;
        label.id = `${select.id}-label`;
        const search = box.querySelector(".select2-search__field");
        if (search) {
            search.setAttribute("aria-labelledby", label.id);
        } else {
            // What is chosen is text inside the box; select2 calls it a field of its own, one without a name.
            const chosen = box.querySelector(".select2-selection__rendered");
            chosen.removeAttribute("role");
            chosen.removeAttribute("aria-readonly");
            box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
        }
        // A click on the label leads into the box, as with any other field.
        label.onclick = () => (search || box).focus();
    };

    const nameAll = (where) => where.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])").forEach(name);

    // Django makes the boxes when jQuery is ready; what asks later comes later.
    document.addEventListener("DOMContentLoaded", () => {
        django.jQuery(() => nameAll(document));
        django.jQuery(document).on("select2:open", (event) => {
            const search = document.querySelector(".select2-container--open .select2-search--dropdown .select2-search__field");
            const label = labelOf(event.target);
            if (search && label) search.setAttribute("aria-label", label.textContent.replace(/:\s*$/, ""));
        });
        django.jQuery(document).on("select2:select select2:unselect", (event) => name(event.target));
    });
    document.addEventListener("formset:added", (event) => {
        const many = window.desk?.addsMany?.();
        setTimeout(() => {
            nameAll(event.target);
            // Whoever adds a row wants to write in it; whoever adds many at once is led to the first of them.
            if (many) return;
            event.target.querySelector(".desk-field :is(input:not([type=hidden]), select:not(.admin-autocomplete), textarea, .select2-selection)")?.focus();
        });
    });
})();
