/* What was typed and kept in this browser (keeping_drafts.js) goes when its writer signs out, and after a week. */
"use strict";
(() => {
    const WEEK = 7 * 24 * 3600 * 1000;
    const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith("desk-draft|"));

    try {
        for (const key of drafts()) {
            if (!(Date.now() - JSON.parse(localStorage.getItem(key)).at < WEEK)) localStorage.removeItem(key);
        }
    } catch {
        // The browser keeps nothing.
    }
    document.addEventListener("submit", (event) => {
        if (!/\/logout\/$/.test(new URL(event.target.getAttribute("action") || "", location.href).pathname)) return;
        // What is about to be kept, too: the field that was left last would be written once more.
        window.desk?.drafts?.forget();
        drafts().forEach((key) => localStorage.removeItem(key));
    });
})();
