/* The keys of a form: save, send, next section, another row; and the list of them (templates/admin/desk/shortcuts.html). */
"use strict";
(() => {
    const OFF = "desk-question-mark-off";
    const BOXES = "input:not([type=hidden]):not([disabled]), select:not(.select2-hidden-accessible), textarea, .select2-selection, .add-row a";
    const dialog = () => document.getElementById("shortcuts");
    const shown = (element) => element.offsetParent !== null;
    const press = (name) => document.querySelector(`.submit-row [name="${name}"]`)?.click();

    const writes = (element) =>
        element.isContentEditable ||
        element.matches("textarea, select, .select2-selection, input:not([type=checkbox]):not([type=radio]):not([type=button]):not([type=submit])");

    const toSection = (step) => {
        const sections = [...document.querySelectorAll("form section.section")];
        const here = sections.indexOf(document.activeElement?.closest?.("section.section"));
        const next = sections[here < 0 ? (step > 0 ? 0 : sections.length - 1) : here + step];
        if (!next) return;
        const box = [...next.querySelectorAll(BOXES)].find((one) => shown(one) && !one.closest(".entry-ways"));
        next.scrollIntoView({ block: "start" });
        (box || next).focus({ preventScroll: true });
    };

    const addRow = () => {
        const active = document.activeElement;
        const group = active?.closest?.(".inline-group") || active?.closest?.("section.section")?.querySelector(".inline-group");
        group?.querySelector(".add-row a")?.click();
    };

    const openList = () => {
        dialog().showModal();
        document.getElementById("shortcuts-close").focus();
    };

    document.addEventListener("keydown", (event) => {
        if (!dialog() || dialog().open || event.isComposing || event.repeat) return;
        const command = event.ctrlKey || event.metaKey;
        const act = (what) => {
            event.preventDefault();
            event.stopPropagation();
            what();
        };
        if (command && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
            act(() => press(document.querySelector(".submit-row [name=_continue]") ? "_continue" : "_save"));
        } else if (command && !event.altKey && event.key === "Enter") act(() => press("_review"));
        else if (event.altKey && !command && event.key === "PageDown") act(() => toSection(1));
        else if (event.altKey && !command && event.key === "PageUp") act(() => toSection(-1));
        else if (event.altKey && !command && event.key === "Enter") act(addRow);
        else if (event.key === "?" && !command && !event.altKey && !writes(event.target) && !localStorage.getItem(OFF)) act(openList);
    }, true);

    document.addEventListener("DOMContentLoaded", () => {
        if (!dialog()) return;
        const question = document.getElementById("shortcuts-question");
        question.checked = !localStorage.getItem(OFF);
        question.addEventListener("change", () =>
            question.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "off"),
        );
        document.getElementById("shortcuts-close").addEventListener("click", () => dialog().close());
        document.querySelectorAll("[data-shortcuts]").forEach((button) => {
            button.hidden = false;
            button.addEventListener("click", openList);
        });
    });
})();
