/* Shows beneath a box for a date how what is typed will be kept and read (dialogues/admin/entry/dates/). */
"use strict";
(() => {
    const PAUSE = 350;
    const PATIENCE = 20000;
    const waiting = new WeakMap();

    // The value of a claim is a date where the claim is about one.
    const isDated = (box) => {
        if (!box.dataset.date) return true;
        const about = box.closest(".inline-related")?.querySelector("[name$='-field']");
        return box.dataset.date.split(" ").includes((about?.value || "").trim());
    };

    const part = (words, lang) => {
        const span = document.createElement("span");
        if (lang) span.lang = lang;
        else span.className = "date-edtf";
        span.textContent = words;
        return span;
    };

    const show = (line, read) => {
        line.classList.toggle("date-refused", Boolean(read.refused));
        if (read.refused) line.replaceChildren(read.refused);
        else if (read.edtf) line.replaceChildren(part(read.edtf), " · ", part(read.en, "en"), " · ", part(read.ja, "ja"));
        else line.replaceChildren();
    };

    const ask = async (box, line) => {
        const text = isDated(box) ? box.value : "";
        if (!text.trim()) return show(line, {});
        let said = { refused: gettext("The desk does not answer. Try again.") };
        try {
            const asked = `${box.dataset.saidAt}?text=${encodeURIComponent(text)}`;
            const answer = await fetch(asked, { signal: AbortSignal.timeout(PATIENCE) });
            if (answer.ok && !answer.redirected) said = await answer.json();
        } catch {
            // The form reads the date when it is saved.
        }
        if (box.value === text) show(line, said);
    };

    const read = (box) => {
        const line = document.getElementById(`${box.id}_said`);
        clearTimeout(waiting.get(box));
        if (line) waiting.set(box, setTimeout(() => ask(box, line), PAUSE));
    };

    document.addEventListener("input", (event) => {
        if (event.target.matches("input[data-said-at]")) read(event.target);
        if (event.target.matches("[name$='-field']")) {
            event.target.closest(".inline-related")?.querySelectorAll("input[data-said-at]").forEach(read);
        }
    });
})();
