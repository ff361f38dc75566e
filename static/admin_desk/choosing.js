/* What the keyboard does at a box in which records are found: a letter opens its list, Enter takes only what is
   called as was typed, and a server that does not answer is told of. */
"use strict";
(() => {
    const $ = django.jQuery;
    const HIGHLIGHTED = "select2-results__option--highlighted";
    const PATIENCE = 20000;
    const known = new WeakSet();
    const boxOf = (select) => $(select).data("select2");
    const openBox = () => boxOf(document.querySelector(".select2-container--open")?.previousElementSibling);

    const unlight = (box) => {
        box.results.$results.find(`.${HIGHLIGHTED}`).removeClass(HIGHLIGHTED);
        (box.dropdown.$search || box.selection.$search)?.removeAttr("aria-activedescendant");
    };

    // A look-alike is another record until somebody says otherwise.
    const passLookAlikes = (box) => {
        const results = box.results.$results;
        if (!results.find(`.select2-results__options--nested .${HIGHLIGHTED}`).length) return;
        unlight(box);
        results.children("[aria-selected]").first().trigger("mouseenter");
    };

    const learn = (box) => {
        if (known.has(box)) return;
        known.add(box);
        // Select2 leads into the search field only after a pause, in which letters would be lost.
        box.on("open", () => box.dropdown.$search?.trigger("focus"));
        // What was found for the words before is no answer to those that are typed now.
        box.on("query", () => unlight(box));
        box.on("results:all", () => passLookAlikes(box));
        box.options.get("translations").dict.errorLoading = () => gettext("The desk does not answer. Try again.");
    };

    document.addEventListener("DOMContentLoaded", () => {
        $(document).on("select2:opening", "select.admin-autocomplete", (event) => learn(boxOf(event.target)));
    });

    // Select2 opens a closed box by Enter and Space only.
    document.addEventListener("keydown", (event) => {
        const closed = event.target.closest?.(".select2-container:not(.select2-container--open) .select2-selection--single");
        if (!closed || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        const down = event.key === "ArrowDown";
        if (!down && (event.key === " " || [...event.key].length !== 1)) return;
        const select = closed.closest(".select2-container").previousElementSibling;
        if (!select?.matches("select.admin-autocomplete")) return;
        event.stopPropagation();
        if (down) event.preventDefault();
        $(select).select2("open");
    }, true);

    // Select2 says nothing of a request that never came to an answer.
    $.ajaxPrefilter((options) => {
        if (options.url.includes("/autocomplete/")) options.timeout = PATIENCE;
    });
    $(document).on("ajaxError", (event, request, options, thrown) => {
        const box = openBox();
        if (box && thrown !== "abort" && options.url.includes("/autocomplete/")) {
            box.trigger("results:message", { message: "errorLoading" });
        }
    });
})();
