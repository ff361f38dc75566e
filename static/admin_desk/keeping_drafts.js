/* Keeps what is typed on a record's form in this browser until it is saved, and offers what was kept when the form is
   opened again: after a crash, a lost connection, an ended session. A draft is one person's, of one form that was
   opened; it goes when its save is confirmed, when that person signs out, and after a week (keeping_signing_out.js). */
"use strict";
(() => {
    const PAUSE = 600;
    let about, own, first, waiting;
    const adopted = [];

    const field = (name) => window.desk.form.element().elements[name];
    const beginning = () => `desk-draft|${about.user}|${about.kind}|${about.record}|`;
    const keyOf = (number) => beginning() + number;

    const stored = (key) => {
        try {
            return JSON.parse(localStorage.getItem(key));
        } catch {
            return null;
        }
    };

    const changed = () => "unsaved" in about || window.desk.form.content(window.desk.form.read()) !== first;

    const keep = () => {
        clearTimeout(waiting);
        waiting = undefined;
        if (!changed()) {
            localStorage.removeItem(own);
            return;
        }
        const draft = {
            at: Date.now(),
            seen: field("seen")?.value || "",
            opened_with: field("opened_with").value,
            state: window.desk.form.read(),
        };
        try {
            localStorage.setItem(own, JSON.stringify(draft));
        } catch {
            // The browser keeps nothing, or is full: the form stands all the same.
        }
    };

    const keepSoon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(keep, PAUSE);
    };

    const keepNow = () => {
        if (waiting !== undefined) keep();
    };

    /* After a save that was confirmed, or at sign-out. */
    const forget = () => {
        clearTimeout(waiting);
        waiting = undefined;
        for (const key of [own, ...adopted].filter(Boolean)) localStorage.removeItem(key);
    };

    // A page that is open holds a lock on its draft, so that another tab does not offer it.
    const hold = () => navigator.locks?.request(own, { ifAvailable: true }, () => new Promise(() => {}));

    const heldElsewhere = async () => {
        const held = (await navigator.locks?.query())?.held || [];
        return new Set(held.map((lock) => lock.name));
    };

    const takeUp = (key, draft) => {
        adopted.push(key);
        window.desk.form.restore(draft.state);
        if (about.record) {
            field("seen").value = draft.seen;
            field("opened_with").value = draft.opened_with;
        } else {
            // Where the save did arrive and its answer was lost, the server knows the form by its number.
            field("form_id").value = key.slice(beginning().length);
            own = key;
            hold();
        }
        keep();
    };

    const button = (words, act) => {
        const made = document.createElement("button");
        made.type = "button";
        made.textContent = words;
        made.addEventListener("click", act);
        return made;
    };

    // As every time at the desk (config/formats/).
    const written = (moment) => {
        const lang = document.documentElement.lang;
        const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC", timeZoneName: "short" };
        return `${moment.toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" })}, ${moment.toLocaleTimeString(lang, clock)}`;
    };

    const offer = (key, draft) => {
        const box = document.createElement("div");
        box.className = "desk-kept-draft";
        const when = written(new Date(draft.at));
        const said = [about.draft.replace("%(when)s", when)];
        if (about.record && draft.seen !== field("seen").value) said.push(about.draftOlder);
        const words = document.createElement("p");
        words.textContent = said.join(" ");
        const done = (told) => {
            const heading = document.querySelector("#content h1, #content h2");
            box.remove();
            window.desk.tell?.(told);
            if (heading) {
                heading.tabIndex = -1;
                heading.focus();
            }
        };
        box.append(
            words,
            button(about.restore, () => {
                takeUp(key, draft);
                // After the rows that were added, which take the focus.
                setTimeout(() => done(about.restored), 50);
            }),
            button(about.discard, () => {
                localStorage.removeItem(key);
                done(about.discarded);
            }),
        );
        document.getElementById("kept-drafts").append(box);
    };

    const offerWhatWasKept = async () => {
        const elsewhere = await heldElsewhere();
        const found = Object.keys(localStorage)
            .filter((key) => key.startsWith(beginning()) && key !== own && !elsewhere.has(key))
            .map((key) => [key, stored(key)])
            .sort(([, one], [, other]) => (other?.at || 0) - (one?.at || 0));
        for (const [key, draft] of found) {
            if (!draft || window.desk.form.content(draft.state) === first) localStorage.removeItem(key);
            else offer(key, draft);
        }
    };

    const begin = () => {
        first = window.desk.form.content(window.desk.form.read());
        own = keyOf(field("form_id").value);
        hold();
        const form = window.desk.form.element();
        for (const name of ["input", "change", "formset:added"]) form.addEventListener(name, keepSoon);
        document.addEventListener("formset:removed", keepSoon);
        django.jQuery(form).on("change", "select.admin-autocomplete", keepSoon);
        document.addEventListener("visibilitychange", keepNow);
        addEventListener("pagehide", keepNow);
        if ("unsaved" in about) keep();
        offerWhatWasKept();
    };

    window.desk = { ...window.desk, drafts: { changed: () => first !== undefined && changed(), forget, keepNow } };

    // When the other scripts have made the boxes and numbered the rows.
    addEventListener("load", () => {
        about = document.getElementById("keeping")?.dataset;
        if (about) setTimeout(begin);
    });
})();
