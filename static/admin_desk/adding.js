/* Adds rows to a form, by hand or many at once. A row added by hand takes what it shares with the row above. */
"use strict";
(() => {
    const $ = django.jQuery;
    // Whatever a release says once for several rows. What is taken over can be seen, and changed.
    const SHARED = {
        participations: ["role", "session", "party", "principal", "sources"],
        agenda: ["session"],
        attendance: ["session", "source"],
        statements: ["session", "source"],
        images: ["session", "source", "alt_basis"],
        claims: ["source"],
    };
    let many = false;

    const field = (row, name) => row.querySelector(`[name="${row.id}-${name}"]`);
    // Claims that were opened at a field of a row stand within it.
    const rowsOf = (prefix) =>
        [...document.querySelectorAll(`#${prefix}-group .inline-related:not(.empty-form)`)].filter(
            (row) => /^\d+$/.test(row.id.slice(prefix.length + 1)) && row.id.startsWith(`${prefix}-`),
        );

    const choose = (select, records) => {
        const chosen = [records].flat().filter(Boolean);
        for (const record of chosen) {
            select.querySelector(`option[value="${CSS.escape(record.id)}"]`)?.remove();
            select.append(new Option(record.text, record.id, true, true));
        }
        $(select).trigger("change");
    };

    const set = (row, name, value) => {
        const box = field(row, name);
        if (!box || value === undefined || value === null || value === "") return;
        if (box.matches("select.admin-autocomplete")) choose(box, value);
        else if (box.type === "checkbox") box.checked = Boolean(value);
        else box.value = value;
        box.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const add = (prefix, values = {}) => {
        const place = document.getElementById(`id_${prefix}-TOTAL_FORMS`).value;
        many = true;
        document.querySelector(`#${prefix}-group .add-row a`).click();
        many = false;
        const row = document.getElementById(`${prefix}-${place}`);
        for (const [name, value] of Object.entries(values)) set(row, name, value);
        return row;
    };

    const share = (row) => {
        const prefix = row.id.replace(/-\d+$/, "");
        const rows = rowsOf(prefix);
        const above = rows[rows.indexOf(row) - 1];
        if (!above) return;
        for (const name of SHARED[prefix] || []) {
            const theirs = field(above, name);
            if (!theirs || !theirs.value || (theirs.type === "checkbox" && !theirs.checked)) continue;
            const chosen = theirs.selectedOptions && [...theirs.selectedOptions];
            const found = theirs.matches("select.admin-autocomplete");
            set(row, name, found ? chosen.map((one) => ({ id: one.value, text: one.textContent })) : theirs.value);
            if (name === "party") field(row, name).dataset.given = "by the row above";
        }
    };

    document.addEventListener("formset:added", (event) => {
        if (!many) share(event.target);
    });

    // A row about an organization is about its side, until somebody says otherwise.
    document.addEventListener("DOMContentLoaded", () => {
        $(document).on("select2:select", "select.admin-autocomplete", (event) => {
            const row = event.target.closest(".inline-related");
            const party = row && field(row, "party");
            if (!party || party === event.target) return party && delete party.dataset.given;
            const side = event.params.data.party;
            if (!side || event.target.dataset.fieldName !== "organization" || (party.value && !party.dataset.given)) return;
            $(party).empty();
            choose(party, side);
            party.dataset.given = "by the organization";
        });
    });

    window.desk = { ...window.desk, add, field, rowsOf, addsMany: () => many };
})();
