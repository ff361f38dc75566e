/* Makes a record from a box (dialogues/admin/entry/making.py): the last thing that a list offers is to create
   what was typed. The record is chosen, and the form stays. */
"use strict";
(() => {
    const $ = django.jQuery;
    const busy = new WeakSet();

    const partyOf = (select) => {
        const row = select.closest(".inline-related") || select.form;
        return row?.querySelector("select[name$='-party'], select[name='party']")?.value || "";
    };

    const choose = (select, made) => {
        if (!select.multiple) $(select).empty().append(new Option("", "", false, false));
        select.querySelector(`option[value="${CSS.escape(made.id)}"]`)?.remove();
        select.append(new Option(made.text, made.id, true, true));
        $(select).trigger("change");
        $(select).trigger({ type: "select2:select", params: { data: made } });
        select.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const send = async (select, body) => {
        const answer = await fetch(select.dataset.makeAt, {
            method: "POST",
            body,
            headers: { "X-CSRFToken": document.querySelector("[name=csrfmiddlewaretoken]").value },
        });
        return answer.redirected || (!answer.ok && answer.status !== 400) ? {} : answer.json();
    };

    const make = async (select, words) => {
        if (busy.has(select)) return;
        busy.add(select);
        const body = new URLSearchParams({
            words,
            asks: "yes",
            party: select.dataset.fieldName === "party" ? "" : partyOf(select),
            app_label: select.dataset.appLabel,
            model_name: select.dataset.modelName,
            field_name: select.dataset.fieldName,
        });
        try {
            let made = await send(select, body);
            while (made.letters) {
                const letters = await window.desk.askLetters(made.letters);
                if (letters === null) return;
                body.set("letters", letters);
                made = await send(select, body);
            }
            if (made.id) {
                choose(select, made);
                window.desk.tell(made.said);
            } else {
                window.desk.tell(made.refused || gettext("It could not be created. Try again."), true);
            }
        } catch {
            window.desk.tell(gettext("It could not be created: there is no connection. Try again."), true);
        } finally {
            busy.delete(select);
            select.nextElementSibling?.querySelector(".select2-selection, .select2-search__field")?.focus();
        }
    };

    document.addEventListener("DOMContentLoaded", () => {
        // What is to be made is no choice: nothing is chosen before it is there.
        $(document).on("select2:selecting", "select.admin-autocomplete", (event) => {
            const words = event.params.args.data.make;
            if (!words) return;
            event.preventDefault();
            const select = event.target;
            $(select).select2("close");
            make(select, words);
        });
    });

    // The server offers to create a body of a side that has none of that name yet: it needs to know the row's side.
    $.ajaxPrefilter((options) => {
        const open = document.querySelector(".select2-container--open")?.previousElementSibling;
        // What is asked for is not in the address yet, but beside it.
        const asked = typeof options.data === "string" && options.data.includes("field_name=");
        if (asked && open?.dataset.makeAt && open.dataset.fieldName !== "party") {
            options.data += `&party=${encodeURIComponent(partyOf(open))}`;
        }
    });
})();
