"""JSON inside HTML: no text of a record can end the script that holds it."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# `<` could begin `</script>` or `<!--`; the rest is for whoever reads the page with less care than a browser.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def in_html(value: Any) -> SafeString:
    """A value as JSON that may stand inside a script element."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(written)  # noqa: S308  every sign that could end the element is escaped
