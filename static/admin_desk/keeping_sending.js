/* Sends a record's form without leaving it, so that it is left standing where it was not saved: no connection, an
   ended session, a failing server. Saved, the page goes where the server says; refused with reasons, the form is sent
   once more as a browser does, and the page that answers shows them. Warns before unsaved work is left. */
"use strict";
(() => {
    const HEADERS = { "X-Desk-Form": "1" };
    const PATIENCE = 60000;
    let about, form, leaving = false, sending = false;

    const box = () => document.getElementById("not-saved");
    const line = (text) => text.replace(/\r?\n/g, "\r\n");

    const tell = (words, signIn = false) => {
        const said = document.createElement("p");
        said.textContent = words;
        if (signIn) {
            const link = document.createElement("a");
            link.href = about.signIn;
            link.target = "_blank";
            link.rel = "noopener";
            link.textContent = about.signInWords;
            said.append(" ", link);
        }
        box().replaceChildren(said);
    };

    const rest = () => {
        sending = false;
        form.removeAttribute("aria-busy");
    };

    const sendAsBrowsersDo = (button) => {
        if (button?.name) {
            const pressed = document.createElement("input");
            Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
            form.append(pressed);
        }
        window.desk.drafts.keepNow();
        leaving = true;
        HTMLFormElement.prototype.submit.call(form);
    };

    /* Who is signed in by now, and a token of that session; null where nobody is. */
    const signedIn = async () => {
        const answer = await fetch(about.openAt, { redirect: "manual", cache: "no-store" });
        return answer.ok ? answer.json() : null;
    };

    const post = (button) => {
        const data = new URLSearchParams();
        for (const [name, value] of new FormData(form, button)) data.append(name, line(String(value)));
        return fetch(form.getAttribute("action") || location.href, {
            method: "POST", body: data, headers: HEADERS, redirect: "manual", signal: AbortSignal.timeout(PATIENCE),
        });
    };

    const withFreshToken = async (button) => {
        const now = await signedIn();
        if (now === null) return tell(about.signedOut, true);
        if (now.user !== about.user) return tell(about.another, true);
        const tokens = document.querySelectorAll("[name=csrfmiddlewaretoken]");
        if ([...tokens].every((one) => one.dataset.fresh)) return tell(about.forbidden.replace("%(status)s", "403"));
        for (const token of tokens) {
            token.value = now.csrf;
            token.dataset.fresh = "1";
        }
        return send(button);
    };

    const send = async (button) => {
        const answer = await post(button);
        if (answer.type === "opaqueredirect" || answer.status === 401) return tell(about.signedOut, true);
        if (answer.status === 403) return withFreshToken(button);
        if (!answer.ok) return tell(about.fault.replace("%(status)s", answer.status));
        for (const token of document.querySelectorAll("[name=csrfmiddlewaretoken]")) delete token.dataset.fresh;
        if (!answer.headers.get("Content-Type")?.includes("json")) return sendAsBrowsersDo(button);
        const { to } = await answer.json();
        window.desk.drafts.forget();
        leaving = true;
        return location.assign(to);
    };

    const submit = async (event) => {
        const button = event.submitter;
        // The select of actions above a form has a button of its own.
        if (event.defaultPrevented || (button && !button.name.startsWith("_"))) return;
        event.preventDefault();
        if (sending) return;
        sending = true;
        form.setAttribute("aria-busy", "true");
        tell(about.sending);
        window.desk.drafts.keepNow();
        try {
            await send(button);
        } catch {
            tell(about.noConnection);
        }
        if (!leaving) rest();
    };

    document.addEventListener("DOMContentLoaded", () => {
        about = document.getElementById("keeping")?.dataset;
        form = window.desk.form.element();
        if (!about || !form) return;
        form.addEventListener("submit", submit);
        addEventListener("beforeunload", (event) => {
            if (!leaving && window.desk.drafts.changed()) event.preventDefault();
        });
        // Back to a page that was left: it stands as it was.
        addEventListener("pageshow", (event) => {
            if (!event.persisted) return;
            leaving = false;
            rest();
            box().replaceChildren();
        });
    });
})();
