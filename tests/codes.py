"""The codes of an authenticator app, each given once: a site refuses one that was used."""

import base64
import secrets
import time

PERIOD = 30


def new_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


class Codes:
    """An app with a secret. Asked again within half a minute it gives the next code, which is good already."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self.given = 0

    def __call__(self) -> str:
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

        counter = max(self.given + 1, int(time.time()) // PERIOD)
        while counter > time.time() // PERIOD + 1:
            time.sleep(0.2)
        self.given = counter
        return format_hotp_value(hotp_value(self.secret, counter))
