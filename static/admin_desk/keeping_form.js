/* Reads what a record's form holds, its rows included, and writes it back. What ties the form to the server, and rows
   that were added and left empty, are no content. */
"use strict";
(() => {
    const TIED = /^(csrfmiddlewaretoken|seen|opened_with|form_id|action|_take|_selected_action)$|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$|__prefix__/;
    // What a row has before anybody enters anything.
    const GIVEN = new Set(["id", "key", "DELETE"]);

    const form = () => document.getElementById("keeping")?.closest("form");
    const groups = () => [...form().querySelectorAll(".js-inline-admin-formset")].map((group) => group.id.replace(/-group$/, ""));
    const isButton = (field) => ["submit", "button", "reset", "image", "file"].includes(field.type) || field.tagName === "BUTTON";

    const valuesOf = (field) => {
        if (field.type === "checkbox" || field.type === "radio") return field.checked ? [[field.value]] : [];
        if (field.tagName !== "SELECT") return [[field.value]];
        return [...field.selectedOptions].map((option) => [option.value, option.textContent]);
    };

    const split = (name, prefixes) => {
        const prefix = prefixes.find((one) => name.startsWith(`${one}-`));
        const found = prefix && /^(\d+|__prefix__)-(.+)$/.exec(name.slice(prefix.length + 1));
        return found ? [prefix, found[1], found[2]] : null;
    };

    const plain = (values) => JSON.stringify(values.map(([value]) => value));

    const isEmpty = (row, empty) =>
        !row.id?.[0]?.[0] &&
        Object.entries(row).every(([name, values]) => GIVEN.has(name) || plain(values) === plain(empty?.[name] || []));

    /* The fields by name, and the rows of each group: each a field's values, with their labels where they have some. */
    const read = () => {
        const prefixes = groups();
        const fields = {};
        const rows = Object.fromEntries(prefixes.map((prefix) => [prefix, []]));
        const empty = {};
        for (const field of form().elements) {
            if (!field.name || isButton(field)) continue;
            const place = split(field.name, prefixes);
            if (place?.[1] === "__prefix__") {
                (empty[place[0]] ??= {})[place[2]] = valuesOf(field);
            } else if (!TIED.test(field.name)) {
                const row = place ? (rows[place[0]][Number(place[1])] ??= {}) : fields;
                const name = place ? place[2] : field.name;
                row[name] = [...(row[name] || []), ...valuesOf(field)];
            }
        }
        for (const prefix of prefixes) rows[prefix] = rows[prefix].filter((row) => row && !isEmpty(row, empty[prefix]));
        return { fields, rows };
    };

    /* What was read, without labels and without the keys by which new rows are told apart: equal where nothing changed. */
    const content = (state) =>
        JSON.stringify(state, (name, value) =>
            name === "key" ? undefined : Array.isArray(value) && value.every((one) => Array.isArray(one)) ? value.map(([one]) => one) : value,
        );

    const named = (name) => [...form().elements].filter((field) => field.name === name && !isButton(field));

    const write = (name, values) => {
        const wanted = new Set(values.map(([value]) => value));
        for (const field of named(name)) {
            const before = plain(valuesOf(field));
            if (field.type === "checkbox" || field.type === "radio") {
                field.checked = wanted.has(field.value);
            } else if (field.tagName === "SELECT") {
                for (const [value, label] of values)
                    if (![...field.options].some((option) => option.value === value)) field.append(new Option(label ?? value, value));
                for (const option of field.options) option.selected = wanted.has(option.value);
                // A list of which nothing was chosen would fall back on its first option: what the row above has.
                if (!field.multiple && !wanted.size) field.selectedIndex = -1;
            } else {
                field.value = values[0]?.[0] ?? "";
            }
            if (plain(valuesOf(field)) === before) continue;
            if (field.classList.contains("admin-autocomplete")) django.jQuery(field).trigger("change.select2");
            field.dispatchEvent(new Event("change", { bubbles: true }));
        }
    };

    const total = (prefix) => document.getElementById(`id_${prefix}-TOTAL_FORMS`);

    const addRow = (prefix) => {
        const place = total(prefix).value;
        document.querySelector(`#${CSS.escape(prefix)}-group .add-row a`)?.click();
        return total(prefix).value === place ? null : Number(place);
    };

    const placeOf = (prefix, key) => {
        for (let place = 0; place < Number(total(prefix).value); place += 1)
            if (document.getElementById(`id_${prefix}-${place}-id`)?.value === key) return place;
        return null;
    };

    /* Puts what was read before into the form. Rows that it has go by their number; others are added. */
    const restore = (state) => {
        for (const [name, values] of Object.entries(state.fields)) write(name, values);
        for (const prefix of groups()) {
            for (const row of state.rows[prefix] || []) {
                const key = row.id?.[0]?.[0] || "";
                const place = (key ? placeOf(prefix, key) : null) ?? addRow(prefix);
                if (place === null) continue;
                for (const [name, values] of Object.entries(row)) write(`${prefix}-${place}-${name}`, values);
            }
        }
    };

    window.desk = { ...window.desk, form: { element: form, read, content, restore } };
})();
