/* Copies the delegation of the previous edition into rows (dialogues/admin/entry/previous.py). */
"use strict";
(() => {
    const $ = django.jQuery;
    const ways = () => document.getElementById("entry-ways");
    const valueOf = (id) => document.getElementById(id)?.value || "";

    const checkBox = (words, data, number) => {
        const line = document.createElement("li");
        const box = document.createElement("input");
        const label = document.createElement("label");
        box.type = "checkbox";
        box.checked = true;
        box.id = `copy-${number}`;
        label.htmlFor = box.id;
        label.textContent = words;
        line.copied = data;
        line.append(box, label);
        return line;
    };

    const load = async (panel) => {
        const said = panel.querySelector(".entry-said");
        const found = panel.querySelector(".entry-found");
        found.hidden = true;
        const asked = new URLSearchParams({
            dialogue: valueOf("id_dialogue"),
            edition: valueOf("id_edition"),
            date: valueOf("id_date"),
            meeting: location.pathname.match(/\/(\d+)\/change\/$/)?.[1] || "",
        });
        let told;
        try {
            const answer = await fetch(`${ways().dataset.previousAt}?${asked}`);
            told = answer.ok && !answer.redirected ? await answer.json() : { none: ways().dataset.failed };
        } catch {
            told = { none: ways().dataset.failed };
        }
        said.textContent = told.none || told.meeting;
        if (told.none) return;
        const there = window.desk.rowsOf("party_places").map((row) => window.desk.field(row, "party")?.value);
        const sides = told.sides.filter((side) => !there.includes(side.id));
        panel.querySelector(".entry-sides").hidden = !sides.length;
        panel.querySelector(".entry-sides ul").replaceChildren(...sides.map((side, n) => checkBox(side.text, side, `side-${n}`)));
        panel.querySelector(".entry-rows ul").replaceChildren(...told.rows.map((row, n) => checkBox(row.label, row, n)));
        panel.dataset.check = told.check;
        found.hidden = false;
    };

    // The session of the same track, where the form has one.
    const sessionOf = (track) => {
        const row = track && window.desk.rowsOf("sessions").find((one) => window.desk.field(one, "track")?.value === track);
        return row ? window.desk.field(row, "id")?.value || window.desk.field(row, "key")?.value : "";
    };

    const markTitle = (row, name, words) => {
        const box = window.desk.field(row, name);
        if (!box?.value) return;
        const note = document.createElement("p");
        note.className = "title-check";
        note.id = `${box.id}_check`;
        note.textContent = words;
        box.after(note);
        box.setAttribute("aria-describedby", `${box.getAttribute("aria-describedby") || ""} ${note.id}`.trim());
        box.addEventListener("input", () => note.remove(), { once: true });
    };

    const copy = (panel) => {
        const checked = (list) => [...panel.querySelectorAll(`${list} li`)].filter((one) => one.querySelector("input").checked);
        checked(".entry-sides").forEach((line) => window.desk.add("party_places", { party: line.copied }));
        const added = checked(".entry-rows").map((line) => {
            const { label, track, ...values } = line.copied;
            const row = window.desk.add("participations", { ...values, session: sessionOf(track) });
            row.dataset.label = label;
            markTitle(row, "title_en", panel.dataset.check);
            markTitle(row, "title_ja", panel.dataset.check);
            return row;
        });
        window.desk.close(panel);
        window.desk.tell(ways().dataset.added.replace("%(count)s", added.length));
        added[0]?.querySelector("select, input:not([type=hidden])")?.focus();
    };

    const open = (panel) => {
        panel.hidden = false;
        ways().querySelector(`[data-opens="${panel.id}"]`).setAttribute("aria-expanded", "true");
        if (panel.id === "copy-panel") load(panel).then(() => panel.querySelector("h3").focus());
        else panel.querySelector("textarea").focus();
    };

    const close = (panel) => {
        panel.hidden = true;
        ways().querySelector(`[data-opens="${panel.id}"]`).setAttribute("aria-expanded", "false");
    };

    document.addEventListener("DOMContentLoaded", () => {
        if (!ways()) return;
        ways().hidden = false;
        const button = ways().querySelector("[data-opens='copy-panel']");
        const enable = () => {
            button.disabled = !valueOf("id_dialogue");
            document.getElementById("copy-help").hidden = !button.disabled;
        };
        enable();
        $("#id_dialogue").on("change", enable);
        ways().addEventListener("click", (event) => {
            const opens = event.target.closest("[data-opens]");
            if (!opens) return;
            const panel = document.getElementById(opens.dataset.opens);
            if (panel.hidden) open(panel);
            else close(panel);
        });
        // Enter in a box of these panels would send the form.
        ways().addEventListener("keydown", (event) => {
            if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
        });
        // Escape closes a panel and leads back to its button; a list that is open inside it is closed first.
        ways().addEventListener("keydown", (event) => {
            const panel = event.target.closest(".entry-panel");
            if (event.key !== "Escape" || !panel || event.isComposing || panel.querySelector(".select2-container--open")) return;
            event.preventDefault();
            close(panel);
            ways().querySelector(`[data-opens="${panel.id}"]`).focus();
        }, true);
        const copyPanel = document.getElementById("copy-panel");
        copyPanel.querySelector(".entry-add").addEventListener("click", () => copy(copyPanel));
    });

    window.desk = { ...window.desk, close };
})();
