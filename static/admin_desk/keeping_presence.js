/* Says every 25 seconds that a record's form is open, and tells who else has it open and whether it was saved since.
   A form that nobody used for ten minutes says nothing: a forgotten page must not keep a session from ending. */
"use strict";
(() => {
    const EVERY = 25000;
    const UNUSED = 600000;
    let about, used = Date.now();

    const ask = (more) => {
        const seen = document.querySelector("form [name=seen]")?.value || "";
        const asked = new URLSearchParams({ kind: about.kind, id: about.record, seen, ...more });
        return fetch(`${about.openAt}?${asked}`, { redirect: "manual", cache: "no-store", keepalive: "left" in more });
    };

    const beat = async () => {
        if (document.visibilityState !== "visible" || Date.now() - used > UNUSED) return;
        try {
            const answer = await ask({});
            if (!answer.ok) return;
            const { also, newer } = await answer.json();
            const said = [also, newer].filter(Boolean).join(" ");
            const box = document.getElementById("also-open");
            // The same words again would be read out again.
            if (box.textContent !== said) box.textContent = said;
        } catch {
            // Without a connection nobody is told; saving says so.
        }
    };

    document.addEventListener("DOMContentLoaded", () => {
        about = document.getElementById("keeping")?.dataset;
        if (!about?.record) return;
        for (const name of ["input", "keydown", "pointerdown", "focusin", "scroll"])
            document.addEventListener(name, () => (used = Date.now()), { passive: true, capture: true });
        setInterval(beat, EVERY);
        document.addEventListener("visibilitychange", beat);
        addEventListener("pagehide", () => ask({ left: about.since }).catch(() => {}));
    });
})();
