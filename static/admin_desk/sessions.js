/* Offers the sessions on a meeting's form, saved or new, to every part that may be filed under one.
   A new session gets a key; the server resolves it when the form is saved (dialogues/admin/sessions.py). */
"use strict";
(() => {
    const NEW = "new-";

    const group = () => document.getElementById("sessions-group");
    const rows = () => [...group().querySelectorAll(".inline-related:not(.empty-form)")];
    const field = (row, name) => row.querySelector(`[name^="sessions-"][name$="-${name}"]`);

    const giveKey = (row) => {
        const key = field(row, "key");
        if (!key || key.value || field(row, "id")?.value) return;
        const taken = rows().map((other) => field(other, "key")?.value).filter(Boolean);
        let number = 1;
        while (taken.includes(NEW + number)) number += 1;
        key.value = NEW + number;
    };

    const label = (row, index) => {
        const words = group().dataset.sessionWords.replace("%(place)s", String(index + 1));
        const track = field(row, "track");
        const named = track && track.value ? ` (${track.selectedOptions[0].textContent})` : "";
        const title = field(row, "title_en")?.value || field(row, "title_ja")?.value || "";
        return words + named + (title ? `: ${title}` : "");
    };

    const offered = () =>
        rows()
            .map((row, index) => [field(row, "id")?.value || field(row, "key")?.value || "", label(row, index)])
            .filter(([value]) => value);

    const offerTo = (select, sessions) => {
        const chosen = select.value;
        const empty = select.options[0];
        select.replaceChildren(empty, ...sessions.map(([value, words]) => new Option(words, value)));
        select.value = sessions.some(([value]) => value === chosen) ? chosen : "";
    };

    const offer = () => {
        const sessions = offered();
        document.querySelectorAll("select.session-of-the-meeting").forEach((select) => offerTo(select, sessions));
    };

    document.addEventListener("DOMContentLoaded", () => {
        if (!group()) return;
        rows().forEach(giveKey);
        offer();
        group().addEventListener("change", offer);
        document.addEventListener("formset:added", (event) => {
            if (event.detail.formsetName === "sessions") giveKey(event.target);
            offer();
        });
        document.addEventListener("formset:removed", offer);
    });
})();
