"""From which address a request came, where proxies of ours stand before the site."""

from django.conf import settings


def address_of(meta: dict[str, str]) -> str:
    """The address of the caller, from the environment of a request: as the outermost proxy of ours saw it.

    Each proxy adds, at the end of X-Forwarded-For, the address that it was asked from; what stands before those of
    the PROXIES that are ours was written by the caller, who may write anything.
    """
    forwarded = [part.strip() for part in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    if 0 < settings.PROXIES <= len(forwarded):
        return forwarded[-settings.PROXIES]
    return meta.get("REMOTE_ADDR", "")
