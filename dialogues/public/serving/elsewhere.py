"""Addresses of pages that a part of the site may lead to without depending on it."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def address_if_any(name: str, *args: Any) -> str:
    """The address of a named page; empty where the site has no such page."""
    try:
        return reverse(f"public:{name}", args=args)
    except NoReverseMatch:
        return ""
