"""A device in words, from what its browser says of itself: “Firefox on Windows”.

The names of browsers and systems are those of ua-parser, whose rules are kept up to date as data of their own.
"""

from django import template
from django.utils.translation import gettext as _
from ua_parser import parse

register = template.Library()


@register.filter
def device(user_agent: str) -> str:
    """The browser and the system; one of them, or none, where the text does not say."""
    read = parse(user_agent)
    browser = read.user_agent.family if read.user_agent else ""
    system = read.os.family if read.os else ""
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("unknown")
