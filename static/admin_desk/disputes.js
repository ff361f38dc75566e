/* Keeps the choice at a dispute and the marks in the rows of claims in step while the form is open. What is saved the
   server works out (dialogues/admin/citing/choosing.py); this only shows it at once. */
"use strict";
(() => {
    const claimOf = (key) =>
        [...document.querySelectorAll("input[name^='claims-']:is([name$='-id'], [name$='-key'])")].find(
            (field) => key && field.value === key,
        );
    const inRow = (key, name) => {
        const field = claimOf(key);
        return field ? document.getElementsByName(field.name.replace(/(id|key)$/, name))[0] : null;
    };
    const keysOf = (radio) => radio.dataset.keys.split(" ").filter(Boolean);

    const mark = (radio) => {
        const dispute = radio.closest(".dispute");
        for (const other of dispute.querySelectorAll("[type=radio]"))
            for (const key of keysOf(other)) {
                const box = inRow(key, "preferred");
                if (box) box.checked = key === radio.value;
            }
        dispute.querySelector(".dispute-why input").value = radio.dataset.reason;
    };

    const follow = (box) => {
        const key = document.getElementsByName(box.name.replace(/preferred$/, "id"))[0]?.value;
        const radios = [...document.querySelectorAll(".dispute [type=radio]")];
        const own = radios.find((radio) => key && keysOf(radio).includes(key));
        if (!own) return;
        if (box.checked) own.value = key;
        const none = [...own.closest(".dispute").querySelectorAll("[type=radio]")].at(-1);
        (box.checked ? own : none).checked = true;
        if (box.checked) mark(own);
    };

    // --- a claim that is being written, and what others on the form say of the same fact -------------------------

    const said = (row, name) => document.getElementsByName(`${row.id}-${name}`)[0]?.value.trim() || "";
    const factOf = (row) => ["field", "session", "person"].map((name) => said(row, name)).join("|");

    const compare = (row) => {
        const words = document.getElementById("citing")?.dataset.differs;
        const line = row.querySelector(".form-row.field-value");
        if (!words || !line) return;
        const others = [...document.querySelectorAll(".inline-related[id^='claims-']:not(.empty-form)")].filter(
            (other) => other !== row && said(row, "field") && factOf(other) === factOf(row),
        );
        const values = new Set(others.map((other) => said(other, "value")).filter((value) => value && value !== said(row, "value")));
        let note = row.querySelector(".claim-differs");
        if (!note) {
            note = document.createElement("p");
            note.className = "claim-differs";
            note.setAttribute("role", "status");
            line.after(note);
        }
        // Told after the place for it is there, so that a screen reader hears it.
        setTimeout(() => {
            note.textContent = said(row, "value") && values.size ? words.replace("%(values)s", [...values].join("; ")) : "";
        });
    };

    document.addEventListener("change", (event) => {
        const field = event.target;
        const claim = field.closest(".inline-related[id^='claims-']");
        if (claim && /-(value|field|session)$/.test(field.name || "")) compare(claim);
        if (field.matches(".dispute [type=radio]")) mark(field);
        else if (field.matches("[name^='claims-'][name$='-preferred']")) follow(field);
    });
})();
