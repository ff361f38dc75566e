/* Makes rows of a pasted list of names (dialogues/admin/entry/names/). What is new is made when the rows are added. */
"use strict";
(() => {
    const $ = django.jQuery;
    const ways = () => document.getElementById("entry-ways");
    const words = (id) => document.getElementById(id).content.textContent;

    const post = async (where, data) => {
        const answer = await fetch(where, {
            method: "POST",
            body: new URLSearchParams(data),
            headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
        });
        if (answer.redirected || (!answer.ok && answer.status !== 400)) throw new Error(answer.status);
        return answer.json();
    };

    const lineOf = (told, number) => {
        const line = document.createElement("li");
        const label = document.createElement("label");
        const select = document.createElement("select");
        const state = document.createElement("span");
        select.id = `names-line-${number}`;
        label.htmlFor = select.id;
        label.textContent = told.line;
        if (told.chosen === null && told.choices.length) select.append(new Option(words("entry-choose"), ""));
        told.choices.forEach((choice, place) => select.append(new Option(choice.text, String(place))));
        select.append(new Option(words("entry-leave-out"), "out"));
        state.className = "entry-state";
        state.textContent = told.state + (told.title ? ` · ${told.title}` : "") + (told.organization ? ` · ${told.organization.text}` : "");
        line.told = told;
        line.append(label, select, state);
        return line;
    };

    const match = async (panel) => {
        const said = panel.querySelector(".entry-said");
        const found = panel.querySelector(".entry-found");
        found.hidden = true;
        try {
            const told = await post(ways().dataset.namesAt, {
                text: panel.querySelector("textarea").value,
                party: panel.querySelector("#names-side").value,
            });
            said.textContent = told.refused || words("entry-found-words").replace("%(count)s", told.lines.length);
            if (told.refused || !told.lines.length) return;
            found.querySelector("ol").replaceChildren(...told.lines.map(lineOf));
            found.hidden = false;
            (found.querySelector("select:has(option[value='']:checked)") || found.querySelector(".entry-add")).focus();
        } catch {
            said.textContent = ways().dataset.failed;
        }
    };

    const made = async (choice, party, letters = "") => {
        const record = await post(ways().dataset.makeAt, {
            words: choice.name,
            party: choice.kind === "organization" ? party : "",
            app_label: "dialogues",
            model_name: "participation",
            field_name: choice.kind,
            asks: "yes",
            letters,
        });
        if (!record.letters) return record;
        const given = await window.desk.askLetters(record.letters);
        return given === null ? { refused: ways().dataset.unnamed } : made(choice, party, given);
    };

    const add = async (panel) => {
        const said = panel.querySelector(".entry-said");
        const lines = [...panel.querySelectorAll(".entry-found li")];
        const left = lines.filter((line) => line.querySelector("select").value === "");
        if (left.length) {
            said.textContent = ways().dataset.left.replace("%(count)s", left.length);
            left[0].querySelector("select").focus();
            return;
        }
        const side = panel.querySelector("#names-side");
        const party = side.value ? { id: side.value, text: side.selectedOptions[0].textContent } : null;
        const added = [];
        for (const line of lines) {
            const select = line.querySelector("select");
            if (select.value === "out") continue;
            const choice = line.told.choices[Number(select.value)];
            let record = choice;
            if (!choice.id) {
                record = await made(choice, party?.id || "").catch(() => ({ refused: ways().dataset.failed }));
                if (!record.id) {
                    // The rows before it are there; its line and those after it stay, to be mended.
                    said.textContent = `${choice.name}: ${record.refused}`;
                    select.focus();
                    break;
                }
            }
            const body = choice.kind === "organization" ? record : line.told.organization;
            added.push(
                window.desk.add("participations", {
                    role: panel.querySelector("#names-role").value,
                    session: panel.querySelector("#names-session").value,
                    principal: panel.querySelector("#names-principal").checked,
                    sources: [...panel.querySelector("#names-sources").selectedOptions].map((one) => ({ id: one.value, text: one.textContent })),
                    person: choice.kind === "person" ? record : null,
                    organization: body,
                    party: party || body?.party,
                    [`title_${line.told.title_in}`]: line.told.title,
                }),
            );
            line.remove();
        }
        window.desk.tell(ways().dataset.added.replace("%(count)s", added.length));
        if (panel.querySelector(".entry-found li:not(:has(select option[value='out']:checked))")) return;
        panel.querySelector("textarea").value = "";
        panel.querySelector(".entry-found").hidden = true;
        said.textContent = "";
        window.desk.close(panel);
        added[0]?.querySelector("select, input:not([type=hidden])")?.focus();
    };

    // The sides are those of the form.
    const offerSides = () => {
        const side = document.getElementById("names-side");
        const chosen = side.value;
        const offered = window.desk.rowsOf("party_places").flatMap((row) => {
            const option = window.desk.field(row, "party")?.selectedOptions[0];
            return option?.value ? [new Option(option.textContent, option.value)] : [];
        });
        side.replaceChildren(side.options[0], ...offered);
        side.value = offered.some((option) => option.value === chosen) ? chosen : "";
    };

    // The same box as that of a row, with all that it can do; without a name it is not sent.
    const offerSources = () => {
        const box = document.getElementById("id_participations-__prefix__-sources");
        if (!box) return document.getElementById("names-sources-place").remove();
        const copy = box.cloneNode(true);
        copy.id = "names-sources";
        copy.removeAttribute("name");
        copy.removeAttribute("aria-describedby");
        document.getElementById("names-sources-place").append(copy);
        if (!copy.classList.contains("select2-hidden-accessible")) $(copy).djangoAdminSelect2();
    };

    document.addEventListener("DOMContentLoaded", () => {
        const panel = document.getElementById("names-panel");
        if (!panel) return;
        offerSources();
        panel.querySelector(".entry-match").addEventListener("click", () => match(panel));
        panel.querySelector(".entry-add").addEventListener("click", () => add(panel));
        panel.addEventListener("focusin", offerSides);
        $(document).on("change", "#party_places-group select", offerSides);
    });
})();
