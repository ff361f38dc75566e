/* Asks how a name is written in English letters, where its public id cannot be made without (templates/admin/desk/
   letters.html): readings of names cannot be guessed. */
"use strict";
(() => {
    // The letters; null where nobody gives any.
    const askLetters = (name) =>
        new Promise((answer) => {
            const dialog = document.getElementById("letters");
            const box = document.getElementById("letters-box");
            if (!dialog) return answer(null);
            document.getElementById("letters-name").textContent = name;
            box.value = "";
            dialog.returnValue = "";
            dialog.addEventListener("close", () => answer(dialog.returnValue ? box.value : null), { once: true });
            dialog.showModal();
            box.focus();
        });

    document.addEventListener("DOMContentLoaded", () => {
        const dialog = document.getElementById("letters");
        if (!dialog) return;
        const create = () => {
            const box = document.getElementById("letters-box");
            if (box.reportValidity()) dialog.close("given");
        };
        document.getElementById("letters-create").addEventListener("click", create);
        document.getElementById("letters-cancel").addEventListener("click", () => dialog.close(""));
        // It stands in no form: Enter is the button.
        document.getElementById("letters-box").addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || event.isComposing) return;
            event.preventDefault();
            create();
        });
    });
    window.desk = { ...window.desk, askLetters };
})();
