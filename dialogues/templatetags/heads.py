"""What stands in the head of a page."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_block_tag
def titled(content: str, shared: bool) -> SafeString:
    """The title of a page with the name of the site; for those who share a link to it the title alone.

    Takes what the page's template writes as its title, which is escaped already.
    """
    title = mark_safe(" ".join(content.split()).replace('"', "&quot;"))  # noqa: S308  escaped by the template
    named = format_html("<title>{} | {}</title>", title, _("Space Dialogues"))
    return format_html('{}\n<meta property="og:title" content="{}">', named, title) if shared else named
