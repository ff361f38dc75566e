/* Says in words why a passkey was not taken, where allauth's scripts would write to the console alone. */
"use strict";
document.addEventListener("allauth.error", (event) => {
    const told = document.getElementById("passkey-refused");
    if (!told) return;
    event.preventDefault();
    const impossible = !window.PublicKeyCredential || event.detail.exception?.name === "SecurityError";
    told.textContent = impossible ? told.dataset.unsupported : told.dataset.refused;
    told.hidden = false;
});
