/* Cites a source from any field of a record's form: a claim about the fact opens in place, filled in from the field
   (dialogues/admin/citing/citable.py says which fact each field tells). It is a row of the claims, moved to where it
   is wanted, and is saved with the form. Where a row has sources of its own, the way leads to their box. */
"use strict";
(() => {
    const MOST_OFFERED = 6;
    let told, citable, current, lastSource;

    const say = (template, field) => template.replace("%(field)s", field);
    const rowOf = (element) => element.closest(".inline-related");
    const kindOf = (row) => (row ? row.id.replace(/-\d+$/, "") : "");
    const inRow = (row, name) => document.getElementById(row ? `id_${row.id}-${name}` : `id_${name}`);
    const focusable = (box) =>
        box.nextElementSibling?.querySelector?.(".select2-search__field, .select2-selection") || box;
    const labelOf = (holder) => holder.querySelector(":scope > label");
    const wordsOf = (label) => label.textContent.replace(/:\s*$/, "").trim();

    // --- the buttons --------------------------------------------------------------------------------------------

    const nameOf = (holder) => [...holder.classList].find((one) => one.startsWith("field-"))?.slice("field-".length);

    const offer = (where) => {
        for (const holder of where.querySelectorAll(".desk-field")) {
            const row = rowOf(holder);
            const label = labelOf(holder);
            if (!label || row?.classList.contains("empty-form") || holder.querySelector(":scope > .cite")) continue;
            if (!citable[kindOf(row)]?.[nameOf(holder)]) continue;
            const button = document.createElement("button");
            button.type = "button";
            button.className = "cite";
            button.textContent = told.cite;
            button.setAttribute("aria-label", say(told.citeFor, wordsOf(label)));
            // Tab leads from field to field; Shift+Tab leads from a field to its own button.
            button.tabIndex = -1;
            label.after(button);
        }
    };

    const followFocus = (event) => {
        const button = event.target.closest?.(".desk-field")?.querySelector(":scope > .cite");
        if (button === current) return;
        if (current) current.tabIndex = -1;
        current = button;
        if (current) current.tabIndex = 0;
    };

    // --- what the form says now ---------------------------------------------------------------------------------

    const valueOf = (field) => {
        if (!field) return "";
        if (field.type === "checkbox") return field.checked ? "true" : "false";
        if (field.tagName !== "SELECT") return field.value.trim();
        const chosen = [...field.selectedOptions].filter((option) => option.value !== "");
        const found = field.multiple || field.classList.contains("admin-autocomplete");
        // A vocabulary gives its code, as documents do; a record its name, without what tells it from others in the box.
        const named = (option) => option.dataset.name || option.textContent.trim();
        return chosen.map((option) => (found || /^\d+$/.test(option.value) ? named(option) : option.value)).join("; ");
    };

    const valueOfEveryRow = (kind, name) => {
        const rows = document.querySelectorAll(`#${kind}-group .inline-related:not(.empty-form, .cited-here)`);
        return [...rows].map((row) => valueOf(inRow(row, name))).filter(Boolean).join("; ");
    };

    const sourcesOnTheForm = () => {
        const boxes = document.querySelectorAll("#id_sources, select[name$='-source'], select[name$='-sources']");
        const found = new Map();
        for (const box of boxes)
            for (const option of box.selectedOptions) if (option.value) found.set(option.value, option.textContent.trim());
        return [...found];
    };

    // --- a claim, in place --------------------------------------------------------------------------------------

    const choose = (select, [value, words]) => {
        if (![...select.options].some((option) => option.value === value)) select.append(new Option(words, value));
        select.value = value;
        django.jQuery(select).trigger("change");
    };

    const write = (claim, name, value) => {
        const field = inRow(claim, name);
        if (value) field.value = value;
    };

    const offerSources = (claim) => {
        const box = inRow(claim, "source");
        const known = sourcesOnTheForm().slice(0, MOST_OFFERED);
        if (known.length > 1) {
            const list = document.createElement("div");
            list.className = "known-sources";
            list.setAttribute("role", "group");
            list.setAttribute("aria-label", told.known);
            for (const source of known) {
                const button = document.createElement("button");
                button.type = "button";
                button.textContent = source[1];
                button.addEventListener("click", () => {
                    lastSource = source;
                    choose(box, source);
                    inRow(claim, "where").focus();
                });
                list.append(button);
            }
            box.closest(".desk-field").append(list);
        }
        const likely = lastSource || (known.length === 1 ? known[0] : null);
        if (likely) choose(box, likely);
        return Boolean(likely);
    };

    const putAway = (claim, field) => {
        const source = inRow(claim, "source").selectedOptions[0];
        const said = [valueOf(inRow(claim, "value")), source?.value ? source.textContent.trim() : ""];
        claim.querySelector(".inline_label").textContent = said.filter(Boolean).join(", ");
        claim.querySelector("details.row-fields").open = false;
        focusable(field).focus();
    };

    const dress = (claim, field, words) => {
        claim.classList.add("cited-here");
        claim.querySelector(".row-heading b").textContent = say(told.sourceFor, words);
        claim.querySelector(".inline_label").textContent = "";
        const details = claim.querySelector("details.row-fields");
        details.querySelector("summary").textContent = told.fields;
        const done = document.createElement("button");
        done.type = "button";
        done.className = "cite-done";
        done.textContent = told.done;
        done.addEventListener("click", () => putAway(claim, field));
        details.append(done);
        claim.addEventListener("keydown", (event) => {
            if (event.key === "Escape" && !document.querySelector(".select2-container--open")) putAway(claim, field);
        });
        claim.querySelector(".inline-deletelink").addEventListener("click", () => setTimeout(() => focusable(field).focus()));
    };

    const cite = (button) => {
        const holder = button.closest(".desk-field");
        const row = rowOf(holder);
        const name = nameOf(holder);
        const how = citable[kindOf(row)][name];
        const field = inRow(row, name);
        const person = how.of === "person" ? inRow(row, "person") : null;
        const about = person?.selectedOptions[0];
        if (!how.fact || (person && !about?.value)) {
            focusable(inRow(row, how.box)).focus();
            return;
        }
        // It takes nothing over from the row above: that is about another fact, perhaps from another source.
        const claim = window.desk.add("claims");
        holder.closest(".form-row").after(claim);
        dress(claim, field, wordsOf(labelOf(holder)));
        const value = how.every_row ? valueOfEveryRow(kindOf(row), how.value || name) : valueOf(inRow(row, how.value || name));
        write(claim, "field", how.fact);
        write(claim, "value", value || valueOf(field));
        write(claim, "as_stated", how.stated ? valueOf(inRow(row, how.stated)) : "");
        if (about) choose(inRow(claim, "person"), [about.value, about.textContent.trim()]);
        const chosen = offerSources(claim);
        // After the sessions of the form are offered to the new row, and after the row got its first focus.
        setTimeout(() => {
            if (how.of === "session") write(claim, "session", inRow(row, "id").value || inRow(row, "key").value);
            inRow(claim, "value").dispatchEvent(new Event("change", { bubbles: true }));
            const first = chosen ? inRow(claim, "where") : focusable(inRow(claim, "source"));
            first.focus();
            claim.scrollIntoView({ block: "nearest" });
        });
    };

    // --- Django counts the rows of a kind anew, in the order of the page, when one is taken out ------------------

    const place = (row) => Number(row.id.slice("claims-".length));

    const countAnew = (event) => {
        if (event.detail.formsetName !== "claims") return;
        const empty = document.getElementById("claims-empty");
        const rows = [...document.querySelectorAll(".dynamic-claims:not(.has_original)")].sort((a, b) => place(a) - place(b));
        const marks = new Map();
        for (const row of rows) {
            if (row.classList.contains("cited-here")) {
                const mark = document.createComment("");
                row.replaceWith(mark);
                marks.set(row, mark);
            }
            empty.before(row);
        }
        setTimeout(() => marks.forEach((mark, row) => mark.replaceWith(row)));
    };

    document.addEventListener("DOMContentLoaded", () => {
        const citing = document.getElementById("citing");
        // After Django's own scripts, which add the way to add a row.
        django.jQuery(() => {
            if (!citing || !document.querySelector("#claims-group .add-row a")) return;
            told = citing.dataset;
            citable = JSON.parse(document.getElementById("citable").textContent);
            citing.hidden = false;
            offer(document);
            document.addEventListener("focusin", followFocus);
            // An address may have led into a field before its button was there.
            followFocus({ target: document.activeElement });
            document.addEventListener("click", (event) => {
                const button = event.target.closest(".cite");
                if (button) cite(button);
            });
            document.addEventListener("formset:added", (event) => offer(event.target));
            document.addEventListener("formset:removed", countAnew);
            django.jQuery(document).on("select2:select", "select.admin-autocomplete", (event) => {
                const { id, text, name } = event.params.data;
                // The box gets the option after it says which one.
                setTimeout(() => {
                    const option = event.target.querySelector(`option[value="${CSS.escape(id)}"]`);
                    if (option && name) option.dataset.name = name;
                });
                if (/^claims-.*-source$/.test(event.target.name)) lastSource = [id, text];
            });
        });
    });
})();
